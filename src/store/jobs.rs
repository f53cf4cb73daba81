//! Acknowledged messages and the work they ask for.

use std::collections::BTreeSet;
use std::time::Duration;

use super::discreet::discreet;
use super::error::StoreError;
use super::group_commit::{Kept, Row};
use super::lease::{Lease, Release, Share};
use super::scope::Scope;
use super::values::{list, row, text};
use crate::domain::{ConversationId, MessageId, Timestamp, UserId};

/// A message to be kept.
#[derive(Clone)]
pub struct NewJob<'a> {
    /// The message's id: what keeps repeats out.
    pub message_id: &'a MessageId,
    /// The message, as text that the bot understands.
    pub message: &'a str,
    /// Who asked, as text that the bot understands: so that they are answered even by a version
    /// that cannot read the message.
    pub asker: Option<&'a str>,
    /// The right to answer (a secret), as text that the bot understands.
    pub session: Option<&'a str>,
    /// Jobs of one lane run one after the other, in the order in which they were kept.
    pub lane: &'a str,
    /// The conversation it was said in: these take turns.
    pub conversation: &'a ConversationId,
    /// The rename that it asks for, if it asks for one.
    pub request: Option<RenameRequest<'a>>,
    /// When it came in.
    pub received_at: Timestamp,
}

discreet!(NewJob<'_> { message_id, lane });

/// That somebody asks for a name. A newer request of theirs for the same person, which is the same
/// lane, makes an older one moot. Not so the request of somebody else: it may be refused.
#[derive(Clone, Copy, Debug)]
pub struct RenameRequest<'a> {
    /// Who asks for it.
    pub asked_by: &'a UserId,
    /// When they asked, which need not be the order in which it came in.
    pub asked_at: Timestamp,
}

/// A job that we have taken. Whatever its row holds, it can be taken and ended.
#[derive(Clone)]
pub struct ClaimedJob {
    /// To end it with.
    pub lease: Lease,
    /// The job's number, for the log.
    pub id: i64,
    /// The message's id, as it was kept.
    pub message_id: String,
    /// The conversation that it belongs to, as it was kept; very old rows name none.
    pub conversation: String,
    /// The message, as the bot wrote it.
    pub message: String,
    /// Who asked, as the bot wrote it.
    pub asker: Option<String>,
    /// The right to answer (a secret), as the bot wrote it.
    pub session: Option<String>,
    /// Which attempt this is, from 1.
    pub attempt: u32,
    /// When the message came in.
    pub received_at: Timestamp,
    /// When somebody had it tried again after it had ended.
    pub reopened_at: Option<Timestamp>,
    /// Whether a call may have been made for it before that may still take effect.
    pub in_doubt: bool,
}

discreet!(ClaimedJob { lease, id, message_id, attempt });

row! {
    struct JobRow {
        id: i64,
        message_id: String,
        conversation_id: String,
        message: Option<String>,
        asker: Option<String>,
        session: Option<String>,
        attempts: i64,
        received_at: i64,
        reopened_at: Option<i64>,
        in_doubt: bool,
    }
}

impl JobRow {
    fn into_claimed(self, token: &str) -> ClaimedJob {
        ClaimedJob {
            lease: Lease { id: self.id, token: token.to_owned() },
            id: self.id,
            message_id: self.message_id,
            conversation: self.conversation_id,
            message: self.message.unwrap_or_default(),
            asker: self.asker,
            session: self.session,
            attempt: u32::try_from(self.attempts).unwrap_or(u32::MAX),
            received_at: Timestamp(self.received_at),
            reopened_at: self.reopened_at.map(Timestamp),
            in_doubt: self.in_doubt,
        }
    }
}

