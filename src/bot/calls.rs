//! The month's paid calls, counted as they are made and written down every few seconds: a count
//! that a crash sets back by a handful is worth more than a write for every call.

use std::sync::{Mutex, PoisonError};

use jiff::tz::{Offset, TimeZone};
use tracing::warn;

use super::{Bot, in_time};
use crate::domain::{Calls, Note, Timestamp};
use crate::store::StoreError;

/// DingTalk's months begin at midnight in Beijing.
const BEIJING: Offset = Offset::constant(8);

/// How many calls were made this month.
pub(super) struct CallCount {
    /// How many a month has.
    allowance: u64,
    count: Mutex<Count>,
    /// Held while the count is written, so that nobody reads a sum without what is on its way.
    writing: tokio::sync::Mutex<()>,
}

#[derive(Default)]
struct Count {
    /// As in `2026-11`.
    month: String,
    /// What the store has counted, of all instances.
    written: u64,
    /// What is not in the store yet.
    unwritten: u32,
}

impl CallCount {
    pub(super) fn new(allowance: u64) -> Self {
        Self { allowance, count: Mutex::default(), writing: tokio::sync::Mutex::default() }
    }

    /// Counts a call. What was not written when the month ended is not missed in the next one.
    pub(super) fn made(&self, now: Timestamp) {
        self.of(now).unwritten += 1;
    }

    /// How many were made, as far as this instance knows.
    pub(super) fn now(&self, now: Timestamp) -> Calls {
        let count = self.of(now);
        let used = count.written + u64::from(count.unwritten);
        Calls { used, allowance: self.allowance }
    }

    fn of(&self, now: Timestamp) -> std::sync::MutexGuard<'_, Count> {
        let month = month(now);
        let mut count = self.count.lock().unwrap_or_else(PoisonError::into_inner);
        if count.month != month {
            *count = Count { month, ..Count::default() };
        }
        count
    }

    fn unwritten(&self, now: Timestamp) -> (String, u32) {
        let count = self.of(now);
        (count.month.clone(), count.unwritten)
    }

    /// So many are in the store now, and this is the sum there; whether it has just become one to
    /// warn of.
    fn written(&self, month: &str, calls: u32, sum: u64) -> bool {
        let mut count = self.count.lock().unwrap_or_else(PoisonError::into_inner);
        if count.month != month {
            return false;
        }
        let before = Calls { used: count.written, allowance: self.allowance };
        (count.written, count.unwritten) = (sum, count.unwritten.saturating_sub(calls));
        !before.are_low() && Calls { used: sum, allowance: self.allowance }.are_low()
    }
}

impl Bot {
    /// Writes down what was counted, and learns what other instances did.
    ///
    /// # Errors
    /// When the store does not answer; it is counted still.
    pub async fn write_calls_down(&self) -> Result<(), StoreError> {
        let _one_at_a_time = self.calls.writing.lock().await;
        let now = self.clock.now();
        let (month, calls) = self.calls.unwritten(now);
        let organisation = self
            .settings
            .corp_id
            .as_ref()
            .map_or_else(|| self.settings.robot_code.as_str(), |corp_id| corp_id.as_str());
        let sum = in_time(self.store.store().add_calls(organisation, &month, calls)).await?;
        if self.calls.written(&month, calls, sum) {
            let allowance = self.calls.allowance;
            warn!(calls = sum, allowance, "four fifths of the month's calls are used");
        }
        Ok(())
    }

    /// A remark that the calls come to an end, once a month. A store that does not answer is no
    /// reason to lose what was just done.
    pub(super) async fn calls_note(&self) -> Option<Note> {
        let now = self.clock.now();
        let calls = self.calls.now(now);
        if !calls.are_low() {
            return None;
        }
        let told_as = format!("calls-low {}", month(now));
        let claim = self.store.claim_hint(&told_as, now, LONGEST_MONTH);
        match in_time(claim).await {
            Ok(may) => {
                let note = Note::CallsLow { left: calls.left(), allowance: calls.allowance };
                may.then_some(note)
            }
            Err(error) => {
                self.report(&error, "cannot say that the month's calls come to an end");
                None
            }
        }
    }
}

/// Longer than any month, so that it is told once in each.
const LONGEST_MONTH: std::time::Duration = std::time::Duration::from_secs(32 * 24 * 3600);

/// The month in Beijing, as in `2026-11`.
fn month(now: Timestamp) -> String {
    let at = jiff::Timestamp::from_millisecond(now.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    let date = at.to_zoned(TimeZone::fixed(BEIJING)).date();
    format!("{:04}-{:02}", date.year(), date.month())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_begins_at_midnight_in_beijing() {
        for (at, expected) in [
            ("2026-11-30T15:59:59Z", "2026-11"),
            ("2026-11-30T16:00:00Z", "2026-12"),
            ("2026-12-31T16:00:00Z", "2027-01"),
        ] {
            let at: jiff::Timestamp = at.parse().expect("a time");
            assert_eq!(month(Timestamp(at.as_millisecond())), expected, "failed on {at}");
        }
    }

    #[test]
    fn a_new_month_counts_anew_and_the_warning_comes_once() {
        let count = CallCount::new(10);
        let november = Timestamp(1_795_000_000_000);
        for _ in 0..7 {
            count.made(november);
        }
        assert_eq!(count.now(november), Calls { used: 7, allowance: 10 });
        let (month, calls) = count.unwritten(november);
        assert_eq!(calls, 7);
        count.made(november);
        assert!(!count.written(&month, 7, 7));
        assert_eq!(count.now(november).used, 8, "one was made meanwhile");
        assert!(count.written(&month, 1, 8));
        assert!(!count.written(&month, 0, 9), "it was said");
        let december = november.plus(std::time::Duration::from_secs(31 * 24 * 3600));
        assert_eq!(count.now(december), Calls { used: 0, allowance: 10 });
        assert!(!count.written(&month, 0, 10), "that month is over");
    }
}
