//! Reply sessions: the right to answer in each conversation, as the last message from it gave it.
//! What there is to say that answers no message can be said there, and mention people, which no
//! other way can.
//!
//! The signature of a callback does not cover the session in its body. So a session is good only in
//! the conversation that it first came from, and a message that came under a signature that had
//! brought another before gives one for its own answer at most: what the bot says in a group must not
//! go where somebody else wants it.
//!
//! In memory only: such a right is a secret.

use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use crate::domain::{
    ConversationId, ConversationKind, IncomingMessage, Recent, ReplySession, Timestamp,
};

/// How many groups are remembered; of one that is forgotten, people are called by their names.
const MOST: usize = 10_000;

/// Of how many sessions it is remembered where they came from.
const MOST_HOMES: usize = 20_000;

/// Longer than any session lasts.
const HOLDS: Duration = Duration::from_secs(4 * 3600);

/// How far the way that a message came by speaks for what is in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trust {
    /// A Stream, or the first message under its signature.
    First,
    /// Another came under the same signature before.
    Further,
}

/// The newest session of each group, and the conversation of each session.
pub(super) struct Sessions {
    newest: Mutex<Recent<ConversationId, ReplySession>>,
    /// Of both only digests.
    homes: Mutex<Recent<u64, u64>>,
    /// Its key is random, so that nobody can make two sessions that look the same.
    hasher: RandomState,
}

impl Default for Sessions {
    fn default() -> Self {
        Self {
            newest: Mutex::new(Recent::new(MOST, HOLDS)),
            homes: Mutex::new(Recent::new(MOST_HOMES, HOLDS)),
            hasher: RandomState::new(),
        }
    }
}

impl Sessions {
    /// Remembers the session of a message that came in, and takes one away from it that is another
    /// conversation's. Whether it did.
    pub(super) fn remember(
        &self,
        message: &mut IncomingMessage,
        trust: Trust,
        now: Timestamp,
    ) -> bool {
        let Some(session) = message.reply_session.as_ref() else {
            return false;
        };
        if !self.is_at_home(session, &message.conversation, now) {
            message.reply_session = None;
            return true;
        }
        if message.kind != ConversationKind::Direct && trust == Trust::First {
            let mut newest = self.newest.lock().unwrap_or_else(PoisonError::into_inner);
            newest.insert(message.conversation.clone(), session.clone(), now);
        }
        false
    }

    fn is_at_home(
        &self,
        session: &ReplySession,
        conversation: &ConversationId,
        now: Timestamp,
    ) -> bool {
        let (session, conversation) =
            (self.hasher.hash_one(&session.session), self.hasher.hash_one(conversation));
        let mut homes = self.homes.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(home) = homes.get(&session, now) {
            return *home == conversation;
        }
        homes.insert(session, conversation, now);
        true
    }

    /// A session of a conversation that is not over.
    pub(super) fn of(&self, conversation: &ConversationId, now: Timestamp) -> Option<ReplySession> {
        let newest = self.newest.lock().unwrap_or_else(PoisonError::into_inner);
        newest.get(conversation, now).filter(|session| session.expires_at > now).cloned()
    }
}
