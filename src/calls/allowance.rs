//! What the organisation has in a month: paid calls and robot messages, counted as they are made and
//! written down every few seconds. A count that a crash sets back by a handful is worth more than
//! a write for every call.

use std::sync::{Mutex, PoisonError};

use jiff::Zoned;
use jiff::tz::TimeZone;
use tracing::warn;

use crate::domain::{self, BEIJING, Note, Timestamp};
use crate::store::{Scope, StoreError, Used, in_time};

/// Longer than any month, so that a warning is given once in each.
const LONGEST_MONTH: std::time::Duration = std::time::Duration::from_secs(32 * 24 * 3600);

/// What was used this month, and what it has.
pub struct Allowance {
    store: Scope,
    /// Whose it is: what all robots of one organisation use is one bill.
    organisation: String,
    /// What a month has.
    monthly: Used,
    count: Mutex<Count>,
    /// Held while the count is written, so that nobody reads a sum without what is on its way.
    writing: tokio::sync::Mutex<()>,
}

#[derive(Default)]
struct Count {
    /// As in `2026-11`.
    month: String,
    /// What the store has counted, of all instances.
    written: Used,
    /// What is not in the store yet.
    unwritten: Used,
}

impl Allowance {
    pub(super) fn new(store: Scope, organisation: String, monthly: Used) -> Self {
        let (count, writing) = (Mutex::default(), tokio::sync::Mutex::default());
        Self { store, organisation, monthly, count, writing }
    }

    /// Whose it is.
    pub(super) fn organisation(&self) -> &str {
        &self.organisation
    }

    /// Counts a call. What was not written when the month ended is not missed in the next one.
    pub(super) fn count_call(&self, now: Timestamp) {
        self.of(now).unwritten.calls += 1;
    }

    /// Counts a message: one that DingTalk pushed to us, over HTTP or by Stream, or one that was
    /// said in a session (its Webhook and Stream quota).
    pub fn count_message(&self, now: Timestamp) {
        self.of(now).unwritten.messages += 1;
    }

    /// How many calls were made, as far as this instance knows.
    #[must_use]
    pub fn calls(&self, now: Timestamp) -> domain::Calls {
        let count = self.of(now);
        let used = count.written.calls + count.unwritten.calls;
        domain::Calls { used, allowance: self.monthly.calls }
    }

    /// How many messages there were, as far as this instance knows.
    #[must_use]
    pub fn messages(&self, now: Timestamp) -> domain::Calls {
        let count = self.of(now);
        let used = count.written.messages + count.unwritten.messages;
        domain::Calls { used, allowance: self.monthly.messages }
    }

    /// How many calls the month takes if it goes on as it went so far. On its first day nobody knows:
    /// that counts as a whole one.
    #[must_use]
    pub fn forecast(&self, now: Timestamp) -> u64 {
        let at = in_beijing(now);
        let passed = (f64::from(at.day() - 1) + f64::from(at.hour()) / 24.0).max(1.0);
        let used = self.calls(now).used;
        // Of counts far below 2^52.
        (used as f64 * f64::from(at.days_in_month()) / passed) as u64
    }

    /// Writes down what was counted, and learns what other instances did.
    ///
    /// # Errors
    /// When the store does not answer; it is counted still.
    pub async fn write_down(&self, now: Timestamp) -> Result<(), StoreError> {
        let _one_at_a_time = self.writing.lock().await;
        let (month, more) = {
            let count = self.of(now);
            (count.month.clone(), count.unwritten)
        };
        let store = self.store.store();
        let sum = in_time(store.add_used(&self.organisation, &month, more)).await?;
        let Some(before) = self.written(&month, more, sum) else {
            return Ok(());
        };
        let Used { calls, messages } = self.monthly;
        if turned_low(before.calls, sum.calls, calls) {
            warn!(
                calls = sum.calls,
                allowance = calls,
                "four fifths of the month's calls are used"
            );
        }
        if turned_low(before.messages, sum.messages, messages) {
            warn!(
                messages = sum.messages,
                allowance = messages,
                "four fifths of the month's robot messages are used"
            );
        }
        Ok(())
    }

