//! One connection: reads frames, has them taken in beside one another, and answers each when it is
//! kept.

use std::sync::Arc;
use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use tokio::net::TcpStream;
use tokio::sync::oneshot;
use tokio::task::JoinSet;
use tokio::time::{Instant, MissedTickBehavior};
use tokio_tungstenite::tungstenite::{self, Bytes, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream};
use tokio_util::sync::CancellationToken;
use tracing::{debug, error, info, warn};

use super::frame::{Ack, Frame};
use super::intake::Intake;
use super::timing::Timing;
use crate::dingtalk::gateway::{Gateway, Ticket};

/// How many frames are taken in at the same time; more wait in the connection.
const FRAMES_AT_ONCE: usize = 256;

/// How long the gateway may take to close its side.
const CLOSE_LIMIT: Duration = Duration::from_secs(1);

/// How long what is under way may take when a connection is let go of.
const LAST_ANSWERS: Duration = Duration::from_secs(3);

/// A connection that is open.
pub(super) struct Connection {
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
    intake: Arc<Intake>,
    timing: Timing,
}

/// Says once that it is time for another connection, and how long this one has lasted.
struct Farewell {
    leaving: Option<oneshot::Sender<Duration>>,
    begun: Instant,
}

impl Farewell {
    fn say(&mut self) {
        if let Some(leaving) = self.leaving.take() {
            // Nobody waits for it any more when the bot stops.
            let _ = leaving.send(self.begun.elapsed());
        }
    }
}

/// Why a connection ended.
#[derive(Debug, thiserror::Error)]
enum End {
    /// It was let go of.
    #[error("let go of")]
    LetGo,
    /// The gateway closed it.
    #[error("the gateway closed it")]
    Closed,
    /// Nothing came for too long, not even the answer to a ping.
    #[error("the gateway has fallen silent")]
    Silent,
    /// What we said was not taken.
    #[error("the gateway takes nothing any more")]
    Stuck,
    /// It broke.
    #[error("the connection broke")]
    Broken(#[source] tungstenite::Error),
}

impl Connection {
    /// Connects.
    pub(super) async fn open(
        gateway: &Gateway,
        ticket: &Ticket,
        intake: Arc<Intake>,
        timing: Timing,
    ) -> Result<Self, tungstenite::Error> {
        let socket = gateway.connect(ticket, timing.connect_limit).await?;
        Ok(Self { socket, intake, timing })
    }

    /// Serves until one side has enough: until it is `let_go`, and then all that came is answered,
    /// or until the gateway closes it or falls silent. Says once that it is time for another.
    pub(super) async fn serve(
        mut self,
        let_go: CancellationToken,
        leaving: oneshot::Sender<Duration>,
    ) {
        let (leaving, begun) = (Some(leaving), Instant::now());
        let mut farewell = Farewell { leaving, begun };
        let mut frames = JoinSet::new();
        let end = self.read(&mut frames, &let_go, &mut farewell).await;
        match &end {
            End::LetGo | End::Closed => info!(%end, "a Stream connection has ended"),
            End::Broken(error) => warn!(%end, %error, "a Stream connection has ended"),
            End::Silent | End::Stuck => warn!(%end, "a Stream connection has ended"),
        }
        farewell.say();
        let is_open = matches!(end, End::LetGo);
        // What is under way is kept in any case; whether it can still be answered is another matter.
        let last = async {
            while let Some(answer) = frames.join_next().await {
                if let Some(answer) = answered(answer).filter(|_| is_open) {
                    self.say(Message::text(answer.text())).await?;
                }
            }
            if is_open { self.say(Message::Close(None)).await } else { Ok(()) }
        };
        match tokio::time::timeout(LAST_ANSWERS, last).await {
            Ok(Ok(())) => {}
            Ok(Err(end)) => debug!(%end, "the last answers were not taken"),
            Err(_) => warn!("some frames were not answered in time; they come again"),
        }
        // A socket that is dropped with something unread takes the last answers with it.
        let unread = async { while let Some(Ok(_)) = self.socket.next().await {} };
        if is_open && tokio::time::timeout(CLOSE_LIMIT, unread).await.is_err() {
            debug!("the gateway did not close the connection");
        }
    }

    async fn read(
        &mut self,
        frames: &mut JoinSet<Ack>,
        let_go: &CancellationToken,
        farewell: &mut Farewell,
    ) -> End {
        let mut keepalive = tokio::time::interval(self.timing.ping_every);
        keepalive.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut heard_at = Instant::now();
        loop {
            let said = tokio::select! {
                () = let_go.cancelled() => return End::LetGo,
                message = self.socket.next(), if frames.len() < FRAMES_AT_ONCE => {
                    heard_at = Instant::now();
                    match message {
                        Some(Ok(Message::Text(text))) => self.take(&text, frames, farewell),
                        Some(Ok(Message::Close(_))) | None => return End::Closed,
                        Some(Ok(Message::Binary(_))) => {
                            warn!("the gateway sent a frame that is no text");
                            None
                        }
                        // Pings are answered by the library.
                        Some(Ok(_)) => None,
                        Some(Err(error)) => return End::Broken(error),
                    }
                }
                Some(answer) = frames.join_next() => {
                    answered(answer).map(|answer| Message::text(answer.text()))
                }
                _ = keepalive.tick() => {
                    if heard_at.elapsed() >= self.timing.silent_after {
                        return End::Silent;
                    }
                    Some(Message::Ping(Bytes::new()))
                }
            };
            if let Some(message) = said
                && let Err(end) = self.say(message).await
            {
                return end;
            }
        }
    }

    /// What is to be said to a frame at once.
    fn take(
        &self,
        text: &str,
        frames: &mut JoinSet<Ack>,
        farewell: &mut Farewell,
    ) -> Option<Message> {
        match Frame::parse(text) {
            Some(Frame::Push(push)) => {
                let intake = Arc::clone(&self.intake);
                frames.spawn(async move { intake.take(&push).await });
                None
            }
            Some(Frame::Ping(answer) | Frame::Stray(answer)) => Some(Message::text(answer.text())),
            Some(Frame::Disconnect) => {
                info!("the gateway is about to close a Stream connection");
                farewell.say();
                None
            }
            Some(Frame::Idle) => None,
            None => {
                warn!("the gateway sent a frame that cannot be read");
                None
            }
        }
    }

    async fn say(&mut self, message: Message) -> Result<(), End> {
        match tokio::time::timeout(self.timing.say_limit, self.socket.send(message)).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(error)) => Err(End::Broken(error)),
            Err(_) => Err(End::Stuck),
        }
    }
}

/// The answer to a frame; none where taking it in panicked: it comes again.
fn answered(answer: Result<Ack, tokio::task::JoinError>) -> Option<Ack> {
    answer.inspect_err(|error| error!(%error, "taking a frame in panicked")).ok()
}
