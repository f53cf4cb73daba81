//! The ledger in SQLite.

use async_trait::async_trait;
use sqlx::{QueryBuilder, SqliteConnection};

use super::Sqlite;
use crate::domain::{ConversationId, Nickname, RobotCode, Timestamp, UserId};
use crate::store::ledger::LedgerRow;
use crate::store::{
    CurrentName, LastRename, Ledger, LedgerEntry, RenameFilter, RenameRow, StoreError, Undoable,
};

#[async_trait]
impl Ledger for Sqlite {
    async fn last_rename(
        &self,
        robot_code: &RobotCode,
        conversation: &ConversationId,
        user_id: &UserId,
    ) -> Result<Option<LastRename>, StoreError> {
        let row: Option<LedgerRow> = sqlx::query_as(
            "SELECT id, conversation_id, user_id, old_name, new_name, asked_by, asked_at, at,
                 outcome, code, undoes
             FROM ledger
             WHERE robot_code = ?1 AND conversation_id = ?2 AND user_id = ?3 AND outcome = 'applied'
             ORDER BY id DESC LIMIT 1",
        )
        .bind(robot_code.as_str())
        .bind(conversation.as_str())
        .bind(user_id.as_str())
        .fetch_optional(&self.read)
        .await?;
        let rename = row.and_then(LedgerRow::into_rename);
        Ok(rename.map(|RenameRow { new_name: name, asked_at, at, .. }| LastRename {
            name,
            asked_at,
            at,
        }))
    }

    async fn undoable(
        &self,
        robot_code: &RobotCode,
        conversation: &ConversationId,
        user_id: &UserId,
    ) -> Result<Option<Undoable>, StoreError> {
        let row: Option<LedgerRow> = sqlx::query_as(
            "SELECT id, conversation_id, user_id, old_name, new_name, asked_by, asked_at, at,
                 outcome, code, undoes
             FROM ledger
             WHERE robot_code = ?1 AND conversation_id = ?2 AND user_id = ?3 AND outcome = 'applied'
               AND undoes IS NULL AND NOT EXISTS (
                   SELECT 1 FROM ledger AS undo
                   WHERE undo.robot_code = ?1 AND undo.conversation_id = ?2 AND undo.user_id = ?3
                     AND undo.outcome = 'applied' AND undo.undoes = ledger.id)
             ORDER BY id DESC LIMIT 1",
        )
        .bind(robot_code.as_str())
        .bind(conversation.as_str())
        .bind(user_id.as_str())
        .fetch_optional(&self.read)
        .await?;
        let rename = row.and_then(LedgerRow::into_rename);
        Ok(rename.map(|RenameRow { id, new_name: name, old_name, .. }| Undoable {
            id,
            name,
            old_name,
        }))
    }

    async fn renames(
        &self,
        robot_code: &RobotCode,
        filter: &RenameFilter,
        limit: u32,
    ) -> Result<Vec<RenameRow>, StoreError> {
        let mut query = QueryBuilder::new(
            "SELECT id, conversation_id, user_id, old_name, new_name, asked_by, asked_at, at,
                 outcome, code, undoes
             FROM ledger",
        );
        filter.push_to(&mut query, robot_code);
        query.push(" ORDER BY id DESC LIMIT ").push_bind(i64::from(limit));
        let rows: Vec<LedgerRow> = query.build_query_as().fetch_all(&self.read).await?;
        Ok(rows.into_iter().filter_map(LedgerRow::into_rename).collect())
    }

    async fn count_renames(
        &self,
        robot_code: &RobotCode,
        filter: &RenameFilter,
    ) -> Result<u64, StoreError> {
        let mut query = QueryBuilder::new("SELECT count(*) FROM ledger");
        filter.push_to(&mut query, robot_code);
        let count: i64 = query.build_query_scalar().fetch_one(&self.read).await?;
        Ok(u64::try_from(count).unwrap_or(0))
    }

    async fn names(
        &self,
        robot_code: &RobotCode,
        conversation: &ConversationId,
    ) -> Result<Vec<CurrentName>, StoreError> {
        let rows: Vec<LedgerRow> = sqlx::query_as(
            "SELECT id, conversation_id, user_id, old_name, new_name, asked_by, asked_at, at,
                 outcome, code, undoes
             FROM ledger
             WHERE id IN (
                 SELECT max(id) FROM ledger
                 WHERE robot_code = ?1 AND conversation_id = ?2 AND outcome = 'applied'
                 GROUP BY user_id)
             ORDER BY user_id",
        )
        .bind(robot_code.as_str())
        .bind(conversation.as_str())
        .fetch_all(&self.read)
        .await?;
        Ok(rows.into_iter().filter_map(LedgerRow::into_current_name).collect())
    }

    async fn forget_renames(
        &self,
        robot_code: &RobotCode,
        before: Timestamp,
        limit: u32,
    ) -> Result<u64, StoreError> {
        sqlx::query(
            "DELETE FROM requests
             WHERE robot_code = ?1 AND state <> 'open' AND decided_at < ?2",
        )
        .bind(robot_code.as_str())
        .bind(before.0)
        .execute(&self.write)
        .await?;
        let removed = sqlx::query(
            "DELETE FROM ledger WHERE id IN (
                 SELECT id FROM ledger WHERE robot_code = ?1 AND at < ?2 ORDER BY at LIMIT ?3)",
        )
        .bind(robot_code.as_str())
        .bind(before.0)
        .bind(limit)
        .execute(&self.write)
        .await?;
        Ok(removed.rows_affected())
    }
}

pub(super) async fn insert_entry(
    connection: &mut SqliteConnection,
    robot_code: &RobotCode,
    job_id: i64,
    entry: &LedgerEntry,
    at: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO ledger (robot_code, job_id, conversation_id, user_id, old_name, new_name,
             asked_by, asked_at, at, outcome, code, request_id, undoes, plan_id)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13,
             (SELECT plan_id FROM jobs WHERE id = ?2))",
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
    .bind(entry.undoes)
    .execute(connection)
    .await?;
    Ok(())
}
