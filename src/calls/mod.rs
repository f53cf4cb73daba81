//! Calls to DingTalk: every one goes out here, when rate limiter and circuit breaker let it, and is
//! counted against the month's allowance; a paid one that a member asks for, against the caps too.
//!
//! This room knows which calls there are and what they cost, and nothing of commands. A call that
//! cannot be made now, or whose failure says nothing of the job, comes back as a [`Setback`]: the
//! job is tried again later, and whether that counts as an attempt is decided here.

mod allowance;
mod breaker;
mod caps;
mod requests;
mod setback;
mod tally;
mod turn;

pub use allowance::Allowance;
pub use breaker::Opening;
pub use caps::DailyCaps;
pub use requests::{Calls, CallsSettings};
pub use setback::{CallError, Cap, Setback};
pub use tally::{MESSAGES_IN, Tallies};
pub use turn::Turn;
