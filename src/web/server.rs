//! The public listener's server, and what it serves.

use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;

use actix_http::error::DispatchError;
use actix_web::dev::{Server, ServerHandle};
use actix_web::middleware::{NormalizePath, from_fn};
use actix_web::{App, Resource, web};

use super::answer::page;
use super::front::Front;
use super::listener::{self, Manner};
use super::{callback, events, health, refusals, unread};

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
        on_error: Arc::new(move |error| broken_off(&told, error)),
    };
    let app = move || {
        let app = App::new().app_data(front.clone()).configure(routes);
        let app = app.default_service(web::to(refusals::unknown_path));
        // Outermost first: a slash too many is met on the way in.
        app.wrap(from_fn(unread::settle)).wrap(NormalizePath::trim())
    };
    Ok((listener::serve(app, listener, manner)?, address))
}

/// What came on a connection was no HTTP, or broke off.
fn broken_off(front: &Front, error: &DispatchError) {
    match error {
        DispatchError::Parse(error) => {
            front.metrics.http_error("malformed");
            front.refusals.malformed(front.clock.now(), error);
        }
        _ => front.metrics.http_error("broken_off"),
    }
}

/// Closes the listener when requests under way are answered, or their time is over.
pub async fn stop(handle: &ServerHandle) {
    handle.stop(true).await;
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
