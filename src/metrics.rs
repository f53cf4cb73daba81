//! What happened, counted: for Prometheus, and for the operator's bill.
//!
//! Labels come from closed lists of ours, never from what people or DingTalk send, so the number
//! of series is bounded.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::{Histogram, exponential_buckets};
use prometheus_client::registry::{Registry, Unit};
use serde::Serialize;

/// How often an API was called with one result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CallCount {
    /// The API.
    pub api: &'static str,
    /// `ok` or the key of the error.
    pub result: &'static str,
    /// How often.
    pub count: u64,
}

type Labels<const N: usize> = [(&'static str, &'static str); N];

/// A stretch of the way from a message to its answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// From when it came in until it was acknowledged.
    Intake,
    /// From when it was kept until its work began.
    Wait,
    /// One attempt at its work.
    Job,
    /// One call to DingTalk, its answer included.
    Call,
    /// One attempt at giving an answer.
    Reply,
}

impl Stage {
    fn as_str(self) -> &'static str {
        match self {
            Self::Intake => "intake",
            Self::Wait => "wait",
            Self::Job => "job",
            Self::Call => "call",
            Self::Reply => "reply",
        }
    }
}

/// The bounds of the histogram's buckets, in seconds: 1 ms and each twice the last, up to 32 s, which
/// is longer than any attempt lasts.
fn buckets() -> impl Iterator<Item = f64> {
    exponential_buckets(0.001, 2.0, 16)
}

/// The counters of one bot.
pub struct Metrics {
    registry: Registry,
    callbacks: Family<Labels<1>, Counter>,
    events: Family<Labels<1>, Counter>,
    header_pairs: Family<Labels<1>, Counter>,
    frames: Family<Labels<1>, Counter>,
    late_callbacks: Family<Labels<1>, Counter>,
    connections: Gauge,
    jobs: Family<Labels<1>, Counter>,
    replies: Family<Labels<1>, Counter>,
    http_errors: Family<Labels<1>, Counter>,
    calls: Family<Labels<2>, Counter>,
    /// Which of these there are: the family does not tell.
    called: Mutex<BTreeSet<(&'static str, &'static str)>>,
    token_refreshes: Family<Labels<1>, Counter>,
    stages: Family<Labels<1>, Histogram, fn() -> Histogram>,
    waiting: Gauge,
}

impl Default for Metrics {
    fn default() -> Self {
        Self::new()
    }
}

impl Metrics {
    /// All at zero.
    #[must_use]
    pub fn new() -> Self {
        let mut registry = Registry::with_prefix("dingnick");
        let [callbacks, events, header_pairs, frames, late_callbacks, jobs, replies] = [
            ("callbacks", "Callbacks that came in, by what became of them"),
            ("events", "Events that came in over HTTP, by what became of them"),
            (
                "header_pairs",
                "Messages under a pair of signature headers that is most likely in other hands, by why",
            ),
            ("stream_frames", "Messages and events that came in by Stream, by what became of them"),
            (
                "late_callbacks",
                "Callbacks that came long after their message, by when they were signed",
            ),
            ("jobs", "Messages whose work has ended, by how it ended"),
            ("replies", "Answers that were given or given up, by how it went"),
        ]
        .map(|(name, help)| {
            let family = Family::<Labels<1>, Counter>::default();
            registry.register(name, help, family.clone());
            family
        });
        let calls = Family::<Labels<2>, Counter>::default();
        registry.register(
            "dingtalk_calls",
            "Calls to DingTalk, tokens left out, by API and result",
            calls.clone(),
        );
        let token_refreshes = Family::<Labels<1>, Counter>::default();
        registry.register(
            "token_refreshes",
            "Access tokens that were asked for, by result",
            token_refreshes.clone(),
        );
        let stages: Family<Labels<1>, Histogram, fn() -> Histogram> =
            Family::new_with_constructor(|| Histogram::new(buckets()));
        registry.register_with_unit(
            "stage",
            "How long each stretch of the way from a message to its answer took",
            Unit::Seconds,
            stages.clone(),
        );
        let waiting = Gauge::default();
        registry.register("waiting", "Commands that wait or are under way", waiting.clone());
        let connections = Gauge::default();
        let help = "Open connections to DingTalk's Stream gateway";
        registry.register("stream_connections", help, connections.clone());
        let http_errors = Family::<Labels<1>, Counter>::default();
        registry.register(
            "http_errors",
            "Connections from outside that ended with something else than an answer, by why",
            http_errors.clone(),
        );
        Self {
            registry,
            callbacks,
            events,
            header_pairs,
            frames,
            late_callbacks,
            connections,
            jobs,
            replies,
            http_errors,
            calls,
            called: Mutex::default(),
            token_refreshes,
            stages,
            waiting,
        }
    }

