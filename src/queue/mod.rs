//! The queue: what was kept is claimed from the store, worked on in its order, and ended, retried
//! or released; and what is to be said is delivered.
//!
//! It is generic over a [`Handler`], which knows what a job asks for. Here it is only known that
//! jobs come in lanes and conversations, are held by leases, and may fail, hang or panic.

mod attempt;
mod backlog;
mod handler;
mod record;
mod shared;
mod worker;

pub use handler::{Abandoned, Capacity, Delivery, Handler, Step};
pub use shared::{ATTEMPTS, LEASE, STORE_PAUSE, Shared};
pub use worker::{recover, run};