/// What takes the jobs that a condition names: whose lease is over is in doubt from then on.
macro_rules! take {
    ($condition:literal) => {
        concat!(
            "UPDATE jobs SET attempts = attempts + 1, lease_token = $3, visible_at = $4,
                 in_doubt = in_doubt OR lease_token IS NOT NULL
             WHERE state = 0 AND visible_at <= $2 AND id IN ",
            $condition,
            " RETURNING id, message_id, conversation_id, message, asker, session, attempts,
                 received_at, reopened_at, in_doubt"
        )
    };
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
            asker: job.asker.map(text),
            session: job.session.map(text),
            asked_by: job.request.map(|request| text(request.asked_by.as_str())),
            asked_at: job.request.map(|request| request.asked_at.0),
            received_at: job.received_at.0,
        };
        self.store.0.group_commit.keep(row).await
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

    /// Looks first, with a connection that keeps nobody from writing. What it reads are the
    /// conversations whose turn has come and the first jobs of their lanes, as the store's triggers
    /// know them; so a claim costs the same however many wait. Afterwards, a conversation whose
    /// next job is due goes behind all others that wait.
    async fn claim_on_sqlite(
        &self,
        token: &str,
        now: Timestamp,
        until: Timestamp,
        share: Share,
    ) -> Result<Vec<JobRow>, StoreError> {
        loop {
            let found: Vec<(i64, Option<i64>, bool)> = self
                .read(
                    "WITH conversation AS MATERIALIZED (
                         SELECT id, conversation_id, held FROM (
                             SELECT id, conversation_id, at, (
                                 SELECT count(*) FROM jobs AS held
                                 WHERE held.robot_code = $1 AND held.lease_token IS NOT NULL
                                   AND held.conversation_id = turns.conversation_id
                                   AND held.visible_at > $2) AS held
                             FROM turns WHERE robot_code = $1 AND at <= $2)
                         WHERE held < $4 ORDER BY at LIMIT $3),
                     due AS (
                         SELECT conversation.id AS turn_id, job.id, job.visible_at,
                             conversation.held + row_number() OVER (
                                 PARTITION BY conversation.id ORDER BY job.visible_at, job.id)
                                 AS turn
                         FROM conversation LEFT JOIN jobs AS job ON job.id IN (
                             SELECT candidate.id FROM jobs AS candidate
                             WHERE candidate.robot_code = $1 AND candidate.state = 0
                               AND candidate.is_behind = 0 AND candidate.visible_at <= $2
                               AND candidate.conversation_id = conversation.conversation_id
                             ORDER BY candidate.visible_at, candidate.id LIMIT $4))
                     SELECT turn_id, id, turn <= $4 FROM due ORDER BY turn, visible_at, id",
                )
                .bind(now)
                .bind(share.total)
                .bind(share.per_conversation)
                .all()
                .await?;
            let most = usize::try_from(share.total).unwrap_or(usize::MAX);
            let jobs = found.iter().filter_map(|(_, job, has_turn)| job.filter(|_| *has_turn));
            let jobs: Vec<i64> = jobs.take(most).collect();
            let turns: BTreeSet<i64> = found.iter().map(|(turn, ..)| *turn).collect();
            if turns.is_empty() {
                return Ok(Vec::new());
            }
            let mut transaction = self.begin().await?;
            let taken = transaction
                .run(take!("(SELECT value FROM json_each($5)) AND is_behind = 0"))
                .bind(now)
                .bind(token)
                .bind(until)
                .bind(list(&jobs))
                .all()
                .await?;
            transaction
                .run(
                    "UPDATE turns SET at = max($2, coalesce((
                         SELECT min(first.visible_at) FROM jobs AS first
                         WHERE first.robot_code = $1 AND first.state = 0 AND first.is_behind = 0
                           AND first.conversation_id = turns.conversation_id), $3))
                     WHERE robot_code || '' = $1 AND id IN (SELECT value FROM json_each($4))",
                )
                .bind(now)
                .bind(until)
                .bind(list(&turns.into_iter().collect::<Vec<_>>()))
                .execute()
                .await?;
            transaction.commit().await?;
            // A turn may come before anything is due, when a lease ended otherwise than expected.
            if !jobs.is_empty() {
                return Ok(taken);
            }
        }
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
            .run(concat!(
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
                         LIMIT $6) AS job) ",
                take!(
                    "(SELECT id FROM due WHERE turn <= $6 ORDER BY turn, visible_at, id LIMIT $5)"
                )
            ))
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
                "UPDATE jobs SET lease_token = NULL, visible_at = $4, attempts = attempts - $5,
                     in_doubt = in_doubt OR $6
                 WHERE robot_code = $1 AND id = $2 AND state = 0 AND lease_token = $3",
            )
            .bind_lease(lease)
            .bind(release.visible_at)
            .bind(i64::from(!release.counts))
            .bind(release.in_doubt)
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
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU64, Ordering};

    use super::*;
    use crate::domain::RobotCode;
    use crate::store::database::Backend;
    use crate::store::open;

    const NOW: Timestamp = Timestamp(1_000_000);
    const LEASE: Duration = Duration::from_secs(60);

    /// How jobs wait: as many of them, in SQL that gives a lane, a conversation and when it is due
    /// for the number `n`.
    const WAYS_TO_WAIT: [(&str, &str); 5] = [
        ("not due, in a hundred groups", "'lane' || n, 'group' || (n % 100), 9000000"),
        ("not due, each in a group of its own", "'lane' || n, 'group' || n, 9000000"),
        ("due, each in a lane of its own", "'lane' || n, 'busy', 1"),
        (
            "due, behind one that is not",
            "'one lane', 'late', CASE n WHEN 1 THEN 9000000 ELSE 1 END",
        ),
        (
            "due, behind few that are not",
            "'l' || (n % 9), 'late', CASE WHEN n < 10 THEN 9000000 ELSE 1 END",
        ),
    ];

    /// What SQLite executes, in its own instructions, to claim the next job while so many others
    /// wait.
    async fn instructions_of_a_claim(waiting: u32, how: &str) -> u64 {
        let store = open("sqlite::memory:").await.expect("a store");
        let scope = store.of(&RobotCode::parse("robot").expect("a robot"));
        let Backend::Sqlite(sqlite) = &store.0.database.backend else { panic!("it is SQLite") };
        let mut transaction = sqlite.writer.begin().await.expect("nobody writes");
        let rows = format!(
            "WITH RECURSIVE number (n) AS (
                 SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < {waiting})
             INSERT INTO jobs (robot_code, message_id, lane, conversation_id, visible_at,
                 received_at)
             SELECT 'robot', 'm' || n, {how}, 1 FROM number"
        );
        transaction.connection().execute_batch(&rows).expect("rows");
        let executed = Arc::new(AtomicU64::new(0));
        let counter = Arc::clone(&executed);
        let count = move || {
            counter.fetch_add(1, Ordering::Relaxed);
            false
        };
        transaction.commit().await.expect("nobody else writes");
        let id = MessageId::parse("next").expect("an id");
        let conversation = ConversationId::parse("cid").expect("a conversation");
        let job = NewJob {
            message_id: &id,
            message: "next",
            asker: None,
            session: None,
            lane: "next",
            conversation: &conversation,
            request: None,
            received_at: NOW,
        };
        scope.keep(job).await.expect("kept");
        let mut transaction = sqlite.writer.begin().await.expect("nobody writes");
        transaction.connection().progress_handler(1, Some(count)).expect("it counts");
        drop(transaction);
        let before = executed.load(Ordering::Relaxed);
        assert!(scope.due(NOW).await.expect("answers").jobs);
        let share = Share { total: 16, per_conversation: 4 };
        let jobs = scope.claim_jobs(NOW, LEASE, share).await.expect("answers");
        assert!(jobs.iter().any(|job| job.message == "next"), "{how}: {jobs:?}");
        executed.load(Ordering::Relaxed) - before
    }

    #[tokio::test]
    async fn a_claim_executes_as_much_with_ten_thousand_waiting_as_with_a_hundred() {
        for (name, how) in WAYS_TO_WAIT {
            let few = instructions_of_a_claim(100, how).await;
            let many = instructions_of_a_claim(10_000, how).await;
            // An index of more rows is deeper, which instructions do not show.
            assert!(few > 100 && many <= few + few / 10, "{name}: {few}, and {many}");
        }
    }
}
