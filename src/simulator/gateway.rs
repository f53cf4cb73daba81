//! The Stream gateway: sockets, frames, acknowledgements, and pushing again what was not
//! acknowledged. What it knows stands in the world's books.

mod frame;
mod line;

use std::collections::BTreeMap;
use std::io;
use std::net::{SocketAddr, TcpListener};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::sync::mpsc::UnboundedSender;
use tokio::sync::oneshot;
use tokio_tungstenite::tungstenite::Message;
use tokio_util::sync::CancellationToken;

use super::world::{Ack, Push, World};
use super::{Shared, Simulator, lock, written};
pub(super) use frame::Item;

/// How long DingTalk waits for an acknowledgement before it pushes again, as people report.
const REDELIVER_AFTER: Duration = Duration::from_secs(60);

/// How long it leaves a connection open that it has said to close.
const CLOSE_AFTER: Duration = Duration::from_secs(10);

/// The sockets' side of the gateway.
pub(super) struct Gateway {
    addr: SocketAddr,
    lines: Mutex<BTreeMap<usize, Line>>,
    redeliver_after: Mutex<Duration>,
    close_after: Mutex<Duration>,
    /// Cancelled when nobody listens any more; another one when somebody does again.
    listening: Mutex<CancellationToken>,
    /// Cancelled when the simulator goes.
    gone: CancellationToken,
}

/// What a connection is told to do.
struct Line {
    orders: UnboundedSender<Order>,
    is_leaving: bool,
}

enum Order {
    Say(Message),
    /// Neither read nor write any more, and do not close.
    FallSilent,
    /// Drop the connection as it is.
    Cut,
}

impl Gateway {
    pub(super) fn bind() -> io::Result<(Arc<Self>, TcpListener)> {
        let listener = TcpListener::bind((std::net::Ipv4Addr::LOCALHOST, 0))?;
        listener.set_nonblocking(true)?;
        let gateway = Self {
            addr: listener.local_addr()?,
            lines: Mutex::default(),
            redeliver_after: Mutex::new(REDELIVER_AFTER),
            close_after: Mutex::new(CLOSE_AFTER),
            listening: Mutex::default(),
            gone: CancellationToken::new(),
        };
        Ok((Arc::new(gateway), listener))
    }

    /// Where to connect to.
    pub(super) fn endpoint(&self) -> String {
        format!("ws://{}/connect", self.addr)
    }

    pub(super) fn set_times(&self, redeliver_after: Duration, close_after: Duration) {
        *lock(&self.redeliver_after) = redeliver_after;
        *lock(&self.close_after) = close_after;
    }

    /// No more connections, and none of those that are.
    pub(super) fn go_away(&self) {
        lock(&self.listening).cancel();
        self.order_all(|| Order::Cut);
    }

    pub(super) fn end(&self) {
        self.gone.cancel();
        self.go_away();
    }

    fn order_all(&self, order: impl Fn() -> Order) {
        for line in lock(&self.lines).values() {
            // Whoever has ended already needs no order.
            let _ = line.orders.send(order());
        }
    }

    fn say(&self, connection: usize, message: Message) {
        if let Some(line) = lock(&self.lines).get(&connection) {
            let _ = line.orders.send(Order::Say(message));
        }
    }
}

impl Simulator {
    /// How long the gateway waits for an acknowledgement before it pushes again, and how long it
    /// leaves a connection open that it has said to close; a minute and ten seconds until set.
    pub fn set_gateway_times(&self, redeliver_after: Duration, close_after: Duration) {
        self.shared.gateway.set_times(redeliver_after, close_after);
    }

    /// The gateway says that it is about to close every connection, and does so some time later.
    pub fn disconnect(&self, reason: &str) {
        let mut lines = lock(&self.shared.gateway.lines);
        for line in lines.values_mut().filter(|line| !line.is_leaving) {
            line.is_leaving = true;
            let frame = frame::disconnect(reason).to_string();
            let _ = line.orders.send(Order::Say(Message::text(frame)));
            let (orders, close_after) =
                (line.orders.clone(), *lock(&self.shared.gateway.close_after));
            tokio::spawn(async move {
                tokio::time::sleep(close_after).await;
                let _ = orders.send(Order::Cut);
            });
        }
    }

    /// Every connection dies without a word: it stays open, and nothing goes through it. The gateway
    /// notices as late as it closes others.
    pub fn fall_silent(&self) {
        self.shared.gateway.order_all(|| Order::FallSilent);
        let silent: Vec<usize> = lock(&self.shared.gateway.lines).keys().copied().collect();
        let (gateway, after) =
            (Arc::clone(&self.shared.gateway), *lock(&self.shared.gateway.close_after));
        tokio::spawn(async move {
            tokio::time::sleep(after).await;
            let mut lines = lock(&gateway.lines);
            for number in silent {
                if let Some(line) = lines.get_mut(&number) {
                    line.is_leaving = true;
                }
            }
        });
    }

