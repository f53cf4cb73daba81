//! Answers still to be given, each at most once.
//!
//! Taking an answer is the intent to send it, and is written before a byte goes out. An answer
//! that was taken and not ended may have been sent; it is never taken again.

use std::time::Duration;

use super::database::Transaction;
use super::discreet::discreet;
use super::error::StoreError;
use super::lease::{Lease, Release, Share};
use super::scope::Scope;
use super::values::{list, row};
use crate::domain::Timestamp;

/// An answer to be given.
#[derive(Clone)]
pub struct NewAnswer {
    /// What to say, as text that the bot understands.
    pub text: String,
    /// The right to give it (a secret), as text that the bot understands.
    pub session: Option<String>,
}

discreet!(NewAnswer {});

/// An answer that we have taken, to be sent now.
#[derive(Clone)]
pub struct ClaimedReply {
    /// To end it with.
    pub lease: Lease,
    /// The number of the job that it answers, for the log.
    pub job_id: i64,
    /// The answer, as the bot wrote it.
    pub answer: String,
    /// The right to give it (a secret), as the bot wrote it.
    pub session: Option<String>,
    /// Which attempt this is, from 1.
    pub attempt: u32,
}

discreet!(ClaimedReply { lease, job_id, attempt });

/// The ends that an answer can come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReplyOutcome {
    /// DingTalk took it.
    Sent,
    /// It may or may not have arrived; it is not sent again.
    Unknown,
    /// DingTalk refused it for good, or there was no way to send it.
    Failed,
    /// This version could not read it. Its text is kept.
    Unreadable,
}

impl ReplyOutcome {
    /// The word in the store, in the log and in metrics.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::Unknown => "unknown",
            Self::Failed => "failed",
            Self::Unreadable => "unreadable",
        }
    }
}

row! {
    struct ReplyRow {
        id: i64,
        job_id: i64,
        answer: Option<String>,
        session: Option<String>,
        attempts: i64,
    }
}

impl ReplyRow {
    fn into_claimed(self, token: &str) -> ClaimedReply {
        ClaimedReply {
            lease: Lease { id: self.id, token: token.to_owned() },
            job_id: self.job_id,
            answer: self.answer.unwrap_or_default(),
            session: self.session,
            attempt: u32::try_from(self.attempts).unwrap_or(u32::MAX),
        }
    }
}

/// The answers that wait.
impl Scope {
    /// Takes answers that are due. The conversations take turns, as with jobs.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn claim_replies(
        &self,
        now: Timestamp,
        lease: Duration,
        share: Share,
    ) -> Result<Vec<ClaimedReply>, StoreError> {
        let token = Lease::new_token();
        let until = now.plus(lease);
        let mut rows = match self.is_sqlite() {
            true => self.claim_replies_on_sqlite(&token, now, until, share).await?,
            false => self.claim_replies_on_postgres(&token, now, until, share).await?,
        };
        rows.sort_by_key(|row| row.id);
        Ok(rows.into_iter().map(|row| row.into_claimed(&token)).collect())
    }

    /// Looks first, with a connection that keeps nobody from writing and sees only what is on the
    /// disk: an answer is never taken in the commit that it comes in with, or a crash after it would
    /// leave open whether it was given.
    async fn claim_replies_on_sqlite(
        &self,
        token: &str,
        now: Timestamp,
        until: Timestamp,
        share: Share,
    ) -> Result<Vec<ReplyRow>, StoreError> {
        let ids: Vec<(i64,)> = self
            .read(NEXT_ON_SQLITE)
            .bind(now)
            .bind(share.total)
            .bind(share.per_conversation)
            .all()
            .await?;
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        self.write(TAKE_ON_SQLITE)
            .bind(token)
            .bind(until)
            .bind(list(&ids.iter().map(|(id,)| *id).collect::<Vec<_>>()))
            .all()
            .await
    }

    async fn claim_replies_on_postgres(
        &self,
        token: &str,
        now: Timestamp,
        until: Timestamp,
        share: Share,
    ) -> Result<Vec<ReplyRow>, StoreError> {
        self.write(CLAIM_ON_POSTGRES)
            .bind(now)
            .bind(share.total)
            .bind(share.per_conversation)
            .bind(token)
            .bind(until)
            .all()
            .await
    }

    /// Releases an answer that was certainly not sent, to be tried again. Whether the lease still
    /// held.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn release_reply(&self, lease: &Lease, release: Release) -> Result<bool, StoreError> {
        let released = self
            .write(
                "UPDATE replies SET lease_token = NULL, visible_at = $4, attempts = attempts - $5
                 WHERE robot_code = $1 AND id = $2 AND state = 0 AND lease_token = $3",
            )
            .bind_lease(lease)
            .bind(release.visible_at)
            .bind(i64::from(!release.counts))
            .execute()
            .await?;
        Ok(released == 1)
    }

    /// Ends the answers that somebody took and held longer than their lease: nobody knows whether
    /// they were given. Returns how many.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn end_lost_replies(&self, now: Timestamp) -> Result<u64, StoreError> {
        self.end_taken_replies(now, false).await
    }

    /// The same, or whatever their lease.
    pub(super) async fn end_taken_replies(
        &self,
        now: Timestamp,
        whatever_their_lease: bool,
    ) -> Result<u64, StoreError> {
        self.write(
            "UPDATE replies SET state = 1, answer = NULL, session = NULL, lease_token = NULL,
                 outcome = $4, ended_at = $2
             WHERE robot_code = $1 AND state = 0 AND lease_token IS NOT NULL
               AND ($3 OR visible_at <= $2)",
        )
        .bind(now)
        .bind(whatever_their_lease)
        .bind(ReplyOutcome::Unknown.as_str())
        .execute()
        .await
    }

    /// Ends an answer. The right to give it goes, and its text, unless nobody could read it. Whether the lease still held.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn finish_reply(
        &self,
        lease: &Lease,
        outcome: ReplyOutcome,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let ended = self
            .write(
                "UPDATE replies SET state = 1, answer = CASE WHEN $6 THEN answer END,
                     session = NULL, lease_token = NULL, outcome = $4, ended_at = $5
                 WHERE robot_code = $1 AND id = $2 AND state = 0 AND lease_token = $3",
            )
            .bind_lease(lease)
            .bind(outcome.as_str())
            .bind(now)
            .bind(outcome == ReplyOutcome::Unreadable)
            .execute()
            .await?;
        Ok(ended == 1)
    }
}

