//! The store, and the scope of it that is one robot's.

use std::fs::File;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use secrecy::SecretString;

use super::database::{Backend, Database, Query, Sql, Transaction};
use super::error::StoreError;
use super::files::note_copy;
use super::group_commit::GroupCommit;
use super::postgres::Postgres;
use super::sqlite::restore::{RestoreError, Restored};
use super::sqlite::{self, Sqlite};
use super::url::Address;
use crate::domain::RobotCode;

/// A store, whatever it keeps its rows in. A copy is the same store.
#[derive(Clone, Debug)]
pub struct Store(pub(super) Arc<Opened>);

#[derive(Debug)]
pub(super) struct Opened {
    pub(super) database: Database,
    pub(super) group_commit: GroupCommit,
}

/// What a store keeps for one robot.
#[derive(Clone, Debug)]
pub struct Scope {
    pub(super) store: Store,
    pub(super) robot_code: RobotCode,
}

/// Opens the store that `url` names; see [`open_with`].
///
/// # Errors
/// Those of [`open_with`].
pub async fn open(url: &str) -> Result<Store, StoreError> {
    open_with(url, None).await
}

/// Opens the store that `url` names, with its password if that is not in the URL, makes its file if
/// there is none, and brings its tables up to date.
///
/// # Errors
/// When `url` is of no kind we know, or the store cannot be opened, made or migrated, or would
/// lose in a crash what it said it has.
pub async fn open_with(url: &str, password: Option<&SecretString>) -> Result<Store, StoreError> {
    let statements = Arc::new(AtomicU64::new(0));
    let counter = Arc::clone(&statements);
    let (backend, group_commit) = match Address::parse(url, password)? {
        Address::Sqlite(file) => {
            let (sqlite, inserter) = Sqlite::open(file, counter).await?;
            (Backend::Sqlite(sqlite), GroupCommit::start(inserter))
        }
        Address::Postgres(options) => {
            let (postgres, inserter) = Postgres::open(*options, counter).await?;
            (Backend::Postgres(Box::new(postgres)), GroupCommit::start(inserter))
        }
    };
    Ok(Store(Arc::new(Opened { database: Database { backend, statements }, group_commit })))
}

/// Copies the store that `url` names into a new file, as it is at one moment, while others work
/// from it. It blocks.
///
/// # Errors
/// When there is no such store, the file is there already or cannot be written, or the store is
/// not in SQLite: other databases have tools of their own.
pub fn backup(url: &str, file: &Path) -> Result<(), StoreError> {
    match Address::parse(url, None)? {
        Address::Sqlite(store) => {
            sqlite::backup::backup(&store, file)?;
            store.path.iter().for_each(|path| note_copy(path));
            Ok(())
        }
        Address::Postgres(_) => Err(StoreError::NoBackup),
    }
}

/// Checks a backup and puts it in the place of the store that `url` names, from which nobody may
/// work; what was there is kept beside it, with `suffix` after its name. It blocks.
///
/// # Errors
/// When it is no good backup, or the store is held or cannot be replaced. The store is as it was.
pub fn restore(url: &str, file: &Path, suffix: &str) -> Result<Restored, RestoreError> {
    match Address::sqlite(url).map_err(StoreError::from)? {
        Some(store) => sqlite::restore::restore(&store, file, suffix),
        None => Err(RestoreError::NoFile),
    }
}

