//! What came of each case, for people and as JSON.

use serde::Serialize;

use super::set::{Level, VERSION};

/// What came of a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "verdict", content = "why", rename_all = "kebab-case")]
pub enum Verdict {
    /// The bot did what a right bot does.
    Passed,
    /// It did not.
    Failed(String),
    /// It could not be played.
    Skipped(String),
}

/// A case with what came of it.
#[derive(Clone, Debug, Serialize)]
pub struct Outcome {
    /// `callbacks/text`
    pub case: String,
    /// What it is about.
    pub about: String,
    /// Whether a right bot must pass it.
    pub must: bool,
    /// What came of it.
    #[serde(flatten)]
    pub verdict: Verdict,
}

/// All outcomes.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    /// The version of the set.
    pub version: &'static str,
    /// Cases that were passed.
    pub passed: usize,
    /// Failed cases that a right bot must pass.
    pub failed: usize,
    /// Failed cases that a careful bot passes.
    pub advised: usize,
    /// Cases that were not played.
    pub skipped: usize,
    /// One by one.
    pub cases: Vec<Outcome>,
}

impl Outcome {
    pub(super) fn new(case: String, about: &str, level: Level, verdict: Verdict) -> Self {
        Self { case, about: about.to_owned(), must: level == Level::Must, verdict }
    }

    /// As a line of a test's output, and below it why it failed.
    #[must_use]
    pub fn lines(&self) -> String {
        let Self { case, about, must, verdict } = self;
        match verdict {
            Verdict::Passed => format!("ok       {case}"),
            Verdict::Skipped(why) => format!("skipped  {case}: {why}"),
            Verdict::Failed(why) => {
                let word = if *must { "FAILED  " } else { "advised " };
                format!("{word} {case}: {why}\n         {about}")
            }
        }
    }
}

impl Report {
    pub(super) fn of(cases: Vec<Outcome>) -> Self {
        let count = |fits: fn(&Outcome) -> bool| cases.iter().filter(|case| fits(case)).count();
        let is_failed = |case: &Outcome| matches!(case.verdict, Verdict::Failed(_));
        let failed = cases.iter().filter(|case| case.must && is_failed(case)).count();
        let advised = cases.iter().filter(|case| !case.must && is_failed(case)).count();
        Self {
            version: VERSION,
            passed: count(|case| case.verdict == Verdict::Passed),
            failed,
            advised,
            skipped: count(|case| matches!(case.verdict, Verdict::Skipped(_))),
            cases,
        }
    }

    /// The last line.
    #[must_use]
    pub fn summary(&self) -> String {
        let Self { version, passed, failed, advised, skipped, .. } = self;
        format!(
            "conformance {version}: {passed} passed, {failed} failed, {advised} advised, {skipped} skipped"
        )
    }
}
