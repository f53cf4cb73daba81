//! Signed callbacks or frames, many at a time. What was not acknowledged is sent again under the same id,
//! as long as it takes; what was, is written down.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use dingnick::simulator::deliver::Envelope;

use crate::scene::Scene;
use crate::{PATIENCE, STEP, now};

/// The listeners of the bots, each taken in turn.
#[derive(Default)]
pub(crate) struct Listeners {
    addresses: Mutex<HashMap<usize, String>>,
    turn: AtomicUsize,
}

impl Listeners {
    /// One bot's.
    pub(crate) fn of(address: &str) -> Arc<Self> {
        let listeners = Self::default();
        listeners.open(0, address);
        Arc::new(listeners)
    }

    /// A bot has started.
    pub(crate) fn open(&self, bot: usize, address: &str) {
        lock(&self.addresses).insert(bot, address.to_owned());
    }

    /// A bot is gone.
    pub(crate) fn shut(&self, bot: usize) {
        lock(&self.addresses).remove(&bot);
    }

    fn next(&self) -> Option<String> {
        let addresses = lock(&self.addresses);
        let mut bots: Vec<&usize> = addresses.keys().collect();
        bots.sort_unstable();
        let turn = self.turn.fetch_add(1, Ordering::Relaxed);
        bots.get(turn % bots.len().max(1)).map(|bot| addresses[*bot].clone())
    }
}

/// How hard it is hammered.
#[derive(Clone, Copy)]
pub(crate) struct Load {
    /// How many messages at least; it goes on until it is told to stop.
    pub(crate) messages: u32,
    /// How many at a time.
    pub(crate) parallel: u32,
    /// The longest pause between two of one hand.
    pub(crate) pause: Duration,
    /// Where chance begins.
    pub(crate) seed: u64,
}

/// One message, and what became of it.
#[derive(Clone)]
pub(crate) struct Sent {
    pub(crate) key: usize,
    pub(crate) name: String,
    /// When it says that it was written: for each key later than the one before.
    pub(crate) created_at: i64,
    pub(crate) message_id: String,
    /// When the delivery was begun that was acknowledged.
    pub(crate) begun_at: Option<i64>,
    /// When it was acknowledged.
    pub(crate) acknowledged_at: Option<i64>,
}

/// A load under way.
pub(crate) struct Hammer {
    scene: Arc<Scene>,
    /// None where messages go by Stream.
    listeners: Option<Arc<Listeners>>,
    load: Load,
    chance: Mutex<fastrand::Rng>,
    /// For each key, the number of its last message and the time that it bears.
    last: Mutex<HashMap<usize, (u32, i64)>>,
    sent: Mutex<Vec<Sent>>,
    begun: AtomicU32,
    /// Answers that say that it was not kept.
    pub(crate) refused: AtomicU32,
    /// Deliveries that found nobody, or got no answer.
    pub(crate) unanswered: AtomicU32,
    slowest: Mutex<Duration>,
    is_enough: AtomicBool,
}

impl Hammer {
    pub(crate) fn new(scene: &Arc<Scene>, listeners: &Arc<Listeners>, load: Load) -> Arc<Self> {
        Self::through(scene, Some(Arc::clone(listeners)), load)
    }

    /// The same over whichever connections bots have opened.
    pub(crate) fn by_stream(scene: &Arc<Scene>, load: Load) -> Arc<Self> {
        Self::through(scene, None, load)
    }

    fn through(scene: &Arc<Scene>, listeners: Option<Arc<Listeners>>, load: Load) -> Arc<Self> {
        Arc::new(Self {
            scene: Arc::clone(scene),
            listeners,
            load,
            chance: Mutex::new(fastrand::Rng::with_seed(load.seed)),
            last: Mutex::default(),
            sent: Mutex::default(),
            begun: AtomicU32::new(0),
            refused: AtomicU32::new(0),
            unanswered: AtomicU32::new(0),
            slowest: Mutex::default(),
            is_enough: AtomicBool::new(false),
        })
    }

    /// Sends until there were enough messages and somebody said that it is enough; returns when
    /// all are acknowledged.
    pub(crate) async fn run(self: Arc<Self>) -> Result<()> {
        let workers = (0..self.load.parallel).map(|_| tokio::spawn(Arc::clone(&self).work()));
        for worker in workers.collect::<Vec<_>>() {
            worker.await??;
        }
        Ok(())
    }

    /// The load may end when it has sent its messages.
    pub(crate) fn enough(&self) {
        self.is_enough.store(true, Ordering::SeqCst);
    }

