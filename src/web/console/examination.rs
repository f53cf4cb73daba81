//! The newest diagnosis, and how there comes to be one.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::watch;
use tracing::error;

use crate::chain::chain;
use crate::doctor::{Doctor, Options, Report, Setup};
use crate::domain::Clock;

/// How old a diagnosis may be before looking at it makes another.
const STALE: Duration = Duration::from_secs(300);

/// The diagnosis of one set-up, made anew when it is stale.
pub(super) struct Examination {
    setup: Setup,
    clock: Arc<dyn Clock>,
    latest: Mutex<Option<Arc<Report>>>,
    is_under_way: AtomicBool,
    version: watch::Sender<u64>,
}

impl Examination {
    pub(super) fn new(setup: Setup, clock: Arc<dyn Clock>, version: watch::Sender<u64>) -> Self {
        let (latest, is_under_way) = (Mutex::default(), AtomicBool::new(false));
        Self { setup, clock, latest, is_under_way, version }
    }

    /// The newest; a stale one is looked for anew meanwhile.
    pub(super) fn latest(self: &Arc<Self>) -> Option<Arc<Report>> {
        let latest = self.latest.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let now = self.clock.now();
        if latest.as_ref().is_none_or(|report| now.since(report.at) >= STALE) {
            self.begin();
        }
        latest
    }

    pub(super) fn is_under_way(&self) -> bool {
        self.is_under_way.load(Ordering::SeqCst)
    }

    /// Begins to look, unless somebody does. It asks DingTalk only what is free.
    pub(super) fn begin(self: &Arc<Self>) {
        if self.is_under_way.swap(true, Ordering::SeqCst) {
            return;
        }
        let this = Arc::clone(self);
        actix_web::rt::spawn(async move {
            this.look().await;
            this.is_under_way.store(false, Ordering::SeqCst);
            this.version.send_modify(|version| *version = version.wrapping_add(1));
        });
    }

    async fn look(&self) {
        let doctor = match Doctor::open(self.setup.clone(), Arc::clone(&self.clock)).await {
            Ok(doctor) => doctor,
            Err(error) => {
                error!(error = chain(&error), "the console cannot have a diagnosis made");
                return;
            }
        };
        let report = doctor.examine(&Options::default(), |_| {}).await;
        doctor.close().await;
        *self.latest.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(report));
    }
}
