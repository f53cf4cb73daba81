//! `dingnick backup FILE`: a whole copy of the SQLite store while the bot runs.

use std::io::Write;
use std::path::PathBuf;

use anyhow::Context;
use clap::Args;

use crate::config::Sources;
use crate::store;

#[derive(Args)]
pub(super) struct Arguments {
    /// The file to write, which must not be there yet
    file: PathBuf,
}

pub(super) fn run(arguments: &Arguments, sources: &Sources) -> anyhow::Result<()> {
    let url = sources.get("DATABASE_URL").context("DATABASE_URL is not set")?;
    let file = &arguments.file;
    store::backup(url, file).with_context(|| format!("no copy was made to {}", file.display()))?;
    let size = std::fs::metadata(file)?.len();
    writeln!(std::io::stdout(), "copied the store to {} ({size} bytes)", file.display())?;
    Ok(())
}
