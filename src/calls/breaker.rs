//! The circuit breaker: when no calls should be made, by one group or by anybody.
//!
//! What DingTalk says of itself (too fast, banned, used up) opens the circuit for everybody for a
//! while. A page of HTML, a 5xx or silence may say something of DingTalk, or only of one name or
//! group: a firewall on the way answers some names so. Such a failure counts against the job
//! first, then against its group's calls of that kind, and against DingTalk as a whole only when
//! the calls of many groups fail and nobody's succeed: whoever is in a few groups can close them,
//! and no other. After a pause one call tries whether it is over; the job that failed last comes
//! after those that only waited.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tracing::{info, warn};

use crate::dingtalk::{Api, Arrival, Class, DingTalkError};
use crate::domain::{ConversationId, Timestamp};

/// How many calls in a row may fail before nobody calls for a while.
const FAILURES: u32 = 5;

/// Of how many groups they must be, where what was asked may be to blame: bad names come from
/// somebody, who is not in so many.
const FAILING_GROUPS: usize = 5;

/// The pauses, as multiples of the shortest, which is half a second.
const A_SECOND: u32 = 2;
const A_MINUTE: u32 = 120;

/// What is waited at most because a message names the end of a ban: its clock may not be ours.
const LONGEST_NAMED_PAUSE: Duration = Duration::from_secs(60);

/// How many groups with failing calls are remembered, and for how long.
const MOST_CIRCUITS: usize = 1000;
const CIRCUIT_HOLDS: Duration = Duration::from_secs(600);

/// Whether and when calls are made.
pub(super) struct Breaker {
    shortest_pause: Duration,
    state: Mutex<State>,
}

/// The calls of one kind about one group.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Circuit {
    pub api: Api,
    pub group: Option<ConversationId>,
}

#[derive(Default)]
struct State {
    open: Option<Open>,
    /// Calls in a row that failed, whoever made them, and the first groups that they were about.
    failures: u32,
    failing: Vec<Option<ConversationId>>,
    /// How many calls were answered: what changes while one circuit fails went through another.
    answered: u64,
    circuits: HashMap<Circuit, Failing>,
    /// Until when the month's quota is taken for used up, and the code that said so.
    quota: Option<(Timestamp, String)>,
}

/// A circuit whose last calls failed.
struct Failing {
    failures: u32,
    /// The job of the last failure, and whether another one failed before it.
    job: Option<i64>,
    is_of_several: bool,
    /// [`State::answered`] at the first failure.
    answered: u64,
    open: Option<Open>,
    /// One call has been let through to see how it goes.
    is_on_trial: bool,
    at: Timestamp,
}

#[derive(Clone, Copy)]
struct Open {
    until: Timestamp,
    why: Why,
    /// How often in a row.
    times: u32,
}

/// Why no calls are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Why {
    /// Too many calls; it passes by itself.
    TooFast,
    /// Our address is banned.
    Banned,
    /// DingTalk does not answer.
    NoAnswer,
}

/// Whether calls can be made now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opening {
    /// As many as there are.
    Free,
    /// One, to see how it goes.
    OnTrial,
    /// None until then, and no answers to people either while DingTalk itself is away.
    Stopped {
        /// When one may be tried.
        until: Timestamp,
        /// Whether DingTalk itself is away, and not only what is too much for it.
        is_away: bool,
    },
}

/// What a failed call comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lesson {
    /// It says something of what was asked, or counts as an attempt.
    OfTheJob,
    /// It says nothing of the job, which waits until then.
    Wait(Timestamp),
}

impl Breaker {
    pub(super) fn new(shortest_pause: Duration) -> Self {
        Self { shortest_pause, state: Mutex::default() }
    }

    pub(super) fn opening(&self, now: Timestamp) -> Opening {
        match self.state().open {
            Some(Open { until, why, .. }) if until > now => {
                Opening::Stopped { until, is_away: why != Why::TooFast }
            }
            Some(Open { why: Why::Banned | Why::NoAnswer, .. }) => Opening::OnTrial,
            _ => Opening::Free,
        }
    }

