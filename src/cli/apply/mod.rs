//! `dingnick apply`: the names of a file, or everybody's by a template. All that is wrong is told
//! before anything is done, and nothing is paid for without a yes.

mod input;
mod names;
mod result;
mod told;

use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context, bail};
use clap::Args;
use encoding_rs::Encoding;

use self::input::Input;
use self::names::{Fault, GroupNames};
use self::result::ResultFile;
use super::WrongUsage;
use super::consent::go_ahead;
use super::group::{find, find_or_bind, find_or_only};
use super::orders::{bar, follow, with_bot};
use super::rules::rule_name;
use super::sheet::{Row, encoding};
use super::shown::{SHOWN, table};
use crate::bot::{Bot, Look, OrderedPlan, Orders};
use crate::config::Config;
use crate::domain::{ConversationId, Format, RuleName, UserId, legible};
use crate::i18n::Words;
use crate::store::{Scope, Store};

#[derive(Args)]
#[command(after_help = AFTER_HELP)]
pub(super) struct Arguments {
    /// The file: CSV, or .xlsx
    #[arg(required_unless_present_any = ["template", "rule"], conflicts_with = "template")]
    file: Option<PathBuf>,
    /// The group: its conversation id, chatid or title
    #[arg(long)]
    group: Option<String>,
    /// Name everybody in the group by this, such as {dept}-{name}
    #[arg(long, value_parser = format)]
    template: Option<Format>,
    /// Name everybody by this rule, in all groups that use it
    #[arg(long, value_parser = rule_name, conflicts_with_all = ["file", "template", "group"])]
    rule: Option<RuleName>,
    /// Give all names today, whatever the day and the month have left
    #[arg(long)]
    at_once: bool,
    /// Show what would change and what it costs, and change nothing; at most one call, for who is in the group
    #[arg(long)]
    dry_run: bool,
    /// Go ahead without asking
    #[arg(long)]
    yes: bool,
    /// Where to write what came of each name [default: FILE.result.csv]
    #[arg(long, value_name = "FILE")]
    result: Option<PathBuf>,
    /// The encoding of a CSV file, such as gb18030 or big5 [default: detected]
    #[arg(long, value_parser = encoding)]
    encoding: Option<&'static Encoding>,
}

const AFTER_HELP: &str = "\
The first line names the columns: nickname (昵称), and one
or more of userid, job number (工号) and name (姓名, as in
the directory). A column group (群) tells each line's group.

Names that today has no room for (DINGNICK_GROUP_DAILY, and
the last 5% of the month) wait for their day: then the bot
that runs, or the same command, goes on with them.

Ctrl-C stops it, and the same command goes on. Exit code:
0 all names are set, 1 some are not, 2 the command or the
file has to be corrected and nothing was changed.";

fn format(text: &str) -> Result<Format, String> {
    Format::parse(text).map_err(|_| "a template is such as {dept}-{name}".into())
}

pub(super) fn run(config: &Config, arguments: &Arguments) -> anyhow::Result<()> {
    let of_file = Input::of_file(arguments)?;
    with_bot(config, async |bot, store, scope| {
        let input = match of_file {
            Some(input) => input,
            None => Input::of_format(arguments, scope).await?,
        };
        Apply { bot, store, scope, arguments }.run(&input).await
    })
}

/// One run.
struct Apply<'a> {
    bot: &'a Arc<Bot>,
    store: &'a Store,
    scope: &'a Scope,
    arguments: &'a Arguments,
}

/// A group's names, and the plan that gives them.
struct Planned {
    names: GroupNames,
    /// One that was stopped, and how many of its names are done.
    begun: Option<(OrderedPlan, usize)>,
}

impl Planned {
    fn calls(&self) -> usize {
        match &self.begun {
            Some((plan, done)) => plan.names.len() - done,
            None => self.names.changes().count(),
        }
    }
}

