//! The groups we know: under which chatid, of which kind, owned by whom. And who was given a hint.

use std::time::Duration;

use super::{Store, StoreError};
use crate::domain::{ChatId, ConversationId, RobotCode, Timestamp, UserId};

/// A group, as far as we know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Its id in callbacks and in the newer API.
    pub conversation: ConversationId,
    /// Its title when we last heard from it.
    pub title: Option<String>,
    /// Its id in the older API, confirmed by DingTalk.
    pub chat_id: Option<ChatId>,
    /// Whether it is a template group, and when we learnt that.
    pub is_scene: Option<(bool, Timestamp)>,
    /// Its owner, and when DingTalk told us.
    pub owner: Option<(UserId, Timestamp)>,
}

#[derive(sqlx::FromRow)]
struct GroupRow {
    conversation_id: String,
    title: Option<String>,
    chat_id: Option<String>,
    is_scene: Option<bool>,
    scene_checked_at: Option<i64>,
    owner: Option<String>,
    owner_checked_at: Option<i64>,
}

impl GroupRow {
    fn into_group(self) -> Option<Group> {
        Some(Group {
            conversation: ConversationId::parse(&self.conversation_id)?,
            title: self.title,
            chat_id: self.chat_id.as_deref().and_then(ChatId::parse),
            is_scene: self.is_scene.zip(self.scene_checked_at.map(Timestamp)),
            owner: self
                .owner
                .as_deref()
                .and_then(UserId::parse)
                .zip(self.owner_checked_at.map(Timestamp)),
        })
    }
}

impl Store {
    /// What we know of a group.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn group(
        &self,
        robot_code: &RobotCode,
        conversation: &ConversationId,
    ) -> Result<Option<Group>, StoreError> {
        let row: Option<GroupRow> = sqlx::query_as(
            "SELECT conversation_id, title, chat_id, is_scene, scene_checked_at, owner,
                 owner_checked_at
             FROM groups WHERE robot_code = ?1 AND conversation_id = ?2",
        )
        .bind(robot_code.as_str())
        .bind(conversation.as_str())
        .fetch_optional(&self.read)
        .await?;
        Ok(row.and_then(GroupRow::into_group))
    }

    /// All groups we know, in the order of their titles.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn groups(&self, robot_code: &RobotCode) -> Result<Vec<Group>, StoreError> {
        let rows: Vec<GroupRow> = sqlx::query_as(
            "SELECT conversation_id, title, chat_id, is_scene, scene_checked_at, owner,
                 owner_checked_at
             FROM groups WHERE robot_code = ?1 ORDER BY title IS NULL, title, conversation_id",
        )
        .bind(robot_code.as_str())
        .fetch_all(&self.read)
        .await?;
        Ok(rows.into_iter().filter_map(GroupRow::into_group).collect())
    }

    /// Remembers that a group exists, and its title.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn remember_title(
        &self,
        robot_code: &RobotCode,
        conversation: &ConversationId,
        title: &str,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO groups (robot_code, conversation_id, title) VALUES (?1, ?2, ?3)
             ON CONFLICT (robot_code, conversation_id) DO UPDATE SET title = excluded.title",
        )
        .bind(robot_code.as_str())
        .bind(conversation.as_str())
        .bind(title)
        .execute(&self.write)
        .await?;
        Ok(())
    }

    /// Binds a group to the chatid that DingTalk confirmed; what was learnt by another way goes.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn bind(
        &self,
        robot_code: &RobotCode,
        conversation: &ConversationId,
        chat_id: &ChatId,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO groups (robot_code, conversation_id, chat_id, bound_at)
             VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (robot_code, conversation_id) DO UPDATE
             SET chat_id = excluded.chat_id, bound_at = excluded.bound_at, owner = NULL,
                 owner_checked_at = NULL",
        )
        .bind(robot_code.as_str())
        .bind(conversation.as_str())
        .bind(chat_id.as_str())
        .bind(now.0)
        .execute(&self.write)
        .await?;
        Ok(())
    }

    /// Forgets a group's chatid. Whether it had one.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn unbind(
        &self,
        robot_code: &RobotCode,
        conversation: &ConversationId,
    ) -> Result<bool, StoreError> {
        let updated = sqlx::query(
            "UPDATE groups SET chat_id = NULL, bound_at = NULL, owner = NULL,
                 owner_checked_at = NULL
             WHERE robot_code = ?1 AND conversation_id = ?2 AND chat_id IS NOT NULL",
        )
        .bind(robot_code.as_str())
        .bind(conversation.as_str())
        .execute(&self.write)
        .await?;
        Ok(updated.rows_affected() == 1)
    }

    /// Remembers whether a group is a template group.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn remember_scene(
        &self,
        robot_code: &RobotCode,
        conversation: &ConversationId,
        is_scene: bool,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO groups (robot_code, conversation_id, is_scene, scene_checked_at)
             VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (robot_code, conversation_id) DO UPDATE
             SET is_scene = excluded.is_scene, scene_checked_at = excluded.scene_checked_at",
        )
        .bind(robot_code.as_str())
        .bind(conversation.as_str())
        .bind(is_scene)
        .bind(now.0)
        .execute(&self.write)
        .await?;
        Ok(())
    }

    /// Remembers who owns a group.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn remember_owner(
        &self,
        robot_code: &RobotCode,
        conversation: &ConversationId,
        owner: &UserId,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO groups (robot_code, conversation_id, owner, owner_checked_at)
             VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (robot_code, conversation_id) DO UPDATE
             SET owner = excluded.owner, owner_checked_at = excluded.owner_checked_at",
        )
        .bind(robot_code.as_str())
        .bind(conversation.as_str())
        .bind(owner.as_str())
        .bind(now.0)
        .execute(&self.write)
        .await?;
        Ok(())
    }

    /// Whether a person may be given a hint now, that is, was given none within `interval`; if
    /// so, the hint counts as given.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn claim_hint(
        &self,
        robot_code: &RobotCode,
        person: &str,
        now: Timestamp,
        interval: Duration,
    ) -> Result<bool, StoreError> {
        let updated = sqlx::query(
            "INSERT INTO hints (robot_code, person, told_at) VALUES (?1, ?2, ?3)
             ON CONFLICT (robot_code, person) DO UPDATE SET told_at = excluded.told_at
             WHERE hints.told_at <= ?4",
        )
        .bind(robot_code.as_str())
        .bind(person)
        .bind(now.0)
        .bind(now.minus(interval).0)
        .execute(&self.write)
        .await?;
        Ok(updated.rows_affected() == 1)
    }
}
