//! What the queue asks of the store: a trait, so that a test can put a store between that answers
//! late, twice or not at all.

use std::time::Duration;

use crate::domain::Timestamp;
use crate::store::{
    ClaimedJob, ClaimedReply, Due, Ending, Finished, Kept, Lease, NewJob, Release, ReplyOutcome,
    Scope, Share, StoreError,
};

/// Keeps jobs and replies, hands them out and takes them back. Each method does what that of
/// [`Scope`] with its name does.
pub trait JobStore: Send + Sync + 'static {
    /// Keeps a message, once.
    fn keep(&self, job: NewJob<'_>) -> impl Future<Output = Result<Kept, StoreError>> + Send;

    /// What may be due, and when the next is.
    fn due(&self, now: Timestamp) -> impl Future<Output = Result<Due, StoreError>> + Send;

    /// Takes jobs that are due.
    fn claim_jobs(
        &self,
        now: Timestamp,
        lease: Duration,
        share: Share,
    ) -> impl Future<Output = Result<Vec<ClaimedJob>, StoreError>> + Send;

    /// Takes replies that are due.
    fn claim_replies(
        &self,
        now: Timestamp,
        lease: Duration,
        share: Share,
    ) -> impl Future<Output = Result<Vec<ClaimedReply>, StoreError>> + Send;

    /// Ends a job.
    fn finish_job(
        &self,
        lease: &Lease,
        ending: &Ending,
        now: Timestamp,
    ) -> impl Future<Output = Result<Finished, StoreError>> + Send;

    /// Ends a reply.
    fn finish_reply(
        &self,
        lease: &Lease,
        outcome: ReplyOutcome,
        now: Timestamp,
    ) -> impl Future<Output = Result<bool, StoreError>> + Send;

    /// Releases a job.
    fn release_job(
        &self,
        lease: &Lease,
        release: Release,
    ) -> impl Future<Output = Result<bool, StoreError>> + Send;

    /// Releases a reply.
    fn release_reply(
        &self,
        lease: &Lease,
        release: Release,
    ) -> impl Future<Output = Result<bool, StoreError>> + Send;

    /// Ends the replies that somebody held longer than their lease.
    fn end_lost_replies(
        &self,
        now: Timestamp,
    ) -> impl Future<Output = Result<u64, StoreError>> + Send;

    /// How many jobs wait or are in hand.
    fn waiting(&self) -> impl Future<Output = Result<u64, StoreError>> + Send;

    /// Takes back what a process before us had taken.
    fn recover(
        &self,
        now: Timestamp,
    ) -> impl Future<Output = Result<(u64, u64), StoreError>> + Send;

    /// Removes some of what is no longer needed.
    fn purge(
        &self,
        ended_before: Timestamp,
        limit: u32,
    ) -> impl Future<Output = Result<u64, StoreError>> + Send;

    /// Returns when another instance may have kept something.
    fn changed(&self) -> impl Future<Output = ()> + Send;

    /// Lets nothing that was removed stay in the log.
    fn empty_log(&self) -> impl Future<Output = Result<(), StoreError>> + Send;
}

impl JobStore for Scope {
    async fn keep(&self, job: NewJob<'_>) -> Result<Kept, StoreError> {
        Self::keep(self, job).await
    }

    async fn due(&self, now: Timestamp) -> Result<Due, StoreError> {
        Self::due(self, now).await
    }

    async fn claim_jobs(
        &self,
        now: Timestamp,
        lease: Duration,
        share: Share,
    ) -> Result<Vec<ClaimedJob>, StoreError> {
        Self::claim_jobs(self, now, lease, share).await
    }

    async fn claim_replies(
        &self,
        now: Timestamp,
        lease: Duration,
        share: Share,
    ) -> Result<Vec<ClaimedReply>, StoreError> {
        Self::claim_replies(self, now, lease, share).await
    }

    async fn finish_job(
        &self,
        lease: &Lease,
        ending: &Ending,
        now: Timestamp,
    ) -> Result<Finished, StoreError> {
        Self::finish_job(self, lease, ending, now).await
    }

    async fn finish_reply(
        &self,
        lease: &Lease,
        outcome: ReplyOutcome,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        Self::finish_reply(self, lease, outcome, now).await
    }

    async fn release_job(&self, lease: &Lease, release: Release) -> Result<bool, StoreError> {
        Self::release_job(self, lease, release).await
    }

    async fn release_reply(&self, lease: &Lease, release: Release) -> Result<bool, StoreError> {
        Self::release_reply(self, lease, release).await
    }

    async fn end_lost_replies(&self, now: Timestamp) -> Result<u64, StoreError> {
        Self::end_lost_replies(self, now).await
    }

    async fn waiting(&self) -> Result<u64, StoreError> {
        Self::waiting(self).await
    }

    async fn recover(&self, now: Timestamp) -> Result<(u64, u64), StoreError> {
        Self::recover(self, now).await
    }

    async fn purge(&self, ended_before: Timestamp, limit: u32) -> Result<u64, StoreError> {
        Self::purge(self, ended_before, limit).await
    }

    async fn changed(&self) {
        self.store().changed().await;
    }

    async fn empty_log(&self) -> Result<(), StoreError> {
        self.store().empty_log().await
    }
}
