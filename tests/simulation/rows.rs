//! The rows themselves, read past the store: what is in hand, who is first, whose turn it is.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Mutex;

use dingnick::domain::Timestamp;
use dingnick::store::{JobOutcome, ReplyOutcome};
use rusqlite::{Connection, OpenFlags, Row};

use crate::lane::Asked;
use crate::model::{Job, Model, State};
use crate::replies::Reply;

/// How long what has ended is kept: messages that come again are found by it.
const KEPT_FOR: i64 = 72 * 3_600_000;

/// How an answer is called that was given and ended before anybody saw its text.
pub(crate) const UNSEEN: &str = "unseen";

struct JobRow {
    id: i64,
    message_id: String,
    lane: String,
    conversation: String,
    is_open: bool,
    token: Option<String>,
    visible_at: Timestamp,
    is_behind: bool,
    attempts: u32,
    in_doubt: bool,
    outcome: Option<String>,
    ended_at: Option<i64>,
    is_reopened: bool,
    message: Option<String>,
}

impl JobRow {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            message_id: row.get(1)?,
            lane: row.get(2)?,
            conversation: row.get(3)?,
            is_open: row.get::<_, i64>(4)? == 0,
            token: row.get(5)?,
            visible_at: Timestamp(row.get(6)?),
            is_behind: row.get(7)?,
            attempts: row.get(8)?,
            in_doubt: row.get(9)?,
            outcome: row.get(10)?,
            ended_at: row.get(11)?,
            is_reopened: row.get::<_, Option<i64>>(12)?.is_some(),
            message: row.get(13)?,
        })
    }

    /// What it asks for; of one that has ended only for whom it did.
    fn asked(&self) -> Option<Asked> {
        let text = self.message.clone().or_else(|| {
            let group = self.conversation.strip_prefix("cid")?;
            let member = self.lane.split("user").nth(1)?;
            Some(format!("say {group} {member} 0"))
        });
        Asked::parse(&text?)
    }

    fn state(&self) -> State {
        match (&self.token, self.is_open) {
            (Some(token), true) => State::Held { token: token.clone(), until: self.visible_at },
            (None, true) => State::Waiting { due: self.visible_at },
            (_, false) => State::Ended {
                outcome: outcome(self.outcome.as_deref()),
                at: Timestamp(self.ended_at.unwrap_or_default()),
            },
        }
    }
}

fn outcome(word: Option<&str>) -> JobOutcome {
    let outcomes = [
        JobOutcome::Applied,
        JobOutcome::Answered,
        JobOutcome::Ignored,
        JobOutcome::Failed,
        JobOutcome::Dead,
        JobOutcome::Superseded,
        JobOutcome::Unreadable,
    ];
    let known = outcomes.into_iter().find(|outcome| Some(outcome.as_str()) == word);
    known.unwrap_or_else(|| panic!("an outcome that nobody gave: {word:?}"))
}

struct ReplyRow {
    job_id: i64,
    id: i64,
    answer: Option<String>,
    is_open: bool,
    token: Option<String>,
    visible_at: Timestamp,
    outcome: Option<String>,
}

impl ReplyRow {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            job_id: row.get(0)?,
            id: row.get(1)?,
            answer: row.get(2)?,
            is_open: row.get::<_, i64>(3)? == 0,
            token: row.get(4)?,
            visible_at: Timestamp(row.get(5)?),
            outcome: row.get(6)?,
        })
    }

    fn reply(&self) -> Reply {
        match (&self.token, self.is_open) {
            (Some(token), true) => {
                Reply::Held { id: self.id, token: token.clone(), until: self.visible_at }
            }
            (None, true) => Reply::Waiting { due: self.visible_at },
            (_, false) => {
                let outcomes = [ReplyOutcome::Sent, ReplyOutcome::Unknown, ReplyOutcome::Failed];
                let word = self.outcome.as_deref();
                let known = outcomes.into_iter().find(|outcome| Some(outcome.as_str()) == word);
                Reply::Ended(known.unwrap_or_else(|| panic!("no such outcome: {word:?}")))
            }
        }
    }
}

/// A look at the rows with a connection of its own.
pub(crate) struct Rows(Mutex<Connection>);

