//! What becomes of jobs over time: taken back after a crash, counted, removed when they are old,
//! and opened again.

use super::database::{Sql, with_list};
use super::discreet::discreet;
use super::error::StoreError;
use super::rows::listed;
use super::scope::Scope;
use super::values::{list, row};
use crate::domain::{ConversationId, Timestamp};
use crate::fail_point;

/// A job that ended because its message could not be read.
#[derive(Clone, PartialEq, Eq)]
pub struct UnreadableJob {
    /// Its number, to open it again with.
    pub id: i64,
    /// The conversation that it belongs to, as it was kept.
    pub conversation: String,
    /// The message, as the bot wrote it.
    pub message: String,
    /// When the message came in.
    pub received_at: Timestamp,
}

discreet!(UnreadableJob { id, conversation, received_at });

/// A job that was given up, or could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FailedJob {
    /// Its number, to open it again with.
    pub id: i64,
    /// The conversation that it belongs to.
    pub conversation: ConversationId,
    /// When its message came in.
    pub received_at: Timestamp,
    /// When it ended.
    pub ended_at: Timestamp,
    /// Its text is still there: it can be tried again.
    pub can_be_retried: bool,
    /// It could not be read; else it was given up.
    pub is_unreadable: bool,
}

row! {
    struct FailedRow {
        id: i64,
        conversation_id: String,
        received_at: i64,
        ended_at: i64,
        has_text: bool,
        is_unreadable: bool,
    }
}

impl FailedRow {
    fn into_job(self) -> Option<FailedJob> {
        Some(FailedJob {
            id: self.id,
            conversation: ConversationId::parse(&self.conversation_id)?,
            received_at: Timestamp(self.received_at),
            ended_at: Timestamp(self.ended_at),
            can_be_retried: self.has_text,
            is_unreadable: self.is_unreadable,
        })
    }
}

/// Removes what a table has of those who left a group, and whom nothing else remembers there.
macro_rules! forget_gone {
    ($table:literal) => {
        concat!(
            "DELETE FROM ",
            $table,
            " WHERE robot_code = $1 AND (conversation_id, user_id) IN (
                 SELECT gone.conversation_id, gone.user_id FROM members AS gone
                 WHERE gone.robot_code = $1 AND gone.left_at < $2
                   AND NOT EXISTS (
                       SELECT 1 FROM ledger
                       WHERE ledger.robot_code = $1
                         AND ledger.conversation_id = gone.conversation_id
                         AND ledger.user_id = gone.user_id))"
        )
    };
}

/// What there is to claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// Whether a job may be claimed now.
    pub jobs: bool,
    /// Whether a reply may be claimed now.
    pub replies: bool,
    /// When the next of those that are not due can be, if there are any. While a job may be claimed,
    /// others of its conversation are not looked at.
    pub next: Option<Timestamp>,
}

