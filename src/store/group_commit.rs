//! Group commit: messages that are to be kept at the same time share one transaction, because
//! waiting for the disk costs the same for one as for hundreds.
//!
//! One task takes all that waits, writes it, and tells each caller when it is on the disk. While
//! it writes, the next ones gather. A caller that gave up meanwhile harms nobody.

use std::collections::HashSet;
use std::future::Future;
use std::sync::Arc;

use tokio::sync::{Mutex, mpsc, oneshot};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use super::error::{DatabaseError, StoreError};
use crate::fail_point;

/// How many messages may wait. At 64 KiB, the most that a callback may have, they hold 64 MiB.
const QUEUE: usize = 1024;

/// How many messages share a transaction at most.
const LARGEST_BATCH: usize = 512;

/// What became of a message that was to be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// It is kept.
    New,
    /// It was kept before: a repeated delivery.
    Before,
}

/// Which rows were new.
pub(super) enum Fresh {
    /// All of them, as is nearly always so.
    All,
    /// Those with these keys.
    Only(HashSet<Key>),
}

/// What keeps repeats out: the robot and the message's id.
pub(super) type Key = (String, String);

/// A message to be kept, as the writer takes it.
pub(super) struct Row {
    pub robot_code: String,
    pub message_id: String,
    pub lane: String,
    pub conversation_id: String,
    pub message: String,
    pub asker: Option<String>,
    pub session: Option<String>,
    pub asked_by: Option<String>,
    pub asked_at: Option<i64>,
    pub received_at: i64,
}

/// How a database takes many rows.
pub(super) trait Insert: Send + 'static {
    /// Inserts the rows in their order, in one transaction; where a key is there already, it stays
    /// as it is. Returns which were not there, once all of it is on the disk.
    fn insert(&self, rows: &[Row]) -> impl Future<Output = Result<Fresh, DatabaseError>> + Send;
}

/// The way to the writing task. When it is dropped, the task finishes what waits, and ends.
#[derive(Debug)]
pub(super) struct GroupCommit {
    queue: mpsc::Sender<Waiting>,
    closing: CancellationToken,
    task: Mutex<Option<JoinHandle<()>>>,
}

struct Waiting {
    row: Row,
    answer: oneshot::Sender<Result<Kept, Arc<DatabaseError>>>,
}

impl GroupCommit {
    /// Starts the task on the current runtime.
    pub(super) fn start(insert: impl Insert + Sync) -> Self {
        let (queue, waiting) = mpsc::channel(QUEUE);
        let closing = CancellationToken::new();
        let task = tokio::spawn(run(insert, waiting, closing.clone()));
        Self { queue, closing, task: Mutex::new(Some(task)) }
    }

    /// Returns when the message is on the disk.
    pub(super) async fn keep(&self, row: Row) -> Result<Kept, StoreError> {
        let (answer, answered) = oneshot::channel();
        self.queue.try_send(Waiting { row, answer }).map_err(|error| match error {
            mpsc::error::TrySendError::Full(_) => StoreError::Full,
            mpsc::error::TrySendError::Closed(_) => StoreError::Closed,
        })?;
        match answered.await {
            Ok(kept) => kept.map_err(StoreError::NotKept),
            Err(_) => Err(StoreError::Closed),
        }
    }

    /// Takes no more, and returns when what waits is written.
    pub(super) async fn close(&self) {
        self.closing.cancel();
        if let Some(task) = self.task.lock().await.take() {
            // It may have panicked; then its callers know that nothing was kept.
            let _ = task.await;
        }
    }
}

async fn run(
    insert: impl Insert + Sync,
    mut queue: mpsc::Receiver<Waiting>,
    closing: CancellationToken,
) {
    let mut waiting = Vec::new();
    loop {
        tokio::select! {
            biased;
            () = closing.cancelled(), if !queue.is_closed() => queue.close(),
            taken = queue.recv_many(&mut waiting, LARGEST_BATCH) => if taken == 0 { return },
        }
        // Nobody was promised anything for those that gave up.
        let wanted = waiting.drain(..).filter(|waiting| !waiting.answer.is_closed());
        let (rows, answers): (Vec<Row>, Vec<_>) = wanted.map(|w| (w.row, w.answer)).unzip();
        if rows.is_empty() {
            continue;
        }
        let written = insert.insert(&rows).await.map_err(Arc::new);
        fail_point::reach("C2");
        tell(&rows, answers, written);
    }
}

/// Tells each caller how it went. A key that came twice is new to the first of them.
fn tell(
    rows: &[Row],
    answers: Vec<oneshot::Sender<Result<Kept, Arc<DatabaseError>>>>,
    mut written: Result<Fresh, Arc<DatabaseError>>,
) {
    for (row, answer) in rows.iter().zip(answers) {
        let kept = match &mut written {
            Ok(Fresh::All) => Ok(Kept::New),
            Ok(Fresh::Only(new)) => {
                let key = (row.robot_code.clone(), row.message_id.clone());
                Ok(if new.remove(&key) { Kept::New } else { Kept::Before })
            }
            Err(error) => Err(Arc::clone(error)),
        };
        // It may have given up while its row was written.
        let _ = answer.send(kept);
    }
}
