//! Why a call, and with it an attempt at a job, did not come to an end.

use std::time::Duration;

use crate::chain::chain;
use crate::dingtalk::{Api, Arrival, DingTalkError};
use crate::domain::Timestamp;
use crate::store::StoreError;

/// Why an attempt did not come to an end. The job is tried again.
#[derive(Debug, thiserror::Error)]
pub enum Setback {
    /// DingTalk or the network failed in this call; after a pause again, and the attempt counts.
    #[error("to be tried again")]
    Again {
        /// What went wrong.
        #[source]
        error: Box<DingTalkError>,
        /// How long until the next attempt.
        pause: Duration,
    },
    /// DingTalk takes no calls for the moment; then again, and the attempt does not count.
    #[error("DingTalk takes no calls for the moment")]
    Held {
        /// When calls may be made again.
        until: Timestamp,
        /// What DingTalk said, where this call was made.
        #[source]
        why: Option<Box<DingTalkError>>,
    },
    /// What the job waits for has not come yet; it looks again then, and nothing counts.
    #[error("not yet")]
    NotYet(Timestamp),
    /// The store does not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Setback {
    /// Whether a name may have been set, or may still be, though nobody knows: DingTalk was asked
    /// to, and its answer is missing.
    #[must_use]
    pub fn may_have_set_a_name(&self) -> bool {
        let error = match self {
            Self::Again { error, .. } => Some(error),
            Self::Held { why, .. } => why.as_ref(),
            Self::NotYet(_) | Self::Store(_) => None,
        };
        error.is_some_and(|error| {
            let sets_a_name = matches!(error.api, Api::UpdateGroupNick | Api::SceneGroupNicks);
            sets_a_name && error.arrival == Arrival::Unknown
        })
    }

    /// What stood in the way, for the log.
    #[must_use]
    pub fn cause(&self) -> String {
        chain(self)
    }
}

/// What came of a call that was not answered with yes.
#[derive(Debug, thiserror::Error)]
pub enum CallError {
    /// DingTalk or the network said no, and it says something of what was asked.
    #[error(transparent)]
    Refused(#[from] DingTalkError),
    /// The call could not be made, or is to be made later.
    #[error(transparent)]
    Later(#[from] Setback),
}

impl From<StoreError> for CallError {
    fn from(error: StoreError) -> Self {
        Self::Later(Setback::Store(error))
    }
}