/// The care for jobs that nobody has claimed.
impl Scope {
    /// Takes back what a process before us had taken and not ended: its jobs are due again, as if
    /// they had not been taken, since many are under way when one process dies; but they are in doubt,
    /// since a call may have been made for them. Its replies may have
    /// been sent, so they are not sent again. Returns how many of each.
    ///
    /// Where only one process works, that is all that is taken. Where several do, it is what was
    /// held longer than its lease: another instance works at the rest.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn recover(&self, now: Timestamp) -> Result<(u64, u64), StoreError> {
        let works_alone = self.is_sqlite();
        let jobs = self
            .write(
                "UPDATE jobs SET lease_token = NULL, visible_at = $2, attempts = attempts - 1,
                     in_doubt = true
                 WHERE robot_code = $1 AND state = 0 AND lease_token IS NOT NULL
                   AND ($3 OR visible_at <= $2)",
            )
            .bind(now)
            .bind(works_alone)
            .execute()
            .await?;
        Ok((jobs, self.end_taken_replies(now, works_alone).await?))
    }

    /// Removes what is no longer needed, a little at a time: messages whose work has ended before
    /// `ended_before`, with their answers. Until then their ids keep repeats out. So go hints and
    /// what DingTalk's directory and lists of members said before then, what members spent, plans
    /// that were made or confirmed before then and of which no job is left, and who had left a group
    /// before then, once the ledger has forgotten them; the ledger stays. Returns how many messages
    /// went.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn purge(&self, ended_before: Timestamp, limit: u32) -> Result<u64, StoreError> {
        let mut transaction = self.begin().await?;
        for statement in [
            "DELETE FROM hints WHERE robot_code = $1 AND told_at < $2
                 AND coalesce(holds_until, told_at) < $2",
            "DELETE FROM likenesses
             WHERE robot_code = $1 AND conversation_id = '' AND user_id IN (
                 SELECT user_id FROM directory WHERE robot_code = $1 AND read_at < $2)",
            "DELETE FROM directory WHERE robot_code = $1 AND read_at < $2",
            "UPDATE groups SET roster = NULL, roster_at = NULL
             WHERE robot_code = $1 AND roster_at < $2",
            "DELETE FROM member_calls WHERE robot_code = $1 AND at < $2",
            forget_gone!("likenesses"),
            forget_gone!("names"),
            forget_gone!("members"),
            "DELETE FROM plans
             WHERE robot_code = $1 AND coalesce(confirmed_at, made_at) < $2
               AND NOT EXISTS (SELECT 1 FROM jobs WHERE jobs.plan_id = plans.id)",
        ] {
            transaction.run(statement).bind(ended_before).execute().await?;
        }
        let ids: Vec<(i64,)> =
            transaction.run(ended_jobs()).bind(ended_before).bind(limit).all().await?;
        let ids: Vec<i64> = ids.into_iter().map(|(id,)| id).collect();
        for statement in [
            with_list!("DELETE FROM replies WHERE job_id IN ", "$2" as "bigint", ""),
            with_list!("DELETE FROM jobs WHERE id IN ", "$2" as "bigint", ""),
        ] {
            transaction.run(statement).bind(list(&ids)).execute().await?;
        }
        fail_point::reach("C10-purge");
        transaction.commit().await?;
        Ok(ids.len() as u64)
    }

    /// The jobs that ended because their messages could not be read, in the order in which they
    /// were kept.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn unreadable_jobs(&self) -> Result<Vec<UnreadableJob>, StoreError> {
        let rows: Vec<(i64, String, String, i64)> = self
            .read(
                "SELECT id, conversation_id, message, received_at FROM jobs
                 WHERE robot_code = $1 AND outcome = 'unreadable' AND state = 1
                   AND message IS NOT NULL
                 ORDER BY id",
            )
            .all()
            .await?;
        let jobs = rows.into_iter().map(|(id, conversation, message, received_at)| {
            let received_at = Timestamp(received_at);
            UnreadableJob { id, conversation, message, received_at }
        });
        Ok(jobs.collect())
    }

    /// Up to `limit` jobs that were given up or could not be read, and that nobody has dismissed,
    /// the newest first.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn failed_jobs(&self, limit: u32) -> Result<Vec<FailedJob>, StoreError> {
        let rows: Vec<FailedRow> = self
            .read(
                "SELECT id, conversation_id, received_at, coalesce(ended_at, received_at) AS ended_at,
                     message IS NOT NULL AS has_text, outcome = 'unreadable' AS is_unreadable
                 FROM jobs
                 WHERE robot_code = $1 AND outcome IN ('dead', 'unreadable') AND dismissed_at IS NULL
                 ORDER BY ended_at DESC, id DESC LIMIT $2",
            )
            .bind(limit)
            .all()
            .await?;
        Ok(rows.into_iter().filter_map(|row| listed("jobs", row.id, row.into_job())).collect())
    }

    /// Takes a failed job off the list of those that need somebody; `None` puts it back. Whether
    /// there is such a job.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn dismiss_job(&self, id: i64, at: Option<Timestamp>) -> Result<bool, StoreError> {
        let dismissed = self
            .write(
                "UPDATE jobs SET dismissed_at = $3
                 WHERE robot_code || '' = $1 AND id = $2 AND outcome IN ('dead', 'unreadable')",
            )
            .bind(id)
            .bind(at.map(|at| at.0))
            .execute()
            .await?;
        Ok(dismissed == 1)
    }

    /// Opens jobs again that ended unread or were given up, if their text is still there: they are
    /// due at once, as if they had never been tried. `reopened_at` is when somebody asked for it,
    /// if it is not done by itself. Returns how many were opened.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn reopen_jobs(
        &self,
        ids: &[i64],
        now: Timestamp,
        reopened_at: Option<Timestamp>,
    ) -> Result<u64, StoreError> {
        // Compared so, the robot's code does not lead SQLite to look through all of its jobs.
        self.write(with_list!(
            "UPDATE jobs SET state = 0, visible_at = $3, attempts = 0, lease_token = NULL,
                 outcome = NULL, ended_at = NULL, reopened_at = coalesce($4, reopened_at)
             WHERE robot_code || '' = $1 AND state = 1 AND outcome IN ('unreadable', 'dead')
               AND message IS NOT NULL AND id IN ",
            "$2" as "bigint",
            ""
        ))
        .bind(list(ids))
        .bind(now)
        .bind(reopened_at.map(|at| at.0))
        .execute()
        .await
    }

    /// How many jobs wait or are under way.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn waiting(&self) -> Result<u64, StoreError> {
        let (waiting,): (i64,) = self
            .read("SELECT count(*) FROM jobs WHERE state = 0 AND robot_code = $1")
            .one()
            .await?;
        Ok(u64::try_from(waiting).unwrap_or(0))
    }

    /// What may be due now, and when the next job or reply is.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn due(&self, now: Timestamp) -> Result<Due, StoreError> {
        let (jobs, replies, next): (bool, bool, Option<i64>) =
            self.read(DUE).bind(now).one().await?;
        Ok(Due { jobs, replies, next: next.map(Timestamp) })
    }
}

