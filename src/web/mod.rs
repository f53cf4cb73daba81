//! The way in over HTTP: the robot's callback, the events and the probes. Nothing is decided here.

mod body;
mod callback;
mod events;
mod health;
mod ops;
mod seldom;

use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

use actix_web::dev::{Server, ServerHandle};
use actix_web::http::header::RETRY_AFTER;
use actix_web::{App, HttpResponse, HttpServer, web};
use secrecy::SecretString;
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

use crate::bot::Bot;
use crate::dingtalk::Hosts;
use crate::dingtalk::envelope::EventKeys;
use crate::dingtalk::sign::Window;
use crate::domain::{Clock, RobotCode};
use crate::metrics::Metrics;
pub use ops::serve_ops;
use seldom::Seldom;

/// How many threads answer; they wait for the disk, not for the processor.
const WORKERS: usize = 2;

/// How long a request's head may take to arrive.
const HEAD_LIMIT: Duration = Duration::from_secs(5);

/// How many connections one worker holds; more wait to be accepted.
const CONNECTIONS: usize = 1024;

/// How long requests under way may take when the bot stops.
const STOP_LIMIT_SECONDS: u64 = 5;

/// All that the door needs.
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
    /// Our robot.
    pub robot_code: RobotCode,
    /// Where DingTalk is, to know its sessions by.
    pub hosts: Hosts,
    /// When refusals were last told.
    pub refusals: Refusals,
    /// Where what comes in is counted.
    pub metrics: Arc<Metrics>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Cancelled when the bot stops.
    pub stopping: CancellationToken,
}

/// When the log last told of callbacks that were refused, by what was wrong with them.
#[derive(Default)]
pub struct Refusals {
    unsigned: Seldom,
    skewed: Seldom,
    events: Seldom,
}

/// Opens the door on a listener.
///
/// # Errors
/// When the listener cannot be used.
pub fn serve(front: Front, listener: TcpListener) -> std::io::Result<(Server, SocketAddr)> {
    let address = listener.local_addr()?;
    let front = web::Data::new(front);
    let server = HttpServer::new(move || App::new().app_data(front.clone()).configure(routes))
        .workers(WORKERS)
        .max_connections(CONNECTIONS)
        .client_request_timeout(HEAD_LIMIT)
        .disable_signals()
        .shutdown_timeout(STOP_LIMIT_SECONDS)
        .listen(listener)?
        .run();
    Ok((server, address))
}

/// Closes the door when requests under way are answered, or their time is over.
pub async fn stop(handle: &ServerHandle) {
    handle.stop(true).await;
}

/// Seconds after which what was not kept may come again.
const RETRY_AFTER_SECONDS: &str = "1";

fn not_kept() -> HttpResponse {
    HttpResponse::ServiceUnavailable().insert_header((RETRY_AFTER, RETRY_AFTER_SECONDS)).finish()
}

/// All that answers from outside.
fn routes(service: &mut web::ServiceConfig) {
    service
        .service(web::resource("/dingtalk/callback").post(callback::plain))
        .service(web::resource("/dingtalk/callback/{key}").post(callback::keyed))
        .service(web::resource("/dingtalk/events").post(events::events))
        .service(web::resource("/livez").get(health::livez))
        .service(web::resource("/readyz").get(health::readyz));
}
