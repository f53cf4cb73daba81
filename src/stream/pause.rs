//! How long to wait before the next connection is opened.

use std::time::Duration;

/// A connection that lasted so long was of use, whether or not anybody spoke.
const STEADY: Duration = Duration::from_secs(10);

/// Pauses that double until a connection lasts, and are spread so that instances do not come all at
/// once.
pub(super) struct Pauses {
    first: Duration,
    longest: Duration,
    next: Duration,
}

impl Pauses {
    pub(super) fn new(first: Duration, longest: Duration) -> Self {
        Self { first, longest, next: first }
    }

    /// The pause after a connection that lasted so long; none that was not made lasted.
    pub(super) fn after(&mut self, lasted: Duration) -> Duration {
        if lasted >= STEADY {
            self.next = self.first;
        }
        let pause = self.next;
        self.next = (pause * 2).min(self.longest);
        pause.mul_f64(fastrand::f64() * 0.4 + 0.8).min(self.longest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_to_a_minute_and_begin_anew_after_a_connection_that_lasted() {
        let (first, longest) = (Duration::from_secs(1), Duration::from_secs(60));
        let mut pauses = Pauses::new(first, longest);
        let mut is_about = |lasted, seconds| {
            let pause = pauses.after(lasted);
            let expected = Duration::from_secs(seconds);
            let range = expected.mul_f64(0.8)..=expected.mul_f64(1.2).min(longest);
            assert!(range.contains(&pause), "{pause:?}");
        };
        for seconds in [1, 2, 4, 8, 16, 32, 60, 60] {
            is_about(STEADY / 2, seconds);
        }
        is_about(STEADY, 1);
        is_about(Duration::ZERO, 2);
    }
}
