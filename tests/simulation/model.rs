//! The model: what stands in the store, as far as it follows from what the store was asked and
//! answered, in a map. Whatever the store does that the model does not allow is a violation.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard};

use dingnick::domain::Timestamp;
use dingnick::store::{
    ClaimedJob, Due, Ending, Finished, FollowUp, JobOutcome, Kept, Lease, Release, Share,
};

use crate::lane::Asked;
use crate::replies::Replies;

/// A job, and how far it has come.
#[derive(Clone, Debug)]
pub(crate) struct Job {
    /// Its number in the store, once that is known.
    pub(crate) id: Option<i64>,
    /// When it was kept, among those whose numbers are not known.
    order: u64,
    pub(crate) asked: Asked,
    pub(crate) state: State,
    pub(crate) attempts: u32,
    pub(crate) in_doubt: bool,
    /// It certainly stands in the store.
    pub(crate) is_kept: bool,
    /// Whoever sent it was told that it is kept.
    pub(crate) is_acknowledged: bool,
    /// A newer message of the same kind makes it moot.
    pub(crate) is_request: bool,
    /// It had ended unread, and was opened again: others may go before it that came after it.
    pub(crate) is_reopened: bool,
}

/// Where a job is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum State {
    Waiting {
        due: Timestamp,
    },
    Held {
        token: String,
        until: Timestamp,
    },
    Ended {
        outcome: JobOutcome,
        at: Timestamp,
    },
    /// Somebody took it back, or it is past.
    Gone,
}

impl State {
    pub(crate) fn is_open(&self) -> bool {
        matches!(self, Self::Waiting { .. } | Self::Held { .. })
    }

    fn is_held(&self, now: Timestamp) -> bool {
        matches!(self, Self::Held { until, .. } if *until > now)
    }

    /// When it can be taken, if nothing else is in its way.
    fn due(&self) -> Option<Timestamp> {
        match self {
            Self::Waiting { due } => Some(*due),
            Self::Held { until, .. } => Some(*until),
            Self::Ended { .. } | Self::Gone => None,
        }
    }
}

/// All that is known.
#[derive(Default)]
pub(crate) struct Model {
    pub(crate) jobs: BTreeMap<String, Job>,
    pub(crate) replies: Replies,
    /// Somebody gave up in the middle of a question, so it shows only in the store what became of
    /// it. Until somebody has looked, less is certain.
    pub(crate) is_unsettled: bool,
    /// That was before somebody last looked: by now it has happened or not.
    is_past: bool,
    /// How many questions are being answered, and how many were ever asked.
    pub(crate) in_flight: u32,
    asked: u64,
    /// How many jobs were kept.
    kept: u64,
    /// The latest time that the store was told. Whoever asks with an earlier one was overtaken on the
    /// way, and need not be shown what the later one did.
    told_at: Option<Timestamp>,
    /// Lanes in which somebody works, until when nobody else may.
    working: BTreeMap<u64, (String, Timestamp)>,
    workers: u64,
    /// Whose name may be an older one: a machine seemed to stand still in the middle of a call, or
    /// DingTalk would not have the newest name once more.
    pub(crate) excused: BTreeSet<(u64, u64)>,
    pub(crate) violation: Option<String>,
    pub(crate) log: Vec<String>,
}

/// The model, as all see it.
#[derive(Clone, Default)]
pub(crate) struct Witness(Arc<Mutex<Model>>);

