//! How long to wait before the next connection is opened.

use std::time::Duration;

/// Pauses that double, and are spread so that instances do not come all at once.
pub(super) struct Pauses {
    first: Duration,
    longest: Duration,
    next: Duration,
}

impl Pauses {
    pub(super) fn new(first: Duration, longest: Duration) -> Self {
        Self { first, longest, next: first }
    }

    /// The pause after a connection that was of use, or of none.
    pub(super) fn after(&mut self, was_of_use: bool) -> Duration {
        if was_of_use {
            self.next = self.first;
        }
        let pause = self.next;
        self.next = (pause * 2).min(self.longest);
        // Up to a quarter less: never sooner than that, and never longer than the longest.
        pause.mul_f64(1.0 - fastrand::f64() / 4.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_to_a_minute_and_begin_anew_after_a_connection_of_use() {
        let (first, longest) = (Duration::from_secs(1), Duration::from_secs(60));
        let mut pauses = Pauses::new(first, longest);
        let mut is_about = |was_of_use, seconds| {
            let pause = pauses.after(was_of_use);
            let expected = Duration::from_secs(seconds);
            assert!(pause <= expected && pause >= expected.mul_f64(0.75), "{pause:?}");
        };
        for seconds in [1, 2, 4, 8, 16, 32, 60, 60] {
            is_about(false, seconds);
        }
        is_about(true, 1);
        is_about(false, 2);
    }
}
