//! A log line that comes at most once a minute, because strangers can cause it as often as they
//! like.

use std::sync::Mutex;
use std::time::Duration;

use crate::domain::Timestamp;

/// The least time between two lines of a kind.
const INTERVAL: Duration = Duration::from_secs(60);

/// When something was last told, and how often it happened since.
#[derive(Default)]
pub struct Seldom(Mutex<(Option<Timestamp>, u64)>);

impl Seldom {
    /// Whether it is time to tell it again; then, how often it was left out since the last time.
    pub fn turn(&self, now: Timestamp) -> Option<u64> {
        let mut state = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let (told_at, left_out) = &mut *state;
        // A clock that was set back is no reason to be silent.
        if told_at.is_some_and(|at| at <= now && now.since(at) < INTERVAL) {
            *left_out += 1;
            return None;
        }
        *told_at = Some(now);
        Some(std::mem::take(left_out))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_out_is_counted() {
        let seldom = Seldom::default();
        let turns = [0, 1, 59_999, 60_000, 60_001, 5_000, 65_000];
        let turns = turns.map(|ms| seldom.turn(Timestamp(ms)));
        assert_eq!(turns, [Some(0), None, None, Some(2), None, Some(1), Some(0)]);
    }
}
