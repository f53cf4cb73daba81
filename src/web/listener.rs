//! A listener: accepts connections, gives each its deadlines, and speaks HTTP on it.

use std::io;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

use actix_http::error::DispatchError;
use actix_http::{HttpService, KeepAlive, Protocol, Request, Response};
use actix_service::{
    IntoServiceFactory, ServiceFactory, ServiceFactoryExt, fn_service, map_config,
};
use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{AppConfig, Server};
use actix_web::{Error, HttpResponse};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use tokio::net::{TcpSocket, TcpStream};
use tokio_util::sync::CancellationToken;

use super::connection::{Connection, Limits};
use super::crowd::Crowd;

/// How many threads answer; they wait for the disk, not for the processor.
const WORKERS: usize = 2;

/// How many connections one worker holds; before there are as many, the quietest make room.
const MOST_CONNECTIONS: usize = 1000;

/// How many connections wait to be accepted; beyond, they are asked to come again.
const BACKLOG: u32 = 1024;

/// Open files that are not for connections from outside: the store's, and those to DingTalk.
const OTHER_FILES: usize = 200;

/// How long a request's head may take to arrive.
const HEAD_LIMIT: Duration = Duration::from_secs(5);

/// How long what still comes is read after the last answer, so that a close does not take the answer
/// with it.
const LINGER: Duration = Duration::from_secs(1);

/// How long requests under way may take when the bot stops.
const STOP_LIMIT_SECONDS: u64 = 5;

/// How a listener treats its connections.
pub(super) struct Manner {
    /// How long an idle one stays open.
    pub keep_alive: Duration,
    /// Cancelled when the bot stops.
    pub stopping: CancellationToken,
    /// Told of what is no HTTP, or breaks off.
    pub on_error: Arc<dyn Fn(&DispatchError) + Send + Sync>,
}

/// Binds an address.
///
/// # Errors
/// When it is taken, or not ours.
pub fn bind(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = if address.is_ipv4() { TcpSocket::new_v4() } else { TcpSocket::new_v6() }?;
    #[cfg(unix)]
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    socket.listen(BACKLOG)?.into_std()
}

/// Serves an application on a listener.
///
/// # Errors
/// When the listener cannot be used.
pub(super) fn serve<F, I, S, B>(app: F, listener: TcpListener, manner: Manner) -> io::Result<Server>
where
    F: Fn() -> I + Clone + Send + 'static,
    I: IntoServiceFactory<S, Request>,
    S: ServiceFactory<Request, Config = AppConfig, Error = Error> + 'static,
    S::InitError: std::fmt::Debug,
    S::Response: Into<Response<B>>,
    B: MessageBody + 'static,
{
    let connections = most_connections();
    let limits = Limits {
        keep_alive: manner.keep_alive,
        crowd: Crowd::of(connections * WORKERS),
        stopping: manner.stopping,
    };
    let on_error = manner.on_error;
    let serve = move || {
        let (limits, on_error) = (limits.clone(), Arc::clone(&on_error));
        let app = app()
            .into_factory()
            .map_err(|error| -> Response<BoxBody> { HttpResponse::from_error(error).into() });
        let http = HttpService::build()
            // It is the connection that knows when it was idle for too long.
            .keep_alive(KeepAlive::Os)
            .client_request_timeout(HEAD_LIMIT)
            .client_disconnect_timeout(LINGER)
            .finish(map_config(app, |()| AppConfig::default()));
        fn_service(move |socket: TcpStream| {
            let limits = limits.clone();
            async move {
                // An answer is small, and nobody is to wait for the next one.
                socket.set_nodelay(true)?;
                let peer = socket.peer_addr().ok();
                Ok((Connection::new(socket, limits), Protocol::Http1, peer))
            }
        })
        .and_then(http)
        .map_err(move |error| on_error(&error))
    };
    let server = Server::build()
        .workers(WORKERS)
        .max_concurrent_connections(connections)
        .backlog(BACKLOG)
        .disable_signals()
        .shutdown_timeout(STOP_LIMIT_SECONDS)
        .listen("http", listener, serve)?
        .run();
    Ok(server)
}

/// How many connections one worker may hold with the files that we may open. Systems that let few
/// be open let a process raise that by itself.
fn most_connections() -> usize {
    let limit = getrlimit(Resource::Nofile);
    // Without leave, it stays as it is.
    let _ = setrlimit(Resource::Nofile, Rlimit { current: limit.maximum, ..limit });
    let files = getrlimit(Resource::Nofile).current.and_then(|most| usize::try_from(most).ok());
    let files = files.unwrap_or(usize::MAX);
    (files.saturating_sub(OTHER_FILES) / WORKERS).clamp(1, MOST_CONNECTIONS)
}