    /// Until when this circuit takes no calls, if it takes none: who asks before waiting for a turn
    /// takes none from those whose calls can be made.
    pub(super) fn closed_until(&self, circuit: &Circuit, now: Timestamp) -> Option<Timestamp> {
        let until = self.state().circuits.get(circuit)?.open?.until;
        (until > now).then_some(until)
    }

    /// The same, right before the call. Of those that ask after that time, the first is the trial,
    /// and the others wait a moment for how it goes.
    pub(super) fn is_open_until(&self, circuit: &Circuit, now: Timestamp) -> Option<Timestamp> {
        let mut state = self.state();
        let failing = state.circuits.get_mut(circuit)?;
        let open = failing.open.as_mut()?;
        if open.until > now {
            return Some(open.until);
        }
        open.until = now.plus(self.shortest_pause);
        failing.is_on_trial = true;
        None
    }

    /// The answer that is known without a call, while the month's quota is used up.
    pub(super) fn known_answer(&self, api: Api, now: Timestamp) -> Option<DingTalkError> {
        let state = self.state();
        let (until, code) = state.quota.as_ref()?;
        (*until > now).then(|| DingTalkError::repeated(api, Class::Config, code.clone(), "quota"))
    }

    /// Learns from a call that ended at `now`.
    pub(super) fn learn<T>(
        &self,
        circuit: &Circuit,
        job: Option<i64>,
        now: Timestamp,
        result: &Result<T, DingTalkError>,
    ) -> Lesson {
        let mut state = self.state();
        match result {
            Err(error) if error.key == "quota" => {
                let until = now.plus(self.shortest_pause * 10 * A_SECOND);
                state.quota = Some((until, error.code.clone()));
                Lesson::OfTheJob
            }
            Err(error) => match Blame::of(error) {
                Blame::DingTalk => Lesson::Wait(state.stop(self.shortest_pause, error, now)),
                Blame::Anybody => self.blame(&mut state, circuit, job, error, now),
                Blame::Nobody => state.answered(circuit, now),
            },
            Ok(_) => state.answered(circuit, now),
        }
    }