impl Witness {
    pub(crate) fn model(&self) -> MutexGuard<'_, Model> {
        self.0.lock().expect("nobody panics while looking")
    }

    /// Somebody asks the store something.
    pub(crate) fn ask(&self) -> Question {
        let mut model = self.model();
        model.asked += 1;
        model.in_flight += 1;
        let is_alone = model.in_flight == 1 && !model.is_unsettled;
        Question { witness: self.clone(), asked: is_alone.then_some(model.asked) }
    }

    /// Somebody tells the store the time, whatever becomes of what they ask.
    pub(crate) fn told(&self, now: Timestamp) {
        let mut model = self.model();
        model.told_at = model.told_at.max(Some(now));
    }

    /// Somebody works in a lane, until that is dropped.
    pub(crate) fn work(&self, lane: String, now: Timestamp, until: Timestamp) -> Working {
        let mut model = self.model();
        let live = model.working.values().find(|(of, until)| *of == lane && *until > now);
        // Who comes late, when their own time is over, finds that out before they do anything.
        if live.is_some() && until > now {
            model.violate(format!("two work in {lane} at once"));
        }
        model.workers += 1;
        let worker = model.workers;
        model.working.insert(worker, (lane, until));
        Working { witness: self.clone(), worker }
    }
}

/// Somebody works in a lane.
pub(crate) struct Working {
    witness: Witness,
    worker: u64,
}

impl Drop for Working {
    fn drop(&mut self) {
        self.witness.model().working.remove(&self.worker);
    }
}

/// A question to the store that has not been answered.
pub(crate) struct Question {
    witness: Witness,
    /// Its number, if nobody else was asking.
    asked: Option<u64>,
}

impl Question {
    /// It was answered, by `now`; and `note` writes down what that says. Whether nobody else asked
    /// meanwhile is told it.
    pub(crate) fn answered<T>(self, note: impl FnOnce(&mut Model, bool) -> T) -> T {
        let mut model = self.witness.model();
        let is_alone = self.asked == Some(model.asked) && !model.is_unsettled;
        let noted = note(&mut model, is_alone);
        model.in_flight -= 1;
        drop(model);
        std::mem::forget(self);
        noted
    }
}

impl Drop for Question {
    fn drop(&mut self) {
        let mut model = self.witness.model();
        model.in_flight -= 1;
        model.unsettle();
    }
}

/// The number of what was taken, and the token that it was taken with.
pub(crate) fn parts(lease: &Lease) -> (i64, String) {
    let text = format!("{lease:?}");
    let id = text.split("id: ").nth(1).and_then(|rest| rest.split(',').next());
    let token = text.split('"').nth(1).expect("a token");
    (id.and_then(|id| id.parse().ok()).expect("a number"), token.to_owned())
}

impl Model {
    pub(crate) fn violate(&mut self, what: String) {
        self.log.push(format!("VIOLATION: {what}"));
        self.violation.get_or_insert(what);
    }

    /// It shows only in the store what became of something.
    pub(crate) fn unsettle(&mut self) {
        (self.is_unsettled, self.is_past) = (true, false);
    }

    /// Somebody looks at the store, later than when they last did: whether they have to learn what
    /// happened, and nothing if it may be happening now.
    pub(crate) fn settle(&mut self) -> Option<bool> {
        if self.is_unsettled && !self.is_past {
            self.is_past = true;
            return None;
        }
        Some(std::mem::take(&mut self.is_unsettled))
    }

    /// Holds something to be so, unless it is not known what has happened.
    fn hold(&mut self, is_so: bool, what: impl FnOnce() -> String) {
        if !is_so && !self.is_unsettled {
            self.violate(what());
        }
    }

    /// Somebody is about to keep a message.
    pub(crate) fn keeping(&mut self, id: &str, asked: &Asked, is_request: bool, now: Timestamp) {
        self.jobs.entry(id.to_owned()).or_insert_with(|| Job {
            id: None,
            order: 0,
            asked: asked.clone(),
            state: State::Waiting { due: now },
            attempts: 0,
            in_doubt: false,
            is_kept: false,
            is_acknowledged: false,
            is_request,
            is_reopened: false,
        });
    }