    /// Whether a connection hears what is said, other than the first so many that there were.
    pub fn is_heard(&self, after: usize) -> bool {
        let lines = lock(&self.shared.gateway.lines);
        lines.iter().any(|(number, line)| *number >= after && !line.is_leaving)
    }

    /// Every connection breaks.
    pub fn cut(&self) {
        self.shared.gateway.order_all(|| Order::Cut);
    }

    /// The gateway asks every connection whether it is there; the answers stand in the books of the
    /// world, under `ping`.
    pub fn ping(&self) {
        let connections: Vec<usize> = lock(&self.shared.gateway.lines).keys().copied().collect();
        for connection in connections {
            let message_id = uuid::Uuid::new_v4().simple().to_string();
            let frame = frame::ping(&message_id, self.shared.read(World::now)).to_string();
            let key = "ping".to_owned();
            let push = Push { message_id, key, connection, answer: None };
            self.shared.with(|world| world.gateway.pushes.push(push));
            self.shared.gateway.say(connection, Message::text(frame));
        }
    }

    /// The gateway says something to every connection that may be no frame at all.
    pub fn say_raw(&self, message: &Message) {
        self.shared.gateway.order_all(|| Order::Say(message.clone()));
    }
}

impl Shared {
    /// Lets connections in, in the background.
    pub(super) fn open_gateway(&self, listener: TcpListener) -> io::Result<()> {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        let listening = CancellationToken::new();
        *lock(&self.gateway.listening) = listening.clone();
        let shared = self.clone();
        tokio::spawn(listening.run_until_cancelled_owned(async move {
            while let Ok((socket, _)) = listener.accept().await {
                let shared = shared.clone();
                tokio::spawn(async move { line::serve(shared, socket).await });
            }
        }));
        Ok(())
    }

    pub(super) fn reopen_gateway(&self) -> io::Result<()> {
        let listener = TcpListener::bind(self.gateway.addr)?;
        listener.set_nonblocking(true)?;
        self.open_gateway(listener)
    }

    /// Pushes until it is acknowledged for good; the first answer comes back, if one does.
    pub(super) async fn push(&self, item: Item) -> Option<Ack> {
        let (answered, first) = oneshot::channel();
        let shared = self.clone();
        let gone = self.gateway.gone.clone();
        tokio::spawn(gone.run_until_cancelled_owned(async move {
            let mut answered = Some(answered);
            let since = shared.read(|world| world.gateway.pushes.len());
            let mut refusals = 0;
            loop {
                let answer = shared.push_once(&item, since, refusals).await;
                if let Some(answer) = &answer
                    && let Some(answered) = answered.take()
                {
                    // Nobody may be waiting any more.
                    let _ = answered.send(answer.clone());
                }
                match answer {
                    Some(answer) if answer.is_final() => return,
                    Some(_) => {
                        refusals += 1;
                        // It is left alone for as long as if nothing had been answered.
                        tokio::time::sleep(shared.redeliver_after()).await;
                    }
                    None => {}
                }
            }
        }));
        first.await.ok()
    }

    /// Pushes over some connection, and waits for an answer for as long as DingTalk does: to this
    /// push or to one before it, back to the push number `since`, but for so many refusals that are
    /// known.
    async fn push_once(&self, item: &Item, since: usize, known_refusals: usize) -> Option<Ack> {
        let connection = self.search(|world| self.some_line(world, item)).await;
        let now = self.read(World::now);
        let message_id = uuid::Uuid::new_v4().simple().to_string();
        let frame = item.frame(&message_id, connection, now);
        self.with(|world| {
            let key = item.key().to_owned();
            world.gateway.pushes.push(Push { message_id, key, connection, answer: None });
        });
        self.gateway.say(connection, Message::text(written(&frame)));
        let answer = self.search(|world| {
            let answers = world.gateway.answers_since(since, item.key()).into_iter().flatten();
            let (taken, refused): (Vec<_>, Vec<_>) = answers.partition(Ack::is_final);
            taken.into_iter().next_back().or_else(|| refused.into_iter().nth(known_refusals))
        });
        tokio::time::timeout(self.redeliver_after(), answer).await.ok()
    }

    /// One of the connections that want to hear of it, by chance. A silent one may be it: nobody has
    /// noticed yet.
    fn some_line(&self, world: &World, item: &Item) -> Option<usize> {
        let lines = lock(&self.gateway.lines);
        let fitting = lines.iter().filter(|(number, line)| {
            let connection = world.gateway.connections.get(**number);
            !line.is_leaving && connection.is_some_and(|it| it.wants(item.kind(), item.topic()))
        });
        let fitting: Vec<usize> = fitting.map(|(number, _)| *number).collect();
        fastrand::choice(fitting)
    }

    fn redeliver_after(&self) -> Duration {
        *lock(&self.gateway.redeliver_after)
    }
}
