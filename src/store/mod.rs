//! What must survive a restart: acknowledged messages, answers still to be given, the groups, what
//! they have decided and what waits for somebody's word there, and the ledger.
//!
//! [`Store`] keeps its rows in one of two places: a SQLite file, which one process works from, or
//! a PostgreSQL database, which many may. On both, when a call that writes returns, its row is on
//! the disk. Messages that come together are kept together, in one transaction. What belongs to
//! one robot is asked of its [`Scope`]; each file here is one concern of it.
//!
//! Jobs and replies are taken with a lease: whoever took one ends it by naming the lease's token,
//! and a lease that was lost ends nothing.
//!
//! Times come from the caller. With several instances, a lease that one of them wrote is judged
//! by the clock of another: a clock that is ahead by more than the lease outlasts the work takes
//! jobs that are still in hand. Then a name may be set twice, and the token still lets only one
//! of them write how it went. So a lease must outlast the work by more than clocks differ.

mod calls;
mod database;
mod directory;
mod discreet;
mod endings;
mod error;
mod follow_ups;
mod groups;
mod jobs;
mod keeper;
mod ledger;
mod likenesses;
mod names;
mod numbers;
mod people;
mod plans;
mod postgres;
mod replies;
mod requests;
mod rows;
mod rules;
mod slots;
mod sqlite;
mod upkeep;

use std::fs::File;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::domain::{RobotCode, Timestamp};
use database::{Backend, Database, Query, Sql, Transaction};
pub use directory::DirectoryEntry;
pub use endings::{Ending, Finished, JobOutcome};
pub use error::StoreError;
pub use follow_ups::FollowUp;
pub use groups::Group;
pub use jobs::{ClaimedJob, NewJob, RenameRequest};
use keeper::Keeper;
pub use keeper::Kept;
pub use ledger::{LedgerEntry, RenameFilter, RenameOutcome, RenameRow, Undoable};
pub use names::{CurrentName, LastRename, NamesOf};
pub use people::Member;
pub use plans::{Confirmation, Confirmed, NewPlan, Plan, PlanOutcome, PlanProgress};
pub use replies::{ClaimedReply, NewAnswer, ReplyOutcome};
pub use requests::{Decided, Decision, NewRequest, Request, RequestState};
pub use rules::{Rule, RuleChange};
pub use upkeep::UnreadableJob;

/// A store, whatever it keeps its rows in. A copy is the same store.
#[derive(Clone, Debug)]
pub struct Store(Arc<Opened>);

#[derive(Debug)]
struct Opened {
    database: Database,
    keeper: Keeper,
}

/// What a store keeps for one robot.
#[derive(Clone, Debug)]
pub struct Scope {
    store: Store,
    robot_code: RobotCode,
}

/// Opens the store that `url` names, makes its file if there is none, and brings its tables up to
/// date.
///
/// # Errors
/// When `url` is of no kind we know, or the store cannot be opened, made or migrated, or would
/// lose in a crash what it said it has.
pub async fn open(url: &str) -> Result<Store, StoreError> {
    let statements = Arc::new(AtomicU64::new(0));
    let counter = Arc::clone(&statements);
    let (backend, keeper) = match url.split(':').next().unwrap_or_default() {
        "sqlite" => {
            let (sqlite, inserter) = sqlite::Sqlite::open(url, counter).await?;
            (Backend::Sqlite(sqlite), Keeper::start(inserter))
        }
        "postgres" | "postgresql" => {
            let (postgres, inserter) = postgres::Postgres::open(url, counter).await?;
            (Backend::Postgres(Box::new(postgres)), Keeper::start(inserter))
        }
        scheme => return Err(StoreError::UnknownScheme { scheme: scheme.to_owned() }),
    };
    Ok(Store(Arc::new(Opened { database: Database { backend, statements }, keeper })))
}

/// Copies the store that `url` names into a new file, as it is at one moment, while others work
/// from it.
///
/// # Errors
/// When there is no such store, the file is there already or cannot be written, or the store is
/// not in SQLite: other databases have tools of their own.
pub async fn backup(url: &str, file: &Path) -> Result<(), StoreError> {
    match url.split(':').next().unwrap_or_default() {
        "sqlite" => sqlite::backup::backup(url, file).await,
        "postgres" | "postgresql" => Err(StoreError::NoBackup),
        scheme => Err(StoreError::UnknownScheme { scheme: scheme.to_owned() }),
    }
}

impl Store {
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
            sqlite::make_room_after(error, &sqlite.write).await;
        }
        written.map(|_| ())
    }

    /// How many statements it was sent since it was opened; the beginnings and ends of
    /// transactions are not counted.
    #[must_use]
    pub fn statements(&self) -> u64 {
        self.0.database.statements.load(Ordering::Relaxed)
    }

    /// Waits for what is under way and closes the files or connections.
    pub async fn close(&self) {
        let Opened { database, keeper } = &*self.0;
        if let Backend::Postgres(postgres) = &database.backend {
            postgres.listener.close();
        }
        keeper.close().await;
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

    fn database(&self) -> &Database {
        &self.store.0.database
    }

    fn is_sqlite(&self) -> bool {
        matches!(self.database().backend, Backend::Sqlite(_))
    }

    /// A statement that changes nothing; `$1` is the robot.
    fn read(&self, sql: impl Into<Sql>) -> Query<'_> {
        self.database().read(sql).bind(&self.robot_code)
    }

    /// A statement that is a transaction of its own; `$1` is the robot.
    fn write(&self, sql: impl Into<Sql>) -> Query<'_> {
        self.database().write(sql).bind(&self.robot_code)
    }

    async fn begin(&self) -> Result<Transaction<'_>, StoreError> {
        self.database().begin(&self.robot_code).await
    }
}

/// While this lives, no other process works from the store; the system lets go of it when the
/// process ends, however it ends.
#[derive(Debug)]
pub struct Hold(#[expect(dead_code, reason = "held, never read")] Option<File>);

/// How much may be taken at once.
#[derive(Clone, Copy, Debug)]
pub struct Share {
    /// In all.
    pub total: u32,
    /// Of one conversation, those counted that are taken already.
    pub per_conversation: u32,
}

/// Proof that a job or reply was taken by us and by nobody since.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lease {
    id: i64,
    token: String,
}

/// How what was taken is released, to be taken again.
#[derive(Clone, Copy, Debug)]
pub struct Release {
    /// Not before then.
    pub visible_at: Timestamp,
    /// Whether the attempt counts. It does not when it was not the job that failed.
    pub counts: bool,
    /// Whether a call may have been made that may still take effect: whoever takes the job next is
    /// told. Of a reply it says nothing.
    pub in_doubt: bool,
}

impl Lease {
    fn new_token() -> String {
        uuid::Uuid::new_v4().to_string()
    }
}
