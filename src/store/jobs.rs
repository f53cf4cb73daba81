//! Acknowledged messages and the work they ask for.

use std::time::Duration;

use super::database::{Sql, list, text, with_list};
use super::follow_ups::FollowUp;
use super::keeper::{Kept, Row};
use super::ledger::LedgerEntry;
use super::replies::insert_reply;
use super::rules::RuleChange;
use super::{Lease, Scope, Share, StoreError};
use crate::domain::{ConversationId, MessageId, Timestamp, UserId};
use crate::fail_point;

/// A message to be kept.
#[derive(Clone, Debug)]
pub struct NewJob<'a> {
    /// The message's id: what keeps repeats out.
    pub message_id: &'a MessageId,
    /// The message, as text that the bot understands.
    pub message: &'a str,
    /// Jobs of one lane run one after the other, in the order in which they were kept.
    pub lane: &'a str,
    /// The conversation it was said in: these take turns.
    pub conversation: &'a ConversationId,
    /// The rename that it asks for, if it asks for one.
    pub request: Option<RenameRequest<'a>>,
    /// When it came in.
    pub received_at: Timestamp,
}

/// That somebody asks for a name. A newer request of theirs for the same person, which is the same
/// lane, makes an older one moot. Not so the request of somebody else: it may be refused.
#[derive(Clone, Copy, Debug)]
pub struct RenameRequest<'a> {
    /// Who asks for it.
    pub asked_by: &'a UserId,
    /// When they asked, which need not be the order in which it came in.
    pub asked_at: Timestamp,
}

/// A job that we have taken.
#[derive(Clone, Debug)]
pub struct ClaimedJob {
    /// To end it with.
    pub lease: Lease,
    /// The job's number, for the log.
    pub id: i64,
    /// The message, as the bot wrote it.
    pub message: String,
    /// Which attempt this is, from 1.
    pub attempt: u32,
    /// When the message came in.
    pub received_at: Timestamp,
}

/// How what was taken is released, to be taken again.
#[derive(Clone, Copy, Debug)]
pub struct Release {
    /// Not before then.
    pub visible_at: Timestamp,
    /// Whether the attempt counts. It does not when it was not the job that failed.
    pub counts: bool,
}

/// How a job ended, with all that is written in the same transaction.
#[derive(Clone, Debug, Default)]
pub struct Ending {
    /// The one word for it.
    pub outcome: JobOutcome,
    /// The rename that was tried, if one was.
    pub ledger: Option<LedgerEntry>,
    /// The answer to be given, if any, as text that the bot understands.
    pub answer: Option<String>,
    /// The rules that were decided.
    pub rules: Vec<RuleChange>,
    /// The work that begins with this end: up to some thousands.
    pub follow_ups: Vec<FollowUp>,
}

/// The ends that a job can come to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum JobOutcome {
    /// It was carried out.
    Applied,
    /// It was answered with a reason why not, or with help.
    Answered,
    /// There was nothing to do or to say.
    #[default]
    Ignored,
    /// DingTalk or the way to it said no.
    Failed,
    /// It was given up after too many attempts.
    Dead,
    /// It could not be carried out in time.
    Expired,
    /// A newer request for the same name was carried out before.
    Superseded,
}

impl JobOutcome {
    /// The word in the store, in the log and in metrics.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Applied => "applied",
            Self::Answered => "answered",
            Self::Ignored => "ignored",
            Self::Failed => "failed",
            Self::Dead => "dead",
            Self::Expired => "expired",
            Self::Superseded => "superseded",
        }
    }
}

#[derive(sqlx::FromRow)]
struct JobRow {
    id: i64,
    message: String,
    attempts: i64,
    received_at: i64,
}

impl JobRow {
    fn into_claimed(self, token: &str) -> ClaimedJob {
        ClaimedJob {
            lease: Lease { id: self.id, token: token.to_owned() },
            id: self.id,
            message: self.message,
            attempt: u32::try_from(self.attempts).unwrap_or(u32::MAX),
            received_at: Timestamp(self.received_at),
        }
    }
}

