//! What the bot has to say, as values. The words come from `i18n`, at the moment of sending.

use std::net::IpAddr;

use serde::{Deserialize, Serialize};

use super::report::{
    Ailment, Check, Collection, FailureReason, PlanEnd, Proposal, Reminder, Status, Whoami,
};
use super::{
    ApplyLink, Change, ConversationId, FormatError, KindChange, Mismatch, NameError, Nickname,
    PastRename, Reader, RuleName, Scope, Stats, Timestamp, UserId, Way,
};

/// A page of help: what all commands are is too long for the screen of a phone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    /// Names, and how they are taken back.
    Names,
    /// How names are written, and who sees to it.
    Rules,
    /// Who may have which name, and who decides.
    People,
    /// How the bot is connected and speaks.
    Group,
}

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
    /// The name is what it was asked to be already.
    Unchanged {
        /// Whose name, when it is not the sender's own.
        target: Option<UserId>,
        /// The name.
        name: Nickname,
    },
    /// We have changed no name of this member that is not taken back.
    NothingToUndo {
        /// Whose name, when it is not the sender's own.
        target: Option<UserId>,
    },
    /// The name before our first change was not ours to know.
    OldNameUnknown {
        /// Whose name, when it is not the sender's own.
        target: Option<UserId>,
    },
    /// The last changes, the newest first.
    History {
        /// Whose name, when it is not the sender's own.
        target: Option<UserId>,
        /// The changes.
        renames: Vec<PastRename>,
        /// How many more there are.
        more: u64,
    },
    /// How the group is set up.
    Status(Box<Status>),
    /// What keeps the group from working.
    Doctor(Vec<Ailment>),
    /// How the sender is known here, and what they may do.
    Whoami(Box<Whoami>),
    /// The name that was asked for is none.
    NameRefused {
        /// What is wrong with it.
        error: NameError,
        /// The line with the name without that, where it is one then.
        instead: Option<String>,
    },
    /// The name in the directory can be no nickname.
    DirectoryName {
        /// Whose name, when it is not the sender's own.
        target: Option<UserId>,
        /// Who says so.
        refusal: NameRefusal,
    },
    /// The name does not have the group's shape.
    Misfit {
        /// Whose name, when it is not the sender's own.
        #[serde(default)]
        target: Option<UserId>,
        /// What is wrong.
        mismatch: Box<Mismatch>,
        /// A name that would do, as far as it is known and can be told.
        example: Option<Nickname>,
    },
    /// The name would be completed, and something for it is not known.
    PartsMissing {
        /// Whose name, when it is not the sender's own.
        #[serde(default)]
        target: Option<UserId>,
        /// The group's shape.
        shape: String,
        /// The parts that are not known.
        parts: Vec<String>,
        /// A name that would do, as far as it is known and can be told.
        example: Option<Nickname>,
    },
    /// To somebody who came in: what of their name is not known, and has to come from them.
    Newcomer {
        /// The group's shape.
        shape: String,
        /// The parts that are not known; none where the directory's do not fit.
        parts: Vec<String>,
        /// A name that would do, as far as it is known and can be told.
        example: Option<Nickname>,
    },
    /// The name looks like that of somebody whom nobody shall be taken for.
    LooksLike {
        /// Whose name, when it is not the sender's own.
        target: Option<UserId>,
        /// Whom.
        like: Resembled,
        /// The name that was asked for.
        name: Nickname,
    },
    /// The name has a title in it that the directory does not give the person.
    TitleRefused {
        /// Whose name, when it is not the sender's own.
        target: Option<UserId>,
        /// The title, as our list or the group has it.
        title: String,
        /// The name that was asked for.
        name: Nickname,
    },
    /// A rule of the group was changed.
    Changed(Change),
    /// Names must have a shape from now on.
    FormatSet {
        /// The shape.
        shape: String,
        /// The name of who set it in that shape, as far as it is known and can be told.
        example: Option<Nickname>,
    },
    /// Names have the shape of a shared rule from now on.
    RuleUsed {
        /// Which.
        rule: RuleName,
        /// The shape.
        shape: String,
        /// The name of who decided it in that shape, as far as it is known and can be told.
        example: Option<Nickname>,
    },
    /// There is no shared rule of that name.
    RuleUnknown {
        /// As it was asked for.
        rule: RuleName,
        /// Those that there are.
        known: Vec<RuleName>,
    },
    /// The shape that was asked for is none.
    FormatRefused(FormatError),
    /// The language is none that we speak.
    LanguageUnknown {
        /// As it was asked for.
        tag: String,
    },
    /// There is no format to check names against.
    NoFormat,
    /// Who does not fit the format.
    Checked(Box<Check>),
    /// What the group is asked for, and who has not said it.
    Collecting(Box<Collection>),
    /// All is said, and there is no format that names could be given by.
    CollectedWithoutFormat,
    /// The group is asked for nothing.
    NothingCollected,
    /// The figures of the group.
    Stats(Box<Stats>),
    /// Who does not fit was told to who asked, alone.
    CheckedPrivately,
    /// It could not be told to them alone, and is in the shell.
    CheckNotSent {
        /// What DingTalk said, where it said something.
        problem: Option<Box<Problem>>,
        /// The group's format, as the shell takes it.
        format: String,
        /// The group.
        group: ConversationId,
    },
    /// Whose names do not fit, without anybody's asking.
    Reminder(Box<Reminder>),
    /// Nobody is reminded at night.
    RemindAtNight,
    /// The deadline is in the past.
    RemindInThePast,
    /// What putting everyone right would change and cost.
    Proposed(Box<Proposal>),
    /// There is no such plan.
    PlanUnknown(u32),
    /// The plan was confirmed before.
    PlanConfirmedBefore(u32),
    /// The plan is too old to be carried out as it is.
    PlanTooOld(u32),
    /// The plan is being carried out.
    PlanBegun {
        /// Which.
        number: u32,
        /// How many names change.
        count: u64,
    },
    /// How far a plan is.
    PlanProgress {
        /// Which.
        number: u32,
        /// How many names are done.
        done: u64,
        /// Of how many.
        total: u64,
    },
    /// How a plan ended.
    PlanDone(Box<PlanEnd>),
    /// The name waits for approval.
    Requested {
        /// By it the request is approved or rejected.
        number: u32,
        /// Whose name, when it is not the sender's own.
        target: Option<UserId>,
        /// The name.
        name: Nickname,
    },
    /// A newer request for the same person's name has taken the place of this one.
    Replaced {
        /// Whose name, when it is not the sender's own.
        target: Option<UserId>,
        /// The name of the older request.
        name: Nickname,
        /// Whether somebody else asked for the newer one.
        #[serde(default)]
        by_other: bool,
    },
    /// The sender has taken back what they asked for.
    Withdrawn {
        /// Which request.
        number: u32,
        /// The name that was asked for.
        name: Nickname,
    },
    /// The sender has asked for nothing that waits.
    NothingToWithdraw,
    /// There is no such request.
    RequestUnknown(u32),
    /// The request was decided before, or is over.
    RequestDecidedBefore(u32),
    /// The request was approved, and the name was changed.
    Approved {
        /// Which.
        number: u32,
        /// Whose name.
        target: UserId,
        /// The name before, if we know it.
        old: Option<Nickname>,
        /// The name now.
        new: Nickname,
    },
    /// The request was approved, and DingTalk or the way to it said no.
    ApprovedInVain {
        /// Which.
        number: u32,
        /// Whose name.
        target: UserId,
        /// Why.
        problem: Problem,
        /// As which request the name waits again, where it was not the name that was refused.
        again: Option<u32>,
    },
    /// The request was rejected.
    Rejected {
        /// Which.
        number: u32,
        /// Who asked.
        target: UserId,
        /// The name that was asked for.
        name: Nickname,
        /// What owner or admin said to it, if anything.
        reason: String,
    },
    /// Nobody decided the request in time; this goes to who asked.
    RequestExpired {
        /// Which.
        number: u32,
        /// The name that was asked for.
        name: Nickname,
    },
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
    /// The paid calls that a member, or the members of a group together, have a day are used up.
    DailyCap {
        /// Whose they are.
        limited: Limited,
        /// How many a day there are.
        count: u32,
        /// The hour at which there are more, such as `00:00`.
        free_at: String,
    },
    /// It failed too often on our side.
    GivenUp,
    /// What was kept cannot be read: an older version of ours runs, or the store was damaged.
    Unreadable {
        /// A word for what it was, for the operator; the log has it too.
        code: String,
    },
    /// It came too long ago to be done now.
    Expired,
    /// The group cannot be reached; a note says how that is mended.
    NotBound,
    /// The group is bound now.
    Bound,
    /// The chatid could not be bound.
    BindFailed(BindFailure),
    /// What a change of the group's kind means; it waits to be confirmed.
    KindChangeProposed {
        /// By it the change is confirmed.
        number: u32,
        /// Which change.
        change: KindChange,
    },
    /// It was confirmed too late.
    KindChangeTooOld {
        /// Which plan it was.
        number: u32,
        /// Which change.
        change: KindChange,
    },
    /// We cannot change the group's kind; how its owner does.
    KindChangeByHand(KindChange),
    /// Only the group's owner can have its kind changed.
    OwnerOnly {
        /// Which change.
        change: KindChange,
        /// What DingTalk said, where it was asked.
        problem: Option<Problem>,
    },
    /// The group is no scene group, and can be made no ordinary one.
    NotAdopted,
    /// What the bot understands.
    Help {
        /// Whether the sender may rename themselves: help tells only what they may do.
        renames_self: bool,
        /// Whether the sender may rename others.
        renames_others: bool,
        /// Whether the sender decides for the group.
        governs: bool,
        /// All of it, and not only what is used most.
        #[serde(default)]
        all: bool,
        /// The page of it that is asked for, if one is.
        #[serde(default)]
        topic: Option<Topic>,
    },
    /// One line for text that is no command.
    Hint,
    /// The command was meant, and its argument does not fit.
    Usage {
        /// The command as it is typed, such as `allow`.
        command: String,
        /// The line for those who want what they typed as a name, where it can be one. In lines,
        /// `@user` stands for a person who has to be picked from the list again.
        as_name: Option<String>,
    },
    /// It can be understood in several ways, or in one that is not certain.
    Ambiguous {
        /// Each as a whole line, the likeliest first.
        readings: Vec<String>,
    },
    /// What stands for a name in help was not filled in.
    Placeholder {
        /// What was typed.
        typed: String,
    },
    /// Something is wanted, and it is not clear what.
    Unclear,
    /// Somebody is mentioned, and no name follows.
    NameMissing,
    /// Somebody is mentioned, and may be whose name it is or belong into the name.
    MentionWithin {
        /// The line that renames that person, where there can be one.
        reading: Option<String>,
    },
    /// Two or more people are mentioned.
    TooManyMentioned,
    /// Everybody is mentioned.
    MentionsAll,
    /// It is the bot that shall have another name.
    MentionsBot,
    /// `@Name` was typed, not picked from the list.
    TypedMention,
    /// The sender has no userid in this organisation.
    SenderOutside,
    /// The mentioned person has no userid in this organisation.
    TargetOutside,
    /// A group command in a one-to-one chat.
    OnlyInGroups,
    /// A picture, a file, a voice message: nothing to read.
    NotText,
}

