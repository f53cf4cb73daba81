//! The gate before DingTalk: how far apart calls are, and when none should be made at all.
//!
//! What DingTalk says of itself and not of the job (too fast, blocked, used up, no answer) closes
//! the gate for everybody for a while. A job that meets a closed gate waits, and its attempt does
//! not count. After a ban or an outage one call tries whether it is over.

use std::future::Future;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tracing::{info, warn};

use super::{Bot, Setback, chain};
use crate::dingtalk::{Api, Class, DingTalkError};
use crate::domain::Timestamp;

/// How many calls in a row may stay without an answer before nobody calls for a while.
const FAILURES: u32 = 5;

/// How much of a lease must be left for a call: as long as one may take. DingTalk takes whatever
/// comes last, so a call must not outlive the right to make it.
const LONGEST_CALL: Duration = Duration::from_secs(10);

/// How long a job waits with its lease in hand for its turn to call.
const LONGEST_WAIT: Duration = Duration::from_secs(5);

/// The pauses, as multiples of the shortest, which is half a second.
const A_SECOND: u32 = 2;
const A_MINUTE: u32 = 120;

/// Whether and when calls are made.
pub(super) struct Gate {
    /// How far apart calls to one API are.
    spacing: Option<Duration>,
    shortest_pause: Duration,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    closed: Option<Closed>,
    /// Calls in a row that stayed without an answer.
    failures: u32,
    /// Until when the month's quota is taken for used up, and the code that said so.
    quota: Option<(Timestamp, String)>,
}

#[derive(Clone, Copy)]
struct Closed {
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
pub(super) enum Opening {
    /// As many as there are.
    Open,
    /// One, to see how it goes.
    OnTrial,
    /// None until then, and no answers to people either while DingTalk itself is away.
    Closed { until: Timestamp, is_away: bool },
}

impl Gate {
    /// `calls` a second to each API, if there is a limit.
    pub(super) fn new(calls: Option<u32>, shortest_pause: Duration) -> Self {
        // A tenth more than the share of a second: calls do not all take the same time to arrive,
        // and DingTalk counts where they arrive.
        let spacing = calls.map(|calls| Duration::from_millis(1100) / calls.max(1));
        Self { spacing, shortest_pause, state: Mutex::default() }
    }

    /// How far apart calls to one API are, if they are.
    pub(super) fn spacing(&self) -> Option<Duration> {
        self.spacing
    }

    pub(super) fn opening(&self, now: Timestamp) -> Opening {
        match self.state().closed {
            Some(Closed { until, why, .. }) if until > now => {
                Opening::Closed { until, is_away: why != Why::TooFast }
            }
            Some(Closed { why: Why::Banned | Why::NoAnswer, .. }) => Opening::OnTrial,
            _ => Opening::Open,
        }
    }

    /// The answer that is known without a call, while the month's quota is used up.
    fn known_answer(&self, api: Api, now: Timestamp) -> Option<DingTalkError> {
        let state = self.state();
        let (until, code) = state.quota.as_ref()?;
        (*until > now).then(|| DingTalkError::repeated(api, Class::Config, code.clone(), "quota"))
    }

