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
        Self { socket, limits, phase: Phase::Idle, place, deadline, stopping, making_room }
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
        let before = buffer.filled().len();
        match Pin::new(&mut self.socket).poll_read(context, buffer) {
            Poll::Pending if self.is_over(context) => Poll::Ready(Ok(())),
            Poll::Ready(Ok(())) if buffer.filled().len() > before => {
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
