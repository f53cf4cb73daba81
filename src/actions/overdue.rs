//! A request that nobody decided, ended with a word to who asked.

use super::context::Context;
use super::outcome::{Outcome, Stop};
use super::task::Overdue;
use crate::domain::Reply;
use crate::store::{Decision, RequestState};

pub(super) async fn expire(context: Context<'_>, overdue: &Overdue) -> Result<Outcome, Stop> {
    let (conversation, number) = (context.conversation(), overdue.number);
    let request = context.store().request(conversation, number).await?;
    if request.is_none_or(|request| request.state != RequestState::Open) {
        return Ok(Outcome::ignored());
    }
    let decision = Decision {
        conversation: conversation.clone(),
        number,
        state: RequestState::Expired,
        by: None,
        reason: String::new(),
    };
    let reply = Reply::RequestExpired { number, name: overdue.name.clone() };
    Ok(Outcome { decisions: vec![decision], ..Outcome::answered(reply) })
}
