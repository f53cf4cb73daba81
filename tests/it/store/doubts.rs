//! Whether a call may have been made for a job that may still take effect.

use dingnick::store::{Release, Scope};

use super::{NOW, claim, keep, later, on_each, untried};

async fn in_doubt(store: &Scope, at: u64) -> bool {
    let jobs = claim(store, later(at)).await;
    assert_eq!(jobs.len(), 1);
    jobs[0].in_doubt
}

#[tokio::test]
async fn a_job_that_is_taken_from_somebody_is_in_doubt() {
    on_each(async |store| {
        keep(store, "m1", "lane", NOW).await;
        assert!(!in_doubt(store, 0).await, "nobody had it");
        assert!(in_doubt(store, 61).await, "whoever had it may have made a call");
    })
    .await;
}

#[tokio::test]
async fn a_job_that_is_taken_back_is_in_doubt() {
    on_each(async |store| {
        keep(store, "m1", "lane", NOW).await;
        keep(store, "m2", "lane", NOW).await;
        claim(store, NOW).await;
        assert_eq!(store.recover(later(61)).await.expect("answers"), (1, 0));
        let jobs = claim(store, later(61)).await;
        assert!(jobs[0].in_doubt);
        store.release_job(&jobs[0].lease, untried(later(99))).await.expect("answers");
        assert!(in_doubt(store, 99).await, "no word can take that back");
    })
    .await;
}

#[tokio::test]
async fn whoever_releases_a_job_says_whether_it_is_in_doubt() {
    on_each(async |store| {
        keep(store, "m1", "lane", NOW).await;
        for (says, expected) in [(false, false), (true, true), (false, true)] {
            let jobs = claim(store, NOW).await;
            let release = Release { visible_at: NOW, counts: true, in_doubt: says };
            assert!(store.release_job(&jobs[0].lease, release).await.expect("answers"));
            let jobs = claim(store, NOW).await;
            assert_eq!(jobs[0].in_doubt, expected, "after {says}");
            store.release_job(&jobs[0].lease, untried(NOW)).await.expect("answers");
        }
    })
    .await;
}
