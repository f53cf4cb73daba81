//! A message that somebody sent to the robot, in our words, whichever way it came in.

use std::fmt;
use std::time::Duration;

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

/// DingTalk calls a callback stale after this time.
const OLDEST_MESSAGE: Duration = Duration::from_secs(3600);

impl IncomingMessage {
    /// When it was sent: DingTalk's word for it, as long as that lies within the hour before it
    /// came in. The word is not signed: with a later one somebody could pin a name for good, and
    /// much earlier ones are no messages of today.
    #[must_use]
    pub fn asked_at(&self, received_at: Timestamp) -> Timestamp {
        if received_at.since(self.created_at) > OLDEST_MESSAGE {
            return received_at;
        }
        self.created_at.min(received_at)
    }
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
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
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
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Person {
    /// Absent for people from outside the organisation, and while the robot is unpublished.
    pub user_id: Option<UserId>,
    /// Present in practice; good for mentioning a person who has no userid.
    pub encrypted_id: Option<EncryptedUserId>,
}

impl Person {
    /// One word for the person, by which `@` finds them too: the userid where there is one.
    #[must_use]
    pub fn id(&self) -> Option<&str> {
        let encrypted_id = || self.encrypted_id.as_ref().map(EncryptedUserId::as_str);
        self.user_id.as_ref().map(UserId::as_str).or_else(encrypted_id)
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_as_old_as_it_says_within_reason() {
        let mut message = IncomingMessage {
            robot_code: RobotCode::parse("robot").expect("a robot"),
            id: MessageId::parse("msg").expect("an id"),
            conversation: ConversationId::parse("cid").expect("a group"),
            title: None,
            kind: ConversationKind::Group,
            sender: Sender {
                person: Person { user_id: None, encrypted_id: None },
                display_name: String::new(),
            },
            body: MessageBody::NoText,
            mentions: Vec::new(),
            created_at: Timestamp(0),
            reply_session: None,
        };
        let hour = 3_600_000;
        for (created_at, received_at, expected) in [
            (1_000, 2_000, 1_000),
            (2_000, 2_000, 2_000),
            (9_000, 2_000, 2_000),
            (i64::MAX, 2_000, 2_000),
            (0, hour, 0),
            (0, hour + 1, hour + 1),
        ] {
            message.created_at = Timestamp(created_at);
            let asked_at = message.asked_at(Timestamp(received_at));
            assert_eq!(asked_at, Timestamp(expected), "failed on {created_at} and {received_at}");
        }
    }
}
