//! The store as the queue sees it in a simulation: late, twice, or not at all; and what it does is
//! written down in the model.

use std::time::Duration;

use dingnick::domain::Timestamp;
use dingnick::queue::JobStore;
use dingnick::store::{
    ClaimedJob, ClaimedReply, Due, Ending, Finished, Kept, Lease, NewJob, Release, ReplyOutcome,
    Scope, Share, StoreError,
};
use futures_util::FutureExt;
use futures_util::future::BoxFuture;

use crate::chance::{Chance, Fate};
use crate::model::Witness;

/// A store that chance stands before.
#[derive(Clone)]
pub(crate) struct Seam {
    pub(crate) store: Scope,
    pub(crate) chance: Chance,
    pub(crate) witness: Witness,
}

impl Seam {
    /// Asks the store, as chance has it.
    async fn meet<'a, T: Send + 'a>(
        &'a self,
        ask: impl Fn() -> BoxFuture<'a, Result<T, StoreError>> + Send + Sync,
    ) -> Result<T, StoreError> {
        self.wait().await;
        let answer = match self.chance.fate() {
            Fate::Answered => ask().await,
            Fate::Refused => Err(StoreError::TooSlow),
            Fate::AnswerLost => {
                let _ = ask().await;
                Err(StoreError::TooSlow)
            }
            Fate::Silent { is_done } => {
                if is_done {
                    let _ = ask().await;
                }
                std::future::pending().await
            }
            Fate::Twice => {
                let _ = ask().await;
                ask().await
            }
            Fate::GivenUp => {
                let _ = ask().now_or_never();
                Err(StoreError::TooSlow)
            }
        };
        self.wait().await;
        answer
    }

    async fn wait(&self) {
        let way = self.chance.way_to_the_store();
        if !way.is_zero() {
            tokio::time::sleep(way).await;
        }
    }

    /// Fewer than the queue would take, so that there is less room than work.
    fn less(&self, share: Share) -> Share {
        let total = share.total.min(1 + self.chance.below(6) as u32);
        Share { total, per_conversation: share.per_conversation.min(2) }
    }
}

impl JobStore for Seam {
    async fn keep(&self, job: NewJob<'_>) -> Result<Kept, StoreError> {
        self.meet(|| {
            let job = job.clone();
            async {
                let (id, received_at) = (job.message_id, job.received_at);
                let question = self.witness.ask();
                let kept = self.store.keep(job).await;
                question.answered(|model, _| match &kept {
                    Ok(kept) => model.kept(id.as_str(), *kept, received_at),
                    Err(_) => model.unsettle(),
                });
                kept
            }
            .boxed()
        })
        .await
    }

    async fn due(&self, now: Timestamp) -> Result<Due, StoreError> {
        self.meet(|| {
            async move {
                let question = self.witness.ask();
                let due = self.store.due(now).await?;
                question.answered(|model, is_alone| model.due(due, now, is_alone));
                Ok(due)
            }
            .boxed()
        })
        .await
    }

    async fn claim_jobs(
        &self,
        now: Timestamp,
        lease: Duration,
        share: Share,
    ) -> Result<Vec<ClaimedJob>, StoreError> {
        let share = self.less(share);
        self.meet(|| {
            async move {
                self.witness.told(now);
                let question = self.witness.ask();
                let jobs = self.store.claim_jobs(now, lease, share).await?;
                let times = (now, now.plus(lease));
                question.answered(|model, is_alone| model.claimed(&jobs, times, share, is_alone));
                Ok(jobs)
            }
            .boxed()
        })
        .await
    }

    async fn claim_replies(
        &self,
        now: Timestamp,
        lease: Duration,
        share: Share,
    ) -> Result<Vec<ClaimedReply>, StoreError> {
        self.meet(|| {
            async move {
                let question = self.witness.ask();
                let replies = self.store.claim_replies(now, lease, share).await?;
                question.answered(|model, _| {
                    let wrong = model.replies.claimed(&replies, now, now.plus(lease));
                    if let Some(wrong) = wrong.filter(|_| !model.is_unsettled) {
                        model.violate(wrong);
                    }
                });
                Ok(replies)
            }
            .boxed()
        })
        .await
    }

