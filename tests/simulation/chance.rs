//! Chance, from a seed: one source, drawn from in the order in which things happen.

use std::sync::{Arc, Mutex};
use std::time::Duration;

/// What becomes of one question to the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    /// It is answered.
    Answered,
    /// It fails, and nothing was done.
    Refused,
    /// It is done, and the answer is lost.
    AnswerLost,
    /// It is done or not, and no answer ever comes.
    Silent { is_done: bool },
    /// It is done twice, as by a driver that sends again.
    Twice,
    /// Whoever asked gives up in the middle of it.
    GivenUp,
}

/// The source, and how much goes wrong at the moment.
#[derive(Clone)]
pub(crate) struct Chance(Arc<Mutex<Source>>);

struct Source {
    random: fastrand::Rng,
    /// How many of a hundred questions to the store go wrong.
    store_trouble: u32,
    /// How many of a hundred calls to DingTalk do.
    world_trouble: u32,
}

impl Chance {
    pub(crate) fn new(seed: u64) -> Self {
        let mut random = fastrand::Rng::with_seed(seed);
        // Some seeds have a quiet store, and in some half of all goes wrong.
        let of = |random: &mut fastrand::Rng| match random.u32(..4) {
            0 => 0,
            1 => 4,
            2 => 15,
            _ => 45,
        };
        let (store_trouble, world_trouble) = (of(&mut random), of(&mut random));
        Self(Arc::new(Mutex::new(Source { random, store_trouble, world_trouble })))
    }

    fn with<T>(&self, draw: impl FnOnce(&mut Source) -> T) -> T {
        draw(&mut self.0.lock().expect("nobody panics while drawing"))
    }

    /// A number below that one.
    pub(crate) fn below(&self, number: u64) -> u64 {
        self.with(|source| source.random.u64(..number))
    }

    /// Whether so many of a hundred are met.
    pub(crate) fn is(&self, of_hundred: u64) -> bool {
        self.below(100) < of_hundred
    }

    /// A time up to that one, in milliseconds.
    pub(crate) fn millis(&self, most: u64) -> Duration {
        Duration::from_millis(self.below(most + 1))
    }

    /// From now on nothing goes wrong any more.
    pub(crate) fn calm(&self) {
        self.with(|source| (source.store_trouble, source.world_trouble) = (0, 0));
    }

    pub(crate) fn world_goes_wrong(&self) -> bool {
        self.with(|source| source.random.u32(..100) < source.world_trouble)
    }

    pub(crate) fn fate(&self) -> Fate {
        self.with(|source| {
            if source.random.u32(..100) >= source.store_trouble {
                return Fate::Answered;
            }
            match source.random.u32(..6) {
                0 => Fate::Refused,
                1 => Fate::AnswerLost,
                2 => Fate::Silent { is_done: false },
                3 => Fate::Silent { is_done: true },
                4 => Fate::Twice,
                _ => Fate::GivenUp,
            }
        })
    }

    /// How long the store takes to hear of a question, or its answer to come back.
    pub(crate) fn way_to_the_store(&self) -> Duration {
        match self.below(8) {
            0 => self.millis(3_000),
            1..=3 => self.millis(20),
            _ => Duration::ZERO,
        }
    }
}
