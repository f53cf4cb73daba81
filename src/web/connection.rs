//! A connection with deadlines: for a request, from its first byte to its answer, and for the
//! silence between requests. The HTTP library has one for the first head alone.

use std::io::{self, ErrorKind};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::{Instant, Sleep};
use tokio_util::sync::{CancellationToken, WaitForCancellationFutureOwned};

use super::crowd::{Crowd, Place};

/// How long a request may take from its first byte to the first one of its answer: more than its
/// head, its body and the work on it have together.
const REQUEST_LIMIT: Duration = Duration::from_secs(10);

/// How long the other side may take nothing of an answer.
const WRITE_LIMIT: Duration = Duration::from_secs(10);

/// How long an idle connection stays open when there are many.
const CROWDED_IDLE: Duration = Duration::from_secs(5);

/// The most that is read at once, in bytes: a message or two. Whoever sends hundreds of requests in
/// one piece waits for their turn after each of these, so that others are answered in between.
const READ_AT_ONCE: usize = 4 * 1024;

/// What all connections of a listener have in common.
#[derive(Clone)]
pub(super) struct Limits {
    /// How long a connection may be idle.
    pub keep_alive: Duration,
    /// All that are open.
    pub crowd: Arc<Crowd>,
    /// Cancelled when the bot stops: idle connections are closed then.
    pub stopping: CancellationToken,
}

/// A connection that closes when its time is over.
pub(super) struct Connection {
    socket: TcpStream,
    limits: Limits,
    /// The last turn brought something, and the next one is that of others.
    has_read: bool,
    phase: Phase,
    place: Place,
    deadline: Pin<Box<Sleep>>,
    stopping: Pin<Box<WaitForCancellationFutureOwned>>,
    making_room: Pin<Box<WaitForCancellationFutureOwned>>,
}

/// What the deadline is for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Phase {
    /// The next request.
    Idle,
    /// The rest of a request, and its answer.
    Request,
    /// Room for more of an answer.
    Answer,
}

impl Connection {
    /// A connection that was just accepted.
    pub(super) fn new(socket: TcpStream, limits: Limits) -> Self {
        let place = limits.crowd.join();
        let making_room = Box::pin(place.leave().cancelled_owned());
        let stopping = Box::pin(limits.stopping.clone().cancelled_owned());
        // Who connects has something to ask.
        let deadline = Box::pin(tokio::time::sleep(REQUEST_LIMIT));
        let (has_read, phase) = (false, Phase::Idle);
        Self { socket, limits, has_read, phase, place, deadline, stopping, making_room }
    }

    fn enter(&mut self, phase: Phase) {
        if self.phase == phase && phase != Phase::Idle {
            return;
        }
        self.place.stir();
        let limit = match phase {
            Phase::Idle if self.place.is_crowded() => self.limits.keep_alive.min(CROWDED_IDLE),
            Phase::Idle => self.limits.keep_alive,
            Phase::Request => REQUEST_LIMIT,
            Phase::Answer => WRITE_LIMIT,
        };
        self.phase = phase;
        self.deadline.as_mut().reset(Instant::now() + limit);
    }

    /// Whether the time is over; else the task is woken when it is.
    fn is_over(&mut self, context: &mut Context<'_>) -> bool {
        let is_late = self.deadline.as_mut().poll(context).is_ready();
        let is_stopping = self.stopping.as_mut().poll(context).is_ready();
        let makes_room = self.making_room.as_mut().poll(context).is_ready();
        is_late || makes_room || (is_stopping && self.phase == Phase::Idle)
    }
}

impl AsyncRead for Connection {
    /// To the reader, a connection whose time is over has ended.
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        if std::mem::take(&mut self.has_read) {
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        let mut space = [0; READ_AT_ONCE];
        let most = READ_AT_ONCE.min(buffer.remaining());
        let mut part = ReadBuf::new(&mut space[..most]);
        match Pin::new(&mut self.socket).poll_read(context, &mut part) {
            Poll::Pending if self.is_over(context) => Poll::Ready(Ok(())),
            Poll::Ready(Ok(())) if !part.filled().is_empty() => {
                buffer.put_slice(part.filled());
                self.has_read = true;
                if self.phase == Phase::Idle {
                    self.enter(Phase::Request);
                }
                Poll::Ready(Ok(()))
            }
            read => read,
        }
    }
}

impl AsyncWrite for Connection {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        match Pin::new(&mut self.socket).poll_write(context, bytes) {
            Poll::Pending => {
                self.enter(Phase::Answer);
                ready!(self.deadline.as_mut().poll(context));
                Poll::Ready(Err(ErrorKind::TimedOut.into()))
            }
            written => {
                self.enter(Phase::Idle);
                written
            }
        }
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.socket).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.socket).poll_shutdown(context)
    }
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::TcpListener;

    use super::*;

    #[tokio::test]
    async fn whoever_sends_much_in_one_piece_waits_for_their_turn() {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let client = TcpStream::connect(listener.local_addr().expect("an address"));
        let (client, accepted) = tokio::join!(client, listener.accept());
        let (mut client, (socket, _)) = (client.expect("a way"), accepted.expect("a connection"));
        let sent = vec![7; 10 * READ_AT_ONCE];
        client.write_all(&sent).await.expect("it is sent");
        let (crowd, stopping) = (Crowd::of(8), CancellationToken::new());
        let limits = Limits { keep_alive: Duration::from_secs(75), crowd, stopping };
        let mut connection = Connection::new(socket, limits);
        let mut heard = Vec::new();
        while heard.len() < sent.len() {
            let before = heard.len();
            connection.read_buf(&mut heard).await.expect("something comes");
            assert!(heard.len() - before <= READ_AT_ONCE, "{} at once", heard.len() - before);
            let mut more = [0; 16];
            assert!(connection.read(&mut more).now_or_never().is_none(), "no turn of others");
        }
        assert_eq!(heard, sent);
    }
}
