//! One attempt: at a job, or at delivering a reply. A panic or a hang counts, and takes nobody
//! else down.

use std::panic::AssertUnwindSafe;
use std::time::Duration;

use futures_util::FutureExt;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;
use tracing::{debug, error, info, warn};

use super::handler::{Abandoned, Delivery, Handler, Step};
use super::job_store::JobStore;
use super::record::record;
use super::shared::{ATTEMPTS, LEASE, Shared};
use crate::domain::Timestamp;
use crate::fail_point;
use crate::metrics::Stage;
use crate::store::{ClaimedJob, ClaimedReply, Ending, Finished, Release};

/// How long one attempt may take, its turns to call waited for. Shorter than [`LEASE`], so that
/// nobody else claims the job while a call is under way.
const ATTEMPT_LIMIT: Duration = Duration::from_secs(25);

/// Brings a job to its end, retries it later or releases it. When the bot gives up waiting for
/// what is under way, the job is released as if it had not been claimed.
pub(super) async fn work<H: Handler>(
    shared: &Shared<impl JobStore>,
    handler: &H,
    job: &ClaimedJob,
    claimed_at: Timestamp,
    give_up: &CancellationToken,
) {
    if job.attempt == 1 {
        shared.metrics.took(Stage::Wait, claimed_at.since(job.received_at));
    }
    let (held_until, began) = (claimed_at.plus(LEASE), Instant::now());
    let step = tokio::select! {
        biased;
        step = AssertUnwindSafe(attempt(shared, handler, job, held_until)).catch_unwind() => {
            step.unwrap_or_else(|_| after_panic(shared, job))
        }
        // It may be in the middle of a call.
        () = give_up.cancelled() => Step::Release { at: shared.now(), in_doubt: true },
    };
    shared.metrics.took(Stage::Job, began.elapsed());
    match step {
        Step::End(ending) => finish(shared, job, &ending, held_until).await,
        Step::Retry { at, in_doubt } => release(shared, job, held_until, at, true, in_doubt).await,
        Step::Release { at, in_doubt } => {
            release(shared, job, held_until, at, false, in_doubt).await;
        }
    }
}

async fn attempt<H: Handler>(
    shared: &Shared<impl JobStore>,
    handler: &H,
    job: &ClaimedJob,
    held_until: Timestamp,
) -> Step {
    if job.attempt > ATTEMPTS {
        error!(attempts = job.attempt, "a job is given up after too many attempts");
        return handler.abandon(job, Abandoned::TooManyAttempts).await;
    }
    assert!(!fail_point::fails("panic"), "a fail point asks for it");
    match tokio::time::timeout(ATTEMPT_LIMIT, handler.run(job, held_until)).await {
        Ok(step) => step,
        Err(_) => {
            warn!(attempt = job.attempt, "an attempt took too long; the job is retried");
            Step::Retry { at: shared.now().plus(shared.first_pause), in_doubt: true }
        }
    }
}

/// A fault of ours, and perhaps one that comes again: it counts.
fn after_panic(shared: &Shared<impl JobStore>, job: &ClaimedJob) -> Step {
    error!(attempt = job.attempt, "a job panicked; it is retried");
    let pause = shared.first_pause * 2_u32.pow(job.attempt.clamp(1, ATTEMPTS) - 1);
    Step::Retry { at: shared.now().plus(pause), in_doubt: true }
}

async fn release(
    shared: &Shared<impl JobStore>,
    job: &ClaimedJob,
    held_until: Timestamp,
    visible_at: Timestamp,
    counts: bool,
    in_doubt: bool,
) {
    let release = || {
        let release = Release { visible_at, counts, in_doubt };
        shared.store.release_job(&job.lease, release)
    };
    record(shared, held_until, release).await;
}

async fn finish(
    shared: &Shared<impl JobStore>,
    job: &ClaimedJob,
    ending: &Ending,
    held_until: Timestamp,
) {
    let now = shared.now();
    let finish = || shared.store.finish_job(&job.lease, ending, now);
    match record(shared, held_until, finish).await {
        Some(Finished::Written) => {
            fail_point::reach("C7");
            shared.backlog.ended();
            if !ending.follow_ups.is_empty() {
                shared.backlog.kept(ending.follow_ups.len());
                shared.wake.notify_one();
            }
            shared.metrics.job(ending.outcome.as_str());
            info!(outcome = ending.outcome.as_str(), "a job has ended");
        }
        Some(Finished::Overtaken) => {
            info!("somebody else decided it meanwhile; the job looks again");
            release(shared, job, held_until, now, false, false).await;
        }
        Some(Finished::LeaseLost) | None => {
            debug!("the lease was lost; somebody else brings the job to its end");
        }
    }
}

/// Delivers a reply that was claimed, and writes how it went.
pub(super) async fn deliver<H: Handler>(
    shared: &Shared<impl JobStore>,
    handler: &H,
    reply: &ClaimedReply,
    claimed_at: Timestamp,
) {
    let held_until = claimed_at.plus(LEASE);
    fail_point::reach("C8");
    let began = Instant::now();
    let delivery = handler.deliver(reply, held_until).await;
    shared.metrics.took(Stage::Reply, began.elapsed());
    fail_point::reach("C9");
    let release = async |visible_at, counts| {
        let release = || {
            let release = Release { visible_at, counts, in_doubt: false };
            shared.store.release_reply(&reply.lease, release)
        };
        record(shared, held_until, release).await;
    };
    match delivery {
        Delivery::Ended(outcome) => {
            info!(outcome = outcome.as_str(), "a reply has ended");
            shared.metrics.reply(outcome.as_str());
            let now = shared.now();
            let finish = || shared.store.finish_reply(&reply.lease, outcome, now);
            record(shared, held_until, finish).await;
        }
        Delivery::Retry(at) => release(at, true).await,
        Delivery::Release(at) => release(at, false).await,
    }
}
