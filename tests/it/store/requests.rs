//! Renames that wait for approval: numbered once, decided once.

use futures_util::future::join_all;

use dingnick::domain::{ConversationId, MessageId, Nickname, Timestamp};
use dingnick::store::{NewRequest, Request, RequestState, Scope};

use super::{NOW, cid, decide, jobs, later, on_each, on_shared, scope, user};

/// Asks for a name for somebody by a message.
async fn open_in(
    store: &Scope,
    conversation: &ConversationId,
    message: &str,
    whose: &str,
    at: Timestamp,
) -> u32 {
    let request = NewRequest {
        conversation,
        message_id: &MessageId::parse(message).expect("an id"),
        user_id: &user(whose),
        asked_by: &user("asker"),
        display_name: "小\0明",
        name: &Nickname::parse(message).expect("a name"),
        asked_at: at,
        undoes: None,
    };
    store.open_request(request).await.expect("answers")
}

async fn open(store: &Scope, message: &str, whose: &str) -> u32 {
    open_in(store, &cid(), message, whose, NOW).await
}

async fn numbers(store: &Scope) -> Vec<u32> {
    let open = store.open_requests(&cid()).await.expect("answers");
    open.iter().map(|request| request.number).collect()
}

/// What became of a request, if it is still known.
async fn state(store: &Scope, number: u32) -> Option<RequestState> {
    let request = store.request(&cid(), number).await.expect("answers");
    request.map(|request| request.state)
}

#[tokio::test]
async fn requests_are_numbered_in_each_group_and_a_repeated_message_is_the_same() {
    on_each(async |store| {
        assert_eq!(open(store, "m1", "ming").await, 1);
        assert_eq!(open(store, "m2", "hong").await, 2);
        assert_eq!(open(store, "m1", "ming").await, 1);
        let other = ConversationId::parse("cid2==").expect("an id");
        assert_eq!(open_in(store, &other, "m3", "ming", NOW).await, 1);
        assert_eq!(open(store, "m4", "bao").await, 3, "no number is left out");
        assert_eq!(numbers(store).await, [1, 2, 3]);
        let open = store.open_requests(&other).await.expect("answers");
        let Request { user_id, asked_by, name, asked_at, state, .. } = &open[0];
        assert_eq!((user_id, asked_by), (&user("ming"), &user("asker")));
        assert_eq!((name.as_str(), *asked_at, *state), ("m3", NOW, RequestState::Open));
    })
    .await;
}

#[tokio::test]
async fn a_newer_request_for_the_same_name_replaces_the_older() {
    on_each(async |store| {
        let job = &jobs(store, "job", 1).await[0];
        open(store, "m1", "ming").await;
        open(store, "m2", "hong").await;
        assert_eq!(open(store, "m3", "ming").await, 3);
        assert_eq!(numbers(store).await, [2, 3]);
        assert_eq!(open(store, "m1", "ming").await, 1, "repeated, it replaces nothing");
        assert_eq!(numbers(store).await, [2, 3]);
        assert!(!decide(store, job, 1, RequestState::Approved).await);
        assert_eq!(state(store, 1).await, Some(RequestState::Replaced));
    })
    .await;
}

#[tokio::test]
async fn a_request_is_decided_once() {
    on_each(async |store| {
        let jobs = jobs(store, "job", 3).await;
        open(store, "m1", "ming").await;
        assert!(!decide(store, &jobs[0], 2, RequestState::Approved).await, "there is none");
        assert!(decide(store, &jobs[1], 1, RequestState::Rejected).await);
        assert!(!decide(store, &jobs[2], 1, RequestState::Approved).await);
        assert_eq!(state(store, 1).await, Some(RequestState::Rejected));
        assert!(numbers(store).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn requests_that_nobody_decides_are_overdue() {
    on_each(async |store| {
        let job = &jobs(store, "job", 1).await[0];
        let other = ConversationId::parse("cid2==").expect("an id");
        open_in(store, &cid(), "m1", "ming", later(2)).await;
        open_in(store, &other, "m2", "ming", later(1)).await;
        open_in(store, &cid(), "m3", "hong", later(3)).await;
        let overdue = async |before, limit| {
            let overdue = store.overdue_requests(before, limit).await.expect("answers");
            let names = overdue.into_iter().map(|(cid, request)| (cid, request.name.to_string()));
            names.collect::<Vec<_>>()
        };
        let named = |cid: &ConversationId, name: &str| (cid.clone(), name.to_owned());
        assert_eq!(overdue(later(1), 9).await, []);
        assert_eq!(overdue(later(3), 9).await, [named(&other, "m2"), named(&cid(), "m1")]);
        assert_eq!(overdue(later(3), 1).await, [named(&other, "m2")]);
        assert!(decide(store, job, 1, RequestState::Expired).await);
        assert_eq!(overdue(later(9), 9).await, [named(&other, "m2"), named(&cid(), "m3")]);
    })
    .await;
}

#[tokio::test]
async fn those_who_ask_at_once_never_get_one_number() {
    on_shared(async |url| {
        let stores = join_all((0..2).map(|_| scope(url))).await;
        // Each message comes twice, by two ways.
        let asked = (0..20).map(|number| {
            let store = &stores[number % 2];
            let message = format!("m{}", number / 2);
            async move { (open(store, &message, &message).await, message) }
        });
        let mut given = join_all(asked).await;
        given.sort();
        given.dedup();
        let numbers: Vec<u32> = given.iter().map(|(number, _)| *number).collect();
        assert_eq!(numbers, (1..=10).collect::<Vec<u32>>(), "one for each message: {given:?}");
    })
    .await;
}

#[tokio::test]
async fn decided_requests_go_with_the_ledger_and_their_numbers_are_not_given_again() {
    on_each(async |store| {
        let jobs = jobs(store, "job", 1).await;
        open(store, "m1", "ming").await;
        open(store, "m2", "hong").await;
        assert!(decide(store, &jobs[0], 2, RequestState::Approved).await);
        let forget = async |before| store.forget_renames(before, 9).await;
        forget(NOW).await.expect("answers");
        assert_eq!(state(store, 2).await, Some(RequestState::Approved), "it is not from before");
        forget(later(1)).await.expect("answers");
        assert_eq!(state(store, 2).await, None);
        assert_eq!(numbers(store).await, [1], "what waits stays");
        assert_eq!(open(store, "m3", "hong").await, 3);
    })
    .await;
}
