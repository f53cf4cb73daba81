//! A message that somebody sent to the robot, in our words, whichever door it came through.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{ConversationId, EncryptedUserId, MessageId, RobotCode, Timestamp, UserId};

/// One message to the robot. It is kept in the store as it is until its work has ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IncomingMessage {
    /// The robot it was sent to.
    pub robot_code: RobotCode,
    /// The idempotency key.
    pub id: MessageId,
    /// Where it was said.
    pub conversation: ConversationId,
    /// The group's title.
    pub title: Option<String>,
    /// A group, or a one-to-one chat.
    pub kind: ConversationKind,
    /// Who said it.
    pub sender: Sender,
    /// What was said.
    pub body: MessageBody,
    /// Who is mentioned, each once, without the robot. The order means nothing: DingTalk does
    /// not promise one.
    pub mentions: Vec<Person>,
    /// When DingTalk says that it was sent.
    pub created_at: Timestamp,
    /// How to answer in the conversation.
    pub reply_session: Option<ReplySession>,
}

/// What kind of conversation a message was sent in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ConversationKind {
    /// `conversationType` "1".
    Direct,
    /// `conversationType` "2".
    Group,
    /// Anything else: DingTalk may add kinds.
    Unknown,
}

/// What was said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum MessageBody {
    /// Text, with the mentions that were picked from the member list already taken out.
    Text(String),
    /// A picture, a file, a voice message, a card and whatever else holds no command.
    NoText,
}

/// Who sent a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sender {
    /// Who this is, as far as DingTalk says.
    pub person: Person,
    /// `senderNick`: for display only, never identity.
    pub display_name: String,
}

/// A person, by the ids that DingTalk gave.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Absent for people from outside the organisation, and while the robot is unpublished.
    pub user_id: Option<UserId>,
    /// Present in practice; good for mentioning a person who has no userid.
    pub encrypted_id: Option<EncryptedUserId>,
}

/// The right to answer in one conversation for about ninety minutes: a secret while it lasts.
///
/// It is the `session` value of a `sessionWebhook` whose origin was allowed; the URL itself is
/// never kept, but built anew from that origin, so that nothing else of a body is followed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReplySession {
    /// Scheme, host and port to answer to, from our own list.
    pub origin: String,
    /// The value of `session`.
    pub session: String,
    /// `sessionWebhookExpiredTime`.
    pub expires_at: Timestamp,
}

impl fmt::Debug for ReplySession {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("ReplySession")
            .field("origin", &self.origin)
            .field("expires_at", &self.expires_at)
            .finish_non_exhaustive()
    }
}
