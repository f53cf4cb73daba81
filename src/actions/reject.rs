//! `/nick reject N reason`: a request is turned down, with or without a word to it.

use super::approve::{decision, open_request};
use super::context::Context;
use super::outcome::{Outcome, Stop};
use crate::domain::Reply;
use crate::store::{Request, RequestState};

pub(super) async fn reject(
    context: Context<'_>,
    number: u32,
    reason: &str,
) -> Result<Outcome, Stop> {
    let Request { asked_by: target, name, .. } = open_request(&context, number).await?;
    let decision = decision(&context, number, RequestState::Rejected, reason);
    let reply = Reply::Rejected { number, target, name, reason: reason.to_owned() };
    Ok(Outcome { decisions: vec![decision], ..Outcome::applied(reply) })
}
