//! What must survive a restart: acknowledged messages, answers still to be given, the groups, what
//! they have decided and what waits for somebody's word there, and the ledger.
//!
//! One contract, [`Store`], and two places to keep it in: a SQLite file, which one process works
//! from, and a PostgreSQL database, which many may. On both, when a call that writes returns, its
//! row is on the disk. Messages that come together are kept together, in one transaction.
//!
//! Jobs and replies are taken with a lease: whoever took one ends it by naming the lease's token,
//! and a lease that was lost ends nothing.
//!
//! Times come from the caller. With several instances, a lease that one of them wrote is judged
//! by the clock of another: a clock that is ahead by more than the lease outlasts the work takes
//! jobs that are still in hand. Then a name may be set twice, and the token still lets only one
//! of them write how it went. So a lease must outlast the work by more than clocks differ.

mod calls;
mod error;
mod groups;
mod jobs;
mod keeper;
mod ledger;
mod people;
mod plans;
mod postgres;
mod replies;
mod requests;
mod rules;
mod slots;
mod sqlite;
mod sqlite_words;
mod url;

use std::fmt::Debug;
use std::fs::File;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use secrecy::SecretString;

use crate::domain::RobotCode;
pub use calls::Calls;
pub use error::StoreError;
pub use groups::{Group, Groups};
pub use jobs::{ClaimedJob, Ending, FollowUp, JobOutcome, Jobs, Kept, NewJob, Wish};
pub use ledger::{
    CurrentName, LastRename, Ledger, LedgerEntry, RenameFilter, RenameOutcome, RenameRow, Undoable,
};
pub use people::{DirectoryEntry, Member, People};
pub use plans::{Confirmed, NewPlan, Plan, PlanOutcome, PlanProgress, Plans};
pub use replies::{ClaimedReply, Replies, ReplyOutcome};
pub use requests::{Decided, NewRequest, Request, RequestState, Requests};
pub use rules::{Rule, RuleChange, Rules};
pub use sqlite_words::Trouble;
use url::Address;
pub use url::UrlError;

/// A store, whatever it keeps its rows in. The tests run one suite against all of them.
#[async_trait]
pub trait Store:
    Jobs + Replies + Groups + Ledger + Rules + Requests + Plans + People + Calls + Debug + Send + Sync
{
    /// Makes this process the only one that works from this store, where only one may; others may
    /// still look into it and change single things. A store in memory is nobody else's anyway,
    /// and from PostgreSQL several work together: there this holds nothing.
    ///
    /// # Errors
    /// When another process holds it, or the lock's file cannot be made.
    fn hold(&self) -> Result<Hold, StoreError>;

    /// Returns when another instance has kept something, or when that may have been missed. For
    /// one waiter. Never returns where there is no other instance.
    async fn changed(&self);

    /// Whether the store can be written.
    ///
    /// # Errors
    /// When it cannot.
    async fn ping(&self) -> Result<(), StoreError>;

    /// Reserves the next call to an API: calls of all who work from this store are `spacing`
    /// apart. Returns how long to wait for it, or nothing, and reserves nothing, when that would
    /// be longer than `longest`.
    ///
    /// # Errors
    /// When the store does not answer.
    async fn reserve_call(
        &self,
        robot_code: &RobotCode,
        api: &'static str,
        spacing: Duration,
        longest: Duration,
    ) -> Result<Option<Duration>, StoreError>;

    /// Waits for what is under way and closes the files or connections.
    async fn close(&self);
}

/// Opens the store that `url` names; see [`open_with`].
///
/// # Errors
/// Those of [`open_with`].
pub async fn open(url: &str) -> Result<Arc<dyn Store>, StoreError> {
    open_with(url, None).await
}

/// Opens the store that `url` names, with its password if that is not in the URL, makes its file if there is none, and brings its tables up to
/// date.
///
/// # Errors
/// When `url` is of no kind we know, or the store cannot be opened, made or migrated, or would
/// lose in a crash what it said it has.
pub async fn open_with(
    url: &str,
    password: Option<&SecretString>,
) -> Result<Arc<dyn Store>, StoreError> {
    Ok(match Address::parse(url, password)? {
        Address::Sqlite(file) => Arc::new(sqlite::Sqlite::open(file).await?),
        Address::Postgres(options) => Arc::new(postgres::Postgres::open(options).await?),
    })
}

/// Copies the store that `url` names into a new file, as it is at one moment, while others work
/// from it.
///
/// # Errors
/// When there is no such store, the file is there already or cannot be written, or the store is
/// not in SQLite: other databases have tools of their own.
pub async fn backup(url: &str, file: &Path) -> Result<(), StoreError> {
    match Address::parse(url, None)? {
        Address::Sqlite(store) => sqlite::backup::backup(store, file).await,
        Address::Postgres(_) => Err(StoreError::NoBackup),
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

impl Lease {
    fn new_token() -> String {
        uuid::Uuid::new_v4().to_string()
    }
}
