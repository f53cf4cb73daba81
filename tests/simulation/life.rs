//! A run: what a seed has in store, from the first message until all has come to its end.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicU64;
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use dingnick::domain::{Clock, MessageId, RobotCode, Timestamp};
use dingnick::queue;
use dingnick::store::{self, JobOutcome, ReplyOutcome, Scope};
use tempfile::TempDir;

use crate::chance::Chance;
use crate::client::send;
use crate::handler::Worker;
use crate::instance::{Instance, SimulatedClock, ended};
use crate::lane::{Asked, What};
use crate::model::{Job, State, Witness};
use crate::replies::Reply;
use crate::rows::{Rows, UNSEEN};
use crate::seam::Seam;
use crate::world::World;

const INSTANCES: usize = 3;
const MESSAGES: u64 = 22;
const GROUPS: u64 = 3;
const MEMBERS: u64 = 3;

/// How long messages come in and things happen.
const BUSY: u64 = 30_000;

/// How long an ended message's id keeps repeats out.
const REPEATS_KEPT_OUT: Duration = Duration::from_secs(72 * 3600);

/// By then all has come to its end, once nothing goes wrong any more.
const CALM: Duration = Duration::from_secs(20 * 60);

/// How a run went.
pub(crate) struct Run {
    pub(crate) violation: Option<String>,
    pub(crate) log: Vec<String>,
    pub(crate) kept: u64,
    pub(crate) crashes: u64,
    pub(crate) calls: u64,
}

/// What happens.
#[derive(Clone, Debug)]
enum Event {
    Send {
        id: String,
        asked: Asked,
    },
    /// An instance crashes, or stops as it should, and comes back after a while.
    Crash(usize),
    Stop(usize),
    Start(usize),
    /// All crash together, and a new process opens the store.
    CrashAll,
    /// The clock is set forward.
    Jump(Duration),
    /// Somebody orders work past the messages, and takes some of it back.
    Order {
        number: u64,
        asked: Asked,
    },
    TakeBack {
        number: u64,
    },
    /// What nobody could read is opened again.
    Reopen,
}

/// What a seed has in store, in its order, each after so many milliseconds.
fn events(chance: &Chance) -> Vec<(u64, Event)> {
    let mut events = Vec::new();
    for number in 0..MESSAGES {
        let at = chance.below(BUSY);
        let what = match chance.below(12) {
            0 => What::Say,
            1 => What::Plan,
            2 => What::Strange,
            _ => What::Rename,
        };
        // Not in the order in which they come in; and no two are the same.
        let asked_at = 1_700_000_000_000 + at.saturating_sub(chance.below(3_000)) * 100 + number;
        let asked = Asked {
            what,
            group: chance.below(GROUPS),
            member: chance.below(MEMBERS),
            at: Timestamp(asked_at.cast_signed()),
        };
        let id = format!("m{number}");
        for again in 0..=chance.below(3) {
            let at = at + again * chance.below(9_000);
            events.push((at, Event::Send { id: id.clone(), asked: asked.clone() }));
        }
    }
    for _ in 0..chance.below(6) {
        let (at, who) = (chance.below(BUSY), chance.below(INSTANCES as u64) as usize);
        let event = if chance.is(60) { Event::Crash(who) } else { Event::Stop(who) };
        events.push((at, event));
        events.push((at + 1 + chance.below(15_000), Event::Start(who)));
    }
    for _ in 0..chance.below(3) {
        events.push((chance.below(BUSY), Event::CrashAll));
    }
    if chance.is(30) {
        let by = if chance.is(20) { 80 * 3_600_000 } else { chance.below(60_000) };
        events.push((chance.below(BUSY), Event::Jump(Duration::from_millis(by))));
    }
    for number in 0..chance.below(4) {
        let at = chance.below(BUSY);
        let (group, member) = (chance.below(GROUPS), chance.below(MEMBERS));
        let asked = Asked { what: What::Item, group, member, at: Timestamp(at.cast_signed()) };
        events.push((at, Event::Order { number, asked }));
        events.push((at + chance.below(4_000), Event::TakeBack { number }));
    }
    for _ in 0..chance.below(3) {
        events.push((chance.below(BUSY), Event::Reopen));
    }
    events.sort_by_key(|(at, _)| *at);
    without_late_repeats(events)
}

