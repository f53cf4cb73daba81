//! `/nick approve N`: the name is given by a job of its own, in its turn among all that is done to
//! that name. Decision and job are one commit.

use tracing::error;

use super::context::Context;
use super::outcome::{FollowUp, Outcome, Stop};
use super::permit::demand_governor;
use super::task::{Approved, Task};
use crate::chain::chain;
use crate::domain::Reply;
use crate::store::{Decision, JobOutcome, Request, RequestState, StoreError};

pub(super) async fn approve(context: Context<'_>, number: u32) -> Result<Outcome, Stop> {
    let Request { user_id, name, undoes, .. } = open_request(&context, number).await?;
    let id = format!("approved-{}-{number}", context.attempt.job_id);
    let member = user_id.clone();
    let task = Task::Approved(Approved { number, user_id, name, undoes });
    Ok(Outcome {
        outcome: JobOutcome::Applied,
        decisions: vec![decision(&context, number, RequestState::Approved, "")],
        follow_ups: FollowUp::of(&id, task, &member, context.now()).into_iter().collect(),
        ..Outcome::default()
    })
}

/// A request that waits, for somebody who decides here.
pub(super) async fn open_request(context: &Context<'_>, number: u32) -> Result<Request, Stop> {
    demand_governor(context).await?;
    match context.store().request(context.conversation(), number).await {
        Ok(Some(request)) if request.state == RequestState::Open => Ok(request),
        Ok(Some(_)) => Err(Reply::RequestDecidedBefore(number).into()),
        Ok(None) => Err(Reply::RequestUnknown(number).into()),
        // Nor would it be readable another time.
        Err(error @ StoreError::Unreadable { .. }) => {
            error!(error = chain(&error), "a kept request cannot be read; it is not decided");
            Err(Reply::Unreadable { code: "request-unreadable".to_owned() }.into())
        }
        Err(error) => Err(error.into()),
    }
}

/// What the sender decides.
pub(super) fn decision(
    context: &Context<'_>,
    number: u32,
    state: RequestState,
    reason: &str,
) -> Decision {
    Decision {
        conversation: context.conversation().clone(),
        number,
        state,
        by: context.sender().cloned(),
        reason: reason.to_owned(),
    }
}
