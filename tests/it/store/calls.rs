//! The month's calls of an organisation.

use futures_util::future::join_all;

use super::{on_each, on_shared, scope};

#[tokio::test]
async fn calls_are_summed_for_each_organisation_and_month() {
    on_each(async |store| {
        for (organisation, month, calls, sum) in [
            ("ding1", "2026-07", 0, 0),
            ("ding1", "2026-07", 5, 5),
            ("ding1", "2026-07", 2, 7),
            ("ding1", "2026-08", 1, 1),
            ("ding2", "2026-07", 1, 1),
            ("ding1", "2026-07", 0, 7),
            ("ding\0", "2026-07", 1, 1),
        ] {
            let found = store.store().add_calls(organisation, month, calls).await.expect("answers");
            assert_eq!(found, sum, "{organisation} {month} {calls}");
        }
    })
    .await;
}

#[tokio::test]
async fn calls_that_are_counted_at_once_all_count() {
    on_shared(async |url| {
        let first = scope(url).await;
        let second = scope(url).await;
        let add = (0..20).map(|number| {
            let store = if number % 2 == 0 { &first } else { &second };
            store.store().add_calls("ding1", "2026-07", 3)
        });
        let mut sums: Vec<u64> =
            join_all(add).await.into_iter().map(|sum| sum.expect("answers")).collect();
        sums.sort_unstable();
        assert_eq!(sums, (1..=20).map(|times| times * 3).collect::<Vec<u64>>());
    })
    .await;
}
