//! Jobs that begin with the end of another: all of them or none.

use std::time::{Duration, Instant};

use dingnick::domain::{ConversationId, MessageId, Timestamp};
use dingnick::store::{self, Ending, Finished, FollowUp, Kept, Scope};

use super::{
    LEASE, NOW, cid, claim, ended, ids, keep, later, on_each, on_postgres, on_shared, say, scope,
    up_to,
};
use crate::postgres;

fn follow_up(id: &str, lane: &str, due: Timestamp) -> FollowUp {
    FollowUp {
        message_id: MessageId::parse(id).expect("an id"),
        message: id.to_owned(),
        asker: None,
        session: None,
        lane: lane.to_owned(),
        conversation: cid(),
        plan_id: None,
        due,
        received_at: later(7),
    }
}

/// A job ends, and those begin.
async fn begin(store: &Scope, follow_ups: Vec<FollowUp>) {
    keep(store, "first", "first", NOW).await;
    let jobs = claim(store, NOW).await;
    let ending = Ending { follow_ups, ..Ending::default() };
    assert!(ended(store, &jobs[0].lease, &ending, NOW).await);
}

#[tokio::test]
async fn what_follows_is_taken_in_order_and_not_before_it_is_due() {
    on_each(async |store| {
        let follow_ups = vec![
            follow_up("b1", "b", NOW),
            follow_up("a1", "a", NOW),
            follow_up("a2", "a", NOW),
            follow_up("c1", "c", later(60)),
        ];
        begin(store, follow_ups).await;
        assert_eq!(store.waiting().await.expect("answers"), 4);
        let jobs = claim(store, NOW).await;
        assert_eq!(ids(&jobs), ["b1", "a1"]);
        assert_eq!(store.due(NOW).await.expect("answers").next, Some(later(60)));
        assert_eq!((jobs[0].attempt, jobs[0].received_at), (1, later(7)));
        let ending = Ending::default();
        ended(store, &jobs[1].lease, &ending, NOW).await;
        assert_eq!(ids(&claim(store, NOW).await), ["a2"]);
        assert_eq!(ids(&claim(store, later(59)).await), [""; 0]);
        let late = store.claim_jobs(later(60), LEASE, up_to(9)).await.expect("answers");
        assert!(late.iter().any(|job| job.message == "c1"));
    })
    .await;
}

#[tokio::test]
async fn what_was_kept_before_stays_as_it_is() {
    on_each(async |store| {
        keep(store, "there", "there", later(60)).await;
        let follow_ups = vec![
            FollowUp { message: "other".to_owned(), ..follow_up("there", "x", NOW) },
            follow_up("new", "new\0", NOW),
            FollowUp { message: "twice".to_owned(), ..follow_up("new", "y", NOW) },
        ];
        begin(store, follow_ups).await;
        assert_eq!(ids(&claim(store, NOW).await), ["new"]);
        assert_eq!(ids(&claim(store, later(60)).await)[0], "there");
        assert_eq!(keep(store, "new", "lane", NOW).await, Kept::Before);
    })
    .await;
}

#[tokio::test]
async fn a_lost_lease_begins_nothing() {
    on_each(async |store| {
        keep(store, "m1", "lane", NOW).await;
        let lost = claim(store, NOW).await;
        let holder = claim(store, later(61)).await;
        let follow_ups = vec![follow_up("a", "a", NOW)];
        let ending = Ending { follow_ups, ..Ending::default() };
        let finish = async |lease| ended(store, lease, &ending, NOW).await;
        assert!(!finish(&lost[0].lease).await);
        assert_eq!(store.waiting().await.expect("answers"), 1);
        assert!(finish(&holder[0].lease).await);
        assert!(!finish(&holder[0].lease).await);
        assert_eq!(ids(&claim(store, NOW).await), ["a"]);
    })
    .await;
}

