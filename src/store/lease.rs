//! Leases: what was taken, by whom, and how it is released.

use crate::domain::Timestamp;

/// How much may be taken at once.
#[derive(Clone, Copy, Debug)]
pub struct Share {
    /// In all.
    pub total: u32,
    /// Of one conversation, those counted that are taken already.
    pub per_conversation: u32,
}

/// Proof that a job or reply was taken by us and by nobody since.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lease {
    pub(super) id: i64,
    pub(super) token: String,
}

/// How what was taken is released, to be taken again.
#[derive(Clone, Copy, Debug)]
pub struct Release {
    /// Not before then.
    pub visible_at: Timestamp,
    /// Whether the attempt counts. It does not when it was not the job that failed.
    pub counts: bool,
    /// Whether a call may have been made that may still take effect: whoever takes the job next is
    /// told. Of a reply it says nothing.
    pub in_doubt: bool,
}

impl Lease {
    pub(super) fn new_token() -> String {
        uuid::Uuid::new_v4().to_string()
    }
}