/// Nobody sends a message again after days, when its id is forgotten.
fn without_late_repeats(mut events: Vec<(u64, Event)>) -> Vec<(u64, Event)> {
    let days = |event: &Event| matches!(event, Event::Jump(by) if *by >= REPEATS_KEPT_OUT);
    let Some(jump) = events.iter().position(|(_, event)| days(event)) else {
        return events;
    };
    let later = events.split_off(jump);
    let sent = |event: &Event| match event {
        Event::Send { id, .. } => Some(id.clone()),
        _ => None,
    };
    let before: BTreeSet<String> = events.iter().filter_map(|(_, event)| sent(event)).collect();
    let is_repeat = |event: &Event| sent(event).is_some_and(|id| before.contains(&id));
    events.extend(later.into_iter().filter(|(_, event)| !is_repeat(event)));
    events
}

/// A store that is brought up to date once, and copied for each seed.
static EMPTY: LazyLock<(TempDir, PathBuf)> = LazyLock::new(|| {
    let folder = folder();
    let file = folder.path().join("empty.db");
    let runtime = runtime();
    runtime.block_on(async {
        let store = store::open(&url(&file)).await.expect("a store");
        store.close().await;
    });
    (folder, file)
});

/// A folder in memory, if there is one: what is tested here is not the disk.
fn folder() -> TempDir {
    let memory = Path::new("/dev/shm");
    let in_memory = memory.is_dir().then(|| tempfile::tempdir_in(memory).ok()).flatten();
    in_memory.unwrap_or_else(|| tempfile::tempdir().expect("a folder"))
}

fn url(file: &Path) -> String {
    format!("sqlite://{}", file.display())
}

/// One thread, a clock that goes on only when all wait, and one thread more for commits: so all
/// goes the same way each time.
fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .start_paused(true)
        .max_blocking_threads(1)
        .global_queue_interval(u32::MAX)
        .event_interval(u32::MAX)
        .build()
        .expect("a runtime can be had")
}

/// Runs a seed to its end.
pub(crate) fn run(seed: u64) -> Run {
    let folder = folder();
    let file = folder.path().join("store.db");
    std::fs::copy(&EMPTY.1, &file).expect("it is copied");
    let chance = Chance::new(seed);
    let mut events = events(&chance);
    events.reverse();
    let mut so_far = Progress { began: Duration::ZERO, events, crashes: 0 };
    let world = World::new(chance.clone());
    let (witness, set_forward) = (Witness::default(), Arc::new(AtomicU64::new(0)));
    loop {
        let life = Life {
            file: file.clone(),
            chance: chance.clone(),
            world: world.clone(),
            witness: witness.clone(),
            rows: Rows::open(&file),
        };
        // When the runtime is dropped, whatever was under way ends where it is.
        let is_over = runtime().block_on(async {
            let clock = SimulatedClock::new(so_far.began, Arc::clone(&set_forward));
            let is_over = life.live(&clock, &mut so_far).await;
            so_far.began = clock.elapsed();
            is_over
        });
        if is_over {
            break;
        }
        so_far.crashes += 1;
    }
    let mut model = witness.model();
    Run {
        violation: model.violation.take(),
        log: std::mem::take(&mut model.log),
        kept: model.jobs.values().filter(|job| job.is_kept).count() as u64,
        crashes: so_far.crashes,
        calls: world.calls(),
    }
}

/// How far a run has come when a process begins.
struct Progress {
    began: Duration,
    /// What is still to come, the next one last.
    events: Vec<(u64, Event)>,
    crashes: u64,
}

/// One process, in which all instances work.
struct Life {
    file: PathBuf,
    chance: Chance,
    world: World,
    witness: Witness,
    rows: Rows,
}

