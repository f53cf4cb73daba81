//! `dingnick stats`: how many names fit, by group and day, and what calls and messages were spent on.

use std::collections::BTreeMap;
use std::io::Write;

use clap::{Args, ValueEnum};
use jiff::ToSpan;
use serde_json::{Map, Value};

use super::group;
use super::shown::{BYTE_ORDER_MARK, spreadsheet, table};
use crate::app::{SystemClock, open_to_read};
use crate::config::StoreSettings;
use crate::domain::{Clock, ConversationId, Fit, Purpose, cell};
use crate::store::{Scope, Tally};

#[derive(Args)]
pub(super) struct Arguments {
    /// Only this group, day by day: its conversation id, chatid or title
    #[arg(long, value_name = "GROUP")]
    group: Option<String>,
    /// From this day on, such as 2026-11-01 [default: 30 days ago]
    #[arg(long, value_name = "DAY", value_parser = day)]
    since: Option<jiff::civil::Date>,
    /// How to write it
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    /// CSV without the byte order mark by which Excel knows UTF-8, for programs
    #[arg(long)]
    no_bom: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// For people: each group as a whole, or the days of one
    Table,
    /// For a spreadsheet: a line for each group and day
    Csv,
    /// For a program: an object a line, for each group and day
    Json,
}

fn day(text: &str) -> Result<jiff::civil::Date, String> {
    text.parse().map_err(|_| "a day is such as 2026-11-01".into())
}

pub(super) fn run(settings: &StoreSettings, arguments: &Arguments) -> anyhow::Result<()> {
    super::runtime()?.block_on(async {
        let (store, scope) = open_to_read(settings).await?;
        let only = match &arguments.group {
            Some(group) => Some(group::find(&scope, group).await?),
            None => None,
        };
        let lines = lines(&scope, only.as_ref(), arguments).await?;
        let mut out = std::io::stdout().lock();
        match arguments.format {
            Format::Table if lines.is_empty() => writeln!(out, "no figures yet")?,
            Format::Table if only.is_some() => writeln!(out, "{}", days_of_one(&lines))?,
            Format::Table => writeln!(out, "{}", groups(&lines))?,
            Format::Csv => write_csv(&mut out, &lines, !arguments.no_bom)?,
            Format::Json => {
                for line in &lines {
                    writeln!(out, "{}", Value::Object(line.object()))?;
                }
            }
        }
        store.close().await;
        Ok(())
    })
}

/// The figures of a group and a day.
#[derive(Clone, Debug, Default)]
struct Line {
    group: String,
    title: String,
    day: String,
    counts: BTreeMap<String, u64>,
}

async fn lines(
    scope: &Scope,
    only: Option<&ConversationId>,
    arguments: &Arguments,
) -> anyhow::Result<Vec<Line>> {
    let since = match arguments.since {
        Some(since) => since,
        None => {
            let now = jiff::Timestamp::from_millisecond(SystemClock.now().0)?;
            now.to_zoned(jiff::tz::TimeZone::UTC).date().checked_sub(30.days())?
        }
    };
    let titles = group::titles(scope).await?;
    let mut lines: Vec<Line> = Vec::new();
    for Tally { conversation, day, what, count } in scope.tallies(only, &since.to_string()).await? {
        let group = conversation.to_string();
        let is_same = lines.last().is_some_and(|last| last.group == group && last.day == day);
        if !is_same {
            let title = titles.get(&conversation).cloned().unwrap_or_default();
            lines.push(Line { group, title, day, counts: BTreeMap::new() });
        }
        if let Some(line) = lines.last_mut() {
            line.counts.insert(what, count);
        }
    }
    Ok(lines)
}

/// What is counted beside how many fit.
fn spent() -> impl Iterator<Item = &'static str> {
    Purpose::ALL.into_iter().map(Purpose::figure).chain(["messages.in", "messages.out"])
}

impl Line {
    fn count(&self, what: &str) -> u64 {
        self.counts.get(what).copied().unwrap_or(0)
    }

