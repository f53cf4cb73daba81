//! An instance of the bot, as far as the queue goes; and the clock that all of them look at.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use dingnick::domain::{Clock, Timestamp};
use dingnick::metrics::Metrics;
use dingnick::queue::{self, Shared};
use tokio::task::JoinHandle;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use crate::handler::Worker;
use crate::seam::Seam;

/// When everything begins.
const START: Timestamp = Timestamp(1_700_000_000_000);

/// Time as the runtime has it, which stands still while anybody works; and what the clock on the
/// wall was set forward by.
#[derive(Clone)]
pub(crate) struct SimulatedClock {
    /// When this process began, since everything did.
    began: Duration,
    since: Instant,
    set_forward: Arc<AtomicU64>,
}

impl SimulatedClock {
    /// To be called where the runtime of the process is entered.
    pub(crate) fn new(began: Duration, set_forward: Arc<AtomicU64>) -> Self {
        Self { began, since: Instant::now(), set_forward }
    }

    /// How much time has really gone by since everything began.
    pub(crate) fn elapsed(&self) -> Duration {
        self.began + self.since.elapsed()
    }

    pub(crate) fn set_forward(&self, by: Duration) {
        self.set_forward.fetch_add(by.as_millis() as u64, Ordering::Relaxed);
    }
}

impl Clock for SimulatedClock {
    fn now(&self) -> Timestamp {
        let set_forward = Duration::from_millis(self.set_forward.load(Ordering::Relaxed));
        START.plus(self.elapsed()).plus(set_forward)
    }
}

/// One of the instances, at work.
pub(crate) struct Instance {
    pub(crate) shared: Arc<Shared<Seam>>,
    stop: CancellationToken,
    run: JoinHandle<()>,
}

impl Instance {
    pub(crate) fn shared(seam: Seam, clock: SimulatedClock) -> Arc<Shared<Seam>> {
        let pause = Duration::from_millis(500);
        let metrics = Arc::new(Metrics::new());
        Arc::new(Shared::new(seam, Arc::new(clock), metrics, 10_000, pause))
    }

    pub(crate) fn start(shared: Arc<Shared<Seam>>, worker: Worker) -> Self {
        let stop = CancellationToken::new();
        let run = queue::run(Arc::clone(&shared), Arc::new(worker), stop.clone());
        Self { shared, stop, run: tokio::spawn(run) }
    }

    /// Ends it where it is: whatever it waits for, it does not go on.
    pub(crate) async fn crash(self) {
        self.run.abort();
        // What it was at is dropped when this returns.
        ended(self.run).await;
    }

    /// Has it finish what is under way.
    pub(crate) async fn stop(self) {
        self.stop.cancel();
        ended(self.run).await;
    }
}

/// Returns when a task has ended. What the runtime blocks on waits for time alone: woken by a task,
/// it would go on before others or after them, as threads have it.
pub(crate) async fn ended(task: JoinHandle<()>) {
    while !task.is_finished() {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
}
