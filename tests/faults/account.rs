//! What became of all that was acknowledged: held against the store's rows, the calls that the
//! simulated DingTalk received, the names it shows and the answers it was given.

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::time::Duration;

use anyhow::Result;
use dingnick::simulator::world::{Api, World};

use crate::hammer::Sent;
use crate::scene::Scene;

/// The account of one fault. What should be zero comes first.
#[derive(Clone, Debug, Default)]
pub(crate) struct Account {
    /// Messages answered with 200.
    pub(crate) acknowledged: usize,
    /// Of those, how many have no end, or one that is neither a name nor a newer name.
    pub(crate) lost: usize,
    /// What those came to instead.
    ends: BTreeMap<String, usize>,
    /// Keys whose name is not that of the last acknowledged message.
    pub(crate) wrong: usize,
    /// How often an older name was set over a newer one.
    pub(crate) older: usize,
    /// Calls beyond the first for one message.
    pub(crate) extra: usize,
    /// Of those, how many set a newer name once more where an older call may have landed on it.
    pub(crate) set_once_more: usize,
    /// Of those, how many neither a kill, nor a failed call before them, nor an older call that may
    /// have landed late explains.
    pub(crate) unexplained: usize,
    /// Calls that began while another for the same key was under way.
    pub(crate) overlaps: usize,
    /// Answers beyond the first for one message.
    pub(crate) doubled: usize,
    /// Names that were set and never told.
    pub(crate) untold: usize,
    /// Answers of which nobody knows whether they arrived.
    pub(crate) unknown: usize,
}

/// How long the bot waits for an answer, in milliseconds, less what a call may take to arrive;
/// nobody takes in what comes later.
const LONGEST_CALL: i64 = 9_500;

/// Something was killed, and started again.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Kill {
    /// When it was killed.
    pub(crate) at: i64,
    /// When it was there again. What it had sent may arrive until then.
    pub(crate) until: i64,
}

/// One call that sets a name.
struct Call {
    name: String,
    began: i64,
    ended: i64,
    is_ok: bool,
}

impl Account {
    /// Draws it up, when all is quiet.
    pub(crate) async fn of(scene: &Scene, sent: &[Sent], kills: &[Kill]) -> Result<Self> {
        let rows = scene.store.jobs().await?;
        let rows: HashMap<&str, (bool, &str)> = rows
            .iter()
            .map(|row| (row.message_id.as_str(), (row.has_ended, row.outcome.as_str())))
            .collect();
        let unknown = "SELECT count(*) FROM replies WHERE outcome = 'unknown'";
        let unknown = usize::try_from(scene.store.count(unknown).await?)?;
        let (calls, told, names) = scene.simulator.with(|world| {
            let names: Vec<Option<String>> = scene
                .keys
                .iter()
                .map(|key| world.nickname(key.group, key.person).map(str::to_owned))
                .collect();
            (calls(world), told(world), names)
        });
        let older = older(
            &scene.simulator.with(|world| {
                world.changes.iter().map(|change| change.new.clone()).collect::<Vec<_>>()
            }),
            sent,
        );
        let acknowledged: Vec<&Sent> =
            sent.iter().filter(|sent| sent.acknowledged_at.is_some()).collect();
        let mut ends = BTreeMap::new();
        for sent in &acknowledged {
            let end = match rows.get(sent.message_id.as_str()) {
                Some((true, "applied" | "superseded")) => continue,
                Some((true, outcome)) => *outcome,
                Some((false, _)) => "open",
                None => "no row",
            };
            *ends.entry(end.to_owned()).or_insert(0) += 1;
        }
        let applied = acknowledged
            .iter()
            .filter(|sent| matches!(rows.get(sent.message_id.as_str()), Some((true, "applied"))));
        let untold = applied.filter(|sent| !told.contains_key(&sent.name)).count();
        let (extra, unexplained) = extra(&calls, kills);
        // A newer name is set once more where an older call may have landed on it.
        let set_once_more = "SELECT count(*) FROM jobs
             WHERE message_id LIKE 'reapply-now-%' AND outcome = 'applied'";
        let set_once_more = usize::try_from(scene.store.count(set_once_more).await?)?;
        let unexplained = unexplained.saturating_sub(set_once_more);
        Ok(Self {
            acknowledged: acknowledged.len(),
            lost: ends.values().sum(),
            ends,
            wrong: wrong(&names, sent),
            older,
            extra,
            set_once_more,
            unexplained,
            overlaps: overlaps(&calls),
            doubled: told.values().map(|count| count - 1).sum(),
            untold,
            unknown,
        })
    }