    pub(crate) fn kept(&mut self, id: &str, kept: Kept, received_at: Timestamp) {
        let job = &self.jobs[id];
        let (was_kept, waits) = (job.is_kept, matches!(job.state, State::Waiting { .. }));
        match kept {
            Kept::New => self.hold(!was_kept, || format!("{id} is kept a second time")),
            Kept::Before => self.hold(was_kept, || format!("{id} is said to be kept, and is not")),
        }
        self.kept += 1;
        let job = self.jobs.get_mut(id).expect("it is being kept");
        job.is_kept = true;
        if kept == Kept::New {
            job.order = self.kept;
        }
        if kept == Kept::New && waits {
            job.state = State::Waiting { due: received_at };
        }
    }

    pub(crate) fn acknowledged(&mut self, id: &str) {
        self.jobs.get_mut(id).expect("it was being kept").is_acknowledged = true;
    }

    /// Jobs that begin with the end of another, or by order.
    pub(crate) fn begun(&mut self, jobs: &[FollowUp]) {
        for job in jobs {
            let asked = Asked::parse(&job.message).expect("a text of ours");
            let is_new = !self.jobs.contains_key(job.message_id.as_str());
            self.keeping(job.message_id.as_str(), &asked, false, job.due);
            self.kept += 1;
            let job = self.jobs.get_mut(job.message_id.as_str()).expect("it is there");
            if is_new {
                job.order = self.kept;
                job.is_kept = true;
                job.is_acknowledged = true;
            }
        }
    }

    /// The jobs that can be taken now: of each lane the first, if nobody holds one of it.
    fn eligible(&self, now: Timestamp) -> Vec<(&String, &Job)> {
        let mut first: BTreeMap<String, (&String, &Job)> = BTreeMap::new();
        let mut out_of_order = BTreeSet::new();
        for (id, job) in &self.jobs {
            if job.is_kept && job.state.is_open() {
                if job.is_reopened {
                    out_of_order.insert(job.asked.lane());
                }
                let lane = first.entry(job.asked.lane()).or_insert((id, job));
                let goes_first =
                    |job: &Job| (!job.state.is_held(now), job.id.is_none(), job.id, job.order);
                if goes_first(job) < goes_first(lane.1) {
                    *lane = (id, job);
                }
            }
        }
        first.retain(|lane, _| !out_of_order.contains(lane));
        let mut first: Vec<_> = first.into_values().collect();
        first.retain(|(_, job)| job.state.due().is_some_and(|due| due <= now));
        first
    }

    /// How many jobs of a group are in hand.
    fn held(&self, group: u64, now: Timestamp) -> usize {
        let of_group = self.jobs.values().filter(|job| job.asked.group == group);
        of_group.filter(|job| job.state.is_held(now)).count()
    }

    /// Somebody has taken jobs.
    pub(crate) fn claimed(
        &mut self,
        jobs: &[ClaimedJob],
        (now, until): (Timestamp, Timestamp),
        share: Share,
        is_alone: bool,
    ) {
        // The numbers are in the order in which they were kept.
        for job in jobs {
            match self.jobs.get_mut(&job.message_id) {
                Some(known) => known.id = Some(job.id),
                // Unless it began with an end of which nobody was told.
                None => self.hold(false, || format!("{} was never kept", job.message_id)),
            }
        }
        for job in jobs {
            self.claimed_one(job, now, until);
        }
        let most = share.total as usize;
        let of_group = |group| {
            let ids = jobs.iter().filter_map(|job| self.jobs.get(&job.message_id));
            ids.filter(|job| job.asked.group == group).count()
        };
        let left: Vec<String> = self
            .eligible(now)
            .into_iter()
            .filter(|(_, job)| {
                let held = self.held(job.asked.group, now);
                held < share.per_conversation as usize
            })
            .map(|(id, _)| id.clone())
            .collect();
        let too_many = self.jobs.values().map(|job| job.asked.group).find(|group| {
            of_group(*group) > 0 && self.held(*group, now) > share.per_conversation as usize
        });
        self.hold(jobs.len() <= most, || "more jobs are taken than there is room for".to_owned());
        if let Some(group) = too_many {
            self.hold(false, || format!("group {group} has more in hand than its share"));
        }
        // With few worker slots, a conversation whose turn comes before anything is due there may take
        // one from another; but somebody is always given something.
        if is_alone && Some(now) >= self.told_at && jobs.is_empty() && !left.is_empty() {
            let left: Vec<_> = left.iter().map(|id| (id, self.jobs[id].clone())).collect();
            self.violate(format!("{left:?} could be taken at {now:?} and are not"));
        }
    }

