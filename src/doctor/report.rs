//! A report: all findings, counted, and as JSON by `docs/doctor.schema.json`.

use serde::Serialize;

use super::check::{Finding, State};
use crate::domain::Timestamp;
use crate::i18n::{Locale, Voice, Words};

/// The version of the JSON: greater when a field goes or means something else.
const FORMAT: u32 = 1;

/// All that was found.
#[derive(Clone, Debug)]
pub struct Report {
    /// When.
    pub at: Timestamp,
    /// In the order in which it was looked at.
    pub findings: Vec<Finding>,
    /// How many paid calls were made for it.
    pub paid_calls: u64,
}

#[derive(Serialize)]
struct Written<'a> {
    format: u32,
    version: &'static str,
    at: String,
    paid_calls: u64,
    summary: Summary,
    findings: Vec<Line<'a>>,
}

#[derive(Serialize)]
struct Summary {
    ok: usize,
    warn: usize,
    fail: usize,
    skipped: usize,
    unverified: usize,
}

#[derive(Serialize)]
struct Line<'a> {
    code: &'static str,
    title: &'static str,
    subject: Option<&'a str>,
    state: State,
    tried: &'static str,
    found: &'a str,
    meaning: &'a str,
    command: &'a str,
    page: &'a str,
    dingtalk: Option<Said<'a>>,
}

#[derive(Serialize)]
struct Said<'a> {
    code: &'a str,
    cause: &'a str,
    meaning: String,
}

impl Report {
    /// How many findings have this state.
    #[must_use]
    pub fn count(&self, state: State) -> usize {
        self.findings.iter().filter(|finding| finding.state == state).count()
    }

    /// Whether something does not work.
    #[must_use]
    pub fn has_failed(&self) -> bool {
        self.count(State::Fail) > 0
    }

    /// The report by the published schema.
    #[must_use]
    pub fn json(&self, words: &Words) -> serde_json::Value {
        let at = jiff::Timestamp::from_millisecond(self.at.0).unwrap_or_default();
        let written = Written {
            format: FORMAT,
            version: env!("CARGO_PKG_VERSION"),
            at: at.to_string(),
            paid_calls: self.paid_calls,
            summary: Summary {
                ok: self.count(State::Ok),
                warn: self.count(State::Warn),
                fail: self.count(State::Fail),
                skipped: self.count(State::Skipped),
                unverified: self.count(State::Unverified),
            },
            findings: self.findings.iter().map(|finding| line(finding, words)).collect(),
        };
        serde_json::to_value(written).expect("texts and numbers can be written")
    }
}

fn line<'a>(finding: &'a Finding, words: &Words) -> Line<'a> {
    Line {
        code: finding.check.code,
        title: finding.check.title,
        subject: finding.subject.as_deref(),
        state: finding.state,
        tried: finding.check.tried,
        found: &finding.found,
        meaning: if finding.state == State::Ok { "" } else { &finding.meaning },
        command: &finding.command,
        page: &finding.page,
        dingtalk: finding.problem.as_ref().map(|problem| Said {
            code: &problem.code,
            cause: &problem.key,
            meaning: words.told(Locale::EN, problem, Voice::Operator),
        }),
    }
}
