//! The connections of a listener, so that when there are nearly as many as it may hold, those go that
//! have been quiet for longest: whoever opens thousands and says nothing keeps nobody out.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

/// All connections that are open.
pub(super) struct Crowd {
    /// With more than these, idle ones are kept for less long.
    many: usize,
    /// With more than these, each that comes makes another one go.
    most: usize,
    begun: Instant,
    members: Mutex<Members>,
}

#[derive(Default)]
struct Members {
    last: u64,
    open: HashMap<u64, Arc<Member>>,
}

struct Member {
    /// Since when it has been as it is, in milliseconds after the crowd has begun.
    quiet_since: AtomicU64,
    /// Cancelled when it is to make room.
    leave: CancellationToken,
}

/// The place of one connection, until it is dropped.
pub(super) struct Place {
    crowd: Arc<Crowd>,
    number: u64,
    member: Arc<Member>,
}

impl Crowd {
    /// For a listener that may hold so many connections.
    pub(super) fn of(capacity: usize) -> Arc<Self> {
        let (many, most) = (capacity / 2, capacity / 4 * 3);
        Arc::new(Self { many, most, begun: Instant::now(), members: Mutex::default() })
    }

    /// A connection comes in; the one goes that has been quiet for longest, if there are too many.
    pub(super) fn join(self: &Arc<Self>) -> Place {
        let (quiet_since, leave) = (AtomicU64::new(self.now()), CancellationToken::new());
        let member = Arc::new(Member { quiet_since, leave });
        let mut members = self.members();
        if members.open.len() >= self.most {
            let staying = members.open.iter().filter(|(_, it)| !it.leave.is_cancelled());
            let quietest = staying
                .min_by_key(|(number, it)| (it.quiet_since.load(Ordering::Relaxed), **number));
            if let Some((_, quietest)) = quietest {
                quietest.leave.cancel();
            }
        }
        members.last += 1;
        let number = members.last;
        members.open.insert(number, Arc::clone(&member));
        Place { crowd: Arc::clone(self), number, member }
    }

    fn now(&self) -> u64 {
        u64::try_from(self.begun.elapsed().as_millis()).unwrap_or(u64::MAX)
    }

    fn members(&self) -> MutexGuard<'_, Members> {
        self.members.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Place {
    /// Something happens on the connection.
    pub(super) fn stir(&self) {
        self.member.quiet_since.store(self.crowd.now(), Ordering::Relaxed);
    }

    /// Whether there are many connections.
    pub(super) fn is_crowded(&self) -> bool {
        self.crowd.members().open.len() > self.crowd.many
    }

    /// Cancelled when the connection is to make room.
    pub(super) fn leave(&self) -> CancellationToken {
        self.member.leave.clone()
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.crowd.members().open.remove(&self.number);
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[tokio::test(start_paused = true)]
    async fn who_has_been_quiet_for_longest_makes_room() {
        let crowd = Crowd::of(8);
        let mut places = Vec::new();
        for _ in 0..6 {
            places.push(crowd.join());
            tokio::time::advance(Duration::from_millis(10)).await;
        }
        let leaving = |places: &[Place]| {
            places.iter().map(|place| place.leave().is_cancelled()).collect::<Vec<_>>()
        };
        assert_eq!(leaving(&places), [false; 6], "there is room");
        assert!(places[0].is_crowded());
        places[0].stir();
        places.push(crowd.join());
        assert_eq!(leaving(&places), [false, true, false, false, false, false, false]);
        places.push(crowd.join());
        assert_eq!(leaving(&places), [false, true, true, false, false, false, false, false]);
        // Whoever has gone leaves room.
        places.drain(1..5);
        places.push(crowd.join());
        assert_eq!(leaving(&places), [false; 5]);
        assert!(places[0].is_crowded());
        places.truncate(4);
        assert!(!places[0].is_crowded());
    }
}
