//! Outcomes: how an action ended, or why it stopped before its end.

use crate::calls::{CallError, Setback};
use crate::dingtalk::{Class, DingTalkError};
use crate::domain::{MessageId, Note, Reply, Timestamp, UserId};
use crate::groups::RosterError;
use crate::i18n::Locale;
use crate::store::{Confirmation, Decision, JobOutcome, LedgerEntry, RuleChange, StoreError};

use super::task::Task;

/// How an action ended: what is written with its end, and what is said.
#[derive(Debug, Default)]
pub struct Outcome {
    /// The one word for it.
    pub outcome: JobOutcome,
    /// The answer, if there is one.
    pub reply: Option<Reply>,
    /// Remarks beside the reply.
    pub notes: Vec<Note>,
    /// What the one who is answered is called, when the message does not say.
    pub called: Option<String>,
    /// The language to answer in, when it is not the group's.
    pub locale: Option<Locale>,
    /// The rename that was tried.
    pub ledger: Option<LedgerEntry>,
    /// What the group has decided.
    pub rules: Vec<RuleChange>,
    /// The requests that are decided.
    pub decisions: Vec<Decision>,
    /// The plan that is confirmed.
    pub confirms: Option<Confirmation>,
    /// What is to be done next.
    pub follow_ups: Vec<FollowUp>,
}

/// A job that begins with the end of this one.
#[derive(Debug)]
pub struct FollowUp {
    /// What keeps repeats out.
    pub id: MessageId,
    /// What is to be done.
    pub task: Task,
    /// In whose name; the sender of this message where it says nobody.
    pub member: Option<UserId>,
    /// The lane, which is mostly the member whose name is at stake.
    pub lane: String,
    /// The plan that it is a part of.
    pub plan_id: Option<i64>,
    /// When.
    pub due: Timestamp,
    /// Whether the answer may go where this message's answer goes.
    pub may_answer: bool,
}

impl FollowUp {
    /// A job in the lane of `member`. `None` when `id` is none, which no id of ours is.
    pub(super) fn of(id: &str, task: Task, member: &UserId, due: Timestamp) -> Option<Self> {
        let id = MessageId::parse(id)?;
        let lane = member.to_string();
        Some(Self { id, task, member: None, lane, plan_id: None, due, may_answer: true })
    }
}

/// Why an action stopped before its end.
#[derive(Debug)]
pub(super) enum Stop {
    /// There is something to say, and nothing else to do.
    Say(Box<Reply>),
    /// It is tried again later.
    Later(Setback),
}

impl From<Reply> for Stop {
    fn from(reply: Reply) -> Self {
        Self::Say(Box::new(reply))
    }
}

impl From<Setback> for Stop {
    fn from(setback: Setback) -> Self {
        Self::Later(setback)
    }
}

impl From<StoreError> for Stop {
    fn from(error: StoreError) -> Self {
        Self::Later(Setback::Store(error))
    }
}

/// DingTalk's no is told.
impl From<CallError> for Stop {
    fn from(error: CallError) -> Self {
        match error {
            CallError::Refused(error) => Reply::Failed(error.problem()).into(),
            CallError::Later(setback) => Self::Later(setback),
        }
    }
}

impl From<RosterError> for Stop {
    fn from(error: RosterError) -> Self {
        match error {
            RosterError::Unbound => Reply::NotBound.into(),
            RosterError::Refused(error) => Reply::Failed(error.problem()).into(),
            RosterError::Later(setback) => Self::Later(setback),
        }
    }
}

impl Outcome {
    pub(super) fn answered(reply: Reply) -> Self {
        Self { outcome: JobOutcome::Answered, reply: Some(reply), ..Self::default() }
    }

    pub(super) fn applied(reply: Reply) -> Self {
        Self { outcome: JobOutcome::Applied, reply: Some(reply), ..Self::default() }
    }

    pub(super) fn superseded() -> Self {
        Self { outcome: JobOutcome::Superseded, ..Self::default() }
    }

    /// The same, said with this.
    pub(super) fn with(self, reply: Reply) -> Self {
        Self { reply: Some(reply), ..self }
    }

    pub(super) fn ignored() -> Self {
        Self::default()
    }

    /// An end that is no success.
    #[must_use]
    pub fn without_success(outcome: JobOutcome, reply: Reply) -> Self {
        Self { outcome, reply: Some(reply), ..Self::default() }
    }
}

/// How an outcome that is no success ends a job: one that was tried to the last is dead.
pub(super) fn ended_by(error: &DingTalkError) -> JobOutcome {
    match error.class {
        Class::Retry | Class::Blocked => JobOutcome::Dead,
        _ => JobOutcome::Failed,
    }
}
