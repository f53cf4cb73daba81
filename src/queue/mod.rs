//! The queue: what was kept is claimed from the store, worked on in its order, and ended, retried
//! or released; and what is to be said is delivered.
//!
//! It is generic over a [`Handler`], which knows what a job asks for, and over a [`JobStore`]. Here it is only known that
//! jobs come in lanes and conversations, are held by leases, and may fail, hang or panic.

mod attempt;
mod backlog;
mod handler;
mod job_store;
mod record;
mod shared;
mod worker;

pub use handler::{Abandoned, Capacity, Delivery, Handler, Step};
pub use job_store::JobStore;
pub use shared::{ATTEMPTS, LEASE, STORE_PAUSE, Shared};
pub use worker::{recover, run};
