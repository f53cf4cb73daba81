//! Nobody waits for all of somebody else: conversations take turns, and so do calls.

use std::time::Duration;

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
        assert!(claim(NOW).await.is_empty(), "three are in hand");
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
        assert!(claim().await.is_empty(), "two are in hand");
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
