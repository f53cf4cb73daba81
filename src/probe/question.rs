//! The questions: what each asks, which calls it makes, and what they cost.

use serde::{Deserialize, Serialize};

/// How long the first name is that the probe sets.
pub(super) const SHORT: usize = 9;

/// How many lengths are tried at most.
pub(super) const LENGTHS_AT_MOST: u64 = 12;

/// Something that the documents leave open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Question {
    /// What may the app do, and how are its mistakes refused?
    Permissions,
    /// Is a callback that comes late signed when it is sent?
    SignHeader,
    /// Is the group's chatid taken?
    Rename,
    /// Does the list of an inner group's members tell nicknames?
    Members,
    /// What does an empty name do?
    EmptyName,
    /// How long may a name be, and what is counted?
    LongestName,
    /// Can the group be made a scene group, and an ordinary one again?
    Template,
}

impl Question {
    /// All of them, in the order in which they are asked: a name is set before the others need one,
    /// and the group's kind is changed last.
    pub const ALL: [Self; 7] = [
        Self::Permissions,
        Self::SignHeader,
        Self::Rename,
        Self::Members,
        Self::EmptyName,
        Self::LongestName,
        Self::Template,
    ];

    /// The word for it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Permissions => "permissions",
            Self::SignHeader => "sign-header",
            Self::Rename => "rename",
            Self::Members => "members",
            Self::EmptyName => "empty-name",
            Self::LongestName => "longest-name",
            Self::Template => "template",
        }
    }

    /// The question with this word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|question| question.as_str() == word)
    }

    /// What it asks.
    #[must_use]
    pub fn asks(self) -> &'static str {
        match self {
            Self::Permissions => "what may this app do, and does DingTalk wrap its refusals?",
            Self::SignHeader => {
                "does a callback that comes late have a timestamp and sign of its own?"
            }
            Self::Rename => "does the rename call take this group's chatid?",
            Self::Members => "does innerGroups/memberLists tell the nicknames of this group?",
            Self::EmptyName => "what does an empty nickname do?",
            Self::LongestName => "how long may a nickname be, and what is counted?",
            Self::Template => {
                "can this group be made a scene group by template/apply, and an ordinary one again?"
            }
        }
    }

    /// How it finds out.
    #[must_use]
    pub fn calls(self) -> &'static str {
        match self {
            Self::Permissions => "five calls that name nothing that exists; three of them are paid",
            Self::SignHeader => "the metrics of the bot that runs here are read",
            Self::Rename => "one call sets a test name",
            Self::Members => "one call reads the list of members",
            Self::EmptyName => {
                "one call sets an empty name, and another one may read what is shown"
            }
            Self::LongestName => {
                "about four calls set test names of growing length; more if the limit is not 30"
            }
            Self::Template => {
                "five calls at most: the group's kind is changed and changed back, with a test name in between"
            }
        }
    }

    /// How many paid calls it makes at most.
    #[must_use]
    pub fn price(self) -> u64 {
        match self {
            Self::SignHeader => 0,
            Self::Rename | Self::Members => 1,
            Self::EmptyName => 2,
            Self::Permissions => 3,
            Self::LongestName => LENGTHS_AT_MOST + 2,
            Self::Template => 5,
        }
    }

    /// Whether it is asked of each group, and not once.
    #[must_use]
    pub fn is_of_a_group(self) -> bool {
        !matches!(self, Self::Permissions | Self::SignHeader)
    }
}
