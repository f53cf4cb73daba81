//! The way in over HTTP: the robot's callback, the events and the probes. Nothing is decided here.

mod body;
mod callback;
mod connection;
mod events;
mod health;
mod listener;
mod ops;
mod refusals;
mod unread;

use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

use actix_http::error::DispatchError;
use actix_web::dev::{Server, ServerHandle};
use actix_web::http::header::{ALLOW, RETRY_AFTER};
use actix_web::middleware::{NormalizePath, from_fn};
use actix_web::{App, HttpResponse, Resource, guard, web};
use secrecy::SecretString;
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

use crate::bot::Bot;
use crate::dingtalk::Hosts;
use crate::dingtalk::envelope::EventKeys;
use crate::dingtalk::sign::Window;
use crate::domain::{Clock, RobotCode};
use crate::metrics::Metrics;
use listener::Manner;
pub use listener::bind;
pub use ops::serve_ops;
pub use refusals::Refusals;

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
    /// How long an idle connection stays open.
    pub keep_alive: Duration,
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

/// Serves callbacks, events and probes on a listener.
///
/// # Errors
/// When the listener cannot be used.
pub fn serve(front: Front, listener: TcpListener) -> std::io::Result<(Server, SocketAddr)> {
    let address = listener.local_addr()?;
    let front = web::Data::new(front);
    let told = front.clone();
    let manner = Manner {
        keep_alive: front.keep_alive,
        stopping: front.stopping.clone(),
        on_error: Arc::new(move |error| told.broken_off(error)),
    };
    let app = move || {
        let app = App::new().app_data(front.clone()).configure(routes);
        let app = app.default_service(web::to(refusals::unknown_path));
        // Outermost first: a slash too many is met on the way in.
        app.wrap(from_fn(unread::settle)).wrap(NormalizePath::trim())
    };
    Ok((listener::serve(app, listener, manner)?, address))
}

impl Front {
    /// What came on a connection was no HTTP, or broke off.
    fn broken_off(&self, error: &DispatchError) {
        match error {
            DispatchError::Parse(error) => {
                self.metrics.http_error("malformed");
                self.refusals.malformed(self.clock.now(), error);
            }
            _ => self.metrics.http_error("broken_off"),
        }
    }
}

/// Closes the listener when requests under way are answered, or their time is over.
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
        .service(posted("/dingtalk/callback").post(callback::plain))
        .service(posted("/dingtalk/callback/{key}").post(callback::keyed))
        .service(posted("/dingtalk/events").post(events::events))
        .service(page("/livez", health::livez))
        .service(page("/readyz", health::readyz));
}

/// What takes POST alone.
fn posted(path: &str) -> Resource {
    web::resource(path).default_service(web::to(refusals::wrong_method))
}

/// What answers GET, and HEAD as GET without a body: balancers probe so.
fn page<F, Args>(path: &str, handler: F) -> Resource
where
    F: actix_web::Handler<Args>,
    F::Output: actix_web::Responder + 'static,
    Args: actix_web::FromRequest + 'static,
{
    web::resource(path)
        .route(web::route().guard(guard::Any(guard::Get()).or(guard::Head())).to(handler))
        .default_service(web::to(|| async { not_allowed("GET, HEAD") }))
}

fn not_allowed(allowed: &'static str) -> HttpResponse {
    HttpResponse::MethodNotAllowed().insert_header((ALLOW, allowed)).finish()
}
