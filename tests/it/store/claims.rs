//! Who is given which job, and when: one of a lane at a time, in the order in which they came.

use dingnick::domain::{RobotCode, Timestamp};
use dingnick::store::Ending;

use super::{
    LEASE, NOW, claim, ended, ids, keep, later, on_each, on_postgres, on_shared, retry, scope,
    untried, up_to,
};
use crate::postgres;

#[tokio::test]
async fn the_jobs_of_a_lane_are_taken_one_after_the_other() {
    on_each(async |store| {
        for (id, lane) in [("a1", "a"), ("a2", "a"), ("b1", "b")] {
            keep(store, id, lane, NOW).await;
        }
        let first = claim(store, NOW).await;
        assert_eq!(ids(&first), ["a1", "b1"]);
        assert!(claim(store, NOW).await.is_empty());
        // Released, the first of a lane still goes before the second.
        assert!(store.release_job(&first[0].lease, retry(later(5))).await.expect("answers"));
        assert!(claim(store, later(1)).await.is_empty());
        let again = claim(store, later(5)).await;
        assert_eq!(ids(&again), ["a1"]);
        assert_eq!(again[0].attempt, 2);
        let ending = Ending::default();
        assert!(ended(store, &again[0].lease, &ending, NOW).await);
        assert_eq!(ids(&claim(store, later(6)).await), ["a2"]);
    })
    .await;
}

#[tokio::test]
async fn what_is_released_untried_was_not_tried() {
    on_each(async |store| {
        keep(store, "m1", "lane", NOW).await;
        for _ in 0..3 {
            let jobs = claim(store, NOW).await;
            assert_eq!(jobs[0].attempt, 1);
            assert!(store.release_job(&jobs[0].lease, untried(NOW)).await.expect("answers"));
            assert!(
                !store.release_job(&jobs[0].lease, untried(NOW)).await.expect("answers"),
                "only once"
            );
        }
        let jobs = claim(store, NOW).await;
        store.release_job(&jobs[0].lease, untried(later(5))).await.expect("answers");
        assert!(claim(store, later(4)).await.is_empty(), "not before its time");
        let jobs = claim(store, later(5)).await;
        store.release_job(&jobs[0].lease, retry(later(5))).await.expect("answers");
        assert_eq!(claim(store, later(5)).await[0].attempt, 2, "a retry counts");
    })
    .await;
}

#[tokio::test]
async fn what_waits_and_what_is_in_hand_is_counted() {
    on_each(async |store| {
        let waiting = async || store.waiting().await.expect("answers");
        assert_eq!(waiting().await, 0);
        keep(store, "m1", "a", NOW).await;
        keep(store, "m2", "b", later(60)).await;
        let jobs = claim(store, NOW).await;
        assert_eq!(waiting().await, 2);
        ended(store, &jobs[0].lease, &Ending::default(), NOW).await;
        assert_eq!(waiting().await, 1);
    })
    .await;
}

#[tokio::test]
async fn the_next_due_time_is_that_of_what_waits() {
    on_each(async |store| {
        let due = async |now| store.due(now).await.expect("answers").next;
        assert_eq!(due(NOW).await, None);
        keep(store, "m1", "lane", NOW).await;
        let jobs = claim(store, NOW).await;
        store.release_job(&jobs[0].lease, retry(later(7))).await.expect("answers");
        assert_eq!(due(NOW).await, Some(later(7)));
    })
    .await;
}

#[tokio::test]
async fn one_robot_does_not_take_what_is_another_s() {
    on_each(async |store| {
        keep(store, "m1", "lane", NOW).await;
        let other = RobotCode::parse("other").expect("a robot");
        let other = store.store().of(&other);
        assert!(other.claim_jobs(NOW, LEASE, up_to(10)).await.expect("answers").is_empty());
        assert_eq!(other.recover(NOW).await.expect("answers"), (0, 0));
        assert_eq!(other.due(Timestamp(0)).await.expect("answers").next, None);
    })
    .await;
}

