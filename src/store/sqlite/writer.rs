//! The one connection that writes.
//!
//! A statement takes microseconds and runs where it is asked for, which costs no switch between
//! threads. A commit waits for the disk, so it runs on a thread that may wait.

use std::sync::Arc;
use std::time::{Duration, Instant};

use rusqlite::{Connection, ErrorCode};
use tokio::sync::{Mutex, OwnedMutexGuard};
use tracing::debug;

use super::connect::{BUSY_PAUSE, BUSY_TIMEOUT, is_busy};
use crate::store::error::DatabaseError;

/// How long a transaction waits for those before it.
const LONGEST_WAIT: Duration = Duration::from_secs(2);

/// The connection that writes; nothing once it is closed.
#[derive(Clone, Debug)]
pub(in crate::store) struct Writer(Arc<Mutex<Option<Connection>>>);

impl Writer {
    /// Others that have the file's lock are waited for without a thread.
    pub(super) fn new(connection: Connection) -> Result<Self, DatabaseError> {
        connection.busy_timeout(Duration::ZERO)?;
        Ok(Self(Arc::new(Mutex::new(Some(connection)))))
    }

    /// Begins a transaction that writes. Dropped, it is rolled back.
    pub(in crate::store) async fn begin(&self) -> Result<Transaction, DatabaseError> {
        let taken = self.take().await?;
        let begun = Instant::now();
        loop {
            match taken.connection().execute_batch("BEGIN IMMEDIATE") {
                Ok(()) => return Ok(Transaction(taken)),
                Err(error) if is_busy(&error) && begun.elapsed() < BUSY_TIMEOUT => {
                    tokio::time::sleep(BUSY_PAUSE).await;
                }
                Err(error) => return Err(error.into()),
            }
        }
    }

    /// Runs a statement that is a transaction of its own. Returns when it is on the disk.
    pub(in crate::store) async fn write<T: Send + 'static>(
        &self,
        run: impl FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T, DatabaseError> {
        let transaction = self.begin().await?;
        blocking(move || {
            let result = run(transaction.0.connection())?;
            transaction.commit_here()?;
            Ok(result)
        })
        .await
    }

    /// Runs something outside of any transaction.
    pub(super) async fn read<T>(
        &self,
        run: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, DatabaseError> {
        Ok(run(self.take().await?.connection())?)
    }

    /// When the disk is full, the log may be what fills it: then it is written back now, and what
    /// it took is free. Whether that goes well, the next write will show.
    pub(in crate::store) async fn make_room_after(&self, error: &DatabaseError) {
        let DatabaseError::Sqlite(error) = error else { return };
        if error.sqlite_error_code() != Some(ErrorCode::DiskFull) {
            return;
        }
        if let Err(error) = self.empty_log().await {
            debug!(%error, "no room to write the log back");
        }
    }

    /// Writes the log back and empties its file: what was removed from the store stands in it still.
    /// While somebody reads from it, that is left for another time.
    pub(in crate::store) async fn empty_log(&self) -> Result<(), DatabaseError> {
        let taken = self.take().await?;
        blocking(move || Ok(empty_log(taken.connection())?)).await
    }

    /// Closes the connection when what is under way has ended, and the log is written back.
    pub(super) async fn close(&self) {
        let Some(connection) = self.0.lock().await.take() else { return };
        let closed = blocking(move || {
            // Whoever closes last does so too, and may be another process.
            empty_log(&connection)?;
            Ok(connection.close().map_err(|(_, error)| error)?)
        });
        if let Err(error) = closed.await {
            debug!(%error, "the store's file did not close");
        }
    }

    async fn take(&self) -> Result<Taken, DatabaseError> {
        let lock = Arc::clone(&self.0).lock_owned();
        let guard =
            tokio::time::timeout(LONGEST_WAIT, lock).await.map_err(|_| DatabaseError::TooBusy)?;
        let taken = Taken(guard);
        if taken.0.is_none() {
            return Err(DatabaseError::Closed);
        }
        Ok(taken)
    }
}

/// The connection, taken by one at a time, and open.
#[derive(Debug)]
struct Taken(OwnedMutexGuard<Option<Connection>>);

impl Taken {
    fn connection(&self) -> &Connection {
        self.0
            .as_ref()
            .expect("who takes it looks whether it is open, and nobody else can close it")
    }
}

/// Several statements that count together or not at all.
#[derive(Debug)]
pub(in crate::store) struct Transaction(Taken);

impl Transaction {
    /// What runs its statements.
    pub(in crate::store) fn connection(&mut self) -> &Connection {
        self.0.connection()
    }

    /// Returns when all of it is on the disk.
    pub(in crate::store) async fn commit(self) -> Result<(), DatabaseError> {
        blocking(move || self.commit_here()).await
    }

    fn commit_here(self) -> Result<(), DatabaseError> {
        Ok(self.0.connection().execute_batch("COMMIT")?)
    }
}

impl Drop for Transaction {
    fn drop(&mut self) {
        let connection = self.0.connection();
        // After a commit there is nothing to roll back; on a full disk SQLite did so by itself.
        if !connection.is_autocommit()
            && let Err(error) = connection.execute_batch("ROLLBACK")
        {
            debug!(%error, "a transaction was not rolled back");
        }
    }
}

fn empty_log(connection: &Connection) -> rusqlite::Result<()> {
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
}

/// Runs it on a thread that may wait for the disk.
async fn blocking<T: Send + 'static>(
    run: impl FnOnce() -> Result<T, DatabaseError> + Send + 'static,
) -> Result<T, DatabaseError> {
    match tokio::task::spawn_blocking(run).await {
        Ok(result) => result,
        Err(error) => match error.try_into_panic() {
            Ok(panic) => std::panic::resume_unwind(panic),
            // The runtime ends.
            Err(_) => Err(DatabaseError::Closed),
        },
    }
}