    fn claimed_one(&mut self, job: &ClaimedJob, now: Timestamp, until: Timestamp) {
        let Some(known) = self.jobs.get(&job.message_id) else { return };
        let (id, lane) = (&job.message_id, known.asked.lane());
        let mut wrong = None;
        if known.state.due().is_none_or(|due| due > now) {
            wrong = Some(format!("{id} is taken at {now:?} and is {:?}", known.state));
        }
        let was_held = matches!(known.state, State::Held { .. });
        if job.attempt != known.attempts + 1 {
            wrong = Some(format!(
                "{id} is tried for the {} time, says the store, and not after {}",
                job.attempt, known.attempts
            ));
        }
        if job.in_doubt != (known.in_doubt || was_held) {
            wrong = Some(format!("{id} is in doubt or not: {}", job.in_doubt));
        }
        for (other, at) in &self.jobs {
            if other == id || !at.is_kept || at.asked.lane() != lane || !at.state.is_open() {
                continue;
            }
            if at.state.is_held(now) {
                wrong = Some(format!("{id} is taken while {other} of its lane is in hand"));
            }
            if at.id.is_some_and(|other| other < job.id) && !at.is_reopened {
                wrong = Some(format!("{id} is taken before {other}, which came earlier"));
            }
        }
        self.hold(wrong.is_none(), || wrong.unwrap_or_default());
        self.log.push(format!("        {id} is taken at {}", now.0));
        let (_, token) = parts(&job.lease);
        let known = self.jobs.get_mut(&job.message_id).expect("it is known");
        known.is_kept = true;
        known.attempts = job.attempt;
        known.in_doubt = job.in_doubt;
        known.state = State::Held { token, until };
    }

    /// What is due, as the store says.
    pub(crate) fn due(&mut self, due: Due, now: Timestamp, is_alone: bool) {
        if !is_alone || Some(now) < self.told_at {
            return;
        }
        let eligible: Vec<String> =
            self.eligible(now).iter().map(|(id, _)| (*id).clone()).collect();
        if !due.jobs && !eligible.is_empty() {
            self.violate(format!("{eligible:?} are due, and the store says that nothing is"));
        }
        let mut open = self.jobs.values().filter(|job| job.is_kept && job.state.is_open());
        if !due.jobs && due.next.is_none() && open.next().is_some() {
            self.violate("jobs are open, and the store knows of none to come".to_owned());
        }
        let waits = self.replies.is_due(now);
        self.hold(due.replies == waits, || format!("that replies are due is {}", due.replies));
    }

    /// The job that somebody names by its lease, if they hold it.
    fn holder(&self, lease: &Lease) -> Option<String> {
        let (id, token) = parts(lease);
        let held = |job: &Job| match &job.state {
            State::Held { token: of, .. } => *of == token && job.id == Some(id),
            _ => false,
        };
        self.jobs.iter().find(|(_, job)| held(job)).map(|(id, _)| id.clone())
    }

