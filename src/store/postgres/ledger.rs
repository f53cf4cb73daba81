//! The ledger in PostgreSQL.

use async_trait::async_trait;
use sqlx::PgConnection;

use super::Postgres;
use crate::domain::{ConversationId, Nickname, RobotCode, Timestamp, UserId};
use crate::store::{
    CurrentName, LastRename, Ledger, LedgerEntry, RenameFilter, RenameRow, StoreError, Undoable,
};

#[async_trait]
impl Ledger for Postgres {
    async fn last_rename(
        &self,
        robot_code: &RobotCode,
        conversation: &ConversationId,
        user_id: &UserId,
    ) -> Result<Option<LastRename>, StoreError> {
        let row: Option<(String, i64, i64)> = sqlx::query_as(
            "SELECT new_name, asked_at, at FROM ledger
             WHERE robot_code = $1 AND conversation_id = $2 AND user_id = $3 AND outcome = 'applied'
             ORDER BY id DESC LIMIT 1",
        )
        .bind(robot_code.as_str())
        .bind(conversation.as_str())
        .bind(user_id.as_str())
        .fetch_optional(&self.pool)
        .await?;
        Ok(row.and_then(|(name, asked_at, at)| {
            let name = Nickname::parse(&name).ok()?;
            Some(LastRename { name, asked_at: Timestamp(asked_at), at: Timestamp(at) })
        }))
    }

    async fn undoable(
        &self,
        _robot_code: &RobotCode,
        _conversation: &ConversationId,
        _user_id: &UserId,
    ) -> Result<Option<Undoable>, StoreError> {
        Err(StoreError::Closed)
    }

    async fn renames(
        &self,
        _robot_code: &RobotCode,
        _filter: &RenameFilter,
        _limit: u32,
    ) -> Result<Vec<RenameRow>, StoreError> {
        Err(StoreError::Closed)
    }

    async fn count_renames(
        &self,
        _robot_code: &RobotCode,
        _filter: &RenameFilter,
    ) -> Result<u64, StoreError> {
        Err(StoreError::Closed)
    }

    async fn names(
        &self,
        _robot_code: &RobotCode,
        _conversation: &ConversationId,
    ) -> Result<Vec<CurrentName>, StoreError> {
        Err(StoreError::Closed)
    }

    async fn forget_renames(
        &self,
        robot_code: &RobotCode,
        before: Timestamp,
        limit: u32,
    ) -> Result<u64, StoreError> {
        let removed = sqlx::query(
            "DELETE FROM ledger WHERE id IN (
                 SELECT id FROM ledger WHERE robot_code = $1 AND at < $2 ORDER BY at LIMIT $3)",
        )
        .bind(robot_code.as_str())
        .bind(before.0)
        .bind(i64::from(limit))
        .execute(&self.pool)
        .await?;
        Ok(removed.rows_affected())
    }
}

pub(super) async fn insert_entry(
    connection: &mut PgConnection,
    robot_code: &RobotCode,
    job_id: i64,
    entry: &LedgerEntry,
    at: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO ledger (robot_code, job_id, conversation_id, user_id, old_name, new_name,
             asked_by, asked_at, at, outcome, code, request_id)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
    )
    .bind(robot_code.as_str())
    .bind(job_id)
    .bind(entry.conversation.as_str())
    .bind(entry.user_id.as_str())
    .bind(entry.old_name.as_ref().map(Nickname::as_str))
    .bind(entry.new_name.as_str())
    .bind(entry.asked_by.as_str())
    .bind(entry.asked_at.0)
    .bind(at.0)
    .bind(entry.outcome.as_str())
    .bind(&entry.code)
    .bind(&entry.request_id)
    .execute(connection)
    .await?;
    Ok(())
}
