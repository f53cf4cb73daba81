//! Carrying out what was kept: takes what is due from the store, a few things at a time, and
//! looks after what is left over.

use std::sync::Arc;
use std::time::Duration;

use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;
use tracing::{Instrument, error, info, info_span, warn};

use super::attempt::STORE_PAUSE;
use super::gate::Opening;
use super::{Bot, LEASE, in_time};
use crate::domain::Timestamp;
use crate::fail_point;
use crate::store::{Share, StoreError};

/// How many jobs, and how many answers, are in hand at the same time: many, because most of them
/// wait for DingTalk, and those that need no call must not wait behind them.
const CONCURRENCY: usize = 64;

/// How many of them are of one group, so that the others find hands free.
const CONCURRENCY_PER_GROUP: u32 = 16;

/// So many hands must be free before jobs are taken: who takes them looks at all that wait, and
/// need not do so for each.
const HANDS_TO_FILL: usize = 8;

/// How long an ended message's id keeps repeats out.
const REPEATS_KEPT_OUT: Duration = Duration::from_secs(72 * 3600);

/// How often what is no longer needed is removed, and how much at a time.
const PURGE_INTERVAL: Duration = Duration::from_secs(3600);
const PURGE_BATCH: u32 = 200;

/// How often is looked for what a dead instance left, and for what others keep.
const UPKEEP_INTERVAL: Duration = Duration::from_secs(5);

/// The longest sleep, in case the clock is set back.
const LONGEST_SLEEP: Duration = Duration::from_secs(30);

/// How long work under way may take when the bot stops, and then how long giving it back.
const STOP_LIMIT: Duration = Duration::from_secs(8);
const GIVE_BACK_LIMIT: Duration = Duration::from_secs(2);

/// What is under way.
#[derive(Default)]
struct Hands {
    jobs: JoinSet<()>,
    replies: JoinSet<()>,
    /// Cancelled when what is under way is given back.
    give_up: CancellationToken,
}

impl Hands {
    /// Whether enough of them are free to take jobs.
    fn can_be_filled(&self) -> bool {
        self.jobs.len() + HANDS_TO_FILL <= CONCURRENCY
    }

    fn are_empty(&self) -> bool {
        self.jobs.is_empty() && self.replies.is_empty()
    }

    /// Waits for the next thing to end; nothing when nothing is under way.
    async fn next(&mut self) -> Option<()> {
        let ended = tokio::select! {
            Some(ended) = self.jobs.join_next() => ended,
            Some(ended) = self.replies.join_next() => ended,
            else => return None,
        };
        if let Err(error) = ended {
            error!(%error, "a task panicked; what it held is taken again when its lease ends");
        }
        Some(())
    }
}

/// As much as there are hands free.
fn share(tasks: &JoinSet<()>, most: usize) -> Share {
    let free = CONCURRENCY.saturating_sub(tasks.len()).min(most);
    Share { total: u32::try_from(free).unwrap_or(0), per_conversation: CONCURRENCY_PER_GROUP }
}

