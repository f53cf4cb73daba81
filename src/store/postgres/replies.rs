//! Answers in PostgreSQL.

use std::time::Duration;

use async_trait::async_trait;
use sqlx::PgConnection;

use super::Postgres;
use crate::domain::{RobotCode, Timestamp};
use crate::store::replies::ReplyRow;
use crate::store::{ClaimedReply, Lease, Replies, ReplyOutcome, Share, StoreError};

#[async_trait]
impl Replies for Postgres {
    async fn claim_replies(
        &self,
        robot_code: &RobotCode,
        now: Timestamp,
        lease: Duration,
        share: Share,
    ) -> Result<Vec<ClaimedReply>, StoreError> {
        let token = Lease::new_token();
        let mut rows: Vec<ReplyRow> = sqlx::query_as(
            "WITH RECURSIVE
             conversation (id) AS (
                 SELECT min(conversation_id) FROM replies WHERE state = 0 AND robot_code = $3
                 UNION ALL
                 SELECT (SELECT min(replies.conversation_id) FROM replies
                         WHERE replies.state = 0 AND replies.robot_code = $3
                           AND replies.conversation_id > conversation.id)
                 FROM conversation WHERE conversation.id IS NOT NULL),
             due AS MATERIALIZED (
                 SELECT reply.id, reply.visible_at,
                     row_number() OVER (
                         PARTITION BY conversation.id ORDER BY reply.visible_at, reply.id)
                     + (SELECT count(*) FROM replies AS held
                        WHERE held.state = 0 AND held.robot_code = $3
                          AND held.conversation_id = conversation.id
                          AND held.visible_at > $4 AND held.lease_token IS NOT NULL) AS turn
                 FROM conversation CROSS JOIN LATERAL (
                     SELECT candidate.id, candidate.visible_at FROM replies AS candidate
                     WHERE candidate.state = 0 AND candidate.robot_code = $3
                       AND candidate.conversation_id = conversation.id
                       AND candidate.visible_at <= $4 AND candidate.lease_token IS NULL
                     ORDER BY candidate.visible_at, candidate.id
                     LIMIT $6) AS reply)
             UPDATE replies SET attempts = attempts + 1, lease_token = $1, visible_at = $2
             WHERE id IN (
                 SELECT id FROM due WHERE turn <= $6 ORDER BY turn, visible_at, id LIMIT $5)
               AND state = 0 AND lease_token IS NULL
             RETURNING id, job_id, answer, attempts",
        )
        .bind(&token)
        .bind(now.plus(lease).0)
        .bind(robot_code.as_str())
        .bind(now.0)
        .bind(i64::from(share.total))
        .bind(i64::from(share.per_conversation))
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
        "INSERT INTO replies (robot_code, job_id, conversation_id, answer, visible_at)
         SELECT $1, id, conversation_id, $3, $4 FROM jobs WHERE id = $2",
    )
    .bind(robot_code.as_str())
    .bind(job_id)
    .bind(answer)
    .bind(now.0)
    .execute(connection)
    .await?;
    Ok(())
}
