//! A group, as the operator names it.

use std::collections::HashMap;

use anyhow::{anyhow, bail};

use super::WrongUsage;
use crate::bot::Bot;
use crate::dingtalk::DingTalkError;
use crate::domain::{ChatId, ConversationId, legible};
use crate::i18n::{Locale, Voice, Words};
use crate::store::{Group, Scope};

/// The group with this conversation id, chatid, or title where no other group has it.
pub(super) async fn find(scope: &Scope, text: &str) -> anyhow::Result<ConversationId> {
    let text = text.trim();
    let groups = scope.groups().await?;
    let is_named = |group: &&Group| {
        ConversationId::parse(text).is_some_and(|id| group.conversation == id)
            || ChatId::parse(text).is_some_and(|id| group.chat_id.as_ref() == Some(&id))
    };
    if let Some(group) = groups.iter().find(is_named) {
        return Ok(group.conversation.clone());
    }
    let mut titled =
        groups.iter().filter(|group| group.title.as_deref().map(str::trim) == Some(text));
    match (titled.next(), titled.next()) {
        (Some(group), None) => Ok(group.conversation.clone()),
        (Some(_), Some(_)) => bail!(WrongUsage(format!(
            "several groups are called {}; `dingnick groups list` shows their ids",
            legible(text)
        ))),
        (None, _) => bail!(WrongUsage(format!(
            "no group {} is known; `dingnick groups list` shows the groups",
            legible(text)
        ))),
    }
}

/// The same; where none is named, the only group there is.
pub(super) async fn find_or_only(
    scope: &Scope,
    text: Option<&str>,
) -> anyhow::Result<ConversationId> {
    if let Some(text) = text {
        return find(scope, text).await;
    }
    let mut groups = scope.groups().await?;
    match (groups.pop(), groups.is_empty()) {
        (Some(group), true) => Ok(group.conversation),
        (Some(_), false) => bail!(WrongUsage(
            "which group? --group takes what `dingnick groups list` shows".to_owned()
        )),
        (None, _) => {
            bail!(WrongUsage("no group is known yet; --group takes a chatid, too".to_owned()))
        }
    }
}

/// The same; a chatid that no group is bound to is bound, at the cost of two calls at most.
pub(super) async fn find_or_bind(
    bot: &Bot,
    scope: &Scope,
    text: &str,
) -> anyhow::Result<ConversationId> {
    let chat_id = ChatId::parse(text);
    let found = find(scope, text).await;
    match (found, chat_id) {
        (Err(_), Some(chat_id)) => {
            let bound = bot.bind_chat(&chat_id).await;
            bound.map_err(|error| match error.refusal().map(DingTalkError::problem) {
                Some(problem) => {
                    let told = Words::new().told(Locale::EN, &problem, Voice::Operator);
                    anyhow!("cannot bind {chat_id}: {told} (code {})", problem.code)
                }
                None => anyhow!(error).context(format!("cannot bind {chat_id}")),
            })
        }
        (found, _) => found,
    }
}

/// What each group is called of which that is known.
pub(super) async fn titles(scope: &Scope) -> anyhow::Result<HashMap<ConversationId, String>> {
    let groups = scope.groups().await?.into_iter();
    Ok(groups.filter_map(|group| Some((group.conversation, group.title?))).collect())
}
