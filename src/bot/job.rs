//! Jobs as they are kept: one form for each version that ever wrote one, all of them read here.
//!
//! `fixtures/store/jobs` has one of every form; none may ever be taken away while a store may
//! still have one. A form that this version does not know is [`Unreadable`], and is kept.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::rates::Excess;
use crate::actions::{self, Task};
use crate::domain::{
    ConversationId, ConversationKind, IncomingMessage, MessageBody, MessageId, Person,
    ReplySession, RobotCode, Sender, Timestamp, UserId,
};
use crate::store::{ClaimedJob, FollowUp, lane_of};

/// What could not be carried out within this time is not wanted any more: names set at night, for
/// a message of the day before, surprise people.
pub(super) const JOB_LIFE: Duration = Duration::from_secs(30 * 60);

/// A job of any version.
#[derive(Serialize, Deserialize)]
#[serde(tag = "v")]
enum Job {
    #[serde(rename = "1")]
    V1(V1),
}

/// Who asked, and the session to answer in, stand in columns of their own: whoever asked can be
/// answered by a version that cannot read the rest.
#[derive(Serialize, Deserialize)]
struct V1 {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    body: MessageBody,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    mentions: Vec<Person>,
    created_at: Timestamp,
    work: Work,
}

/// The form before there were versions: the message as it was, and beside it what else it was kept
/// for.
#[derive(Deserialize)]
struct V0 {
    #[serde(flatten)]
    message: IncomingMessage,
    #[serde(default)]
    excess: Option<Excess>,
    #[serde(default)]
    task: Option<Task>,
}

/// What is to be done for a message.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) enum Work {
    /// What its text asks for.
    Message,
    /// It was one too many, and its sender is to be told.
    TooOften(Excess),
    /// Not what its text says, but this, in the name of who sent it.
    Task(Task),
}

/// Who asked, and in what kind of conversation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Asker {
    pub kind: ConversationKind,
    pub sender: Sender,
}

impl Asker {
    /// Somebody in a group, for jobs that do not say who.
    pub(super) fn unknown() -> Self {
        let person = Person { user_id: None, encrypted_id: None };
        let sender = Sender { person, display_name: String::new() };
        Self { kind: ConversationKind::Group, sender }
    }
}

/// A job, read.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Read {
    pub message: IncomingMessage,
    pub work: Work,
}

/// This version does not know the form.
#[derive(Debug, thiserror::Error)]
#[error("a kept job is in a form that this version does not know")]
pub(super) struct Unreadable;

/// A job as the columns of the store take it.
#[derive(Clone, Debug)]
pub(super) struct Written {
    pub message: String,
    pub asker: String,
    pub session: Option<String>,
}

/// Writes a job in the newest form.
pub(super) fn write(message: &IncomingMessage, work: Work) -> Written {
    let job = Job::V1(V1 {
        title: message.title.clone(),
        body: message.body.clone(),
        mentions: message.mentions.clone(),
        created_at: message.created_at,
        work,
    });
    let asker = Asker { kind: message.kind, sender: message.sender.clone() };
    Written {
        message: json(&job),
        asker: json(&asker),
        session: message.reply_session.as_ref().map(json),
    }
}

/// Reads a job of any form.
pub(super) fn read(robot_code: &RobotCode, job: &ClaimedJob) -> Result<Read, Unreadable> {
    let columns = Columns {
        robot_code,
        id: &job.message_id,
        conversation: &job.conversation,
        asker: job.asker.as_deref(),
        session: job.session.as_deref(),
    };
    columns.read(&job.message)
}

/// Whether this version knows the form of a text that one before it did not.
pub(super) fn is_readable(message: &str) -> bool {
    serde_json::from_str::<Job>(message).is_ok() || serde_json::from_str::<V0>(message).is_ok()
}

/// What stands beside a job's text.
struct Columns<'a> {
    robot_code: &'a RobotCode,
    id: &'a str,
    conversation: &'a str,
    asker: Option<&'a str>,
    session: Option<&'a str>,
}

