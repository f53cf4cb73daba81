//! A backup put in the store's place: looked at first, and put there in one step; what was there
//! before is set aside.

use std::fs::{self, File};
use std::io::{self, Read, Seek};
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};
use sqlx::migrate::MigrateError;

use super::connect::open;
use super::{create_private, lock, make_folder_of, migrate};
use crate::domain::Timestamp;
use crate::store::error::StoreError;
use crate::store::files::{SQLITE_MAGIC, with_suffix};
use crate::store::sqlite_words;
use crate::store::url::SqliteAddress;

/// A backup, and what is in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restored {
    /// The path where the store is.
    pub place: String,
    /// What was there before, if there was something.
    pub set_aside: Option<PathBuf>,
    /// How many groups it knows.
    pub groups: u64,
    /// How many renames it remembers.
    pub renames: u64,
    /// When the last of them was tried.
    pub last_rename: Option<Timestamp>,
}

/// Why a backup was not put in the store's place. The store is as it was.
#[derive(Debug, thiserror::Error)]
pub enum RestoreError {
    /// A PostgreSQL store, or one in memory.
    #[error("only a store in a SQLite file is restored; for PostgreSQL there is pg_restore")]
    NoFile,
    /// The file or the store's folder cannot be used.
    #[error("cannot use {place}")]
    File {
        /// The path.
        place: String,
        /// Why not.
        source: io::Error,
    },
    /// The backup is the store.
    #[error("that is the store itself")]
    Same,
    /// It is of another kind.
    #[error("it is no SQLite file")]
    NotSqlite,
    /// It is damaged.
    #[error("it is damaged: {0}")]
    Damaged(String),
    /// It is of another program.
    #[error("it is no store of dingnick's")]
    NotOurs,
    /// A part of it lies beside it.
    #[error("a part of it is in {0}; `dingnick backup` makes a whole copy")]
    NotWhole(String),
    /// A newer version made it.
    #[error(
        "a newer version of dingnick made it; it knows its tables ({0}), and this one does not"
    )]
    Newer(i64),
    /// The store is held, or its tables cannot be brought up to date.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<rusqlite::Error> for RestoreError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Damaged(error.to_string())
    }
}

/// Puts `backup` in the place of the store at `address`, where no bot runs; what was there has
/// `suffix` after its name. It blocks.
pub(in crate::store) fn restore(
    address: &SqliteAddress,
    backup: &Path,
    suffix: &str,
) -> Result<Restored, RestoreError> {
    let Some(path) = &address.path else {
        return Err(RestoreError::NoFile);
    };
    let set_aside = &with_suffix(path, suffix);
    make_folder_of(path)?;
    let hold = lock(path)?;
    let copy = with_suffix(path, ".restoring");
    let restored = copy_whole(backup, path, &copy).and_then(|()| {
        let (groups, renames, last_rename) = look(&copy)?;
        let had_one = set_old_aside(address, path, set_aside)?;
        fs::rename(&copy, path).map_err(of(path))?;
        sync_folder(path).map_err(of(path))?;
        let place = path.display().to_string();
        let set_aside = had_one.then(|| set_aside.to_owned());
        Ok(Restored { place, set_aside, groups, renames, last_rename })
    });
    if restored.is_err() {
        // Nothing is left of the try.
        for suffix in ["", "-wal", "-shm", "-journal"] {
            let _ = fs::remove_file(with_suffix(&copy, suffix));
        }
    }
    drop(hold);
    restored
}

