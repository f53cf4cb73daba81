//! Nobody waits for all of somebody else: conversations take turns, and so do calls.

use std::collections::BTreeMap;
use std::time::Duration;

use dingnick::domain::Timestamp;
use dingnick::store::{Ending, Scope, Share};

use super::{
    LEASE, NOW, ended, ids, keep_in, later, on_each, on_postgres, retry, say, scope, up_to,
};
use crate::postgres;

async fn keep_many(store: &Scope, conversation: &str, count: u32) {
    for number in 0..count {
        let id = format!("{conversation}{number:02}");
        keep_in(store, conversation, &id, &id, None, NOW).await.expect("kept");
    }
}

#[tokio::test]
async fn conversations_take_turns_and_the_oldest_of_each_goes_first() {
    on_each(async |store| {
        keep_many(store, "loud", 20).await;
        keep_many(store, "quiet", 2).await;
        keep_in(store, "late", "late", "late", None, later(1)).await.expect("kept");
        let share = Share { total: 5, per_conversation: 16 };
        let mut jobs = store.claim_jobs(later(1), LEASE, share).await.expect("the store answers");
        jobs.sort_by_key(|job| job.id);
        assert_eq!(ids(&jobs), ["loud00", "loud01", "quiet00", "quiet01", "late"]);
    })
    .await;
}

#[tokio::test]
async fn a_conversation_fills_no_more_worker_slots_than_it_may() {
    on_each(async |store| {
        keep_many(store, "loud", 20).await;
        let share = Share { total: 10, per_conversation: 3 };
        let claim = async |now| store.claim_jobs(now, LEASE, share).await.expect("jobs");
        let first = claim(NOW).await;
        assert_eq!(first.len(), 3);
        assert!(claim(NOW).await.is_empty(), "three are under way");
        let ending = Ending::default();
        ended(store, &first[0].lease, &ending, NOW).await;
        store.release_job(&first[1].lease, retry(later(9))).await.expect("answers");
        assert_eq!(claim(NOW).await.len(), 2, "one has ended, and one waits");
        keep_many(store, "quiet", 1).await;
        assert_eq!(ids(&claim(NOW).await), ["quiet00"]);
        assert_eq!(claim(NOW.plus(LEASE)).await.len(), 4, "leases that are over hold no slot");
    })
    .await;
}

#[tokio::test]
async fn answers_take_turns_too() {
    on_each(async |store| {
        keep_many(store, "loud", 5).await;
        keep_many(store, "quiet", 1).await;
        for job in store.claim_jobs(NOW, LEASE, up_to(10)).await.expect("jobs") {
            let ending = Ending { answer: say(&job.message), ..Ending::default() };
            ended(store, &job.lease, &ending, NOW).await;
        }
        let share = Share { total: 3, per_conversation: 2 };
        let claim = async || store.claim_replies(NOW, LEASE, share).await.expect("it");
        let mut taken: Vec<String> = claim().await.into_iter().map(|r| r.answer).collect();
        taken.sort();
        assert_eq!(taken.len(), 3);
        assert_eq!(taken[2], "quiet00", "two of the loud ones, and the quiet one");
        assert!(claim().await.is_empty(), "two are under way");
    })
    .await;
}

#[tokio::test]
async fn calls_to_one_api_are_spaced() {
    on_each(async |store| {
        let (spacing, longest) = (Duration::from_secs(20), Duration::from_secs(50));
        let reserve = async |api| store.reserve_call(api, spacing, longest).await;
        let mut waits = Vec::new();
        for api in ["a", "a", "b", "a", "a"] {
            // Some time has passed since the first; far less than rounds up to the next ten.
            let wait = reserve(api).await.expect("answers");
            waits.push(wait.map(|wait| wait.as_secs().div_ceil(10) * 10));
        }
        assert_eq!(waits, [Some(0), Some(20), Some(0), Some(40), None]);
    })
    .await;
}

#[tokio::test]
async fn instances_share_the_turns_to_call() {
    on_postgres(async |url| {
        let (one, other) = (scope(url).await, scope(url).await);
        let (spacing, longest) = (Duration::from_secs(20), Duration::from_secs(50));
        let first = one.reserve_call("a", spacing, longest).await.expect("answers");
        let second = other.reserve_call("a", spacing, longest).await.expect("answers");
        assert_eq!(first, Some(Duration::ZERO));
        assert!(second.is_some_and(|wait| wait > Duration::from_secs(15)), "{second:?}");
        // The server's clock was set back by an hour.
        let mut connection = postgres::connect(url).await;
        let ahead = "UPDATE call_slots SET next_at = next_at + 3600000";
        postgres::run(&mut connection, ahead).await;
        let wait = one.reserve_call("a", spacing, longest).await.expect("answers");
        assert_eq!(wait, Some(Duration::ZERO), "what lies far ahead does not hold");
    })
    .await;
}

/// A job as this test knows it.
#[derive(Default)]
struct Known {
    held_until: Option<Timestamp>,
    times_ended: u32,
}

#[tokio::test]
async fn whatever_happens_to_jobs_each_is_ended_once_and_a_lane_keeps_its_order() {
    on_each(async |store| {
        let mut random = fastrand::Rng::with_seed(7);
        let mut known: BTreeMap<String, Known> = BTreeMap::new();
        let mut held = Vec::new();
        let lane_of = |id: &str| id.split('-').next().map(str::to_owned);
        let steps = 400;
        for step in 0_u64.. {
            let now = later(step);
            let is_over = step >= steps;
            if !is_over && random.u8(..4) < 3 {
                let (conversation, lane) = (random.u8(..5), random.u8(..4));
                let id = format!("{conversation}{lane}-{step:04}");
                let conversation = format!("cid{conversation}");
                let due = later(step + random.u64(..3));
                let lane = lane_of(&id).expect("it has one");
                keep_in(store, &conversation, &id, &lane, None, due).await.expect("kept");
                known.insert(id, Known::default());
            }
            let share = Share { total: random.u32(1..6), per_conversation: 2 };
            let lease = Duration::from_secs(random.u64(2..9));
            for job in store.claim_jobs(now, lease, share).await.expect("answers") {
                let lane = lane_of(&job.message);
                for (id, other) in &known {
                    if lane_of(id) == lane && *id != job.message {
                        let is_held = other.held_until.is_some_and(|until| until > now);
                        assert!(!is_held, "{} is taken beside {id}", job.message);
                        let goes_first = *id < job.message && other.times_ended == 0;
                        assert!(!goes_first, "{} is taken before {id}", job.message);
                    }
                }
                let known = known.get_mut(&job.message).expect("it was kept");
                known.held_until = Some(now.plus(lease));
                held.push(job);
            }
            while !held.is_empty() && (is_over || random.bool()) {
                let job = held.swap_remove(random.usize(..held.len()));
                let known = known.get_mut(&job.message).expect("it was kept");
                if is_over || random.u8(..3) > 0 {
                    let written = ended(store, &job.lease, &Ending::default(), now).await;
                    known.times_ended += u32::from(written);
                    if written {
                        known.held_until = None;
                    }
                } else {
                    let release = retry(later(step + random.u64(..5)));
                    if store.release_job(&job.lease, release).await.expect("answers") {
                        known.held_until = None;
                    }
                }
            }
            if is_over && store.waiting().await.expect("answers") == 0 {
                break;
            }
            assert!(step < steps * 10, "some are never taken");
        }
        assert!(known.len() > 200);
        assert!(known.values().all(|job| job.times_ended == 1));
    })
    .await;
}
