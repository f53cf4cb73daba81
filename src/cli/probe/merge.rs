//! `dingnick probe --merge REPORT`: a report's answers, written into the table of facts.

use std::io::Write;
use std::path::Path;

use anyhow::Context;

use super::super::WrongUsage;
use crate::facts;
use crate::probe::Report;

pub(super) fn run(report: &Path, table: &Path) -> anyhow::Result<()> {
    let text = std::fs::read_to_string(report)
        .with_context(|| format!("cannot read {}", report.display()))?;
    let wrong =
        |error: &dyn std::error::Error| WrongUsage(format!("{}: {error}", report.display()));
    let report = Report::read(&text).map_err(|error| wrong(&error))?;
    let before = std::fs::read_to_string(table)
        .with_context(|| format!("cannot read {}", table.display()))?;
    let (after, merged) = facts::merge(&before, &report.found(), &report.source(), &report.date)?;
    let mut out = std::io::stdout().lock();
    if merged.is_empty() {
        writeln!(out, "nothing new: {} stays as it is", table.display())?;
        return Ok(());
    }
    std::fs::write(table, after).with_context(|| format!("cannot write {}", table.display()))?;
    for line in &merged {
        writeln!(out, "{}: {} ({})", line.fact, line.value, line.certainty.as_str())?;
    }
    writeln!(out, "written into {}; `make pages` writes the pages anew", table.display())?;
    Ok(())
}
