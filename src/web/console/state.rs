//! What every page of the console is handed.

use std::sync::Arc;

use jiff::tz::TimeZone;
use secrecy::SecretString;
use serde::Serialize;
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

use super::examination::Examination;
use super::keys::Keys;
use crate::bot::Bot;
use crate::doctor::Setup;
use crate::domain::Clock;
use crate::i18n::Words;
use crate::metrics::Metrics;

/// A setting, fit to be shown.
#[derive(Clone, Debug, Serialize)]
pub struct ShownSetting {
    /// Its name.
    pub name: &'static str,
    /// Its value, or that it is set and not shown; `None` when it has none.
    pub value: Option<String>,
    /// Where the value came from.
    pub source: String,
    /// What it means.
    pub about: &'static str,
}

/// What the console is made of.
pub struct ConsoleSettings {
    /// What signs in.
    pub token: SecretString,
    /// Whose pages these are.
    pub bot: Arc<Bot>,
    /// What a diagnosis is told of the set-up.
    pub setup: Setup,
    /// The settings in force.
    pub settings: Vec<ShownSetting>,
    /// The counters.
    pub metrics: Arc<Metrics>,
    /// The clock.
    pub clock: Arc<dyn Clock>,
    /// In which zone times are shown.
    pub time_zone: TimeZone,
    /// Cancelled when the bot stops.
    pub stopping: CancellationToken,
}

/// The console, as its pages share it.
pub struct Console {
    pub(super) keys: Keys,
    pub(super) bot: Arc<Bot>,
    pub(super) examination: Arc<Examination>,
    pub(super) settings: Vec<ShownSetting>,
    pub(super) metrics: Arc<Metrics>,
    pub(super) time_zone: TimeZone,
    pub(super) words: Words,
    pub(super) stopping: CancellationToken,
    /// How often something changed that a page shows and the bot tells no news of.
    pub(super) version: watch::Sender<u64>,
}

impl Console {
    /// A console that nobody has signed in to.
    #[must_use]
    pub fn new(settings: ConsoleSettings) -> Self {
        let version = watch::Sender::new(0);
        Self {
            keys: Keys::new(settings.token, Arc::clone(&settings.clock)),
            examination: Arc::new(Examination::new(
                settings.setup,
                settings.clock,
                version.clone(),
            )),
            bot: settings.bot,
            settings: settings.settings,
            metrics: settings.metrics,
            time_zone: settings.time_zone,
            words: Words::new(),
            stopping: settings.stopping,
            version,
        }
    }

    /// Something changed.
    pub(super) fn changed(&self) {
        self.version.send_modify(|version| *version = version.wrapping_add(1));
    }
}
