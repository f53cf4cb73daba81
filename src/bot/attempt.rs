//! One attempt at one job: from the kept message to its end, or to another time.

use std::panic::AssertUnwindSafe;
use std::time::Duration;

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use serde::{Deserialize, Serialize};
use tokio_util::sync::CancellationToken;
use tracing::{debug, error, info, warn};

use super::outbox::Answer;
use super::rates::Excess;
use super::{Bot, LEASE, Setback, in_time, pause};
use crate::domain::{IncomingMessage, Reply, Timestamp};
use crate::fail_point;
use crate::store::{ClaimedJob, Ending, JobOutcome, Lease, LedgerEntry, StoreError};

/// How long one attempt may take, its turns to call waited for. Shorter than [`LEASE`], so that
/// nobody else takes the job while a call is under way.
const ATTEMPT_LIMIT: Duration = Duration::from_secs(25);

/// A job that was tried this often is given up: its last attempt went wrong, or it takes the
/// process down, or hangs.
pub(super) const JOB_ATTEMPTS: u32 = 8;

/// What could not be carried out within this time is not wanted any more: names set at night, for
/// a message of the day before, surprise people.
const JOB_LIFE: Duration = Duration::from_secs(30 * 60);

/// The pause after the store did not answer.
pub(super) const STORE_PAUSE: Duration = Duration::from_secs(1);

/// A message as it waits in the store.
#[derive(Serialize, Deserialize)]
pub(super) struct Kept<'a> {
    #[serde(flatten)]
    pub message: std::borrow::Cow<'a, IncomingMessage>,
    /// It was one too many, and its sender is to be told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub excess: Option<Excess>,
}

/// What carrying out one message may need to know of the attempt.
#[derive(Clone, Debug)]
pub(super) struct Attempt {
    /// From 1.
    pub number: u32,
    /// When the message was sent, as far as that can be believed.
    pub asked_at: Timestamp,
    /// Until when nobody else may try.
    pub held_until: Timestamp,
    /// To ask the store about the job.
    pub lease: Lease,
}

/// How a job ended.
#[derive(Debug)]
pub(super) struct Done {
    pub outcome: JobOutcome,
    pub reply: Option<Reply>,
    pub ledger: Option<LedgerEntry>,
}

impl Done {
    pub(super) fn answered(reply: Reply) -> Self {
        Self { outcome: JobOutcome::Answered, reply: Some(reply), ledger: None }
    }

    pub(super) fn superseded() -> Self {
        Self { outcome: JobOutcome::Superseded, reply: None, ledger: None }
    }

    pub(super) fn ignored() -> Self {
        Self { outcome: JobOutcome::Ignored, reply: None, ledger: None }
    }

    fn without_success(outcome: JobOutcome, reply: Reply) -> Self {
        Self { outcome, reply: Some(reply), ledger: None }
    }
}

impl Bot {
    /// Brings a job to its end, or puts it off. When the bot gives up waiting for what is under
    /// way, the job is given back as if it had not been taken.
    pub(super) async fn work(
        &self,
        job: &ClaimedJob,
        taken_at: Timestamp,
        give_up: &CancellationToken,
    ) {
        let attempt = async {
            tokio::select! {
                biased;
                step = AssertUnwindSafe(self.attempt(job, taken_at)).catch_unwind() => {
                    step.unwrap_or_else(|_| self.after_panic(job))
                }
                () = give_up.cancelled() => Step::GiveBack(self.clock.now()),
            }
        };
        let (store, lease) = (&self.store, &job.lease);
        let held_until = taken_at.plus(LEASE);
        match attempt.await {
            Step::End(ending) => self.finish(job, &ending, held_until).await,
            Step::Retry(at) => {
                self.write_down(held_until, || store.retry_job(lease, at)).await;
            }
            Step::GiveBack(at) => {
                self.write_down(held_until, || store.give_back_job(lease, at)).await;
            }
        }
    }

