//! Who asked and the right to answer them: kept beside the message, and the right no longer than it
//! is needed.

use dingnick::domain::MessageId;
use dingnick::store::{Ending, FollowUp, NewAnswer, NewJob, ReplyOutcome, Scope};

use super::{LEASE, NOW, cid, claim, ended, keep, later, on_each, on_shared, scope, up_to};
use crate::postgres;

async fn keep_with_session(store: &Scope, id: &str) {
    let job = NewJob {
        message_id: &MessageId::parse(id).expect("an id"),
        message: "hello",
        asker: Some("who\0 asked"),
        session: Some("secret of the message"),
        lane: id,
        conversation: &cid(),
        request: None,
        received_at: NOW,
    };
    store.keep(job).await.expect("it is kept");
}

/// An end with an answer and a follow-up that have the right to answer too.
fn ending() -> Ending {
    let answer = NewAnswer {
        text: "an answer".to_owned(),
        session: Some("secret of the answer".to_owned()),
    };
    let follow_up = FollowUp {
        message_id: MessageId::parse("next").expect("an id"),
        message: "next".to_owned(),
        asker: Some("who asked next".to_owned()),
        session: Some("secret of what follows".to_owned()),
        lane: "next".to_owned(),
        conversation: cid(),
        plan_id: None,
        due: NOW,
        received_at: NOW,
    };
    Ending { answer: Some(answer), follow_ups: vec![follow_up], ..Ending::default() }
}

#[tokio::test]
async fn a_job_comes_with_who_asked_and_the_right_to_answer() {
    on_each(async |store| {
        keep_with_session(store, "m1").await;
        keep(store, "m2", "m2", NOW).await;
        let jobs = claim(store, NOW).await;
        assert_eq!((jobs[0].message_id.as_str(), jobs[0].conversation.as_str()), ("m1", "cid1=="));
        assert_eq!(jobs[0].asker.as_deref(), Some("who\u{fffd} asked"));
        assert_eq!(jobs[0].session.as_deref(), Some("secret of the message"));
        assert_eq!((jobs[1].asker.as_ref(), jobs[1].session.as_ref()), (None, None));
        assert!(ended(store, &jobs[0].lease, &ending(), NOW).await);
        let next = claim(store, NOW).await;
        assert_eq!(next[0].asker.as_deref(), Some("who asked next"));
        assert_eq!(next[0].session.as_deref(), Some("secret of what follows"));
        let replies = store.claim_replies(NOW, LEASE, up_to(1)).await.expect("answers");
        assert_eq!(replies[0].session.as_deref(), Some("secret of the answer"));
    })
    .await;
}

#[tokio::test]
async fn the_right_to_answer_goes_when_all_is_said() {
    on_shared(async |url| {
        let store = scope(url).await;
        keep_with_session(&store, "m1").await;
        let jobs = claim(&store, NOW).await;
        let secrets = async || {
            let jobs = "SELECT session FROM jobs WHERE session IS NOT NULL
                        UNION ALL SELECT session FROM replies WHERE session IS NOT NULL";
            let mut secrets = postgres::texts(url, jobs).await;
            secrets.sort();
            secrets
        };
        assert_eq!(secrets().await, ["secret of the message"]);
        assert!(ended(&store, &jobs[0].lease, &ending(), NOW).await);
        assert_eq!(secrets().await, ["secret of the answer", "secret of what follows"]);
        let replies = store.claim_replies(NOW, LEASE, up_to(1)).await.expect("answers");
        let lease = &replies[0].lease;
        assert!(store.finish_reply(lease, ReplyOutcome::Sent, NOW).await.expect("answers"));
        assert_eq!(secrets().await, ["secret of what follows"]);
        // Nor does it stay where nobody knows whether the answer was given.
        let jobs = claim(&store, NOW).await;
        assert!(
            ended(&store, &jobs[0].lease, &Ending { follow_ups: vec![], ..ending() }, NOW).await
        );
        store.claim_replies(NOW, LEASE, up_to(1)).await.expect("answers");
        assert_eq!(store.end_lost_replies(later(61)).await.expect("answers"), 1);
        assert_eq!(secrets().await, [""; 0]);
    })
    .await;
}

#[tokio::test]
async fn nothing_that_was_said_shows_in_the_log() {
    on_each(async |store| {
        keep_with_session(store, "m1").await;
        let jobs = claim(store, NOW).await;
        let shown = format!("{jobs:?} {:?}", ending());
        assert!(shown.contains("m1") && shown.contains("next"), "{shown}");
        for secret in ["hello", "asked", "secret", "an answer"] {
            assert!(!shown.contains(secret), "{secret}: {shown}");
        }
    })
    .await;
}
