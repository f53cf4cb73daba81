//! What everybody who keeps, works or delivers shares: the store, the clock, the backlog, and the
//! bell that wakes the worker.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;
use tracing::error;

use super::backlog::Backlog;
use super::job_store::JobStore;
use crate::chain::chain;
use crate::domain::{Clock, Timestamp};
use crate::metrics::Metrics;
use crate::store::{Kept, NewJob, Scope, StoreError};

/// How long what was claimed is held. An instance that died is replaced after this time.
pub const LEASE: Duration = Duration::from_secs(30);

/// A job that was tried this often is given up: its last attempt went wrong, or it takes the
/// process down, or hangs.
pub const ATTEMPTS: u32 = 8;

/// The pause after the store did not answer.
pub const STORE_PAUSE: Duration = Duration::from_secs(1);

/// The queue, as those see it who put something in.
pub struct Shared<S = Scope> {
    pub(super) store: S,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) metrics: Arc<Metrics>,
    pub(super) backlog: Backlog,
    /// Rung when there may be something to do.
    pub(super) wake: Notify,
    /// Cancelled when the store has broken its promise, and the process must end.
    pub(super) broken: CancellationToken,
    /// The pause before the second attempt of a job that hung or panicked.
    pub(super) first_pause: Duration,
}

impl<S: JobStore> Shared<S> {
    /// A queue in which up to `backlog` jobs may wait.
    #[must_use]
    pub fn new(
        store: S,
        clock: Arc<dyn Clock>,
        metrics: Arc<Metrics>,
        backlog: u64,
        first_pause: Duration,
    ) -> Self {
        Self {
            store,
            clock,
            metrics,
            backlog: Backlog::new(backlog),
            wake: Notify::new(),
            broken: CancellationToken::new(),
            first_pause,
        }
    }

    /// Whether fewer jobs wait than may.
    #[must_use]
    pub fn has_room(&self) -> bool {
        self.backlog.has_room()
    }

    /// Keeps a job; when this returns, it is on the disk.
    ///
    /// # Errors
    /// When it is not known to be kept; the log is told.
    pub async fn keep(&self, job: NewJob<'_>) -> Result<Kept, StoreError> {
        let kept = self.store.keep(job).await;
        match &kept {
            Ok(Kept::New) => {
                self.backlog.kept(1);
                self.wake.notify_one();
            }
            Ok(Kept::Before) => {}
            Err(error) => self.report(error, "a job could not be kept"),
        }
        kept
    }

    /// So many jobs were begun past the queue: they wait in the store.
    pub fn begun(&self, jobs: usize) {
        if jobs > 0 {
            self.backlog.kept(jobs);
            self.wake.notify_one();
        }
    }

    /// Writes a failure of the store into the log.
    pub fn report(&self, error: &StoreError, what: &'static str) {
        error!(error = chain(error), "{what}");
        if error.is_failed_sync() {
            self.broken.cancel();
        }
    }

    /// Returns when the disk has failed to keep what was written: then the process must end, and
    /// the next one reads what is there.
    pub async fn broken(&self) {
        self.broken.cancelled().await;
    }

    pub(super) fn now(&self) -> Timestamp {
        self.clock.now()
    }
}
