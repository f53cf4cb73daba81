//! Reply sessions: the right to answer in each conversation, as the last message from it gave it.
//! What there is to say that answers no message can be said there, and mention people, which no
//! other way can.
//!
//! In memory only: such a right is a secret.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use crate::domain::{
    ConversationId, ConversationKind, IncomingMessage, Recent, ReplySession, Timestamp,
};

/// How many groups are remembered; of one that is forgotten, people are called by their names.
const MOST: usize = 10_000;

/// Longer than any session lasts.
const HOLDS: Duration = Duration::from_secs(4 * 3600);

/// The newest session of each group.
pub(super) struct Sessions(Mutex<Recent<ConversationId, ReplySession>>);

impl Default for Sessions {
    fn default() -> Self {
        Self(Mutex::new(Recent::new(MOST, HOLDS)))
    }
}

impl Sessions {
    /// Remembers the session of a message that came in.
    pub(super) fn remember(&self, message: &IncomingMessage, now: Timestamp) {
        let Some(session) = message.reply_session.as_ref() else {
            return;
        };
        if message.kind != ConversationKind::Direct {
            let mut sessions = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            sessions.insert(message.conversation.clone(), session.clone(), now);
        }
    }

    /// A session of a conversation that is not over.
    pub(super) fn of(&self, conversation: &ConversationId, now: Timestamp) -> Option<ReplySession> {
        let sessions = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        sessions.get(conversation, now).filter(|session| session.expires_at > now).cloned()
    }
}