impl Life {
    /// Until all crash, or all is over; which of them.
    async fn live(&self, clock: &SimulatedClock, so_far: &mut Progress) -> bool {
        let store = store::open(&url(&self.file)).await.expect("a store");
        let scope = store.of(&RobotCode::parse("robot").expect("a robot"));
        let seam = Seam {
            store: scope.clone(),
            chance: self.chance.clone(),
            witness: self.witness.clone(),
        };
        let first = Instance::shared(seam.clone(), clock.clone());
        // A process that the store does not answer ends, and the next one tries.
        while store::in_time(queue::recover(&first)).await.is_err() {}
        let start = |number| {
            let shared = Instance::shared(seam.clone(), clock.clone());
            Instance::start(shared, self.worker(number, &scope, clock))
        };
        let mut instances: Vec<Option<Instance>> = (0..INSTANCES).map(start).map(Some).collect();
        while let Some((at, event)) = so_far.events.pop() {
            self.wait_until(Duration::from_millis(at), clock).await;
            self.note(clock, &format!("{event:?}"));
            match event {
                Event::Send { id, asked } => {
                    let alive: Vec<_> = instances.iter().flatten().collect();
                    if !alive.is_empty() {
                        let to = &alive[self.chance.below(alive.len() as u64) as usize];
                        let (witness, clock) = (self.witness.clone(), clock.clone());
                        tokio::spawn(send(Arc::clone(&to.shared), witness, clock, id, asked));
                    }
                }
                Event::Crash(who) => {
                    if let Some(instance) = instances[who].take() {
                        so_far.crashes += 1;
                        instance.crash().await;
                    }
                }
                Event::Stop(who) => {
                    if let Some(instance) = instances[who].take() {
                        instance.stop().await;
                    }
                }
                Event::Start(who) => {
                    instances[who].get_or_insert_with(|| start(who));
                }
                Event::CrashAll => {
                    self.wait_until_nobody_asks(clock).await;
                    return false;
                }
                Event::Jump(by) => {
                    self.suspend(clock);
                    clock.set_forward(by);
                }
                other => self.operate(other, &scope, clock).await,
            }
            if self.witness.model().violation.is_some() {
                return true;
            }
        }
        self.chance.calm();
        for (who, instance) in instances.iter_mut().enumerate() {
            instance.get_or_insert_with(|| start(who));
        }
        self.come_to_an_end(clock).await;
        for instance in instances.into_iter().flatten() {
            instance.stop().await;
        }
        self.check(clock);
        store.close().await;
        self.judge(clock);
        true
    }

    fn worker(&self, number: usize, scope: &Scope, clock: &SimulatedClock) -> Worker {
        Worker {
            number,
            store: scope.clone(),
            chance: self.chance.clone(),
            witness: self.witness.clone(),
            world: self.world.clone(),
            clock: clock.clone(),
        }
    }

    fn note(&self, clock: &SimulatedClock, what: &str) {
        let at = clock.elapsed().as_millis();
        self.witness.model().log.push(format!("{at:>7} {what}"));
    }

    /// Waits, and looks at the rows on the way.
    async fn wait_until(&self, at: Duration, clock: &SimulatedClock) {
        while clock.elapsed() < at {
            let step = self.chance.millis(700).max(Duration::from_millis(1));
            tokio::time::sleep(step.min(at - clock.elapsed())).await;
            self.check(clock);
        }
    }

    /// Whether a commit that is under way would be on the disk is the disk's affair, and goes
    /// another way each time.
    async fn wait_until_nobody_asks(&self, clock: &SimulatedClock) {
        loop {
            tokio::time::sleep(Duration::from_millis(1)).await;
            self.check(clock);
            let model = self.witness.model();
            if model.in_flight == 0 && !model.is_unsettled {
                return;
            }
        }
    }

    /// Looks at the rows, if nobody is in the middle of anything.
    fn check(&self, clock: &SimulatedClock) {
        let mut model = self.witness.model();
        if model.in_flight == 0 {
            self.rows.check(&mut model, clock.now());
        }
        if let Some(text) = self.world.doubled() {
            model.violate(format!("{text:?} was said twice"));
        }
    }

    /// Whoever is in the middle of a call seems to stand still in it: what it sets then is not
    /// promised.
    fn suspend(&self, clock: &SimulatedClock) {
        let mut model = self.witness.model();
        for group in 0..GROUPS {
            for member in 0..MEMBERS {
                if self.world.has_calls_under_way((group, member), clock.elapsed()) {
                    model.excused.insert((group, member));
                }
            }
        }
    }

