//! Work that no message asks for in its words: what follows from another job. It is kept like a
//! message, beside the one in whose name it is done.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::approval::{Approved, Overdue};
use super::attempt::{Done, Kept};
use super::case::Case;
use super::intake::lane_of;
use super::plan::{Item, Report};
use super::{Bot, Setback};
use crate::domain::{
    ConversationId, ConversationKind, GroupEvent, IncomingMessage, MessageBody, MessageId, Person,
    Reply, RobotCode, Sender, Timestamp, UserId,
};
use crate::store::FollowUp;

/// What is to be done.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) enum Task {
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
}

impl Task {
    /// Whether the group is told how it ended. The names of a plan are told of together; and
    /// nobody who came in asked for anything.
    pub(super) fn is_told(&self, reply: &Reply) -> bool {
        match self {
            Self::Item(_) | Self::Happened(_) => false,
            Self::Welcome => matches!(reply, Reply::Newcomer { .. }),
            Self::Approved(_) | Self::Overdue(_) | Self::Report(_) => true,
        }
    }

    /// Whether it is not wanted any more when it could not be done for a while.
    pub(super) fn expires(&self) -> bool {
        matches!(self, Self::Item(_))
    }

    /// When it was asked for, if that was before its message.
    pub(super) fn asked_at(&self) -> Option<Timestamp> {
        match self {
            Self::Item(item) => Some(item.asked_at),
            _ => None,
        }
    }
}

impl Bot {
    pub(super) async fn do_task(&self, case: Case<'_>, task: &Task) -> Result<Done, Setback> {
        match task {
            Task::Approved(approved) => self.give_approved(case, approved).await,
            Task::Overdue(overdue) => self.expire(case, overdue).await,
            Task::Item(item) => self.give_item(case, item).await,
            Task::Report(report) => self.report_plan(case, report).await,
            Task::Happened(event) => self.take_note(case, event).await,
            Task::Welcome => self.welcome(case).await,
        }
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

/// A job for a task, in the lane of the member whose name is at stake. `None` when `id` is none,
/// which no id of ours is.
pub(super) fn follow_up(
    id: &str,
    message: &IncomingMessage,
    task: Task,
    member: &UserId,
    due: Timestamp,
) -> Option<FollowUp> {
    let lane = lane_of(message, member.as_str());
    // What was said has been done.
    let message = IncomingMessage { body: MessageBody::NoText, ..message.clone() };
    let conversation = message.conversation.clone();
    let kept = Kept { message: Cow::Owned(message), excess: None, task: Some(task) };
    Some(FollowUp {
        message_id: MessageId::parse(id)?,
        message: serde_json::to_string(&kept).expect("texts and numbers can be written"),
        asker: None,
        session: None,
        lane,
        conversation,
        plan_id: None,
        due,
        received_at: due,
    })
}
