//! Jobs in SQLite.

use std::time::Duration;

use async_trait::async_trait;
use sqlx::{QueryBuilder, SqlitePool};

use super::failed_sync::failed_sync;
use super::follow_ups::insert_follow_ups;
use super::ledger::insert_entry;
use super::replies::insert_reply;
use super::rules::insert_rule;
use super::{Sqlite, make_room_after};
use crate::domain::{RobotCode, Timestamp};
use crate::fail_point;
use crate::store::jobs::JobRow;
use crate::store::keeper::{Fresh, Insert, Row};
use crate::store::{
    ClaimedJob, Ending, Jobs, Kept, Lease, NewJob, ReplyOutcome, Share, StoreError,
};

/// The same row once, eight times, and eight times eight times.
macro_rules! eight {
    ($row:expr) => {
        concat!($row, ",", $row, ",", $row, ",", $row, ",", $row, ",", $row, ",", $row, ",", $row)
    };
}

macro_rules! insert {
    ($rows:expr) => {
        concat!(
            "INSERT INTO jobs (robot_code, message_id, lane, conversation_id, message, asked_by, ",
            "asked_at, received_at, visible_at) VALUES ",
            $rows,
            " ON CONFLICT (robot_code, message_id) DO NOTHING"
        )
    };
}

/// Statements for many rows and for few; each is prepared once.
const INSERTS: [(usize, &str); 3] = [
    (64, insert!(eight!(eight!("(?, ?, ?, ?, ?, ?, ?, ?, ?)")))),
    (8, insert!(eight!("(?, ?, ?, ?, ?, ?, ?, ?, ?)"))),
    (1, insert!("(?, ?, ?, ?, ?, ?, ?, ?, ?)")),
];

/// The keys of the rows inserted last: ids only grow. The inserts do not return them, since each
/// would come from SQLite's thread by itself, and nearly always all rows are new.
const NEWEST: &str = "SELECT robot_code, message_id FROM jobs ORDER BY id DESC LIMIT ?";

/// Writes with the one connection that writes.
pub(super) struct Inserter(pub(super) SqlitePool);

impl Insert for Inserter {
    async fn insert(&self, rows: &[Row]) -> Result<Fresh, sqlx::Error> {
        let inserted = self.write(rows).await;
        if let Err(error) = &inserted {
            make_room_after(error, &self.0).await;
        }
        inserted
    }
}

impl Inserter {
    async fn write(&self, rows: &[Row]) -> Result<Fresh, sqlx::Error> {
        let mut transaction = self.0.begin_with("BEGIN IMMEDIATE").await?;
        let mut inserted = 0;
        let mut rest = rows;
        for (count, statement) in INSERTS {
            while let Some((now, later)) = rest.split_at_checked(count) {
                let mut query = sqlx::query(statement);
                for row in now {
                    query = query
                        .bind(&row.robot_code)
                        .bind(&row.message_id)
                        .bind(&row.lane)
                        .bind(&row.conversation_id)
                        .bind(&row.message)
                        .bind(&row.asked_by)
                        .bind(row.asked_at)
                        .bind(row.received_at)
                        .bind(row.received_at);
                }
                inserted += query.execute(&mut *transaction).await?.rows_affected();
                rest = later;
            }
        }
        let fresh = if inserted == rows.len() as u64 {
            Fresh::All
        } else {
            let new = sqlx::query_as(NEWEST).bind(inserted.cast_signed());
            Fresh::Only(new.fetch_all(&mut *transaction).await?.into_iter().collect())
        };
        fail_point::reach("C1");
        if fail_point::fails("sync-failed") {
            return Err(failed_sync());
        }
        transaction.commit().await?;
        Ok(fresh)
    }
}

#[async_trait]
impl Jobs for Sqlite {
    async fn keep(&self, job: NewJob<'_>) -> Result<Kept, StoreError> {
        self.keeper.keep(Row::new(&job)).await
    }

