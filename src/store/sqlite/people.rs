//! People in SQLite.

use async_trait::async_trait;

use super::Sqlite;
use crate::domain::{ConversationId, RobotCode, Timestamp, UserId};
use crate::store::people::{DirectoryRow, MemberRow, read_roster, write_roster};
use crate::store::{DirectoryEntry, Member, People, StoreError};

#[async_trait]
impl People for Sqlite {
    /// Looks first: this is asked for each message, and nearly always known.
    async fn remember_member(
        &self,
        robot_code: &RobotCode,
        conversation: &ConversationId,
        user_id: &UserId,
        display_name: &str,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let known = self.member(robot_code, conversation, user_id).await?;
        if known.is_some_and(|member| member.display_name == display_name) {
            return Ok(());
        }
        sqlx::query(
            "INSERT INTO members (robot_code, conversation_id, user_id, display_name)
             VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (robot_code, conversation_id, user_id) DO UPDATE
             SET display_name = excluded.display_name, changed_at = ?5
             WHERE members.display_name <> excluded.display_name",
        )
        .bind(robot_code.as_str())
        .bind(conversation.as_str())
        .bind(user_id.as_str())
        .bind(display_name)
        .bind(now.0)
        .execute(&self.write)
        .await?;
        Ok(())
    }

    async fn members(
        &self,
        robot_code: &RobotCode,
        conversation: &ConversationId,
    ) -> Result<Vec<Member>, StoreError> {
        let rows: Vec<MemberRow> = sqlx::query_as(
            "SELECT user_id, display_name, changed_at FROM members
             WHERE robot_code = ?1 AND conversation_id = ?2 ORDER BY user_id",
        )
        .bind(robot_code.as_str())
        .bind(conversation.as_str())
        .fetch_all(&self.read)
        .await?;
        Ok(rows.into_iter().filter_map(MemberRow::into_member).collect())
    }

    async fn member(
        &self,
        robot_code: &RobotCode,
        conversation: &ConversationId,
        user_id: &UserId,
    ) -> Result<Option<Member>, StoreError> {
        let row: Option<MemberRow> = sqlx::query_as(
            "SELECT user_id, display_name, changed_at FROM members
             WHERE robot_code = ?1 AND conversation_id = ?2 AND user_id = ?3",
        )
        .bind(robot_code.as_str())
        .bind(conversation.as_str())
        .bind(user_id.as_str())
        .fetch_optional(&self.read)
        .await?;
        Ok(row.and_then(MemberRow::into_member))
    }

    async fn remember_directory_entry(
        &self,
        robot_code: &RobotCode,
        entry: &DirectoryEntry,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO directory (robot_code, user_id, name, title, job_number, dept, read_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
             ON CONFLICT (robot_code, user_id) DO UPDATE
             SET name = excluded.name, title = excluded.title, job_number = excluded.job_number,
                 dept = excluded.dept, read_at = excluded.read_at",
        )
        .bind(robot_code.as_str())
        .bind(entry.user_id.as_str())
        .bind(&entry.name)
        .bind(&entry.title)
        .bind(&entry.job_number)
        .bind(&entry.dept)
        .bind(entry.read_at.0)
        .execute(&self.write)
        .await?;
        Ok(())
    }

    async fn directory_entry(
        &self,
        robot_code: &RobotCode,
        user_id: &UserId,
    ) -> Result<Option<DirectoryEntry>, StoreError> {
        let row: Option<DirectoryRow> = sqlx::query_as(
            "SELECT user_id, name, title, job_number, dept, read_at FROM directory
             WHERE robot_code = ?1 AND user_id = ?2",
        )
        .bind(robot_code.as_str())
        .bind(user_id.as_str())
        .fetch_optional(&self.read)
        .await?;
        Ok(row.and_then(DirectoryRow::into_entry))
    }

    async fn remember_roster(
        &self,
        robot_code: &RobotCode,
        conversation: &ConversationId,
        user_ids: &[UserId],
        now: Timestamp,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO groups (robot_code, conversation_id, roster, roster_at)
             VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (robot_code, conversation_id) DO UPDATE
             SET roster = excluded.roster, roster_at = excluded.roster_at",
        )
        .bind(robot_code.as_str())
        .bind(conversation.as_str())
        .bind(write_roster(user_ids))
        .bind(now.0)
        .execute(&self.write)
        .await?;
        Ok(())
    }

    async fn roster(
        &self,
        robot_code: &RobotCode,
        conversation: &ConversationId,
    ) -> Result<Option<(Vec<UserId>, Timestamp)>, StoreError> {
        let row = sqlx::query_as(
            "SELECT roster, roster_at FROM groups
             WHERE robot_code = ?1 AND conversation_id = ?2",
        )
        .bind(robot_code.as_str())
        .bind(conversation.as_str())
        .fetch_optional(&self.read)
        .await?;
        Ok(row.and_then(read_roster))
    }
}
