//! How far the encrypted events of each kind have come. An envelope has no freshness but the time
//! it was signed for, and a clock may be set back: a floor never is.

use super::error::StoreError;
use super::scope::Scope;
use crate::domain::Timestamp;

/// Floors under the times of events.
impl Scope {
    /// Raises the floor of a topic to `at`, and returns it: it stays where it is when it is higher.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn raise_event_floor(
        &self,
        topic: &'static str,
        at: Timestamp,
    ) -> Result<Timestamp, StoreError> {
        let (floor,): (i64,) = self
            .write(
                "INSERT INTO event_floors AS floor (robot_code, topic, at) VALUES ($1, $2, $3)
                 ON CONFLICT (robot_code, topic) DO UPDATE
                 SET at = CASE WHEN floor.at > excluded.at THEN floor.at ELSE excluded.at END
                 RETURNING at",
            )
            .bind(topic)
            .bind(at)
            .one()
            .await?;
        Ok(Timestamp(floor))
    }
}
