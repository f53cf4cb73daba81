//! The store in a SQLite file, or in memory.
//!
//! A write-ahead log and `synchronous=FULL`, looked at on every connection. There is one writer;
//! readers have connections of their own.

pub(super) mod backup;
mod failed_sync;
mod insert;
pub(super) mod restore;

use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::time::{Duration, Instant};

use sqlx::migrate::MigrateError;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection, SqliteConnection, SqlitePool};
use tracing::debug;

use super::error::NotDurable;
use super::error::StoreError;
use super::slots::Slots;
use super::sqlite_words;
use super::url::SqliteAddress;
use crate::fail_point;
use insert::Inserter;

/// How long a writer waits for another before it gives up; within the two seconds after which a
/// callback is answered with 503.
const BUSY_TIMEOUT: Duration = Duration::from_millis(1500);

/// The same for a connection.
const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(2);

/// How many connections read at the same time.
const READERS: u32 = 4;

/// The bytes of a page, in new files.
const PAGE_SIZE: u32 = 2048;

/// What is left of the log after a checkpoint, in bytes: 64 MiB.
const WAL_LIMIT: &str = "67108864";

/// How long whoever opens the file waits before the next try, while another is making it.
const BUSY_PAUSE: Duration = Duration::from_millis(5);

/// `SQLITE_BUSY`
const BUSY: &str = "5";

/// `SQLITE_FULL`
const DISK_FULL: &str = "13";

/// `PRAGMA synchronous` when it is FULL.
const FULL: i64 = 2;

/// A store in a file.
#[derive(Debug)]
pub(super) struct Sqlite {
    /// The one connection that writes.
    pub(super) write: SqlitePool,
    pub(super) read: SqlitePool,
    /// Nobody else makes calls for this store, so they need not be in it.
    pub(super) slots: Slots,
    /// The file, unless it is in memory.
    path: Option<PathBuf>,
}

impl Sqlite {
    /// Opens it, and what keeps messages in it.
    pub(super) async fn open(
        address: SqliteAddress,
        statements: Arc<AtomicU64>,
    ) -> Result<(Self, Inserter), StoreError> {
        let (place, SqliteAddress { options, path }) = (address.place(), address);
        let open_error = |source| sqlite_words::open_error(&place, path.as_deref(), source);
        let options = options
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            // Texts and sessions that are removed leave the file, and not only its tables.
            .pragma("secure_delete", "ON")
            // A message that is kept changes a page of the index that keeps repeats out, whichever
            // it is; so pages are small. The log is written back after a thousand of them: two
            // megabytes, so that it fits a small disk too.
            .page_size(PAGE_SIZE)
            // After a long reader the log gets its size back.
            .pragma("journal_size_limit", WAL_LIMIT)
            .busy_timeout(BUSY_TIMEOUT);
        if let Some(path) = &path {
            make_folder_of(path)?;
            make_private(path)?;
            // A pool would try again and again, and then say that it timed out.
            let mut connection = connect(&options).await.map_err(open_error)?;
            check(&mut connection).await.map_err(open_error)?;
            connection.close().await.map_err(open_error)?;
        }
        let in_memory = path.is_none();
        let write = pool(1, in_memory).connect_with(options.clone()).await.map_err(open_error)?;
        migrate(&write)
            .await
            .map_err(|source| sqlite_words::migrate_error(&place, path.as_deref(), source))?;
        // A store in memory belongs to its connection, so there can be only one.
        let read = if in_memory {
            write.clone()
        } else {
            pool(READERS, false).connect_with(options).await.map_err(open_error)?
        };
        let inserter = Inserter { write: write.clone(), statements };
        Ok((Self { write, read, slots: Slots::default(), path }, inserter))
    }

    /// The lock beside the file, which the system lets go when the process ends.
    pub(super) fn lock(&self) -> Result<Option<File>, StoreError> {
        let Some(path) = &self.path else {
            return Ok(None);
        };
        lock(path).map(Some)
    }

    pub(super) async fn close(&self) {
        self.read.close().await;
        self.write.close().await;
    }
}

/// Connects. Of several who make a file, or give it its log, at the same moment, SQLite tells all
/// but one at once that it is locked, without the wait that it was asked for.
async fn connect(options: &SqliteConnectOptions) -> Result<SqliteConnection, sqlx::Error> {
    let begun = Instant::now();
    loop {
        match options.connect().await {
            Err(error) if is_code(&error, BUSY) && begun.elapsed() < BUSY_TIMEOUT => {
                tokio::time::sleep(BUSY_PAUSE).await;
            }
            connected => return connected,
        }
    }
}

