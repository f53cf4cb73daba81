//! The uses of header pairs. A signature covers its time and not the body, so whoever captured the
//! two headers of one callback can put any body under them for as long as the window allows.
//! DingTalk signs each callback by itself, as far as is known; so a pair that brings one message
//! after another, or a new one late, is most likely in other hands.
//!
//! In the memory of this process alone, and of a pair only a digest: it is as good as a password.

use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use crate::dingtalk::sign::Window;
use crate::domain::{MessageId, Recent, Timestamp};

/// How long after its first use a pair may bring a message that it did not bring before.
const NEW_MESSAGES_FOR: Duration = Duration::from_secs(30);

/// How many messages a pair may bring.
const MOST_MESSAGES: usize = 8;

/// How many pairs are remembered.
const MOST_PAIRS: usize = 50_000;

/// The uses of each pair that may still be within the window.
pub struct Pairs {
    uses: Mutex<Recent<u64, Uses>>,
    /// Its key is random, so that nobody can make two pairs or ids that look the same.
    hasher: RandomState,
}

#[derive(Default)]
struct Uses {
    first_at: Option<Timestamp>,
    /// A digest of each id.
    messages: Vec<u64>,
}

/// What a use of a pair is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PairUse {
    /// It brings its first message, for the first time or again.
    First,
    /// It brought another message before.
    Further,
    /// It brings a new message long after its first one.
    Late,
    /// It has brought more messages than any honest one.
    Crowded,
}

impl PairUse {
    /// The word in metrics of a use that is most likely somebody else's than DingTalk's.
    pub(super) fn suspicion(self) -> Option<&'static str> {
        match self {
            Self::First | Self::Further => None,
            Self::Late => Some("late"),
            Self::Crowded => Some("crowded"),
        }
    }
}

impl Pairs {
    /// Remembers a pair for as long as it is accepted, and a moment longer.
    #[must_use]
    pub fn within(window: Window) -> Self {
        let holds = window.past + window.future + Duration::from_secs(1);
        let uses = Mutex::new(Recent::new(MOST_PAIRS, holds));
        Self { uses, hasher: RandomState::new() }
    }

    /// Takes note that a pair whose signature is right has brought a message.
    pub(super) fn take_note(
        &self,
        pair: [&str; 2],
        message: &MessageId,
        now: Timestamp,
    ) -> PairUse {
        let (pair, message) = (self.hasher.hash_one(pair), self.hasher.hash_one(message));
        let mut pairs = self.uses.lock().unwrap_or_else(PoisonError::into_inner);
        let uses = pairs.entry(pair, now);
        let first_at = *uses.first_at.get_or_insert(now);
        if !uses.messages.contains(&message) {
            if uses.messages.len() >= MOST_MESSAGES {
                return PairUse::Crowded;
            }
            if now.since(first_at) > NEW_MESSAGES_FOR {
                return PairUse::Late;
            }
            uses.messages.push(message);
        }
        if uses.messages.len() == 1 { PairUse::First } else { PairUse::Further }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAIR: [&str; 2] = ["1600000000000", "c2lnbg=="];

    fn pairs() -> Pairs {
        let hour = Duration::from_secs(3600);
        Pairs::within(Window { past: hour, future: hour })
    }

    fn id(number: u32) -> MessageId {
        MessageId::parse(&format!("msg{number}")).expect("an id")
    }

    fn at(ms: i64) -> Timestamp {
        Timestamp(1_600_000_000_000 + ms)
    }

    #[test]
    fn a_new_message_long_after_the_first_is_suspicious_and_a_repeated_one_never() {
        let pairs = pairs();
        for (message, ms, expected) in [
            (1, 0, PairUse::First),
            (1, 10, PairUse::First),
            (2, 30_000, PairUse::Further),
            (3, 30_001, PairUse::Late),
            (3, 40_000, PairUse::Late),
            (1, 3_000_000, PairUse::Further),
        ] {
            let found = pairs.take_note(PAIR, &id(message), at(ms));
            assert_eq!(found, expected, "message {message} after {ms} ms");
        }
        // Another pair is another matter, in either of its halves.
        for other in [["1600000000001", PAIR[1]], [PAIR[0], "c2lnbh=="]] {
            assert_eq!(pairs.take_note(other, &id(9), at(60_000)), PairUse::First);
        }
    }

    #[test]
    fn the_ninth_message_of_a_pair_is_suspicious() {
        let pairs = pairs();
        let uses: Vec<_> = (1..=10).map(|it| pairs.take_note(PAIR, &id(it), at(1))).collect();
        assert_eq!(uses[0], PairUse::First);
        assert_eq!(uses[1..8], [PairUse::Further; 7]);
        assert_eq!(uses[8..], [PairUse::Crowded; 2]);
        assert_eq!(pairs.take_note(PAIR, &id(8), at(60_000)), PairUse::Further);
    }
}