impl Apply<'_> {
    async fn run(&self, input: &Input) -> anyhow::Result<()> {
        self.bot.bind_configured().await;
        let mut groups = Vec::new();
        let mut faults = Vec::new();
        let rows_of_groups = self.rows_of_groups(input, &mut faults).await?;
        let bar = bar(rows_of_groups.len());
        bar.set_message("groups are read");
        for (conversation, rows) in rows_of_groups {
            let names = self.names_of(input, conversation, &rows, &mut faults).await?;
            groups.push(names);
            bar.inc(1);
        }
        bar.finish_and_clear();
        if !faults.is_empty() {
            return Err(complain(faults).into());
        }
        let mut planned = Vec::new();
        for names in groups {
            let begun =
                self.bot.orders().plan_to_go_on_with(&names.conversation, &names.key()).await?;
            planned.push(Planned { names, begun });
        }
        self.tell(&planned).await?;
        if self.arguments.dry_run {
            return Ok(());
        }
        if planned.iter().map(Planned::calls).sum::<usize>() == 0 {
            return Ok(());
        }
        go_ahead(self.arguments.yes)?;
        self.carry_out(planned, input).await
    }

    /// The rows of each group.
    async fn rows_of_groups<'r>(
        &self,
        input: &'r Input,
        faults: &mut Vec<Fault>,
    ) -> anyhow::Result<BTreeMap<ConversationId, Vec<&'r Row>>> {
        let mut groups: BTreeMap<ConversationId, Vec<&Row>> = BTreeMap::new();
        let (columns, rows) = match input {
            Input::File { columns, rows, .. } => (columns, rows),
            Input::Template(_) => return Ok([(self.group().await?, Vec::new())].into()),
            Input::Rule { groups, .. } => {
                return Ok(groups.iter().map(|group| (group.clone(), Vec::new())).collect());
            }
        };
        // What is wrong with a group is told once.
        let mut found: BTreeMap<&str, Option<ConversationId>> = BTreeMap::new();
        for row in rows {
            let named = row.cell(columns.group);
            if !found.contains_key(named) {
                let conversation = match named {
                    "" => Some(self.group().await?),
                    named => match find(self.scope, named).await {
                        Ok(conversation) => Some(conversation),
                        Err(error) => {
                            faults.push(Fault { line: row.line, why: error.to_string() });
                            None
                        }
                    },
                };
                found.insert(named, conversation);
            }
            if let Some(Some(conversation)) = found.get(named) {
                groups.entry(conversation.clone()).or_default().push(row);
            }
        }
        Ok(groups)
    }

    /// The group of the command, or the only one there is.
    async fn group(&self) -> anyhow::Result<ConversationId> {
        match &self.arguments.group {
            Some(group) if !self.arguments.dry_run => {
                find_or_bind(self.bot, self.scope, group).await
            }
            group => find_or_only(self.scope, group.as_deref()).await,
        }
    }

    async fn names_of(
        &self,
        input: &Input,
        conversation: ConversationId,
        rows: &[&Row],
        faults: &mut Vec<Fault>,
    ) -> anyhow::Result<GroupNames> {
        let (asked_about, look) = match input {
            Input::Template(format) | Input::Rule { format, .. } => {
                let needs_dept = format.needs_dept();
                let look = if needs_dept { Look::WithDepartments } else { Look::Everybody };
                (Vec::new(), look)
            }
            Input::File { columns, .. } => {
                let ids: Vec<Option<UserId>> =
                    rows.iter().map(|row| UserId::parse(row.cell(columns.user_id))).collect();
                let look =
                    if ids.iter().all(Option::is_some) { Look::Known } else { Look::Everybody };
                (ids.into_iter().flatten().collect(), look)
            }
        };
        let people = self.bot.orders().people(&conversation, &asked_about, look).await?;
        let title = self.scope.group(&conversation).await?.and_then(|group| group.title);
        let title = title.unwrap_or_else(|| conversation.to_string());
        if let Some(why) = &people.unlisted {
            if look != Look::Known {
                bail!("DingTalk does not say who is in {}: {}", legible(&title), legible(why));
            }
            let not_checked = "it is not checked that they are in the group";
            writeln!(std::io::stderr(), "{}; {not_checked}", legible(why))?;
        }
        if let (Some(why), true) = (&people.silence, look != Look::Known) {
            writeln!(std::io::stderr(), "the directory does not tell of all: {}", legible(why))?;
        }
        let words = Words::new();
        let mut names = GroupNames::new(conversation, title, people);
        let before = faults.len();
        match (input, input.format()) {
            (_, Some(format)) => names.fill(&words, format, faults),
            (Input::File { columns, .. }, _) => names.read(&words, columns, rows, faults),
            (_, None) => {}
        }
        if matches!(input, Input::Rule { .. }) {
            // No line says of which group it is.
            for fault in &mut faults[before..] {
                fault.why = format!("{}: {}", names.title, fault.why);
            }
        }
        Ok(names)
    }

    /// What changes, what it costs, and on which days.
    async fn tell(&self, planned: &[Planned]) -> anyhow::Result<()> {
        let counts: Vec<(&ConversationId, usize)> =
            planned.iter().map(|it| (&it.names.conversation, it.calls())).collect();
        let going_on: Vec<&OrderedPlan> =
            planned.iter().filter_map(|it| it.begun.as_ref().map(|(plan, _)| plan)).collect();
        let at_once = self.arguments.at_once;
        let days = self.bot.orders().forecast(&counts, &going_on, at_once).await?;
        let month = self.bot.orders().month();
        let limit = told::limit(self.arguments.dry_run);
        told::tell(&mut std::io::stdout().lock(), planned, &days, month, limit)
    }

    async fn carry_out(&self, planned: Vec<Planned>, input: &Input) -> anyhow::Result<()> {
        let path = self.arguments.result.clone().unwrap_or_else(|| input.result_path());
        let place = path.display().to_string();
        let file = ResultFile::begin(path).map_err(|error| {
            WrongUsage(format!("cannot write {place}: {error}; nothing was changed"))
        })?;
        if let Input::File { path: input, .. } = input
            && file.replaces(input)
        {
            bail!(WrongUsage("the result would take the file's own place".to_owned()));
        }
        let going_on = planned.iter().find_map(|it| it.begun.as_ref()?.0.run.clone());
        let run = going_on.unwrap_or_else(Orders::new_run);
        let mut plans = Vec::new();
        for (place, Planned { names, begun }) in planned.into_iter().enumerate() {
            let plan = match begun {
                Some((plan, _)) => plan,
                None => {
                    let changes = names.changes().map(names::Wanted::planned).collect();
                    let (conversation, key, run) =
                        (&names.conversation, names.key(), (&*run, place));
                    let plan =
                        self.bot.orders().make_plan(conversation, &key, run, changes).await?;
                    plan.context("the plan cannot be read again")?
                }
            };
            plans.push((names, plan));
        }
        let of_run: Vec<&OrderedPlan> = plans.iter().map(|(_, plan)| plan).collect();
        let begun = self.bot.orders().begin(&of_run, self.arguments.at_once).await?;
        let today = begun.today.clone();
        let followed = follow(self.bot, self.store, today, &of_run).await?;
        let lines = result::lines(&plans, &followed.ends, &begun);
        let path = file.path().to_owned();
        file.write(&lines).with_context(|| format!("cannot write {}", path.display()))?;
        self.sum_up(&lines, &of_run, &path, followed.is_stopped)
    }

    fn sum_up(
        &self,
        lines: &[result::Line],
        plans: &[&OrderedPlan],
        path: &std::path::Path,
        is_stopped: bool,
    ) -> anyhow::Result<()> {
        let mut out = std::io::stdout().lock();
        let count = |outcome| lines.iter().filter(|line| line.outcome == outcome).count();
        let (set, same) = (count(result::SET), count(result::SAME));
        let (failed, open) = (count(result::FAILED), count(result::OPEN));
        writeln!(
            out,
            "{set} names are set, {same} were so already, {failed} failed, {open} are left"
        )?;
        let not_set = lines.iter().filter(|line| line.outcome == result::FAILED);
        let not_set: Vec<[String; 3]> = not_set.take(SHOWN).map(result::Line::cells).collect();
        if !not_set.is_empty() {
            writeln!(out, "{}", table(["line", "userid", "reason"], &not_set))?;
        }
        writeln!(out, "what came of each: {}", path.display())?;
        if set > 0 {
            match plans {
                [plan] => {
                    let (number, group) = (plan.number, plan.conversation());
                    writeln!(out, "to take it back: dingnick undo {number} --group {group}")?;
                }
                plans => {
                    // Plans that were begun by a version before this one have none.
                    let mut runs: Vec<&String> =
                        plans.iter().filter_map(|plan| plan.run.as_ref()).collect();
                    runs.sort();
                    runs.dedup();
                    for run in runs {
                        writeln!(out, "to take all of it back: dingnick undo {run}")?;
                    }
                }
            }
        }
        if is_stopped {
            bail!("stopped; the same command goes on with what is left");
        }
        if open > 0 && failed == 0 && lines.iter().all(result::Line::is_set_or_waits) {
            bail!(
                "{open} names wait for their day: the bot that runs, or the same command, goes on"
            );
        }
        if failed + open > 0 {
            bail!("{} of {} names are not set", failed + open, lines.len());
        }
        Ok(())
    }
}

/// All that is wrong, with its lines.
fn complain(mut faults: Vec<Fault>) -> WrongUsage {
    faults.sort_by_key(|fault| fault.line);
    let mut text: Vec<String> = faults.iter().map(|fault| legible(&fault.to_string())).collect();
    let lines = match faults.len() {
        1 => "one thing has to be corrected".to_owned(),
        count => format!("{count} things have to be corrected"),
    };
    text.insert(0, format!("{lines}, and nothing was changed:"));
    WrongUsage(text.join("\n"))
}