    /// What is not as it has to be, whatever the fault.
    pub(crate) fn misses(&self) -> Vec<String> {
        let zero = [
            ("wrong final names", self.wrong),
            ("older names over newer ones", self.older),
            ("calls that nothing explains", self.unexplained),
            ("overlapping calls for one key", self.overlaps),
            ("doubled answers", self.doubled),
        ];
        let mut misses: Vec<String> = zero
            .into_iter()
            .filter(|(_, count)| *count > 0)
            .map(|(what, count)| format!("{what}: {count}"))
            .collect();
        if self.lost > 0 {
            misses.push(format!("acknowledged and lost: {:?}", self.ends));
        }
        if self.untold > self.unknown {
            misses.push(format!("names never told: {} of {} unknown", self.untold, self.unknown));
        }
        misses
    }
}

fn calls(world: &World) -> Vec<Call> {
    let calls = world.calls.iter().filter(|call| call.api == Api::UpdateGroupNick);
    calls
        .map(|call| {
            let took = call.ended_at.unwrap_or(call.at) - call.at;
            Call {
                name: call.request["group_nick"].as_str().unwrap_or_default().to_owned(),
                began: call.at,
                ended: call.at + took.min(LONGEST_CALL),
                is_ok: call.code.starts_with("ok") && took < LONGEST_CALL,
            }
        })
        .collect()
}

/// How often each name was told to have been set: it stands in the last quotation marks.
fn told(world: &World) -> HashMap<String, usize> {
    let mut told = HashMap::new();
    for entry in world.chat.iter().filter(|entry| entry.is_from_bot()) {
        let text = entry.text();
        let name = text.rsplit_once('“').and_then(|(_, rest)| rest.split('”').next());
        if let Some(name) = name {
            *told.entry(name.to_owned()).or_insert(0) += 1;
        }
    }
    told
}

/// A key's name has to be that of its last acknowledged message. One that was written later and
/// not acknowledged may have been kept all the same.
fn wrong(names: &[Option<String>], sent: &[Sent]) -> usize {
    let mut by_key: BTreeMap<usize, Vec<&Sent>> = BTreeMap::new();
    for sent in sent {
        by_key.entry(sent.key).or_default().push(sent);
    }
    let mut wrong = 0;
    for (key, mut sent) in by_key {
        sent.sort_by_key(|sent| sent.created_at);
        let last = sent.iter().rposition(|sent| sent.acknowledged_at.is_some());
        let Some(last) = last else {
            continue;
        };
        let is_right = sent[last..].iter().any(|sent| names[key].as_ref() == Some(&sent.name));
        wrong += usize::from(!is_right);
    }
    wrong
}

/// How often a name followed, on one key, one that was asked for later.
fn older(changes: &[String], sent: &[Sent]) -> usize {
    let by_name: HashMap<&str, &Sent> =
        sent.iter().map(|sent| (sent.name.as_str(), sent)).collect();
    let mut newest: HashMap<usize, i64> = HashMap::new();
    let mut older = 0;
    for sent in changes.iter().filter_map(|name| by_name.get(name.as_str())) {
        let newest = newest.entry(sent.key).or_insert(sent.created_at);
        older += usize::from(sent.created_at < *newest);
        *newest = sent.created_at;
    }
    older
}

