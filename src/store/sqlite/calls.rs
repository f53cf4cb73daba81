//! The counters of calls in SQLite.

use async_trait::async_trait;

use super::Sqlite;
use crate::store::{Calls, StoreError};

#[async_trait]
impl Calls for Sqlite {
    async fn add_calls(
        &self,
        organisation: &str,
        month: &str,
        calls: u32,
    ) -> Result<u64, StoreError> {
        let sum: Option<i64> = if calls == 0 {
            sqlx::query_scalar("SELECT calls FROM calls WHERE organisation = ?1 AND month = ?2")
                .bind(organisation)
                .bind(month)
                .fetch_optional(&self.read)
                .await?
        } else {
            sqlx::query_scalar(
                "INSERT INTO calls (organisation, month, calls) VALUES (?1, ?2, ?3)
                 ON CONFLICT (organisation, month) DO UPDATE
                 SET calls = calls.calls + excluded.calls
                 RETURNING calls",
            )
            .bind(organisation)
            .bind(month)
            .bind(i64::from(calls))
            .fetch_optional(&self.write)
            .await?
        };
        Ok(sum.and_then(|sum| u64::try_from(sum).ok()).unwrap_or(0))
    }
}
