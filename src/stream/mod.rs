//! The way in by Stream: connections that we open to DingTalk's gateway, for those who have no
//! public address. Nothing is decided here.
//!
//! One connection is held. When the gateway says that it is about to close it, another is opened
//! before the old one is let go of; when one breaks or falls silent, another too. There is a pause
//! before each, whatever came through the one before: each takes our secret along, and a gateway
//! that pushes something and closes would else be called as fast as it answers.

mod connection;
pub mod frame;
mod intake;
mod pause;
mod timing;

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{oneshot, watch};
use tokio::task::JoinSet;
use tokio_tungstenite::tungstenite;
use tokio_util::sync::CancellationToken;
use tracing::{error, info, warn};

use crate::dingtalk::DingTalkError;
use crate::dingtalk::gateway::Gateway;
use crate::metrics::Metrics;
use connection::Connection;
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

    /// Holds a connection until `stopping`, and then answers what is under way.
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
        let pauses = Pauses::new(self.timing.first_pause, self.timing.longest_pause);
        one_after_another(Successors { stream: self, connections, last: None }, pauses).await
    }

    async fn connect(&self) -> Result<Connection, StreamError> {
        let ticket = self.gateway.open().await?;
        let intake = Arc::clone(&self.intake);
        Ok(Connection::open(&self.gateway, &ticket, intake, self.timing).await?)
    }
}

/// Opens one connection after another.
trait Open {
    /// Opens one, and returns where it says that it is time for the next, and how long it has
    /// lasted.
    fn open(
        &mut self,
    ) -> impl Future<Output = Result<oneshot::Receiver<Duration>, StreamError>> + Send;
}

/// Connections that serve beside one another for as long as it takes to let go of the older one.
struct Successors<'a> {
    stream: &'a Stream,
    connections: &'a mut JoinSet<()>,
    last: Option<CancellationToken>,
}

impl Open for Successors<'_> {
    async fn open(&mut self) -> Result<oneshot::Receiver<Duration>, StreamError> {
        let Self { stream, connections, last } = self;
        let connection = stream.connect().await?;
        info!("a Stream connection is open");
        let (let_go, (leaving, left)) = (stream.ending.child_token(), oneshot::channel());
        let counted = Counted::new(&stream.open, &stream.intake.metrics);
        let serve = connection.serve(let_go.clone(), leaving);
        connections.spawn(async move {
            let _counted = counted;
            serve.await;
        });
        if let Some(last) = last.replace(let_go) {
            last.cancel();
        }
        while connections.try_join_next().is_some() {}
        Ok(left)
    }
}

/// Opens a connection when it is time for another, with a pause before each. Ends when there is none
/// to be had any more.
async fn one_after_another(mut connections: impl Open, mut pauses: Pauses) -> StreamError {
    loop {
        let lasted = match connections.open().await {
            Ok(left) => left.await.unwrap_or_default(),
            Err(error) if error.is_final() => return error,
            Err(error) => {
                let error = format!("{:#}", anyhow::Error::from(error));
                warn!(error, "no Stream connection; trying again after a pause");
                Duration::ZERO
            }
        };
        tokio::time::sleep(pauses.after(lasted)).await;
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

#[cfg(test)]
mod tests {
    use super::*;

    /// A gateway that closes each connection after so long.
    struct Closes<'a> {
        after: Duration,
        opened: &'a mut u32,
    }

    impl Open for Closes<'_> {
        async fn open(&mut self) -> Result<oneshot::Receiver<Duration>, StreamError> {
            *self.opened += 1;
            let ((leaving, left), after) = (oneshot::channel(), self.after);
            tokio::spawn(async move {
                tokio::time::sleep(after).await;
                let _ = leaving.send(after);
            });
            Ok(left)
        }
    }

    /// How many connections are opened within an hour.
    async fn in_an_hour(after: Duration) -> u32 {
        let mut opened = 0;
        let pauses = Pauses::new(Duration::from_secs(1), Duration::from_secs(60));
        let all = one_after_another(Closes { after, opened: &mut opened }, pauses);
        let ended = tokio::time::timeout(Duration::from_secs(3600), all).await;
        assert!(ended.is_err(), "it gave up");
        opened
    }

    #[tokio::test(start_paused = true)]
    async fn a_gateway_that_closes_each_connection_at_once_is_not_called_as_fast_as_it_answers() {
        let opened = in_an_hour(Duration::from_millis(5)).await;
        assert!((50..100).contains(&opened), "{opened} connections in an hour");
        // One that lasts is replaced soon.
        let opened = in_an_hour(Duration::from_secs(59)).await;
        assert!((55..65).contains(&opened), "{opened} connections in an hour");
    }
}
