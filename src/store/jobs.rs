//! Acknowledged messages and the work they ask for.

use std::time::Duration;

use async_trait::async_trait;

use super::{Lease, LedgerEntry, RuleChange, Share, StoreError};
use crate::domain::{ConversationId, MessageId, RobotCode, Timestamp, UserId};

/// A message to be kept.
#[derive(Clone, Debug)]
pub struct NewJob<'a> {
    /// The robot it was sent to; with `message_id` the key that keeps repeats out.
    pub robot_code: &'a RobotCode,
    /// The message's id.
    pub message_id: &'a MessageId,
    /// The message, as text that the bot understands.
    pub message: &'a str,
    /// Jobs of one lane run one after the other, in the order in which they were kept.
    pub lane: &'a str,
    /// The conversation it was said in: these take turns.
    pub conversation: &'a ConversationId,
    /// The rename that it asks for, if it asks for one.
    pub wish: Option<Wish<'a>>,
    /// When it came in.
    pub received_at: Timestamp,
}

/// That somebody wants a name. A newer wish of theirs for the same person, which is the same lane,
/// makes an older one moot. Not so the wish of somebody else: it may be refused.
#[derive(Clone, Copy, Debug)]
pub struct Wish<'a> {
    /// Who asks for it.
    pub asked_by: &'a UserId,
    /// When they asked, which need not be the order in which it came in.
    pub asked_at: Timestamp,
}

/// What became of a message that was to be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// It is kept.
    New,
    /// It was kept before: a repeated delivery.
    Before,
}

/// A job that we have taken.
#[derive(Clone, Debug)]
pub struct ClaimedJob {
    /// To end it with.
    pub lease: Lease,
    /// The job's number, for the log.
    pub id: i64,
    /// The message, as the bot wrote it.
    pub message: String,
    /// Which attempt this is, from 1.
    pub attempt: u32,
    /// When the message came in.
    pub received_at: Timestamp,
}

/// How a job ended, with all that is written in the same transaction.
#[derive(Clone, Debug, Default)]
pub struct Ending {
    /// The one word for it.
    pub outcome: JobOutcome,
    /// The rename that was tried, if one was.
    pub ledger: Option<LedgerEntry>,
    /// The answer to be given, if any, as text that the bot understands.
    pub answer: Option<String>,
    /// The rules that were decided.
    pub rules: Vec<RuleChange>,
    /// The work that begins with this end: up to some thousands.
    pub follow_ups: Vec<FollowUp>,
}

/// A job that the end of another begins. Where a message of that id was kept before, that one
/// stays as it is.
#[derive(Clone, Debug)]
pub struct FollowUp {
    /// Its id among messages: what keeps repeats out.
    pub message_id: MessageId,
    /// What is to be done, as text that the bot understands.
    pub message: String,
    /// Jobs of one lane run one after the other.
    pub lane: String,
    /// The conversation it belongs to: these take turns.
    pub conversation: ConversationId,
    /// The plan that it carries a part of out, if it does: [`super::Plan::id`].
    pub plan_id: Option<i64>,
    /// When it is due. Until then, later jobs of its lane wait too.
    pub due: Timestamp,
    /// When it counts as having come in.
    pub received_at: Timestamp,
}

/// The ends that a job can come to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum JobOutcome {
    /// It was carried out.
    Applied,
    /// It was answered with a reason why not, or with help.
    Answered,
    /// There was nothing to do or to say.
    #[default]
    Ignored,
    /// DingTalk or the way to it said no.
    Failed,
    /// It was given up after too many attempts.
    Dead,
    /// It could not be carried out in time.
    Expired,
    /// A newer wish for the same name was carried out before.
    Superseded,
}

impl JobOutcome {
    /// The word in the store, in the log and in metrics.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Applied => "applied",
            Self::Answered => "answered",
            Self::Ignored => "ignored",
            Self::Failed => "failed",
            Self::Dead => "dead",
            Self::Expired => "expired",
            Self::Superseded => "superseded",
        }
    }
}

