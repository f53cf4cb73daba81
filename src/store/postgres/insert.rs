//! Keeping many messages in one statement, in PostgreSQL.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use sqlx::{PgConnection, PgPool};
use tokio::time::{Instant, timeout_at};

use super::CHANNEL;
use crate::fail_point;
use crate::store::error::DatabaseError;
use crate::store::group_commit::{Fresh, Insert, Row};

/// How long keeping may take: as long as a callback waits for it.
const INSERT_LIMIT: Duration = Duration::from_secs(2);

/// Writes with a connection of its own, so that keeping never waits for work.
#[derive(Debug)]
pub(in crate::store) struct Inserter {
    pub(super) pool: PgPool,
    /// Who we are, so that we do not wake ourselves.
    pub(super) instance: String,
    pub(super) statements: Arc<AtomicU64>,
}

impl Insert for Inserter {
    /// A connection that broke may have committed or not: inserted again, the rows are there in
    /// either case, and once.
    async fn insert(&self, rows: &[Row]) -> Result<Fresh, DatabaseError> {
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
                        return Err(error.into());
                    }
                    is_first = false;
                }
                inserted => return Ok(inserted?),
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
        let optional = |of: fn(&Row) -> &Option<String>| -> Vec<Option<&str>> {
            rows.iter().map(|row| of(row).as_deref()).collect()
        };
        let asked_at: Vec<Option<i64>> = rows.iter().map(|row| row.asked_at).collect();
        let times: Vec<i64> = rows.iter().map(|row| row.received_at).collect();
        fail_point::reach("C1");
        self.statements.fetch_add(1, Ordering::Relaxed);
        // The ids are drawn in the order of the rows, and the keys locked in their own order: two
        // instances that keep the same messages would else wait for each other.
        let new: Vec<(String, String, Option<String>)> = sqlx::query_as(
            "WITH row AS MATERIALIZED (
                 SELECT nextval('jobs_id_seq') AS id, row.*
                 FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[],
                         $6::text[], $7::text[], $8::text[], $9::bigint[], $10::bigint[])
                     AS row (robot_code, message_id, lane, conversation_id, message, asker,
                         session, asked_by, asked_at, at)),
             kept AS (
                 INSERT INTO jobs
                     (id, robot_code, message_id, lane, conversation_id, message, asker, session,
                      asked_by, asked_at, received_at, visible_at)
                 OVERRIDING SYSTEM VALUE
                 SELECT id, robot_code, message_id, lane, conversation_id, message, asker,
                     session, asked_by, asked_at, at, at
                 FROM row
                 ORDER BY robot_code, message_id, id
                 ON CONFLICT (robot_code, message_id) DO NOTHING
                 RETURNING robot_code, message_id)
             SELECT robot_code, message_id,
                 CASE row_number() OVER () WHEN 1 THEN pg_notify($11, $12)::text END FROM kept",
        )
        .bind(column(|row| &row.robot_code))
        .bind(column(|row| &row.message_id))
        .bind(column(|row| &row.lane))
        .bind(column(|row| &row.conversation_id))
        .bind(column(|row| &row.message))
        .bind(optional(|row| &row.asker))
        .bind(optional(|row| &row.session))
        .bind(optional(|row| &row.asked_by))
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
