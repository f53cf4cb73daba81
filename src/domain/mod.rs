//! The ground floor: the words of the trade as types, with the rules that make them valid.
//!
//! Pure and synchronous. It imports nothing of ours, reads no clock and does no I/O; whoever
//! needs the time is handed a [`Clock`].

mod chain_answers;
mod event;
mod format;
mod hanzi;
mod ids;
mod invisible;
mod legible;
mod lookalike;
mod message;
mod nickname;
mod parts;
mod rate;
mod ready;
mod recent;
mod remind;
mod reply;
mod report;
mod roster;
mod rule_name;
mod rules;
mod spread;
mod stats;
mod surnames;
mod time;
mod titles;

pub use chain_answers::{ChainAnswer, begins_as_chain, read_chain};
pub use event::{ContactChange, ContactEvent, GroupEvent, Happening};
pub use format::{Facts, Filling, Format, FormatError, GivenParts, Mismatch, MismatchReason, Rule};
pub use hanzi::{is_hanzi, pinyin, simplified};
pub use ids::{
    ApplyLink, ChatId, ConversationId, CorpId, EncryptedUserId, MessageId, RobotCode, Scope,
    TemplateId, UserId, is_everybody,
};
pub use legible::{cell, legible, legible_lines};
pub use lookalike::{LIKENESS_VERSION, Likeness};
pub use message::{ConversationKind, IncomingMessage, MessageBody, Person, ReplySession, Sender};
pub use nickname::{Forbidden, MAX_CHARACTERS, NameError, Nickname};
pub use parts::part_key;
pub use rate::{Period, Rate, RateWindow};
pub use ready::{KindChange, Reader, Way};
pub use recent::Recent;
pub use remind::{Day, MOST_REMINDERS, Pace, Remind, USUAL_HOUR};
pub use reply::{
    BindFailure, Denial, Limited, NameRefusal, Named, Note, Problem, Reply, Resembled, Role, Topic,
};
pub use report::{
    Ailment, Binding, Calls, Check, Collection, Failure, FailureReason, MisfitName, PastRename,
    PlanEnd, Proposal, Reminded, Reminder, Status, Unread, Whoami,
};
pub use roster::{RosterParts, RosterRow, roster_parts};
pub use rule_name::RuleName;
pub use rules::{Allow, Change, Concern, Lookalikes, Rules};
pub use spread::{Budget, Spread};
pub use stats::{Fault, Fit, Purpose, Stats};
pub use surnames::{is_common_surname, is_surname_of_two};
pub use time::{BEIJING, Clock, Timestamp};
pub use titles::{Bearer, Titles};