    /// Learns from a call that ended at `now`. What it says of DingTalk itself comes back as the
    /// moment until which everybody waits.
    fn learn<T>(&self, now: Timestamp, result: &Result<T, DingTalkError>) -> Option<Timestamp> {
        let mut state = self.state();
        let error = match result {
            Err(error) if is_of_dingtalk(error) => error,
            Err(error) if error.key == "quota" => {
                let until = now.plus(self.shortest_pause * 10 * A_SECOND);
                state.quota = Some((until, error.code.clone()));
                return None;
            }
            // It answers. A call that was made before the gate closed opens nothing.
            _ => {
                state.failures = 0;
                if state.closed.is_some_and(|closed| closed.until <= now) {
                    state.closed = None;
                    info!("DingTalk takes calls again");
                }
                return None;
            }
        };
        if let Some(closed) = state.closed.filter(|closed| closed.until > now) {
            return Some(closed.until);
        }
        let times = state.closed.map_or(0, |closed| closed.times);
        let doubled = |most| (A_SECOND << times.min(8)).min(most);
        let (why, pauses) = match error.class {
            Class::Throttle => (Why::TooFast, A_SECOND),
            Class::Congestion => (Why::TooFast, doubled(4 * A_SECOND)),
            Class::Blocked if error.key == "rate-minute" => (Why::TooFast, A_MINUTE),
            // A page may also be a passing trouble on the way, so it is tried once before long.
            Class::Blocked if times == 0 => (Why::Banned, 4 * A_SECOND),
            Class::Blocked => (Why::Banned, A_MINUTE),
            _ => {
                state.failures += 1;
                if state.failures < FAILURES && state.closed.is_none() {
                    return None;
                }
                (Why::NoAnswer, doubled(A_MINUTE))
            }
        };
        let mut pause = self.shortest_pause * pauses;
        let named = error.named.until.map(|until| until.since(now).min(LONGEST_NAMED_PAUSE));
        if let Some(asked) = error.retry_after.max(named) {
            pause = pause.max(asked);
        }
        if why == Why::NoAnswer {
            pause = pause.mul_f64(1.0 + fastrand::f64() / 4.0);
        }
        let until = now.plus(pause);
        state.closed = Some(Closed { until, why, times: times + 1 });
        warn!(?why, seconds = pause.as_secs_f64(), code = error.code, "no calls to DingTalk");
        Some(until)
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What is waited at most because a message names the end of a ban: its clock may not be ours.
const LONGEST_NAMED_PAUSE: Duration = Duration::from_secs(60);

/// Whether an error says something of DingTalk, or of the way to it, and nothing of the job.
fn is_of_dingtalk(error: &DingTalkError) -> bool {
    match error.class {
        Class::Throttle | Class::Congestion | Class::Blocked => true,
        Class::Retry => error.is_outage(),
        _ => false,
    }
}

impl Bot {
    /// Makes a call when it is its turn. `held_until` is when the lease ends under which it is
    /// made.
    ///
    /// # Errors
    /// When it is to be made later: it could not be made, or says nothing of the job.
    pub(super) async fn call<T>(
        &self,
        api: Api,
        held_until: Timestamp,
        call: impl Future<Output = Result<T, DingTalkError>>,
    ) -> Result<Result<T, DingTalkError>, Setback> {
        if let Some(error) = self.gate.known_answer(api, self.clock.now()) {
            return Ok(Err(error));
        }
        // All who wait for the gate come through it at once, so each has to take a turn after it.
        loop {
            self.wait_until_open().await?;
            self.wait_for_turn(api).await?;
            if !matches!(self.gate.opening(self.clock.now()), Opening::Closed { .. }) {
                break;
            }
        }
        let now = self.clock.now();
        if now.plus(LONGEST_CALL) > held_until {
            return Err(Setback::Held { until: now, why: None });
        }
        if api.is_paid() {
            self.calls.made(now);
        }
        let result = call.await;
        match self.gate.learn(self.clock.now(), &result) {
            Some(until) => Err(Setback::Held { until, why: result.err() }),
            None => Ok(result),
        }
    }

    /// Short pauses are waited for in place.
    async fn wait_until_open(&self) -> Result<(), Setback> {
        loop {
            let now = self.clock.now();
            match self.gate.opening(now) {
                Opening::Closed { until, .. } if until.since(now) > LONGEST_WAIT => {
                    return Err(Setback::Held { until, why: None });
                }
                Opening::Closed { until, .. } => tokio::time::sleep(until.since(now)).await,
                Opening::Open | Opening::OnTrial => return Ok(()),
            }
        }
    }

    /// Calls to one API are spaced, those of all instances together.
    pub(super) async fn wait_for_turn(&self, api: Api) -> Result<(), Setback> {
        let Some(spacing) = self.gate.spacing else {
            return Ok(());
        };
        let robot_code = &self.settings.robot_code;
        let wait = self.store.reserve_call(robot_code, api.as_str(), spacing, LONGEST_WAIT).await?;
        match wait {
            Some(wait) if wait.is_zero() => Ok(()),
            Some(wait) => {
                tokio::time::sleep(wait).await;
                Ok(())
            }
            None => {
                Err(Setback::Held { until: self.clock.now().plus(LONGEST_WAIT / 2), why: None })
            }
        }
    }
}

impl Setback {
    /// What stood in the way, for the log.
    pub(super) fn cause(&self) -> String {
        match self {
            Self::Held { why: None, .. } => "no calls to DingTalk for the moment".to_owned(),
            setback => chain(setback),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp(1_000_000);

    fn gate() -> Gate {
        Gate::new(None, Duration::from_millis(500))
    }

    fn error(class: Class, code: &str, key: &'static str) -> Result<(), DingTalkError> {
        Err(DingTalkError::repeated(Api::UpdateGroupNick, class, code.to_owned(), key))
    }

    fn no_answer() -> Result<(), DingTalkError> {
        error(Class::Retry, "no-answer", "no-answer")
    }

    fn seconds_after(now: Timestamp, until: Option<Timestamp>) -> Option<u64> {
        until.map(|until| until.since(now).as_secs())
    }

    #[test]
    fn each_kind_of_refusal_has_a_wait_of_its_own() {
        for (class, code, key, wait) in [
            (Class::Throttle, "90018", "rate", Some(1)),
            (Class::Congestion, "90002", "rate", Some(1)),
            (Class::Blocked, "Qpm", "rate-minute", Some(60)),
            (Class::Blocked, "1111", "blocked", Some(4)),
            (Class::Retry, "no-answer", "no-answer", None),
            (Class::Retry, "-1", "system-busy", None),
            (Class::Config, "90020", "quota", None),
            (Class::UserInput, "41049", "forbidden-content", None),
        ] {
            let until = gate().learn(NOW, &error(class, code, key));
            assert_eq!(seconds_after(NOW, until), wait, "failed on {code}");
        }
    }

    #[test]
    fn when_everybody_is_held_back_the_pause_doubles_to_four_seconds() {
        let gate = gate();
        let mut now = NOW;
        let congestion = error(Class::Congestion, "90002", "rate");
        let mut pauses = Vec::new();
        for _ in 0..4 {
            let until = gate.learn(now, &congestion).expect("closed");
            pauses.push(until.since(now).as_secs());
            now = until;
        }
        assert_eq!(pauses, [1, 2, 4, 4]);
        gate.learn(now, &Ok(()));
        assert_eq!(
            seconds_after(now, gate.learn(now, &congestion)),
            Some(1),
            "it went well between"
        );
    }

    #[test]
    fn the_fifth_call_without_an_answer_closes_the_gate_and_one_call_tries_it() {
        let gate = gate();
        for _ in 1..FAILURES {
            assert_eq!(gate.learn(NOW, &no_answer()), None);
            assert_eq!(gate.opening(NOW), Opening::Open);
        }
        let until = gate.learn(NOW, &no_answer()).expect("closed");
        assert_eq!(gate.opening(NOW), Opening::Closed { until, is_away: true });
        assert_eq!(gate.learn(NOW, &no_answer()), Some(until), "it was under way");
        gate.learn(NOW, &Ok(()));
        assert_eq!(gate.opening(NOW), Opening::Closed { until, is_away: true }, "so was that");
        assert_eq!(gate.opening(until), Opening::OnTrial);
        let mut longest = Duration::ZERO;
        let mut now = until;
        for _ in 0..10 {
            let until = gate.learn(now, &no_answer()).expect("one failure closes it again");
            longest = longest.max(until.since(now));
            now = until;
        }
        assert!((60..=75).contains(&longest.as_secs()), "{longest:?}");
        gate.learn(now, &Ok(()));
        assert_eq!(gate.opening(now), Opening::Open);
        assert_eq!(gate.learn(now, &no_answer()), None, "it counts anew");
    }

    #[test]
    fn a_banned_address_is_tried_once_before_long_and_then_once_a_minute() {
        let gate = gate();
        let mut now = NOW;
        let ban = error(Class::Blocked, "blocked", "blocked");
        let mut pauses = Vec::new();
        for _ in 0..4 {
            let until = gate.learn(now, &ban).expect("closed");
            assert_eq!(gate.opening(now), Opening::Closed { until, is_away: true });
            assert_eq!(gate.opening(until), Opening::OnTrial);
            pauses.push(until.since(now).as_secs());
            now = until;
        }
        assert_eq!(pauses, [4, 60, 60, 60]);
    }

    #[test]
    fn a_used_up_quota_is_told_without_a_call() {
        let gate = gate();
        let api = Api::UpdateGroupNick;
        assert!(gate.known_answer(api, NOW).is_none());
        gate.learn(NOW, &error(Class::Config, "90020", "quota"));
        assert_eq!(gate.opening(NOW), Opening::Open);
        let known = gate.known_answer(api, NOW).expect("an answer");
        assert_eq!((known.key, known.code.as_str()), ("quota", "90020"));
        assert!(gate.known_answer(api, NOW.plus(Duration::from_secs(10))).is_none());
    }

    #[test]
    fn what_dingtalk_asks_for_is_waited_for() {
        let mut asked = DingTalkError::repeated(
            Api::UpdateGroupNick,
            Class::Throttle,
            "http-429".to_owned(),
            "rate",
        );
        asked.retry_after = Some(Duration::from_secs(7));
        assert_eq!(seconds_after(NOW, gate().learn(NOW, &Err::<(), _>(asked))), Some(7));
        for (named, waited) in [(9, 9), (0, 1), (86_400, 60)] {
            let mut ban = DingTalkError::of_code(Api::UpdateGroupNick, "90002");
            ban.named.until = Some(NOW.plus(Duration::from_secs(named)));
            let learnt = gate().learn(NOW, &Err::<(), _>(ban));
            assert_eq!(seconds_after(NOW, learnt), Some(waited), "until {named} s from now");
        }
    }
}
