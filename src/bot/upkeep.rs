//! Upkeep: what is done from time to time beside the work, and once at the start.

use std::time::Duration;

use jiff::ToSpan;
use jiff::tz::TimeZone;
use sha2::{Digest, Sha256};
use tracing::{info, warn};

use super::contacts::Jobs;
use super::job::{self, JOB_LIFE, Work, Written, message_of_ours};
use crate::actions::{Overdue, Services, Task};
use crate::domain::{ConversationId, MessageId, Timestamp};
use crate::queue::Shared;
use crate::store::{FollowUp, Kept, NewJob, Request, StoreError, in_time, lane_of};

/// How long a request waits for somebody to decide it.
const REQUEST_LIFE: Duration = Duration::from_secs(7 * 24 * 3600);

/// How many requests are ended at a time.
const EXPIRED_AT_ONCE: u32 = 100;

/// When of a day groups are compared, and within how many minutes of that.
const COMPARED_FROM: Duration = Duration::from_secs(2 * 3600);
const COMPARED_WITHIN_MIN: u64 = 180;

/// How old the directory's word may be for that.
const NEW_ENOUGH: Duration = Duration::from_secs(6 * 3600);

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

/// Keeps the next comparison of each group whose names have a shape: once a day, while people
/// sleep, not all groups at the same time. What was missed of the day's events is found then.
pub(super) async fn keep_comparisons(
    services: &Services,
    queue: &Shared,
) -> Result<(), StoreError> {
    let now = services.clock.now();
    let groups = in_time(services.store.governed_groups()).await?;
    let jobs = Jobs { robot_code: services.store.robot_code(), now };
    let jobs = groups.into_iter().filter_map(|group| {
        let due = comparison_after(now, &services.settings.time_zone, &group);
        jobs.compare(&group, due.minus(NEW_ENOUGH), due)
    });
    let jobs: Vec<FollowUp> = jobs.collect();
    in_time(services.store.begin_jobs(&jobs)).await?;
    queue.begun(jobs.len());
    Ok(())
}

/// When a group is compared next: on the next day, between two and five o'clock, always in the same
/// minute.
fn comparison_after(now: Timestamp, zone: &TimeZone, group: &ConversationId) -> Timestamp {
    let digest = Sha256::digest(group.as_str());
    let minute = u64::from(u16::from_be_bytes([digest[0], digest[1]])) % COMPARED_WITHIN_MIN;
    let at = jiff::Timestamp::from_millisecond(now.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    let midnight = at.to_zoned(zone.clone()).checked_add(1.day()).and_then(|it| it.start_of_day());
    let midnight = midnight.map_or(now.0, |midnight| midnight.timestamp().as_millisecond());
    Timestamp(midnight).plus(COMPARED_FROM).plus(Duration::from_secs(60 * minute))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_is_compared_once_a_night_and_not_all_at_once() {
        let zone = TimeZone::get("Asia/Shanghai").expect("a zone");
        let at = |text: &str| {
            let at: jiff::Timestamp = text.parse().expect("a time");
            Timestamp(at.as_millisecond())
        };
        let group = |number: u32| ConversationId::parse(&format!("cid{number}==")).expect("an id");
        let day = comparison_after(at("2026-11-26T16:00:00Z"), &zone, &group(1));
        assert_eq!(comparison_after(at("2026-11-27T15:59:00Z"), &zone, &group(1)), day);
        let next = comparison_after(at("2026-11-27T16:00:00Z"), &zone, &group(1));
        assert_eq!(next.since(day), Duration::from_secs(86_400));
        let dues: Vec<Timestamp> = (0..40)
            .map(|number| comparison_after(at("2026-11-26T16:00:00Z"), &zone, &group(number)))
            .collect();
        let hours = at("2026-11-27T18:00:00Z")..at("2026-11-27T21:00:00Z");
        assert!(dues.iter().all(|due| hours.contains(due)), "{dues:?}");
        assert!(dues.iter().collect::<std::collections::BTreeSet<_>>().len() > 20);
    }
}
