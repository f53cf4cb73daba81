//! Jobs in PostgreSQL.

use std::borrow::Cow;
use std::io;
use std::time::Duration;

use async_trait::async_trait;
use sqlx::{PgConnection, PgPool};
use tokio::time::{Instant, timeout_at};

use super::follow_ups::insert_follow_ups;
use super::ledger::insert_entry;
use super::replies::insert_reply;
use super::rules::insert_rule;
use super::{CHANNEL, Postgres, text};
use crate::domain::{RobotCode, Timestamp};
use crate::fail_point;
use crate::store::jobs::JobRow;
use crate::store::keeper::{Fresh, Insert, Row};
use crate::store::{ClaimedJob, Ending, Jobs, Kept, Lease, NewJob, Replies, Share, StoreError};

/// How long keeping may take: as long as a callback waits for it.
const INSERT_LIMIT: Duration = Duration::from_secs(2);

/// Writes with a connection of its own, so that keeping never waits for work.
#[derive(Debug)]
pub(super) struct Inserter {
    pub(super) pool: PgPool,
    /// Who we are, so that we do not wake ourselves.
    pub(super) instance: String,
}

impl Insert for Inserter {
    /// A connection that broke may have committed or not: inserted again, the rows are there in
    /// either case, and once.
    async fn insert(&self, rows: &[Row]) -> Result<Fresh, sqlx::Error> {
        let deadline = Instant::now() + INSERT_LIMIT;
        let mut is_first = true;
        loop {
            let mut connection = self.pool.acquire().await?;
            let inserted = timeout_at(deadline, self.insert_with(&mut connection, rows)).await;
            let inserted =
                inserted.unwrap_or_else(|_| Err(io::Error::from(io::ErrorKind::TimedOut).into()));
            match inserted {
                Err(error) if is_lost(&error) => {
                    // The pool would wait for it, and nobody may be there any more.
                    drop(connection.detach());
                    if !is_first || Instant::now() >= deadline {
                        return Err(error);
                    }
                    is_first = false;
                }
                inserted => return inserted,
            }
        }
    }
}

impl Inserter {
    async fn insert_with(
        &self,
        connection: &mut PgConnection,
        rows: &[Row],
    ) -> Result<Fresh, sqlx::Error> {
        let column = |of: fn(&Row) -> &str| -> Vec<&str> { rows.iter().map(of).collect() };
        let asked_by: Vec<Option<&str>> = rows.iter().map(|row| row.asked_by.as_deref()).collect();
        let asked_at: Vec<Option<i64>> = rows.iter().map(|row| row.asked_at).collect();
        let times: Vec<i64> = rows.iter().map(|row| row.received_at).collect();
        fail_point::reach("C1");
        // The ids are drawn in the order of the rows, and the keys locked in their own order: two
        // instances that keep the same messages would else wait for each other.
        let new: Vec<(String, String, Option<String>)> = sqlx::query_as(
            "WITH row AS MATERIALIZED (
                 SELECT nextval('jobs_id_seq') AS id, row.*
                 FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[],
                         $6::text[], $7::bigint[], $8::bigint[])
                     AS row (robot_code, message_id, lane, conversation_id, message, asked_by,
                         asked_at, at)),
             kept AS (
                 INSERT INTO jobs
                     (id, robot_code, message_id, lane, conversation_id, message, asked_by,
                      asked_at, received_at, visible_at)
                 OVERRIDING SYSTEM VALUE
                 SELECT id, robot_code, message_id, lane, conversation_id, message, asked_by,
                     asked_at, at, at
                 FROM row
                 ORDER BY robot_code, message_id, id
                 ON CONFLICT (robot_code, message_id) DO NOTHING
                 RETURNING robot_code, message_id)
             SELECT robot_code, message_id,
                 CASE row_number() OVER () WHEN 1 THEN pg_notify($9, $10)::text END FROM kept",
        )
        .bind(column(|row| &row.robot_code))
        .bind(column(|row| &row.message_id))
        .bind(column(|row| &row.lane))
        .bind(column(|row| &row.conversation_id))
        .bind(column(|row| &row.message))
        .bind(asked_by)
        .bind(asked_at)
        .bind(times)
        .bind(CHANNEL)
        .bind(&self.instance)
        .fetch_all(connection)
        .await?;
        if new.len() == rows.len() {
            return Ok(Fresh::All);
        }
        let new = new.into_iter().map(|(robot_code, message_id, _)| (robot_code, message_id));
        Ok(Fresh::Only(new.collect()))
    }
}

/// Whether the connection or the server went away, or two transactions stood in each other's way.
fn is_lost(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Io(_) => true,
        sqlx::Error::Database(error) => error.code().is_some_and(|code| {
            ["08", "57P"].iter().any(|class| code.starts_with(class)) || code == "40P01"
        }),
        _ => false,
    }
}

