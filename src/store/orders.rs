//! Jobs that the operator orders: begun beside the messages, asked after, and taken back. What came
//! of one is an answer that nobody delivers: it has ended with the job, and is kept as long.

use super::database::{Transaction, with_list};
use super::error::StoreError;
use super::follow_ups::FollowUp;
use super::rows::listed;
use super::scope::Scope;
use super::values::{list, row};
use crate::domain::{MessageId, Timestamp};

/// How a job ended, for whoever asks after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JobEnd {
    /// Its id among messages.
    pub message_id: MessageId,
    /// Its outcome, as [`super::JobOutcome::as_str`] has it.
    pub outcome: String,
    /// What came of it, as text that the bot understands.
    pub told: Option<String>,
}

row! {
    struct EndRow {
        message_id: String,
        outcome: Option<String>,
        told: Option<String>,
    }
}

impl EndRow {
    fn into_end(self) -> Option<JobEnd> {
        let message_id = listed("jobs", &self.message_id, MessageId::parse(&self.message_id))?;
        Some(JobEnd { message_id, outcome: self.outcome.unwrap_or_default(), told: self.told })
    }
}

/// What is ordered.
impl Scope {
    /// Begins jobs that no message asks for, all of them or none.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn begin_jobs(&self, jobs: &[FollowUp]) -> Result<(), StoreError> {
        if jobs.is_empty() {
            return Ok(());
        }
        let mut transaction = self.begin().await?;
        self.write_follow_ups(&mut transaction, jobs).await?;
        transaction.commit().await
    }

    /// Confirms plans that need nobody's word, and begins their jobs, all of them or none. Begun
    /// again, those that have ended stay as they are, those that are under way go on, and the rest
    /// begins anew.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn begin_plans(
        &self,
        plans: &[(i64, Vec<FollowUp>)],
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let mut transaction = self.begin().await?;
        for (plan_id, jobs) in plans {
            // No job confirmed it.
            transaction
                .run(
                    "UPDATE plans SET confirmed_job = 0, confirmed_at = $3
                     WHERE robot_code = $1 AND id = $2",
                )
                .bind(*plan_id)
                .bind(now)
                .execute()
                .await?;
            transaction.take_plan_back(*plan_id, now).await?;
            self.write_follow_ups(&mut transaction, jobs).await?;
        }
        transaction.commit().await
    }

    /// Removes those jobs of these plans that nobody has begun.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn take_plans_back(&self, plans: &[i64], now: Timestamp) -> Result<(), StoreError> {
        let mut transaction = self.begin().await?;
        for plan_id in plans {
            transaction.take_plan_back(*plan_id, now).await?;
        }
        transaction.commit().await
    }

    /// Removes those of these jobs that nobody has begun, and returns how many.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn take_jobs_back(
        &self,
        jobs: &[MessageId],
        now: Timestamp,
    ) -> Result<u64, StoreError> {
        let ids: Vec<&str> = jobs.iter().map(MessageId::as_str).collect();
        self.write(with_list!(
            "DELETE FROM jobs WHERE robot_code = $1 AND state = 0
               AND (lease_token IS NULL OR visible_at <= $3) AND message_id IN ",
            "$2" as "text",
            ""
        ))
        .bind(list(&ids))
        .bind(now)
        .execute()
        .await
    }

    /// How those of these jobs ended that have.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn ends_of(&self, jobs: &[MessageId]) -> Result<Vec<JobEnd>, StoreError> {
        let ids: Vec<&str> = jobs.iter().map(MessageId::as_str).collect();
        let rows: Vec<EndRow> = self
            .read(with_list!(
                "SELECT jobs.message_id, jobs.outcome, replies.answer AS told
                 FROM jobs LEFT JOIN replies
                   ON replies.job_id = jobs.id AND replies.outcome = 'told'
                 WHERE jobs.robot_code = $1 AND jobs.state = 1 AND jobs.message_id IN ",
                "$2" as "text",
                ""
            ))
            .bind(list(&ids))
            .all()
            .await?;
        Ok(rows.into_iter().filter_map(EndRow::into_end).collect())
    }

    /// Those of these jobs that have not ended.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn open_of(&self, jobs: &[MessageId]) -> Result<Vec<MessageId>, StoreError> {
        let ids: Vec<&str> = jobs.iter().map(MessageId::as_str).collect();
        let rows: Vec<(String,)> = self
            .read(with_list!(
                "SELECT message_id FROM jobs
                 WHERE robot_code = $1 AND state = 0 AND message_id IN ",
                "$2" as "text",
                ""
            ))
            .bind(list(&ids))
            .all()
            .await?;
        let ids = rows.iter().filter_map(|(id,)| listed("jobs", id, MessageId::parse(id)));
        Ok(ids.collect())
    }
}

impl Transaction<'_> {
    /// Keeps what came of a job for whoever asks after it.
    pub(super) async fn tell(
        &mut self,
        job_id: i64,
        told: &str,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.run(
            "INSERT INTO replies
                 (robot_code, job_id, conversation_id, answer, state, outcome, visible_at, ended_at)
             SELECT $1, id, conversation_id, $3, 1, 'told', $4, $4 FROM jobs WHERE id = $2",
        )
        .bind(job_id)
        .bind(told)
        .bind(now)
        .execute()
        .await?;
        Ok(())
    }

    async fn take_plan_back(&mut self, plan_id: i64, now: Timestamp) -> Result<u64, StoreError> {
        self.run(
            "DELETE FROM jobs WHERE robot_code = $1 AND plan_id = $2 AND state = 0
               AND (lease_token IS NULL OR visible_at <= $3)",
        )
        .bind(plan_id)
        .bind(now)
        .execute()
        .await
    }
}
