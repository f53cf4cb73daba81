//! `dingnick rename`: one name from the shell, as if an administrator had asked for it in the group.

use std::io::Write;
use std::sync::Arc;

use anyhow::{Context, bail};
use clap::Args;

use super::WrongUsage;
use super::group::find_or_bind;
use super::orders::{follow, with_bot};
use crate::actions::Planned;
use crate::bot::{Bot, Fitting, OrderResult};
use crate::config::Config;
use crate::domain::{UserId, legible};
use crate::i18n::Words;
use crate::store::{Scope, Store};

#[derive(Args)]
#[command(override_usage = "dingnick rename --group GROUP --user USERID NAME")]
pub(super) struct Arguments {
    /// The group: its conversation id, chatid or title
    #[arg(long, value_name = "GROUP")]
    group: String,
    /// Whose name
    #[arg(long, value_name = "USERID", value_parser = user_id)]
    user: UserId,
    /// The name
    name: String,
}

pub(super) fn user_id(text: &str) -> Result<UserId, String> {
    UserId::parse(text).ok_or_else(|| "a userid is letters, digits and _-.@".into())
}

pub(super) fn run(config: &Config, arguments: &Arguments) -> anyhow::Result<()> {
    with_bot(config, async |bot, store, scope| rename(bot, store, scope, arguments).await)
}

async fn rename(
    bot: &Arc<Bot>,
    store: &Store,
    scope: &Scope,
    arguments: &Arguments,
) -> anyhow::Result<()> {
    let fitting = Fitting { words: &Words::new(), format: None };
    let name = fitting.read(&arguments.name).map_err(WrongUsage)?;
    bot.bind_configured().await;
    let conversation = find_or_bind(bot, scope, &arguments.group).await?;
    let planned = Planned::new(arguments.user.clone(), name);
    let job =
        bot.orders().order(&conversation, planned).await?.context("the order cannot be kept")?;
    let followed = follow(bot, store, vec![job], &[]).await?;
    let Some(end) = followed.ends.into_values().next() else {
        match followed.is_stopped {
            true => bail!("stopped; nothing was changed"),
            false => bail!("it is not known what came of it"),
        }
    };
    let (mut out, mut err) = (std::io::stdout().lock(), std::io::stderr().lock());
    for note in &end.notes {
        writeln!(err, "{}", legible(note))?;
    }
    match end.result {
        OrderResult::Set { old: Some(old), new } => {
            writeln!(out, "{} → {}", legible(old.as_str()), legible(new.as_str()))?;
        }
        OrderResult::Set { old: None, new } => {
            writeln!(out, "{} → {}", arguments.user, legible(new.as_str()))?;
        }
        OrderResult::Same => writeln!(out, "that was the name already; nothing was called")?,
        OrderResult::NotSet(why) => {
            bail!("{} has the name as before: {}", arguments.user, legible(&why))
        }
    }
    Ok(())
}
