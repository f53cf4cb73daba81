//! Setting the newest name once more: an older call that was never answered may have landed on it.

use tracing::info;

use super::context::Context;
use super::outcome::{FollowUp, Outcome, Stop};
use super::set_name::call;
use super::task::{Reapply, Task};
use crate::store::JobOutcome;

/// The time has come; the name is set in its turn among all that is done to it.
pub(super) fn begin(context: Context<'_>, reapply: &Reapply) -> Outcome {
    let id = format!("reapply-now-{}", context.attempt.job_id);
    let task = Task::Reapply(reapply.clone());
    let mut outcome = Outcome { outcome: JobOutcome::Applied, ..Outcome::default() };
    outcome.follow_ups.extend(FollowUp::of(&id, task, &reapply.user_id, context.now()));
    outcome
}

pub(super) async fn reapply(context: Context<'_>, reapply: &Reapply) -> Result<Outcome, Stop> {
    let member = &reapply.user_id;
    let names = context.groups().names.known(context.conversation(), member).await?;
    let newest = names.given.filter(|given| given.asked_at > reapply.asked_at);
    let Some(newest) = newest else {
        return Ok(Outcome::ignored());
    };
    let outcome = match call(&context, member, &newest.name).await? {
        Some(Ok(_)) => JobOutcome::Applied,
        Some(Err(error)) => {
            context.calls().settled(error, context.attempt.number)?;
            JobOutcome::Failed
        }
        None => JobOutcome::Failed,
    };
    info!(conversation.id = %context.conversation(), outcome = outcome.as_str(), "set the newest name once more");
    Ok(Outcome { outcome, ..Outcome::default() })
}
