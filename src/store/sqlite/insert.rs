//! Keeping many messages in one transaction, in SQLite.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use sqlx::SqlSafeStr;

use super::failed_sync::failed_sync;
use super::statement::Statement;
use super::writer::Writer;
use crate::fail_point;
use crate::store::error::DatabaseError;
use crate::store::group_commit::{Fresh, Insert, Key, Row};
use crate::store::values::Value;

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

/// The keys of the rows inserted last: ids only grow. The inserts do not return them, since nearly
/// always all rows are new.
const NEWEST: &str = "SELECT robot_code, message_id FROM jobs ORDER BY id DESC LIMIT ?";

/// Writes with the one connection that writes.
pub(in crate::store) struct Inserter {
    pub(super) writer: Writer,
    pub(super) statements: Arc<AtomicU64>,
}

impl Insert for Inserter {
    async fn insert(&self, rows: &[Row]) -> Result<Fresh, DatabaseError> {
        let inserted = self.write(rows).await;
        if let Err(error) = &inserted {
            self.writer.make_room_after(error).await;
        }
        inserted
    }
}

impl Inserter {
    async fn write(&self, rows: &[Row]) -> Result<Fresh, DatabaseError> {
        let mut transaction = self.writer.begin().await?;
        let mut inserted = 0;
        let mut rest = rows;
        for (count, statement) in INSERTS {
            while let Some((now, later)) = rest.split_at_checked(count) {
                let values = now.iter().flat_map(values).collect();
                let statement = Statement { sql: statement.into_sql_str(), values };
                self.statements.fetch_add(1, Ordering::Relaxed);
                inserted += statement.execute(transaction.connection())?;
                rest = later;
            }
        }
        let fresh = if inserted == rows.len() as u64 {
            Fresh::All
        } else {
            self.statements.fetch_add(1, Ordering::Relaxed);
            let values = vec![Value::from(inserted.cast_signed())];
            let newest = Statement { sql: NEWEST.into_sql_str(), values };
            let keys: Vec<Key> = newest.all(transaction.connection())?;
            Fresh::Only(keys.into_iter().collect())
        };
        fail_point::reach("C1");
        if fail_point::fails("sync-failed") {
            return Err(failed_sync());
        }
        transaction.commit().await?;
        Ok(fresh)
    }
}

fn values(row: &Row) -> [Value; 11] {
    let Row { robot_code, message_id, lane, conversation_id, message, .. } = row;
    [
        Value::from(robot_code),
        Value::from(message_id),
        Value::from(lane),
        Value::from(conversation_id),
        Value::from(message),
        Value::from(row.asker.as_deref()),
        Value::from(row.session.as_deref()),
        Value::from(row.asked_by.as_deref()),
        Value::from(row.asked_at),
        Value::from(row.received_at),
        Value::from(row.received_at),
    ]
}
