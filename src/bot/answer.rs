//! Answers as they are kept until they are delivered: what to say, to whom, where.

use serde::{Deserialize, Serialize};

use crate::dingtalk::Address;
use crate::domain::{
    ConversationId, ConversationKind, MessageId, Note, Reply, ReplySession, Sender,
};
use crate::i18n::{Locale, Naming, Words, harmless};

/// An answer as it waits in the store.
#[derive(Serialize, Deserialize)]
pub(super) struct Answer {
    pub reply: Reply,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Note>,
    pub locale: String,
    pub sender: Sender,
    pub conversation: ConversationId,
    pub kind: ConversationKind,
    /// A reaction on this message says enough, where it can be made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub react_to: Option<MessageId>,
    /// Where it cannot, nothing is said.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_spared: bool,
    /// Written by versions before this one; it has a column of its own now.
    #[serde(default, skip_serializing)]
    pub session: Option<ReplySession>,
}

impl Answer {
    /// The people whom DingTalk shall notify: the one who is answered, and the one whose name it is
    /// about. By userid where there is one.
    pub(super) fn address(&self) -> Address {
        if self.kind == ConversationKind::Direct || self.is_for_all() {
            return Address::default();
        }
        let person = &self.sender.person;
        let user_ids = person.user_id.iter().chain(self.reply.target()).cloned().collect();
        let encrypted_ids = match person.user_id {
            Some(_) => Vec::new(),
            None => person.encrypted_id.iter().cloned().collect(),
        };
        Address { user_ids, encrypted_ids }
    }

    /// Names for a session, where `@id` is drawn as a mention.
    pub(super) fn mentions(&self) -> Naming {
        let id = self.sender.person.id();
        let Some(id) = id.filter(|_| self.kind != ConversationKind::Direct && !self.is_for_all())
        else {
            return self.names();
        };
        Naming {
            sender: format!("@{id}"),
            is_mention: true,
            target: self.reply.target().map(|target| format!("@{target}")).unwrap_or_default(),
        }
    }

    /// Names for where nobody can be mentioned; between two it is clear who is meant.
    pub(super) fn names(&self) -> Naming {
        let is_direct = self.kind == ConversationKind::Direct;
        Naming {
            sender: if is_direct { String::new() } else { harmless(&self.sender.display_name) },
            is_mention: false,
            target: match &self.reply {
                Reply::Renamed { old: Some(old), .. } | Reply::Approved { old: Some(old), .. } => {
                    harmless(old.as_str())
                }
                reply => reply.target().map(|target| harmless(target.as_str())).unwrap_or_default(),
            },
        }
    }

    /// Whether it is said to the group, and answers nobody.
    fn is_for_all(&self) -> bool {
        matches!(self.reply, Reply::Reminder(_))
    }

    /// The answer in words.
    pub(super) fn text(&self, words: &Words, naming: &Naming, default: Locale) -> String {
        let locale = Locale::parse(&self.locale).unwrap_or(default);
        words.answer(locale, &self.reply, &self.notes, naming)
    }
}
