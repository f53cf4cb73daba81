//! Every rename that was tried, and the memory of names: DingTalk has no documented way to read
//! a nickname.

use async_trait::async_trait;
use sqlx::{Database, Encode, QueryBuilder, Type};

use super::StoreError;
use crate::domain::{ConversationId, Nickname, RobotCode, Timestamp, UserId};

/// One rename that was tried.
#[derive(Clone, Debug)]
pub struct LedgerEntry {
    /// In which group.
    pub conversation: ConversationId,
    /// Whose name.
    pub user_id: UserId,
    /// The name before, if we knew it.
    pub old_name: Option<Nickname>,
    /// The name that was asked for.
    pub new_name: Nickname,
    /// Who asked.
    pub asked_by: UserId,
    /// When they asked.
    pub asked_at: Timestamp,
    /// What DingTalk said.
    pub outcome: RenameOutcome,
    /// Its code, when it said no.
    pub code: Option<String>,
    /// `request_id`, by which DingTalk's support finds the call.
    pub request_id: Option<String>,
    /// The entry that it takes back, if that is what was asked for.
    pub undoes: Option<i64>,
}

/// The name that we last gave a member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastRename {
    /// The name.
    pub name: Nickname,
    /// When it was asked for.
    pub asked_at: Timestamp,
    /// When it was done.
    pub at: Timestamp,
}

/// A rename that can be taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undoable {
    /// Its number in the ledger, for [`LedgerEntry::undoes`].
    pub id: i64,
    /// The name that it gave.
    pub name: Nickname,
    /// The name before, if we knew it.
    pub old_name: Option<Nickname>,
}

/// Which renames are wanted; by default all.
#[derive(Clone, Debug, Default)]
pub struct RenameFilter {
    /// Only those in this group.
    pub conversation: Option<ConversationId>,
    /// Only those of this person's name.
    pub user_id: Option<UserId>,
    /// Only those tried then or later.
    pub since: Option<Timestamp>,
    /// Only those that DingTalk carried out.
    pub only_applied: bool,
}

/// A line of the ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenameRow {
    /// Its number: later ones are greater.
    pub id: i64,
    /// In which group.
    pub conversation: ConversationId,
    /// Whose name.
    pub user_id: UserId,
    /// The name before, if we knew it.
    pub old_name: Option<Nickname>,
    /// The name that was asked for.
    pub new_name: Nickname,
    /// Who asked.
    pub asked_by: UserId,
    /// When they asked.
    pub asked_at: Timestamp,
    /// When it was tried.
    pub at: Timestamp,
    /// What DingTalk said, as [`RenameOutcome::as_str`] has it.
    pub outcome: String,
    /// Its code, when it said no.
    pub code: Option<String>,
    /// The line that it took back, if it was to take one back.
    pub undoes: Option<i64>,
}

/// The name that we last gave a member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CurrentName {
    /// Who.
    pub user_id: UserId,
    /// The name.
    pub name: Nickname,
    /// When it was done.
    pub at: Timestamp,
}

/// What became of a rename.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RenameOutcome {
    /// The name is set.
    Applied,
    /// It is not.
    Refused,
}

impl RenameOutcome {
    /// The word in the store.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Applied => "applied",
            Self::Refused => "refused",
        }
    }
}

/// What the store remembers of names. Entries come in with the end of a job.
#[async_trait]
pub trait Ledger {
    /// The name that we last gave a member in a group.
    ///
    /// # Errors
    /// When the store does not answer.
    async fn last_rename(
        &self,
        robot_code: &RobotCode,
        conversation: &ConversationId,
        user_id: &UserId,
    ) -> Result<Option<LastRename>, StoreError>;

    /// The rename of a member's that is the next to be taken back: the newest that was carried
    /// out, is no undo itself, and has not been undone.
    ///
    /// # Errors
    /// When the store does not answer.
    async fn undoable(
        &self,
        robot_code: &RobotCode,
        conversation: &ConversationId,
        user_id: &UserId,
    ) -> Result<Option<Undoable>, StoreError>;

    /// Up to `limit` renames, the newest first.
    ///
    /// # Errors
    /// When the store does not answer.
    async fn renames(
        &self,
        robot_code: &RobotCode,
        filter: &RenameFilter,
        limit: u32,
    ) -> Result<Vec<RenameRow>, StoreError>;

    /// How many renames there are.
    ///
    /// # Errors
    /// When the store does not answer.
    async fn count_renames(
        &self,
        robot_code: &RobotCode,
        filter: &RenameFilter,
    ) -> Result<u64, StoreError>;

    /// The name that we last gave each member of a group, in the order of their ids.
    ///
    /// # Errors
    /// When the store does not answer.
    async fn names(
        &self,
        robot_code: &RobotCode,
        conversation: &ConversationId,
    ) -> Result<Vec<CurrentName>, StoreError>;

    /// Removes up to `limit` entries from before `before`, and the requests that were decided
    /// before then: who approved a rename is remembered as long as the rename. Returns how many
    /// entries went.
    ///
    /// # Errors
    /// When the store does not answer.
    async fn forget_renames(
        &self,
        robot_code: &RobotCode,
        before: Timestamp,
        limit: u32,
    ) -> Result<u64, StoreError>;
}

impl RenameFilter {
    /// Adds what is wanted as the condition of a query; any database takes it.
    pub(super) fn push_to<DB: Database>(&self, query: &mut QueryBuilder<DB>, robot_code: &RobotCode)
    where
        String: for<'q> Encode<'q, DB> + Type<DB>,
        i64: for<'q> Encode<'q, DB> + Type<DB>,
    {
        query.push(" WHERE robot_code = ").push_bind(robot_code.as_str().to_owned());
        if let Some(conversation) = &self.conversation {
            query.push(" AND conversation_id = ").push_bind(conversation.as_str().to_owned());
        }
        if let Some(user_id) = &self.user_id {
            query.push(" AND user_id = ").push_bind(user_id.as_str().to_owned());
        }
        if let Some(since) = self.since {
            query.push(" AND at >= ").push_bind(since.0);
        }
        if self.only_applied {
            query.push(" AND outcome = 'applied'");
        }
    }
}

#[derive(sqlx::FromRow)]
pub(super) struct LedgerRow {
    id: i64,
    conversation_id: String,
    user_id: String,
    old_name: Option<String>,
    new_name: String,
    asked_by: String,
    asked_at: i64,
    at: i64,
    outcome: String,
    code: Option<String>,
    undoes: Option<i64>,
}

impl LedgerRow {
    pub(super) fn into_rename(self) -> Option<RenameRow> {
        Some(RenameRow {
            id: self.id,
            conversation: ConversationId::parse(&self.conversation_id)?,
            user_id: UserId::parse(&self.user_id)?,
            old_name: self.old_name.and_then(|name| Nickname::parse(&name).ok()),
            new_name: Nickname::parse(&self.new_name).ok()?,
            asked_by: UserId::parse(&self.asked_by)?,
            asked_at: Timestamp(self.asked_at),
            at: Timestamp(self.at),
            outcome: self.outcome,
            code: self.code,
            undoes: self.undoes,
        })
    }

    /// As the name that a member has had since.
    pub(super) fn into_current_name(self) -> Option<CurrentName> {
        let RenameRow { user_id, new_name, at, .. } = self.into_rename()?;
        Some(CurrentName { user_id, name: new_name, at })
    }
}