fn pool(connections: u32, in_memory: bool) -> SqlitePoolOptions {
    SqlitePoolOptions::new()
        .min_connections(1)
        .max_connections(connections)
        .acquire_timeout(ACQUIRE_TIMEOUT)
        .idle_timeout(None)
        .max_lifetime(None)
        // On a full disk SQLite ends a transaction by itself. The connection does not notice, and
        // begins no other; so it goes. A store in memory would go with it.
        .before_acquire(move |connection, _| {
            Box::pin(async move { Ok(in_memory || !connection.is_in_transaction()) })
        })
        .after_connect(move |connection, _| {
            Box::pin(async move { if in_memory { Ok(()) } else { check(connection).await } })
        })
}

/// Brings the tables up to date. Another process may be at it too, a command of the shell for one:
/// each migration is a transaction, so of two that run the same one, one fails, and need only go
/// on from there. That can happen once for each.
async fn migrate(write: &SqlitePool) -> Result<(), MigrateError> {
    if fail_point::COMPILED_IN {
        let mut connection = write.acquire().await?;
        connection.lock_handle().await?.set_commit_hook(|| {
            fail_point::reach("C10-commit");
            true
        });
    }
    let migrator = sqlx::migrate!("src/store/migrations/sqlite");
    let mut tries = migrator.iter().count();
    loop {
        match migrator.run(write).await {
            Err(MigrateError::Execute(_) | MigrateError::ExecuteMigration(..)) if tries > 0 => {
                tries -= 1;
            }
            migrated => return migrated,
        }
    }
}

/// Whether what this connection commits is on the disk.
async fn check(connection: &mut SqliteConnection) -> Result<(), sqlx::Error> {
    let synchronous: i64 =
        sqlx::query_scalar("PRAGMA synchronous").fetch_one(&mut *connection).await?;
    if synchronous != FULL {
        let found = synchronous.to_string();
        return Err(NotDurable { setting: "synchronous", found, wanted: "2 (FULL)" }.into());
    }
    let journal: String =
        sqlx::query_scalar("PRAGMA journal_mode").fetch_one(&mut *connection).await?;
    if journal != "wal" {
        return Err(NotDurable { setting: "journal_mode", found: journal, wanted: "wal" }.into());
    }
    Ok(())
}

/// When the disk is full, the log may be what fills it: then it is written back now, and what it
/// took is free. Whether that goes well, the next write will show.
pub(super) async fn make_room_after(error: &sqlx::Error, write: &SqlitePool) {
    if is_code(error, DISK_FULL) {
        let written_back = sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").execute(write).await;
        if let Err(error) = written_back {
            debug!(%error, "no room to write the log back");
        }
    }
}

/// Whether SQLite gave this code.
fn is_code(error: &sqlx::Error, code: &str) -> bool {
    let given = error.as_database_error().and_then(sqlx::error::DatabaseError::code);
    given.is_some_and(|given| given == code)
}

/// Locks the store at this path.
fn lock(path: &Path) -> Result<File, StoreError> {
    let mut name = path.as_os_str().to_owned();
    name.push(".lock");
    let place = || path.display().to_string();
    let file =
        File::create(&name).map_err(|source| StoreError::Folder { place: place(), source })?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(StoreError::InUse { place: place() }),
        Err(TryLockError::Error(source)) => Err(StoreError::Folder { place: place(), source }),
    }
}

fn make_folder_of(file: &Path) -> Result<(), StoreError> {
    let Some(folder) = file.parent().filter(|folder| !folder.as_os_str().is_empty()) else {
        return Ok(());
    };
    std::fs::create_dir_all(folder).map_err(|source| sqlite_words::folder_error(folder, source))
}

/// A new store is for its owner alone: it holds names, and for a while the right to answer.
fn make_private(file: &Path) -> Result<(), StoreError> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(file) {
        Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => {
            Err(sqlite_words::folder_error(file, error))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_connection_that_does_not_sync_is_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let check = async |synchronous, journal_mode: SqliteJournalMode| {
            // Each in a file of its own: one that is still open keeps its journal mode.
            let name = format!("{synchronous:?}-{journal_mode:?}.db");
            let options = SqliteConnectOptions::new()
                .filename(folder.path().join(name))
                .create_if_missing(true)
                .synchronous(synchronous)
                .journal_mode(journal_mode);
            check(&mut options.connect().await.expect("it opens")).await
        };
        use {SqliteJournalMode as Journal, SqliteSynchronous as Sync};
        check(Sync::Full, Journal::Wal).await.expect("durable");
        let error = check(Sync::Normal, Journal::Wal).await.expect_err("not synced");
        assert!(error.to_string().contains("synchronous is 1"), "{error}");
        let error = check(Sync::Full, Journal::Memory).await.expect_err("not logged");
        assert!(error.to_string().contains("journal_mode is memory"), "{error}");
    }
}
