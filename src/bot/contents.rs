//! What the messages of the last minutes said, by their ids: an id that comes again with something
//! else in its body was put there by somebody who captured a callback.

use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use crate::domain::{IncomingMessage, Recent, Timestamp};

/// How many messages are remembered.
const MOST: usize = 20_000;

/// As long as DingTalk calls a callback fresh.
const HOLDS: Duration = Duration::from_secs(3600);

/// A digest of what each message said, by a digest of its id; the words themselves are not kept.
pub(super) struct Contents {
    seen: Mutex<Recent<u64, u64>>,
    /// Its key is random, so that nobody can make two ids or two bodies that look the same.
    hasher: RandomState,
}

impl Default for Contents {
    fn default() -> Self {
        Self { seen: Mutex::new(Recent::new(MOST, HOLDS)), hasher: RandomState::new() }
    }
}

impl Contents {
    /// Whether a message says something else than one of its id did before. The session does not
    /// count: nobody promises that a repeated delivery has the same one.
    pub(super) fn contradict(&self, message: &IncomingMessage, now: Timestamp) -> bool {
        let person = &message.sender.person;
        let said = (&message.conversation, person, &message.body, &message.mentions);
        let (id, digest) = (self.hasher.hash_one(&message.id), self.hasher.hash_one(said));
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(before) = seen.get(&id, now) {
            return *before != digest;
        }
        seen.insert(id, digest, now);
        false
    }
}