impl Reply {
    /// Whose name it is about, when that is not who is answered: they should know, too.
    #[must_use]
    pub fn target(&self) -> Option<&UserId> {
        match self {
            Self::Renamed { target, .. }
            | Self::Unchanged { target, .. }
            | Self::NothingToUndo { target }
            | Self::OldNameUnknown { target }
            | Self::DirectoryName { target, .. }
            | Self::History { target, .. }
            | Self::Requested { target, .. } => target.as_ref(),
            Self::Approved { target, .. }
            | Self::ApprovedInVain { target, .. }
            | Self::Rejected { target, .. }
            | Self::Changed(
                Change::Trust(target, _) | Change::Lock(target, _) | Change::Exempt(target, _),
            ) => Some(target),
            _ => None,
        }
    }

    /// What DingTalk said, where the answer comes from that.
    #[must_use]
    pub fn problem(&self) -> Option<&Problem> {
        match self {
            Self::Failed(problem)
            | Self::OwnerUnknown(problem)
            | Self::ApprovedInVain { problem, .. }
            | Self::BindFailed(BindFailure::Refused(problem)) => Some(problem),
            Self::OwnerOnly { problem, .. } => problem.as_ref(),
            Self::CheckNotSent { problem, .. } => problem.as_deref(),
            Self::PlanDone(end) => end.failures.iter().find_map(|failure| match &failure.reason {
                FailureReason::Refused(problem) => Some(problem),
                _ => None,
            }),
            _ => None,
        }
    }
}

