//! What a question comes to, while it is asked.

use super::question::Question;
use super::report::{CallLine, Line, Outcome};
use crate::calls::CallError;
use crate::chain::chain;
use crate::dingtalk::{Class, DingTalkError};
use crate::facts::{Found, Value};

/// Why there was no yes.
#[derive(Debug)]
pub(super) enum Miss {
    /// DingTalk said no.
    Refused(Box<DingTalkError>),
    /// It did not say anything, or could not be asked.
    Silent(String),
    /// Somebody stopped it.
    Stopped,
}

impl Miss {
    pub(super) fn of(error: CallError) -> Self {
        match error {
            CallError::Refused(error) if error.is_passing() => Self::Silent(chain(&error)),
            CallError::Refused(error) => Self::Refused(Box::new(error)),
            CallError::Later(setback) => Self::Silent(setback.cause()),
        }
    }

    /// Whether the call said that it does not take this group.
    pub(super) fn is_of_the_group(&self) -> bool {
        matches!(self, Self::Refused(error) if error.class == Class::Binding)
    }

    /// Whether the call said that it does not take this name.
    pub(super) fn is_of_the_name(&self) -> bool {
        let Self::Refused(error) = self else {
            return false;
        };
        let is_of_somebody = matches!(error.key, "unknown-user" | "not-in-group");
        let is_of_the_words = error.key == "forbidden-content";
        matches!(error.class, Class::UserInput | Class::Bug | Class::Other)
            && !is_of_somebody
            && !is_of_the_words
    }
}

impl Line {
    pub(super) fn new(question: Question) -> Self {
        let outcome = Outcome::Unclear;
        Self { question, group: None, outcome, found: Vec::new(), note: None, calls: Vec::new() }
    }

    /// It was not asked, because of this.
    #[must_use]
    pub fn left_out(question: Question, why: &str) -> Self {
        Self { outcome: Outcome::LeftOut, note: Some(why.to_owned()), ..Self::new(question) }
    }

    /// Settles a fact.
    pub fn find(&mut self, fact: &str, value: impl Into<Value>) {
        self.outcome = Outcome::Answered;
        let found = Found { fact: fact.to_owned(), value: value.into() };
        if !self.found.contains(&found) {
            self.found.push(found);
        }
    }

    /// Says something of it, in words of ours.
    pub fn note(&mut self, note: &str) {
        self.note = Some(note.to_owned());
    }

    /// What it came to where a call was no yes and that settles nothing.
    pub(super) fn miss(&mut self, miss: &Miss) {
        match miss {
            Miss::Stopped => self.outcome = Outcome::Stopped,
            Miss::Silent(_) if self.note.is_none() => self.note("DingTalk did not answer"),
            Miss::Refused(_) if self.note.is_none() => self.note("refused for another reason"),
            Miss::Silent(_) | Miss::Refused(_) => {}
        }
    }

    /// Writes a call down.
    pub(super) fn called<T>(&mut self, api: &str, name: Option<&str>, answer: &Result<T, Miss>) {
        let (answer, is_wrapped) = match answer {
            Ok(_) => ("ok".to_owned(), false),
            Err(Miss::Refused(error)) => (error.code.clone(), error.is_wrapped),
            Err(Miss::Silent(_)) => ("no-answer".to_owned(), false),
            Err(Miss::Stopped) => return,
        };
        let name_length = name.map(|name| (name.chars().count(), name.len()));
        self.calls.push(CallLine { api: api.to_owned(), answer, is_wrapped, name_length });
    }
}
