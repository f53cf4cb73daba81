//! Why the store could not do it.

use std::sync::Arc;

use rusqlite::ffi;

use super::trouble::Trouble;
use super::url::UrlError;

/// Why the store could not do it.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Copying is for SQLite.
    #[error("a PostgreSQL store is copied with pg_dump")]
    NoBackup,
    /// `DATABASE_URL` cannot be used.
    #[error(transparent)]
    Url(#[from] UrlError),
    /// The store's file cannot be opened, and it is known what to do.
    #[error("cannot open store at {place}: {trouble}")]
    File {
        /// The path.
        place: String,
        /// What stands in the way: that says all that SQLite or the system said.
        trouble: Trouble,
    },
    /// The store cannot be opened.
    #[error("cannot open store at {place}")]
    Open {
        /// The path, or the host and the database.
        place: String,
        /// Why not.
        source: DatabaseError,
    },
    /// The tables cannot be brought up to date.
    #[error("cannot migrate store at {place}")]
    Migrate {
        /// The path, or the host and the database.
        place: String,
        /// Why not.
        source: sqlx::migrate::MigrateError,
    },
    /// Another process works from this store.
    #[error("another dingnick works from the store at {place}; two would do everything twice")]
    InUse {
        /// The path.
        place: String,
    },
    /// A folder or file beside the store cannot be made.
    #[error("cannot create {place}")]
    Folder {
        /// The path.
        place: String,
        /// Why not.
        source: std::io::Error,
    },
    /// A read or write failed; it may go well later.
    #[error("store does not answer")]
    Unavailable(#[from] DatabaseError),
    /// The store did not answer in time.
    #[error("store does not answer in time")]
    TooSlow,
    /// A row is not what this version understands.
    #[error("cannot read {key} in {table}")]
    Unreadable {
        /// The table that it is in.
        table: &'static str,
        /// What it is found by.
        key: String,
    },
    /// The transaction of several messages failed; none of them is known to be kept.
    #[error("store does not answer")]
    NotKept(#[source] Arc<DatabaseError>),
    /// More wants to be kept than can wait.
    #[error("too many messages wait to be kept")]
    Full,
    /// The store was closed.
    #[error("store is closed")]
    Closed,
}

impl StoreError {
    /// Whether it would lose in a crash what it says it has.
    #[must_use]
    pub fn is_not_durable(&self) -> bool {
        let first: &(dyn std::error::Error + 'static) = self;
        std::iter::successors(Some(first), |error| error.source()).any(|error| {
            error.is::<NotDurable>()
                || matches!(error.downcast_ref(), Some(DatabaseError::NotDurable(_)))
        })
    }

    /// Whether the disk failed to keep what was written. Nobody knows then what is on it, and a
    /// second sync may say yes to what the first one lost: the process has to end, and the next
    /// one reads what there is.
    #[must_use]
    pub fn is_failed_sync(&self) -> bool {
        let error = match self {
            Self::Unavailable(error) => error,
            Self::NotKept(error) => error.as_ref(),
            _ => return false,
        };
        let DatabaseError::Sqlite(error) = error else { return false };
        let code = error.sqlite_error().map(|error| error.extended_code);
        matches!(code, Some(ffi::SQLITE_IOERR_FSYNC | ffi::SQLITE_IOERR_DIR_FSYNC))
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Unavailable(error.into())
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        Self::Unavailable(error.into())
    }
}

/// What a database said, or the way to it.
#[derive(Debug, thiserror::Error)]
pub enum DatabaseError {
    /// SQLite. What it gives as the source of its errors is in their words already.
    #[error("{0}")]
    Sqlite(rusqlite::Error),
    /// PostgreSQL.
    #[error(transparent)]
    Postgres(#[from] sqlx::Error),
    /// It would promise more than it keeps.
    #[error(transparent)]
    NotDurable(#[from] NotDurable),
    /// Those that were there before did not end in time.
    #[error("too many wait to write")]
    TooBusy,
    /// It was closed.
    #[error("it is closed")]
    Closed,
}

impl From<rusqlite::Error> for DatabaseError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sqlite(error)
    }
}

/// A connection that would promise more than it keeps.
#[derive(Debug, thiserror::Error)]
#[error("{setting} is {found}, but must be {wanted}: what is acknowledged has to survive a crash")]
pub struct NotDurable {
    pub(super) setting: &'static str,
    pub(super) found: String,
    pub(super) wanted: &'static str,
}

impl From<NotDurable> for sqlx::Error {
    fn from(error: NotDurable) -> Self {
        Self::Configuration(Box::new(error))
    }
}
