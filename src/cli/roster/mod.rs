//! `dingnick roster`: who is who in a group, from a file whose columns become parts of names. All
//! that is wrong is told before anything is kept; nothing here changes a name.

mod reading;

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::{Args, Subcommand};
use encoding_rs::Encoding;

use self::reading::{Header, Reading, who};
use super::WrongUsage;
use super::consent::go_ahead;
use super::group::{find, find_or_only};
use super::orders::with_bot;
use super::sheet::columns::Columns;
use super::sheet::{self, Row, encoding};
use super::shown::{BYTE_ORDER_MARK, SHOWN, spreadsheet};
use crate::app::{SystemClock, open_to_read};
use crate::bot::{GroupMember, Look};
use crate::config::{Config, Sources, StoreSettings};
use crate::domain::{
    Change, Clock, ConversationId, Facts, Format, RosterRow, UserId, cell, legible, part_key,
    roster_parts,
};
use crate::i18n::Words;
use crate::store::{RosterSource, Scope};

#[derive(Subcommand)]
pub(super) enum Command {
    /// Keep a file as a group's roster, in place of the one before
    Import(Import),
    /// Show a group's roster
    Show {
        #[command(flatten)]
        group: Of,
    },
    /// Write a group's roster as CSV, which opens in Excel
    Export {
        #[command(flatten)]
        group: Of,
        /// Where to; without it, to standard output
        #[arg(long, value_name = "FILE")]
        output: Option<PathBuf>,
    },
    /// Forget a group's roster
    Clear {
        #[command(flatten)]
        group: Of,
        /// Do not ask
        #[arg(long)]
        yes: bool,
    },
}

#[derive(Args)]
pub(super) struct Of {
    /// The group: its conversation id, chatid or title
    #[arg(long)]
    group: Option<String>,
}

#[derive(Args)]
#[command(after_help = AFTER_HELP)]
pub(super) struct Import {
    /// The file: CSV, or .xlsx
    file: PathBuf,
    #[command(flatten)]
    group: Of,
    /// Say what the file holds, and keep nothing
    #[arg(long)]
    dry_run: bool,
    /// The encoding of a CSV file, such as gb18030 or big5 [default: detected]
    #[arg(long, value_parser = encoding)]
    encoding: Option<&'static Encoding>,
}

const AFTER_HELP: &str = "\
The first line names the columns: userid, job number (工号)
or name (姓名, as in the directory) say who is who; a column
group (群) tells each line's group. Every other column is a
part for formats: 班级 fills {班级} and {class}. Somebody
may have several lines.

Where all lines have a userid it costs nothing; otherwise at
most one call for each group, for who is in it.";

pub(super) fn run(sources: &Sources, command: &Command) -> anyhow::Result<()> {
    match command {
        Command::Import(import) => import.run(sources),
        Command::Show { group } => {
            with_roster(sources, group, async |scope, conversation| show(scope, conversation).await)
        }
        Command::Export { group, output } => {
            with_roster(sources, group, async |scope, conversation| {
                let rows = scope.roster_rows(conversation, RosterSource::File).await?;
                match output {
                    Some(path) => {
                        let place = path.display().to_string();
                        let file = std::fs::File::create_new(path)
                            .with_context(|| format!("cannot write {place}"))?;
                        export(file, &rows).with_context(|| format!("cannot write {place}"))
                    }
                    None => export(std::io::stdout().lock(), &rows),
                }
            })
        }
        Command::Clear { group, yes } => {
            with_roster(sources, group, async |scope, conversation| {
                let rows = scope.roster_rows(conversation, RosterSource::File).await?.len();
                writeln!(std::io::stderr(), "{rows} lines are forgotten; the names stay")?;
                go_ahead(*yes)?;
                let now = SystemClock.now();
                let rows = scope.replace_roster(conversation, RosterSource::File, &[], now).await?;
                writeln!(std::io::stdout(), "forgot {rows} lines")?;
                Ok(())
            })
        }
    }
}

/// Needs no credentials, and the bot may run.
fn with_roster(
    sources: &Sources,
    group: &Of,
    command: impl AsyncFnOnce(&Scope, &ConversationId) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let settings = StoreSettings::read(sources)?;
    super::runtime()?.block_on(async {
        let (store, scope) = open_to_read(&settings).await?;
        let conversation = find_or_only(&scope, group.group.as_deref()).await?;
        let done = command(&scope, &conversation).await;
        store.close().await;
        done
    })
}

async fn show(scope: &Scope, conversation: &ConversationId) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    for (source, is_from) in [(RosterSource::File, "the file"), (RosterSource::Chat, "the chat")] {
        let rows = scope.roster_rows(conversation, source).await?;
        if rows.is_empty() {
            continue;
        }
        writeln!(out, "from {is_from}: {} lines", rows.len())?;
        for row in &rows {
            writeln!(out, "{}", line_of(row))?;
        }
    }
    let rows = scope.roster_rows(conversation, RosterSource::File).await?;
    if rows.is_empty() {
        writeln!(out, "no file was given for this group: `dingnick roster import FILE` does that")?;
    }
    Ok(())
}

