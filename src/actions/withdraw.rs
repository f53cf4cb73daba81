//! `/nick withdraw`: takes one's own request back that waits.

use super::context::Context;
use super::outcome::{Outcome, Stop};
use crate::domain::Reply;
use crate::store::{Decision, RequestState};

pub(super) async fn withdraw(context: Context<'_>) -> Result<Outcome, Stop> {
    let sender = context.known_sender()?;
    let requests = context.store().open_requests(context.conversation()).await?;
    let own = requests.into_iter().rev().find(|request| request.asked_by == *sender);
    let Some(request) = own else {
        return Err(Reply::NothingToWithdraw.into());
    };
    let decision = Decision {
        conversation: context.conversation().clone(),
        number: request.number,
        state: RequestState::Withdrawn,
        by: Some(sender.clone()),
        reason: String::new(),
    };
    let reply = Reply::Withdrawn { number: request.number, name: request.name };
    Ok(Outcome { decisions: vec![decision], ..Outcome::applied(reply) })
}
