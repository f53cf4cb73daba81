//! Every rename that was tried, and the memory of names: DingTalk has no documented way to read
//! a nickname.

use sqlx::SqliteConnection;

use super::{Store, StoreError};
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
    /// What DingTalk said.
    pub outcome: RenameOutcome,
    /// Its code, when it said no.
    pub code: Option<String>,
    /// `request_id`, by which DingTalk's support finds the call.
    pub request_id: Option<String>,
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

impl LedgerEntry {
    pub(super) async fn insert(
        &self,
        connection: &mut SqliteConnection,
        robot_code: &RobotCode,
        job_id: i64,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO ledger (robot_code, job_id, conversation_id, user_id, old_name, new_name,
                 asked_by, at, outcome, code, request_id)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        )
        .bind(robot_code.as_str())
        .bind(job_id)
        .bind(self.conversation.as_str())
        .bind(self.user_id.as_str())
        .bind(self.old_name.as_ref().map(Nickname::as_str))
        .bind(self.new_name.as_str())
        .bind(self.asked_by.as_str())
        .bind(at.0)
        .bind(self.outcome.as_str())
        .bind(&self.code)
        .bind(&self.request_id)
        .execute(connection)
        .await?;
        Ok(())
    }
}

impl Store {
    /// The name that we last gave a member in a group.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn last_name(
        &self,
        robot_code: &RobotCode,
        conversation: &ConversationId,
        user_id: &UserId,
    ) -> Result<Option<Nickname>, StoreError> {
        let row: Option<(String,)> = sqlx::query_as(
            "SELECT new_name FROM ledger
             WHERE robot_code = ?1 AND conversation_id = ?2 AND user_id = ?3 AND outcome = 'applied'
             ORDER BY id DESC LIMIT 1",
        )
        .bind(robot_code.as_str())
        .bind(conversation.as_str())
        .bind(user_id.as_str())
        .fetch_optional(&self.read)
        .await?;
        Ok(row.and_then(|(name,)| Nickname::parse(&name).ok()))
    }
}
