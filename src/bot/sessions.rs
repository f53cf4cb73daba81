//! The right to answer in each conversation, as the last message from it gave it: what there is to
//! say that answers no message can be said there, and mention people, which no other way can.
//!
//! In memory only: such a right is a secret.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use crate::domain::{ConversationId, ConversationKind, IncomingMessage, ReplySession, Timestamp};

/// How many groups are remembered; of one that is forgotten, people are called by their names.
const MOST: usize = 10_000;

/// The newest session of each group.
#[derive(Default)]
pub(super) struct Sessions(Mutex<HashMap<ConversationId, ReplySession>>);

impl Sessions {
    /// Remembers the session of a message that came in.
    pub(super) fn remember(&self, message: &IncomingMessage, now: Timestamp) {
        let Some(session) = message.reply_session.as_ref() else {
            return;
        };
        if message.kind == ConversationKind::Direct {
            return;
        }
        let mut sessions = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if sessions.len() >= MOST {
            sessions.retain(|_, session| session.expires_at > now);
        }
        if sessions.len() < MOST {
            sessions.insert(message.conversation.clone(), session.clone());
        }
    }

    /// A session of a conversation that is not over.
    pub(super) fn of(&self, conversation: &ConversationId, now: Timestamp) -> Option<ReplySession> {
        let sessions = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        sessions.get(conversation).filter(|session| session.expires_at > now).cloned()
    }
}
