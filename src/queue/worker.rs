//! The worker: claims what is due, as far as worker slots are free, and looks after what is left
//! over.

use std::sync::Arc;
use std::time::Duration;

use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;
use tracing::{Instrument, error, info, info_span, warn};

use super::attempt::{deliver, work};
use super::handler::{Capacity, Handler};
use super::job_store::JobStore;
use super::shared::{LEASE, STORE_PAUSE, Shared};
use crate::domain::Timestamp;
use crate::fail_point;
use crate::store::{ClaimedJob, ClaimedReply, Share, StoreError, in_time};

/// How many jobs, and how many replies, are worked on at the same time: many, because most of them
/// wait for an answer from outside, and those that need none must not wait behind them.
const SLOTS: usize = 64;

/// How many of them are of one conversation, so that the others find slots free.
const SLOTS_PER_CONVERSATION: u32 = 16;

/// So many slots must be free before jobs are claimed: those that are claimed together share the
/// wait for the disk.
const SLOTS_TO_FILL: usize = 8;

/// How long an ended message's id keeps repeats out.
const REPEATS_KEPT_OUT: Duration = Duration::from_secs(72 * 3600);

/// How often what is no longer needed is removed, and how much at a time.
const PURGE_INTERVAL: Duration = Duration::from_secs(3600);
const PURGE_BATCH: u32 = 200;

/// How often the store's log is emptied of what was removed: reply sessions that are over, texts.
const LOG_INTERVAL: Duration = Duration::from_secs(60);

/// How often is looked for what a dead instance left, and for what others keep.
const UPKEEP_INTERVAL: Duration = Duration::from_secs(5);

/// The longest sleep, in case the clock is set back.
const LONGEST_SLEEP: Duration = Duration::from_secs(30);

/// How long work under way may take when the bot stops, and then how long releasing it.
const STOP_LIMIT: Duration = Duration::from_secs(8);
const RELEASE_LIMIT: Duration = Duration::from_secs(2);

/// Takes back what a process before us had claimed, and left.
///
/// # Errors
/// When the store does not answer.
pub async fn recover(shared: &Shared<impl JobStore>) -> Result<(), StoreError> {
    let (jobs, replies) = shared.store.recover(shared.now()).await?;
    if jobs + replies > 0 {
        info!(jobs, replies, "took back what was under way when the bot last stopped");
    }
    shared.backlog.set(shared.store.waiting().await?);
    Ok(())
}

/// Works until `stop`, and then finishes what is under way.
pub async fn run<H: Handler, S: JobStore>(
    shared: Arc<Shared<S>>,
    handler: Arc<H>,
    stop: CancellationToken,
) {
    let mut worker = Worker { shared, handler, slots: Slots::default(), log_emptied_at: None };
    let mut purge = tokio::time::interval(PURGE_INTERVAL);
    let mut upkeep = tokio::time::interval(UPKEEP_INTERVAL);
    while !stop.is_cancelled() {
        let pause = match in_time(worker.claim_work()).await {
            Ok(pause) => pause,
            Err(error) => {
                worker.shared.report(&error, "cannot claim work from the store");
                STORE_PAUSE
            }
        };
        let is_full = !worker.slots.can_be_filled();
        // In this order, so that a simulation goes the same way again.
        tokio::select! {
            biased;
            () = stop.cancelled() => {}
            _ = purge.tick() => worker.purge().await,
            _ = upkeep.tick() => worker.look_after().await,
            () = worker.shared.wake.notified(), if !is_full => fail_point::reach("C3"),
            () = worker.shared.store.changed(), if !is_full => {}
            Some(()) = worker.slots.next() => {}
            () = tokio::time::sleep(pause) => {}
        }
    }
    worker.wind_down().await;
}

struct Worker<H, S> {
    shared: Arc<Shared<S>>,
    handler: Arc<H>,
    slots: Slots,
    /// When the store's log was last emptied.
    log_emptied_at: Option<Timestamp>,
}

/// What is under way.
#[derive(Default)]
struct Slots {
    jobs: JoinSet<()>,
    replies: JoinSet<()>,
    /// Cancelled when what is under way is released.
    give_up: CancellationToken,
}

impl Slots {
    /// Whether enough of them are free to claim jobs.
    fn can_be_filled(&self) -> bool {
        self.jobs.len() + SLOTS_TO_FILL <= SLOTS
    }

    fn are_empty(&self) -> bool {
        self.jobs.is_empty() && self.replies.is_empty()
    }

    /// Waits for the next thing to end; nothing when nothing is under way.
    async fn next(&mut self) -> Option<()> {
        let ended = tokio::select! {
            biased;
            Some(ended) = self.jobs.join_next() => ended,
            Some(ended) = self.replies.join_next() => ended,
            else => return None,
        };
        if let Err(error) = ended {
            error!(%error, "a task panicked; what it held is claimed again when its lease ends");
        }
        Some(())
    }
}

/// As much as there are slots free.
fn share(tasks: &JoinSet<()>, most: usize) -> Share {
    let free = SLOTS.saturating_sub(tasks.len()).min(most);
    Share { total: u32::try_from(free).unwrap_or(0), per_conversation: SLOTS_PER_CONVERSATION }
}