#[tokio::test]
async fn ten_who_claim_never_hold_two_jobs_of_a_lane() {
    on_shared(async |url| {
        let stores = futures_util::future::join_all((0..3).map(|_| scope(url))).await;
        let lane = |number: usize| format!("lane{}", number % 7);
        let held_twice = "SELECT count(*) FROM (
                 SELECT lane FROM jobs WHERE state = 0 AND lease_token IS NOT NULL
                 GROUP BY lane HAVING count(*) > 1) AS lanes";
        let done = std::sync::Mutex::new(Vec::new());
        // New ones come in on all sides while others are taken and ended.
        let writers = (0..3).map(|side| {
            let (stores, lane) = (&stores, &lane);
            async move {
                for number in 0..40 {
                    let id = format!("{}-{side}-{number}", lane(number));
                    keep(&stores[side], &id, &lane(number), NOW).await;
                }
            }
        });
        let workers = (0..10).map(|worker| {
            let store = &stores[worker % stores.len()];
            let done = &done;
            async move {
                while done.lock().expect("no panic").len() < 120 {
                    let jobs = store.claim_jobs(NOW, LEASE, up_to(3)).await.expect("answers");
                    assert_eq!(postgres::count(url, held_twice).await, 0);
                    for job in jobs {
                        let ending = Ending::default();
                        let written = ended(store, &job.lease, &ending, NOW).await;
                        assert!(written, "the lease holds");
                        done.lock().expect("no panic").push(job.message);
                    }
                }
            }
        });
        let writers = futures_util::future::join_all(writers);
        let workers = futures_util::future::join_all(workers);
        tokio::join!(writers, workers);
        let mut done = done.into_inner().expect("no panic");
        done.sort();
        done.dedup();
        assert_eq!(done.len(), 120, "each was done, once");
    })
    .await;
}

#[tokio::test]
async fn an_older_job_that_is_seen_late_waits_for_the_younger_in_hand() {
    on_postgres(async |url| {
        let store = scope(url).await;
        // Another instance has drawn its number, and has not committed yet.
        let mut other = postgres::connect(url).await;
        postgres::run(&mut other, "BEGIN").await;
        postgres::run(
            &mut other,
            "INSERT INTO jobs (robot_code, message_id, lane, message, received_at, visible_at)
             VALUES ('robot', 'older', 'lane', 'older', 1000000, 1000000)",
        )
        .await;
        keep(&store, "younger", "lane", NOW).await;
        let younger = claim(&store, NOW).await;
        assert_eq!(ids(&younger), ["younger"]);
        postgres::run(&mut other, "COMMIT").await;
        assert!(claim(&store, NOW).await.is_empty(), "the lane is in use");
        let ending = Ending::default();
        ended(&store, &younger[0].lease, &ending, NOW).await;
        assert_eq!(ids(&claim(&store, NOW).await), ["older"]);
    })
    .await;
}

#[tokio::test]
async fn one_claim_sees_what_the_claim_before_it_took() {
    on_postgres(async |url| {
        let store = scope(url).await;
        // A claim stops in its middle for as long as `blocker` holds the lock.
        let mut blocker = postgres::connect(url).await;
        postgres::run(
            &mut blocker,
            "CREATE FUNCTION wait() RETURNS trigger LANGUAGE plpgsql
             AS 'BEGIN PERFORM pg_advisory_xact_lock_shared(1); RETURN NEW; END'",
        )
        .await;
        let trigger =
            "CREATE TRIGGER wait BEFORE UPDATE ON jobs FOR EACH ROW EXECUTE FUNCTION wait()";
        postgres::run(&mut blocker, trigger).await;
        postgres::run(&mut blocker, "SELECT pg_advisory_lock(1)").await;
        let mut other = postgres::connect(url).await;
        postgres::run(&mut other, "BEGIN").await;
        postgres::run(
            &mut other,
            "INSERT INTO jobs (robot_code, message_id, lane, message, received_at, visible_at)
             VALUES ('robot', 'older', 'lane', 'older', 1000000, 1000000)",
        )
        .await;
        keep(&store, "younger", "lane", NOW).await;
        let waiting = async |wanted| {
            let waiting = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'
                           AND NOT granted AND database = (
                               SELECT oid FROM pg_database WHERE datname = current_database())";
            while postgres::count(url, waiting).await < wanted {
                tokio::task::yield_now().await;
            }
        };
        let start = || {
            let store = store.clone();
            tokio::spawn(async move { claim(&store, NOW).await })
        };
        let first = start();
        waiting(1).await;
        postgres::run(&mut other, "COMMIT").await;
        let second = start();
        waiting(2).await;
        postgres::run(&mut blocker, "SELECT pg_advisory_unlock(1)").await;
        assert_eq!(ids(&first.await.expect("no panic")), ["younger"]);
        assert!(second.await.expect("no panic").is_empty(), "the lane is in use");
    })
    .await;
}
