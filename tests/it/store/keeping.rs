//! What is kept: each message once, many in one transaction, and nothing that is not on the disk.

use dingnick::domain::ConversationId;
use dingnick::store::{Kept, StoreError};

use super::{NOW, claim, ids, keep, on_each, on_postgres, on_shared, scope, try_to_keep};
use crate::postgres;

#[tokio::test]
async fn a_message_is_kept_once() {
    on_each(async |store| {
        assert_eq!(keep(store, "m1", "lane", NOW).await, Kept::New);
        assert_eq!(keep(store, "m1", "lane", NOW).await, Kept::Before);
        assert_eq!(keep(store, "m2", "lane", NOW).await, Kept::New);
    })
    .await;
}

#[tokio::test]
async fn ten_who_race_keep_a_message_once() {
    on_each(async |store| {
        let race = (0..10).map(|_| keep(store, "m1", "lane", NOW));
        let kept = futures_util::future::join_all(race).await;
        assert_eq!(kept.iter().filter(|kept| **kept == Kept::New).count(), 1);
    })
    .await;
}

#[tokio::test]
async fn ten_who_race_over_two_handles_keep_a_message_once() {
    on_shared(async |url| {
        let first = scope(url).await;
        let second = scope(url).await;
        for round in 0..10 {
            let id = |number: usize| format!("m{round}-{number}");
            let race = (0..10).map(|racer| {
                let store = if racer % 2 == 0 { &first } else { &second };
                let ids = (0..5).map(move |n| id(if racer % 3 == 0 { n } else { 4 - n }));
                let kept = ids.map(|id| async move { keep(store, &id, "lane", NOW).await });
                futures_util::future::join_all(kept)
            });
            let kept = futures_util::future::join_all(race).await.concat();
            assert_eq!(kept.iter().filter(|kept| **kept == Kept::New).count(), 5);
        }
    })
    .await;
}

#[tokio::test]
async fn two_hundred_that_are_kept_at_once_share_few_transactions() {
    on_shared(async |url| {
        let store = scope(url).await;
        let before = commits(url).await;
        let ids: Vec<String> = (0..200).map(|number| format!("m{number}")).collect();
        let kept = ids.iter().map(|id| keep(&store, id, id, NOW));
        let kept = futures_util::future::join_all(kept).await;
        assert!(kept.iter().all(|kept| *kept == Kept::New));
        let transactions = commits(url).await - before;
        assert!((1..=10).contains(&transactions), "{transactions} transactions for 200 messages");
        assert_eq!(postgres::count(url, "SELECT count(*) FROM jobs").await, 200);
        let in_order = "SELECT count(*) FROM jobs AS a JOIN jobs AS b ON b.id > a.id
                        WHERE CAST(substr(a.message, 2) AS INTEGER)
                            > CAST(substr(b.message, 2) AS INTEGER)";
        assert_eq!(postgres::count(url, in_order).await, 0, "numbered in the order they came");
    })
    .await;
}

#[tokio::test]
async fn more_than_can_wait_is_refused_at_once() {
    on_each(async |store| {
        let ids: Vec<String> = (0..3000).map(|number| format!("m{number}")).collect();
        let kept = ids.iter().map(|id| try_to_keep(store, id, id, NOW));
        let kept = futures_util::future::join_all(kept).await;
        let full = kept.iter().filter(|kept| matches!(kept, Err(StoreError::Full))).count();
        let new = kept.iter().filter(|kept| matches!(kept, Ok(Kept::New))).count();
        assert!(full > 0 && new >= 1000, "{full} refused, {new} kept");
        assert_eq!(full + new, 3000);
    })
    .await;
}

#[tokio::test]
async fn who_gives_up_harms_nobody_and_what_waits_is_kept_before_the_store_closes() {
    on_shared(async |url| {
        let store = scope(url).await;
        let hasty = keep(&store, "hasty", "lane", NOW);
        assert!(futures_util::poll!(std::pin::pin!(hasty)).is_pending());
        let patient = keep(&store, "patient", "lane", NOW);
        let close = async {
            tokio::task::yield_now().await;
            store.store().close().await;
        };
        assert_eq!(tokio::join!(patient, close).0, Kept::New);
        let late = try_to_keep(&store, "late", "lane", NOW).await;
        assert!(matches!(late, Err(StoreError::Closed)));
        let kept = "SELECT count(*) FROM jobs WHERE message = 'patient'";
        assert_eq!(postgres::count(url, kept).await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_store_that_fails_fails_all_who_wait_and_recovers() {
    on_shared(async |url| {
        let store = scope(url).await;
        let ids: Vec<String> = (0..20).map(|number| format!("m{number}")).collect();
        let all = async || {
            let kept = ids.iter().map(|id| try_to_keep(&store, id, id, NOW));
            futures_util::future::join_all(kept).await
        };
        postgres::execute(url, "ALTER TABLE jobs RENAME TO away").await;
        assert!(all().await.iter().all(Result::is_err), "none is told that it was kept");
        postgres::execute(url, "ALTER TABLE away RENAME TO jobs").await;
        assert_eq!(postgres::count(url, "SELECT count(*) FROM jobs").await, 0);
        assert!(all().await.iter().all(|kept| matches!(kept, Ok(Kept::New))));
    })
    .await;
}

#[tokio::test]
async fn connections_that_break_cost_no_message() {
    on_postgres(async |url| {
        let store = scope(url).await;
        keep(&store, "m1", "lane", NOW).await;
        let cut = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
                   WHERE datname = current_database() AND pid <> pg_backend_pid()";
        assert!(postgres::count(url, cut).await > 0);
        assert_eq!(keep(&store, "m2", "lane", NOW).await, Kept::New);
        assert_eq!(ids(&claim(&store, NOW).await), ["m1"]);
    })
    .await;
}

#[tokio::test]
async fn a_character_0_harms_nobody() {
    on_each(async |store| {
        // Ids cannot hold it; a lane is text.
        for id in ["a", "b"] {
            assert_eq!(keep(store, id, "lane\0", NOW).await, Kept::New);
            assert_eq!(keep(store, id, "lane\0", NOW).await, Kept::Before);
        }
        let cid = ConversationId::parse("cid1==").expect("an id");
        store.remember_title(&cid, "三\0班").await.expect("answers");
    })
    .await;
}

/// How many transactions wrote to this store: on disk the commits in the write-ahead log, each
/// frame of which says whether it ends one; in PostgreSQL the different transactions that the
/// rows of the jobs say they were inserted by.
async fn commits(url: &str) -> i64 {
    let Some(path) = url.strip_prefix("sqlite://") else {
        return postgres::count(url, "SELECT count(DISTINCT xmin::text) FROM jobs").await;
    };
    let log = std::fs::read(format!("{path}-wal")).expect("the log can be read");
    let word = |at: usize| u32::from_be_bytes(log[at..at + 4].try_into().expect("four bytes"));
    let frame = 24 + word(8) as usize;
    let ends = (32..log.len()).step_by(frame).filter(|at| word(at + 4) != 0);
    i64::try_from(ends.count()).expect("not that many")
}
