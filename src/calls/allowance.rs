//! The month's paid calls, counted as they are made and written down every few seconds: a count
//! that a crash sets back by a handful is worth more than a write for every call.

use std::sync::{Mutex, PoisonError};

use jiff::tz::{Offset, TimeZone};
use tracing::warn;

use crate::domain::{self, Note, Timestamp};
use crate::store::{Scope, StoreError, in_time};

/// DingTalk's months begin at midnight in Beijing.
const BEIJING: Offset = Offset::constant(8);

/// Longer than any month, so that the warning is given once in each.
const LONGEST_MONTH: std::time::Duration = std::time::Duration::from_secs(32 * 24 * 3600);

/// How many calls were made this month, and how many it has.
pub struct Allowance {
    store: Scope,
    /// Whose calls they are: those of all robots of one organisation are one bill.
    organisation: String,
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

impl Allowance {
    pub(super) fn new(store: Scope, organisation: String, allowance: u64) -> Self {
        let (count, writing) = (Mutex::default(), tokio::sync::Mutex::default());
        Self { store, organisation, allowance, count, writing }
    }

    /// Counts a call. What was not written when the month ended is not missed in the next one.
    pub(super) fn count(&self, now: Timestamp) {
        self.of(now).unwritten += 1;
    }

    /// How many were made, as far as this instance knows.
    #[must_use]
    pub fn now(&self, now: Timestamp) -> domain::Calls {
        let count = self.of(now);
        let used = count.written + u64::from(count.unwritten);
        domain::Calls { used, allowance: self.allowance }
    }

    /// Writes down what was counted, and learns what other instances did.
    ///
    /// # Errors
    /// When the store does not answer; it is counted still.
    pub async fn write_down(&self, now: Timestamp) -> Result<(), StoreError> {
        let _one_at_a_time = self.writing.lock().await;
        let (month, calls) = {
            let count = self.of(now);
            (count.month.clone(), count.unwritten)
        };
        let store = self.store.store();
        let sum = in_time(store.add_calls(&self.organisation, &month, calls)).await?;
        if self.written(&month, calls, sum) {
            let allowance = self.allowance;
            warn!(calls = sum, allowance, "four fifths of the month's calls are used");
        }
        Ok(())
    }

    /// A remark that the calls come to an end, once a month.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn note(&self, now: Timestamp) -> Result<Option<Note>, StoreError> {
        let calls = self.now(now);
        if !calls.are_low() {
            return Ok(None);
        }
        let told_as = format!("calls-low {}", month(now));
        let may = in_time(self.store.claim_hint(&told_as, now, LONGEST_MONTH)).await?;
        let note = Note::CallsLow { left: calls.left(), allowance: calls.allowance };
        Ok(may.then_some(note))
    }

    fn of(&self, now: Timestamp) -> std::sync::MutexGuard<'_, Count> {
        let month = month(now);
        let mut count = self.count.lock().unwrap_or_else(PoisonError::into_inner);
        if count.month != month {
            *count = Count { month, ..Count::default() };
        }
        count
    }

    /// So many are in the store now, and this is the sum there; whether it has just become one to
    /// warn of.
    fn written(&self, month: &str, calls: u32, sum: u64) -> bool {
        let mut count = self.count.lock().unwrap_or_else(PoisonError::into_inner);
        if count.month != month {
            return false;
        }
        let before = domain::Calls { used: count.written, allowance: self.allowance };
        (count.written, count.unwritten) = (sum, count.unwritten.saturating_sub(calls));
        !before.are_low() && domain::Calls { used: sum, allowance: self.allowance }.are_low()
    }
}

/// The month in Beijing, as in `2026-11`.
fn month(now: Timestamp) -> String {
    let at = jiff::Timestamp::from_millisecond(now.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    let date = at.to_zoned(TimeZone::fixed(BEIJING)).date();
    format!("{:04}-{:02}", date.year(), date.month())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::RobotCode;
    use crate::store;

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

    #[tokio::test]
    async fn a_new_month_counts_anew_and_what_others_made_is_learnt() {
        let store = store::open("sqlite::memory:").await.expect("a store");
        let scope = store.of(&RobotCode::parse("robot").expect("a robot"));
        let allowance = Allowance::new(scope.clone(), "corp".to_owned(), 10);
        let november = Timestamp(1_795_000_000_000);
        for _ in 0..7 {
            allowance.count(november);
        }
        assert_eq!(allowance.now(november), domain::Calls { used: 7, allowance: 10 });
        allowance.write_down(november).await.expect("written");
        assert_eq!(allowance.now(november).used, 7, "counted once");
        store.add_calls("corp", &month(november), 1).await.expect("another instance's");
        allowance.write_down(november).await.expect("written");
        assert_eq!(allowance.now(november).used, 8);
        assert!(allowance.note(november).await.expect("a store").is_some());
        assert!(allowance.note(november).await.expect("a store").is_none(), "it was said");
        let december = november.plus(std::time::Duration::from_secs(31 * 24 * 3600));
        assert_eq!(allowance.now(december), domain::Calls { used: 0, allowance: 10 });
    }
}