impl Rows {
    pub(crate) fn open(file: &Path) -> Self {
        let connection = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY);
        Self(Mutex::new(connection.expect("the store is there")))
    }

    fn all<T>(&self, query: &str, read: impl Fn(&Row<'_>) -> rusqlite::Result<T>) -> Vec<T> {
        let connection = self.0.lock().expect("nobody panics while reading");
        let mut statement = connection.prepare_cached(query).expect("a good query");
        let rows = statement.query_map([], |row| read(row)).expect("it answers");
        rows.map(|row| row.expect("a good row")).collect()
    }

    /// Holds the rows against the model; and where it is not known what has happened, the model
    /// learns it from them. To be asked when nobody is in the middle of anything.
    pub(crate) fn check(&self, model: &mut Model, now: Timestamp) {
        let jobs = self.all(
            "SELECT id, message_id, lane, conversation_id, state, lease_token, visible_at,
                 is_behind, attempts, in_doubt, outcome, ended_at, reopened_at, message FROM jobs ORDER BY id",
            JobRow::read,
        );
        let replies = self.all(
            "SELECT job_id, id, answer, state, lease_token, visible_at, outcome FROM replies
             ORDER BY id",
            ReplyRow::read,
        );
        for wrong in lanes(&jobs, now) {
            model.violate(wrong);
        }
        let turns: BTreeMap<String, i64> = self
            .all("SELECT conversation_id, at FROM turns", |row| Ok((row.get(0)?, row.get(1)?)))
            .into_iter()
            .collect();
        for wrong in missing_turns(&jobs, &turns, now) {
            model.violate(wrong);
        }
        let Some(is_unsettled) = model.settle() else { return };
        compare_jobs(model, &jobs, now, is_unsettled);
        compare_replies(model, &jobs, &replies, is_unsettled);
    }
}

/// At most one job of a lane is in hand, and exactly one open one is first: the one in hand, or
/// else the one that was kept first.
fn lanes(jobs: &[JobRow], now: Timestamp) -> Vec<String> {
    let mut lanes: BTreeMap<&str, Vec<&JobRow>> = BTreeMap::new();
    for job in jobs.iter().filter(|job| job.is_open) {
        lanes.entry(&job.lane).or_default().push(job);
    }
    let mut wrong = Vec::new();
    for (lane, jobs) in lanes {
        let held = |job: &&&JobRow| job.token.is_some();
        let live = |job: &&&JobRow| job.token.is_some() && job.visible_at > now;
        if jobs.iter().filter(live).count() > 1 {
            wrong.push(format!("two jobs of {lane} are in hand"));
        }
        let first = jobs.iter().find(held).or(jobs.first()).expect("there is one");
        let said: Vec<&str> =
            jobs.iter().filter(|job| !job.is_behind).map(|job| job.message_id.as_str()).collect();
        // One that is opened again while a later one is in hand waits for that to end.
        let in_order = jobs.iter().find(|job| !job.is_reopened).unwrap_or(first);
        let is_right = [first, in_order].iter().any(|job| said == [job.message_id.as_str()]);
        if !is_right {
            wrong.push(format!(
                "{} is first in {lane}, and the store says {said:?}",
                first.message_id
            ));
        }
    }
    wrong
}

/// A conversation in which a job is first has a turn, which comes no later than that job is due.
fn missing_turns(jobs: &[JobRow], turns: &BTreeMap<String, i64>, now: Timestamp) -> Vec<String> {
    let first = jobs.iter().filter(|job| job.is_open && !job.is_behind);
    let missing = first.filter(|job| {
        let turn = turns.get(&job.conversation);
        turn.is_none_or(|turn| *turn > job.visible_at.0.max(now.0))
    });
    missing.map(|job| format!("the turn of {} comes too late: {turns:?}", job.message_id)).collect()
}

