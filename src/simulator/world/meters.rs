//! What is counted: the month's quotas, which start again on the first of the
//! month in Beijing, and the calls of the last second to each API.

use std::collections::{BTreeMap, VecDeque};

use jiff::{Timestamp, tz};

use super::Api;

/// What may be used in a calendar month, and what has been.
#[derive(Clone, Debug)]
pub struct Quota {
    /// What the month allows.
    pub limit: u32,
    used: u32,
    month: (i16, i8),
}

impl Quota {
    pub(super) fn of(limit: u32) -> Self {
        Self { limit, used: 0, month: (0, 0) }
    }

    /// How much of the month's allowance is gone at `now`.
    pub fn used(&self, now: i64) -> u32 {
        if month_of(now) == self.month { self.used } else { 0 }
    }

    /// Whether nothing is left at `now`.
    pub fn is_used_up(&self, now: i64) -> bool {
        self.used(now) >= self.limit
    }

    /// Counts one more.
    pub(in crate::simulator) fn count(&mut self, now: i64) {
        self.used = self.used(now).saturating_add(1);
        self.month = month_of(now);
    }

    /// Uses up all that is left.
    pub fn use_up(&mut self, now: i64) {
        self.used = self.limit;
        self.month = month_of(now);
    }
}

/// When each API was called in the last second.
#[derive(Default)]
pub(super) struct CallTimes {
    by_api: BTreeMap<Api, VecDeque<i64>>,
}

impl CallTimes {
    /// Admits a call unless `limit` calls were admitted in the second before.
    pub(super) fn admit(&mut self, api: Api, now: i64, limit: u32) -> bool {
        let times = self.by_api.entry(api).or_default();
        while times.front().is_some_and(|at| *at <= now - 1_000) {
            times.pop_front();
        }
        if times.len() >= limit as usize {
            return false;
        }
        times.push_back(now);
        true
    }
}

/// Year and month in Beijing, where DingTalk's months begin.
fn month_of(now: i64) -> (i16, i8) {
    let timestamp = Timestamp::from_millisecond(now).unwrap_or(Timestamp::UNIX_EPOCH);
    let date = tz::offset(8).to_datetime(timestamp);
    (date.year(), date.month())
}
