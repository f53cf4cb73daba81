//! The store in a SQLite file, or in memory.
//!
//! There is one writer; readers have connections of their own. A store in memory belongs to its
//! connection, so there it also reads.

pub(super) mod backup;
mod connect;
mod failed_sync;
mod insert;
mod migrate;
mod readers;
pub(super) mod restore;
mod statement;
mod writer;

use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use rusqlite::Connection;

use super::error::{DatabaseError, StoreError};
use super::files::with_suffix;
use super::slots::Slots;
use super::sqlite_words;
use super::url::SqliteAddress;
use insert::Inserter;
use readers::Readers;
pub(super) use statement::Statement;
pub(super) use writer::Transaction;
use writer::Writer;

/// A store in a file, or in memory.
#[derive(Debug)]
pub(super) struct Sqlite {
    pub(super) writer: Writer,
    /// Those of a file.
    readers: Option<Readers>,
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
        let opening = tokio::task::spawn_blocking(move || Self::open_here(address));
        let sqlite = opening.await.map_err(|_| StoreError::Closed)??;
        let inserter = Inserter { writer: sqlite.writer.clone(), statements };
        Ok((sqlite, inserter))
    }

    fn open_here(address: SqliteAddress) -> Result<Self, StoreError> {
        let (place, path) = (address.place(), address.path.clone());
        let open_error = |source| sqlite_words::open_error(&place, path.as_deref(), source);
        if let Some(path) = &path {
            make_folder_of(path)?;
            make_private(path)?;
        }
        let mut connection = connect::connect(&address).map_err(open_error)?;
        migrate::migrate(&mut connection)
            .map_err(|source| sqlite_words::migrate_error(&place, path.as_deref(), source))?;
        let writer = Writer::new(connection).map_err(open_error)?;
        let readers = path.is_some().then(|| Readers::new(address));
        Ok(Self { writer, readers, slots: Slots::default(), path })
    }

    /// Runs a question.
    pub(super) async fn read<T>(
        &self,
        run: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, DatabaseError> {
        match &self.readers {
            Some(readers) => readers.read(run),
            None => self.writer.read(run).await,
        }
    }

    /// The lock beside the file, which the system lets go when the process ends.
    pub(super) fn lock(&self) -> Result<Option<File>, StoreError> {
        let Some(path) = &self.path else {
            return Ok(None);
        };
        lock(path).map(Some)
    }

    pub(super) async fn close(&self) {
        if let Some(readers) = &self.readers {
            readers.close();
        }
        self.writer.close().await;
    }
}

/// Locks the store at this path.
fn lock(path: &Path) -> Result<File, StoreError> {
    let place = || path.display().to_string();
    let file = File::create(with_suffix(path, ".lock"))
        .map_err(|source| StoreError::Folder { place: place(), source })?;
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
    match create_private(file) {
        Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => {
            Err(sqlite_words::folder_error(file, error))
        }
        _ => Ok(()),
    }
}

/// Makes a file that is there for its owner alone, and was not there before.
fn create_private(file: &Path) -> std::io::Result<File> {
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(file)
}
