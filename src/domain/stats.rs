//! Figures of a group: how many names fit, what calls were spent on, and what is wrong most often.

use serde::{Deserialize, Serialize};

use super::{MismatchReason, Problem};

/// What a paid call is made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Purpose {
    /// A name that a member asked for.
    Member,
    /// A name that owner or admins asked for.
    Governor,
    /// A name of a plan of the chat.
    Plan,
    /// A name that was ordered at the shell.
    Shell,
    /// A name for somebody who came in.
    Newcomer,
    /// A name that was set once more.
    Again,
    /// To know how a group is reached, who owns it, who is in it.
    Look,
    /// A message or a reaction without a session.
    Say,
}

impl Purpose {
    /// All of them, names first.
    pub const ALL: [Self; 8] = [
        Self::Member,
        Self::Governor,
        Self::Plan,
        Self::Shell,
        Self::Newcomer,
        Self::Again,
        Self::Look,
        Self::Say,
    ];

    /// The word for it, in tables and among the keys of words.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        self.figure().trim_start_matches("calls.")
    }

    /// As figures name it.
    #[must_use]
    pub fn figure(self) -> &'static str {
        match self {
            Self::Member => "calls.member",
            Self::Governor => "calls.governor",
            Self::Plan => "calls.plan",
            Self::Shell => "calls.shell",
            Self::Newcomer => "calls.newcomer",
            Self::Again => "calls.again",
            Self::Look => "calls.look",
            Self::Say => "calls.say",
        }
    }
}

/// How many names fitted on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fit {
    /// Which day.
    pub day: String,
    /// How many fitted.
    pub fitting: u64,
    /// Of how many.
    pub members: u64,
}

impl Fit {
    /// The share that fits, in percent; all of nobody.
    #[must_use]
    pub fn share(&self) -> u64 {
        (self.fitting * 100).checked_div(self.members).unwrap_or(100)
    }
}

/// What is wrong with a name, without the name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Fault {
    /// A part is missing.
    Missing(String),
    /// A part is not what it must be.
    Wrong(String),
    /// A literal is missing.
    Literal(String),
    /// More follows than there are parts.
    LeftOver,
    /// It has another form.
    Other,
}

impl From<MismatchReason> for Fault {
    fn from(reason: MismatchReason) -> Self {
        match reason {
            MismatchReason::Part { part, found: None, .. } => Self::Missing(part),
            MismatchReason::Part { part, .. } => Self::Wrong(part),
            MismatchReason::Literal { literal, .. } => Self::Literal(literal),
            MismatchReason::LeftOver(_) => Self::LeftOver,
            MismatchReason::NotFilled(part) => Self::Missing(part),
            MismatchReason::Regex => Self::Other,
        }
    }
}

/// The figures of a group.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stats {
    /// Over how many days.
    pub days: u32,
    /// How many names fitted on some of them, the oldest first; none where there is no format.
    pub fit: Vec<Fit>,
    /// The calls, by what they were for; those that there were.
    pub calls: Vec<(Purpose, u64)>,
    /// The robot messages, in and out.
    pub messages: u64,
    /// What is wrong with names now, the most frequent first.
    pub faults: Vec<(Fault, u64)>,
    /// What DingTalk refused names for, the most frequent first.
    pub refusals: Vec<(Problem, u64)>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_in_percent_and_nobody_is_missing_of_nobody() {
        for (fitting, members, share) in [(0, 0, 100), (0, 3, 0), (2, 3, 66), (45, 45, 100)] {
            let fit = Fit { day: "2026-11-27".to_owned(), fitting, members };
            assert_eq!(fit.share(), share, "failed on {fitting} of {members}");
        }
    }

    #[test]
    fn every_purpose_has_a_figure_of_its_own() {
        let mut figures: Vec<&str> = Purpose::ALL.map(Purpose::figure).to_vec();
        figures.dedup();
        assert_eq!(figures.len(), Purpose::ALL.len());
        assert!(figures.iter().all(|figure| figure.starts_with("calls.")));
    }
}