impl Columns<'_> {
    fn read(&self, text: &str) -> Result<Read, Unreadable> {
        if let Ok(Job::V1(job)) = serde_json::from_str(text) {
            return self.with(job).ok_or(Unreadable);
        }
        let V0 { message, excess, task } = serde_json::from_str(text).map_err(|_| Unreadable)?;
        let work = match (excess, task) {
            (Some(excess), _) => Work::TooOften(excess),
            (None, Some(task)) => Work::Task(task),
            (None, None) => Work::Message,
        };
        Ok(Read { message, work })
    }

    fn with(&self, job: V1) -> Option<Read> {
        let V1 { title, body, mentions, created_at, work } = job;
        let Asker { kind, sender } = asker(self.asker)?;
        let message = IncomingMessage {
            robot_code: self.robot_code.clone(),
            id: MessageId::parse(self.id)?,
            conversation: ConversationId::parse(self.conversation)?,
            title,
            kind,
            sender,
            body,
            mentions,
            created_at,
            reply_session: session(self.session),
        };
        Some(Read { message, work })
    }
}

/// Who asked, as the store has it.
pub(super) fn asker(column: Option<&str>) -> Option<Asker> {
    serde_json::from_str(column?).ok()
}

/// The session, as the store has it.
pub(super) fn session(column: Option<&str>) -> Option<ReplySession> {
    serde_json::from_str(column?).ok()
}

/// A session, as the store takes it.
pub(super) fn session_column(session: &ReplySession) -> String {
    json(session)
}

/// A job that follows from `message`'s, in the form of the store.
pub(super) fn follow_up(message: &IncomingMessage, next: actions::FollowUp) -> FollowUp {
    let actions::FollowUp { id, task, member, lane, plan_id, due, may_answer } = next;
    let mut of_ours = match member {
        Some(member) => message_of_ours(
            &message.robot_code,
            id.clone(),
            message.conversation.clone(),
            Some(member),
            due,
        ),
        // What was said has been done.
        None => IncomingMessage { body: MessageBody::NoText, ..message.clone() },
    };
    if !may_answer {
        of_ours.reply_session = None;
    }
    let Written { message: text, asker, session } = write(&of_ours, Work::Task(task));
    FollowUp {
        message_id: id,
        message: text,
        asker: Some(asker),
        session,
        lane: lane_of(&message.conversation, &lane),
        conversation: message.conversation.clone(),
        plan_id,
        due,
        received_at: due,
    }
}