/// Copies the backup beside the store, so that one step puts it in its place.
fn copy_whole(backup: &Path, store: &Path, copy: &Path) -> Result<(), RestoreError> {
    let mut from = File::open(backup).map_err(of(backup))?;
    if from.metadata().map_err(of(backup))?.is_dir() {
        return Err(of(backup)(io::ErrorKind::IsADirectory.into()));
    }
    if let (Ok(one), Ok(other)) = (backup.canonicalize(), store.canonicalize())
        && one == other
    {
        return Err(RestoreError::Same);
    }
    let log = with_suffix(backup, "-wal");
    if log.metadata().is_ok_and(|log| log.len() > 0) {
        return Err(RestoreError::NotWhole(log.display().to_string()));
    }
    let mut header = Vec::new();
    (&mut from).take(SQLITE_MAGIC.len() as u64).read_to_end(&mut header).map_err(of(backup))?;
    if header != SQLITE_MAGIC {
        return Err(RestoreError::NotSqlite);
    }
    from.rewind().map_err(of(backup))?;
    // What a try that was killed has left.
    let _ = fs::remove_file(copy);
    let mut to = create_private(copy).map_err(of(copy))?;
    io::copy(&mut from, &mut to).map_err(of(copy))?;
    to.sync_all().map_err(of(copy))
}

/// Looks whether the copy is whole and ours, and brings it up to date: what fails there fails here,
/// and not at the bot's next start.
fn look(copy: &Path) -> Result<(u64, u64, Option<Timestamp>), RestoreError> {
    let mut connection = Connection::open_with_flags(copy, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    let check: String = connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    if check != "ok" {
        return Err(RestoreError::Damaged(check.replace('\n', " ")));
    }
    for table in ["_sqlx_migrations", "jobs", "groups", "ledger"] {
        if !connection.table_exists(None, table)? {
            return Err(RestoreError::NotOurs);
        }
    }
    migrate::migrate(&mut connection).map_err(|source| match source {
        MigrateError::VersionMissing(version) => RestoreError::Newer(version),
        source => sqlite_words::migrate_error(&copy.display().to_string(), None, source).into(),
    })?;
    let counts = connection.query_row(
        "SELECT (SELECT count(*) FROM groups), (SELECT count(*) FROM ledger),
             (SELECT max(at) FROM ledger)",
        [],
        |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?, row.get::<_, Option<i64>>(2)?)),
    )?;
    // All of it in one file, so that one step puts it in its place.
    connection.pragma_update(None, "journal_mode", "delete")?;
    connection.close().map_err(|(_, error)| error)?;
    File::open(copy).and_then(|file| file.sync_all()).map_err(of(copy))?;
    let (groups, renames, last) = counts;
    let count = |count: i64| u64::try_from(count).unwrap_or(0);
    Ok((count(groups), count(renames), last.map(Timestamp)))
}

/// Keeps the store that was there, whole, under another name; whether there was one. What is in
/// its log would else be taken for a part of the backup.
fn set_old_aside(
    address: &SqliteAddress,
    path: &Path,
    set_aside: &Path,
) -> Result<bool, RestoreError> {
    if path.symlink_metadata().is_err() {
        return Ok(false);
    }
    // It may be damaged, and that is why somebody restores.
    let _ = open(address, OpenFlags::empty())
        .map(|old| old.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())));
    let log = with_suffix(path, "-wal");
    if log.metadata().is_ok_and(|log| log.len() > 0) {
        let log_aside = with_suffix(set_aside, "-wal");
        fs::rename(&log, &log_aside).map_err(of(&log_aside))?;
    }
    for suffix in ["-wal", "-shm"] {
        let _ = fs::remove_file(with_suffix(path, suffix));
    }
    if set_aside.symlink_metadata().is_ok() {
        return Err(of(set_aside)(io::ErrorKind::AlreadyExists.into()));
    }
    // Where there are no hard links, there is no store for the moment of a copy's making.
    fs::hard_link(path, set_aside)
        .or_else(|_| fs::rename(path, set_aside))
        .map_err(of(set_aside))?;
    Ok(true)
}

fn sync_folder(path: &Path) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
}

fn of(path: &Path) -> impl Fn(io::Error) -> RestoreError {
    let place = path.display().to_string();
    move |source| RestoreError::File { place: place.clone(), source }
}