/// Messages and the work they ask for.
#[async_trait]
pub trait Jobs {
    /// Keeps a message, once: claim and job are one row, on the disk when this returns. Those that
    /// are kept at the same time share a transaction.
    ///
    /// # Errors
    /// When it is not known to be kept. It may have been; kept again, it is [`Kept::Before`].
    async fn keep(&self, job: NewJob<'_>) -> Result<Kept, StoreError>;

    /// Takes jobs that are due and holds them for `lease`: of each lane only the first, and while
    /// somebody holds a job of a lane, nobody is given another of it. The conversations take
    /// turns; within one, the longest due goes first.
    ///
    /// # Errors
    /// When the store does not answer.
    async fn claim_jobs(
        &self,
        robot_code: &RobotCode,
        now: Timestamp,
        lease: Duration,
        share: Share,
    ) -> Result<Vec<ClaimedJob>, StoreError>;

    /// Gives a job back, to be tried again at `visible_at`. Whether the lease still held.
    ///
    /// # Errors
    /// When the store does not answer.
    async fn retry_job(&self, lease: &Lease, visible_at: Timestamp) -> Result<bool, StoreError>;

    /// The same, and the attempt does not count: it was not the job that failed.
    ///
    /// # Errors
    /// When the store does not answer.
    async fn give_back_job(&self, lease: &Lease, visible_at: Timestamp)
    -> Result<bool, StoreError>;

    /// Whether a newer wish of the same person in the same lane waits.
    ///
    /// # Errors
    /// When the store does not answer.
    async fn is_superseded(&self, lease: &Lease) -> Result<bool, StoreError>;

    /// Ends a job: its end and all that begins with it are written together, and the message's
    /// text goes. Whether the lease still held; if not, nothing was written.
    ///
    /// # Errors
    /// When the store does not answer.
    async fn finish_job(
        &self,
        robot_code: &RobotCode,
        lease: &Lease,
        ending: &Ending,
        now: Timestamp,
    ) -> Result<bool, StoreError>;

    /// Takes back what a process before us had taken and not ended: its jobs are due again, as if
    /// they had not been taken, since many are in hand when one process dies. Its replies may have
    /// been sent, so they are not sent again. Returns how many of each.
    ///
    /// Where only one process works, that is all that is taken. Where several do, it is what was
    /// held longer than its lease: the rest is in the hands of another instance.
    ///
    /// # Errors
    /// When the store does not answer.
    async fn recover(
        &self,
        robot_code: &RobotCode,
        now: Timestamp,
    ) -> Result<(u64, u64), StoreError>;

    /// Removes what is no longer needed, a little at a time: messages whose work has ended before
    /// `ended_before`, with their answers. Until then their ids keep repeats out. So go hints and
    /// what DingTalk's directory and lists of members said before then, and plans that were made
    /// or confirmed before then and of which no job is left; the ledger stays. Returns how many
    /// messages went.
    ///
    /// # Errors
    /// When the store does not answer.
    async fn purge(
        &self,
        robot_code: &RobotCode,
        ended_before: Timestamp,
        limit: u32,
    ) -> Result<u64, StoreError>;

    /// How many jobs wait or are in hand.
    ///
    /// # Errors
    /// When the store does not answer.
    async fn waiting(&self, robot_code: &RobotCode) -> Result<u64, StoreError>;

    /// When the next open job or reply is due after `now`, if there is one.
    ///
    /// # Errors
    /// When the store does not answer.
    async fn next_due(
        &self,
        robot_code: &RobotCode,
        now: Timestamp,
    ) -> Result<Option<Timestamp>, StoreError>;
}

#[derive(sqlx::FromRow)]
pub(super) struct JobRow {
    id: i64,
    message: String,
    attempts: i64,
    received_at: i64,
}

impl JobRow {
    pub(super) fn into_claimed(self, token: &str) -> ClaimedJob {
        ClaimedJob {
            lease: Lease { id: self.id, token: token.to_owned() },
            id: self.id,
            message: self.message,
            attempt: u32::try_from(self.attempts).unwrap_or(u32::MAX),
            received_at: Timestamp(self.received_at),
        }
    }
}