    /// What the operator does, beside the messages.
    async fn operate(&self, event: Event, scope: &Scope, clock: &SimulatedClock) {
        let (scope, witness, now) = (scope.clone(), self.witness.clone(), clock.now());
        let done = match event {
            Event::Order { number, asked } => {
                tokio::spawn(order(scope, witness, number, asked, now))
            }
            Event::TakeBack { number } => tokio::spawn(take_back(scope, witness, number, now)),
            Event::Reopen => tokio::spawn(reopen(scope, witness, now)),
            _ => unreachable!("the others are no concern of the operator's"),
        };
        ended(done).await;
    }

    /// Waits until nothing is left to be done.
    async fn come_to_an_end(&self, clock: &SimulatedClock) {
        let until = clock.elapsed() + CALM;
        while clock.elapsed() < until {
            tokio::time::sleep(Duration::from_millis(1_000)).await;
            self.check(clock);
            let model = self.witness.model();
            if model.violation.is_some() || (model.in_flight == 0 && model.is_quiet()) {
                return;
            }
        }
        let mut model = self.witness.model();
        let open: Vec<_> =
            model.jobs.iter().filter(|(_, job)| job.is_kept && job.state.is_open()).collect();
        let open = format!("after {CALM:?} of calm there are {open:?}");
        model.violate(open);
    }

    /// What has to be so at the end.
    fn judge(&self, clock: &SimulatedClock) {
        let names = self.world.names(clock.elapsed() + Duration::from_secs(60));
        let mut model = self.witness.model();
        let mut wrong = Vec::new();
        for job in model.jobs.values() {
            let who = (job.asked.group, job.asked.member);
            let is_applied = matches!(job.state, State::Ended { outcome: JobOutcome::Applied, .. });
            let is_older = names.get(&who).is_none_or(|name| *name < job.asked.at);
            if is_applied && job.asked.is_rename() && is_older && !model.excused.contains(&who) {
                wrong.push(format!("{:?} is called {:?}", job.asked, names.get(&who)));
            }
        }
        for (text, (_, reply)) in &model.replies.0 {
            if text.starts_with(UNSEEN) {
                continue;
            }
            let times = self.world.delivered(text);
            let is_right = match reply {
                Reply::Ended(ReplyOutcome::Sent) => times == 1,
                Reply::Ended(ReplyOutcome::Failed) => times == 0,
                Reply::Ended(_) => times <= 1,
                Reply::Gone => true,
                Reply::Waiting { .. } | Reply::Held { .. } => false,
            };
            if !is_right {
                wrong.push(format!("{text:?} is {reply:?} and was said {times} times"));
            }
        }
        wrong.into_iter().for_each(|wrong| model.violate(wrong));
    }
}

fn ordered(number: u64) -> MessageId {
    MessageId::parse(&format!("o{number}")).expect("an id")
}

async fn order(scope: Scope, witness: Witness, number: u64, asked: Asked, now: Timestamp) {
    let job = asked.follow_up(ordered(number).as_str(), now);
    let question = witness.ask();
    scope.begin_jobs(std::slice::from_ref(&job)).await.expect("the store answers");
    question.answered(|model, _| model.begun(&[job]));
}

async fn take_back(scope: Scope, witness: Witness, number: u64, now: Timestamp) {
    let question = witness.ask();
    let back = scope.take_jobs_back(&[ordered(number)], now).await.expect("it answers");
    question.answered(|model, _| {
        let job = model.jobs.get_mut(ordered(number).as_str());
        if let Some(job) = job.filter(|_| back == 1) {
            job.state = State::Gone;
        }
    });
}

async fn reopen(scope: Scope, witness: Witness, now: Timestamp) {
    let question = witness.ask();
    let unread = scope.unreadable_jobs().await.expect("it answers");
    let ids: Vec<i64> = unread.iter().map(|job| job.id).collect();
    let opened = scope.reopen_jobs(&ids, now, Some(now)).await.expect("it answers");
    question.answered(|model, _| {
        let opens = |job: &&mut Job| job.id.is_some_and(|id| ids.contains(&id));
        for job in model.jobs.values_mut().filter(opens) {
            job.state = State::Waiting { due: now };
            job.attempts = 0;
            job.is_reopened = true;
        }
        if opened != ids.len() as u64 {
            model.violate(format!("{opened} are opened again of {ids:?}"));
        }
    });
}