    /// How many fitted, where that was looked at.
    fn fit(&self) -> Option<Fit> {
        let members = *self.counts.get("fit.members")?;
        Some(Fit { day: self.day.clone(), fitting: self.count("fit.fitting"), members })
    }

    /// With the names that columns have in CSV.
    fn object(&self) -> Map<String, Value> {
        let mut object = Map::new();
        for (name, text) in [("group", &self.group), ("title", &self.title), ("day", &self.day)] {
            object.insert(name.to_owned(), text.as_str().into());
        }
        let fit = self.fit();
        object.insert("members".to_owned(), fit.as_ref().map(|fit| fit.members).into());
        object.insert("fitting".to_owned(), fit.as_ref().map(|fit| fit.fitting).into());
        object.insert("share".to_owned(), fit.as_ref().map(Fit::share).into());
        for what in spent() {
            object.insert(what.replace('.', "_"), self.count(what).into());
        }
        object
    }
}

fn write_csv(out: &mut impl Write, lines: &[Line], has_bom: bool) -> anyhow::Result<()> {
    if has_bom {
        out.write_all(BYTE_ORDER_MARK)?;
    }
    let mut csv = spreadsheet(out);
    let names = ["group", "title", "day", "members", "fitting", "share"];
    let names = names.into_iter().map(str::to_owned);
    csv.write_record(names.clone().chain(spent().map(|what| what.replace('.', "_"))))?;
    for line in lines {
        let object = line.object();
        let columns = names.clone().chain(spent().map(|what| what.replace('.', "_")));
        csv.write_record(columns.map(|name| match &object[&name] {
            Value::Null => String::new(),
            Value::String(text) => cell(text),
            value => value.to_string(),
        }))?;
    }
    csv.flush()?;
    Ok(())
}

/// The words at the head of what is shown to people.
const HEADER: [&str; 6] = ["fit", "of", "names", "looking", "other", "messages"];

fn shown(fit: Option<&Fit>, sum: impl Fn(&str) -> u64) -> [String; 6] {
    let names = [
        Purpose::Member,
        Purpose::Governor,
        Purpose::Plan,
        Purpose::Shell,
        Purpose::Newcomer,
        Purpose::Again,
    ];
    let names: u64 = names.into_iter().map(|purpose| sum(purpose.figure())).sum();
    let messages = sum("messages.in") + sum("messages.out");
    [
        fit.map(|fit| format!("{} ({}%)", fit.fitting, fit.share())).unwrap_or_default(),
        fit.map(|fit| fit.members.to_string()).unwrap_or_default(),
        names.to_string(),
        sum(Purpose::Look.figure()).to_string(),
        sum(Purpose::Say.figure()).to_string(),
        messages.to_string(),
    ]
}

fn days_of_one(lines: &[Line]) -> String {
    let row = |line: &Line| {
        let [fit, of, names, looking, other, messages] =
            shown(line.fit().as_ref(), |what| line.count(what));
        [line.day.clone(), fit, of, names, looking, other, messages]
    };
    let rows: Vec<[String; 7]> = lines.iter().map(row).collect();
    let [fit, of, names, looking, other, messages] = HEADER;
    table(["day", fit, of, names, looking, other, messages], &rows)
}

/// Each group as a whole, with how many fitted last.
fn groups(lines: &[Line]) -> String {
    let mut rows: Vec<[String; 7]> = Vec::new();
    for group in lines.chunk_by(|one, next| one.group == next.group) {
        let sum = |what: &str| group.iter().map(|line| line.count(what)).sum();
        let fit = group.iter().rev().find_map(Line::fit);
        let [fit, of, names, looking, other, messages] = shown(fit.as_ref(), sum);
        let name = group.first().map(|line| match line.title.as_str() {
            "" => line.group.clone(),
            title => title.to_owned(),
        });
        rows.push([name.unwrap_or_default(), fit, of, names, looking, other, messages]);
    }
    let [fit, of, names, looking, other, messages] = HEADER;
    table(["group", fit, of, names, looking, other, messages], &rows)
}
