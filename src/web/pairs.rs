//! The uses of header pairs. A signature covers its time and not the body, so whoever captured the
//! two headers of one callback can put any body under them for as long as the window allows.
//! DingTalk signs each callback by itself, as far as is known; so a pair that brings one message
//! after another, or a new one late, is most likely in other hands.
//!
//! In the memory of this process alone, and of a pair only a digest: it is as good as a password.

use std::collections::HashSet;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use sha2::{Digest, Sha256};

use crate::dingtalk::sign::LONGEST_WINDOW;
use crate::domain::{MessageId, Recent, Timestamp};

/// How long after its first use a pair may bring a message that it did not bring before.
const NEW_MESSAGES_FOR: Duration = Duration::from_secs(30);

/// How many messages a pair may bring.
const MOST_MESSAGES: usize = 8;

/// How many pairs are remembered.
const MOST_PAIRS: usize = 50_000;

/// The uses of each pair that may still be within the window.
pub struct Pairs(Mutex<Recent<[u8; 32], Uses>>);

#[derive(Default)]
struct Uses {
    first_at: Option<Timestamp>,
    messages: HashSet<MessageId>,
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

impl Default for Pairs {
    fn default() -> Self {
        Self(Mutex::new(Recent::new(MOST_PAIRS, LONGEST_WINDOW * 2)))
    }
}

impl Pairs {
    /// Takes note that a pair whose signature is right has brought a message.
    pub(super) fn take_note(
        &self,
        [timestamp, sign]: [&str; 2],
        message: &MessageId,
        now: Timestamp,
    ) -> PairUse {
        let digest = Sha256::new().chain_update(timestamp).chain_update("\n").chain_update(sign);
        let mut pairs = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let uses = pairs.entry(digest.finalize().into(), now);
        let first_at = *uses.first_at.get_or_insert(now);
        let is_known = uses.messages.contains(message);
        if !is_known && uses.messages.len() >= MOST_MESSAGES {
            return PairUse::Crowded;
        }
        if !is_known && now.since(first_at) > NEW_MESSAGES_FOR {
            return PairUse::Late;
        }
        uses.messages.insert(message.clone());
        if uses.messages.len() == 1 { PairUse::First } else { PairUse::Further }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAIR: [&str; 2] = ["1600000000000", "c2lnbg=="];

    fn id(number: u32) -> MessageId {
        MessageId::parse(&format!("msg{number}")).expect("an id")
    }

    fn at(ms: i64) -> Timestamp {
        Timestamp(1_600_000_000_000 + ms)
    }

    #[test]
    fn a_new_message_long_after_the_first_is_suspicious_and_a_repeated_one_never() {
        let pairs = Pairs::default();
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
        let pairs = Pairs::default();
        let uses: Vec<_> = (1..=10).map(|it| pairs.take_note(PAIR, &id(it), at(1))).collect();
        assert_eq!(uses[0], PairUse::First);
        assert_eq!(uses[1..8], [PairUse::Further; 7]);
        assert_eq!(uses[8..], [PairUse::Crowded; 2]);
        assert_eq!(pairs.take_note(PAIR, &id(8), at(60_000)), PairUse::Further);
    }
}
