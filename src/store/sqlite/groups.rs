//! Groups and hints in SQLite.

use std::time::Duration;

use async_trait::async_trait;

use super::Sqlite;
use crate::domain::{ChatId, ConversationId, RobotCode, Timestamp, UserId};
use crate::store::groups::GroupRow;
use crate::store::{Group, Groups, StoreError};

#[async_trait]
impl Groups for Sqlite {
    async fn group(
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

    async fn groups(&self, robot_code: &RobotCode) -> Result<Vec<Group>, StoreError> {
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

    async fn remember_title(
        &self,
        robot_code: &RobotCode,
        conversation: &ConversationId,
        title: &str,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO groups (robot_code, conversation_id, title) VALUES (?1, ?2, ?3)
             ON CONFLICT (robot_code, conversation_id) DO UPDATE SET title = excluded.title
             WHERE groups.title IS DISTINCT FROM excluded.title",
        )
        .bind(robot_code.as_str())
        .bind(conversation.as_str())
        .bind(title)
        .execute(&self.write)
        .await?;
        Ok(())
    }

    async fn bind(
        &self,
        robot_code: &RobotCode,
        conversation: &ConversationId,
        chat_id: &ChatId,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        // First, so that whoever is stopped in between leaves no two groups of one chatid.
        sqlx::query(
            "UPDATE groups SET chat_id = NULL, bound_at = NULL, owner = NULL,
                 owner_checked_at = NULL
             WHERE robot_code = ?1 AND chat_id = ?2 AND conversation_id <> ?3",
        )
        .bind(robot_code.as_str())
        .bind(chat_id.as_str())
        .bind(conversation.as_str())
        .execute(&self.write)
        .await?;
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

    async fn unbind(
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

    async fn remember_scene(
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

    async fn remember_owner(
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

    async fn claim_hint(
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
