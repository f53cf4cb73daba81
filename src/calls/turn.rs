//! On whose behalf a call is made, and until when it may be.

use std::time::Duration;

use crate::domain::{ConversationId, Purpose, Timestamp};

/// How long a call may wait for its turn where nobody waits for it with a lease.
const WITHOUT_LEASE: Duration = Duration::from_secs(30);

/// One job's right to call.
#[derive(Clone, Copy, Debug)]
pub struct Turn<'a> {
    /// The group that the call is about. Failures are held against it before they are held against
    /// DingTalk.
    pub group: Option<&'a ConversationId>,
    /// The job, by its number; none where nobody waits with a lease.
    pub job: Option<i64>,
    /// Which attempt at it this is, from 1.
    pub attempt: u32,
    /// The person whose day a paid call is counted against, by any id; none where owner, admins,
    /// the operator or the bot itself ask for it.
    pub spender: Option<&'a str>,
    /// What a name is set for.
    pub purpose: Purpose,
    /// When the lease ends under which the call is made.
    pub held_until: Timestamp,
}

impl Turn<'_> {
    /// The right to call of nobody's job: of the operator, or of a task that runs by itself.
    #[must_use]
    pub fn without_lease(now: Timestamp) -> Self {
        let held_until = now.plus(WITHOUT_LEASE);
        let purpose = Purpose::Shell;
        Self { group: None, job: None, attempt: 1, spender: None, purpose, held_until }
    }
}
