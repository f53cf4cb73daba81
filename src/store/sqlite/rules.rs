//! The rules of groups in SQLite.

use async_trait::async_trait;
use sqlx::SqliteConnection;

use super::Sqlite;
use crate::domain::{ConversationId, RobotCode, Timestamp};
use crate::store::{Rule, RuleChange, Rules, StoreError};

#[async_trait]
impl Rules for Sqlite {
    async fn rules(
        &self,
        robot_code: &RobotCode,
        conversation: &ConversationId,
    ) -> Result<Vec<Rule>, StoreError> {
        let rules = sqlx::query_as(
            "SELECT name, subject, value FROM rules
             WHERE value <> '' AND id IN (
                 SELECT max(id) FROM rules WHERE robot_code = ?1 AND conversation_id = ?2
                 GROUP BY name, subject)
             ORDER BY name, subject",
        )
        .bind(robot_code.as_str())
        .bind(conversation.as_str())
        .fetch_all(&self.read)
        .await?;
        Ok(rules)
    }
}

pub(super) async fn insert_rule(
    connection: &mut SqliteConnection,
    robot_code: &RobotCode,
    job_id: i64,
    change: &RuleChange,
    at: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO rules (robot_code, job_id, conversation_id, name, subject, value, asked_by,
             asked_at, at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )
    .bind(robot_code.as_str())
    .bind(job_id)
    .bind(change.conversation.as_str())
    .bind(change.name)
    .bind(&change.subject)
    .bind(&change.value)
    .bind(change.asked_by.as_str())
    .bind(change.asked_at.0)
    .bind(at.0)
    .execute(connection)
    .await?;
    Ok(())
}
