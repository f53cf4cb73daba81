//! Writing down how something went, again and again until it is written, as long as nobody else
//! may have claimed it: what is not written is done twice, or never known.

use super::job_store::JobStore;
use super::shared::{STORE_PAUSE, Shared};
use crate::domain::Timestamp;
use crate::store::{StoreError, in_time};

/// What the store says, or nothing when it did not take it while the lease held.
pub(super) async fn record<T, F>(
    shared: &Shared<impl JobStore>,
    held_until: Timestamp,
    write: impl Fn() -> F,
) -> Option<T>
where
    F: Future<Output = Result<T, StoreError>>,
{
    loop {
        let error = match in_time(write()).await {
            Ok(written) => return Some(written),
            Err(error) => error,
        };
        shared.report(&error, "cannot write how it went");
        if shared.broken.is_cancelled() || shared.now().plus(STORE_PAUSE) > held_until {
            return None;
        }
        tokio::time::sleep(STORE_PAUSE).await;
    }
}
