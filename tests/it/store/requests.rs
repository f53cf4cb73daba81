//! Renames that wait for approval: numbered once, decided once.

use futures_util::future::join_all;

use dingnick::domain::{ConversationId, MessageId, Nickname, Timestamp};
use dingnick::store::{Decided, Lease, NewRequest, Request, RequestState, Scope};

use super::{NOW, cid, claim, keep, later, on_each, on_shared, scope, user};

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

async fn decide(store: &Scope, number: u32, state: RequestState, lease: &Lease) -> Decided {
    let by = user("owner");
    store
        .decide_request(&cid(), number, state, Some(&by), "why\0", lease, NOW)
        .await
        .expect("answers")
}

/// The leases of as many jobs.
async fn leases(store: &Scope, count: usize) -> Vec<Lease> {
    for number in 0..count {
        keep(store, &format!("job{number}"), &format!("lane{number}"), NOW).await;
    }
    claim(store, NOW).await.into_iter().map(|job| job.lease).collect()
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
        let lease = &leases(store, 1).await[0];
        open(store, "m1", "ming").await;
        open(store, "m2", "hong").await;
        assert_eq!(open(store, "m3", "ming").await, 3);
        assert_eq!(numbers(store).await, [2, 3]);
        assert_eq!(open(store, "m1", "ming").await, 1, "repeated, it replaces nothing");
        assert_eq!(numbers(store).await, [2, 3]);
        match decide(store, 1, RequestState::Approved, lease).await {
            Decided::Before(request) => assert_eq!(request.state, RequestState::Replaced),
            decided => panic!("{decided:?}"),
        }
    })
    .await;
}

#[tokio::test]
async fn a_request_is_decided_once_and_a_repeated_attempt_finds_its_decision() {
    on_each(async |store| {
        let leases = leases(store, 2).await;
        open(store, "m1", "ming").await;
        assert_eq!(decide(store, 2, RequestState::Approved, &leases[0]).await, Decided::Unknown);
        for attempt in 0..2 {
            match decide(store, 1, RequestState::Rejected, &leases[0]).await {
                Decided::Now(request) => assert_eq!(request.state, RequestState::Rejected),
                decided => panic!("attempt {attempt}: {decided:?}"),
            }
        }
        match decide(store, 1, RequestState::Approved, &leases[1]).await {
            Decided::Before(request) => assert_eq!(request.state, RequestState::Rejected),
            decided => panic!("{decided:?}"),
        }
        assert!(numbers(store).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn requests_that_nobody_decides_are_overdue() {
    on_each(async |store| {
        let lease = &leases(store, 1).await[0];
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
        decide(store, 1, RequestState::Expired, lease).await;
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
async fn of_those_who_replace_and_decide_at_once_one_does() {
    on_shared(async |url| {
        let stores = join_all((0..2).map(|_| scope(url))).await;
        let leases = leases(&stores[0], 6).await;
        for round in 0..5 {
            let number = open(&stores[0], &format!("m{round}"), "ming").await;
            let decide = leases.iter().enumerate().map(|(index, lease)| {
                let states = [RequestState::Approved, RequestState::Rejected];
                decide(&stores[index % 2], number, states[index % 2], lease)
            });
            let decided = join_all(decide).await;
            let now = decided.iter().filter(|decided| matches!(decided, Decided::Now(_))).count();
            assert_eq!(now, 1, "{decided:?}");
            let states = decided.iter().map(|decided| match decided {
                Decided::Now(request) | Decided::Before(request) => request.state,
                Decided::Unknown => panic!("it is there"),
            });
            let mut states: Vec<RequestState> = states.collect();
            states.dedup();
            assert_eq!(states.len(), 1, "all are told the same: {decided:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn decided_requests_go_with_the_ledger_and_their_numbers_are_not_given_again() {
    on_each(async |store| {
        let leases = leases(store, 2).await;
        open(store, "m1", "ming").await;
        open(store, "m2", "hong").await;
        decide(store, 2, RequestState::Approved, &leases[0]).await;
        let forget = async |before| store.forget_renames(before, 9).await;
        forget(NOW).await.expect("answers");
        let again = decide(store, 2, RequestState::Approved, &leases[1]).await;
        assert!(matches!(again, Decided::Before(_)), "it is not from before: {again:?}");
        forget(later(1)).await.expect("answers");
        let again = decide(store, 2, RequestState::Approved, &leases[1]).await;
        assert_eq!(again, Decided::Unknown);
        assert_eq!(numbers(store).await, [1], "what waits stays");
        assert_eq!(open(store, "m3", "hong").await, 3);
    })
    .await;
}
