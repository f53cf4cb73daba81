//! Acknowledged messages and the work they ask for.

use std::time::Duration;

use super::replies::insert_reply;
use super::{Lease, LedgerEntry, Store, StoreError};
use crate::domain::{MessageId, RobotCode, Timestamp};

/// A message to be kept.
#[derive(Clone, Debug)]
pub struct NewJob<'a> {
    /// The robot it was sent to; with `message_id` the key that keeps repeats out.
    pub robot_code: &'a RobotCode,
    /// The message's id.
    pub message_id: &'a MessageId,
    /// The message, as text that the bot understands.
    pub message: &'a str,
    /// Jobs of one lane run one after the other, in the order in which they were kept.
    pub lane: &'a str,
    /// When it came in.
    pub received_at: Timestamp,
}

/// What became of a message that was to be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// It is kept.
    New,
    /// It was kept before: a repeated delivery.
    Before,
}

/// A job that we have taken.
#[derive(Clone, Debug)]
pub struct ClaimedJob {
    /// To end it with.
    pub lease: Lease,
    /// The job's number, for the log.
    pub id: i64,
    /// The message, as the bot wrote it.
    pub message: String,
    /// Which attempt this is, from 1.
    pub attempt: u32,
    /// When the message came in.
    pub received_at: Timestamp,
}

/// How a job ended, with all that is written in the same transaction.
#[derive(Clone, Debug, Default)]
pub struct Ending {
    /// The one word for it.
    pub outcome: JobOutcome,
    /// The rename that was tried, if one was.
    pub ledger: Option<LedgerEntry>,
    /// The answer to be given, if any, as text that the bot understands.
    pub answer: Option<String>,
}

/// The ends that a job can come to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum JobOutcome {
    /// It was carried out.
    Applied,
    /// It was answered with a reason why not, or with help.
    Answered,
    /// There was nothing to do or to say.
    #[default]
    Ignored,
    /// DingTalk or the way to it said no.
    Failed,
    /// It was given up after too many attempts.
    Dead,
    /// It could not be carried out in time.
    Expired,
}

impl JobOutcome {
    /// The word in the store, in the log and in metrics.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Applied => "applied",
            Self::Answered => "answered",
            Self::Ignored => "ignored",
            Self::Failed => "failed",
            Self::Dead => "dead",
            Self::Expired => "expired",
        }
    }
}

#[derive(sqlx::FromRow)]
struct JobRow {
    id: i64,
    message: String,
    attempts: i64,
    received_at: i64,
}

impl Store {
    /// Keeps a message, once: claim and job are one row, on the disk when this returns.
    ///
    /// # Errors
    /// When it is not known to be kept.
    pub async fn keep(&self, job: NewJob<'_>) -> Result<Kept, StoreError> {
        let inserted = sqlx::query(
            "INSERT INTO jobs (robot_code, message_id, lane, message, received_at, visible_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?5)
             ON CONFLICT (robot_code, message_id) DO NOTHING",
        )
        .bind(job.robot_code.as_str())
        .bind(job.message_id.as_str())
        .bind(job.lane)
        .bind(job.message)
        .bind(job.received_at.0)
        .execute(&self.write)
        .await?;
        Ok(if inserted.rows_affected() == 1 { Kept::New } else { Kept::Before })
    }

