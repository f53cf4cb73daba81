//! Every rename that was tried, and the memory of names: DingTalk has no documented way to read
//! a nickname.

use async_trait::async_trait;

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

    /// Removes up to `limit` entries from before `before`. Returns how many.
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