    /// Writes how something went, again and again until it is written, as long as nobody else may
    /// have taken it up: what is not written is done twice, or never known. Whether the lease
    /// still held.
    pub(super) async fn write_down<'a>(
        &self,
        held_until: Timestamp,
        write: impl Fn() -> BoxFuture<'a, Result<bool, StoreError>> + Send + Sync,
    ) -> bool {
        loop {
            let error = match in_time(write()).await {
                Ok(held) => return held,
                Err(error) => error,
            };
            self.report(&error, "cannot write how it went");
            if self.broken.is_cancelled() || self.clock.now().plus(STORE_PAUSE) > held_until {
                return false;
            }
            tokio::time::sleep(STORE_PAUSE).await;
        }
    }

    /// A fault of ours, and perhaps one that comes again: it counts.
    fn after_panic(&self, job: &ClaimedJob) -> Step {
        error!(attempt = job.attempt, "a job panicked");
        let first_pause = self.settings.first_pause;
        Step::Retry(self.clock.now().plus(pause(job.attempt, first_pause).unwrap_or(first_pause)))
    }

    async fn attempt(&self, job: &ClaimedJob, taken_at: Timestamp) -> Step {
        let Ok(Kept { message, excess }) = serde_json::from_str(&job.message) else {
            error!("the kept message cannot be read");
            let dead = Ending { outcome: JobOutcome::Dead, ..Ending::default() };
            return Step::End(Box::new(dead));
        };
        if job.attempt > JOB_ATTEMPTS {
            error!(message.id = %message.id, attempts = job.attempt, "given up");
            let done = Done::without_success(JobOutcome::Dead, Reply::GivenUp);
            return Step::End(Box::new(self.ending(&message, done)));
        }
        if self.clock.now().since(job.received_at) > JOB_LIFE {
            warn!(message.id = %message.id, "expired");
            let done = Done::without_success(JobOutcome::Expired, Reply::Expired);
            return Step::End(Box::new(self.ending(&message, done)));
        }
        let attempt = Attempt {
            number: job.attempt,
            asked_at: message.asked_at(job.received_at),
            held_until: taken_at.plus(LEASE),
            lease: job.lease.clone(),
        };
        assert!(!fail_point::fails("panic"), "a fail point asks for it");
        let handled = async {
            match excess {
                Some(excess) => self.slow_down(&message, excess).await,
                None => self.handle(&message, &attempt).await,
            }
        };
        match tokio::time::timeout(ATTEMPT_LIMIT, handled).await {
            Ok(Ok(done)) => {
                info!(message.id = %message.id, outcome = done.outcome.as_str(), "done");
                Step::End(Box::new(self.ending(&message, done)))
            }
            Ok(Err(setback)) => {
                warn!(message.id = %message.id, attempt = job.attempt, why = setback.cause(), "put off");
                let now = self.clock.now();
                match setback {
                    Setback::Later(_, pause) => Step::Retry(now.plus(pause)),
                    Setback::Held { until, .. } => Step::GiveBack(until),
                    Setback::Store(error) => {
                        self.report(&error, "the store failed in the middle of a job");
                        Step::GiveBack(now.plus(STORE_PAUSE))
                    }
                }
            }
            Err(_) => {
                warn!(message.id = %message.id, attempt = job.attempt, "took too long");
                Step::Retry(self.clock.now().plus(self.settings.first_pause))
            }
        }
    }

    async fn finish(&self, job: &ClaimedJob, ending: &Ending, held_until: Timestamp) {
        let robot_code = &self.settings.robot_code;
        let now = self.clock.now();
        let finish = || self.store.finish_job(robot_code, &job.lease, ending, now);
        if self.write_down(held_until, finish).await {
            fail_point::reach("C7");
            self.backlog.ended();
            self.metrics.job(ending.outcome.as_str());
        } else {
            debug!("the lease was lost; somebody else brings the job to its end");
        }
    }

    fn ending(&self, message: &IncomingMessage, done: Done) -> Ending {
        let answer = done.reply.map(|reply| Answer::new(message, reply, self.settings.locale));
        Ending {
            outcome: done.outcome,
            ledger: done.ledger,
            answer: answer.map(|answer| {
                serde_json::to_string(&answer).expect("texts and numbers can be written")
            }),
            ..Ending::default()
        }
    }

    /// Says it once, though several instances may each have counted one too many.
    async fn slow_down(&self, message: &IncomingMessage, excess: Excess) -> Result<Done, Setback> {
        let Some(rate) = self.rates.rate_of(excess) else {
            return Ok(Done::ignored());
        };
        let robot_code = &self.settings.robot_code;
        let told_as = excess.told_as(message);
        let now = self.clock.now();
        let may = self.store.claim_hint(robot_code, &told_as, now, rate.per.duration()).await?;
        Ok(if may { Done::answered(excess.reply(rate)) } else { Done::ignored() })
    }
}

/// What an attempt came to.
enum Step {
    /// The job has ended.
    End(Box<Ending>),
    /// It is tried again then, and the attempt counts.
    Retry(Timestamp),
    /// It is tried again then, as if it had not been tried.
    GiveBack(Timestamp),
}