fn compare_jobs(model: &mut Model, rows: &[JobRow], now: Timestamp, is_unsettled: bool) {
    let mut wrong = Vec::new();
    let by_id: BTreeMap<&str, &JobRow> =
        rows.iter().map(|row| (row.message_id.as_str(), row)).collect();
    for (id, job) in &mut model.jobs {
        match by_id.get(id.as_str()) {
            Some(row) => {
                if let Some(difference) = difference(job, row, is_unsettled) {
                    wrong.push(format!("{id}: {difference}"));
                }
                job.is_kept = true;
                job.id = Some(row.id);
                job.state = row.state();
                job.attempts = row.attempts;
                job.in_doubt = row.in_doubt;
            }
            None => {
                let is_past = match job.state {
                    State::Gone => true,
                    State::Ended { at, .. } => at.0 < now.0 - KEPT_FOR,
                    State::Waiting { .. } | State::Held { .. } => false,
                };
                if is_past {
                    job.state = State::Gone;
                } else if job.is_kept || job.is_acknowledged {
                    wrong.push(format!("{id} is lost: {job:?}"));
                }
            }
        }
    }
    for (id, row) in by_id {
        if model.jobs.contains_key(id) {
            continue;
        }
        // It began with the end of another, of which nobody was told.
        match row.asked().filter(|_| is_unsettled) {
            Some(asked) => {
                model.keeping(id, &asked, false, row.visible_at);
                let job = model.jobs.get_mut(id).expect("it is there");
                (job.is_kept, job.is_acknowledged) = (true, true);
                (job.id, job.state) = (Some(row.id), row.state());
                (job.attempts, job.in_doubt) = (row.attempts, row.in_doubt);
            }
            None => wrong.push(format!("nobody kept {id}")),
        }
    }
    wrong.into_iter().for_each(|wrong| model.violate(wrong));
}

/// What the store has of a job that the model has otherwise. After something of which nobody knows
/// what became, an end may have come, and never goes.
fn difference(job: &Job, row: &JobRow, is_unsettled: bool) -> Option<String> {
    if is_unsettled {
        let was_ended = matches!(job.state, State::Ended { .. });
        return (was_ended && row.is_open).then(|| "it had ended, and is open".to_owned());
    }
    if !job.is_kept {
        return None;
    }
    let state = row.state();
    if job.state != state {
        return Some(format!("{:?}, and in the store {state:?}", job.state));
    }
    let known = (job.attempts, job.in_doubt);
    let stored = (row.attempts, row.in_doubt);
    (known != stored).then(|| format!("attempts and doubt {known:?}, and in the store {stored:?}"))
}

/// Job by job, since an answer that has ended has no text any more to be known by.
fn compare_replies(model: &mut Model, jobs: &[JobRow], rows: &[ReplyRow], is_unsettled: bool) {
    let mut wrong = Vec::new();
    let mut by_job: BTreeMap<i64, Vec<&ReplyRow>> = BTreeMap::new();
    for (job, reply) in model.replies.0.values_mut() {
        by_job.entry(*job).or_default();
        let is_past = matches!(reply, Reply::Ended(_)) && !jobs.iter().any(|row| row.id == *job);
        if is_past {
            *reply = Reply::Gone;
        }
    }
    for row in rows {
        by_job.entry(row.job_id).or_default().push(row);
    }
    for (job, mut rows) in by_job {
        let replies = model.replies.0.iter_mut();
        let of_job = replies.filter(|(_, (of, reply))| *of == job && *reply != Reply::Gone);
        let mut known: Vec<(&String, &mut Reply)> =
            of_job.map(|(text, (_, reply))| (text, reply)).collect();
        known.retain(|(_, reply)| match rows.iter().position(|row| row.reply() == **reply) {
            Some(same) => {
                rows.remove(same);
                false
            }
            None => true,
        });
        let is_same = rows.is_empty() && known.is_empty();
        if !is_unsettled && !is_same {
            let stored: Vec<Reply> = rows.iter().map(|row| row.reply()).collect();
            wrong.push(format!("answers to job {job} are {known:?}, and in the store {stored:?}"));
        }
        let mut known = known.into_iter();
        let mut unknown = Vec::new();
        for row in rows {
            match known.next() {
                Some((text, Reply::Ended(_))) if row.is_open => {
                    wrong.push(format!("{text:?} had ended, and is {:?}", row.reply()));
                }
                Some((_, reply)) => *reply = row.reply(),
                None => unknown.push(row),
            }
        }
        wrong.extend(known.map(|(text, _)| format!("{text:?} is lost")));
        // Whoever gave it was not told that it is kept.
        for row in unknown {
            let text = row.answer.clone().unwrap_or_else(|| format!("{UNSEEN} {}", row.id));
            model.replies.0.insert(text, (job, row.reply()));
        }
    }
    wrong.into_iter().for_each(|wrong| model.violate(wrong));
}
