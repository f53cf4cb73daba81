//! Answers that tell of much: how a group is set up, what changed, who does not fit.

use serde::{Deserialize, Serialize};

use super::{Day, Nickname, Problem, Rules};

/// How a group is set up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Status {
    /// How its nicknames are reached.
    pub binding: Binding,
    /// What it has decided for itself.
    pub rules: Rules,
    /// The requests that wait, and the names that they are for.
    pub requests: Vec<(u32, Nickname)>,
    /// The month's calls.
    pub calls: Calls,
    /// The month's robot messages.
    #[serde(default)]
    pub messages: Option<Calls>,
    /// What could not be read yet, and is not guarded so long.
    #[serde(default)]
    pub unread: Vec<Unread>,
    /// How many names wait for the next day, when there are calls again.
    #[serde(default)]
    pub waiting: u64,
    /// Whether somebody gave it a roster.
    #[serde(default)]
    pub has_roster: bool,
}

/// What the bot has not been able to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Unread {
    /// Who owns the group.
    Owner,
    /// The directory, for want of a permission.
    Directory,
    /// Who is in the group.
    Members,
    /// Whom the owner has made administrators of the group.
    SubAdmins,
}

/// Something that keeps a group from working.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ailment {
    /// The check that found it, as in `DN-GROUP-01`.
    pub code: String,
    /// What DingTalk said, where it said something.
    pub problem: Option<Problem>,
}

/// How somebody is known in a group, and what they may do there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Whoami {
    /// The name, as far as we know it.
    pub name: Option<Nickname>,
    /// For how many seconds, if we gave it.
    pub since: Option<u64>,
    /// Who asked for it, where they did not do so themselves.
    pub given_by: Option<String>,
    /// Whether they may change their own name.
    pub renames_self: bool,
    /// Whether they may change other people's.
    pub renames_others: bool,
    /// Whether they decide for the group.
    pub governs: bool,
    /// Whether their name is locked.
    pub is_locked: bool,
    /// A request of theirs that waits.
    pub waiting: Option<(u32, Nickname)>,
}

/// How a group's nicknames are reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Binding {
    /// By its chatid.
    Chat,
    /// It was made from a template.
    Scene,
    /// Not known yet.
    Unbound,
}

/// The paid calls of the organisation in this month, as far as this bot made them: DingTalk counts
/// those of all the organisation's apps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Calls {
    /// How many were made.
    pub used: u64,
    /// How many a month has.
    pub allowance: u64,
}

impl Calls {
    /// How many are left.
    #[must_use]
    pub fn left(self) -> u64 {
        self.allowance.saturating_sub(self.used)
    }

    /// How many there are before those that are kept for owner and administrators.
    #[must_use]
    pub fn above_reserve(self) -> u64 {
        (self.allowance.saturating_mul(95) / 100).saturating_sub(self.used)
    }

    /// Whether the operator should know: four fifths are used.
    #[must_use]
    pub fn are_low(self) -> bool {
        self.used.saturating_mul(100) >= self.allowance.saturating_mul(80)
    }

    /// Whether the rest is kept for owner and administrators: 95 of 100 are used.
    #[must_use]
    pub fn are_reserved(self) -> bool {
        self.used.saturating_mul(100) >= self.allowance.saturating_mul(95)
    }
}

/// A change of a name, as people are told of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PastRename {
    /// The name before, if it was known.
    pub old: Option<Nickname>,
    /// The name after.
    pub new: Nickname,
    /// Who asked for it, by their current name, or by their userid; nobody where they renamed
    /// themselves.
    pub asked_by: Option<String>,
    /// How many seconds ago.
    pub seconds_ago: u64,
}

/// Who fits the format, as far as names are known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Check {
    /// The group's shape.
    pub shape: String,
    /// How many members have a name that fits.
    pub fitting: u64,
    /// Members whose name does not.
    pub misfits: Vec<MisfitName>,
    /// How many more there are of those.
    pub more: u64,
    /// How many members have a name that nobody told us.
    pub unknown: u64,
}

/// A member whose name does not fit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MisfitName {
    /// The name in the directory, where it is known and another.
    pub person: Option<String>,
    /// The name in the group.
    pub name: String,
}

/// What a group is asked for, and who has not said it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Collection {
    /// The parts that are asked for.
    pub parts: Vec<String>,
    /// How many answers were taken from a message; none where none was sent.
    pub noted: Option<u64>,
    /// Of whom something is not known.
    pub missing: Vec<String>,
    /// How many more there are of those.
    pub more: u64,
    /// Names in a message that nobody here has.
    pub unknown: Vec<String>,
}

/// Whose names do not fit, told to the group without anybody's asking.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reminder {
    /// The group's shape.
    pub shape: String,
    /// Members who are asked to change their names.
    pub people: Vec<Reminded>,
    /// How many more there are of those.
    pub more: u64,
    /// Members who were asked often enough: the owner hears of them.
    pub for_owner: Vec<String>,
    /// How many more there are of those.
    pub more_for_owner: u64,
    /// Until when the names are to be changed.
    pub until: Option<Day>,
}

/// A member who is asked to change their name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reminded {
    /// The name in the group.
    pub name: String,
    /// A name of theirs that fits, as far as it is known.
    pub instead: Option<Nickname>,
}

/// A change to many names, as it is proposed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// By it the plan is confirmed; none where there is nothing to do.
    pub number: Option<u32>,
    /// How many names change; each costs a call.
    pub count: u64,
    /// How many more there are that the month has no room for but in its reserve.
    #[serde(default)]
    pub later: u64,
    /// The first of them: the person, and the name to be.
    pub first: Vec<(String, Nickname)>,
    /// How many members have names that fit.
    pub fitting: u64,
    /// Members for whom something is not known, and how many more of them.
    pub incomplete: Vec<String>,
    /// How many more there are of those.
    pub more_incomplete: u64,
    /// The month's calls.
    pub calls: Calls,
}

/// How a plan ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanEnd {
    /// Which.
    pub number: u32,
    /// How many names were changed.
    pub renamed: u64,
    /// What was not, by reason.
    pub failures: Vec<Failure>,
}

/// Names that were not changed, for one reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// Why.
    pub reason: FailureReason,
    /// How many.
    pub count: u64,
    /// Some of them, by name.
    pub people: Vec<String>,
}

/// Why a name of a plan was not changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FailureReason {
    /// DingTalk or the way to it said no.
    Refused(Problem),
    /// A newer name was asked for meanwhile.
    Superseded,
    /// It could not be done in time.
    Expired,
    /// It failed on our side.
    GivenUp,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_are_low_at_80_percent_and_kept_at_95() {
        for (used, left, low, reserved) in [
            (0, 5000, false, false),
            (3999, 1001, false, false),
            (4000, 1000, true, false),
            (4749, 251, true, false),
            (4750, 250, true, true),
            (9000, 0, true, true),
        ] {
            let calls = Calls { used, allowance: 5000 };
            let found = (calls.left(), calls.are_low(), calls.are_reserved());
            assert_eq!(found, (left, low, reserved), "failed on {used}");
        }
    }
}
