//! What the operator's pages show, in forms that are JSON as they are.

use serde::Serialize;
use serde::ser::Serializer;

use crate::domain::{Calls, ConversationId, Nickname, Timestamp};
use crate::store::{FailedJob, Group, RenameRow, Request};

/// A group in a list.
#[derive(Clone, Debug, Serialize)]
pub struct GroupLine {
    /// Its conversation id.
    pub conversation: String,
    /// Its title, when one is known.
    pub title: Option<String>,
    /// How it is reached.
    pub reach: Reach,
    /// Its owner's userid.
    pub owner: Option<String>,
}

/// How a group is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reach {
    /// By its chatid.
    Chatid,
    /// As a template group.
    Template,
    /// Not: it must be adopted or bound.
    None,
    /// It is not known yet.
    Unknown,
}

/// One group.
#[derive(Clone, Debug, Serialize)]
pub struct GroupView {
    /// As in a list.
    #[serde(flatten)]
    pub line: GroupLine,
    /// Its chatid.
    pub chatid: Option<String>,
    /// Its language, where it chose one.
    pub language: Option<String>,
    /// The shape that names must have.
    pub format: Option<String>,
    /// What it has decided, in the words of the store.
    pub rules: Vec<RuleLine>,
    /// How many of the names that are known have the shape.
    pub fitting: usize,
    /// How many have it not.
    pub misfitting: usize,
    /// Who is known there: who does not fit first, then by name.
    pub members: Vec<MemberLine>,
}

/// A decision of a group.
#[derive(Clone, Debug, Serialize)]
pub struct RuleLine {
    /// Which rule.
    pub name: String,
    /// Whom or what it is about; empty when the group as a whole.
    pub subject: String,
    /// What holds.
    pub value: String,
}

/// Somebody in a group.
#[derive(Clone, Debug, Serialize)]
pub struct MemberLine {
    /// Who.
    pub user: String,
    /// The name there.
    pub name: String,
    /// Whether we gave it.
    pub is_given: bool,
    /// Since when they have it, where we gave it.
    #[serde(serialize_with = "written")]
    pub since: Option<Timestamp>,
    /// Who asked for it, where we gave it.
    pub asked_by: Option<String>,
    /// Whether it has the group's shape, where there is one and they are not exempt.
    pub fits: Option<bool>,
}

/// A line of the ledger.
#[derive(Clone, Debug, Serialize)]
pub struct RenameLine {
    /// Its number.
    pub id: i64,
    /// When it was tried.
    #[serde(serialize_with = "written_moment")]
    pub at: Timestamp,
    /// In which group.
    pub conversation: String,
    /// Whose name.
    pub user: String,
    /// The name before, as far as it was known.
    pub old: Option<String>,
    /// The name that was asked for.
    pub new: Option<String>,
    /// Who asked.
    pub asked_by: String,
    /// What DingTalk said: `applied`, `refused` or `unknown`.
    pub outcome: String,
    /// Its code, when it said no.
    pub code: Option<String>,
}

/// What needs somebody.
#[derive(Clone, Debug, Serialize)]
pub struct Needs {
    /// Requests that wait for owner or admin.
    pub requests: Vec<RequestLine>,
    /// Jobs that failed.
    pub jobs: Vec<JobLine>,
    /// Groups that no way leads to.
    pub groups: Vec<GroupLine>,
}

/// A request that waits.
#[derive(Clone, Debug, Serialize)]
pub struct RequestLine {
    /// In which group.
    pub conversation: String,
    /// What that is called.
    pub title: Option<String>,
    /// Its number there.
    pub number: u32,
    /// Whose name.
    pub user: String,
    /// What they were called when they asked.
    pub called: String,
    /// The name that is asked for.
    pub name: String,
    /// When it was asked for.
    #[serde(serialize_with = "written_moment")]
    pub at: Timestamp,
}

/// A job that failed.
#[derive(Clone, Debug, Serialize)]
pub struct JobLine {
    /// Its number.
    pub id: i64,
    /// In which group.
    pub conversation: String,
    /// What that is called.
    pub title: Option<String>,
    /// It could not be read by this version; else it was given up.
    pub is_unreadable: bool,
    /// Whether it can be tried again.
    pub can_be_retried: bool,
    /// When it ended.
    #[serde(serialize_with = "written_moment")]
    pub at: Timestamp,
}

/// What was used of the month.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Month {
    /// Paid calls.
    pub calls: Calls,
    /// Robot messages.
    pub messages: Calls,
    /// How many calls the month takes if it goes on as it went so far.
    pub calls_forecast: u64,
}

/// What a format would make of a group's names.
#[derive(Clone, Debug, Serialize)]
pub struct Preview {
    /// Whether it can be read as a format.
    pub is_format: bool,
    /// Names that have the shape.
    pub fitting: Vec<String>,
    /// Names that have it not.
    pub misfitting: Vec<String>,
}

impl GroupLine {
    pub(super) fn of(group: &Group) -> Self {
        let reach = match (&group.chat_id, group.is_scene) {
            (Some(_), _) => Reach::Chatid,
            (None, Some((true, _))) => Reach::Template,
            (None, Some((false, _))) => Reach::None,
            (None, None) => Reach::Unknown,
        };
        Self {
            conversation: group.conversation.to_string(),
            title: group.title.clone(),
            reach,
            owner: group.owner.as_ref().map(|(owner, _)| owner.to_string()),
        }
    }
}

impl MemberLine {
    /// Who does not fit first, then by name.
    pub(super) fn order(&self) -> (bool, &str) {
        (self.fits != Some(false), &self.name)
    }
}

impl RenameLine {
    pub(super) fn of(row: RenameRow) -> Self {
        let text = |name: Option<Nickname>| name.map(|name| name.to_string());
        Self {
            id: row.id,
            at: row.at,
            conversation: row.conversation.to_string(),
            user: row.user_id.to_string(),
            old: text(row.old_name),
            new: text(row.new_name),
            asked_by: row.asked_by.to_string(),
            outcome: row.outcome,
            code: row.code,
        }
    }
}

impl RequestLine {
    pub(super) fn of(
        conversation: &ConversationId,
        request: &Request,
        title: Option<String>,
    ) -> Self {
        Self {
            conversation: conversation.to_string(),
            title,
            number: request.number,
            user: request.user_id.to_string(),
            called: request.display_name.clone(),
            name: request.name.to_string(),
            at: request.asked_at,
        }
    }
}

impl JobLine {
    pub(super) fn of(job: &FailedJob, title: Option<String>) -> Self {
        Self {
            id: job.id,
            conversation: job.conversation.to_string(),
            title,
            is_unreadable: job.is_unreadable,
            can_be_retried: job.can_be_retried,
            at: job.ended_at,
        }
    }
}

fn written_moment<S: Serializer>(at: &Timestamp, serializer: S) -> Result<S::Ok, S::Error> {
    let at = jiff::Timestamp::from_millisecond(at.0).unwrap_or_default();
    serializer.collect_str(&at)
}

#[expect(clippy::ref_option, reason = "serde hands it so")]
fn written<S: Serializer>(at: &Option<Timestamp>, serializer: S) -> Result<S::Ok, S::Error> {
    match at {
        Some(at) => written_moment(at, serializer),
        None => serializer.serialize_none(),
    }
}
