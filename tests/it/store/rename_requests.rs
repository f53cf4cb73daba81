//! A newer rename request makes an older one moot: the same person's, for the same name.

use dingnick::store::{Ending, Scope};

use super::{NOW, claim, ended, keep_in, later, on_each};

/// Keeps requests as (id, who asks, when they asked) in one lane, and says whether the first of them
/// is moot.
async fn is_first_superseded(store: &Scope, requests: &[(&str, Option<&str>, u64)]) -> bool {
    for (id, asked_by, asked_at) in requests {
        let request = asked_by.map(|asked_by| (asked_by, later(*asked_at)));
        keep_in(store, "cid", id, "lane", request, NOW).await.expect("kept");
    }
    let jobs = claim(store, NOW).await;
    let superseded = store.newer_request_waits(&jobs[0].lease).await.expect("answers");
    for _ in requests {
        for job in claim(store, NOW).await.iter().chain(&jobs) {
            let ending = Ending::default();
            ended(store, &job.lease, &ending, NOW).await;
        }
    }
    superseded
}

#[tokio::test]
async fn only_a_newer_request_of_the_same_person_makes_one_moot() {
    on_each(async |store| {
        let ming = Some("ming");
        for (name, rest, expected) in [
            ("alone", &[][..], false),
            ("newer", &[("b", ming, 10)][..], true),
            ("as-old", &[("b", ming, 5)][..], true),
            ("older", &[("b", ming, 1)][..], false),
            ("somebody-else", &[("b", Some("hong"), 10)][..], false),
            ("no-request", &[("b", None, 10)][..], false),
            ("third", &[("b", Some("hong"), 10), ("c", ming, 11)][..], true),
        ] {
            let id = |id: &str| format!("{name}-{id}");
            let ids: Vec<String> = rest.iter().map(|(of, ..)| id(of)).collect();
            let first = id("a");
            let mut requests = vec![(first.as_str(), ming, 5)];
            requests
                .extend(ids.iter().zip(rest).map(|(id, (_, who, at))| (id.as_str(), *who, *at)));
            assert_eq!(is_first_superseded(store, &requests).await, expected, "failed on {name}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_request_that_has_ended_makes_nothing_moot() {
    on_each(async |store| {
        let request = |at| Some(("ming", later(at)));
        keep_in(store, "cid", "newer", "lane", request(9), NOW).await.expect("kept");
        let jobs = claim(store, NOW).await;
        let ending = Ending::default();
        ended(store, &jobs[0].lease, &ending, NOW).await;
        keep_in(store, "cid", "older", "lane", request(1), NOW).await.expect("kept");
        let jobs = claim(store, NOW).await;
        assert!(
            !store.newer_request_waits(&jobs[0].lease).await.expect("answers"),
            "it may have failed"
        );
    })
    .await;
}
