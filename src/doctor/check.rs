//! Checks: what can be looked at, each under a code that stays; and findings, what one came to.

use serde::Serialize;

use crate::calls::{CallError, Setback};
use crate::dingtalk::{Class, DingTalkError};
use crate::domain::Problem;

/// How a check went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// It is as it should be.
    Ok,
    /// It works, and something is to be mended before it does not.
    Warn,
    /// It does not work.
    Fail,
    /// It is not configured, or there is nothing yet to look at.
    Skipped,
    /// It cannot be known from here, or not without what was not asked for.
    Unverified,
}

impl State {
    /// All of them, in the order in which they are counted.
    pub const ALL: [Self; 5] = [Self::Ok, Self::Warn, Self::Fail, Self::Skipped, Self::Unverified];

    /// The word for it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Warn => "warn",
            Self::Fail => "fail",
            Self::Skipped => "skipped",
            Self::Unverified => "unverified",
        }
    }
}

/// When a check is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// Always; it costs nothing.
    Always,
    /// Always, from what is remembered; with `--thorough` by a paid call.
    Thorough,
    /// With `--callback URL`.
    Callback,
}

/// Something to look at.
#[derive(Debug, PartialEq, Eq)]
pub struct Check {
    /// Its code, which stays: `DN-TOKEN-01`.
    pub code: &'static str,
    /// What it is about, in a few words.
    pub title: &'static str,
    /// How it is looked at.
    pub tried: &'static str,
    /// When it is looked at.
    pub when: When,
    /// What it means when it is not as it should be.
    pub meaning: &'static str,
    /// The command that mends it, or shows more of it.
    pub command: &'static str,
    /// Where it is mended, or told about: a page of DingTalk's console, or of the documentation.
    pub page: &'static str,
}

/// What a check came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The check.
    pub check: &'static Check,
    /// What it was about, where one check is about several: a group, a host, a person.
    pub subject: Option<String>,
    /// How it went.
    pub state: State,
    /// What came back.
    pub found: String,
    /// What it means, where it is not as it should be.
    pub meaning: String,
    /// The command that mends it.
    pub command: String,
    /// The page where it is mended.
    pub page: String,
    /// What DingTalk said.
    pub problem: Option<Problem>,
}

impl Check {
    pub(super) fn ok(&'static self, found: impl Into<String>) -> Finding {
        self.finding(State::Ok, found)
    }

    pub(super) fn warn(&'static self, found: impl Into<String>) -> Finding {
        self.finding(State::Warn, found)
    }

    pub(super) fn fail(&'static self, found: impl Into<String>) -> Finding {
        self.finding(State::Fail, found)
    }

    pub(super) fn skipped(&'static self, why: impl Into<String>) -> Finding {
        self.finding(State::Skipped, why)
    }

    pub(super) fn unverified(&'static self, why: impl Into<String>) -> Finding {
        self.finding(State::Unverified, why)
    }

    /// A refusal: a fault where it is clear, and not to be known where it may pass or cannot be
    /// interpreted.
    pub(super) fn refused(&'static self, error: &DingTalkError) -> Finding {
        let is_clear = !error.is_passing() && !matches!(error.class, Class::Other | Class::Bug);
        let state = if is_clear { State::Fail } else { State::Unverified };
        self.finding(state, format!("{} (code {})", error.key, error.code)).because(error)
    }

    /// What cannot be known because DingTalk or the network said this, which other checks judge.
    pub(super) fn unanswered(&'static self, why: &Unanswered) -> Finding {
        let finding = self.unverified(why.to_string());
        Finding { problem: why.problem(), ..finding }
    }

    pub(super) fn finding(&'static self, state: State, found: impl Into<String>) -> Finding {
        Finding {
            check: self,
            subject: None,
            state,
            found: found.into(),
            meaning: self.meaning.to_owned(),
            command: self.command.to_owned(),
            page: self.page.to_owned(),
            problem: None,
        }
    }
}

impl Finding {
    pub(super) fn about(self, subject: impl Into<String>) -> Self {
        Self { subject: Some(subject.into()), ..self }
    }

    pub(super) fn means(self, meaning: impl Into<String>) -> Self {
        Self { meaning: meaning.into(), ..self }
    }

    pub(super) fn mended_by(self, command: impl Into<String>) -> Self {
        Self { command: command.into(), ..self }
    }

    /// DingTalk said why: its code is shown beside, and the page that it named goes before ours.
    pub(super) fn because(self, error: &DingTalkError) -> Self {
        let problem = error.problem();
        let page = problem.named.apply_link.as_ref().map(|link| link.as_str().to_owned());
        Self { page: page.unwrap_or(self.page), problem: Some(problem), ..self }
    }

    /// Whether there is something to mend.
    #[must_use]
    pub fn is_bad(&self) -> bool {
        matches!(self.state, State::Warn | State::Fail)
    }
}

/// A question that DingTalk did not answer with yes.
#[derive(Debug)]
pub(super) enum Unanswered {
    /// It said no.
    Refused(DingTalkError),
    /// It was not asked, or is to be asked later.
    Later(String),
}

impl Unanswered {
    pub(super) fn refusal(&self) -> Option<&DingTalkError> {
        match self {
            Self::Refused(error) => Some(error),
            Self::Later(_) => None,
        }
    }

    fn problem(&self) -> Option<Problem> {
        self.refusal().map(DingTalkError::problem)
    }
}

impl std::fmt::Display for Unanswered {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Refused(error) => {
                write!(formatter, "{}: {} (code {})", error.api.as_str(), error.key, error.code)
            }
            Self::Later(why) => formatter.write_str(why),
        }
    }
}

impl From<DingTalkError> for Unanswered {
    fn from(error: DingTalkError) -> Self {
        Self::Refused(error)
    }
}

impl From<Setback> for Unanswered {
    fn from(setback: Setback) -> Self {
        match setback {
            Setback::Again { error, .. } | Setback::Held { why: Some(error), .. } => {
                Self::Refused(*error)
            }
            setback => Self::Later(setback.cause()),
        }
    }
}

impl From<CallError> for Unanswered {
    fn from(error: CallError) -> Self {
        match error {
            CallError::Refused(error) => Self::Refused(error),
            CallError::Later(setback) => setback.into(),
        }
    }
}
