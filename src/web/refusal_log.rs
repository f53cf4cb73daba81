//! When the log last told of what was refused, so that it does so seldom.

use tracing::info;

use crate::domain::Timestamp;
use crate::seldom::Seldom;

/// When the log last told of what was refused, by what was wrong with it.
#[derive(Default)]
pub struct Refusals {
    pub(super) unsigned: Seldom,
    pub(super) skewed: Seldom,
    pub(super) forged: Seldom,
    pub(super) events: Seldom,
    pub(super) old_events: Seldom,
    pub(super) wrong_key: Seldom,
    pub(super) wrong_body: Seldom,
    pub(super) other_robot: Seldom,
    pub(super) header_pairs: Seldom,
    pub(super) not_taken: Seldom,
    pub(super) unknown_path: Seldom,
    pub(super) wrong_method: Seldom,
    malformed: Seldom,
}

impl Refusals {
    /// Something came that is no HTTP.
    pub(super) fn malformed(&self, now: Timestamp, error: &dyn std::fmt::Display) {
        if let Some(left_out) = self.malformed.turn(now) {
            info!(%error, left_out, "a request was no HTTP; does somebody speak HTTPS to this port?");
        }
    }
}
