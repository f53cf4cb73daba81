//! `dingnick history`: the ledger, for the operator's eyes, a spreadsheet or another program.

use std::collections::{HashMap, HashSet};
use std::io::Write;

use anyhow::Context;
use clap::{Args, ValueEnum};
use serde::Serialize;

use super::group;
use super::shown::{self, BYTE_ORDER_MARK, spreadsheet, table};
use crate::app::open_to_read;
use crate::config::StoreSettings;
use crate::domain::{ConversationId, Nickname, Timestamp, UserId, cell};
use crate::store::{RenameFilter, RenameRow};

#[derive(Args)]
pub(super) struct Arguments {
    /// Only this group: its conversation id, chatid or title
    #[arg(long, value_name = "GROUP")]
    group: Option<String>,
    /// Only this member
    #[arg(long, value_name = "USERID")]
    user: Option<String>,
    /// Only from then on: a day such as 2026-11-01, or a time such as 2026-11-01T08:00:00Z
    #[arg(long, value_name = "TIME", value_parser = time)]
    since: Option<Timestamp>,
    /// How to write it
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    /// CSV without the byte order mark by which Excel knows UTF-8, for programs
    #[arg(long)]
    no_bom: bool,
    /// At most so many changes, the newest
    #[arg(long, default_value_t = 1000)]
    limit: u32,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// For people
    Table,
    /// For a spreadsheet: a byte order mark, CRLF, and no formulas
    Csv,
    /// For a program: one object a line
    Json,
}

/// A change, with the names that its columns have in every format.
#[derive(Serialize)]
struct Line {
    at: String,
    group: String,
    user: String,
    old: String,
    new: String,
    asked_by: String,
    outcome: String,
    code: String,
    /// What the group is called, where that is known.
    title: String,
}

pub(super) fn time(text: &str) -> Result<Timestamp, String> {
    let day = || text.parse::<jiff::civil::Date>().ok()?.to_zoned(jiff::tz::TimeZone::UTC).ok();
    let at = text.parse::<jiff::Timestamp>().ok().or_else(|| day().map(|day| day.timestamp()));
    at.map(|at| Timestamp(at.as_millisecond())).ok_or_else(|| {
        "neither a day such as 2026-11-01 nor a time such as 2026-11-01T08:00:00Z".into()
    })
}

pub(super) fn run(settings: &StoreSettings, arguments: &Arguments) -> anyhow::Result<()> {
    super::runtime()?.block_on(async {
        let (store, scope) = open_to_read(settings).await?;
        let filter = RenameFilter {
            conversation: match &arguments.group {
                Some(group) => Some(group::find(&scope, group).await?),
                None => None,
            },
            user_id: match &arguments.user {
                Some(user) => Some(UserId::parse(user).context("that is no userid")?),
                None => None,
            },
            since: arguments.since,
            ..RenameFilter::default()
        };
        let rows = scope.renames(&filter, arguments.limit).await?;
        let all = scope.count_renames(&filter).await?;
        let titles = group::titles(&scope).await?;
        let lines: Vec<Line> = rows.into_iter().map(|row| Line::of(row, &titles)).collect();
        let mut out = std::io::stdout().lock();
        match arguments.format {
            Format::Table => write_table(&mut out, &lines)?,
            Format::Csv => write_csv(&mut out, &lines, !arguments.no_bom)?,
            Format::Json => {
                for line in &lines {
                    writeln!(out, "{}", serde_json::to_string(line)?)?;
                }
            }
        }
        if all > lines.len() as u64 {
            let more = all - lines.len() as u64;
            writeln!(std::io::stderr(), "… and {more} older ones: --limit {all} shows all")?;
        }
        store.close().await;
        Ok(())
    })
}

impl Line {
    fn of(row: RenameRow, titles: &HashMap<ConversationId, String>) -> Self {
        let text =
            |name: Option<Nickname>| name.as_ref().map(Nickname::to_string).unwrap_or_default();
        Self {
            title: titles.get(&row.conversation).cloned().unwrap_or_default(),
            at: shown::time(row.at),
            group: row.conversation.to_string(),
            user: row.user_id.to_string(),
            old: text(row.old_name),
            new: text(row.new_name),
            asked_by: row.asked_by.to_string(),
            outcome: row.outcome,
            code: row.code.unwrap_or_default(),
        }
    }

    fn cells(&self) -> [&str; 9] {
        [
            &self.at,
            &self.group,
            &self.user,
            &self.old,
            &self.new,
            &self.asked_by,
            &self.outcome,
            &self.code,
            &self.title,
        ]
    }
}

const COLUMNS: [&str; 9] =
    ["at", "group", "user", "old", "new", "asked_by", "outcome", "code", "title"];

/// For people a group is its title, where it has one that no other group here has.
fn write_table(out: &mut impl Write, lines: &[Line]) -> std::io::Result<()> {
    if lines.is_empty() {
        return writeln!(out, "no changes");
    }
    let mut groups_called: HashMap<&str, HashSet<&str>> = HashMap::new();
    for line in lines {
        groups_called.entry(&line.title).or_default().insert(&line.group);
    }
    let rows: Vec<[String; 8]> = lines
        .iter()
        .map(|line| {
            let [at, group, rest @ .., _] = line.cells();
            let group = match line.title.as_str() {
                "" => group.to_owned(),
                title if groups_called[title].len() > 1 => format!("{title} ({group})"),
                title => title.to_owned(),
            };
            let [user, old, new, asked_by, outcome, code] = rest.map(str::to_owned);
            [at.to_owned(), group, user, old, new, asked_by, outcome, code]
        })
        .collect();
    let [header @ .., _] = COLUMNS;
    writeln!(out, "{}", table(header, &rows))
}

/// What a member calls themselves must not be a formula to the operator's spreadsheet.
fn write_csv(out: &mut impl Write, lines: &[Line], has_bom: bool) -> anyhow::Result<()> {
    if has_bom {
        out.write_all(BYTE_ORDER_MARK)?;
    }
    let mut csv = spreadsheet(out);
    csv.write_record(COLUMNS)?;
    for line in lines {
        csv.write_record(line.cells().map(cell))?;
    }
    csv.flush()?;
    Ok(())
}
