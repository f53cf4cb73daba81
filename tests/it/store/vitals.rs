//! What a diagnosis asks of the store: the same on each.

use dingnick::domain::ConversationId;
use dingnick::store::{
    ClaimedJob, Ending, JobOutcome, LedgerEntry, RenameOutcome, ReplyOutcome, Scope, Vitals,
};

use super::{LEASE, NOW, cid, claim, ended, keep_in, later, on_each, renamed, say, up_to, user};

#[tokio::test]
async fn an_empty_store_knows_nothing_to_tell() {
    on_each(async |store| {
        assert_eq!(vitals(store, None).await, Vitals::default());
        assert_eq!(vitals(store, Some(&cid())).await, Vitals::default());
    })
    .await;
}

#[tokio::test]
async fn what_waits_was_given_up_and_went_well_is_told_of_all_and_of_one_group() {
    on_each(async |store| {
        let name = renamed("ming", "三班-小明", RenameOutcome::Applied, &[]);
        let renames = |answer| Ending {
            outcome: JobOutcome::Applied,
            ledger: Some(LedgerEntry { conversation: cid(), ..name.clone() }),
            answer: say(answer),
            ..Ending::default()
        };
        for (id, answer, outcome) in
            [("m1", "told", ReplyOutcome::Sent), ("m2", "not told", ReplyOutcome::Failed)]
        {
            let job = here(store, id).await;
            assert!(ended(store, &job.lease, &renames(answer), later(1)).await);
            let replies = store.claim_replies(later(1), LEASE, up_to(1)).await.expect("answers");
            assert!(
                store.finish_reply(&replies[0].lease, outcome, later(2)).await.expect("answers")
            );
        }
        let dead = here(store, "m3").await;
        let given_up = Ending { outcome: JobOutcome::Dead, ..Ending::default() };
        assert!(ended(store, &dead.lease, &given_up, later(3)).await);
        store.remember_owner(&cid(), &user("owner"), later(4)).await.expect("answers");
        let read = || vec!["ming".to_owned()];
        store.remember_member(&cid(), &user("ming"), "小明", read, NOW).await.expect("answers");
        let event = here(store, "m4").await;
        let applied = Ending { outcome: JobOutcome::Applied, ..Ending::default() };
        assert!(ended(store, &event.lease, &applied, later(5)).await);
        keep_in(store, cid().as_str(), "m5", "waits", None, later(6)).await.expect("is kept");
        keep_in(store, "cid2==", "m6", "elsewhere", None, later(5)).await.expect("is kept");

        let of_group = vitals(store, Some(&cid())).await;
        let expected = Vitals {
            renamed_at: Some(later(1)),
            owner_named_at: Some(later(4)),
            waiting_since: Some(later(6)),
            waiting: 1,
            dead: 1,
            answered: 1,
            unanswered: 1,
            known_people: 1,
            // The last that was carried out and that nobody asked for.
            event_at: Some(NOW),
        };
        assert_eq!(of_group, expected);
        let of_all = Vitals { waiting_since: Some(later(5)), waiting: 2, ..expected };
        assert_eq!(vitals(store, None).await, of_all);
    })
    .await;
}

async fn vitals(store: &Scope, conversation: Option<&ConversationId>) -> Vitals {
    store.vitals(conversation).await.expect("the store answers")
}

/// The job of a message in the group, taken.
async fn here(store: &Scope, id: &str) -> ClaimedJob {
    keep_in(store, cid().as_str(), id, id, None, NOW).await.expect("is kept");
    claim(store, NOW).await.pop().expect("it is due")
}
