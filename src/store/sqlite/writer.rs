//! The one connection that writes.
//!
//! A statement takes microseconds and runs where it is asked for, which costs no switch between
//! threads. A commit waits for the disk, so it runs on a thread that may wait; and transactions
//! that end while another waits for the connection share one commit. Each of them is a savepoint,
//! so that what fails or is given up takes nothing of the others with it, and each is told when all
//! is on the disk.

use std::sync::Arc;
use std::time::{Duration, Instant};

use rusqlite::{Connection, ErrorCode, ffi};
use tokio::sync::{Mutex, OwnedMutexGuard, oneshot};
use tracing::debug;

use super::connect::{BUSY_PAUSE, BUSY_TIMEOUT, is_busy};
use crate::store::error::DatabaseError;

/// How long a transaction waits for those before it.
const LONGEST_WAIT: Duration = Duration::from_secs(2);

/// The connection that writes; nothing once it is closed.
#[derive(Clone, Debug)]
pub(in crate::store) struct Writer(Arc<Mutex<Option<Open>>>);

impl Writer {
    /// Others that have the file's lock are waited for without a thread.
    pub(super) fn new(connection: Connection) -> Result<Self, DatabaseError> {
        connection.busy_timeout(Duration::ZERO)?;
        Ok(Self(Arc::new(Mutex::new(Some(Open {
            connection,
            ended: Vec::new(),
            changes_before: 0,
        })))))
    }

    /// Begins a transaction that writes. Dropped, it is rolled back.
    pub(in crate::store) async fn begin(&self) -> Result<Transaction, DatabaseError> {
        let mut taken = self.take().await?;
        let begun = Instant::now();
        loop {
            match taken.open_mut().begin() {
                Ok(()) => return Ok(Transaction { writer: self.clone(), taken: Some(taken) }),
                Err(error) if is_busy(&error) && begun.elapsed() < BUSY_TIMEOUT => {
                    tokio::time::sleep(BUSY_PAUSE).await;
                }
                Err(error) => return Err(error.into()),
            }
        }
    }

