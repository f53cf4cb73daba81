//! Answers in PostgreSQL.

use std::time::Duration;

use async_trait::async_trait;
use sqlx::PgConnection;

use super::Postgres;
use crate::domain::{RobotCode, Timestamp};
use crate::store::replies::ReplyRow;
use crate::store::{ClaimedReply, Lease, Replies, ReplyOutcome, StoreError};

#[async_trait]
impl Replies for Postgres {
    async fn claim_replies(
        &self,
        robot_code: &RobotCode,
        now: Timestamp,
        lease: Duration,
        limit: u32,
    ) -> Result<Vec<ClaimedReply>, StoreError> {
        let token = Lease::new_token();
        let mut rows: Vec<ReplyRow> = sqlx::query_as(
            "UPDATE replies SET attempts = attempts + 1, lease_token = $1, visible_at = $2
             WHERE id IN (
                 SELECT id FROM replies
                 WHERE state = 0 AND robot_code = $3 AND visible_at <= $4 AND lease_token IS NULL
                 ORDER BY visible_at, id
                 LIMIT $5
                 FOR UPDATE SKIP LOCKED)
             RETURNING id, job_id, answer, attempts",
        )
        .bind(&token)
        .bind(now.plus(lease).0)
        .bind(robot_code.as_str())
        .bind(now.0)
        .bind(i64::from(limit))
        .fetch_all(&self.pool)
        .await?;
        rows.sort_by_key(|row| row.id);
        Ok(rows.into_iter().map(|row| row.into_claimed(&token)).collect())
    }

    async fn retry_reply(&self, lease: &Lease, visible_at: Timestamp) -> Result<bool, StoreError> {
        let updated = sqlx::query(
            "UPDATE replies SET lease_token = NULL, visible_at = $1
             WHERE id = $2 AND state = 0 AND lease_token = $3",
        )
        .bind(visible_at.0)
        .bind(lease.id)
        .bind(&lease.token)
        .execute(&self.pool)
        .await?;
        Ok(updated.rows_affected() == 1)
    }

    async fn give_back_reply(
        &self,
        lease: &Lease,
        visible_at: Timestamp,
    ) -> Result<bool, StoreError> {
        let updated = sqlx::query(
            "UPDATE replies
             SET lease_token = NULL, visible_at = $1, attempts = greatest(attempts - 1, 0)
             WHERE id = $2 AND state = 0 AND lease_token = $3",
        )
        .bind(visible_at.0)
        .bind(lease.id)
        .bind(&lease.token)
        .execute(&self.pool)
        .await?;
        Ok(updated.rows_affected() == 1)
    }

    async fn end_lost_replies(
        &self,
        robot_code: &RobotCode,
        now: Timestamp,
    ) -> Result<u64, StoreError> {
        let ended = sqlx::query(
            "UPDATE replies SET state = 1, answer = NULL, lease_token = NULL, outcome = $1,
                 ended_at = $2
             WHERE robot_code = $3 AND state = 0 AND lease_token IS NOT NULL
               AND visible_at <= $2",
        )
        .bind(ReplyOutcome::Unknown.as_str())
        .bind(now.0)
        .bind(robot_code.as_str())
        .execute(&self.pool)
        .await?;
        Ok(ended.rows_affected())
    }

    async fn finish_reply(
        &self,
        lease: &Lease,
        outcome: ReplyOutcome,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let updated = sqlx::query(
            "UPDATE replies SET state = 1, answer = NULL, lease_token = NULL, outcome = $1,
                 ended_at = $2
             WHERE id = $3 AND state = 0 AND lease_token = $4",
        )
        .bind(outcome.as_str())
        .bind(now.0)
        .bind(lease.id)
        .bind(&lease.token)
        .execute(&self.pool)
        .await?;
        Ok(updated.rows_affected() == 1)
    }
}

pub(super) async fn insert_reply(
    connection: &mut PgConnection,
    robot_code: &RobotCode,
    job_id: i64,
    answer: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO replies (robot_code, job_id, answer, visible_at) VALUES ($1, $2, $3, $4)",
    )
    .bind(robot_code.as_str())
    .bind(job_id)
    .bind(answer)
    .bind(now.0)
    .execute(connection)
    .await?;
    Ok(())
}
