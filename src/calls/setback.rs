//! Why a call, and with it an attempt at a job, did not come to an end.

use std::time::Duration;

use crate::chain::chain;
use crate::dingtalk::{Api, Arrival, DingTalkError};
use crate::domain::{Limited, Timestamp};
use crate::store::StoreError;

/// Why an attempt did not come to an end. The job is tried again, unless a cap is reached.
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
    /// The call is paid for, and who asked for it may not spend more. It would be the same at
    /// another attempt.
    #[error("a cap is reached")]
    Capped(Cap),
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
            Self::NotYet(_) | Self::Capped(_) | Self::Store(_) => None,
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

/// What keeps a member from spending more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cap {
    /// What is left of the month is kept for owner and administrators.
    Reserve,
    /// The calls of a day are used up.
    Day {
        /// Whose they are.
        limited: Limited,
        /// How many a day there are.
        count: u32,
        /// The hour at which there are more, such as `00:00`.
        free_at: String,
    },
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