    /// Somebody has ended a job, or was told that they do not hold it.
    pub(crate) fn finished(
        &mut self,
        lease: &Lease,
        ending: &Ending,
        how: Finished,
        now: Timestamp,
    ) {
        let holder = self.holder(lease);
        match (how, holder) {
            (Finished::Written, Some(id)) => {
                let job = self.jobs.get_mut(&id).expect("it is held");
                self.log.push(format!("        {id} has ended: {}", ending.outcome.as_str()));
                job.state = State::Ended { outcome: ending.outcome, at: now };
                if let Some(answer) = &ending.answer {
                    let number = job.id.expect("it was taken");
                    self.replies.wait(&answer.text, number, now);
                }
                self.begun(&ending.follow_ups);
            }
            (Finished::Written, None) => {
                self.hold(false, || format!("{lease:?} ended a job that somebody else has"));
                self.unsettle();
            }
            (Finished::LeaseLost, holder) => {
                self.hold(holder.is_none(), || format!("{holder:?} is held, and cannot be ended"));
            }
            (Finished::Overtaken, _) => self.violate("nothing was decided".to_owned()),
        }
    }

    /// Somebody has released a job, or does not hold it.
    pub(crate) fn released(&mut self, lease: &Lease, release: Release, is_released: bool) {
        let holder = self.holder(lease);
        self.hold(is_released == holder.is_some(), || {
            format!("{holder:?} is released: {is_released}, by {lease:?}")
        });
        if let Some(job) = holder.filter(|_| is_released).and_then(|id| self.jobs.get_mut(&id)) {
            self.log.push(format!("        {:?} is released: {release:?}", job.id));
            job.state = State::Waiting { due: release.visible_at };
            job.attempts -= u32::from(!release.counts);
            job.in_doubt |= release.in_doubt;
        }
    }

    /// The process has begun anew, and takes back what the one before it had.
    pub(crate) fn recovered(&mut self, now: Timestamp, jobs: u64) {
        let mut taken_back = 0;
        for job in self.jobs.values_mut() {
            if matches!(job.state, State::Held { .. }) {
                job.state = State::Waiting { due: now };
                job.attempts -= 1;
                job.in_doubt = true;
                taken_back += 1;
            }
        }
        self.hold(jobs == taken_back, || format!("{jobs} jobs are taken back of {taken_back}"));
        self.replies.recovered();
    }

    /// How many are open, as the store counts them.
    pub(crate) fn waiting(&mut self, waiting: u64, is_alone: bool) {
        let open = self.jobs.values().filter(|job| job.is_kept && job.state.is_open()).count();
        if is_alone && waiting != open as u64 {
            self.violate(format!("{waiting} wait, says the store, and {open} do"));
        }
    }

    /// A name is about to be set, by who has worked on it since `began`, when those were waiting.
    pub(crate) fn calls(&mut self, asked: &Asked, waiting: &BTreeSet<String>) {
        let who = (asked.group, asked.member);
        let of_who = |job: &&Job| (job.asked.group, job.asked.member) == who;
        let applied = |job: &&Job| {
            matches!(job.state, State::Ended { outcome: JobOutcome::Applied, .. })
                && job.asked.is_rename()
        };
        let newest =
            self.jobs.values().filter(of_who).filter(applied).map(|job| job.asked.at).max();
        if newest.is_some_and(|newest| newest > asked.at) {
            self.violate(format!("{asked:?} is called after {newest:?} was applied"));
        }
        if let Some(newer) = waiting.iter().next() {
            self.violate(format!("{asked:?} is called though {newer} waits, which is newer"));
        }
    }

    /// The requests that wait and are newer than one.
    pub(crate) fn newer_than(&self, asked: &Asked) -> BTreeSet<String> {
        let newer = self.jobs.iter().filter(|(_, job)| {
            job.is_request
                && job.is_kept
                && job.state.is_open()
                && (job.asked.group, job.asked.member) == (asked.group, asked.member)
                && job.asked.at > asked.at
        });
        newer.map(|(id, _)| id.clone()).collect()
    }

    /// Whether all has come to its end.
    pub(crate) fn is_quiet(&self) -> bool {
        let is_open = |job: &Job| job.is_kept && job.state.is_open();
        !self.is_unsettled && !self.jobs.values().any(is_open) && self.replies.have_ended()
    }
}
