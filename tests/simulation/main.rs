//! The queue searched by machine: three instances work from one store, with its real SQL, and a
//! seed decides what comes in, who crashes and when, how late the store and DingTalk answer, and
//! whether they do. Each thing that the store does is held against a model that is small enough to
//! be read.
//!
//! One thread and a clock of its own, so a seed goes the same way each time:
//!
//! ```text
//! SEED=17 cargo test --locked --test simulation -- --nocapture
//! SEEDS=200..10000 cargo test --locked --test simulation
//! ```
#![expect(clippy::print_stderr, reason = "a failure prints how it is seen again")]

mod chance;
mod client;
mod handler;
mod instance;
mod lane;
mod life;
mod model;
mod replies;
mod rows;
mod seam;
mod world;

use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering};

use life::{Run, run};

/// How many seeds are tried when nobody says how many.
const SEEDS: Range<u64> = 0..200;

/// How many at a time. Each has a thread of its own, and waits for the disk now and then.
const THREADS: usize = 2;

/// The seeds that are asked for.
fn seeds() -> Range<u64> {
    let number = |text: &str| text.parse().unwrap_or_else(|_| panic!("{text} is no seed"));
    if let Ok(seed) = std::env::var("SEED") {
        let seed: u64 = number(&seed);
        return seed..seed + 1;
    }
    match std::env::var("SEEDS") {
        Ok(text) => {
            let (from, to) = text.split_once("..").expect("SEEDS=from..to");
            number(from)..number(to)
        }
        Err(_) => SEEDS,
    }
}

#[test]
fn the_queue_keeps_its_promises_whatever_happens() {
    let seeds = seeds();
    let is_one = seeds.end - seeds.start == 1;
    let (next, kept, crashes, calls) =
        (AtomicU64::new(seeds.start), AtomicU64::new(0), AtomicU64::new(0), AtomicU64::new(0));
    let failed = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..THREADS)
            .map(|_| {
                scope.spawn(|| {
                    loop {
                        let seed = next.fetch_add(1, Ordering::Relaxed);
                        if seed >= seeds.end {
                            return None;
                        }
                        let run = run(seed);
                        if is_one {
                            eprintln!("{}", run.log.join("\n"));
                        }
                        if run.violation.is_some() {
                            next.store(seeds.end, Ordering::Relaxed);
                            return Some((seed, run));
                        }
                        kept.fetch_add(run.kept, Ordering::Relaxed);
                        crashes.fetch_add(run.crashes, Ordering::Relaxed);
                        calls.fetch_add(run.calls, Ordering::Relaxed);
                    }
                })
            })
            .collect();
        workers.into_iter().find_map(|worker| worker.join().expect("no seed panics"))
    });
    if let Some((seed, Run { violation: Some(violation), log, .. })) = failed {
        let last = log.len().saturating_sub(40);
        eprintln!("{}", log[last..].join("\n"));
        panic!(
            "{violation}\n  again: SEED={seed} cargo test --locked --test simulation -- --nocapture"
        );
    }
    let count = |counter: AtomicU64| counter.into_inner();
    eprintln!(
        "simulation: seeds {seeds:?}, {} messages kept, {} crashes, {} calls, nothing amiss",
        count(kept),
        count(crashes),
        count(calls)
    );
}

#[test]
fn a_seed_goes_the_same_way_again() {
    for seed in [3, 11] {
        assert_eq!(run(seed).log, run(seed).log, "seed {seed}");
    }
}