    /// A failure of which nobody knows whose it is.
    fn blame(
        &self,
        state: &mut State,
        circuit: &Circuit,
        job: Option<i64>,
        error: &DingTalkError,
        now: Timestamp,
    ) -> Lesson {
        state.failures += 1;
        if !state.failing.contains(&circuit.group) && state.failing.len() < FAILING_GROUPS {
            state.failing.push(circuit.group.clone());
        }
        let is_on_trial = state.open.is_some_and(|open| open.why != Why::TooFast);
        // What never left us cannot be the fault of what it says.
        let is_of_many = state.failing.len() == FAILING_GROUPS || error.arrival == Arrival::NotSent;
        let for_all = is_on_trial || (state.failures >= FAILURES && is_of_many);
        let own = state.circuit_failed(circuit, job, error, now, self.shortest_pause);
        if for_all {
            // Those that only waited come before it.
            return Lesson::Wait(
                state.stop(self.shortest_pause, error, now).plus(self.shortest_pause),
            );
        }
        own
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// It answers. A call that was made before the circuit opened closes nothing.
    fn answered(&mut self, circuit: &Circuit, now: Timestamp) -> Lesson {
        self.answered += 1;
        self.failures = 0;
        self.failing.clear();
        self.circuits.remove(circuit);
        if self.open.is_some_and(|open| open.until <= now) {
            self.open = None;
            info!("DingTalk takes calls again");
        }
        Lesson::OfTheJob
    }

    /// Stops everybody's calls, and says until when.
    fn stop(&mut self, shortest: Duration, error: &DingTalkError, now: Timestamp) -> Timestamp {
        if let Some(open) = self.open.filter(|open| open.until > now) {
            return open.until;
        }
        let times = self.open.map_or(0, |open| open.times);
        let open = Open::after(times, error, now, shortest);
        self.open = Some(open);
        let seconds = open.until.since(now).as_secs_f64();
        warn!(why = ?open.why, seconds, code = error.code, "circuit breaker open: no calls to DingTalk");
        open.until
    }

    /// Counts a failure of one circuit, and opens it where that has a point.
    fn circuit_failed(
        &mut self,
        circuit: &Circuit,
        job: Option<i64>,
        error: &DingTalkError,
        now: Timestamp,
        shortest: Duration,
    ) -> Lesson {
        if self.circuits.len() >= MOST_CIRCUITS {
            self.circuits.retain(|_, failing| now.since(failing.at) < CIRCUIT_HOLDS);
        }
        if self.circuits.len() >= MOST_CIRCUITS && !self.circuits.contains_key(circuit) {
            return Lesson::OfTheJob;
        }
        let answered = self.answered;
        let failing = self.circuits.entry(circuit.clone()).or_insert(Failing {
            failures: 0,
            job,
            is_of_several: false,
            answered,
            open: None,
            is_on_trial: false,
            at: now,
        });
        failing.failures += 1;
        failing.is_of_several |= failing.job != job;
        (failing.job, failing.at) = (job, now);
        // While others are answered, it is this job or this group; so the attempt counts.
        let counts = failing.answered != answered;
        let has_reason = failing.failures >= FAILURES && (failing.is_of_several || !counts);
        if std::mem::take(&mut failing.is_on_trial) || (failing.open.is_none() && has_reason) {
            let times = failing.open.map_or(0, |open| open.times);
            let open = Open::after(times, error, now, shortest);
            failing.open = Some(open);
            let seconds = open.until.since(now).as_secs_f64();
            let group = circuit.group.as_ref().map(tracing::field::display);
            warn!(
                conversation.id = group,
                api = circuit.api.as_str(),
                seconds,
                code = error.code,
                "circuit breaker open for the calls of one group"
            );
        }
        match failing.open {
            // Those that only waited come before it.
            Some(open) if !counts => Lesson::Wait(open.until.plus(shortest)),
            _ => Lesson::OfTheJob,
        }
    }
}

impl Open {
    /// The next pause after `times` before it.
    fn after(times: u32, error: &DingTalkError, now: Timestamp, shortest: Duration) -> Self {
        let doubled = |most| (A_SECOND << times.min(8)).min(most);
        let (why, pauses) = match error.class {
            Class::Throttle => (Why::TooFast, A_SECOND),
            Class::Congestion => (Why::TooFast, doubled(4 * A_SECOND)),
            Class::Blocked if error.key == "rate-minute" => (Why::TooFast, A_MINUTE),
            // A ban may also be a passing trouble on the way, so it is tried once before long.
            Class::Blocked if times == 0 => (Why::Banned, 4 * A_SECOND),
            Class::Blocked => (Why::Banned, A_MINUTE),
            _ => (Why::NoAnswer, doubled(A_MINUTE)),
        };
        let mut pause = shortest * pauses;
        let named = error.named.until.map(|until| until.since(now).min(LONGEST_NAMED_PAUSE));
        if let Some(asked) = error.retry_after.max(named) {
            pause = pause.max(asked);
        }
        if why == Why::NoAnswer {
            pause = pause.mul_f64(1.0 + fastrand::f64() / 4.0);
        }
        Self { until: now.plus(pause), why, times: times + 1 }
    }
}

/// Whose fault a failure is.
enum Blame {
    /// DingTalk says so: it is not the job's.
    DingTalk,
    /// Nobody knows.
    Anybody,
    /// It is an answer to what was asked.
    Nobody,
}

impl Blame {
    fn of(error: &DingTalkError) -> Self {
        match error.class {
            Class::Throttle | Class::Congestion => Self::DingTalk,
            Class::Blocked if error.key == "blocked" && error.code != "1111" => Self::Anybody,
            Class::Blocked => Self::DingTalk,
            Class::Retry if error.is_outage() => Self::Anybody,
            _ => Self::Nobody,
        }
    }
}

#[cfg(test)]
mod tests;
