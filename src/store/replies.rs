//! Answers still to be given, each at most once.
//!
//! Taking an answer is the intent to send it, and is written before a byte goes out. An answer
//! that was taken and not ended may have been sent; it is never taken again.

use sqlx::SqliteConnection;

use std::time::Duration;

use super::{Lease, Store, StoreError};
use crate::domain::{RobotCode, Timestamp};

/// An answer that we have taken, to be sent now.
#[derive(Clone, Debug)]
pub struct ClaimedReply {
    /// To end it with.
    pub lease: Lease,
    /// The number of the job that it answers, for the log.
    pub job_id: i64,
    /// The answer, as the bot wrote it.
    pub answer: String,
    /// Which attempt this is, from 1.
    pub attempt: u32,
}

/// The ends that an answer can come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReplyOutcome {
    /// DingTalk took it.
    Sent,
    /// It may or may not have arrived; it is not sent again.
    Unknown,
    /// DingTalk refused it for good, or there was no way to send it.
    Failed,
}

impl ReplyOutcome {
    /// The word in the store, in the log and in metrics.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::Unknown => "unknown",
            Self::Failed => "failed",
        }
    }
}

#[derive(sqlx::FromRow)]
struct ReplyRow {
    id: i64,
    job_id: i64,
    answer: String,
    attempts: i64,
}

impl Store {
    /// Takes up to `limit` answers that are due.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn claim_replies(
        &self,
        robot_code: &RobotCode,
        now: Timestamp,
        lease: Duration,
        limit: u32,
    ) -> Result<Vec<ClaimedReply>, StoreError> {
        let token = Lease::new_token();
        let mut rows: Vec<ReplyRow> = sqlx::query_as(
            "UPDATE replies SET attempts = attempts + 1, lease_token = ?1, visible_at = ?2
             WHERE id IN (
                 SELECT id FROM replies
                 WHERE state = 0 AND robot_code = ?3 AND visible_at <= ?4 AND lease_token IS NULL
                 ORDER BY visible_at, id
                 LIMIT ?5)
             RETURNING id, job_id, answer, attempts",
        )
        .bind(&token)
        .bind(now.plus(lease).0)
        .bind(robot_code.as_str())
        .bind(now.0)
        .bind(limit)
        .fetch_all(&self.write)
        .await?;
        rows.sort_by_key(|row| row.id);
        let claimed = rows.into_iter().map(|row| ClaimedReply {
            lease: Lease { id: row.id, token: token.clone() },
            job_id: row.job_id,
            answer: row.answer,
            attempt: u32::try_from(row.attempts).unwrap_or(u32::MAX),
        });
        Ok(claimed.collect())
    }

    /// Gives back an answer that was certainly not sent, to be tried again at `visible_at`.
    /// Whether the lease still held.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn retry_reply(
        &self,
        lease: &Lease,
        visible_at: Timestamp,
    ) -> Result<bool, StoreError> {
        let updated = sqlx::query(
            "UPDATE replies SET lease_token = NULL, visible_at = ?1
             WHERE id = ?2 AND state = 0 AND lease_token = ?3",
        )
        .bind(visible_at.0)
        .bind(lease.id)
        .bind(&lease.token)
        .execute(&self.write)
        .await?;
        Ok(updated.rows_affected() == 1)
    }

    /// Ends an answer; its text and its session go. Whether the lease still held.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn finish_reply(
        &self,
        lease: &Lease,
        outcome: ReplyOutcome,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let updated = sqlx::query(
            "UPDATE replies SET state = 1, answer = NULL, lease_token = NULL, outcome = ?1,
                 ended_at = ?2
             WHERE id = ?3 AND state = 0 AND lease_token = ?4",
        )
        .bind(outcome.as_str())
        .bind(now.0)
        .bind(lease.id)
        .bind(&lease.token)
        .execute(&self.write)
        .await?;
        Ok(updated.rows_affected() == 1)
    }
}

pub(super) async fn insert_reply(
    connection: &mut SqliteConnection,
    robot_code: &RobotCode,
    job_id: i64,
    answer: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO replies (robot_code, job_id, answer, visible_at) VALUES (?1, ?2, ?3, ?4)",
    )
    .bind(robot_code.as_str())
    .bind(job_id)
    .bind(answer)
    .bind(now.0)
    .execute(connection)
    .await?;
    Ok(())
}