impl<H: Handler, S: JobStore> Worker<H, S> {
    /// Claims what is due, as far as slots are free and the handler takes work, and says how long
    /// there is nothing more to do.
    async fn claim_work(&mut self) -> Result<Duration, StoreError> {
        let now = self.shared.now();
        let (jobs, replies) = match self.handler.capacity() {
            Capacity::All => (SLOTS, SLOTS),
            // What is under way is the trial.
            Capacity::One if !self.slots.are_empty() => return Ok(LONGEST_SLEEP),
            Capacity::One => (1, 1),
            Capacity::Nothing(until) => return Ok(until.since(now)),
            Capacity::Replies(until) => {
                self.claim(now, SLOTS, 0).await?;
                return Ok(until.since(now));
            }
        };
        let mut due = self.shared.store.due(now).await?;
        let replies = if due.replies { replies } else { 0 };
        let jobs = if due.jobs && self.slots.can_be_filled() { jobs } else { 0 };
        if replies + jobs > 0 {
            self.claim(now, replies, jobs).await?;
            due = self.shared.store.due(now).await?;
        }
        Ok(due.next.map_or(LONGEST_SLEEP, |next| next.since(now).min(LONGEST_SLEEP)))
    }

    /// Claims so many at most, both side by side, so that they share the wait for the disk. What
    /// could be claimed is carried out, whatever became of the other.
    async fn claim(
        &mut self,
        now: Timestamp,
        replies: usize,
        jobs: usize,
    ) -> Result<(), StoreError> {
        let (replies, jobs) = (share(&self.slots.replies, replies), share(&self.slots.jobs, jobs));
        let store = &self.shared.store;
        let replies = async {
            match replies.total {
                0 => Ok(Vec::new()),
                _ => store.claim_replies(now, LEASE, replies).await,
            }
        };
        let jobs = async {
            match jobs.total {
                0 => Ok(Vec::new()),
                _ => store.claim_jobs(now, LEASE, jobs).await,
            }
        };
        let (replies, jobs) = tokio::join!(replies, jobs);
        let replies = replies.map(|replies| self.start_replies(replies, now));
        let jobs = jobs.map(|jobs| self.start_jobs(jobs, now));
        replies.and(jobs)
    }

    fn start_jobs(&mut self, jobs: Vec<ClaimedJob>, now: Timestamp) {
        for job in jobs {
            let (shared, handler) = (Arc::clone(&self.shared), Arc::clone(&self.handler));
            let give_up = self.slots.give_up.clone();
            let span = info_span!("job", job.id = job.id);
            let task = async move { work(&shared, &*handler, &job, now, &give_up).await };
            self.slots.jobs.spawn(task.instrument(span));
        }
    }

    fn start_replies(&mut self, replies: Vec<ClaimedReply>, now: Timestamp) {
        for reply in replies {
            let (shared, handler) = (Arc::clone(&self.shared), Arc::clone(&self.handler));
            let span = info_span!("reply", job.id = reply.job_id);
            let task = async move { deliver(&shared, &*handler, &reply, now).await };
            self.slots.replies.spawn(task.instrument(span));
        }
    }

    /// Finishes what is under way; what takes too long is released, for the next start or for
    /// another instance.
    async fn wind_down(mut self) {
        if tokio::time::timeout(STOP_LIMIT, self.finish()).await.is_ok() {
            return;
        }
        warn!("stopping with work under way; it is released");
        self.slots.give_up.cancel();
        let released = async { while self.slots.next().await.is_some() {} };
        if tokio::time::timeout(RELEASE_LIMIT, released).await.is_err() {
            warn!("some work is not released; it is claimed again when its lease ends");
        }
    }

    async fn finish(&mut self) {
        while self.slots.next().await.is_some() {}
        // What was done is told as well, or people would wait for the next start.
        let now = self.shared.now();
        if let Err(error) = in_time(self.claim(now, SLOTS, 0)).await {
            self.shared.report(&error, "cannot claim the last replies from the store");
        }
        while self.slots.next().await.is_some() {}
    }

    /// Ends replies that nobody will end any more, and counts anew what waits: other instances
    /// keep and finish too.
    async fn look_after(&mut self) {
        let shared = &self.shared;
        let looked = async {
            let lost = shared.store.end_lost_replies(shared.now()).await?;
            if lost > 0 {
                warn!(
                    lost,
                    "replies were claimed and never ended: nobody knows whether they arrived"
                );
            }
            let waiting = shared.store.waiting().await?;
            shared.backlog.set(waiting);
            shared.metrics.waiting(waiting);
            Ok(())
        };
        if let Err(error) = in_time(looked).await {
            shared.report(&error, "cannot look after the store");
        }
        self.empty_log_from_time_to_time().await;
        self.handler.look_after().await;
    }

    async fn empty_log_from_time_to_time(&mut self) {
        let (shared, now) = (&self.shared, self.shared.now());
        // A clock that was set back is no reason to wait.
        if self.log_emptied_at.is_some_and(|at| at <= now && now.since(at) < LOG_INTERVAL) {
            return;
        }
        self.log_emptied_at = Some(now);
        if let Err(error) = in_time(shared.store.empty_log()).await {
            shared.report(&error, "cannot empty the store's log");
        }
    }

    /// Removes what is no longer needed, in small steps, so that messages are kept in between.
    async fn purge(&self) {
        let shared = &self.shared;
        let ended_before = shared.now().minus(REPEATS_KEPT_OUT);
        loop {
            match in_time(shared.store.purge(ended_before, PURGE_BATCH)).await {
                Ok(purged) if purged == u64::from(PURGE_BATCH) => tokio::task::yield_now().await,
                Ok(_) => break,
                Err(error) => {
                    shared.report(&error, "cannot remove what is no longer needed");
                    break;
                }
            }
        }
        self.handler.clean_up().await;
    }
}
