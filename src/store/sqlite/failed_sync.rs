//! A disk that takes a commit and does not keep it, for tests: no test can make a real one.

use std::borrow::Cow;
use std::error::Error;
use std::fmt;

use sqlx::error::{DatabaseError, ErrorKind};

/// What SQLite says when a sync fails.
pub(super) fn failed_sync() -> sqlx::Error {
    sqlx::Error::Database(Box::new(FailedSync))
}

#[derive(Debug)]
struct FailedSync;

impl fmt::Display for FailedSync {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.message())
    }
}

impl Error for FailedSync {}

impl DatabaseError for FailedSync {
    fn message(&self) -> &str {
        "disk I/O error (as a fail point has it)"
    }

    /// `SQLITE_IOERR_FSYNC`
    fn code(&self) -> Option<Cow<'_, str>> {
        Some(Cow::Borrowed("1034"))
    }

    fn kind(&self) -> ErrorKind {
        ErrorKind::Other
    }

    fn as_error(&self) -> &(dyn Error + Send + Sync + 'static) {
        self
    }

    fn as_error_mut(&mut self) -> &mut (dyn Error + Send + Sync + 'static) {
        self
    }

    fn into_error(self: Box<Self>) -> Box<dyn Error + Send + Sync + 'static> {
        self
    }
}
