//! What a format put into names, so that they can follow what changes; and whom a change concerns.

use std::collections::HashMap;

use super::database::with_list;
use super::error::StoreError;
use super::rows::listed;
use super::scope::Scope;
use super::values::{list, row};
use crate::domain::{ConversationId, GivenParts, Nickname, Timestamp, UserId};

/// The parts of a name that a format put there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenName {
    /// The name.
    pub name: Nickname,
    /// The parts.
    pub parts: GivenParts,
}

row! {
    struct GivenRow {
        user_id: String,
        name: String,
        parts: String,
    }
}

impl GivenRow {
    fn into_given(self) -> Option<(UserId, GivenName)> {
        let user_id = UserId::parse(&self.user_id)?;
        let name = Nickname::parse(&self.name).ok()?;
        Some((user_id, GivenName { name, parts: serde_json::from_str(&self.parts).ok()? }))
    }
}

/// What a format gave, and whom a change concerns.
impl Scope {
    /// Remembers which parts of a member's name a format put there.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn remember_given(
        &self,
        conversation: &ConversationId,
        user_id: &UserId,
        given: &GivenName,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.write(
            "INSERT INTO given_parts (robot_code, conversation_id, user_id, name, parts, at)
             VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (robot_code, conversation_id, user_id) DO UPDATE
             SET name = excluded.name, parts = excluded.parts, at = excluded.at",
        )
        .bind(conversation)
        .bind(user_id)
        .bind(&given.name)
        .bind(serde_json::to_string(&given.parts).expect("texts can be written"))
        .bind(now)
        .execute()
        .await?;
        Ok(())
    }

    /// What is remembered of that.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn given_of_all(
        &self,
        conversation: &ConversationId,
        user_ids: &[UserId],
    ) -> Result<HashMap<UserId, GivenName>, StoreError> {
        let rows: Vec<GivenRow> = self
            .read(with_list!(
                "SELECT user_id, name, parts FROM given_parts
                 WHERE robot_code = $1 AND conversation_id = $2 AND user_id IN ",
                "$3" as "text",
                ""
            ))
            .bind(conversation)
            .bind(list(user_ids))
            .all()
            .await?;
        // One that cannot be read says nothing of the name, which is somebody's own then.
        Ok(rows.into_iter().filter_map(GivenRow::into_given).collect())
    }

    /// The groups that somebody is known to be in.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn groups_of(&self, user_id: &UserId) -> Result<Vec<ConversationId>, StoreError> {
        let literal = user_id.as_str().replace('\\', "\\\\");
        let literal = literal.replace('%', "\\%").replace('_', "\\_");
        let rows: Vec<(String,)> = self
            .read(
                "SELECT conversation_id FROM (
                     SELECT conversation_id FROM groups
                     WHERE robot_code = $1 AND roster LIKE $3 ESCAPE '\\'
                     UNION SELECT conversation_id FROM members
                     WHERE robot_code = $1 AND user_id = $2
                     UNION SELECT conversation_id FROM given_parts
                     WHERE robot_code = $1 AND user_id = $2) AS seen
                 WHERE NOT EXISTS (
                     SELECT 1 FROM members
                     WHERE members.robot_code = $1 AND members.user_id = $2
                       AND members.conversation_id = seen.conversation_id
                       AND members.left_at IS NOT NULL)
                 ORDER BY conversation_id",
            )
            .bind(user_id)
            .bind(format!("%\"{literal}\"%"))
            .all()
            .await?;
        let read = |(id,): (String,)| listed("groups", &id, ConversationId::parse(&id));
        Ok(rows.into_iter().filter_map(read).collect())
    }

    /// How many open jobs of a group have ids that begin with this.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn open_jobs_of(
        &self,
        conversation: &ConversationId,
        prefix: &str,
    ) -> Result<u64, StoreError> {
        let (count,): (i64,) = self
            .read(
                "SELECT count(*) FROM jobs
                 WHERE robot_code = $1 AND conversation_id = $2 AND state = 0
                   AND substr(message_id, 1, length($3)) = $3",
            )
            .bind(conversation)
            .bind(prefix)
            .one()
            .await?;
        Ok(u64::try_from(count).unwrap_or(0))
    }
}
