//! What becomes of acknowledged messages when things break: the real program, killed, starved of
//! its disk, its database or its DingTalk, and then held to account. It prints one line for each
//! fault.
//!
//! ```text
//! cargo test --test faults -- [--full] [--seed N] [WORD…]
//! ```
//!
//! Without `--full` (or `DINGNICK_SOAK=1`) it takes a minute. Words choose the faults whose names
//! contain one of them. What cannot run here says NOT RUN.
#![expect(clippy::print_stdout, reason = "the accounts are what this program is for")]

mod account;
mod crash_points;
mod database;
mod disk;
mod hammer;
mod instances;
mod kills;
mod panics;
mod platform;
mod postgres;
mod power;
mod process;
mod record;
mod scene;
mod sockets;
mod store;
mod stream;

use std::process::ExitCode;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use anyhow::Result;
use dingnick::app::SystemClock;
use dingnick::domain::Clock;
use futures_util::FutureExt;
use futures_util::future::{BoxFuture, join_all};

use account::Line;

/// Far longer than anything takes; only what fails waits for it.
const PATIENCE: Duration = Duration::from_secs(150);

/// How often something is looked at that tells nobody when it changes.
const STEP: Duration = Duration::from_millis(15);

/// What a case needs that may not be here.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Need {
    Nothing,
    FailPoints,
    Postgres,
    PostgresAndFailPoints,
    Mount,
    Compiler,
}

/// A fault or a few of a kind.
struct Case {
    name: &'static str,
    need: Need,
    run: fn() -> BoxFuture<'static, Result<Vec<Line>>>,
}

macro_rules! case {
    ($name:literal, $need:ident, $run:path) => {
        Case { name: $name, need: Need::$need, run: || $run().boxed() }
    };
}

/// One after the other.
const IN_TURN: &[Case] = &[
    case!("crash points", FailPoints, crash_points::with_sqlite),
    case!("failed sync", FailPoints, disk::failed_sync),
    case!("panic", FailPoints, panics::in_a_job),
    case!("random kills", Nothing, kills::with_sqlite),
    case!("disk full", Mount, disk::full),
    case!("power loss", Compiler, power::lost),
    case!("held connections", Nothing, sockets::held),
];

/// All at once, beside the others: they wait most of the time, for locks, pauses and leases to end.
const BESIDE: &[Case] = &[
    case!("locked database", Nothing, database::locked),
    case!("platform", Nothing, platform::all),
    case!("Stream", Nothing, stream::all),
    case!("crash points on PostgreSQL", PostgresAndFailPoints, crash_points::with_postgres),
    case!("server killed", Postgres, database::killed),
    case!("two instances", Postgres, instances::two),
    case!("ten instances", Postgres, instances::ten),
];

static IS_FULL: AtomicBool = AtomicBool::new(false);
static SEED: AtomicU64 = AtomicU64::new(0);

/// Whether this is the long form.
fn is_full() -> bool {
    IS_FULL.load(Ordering::Relaxed)
}

/// Where chance begins.
fn seed() -> u64 {
    SEED.load(Ordering::Relaxed)
}

/// The time as the bots and the simulated DingTalk have it, in milliseconds.
fn now() -> i64 {
    SystemClock.now().0
}

/// One client for all, so that connections are used again.
fn client() -> &'static reqwest::Client {
    static CLIENT: LazyLock<reqwest::Client> =
        LazyLock::new(|| dingnick::dingtalk::http_client().expect("a client can be made"));
    &CLIENT
}

fn main() -> ExitCode {
    let mut words = Vec::new();
    let mut arguments = std::env::args().skip(1);
    let mut full = std::env::var_os("DINGNICK_SOAK").is_some_and(|value| value == "1");
    let mut seed = None;
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--full" => full = true,
            "--seed" => seed = arguments.next().and_then(|seed| seed.parse().ok()),
            "--list" => return ExitCode::SUCCESS,
            // Options of the ordinary test binaries, which are given to all of them.
            option if option.starts_with('-') => {}
            _ => words.push(argument),
        }
    }
    IS_FULL.store(full, Ordering::Relaxed);
    SEED.store(seed.unwrap_or_else(|| fastrand::u64(..1_000_000)), Ordering::Relaxed);
    dingnick::dingtalk::init_crypto();
    let mut builder = tokio::runtime::Builder::new_multi_thread();
    let runtime = builder.worker_threads(2).enable_all().build().expect("a runtime can be had");
    runtime.block_on(run(&words))
}

async fn run(words: &[String]) -> ExitCode {
    if let Some(folder) = disk::inside() {
        // This is the part that runs with a tiny disk of its own.
        return match report("disk full", disk::full_in(&folder).await) {
            0 => ExitCode::SUCCESS,
            _ => ExitCode::FAILURE,
        };
    }
    if let Some(folder) = power::inside() {
        // This is the part that is recorded.
        return match power::work_in(&folder).await {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                println!("MISSED: power loss: {error:#}");
                ExitCode::FAILURE
            }
        };
    }
    let begun = Instant::now();
    let is_wanted =
        |case: &&Case| words.is_empty() || words.iter().any(|word| case.name.contains(word));
    println!("faults: {} form, seed {}", if is_full() { "full" } else { "short" }, seed());
    println!("{}", Line::heads());
    let in_turn = async {
        let mut missed = 0;
        for case in IN_TURN.iter().filter(is_wanted) {
            missed += case.report().await;
        }
        missed
    };
    let beside = join_all(BESIDE.iter().filter(is_wanted).map(Case::report));
    let (in_turn, beside) = tokio::join!(in_turn, beside);
    let missed = in_turn + beside.into_iter().sum::<usize>();
    println!("faults: {missed} targets missed, {:.0} s", begun.elapsed().as_secs_f64());
    if missed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

impl Case {
    /// Runs it, prints its lines, and returns how many targets it missed.
    async fn report(&self) -> usize {
        if let Some(why) = self.missing().await {
            println!("NOT RUN: {}: {why}", self.name);
            return 0;
        }
        report(self.name, (self.run)().await)
    }

    /// What it needs and does not find.
    async fn missing(&self) -> Option<&'static str> {
        let fail_points = || {
            process::with_fail_points()
                .is_none()
                .then_some("no TEST_FAIL_POINTS_BINARY (make tests builds it)")
        };
        let postgres = || {
            postgres::server()
                .is_none()
                .then_some("no TEST_DATABASE_URL (make tests starts a server)")
        };
        match self.need {
            Need::Nothing => None,
            Need::FailPoints => fail_points(),
            Need::Postgres => postgres(),
            Need::PostgresAndFailPoints => postgres().or_else(fail_points),
            Need::Compiler => (!power::can_record()).then_some("no C compiler for the recorder"),
            Need::Mount => {
                (!disk::can_mount().await).then_some("no small disk can be mounted here")
            }
        }
    }
}

/// Prints the lines of a case, and returns how many targets it missed.
fn report(name: &str, lines: Result<Vec<Line>>) -> usize {
    let lines = match lines {
        Ok(lines) => lines,
        Err(error) => {
            println!("MISSED: {name}: {error:#}");
            return 1;
        }
    };
    for line in &lines {
        println!("{line}");
        for miss in &line.misses {
            println!("MISSED: {}: {miss}", line.fault);
        }
    }
    lines.iter().map(|line| line.misses.len()).sum()
}