/// The question, with the words for jobs that are due now and later.
macro_rules! due {
    ($jobs:literal, $next_job:literal) => {
        concat!(
            "SELECT ",
            $jobs,
            ", EXISTS (
                 SELECT 1 FROM replies
                 WHERE robot_code = $1 AND state = 0 AND visible_at <= $2 AND lease_token IS NULL),
             (SELECT min(due) FROM (",
            $next_job,
            " UNION ALL
                 SELECT min(visible_at) FROM replies
                 WHERE state = 0 AND robot_code = $1 AND visible_at > $2) AS open)"
        )
    };
}
const DUE: Sql = Sql::Each {
    sqlite: due!(
        "EXISTS (SELECT 1 FROM turns WHERE robot_code = $1 AND at <= $2)",
        "SELECT min(at) AS due FROM turns WHERE robot_code = $1 AND at > $2"
    ),
    postgres: due!(
        "true",
        "SELECT min(visible_at) AS due FROM jobs
         WHERE state = 0 AND robot_code = $1 AND visible_at > $2"
    ),
};

/// Jobs that may be removed. Where several instances work, each removes what no other is at.
fn ended_jobs() -> Sql {
    macro_rules! ended_jobs {
        ($lock:literal) => {
            concat!(
                "SELECT id FROM jobs
                 WHERE robot_code = $1 AND state = 1 AND ended_at < $2
                   AND NOT EXISTS (
                       SELECT 1 FROM replies WHERE replies.job_id = jobs.id AND replies.state = 0)
                 ORDER BY ended_at LIMIT $3",
                $lock
            )
        };
    }
    Sql::Each { sqlite: ended_jobs!(""), postgres: ended_jobs!(" FOR UPDATE OF jobs SKIP LOCKED") }
}