/// Calls beyond the first for each name; and how many of them follow a call that went well with
/// no kill in between.
fn extra(calls: &[Call], kills: &[Kill]) -> (usize, usize) {
    let mut last: HashMap<&str, &Call> = HashMap::new();
    let (mut extra, mut unexplained) = (0, 0);
    for call in calls {
        if let Some(before) = last.insert(&call.name, call) {
            extra += 1;
            let was_killed =
                kills.iter().any(|kill| kill.at <= call.began && before.began <= kill.until);
            unexplained += usize::from(before.is_ok && !was_killed);
        }
    }
    (extra, unexplained)
}

/// Calls for one key that began before the one before them had ended.
fn overlaps(calls: &[Call]) -> usize {
    let mut last: HashMap<&str, i64> = HashMap::new();
    let mut overlaps = 0;
    for call in calls {
        let key = call.name.split('n').next().unwrap_or_default();
        let ended = last.entry(key).or_insert(call.began);
        overlaps += usize::from(call.began < *ended);
        *ended = call.ended.max(*ended);
    }
    overlaps
}

/// One line of the report.
#[derive(Debug, Default)]
pub(crate) struct Line {
    pub(crate) fault: String,
    pub(crate) account: Account,
    /// The longest time from a kill until it was ready again.
    pub(crate) ready: Option<Duration>,
    /// The longest time from a kill until what was under way had ended.
    pub(crate) resumed: Option<Duration>,
    /// What else there is to say.
    pub(crate) note: String,
    /// Targets that were missed.
    pub(crate) misses: Vec<String>,
}

impl Line {
    pub(crate) fn new(fault: impl Into<String>, account: Account) -> Self {
        let misses = account.misses();
        Self { fault: fault.into(), account, misses, ..Self::default() }
    }

    /// A target of this fault alone.
    #[must_use]
    pub(crate) fn expect(mut self, holds: bool, what: impl Into<String>) -> Self {
        if !holds {
            self.misses.push(what.into());
        }
        self
    }

    #[must_use]
    pub(crate) fn note(mut self, note: impl Into<String>) -> Self {
        self.note = note.into();
        self
    }

    /// Times after a kill; held against their targets where time is measured.
    #[must_use]
    pub(crate) fn times(mut self, ready: Option<i64>, resumed: Option<i64>, longest: u64) -> Self {
        let duration = |millis: i64| Duration::from_millis(u64::try_from(millis).unwrap_or(0));
        self.ready = ready.map(duration);
        self.resumed = resumed.map(duration);
        if crate::is_full() {
            let late = |time: Option<Duration>, limit| time > Some(Duration::from_secs(limit));
            if late(self.ready, 2) {
                self.misses.push("ready later than 2 s after a kill".to_owned());
            }
            if late(self.resumed, longest) {
                self.misses.push(format!("resumed later than {longest} s after a kill"));
            }
        }
        self
    }

    /// The heads of the columns.
    pub(crate) fn heads() -> String {
        format!(
            "{:<36} {:>6} {:>5} {:>6} {:>6} {:>6} {:>6} {:>8} {:>8} {:>8} {:>8}  note",
            "fault",
            "acked",
            "lost",
            "wrong",
            "older",
            "calls+",
            "repl+",
            "unknown",
            "overlap",
            "ready",
            "resumed"
        )
    }
}

impl fmt::Display for Line {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let time = |time: Option<Duration>| {
            time.map_or_else(|| "-".to_owned(), |time| format!("{:.2} s", time.as_secs_f64()))
        };
        let Account { acknowledged, lost, wrong, older, extra, doubled, unknown, overlaps, .. } =
            self.account;
        write!(
            formatter,
            "{:<36} {acknowledged:>6} {lost:>5} {wrong:>6} {older:>6} {extra:>6} {doubled:>6} \
             {unknown:>8} {overlaps:>8} {:>8} {:>8}  {}",
            self.fault,
            time(self.ready),
            time(self.resumed),
            self.note
        )
    }
}
