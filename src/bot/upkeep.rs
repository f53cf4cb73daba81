//! Upkeep: what is done from time to time beside the work, and once at the start.

use std::time::Duration;

use tracing::{info, warn};

use super::job::{self, JOB_LIFE, Work, Written, message_of_ours};
use crate::actions::{Overdue, Services, Task};
use crate::domain::{ConversationId, MessageId, Timestamp};
use crate::queue::Shared;
use crate::store::{Kept, NewJob, Request, StoreError, in_time, lane_of};

/// How long a request waits for somebody to decide it.
const REQUEST_LIFE: Duration = Duration::from_secs(7 * 24 * 3600);

/// How many requests are ended at a time.
const EXPIRED_AT_ONCE: u32 = 100;

/// How many lines of the ledger are removed at a time.
const PURGE_BATCH: u32 = 200;

/// Opens the jobs again that a version before this one could not read, as long as what they ask
/// for is still wanted.
pub(super) async fn reopen_readable(services: &Services, now: Timestamp) -> Result<(), StoreError> {
    let unreadable = services.store.unreadable_jobs().await?;
    let readable: Vec<i64> = unreadable
        .iter()
        .filter(|job| now.since(job.received_at) < JOB_LIFE && job::is_readable(&job.message))
        .map(|job| job.id)
        .collect();
    let left = unreadable.len() - readable.len();
    if !readable.is_empty() {
        let jobs = services.store.reopen_jobs(&readable, now, None).await?;
        info!(jobs, "took up jobs that the version before this one could not read");
    }
    if left > 0 {
        warn!(jobs = left, "jobs cannot be read, or came too long ago; `dingnick jobs` lists them");
    }
    Ok(())
}

/// Keeps a job for each request that has waited too long.
pub(super) async fn end_overdue_requests(
    services: &Services,
    queue: &Shared,
) -> Result<(), StoreError> {
    let now = services.clock.now();
    let before = now.minus(REQUEST_LIFE);
    let overdue = in_time(services.store.overdue_requests(before, EXPIRED_AT_ONCE)).await?;
    for (conversation, request) in overdue {
        keep_expiry(services, queue, conversation, request, now).await?;
    }
    Ok(())
}

async fn keep_expiry(
    services: &Services,
    queue: &Shared,
    conversation: ConversationId,
    request: Request,
    now: Timestamp,
) -> Result<(), StoreError> {
    let Some(id) = MessageId::parse(&format!("expired-{}-{conversation}", request.number)) else {
        return Ok(());
    };
    let asked_by = request.asked_by;
    let lane = lane_of(&conversation, asked_by.as_str());
    let robot_code = services.store.robot_code();
    let mut message =
        message_of_ours(robot_code, id.clone(), conversation.clone(), Some(asked_by), now);
    message.sender.display_name = request.display_name;
    let task = Task::Overdue(Overdue { number: request.number, name: request.name });
    let Written { message: text, asker, session } = job::write(&message, Work::Task(task));
    let job = NewJob {
        message_id: &id,
        message: &text,
        asker: Some(&asker),
        session: session.as_deref(),
        lane: &lane,
        conversation: &conversation,
        request: None,
        received_at: now,
    };
    if queue.keep(job).await? == Kept::New {
        info!(conversation.id = %conversation, "nobody decided a request");
    }
    Ok(())
}

/// Removes what is older than the operator wants to keep, in small steps, so that messages are kept
/// in between.
pub(super) async fn forget_renames(
    services: &Services,
    kept_for: Duration,
) -> Result<(), StoreError> {
    let before = services.clock.now().minus(kept_for);
    while in_time(services.store.forget_renames(before, PURGE_BATCH)).await?
        == u64::from(PURGE_BATCH)
    {
        tokio::task::yield_now().await;
    }
    Ok(())
}
