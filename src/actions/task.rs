//! Tasks: work that no message asks for in its words. They are kept, so what is written here is
//! read by later versions: forms are added, and never changed.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::{GroupEvent, Nickname, Purpose, Remind, Reply, Timestamp, UserId};

/// What is to be done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Task {
    /// Give a name that was approved.
    Approved(Approved),
    /// End a request that nobody decided.
    Overdue(Overdue),
    /// Give one name of a plan.
    Item(Item),
    /// Tell how far a plan is.
    Report(Report),
    /// Take in what happened to the group.
    Happened(GroupEvent),
    /// Name who came in, or ask them for their name.
    Welcome,
    /// Set the newest name once more, as an older one may have landed on it.
    Reapply(Reapply),
    /// The same, when an older call can have no effect any more.
    ReapplyLater(Reapply),
    /// Give a name that the operator ordered at the shell.
    Ordered(Ordered),
    /// Remind the group of names that do not fit.
    Remind(Reminding),
    /// Go on with a plan of the shell: the day has room for more of its names.
    GoOn(GoOn),
    /// Look whether a name is to follow what is known of its bearer.
    FollowLater(Follow),
    /// The same, in its turn among all that is done to the name.
    Follow(Follow),
    /// Look so at all names of a group.
    Compare(Comparing),
}

/// A name that was approved, and is to be given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approved {
    pub(super) number: u32,
    pub(super) user_id: UserId,
    pub(super) name: Nickname,
    /// The change in the ledger that it takes back, where it is an undo.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) undoes: Option<i64>,
}

/// A request that nobody decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overdue {
    /// Which.
    pub number: u32,
    /// The name that was asked for.
    pub name: Nickname,
}

/// One name of a plan, to be given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    pub(super) user_id: UserId,
    pub(super) name: Nickname,
    /// When the plan was made: who asked for another name since then keeps that.
    pub(super) asked_at: Timestamp,
}

/// How far a plan is, to be told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    pub(super) plan_id: i64,
    pub(super) number: u32,
    pub(super) total: u64,
    /// Once so many names are done, or all.
    pub(super) after: u64,
}

/// A member whose name may be an older one than we think.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reapply {
    pub(super) user_id: UserId,
    /// When the name was asked for that may have landed late.
    pub(super) asked_at: Timestamp,
}

/// A reminder of the group, to be given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reminding {
    /// By which decision.
    pub(super) remind: Remind,
    /// Who was reminded how often before, of those whose names do not fit.
    pub(super) told: BTreeMap<UserId, u32>,
}

/// A plan of the shell, of which the day has room for more names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GoOn {
    /// Its number in its group.
    pub(super) number: u32,
}

/// A member of whom something else may be known now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Follow {
    /// Who.
    pub user_id: UserId,
    /// What was known before then is not the newest.
    pub since: Timestamp,
}

/// A group whose names are held against what is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comparing {
    /// What was known before then is not the newest.
    pub since: Timestamp,
}

/// A name that the operator ordered at the shell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ordered {
    /// Whose.
    pub user_id: UserId,
    /// The name.
    pub name: Nickname,
    /// When it was ordered: who asked for another name since then keeps that.
    pub asked_at: Timestamp,
    /// The change in the ledger that it takes back, where it is an undo.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undoes: Option<i64>,
}

/// A name of a plan, as the plan keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Planned {
    /// Whose.
    pub user_id: UserId,
    /// The name.
    pub name: Nickname,
    /// The change in the ledger that it takes back, where it is an undo.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undoes: Option<i64>,
}

impl Planned {
    /// A name that takes nothing back.
    #[must_use]
    pub fn new(user_id: UserId, name: Nickname) -> Self {
        Self { user_id, name, undoes: None }
    }
}

impl Task {
    /// Whether the group is told how it ended. The names of a plan are told of together; and
    /// nobody who came in asked for anything.
    #[must_use]
    pub fn is_told(&self, reply: &Reply) -> bool {
        match self {
            Self::Item(_)
            | Self::Happened(_)
            | Self::Reapply(_)
            | Self::ReapplyLater(_)
            | Self::GoOn(_)
            | Self::FollowLater(_)
            | Self::Follow(_)
            | Self::Compare(_) => false,
            Self::Welcome => matches!(reply, Reply::Newcomer { .. }),
            Self::Approved(_) | Self::Overdue(_) | Self::Report(_) | Self::Ordered(_) => true,
            Self::Remind(_) => matches!(reply, Reply::Reminder(_)),
        }
    }

    /// What the calls for names are for.
    #[must_use]
    pub fn purpose(&self) -> Purpose {
        match self {
            Self::Approved(_) => Purpose::Member,
            Self::Item(_) => Purpose::Plan,
            Self::Ordered(_) | Self::GoOn(_) => Purpose::Shell,
            Self::Welcome => Purpose::Newcomer,
            // A name that follows what is known is set once more, too.
            Self::Reapply(_)
            | Self::ReapplyLater(_)
            | Self::FollowLater(_)
            | Self::Follow(_)
            | Self::Compare(_) => Purpose::Again,
            Self::Overdue(_) | Self::Report(_) | Self::Happened(_) | Self::Remind(_) => {
                Purpose::Governor
            }
        }
    }

    /// Whether what came of it is told at the shell, and not in the group.
    #[must_use]
    pub fn is_told_at_the_shell(&self) -> bool {
        matches!(self, Self::Ordered(_))
    }

    /// Whether it is not wanted any more when it could not be done for a while.
    #[must_use]
    pub fn expires(&self) -> bool {
        matches!(self, Self::Item(_) | Self::Ordered(_))
    }

    /// Whether it is counted against the one in whose name it is done, and not asked for by owner or
    /// admins, or by nobody.
    #[must_use]
    pub fn is_of_sender(&self) -> bool {
        matches!(self, Self::Welcome)
    }

    /// When it was asked for, if that was before its message.
    #[must_use]
    pub fn asked_at(&self) -> Option<Timestamp> {
        match self {
            Self::Item(item) => Some(item.asked_at),
            Self::Ordered(ordered) => Some(ordered.asked_at),
            _ => None,
        }
    }
}
