//! Several processes at one store: one works from a SQLite file, many from PostgreSQL.

use std::time::Duration;

use dingnick::store::{self, Ending, ReplyOutcome};

use super::{LEASE, NOW, claim, ended, keep, later, on_postgres, retry, say, scope, up_to};
use crate::postgres;

#[tokio::test]
async fn only_one_process_works_from_a_store() {
    let folder = tempfile::tempdir().expect("a folder");
    let url = format!("sqlite://{}", folder.path().join("store.db").display());
    let first = scope(&url).await;
    let second = store::open(&url).await.expect("looking is allowed");
    let hold = first.store().hold().expect("nobody holds it");
    let error = second.hold().expect_err("it is held");
    assert!(error.to_string().contains("store.db"), "{error}");
    drop(hold);
    second.hold().expect("nobody holds it any more");
}

#[tokio::test]
async fn what_other_instances_hold_is_theirs() {
    on_postgres(async |url| {
        let store = scope(url).await;
        let other = scope(url).await;
        let _ours = store.store().hold().expect("several may work");
        let _theirs = other.store().hold().expect("several may work");
        keep(&store, "answered", "a", NOW).await;
        keep(&store, "in-hand", "b", NOW).await;
        let jobs = claim(&store, NOW).await;
        let ending = Ending { answer: say("hello"), ..Ending::default() };
        ended(&store, &jobs[0].lease, &ending, NOW).await;
        let replies = store.claim_replies(NOW, LEASE, up_to(10)).await.expect("answers");
        assert_eq!(other.recover(later(59)).await.expect("answers"), (0, 0));
        assert!(claim(&other, later(59)).await.is_empty());
        let sent = ReplyOutcome::Sent;
        assert!(store.finish_reply(&replies[0].lease, sent, NOW).await.expect("answers"));
        assert!(store.release_job(&jobs[1].lease, retry(NOW)).await.expect("answers"));
    })
    .await;
}

#[tokio::test]
async fn instances_wake_each_other_and_listen_again_after_a_break() {
    const PATIENCE: Duration = Duration::from_secs(20);
    on_postgres(async |url| {
        let store = scope(url).await;
        let other = scope(url).await;
        let changed = async || tokio::time::timeout(PATIENCE, store.store().changed()).await;
        changed().await.expect("it listens");
        keep(&other, "m1", "lane", NOW).await;
        changed().await.expect("another instance kept something");
        // What is repeated, and what we keep ourselves, wakes nobody.
        keep(&other, "m1", "lane", NOW).await;
        keep(&store, "m2", "lane", NOW).await;
        assert!(futures_util::poll!(std::pin::pin!(store.store().changed())).is_pending());
        let cut = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
                   WHERE datname = current_database() AND query LIKE 'LISTEN%'";
        assert_eq!(postgres::count(url, cut).await, 1);
        changed().await.expect("something may have been missed");
        keep(&other, "m3", "lane", NOW).await;
        changed().await.expect("it listens again");
    })
    .await;
}
