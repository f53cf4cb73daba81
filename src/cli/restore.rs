//! `dingnick restore FILE`: checks a backup and puts it in the store's place, while no bot runs.

use std::io::Write;
use std::path::PathBuf;

use anyhow::Context;
use clap::Args;

use super::shown::time;
use crate::app::SystemClock;
use crate::config::Sources;
use crate::domain::Clock;
use crate::store;

#[derive(Args)]
pub(super) struct Arguments {
    /// The backup, as `dingnick backup` made it
    file: PathBuf,
}

pub(super) fn run(arguments: &Arguments, sources: &Sources) -> anyhow::Result<()> {
    let url = sources.get("DATABASE_URL").context("DATABASE_URL is not set")?;
    let file = &arguments.file;
    let suffix = format!(".before-{}", SystemClock.now().0);
    let restored = store::restore(url, file, &suffix)
        .with_context(|| format!("{} is not restored, and nothing was changed", file.display()))?;
    let mut out = std::io::stdout().lock();
    let last = restored.last_rename.map_or_else(|| "never".to_owned(), time);
    writeln!(
        out,
        "{} is good: {} groups, {} renames, the last at {last}",
        file.display(),
        restored.groups,
        restored.renames
    )?;
    writeln!(out, "it is the store now: {}", restored.place)?;
    if let Some(old) = restored.set_aside {
        writeln!(out, "what was there before: {}", old.display())?;
    }
    Ok(())
}
