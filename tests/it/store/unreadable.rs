//! What this version cannot read is neither lost nor passed over: a message is kept until somebody
//! can read it, and a row is named.

use dingnick::domain::{MessageId, UserId};
use dingnick::store::{
    Ending, JobOutcome, NewJob, ReplyOutcome, RequestState, Scope, StoreError, UnreadableJob,
};

use super::{
    LEASE, NOW, cid, claim, ended, ids, job, keep, later, on_each, on_shared, retry, say, scope,
    up_to, user,
};
use crate::postgres;

/// Keeps a message and ends its job so.
async fn end(store: &Scope, id: &str, outcome: JobOutcome) -> i64 {
    let new = NewJob {
        message_id: &MessageId::parse(id).expect("an id"),
        message: id,
        asker: Some("asker"),
        session: Some("session"),
        lane: "lane",
        conversation: &cid(),
        request: None,
        received_at: NOW,
    };
    store.keep(new).await.expect("it is kept");
    let job = claim(store, NOW).await.pop().expect("it is due");
    assert!(ended(store, &job.lease, &Ending { outcome, ..Ending::default() }, NOW).await);
    job.id
}

#[tokio::test]
async fn a_job_that_cannot_be_read_keeps_its_text() {
    on_each(async |store| {
        end(store, "applied", JobOutcome::Applied).await;
        let id = end(store, "unreadable", JobOutcome::Unreadable).await;
        end(store, "dead", JobOutcome::Dead).await;
        let unreadable = UnreadableJob {
            id,
            conversation: cid().to_string(),
            message: "unreadable".to_owned(),
            received_at: NOW,
        };
        assert_eq!(store.unreadable_jobs().await.expect("answers"), [unreadable]);
        assert_eq!(store.waiting().await.expect("answers"), 0, "it has ended");
        assert_eq!(store.purge(later(1), 9).await.expect("answers"), 3, "in time it goes too");
        assert_eq!(store.unreadable_jobs().await.expect("answers"), []);
    })
    .await;
}

#[tokio::test]
async fn only_what_was_not_read_or_given_up_is_opened_again() {
    on_each(async |store| {
        let applied = end(store, "applied", JobOutcome::Applied).await;
        let dead = end(store, "dead", JobOutcome::Dead).await;
        let unreadable = end(store, "unreadable", JobOutcome::Unreadable).await;
        let open = job(store, "open").await;
        assert!(store.release_job(&open.lease, retry(later(900))).await.expect("answers"));
        let all = [applied, dead, unreadable, open.id, 99];
        let reopened = store.reopen_jobs(&all, later(60), Some(later(59))).await;
        assert_eq!(reopened.expect("answers"), 1, "the text of the one given up is gone");
        assert_eq!(ids(&claim(store, later(59)).await), [""; 0]);
        let jobs = claim(store, later(60)).await;
        assert_eq!(ids(&jobs), ["unreadable"]);
        assert_eq!((jobs[0].attempt, jobs[0].received_at), (1, NOW));
        assert_eq!(jobs[0].reopened_at, Some(later(59)));
        assert_eq!(jobs[0].asker.as_deref(), Some("asker"));
        assert_eq!(jobs[0].session, None, "the right to answer is gone");
        assert_eq!(store.unreadable_jobs().await.expect("answers"), []);
        let other = dingnick::domain::RobotCode::parse("other").expect("a robot");
        let other = store.store().of(&other);
        assert_eq!(other.reopen_jobs(&all, NOW, None).await.expect("answers"), 0);
    })
    .await;
}

#[tokio::test]
async fn a_job_that_is_opened_by_itself_does_not_say_that_somebody_asked() {
    on_each(async |store| {
        let id = end(store, "unreadable", JobOutcome::Unreadable).await;
        assert_eq!(store.reopen_jobs(&[id], NOW, None).await.expect("answers"), 1);
        assert_eq!(claim(store, NOW).await[0].reopened_at, None);
    })
    .await;
}

#[tokio::test]
async fn a_job_that_is_opened_again_waits_for_the_later_one_in_hand() {
    on_each(async |store| {
        let id = end(store, "older", JobOutcome::Unreadable).await;
        keep(store, "younger", "lane", NOW).await;
        keep(store, "youngest", "lane", NOW).await;
        let younger = claim(store, NOW).await;
        assert_eq!(ids(&younger), ["younger"]);
        assert_eq!(store.reopen_jobs(&[id], NOW, None).await.expect("answers"), 1);
        assert_eq!(ids(&claim(store, NOW).await), [""; 0], "the lane is in use");
        assert!(ended(store, &younger[0].lease, &Ending::default(), NOW).await);
        assert_eq!(ids(&claim(store, NOW).await), ["older"]);
    })
    .await;
}

