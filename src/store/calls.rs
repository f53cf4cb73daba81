//! What an organisation used of its month, which pays for it whichever of its robots does; and when
//! the next call to DingTalk may be made.

use std::time::{Duration, Instant};

use super::database::Backend;
use super::error::StoreError;
use super::scope::{Scope, Store};

/// What is used of a month.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Used {
    /// Paid calls.
    pub calls: u64,
    /// Robot messages, in and out.
    pub messages: u64,
}

impl Used {
    /// Whether it is none at all.
    fn is_nothing(self) -> bool {
        self == Self::default()
    }
}

impl Store {
    /// Adds to what an organisation used in a month, and returns the sums; adding nothing reads
    /// them.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn add_used(
        &self,
        organisation: &str,
        month: &str,
        more: Used,
    ) -> Result<Used, StoreError> {
        let database = &self.0.database;
        let question = if more.is_nothing() {
            database
                .read("SELECT calls, messages FROM calls WHERE organisation = $1 AND month = $2")
        } else {
            database.write(
                "INSERT INTO calls (organisation, month, calls, messages) VALUES ($1, $2, $3, $4)
                 ON CONFLICT (organisation, month) DO UPDATE
                 SET calls = calls.calls + excluded.calls,
                     messages = calls.messages + excluded.messages
                 RETURNING calls, messages",
            )
        };
        let question = question.bind(organisation).bind(month);
        let question = match more.is_nothing() {
            true => question,
            false => question.bind(number(more.calls)).bind(number(more.messages)),
        };
        let sums: Option<(i64, i64)> = question.optional().await?;
        let sum = |sum: i64| u64::try_from(sum).unwrap_or(0);
        Ok(sums.map_or_else(Used::default, |(calls, messages)| Used {
            calls: sum(calls),
            messages: sum(messages),
        }))
    }
}

impl Scope {
    /// Reserves the next call to an API: calls of all who work from this store are `spacing`
    /// apart. Returns how long to wait for it, or nothing, and reserves nothing, when that would
    /// be longer than `longest`.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn reserve_call(
        &self,
        api: &'static str,
        spacing: Duration,
        longest: Duration,
    ) -> Result<Option<Duration>, StoreError> {
        if let Backend::Sqlite(sqlite) = &self.database().backend {
            return Ok(sqlite.slots.reserve(api, Instant::now(), spacing, longest));
        }
        let wait: Option<(i64,)> = self
            .write(RESERVE)
            .bind(api)
            .bind(millis(spacing))
            .bind(millis(longest))
            .optional()
            .await?;
        Ok(wait.map(|(wait,)| Duration::from_millis(u64::try_from(wait).unwrap_or(0))))
    }
}

/// By the server's clock, since the instances' own may differ. Should that be set back, what was
/// reserved far ahead of it does not hold.
const RESERVE: &str = "WITH clock AS MATERIALIZED (
         SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint AS now),
     slot AS (
         INSERT INTO call_slots AS slot (robot_code, api, next_at)
         SELECT $1, $2, now + $3 FROM clock
         ON CONFLICT (robot_code, api) DO UPDATE
         SET next_at = $3 + CASE
             WHEN slot.next_at > excluded.next_at + 60000 THEN excluded.next_at - $3
             ELSE greatest(slot.next_at, excluded.next_at - $3) END
         WHERE slot.next_at <= excluded.next_at - $3 + $4
            OR slot.next_at > excluded.next_at + 60000
         RETURNING next_at)
     SELECT greatest(slot.next_at - $3 - clock.now, 0) FROM slot, clock";

fn millis(duration: Duration) -> i64 {
    i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)
}

fn number(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
