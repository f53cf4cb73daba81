//! Carrying out what was kept: takes what is due from the store, a few things at a time, and
//! brings each to an end or puts it off.

use std::sync::Arc;
use std::time::Duration;

use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;
use tracing::{Instrument, debug, error, info, info_span, warn};

use super::outbox::Answer;
use super::{Bot, Setback, chain};
use crate::domain::{IncomingMessage, Reply, Timestamp};
use crate::store::{ClaimedJob, ClaimedReply, Ending, JobOutcome, LedgerEntry, StoreError};

/// How many things are done at the same time: many, because most of them wait for DingTalk, and
/// those that need no call must not wait behind them.
const CONCURRENCY: usize = 64;

/// How long what was taken is held. Longer than [`ATTEMPT_LIMIT`], so that nobody else takes it
/// while a call is under way.
const LEASE: Duration = Duration::from_secs(40);

/// How long one attempt may take: a token, a question and a rename, ten seconds each.
const ATTEMPT_LIMIT: Duration = Duration::from_secs(32);

/// A job that was taken this often and never ended takes the process down, or hangs: it is given
/// up.
const JOB_ATTEMPTS: u32 = 8;

/// What could not be carried out within this time is not wanted any more: names set at night, for
/// a message of the day before, surprise people.
const JOB_LIFE: Duration = Duration::from_secs(30 * 60);

/// DingTalk calls a callback stale after this time.
const OLDEST_MESSAGE: Duration = Duration::from_secs(3600);

/// How long an ended message's id keeps repeats out.
const REPEATS_KEPT_OUT: Duration = Duration::from_secs(72 * 3600);

/// How often old messages are removed, and how many at a time.
const PURGE_INTERVAL: Duration = Duration::from_secs(3600);
const PURGE_BATCH: u32 = 200;

/// The longest sleep, in case the clock is set back.
const LONGEST_SLEEP: Duration = Duration::from_secs(30);

/// The pause after the store did not answer.
const STORE_PAUSE: Duration = Duration::from_secs(1);

/// How long work under way may take when the bot stops.
const STOP_LIMIT: Duration = Duration::from_secs(8);

/// One attempt to carry a message out.
#[derive(Clone, Copy, Debug)]
pub(super) struct Attempt {
    /// From 1.
    pub number: u32,
    /// When the message was sent, as far as that can be believed.
    pub asked_at: Timestamp,
}

impl Attempt {
    fn of(job: &ClaimedJob, message: &IncomingMessage) -> Self {
        let asked_at = asked_at(message.created_at, job.received_at);
        Self { number: job.attempt, asked_at }
    }
}

/// When a message was sent: DingTalk's word for it, as long as that lies within the hour before it
/// came in. The word is not signed: with a later one somebody could pin a name for good, and much
/// earlier ones are no messages of today.
fn asked_at(created_at: Timestamp, received_at: Timestamp) -> Timestamp {
    if received_at.since(created_at) > OLDEST_MESSAGE {
        return received_at;
    }
    created_at.min(received_at)
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

    pub(super) fn failed(reply: Reply) -> Self {
        Self { outcome: JobOutcome::Failed, reply: Some(reply), ledger: None }
    }

    pub(super) fn superseded() -> Self {
        Self { outcome: JobOutcome::Superseded, reply: None, ledger: None }
    }

    pub(super) fn ignored() -> Self {
        Self { outcome: JobOutcome::Ignored, reply: None, ledger: None }
    }
}