#[tokio::test]
async fn an_end_that_fails_begins_nothing_and_ends_nothing() {
    on_shared(async |url| {
        let store = scope(url).await;
        keep(&store, "m1", "lane", NOW).await;
        let jobs = claim(&store, NOW).await;
        let follow_ups = (0..1200).map(|number| follow_up(&format!("f{number}"), "f", NOW));
        let ending =
            Ending { answer: say("hello"), follow_ups: follow_ups.collect(), ..Ending::default() };
        let finish = async || store.finish_job(&jobs[0].lease, &ending, NOW).await;
        // Of many, the last cannot be written.
        postgres::execute(url, REFUSE_THE_LAST[usize::from(postgres::is_sqlite(url))]).await;
        finish().await.expect_err("it is refused");
        assert_eq!(store.waiting().await.expect("answers"), 1);
        assert_eq!(postgres::count(url, "SELECT count(*) FROM replies").await, 0);
        let allow = ["DROP TRIGGER refuse ON jobs", "DROP TRIGGER refuse"];
        postgres::execute(url, allow[usize::from(postgres::is_sqlite(url))]).await;
        assert_eq!(finish().await.expect("answers"), Finished::Written);
        assert_eq!(store.waiting().await.expect("answers"), 1200);
    })
    .await;
}

/// In PostgreSQL, and in SQLite.
const REFUSE_THE_LAST: [&str; 2] = [
    "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql
     AS 'BEGIN RAISE EXCEPTION ''no''; END';
     CREATE TRIGGER refuse BEFORE INSERT ON jobs FOR EACH ROW
     WHEN (NEW.message_id = 'f1199') EXECUTE FUNCTION refuse()",
    "CREATE TRIGGER refuse BEFORE INSERT ON jobs WHEN NEW.message_id = 'f1199'
     BEGIN SELECT raise(ABORT, 'no'); END",
];

#[tokio::test]
async fn thousands_begin_at_once() {
    on_shared(async |url| {
        let store = scope(url).await;
        let follow_ups = (0..5000).map(|number| FollowUp {
            plan_id: Some(1),
            ..follow_up(&format!("f{number}"), &format!("lane{number}"), NOW)
        });
        let start = Instant::now();
        begin(&store, follow_ups.collect()).await;
        let took = start.elapsed();
        assert!(took < Duration::from_secs(5), "one by one? {took:?}");
        let in_order = "SELECT count(*) FROM jobs AS a JOIN jobs AS b ON b.id = a.id + 1
                        WHERE a.plan_id = 1 AND CAST(substr(b.message, 2) AS INTEGER)
                            = CAST(substr(a.message, 2) AS INTEGER) + 1";
        assert_eq!(postgres::count(url, in_order).await, 4999);
    })
    .await;
}

#[tokio::test]
async fn what_follows_wakes_the_other_instances() {
    const PATIENCE: Duration = Duration::from_secs(20);
    on_postgres(async |url| {
        let store = scope(url).await;
        let other = scope(url).await;
        let changed = async || tokio::time::timeout(PATIENCE, store.store().changed()).await;
        changed().await.expect("it listens");
        keep(&other, "m1", "m1", NOW).await;
        changed().await.expect("another instance kept something");
        let jobs = claim(&other, NOW).await;
        let ending = |ids: &[&str]| Ending {
            follow_ups: ids.iter().map(|id| follow_up(id, id, NOW)).collect(),
            ..Ending::default()
        };
        let finish = async |lease, ids: &[&str]| {
            assert!(ended(&other, lease, &ending(ids), NOW).await);
        };
        finish(&jobs[0].lease, &["a", "b"]).await;
        changed().await.expect("another instance began something");
        // What has begun before wakes nobody.
        let jobs = claim(&other, NOW).await;
        finish(&jobs[0].lease, &["b"]).await;
        finish(&jobs[1].lease, &[]).await;
        assert!(futures_util::poll!(std::pin::pin!(store.store().changed())).is_pending());
    })
    .await;
}

#[tokio::test]
async fn what_follows_takes_turns_with_other_conversations() {
    on_each(async |store| {
        let elsewhere = ConversationId::parse("cid2==").expect("an id");
        let mut follow_ups: Vec<FollowUp> = (0..20)
            .map(|number| follow_up(&format!("f{number}"), &number.to_string(), NOW))
            .collect();
        follow_ups.push(FollowUp { conversation: elsewhere, ..follow_up("one", "one", NOW) });
        begin(store, follow_ups).await;
        let share = store::Share { total: 4, per_conversation: 3 };
        let jobs = store.claim_jobs(NOW, LEASE, share).await.expect("answers");
        assert!(jobs.iter().any(|job| job.message == "one"), "{:?}", ids(&jobs));
        assert_eq!(jobs.len(), 4);
    })
    .await;
}