impl Store {
    /// The robots for whom it keeps something.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn robots(&self) -> Result<Vec<RobotCode>, StoreError> {
        let rows: Vec<(String,)> = self
            .0
            .database
            .read(
                "SELECT robot_code FROM groups UNION SELECT robot_code FROM ledger
                 UNION SELECT robot_code FROM jobs ORDER BY 1",
            )
            .all()
            .await?;
        Ok(rows.iter().filter_map(|(code,)| RobotCode::parse(code)).collect())
    }

    /// What it keeps for that robot.
    #[must_use]
    pub fn of(&self, robot_code: &RobotCode) -> Scope {
        Scope { store: self.clone(), robot_code: robot_code.clone() }
    }

    /// Makes this process the only one that works from this store, where only one may; others may
    /// still look into it and change single things. A store in memory is nobody else's anyway,
    /// and from PostgreSQL several work together: there this holds nothing.
    ///
    /// # Errors
    /// When another process holds it, or the lock's file cannot be made.
    pub fn hold(&self) -> Result<Hold, StoreError> {
        match &self.0.database.backend {
            Backend::Sqlite(sqlite) => Ok(Hold(sqlite.lock()?)),
            Backend::Postgres(_) => Ok(Hold(None)),
        }
    }

    /// Returns when another instance has kept something, or when that may have been missed. For
    /// one waiter. Never returns where there is no other instance.
    pub async fn changed(&self) {
        match &self.0.database.backend {
            Backend::Sqlite(_) => std::future::pending().await,
            Backend::Postgres(postgres) => postgres.listener.changed().await,
        }
    }

    /// Whether the store can be written.
    ///
    /// # Errors
    /// When it cannot.
    pub async fn ping(&self) -> Result<(), StoreError> {
        let database = &self.0.database;
        let pulse = database.write(Sql::Each {
            sqlite: "INSERT INTO pulse (id, at) VALUES (1, unixepoch())
                     ON CONFLICT (id) DO UPDATE SET at = excluded.at",
            postgres: "INSERT INTO pulse (id, at) VALUES (1, extract(epoch FROM now()))
                       ON CONFLICT (id) DO UPDATE SET at = excluded.at",
        });
        let written = pulse.execute().await;
        if let (Err(StoreError::Unavailable(error)), Backend::Sqlite(sqlite)) =
            (&written, &database.backend)
        {
            sqlite.writer.make_room_after(error).await;
        }
        written.map(|_| ())
    }

    /// Lets nothing that was removed stay on the disk in the clear: a write-ahead log holds it until it
    /// is emptied. PostgreSQL's own is its operator's concern.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn empty_log(&self) -> Result<(), StoreError> {
        match &self.0.database.backend {
            Backend::Sqlite(sqlite) => Ok(sqlite.writer.empty_log().await?),
            Backend::Postgres(_) => Ok(()),
        }
    }

    /// How many statements it was sent since it was opened; the beginnings and ends of
    /// transactions are not counted.
    #[must_use]
    pub fn statements(&self) -> u64 {
        self.0.database.statements.load(Ordering::Relaxed)
    }

    /// Waits for what is under way and closes the files or connections.
    pub async fn close(&self) {
        let Opened { database, group_commit } = &*self.0;
        if let Backend::Postgres(postgres) = &database.backend {
            postgres.listener.close();
        }
        group_commit.close().await;
        match &database.backend {
            Backend::Sqlite(sqlite) => sqlite.close().await,
            Backend::Postgres(postgres) => postgres.close().await,
        }
    }
}

impl Scope {
    /// Whose it is.
    #[must_use]
    pub fn robot_code(&self) -> &RobotCode {
        &self.robot_code
    }

    /// The store that it is a part of.
    #[must_use]
    pub fn store(&self) -> &Store {
        &self.store
    }

    pub(super) fn database(&self) -> &Database {
        &self.store.0.database
    }

    pub(super) fn is_sqlite(&self) -> bool {
        matches!(self.database().backend, Backend::Sqlite(_))
    }

    /// A statement that changes nothing; `$1` is the robot.
    pub(super) fn read(&self, sql: impl Into<Sql>) -> Query<'_> {
        self.database().read(sql).bind(&self.robot_code)
    }

    /// A statement that is a transaction of its own; `$1` is the robot.
    pub(super) fn write(&self, sql: impl Into<Sql>) -> Query<'_> {
        self.database().write(sql).bind(&self.robot_code)
    }

    pub(super) async fn begin(&self) -> Result<Transaction<'_>, StoreError> {
        self.database().begin(&self.robot_code).await
    }
}

/// While this lives, no other process works from the store; the system lets go of it when the
/// process ends, however it ends.
#[derive(Debug)]
pub struct Hold(#[expect(dead_code, reason = "held, never read")] Option<File>);
