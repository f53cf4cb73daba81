//! `dingnick purge`: what is kept of a person, of a group or from a time, removed after a yes.

use std::io::Write;

use anyhow::Context;
use clap::Args;

use super::consent::go_ahead;
use super::group;
use super::history::time;
use crate::app::{SystemClock, open_to_read};
use crate::config::StoreSettings;
use crate::domain::{Clock, Timestamp, UserId};
use crate::store::{Purge, Purged, Scope};

#[derive(Args)]
#[group(required = true, multiple = false)]
pub(super) struct Which {
    /// What is kept of this member, in all groups: renames, requests, rules, names
    #[arg(long, value_name = "USERID")]
    user: Option<String>,
    /// What is kept of this group, its binding and rules too: its conversation id, or its chatid
    #[arg(long, value_name = "CID_OR_CHATID")]
    group: Option<String>,
    /// Renames from before: a day such as 2026-11-01, or a time such as 2026-11-01T08:00:00Z; the
    /// names that people have now stay
    #[arg(long, value_name = "TIME", value_parser = time)]
    before: Option<Timestamp>,
}

#[derive(Args)]
#[command(override_usage = "dingnick purge --user|--group|--before WHAT [OPTIONS]")]
pub(super) struct Arguments {
    #[command(flatten)]
    which: Which,
    /// Only say how much it is
    #[arg(long, conflicts_with = "yes")]
    dry_run: bool,
    /// Do not ask
    #[arg(long)]
    yes: bool,
}

/// Needs no credentials, and the bot may run.
pub(super) fn run(settings: &StoreSettings, arguments: &Arguments) -> anyhow::Result<()> {
    super::runtime()?.block_on(async {
        let (store, scope) = open_to_read(settings).await?;
        let (purge, what) = arguments.which.purge(&scope).await?;
        let Purged { renames, rows } = scope.count_purge(&purge).await?;
        let more = if rows > 0 { format!(", and {rows} other rows") } else { String::new() };
        let all = format!("{renames} renames {what}{more}");
        if arguments.dry_run {
            writeln!(std::io::stdout(), "{all} would be removed")?;
            return Ok(());
        }
        let backups = "what is in backups stays there";
        writeln!(std::io::stderr(), "{all} will be removed for good; {backups}")?;
        go_ahead(arguments.yes)?;
        let Purged { renames, rows } = scope.purge_all(&purge, SystemClock.now()).await?;
        writeln!(std::io::stdout(), "removed {renames} renames and {rows} other rows")?;
        store.close().await;
        Ok(())
    })
}

impl Which {
    /// What is to be removed, and how that is said.
    async fn purge(&self, scope: &Scope) -> anyhow::Result<(Purge, &'static str)> {
        if let Some(user) = &self.user {
            let user = UserId::parse(user).context("that is no userid")?;
            return Ok((Purge::Person(user), "of this member"));
        }
        if let Some(group) = &self.group {
            return Ok((Purge::Group(group::find(scope, group).await?), "in this group"));
        }
        let before = self.before.context("--user, --group or --before says what")?;
        Ok((Purge::Before(before), "from before then"))
    }
}
