//! Answers: each is given at most once.

use dingnick::store::{Ending, ReplyOutcome};

use super::{LEASE, NOW, claim, ended, ids, keep, later, on_each, retry, say, untried, up_to};

#[tokio::test]
async fn an_answer_is_taken_once_even_when_its_lease_runs_out() {
    on_each(async |store| {
        keep(store, "m1", "lane", NOW).await;
        let jobs = claim(store, NOW).await;
        let ending = Ending { answer: say("hello"), ..Ending::default() };
        ended(store, &jobs[0].lease, &ending, NOW).await;
        let take = async |now| {
            store.claim_replies(now, LEASE, up_to(10)).await.expect("the store answers")
        };
        let taken = take(NOW).await;
        assert_eq!(taken.len(), 1);
        assert_eq!(taken[0].answer, "hello");
        assert!(take(later(3600)).await.is_empty(), "it may have been sent");
        assert!(store.release_reply(&taken[0].lease, retry(later(1))).await.expect("answers"));
        let again = take(later(1)).await;
        assert_eq!((again.len(), again[0].attempt), (1, 2), "certainly not sent");
        let sent = ReplyOutcome::Sent;
        assert!(store.finish_reply(&again[0].lease, sent, NOW).await.expect("answers"));
        assert!(!store.finish_reply(&again[0].lease, sent, NOW).await.expect("answers"));
    })
    .await;
}

#[tokio::test]
async fn what_a_process_left_is_taken_up_and_answers_are_not_repeated() {
    on_each(async |store| {
        keep(store, "answered", "a", NOW).await;
        keep(store, "left", "b", NOW).await;
        let jobs = claim(store, NOW).await;
        let ending = Ending { answer: say("hello"), ..Ending::default() };
        ended(store, &jobs[0].lease, &ending, NOW).await;
        store.claim_replies(NOW, LEASE, up_to(10)).await.expect("answers");
        assert_eq!(store.recover(later(60)).await.expect("answers"), (1, 1));
        let taken = claim(store, later(60)).await;
        assert_eq!(ids(&taken), ["left"]);
        assert_eq!(taken[0].attempt, 1, "that somebody died is not its fault");
        let replies = store.claim_replies(later(60), LEASE, up_to(10)).await.expect("answers");
        assert!(replies.is_empty());
    })
    .await;
}

#[tokio::test]
async fn an_answer_that_is_released_untried_was_not_tried() {
    on_each(async |store| {
        keep(store, "m1", "lane", NOW).await;
        let jobs = claim(store, NOW).await;
        let ending = Ending { answer: say("hello"), ..Ending::default() };
        ended(store, &jobs[0].lease, &ending, NOW).await;
        let take = async |now| store.claim_replies(now, LEASE, up_to(10)).await.expect("it");
        let taken = take(NOW).await;
        assert!(store.release_reply(&taken[0].lease, untried(later(5))).await.expect("answers"));
        assert!(!store.release_reply(&taken[0].lease, untried(later(5))).await.expect("answers"));
        assert!(take(later(4)).await.is_empty(), "not before its time");
        assert_eq!(take(later(5)).await[0].attempt, 1);
    })
    .await;
}

#[tokio::test]
async fn an_answer_whose_lease_is_over_ends_unknown() {
    on_each(async |store| {
        keep(store, "m1", "lane", NOW).await;
        let jobs = claim(store, NOW).await;
        let ending = Ending { answer: say("hello"), ..Ending::default() };
        ended(store, &jobs[0].lease, &ending, NOW).await;
        let end_lost = async |now| store.end_lost_replies(now).await.expect("answers");
        assert_eq!(end_lost(later(99)).await, 0, "nobody has taken it");
        let taken = store.claim_replies(NOW, LEASE, up_to(10)).await.expect("answers");
        assert_eq!(end_lost(later(59)).await, 0, "somebody may be at it");
        assert_eq!(end_lost(later(60)).await, 1);
        let sent = ReplyOutcome::Sent;
        let finished = store.finish_reply(&taken[0].lease, sent, later(61)).await;
        assert!(!finished.expect("answers"), "it has ended");
    })
    .await;
}
