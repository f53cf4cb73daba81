//! A disk that takes a commit and does not keep it, for tests: no test can make a real one.

use rusqlite::ffi;

use crate::store::error::DatabaseError;

/// What SQLite says when a sync fails.
pub(super) fn failed_sync() -> DatabaseError {
    let error = ffi::Error::new(ffi::SQLITE_IOERR_FSYNC);
    let words = "disk I/O error (as a fail point has it)".to_owned();
    DatabaseError::Sqlite(rusqlite::Error::SqliteFailure(error, Some(words)))
}
