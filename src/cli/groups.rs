//! `dingnick groups`: the known groups, and their chatids.

use std::io::Write;
use std::sync::Arc;

use anyhow::{Context, anyhow, bail};
use clap::Subcommand;

use crate::app::{App, SystemClock};
use crate::config::Config;
use crate::dingtalk::DingTalkError;
use crate::domain::{ChatId, ConversationId};
use crate::i18n::{Voice, Words};
use crate::store::{Group, Scope};

#[derive(Subcommand)]
pub(super) enum Command {
    /// List the groups
    List,
    /// Bind a group by its chatid, once DingTalk confirms it; one paid call
    Bind {
        /// The group's chatid, such as chat0123456789abcdef0123456789abcdef
        #[arg(value_parser = chat_id)]
        chatid: ChatId,
    },
    /// Forget a group's chatid
    Unbind {
        /// The group's conversation id, as `groups list` shows it
        cid: String,
    },
}

fn chat_id(text: &str) -> Result<ChatId, String> {
    ChatId::parse(text)
        .ok_or_else(|| "a chatid is the word chat and then letters and digits".into())
}

pub(super) fn run(config: &Config, command: &Command) -> anyhow::Result<()> {
    super::runtime()?.block_on(async {
        let locale = config.locale;
        let (bot, store) = App::open(config, Arc::default(), Arc::new(SystemClock)).await?;
        let scope = store.of(&config.credentials.robot_code);
        let mut out = std::io::stdout().lock();
        match command {
            Command::List => list(&mut out, &scope).await?,
            Command::Bind { chatid } => {
                let bound = bot.bind_chat(chatid).await;
                bot.write_calls_down().await?;
                let conversation =
                    bound.map_err(|error| match error.refusal().map(DingTalkError::problem) {
                        Some(problem) => {
                            let words = Words::new();
                            let refused = words.bind_refused(locale, &problem);
                            anyhow!("{refused}\n{}", words.told(locale, &problem, Voice::Operator))
                        }
                        None => anyhow!(error),
                    });
                let conversation = conversation.with_context(|| format!("cannot bind {chatid}"))?;
                writeln!(out, "bound {chatid} to {conversation}")?;
            }
            Command::Unbind { cid } => {
                let known = match ConversationId::parse(cid) {
                    Some(conversation) => scope.unbind(&conversation).await?,
                    None => false,
                };
                if !known {
                    bail!("no group {cid} is bound; `dingnick groups list` shows the groups");
                }
                writeln!(out, "unbound {cid}")?;
            }
        }
        store.close().await;
        Ok(())
    })
}

async fn list(out: &mut impl Write, scope: &Scope) -> anyhow::Result<()> {
    let groups = scope.groups().await?;
    if groups.is_empty() {
        writeln!(out, "no groups yet: mention the bot in one, or bind one")?;
    }
    for group in groups {
        // What somebody calls a group must not move the operator's cursor.
        let title = group.title.as_ref().map(|title| title.replace(char::is_control, " "));
        writeln!(out, "{}", title.as_deref().unwrap_or("(no title yet)"))?;
        writeln!(out, "  conversation  {}", group.conversation)?;
        writeln!(out, "  reached by    {}", reached_by(&group))?;
    }
    Ok(())
}

fn reached_by(group: &Group) -> String {
    match (&group.chat_id, group.is_scene) {
        (Some(chat_id), _) => chat_id.to_string(),
        (None, Some((true, _))) => "its conversation id, as a template group".to_owned(),
        (None, Some((false, _))) => "nothing yet: it must be bound".to_owned(),
        (None, None) => "not known yet".to_owned(),
    }
}