/// Who refuses a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NameRefusal {
    /// We do.
    Ours(NameError),
    /// DingTalk does.
    DingTalk(Problem),
}

/// Whose commands, or calls, are limited.
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
    /// Members rename themselves; only the group's owner and the bot's administrators rename
    /// others.
    NotOwner,
    /// Only owner and administrators rename anybody here.
    GovernorsOnly,
    /// Only owner and administrators decide for the group.
    NotGovernor,
    /// Only owner and administrators change this name.
    Locked,
    /// What is left of the month's calls is kept for owner and administrators.
    Reserve,
    /// Only owner and administrators may, and DingTalk could not be asked who the owner is.
    OwnerUnknown,
    /// Only the owner may.
    OwnerOnly,
}

/// Whom a name looks like.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resembled {
    /// What they are here.
    pub role: Role,
    /// The name that it looks like.
    pub name: String,
}

/// What somebody is in a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Role {
    /// Its owner.
    Owner,
    /// An administrator of the bot.
    Admin,
    /// An administrator of the group, whom its owner has made one.
    SubAdmin,
    /// The bot itself.
    Bot,
    /// Nobody: a name that is kept from everybody.
    Reserved,
    /// A member like others.
    Member,
}

/// A remark beside an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Note {
    /// The new name looks like that of somebody else.
    LooksLike(Resembled),
    /// The month's calls come to an end.
    CallsLow {
        /// How many are left.
        left: u64,
        /// How many a month has.
        allowance: u64,
    },
    /// How to take the change back: of one's own name, or of that of the person one mentions.
    UndoHint {
        /// Whether it is the sender's own name.
        own: bool,
    },
    /// The month's messages come to an end.
    MessagesLow {
        /// How many are left.
        left: u64,
        /// How many a month has.
        allowance: u64,
    },
    /// A reaction in place of an answer probably costs a call.
    QuietCosts,
    /// The group is not ready; the shortest way to make it so.
    MakeReady {
        /// The way.
        way: Way,
        /// For whom.
        reader: Reader,
        /// The group.
        group: ConversationId,
    },
    /// Written by versions before: [`Way::Retitle`].
    #[serde(alias = "NotBoundYet")]
    BindsItself,
    /// Newcomers can be named when there is a shape for names.
    NamesNeedFormat,
    /// Newcomers go unnoticed: DingTalk tells us nothing of what happens in groups.
    HearsNoEvents,
    /// What DingTalk said, for somebody who can mend it: the owner, an administrator.
    ForOperator(Problem),
}

/// What DingTalk said, sorted by who can mend it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// The cause, as the catalogue of error codes names it, such as `forbidden-content`.
    pub key: String,
    /// The code as DingTalk gives it, such as `41049`; the reply ends with it.
    pub code: String,
    /// Our own address, where that was refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen_ip: Option<IpAddr>,
    /// What else the message names.
    #[serde(flatten)]
    pub named: Box<Named>,
}

/// What DingTalk's message names beside the code. Boxed where it is kept: there is seldom any.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// The permission point that is missing.
    pub scope: Option<Scope>,
    /// Where it can be applied for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub apply_link: Option<ApplyLink>,
    /// When calls are taken again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
}

/// Why a chatid was not bound.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BindFailure {
    /// DingTalk knows the chatid, as that of another group.
    OtherGroup,
    /// DingTalk did not confirm it.
    Refused(Problem),
}
