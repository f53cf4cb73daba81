//! The calls to DingTalk: how many an organisation made in a month, which pays for them whichever
//! of its robots makes them, and when the next may be made.

use std::time::{Duration, Instant};

use super::database::Backend;
use super::error::StoreError;
use super::scope::{Scope, Store};

impl Store {
    /// Adds to an organisation's calls of a month, and returns their sum; adding none reads it.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn add_calls(
        &self,
        organisation: &str,
        month: &str,
        calls: u32,
    ) -> Result<u64, StoreError> {
        let database = &self.0.database;
        let question = match calls {
            0 => database.read("SELECT calls FROM calls WHERE organisation = $1 AND month = $2"),
            _ => database.write(
                "INSERT INTO calls (organisation, month, calls) VALUES ($1, $2, $3)
                 ON CONFLICT (organisation, month) DO UPDATE
                 SET calls = calls.calls + excluded.calls
                 RETURNING calls",
            ),
        };
        let question = question.bind(organisation).bind(month);
        let question = if calls == 0 { question } else { question.bind(calls) };
        let sum: Option<(i64,)> = question.optional().await?;
        Ok(sum.and_then(|(sum,)| u64::try_from(sum).ok()).unwrap_or(0))
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