    /// Takes up to `limit` jobs that are due, the longest due first and of each lane only the
    /// first, and holds them for `lease`.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn claim_jobs(
        &self,
        robot_code: &RobotCode,
        now: Timestamp,
        lease: Duration,
        limit: u32,
    ) -> Result<Vec<ClaimedJob>, StoreError> {
        let token = Lease::new_token();
        let rows: Vec<JobRow> = sqlx::query_as(
            "UPDATE jobs SET attempts = attempts + 1, lease_token = ?1, visible_at = ?2
             WHERE id IN (
                 SELECT due.id FROM jobs AS due
                 WHERE due.state = 0 AND due.robot_code = ?3 AND due.visible_at <= ?4
                   AND NOT EXISTS (
                       SELECT 1 FROM jobs AS earlier
                       WHERE earlier.state = 0 AND earlier.robot_code = due.robot_code
                         AND earlier.lane = due.lane AND earlier.id < due.id)
                 ORDER BY due.visible_at, due.id
                 LIMIT ?5)
             RETURNING id, message, attempts, received_at",
        )
        .bind(&token)
        .bind(now.plus(lease).0)
        .bind(robot_code.as_str())
        .bind(now.0)
        .bind(limit)
        .fetch_all(&self.write)
        .await?;
        let claimed = rows.into_iter().map(|row| ClaimedJob {
            lease: Lease { id: row.id, token: token.clone() },
            id: row.id,
            message: row.message,
            attempt: u32::try_from(row.attempts).unwrap_or(u32::MAX),
            received_at: Timestamp(row.received_at),
        });
        Ok(claimed.collect())
    }

    /// Gives a job back, to be tried again at `visible_at`. Whether the lease still held.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn retry_job(
        &self,
        lease: &Lease,
        visible_at: Timestamp,
    ) -> Result<bool, StoreError> {
        let updated = sqlx::query(
            "UPDATE jobs SET lease_token = NULL, visible_at = ?1
             WHERE id = ?2 AND state = 0 AND lease_token = ?3",
        )
        .bind(visible_at.0)
        .bind(lease.id)
        .bind(&lease.token)
        .execute(&self.write)
        .await?;
        Ok(updated.rows_affected() == 1)
    }

    /// Ends a job: outcome, ledger and answer are written together, and the message's text goes.
    /// Whether the lease still held; if not, nothing was written.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn finish_job(
        &self,
        robot_code: &RobotCode,
        lease: &Lease,
        ending: &Ending,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let mut transaction = self.write.begin_with("BEGIN IMMEDIATE").await?;
        let updated = sqlx::query(
            "UPDATE jobs SET state = 1, message = NULL, lease_token = NULL, outcome = ?1,
                 ended_at = ?2
             WHERE id = ?3 AND state = 0 AND lease_token = ?4",
        )
        .bind(ending.outcome.as_str())
        .bind(now.0)
        .bind(lease.id)
        .bind(&lease.token)
        .execute(&mut *transaction)
        .await?;
        if updated.rows_affected() != 1 {
            return Ok(false);
        }
        if let Some(entry) = &ending.ledger {
            entry.insert(&mut transaction, robot_code, lease.id, now).await?;
        }
        if let Some(answer) = &ending.answer {
            insert_reply(&mut transaction, robot_code, lease.id, answer, now).await?;
        }
        transaction.commit().await?;
        Ok(true)
    }

    /// Takes back what a process before us had taken and not ended: its jobs are due again, and
    /// its replies may have been sent, so they are not sent again. Returns how many of each.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn recover(
        &self,
        robot_code: &RobotCode,
        now: Timestamp,
    ) -> Result<(u64, u64), StoreError> {
        let jobs = sqlx::query(
            "UPDATE jobs SET lease_token = NULL, visible_at = ?1
             WHERE robot_code = ?2 AND state = 0 AND lease_token IS NOT NULL",
        )
        .bind(now.0)
        .bind(robot_code.as_str())
        .execute(&self.write)
        .await?;
        let replies = sqlx::query(
            "UPDATE replies SET state = 1, answer = NULL, lease_token = NULL, outcome = ?1,
                 ended_at = ?2
             WHERE robot_code = ?3 AND state = 0 AND lease_token IS NOT NULL",
        )
        .bind(super::ReplyOutcome::Unknown.as_str())
        .bind(now.0)
        .bind(robot_code.as_str())
        .execute(&self.write)
        .await?;
        Ok((jobs.rows_affected(), replies.rows_affected()))
    }

    /// Removes what is no longer needed, a little at a time: messages whose work has ended before
    /// `ended_before`, with their answers. Until then their ids keep repeats out. The ledger
    /// stays. Returns how many messages went.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn purge(
        &self,
        robot_code: &RobotCode,
        ended_before: Timestamp,
        limit: u32,
    ) -> Result<u64, StoreError> {
        let mut transaction = self.write.begin_with("BEGIN IMMEDIATE").await?;
        let old = "SELECT jobs.id FROM jobs
             WHERE jobs.robot_code = ?1 AND jobs.state = 1 AND jobs.ended_at < ?2
               AND NOT EXISTS (
                   SELECT 1 FROM replies WHERE replies.job_id = jobs.id AND replies.state = 0)
             ORDER BY jobs.ended_at LIMIT ?3";
        let ids: Vec<(i64,)> = sqlx::query_as(old)
            .bind(robot_code.as_str())
            .bind(ended_before.0)
            .bind(limit)
            .fetch_all(&mut *transaction)
            .await?;
        for (id,) in &ids {
            sqlx::query("DELETE FROM replies WHERE job_id = ?1")
                .bind(id)
                .execute(&mut *transaction)
                .await?;
            sqlx::query("DELETE FROM jobs WHERE id = ?1")
                .bind(id)
                .execute(&mut *transaction)
                .await?;
        }
        transaction.commit().await?;
        Ok(ids.len() as u64)
    }

    /// When the next open job or reply is due after `now`, if there is one.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn next_due(
        &self,
        robot_code: &RobotCode,
        now: Timestamp,
    ) -> Result<Option<Timestamp>, StoreError> {
        let (due,): (Option<i64>,) = sqlx::query_as(
            "SELECT min(due) FROM (
                 SELECT min(visible_at) AS due FROM jobs
                 WHERE state = 0 AND robot_code = ?1 AND visible_at > ?2
                 UNION ALL
                 SELECT min(visible_at) FROM replies
                 WHERE state = 0 AND robot_code = ?1 AND visible_at > ?2)",
        )
        .bind(robot_code.as_str())
        .bind(now.0)
        .fetch_one(&self.read)
        .await?;
        Ok(due.map(Timestamp))
    }
}
