//! When the next call to an API may be made, where one process makes them all.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// The next free moment of each API.
#[derive(Debug, Default)]
pub(super) struct Slots(Mutex<HashMap<&'static str, Instant>>);

impl Slots {
    /// Reserves the next moment, and says how long it is until then; `None`, and nothing is
    /// reserved, when that is longer than `longest`.
    pub(super) fn reserve(
        &self,
        api: &'static str,
        now: Instant,
        spacing: Duration,
        longest: Duration,
    ) -> Option<Duration> {
        let mut slots = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let next = slots.entry(api).or_insert(now);
        let at = (*next).max(now);
        let wait = at.duration_since(now);
        if wait > longest {
            return None;
        }
        *next = at + spacing;
        Some(wait)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_are_spaced_for_each_api_by_itself() {
        let slots = Slots::default();
        let start = Instant::now();
        let reserve = |api, after| {
            let now = start + Duration::from_millis(after);
            let wait =
                slots.reserve(api, now, Duration::from_millis(50), Duration::from_millis(90));
            wait.map(|wait| wait.as_millis())
        };
        assert_eq!(reserve("a", 0), Some(0));
        assert_eq!(reserve("a", 0), Some(50));
        assert_eq!(reserve("b", 0), Some(0));
        assert_eq!(reserve("a", 0), None, "too long a wait reserves nothing");
        assert_eq!(reserve("a", 20), Some(80));
        assert_eq!(reserve("a", 1_000), Some(0), "what nobody used is not saved up");
    }
}
