//! A time limit for questions to the store.

use std::time::Duration;

use super::error::StoreError;

/// How long a question may take.
pub(super) const LIMIT: Duration = Duration::from_secs(5);

/// A store that does not answer must not hold anybody up for good: a connection to a machine
/// that vanished may stay silent for a quarter of an hour.
///
/// # Errors
/// What the store says, or that it says nothing.
pub async fn in_time<T>(
    question: impl Future<Output = Result<T, StoreError>>,
) -> Result<T, StoreError> {
    tokio::time::timeout(LIMIT, question).await.unwrap_or(Err(StoreError::TooSlow))
}