    /// A callback came in.
    pub fn callback(&self, result: &'static str) {
        self.callbacks.get_or_create(&[("result", result)]).inc();
    }

    /// A callback came long after its message.
    pub fn late_callback(&self, signed: &'static str) {
        self.late_callbacks.get_or_create(&[("signed", signed)]).inc();
    }

    /// An event came in over HTTP.
    pub fn event(&self, result: &'static str) {
        self.events.get_or_create(&[("result", result)]).inc();
    }

    /// A pair of signature headers was used as no honest one is.
    pub fn header_pair(&self, suspicion: &'static str) {
        self.header_pairs.get_or_create(&[("why", suspicion)]).inc();
    }

    /// A message or an event came in by Stream.
    pub fn frame(&self, result: &'static str) {
        self.frames.get_or_create(&[("result", result)]).inc();
    }

    /// So many connections to the Stream gateway are open.
    pub fn connections(&self, count: usize) {
        self.connections.set(i64::try_from(count).unwrap_or(i64::MAX));
    }

    /// The work of a message has ended.
    pub fn job(&self, outcome: &'static str) {
        self.jobs.get_or_create(&[("outcome", outcome)]).inc();
    }

    /// An answer was given, or given up.
    pub fn reply(&self, outcome: &'static str) {
        self.replies.get_or_create(&[("outcome", outcome)]).inc();
    }

    /// What came from outside was no HTTP, or broke off.
    pub fn http_error(&self, kind: &'static str) {
        self.http_errors.get_or_create(&[("kind", kind)]).inc();
    }

    /// DingTalk was called; `result` is `ok` or the key of the error.
    pub fn call(&self, api: &'static str, result: &'static str) {
        self.calls.get_or_create(&[("api", api), ("result", result)]).inc();
        self.called.lock().unwrap_or_else(PoisonError::into_inner).insert((api, result));
    }

    /// How often which API was called, tokens left out, by API and result.
    #[must_use]
    pub fn calls_by_api(&self) -> Vec<CallCount> {
        let called = self.called.lock().unwrap_or_else(PoisonError::into_inner);
        let counts = called.iter().map(|&(api, result)| {
            let count = self.calls.get_or_create(&[("api", api), ("result", result)]).get();
            CallCount { api, result, count }
        });
        counts.collect()
    }

    /// An access token was asked for; `result` is `ok` or the key of the error.
    pub fn token_refresh(&self, result: &'static str) {
        self.token_refreshes.get_or_create(&[("result", result)]).inc();
    }

    /// A stretch of the way took so long.
    pub fn took(&self, stage: Stage, time: Duration) {
        self.stages.get_or_create(&[("stage", stage.as_str())]).observe(time.as_secs_f64());
    }

    /// So many commands wait or are under way.
    pub fn waiting(&self, count: u64) {
        self.waiting.set(i64::try_from(count).unwrap_or(i64::MAX));
    }

    /// The counters as Prometheus reads them.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = String::new();
        // Writing into a text does not fail.
        let _ = encode(&mut text, &self.registry);
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stage_is_counted_in_the_bucket_that_holds_it_and_in_all_above() {
        let metrics = Metrics::new();
        metrics.took(Stage::Job, Duration::from_millis(3));
        metrics.took(Stage::Job, Duration::from_secs(300));
        let text = metrics.text();
        for line in [
            r#"dingnick_stage_seconds_bucket{le="0.002",stage="job"} 0"#,
            r#"dingnick_stage_seconds_bucket{le="0.004",stage="job"} 1"#,
            r#"dingnick_stage_seconds_bucket{le="+Inf",stage="job"} 2"#,
            r#"dingnick_stage_seconds_count{stage="job"} 2"#,
        ] {
            assert!(text.contains(line), "{line} is not in\n{text}");
        }
    }
}
