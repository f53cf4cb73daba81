//! The contract of the store: what keeps, what is taken, by whom, and in which order.

use std::time::Duration;

use dingnick::domain::{ChatId, ConversationId, MessageId, Nickname, RobotCode, Timestamp, UserId};
use dingnick::store::{
    ClaimedJob, Ending, JobOutcome, Kept, LedgerEntry, NewJob, RenameOutcome, ReplyOutcome, Store,
    StoreError,
};

const LEASE: Duration = Duration::from_secs(60);
const NOW: Timestamp = Timestamp(1_000_000);

fn robot() -> RobotCode {
    RobotCode::parse("robot").expect("a robot")
}

async fn keep(store: &Store, id: &str, lane: &str, at: Timestamp) -> Kept {
    let robot_code = robot();
    let message_id = MessageId::parse(id).expect("an id");
    let job = NewJob {
        robot_code: &robot_code,
        message_id: &message_id,
        message: id,
        lane,
        received_at: at,
    };
    store.keep(job).await.expect("the store keeps")
}

async fn claim(store: &Store, now: Timestamp) -> Vec<ClaimedJob> {
    let mut jobs = store.claim_jobs(&robot(), now, LEASE, 10).await.expect("the store answers");
    jobs.sort_by_key(|job| job.id);
    jobs
}

fn ids(jobs: &[ClaimedJob]) -> Vec<&str> {
    jobs.iter().map(|job| job.message.as_str()).collect()
}

fn later(seconds: u64) -> Timestamp {
    NOW.plus(Duration::from_secs(seconds))
}

/// Every case runs on a store in memory and on one on disk.
async fn on_both<F: AsyncFn(Store)>(case: F) {
    case(Store::open("sqlite::memory:").await.expect("a store in memory")).await;
    let folder = tempfile::tempdir().expect("a folder");
    let url = format!("sqlite://{}", folder.path().join("new/folder/store.db").display());
    case(Store::open(&url).await.expect("a store on disk")).await;
}

#[tokio::test]
async fn a_message_is_kept_once() {
    on_both(async |store| {
        assert_eq!(keep(&store, "m1", "lane", NOW).await, Kept::New);
        assert_eq!(keep(&store, "m1", "lane", NOW).await, Kept::Before);
        assert_eq!(keep(&store, "m2", "lane", NOW).await, Kept::New);
    })
    .await;
}

#[tokio::test]
async fn ten_who_race_keep_a_message_once() {
    on_both(async |store| {
        let race = (0..10).map(|_| keep(&store, "m1", "lane", NOW));
        let kept = futures_util::future::join_all(race).await;
        assert_eq!(kept.iter().filter(|kept| **kept == Kept::New).count(), 1);
    })
    .await;
}

#[tokio::test]
async fn the_jobs_of_a_lane_are_taken_one_after_the_other() {
    on_both(async |store| {
        for (id, lane) in [("a1", "a"), ("a2", "a"), ("b1", "b")] {
            keep(&store, id, lane, NOW).await;
        }
        let first = claim(&store, NOW).await;
        assert_eq!(ids(&first), ["a1", "b1"]);
        assert!(claim(&store, NOW).await.is_empty());
        // Put off, the first of a lane still goes before the second.
        assert!(store.retry_job(&first[0].lease, later(5)).await.expect("answers"));
        assert!(claim(&store, later(1)).await.is_empty());
        let again = claim(&store, later(5)).await;
        assert_eq!(ids(&again), ["a1"]);
        assert_eq!(again[0].attempt, 2);
        let ending = Ending::default();
        assert!(store.finish_job(&robot(), &again[0].lease, &ending, NOW).await.expect("answers"));
        assert_eq!(ids(&claim(&store, later(6)).await), ["a2"]);
    })
    .await;
}

