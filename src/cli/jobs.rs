//! `dingnick jobs`: kept jobs that no version could read yet, and trying them again.

use std::io::Write;

use anyhow::bail;
use clap::Subcommand;

use crate::app::{SystemClock, open_to_read};
use crate::config::StoreSettings;
use crate::domain::Clock;
use crate::store::Scope;

#[derive(Subcommand)]
pub(super) enum Command {
    /// List the jobs that could not be read
    List,
    /// Try one again, however old it is; a newer name stays
    Retry {
        /// The job's number, as `jobs list` shows it
        id: i64,
    },
}

/// Needs no credentials.
pub(super) fn run(settings: &StoreSettings, command: &Command) -> anyhow::Result<()> {
    super::runtime()?.block_on(async {
        let (store, scope) = open_to_read(settings).await?;
        let mut out = std::io::stdout().lock();
        match command {
            Command::List => list(&mut out, &scope).await?,
            Command::Retry { id } => {
                let now = SystemClock.now();
                if scope.reopen_jobs(&[*id], now, Some(now)).await? == 0 {
                    bail!("no job {id} could not be read; `dingnick jobs list` shows those");
                }
                writeln!(out, "job {id} is tried again")?;
            }
        }
        store.close().await;
        Ok(())
    })
}

/// Without what they say: that is for the group.
async fn list(out: &mut impl Write, scope: &Scope) -> anyhow::Result<()> {
    let jobs = scope.unreadable_jobs().await?;
    if jobs.is_empty() {
        writeln!(out, "every job that was kept could be read")?;
    }
    for job in jobs {
        let at = jiff::Timestamp::from_millisecond(job.received_at.0).unwrap_or_default();
        let at = at.round(jiff::Unit::Second).unwrap_or(at);
        writeln!(out, "{}  {at}  {}", job.id, job.conversation)?;
    }
    Ok(())
}
