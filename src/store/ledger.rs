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
}

/// The name that we last gave a member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastRename {
    /// The name.
    pub name: Nickname,
    /// When it was asked for.
    pub asked_at: Timestamp,
}

impl LastRename {
    pub(super) fn read(name: &str, asked_at: i64) -> Option<Self> {
        let name = Nickname::parse(name).ok()?;
        Some(Self { name, asked_at: Timestamp(asked_at) })
    }
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
