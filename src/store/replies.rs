//! Answers still to be given, each at most once.
//!
//! Taking an answer is the intent to send it, and is written before a byte goes out. An answer
//! that was taken and not ended may have been sent; it is never taken again.

use std::time::Duration;

use async_trait::async_trait;

use super::{Lease, Share, StoreError};
use crate::domain::{RobotCode, Timestamp};

/// An answer that we have taken, to be sent now.
#[derive(Clone, Debug)]
pub struct ClaimedReply {
    /// To end it with.
    pub lease: Lease,
    /// The number of the job that it answers, for the log.
    pub job_id: i64,
    /// The answer, as the bot wrote it.
    pub answer: String,
    /// Which attempt this is, from 1.
    pub attempt: u32,
}

/// The ends that an answer can come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReplyOutcome {
    /// DingTalk took it.
    Sent,
    /// It may or may not have arrived; it is not sent again.
    Unknown,
    /// DingTalk refused it for good, or there was no way to send it.
    Failed,
}

impl ReplyOutcome {
    /// The word in the store, in the log and in metrics.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::Unknown => "unknown",
            Self::Failed => "failed",
        }
    }
}

/// The answers that wait.
#[async_trait]
pub trait Replies {
    /// Takes answers that are due. The conversations take turns, as with jobs.
    ///
    /// # Errors
    /// When the store does not answer.
    async fn claim_replies(
        &self,
        robot_code: &RobotCode,
        now: Timestamp,
        lease: Duration,
        share: Share,
    ) -> Result<Vec<ClaimedReply>, StoreError>;

    /// Gives back an answer that was certainly not sent, to be tried again at `visible_at`.
    /// Whether the lease still held.
    ///
    /// # Errors
    /// When the store does not answer.
    async fn retry_reply(&self, lease: &Lease, visible_at: Timestamp) -> Result<bool, StoreError>;

    /// The same, and the attempt does not count.
    ///
    /// # Errors
    /// When the store does not answer.
    async fn give_back_reply(
        &self,
        lease: &Lease,
        visible_at: Timestamp,
    ) -> Result<bool, StoreError>;

    /// Ends the answers that somebody took and held longer than their lease: nobody knows whether
    /// they were given. Returns how many.
    ///
    /// # Errors
    /// When the store does not answer.
    async fn end_lost_replies(
        &self,
        robot_code: &RobotCode,
        now: Timestamp,
    ) -> Result<u64, StoreError>;

    /// Ends an answer; its text and its session go. Whether the lease still held.
    ///
    /// # Errors
    /// When the store does not answer.
    async fn finish_reply(
        &self,
        lease: &Lease,
        outcome: ReplyOutcome,
        now: Timestamp,
    ) -> Result<bool, StoreError>;
}

#[derive(sqlx::FromRow)]
pub(super) struct ReplyRow {
    pub(super) id: i64,
    job_id: i64,
    answer: String,
    attempts: i64,
}

impl ReplyRow {
    pub(super) fn into_claimed(self, token: &str) -> ClaimedReply {
        ClaimedReply {
            lease: Lease { id: self.id, token: token.to_owned() },
            job_id: self.job_id,
            answer: self.answer,
            attempt: u32::try_from(self.attempts).unwrap_or(u32::MAX),
        }
    }
}
