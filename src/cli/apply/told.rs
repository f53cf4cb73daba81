//! What a plan would change and what it costs, told before anything is paid for: what needs a look
//! comes first.

use std::io::Write;

use super::Planned;
use super::names::Wanted;
use crate::bot::Day;
use crate::cli::orders::told_days;
use crate::cli::shown::{SHOWN, calls_of, table};
use crate::domain::{Calls, legible};

/// On which days the names of a group can be given.
pub(super) type Days = Vec<(Option<Day>, usize)>;

/// Tells the whole plan, and fails where there is no room for some of it within a year. As many
/// changes as `limit` are told.
pub(super) fn tell(
    out: &mut impl Write,
    planned: &[Planned],
    days: &[Days],
    month: Calls,
    limit: usize,
) -> anyhow::Result<()> {
    for Planned { names, .. } in planned {
        for twins in names.twins() {
            match planned.len() {
                1 => writeln!(out, "{}", legible(&twins))?,
                _ => writeln!(out, "{}: {}", legible(&names.title), legible(&twins))?,
            }
        }
    }
    match planned {
        [one] => tell_group(out, one, limit)?,
        many => tell_groups(out, many, days, limit)?,
    }
    let calls: usize = planned.iter().map(Planned::calls).sum();
    let reserve = month.left() - month.above_reserve();
    write!(out, "price: {}; this month has {} left", calls_of(calls), month.left())?;
    match reserve {
        0 => writeln!(out)?,
        reserve => writeln!(out, ", {reserve} in reserve")?,
    }
    let days: Days = days.iter().flatten().cloned().collect();
    let lines = told_days(&days)?;
    if !lines.is_empty() {
        writeln!(out, "not all at once; --at-once gives all today:")?;
        for line in lines {
            writeln!(out, "  {line}")?;
        }
    }
    if days.iter().all(|(day, _)| day.as_ref().is_some_and(|day| day.is_today))
        && calls as u64 > month.left()
    {
        writeln!(out, "that is more than is left: what comes after is refused by DingTalk")?;
    }
    Ok(())
}

fn tell_group(out: &mut impl Write, planned: &Planned, limit: usize) -> std::io::Result<()> {
    let Planned { names, begun } = planned;
    let all = names.all.len();
    let changes: Vec<[String; 3]> = names.changes().map(Wanted::cells).collect();
    writeln!(out, "group {}", legible(&names.title))?;
    if let Some((plan, done)) = begun {
        let total = plan.names.len();
        writeln!(out, "going on with plan {}: {done} of {total} names are done", plan.number)?;
    }
    if !changes.is_empty() {
        let told = &changes[..changes.len().min(limit)];
        writeln!(out, "{}", table(["line", "userid", "name"], told))?;
    }
    if changes.len() > limit {
        writeln!(out, "… and {} more; --dry-run shows all", changes.len() - limit)?;
    }
    match changes.len() {
        0 => writeln!(out, "all {all} have these names already"),
        1 => writeln!(out, "1 of {all} names changes"),
        changes => writeln!(out, "{changes} of {all} names change"),
    }
}

/// A line for each group, and the first of the changes.
fn tell_groups(
    out: &mut impl Write,
    planned: &[Planned],
    days: &[Days],
    limit: usize,
) -> std::io::Result<()> {
    let changes = |it: &Planned| {
        let title = it.names.title.clone();
        it.names
            .changes()
            .map(Wanted::cells)
            .map(move |[line, who, name]| [line, title.clone(), who, name])
            .collect::<Vec<_>>()
    };
    let told: Vec<[String; 4]> = planned.iter().flat_map(changes).collect();
    if !told.is_empty() {
        let shown = &told[..told.len().min(limit)];
        writeln!(out, "{}", table(["line", "group", "userid", "name"], shown))?;
    }
    if told.len() > limit {
        writeln!(out, "… and {} more; --dry-run shows all", told.len() - limit)?;
    }
    let group = |(planned, days): (&Planned, &Days)| {
        let done = planned.begun.as_ref().map_or(0, |(_, done)| *done);
        let today = days.iter().filter(|(day, _)| day.as_ref().is_some_and(|day| day.is_today));
        let today: usize = today.map(|(_, count)| count).sum();
        [
            planned.names.title.clone(),
            planned.names.all.len().to_string(),
            done.to_string(),
            planned.calls().to_string(),
            today.to_string(),
        ]
    };
    let groups: Vec<[String; 5]> = planned.iter().zip(days).map(group).collect();
    writeln!(out, "{}", table(["group", "names", "done before", "calls", "today"], &groups))?;
    let all: usize = planned.iter().map(|it| it.names.all.len()).sum();
    writeln!(out, "{} of {all} names change in {} groups", told.len(), planned.len())
}

/// How many changes are told.
pub(super) fn limit(is_dry_run: bool) -> usize {
    if is_dry_run { usize::MAX } else { SHOWN }
}