    /// A remark that the calls, or the messages, come to an end: each once a month.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn note(&self, now: Timestamp) -> Result<Option<Note>, StoreError> {
        let (calls, messages) = (self.calls(now), self.messages(now));
        if calls.are_low() && self.may_say("calls-low", now).await? {
            return Ok(Some(Note::CallsLow { left: calls.left(), allowance: calls.allowance }));
        }
        if messages.are_low() && self.may_say("messages-low", now).await? {
            let (left, allowance) = (messages.left(), messages.allowance);
            return Ok(Some(Note::MessagesLow { left, allowance }));
        }
        Ok(None)
    }

    async fn may_say(&self, what: &str, now: Timestamp) -> Result<bool, StoreError> {
        let told_as = format!("{what} {}", month(now));
        in_time(self.store.claim_hint(&told_as, now, LONGEST_MONTH)).await
    }

    fn of(&self, now: Timestamp) -> std::sync::MutexGuard<'_, Count> {
        let month = month(now);
        let mut count = self.count.lock().unwrap_or_else(PoisonError::into_inner);
        if count.month != month {
            *count = Count { month, ..Count::default() };
        }
        count
    }

    /// So many are in the store now, and this is the sum there. What it was before, if it is that
    /// month still.
    fn written(&self, month: &str, more: Used, sum: Used) -> Option<Used> {
        let mut count = self.count.lock().unwrap_or_else(PoisonError::into_inner);
        if count.month != month {
            return None;
        }
        count.unwritten = Used {
            calls: count.unwritten.calls.saturating_sub(more.calls),
            messages: count.unwritten.messages.saturating_sub(more.messages),
        };
        Some(std::mem::replace(&mut count.written, sum))
    }
}

/// Whether a sum has just become one to warn of.
fn turned_low(before: u64, used: u64, allowance: u64) -> bool {
    let is_low = |used| domain::Calls { used, allowance }.are_low();
    !is_low(before) && is_low(used)
}

/// The month in Beijing, as in `2026-11`.
fn month(now: Timestamp) -> String {
    let at = in_beijing(now);
    format!("{:04}-{:02}", at.year(), at.month())
}

fn in_beijing(now: Timestamp) -> Zoned {
    let at = jiff::Timestamp::from_millisecond(now.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    at.to_zoned(TimeZone::fixed(BEIJING))
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
        let monthly = Used { calls: 10, messages: 4 };
        let allowance = Allowance::new(scope.clone(), "corp".to_owned(), monthly);
        let november = Timestamp(1_795_000_000_000);
        for _ in 0..7 {
            allowance.count_call(november);
        }
        allowance.count_message(november);
        assert_eq!(allowance.calls(november), domain::Calls { used: 7, allowance: 10 });
        allowance.write_down(november).await.expect("written");
        assert_eq!(allowance.calls(november).used, 7, "counted once");
        assert_eq!(allowance.messages(november), domain::Calls { used: 1, allowance: 4 });
        let others = Used { calls: 1, messages: 3 };
        store.add_used("corp", &month(november), others).await.expect("another instance's");
        allowance.write_down(november).await.expect("written");
        assert_eq!((allowance.calls(november).used, allowance.messages(november).used), (8, 4));
        let mut notes = Vec::new();
        while let Some(note) = allowance.note(november).await.expect("a store") {
            notes.push(note);
        }
        let calls = Note::CallsLow { left: 2, allowance: 10 };
        assert_eq!(notes, [calls, Note::MessagesLow { left: 0, allowance: 4 }], "each once");
        let december = november.plus(std::time::Duration::from_secs(31 * 24 * 3600));
        assert_eq!(allowance.calls(december), domain::Calls { used: 0, allowance: 10 });
        assert_eq!(allowance.messages(december).used, 0);
    }
}
