//! What the bot has to say, as values. The words come from `i18n`, at the moment of sending.

use serde::{Deserialize, Serialize};

use super::{NameError, Nickname, Scope, UserId};

/// One answer to one message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reply {
    /// The name was changed.
    Renamed {
        /// Whose name, when it is not the sender's own.
        target: Option<UserId>,
        /// The name before, if we know it.
        old: Option<Nickname>,
        /// The name now.
        new: Nickname,
    },
    /// The name that was asked for is none.
    NameRefused(NameError),
    /// The sender may not do this.
    Denied(Denial),
    /// The sender might be the owner, who may do this, and DingTalk could not be asked.
    OwnerUnknown(Problem),
    /// DingTalk or the way to it said no.
    Failed(Problem),
    /// There were too many commands at once, and this one was left.
    TooOften {
        /// Whose commands are counted.
        limited: Limited,
        /// How many are carried out.
        count: u32,
        /// In which time: a [`super::Period`] as it is written.
        per: String,
        /// Seconds until the next one will be.
        wait: u64,
    },
    /// It failed too often on our side.
    GivenUp,
    /// It came too long ago to be done now.
    Expired,
    /// The group cannot be reached; how to bind it.
    NotBound,
    /// The group is bound now.
    Bound,
    /// The chatid could not be bound.
    BindFailed(BindFailure),
    /// What the bot understands.
    Help {
        /// Whether the sender may rename others, so that help tells only what they may do.
        renames_others: bool,
    },
    /// One line for text that is no command.
    Hint,
    /// The command exists, and is not built yet.
    NotHereYet {
        /// The command as it is typed, such as `undo`.
        command: String,
    },
    /// The command was meant, and its argument does not fit.
    Usage {
        /// The command as it is typed, such as `allow`.
        command: String,
        /// What was typed after the command word: with `--` before it, it is a name.
        typed: String,
    },
    /// One word that is nearly a command.
    DidYouMean {
        /// The command that is near.
        command: String,
        /// What was typed.
        typed: String,
    },
    /// Somebody is mentioned, and no name follows.
    NameMissing,
    /// Two or more people are mentioned.
    TooManyMentioned,
    /// `@Name` was typed, not picked from the list.
    TypedMention,
    /// The sender has no userid in this organisation.
    SenderOutside,
    /// The mentioned person has no userid in this organisation.
    TargetOutside,
    /// A group command in a one-to-one chat.
    OnlyInGroups,
}

/// Whose commands are limited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Limited {
    /// Those of one person.
    Sender,
    /// Those in one group.
    Group,
}

/// Why the sender may not do it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Denial {
    /// Only the group's owner and the bot's administrators rename others.
    NotOwner,
    /// The same, and DingTalk could not be asked who the owner is.
    OwnerUnknown,
}

/// What DingTalk said, sorted by who can mend it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// The message key of the table of error codes, such as `forbidden-content`.
    pub key: String,
    /// The code as DingTalk gives it, such as `41049`; the reply ends with it.
    pub code: String,
    /// The permission point that the failed call needs.
    pub scope: Option<Scope>,
}

/// Why a chatid was not bound.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BindFailure {
    /// DingTalk knows the chatid, as that of another group.
    OtherGroup,
    /// DingTalk did not confirm it.
    Refused(Problem),
}