/// A message that nobody sent, for work to hang on: in the name of `member`, as far as it is in
/// anybody's. There is no session to answer in.
pub(super) fn message_of_ours(
    robot_code: &RobotCode,
    id: MessageId,
    conversation: ConversationId,
    member: Option<UserId>,
    now: Timestamp,
) -> IncomingMessage {
    let person = Person { user_id: member, encrypted_id: None };
    IncomingMessage {
        robot_code: robot_code.clone(),
        id,
        conversation,
        title: None,
        kind: ConversationKind::Group,
        sender: Sender { person, display_name: String::new() },
        body: MessageBody::NoText,
        mentions: Vec::new(),
        created_at: now,
        reply_session: None,
    }
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("texts and numbers can be written")
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    /// A job as a store has it; the first form has no columns of its own.
    struct Kept {
        message: String,
        asker: Option<String>,
        session: Option<String>,
    }

    fn fixtures() -> Vec<(String, Kept)> {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/store/jobs");
        let mut fixtures = Vec::new();
        for file in std::fs::read_dir(folder).expect("the folder is there") {
            let path = file.expect("an entry").path();
            let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
            let text = std::fs::read_to_string(&path).expect("it is UTF-8");
            let value: Value = serde_json::from_str(&text).expect("it is JSON");
            let column =
                |name: &str| value.get(name).filter(|it| !it.is_null()).map(Value::to_string);
            let kept = match name.starts_with("v0-") {
                true => Kept { message: value.to_string(), asker: None, session: None },
                false => Kept {
                    message: column("message").expect("a message"),
                    asker: column("asker"),
                    session: column("session"),
                },
            };
            fixtures.push((name, kept));
        }
        fixtures.sort_by(|(a, _), (b, _)| a.cmp(b));
        fixtures
    }

    fn read(kept: &Kept) -> Result<Read, Unreadable> {
        let columns = Columns {
            robot_code: &RobotCode::parse("dingrobot").expect("a robot"),
            id: "msg0123456789==",
            conversation: "cidclass==",
            asker: kept.asker.as_deref(),
            session: kept.session.as_deref(),
        };
        columns.read(&kept.message)
    }

    #[test]
    fn every_form_that_was_ever_kept_is_read() {
        let fixtures = fixtures();
        assert!(fixtures.len() > 30, "the fixtures were not found");
        for (name, kept) in fixtures {
            let found = read(&kept).unwrap_or_else(|error| panic!("{name}: {error}"));
            assert!(is_readable(&kept.message), "failed on {name}");
            assert_eq!(found.message.sender.display_name, "小明", "failed on {name}");
            assert_eq!(found.message.title.as_deref(), Some("三班"), "failed on {name}");
        }
    }

    #[test]
    fn a_form_says_the_same_in_each_version() {
        let fixtures = fixtures();
        for (name, kept) in fixtures.iter().filter(|(name, _)| name.starts_with("v0-")) {
            let newer = name.replace("v0-", "v1-");
            let (_, newer) = fixtures.iter().find(|(it, _)| *it == newer).expect("its successor");
            assert_eq!(read(kept).expect("a job"), read(newer).expect("a job"), "failed on {name}");
        }
    }

    #[test]
    fn the_newest_form_is_written_as_its_fixtures_are() {
        for (name, kept) in fixtures().iter().filter(|(name, _)| name.starts_with("v1-")) {
            let Read { message, work } = read(kept).expect("a job");
            let written = write(&message, work);
            let json = |text: &str| serde_json::from_str::<Value>(text).expect("it is JSON");
            assert_eq!(json(&written.message), json(&kept.message), "failed on {name}");
            let asker = kept.asker.as_deref().expect("an asker");
            assert_eq!(json(&written.asker), json(asker), "failed on {name}");
            let session = (written.session.as_deref().map(json), kept.session.as_deref().map(json));
            assert_eq!(session.0, session.1, "failed on {name}");
        }
    }

    #[test]
    fn every_task_has_a_fixture() {
        let names: Vec<String> = fixtures().into_iter().map(|(name, _)| name).collect();
        // A new task does not compile here before it has one.
        let fixture = |task: &Task| match task {
            Task::Approved(_) => "v1-task-approved",
            Task::Overdue(_) => "v1-task-overdue",
            Task::Item(_) => "v1-task-item",
            Task::Report(_) => "v1-task-report",
            Task::Happened(_) => "v1-task-joined",
            Task::Welcome => "v1-task-welcome",
            Task::Reapply(_) => "v1-task-reapply",
            Task::ReapplyLater(_) => "v1-task-reapply-later",
            Task::Ordered(_) => "v1-task-ordered",
            Task::Remind(_) => "v1-task-remind",
            Task::GoOn(_) => "v1-task-go-on",
            Task::FollowLater(_) => "v1-task-follow-later",
            Task::Follow(_) => "v1-task-follow",
            Task::Compare(_) => "v1-task-compare",
        };
        for (name, kept) in fixtures() {
            if let Work::Task(task) = read(&kept).expect("a job").work {
                assert!(names.contains(&fixture(&task).to_owned()), "failed on {name}");
            }
        }
    }

    #[test]
    fn a_form_of_a_later_version_is_unreadable() {
        for text in [r#"{"v":"2","body":"NoText"}"#, "{}", "", "null", r#"{"v":"1"}"#] {
            let kept = Kept { message: text.to_owned(), asker: None, session: None };
            assert!(read(&kept).is_err(), "failed on {text}");
            assert!(!is_readable(text), "failed on {text}");
        }
    }
}
