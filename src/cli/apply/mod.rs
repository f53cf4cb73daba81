//! `dingnick apply`: the names of a file, or everybody's by a template. All that is wrong is told
//! before anything is done, and nothing is paid for without a yes.

mod names;
mod result;

use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context, bail};
use clap::Args;
use encoding_rs::Encoding;

use self::names::{Fault, GroupNames};
use self::result::ResultFile;
use super::WrongUsage;
use super::consent::go_ahead;
use super::group::{find, find_or_bind, find_or_only};
use super::orders::{follow, with_bot};
use super::sheet::columns::Columns;
use super::sheet::{self, Row, encoding};
use super::shown::{SHOWN, calls_of, table};
use crate::bot::{Bot, Look, OrderedPlan};
use crate::config::Config;
use crate::domain::{ConversationId, Format, UserId, legible};
use crate::i18n::Words;
use crate::store::{Scope, Store};

#[derive(Args)]
#[command(after_help = AFTER_HELP)]
pub(super) struct Arguments {
    /// The file: CSV, or .xlsx
    #[arg(required_unless_present = "template", conflicts_with = "template")]
    file: Option<PathBuf>,
    /// The group: its conversation id, chatid or title
    #[arg(long)]
    group: Option<String>,
    /// Name everybody in the group by this, such as {dept}-{name}
    #[arg(long, value_parser = format)]
    template: Option<Format>,
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

Ctrl-C stops it, and the same command goes on. Exit code:
0 all names are set, 1 some are not, 2 the command or the
file has to be corrected and nothing was changed.";

fn format(text: &str) -> Result<Format, String> {
    Format::parse(text).map_err(|_| "a template is such as {dept}-{name}".into())
}

pub(super) fn run(config: &Config, arguments: &Arguments) -> anyhow::Result<()> {
    let input = Input::read(arguments)?;
    with_bot(config, async |bot, store, scope| {
        Apply { bot, store, scope, arguments }.run(&input).await
    })
}

/// What is to be given.
enum Input {
    /// What a file says.
    File { path: PathBuf, columns: Columns, rows: Vec<Row> },
    /// What a template makes of everybody.
    Template(Format),
}

impl Input {
    fn read(arguments: &Arguments) -> anyhow::Result<Self> {
        let path = match (&arguments.file, &arguments.template) {
            (_, Some(template)) => return Ok(Self::Template(template.clone())),
            (Some(path), None) => path.clone(),
            (None, None) => bail!(WrongUsage("a file or --template is needed".to_owned())),
        };
        let place = path.display().to_string();
        let wrong = |why: String| WrongUsage(format!("{place}: {why}; nothing was changed"));
        let sheet = sheet::read(&path, arguments.encoding)
            .map_err(|error| wrong(format!("{:#}", anyhow::Error::from(error))))?;
        let mut rows = sheet.rows.into_iter();
        let header = rows.next().ok_or_else(|| wrong("it is empty".to_owned()))?;
        let columns = Columns::read(&header)
            .map_err(|why| wrong(format!("line {}: {}", header.line, legible(&why))))?;
        let rows: Vec<Row> = rows.collect();
        let form = sheet.form;
        let count = rows.len();
        let names = if count == 1 { "name" } else { "names" };
        writeln!(std::io::stderr(), "{place}: {}, {count} {names}", legible(&form))?;
        if rows.is_empty() {
            bail!(wrong("no line follows the first".to_owned()));
        }
        Ok(Self::File { path, columns, rows })
    }

