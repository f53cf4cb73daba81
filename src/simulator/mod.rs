//! A simulated DingTalk for tests and for `dingnick playground`: a world
//! (state), its HTTP face, signed callbacks to the bot, faults, and a chat page.
//! It imports no other room of this crate: bot and simulator write the same
//! protocol twice, and so check each other.

pub mod deliver;
pub mod facts;
pub mod page;
pub mod world;

mod api;
mod gateway;
mod transport;

#[cfg(test)]
mod tests;

use std::{
    io,
    net::{SocketAddr, TcpListener},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use actix_web::{App, HttpServer, dev::ServerHandle, web};
use thiserror::Error;
use tokio::sync::watch;
pub use tokio_tungstenite::tungstenite::Message;
use url::Url;

use self::{
    gateway::Gateway,
    page::Page,
    world::{Clock, Transport, World},
};

/// Request bodies may be this long, in bytes; longer than any DingTalk takes.
const BODY_LIMIT: usize = 1024 * 1024;

/// How long the bot's server may take to answer a callback.
const CALLBACK_TIMEOUT: Duration = Duration::from_secs(10);

/// Stands in the world's texts for half a surrogate pair, which no `String` can hold. DingTalk
/// cuts titles and names by UTF-16 units, and so sends such halves.
pub const HALF_PAIR: char = '\u{FFFF}';

/// JSON as DingTalk writes it.
fn written(json: &serde_json::Value) -> String {
    json.to_string().replace(HALF_PAIR, "\\ud83d")
}

/// A running simulated DingTalk. It stops when this is dropped.
pub struct Simulator {
    shared: Shared,
    addr: SocketAddr,
    page: Option<web::Data<Page>>,
    server: Mutex<ServerHandle>,
}

/// Why a simulator could not start.
#[derive(Debug, Error)]
pub enum StartError {
    /// The address can't be listened on.
    #[error("cannot listen on {addr}")]
    Listen {
        /// The address.
        addr: SocketAddr,
        /// Why.
        source: io::Error,
    },
    /// The client for callbacks can't be built.
    #[error("cannot build the client for callbacks")]
    Client(#[source] reqwest::Error),
    /// The client's TLS can't be set up.
    #[error("cannot set up TLS for callbacks")]
    Tls(#[source] rustls::Error),
}

impl Simulator {
    /// Starts without a page, in the background of the current tokio runtime.
    ///
    /// # Errors
    /// When the address is taken.
    pub fn start(world: World, clock: Clock, addr: SocketAddr) -> Result<Self, StartError> {
        Self::launch(world, clock, addr, None)
    }

    /// Starts with the playground's chat page at `/`.
    ///
    /// # Errors
    /// When the address is taken.
    pub fn start_with_page(
        world: World,
        clock: Clock,
        addr: SocketAddr,
        page: Page,
    ) -> Result<Self, StartError> {
        Self::launch(world, clock, addr, Some(page))
    }

    fn launch(
        mut world: World,
        clock: Clock,
        addr: SocketAddr,
        page: Option<Page>,
    ) -> Result<Self, StartError> {
        let taken = |source| StartError::Listen { addr, source };
        let listener = TcpListener::bind(addr).map_err(taken)?;
        let local = listener.local_addr().map_err(taken)?;
        world.set_clock(clock);
        let (gateway, gateway_listener) = Gateway::bind().map_err(taken)?;
        let shared = Shared {
            state: Arc::new(Mutex::new(world)),
            version: watch::Sender::new(0),
            callback_url: Arc::new(Mutex::new(None)),
            events_url: Arc::new(Mutex::new(None)),
            transport: Arc::new(Mutex::new(Transport::Http)),
            gateway,
            url: url_of(local),
            client: callback_client()?,
        };
        shared.open_gateway(gateway_listener).map_err(taken)?;
        let page = page.map(web::Data::new);
        let server = Mutex::new(serve(&shared, page.as_ref(), listener).map_err(taken)?);
        Ok(Self { shared, addr: local, page, server })
    }

    /// Where it listens: `http://127.0.0.1:PORT/`.
    pub fn url(&self) -> &Url {
        &self.shared.url
    }

    /// Looks into the world or changes it; whoever waits looks again afterwards.
    /// The world is locked meanwhile, so do not use the simulator inside.
    pub fn with<T>(&self, change: impl FnOnce(&mut World) -> T) -> T {
        self.shared.with(change)
    }

    /// Waits until `found` finds something; it looks again after every change.
    /// `None` when the time is over.
    pub async fn wait_for<T>(
        &self,
        timeout: Duration,
        found: impl FnMut(&World) -> Option<T>,
    ) -> Option<T> {
        let search = self.shared.search(found);
        tokio::time::timeout(timeout, search).await.ok()
    }

    /// Stops listening and lets go of every connection. The world stays as it is, until
    /// [`Simulator::come_back`].
    pub async fn go_away(&self) {
        self.shared.gateway.go_away();
        let server = lock(&self.server).clone();
        server.stop(false).await;
    }

    /// Listens again where it did before.
    ///
    /// # Errors
    /// When the address is taken.
    pub fn come_back(&self) -> Result<(), StartError> {
        let taken = |source| StartError::Listen { addr: self.addr, source };
        let listener = TcpListener::bind(self.addr).map_err(taken)?;
        self.shared.reopen_gateway().map_err(taken)?;
        *lock(&self.server) = serve(&self.shared, self.page.as_ref(), listener).map_err(taken)?;
        Ok(())
    }

    /// Stops listening and lets go of every connection.
    pub async fn stop(self) {
        self.go_away().await;
    }
}

impl Drop for Simulator {
    fn drop(&mut self) {
        self.shared.gateway.end();
        // The command goes out at once; only its completion is not awaited.
        drop(lock(&self.server).stop(false));
    }
}

/// Opens the face of the world, and the page if there is one, in the background.
fn serve(
    shared: &Shared,
    page: Option<&web::Data<Page>>,
    listener: TcpListener,
) -> io::Result<ServerHandle> {
    let (shared, page) = (shared.clone(), page.cloned());
    let server = HttpServer::new(move || {
        let page = page.clone();
        App::new()
            .app_data(web::Data::new(shared.clone()))
            .app_data(web::PayloadConfig::new(BODY_LIMIT))
            .configure(move |config| {
                if let Some(page) = page {
                    config.app_data(page);
                    page::configure(config);
                }
                api::configure(config);
            })
    })
    .workers(1)
    .disable_signals()
    .shutdown_timeout(1)
    .listen(listener)?
    .run();
    let handle = server.handle();
    tokio::spawn(server);
    Ok(handle)
}

/// What the server's threads and the simulator's owner hold in common.
#[derive(Clone)]
struct Shared {
    state: Arc<Mutex<World>>,
    version: watch::Sender<u64>,
    callback_url: Arc<Mutex<Option<String>>>,
    events_url: Arc<Mutex<Option<String>>>,
    transport: Arc<Mutex<Transport>>,
    gateway: Arc<Gateway>,
    url: Url,
    client: reqwest::Client,
}

impl Shared {
    fn with<T>(&self, change: impl FnOnce(&mut World) -> T) -> T {
        let outcome = change(&mut lock(&self.state));
        self.version.send_modify(|version| *version += 1);
        outcome
    }

    /// Looks without waking those who wait for a change.
    fn read<T>(&self, look: impl FnOnce(&World) -> T) -> T {
        look(&lock(&self.state))
    }

    async fn search<T>(&self, mut found: impl FnMut(&World) -> Option<T>) -> T {
        let mut changes = self.version.subscribe();
        loop {
            changes.mark_unchanged();
            if let Some(answer) = self.read(&mut found) {
                return answer;
            }
            if changes.changed().await.is_err() {
                // The sender lives in `self`, so this is never reached.
                std::future::pending::<()>().await;
            }
        }
    }
}

fn url_of(addr: SocketAddr) -> Url {
    Url::parse(&format!("http://{addr}/")).expect("a socket address makes a valid URL")
}

fn callback_client() -> Result<reqwest::Client, StartError> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let roots = rustls::RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
    let tls = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(StartError::Tls)?
        .with_root_certificates(roots)
        .with_no_client_auth();
    reqwest::Client::builder()
        .tls_backend_preconfigured(tls)
        .no_proxy()
        .redirect(reqwest::redirect::Policy::none())
        .timeout(CALLBACK_TIMEOUT)
        .build()
        .map_err(StartError::Client)
}

/// A panic of one test or handler must not hide the world from the others.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
