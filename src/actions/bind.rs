//! `/nick bind chat…`: which chatid is this group's.

use tracing::{info, warn};

use super::context::Context;
use super::outcome::{Outcome, Stop, ended_by};
use super::permit::can_mend;
use crate::calls::CallError;
use crate::chain::chain;
use crate::domain::{BindFailure, ChatId, Reply};

/// Anybody may say it, since DingTalk confirms it: a chatid is kept for the conversation that it
/// converts to, and for no other. Where the group is reached already, only those who decide there
/// have DingTalk asked about another one: it would be a paid call for nothing.
pub(super) async fn bind(context: Context<'_>, chat_id: &ChatId) -> Result<Outcome, Stop> {
    let (conversation, turn) = (context.conversation(), context.turn().await?);
    let known = context.group().await?;
    if known.is_some_and(|group| group.chat_id.as_ref() == Some(chat_id)) {
        return Ok(Outcome::applied(Reply::Bound));
    }
    if context.groups().routes.of(known).leads_there() && !can_mend(&context).await {
        return Ok(Outcome::answered(Reply::Bound));
    }
    context.groups().routes.forget_failures(known).await?;
    match context.groups().bindings.conversation_of(turn, chat_id).await {
        Ok(converted) if converted == *conversation => {
            context.store().bind(conversation, chat_id, context.now()).await?;
            info!(conversation.id = %conversation, "bound the group");
            context.groups().owners.meet(conversation, chat_id, turn).await;
            Ok(Outcome::applied(Reply::Bound))
        }
        Ok(_) => Err(Reply::BindFailed(BindFailure::OtherGroup).into()),
        Err(CallError::Later(setback)) => Err(setback.into()),
        Err(CallError::Refused(error)) => {
            let error = context.calls().settled(error, context.attempt.number)?;
            warn!(message.id = %context.message.id, error = chain(&error), "DingTalk did not confirm the chatid");
            let reply = Reply::BindFailed(BindFailure::Refused(error.problem()));
            Ok(Outcome::without_success(ended_by(&error), reply))
        }
    }
}
