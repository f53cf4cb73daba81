//! Health: whether messages can be kept now.

use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::sync::Mutex;

use crate::calls::Calls;
use crate::dingtalk::Standing;
use crate::queue::Shared;
use crate::store::{Scope, StoreError};

/// How long a look at the store's health holds, and how long it may take.
const HOLDS: Duration = Duration::from_secs(1);
const LIMIT: Duration = Duration::from_secs(2);

/// Whether messages can be kept.
#[derive(Clone, Debug)]
pub struct Health {
    /// Whether the store can be written.
    pub store: bool,
    /// Whether fewer jobs wait than may.
    pub backlog: bool,
    /// What DingTalk last said of the credentials.
    pub credentials: Standing,
    at: Instant,
}

/// Looks at the store's health, seldom.
pub(super) struct HealthCheck {
    store: Scope,
    queue: Arc<Shared>,
    calls: Arc<Calls>,
    last: Mutex<Option<Health>>,
}

impl HealthCheck {
    pub(super) fn new(store: Scope, queue: Arc<Shared>, calls: Arc<Calls>) -> Self {
        Self { store, queue, calls, last: Mutex::default() }
    }

    pub(super) async fn now(&self) -> Health {
        let mut last = self.last.lock().await;
        let credentials = self.calls.standing();
        if let Some(health) = last.as_ref().filter(|health| health.at.elapsed() < HOLDS) {
            return Health { credentials, ..health.clone() };
        }
        let written = tokio::time::timeout(LIMIT, self.store.store().ping()).await;
        let written = written.unwrap_or(Err(StoreError::TooSlow));
        if let Err(error) = &written {
            self.queue.report(error, "the store cannot be written");
        }
        let (store, backlog, at) = (written.is_ok(), self.queue.has_room(), Instant::now());
        let health = Health { store, backlog, credentials, at };
        *last = Some(health.clone());
        health
    }
}