#[tokio::test]
async fn a_lost_lease_ends_nothing() {
    on_both(async |store| {
        keep(&store, "m1", "lane", NOW).await;
        let lost = claim(&store, NOW).await;
        let holder = claim(&store, later(61)).await;
        assert_eq!(ids(&holder), ["m1"], "an expired lease comes back by itself");
        let ending =
            Ending { outcome: JobOutcome::Applied, answer: Some("twice".to_owned()), ledger: None };
        let finish = async |job: &ClaimedJob| {
            store.finish_job(&robot(), &job.lease, &ending, NOW).await.expect("answers")
        };
        assert!(!finish(&lost[0]).await);
        assert!(!store.retry_job(&lost[0].lease, NOW).await.expect("answers"));
        assert!(finish(&holder[0]).await);
        assert!(!finish(&holder[0]).await, "what has ended does not end again");
        let replies = store.claim_replies(&robot(), NOW, LEASE, 10).await.expect("answers");
        assert_eq!(replies.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn an_answer_is_taken_once_even_when_its_lease_runs_out() {
    on_both(async |store| {
        keep(&store, "m1", "lane", NOW).await;
        let jobs = claim(&store, NOW).await;
        let ending = Ending { answer: Some("hello".to_owned()), ..Ending::default() };
        store.finish_job(&robot(), &jobs[0].lease, &ending, NOW).await.expect("answers");
        let take = async |now| {
            store.claim_replies(&robot(), now, LEASE, 10).await.expect("the store answers")
        };
        let taken = take(NOW).await;
        assert_eq!(taken.len(), 1);
        assert_eq!(taken[0].answer, "hello");
        assert!(take(later(3600)).await.is_empty(), "it may have been sent");
        assert!(store.retry_reply(&taken[0].lease, later(1)).await.expect("answers"));
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
    on_both(async |store| {
        keep(&store, "answered", "a", NOW).await;
        keep(&store, "left", "b", NOW).await;
        let jobs = claim(&store, NOW).await;
        let ending = Ending { answer: Some("hello".to_owned()), ..Ending::default() };
        store.finish_job(&robot(), &jobs[0].lease, &ending, NOW).await.expect("answers");
        store.claim_replies(&robot(), NOW, LEASE, 10).await.expect("answers");
        assert_eq!(store.recover(&robot(), later(1)).await.expect("answers"), (1, 1));
        assert_eq!(ids(&claim(&store, later(1)).await), ["left"]);
        let replies = store.claim_replies(&robot(), later(1), LEASE, 10).await.expect("answers");
        assert!(replies.is_empty());
    })
    .await;
}

#[tokio::test]
async fn the_next_due_time_is_that_of_what_waits() {
    on_both(async |store| {
        let due = async |now| store.next_due(&robot(), now).await.expect("answers");
        assert_eq!(due(NOW).await, None);
        keep(&store, "m1", "lane", NOW).await;
        let jobs = claim(&store, NOW).await;
        store.retry_job(&jobs[0].lease, later(7)).await.expect("answers");
        assert_eq!(due(NOW).await, Some(later(7)));
    })
    .await;
}

#[tokio::test]
async fn one_robot_does_not_take_what_is_another_s() {
    on_both(async |store| {
        keep(&store, "m1", "lane", NOW).await;
        let other = RobotCode::parse("other").expect("a robot");
        assert!(store.claim_jobs(&other, NOW, LEASE, 10).await.expect("answers").is_empty());
        assert_eq!(store.recover(&other, NOW).await.expect("answers"), (0, 0));
        assert_eq!(store.next_due(&other, Timestamp(0)).await.expect("answers"), None);
    })
    .await;
}

#[tokio::test]
async fn a_group_is_bound_and_unbound() {
    on_both(async |store| {
        let cid = ConversationId::parse("cid1==").expect("an id");
        let chat_id = ChatId::parse("chat0123456789").expect("a chatid");
        let owner = UserId::parse("owner").expect("an id");
        assert_eq!(store.group(&robot(), &cid).await.expect("answers"), None);
        store.remember_title(&robot(), &cid, "三班").await.expect("answers");
        store.remember_scene(&robot(), &cid, false, NOW).await.expect("answers");
        store.bind(&robot(), &cid, &chat_id, NOW).await.expect("answers");
        store.remember_owner(&robot(), &cid, &owner, NOW).await.expect("answers");
        let group = store.group(&robot(), &cid).await.expect("answers").expect("it is known");
        assert_eq!(group.title.as_deref(), Some("三班"));
        assert_eq!(group.chat_id, Some(chat_id));
        assert_eq!(group.is_scene, Some((false, NOW)));
        assert_eq!(group.owner, Some((owner, NOW)));
        assert!(store.unbind(&robot(), &cid).await.expect("answers"));
        assert!(!store.unbind(&robot(), &cid).await.expect("answers"));
        let groups = store.groups(&robot()).await.expect("answers");
        assert_eq!((groups.len(), &groups[0].chat_id), (1, &None));
    })
    .await;
}

#[tokio::test]
async fn the_ledger_remembers_the_last_name_that_was_set() {
    on_both(async |store| {
        let cid = ConversationId::parse("cid1==").expect("an id");
        let user_id = UserId::parse("ming").expect("an id");
        let name = |text: &str| Nickname::parse(text).expect("a name");
        for (id, new_name, outcome) in [
            ("m1", "一", RenameOutcome::Applied),
            ("m2", "二", RenameOutcome::Applied),
            ("m3", "三", RenameOutcome::Refused),
        ] {
            keep(&store, id, id, NOW).await;
            let jobs = claim(&store, NOW).await;
            let entry = LedgerEntry {
                conversation: cid.clone(),
                user_id: user_id.clone(),
                old_name: None,
                new_name: name(new_name),
                asked_by: user_id.clone(),
                outcome,
                code: None,
                request_id: None,
            };
            let ending = Ending { ledger: Some(entry), ..Ending::default() };
            store.finish_job(&robot(), &jobs[0].lease, &ending, NOW).await.expect("answers");
        }
        let last = store.last_name(&robot(), &cid, &user_id).await.expect("answers");
        assert_eq!(last, Some(name("二")));
    })
    .await;
}

#[tokio::test]
async fn a_hint_is_given_once_in_an_interval() {
    on_both(async |store| {
        let day = Duration::from_secs(86_400);
        let may = async |now| store.claim_hint(&robot(), "ming", now, day).await.expect("answers");
        assert!(may(NOW).await);
        assert!(!may(later(86_399)).await);
        assert!(may(later(86_400)).await);
    })
    .await;
}

#[tokio::test]
async fn old_messages_go_when_all_is_said_and_the_ledger_stays() {
    on_both(async |store| {
        for id in ["m1", "m2", "m3"] {
            keep(&store, id, id, NOW).await;
        }
        let jobs = claim(&store, NOW).await;
        let said = Ending { answer: Some("hello".to_owned()), ..Ending::default() };
        store.finish_job(&robot(), &jobs[0].lease, &said, NOW).await.expect("answers");
        store.finish_job(&robot(), &jobs[1].lease, &Ending::default(), NOW).await.expect("answers");
        let purge = async || store.purge(&robot(), later(1), 10).await.expect("answers");
        assert_eq!(purge().await, 1, "m1 is not answered yet, m3 not ended");
        assert_eq!(keep(&store, "m1", "m1", NOW).await, Kept::Before);
        assert_eq!(keep(&store, "m2", "m2", NOW).await, Kept::New, "its id is forgotten");
        let reply = store.claim_replies(&robot(), NOW, LEASE, 10).await.expect("answers");
        store.finish_reply(&reply[0].lease, ReplyOutcome::Sent, NOW).await.expect("answers");
        assert_eq!(purge().await, 1);
        assert_eq!(keep(&store, "m3", "m3", NOW).await, Kept::Before);
    })
    .await;
}

#[tokio::test]
async fn only_one_process_works_from_a_store() {
    let folder = tempfile::tempdir().expect("a folder");
    let url = format!("sqlite://{}", folder.path().join("store.db").display());
    let first = Store::open(&url).await.expect("a store");
    let second = Store::open(&url).await.expect("looking is allowed");
    let hold = first.hold().expect("nobody holds it");
    let error = second.hold().expect_err("it is held");
    assert!(error.to_string().contains("store.db"), "{error}");
    drop(hold);
    second.hold().expect("nobody holds it any more");
}

#[tokio::test]
async fn a_store_of_an_unknown_kind_is_refused_without_its_password() {
    let error = Store::open("postgres://user:password@host/db").await.expect_err("unknown");
    assert!(matches!(&error, StoreError::UnknownScheme { scheme } if scheme == "postgres"));
    assert!(!error.to_string().contains("password"));
}

#[tokio::test]
async fn a_store_that_cannot_be_made_says_where() {
    let error = Store::open("sqlite:///proc/nowhere/store.db").await.expect_err("cannot be made");
    assert!(error.to_string().contains("/proc/nowhere"), "{error}");
}
