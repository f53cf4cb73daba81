//! What happened to a group, in our words, whichever way it came in.

use serde::{Deserialize, Serialize};

use super::{ChatId, ConversationId, CorpId, MessageId, UserId};

/// Something that happened to a group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupEvent {
    /// `eventId`: the idempotency key, because deliveries repeat.
    pub id: MessageId,
    /// The organisation it happened in.
    pub corp_id: Option<CorpId>,
    /// The group, as callbacks name it.
    pub conversation: ConversationId,
    /// The group, as the older API names it; some events leave it out.
    pub chat_id: Option<ChatId>,
    /// What happened.
    pub what: Happening,
}

/// What can happen to a group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Happening {
    /// `chat_add_member`: these members of the organisation came in. People from outside have no
    /// userid, and are left out.
    Joined(Vec<UserId>),
    /// `chat_remove_member`, `chat_quit`: these are in it no more.
    Left(Vec<UserId>),
    /// `chat_update_owner`: this is the owner now.
    Owned(UserId),
    /// `chat_update_title`: this is its title now.
    Titled(String),
    /// `chat_disband`: it is no more.
    Disbanded,
    /// Another `chat_*` event: it tells of the group that it is there.
    Other,
}

impl Happening {
    /// What kind of thing happens, in one word.
    #[must_use]
    pub fn topic(&self) -> &'static str {
        match self {
            Self::Joined(_) => "joined",
            Self::Left(_) => "left",
            Self::Owned(_) => "owned",
            Self::Titled(_) => "titled",
            Self::Disbanded => "disbanded",
            Self::Other => "other",
        }
    }
}

/// Something that happened in the organisation's directory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContactEvent {
    /// The organisation it happened in.
    pub corp_id: Option<CorpId>,
    /// `eventId`
    pub id: MessageId,
    /// What happened.
    pub what: ContactChange,
}

/// What can happen in the directory, as far as names hang on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ContactChange {
    /// `user_modify_org`, `label_user_change`: what it says of these members may be new.
    People(Vec<UserId>),
    /// `user_leave_org`: these are in the organisation no more.
    Left(Vec<UserId>),
    /// `org_dept_modify`: what departments are called may be new.
    Departments,
}
