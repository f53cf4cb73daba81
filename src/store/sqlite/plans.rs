//! Changes to many names in SQLite.

use async_trait::async_trait;

use super::Sqlite;
use crate::domain::{ConversationId, RobotCode, Timestamp};
use crate::store::plans::{OutcomeRow, PlanRow};
use crate::store::{Confirmed, Lease, NewPlan, Plan, PlanOutcome, PlanProgress, Plans, StoreError};

#[async_trait]
impl Plans for Sqlite {
    async fn open_plan(
        &self,
        robot_code: &RobotCode,
        plan: NewPlan<'_>,
    ) -> Result<u32, StoreError> {
        let mut transaction = self.write.begin_with("BEGIN IMMEDIATE").await?;
        let number: i64 = sqlx::query_scalar(
            "INSERT INTO groups (robot_code, conversation_id, last_plan) VALUES (?1, ?2, 1)
             ON CONFLICT (robot_code, conversation_id) DO UPDATE
             SET last_plan = groups.last_plan + 1
             RETURNING last_plan",
        )
        .bind(robot_code.as_str())
        .bind(plan.conversation.as_str())
        .fetch_one(&mut *transaction)
        .await?;
        let before: Option<i64> = sqlx::query_scalar(
            "SELECT number FROM plans WHERE robot_code = ?1 AND message_id = ?2",
        )
        .bind(robot_code.as_str())
        .bind(plan.message_id.as_str())
        .fetch_optional(&mut *transaction)
        .await?;
        if let Some(number) = before {
            transaction.rollback().await?;
            return Ok(u32::try_from(number).unwrap_or(u32::MAX));
        }
        sqlx::query(
            "INSERT INTO plans (robot_code, conversation_id, number, message_id, asked_by, items,
                 made_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )
        .bind(robot_code.as_str())
        .bind(plan.conversation.as_str())
        .bind(number)
        .bind(plan.message_id.as_str())
        .bind(plan.asked_by.as_str())
        .bind(plan.items)
        .bind(plan.made_at.0)
        .execute(&mut *transaction)
        .await?;
        transaction.commit().await?;
        Ok(u32::try_from(number).unwrap_or(u32::MAX))
    }

    async fn plan(
        &self,
        robot_code: &RobotCode,
        conversation: &ConversationId,
        number: u32,
    ) -> Result<Option<(Plan, bool)>, StoreError> {
        let row = self.plan_row(robot_code, conversation, number).await?;
        Ok(row.and_then(PlanRow::into_plan))
    }

    async fn confirm_plan(
        &self,
        robot_code: &RobotCode,
        conversation: &ConversationId,
        number: u32,
        lease: &Lease,
        now: Timestamp,
    ) -> Result<Confirmed, StoreError> {
        sqlx::query(
            "UPDATE plans SET confirmed_job = ?1, confirmed_at = ?2
             WHERE robot_code = ?3 AND conversation_id = ?4 AND number = ?5
               AND confirmed_job IS NULL",
        )
        .bind(lease.id)
        .bind(now.0)
        .bind(robot_code.as_str())
        .bind(conversation.as_str())
        .bind(i64::from(number))
        .execute(&self.write)
        .await?;
        let row = self.plan_row(robot_code, conversation, number).await?;
        Ok(row.map_or(Confirmed::Unknown, |row| row.confirmed_by(lease)))
    }

    async fn plan_progress(
        &self,
        robot_code: &RobotCode,
        plan_id: i64,
    ) -> Result<PlanProgress, StoreError> {
        let rows: Vec<OutcomeRow> = sqlx::query_as(
            "WITH part AS (
                 SELECT jobs.id, jobs.outcome, ledger.code, ledger.user_id
                 FROM jobs LEFT JOIN ledger
                   ON ledger.plan_id = jobs.plan_id AND ledger.job_id = jobs.id
                 WHERE jobs.robot_code = ?1 AND jobs.plan_id = ?2),
             alike AS (
                 SELECT outcome, code, user_id,
                     count(*) OVER (PARTITION BY outcome, code) AS count,
                     row_number() OVER (
                         PARTITION BY outcome, code ORDER BY user_id IS NULL, id) AS place
                 FROM part)
             SELECT outcome, code, count, user_id FROM alike WHERE place <= ?3
             ORDER BY count DESC, outcome, coalesce(code, ''), place",
        )
        .bind(robot_code.as_str())
        .bind(plan_id)
        .bind(i64::from(PlanOutcome::EXAMPLES))
        .fetch_all(&self.read)
        .await?;
        Ok(PlanProgress::read(rows))
    }
}

impl Sqlite {
    async fn plan_row(
        &self,
        robot_code: &RobotCode,
        conversation: &ConversationId,
        number: u32,
    ) -> Result<Option<PlanRow>, StoreError> {
        let row = sqlx::query_as(
            "SELECT id, number, asked_by, items, made_at, confirmed_job FROM plans
             WHERE robot_code = ?1 AND conversation_id = ?2 AND number = ?3",
        )
        .bind(robot_code.as_str())
        .bind(conversation.as_str())
        .bind(i64::from(number))
        .fetch_optional(&self.read)
        .await?;
        Ok(row)
    }
}
