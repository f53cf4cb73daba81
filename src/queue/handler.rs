//! What the queue asks of whoever knows what its jobs mean.

use crate::domain::Timestamp;
use crate::store::{ClaimedJob, ClaimedReply, Ending, ReplyOutcome};

/// Carries out what was kept.
pub trait Handler: Send + Sync + 'static {
    /// One attempt at a job. Nobody else works on it until `held_until`.
    fn run(&self, job: &ClaimedJob, held_until: Timestamp) -> impl Future<Output = Step> + Send;

    /// How a job ends that is given up.
    fn abandon(&self, job: &ClaimedJob, why: Abandoned) -> impl Future<Output = Step> + Send;

    /// One attempt at delivering a reply.
    fn deliver(
        &self,
        reply: &ClaimedReply,
        held_until: Timestamp,
    ) -> impl Future<Output = Delivery> + Send;

    /// How much may be taken now.
    fn capacity(&self) -> Capacity;

    /// Looks after what is the handler's own, every few seconds.
    fn look_after(&self) -> impl Future<Output = ()> + Send;

    /// Removes what is the handler's own and no longer needed, every hour.
    fn clean_up(&self) -> impl Future<Output = ()> + Send;
}

/// What an attempt came to.
#[derive(Debug)]
pub enum Step {
    /// The job has ended.
    End(Box<Ending>),
    /// It is tried again then, and the attempt counts.
    Retry {
        /// When.
        at: Timestamp,
        /// It may have had an effect all the same.
        in_doubt: bool,
    },
    /// It is tried again then, as if it had not been tried.
    Release {
        /// When.
        at: Timestamp,
        /// It may have had an effect all the same.
        in_doubt: bool,
    },
}

/// Why a job is given up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Abandoned {
    /// It was tried too often.
    TooManyAttempts,
}

/// What an attempt to deliver a reply came to.
#[derive(Debug)]
pub enum Delivery {
    /// It has ended.
    Ended(ReplyOutcome),
    /// It was certainly not delivered; again then, and the attempt counts.
    Retry(Timestamp),
    /// The same, and the attempt does not count.
    Release(Timestamp),
}

/// How much may be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Capacity {
    /// As much as there are worker slots.
    All,
    /// One job and one reply, when nothing is under way: a trial.
    One,
    /// Replies; jobs not until then.
    Replies(Timestamp),
    /// Nothing until then.
    Nothing(Timestamp),
}