    async fn finish_job(
        &self,
        lease: &Lease,
        ending: &Ending,
        now: Timestamp,
    ) -> Result<Finished, StoreError> {
        self.meet(|| {
            async move {
                self.witness.told(now);
                let question = self.witness.ask();
                let finished = self.store.finish_job(lease, ending, now).await?;
                question.answered(|model, _| model.finished(lease, ending, finished, now));
                Ok(finished)
            }
            .boxed()
        })
        .await
    }

    async fn finish_reply(
        &self,
        lease: &Lease,
        outcome: ReplyOutcome,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        self.meet(|| {
            async move {
                let question = self.witness.ask();
                let is_ended = self.store.finish_reply(lease, outcome, now).await?;
                question.answered(|model, _| {
                    if !model.replies.finished(lease, outcome, is_ended) && !model.is_unsettled {
                        model.violate(format!("an answer has ended: {is_ended}, by {lease:?}"));
                    }
                });
                Ok(is_ended)
            }
            .boxed()
        })
        .await
    }

    async fn release_job(&self, lease: &Lease, release: Release) -> Result<bool, StoreError> {
        self.meet(|| {
            async move {
                let question = self.witness.ask();
                let is_released = self.store.release_job(lease, release).await?;
                question.answered(|model, _| model.released(lease, release, is_released));
                Ok(is_released)
            }
            .boxed()
        })
        .await
    }

    async fn release_reply(&self, lease: &Lease, release: Release) -> Result<bool, StoreError> {
        self.meet(|| {
            async move {
                let question = self.witness.ask();
                let is_released = self.store.release_reply(lease, release).await?;
                question.answered(|model, _| {
                    if !model.replies.released(lease, release, is_released) && !model.is_unsettled {
                        model
                            .violate(format!("an answer is released: {is_released}, by {lease:?}"));
                    }
                });
                Ok(is_released)
            }
            .boxed()
        })
        .await
    }

    async fn end_lost_replies(&self, now: Timestamp) -> Result<u64, StoreError> {
        self.meet(|| {
            async move {
                let question = self.witness.ask();
                let lost = self.store.end_lost_replies(now).await?;
                question.answered(|model, is_alone| {
                    if !model.replies.lost(now, lost) && is_alone {
                        model.violate(format!("{lost} answers are lost, says the store"));
                    }
                });
                Ok(lost)
            }
            .boxed()
        })
        .await
    }

    async fn waiting(&self) -> Result<u64, StoreError> {
        self.meet(|| {
            async move {
                let question = self.witness.ask();
                let waiting = self.store.waiting().await?;
                question.answered(|model, is_alone| model.waiting(waiting, is_alone));
                Ok(waiting)
            }
            .boxed()
        })
        .await
    }

    /// The process has just begun, and chance with it.
    async fn recover(&self, now: Timestamp) -> Result<(u64, u64), StoreError> {
        let question = self.witness.ask();
        let (jobs, replies) = self.store.recover(now).await?;
        question.answered(|model, _| model.recovered(now, jobs));
        Ok((jobs, replies))
    }

    async fn purge(&self, ended_before: Timestamp, limit: u32) -> Result<u64, StoreError> {
        self.meet(|| {
            async move {
                let question = self.witness.ask();
                let purged = self.store.purge(ended_before, limit).await?;
                question.answered(|model, _| {
                    if purged > 0 {
                        model.unsettle();
                    }
                });
                Ok(purged)
            }
            .boxed()
        })
        .await
    }

    async fn changed(&self) {
        self.store.store().changed().await;
    }

    async fn empty_log(&self) -> Result<(), StoreError> {
        self.meet(|| {
            async {
                let question = self.witness.ask();
                self.store.store().empty_log().await?;
                question.answered(|_, _| ());
                Ok(())
            }
            .boxed()
        })
        .await
    }
}