#[async_trait]
impl Jobs for Postgres {
    async fn keep(&self, job: NewJob<'_>) -> Result<Kept, StoreError> {
        let mut row = Row::new(&job);
        for value in
            [&mut row.message_id, &mut row.lane, &mut row.conversation_id, &mut row.message]
        {
            if let Cow::Owned(clean) = text(value) {
                *value = clean;
            }
        }
        self.keeper.keep(row).await
    }

    async fn claim_jobs(
        &self,
        robot_code: &RobotCode,
        now: Timestamp,
        lease: Duration,
        share: Share,
    ) -> Result<Vec<ClaimedJob>, StoreError> {
        let token = Lease::new_token();
        // What a claim decides depends on rows that it does not lock: the others of the lane. So
        // one instance claims after the other, and each sees what the one before it took.
        let mut transaction = self.pool.begin().await?;
        sqlx::query("SELECT pg_advisory_xact_lock(hashtextextended('dingnick claim ' || $1, 0))")
            .bind(robot_code.as_str())
            .execute(&mut *transaction)
            .await?;
        // Two that are kept at the same time may be seen in another order than that of their
        // ids; so it is not enough that no earlier job of the lane is open.
        let rows: Vec<JobRow> = sqlx::query_as(
            "WITH RECURSIVE
             conversation (id) AS (
                 SELECT min(conversation_id) FROM jobs WHERE state = 0 AND robot_code = $3
                 UNION ALL
                 SELECT (SELECT min(jobs.conversation_id) FROM jobs
                         WHERE jobs.state = 0 AND jobs.robot_code = $3
                           AND jobs.conversation_id > conversation.id)
                 FROM conversation WHERE conversation.id IS NOT NULL),
             due AS MATERIALIZED (
                 SELECT job.id, job.visible_at,
                     row_number() OVER (
                         PARTITION BY conversation.id ORDER BY job.visible_at, job.id)
                     + (SELECT count(*) FROM jobs AS held
                        WHERE held.state = 0 AND held.robot_code = $3
                          AND held.conversation_id = conversation.id
                          AND held.visible_at > $4 AND held.lease_token IS NOT NULL) AS turn
                 FROM conversation CROSS JOIN LATERAL (
                     SELECT candidate.id, candidate.visible_at FROM jobs AS candidate
                     WHERE candidate.state = 0 AND candidate.robot_code = $3
                       AND candidate.conversation_id = conversation.id
                       AND candidate.visible_at <= $4
                       AND NOT EXISTS (
                           SELECT 1 FROM jobs AS other
                           WHERE other.state = 0 AND other.robot_code = $3
                             AND other.lane = candidate.lane AND other.id <> candidate.id
                             AND (other.id < candidate.id
                                  OR other.lease_token IS NOT NULL AND other.visible_at > $4))
                     ORDER BY candidate.visible_at, candidate.id
                     LIMIT $6) AS job)
             UPDATE jobs SET attempts = attempts + 1, lease_token = $1, visible_at = $2
             WHERE id IN (
                 SELECT id FROM due WHERE turn <= $6 ORDER BY turn, visible_at, id LIMIT $5)
               AND state = 0 AND visible_at <= $4
             RETURNING id, message, attempts, received_at",
        )
        .bind(&token)
        .bind(now.plus(lease).0)
        .bind(robot_code.as_str())
        .bind(now.0)
        .bind(i64::from(share.total))
        .bind(i64::from(share.per_conversation))
        .fetch_all(&mut *transaction)
        .await?;
        transaction.commit().await?;
        Ok(rows.into_iter().map(|row| row.into_claimed(&token)).collect())
    }

    async fn retry_job(&self, lease: &Lease, visible_at: Timestamp) -> Result<bool, StoreError> {
        let updated = sqlx::query(
            "UPDATE jobs SET lease_token = NULL, visible_at = $1
             WHERE id = $2 AND state = 0 AND lease_token = $3",
        )
        .bind(visible_at.0)
        .bind(lease.id)
        .bind(&lease.token)
        .execute(&self.pool)
        .await?;
        Ok(updated.rows_affected() == 1)
    }

