//! The private listener: what the operator and the operator's machines read, and nobody outside.

use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;

use actix_web::dev::Server;
use actix_web::middleware::{NormalizePath, from_fn};
use actix_web::{App, HttpResponse, web};
use tokio_util::sync::CancellationToken;

use super::answer::page;
use super::console::{self, Console};
use super::listener::{self, Manner};
use super::unread;
use crate::metrics::Metrics;

/// How long an idle connection stays open: longer than most read the numbers anew.
const KEEP_ALIVE: Duration = Duration::from_secs(75);

/// The text format of OpenMetrics.
const OPENMETRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// Serves the operator on a listener: the metrics, and the console if there is one.
///
/// # Errors
/// When the listener cannot be used.
pub fn serve_ops(
    metrics: Arc<Metrics>,
    console: Option<Console>,
    listener: TcpListener,
    stopping: CancellationToken,
) -> std::io::Result<Server> {
    let metrics = web::Data::from(metrics);
    let counted = metrics.clone();
    let console = console.map(web::Data::new);
    let manner = Manner {
        keep_alive: KEEP_ALIVE,
        stopping,
        on_error: Arc::new(move |_| counted.http_error("ops")),
    };
    let app = move || {
        let app = App::new().app_data(metrics.clone()).service(page("/metrics", show));
        let app = app.configure(|service| {
            if let Some(console) = &console {
                service.app_data(console.clone()).configure(console::routes);
            }
        });
        app.wrap(from_fn(unread::settle)).wrap(NormalizePath::trim())
    };
    listener::serve(app, listener, manner)
}

async fn show(metrics: web::Data<Metrics>) -> HttpResponse {
    HttpResponse::Ok().content_type(OPENMETRICS).body(metrics.text())
}
