//! What an organisation used of a month, and what its members spent in a day.

use std::time::Duration;

use futures_util::future::join_all;

use dingnick::domain::{ConversationId, Limited, Timestamp};
use dingnick::store::{MemberCall, MemberCallLimits, Scope, Used};

use super::{NOW, later, on_each, on_shared, scope};

#[tokio::test]
async fn what_is_used_is_summed_for_each_organisation_and_month() {
    on_each(async |store| {
        for (organisation, month, more, sum) in [
            ("ding1", "2026-07", (0, 0), (0, 0)),
            ("ding1", "2026-07", (5, 0), (5, 0)),
            ("ding1", "2026-07", (2, 3), (7, 3)),
            ("ding1", "2026-08", (1, 0), (1, 0)),
            ("ding2", "2026-07", (0, 1), (0, 1)),
            ("ding1", "2026-07", (0, 0), (7, 3)),
            ("ding\0", "2026-07", (1, 1), (1, 1)),
        ] {
            let used = |(calls, messages)| Used { calls, messages };
            let found = store.store().add_used(organisation, month, used(more)).await;
            let found = found.expect("answers");
            assert_eq!(found, used(sum), "{organisation} {month} {more:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn what_is_used_at_once_all_counts() {
    on_shared(async |url| {
        let first = scope(url).await;
        let second = scope(url).await;
        let add = (0..20).map(|number| {
            let store = if number % 2 == 0 { &first } else { &second };
            store.store().add_used("ding1", "2026-07", Used { calls: 3, messages: 1 })
        });
        let mut sums: Vec<u64> =
            join_all(add).await.into_iter().map(|sum| sum.expect("answers").calls).collect();
        sums.sort_unstable();
        assert_eq!(sums, (1..=20).map(|times| times * 3).collect::<Vec<u64>>());
    })
    .await;
}

static CLASS: std::sync::LazyLock<ConversationId> = std::sync::LazyLock::new(super::cid);

/// A call for the job 1.
pub(super) fn member_call<'a>(
    person: &'a str,
    attempt: u32,
    api: &'static str,
    at: Timestamp,
) -> MemberCall<'a> {
    MemberCall { organisation: "ding1", conversation: &CLASS, person, job_id: 1, attempt, api, at }
}

pub(super) fn limits(member: Option<u32>, group: Option<u32>) -> MemberCallLimits {
    MemberCallLimits { since: NOW, member, group }
}

async fn count(
    store: &Scope,
    call: MemberCall<'_>,
    member: Option<u32>,
    group: Option<u32>,
) -> Option<Limited> {
    store.count_member_call(call, limits(member, group)).await.expect("answers")
}

#[tokio::test]
async fn a_member_spends_so_much_in_all_groups_and_a_group_so_much_in_all() {
    on_each(async |store| {
        let other = ConversationId::parse("cidother==").expect("an id");
        let call = |person, job_id| MemberCall { job_id, ..member_call(person, 1, "set", NOW) };
        let elsewhere =
            |person, job_id| MemberCall { conversation: &other, ..call(person, job_id) };
        let (member, group) = (Some(2), Some(3));
        for (call, expected) in [
            (call("ming", 1), None),
            (elsewhere("ming", 2), None),
            (call("ming", 3), Some(Limited::Sender)),
            (elsewhere("ming", 3), Some(Limited::Sender)),
            (call("hong", 4), None),
            (call("hong\0", 5), None),
            (call("bao", 6), Some(Limited::Group)),
            (elsewhere("bao", 7), None),
            // Another organisation pays for itself.
            (MemberCall { organisation: "ding2", ..call("ming", 8) }, None),
        ] {
            assert_eq!(count(store, call, member, group).await, expected, "failed on {call:?}");
        }
        // Without limits everything counts, and nothing is refused.
        assert_eq!(count(store, call("ming", 9), None, None).await, None);
        // What was spent before the day began is not of the day.
        let next = MemberCallLimits { since: later(1), member, group };
        let call = MemberCall { at: later(1), ..call("ming", 10) };
        assert_eq!(store.count_member_call(call, next).await.expect("answers"), None);
    })
    .await;
}

#[tokio::test]
async fn an_attempt_that_is_begun_again_counts_once_and_the_next_one_again() {
    on_each(async |store| {
        for (attempt, api, expected) in [
            (1, "owner", None),
            (1, "set", None),
            (1, "set", None),
            (1, "owner", None),
            (2, "set", None),
            // What was counted goes on, though nothing more is taken.
            (2, "set", None),
            (3, "set", Some(Limited::Sender)),
            (3, "set", Some(Limited::Sender)),
        ] {
            let call = member_call("ming", attempt, api, NOW);
            let found = count(store, call, Some(3), None).await;
            assert_eq!(found, expected, "attempt {attempt}: {api}");
        }
    })
    .await;
}

#[tokio::test]
async fn of_calls_at_once_no_more_are_taken_than_there_are() {
    on_shared(async |url| {
        let (first, second) = (scope(url).await, scope(url).await);
        let calls = (0..20).map(|job_id| {
            let store = if job_id % 2 == 0 { &first } else { &second };
            let call = MemberCall { job_id, ..member_call("ming", 1, "set", NOW) };
            count(store, call, Some(7), None)
        });
        let taken = join_all(calls).await.into_iter().filter(Option::is_none).count();
        assert_eq!(taken, 7);
    })
    .await;
}

#[tokio::test]
async fn what_was_spent_is_forgotten_when_it_is_old() {
    on_each(async |store| {
        let at = |at| MemberCall { at, ..member_call("ming", 1, "set", at) };
        assert_eq!(count(store, at(NOW), Some(1), None).await, None);
        store.purge(NOW, 10).await.expect("answers");
        let again = MemberCall { job_id: 2, ..at(NOW) };
        assert_eq!(count(store, again, Some(1), None).await, Some(Limited::Sender));
        store.purge(NOW.plus(Duration::from_millis(1)), 10).await.expect("answers");
        assert_eq!(count(store, again, Some(1), None).await, None);
    })
    .await;
}
