//! DingTalk, as far as a queue can tell: names that calls set, at once or late, and answers that
//! come or do not. It outlives every crash.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use dingnick::domain::Timestamp;

use crate::chance::Chance;
use crate::lane::Asked;

/// The longest that a call takes, answered or not: after that it has no effect any more.
pub(crate) const LONGEST_CALL: Duration = Duration::from_secs(10);

/// A name that will be set, whoever waits for it.
struct Landing {
    at: Duration,
    who: (u64, u64),
    asked_at: Timestamp,
}

#[derive(Default)]
struct Names {
    now: BTreeMap<(u64, u64), Timestamp>,
    landings: Vec<Landing>,
    delivered: BTreeMap<String, u32>,
    calls: u64,
}

/// What a call came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    Done,
    Refused,
    /// It certainly had no effect.
    Busy,
    /// Nobody knows whether it had one, or will.
    Nothing,
}

/// What became of an answer that was given to the group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Post {
    Sent,
    NotSent,
    Refused,
    Nobody,
}

#[derive(Clone)]
pub(crate) struct World {
    chance: Chance,
    names: Arc<Mutex<Names>>,
}

impl World {
    pub(crate) fn new(chance: Chance) -> Self {
        Self { chance, names: Arc::default() }
    }

    fn with<T>(&self, look: impl FnOnce(&mut Names) -> T) -> T {
        look(&mut self.names.lock().expect("nobody panics in the world"))
    }

    /// Sets a name; `now` is the time since everything began.
    pub(crate) async fn call(&self, asked: &Asked, now: Duration) -> Answer {
        let longest = LONGEST_CALL.as_millis() as u64;
        let takes = match self.chance.below(3) {
            0 => self.chance.millis(longest - 1),
            _ => self.chance.millis(300),
        };
        let (answer, lands) = match self.chance.world_goes_wrong() {
            false => (Answer::Done, Some(self.chance.millis(takes.as_millis() as u64))),
            true => match self.chance.below(6) {
                0 => (Answer::Refused, None),
                1 => (Answer::Busy, None),
                2 => (Answer::Nothing, None),
                // Perhaps long after whoever called has given up waiting.
                _ => (Answer::Nothing, Some(self.chance.millis(longest))),
            },
        };
        self.with(|names| {
            names.calls += 1;
            if let Some(lands) = lands {
                let (who, asked_at) = ((asked.group, asked.member), asked.at);
                names.landings.push(Landing { at: now + lands, who, asked_at });
            }
        });
        tokio::time::sleep(takes).await;
        answer
    }

    /// Gives an answer, which names itself by its text.
    pub(crate) async fn deliver(&self, text: &str) -> Post {
        let (first, second) = (self.chance.millis(400), self.chance.millis(400));
        let post = match self.chance.world_goes_wrong() {
            false => Post::Sent,
            true => match self.chance.below(4) {
                0 => Post::NotSent,
                1 => Post::Refused,
                2 => Post::Nobody,
                _ => {
                    tokio::time::sleep(first).await;
                    return Post::Nobody;
                }
            },
        };
        tokio::time::sleep(first).await;
        if matches!(post, Post::Sent | Post::Nobody) {
            self.with(|names| *names.delivered.entry(text.to_owned()).or_default() += 1);
        }
        tokio::time::sleep(second).await;
        post
    }

    /// How often an answer reached the group.
    pub(crate) fn delivered(&self, text: &str) -> u32 {
        self.with(|names| names.delivered.get(text).copied().unwrap_or(0))
    }

    /// An answer that reached the group more than once.
    pub(crate) fn doubled(&self) -> Option<String> {
        self.with(|names| {
            let mut delivered = names.delivered.iter();
            delivered.find(|(_, times)| **times > 1).map(|(text, _)| text.clone())
        })
    }

    pub(crate) fn calls(&self) -> u64 {
        self.with(|names| names.calls)
    }

    /// When the name that each bears was asked for, now that all calls up to `now` have landed.
    pub(crate) fn names(&self, now: Duration) -> BTreeMap<(u64, u64), Timestamp> {
        self.with(|names| {
            let mut landings = std::mem::take(&mut names.landings);
            landings.sort_by_key(|landing| landing.at);
            for landing in landings {
                if landing.at > now {
                    names.landings.push(landing);
                } else {
                    names.now.insert(landing.who, landing.asked_at);
                }
            }
            names.now.clone()
        })
    }

    /// Whether a call of theirs may still have an effect.
    pub(crate) fn has_calls_under_way(&self, who: (u64, u64), now: Duration) -> bool {
        self.with(|names| names.landings.iter().any(|it| it.who == who && it.at > now))
    }
}