impl Bot {
    /// Takes back what a process before us had taken, and left.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn recover(&self) -> Result<(), StoreError> {
        let (jobs, replies) = self.store.recover(self.clock.now()).await?;
        if jobs + replies > 0 {
            info!(jobs, replies, "took back what was under way when the bot last stopped");
        }
        self.backlog.set(self.store.waiting().await?);
        self.write_calls_down().await
    }

    /// Works until `stop`, and then finishes what is under way.
    pub async fn run(self: Arc<Self>, stop: CancellationToken) {
        let mut hands = Hands::default();
        let mut purge = tokio::time::interval(PURGE_INTERVAL);
        let mut upkeep = tokio::time::interval(UPKEEP_INTERVAL);
        while !stop.is_cancelled() {
            let pause = match in_time(self.take_work(&mut hands)).await {
                Ok(pause) => pause,
                Err(error) => {
                    self.report(&error, "cannot take work from the store");
                    STORE_PAUSE
                }
            };
            let is_full = !hands.can_be_filled();
            tokio::select! {
                () = stop.cancelled() => {}
                () = self.wake.notified(), if !is_full => fail_point::reach("C3"),
                () = self.store.store().changed(), if !is_full => {}
                _ = purge.tick() => self.purge().await,
                _ = upkeep.tick() => self.look_after().await,
                Some(()) = hands.next() => {}
                () = tokio::time::sleep(pause) => {}
            }
        }
        self.wind_down(hands).await;
        if let Err(error) = self.write_calls_down().await {
            self.report(&error, "cannot write down how many calls were made");
        }
    }

    /// Finishes what is under way; what takes too long is given back, for the next start or for
    /// another instance.
    async fn wind_down(self: &Arc<Self>, mut hands: Hands) {
        let finished = async {
            while hands.next().await.is_some() {}
            // What was done is told as well, or people would wait for the next start.
            let taken = self.take_replies(&mut hands, self.clock.now(), CONCURRENCY);
            if let Err(error) = in_time(taken).await {
                self.report(&error, "cannot take the last answers from the store");
            }
            while hands.next().await.is_some() {}
        };
        if tokio::time::timeout(STOP_LIMIT, finished).await.is_ok() {
            return;
        }
        warn!("stopping with work under way; it is given back");
        hands.give_up.cancel();
        let given_back = async { while hands.next().await.is_some() {} };
        if tokio::time::timeout(GIVE_BACK_LIMIT, given_back).await.is_err() {
            warn!("some work is not given back; it is taken again when its lease ends");
        }
    }

    /// Takes what is due, as far as hands are free and DingTalk takes calls, and says how long
    /// there is nothing more to do.
    async fn take_work(self: &Arc<Self>, hands: &mut Hands) -> Result<Duration, StoreError> {
        let now = self.clock.now();
        let (jobs, replies) = match self.gate.opening(now) {
            Opening::Open => (CONCURRENCY, CONCURRENCY),
            // What is under way is the trial.
            Opening::OnTrial if !hands.are_empty() => return Ok(LONGEST_SLEEP),
            Opening::OnTrial => (1, 1),
            Opening::Closed { until, is_away: true } => return Ok(until.since(now)),
            Opening::Closed { until, is_away: false } => {
                self.take_replies(hands, now, CONCURRENCY).await?;
                return Ok(until.since(now));
            }
        };
        self.take_replies(hands, now, replies).await?;
        if hands.can_be_filled() {
            let share = share(&hands.jobs, jobs);
            for job in self.store.claim_jobs(now, LEASE, share).await? {
                let bot = Arc::clone(self);
                let give_up = hands.give_up.clone();
                let span = info_span!("job", job.id = job.id);
                let work = async move { bot.work(&job, now, &give_up).await };
                hands.jobs.spawn(work.instrument(span));
            }
        }
        let due = self.store.next_due(now).await?;
        Ok(due.map_or(LONGEST_SLEEP, |due| due.since(now).min(LONGEST_SLEEP)))
    }

    async fn take_replies(
        self: &Arc<Self>,
        hands: &mut Hands,
        now: Timestamp,
        most: usize,
    ) -> Result<(), StoreError> {
        let share = share(&hands.replies, most);
        if share.total == 0 {
            return Ok(());
        }
        for reply in self.store.claim_replies(now, LEASE, share).await? {
            let bot = Arc::clone(self);
            let span = info_span!("reply", job.id = reply.job_id);
            hands.replies.spawn(async move { bot.send(reply, now).await }.instrument(span));
        }
        Ok(())
    }

    /// Ends answers that nobody will end any more, and counts anew what waits: other instances
    /// keep and finish too.
    async fn look_after(&self) {
        let looked = async {
            let lost = self.store.end_lost_replies(self.clock.now()).await?;
            if lost > 0 {
                warn!(
                    lost,
                    "answers were taken and never ended: nobody knows whether they arrived"
                );
            }
            self.write_calls_down().await?;
            let waiting = self.store.waiting().await?;
            self.backlog.set(waiting);
            self.metrics.waiting(waiting);
            Ok(())
        };
        if let Err(error) = in_time(looked).await {
            self.report(&error, "cannot look after the store");
        }
    }

    /// Removes what is no longer needed, in small steps, so that callbacks are kept in between.
    async fn purge(&self) {
        let now = self.clock.now();
        if let Err(error) = in_time(self.look_for_overdue_requests()).await {
            self.report(&error, "cannot look for requests that nobody decided");
        }
        let purged = async {
            let ended_before = now.minus(REPEATS_KEPT_OUT);
            while in_time(self.store.purge(ended_before, PURGE_BATCH)).await?
                == u64::from(PURGE_BATCH)
            {
                tokio::task::yield_now().await;
            }
            let Some(kept_for) = self.settings.ledger_kept_for else {
                return Ok(());
            };
            let before = now.minus(kept_for);
            while in_time(self.store.forget_renames(before, PURGE_BATCH)).await?
                == u64::from(PURGE_BATCH)
            {
                tokio::task::yield_now().await;
            }
            Ok::<_, StoreError>(())
        };
        if let Err(error) = purged.await {
            self.report(&error, "cannot remove what is no longer needed");
        }
    }
}