    async fn give_back_job(
        &self,
        lease: &Lease,
        visible_at: Timestamp,
    ) -> Result<bool, StoreError> {
        let updated = sqlx::query(
            "UPDATE jobs
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

    async fn is_superseded(&self, lease: &Lease) -> Result<bool, StoreError> {
        let superseded = sqlx::query_scalar(
            "SELECT EXISTS (
                 SELECT 1 FROM jobs AS this JOIN jobs AS newer
                   ON newer.robot_code = this.robot_code AND newer.lane = this.lane
                 WHERE this.id = $1 AND newer.state = 0 AND newer.asked_by = this.asked_by
                   AND (newer.asked_at, newer.id) > (this.asked_at, this.id))",
        )
        .bind(lease.id)
        .fetch_one(&self.pool)
        .await?;
        Ok(superseded)
    }

    async fn finish_job(
        &self,
        robot_code: &RobotCode,
        lease: &Lease,
        ending: &Ending,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let mut transaction = self.pool.begin().await?;
        let updated = sqlx::query(
            "UPDATE jobs SET state = 1, message = NULL, lease_token = NULL, outcome = $1,
                 ended_at = $2
             WHERE id = $3 AND state = 0 AND lease_token = $4",
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
            insert_entry(&mut transaction, robot_code, lease.id, entry, now).await?;
        }
        if let Some(answer) = &ending.answer {
            insert_reply(&mut transaction, robot_code, lease.id, answer, now).await?;
        }
        for change in &ending.rules {
            insert_rule(&mut transaction, robot_code, lease.id, change, now).await?;
        }
        if !ending.follow_ups.is_empty() {
            let instance = self.listener.instance();
            insert_follow_ups(&mut transaction, robot_code, &ending.follow_ups, instance).await?;
        }
        fail_point::reach("C6");
        transaction.commit().await?;
        Ok(true)
    }

    async fn recover(
        &self,
        robot_code: &RobotCode,
        now: Timestamp,
    ) -> Result<(u64, u64), StoreError> {
        let jobs = sqlx::query(
            "UPDATE jobs
             SET lease_token = NULL, visible_at = $1, attempts = greatest(attempts - 1, 0)
             WHERE robot_code = $2 AND state = 0 AND lease_token IS NOT NULL
               AND visible_at <= $1",
        )
        .bind(now.0)
        .bind(robot_code.as_str())
        .execute(&self.pool)
        .await?;
        let replies = self.end_lost_replies(robot_code, now).await?;
        Ok((jobs.rows_affected(), replies))
    }

    async fn purge(
        &self,
        robot_code: &RobotCode,
        ended_before: Timestamp,
        limit: u32,
    ) -> Result<u64, StoreError> {
        let mut transaction = self.pool.begin().await?;
        for statement in [
            "DELETE FROM hints WHERE robot_code = $1 AND told_at < $2
                 AND person NOT LIKE 'calls-low %'",
            "DELETE FROM directory WHERE robot_code = $1 AND read_at < $2",
            "UPDATE groups SET roster = NULL, roster_at = NULL
             WHERE robot_code = $1 AND roster_at < $2",
            "DELETE FROM plans
             WHERE robot_code = $1 AND coalesce(confirmed_at, made_at) < $2
               AND NOT EXISTS (SELECT 1 FROM jobs WHERE jobs.plan_id = plans.id)",
        ] {
            sqlx::query(statement)
                .bind(robot_code.as_str())
                .bind(ended_before.0)
                .execute(&mut *transaction)
                .await?;
        }
        let ids: Vec<i64> = sqlx::query_scalar(
            "SELECT id FROM jobs
             WHERE robot_code = $1 AND state = 1 AND ended_at < $2
               AND NOT EXISTS (
                   SELECT 1 FROM replies WHERE replies.job_id = jobs.id AND replies.state = 0)
             ORDER BY ended_at LIMIT $3
             FOR UPDATE OF jobs SKIP LOCKED",
        )
        .bind(robot_code.as_str())
        .bind(ended_before.0)
        .bind(i64::from(limit))
        .fetch_all(&mut *transaction)
        .await?;
        for statement in
            ["DELETE FROM replies WHERE job_id = ANY($1)", "DELETE FROM jobs WHERE id = ANY($1)"]
        {
            sqlx::query(statement).bind(&ids).execute(&mut *transaction).await?;
        }
        fail_point::reach("C10-purge");
        transaction.commit().await?;
        Ok(ids.len() as u64)
    }

    async fn waiting(&self, robot_code: &RobotCode) -> Result<u64, StoreError> {
        let waiting: i64 =
            sqlx::query_scalar("SELECT count(*) FROM jobs WHERE state = 0 AND robot_code = $1")
                .bind(robot_code.as_str())
                .fetch_one(&self.pool)
                .await?;
        Ok(u64::try_from(waiting).unwrap_or(0))
    }

    async fn next_due(
        &self,
        robot_code: &RobotCode,
        now: Timestamp,
    ) -> Result<Option<Timestamp>, StoreError> {
        let (due,): (Option<i64>,) = sqlx::query_as(
            "SELECT min(due) FROM (
                 SELECT min(visible_at) AS due FROM jobs
                 WHERE state = 0 AND robot_code = $1 AND visible_at > $2
                 UNION ALL
                 SELECT min(visible_at) FROM replies
                 WHERE state = 0 AND robot_code = $1 AND visible_at > $2) AS open",
        )
        .bind(robot_code.as_str())
        .bind(now.0)
        .fetch_one(&self.pool)
        .await?;
        Ok(due.map(Timestamp))
    }
}