#[tokio::test]
async fn an_answer_that_cannot_be_read_keeps_its_text() {
    on_shared(async |url| {
        let store = scope(url).await;
        let job = job(&store, "m1").await;
        let ending = Ending { answer: say("hello"), ..Ending::default() };
        assert!(ended(&store, &job.lease, &ending, NOW).await);
        let replies = store.claim_replies(NOW, LEASE, up_to(1)).await.expect("answers");
        let outcome = ReplyOutcome::Unreadable;
        assert!(store.finish_reply(&replies[0].lease, outcome, NOW).await.expect("answers"));
        let kept = "SELECT answer FROM replies WHERE state = 1 AND outcome = 'unreadable'";
        assert_eq!(postgres::texts(url, kept).await, ["hello"]);
    })
    .await;
}

#[tokio::test]
async fn whatever_a_row_holds_its_job_can_be_taken_and_ended() {
    on_shared(async |url| {
        let store = scope(url).await;
        keep(&store, "m1", "lane", NOW).await;
        let spoil = "UPDATE jobs SET message = NULL, conversation_id = '', message_id = ' '";
        postgres::execute(url, spoil).await;
        let jobs = claim(&store, NOW).await;
        assert_eq!((jobs[0].message.as_str(), jobs[0].conversation.as_str()), ("", ""));
        assert!(ended(&store, &jobs[0].lease, &Ending::default(), NOW).await);
    })
    .await;
}

/// Rows as no version writes them, beside good ones.
const SPOILT: &str = "
    INSERT INTO groups (robot_code, conversation_id, chat_id, roster, roster_at) VALUES
        ('robot', 'cid1==', 'chat0123456789', '[\"ming\", \" \"]', 1),
        ('robot', 'cid2==', 'no chatid', '{', 1);
    INSERT INTO ledger (robot_code, job_id, conversation_id, user_id, new_name, asked_by, asked_at,
        at, outcome) VALUES
        ('robot', 1, 'cid1==', 'ming', '明', 'ming', 1, 1, 'applied'),
        ('robot', 1, 'cid1==', 'hong', '', 'hong', 1, 1, 'applied');
    INSERT INTO members (robot_code, conversation_id, user_id, display_name) VALUES
        ('robot', 'cid1==', 'ming', '小明'), ('robot', 'cid1==', ' ', '无');
    INSERT INTO directory (robot_code, user_id, name, read_at) VALUES
        ('robot', 'ming', '王小明', 1), ('robot', ' ', '无', 1);
    INSERT INTO requests (robot_code, conversation_id, number, message_id, user_id, asked_by,
        display_name, name, asked_at, state) VALUES
        ('robot', 'cid1==', 1, 'm1', 'ming', 'ming', '小明', '明', 1, 'open'),
        ('robot', 'cid1==', 2, 'm2', ' ', 'ming', '小明', '明', 1, 'open'),
        ('robot', 'cid1==', 3, 'm3', 'hong', 'hong', '小红', '红', 1, 'dreamt');
    INSERT INTO plans (robot_code, conversation_id, number, message_id, asked_by, items, made_at)
        VALUES ('robot', 'cid1==', 1, 'p1', ' ', '[]', 1)";

#[tokio::test]
async fn a_list_leaves_out_what_cannot_be_read_and_a_single_question_names_it() {
    on_shared(async |url| {
        let store = scope(url).await;
        postgres::execute(url, SPOILT).await;
        let groups = store.groups().await.expect("answers");
        assert_eq!(groups.iter().map(|group| &group.conversation).collect::<Vec<_>>(), [&cid()]);
        let names = store.names(&cid()).await.expect("answers");
        assert_eq!(names.iter().map(|name| &name.user_id).collect::<Vec<_>>(), [&user("ming")]);
        assert_eq!(store.members(&cid()).await.expect("answers").len(), 1);
        let roster = store.roster(&cid()).await.expect("answers").expect("it is there").0;
        assert_eq!(roster, [user("ming")]);
        let open = store.open_requests(&cid()).await.expect("answers");
        assert_eq!(open.iter().map(|request| request.number).collect::<Vec<_>>(), [1]);
        assert_eq!(store.overdue_requests(NOW, 9).await.expect("answers").len(), 1);
        let request = store.request(&cid(), 1).await.expect("answers").expect("it is there");
        assert_eq!(request.state, RequestState::Open);
        let other = dingnick::domain::ConversationId::parse("cid2==").expect("an id");
        for (error, table) in [
            (store.group(&other).await.map(|_| ()), "groups"),
            (store.roster(&other).await.map(|_| ()), "groups"),
            (store.request(&cid(), 2).await.map(|_| ()), "requests"),
            (store.request(&cid(), 3).await.map(|_| ()), "requests"),
            (store.plan(&cid(), 1).await.map(|_| ()), "plans"),
        ] {
            match error.expect_err("it cannot be read") {
                StoreError::Unreadable { table: named, key } => {
                    assert_eq!(named, table);
                    assert!(!key.is_empty());
                }
                other => panic!("{table}: {other}"),
            }
        }
        let entries = store.directory_entries(&[user("ming"), user("bao")]).await;
        let who: Vec<UserId> =
            entries.expect("answers").into_iter().map(|entry| entry.user_id).collect();
        assert_eq!(who, [user("ming")]);
    })
    .await;
}