/// Messages and the work they ask for.
impl Scope {
    /// Keeps a message, once: claim and job are one row, on the disk when this returns. Those that
    /// are kept at the same time share a transaction.
    ///
    /// # Errors
    /// When it is not known to be kept. It may have been; kept again, it is [`Kept::Before`].
    pub async fn keep(&self, job: NewJob<'_>) -> Result<Kept, StoreError> {
        let row = Row {
            robot_code: self.robot_code.as_str().to_owned(),
            message_id: text(job.message_id.as_str()),
            lane: text(job.lane),
            conversation_id: text(job.conversation.as_str()),
            message: text(job.message),
            asked_by: job.request.map(|request| text(request.asked_by.as_str())),
            asked_at: job.request.map(|request| request.asked_at.0),
            received_at: job.received_at.0,
        };
        self.store.0.keeper.keep(row).await
    }

    /// Takes jobs that are due and holds them for `lease`: of each lane only the first, and while
    /// somebody holds a job of a lane, nobody is given another of it. The conversations take
    /// turns; within one, the longest due goes first.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn claim_jobs(
        &self,
        now: Timestamp,
        lease: Duration,
        share: Share,
    ) -> Result<Vec<ClaimedJob>, StoreError> {
        let token = Lease::new_token();
        let until = now.plus(lease);
        let rows = match self.is_sqlite() {
            true => self.claim_on_sqlite(&token, now, until, share).await?,
            false => self.claim_on_postgres(&token, now, until, share).await?,
        };
        Ok(rows.into_iter().map(|row| row.into_claimed(&token)).collect())
    }

    /// Looks first, with a connection that keeps nobody from writing. Ids grow with the order in
    /// which messages were kept, so what is first of its lane stays that until it has ended.
    async fn claim_on_sqlite(
        &self,
        token: &str,
        now: Timestamp,
        until: Timestamp,
        share: Share,
    ) -> Result<Vec<JobRow>, StoreError> {
        let ids: Vec<(i64,)> = self
            .read(
                "WITH open AS (
                     SELECT id, conversation_id, visible_at,
                         lease_token IS NOT NULL AND visible_at > $2 AS held,
                         row_number() OVER (PARTITION BY lane ORDER BY id) AS place
                     FROM jobs WHERE state = 0 AND robot_code = $1),
                 first AS (
                     SELECT id, visible_at, held,
                         row_number() OVER (
                             PARTITION BY conversation_id ORDER BY held DESC, visible_at, id)
                             AS turn
                     FROM open WHERE place = 1 AND (held OR visible_at <= $2))
                 SELECT id FROM first WHERE NOT held AND turn <= $4
                 ORDER BY turn, visible_at, id LIMIT $3",
            )
            .bind(now)
            .bind(share.total)
            .bind(share.per_conversation)
            .all()
            .await?;
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        self.write(
            "UPDATE jobs SET attempts = attempts + 1, lease_token = $3, visible_at = $4
             WHERE robot_code = $1 AND state = 0 AND visible_at <= $2
               AND id IN (SELECT value FROM json_each($5))
             RETURNING id, message, attempts, received_at",
        )
        .bind(now)
        .bind(token)
        .bind(until)
        .bind(list(&ids.iter().map(|(id,)| *id).collect::<Vec<_>>()))
        .all()
        .await
    }

    /// What a claim decides depends on rows that it does not lock: the others of the lane. So one
    /// instance claims after the other, and each sees what the one before it took.
    async fn claim_on_postgres(
        &self,
        token: &str,
        now: Timestamp,
        until: Timestamp,
        share: Share,
    ) -> Result<Vec<JobRow>, StoreError> {
        let mut transaction = self.begin().await?;
        transaction
            .run("SELECT pg_advisory_xact_lock(hashtextextended('dingnick claim ' || $1, 0))")
            .execute()
            .await?;
        // Two that are kept at the same time may be seen in another order than that of their
        // ids; so it is not enough that no earlier job of the lane is open.
        let rows = transaction
            .run(
                "WITH RECURSIVE
                 conversation (id) AS (
                     SELECT min(conversation_id) FROM jobs WHERE state = 0 AND robot_code = $1
                     UNION ALL
                     SELECT (SELECT min(jobs.conversation_id) FROM jobs
                             WHERE jobs.state = 0 AND jobs.robot_code = $1
                               AND jobs.conversation_id > conversation.id)
                     FROM conversation WHERE conversation.id IS NOT NULL),
                 due AS MATERIALIZED (
                     SELECT job.id, job.visible_at,
                         row_number() OVER (
                             PARTITION BY conversation.id ORDER BY job.visible_at, job.id)
                         + (SELECT count(*) FROM jobs AS held
                            WHERE held.state = 0 AND held.robot_code = $1
                              AND held.conversation_id = conversation.id
                              AND held.visible_at > $2 AND held.lease_token IS NOT NULL) AS turn
                     FROM conversation CROSS JOIN LATERAL (
                         SELECT candidate.id, candidate.visible_at FROM jobs AS candidate
                         WHERE candidate.state = 0 AND candidate.robot_code = $1
                           AND candidate.conversation_id = conversation.id
                           AND candidate.visible_at <= $2
                           AND NOT EXISTS (
                               SELECT 1 FROM jobs AS other
                               WHERE other.state = 0 AND other.robot_code = $1
                                 AND other.lane = candidate.lane AND other.id <> candidate.id
                                 AND (other.id < candidate.id
                                      OR other.lease_token IS NOT NULL AND other.visible_at > $2))
                         ORDER BY candidate.visible_at, candidate.id
                         LIMIT $6) AS job)
                 UPDATE jobs SET attempts = attempts + 1, lease_token = $3, visible_at = $4
                 WHERE id IN (
                     SELECT id FROM due WHERE turn <= $6 ORDER BY turn, visible_at, id LIMIT $5)
                   AND state = 0 AND visible_at <= $2
                 RETURNING id, message, attempts, received_at",
            )
            .bind(now)
            .bind(token)
            .bind(until)
            .bind(share.total)
            .bind(share.per_conversation)
            .all()
            .await?;
        transaction.commit().await?;
        Ok(rows)
    }

    /// Releases a job, to be tried again. Whether the lease still held.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn release_job(&self, lease: &Lease, release: Release) -> Result<bool, StoreError> {
        let released = self
            .write(
                "UPDATE jobs SET lease_token = NULL, visible_at = $4, attempts = attempts - $5
                 WHERE robot_code = $1 AND id = $2 AND state = 0 AND lease_token = $3",
            )
            .bind_lease(lease)
            .bind(release.visible_at)
            .bind(i64::from(!release.counts))
            .execute()
            .await?;
        Ok(released == 1)
    }

    /// Whether a newer request of the same person in the same lane waits.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn newer_request_waits(&self, lease: &Lease) -> Result<bool, StoreError> {
        let (waits,) = self
            .read(
                "SELECT EXISTS (
                     SELECT 1 FROM jobs AS this JOIN jobs AS newer
                       ON newer.robot_code = this.robot_code AND newer.lane = this.lane
                     WHERE this.robot_code = $1 AND this.id = $2 AND newer.state = 0
                       AND newer.asked_by = this.asked_by
                       AND (newer.asked_at, newer.id) > (this.asked_at, this.id))",
            )
            .bind(lease.id)
            .one()
            .await?;
        Ok(waits)
    }

    /// Ends a job: its end and all that begins with it are written together, and the message's
    /// text goes. Whether the lease still held; if not, nothing was written.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn finish_job(
        &self,
        lease: &Lease,
        ending: &Ending,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let mut transaction = self.begin().await?;
        let ended = transaction
            .run(
                "UPDATE jobs SET state = 1, message = NULL, lease_token = NULL, outcome = $4,
                     ended_at = $5
                 WHERE robot_code = $1 AND id = $2 AND state = 0 AND lease_token = $3",
            )
            .bind_lease(lease)
            .bind(ending.outcome.as_str())
            .bind(now)
            .execute()
            .await?;
        if ended != 1 {
            return Ok(false);
        }
        if let Some(entry) = &ending.ledger {
            entry.insert(&mut transaction, lease.id, now).await?;
        }
        if let Some(answer) = &ending.answer {
            insert_reply(&mut transaction, lease.id, answer, now).await?;
        }
        for change in &ending.rules {
            change.insert(&mut transaction, lease.id, now).await?;
        }
        self.insert_follow_ups(&mut transaction, &ending.follow_ups).await?;
        fail_point::reach("C6");
        transaction.commit().await?;
        Ok(true)
    }

    /// Takes back what a process before us had taken and not ended: its jobs are due again, as if
    /// they had not been taken, since many are in hand when one process dies. Its replies may have
    /// been sent, so they are not sent again. Returns how many of each.
    ///
    /// Where only one process works, that is all that is taken. Where several do, it is what was
    /// held longer than its lease: the rest is in the hands of another instance.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn recover(&self, now: Timestamp) -> Result<(u64, u64), StoreError> {
        let works_alone = self.is_sqlite();
        let jobs = self
            .write(
                "UPDATE jobs SET lease_token = NULL, visible_at = $2, attempts = attempts - 1
                 WHERE robot_code = $1 AND state = 0 AND lease_token IS NOT NULL
                   AND ($3 OR visible_at <= $2)",
            )
            .bind(now)
            .bind(works_alone)
            .execute()
            .await?;
        Ok((jobs, self.end_taken_replies(now, works_alone).await?))
    }

    /// Removes what is no longer needed, a little at a time: messages whose work has ended before
    /// `ended_before`, with their answers. Until then their ids keep repeats out. So go hints and
    /// what DingTalk's directory and lists of members said before then, and plans that were made
    /// or confirmed before then and of which no job is left; the ledger stays. Returns how many
    /// messages went.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn purge(&self, ended_before: Timestamp, limit: u32) -> Result<u64, StoreError> {
        let mut transaction = self.begin().await?;
        for statement in [
            "DELETE FROM hints WHERE robot_code = $1 AND told_at < $2
                 AND person NOT LIKE 'calls-low %'",
            "DELETE FROM directory WHERE robot_code = $1 AND read_at < $2",
            "UPDATE groups SET roster = NULL, roster_at = NULL
             WHERE robot_code = $1 AND roster_at < $2",
            "DELETE FROM plans
             WHERE robot_code = $1 AND coalesce(confirmed_at, made_at) < $2
               AND NOT EXISTS (SELECT 1 FROM jobs WHERE jobs.plan_id = plans.id)",
        ] {
            transaction.run(statement).bind(ended_before).execute().await?;
        }
        let ids: Vec<(i64,)> =
            transaction.run(ended_jobs()).bind(ended_before).bind(limit).all().await?;
        let ids: Vec<i64> = ids.into_iter().map(|(id,)| id).collect();
        for statement in [
            with_list!("DELETE FROM replies WHERE robot_code = $1 AND job_id IN ", "$2" as "bigint", ""),
            with_list!("DELETE FROM jobs WHERE robot_code = $1 AND id IN ", "$2" as "bigint", ""),
        ] {
            transaction.run(statement).bind(list(&ids)).execute().await?;
        }
        fail_point::reach("C10-purge");
        transaction.commit().await?;
        Ok(ids.len() as u64)
    }

    /// How many jobs wait or are in hand.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn waiting(&self) -> Result<u64, StoreError> {
        let (waiting,): (i64,) = self
            .read("SELECT count(*) FROM jobs WHERE state = 0 AND robot_code = $1")
            .one()
            .await?;
        Ok(u64::try_from(waiting).unwrap_or(0))
    }

    /// When the next open job or reply is due after `now`, if there is one.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn next_due(&self, now: Timestamp) -> Result<Option<Timestamp>, StoreError> {
        let (due,): (Option<i64>,) = self
            .read(
                "SELECT min(due) FROM (
                     SELECT min(visible_at) AS due FROM jobs
                     WHERE state = 0 AND robot_code = $1 AND visible_at > $2
                     UNION ALL
                     SELECT min(visible_at) FROM replies
                     WHERE state = 0 AND robot_code = $1 AND visible_at > $2) AS open",
            )
            .bind(now)
            .one()
            .await?;
        Ok(due.map(Timestamp))
    }
}

/// Jobs that may be removed. Where several instances work, each removes what no other is at.
fn ended_jobs() -> Sql {
    macro_rules! ended_jobs {
        ($lock:literal) => {
            concat!(
                "SELECT id FROM jobs
                 WHERE robot_code = $1 AND state = 1 AND ended_at < $2
                   AND NOT EXISTS (
                       SELECT 1 FROM replies WHERE replies.job_id = jobs.id AND replies.state = 0)
                 ORDER BY ended_at LIMIT $3",
                $lock
            )
        };
    }
    Sql::Each { sqlite: ended_jobs!(""), postgres: ended_jobs!(" FOR UPDATE OF jobs SKIP LOCKED") }
}
