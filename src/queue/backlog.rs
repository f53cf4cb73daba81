//! The backlog: how many jobs wait, so that no more are taken in than can be carried out in time.

use std::sync::atomic::{AtomicU64, Ordering};

/// What waits, as far as this instance knows.
#[derive(Debug)]
pub(super) struct Backlog {
    most: u64,
    waiting: AtomicU64,
}

impl Backlog {
    pub(super) fn new(most: u64) -> Self {
        Self { most, waiting: AtomicU64::new(0) }
    }

    pub(super) fn has_room(&self) -> bool {
        self.waiting.load(Ordering::Relaxed) < self.most
    }

    /// What the store counted.
    pub(super) fn set(&self, waiting: u64) {
        self.waiting.store(waiting, Ordering::Relaxed);
    }

    /// So many more were kept.
    pub(super) fn kept(&self, jobs: usize) {
        self.waiting.fetch_add(jobs as u64, Ordering::Relaxed);
    }

    /// One has ended. Another instance may have kept it.
    pub(super) fn ended(&self) {
        let less = |waiting: u64| Some(waiting.saturating_sub(1));
        // It never says no.
        let _ = self.waiting.fetch_update(Ordering::Relaxed, Ordering::Relaxed, less);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_room_until_too_many_wait() {
        let backlog = Backlog::new(2);
        backlog.kept(1);
        assert!(backlog.has_room());
        backlog.kept(1);
        assert!(!backlog.has_room());
        backlog.ended();
        assert!(backlog.has_room());
        backlog.set(5);
        assert!(!backlog.has_room());
        backlog.set(0);
        backlog.ended();
        assert!(backlog.has_room(), "fewer than none wait nowhere");
    }
}
