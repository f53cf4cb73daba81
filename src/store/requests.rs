//! Renames that wait for somebody's approval, numbered from 1 in each group.
//!
//! A number is given once. Of those who decide a request at the same time, one does.

use async_trait::async_trait;

use super::{Lease, StoreError};
use crate::domain::{ConversationId, MessageId, Nickname, RobotCode, Timestamp, UserId};

/// A rename that is to wait for approval.
#[derive(Clone, Copy, Debug)]
pub struct NewRequest<'a> {
    /// In which group.
    pub conversation: &'a ConversationId,
    /// The message that asks for it: asked again, it is the same request.
    pub message_id: &'a MessageId,
    /// Whose name.
    pub user_id: &'a UserId,
    /// Who asks.
    pub asked_by: &'a UserId,
    /// What the one who asks is called.
    pub display_name: &'a str,
    /// The name that is asked for.
    pub name: &'a Nickname,
    /// When it was asked for.
    pub asked_at: Timestamp,
}

/// A rename that waits for approval, or waited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Its number in its group, from 1.
    pub number: u32,
    /// Whose name.
    pub user_id: UserId,
    /// Who asked.
    pub asked_by: UserId,
    /// What the one who asked was called then.
    pub display_name: String,
    /// The name that was asked for.
    pub name: Nickname,
    /// When it was asked for.
    pub asked_at: Timestamp,
    /// What became of it.
    pub state: RequestState,
}

/// What became of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RequestState {
    /// It waits.
    Open,
    /// Somebody said yes.
    Approved,
    /// Somebody said no.
    Rejected,
    /// Nobody said anything in time.
    Expired,
    /// A newer request of the same person for the same name took its place.
    Replaced,
    /// Who asked, or whose name it was, is not in the group any more.
    Withdrawn,
}

impl RequestState {
    const ALL: [Self; 6] = [
        Self::Open,
        Self::Approved,
        Self::Rejected,
        Self::Expired,
        Self::Replaced,
        Self::Withdrawn,
    ];

    /// The word in the store.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Approved => "approved",
            Self::Rejected => "rejected",
            Self::Expired => "expired",
            Self::Replaced => "replaced",
            Self::Withdrawn => "withdrawn",
        }
    }
}

/// What became of a decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decided {
    /// It counts. So it does when an earlier attempt of the same job had made it.
    Now(Request),
    /// The request was not open any more; this is how it was decided.
    Before(Request),
    /// The group has no such request.
    Unknown,
}

/// The renames that wait for approval.
#[async_trait]
pub trait Requests {
    /// Opens a request and returns its number; the same message has the same number again. One
    /// that the same person had open for the same name is replaced.
    ///
    /// # Errors
    /// When the store does not answer.
    async fn open_request(
        &self,
        robot_code: &RobotCode,
        request: NewRequest<'_>,
    ) -> Result<u32, StoreError>;

    /// The requests of a group that wait, in the order of their numbers.
    ///
    /// # Errors
    /// When the store does not answer.
    async fn open_requests(
        &self,
        robot_code: &RobotCode,
        conversation: &ConversationId,
    ) -> Result<Vec<Request>, StoreError>;

    /// Decides a request, once. `state` is what becomes of it, `by` who says so if it is a person,
    /// and `lease` that of the job that carries it out.
    ///
    /// # Errors
    /// When the store does not answer.
    #[expect(clippy::too_many_arguments, reason = "each is a fact of the decision")]
    async fn decide_request(
        &self,
        robot_code: &RobotCode,
        conversation: &ConversationId,
        number: u32,
        state: RequestState,
        by: Option<&UserId>,
        reason: &str,
        lease: &Lease,
        now: Timestamp,
    ) -> Result<Decided, StoreError>;

    /// Up to `limit` requests, of all groups, that wait and were asked for before `asked_before`,
    /// the oldest first.
    ///
    /// # Errors
    /// When the store does not answer.
    async fn overdue_requests(
        &self,
        robot_code: &RobotCode,
        asked_before: Timestamp,
        limit: u32,
    ) -> Result<Vec<(ConversationId, Request)>, StoreError>;
}

#[derive(sqlx::FromRow)]
pub(super) struct RequestRow {
    conversation_id: String,
    number: i64,
    user_id: String,
    asked_by: String,
    display_name: String,
    name: String,
    asked_at: i64,
    state: String,
    decided_job: Option<i64>,
}

impl RequestRow {
    pub(super) fn into_request(self) -> Option<(ConversationId, Request)> {
        let request = Request {
            number: u32::try_from(self.number).ok()?,
            user_id: UserId::parse(&self.user_id)?,
            asked_by: UserId::parse(&self.asked_by)?,
            display_name: self.display_name,
            name: Nickname::parse(&self.name).ok()?,
            asked_at: Timestamp(self.asked_at),
            state: RequestState::ALL.into_iter().find(|state| state.as_str() == self.state)?,
        };
        Some((ConversationId::parse(&self.conversation_id)?, request))
    }

    /// What a decision by that job came to, after it was written if it could be.
    pub(super) fn decided_by(self, lease: &Lease) -> Decided {
        let is_ours = self.decided_job == Some(lease.id);
        match self.into_request() {
            Some((_, request)) if is_ours => Decided::Now(request),
            Some((_, request)) => Decided::Before(request),
            None => Decided::Unknown,
        }
    }
}
