//! One attempt at one job: from the kept message to its end, or to another time.

use std::borrow::Cow;
use std::panic::AssertUnwindSafe;
use std::time::Duration;

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use serde::{Deserialize, Serialize};
use tokio_util::sync::CancellationToken;
use tracing::{debug, error, info, warn};

use super::case::Case;
use super::outbox::Answer;
use super::rates::Excess;
use super::task::Task;
use super::{Bot, LEASE, Setback, in_time, pause};
use crate::domain::{Change, IncomingMessage, Note, Reply, Rules, Timestamp};
use crate::fail_point;
use crate::i18n::Locale;
use crate::store::{
    ClaimedJob, Ending, FollowUp, JobOutcome, Lease, LedgerEntry, RuleChange, StoreError,
};

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
    pub message: Cow<'a, IncomingMessage>,
    /// It was one too many, and its sender is to be told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub excess: Option<Excess>,
    /// It is not what its text says that is to be done, but this, in the name of who sent it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub task: Option<Task>,
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
    /// The job's number.
    pub job_id: i64,
}

/// How a job ended.
#[derive(Debug, Default)]
pub(super) struct Done {
    pub outcome: JobOutcome,
    pub reply: Option<Reply>,
    /// Remarks beside the reply.
    pub notes: Vec<Note>,
    /// What the one who is answered is called, when the message does not say.
    pub called: Option<String>,
    /// The language to answer in, when it is not the group's.
    pub locale: Option<Locale>,
    pub ledger: Option<LedgerEntry>,
    /// What the group has decided.
    pub rules: Vec<RuleChange>,
    /// What is to be done next.
    pub follow_ups: Vec<FollowUp>,
}

impl Done {
    pub(super) fn answered(reply: Reply) -> Self {
        Self { outcome: JobOutcome::Answered, reply: Some(reply), ..Self::default() }
    }

    pub(super) fn applied(reply: Reply) -> Self {
        Self { outcome: JobOutcome::Applied, reply: Some(reply), ..Self::default() }
    }

    pub(super) fn superseded() -> Self {
        Self { outcome: JobOutcome::Superseded, ..Self::default() }
    }

    pub(super) fn ignored() -> Self {
        Self::default()
    }

    fn without_success(outcome: JobOutcome, reply: Reply) -> Self {
        Self { outcome, reply: Some(reply), ..Self::default() }
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
        let Ok(Kept { message, excess, task }) = serde_json::from_str(&job.message) else {
            error!("the kept message cannot be read");
            let dead = Ending { outcome: JobOutcome::Dead, ..Ending::default() };
            return Step::End(Box::new(dead));
        };
        let rules = match self.rules_of(&message).await {
            Ok(rules) => rules,
            Err(error) => {
                self.report(&error, "cannot read what the group has decided");
                return Step::GiveBack(self.clock.now().plus(STORE_PAUSE));
            }
        };
        let end = |mut done: Done| {
            if let Some(task) = &task {
                done.reply = done.reply.filter(|reply| task.is_told(reply));
            }
            Step::End(Box::new(self.ending(&message, &rules, done)))
        };
        if job.attempt > JOB_ATTEMPTS {
            error!(message.id = %message.id, attempts = job.attempt, "given up");
            return end(Done::without_success(JobOutcome::Dead, Reply::GivenUp));
        }
        let expires = task.as_ref().is_none_or(Task::expires);
        if expires && self.clock.now().since(job.received_at) > JOB_LIFE {
            warn!(message.id = %message.id, "expired");
            return end(Done::without_success(JobOutcome::Expired, Reply::Expired));
        }
        let attempt = Attempt {
            number: job.attempt,
            asked_at: task
                .as_ref()
                .and_then(Task::asked_at)
                .unwrap_or_else(|| message.asked_at(job.received_at)),
            held_until: taken_at.plus(LEASE),
            lease: job.lease.clone(),
            job_id: job.id,
        };
        assert!(!fail_point::fails("panic"), "a fail point asks for it");
        let case = Case { message: &message, attempt: &attempt, rules: &rules };
        let handled = async {
            match (excess, &task) {
                (Some(excess), _) => self.slow_down(&message, excess).await,
                (None, Some(task)) => self.do_task(case, task).await,
                (None, None) => self.handle(case).await,
            }
        };
        match tokio::time::timeout(ATTEMPT_LIMIT, handled).await {
            Ok(Ok(mut done)) => {
                info!(message.id = %message.id, outcome = done.outcome.as_str(), "done");
                let problem = done.reply.as_ref().and_then(Reply::problem).cloned();
                if let Some(problem) = problem
                    && self.can_mend(&case).await
                {
                    done.notes.push(Note::ForOperator(problem));
                }
                end(done)
            }
            Ok(Err(Setback::NotYet(until))) => Step::GiveBack(until),
            Ok(Err(setback)) => {
                warn!(message.id = %message.id, attempt = job.attempt, why = setback.cause(), "put off");
                let now = self.clock.now();
                match setback {
                    Setback::Later(_, pause) => Step::Retry(now.plus(pause)),
                    Setback::Held { until, .. } | Setback::NotYet(until) => Step::GiveBack(until),
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
            if !ending.follow_ups.is_empty() {
                ending.follow_ups.iter().for_each(|_| self.backlog.kept());
                self.wake.notify_one();
            }
            self.metrics.job(ending.outcome.as_str());
        } else {
            debug!("the lease was lost; somebody else brings the job to its end");
        }
    }

    /// What the group has decided for itself; a chat between two decides nothing.
    async fn rules_of(&self, message: &IncomingMessage) -> Result<Rules, StoreError> {
        let robot_code = &self.settings.robot_code;
        let rows = in_time(self.store.rules(robot_code, &message.conversation)).await?;
        let mut rules = Rules::default();
        for row in rows {
            if let Some(change) = Change::from_row(&row.name, &row.subject, &row.value) {
                rules.apply(change);
            }
        }
        Ok(rules)
    }

    fn ending(&self, message: &IncomingMessage, rules: &Rules, done: Done) -> Ending {
        let language = || rules.language.as_deref().and_then(Locale::parse);
        let locale = done.locale.or_else(language).unwrap_or(self.settings.locale);
        let mut message = Cow::Borrowed(message);
        if let Some(called) = done.called {
            message.to_mut().sender.display_name = called;
        }
        let mut notes = done.notes;
        if done.reply == Some(Reply::NotBound) && self.settings.hears_events {
            notes.push(Note::BindsItself);
        }
        let answer = done.reply.map(|reply| Answer::new(&message, reply, notes, locale));
        Ending {
            outcome: done.outcome,
            ledger: done.ledger,
            rules: done.rules,
            follow_ups: done.follow_ups,
            answer: answer.map(|answer| {
                serde_json::to_string(&answer).expect("texts and numbers can be written")
            }),
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