    /// Runs a statement that is a transaction of its own. Returns when it is on the disk.
    pub(in crate::store) async fn write<T>(
        &self,
        run: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, DatabaseError> {
        let mut transaction = self.begin().await?;
        let result = run(transaction.connection())?;
        transaction.commit().await?;
        Ok(result)
    }

    /// Runs something that changes nothing.
    pub(super) async fn read<T>(
        &self,
        run: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, DatabaseError> {
        Ok(run(&self.take().await?.open().connection)?)
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
        let mut taken = self.take().await?;
        blocking(move || {
            let open = taken.open_mut();
            open.commit();
            Ok(empty_log(&open.connection)?)
        })
        .await
    }

    /// Closes the connection when what is under way has ended, and the log is written back.
    pub(super) async fn close(&self) {
        let Some(mut open) = self.0.lock().await.take() else { return };
        let closed = blocking(move || {
            open.commit();
            // Whoever closes last does so too, and may be another process.
            empty_log(&open.connection)?;
            Ok(open.connection.close().map_err(|(_, error)| error)?)
        });
        if let Err(error) = closed.await {
            debug!(%error, "the store's file did not close");
        }
    }

    /// Commits what has ended, after those who wait for the connection now.
    async fn commit(self) {
        let mut guard = self.0.lock_owned().await;
        let committed = blocking(move || {
            if let Some(open) = &mut *guard {
                open.commit();
            }
            Ok(())
        });
        if let Err(error) = committed.await {
            debug!(%error, "nobody is left to commit");
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

/// How a commit went, for each of those that share it.
type Committed = Result<(), (ffi::Error, Option<String>)>;

/// The connection, with the transactions that have ended and are not committed.
#[derive(Debug)]
struct Open {
    connection: Connection,
    ended: Vec<oneshot::Sender<Committed>>,
    /// How many rows had ever been changed when what is under way began.
    changes_before: u64,
}

impl Open {
    /// Begins a transaction, or a part of the one that others have ended their parts of.
    fn begin(&mut self) -> rusqlite::Result<()> {
        self.execute(match self.ended.is_empty() {
            true => "BEGIN IMMEDIATE",
            false => "SAVEPOINT part",
        })?;
        self.changes_before = self.connection.total_changes();
        Ok(())
    }

    /// Ends a part, which is committed with the others; or at once, when there are no others and
    /// it has changed nothing, for which nobody waits.
    fn end(&mut self) -> rusqlite::Result<Option<oneshot::Receiver<Committed>>> {
        if self.ended.is_empty() && self.connection.total_changes() == self.changes_before {
            self.execute("COMMIT")?;
            return Ok(None);
        }
        if !self.ended.is_empty() {
            self.execute("RELEASE part")?;
        }
        let (committed, is_committed) = oneshot::channel();
        self.ended.push(committed);
        Ok(Some(is_committed))
    }

    /// Executes what is always the same, and is prepared once.
    fn execute(&self, statement: &str) -> rusqlite::Result<()> {
        self.connection.prepare_cached(statement)?.raw_execute().map(|_| ())
    }

    /// Takes a part back. On a full disk SQLite takes all of them back by itself.
    fn roll_back(&mut self) {
        let rolled_back = match (self.connection.is_autocommit(), self.ended.is_empty()) {
            (true, true) => Ok(()),
            (true, false) => {
                let lost = (ffi::Error::new(ffi::SQLITE_ABORT_ROLLBACK), None);
                self.tell(&Err(lost));
                Ok(())
            }
            (false, true) => self.execute("ROLLBACK"),
            (false, false) => self.connection.execute_batch("ROLLBACK TO part; RELEASE part"),
        };
        if let Err(error) = rolled_back {
            debug!(%error, "a transaction was not rolled back");
        }
    }

    /// Commits what has ended, and tells all whose it is. It blocks.
    fn commit(&mut self) {
        if self.ended.is_empty() {
            return;
        }
        let committed = self.execute("COMMIT").map_err(|error| match error {
            rusqlite::Error::SqliteFailure(error, message) => (error, message),
            other => (ffi::Error::new(ffi::SQLITE_ERROR), Some(other.to_string())),
        });
        if committed.is_err()
            && !self.connection.is_autocommit()
            && let Err(error) = self.execute("ROLLBACK")
        {
            debug!(%error, "a transaction was not rolled back");
        }
        self.tell(&committed);
    }

    fn tell(&mut self, committed: &Committed) {
        for whose in self.ended.drain(..) {
            // They may have given up.
            let _ = whose.send(committed.clone());
        }
    }
}

/// The connection, taken by one at a time, and open.
#[derive(Debug)]
struct Taken(OwnedMutexGuard<Option<Open>>);

/// Why [`Taken`] has a connection.
const IS_OPEN: &str = "who takes it looks whether it is open, and nobody else can close it";

impl Taken {
    fn open(&self) -> &Open {
        self.0.as_ref().expect(IS_OPEN)
    }

    fn open_mut(&mut self) -> &mut Open {
        self.0.as_mut().expect(IS_OPEN)
    }
}

/// Several statements that count together or not at all.
#[derive(Debug)]
pub(in crate::store) struct Transaction {
    writer: Writer,
    /// Nothing once it has ended.
    taken: Option<Taken>,
}

impl Transaction {
    /// What runs its statements.
    pub(in crate::store) fn connection(&mut self) -> &Connection {
        &self.taken.as_ref().expect("it has not ended").open().connection
    }

    /// Returns when all of it is on the disk.
    pub(in crate::store) async fn commit(mut self) -> Result<(), DatabaseError> {
        let mut taken = self.taken.take().expect("it has not ended");
        let open = taken.open_mut();
        let is_first = open.ended.is_empty();
        let is_committed = match open.end() {
            Ok(Some(is_committed)) => is_committed,
            Ok(None) => return Ok(()),
            Err(error) => {
                open.roll_back();
                return Err(error.into());
            }
        };
        drop(taken);
        if is_first {
            tokio::spawn(self.writer.clone().commit());
        }
        match is_committed.await {
            Ok(committed) => committed
                .map_err(|(error, message)| rusqlite::Error::SqliteFailure(error, message).into()),
            // The runtime ends.
            Err(_) => Err(DatabaseError::Closed),
        }
    }
}

impl Drop for Transaction {
    fn drop(&mut self) {
        if let Some(taken) = &mut self.taken {
            taken.open_mut().roll_back();
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

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU64, Ordering};

    use futures_util::future::join_all;

    use super::*;

    const TABLES: &str = "
        CREATE TABLE whole (id INTEGER PRIMARY KEY);
        CREATE TABLE part (whole INTEGER REFERENCES whole (id) DEFERRABLE INITIALLY DEFERRED)";

    /// A writer, and how often it has committed.
    fn writer() -> (Writer, Arc<AtomicU64>) {
        let connection = Connection::open_in_memory().expect("a store");
        connection.pragma_update(None, "foreign_keys", "on").expect("it is set");
        connection.execute_batch(TABLES).expect("tables");
        let commits = Arc::new(AtomicU64::new(0));
        let counter = Arc::clone(&commits);
        let at_commit = move || {
            counter.fetch_add(1, Ordering::Relaxed);
            false
        };
        connection.commit_hook(Some(at_commit)).expect("a hook");
        (Writer::new(connection).expect("a writer"), commits)
    }

    async fn add(writer: &Writer, id: i64) -> Result<(), DatabaseError> {
        let insert = move |connection: &Connection| {
            connection.execute("INSERT INTO whole (id) VALUES (?1)", [id])
        };
        writer.write(insert).await.map(|_| ())
    }

    async fn ids(writer: &Writer) -> Vec<i64> {
        let read = |connection: &Connection| {
            let mut statement = connection.prepare("SELECT id FROM whole ORDER BY id")?;
            let rows = statement.query_map([], |row| row.get(0))?;
            rows.collect()
        };
        writer.read(read).await.expect("it answers")
    }

    #[tokio::test]
    async fn those_who_write_at_the_same_time_share_a_commit() {
        let (writer, commits) = writer();
        let added = join_all((0..20).map(|id| add(&writer, id))).await;
        assert!(added.iter().all(Result::is_ok));
        assert_eq!(commits.load(Ordering::Relaxed), 1);
        assert_eq!(ids(&writer).await, (0..20).collect::<Vec<_>>());
    }

    #[tokio::test]
    async fn what_changes_nothing_waits_for_no_commit() {
        let (writer, _) = writer();
        let nothing = writer.write(|connection| connection.execute("DELETE FROM part", []));
        let mut nothing = std::pin::pin!(nothing);
        let answer = futures_util::poll!(&mut nothing);
        assert!(matches!(answer, std::task::Poll::Ready(Ok(0))));
    }

    #[tokio::test]
    async fn what_fails_or_is_given_up_takes_nothing_of_the_others_with_it() {
        let (writer, _) = writer();
        let given_up = async {
            let mut transaction = writer.begin().await.expect("it begins");
            let insert = transaction.connection().execute("INSERT INTO whole VALUES (7)", []);
            insert.expect("it is written");
        };
        // The second of the same number fails.
        let added = tokio::join!(add(&writer, 1), add(&writer, 1), given_up, add(&writer, 2));
        assert!(added.0.is_ok() && added.1.is_err() && added.3.is_ok());
        assert_eq!(ids(&writer).await, [1, 2]);
        // Nor does one who does not wait for the commit.
        let hasty = add(&writer, 3);
        assert!(futures_util::poll!(std::pin::pin!(hasty)).is_pending());
        add(&writer, 4).await.expect("it is written");
        assert_eq!(ids(&writer).await, [1, 2, 3, 4]);
    }

    #[tokio::test]
    async fn a_commit_that_fails_fails_all_whose_it_is_and_nobody_after_them() {
        let (writer, _) = writer();
        let orphan = writer
            .write(|connection| connection.execute("INSERT INTO part (whole) VALUES (99)", []));
        let (orphan, other) = tokio::join!(orphan, add(&writer, 1));
        let said = |error: DatabaseError| error.to_string();
        assert_eq!(orphan.map_err(said), Err("FOREIGN KEY constraint failed".to_owned()));
        assert_eq!(other.map_err(said), Err("FOREIGN KEY constraint failed".to_owned()));
        add(&writer, 2).await.expect("it is written");
        assert_eq!(ids(&writer).await, [2]);
    }

    #[tokio::test]
    async fn those_whose_writes_sqlite_takes_back_by_itself_are_told() {
        let (writer, _) = writer();
        let full_disk = writer.write(|connection| {
            connection.execute_batch("ROLLBACK")?;
            Err::<(), _>(rusqlite::Error::InvalidQuery)
        });
        let (first, second) = tokio::join!(add(&writer, 1), full_disk);
        assert!(first.is_err() && second.is_err());
        add(&writer, 2).await.expect("it is written");
        assert_eq!(ids(&writer).await, [2]);
    }

    #[tokio::test]
    async fn what_has_ended_is_committed_before_the_store_closes() {
        let (writer, commits) = writer();
        let closed = async {
            writer.close().await;
            commits.load(Ordering::Relaxed)
        };
        let (added, commits) = tokio::join!(add(&writer, 1), closed);
        added.expect("it is written");
        assert_eq!(commits, 1);
    }
}
