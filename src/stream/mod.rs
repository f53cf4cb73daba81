//! The way in by Stream: connections that we open to DingTalk's gateway, for those who have no
//! public address. Nothing is decided here.
//!
//! One connection is held. When the gateway says that it is about to close it, another is opened
//! before the old one is let go of; when one breaks or falls silent, another after a pause.

mod connection;
mod frame;
mod intake;
mod pause;
mod timing;

use std::sync::Arc;

use tokio::sync::{oneshot, watch};
use tokio::task::JoinSet;
use tokio_tungstenite::tungstenite;
use tokio_util::sync::CancellationToken;
use tracing::{error, info, warn};

use crate::dingtalk::DingTalkError;
use crate::dingtalk::gateway::Gateway;
use crate::metrics::Metrics;
use connection::{Connection, Leaving};
pub use intake::Intake;
use pause::Pauses;
pub use timing::Timing;

/// The way in by Stream.
pub struct Stream {
    gateway: Gateway,
    intake: Arc<Intake>,
    timing: Timing,
    open: watch::Sender<usize>,
    /// Cancelled when all connections are to be let go of.
    ending: CancellationToken,
}

/// Why there is no connection.
#[derive(Debug, thiserror::Error)]
pub enum StreamError {
    /// The gateway gave no ticket.
    #[error("the Stream gateway gave no ticket")]
    NoTicket(#[from] DingTalkError),
    /// The ticket opened no connection.
    #[error("cannot connect to the Stream gateway")]
    NoConnection(#[from] tungstenite::Error),
}

impl StreamError {
    /// Whether nothing but another Client ID or Client Secret will help.
    fn is_final(&self) -> bool {
        matches!(self, Self::NoTicket(error) if error.key == "credentials")
    }
}

impl Stream {
    /// A way in that is not open yet.
    #[must_use]
    pub fn new(gateway: Gateway, intake: Intake, timing: Timing) -> Self {
        let (open, ending) = (watch::Sender::new(0), CancellationToken::new());
        Self { gateway, intake: Arc::new(intake), timing, open, ending }
    }

    /// How many connections are open.
    #[must_use]
    pub fn open_connections(&self) -> watch::Receiver<usize> {
        self.open.subscribe()
    }

    /// Holds a connection until `stopping`, and then answers what is in hand.
    ///
    /// # Errors
    /// When the gateway does not know the app, or not by this secret: asking again would not help.
    pub async fn run(self, stopping: CancellationToken) -> Result<(), StreamError> {
        let mut connections = JoinSet::new();
        let held = tokio::select! {
            ended = self.hold(&mut connections) => Err(ended),
            () = stopping.cancelled() => Ok(()),
        };
        self.ending.cancel();
        while let Some(ended) = connections.join_next().await {
            if let Err(error) = ended {
                error!(%error, "a Stream connection panicked");
            }
        }
        held
    }

    async fn hold(&self, connections: &mut JoinSet<()>) -> StreamError {
        let mut pauses = Pauses::new(self.timing.first_pause, self.timing.longest_pause);
        let mut last: Option<CancellationToken> = None;
        loop {
            let connection = match self.connect().await {
                Ok(connection) => connection,
                Err(error) if error.is_final() => return error,
                Err(error) => {
                    let pause = pauses.after(false);
                    let error = format!("{:#}", anyhow::Error::from(error));
                    warn!(error, ?pause, "no Stream connection; trying again");
                    tokio::time::sleep(pause).await;
                    continue;
                }
            };
            info!("a Stream connection is open");
            let (let_go, (leaving, left)) = (self.ending.child_token(), oneshot::channel());
            let counted = Counted::new(&self.open, &self.intake.metrics);
            let serve = connection.serve(let_go.clone(), leaving);
            connections.spawn(async move {
                let _counted = counted;
                serve.await;
            });
            if let Some(last) = last.replace(let_go) {
                last.cancel();
            }
            while connections.try_join_next().is_some() {}
            match left.await {
                Ok(Leaving { is_told: true, was_of_use: true }) => {}
                left => {
                    let was_of_use = left.is_ok_and(|left| left.was_of_use);
                    tokio::time::sleep(pauses.after(was_of_use)).await;
                }
            }
        }
    }

    async fn connect(&self) -> Result<Connection, StreamError> {
        let ticket = self.gateway.open().await?;
        let intake = Arc::clone(&self.intake);
        Ok(Connection::open(&self.gateway, &ticket, intake, self.timing).await?)
    }
}

/// Counts a connection for as long as it is there.
struct Counted {
    open: watch::Sender<usize>,
    metrics: Arc<Metrics>,
}

impl Counted {
    fn new(open: &watch::Sender<usize>, metrics: &Arc<Metrics>) -> Self {
        let counted = Self { open: open.clone(), metrics: Arc::clone(metrics) };
        counted.change(|count| count + 1);
        counted
    }

    fn change(&self, change: impl FnOnce(usize) -> usize) {
        self.open.send_modify(|count| *count = change(*count));
        self.metrics.connections(*self.open.borrow());
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.change(|count| count.saturating_sub(1));
    }
}
