//! Connections to a SQLite file: a write-ahead log and `synchronous=FULL`, looked at on each.

use std::time::{Duration, Instant};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags};

use crate::store::error::{DatabaseError, NotDurable};
use crate::store::url::SqliteAddress;

/// How long a writer waits for another before it gives up; within the two seconds after which a
/// callback is answered with 503.
pub(super) const BUSY_TIMEOUT: Duration = Duration::from_millis(1500);

/// How long who found a lock taken waits before the next try.
pub(super) const BUSY_PAUSE: Duration = Duration::from_millis(5);

/// The bytes of a page, in new files.
const PAGE_SIZE: u32 = 2048;

/// What is left of the log after a checkpoint, in bytes: 64 MiB.
const WAL_LIMIT: u32 = 67_108_864;

/// How many statements a connection keeps prepared: more than the store has.
const PREPARED: usize = 256;

/// `PRAGMA synchronous` when it is FULL.
const FULL: i64 = 2;

/// Connects, and makes the file if it is missing. Of several who make a file, or give it its log,
/// at the same moment, SQLite tells all but one at once that it is locked, without the wait that it
/// was asked for. It blocks.
pub(super) fn connect(address: &SqliteAddress) -> Result<Connection, DatabaseError> {
    let begun = Instant::now();
    loop {
        match try_to_connect(address) {
            Err(DatabaseError::Sqlite(error))
                if is_busy(&error) && begun.elapsed() < BUSY_TIMEOUT =>
            {
                std::thread::sleep(BUSY_PAUSE);
            }
            connected => return connected,
        }
    }
}

fn try_to_connect(address: &SqliteAddress) -> Result<Connection, DatabaseError> {
    let connection = open(address, OpenFlags::SQLITE_OPEN_CREATE)?;
    // A message that is kept changes a page of the index that keeps repeats out, whichever it is;
    // so pages are small. It has to be said before there is a log.
    connection.pragma_update(None, "page_size", PAGE_SIZE)?;
    connection.pragma_update(None, "journal_mode", "wal")?;
    connection.pragma_update(None, "synchronous", "full")?;
    connection.pragma_update(None, "foreign_keys", "on")?;
    // Texts and sessions that are removed leave the file, and not only its tables.
    connection.pragma_update(None, "secure_delete", "on")?;
    // After a long reader the log gets its size back. It is written back after a thousand pages:
    // two megabytes, so that it fits a small disk too.
    connection.pragma_update(None, "journal_size_limit", WAL_LIMIT)?;
    // Or else SQLite would plan a statement anew whenever it is given other values.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.set_prepared_statement_cache_capacity(PREPARED);
    if address.path.is_some() {
        check(&connection)?;
    }
    Ok(connection)
}

/// Opens the file as it is, with nothing said about how it is to be written.
pub(super) fn open(
    address: &SqliteAddress,
    create: OpenFlags,
) -> Result<Connection, DatabaseError> {
    let may_write = match address.is_read_only {
        true => OpenFlags::SQLITE_OPEN_READ_ONLY,
        false => OpenFlags::SQLITE_OPEN_READ_WRITE | create,
    };
    // Each connection is used by one thread at a time.
    let flags = may_write | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(address.uri(), flags)?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    Ok(connection)
}

/// Whether what this connection commits is on the disk.
fn check(connection: &Connection) -> Result<(), DatabaseError> {
    let synchronous: i64 = connection.pragma_query_value(None, "synchronous", |row| row.get(0))?;
    if synchronous != FULL {
        let found = synchronous.to_string();
        return Err(NotDurable { setting: "synchronous", found, wanted: "2 (FULL)" }.into());
    }
    let journal: String = connection.pragma_query_value(None, "journal_mode", |row| row.get(0))?;
    if journal != "wal" {
        return Err(NotDurable { setting: "journal_mode", found: journal, wanted: "wal" }.into());
    }
    Ok(())
}

/// Whether another connection has the lock.
pub(super) fn is_busy(error: &rusqlite::Error) -> bool {
    error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_connection_that_does_not_sync_is_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let check = |synchronous: &str, journal_mode: &str| {
            // Each in a file of its own: one that is still open keeps its journal mode.
            let file = folder.path().join(format!("{synchronous}-{journal_mode}.db"));
            let connection = Connection::open(file).expect("it opens");
            connection.pragma_update(None, "journal_mode", journal_mode).expect("it is set");
            connection.pragma_update(None, "synchronous", synchronous).expect("it is set");
            check(&connection)
        };
        check("full", "wal").expect("durable");
        let error = check("normal", "wal").expect_err("not synced");
        assert!(error.to_string().contains("synchronous is 1"), "{error}");
        let error = check("full", "memory").expect_err("not logged");
        assert!(error.to_string().contains("journal_mode is memory"), "{error}");
    }
}
