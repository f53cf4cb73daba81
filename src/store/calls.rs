//! The calls to DingTalk that an organisation made in a month: it pays for them, whichever of its
//! robots makes them.

use async_trait::async_trait;

use super::StoreError;

/// The counters of calls.
#[async_trait]
pub trait Calls {
    /// Adds to an organisation's calls of a month, and returns their sum; adding none reads it.
    ///
    /// # Errors
    /// When the store does not answer.
    async fn add_calls(
        &self,
        organisation: &str,
        month: &str,
        calls: u32,
    ) -> Result<u64, StoreError>;
}