impl NewAnswer {
    /// Writes the answer to a job, which waits in the job's conversation.
    pub(super) async fn write(
        &self,
        transaction: &mut Transaction<'_>,
        job_id: i64,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        transaction
            .run(
                "INSERT INTO replies
                     (robot_code, job_id, conversation_id, answer, session, visible_at)
                 SELECT $1, id, conversation_id, $3, $4, $5 FROM jobs WHERE id = $2",
            )
            .bind(job_id)
            .bind(&self.text)
            .bind(self.session.as_deref())
            .bind(now)
            .execute()
            .await?;
        Ok(())
    }
}

/// The next answers, of which the conversations take turns, with the words for those of one: `$2`
/// is the time, `$3` how many at most, and `$4` how many of one conversation.
macro_rules! next {
    ($before:literal, $after:literal) => {
        concat!(
            "WITH RECURSIVE
             conversation (id) AS (
                 SELECT min(conversation_id) FROM replies WHERE state = 0 AND robot_code = $1
                 UNION ALL
                 SELECT (SELECT min(replies.conversation_id) FROM replies
                         WHERE replies.state = 0 AND replies.robot_code = $1
                           AND replies.conversation_id > conversation.id)
                 FROM conversation WHERE conversation.id IS NOT NULL),
             due AS MATERIALIZED (
                 SELECT reply.id, reply.visible_at,
                     row_number() OVER (
                         PARTITION BY conversation.id ORDER BY reply.visible_at, reply.id)
                     + (SELECT count(*) FROM replies AS held
                        WHERE held.state = 0 AND held.robot_code = $1
                          AND held.conversation_id = conversation.id
                          AND held.visible_at > $2 AND held.lease_token IS NOT NULL) AS turn
                 FROM conversation ",
            $before,
            " FROM replies AS candidate
                     WHERE candidate.state = 0 AND candidate.robot_code = $1
                       AND candidate.conversation_id = conversation.id
                       AND candidate.visible_at <= $2 AND candidate.lease_token IS NULL
                     ORDER BY candidate.visible_at, candidate.id
                     LIMIT $4)",
            $after,
            ") "
        )
    };
}

/// Which of them are taken.
macro_rules! in_turn {
    () => {
        "SELECT id FROM due WHERE turn <= $4 ORDER BY turn, visible_at, id LIMIT $3"
    };
}

/// What takes the answers that a condition names.
macro_rules! take {
    ($token:literal, $until:literal, $ids:expr) => {
        concat!(
            "UPDATE replies SET attempts = attempts + 1, lease_token = ",
            $token,
            ", visible_at = ",
            $until,
            " WHERE state = 0 AND lease_token IS NULL AND id IN (",
            $ids,
            ") RETURNING id, job_id, answer, session, attempts"
        )
    };
}

const NEXT_ON_SQLITE: &str =
    concat!(next!("JOIN replies AS reply ON reply.id IN (SELECT candidate.id", ""), in_turn!());
const TAKE_ON_SQLITE: &str = take!("$2", "$3", "SELECT value FROM json_each($4)");
const CLAIM_ON_POSTGRES: &str = concat!(
    next!("CROSS JOIN LATERAL (SELECT candidate.id, candidate.visible_at", " AS reply"),
    take!("$5", "$6", in_turn!())
);
