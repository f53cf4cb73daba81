//! Ready: what it takes that the bot can change nicknames in a group, and who can see to it.

use serde::{Deserialize, Serialize};

/// A change of a group's kind: to a scene group, which needs no chatid, or back. It is for the
/// group's owner to decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum KindChange {
    /// An ordinary group becomes a scene group.
    Adopt,
    /// A scene group becomes an ordinary one.
    Release,
}

impl KindChange {
    /// The word as it is typed.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Adopt => "adopt",
            Self::Release => "release",
        }
    }

    /// The whole line that asks for it in the group.
    #[must_use]
    pub fn line(self) -> String {
        format!("/nick {}", self.as_str())
    }
}

/// The shortest way to make a group ready, as things are set up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Way {
    /// Its owner asks for it: [`KindChange::Adopt`].
    Adopt,
    /// Its title is changed, and changed back: DingTalk tells us of that, with the chatid.
    Retitle,
    /// Its owner gives it a template by hand.
    ByHand,
}

/// Who is told, as far as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reader {
    /// The group's owner.
    Owner,
    /// One of the bot's administrators.
    Admin,
    /// Anybody else, who may be the owner.
    Member,
}