    /// How many messages are acknowledged by now.
    pub(crate) fn acknowledged(&self) -> usize {
        lock(&self.sent).iter().filter(|sent| sent.acknowledged_at.is_some()).count()
    }

    /// The slowest answer so far, whatever it was.
    pub(crate) fn slowest(&self) -> Duration {
        *lock(&self.slowest)
    }

    /// All that was sent.
    pub(crate) fn sent(&self) -> Vec<Sent> {
        lock(&self.sent).clone()
    }

    async fn work(self: Arc<Self>) -> Result<()> {
        loop {
            let number = self.begun.fetch_add(1, Ordering::SeqCst);
            if number >= self.load.messages && self.is_enough.load(Ordering::SeqCst) {
                return Ok(());
            }
            let (key, by_admin, twice, in_reverse, pause) = {
                let mut chance = lock(&self.chance);
                let longest = u64::try_from(self.load.pause.as_millis()).unwrap_or(0);
                (
                    chance.usize(..self.scene.keys.len()),
                    chance.u32(..10) == 0,
                    chance.u32(..20) == 0,
                    chance.u32(..20) == 0,
                    Duration::from_millis(chance.u64(..=longest)),
                )
            };
            let (index, envelope) = self.compose(key, by_admin);
            if in_reverse {
                // The newer of two comes first.
                let (newer, newer_envelope) = self.compose(key, by_admin);
                self.deliver(newer, &newer_envelope).await?;
            }
            self.deliver(index, &envelope).await?;
            if twice {
                self.deliver(index, &envelope).await?;
            }
            tokio::time::sleep(pause).await;
        }
    }

    /// The next command for a key, and its place among what was sent.
    pub(crate) fn compose(&self, key: usize, by_admin: bool) -> (usize, Envelope) {
        let (number, created_at) = {
            let mut last = lock(&self.last);
            let (number, at) = last.get(&key).copied().unwrap_or((0, 0));
            // A little in the past, so that the times of one key can differ without lying ahead.
            let next = (number + 1, (at + 1).max(now() - 50));
            last.insert(key, next);
            next
        };
        let name = format!("k{key}n{number}");
        let envelope = self.scene.command(self.scene.keys[key], &name, by_admin);
        let envelope = envelope.edited(|body| body["createAt"] = created_at.into());
        let mut sent = lock(&self.sent);
        sent.push(Sent {
            key,
            name,
            created_at,
            message_id: envelope.message_id.clone(),
            begun_at: None,
            acknowledged_at: None,
        });
        (sent.len() - 1, envelope)
    }

    /// Delivers until it is acknowledged.
    pub(crate) async fn deliver(&self, index: usize, envelope: &Envelope) -> Result<()> {
        let until = Instant::now() + PATIENCE;
        while Instant::now() < until {
            if self.deliver_once(index, envelope).await? == Some(200) {
                return Ok(());
            }
            tokio::time::sleep(STEP).await;
        }
        bail!("a message was never acknowledged")
    }

    /// Delivers once; the status, if there was an answer.
    pub(crate) async fn deliver_once(
        &self,
        index: usize,
        envelope: &Envelope,
    ) -> Result<Option<u16>> {
        let (begun, begun_at) = (Instant::now(), now());
        let status = match &self.listeners {
            Some(listeners) => match listeners.next() {
                Some(address) => post(&address, envelope).await,
                None => return Ok(None),
            },
            None => self.scene.simulator.deliver(envelope).await.ok().map(|it| it.status),
        };
        let Some(status) = status else {
            self.unanswered.fetch_add(1, Ordering::SeqCst);
            return Ok(None);
        };
        let took = begun.elapsed();
        {
            let mut slowest = lock(&self.slowest);
            *slowest = took.max(*slowest);
        }
        match status {
            200 => {
                let sent = &mut lock(&self.sent)[index];
                sent.begun_at.get_or_insert(begun_at);
                sent.acknowledged_at.get_or_insert(now());
            }
            500 | 503 => {
                self.refused.fetch_add(1, Ordering::SeqCst);
            }
            status => bail!("a callback was answered with {status}"),
        }
        Ok(Some(status))
    }
}

/// The status that a callback is answered with, if it is.
async fn post(address: &str, envelope: &Envelope) -> Option<u16> {
    let url = format!("http://{address}/dingtalk/callback");
    let mut request = crate::client().post(url).body(envelope.body.to_string());
    for (name, value) in &envelope.headers {
        request = request.header(name, value);
    }
    Some(request.send().await.ok()?.status().as_u16())
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
