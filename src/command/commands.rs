//! The commands, complete and well formed.

use crate::domain::{
    Allow, ChatId, KindChange, Lookalikes, Nickname, Pace, Person, RuleName, Topic,
};

/// A command, complete and well formed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// What can I do here?
    Help {
        /// All of it, and not only what is used most.
        all: bool,
        /// The page of it that is asked for, if one is.
        topic: Option<Topic>,
    },
    /// Give somebody a name.
    Rename {
        /// Whose name.
        whose: Whose,
        /// The name.
        name: Nickname,
        /// Something beside the name was left out: a courtesy, quotes, a full stop.
        is_trimmed: bool,
    },
    /// Back to the name before the last change.
    Undo(Whose),
    /// Back to the name in the organisation's directory.
    Reset(Whose),
    /// The last changes, and how many of them if that was said.
    History(Whose, Option<u32>),
    /// How this group is set up.
    Status,
    /// What keeps the group from working.
    Doctor,
    /// How the sender is known here.
    Whoami,
    /// Ask owner or admin for a name that one may not take.
    Request(Nickname),
    /// Take back what one has asked for.
    Withdraw,
    /// This group's chatid.
    Bind(ChatId),
    /// Who may rename whom.
    Allow(Allow),
    /// Let a member rename others, or no longer.
    Trust(Person, bool),
    /// Keep a name from being changed by its bearer, or no longer.
    Lock(Person, bool),
    /// When the group is reminded of names that do not fit, and at which hour.
    Remind(Option<(Pace, i8)>),
    /// Whether a member's name need not have the group's shape.
    Exempt(Person, bool),
    /// The shape that names must have, as typed, or any.
    Format(Option<String>),
    /// The shape that names must have: that of a rule which many groups share.
    Use(RuleName),
    /// What becomes of a name like that of another member.
    Lookalikes(Lookalikes),
    /// Keep a name from everybody, or no longer.
    Reserve(String, bool),
    /// Who does not fit the format.
    Check {
        /// Whoever asks is told alone.
        is_private: bool,
    },
    /// What the group's people are asked for.
    Collect(Collect),
    /// The figures of the group.
    Stats,
    /// Put everyone right.
    Apply,
    /// Make the group a scene group, or an ordinary one again.
    ChangeKind(KindChange),
    /// Go on with plan N.
    Confirm(u32),
    /// Self-renames wait for approval, or no longer.
    Approval(bool),
    /// Whether newcomers are named.
    Welcome(bool),
    /// Whether success is told by a reaction instead of a message.
    Quiet(bool),
    /// Approve request N.
    Approve(u32),
    /// Reject request N, with a reason.
    Reject(u32, String),
    /// This group's language, a BCP 47 tag.
    Lang(String),
}

impl Command {
    /// Whether carrying it out is mostly a call that DingTalk counts, or many.
    #[must_use]
    pub fn costs_calls(&self) -> bool {
        match self {
            Self::Rename { .. }
            | Self::Undo(_)
            | Self::Reset(_)
            | Self::Request(_)
            | Self::Bind(_)
            | Self::Check { .. }
            | Self::Collect(_)
            | Self::Apply
            | Self::ChangeKind(_)
            | Self::Confirm(_)
            | Self::Approve(_) => true,
            Self::Help { .. }
            | Self::History(..)
            | Self::Status
            | Self::Stats
            | Self::Doctor
            | Self::Whoami
            | Self::Withdraw
            | Self::Allow(_)
            | Self::Trust(..)
            | Self::Lock(..)
            | Self::Exempt(..)
            | Self::Remind(_)
            | Self::Format(_)
            | Self::Use(_)
            | Self::Lookalikes(_)
            | Self::Reserve(..)
            | Self::Approval(_)
            | Self::Welcome(_)
            | Self::Quiet(_)
            | Self::Reject(..)
            | Self::Lang(_) => false,
        }
    }
}

/// What is to become of what people are asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Collect {
    /// They are asked for these parts.
    Begin(Vec<String>),
    /// Who has not said it?
    Show,
    /// All is said: names are given by it.
    Done,
    /// They are asked no more.
    Off,
}

/// Whose name a command is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whose {
    /// The sender's own.
    Sender,
    /// The mentioned person's.
    Member(Person),
}

impl Whose {
    pub(super) fn of(mention: Option<&Person>) -> Self {
        mention.map_or(Self::Sender, |person| Self::Member(person.clone()))
    }
}
