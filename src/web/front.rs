//! What every page of the public listener is handed.

use std::sync::Arc;
use std::time::Duration;

use secrecy::SecretString;
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

use super::pairs::Pairs;
use super::refusal_log::Refusals;
use crate::bot::Bot;
use crate::dingtalk::Hosts;
use crate::dingtalk::envelope::EventKeys;
use crate::dingtalk::sign::Window;
use crate::domain::{Clock, RobotCode};
use crate::metrics::Metrics;

/// All that the listener needs.
pub struct Front {
    /// Where messages go.
    pub bot: Arc<Bot>,
    /// The secrets that sign callbacks.
    pub secrets: Vec<SecretString>,
    /// The clock difference that is accepted.
    pub window: Window,
    /// Whether callbacks and events come in here, and not by Stream alone.
    pub takes_callbacks: bool,
    /// Token and key of the event subscription, if there is one.
    pub event_keys: Option<EventKeys>,
    /// How many connections to the Stream gateway are open, where there shall be one.
    pub stream_connections: Option<watch::Receiver<usize>>,
    /// The last part of the callback's path, if it has one.
    pub callback_key: Option<SecretString>,
    /// Whether we are not ready while DingTalk refuses the credentials.
    pub needs_credentials: bool,
    /// How long an idle connection stays open.
    pub keep_alive: Duration,
    /// Our robot.
    pub robot_code: RobotCode,
    /// Where DingTalk is, to know its sessions by.
    pub hosts: Hosts,
    /// When refusals were last told.
    pub refusals: Refusals,
    /// What each pair of signature headers was used for.
    pub pairs: Pairs,
    /// Whether a pair that is most likely in other hands is refused, and not only reported.
    pub refuses_suspicious_pairs: bool,
    /// Where what comes in is counted.
    pub metrics: Arc<Metrics>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Cancelled when the bot stops.
    pub stopping: CancellationToken,
}