impl Bot {
    /// Takes back what a process before us had taken, and left.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn recover(&self) -> Result<(), StoreError> {
        let robot_code = &self.settings.robot_code;
        let (jobs, replies) = self.store.recover(robot_code, self.clock.now()).await?;
        if jobs + replies > 0 {
            info!(jobs, replies, "took back what was under way when the bot last stopped");
        }
        Ok(())
    }

    /// Works until `stop`, and then finishes what is under way.
    pub async fn run(self: Arc<Self>, stop: CancellationToken) {
        let mut tasks = JoinSet::new();
        let mut purge = tokio::time::interval(PURGE_INTERVAL);
        while !stop.is_cancelled() {
            let now = self.clock.now();
            let pause = match self.take_work(&mut tasks, now).await {
                Ok(pause) => pause,
                Err(error) => {
                    error!(error = chain(&error), "cannot take work from the store");
                    STORE_PAUSE
                }
            };
            tokio::select! {
                () = stop.cancelled() => {}
                () = self.wake.notified() => {}
                () = self.store.changed() => {}
                _ = purge.tick() => self.purge().await,
                Some(ended) = tasks.join_next() => {
                    if let Err(error) = ended {
                        error!(%error, "a task panicked; what it held is taken again when its lease ends");
                    }
                }
                () = tokio::time::sleep(pause) => {}
            }
        }
        let drained = async {
            while tasks.join_next().await.is_some() {}
            // What was done is told as well, or people would wait for the next start.
            if let Err(error) = self.take_replies(&mut tasks, self.clock.now()).await {
                error!(error = chain(&error), "cannot take the last answers from the store");
            }
            while tasks.join_next().await.is_some() {}
        };
        if tokio::time::timeout(STOP_LIMIT, drained).await.is_err() {
            warn!("stopped with work under way; it is taken back at the next start");
        }
    }

    /// Removes what is no longer needed, in small steps, so that callbacks are kept in between.
    async fn purge(&self) {
        let old = self.clock.now().minus(REPEATS_KEPT_OUT);
        loop {
            match self.store.purge(&self.settings.robot_code, old, PURGE_BATCH).await {
                Ok(removed) if removed < u64::from(PURGE_BATCH) => return,
                Ok(_) => tokio::task::yield_now().await,
                Err(error) => {
                    warn!(error = chain(&error), "cannot remove old messages");
                    return;
                }
            }
        }
    }

    /// Takes what is due, as far as hands are free, and says how long there is nothing more to do.
    async fn take_work(
        self: &Arc<Self>,
        tasks: &mut JoinSet<()>,
        now: Timestamp,
    ) -> Result<Duration, StoreError> {
        let robot_code = &self.settings.robot_code;
        self.take_replies(tasks, now).await?;
        if let Some(free) = free_hands(tasks) {
            for job in self.store.claim_jobs(robot_code, now, LEASE, free).await? {
                tasks.spawn(Arc::clone(self).work(job));
            }
        }
        let due = self.store.next_due(robot_code, now).await?;
        Ok(due.map_or(LONGEST_SLEEP, |due| due.since(now).min(LONGEST_SLEEP)))
    }

    async fn take_replies(
        self: &Arc<Self>,
        tasks: &mut JoinSet<()>,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        if let Some(free) = free_hands(tasks) {
            let robot_code = &self.settings.robot_code;
            for reply in self.store.claim_replies(robot_code, now, LEASE, free).await? {
                tasks.spawn(Arc::clone(self).deliver(reply));
            }
        }
        Ok(())
    }

    async fn deliver(self: Arc<Self>, reply: ClaimedReply) {
        let span = info_span!("reply", job.id = reply.job_id);
        self.send(reply).instrument(span).await;
    }

    async fn work(self: Arc<Self>, job: ClaimedJob) {
        let span = info_span!("job", job.id = job.id);
        if let Err(error) = self.attempt(&job).instrument(span).await {
            error!(job.id = job.id, error = chain(&error), "cannot write how the job went");
        }
    }

    async fn attempt(&self, job: &ClaimedJob) -> Result<(), StoreError> {
        let Ok(message) = serde_json::from_str::<IncomingMessage>(&job.message) else {
            error!("the kept message cannot be read");
            let dead = Ending { outcome: JobOutcome::Dead, ..Ending::default() };
            return self.finish(job, &dead).await;
        };
        if job.attempt > JOB_ATTEMPTS {
            error!(message.id = %message.id, attempts = job.attempt, "given up");
            let reply = Some(Reply::GivenUp);
            let done = Done { outcome: JobOutcome::Dead, reply, ledger: None };
            return self.finish(job, &self.ending(&message, done)).await;
        }
        if self.clock.now().since(job.received_at) > JOB_LIFE {
            warn!(message.id = %message.id, "expired");
            let reply = Some(Reply::Expired);
            let done = Done { outcome: JobOutcome::Expired, reply, ledger: None };
            return self.finish(job, &self.ending(&message, done)).await;
        }
        match tokio::time::timeout(
            ATTEMPT_LIMIT,
            self.handle(&message, &Attempt::of(job, &message)),
        )
        .await
        {
            Ok(Ok(done)) => {
                info!(message.id = %message.id, outcome = done.outcome.as_str(), "done");
                self.finish(job, &self.ending(&message, done)).await
            }
            Ok(Err(setback)) => {
                let pause = match &setback {
                    Setback::Later(_, pause) => *pause,
                    Setback::Store(_) => STORE_PAUSE,
                };
                warn!(message.id = %message.id, attempt = job.attempt, error = chain(&setback), "put off");
                self.put_off(job, pause).await
            }
            Err(_) => {
                warn!(message.id = %message.id, attempt = job.attempt, "took too long");
                self.put_off(job, self.settings.first_pause).await
            }
        }
    }

    async fn put_off(&self, job: &ClaimedJob, pause: Duration) -> Result<(), StoreError> {
        self.store.retry_job(&job.lease, self.clock.now().plus(pause)).await?;
        Ok(())
    }

    async fn finish(&self, job: &ClaimedJob, ending: &Ending) -> Result<(), StoreError> {
        let robot_code = &self.settings.robot_code;
        let now = self.clock.now();
        if self.store.finish_job(robot_code, &job.lease, ending, now).await? {
            self.metrics.job(ending.outcome.as_str());
        } else {
            debug!("the lease was lost; somebody else brings the job to its end");
        }
        Ok(())
    }

    fn ending(&self, message: &IncomingMessage, done: Done) -> Ending {
        let answer = done.reply.map(|reply| Answer::new(message, reply, self.settings.locale));
        Ending {
            outcome: done.outcome,
            ledger: done.ledger,
            answer: answer.map(|answer| {
                serde_json::to_string(&answer).expect("texts and numbers can be written")
            }),
        }
    }
}

/// How many more things can be done now, if any.
fn free_hands(tasks: &JoinSet<()>) -> Option<u32> {
    u32::try_from(CONCURRENCY.checked_sub(tasks.len())?).ok().filter(|free| *free > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_as_old_as_it_says_within_reason() {
        let hour = 3_600_000;
        for (created_at, received_at, expected) in [
            (1_000, 2_000, 1_000),
            (2_000, 2_000, 2_000),
            (9_000, 2_000, 2_000),
            (i64::MAX, 2_000, 2_000),
            (0, hour, 0),
            (0, hour + 1, hour + 1),
        ] {
            let asked_at = asked_at(Timestamp(created_at), Timestamp(received_at));
            assert_eq!(asked_at, Timestamp(expected), "failed on {created_at} and {received_at}");
        }
    }
}