fn line_of(row: &RosterRow) -> String {
    let parts: Vec<String> =
        row.parts.iter().map(|(part, text)| format!("{part} {text}")).collect();
    legible(&format!("{:>5}  {}  {}", row.line, who(row), parts.join(" · ")))
}

/// Writes a roster as a file that `import` takes again.
fn export(mut out: impl Write, rows: &[RosterRow]) -> anyhow::Result<()> {
    const OF_PEOPLE: [&str; 3] = ["userid", "工号", "姓名"];
    let mut parts: Vec<&str> = Vec::new();
    for (part, _) in rows.iter().flat_map(|row| &row.parts) {
        if !parts.contains(&part.as_str()) {
            parts.push(part);
        }
    }
    // A column that says who is who may be a part as well; it is written once.
    let is_part = |name: &str| parts.iter().any(|part| part_key(part) == part_key(name));
    let of_people: Vec<&str> = OF_PEOPLE.into_iter().filter(|name| !is_part(name)).collect();
    out.write_all(BYTE_ORDER_MARK)?;
    let mut csv = spreadsheet(out);
    csv.write_record(of_people.iter().chain(&parts).copied())?;
    for row in rows {
        let who = of_people.iter().map(|name| match *name {
            "userid" => row.user_id.as_ref().map(UserId::as_str).unwrap_or_default(),
            "工号" => row.job_number.as_deref().unwrap_or_default(),
            _ => row.name.as_deref().unwrap_or_default(),
        });
        let texts = parts.iter().map(|name| {
            let part = row.parts.iter().find(|(part, _)| part == name);
            part.map(|(_, text)| text.as_str()).unwrap_or_default()
        });
        csv.write_record(who.chain(texts).map(cell))?;
    }
    csv.flush()?;
    Ok(())
}

impl Import {
    fn run(&self, sources: &Sources) -> anyhow::Result<()> {
        let place = self.file.display().to_string();
        let wrong = |why: String| WrongUsage(format!("{place}: {why}; nothing was kept"));
        let sheet = sheet::read(&self.file, self.encoding)
            .map_err(|error| wrong(format!("{:#}", anyhow::Error::from(error))))?;
        let mut rows = sheet.rows.into_iter();
        let header = rows.next().ok_or_else(|| wrong("it is empty".to_owned()))?;
        let (columns, parts) = Columns::of_roster(&header)
            .map_err(|why| wrong(format!("line {}: {}", header.line, legible(&why))))?;
        let rows: Vec<Row> = rows.collect();
        writeln!(std::io::stderr(), "{place}: {}, {} lines", legible(&sheet.form), rows.len())?;
        if rows.is_empty() {
            bail!(wrong("no line follows the first".to_owned()));
        }
        let header = Header { columns, parts };
        let has_ids = rows.iter().all(|row| !row.cell(header.columns.user_id).is_empty());
        if has_ids {
            let settings = StoreSettings::read(sources)?;
            return super::runtime()?.block_on(async {
                let (store, scope) = open_to_read(&settings).await?;
                let done = self.keep(&scope, &header, &rows, async |conversation| {
                    remembered(&scope, conversation).await
                });
                let done = done.await;
                store.close().await;
                done
            });
        }
        with_bot(&Config::read(sources)?, async |bot, _, scope| {
            bot.bind_configured().await;
            self.keep(scope, &header, &rows, async |conversation| {
                let people = bot.orders().people(conversation, &[], Look::Everybody).await?;
                for why in people.unlisted.iter().chain(&people.silence) {
                    writeln!(std::io::stderr(), "{}", legible(why))?;
                }
                Ok(Some(people.members))
            })
            .await
        })
    }

    async fn keep(
        &self,
        scope: &Scope,
        header: &Header,
        rows: &[Row],
        members: impl AsyncFn(&ConversationId) -> anyhow::Result<Option<Vec<GroupMember>>>,
    ) -> anyhow::Result<()> {
        let mut faults = Vec::new();
        let words = Words::new();
        let mut readings = Vec::new();
        for (conversation, rows) in self.of_groups(scope, header, rows, &mut faults).await? {
            let members = members(&conversation).await?;
            let mut reading = Reading::of(&words, header, &rows, members.as_deref());
            faults.append(&mut reading.faults);
            readings.push((conversation, reading));
        }
        if !faults.is_empty() {
            bail!(WrongUsage(complaint(&self.file, &faults)));
        }
        let mut out = std::io::stdout().lock();
        for (conversation, reading) in &readings {
            show_reading(&mut out, scope, conversation, reading, self.dry_run).await?;
        }
        if self.dry_run {
            return Ok(());
        }
        for (conversation, reading) in readings {
            let now = SystemClock.now();
            let before =
                scope.replace_roster(&conversation, RosterSource::File, &reading.rows, now).await?;
            let instead = match before {
                0 => String::new(),
                before => format!(", in place of {before} lines"),
            };
            writeln!(out, "kept {} lines for {conversation}{instead}", reading.rows.len())?;
        }
        writeln!(out, "no name has changed yet: `/nick apply` in the group shows what would")?;
        Ok(())
    }