    fn result_path(&self) -> PathBuf {
        match self {
            Self::File { path, .. } => path.with_extension("result.csv"),
            Self::Template(_) => PathBuf::from("dingnick-apply.result.csv"),
        }
    }
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
        for (conversation, rows) in self.rows_of_groups(input, &mut faults).await? {
            let names = self.names_of(input, conversation, &rows, &mut faults).await?;
            groups.push(names);
        }
        if !faults.is_empty() {
            return Err(complain(faults).into());
        }
        let mut planned = Vec::new();
        for names in groups {
            let begun =
                self.bot.orders().plan_to_go_on_with(&names.conversation, &names.key()).await?;
            planned.push(Planned { names, begun });
        }
        self.show(&planned)?;
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
        let Input::File { columns, rows, .. } = input else {
            return Ok([(self.group().await?, Vec::new())].into());
        };
        let mut found: BTreeMap<&str, ConversationId> = BTreeMap::new();
        for row in rows {
            let named = row.cell(columns.group);
            let conversation = match found.get(named) {
                Some(conversation) => conversation.clone(),
                None => {
                    let conversation = match named {
                        "" => self.group().await?,
                        named => match find(self.scope, named).await {
                            Ok(conversation) => conversation,
                            Err(error) => {
                                faults.push(Fault { line: row.line, why: error.to_string() });
                                continue;
                            }
                        },
                    };
                    found.insert(named, conversation.clone());
                    conversation
                }
            };
            groups.entry(conversation).or_default().push(row);
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
            Input::Template(template) if template.needs_dept() => {
                (Vec::new(), Look::WithDepartments)
            }
            Input::Template(_) => (Vec::new(), Look::Everybody),
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
        match input {
            Input::Template(template) => names.fill(&words, template, faults),
            Input::File { columns, .. } => names.read(&words, columns, rows, faults),
        }
        Ok(names)
    }

    /// What changes, and what it costs.
    fn show(&self, planned: &[Planned]) -> anyhow::Result<()> {
        let mut out = std::io::stdout().lock();
        let limit = if self.arguments.dry_run { usize::MAX } else { SHOWN };
        for Planned { names, begun } in planned {
            let all = names.all.len();
            let changes: Vec<[String; 3]> = names.changes().map(names::Wanted::cells).collect();
            writeln!(out, "group {}", legible(&names.title))?;
            if let Some((plan, done)) = begun {
                let total = plan.names.len();
                writeln!(
                    out,
                    "going on with plan {}: {done} of {total} names are done",
                    plan.number
                )?;
            }
            if !changes.is_empty() {
                let told = &changes[..changes.len().min(limit)];
                writeln!(out, "{}", table(["line", "userid", "name"], told))?;
            }
            if changes.len() > limit {
                writeln!(out, "… and {} more; --dry-run shows all", changes.len() - limit)?;
            }
            for twins in names.twins() {
                writeln!(out, "{}", legible(&twins))?;
            }
            match changes.len() {
                0 => writeln!(out, "all {all} have these names already")?,
                1 => writeln!(out, "1 of {all} names changes")?,
                changes => writeln!(out, "{changes} of {all} names change")?,
            }
        }
        let calls: usize = planned.iter().map(Planned::calls).sum();
        let left = planned.iter().map(|planned| planned.names.people.calls_left).min().unwrap_or(0);
        writeln!(out, "price: {}; this month has {left} left", calls_of(calls))?;
        if calls as u64 > left {
            writeln!(out, "that is more than is left: what comes after is refused by DingTalk")?;
        }
        Ok(())
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
        let mut plans = Vec::new();
        for Planned { names, begun } in planned {
            let plan = match begun {
                Some((plan, _)) => plan,
                None => {
                    let changes = names.changes().map(names::Wanted::planned).collect();
                    let (conversation, key) = (&names.conversation, names.key());
                    let plan = self.bot.orders().make_plan(conversation, &key, changes).await?;
                    plan.context("the plan cannot be read again")?
                }
            };
            self.bot.orders().begin(&plan).await?;
            plans.push((names, plan));
        }
        let jobs = plans.iter().flat_map(|(_, plan)| plan.jobs()).collect();
        let begun: Vec<&OrderedPlan> = plans.iter().map(|(_, plan)| plan).collect();
        let followed = follow(self.bot, self.store, jobs).await?;
        let lines = result::lines(&plans, &followed.ends);
        let path = file.path().to_owned();
        file.write(&lines).with_context(|| format!("cannot write {}", path.display()))?;
        self.sum_up(&lines, &begun, &path, followed.is_stopped)
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
            for plan in plans {
                writeln!(
                    out,
                    "to take it back: dingnick undo {} --group {}",
                    plan.number,
                    plan.conversation()
                )?;
            }
        }
        if is_stopped {
            bail!("stopped; the same command goes on with what is left");
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
