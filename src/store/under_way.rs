//! What is under way while something else is decided: a rule holds for what begins after it, and
//! not for what had begun before.

use std::time::Duration;

use super::error::StoreError;
use super::limit::LIMIT;
use super::rules::RuleChange;
use super::scope::Scope;
use crate::domain::{ConversationId, Timestamp};

/// The lane of what is done to one person's name in one group, one after the other.
#[must_use]
pub fn lane_of(conversation: &ConversationId, person: &str) -> String {
    format!("{conversation} {person}")
}

/// Jobs that a rule came too late for.
#[derive(Clone, Copy, Debug)]
pub struct Earlier<'a> {
    /// The group that decided.
    pub conversation: &'a ConversationId,
    /// Only those in this lane.
    pub lane: Option<&'a str>,
    /// The job by which it was decided.
    pub but: i64,
    /// When it was written.
    pub decided_at: Timestamp,
    /// For how long jobs are taken.
    pub lease: Duration,
}

/// Rules that hold before their job has ended.
impl Scope {
    /// Writes down what a job decides, once however often the job is tried: from now on it holds.
    /// When it was written, or soon after.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn decide_once(
        &self,
        change: &RuleChange,
        job_id: i64,
        at: Timestamp,
    ) -> Result<Timestamp, StoreError> {
        let mut transaction = self.begin().await?;
        let before: Option<(i64,)> = transaction
            .run(
                "SELECT max(at) FROM rules
                 WHERE robot_code = $1 AND conversation_id = $2 AND name = $3 AND subject = $4
                   AND job_id = $5
                 GROUP BY job_id",
            )
            .bind(&change.conversation)
            .bind(change.name)
            .bind(&change.subject)
            .bind(job_id)
            .optional()
            .await?;
        if let Some((before,)) = before {
            transaction.rollback().await?;
            return Ok(Timestamp(before));
        }
        change.write(&mut transaction, job_id, at).await?;
        transaction.commit().await?;
        Ok(at)
    }

    /// Whether a job is still under way that may have been taken before the rule held.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn is_under_way(
        &self,
        earlier: Earlier<'_>,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        // It was on the disk within the time that a question may take.
        let taken_before = earlier.decided_at.plus(LIMIT).plus(earlier.lease);
        let (is_under_way,) = self
            .read(
                "SELECT EXISTS (
                     SELECT 1 FROM jobs
                     WHERE state = 0 AND robot_code = $1 AND conversation_id = $2 AND id <> $3
                       AND lease_token IS NOT NULL AND visible_at > $4 AND visible_at <= $5
                       AND lane = coalesce($6, lane))",
            )
            .bind(earlier.conversation)
            .bind(earlier.but)
            .bind(now)
            .bind(taken_before)
            .bind(earlier.lane)
            .one()
            .await?;
        Ok(is_under_way)
    }
}
