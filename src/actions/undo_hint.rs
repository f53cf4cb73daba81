//! The undo hint: how to take a change back, once an hour for each who changes a name.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tracing::error;

use crate::chain::chain;
use crate::domain::{Recent, Timestamp, UserId};
use crate::store::{Scope, in_time};

/// How often a person is given it.
const INTERVAL: Duration = Duration::from_secs(3600);

/// How many are remembered who were given it; a forgotten one costs one look into the store.
const MOST: usize = 10_000;

/// Who was given it lately.
pub struct UndoHints(Mutex<Recent<UserId, ()>>);

impl Default for UndoHints {
    fn default() -> Self {
        Self(Mutex::new(Recent::new(MOST, INTERVAL)))
    }
}

impl UndoHints {
    /// Whether it is time to give it to somebody; if so, it counts as given.
    pub(super) async fn is_due(&self, person: &UserId, store: &Scope, now: Timestamp) -> bool {
        {
            let mut told = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            if told.get(person, now).is_some() {
                return false;
            }
            told.insert(person.clone(), (), now);
        }
        let may = in_time(store.claim_hint(&format!("undo {person}"), now, INTERVAL)).await;
        // A store that does not answer is no reason to lose what was just done.
        may.unwrap_or_else(|failure| {
            error!(error = chain(&failure), "cannot see whether somebody knows how to go back");
            false
        })
    }
}