    async fn claim_jobs(
        &self,
        robot_code: &RobotCode,
        now: Timestamp,
        lease: Duration,
        share: Share,
    ) -> Result<Vec<ClaimedJob>, StoreError> {
        // Read first, with a connection that keeps nobody from writing. Ids grow with the order in
        // which messages were kept, so what is first of its lane stays that until it has ended.
        let ids: Vec<i64> = sqlx::query_scalar(
            "WITH open AS (
                 SELECT id, conversation_id, visible_at,
                     lease_token IS NOT NULL AND visible_at > ?2 AS held,
                     row_number() OVER (PARTITION BY lane ORDER BY id) AS place
                 FROM jobs WHERE state = 0 AND robot_code = ?1),
             first AS (
                 SELECT id, visible_at, held,
                     row_number() OVER (
                         PARTITION BY conversation_id ORDER BY held DESC, visible_at, id) AS turn
                 FROM open WHERE place = 1 AND (held OR visible_at <= ?2))
             SELECT id FROM first WHERE NOT held AND turn <= ?4
             ORDER BY turn, visible_at, id LIMIT ?3",
        )
        .bind(robot_code.as_str())
        .bind(now.0)
        .bind(share.total)
        .bind(share.per_conversation)
        .fetch_all(&self.read)
        .await?;
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let token = Lease::new_token();
        let mut claim =
            QueryBuilder::new("UPDATE jobs SET attempts = attempts + 1, lease_token = ");
        claim.push_bind(&token).push(", visible_at = ").push_bind(now.plus(lease).0);
        claim.push(" WHERE state = 0 AND visible_at <= ").push_bind(now.0).push(" AND id IN (");
        let mut list = claim.separated(", ");
        for id in ids {
            list.push_bind(id);
        }
        claim.push(") RETURNING id, message, attempts, received_at");
        let rows: Vec<JobRow> = claim.build_query_as().fetch_all(&self.write).await?;
        Ok(rows.into_iter().map(|row| row.into_claimed(&token)).collect())
    }

    async fn retry_job(&self, lease: &Lease, visible_at: Timestamp) -> Result<bool, StoreError> {
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

    async fn give_back_job(
        &self,
        lease: &Lease,
        visible_at: Timestamp,
    ) -> Result<bool, StoreError> {
        let updated = sqlx::query(
            "UPDATE jobs SET lease_token = NULL, visible_at = ?1, attempts = max(attempts - 1, 0)
             WHERE id = ?2 AND state = 0 AND lease_token = ?3",
        )
        .bind(visible_at.0)
        .bind(lease.id)
        .bind(&lease.token)
        .execute(&self.write)
        .await?;
        Ok(updated.rows_affected() == 1)
    }

    async fn is_superseded(&self, lease: &Lease) -> Result<bool, StoreError> {
        let (superseded,): (bool,) = sqlx::query_as(
            "SELECT EXISTS (
                 SELECT 1 FROM jobs AS this JOIN jobs AS newer
                   ON newer.robot_code = this.robot_code AND newer.lane = this.lane
                 WHERE this.id = ?1 AND newer.state = 0 AND newer.asked_by = this.asked_by
                   AND (newer.asked_at, newer.id) > (this.asked_at, this.id))",
        )
        .bind(lease.id)
        .fetch_one(&self.read)
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
            insert_entry(&mut transaction, robot_code, lease.id, entry, now).await?;
        }
        if let Some(answer) = &ending.answer {
            insert_reply(&mut transaction, robot_code, lease.id, answer, now).await?;
        }
        for change in &ending.rules {
            insert_rule(&mut transaction, robot_code, lease.id, change, now).await?;
        }
        insert_follow_ups(&mut transaction, robot_code, &ending.follow_ups).await?;
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
            "UPDATE jobs SET lease_token = NULL, visible_at = ?1, attempts = max(attempts - 1, 0)
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
        .bind(ReplyOutcome::Unknown.as_str())
        .bind(now.0)
        .bind(robot_code.as_str())
        .execute(&self.write)
        .await?;
        Ok((jobs.rows_affected(), replies.rows_affected()))
    }

    async fn purge(
        &self,
        robot_code: &RobotCode,
        ended_before: Timestamp,
        limit: u32,
    ) -> Result<u64, StoreError> {
        let mut transaction = self.write.begin_with("BEGIN IMMEDIATE").await?;
        for statement in [
            "DELETE FROM hints WHERE robot_code = ?1 AND told_at < ?2
                 AND person NOT LIKE 'calls-low %'",
            "DELETE FROM directory WHERE robot_code = ?1 AND read_at < ?2",
            "UPDATE groups SET roster = NULL, roster_at = NULL
             WHERE robot_code = ?1 AND roster_at < ?2",
            "DELETE FROM plans
             WHERE robot_code = ?1 AND coalesce(confirmed_at, made_at) < ?2
               AND NOT EXISTS (SELECT 1 FROM jobs WHERE jobs.plan_id = plans.id)",
        ] {
            sqlx::query(statement)
                .bind(robot_code.as_str())
                .bind(ended_before.0)
                .execute(&mut *transaction)
                .await?;
        }
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
        fail_point::reach("C10-purge");
        transaction.commit().await?;
        Ok(ids.len() as u64)
    }

    async fn waiting(&self, robot_code: &RobotCode) -> Result<u64, StoreError> {
        let (waiting,): (i64,) =
            sqlx::query_as("SELECT count(*) FROM jobs WHERE state = 0 AND robot_code = ?1")
                .bind(robot_code.as_str())
                .fetch_one(&self.read)
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
