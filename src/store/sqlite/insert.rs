//! Keeping many messages in one transaction, in SQLite.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use sqlx::SqlitePool;

use super::failed_sync::failed_sync;
use super::make_room_after;
use crate::fail_point;
use crate::store::group_commit::{Fresh, Insert, Row};

/// The same row once, eight times, and eight times eight times.
macro_rules! eight {
    ($row:expr) => {
        concat!($row, ",", $row, ",", $row, ",", $row, ",", $row, ",", $row, ",", $row, ",", $row)
    };
}

macro_rules! insert {
    ($rows:expr) => {
        concat!(
            "INSERT INTO jobs (robot_code, message_id, lane, conversation_id, message, asker, ",
            "session, asked_by, asked_at, received_at, visible_at) VALUES ",
            $rows,
            " ON CONFLICT (robot_code, message_id) DO NOTHING"
        )
    };
}

/// Statements for many rows and for few; each is prepared once.
const INSERTS: [(usize, &str); 3] = [
    (64, insert!(eight!(eight!("(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")))),
    (8, insert!(eight!("(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"))),
    (1, insert!("(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")),
];

/// The keys of the rows inserted last: ids only grow. The inserts do not return them, since each
/// would come from SQLite's thread by itself, and nearly always all rows are new.
const NEWEST: &str = "SELECT robot_code, message_id FROM jobs ORDER BY id DESC LIMIT ?";

/// Writes with the one connection that writes.
pub(in crate::store) struct Inserter {
    pub(super) write: SqlitePool,
    pub(super) statements: Arc<AtomicU64>,
}

impl Insert for Inserter {
    async fn insert(&self, rows: &[Row]) -> Result<Fresh, sqlx::Error> {
        let inserted = self.write(rows).await;
        if let Err(error) = &inserted {
            make_room_after(error, &self.write).await;
        }
        inserted
    }
}

impl Inserter {
    async fn write(&self, rows: &[Row]) -> Result<Fresh, sqlx::Error> {
        let mut transaction = self.write.begin_with("BEGIN IMMEDIATE").await?;
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
                        .bind(&row.asker)
                        .bind(&row.session)
                        .bind(&row.asked_by)
                        .bind(row.asked_at)
                        .bind(row.received_at)
                        .bind(row.received_at);
                }
                self.statements.fetch_add(1, Ordering::Relaxed);
                inserted += query.execute(&mut *transaction).await?.rows_affected();
                rest = later;
            }
        }
        let fresh = if inserted == rows.len() as u64 {
            Fresh::All
        } else {
            self.statements.fetch_add(1, Ordering::Relaxed);
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
