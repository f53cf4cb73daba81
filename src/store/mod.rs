//! What must survive a restart: acknowledged messages, answers still to be given, the groups and
//! the ledger.
//!
//! SQLite with a write-ahead log and `synchronous=FULL`: when a call that writes returns, its row
//! is on the disk. There is one writer; readers have connections of their own. Jobs and replies
//! are taken with a lease: whoever took one ends it by naming the lease's token, and a lease that
//! was lost ends nothing.

mod groups;
mod jobs;
mod ledger;
mod replies;

use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::time::Duration;

use sqlx::SqlitePool;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};

pub use groups::Group;
pub use jobs::{ClaimedJob, Ending, JobOutcome, Kept, NewJob};
pub use ledger::{LedgerEntry, RenameOutcome};
pub use replies::{ClaimedReply, ReplyOutcome};

/// How long a writer waits for another before it gives up; within the two seconds after which a
/// callback is answered with 503.
const BUSY_TIMEOUT: Duration = Duration::from_millis(1500);

/// The same for a connection.
const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(2);

/// How many connections read at the same time.
const READERS: u32 = 4;

/// The store: cheap to clone, all clones are one store.
#[derive(Clone, Debug)]
pub struct Store {
    write: SqlitePool,
    read: SqlitePool,
    /// The file, unless it is in memory.
    path: Option<PathBuf>,
}

/// While this lives, no other process works from the store; the system lets go of it when the
/// process ends, however it ends.
#[derive(Debug)]
pub struct Hold(#[expect(dead_code, reason = "held, never read")] Option<File>);

/// Proof that a job or reply was taken by us and by nobody since.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lease {
    id: i64,
    token: String,
}

/// Why the store could not do it.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// `DATABASE_URL` is of a kind that this version does not know.
    #[error(
        "cannot use {scheme} as a store: this version keeps its data in SQLite, as in sqlite://data/dingnick.db"
    )]
    UnknownScheme {
        /// The part of the URL before `:`; the rest may hold a password.
        scheme: String,
    },
    /// The store cannot be opened.
    #[error("cannot open store at {place}")]
    Open {
        /// The path.
        place: String,
        /// Why not.
        source: sqlx::Error,
    },
    /// The tables cannot be brought up to date.
    #[error("cannot migrate store at {place}")]
    Migrate {
        /// The path.
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
    Unavailable(#[from] sqlx::Error),
}

impl Store {
    /// Opens the store, makes it if there is none, and brings its tables up to date.
    ///
    /// # Errors
    /// When `url` is no `sqlite:` URL, or the file cannot be opened, made or migrated.
    pub async fn open(url: &str) -> Result<Self, StoreError> {
        let scheme = url.split(':').next().unwrap_or_default();
        if scheme != "sqlite" {
            return Err(StoreError::UnknownScheme { scheme: scheme.to_owned() });
        }
        let place = url.trim_start_matches("sqlite:").trim_start_matches("//").to_owned();
        let in_memory = url.contains(":memory:");
        let open_error = |source| StoreError::Open { place: place.clone(), source };
        let options = SqliteConnectOptions::from_str(url)
            .map_err(open_error)?
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(BUSY_TIMEOUT);
        if !in_memory {
            make_folder_of(options.get_filename())?;
        }
        let path = (!in_memory).then(|| options.get_filename().to_owned());
        let write = pool(1).connect_with(options.clone()).await.map_err(open_error)?;
        sqlx::migrate!("src/store/migrations/sqlite")
            .run(&write)
            .await
            .map_err(|source| StoreError::Migrate { place: place.clone(), source })?;
        // A store in memory belongs to its connection, so there can be only one.
        let read = if in_memory {
            write.clone()
        } else {
            pool(READERS).connect_with(options).await.map_err(open_error)?
        };
        Ok(Self { write, read, path })
    }

    /// Makes this process the only one that works from this store; others may still look into it
    /// and change single things. A store in memory is nobody else's anyway.
    ///
    /// # Errors
    /// When another process holds it, or the lock's file cannot be made.
    pub fn hold(&self) -> Result<Hold, StoreError> {
        let Some(path) = &self.path else {
            return Ok(Hold(None));
        };
        let mut name = path.clone().into_os_string();
        name.push(".lock");
        let place = || path.display().to_string();
        let file =
            File::create(&name).map_err(|source| StoreError::Folder { place: place(), source })?;
        match file.try_lock() {
            Ok(()) => Ok(Hold(Some(file))),
            Err(TryLockError::WouldBlock) => Err(StoreError::InUse { place: place() }),
            Err(TryLockError::Error(source)) => Err(StoreError::Folder { place: place(), source }),
        }
    }

    /// Whether the store answers.
    ///
    /// # Errors
    /// When it does not.
    pub async fn ping(&self) -> Result<(), StoreError> {
        sqlx::query("SELECT 1").execute(&self.read).await?;
        Ok(())
    }

    /// Waits for what is under way and closes the files.
    pub async fn close(&self) {
        self.read.close().await;
        self.write.close().await;
    }
}

impl Lease {
    fn new_token() -> String {
        uuid::Uuid::new_v4().to_string()
    }
}

fn pool(connections: u32) -> SqlitePoolOptions {
    SqlitePoolOptions::new()
        .min_connections(1)
        .max_connections(connections)
        .acquire_timeout(ACQUIRE_TIMEOUT)
        .idle_timeout(None)
        .max_lifetime(None)
}

fn make_folder_of(file: &Path) -> Result<(), StoreError> {
    let Some(folder) = file.parent().filter(|folder| !folder.as_os_str().is_empty()) else {
        return Ok(());
    };
    std::fs::create_dir_all(folder)
        .map_err(|source| StoreError::Folder { place: folder.display().to_string(), source })
}