    /// The rows of each group.
    async fn of_groups<'r>(
        &self,
        scope: &Scope,
        header: &Header,
        rows: &'r [Row],
        faults: &mut Vec<String>,
    ) -> anyhow::Result<BTreeMap<ConversationId, Vec<&'r Row>>> {
        let mut groups: BTreeMap<ConversationId, Vec<&Row>> = BTreeMap::new();
        let mut found: BTreeMap<&str, Option<ConversationId>> = BTreeMap::new();
        for row in rows {
            let named = row.cell(header.columns.group);
            if !found.contains_key(named) {
                let conversation = match named {
                    "" => Some(find_or_only(scope, self.group.group.as_deref()).await?),
                    named => match find(scope, named).await {
                        Ok(conversation) => Some(conversation),
                        Err(error) => {
                            faults.push(format!("line {}: {error}", row.line));
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
}

/// Who is in a group as far as it was read before, which costs nothing.
async fn remembered(
    scope: &Scope,
    conversation: &ConversationId,
) -> anyhow::Result<Option<Vec<GroupMember>>> {
    let roster = scope.roster(conversation).await?;
    let member = |user_id| GroupMember { user_id, present: None, facts: Facts::default() };
    Ok(roster.map(|(members, _)| members.into_iter().map(member).collect()))
}

fn complaint(file: &Path, faults: &[String]) -> String {
    const MOST: usize = 20;
    let mut text = format!("{}: nothing was kept", file.display());
    for fault in faults.iter().take(MOST) {
        text.push_str(&format!("\n  {}", legible(fault)));
    }
    if faults.len() > MOST {
        text.push_str(&format!("\n  … and {} more", faults.len() - MOST));
    }
    text
}

async fn show_reading(
    out: &mut impl Write,
    scope: &Scope,
    conversation: &ConversationId,
    reading: &Reading,
    shows_all: bool,
) -> anyhow::Result<()> {
    let title = scope.group(conversation).await?.and_then(|group| group.title);
    let title = title.unwrap_or_else(|| conversation.to_string());
    writeln!(out, "group {}", legible(&title))?;
    let limit = if shows_all { usize::MAX } else { SHOWN };
    for row in reading.rows.iter().take(limit) {
        writeln!(out, "{}", line_of(row))?;
    }
    if reading.rows.len() > limit {
        writeln!(out, "    … and {} more; --dry-run shows all", reading.rows.len() - limit)?;
    }
    writeln!(out, "{} lines of {} people", reading.rows.len(), reading.people())?;
    for remark in &reading.remarks {
        writeln!(out, "mind: {}", legible(remark))?;
    }
    if !reading.absent.is_empty() {
        writeln!(
            out,
            "{} are not in the group; their lines count when they come:",
            reading.absent.len()
        )?;
        for absent in &reading.absent {
            writeln!(out, "  {}", legible(absent))?;
        }
    }
    if let Some(format) = format_of(scope, conversation).await? {
        let known: BTreeSet<String> = roster_parts(&reading.rows).into_keys().collect();
        let (taken, others): (Vec<&str>, Vec<&str>) =
            format.part_names().partition(|part| known.contains(&part_key(part)));
        writeln!(
            out,
            "the format {} takes from it: {}; from elsewhere: {}",
            legible(&format.shape()),
            named(&taken),
            named(&others)
        )?;
    }
    Ok(())
}

/// The shape that names have in a group: its own, or that of a rule which it uses.
async fn format_of(scope: &Scope, conversation: &ConversationId) -> anyhow::Result<Option<Format>> {
    let mut rules = scope.rules(conversation).await?.into_iter();
    let change = rules.find_map(|rule| match rule.name.as_str() {
        "format" => Change::from_row(&rule.name, &rule.subject, &rule.value),
        _ => None,
    });
    let source = match change {
        Some(Change::Format(source)) => source,
        Some(Change::Use(rule)) => scope.shared_rule(&rule).await?,
        _ => None,
    };
    Ok(source.and_then(|source| Format::parse(&source).ok()))
}

fn named(parts: &[&str]) -> String {
    if parts.is_empty() { "nothing".to_owned() } else { parts.join(", ") }
}
