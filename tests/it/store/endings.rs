//! How a job ends: once, by whoever holds it, and with all that is written with it.

use dingnick::domain::{ConversationId, Nickname, UserId};
use dingnick::store::{
    ClaimedJob, Ending, JobOutcome, Kept, LastRename, LedgerEntry, RenameOutcome, ReplyOutcome,
};

use super::{LEASE, NOW, claim, ended, ids, keep, later, on_each, retry, say, up_to, user};

#[tokio::test]
async fn a_lost_lease_ends_nothing() {
    on_each(async |store| {
        keep(store, "m1", "lane", NOW).await;
        let lost = claim(store, NOW).await;
        let holder = claim(store, later(61)).await;
        assert_eq!(ids(&holder), ["m1"], "an expired lease comes back by itself");
        let ending =
            Ending { outcome: JobOutcome::Applied, answer: say("twice"), ..Ending::default() };
        let finish = async |job: &ClaimedJob| ended(store, &job.lease, &ending, NOW).await;
        assert!(!finish(&lost[0]).await);
        assert!(!store.release_job(&lost[0].lease, retry(NOW)).await.expect("answers"));
        assert!(finish(&holder[0]).await);
        assert!(!finish(&holder[0]).await, "what has ended does not end again");
        let replies = store.claim_replies(NOW, LEASE, up_to(10)).await.expect("answers");
        assert_eq!(replies.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn the_ledger_remembers_the_last_name_that_was_set() {
    on_each(async |store| {
        let cid = ConversationId::parse("cid1==").expect("an id");
        let user_id = UserId::parse("ming").expect("an id");
        let name = |text: &str| Nickname::parse(text).expect("a name");
        for (id, new_name, outcome) in [
            ("m1", "一", RenameOutcome::Applied),
            ("m2", "二", RenameOutcome::Applied),
            ("m3", "三", RenameOutcome::Refused),
        ] {
            keep(store, id, id, NOW).await;
            let jobs = claim(store, NOW).await;
            let entry = LedgerEntry {
                conversation: cid.clone(),
                user_id: user_id.clone(),
                old_name: None,
                new_name: name(new_name),
                asked_by: user_id.clone(),
                asked_at: later(7),
                outcome,
                code: None,
                request_id: None,
                undoes: None,
                readings: Vec::new(),
            };
            let ending = Ending { ledger: Some(entry), ..Ending::default() };
            ended(store, &jobs[0].lease, &ending, NOW).await;
        }
        let given = async || store.names_of(&cid, &user_id).await.expect("answers").given;
        let expected =
            LastRename { name: name("二"), asked_by: user("ming"), asked_at: later(7), at: NOW };
        assert_eq!(given().await.as_ref(), Some(&expected));
        let forget = async |before| store.forget_renames(before, 2).await;
        assert_eq!(forget(NOW).await.expect("answers"), 0, "they are not from before");
        assert_eq!(forget(later(1)).await.expect("answers"), 2, "as many as asked for");
        assert_eq!(forget(later(1)).await.expect("answers"), 1);
        assert_eq!(given().await, Some(expected), "the name that they have outlasts it");
    })
    .await;
}

#[tokio::test]
async fn old_messages_go_when_all_is_said_and_the_ledger_stays() {
    on_each(async |store| {
        for id in ["m1", "m2", "m3"] {
            keep(store, id, id, NOW).await;
        }
        let jobs = claim(store, NOW).await;
        let said = Ending { answer: say("hello"), ..Ending::default() };
        ended(store, &jobs[0].lease, &said, NOW).await;
        ended(store, &jobs[1].lease, &Ending::default(), NOW).await;
        let purge = async || store.purge(later(1), 10).await.expect("answers");
        assert_eq!(purge().await, 1, "m1 is not answered yet, m3 not ended");
        assert_eq!(keep(store, "m1", "m1", NOW).await, Kept::Before);
        assert_eq!(keep(store, "m2", "m2", NOW).await, Kept::New, "its id is forgotten");
        let reply = store.claim_replies(NOW, LEASE, up_to(10)).await.expect("answers");
        store.finish_reply(&reply[0].lease, ReplyOutcome::Sent, NOW).await.expect("answers");
        assert_eq!(purge().await, 1);
        assert_eq!(keep(store, "m3", "m3", NOW).await, Kept::Before);
    })
    .await;
}
