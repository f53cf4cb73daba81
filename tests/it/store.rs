//! The contract of the store: what keeps, what is taken, by whom, and in which order.

use std::io::Write;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use futures_util::FutureExt;

use dingnick::domain::{ChatId, ConversationId, MessageId, Nickname, RobotCode, Timestamp, UserId};
use dingnick::store::{
    self, ClaimedJob, Ending, JobOutcome, Kept, LastRename, LedgerEntry, NewJob, RenameOutcome,
    ReplyOutcome, Store, StoreError,
};

use crate::postgres::{self, Database};

const LEASE: Duration = Duration::from_secs(60);
const NOW: Timestamp = Timestamp(1_000_000);

fn robot() -> RobotCode {
    RobotCode::parse("robot").expect("a robot")
}

async fn try_to_keep(
    store: &dyn Store,
    id: &str,
    lane: &str,
    at: Timestamp,
) -> Result<Kept, StoreError> {
    let robot_code = robot();
    let message_id = MessageId::parse(id).expect("an id");
    let job = NewJob {
        robot_code: &robot_code,
        message_id: &message_id,
        message: id,
        lane,
        received_at: at,
    };
    store.keep(job).await
}

async fn keep(store: &dyn Store, id: &str, lane: &str, at: Timestamp) -> Kept {
    try_to_keep(store, id, lane, at).await.expect("the store keeps")
}

async fn claim(store: &dyn Store, now: Timestamp) -> Vec<ClaimedJob> {
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

/// Every case runs on a store in memory, on one on disk, and on one in PostgreSQL.
async fn on_each<F: AsyncFn(&dyn Store)>(case: F) {
    case(&*store::open("sqlite::memory:").await.expect("a store in memory")).await;
    on_shared(async |url| case(&*store::open(url).await.expect("a store")).await).await;
}

/// The same for cases that look at the store from several sides: on disk, and in PostgreSQL.
async fn on_shared<F: AsyncFn(&str)>(case: F) {
    let folder = tempfile::tempdir().expect("a folder");
    case(&format!("sqlite://{}", folder.path().join("new/folder/store.db").display())).await;
    on_postgres(case).await;
}

async fn on_postgres<F: AsyncFn(&str)>(case: F) {
    if let Some(database) = Database::create().await {
        let ended = AssertUnwindSafe(case(&database.url)).catch_unwind().await;
        database.remove().await;
        if let Err(panic) = ended {
            std::panic::resume_unwind(panic);
        }
    }
}

#[test]
fn whether_postgresql_was_tested_is_said() {
    if postgres::server().is_none() {
        // Not through the harness, which shows nothing of a test that passes.
        let said = "NOT RUN: the store on PostgreSQL was not tested; TEST_DATABASE_URL is not set";
        writeln!(std::io::stderr(), "{said} (see scripts/with-postgres)").expect("it is said");
    }
}

#[tokio::test]
async fn a_message_is_kept_once() {
    on_each(async |store| {
        assert_eq!(keep(store, "m1", "lane", NOW).await, Kept::New);
        assert_eq!(keep(store, "m1", "lane", NOW).await, Kept::Before);
        assert_eq!(keep(store, "m2", "lane", NOW).await, Kept::New);
    })
    .await;
}

#[tokio::test]
async fn ten_who_race_keep_a_message_once() {
    on_each(async |store| {
        let race = (0..10).map(|_| keep(store, "m1", "lane", NOW));
        let kept = futures_util::future::join_all(race).await;
        assert_eq!(kept.iter().filter(|kept| **kept == Kept::New).count(), 1);
    })
    .await;
}

#[tokio::test]
async fn the_jobs_of_a_lane_are_taken_one_after_the_other() {
    on_each(async |store| {
        for (id, lane) in [("a1", "a"), ("a2", "a"), ("b1", "b")] {
            keep(store, id, lane, NOW).await;
        }
        let first = claim(store, NOW).await;
        assert_eq!(ids(&first), ["a1", "b1"]);
        assert!(claim(store, NOW).await.is_empty());
        // Put off, the first of a lane still goes before the second.
        assert!(store.retry_job(&first[0].lease, later(5)).await.expect("answers"));
        assert!(claim(store, later(1)).await.is_empty());
        let again = claim(store, later(5)).await;
        assert_eq!(ids(&again), ["a1"]);
        assert_eq!(again[0].attempt, 2);
        let ending = Ending::default();
        assert!(store.finish_job(&robot(), &again[0].lease, &ending, NOW).await.expect("answers"));
        assert_eq!(ids(&claim(store, later(6)).await), ["a2"]);
    })
    .await;
}

#[tokio::test]
async fn a_lost_lease_ends_nothing() {
    on_each(async |store| {
        keep(store, "m1", "lane", NOW).await;
        let lost = claim(store, NOW).await;
        let holder = claim(store, later(61)).await;
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
    on_each(async |store| {
        keep(store, "m1", "lane", NOW).await;
        let jobs = claim(store, NOW).await;
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
    on_each(async |store| {
        keep(store, "answered", "a", NOW).await;
        keep(store, "left", "b", NOW).await;
        let jobs = claim(store, NOW).await;
        let ending = Ending { answer: Some("hello".to_owned()), ..Ending::default() };
        store.finish_job(&robot(), &jobs[0].lease, &ending, NOW).await.expect("answers");
        store.claim_replies(&robot(), NOW, LEASE, 10).await.expect("answers");
        assert_eq!(store.recover(&robot(), later(60)).await.expect("answers"), (1, 1));
        assert_eq!(ids(&claim(store, later(60)).await), ["left"]);
        let replies = store.claim_replies(&robot(), later(60), LEASE, 10).await.expect("answers");
        assert!(replies.is_empty());
    })
    .await;
}

#[tokio::test]
async fn the_next_due_time_is_that_of_what_waits() {
    on_each(async |store| {
        let due = async |now| store.next_due(&robot(), now).await.expect("answers");
        assert_eq!(due(NOW).await, None);
        keep(store, "m1", "lane", NOW).await;
        let jobs = claim(store, NOW).await;
        store.retry_job(&jobs[0].lease, later(7)).await.expect("answers");
        assert_eq!(due(NOW).await, Some(later(7)));
    })
    .await;
}

#[tokio::test]
async fn one_robot_does_not_take_what_is_another_s() {
    on_each(async |store| {
        keep(store, "m1", "lane", NOW).await;
        let other = RobotCode::parse("other").expect("a robot");
        assert!(store.claim_jobs(&other, NOW, LEASE, 10).await.expect("answers").is_empty());
        assert_eq!(store.recover(&other, NOW).await.expect("answers"), (0, 0));
        assert_eq!(store.next_due(&other, Timestamp(0)).await.expect("answers"), None);
    })
    .await;
}

#[tokio::test]
async fn a_group_is_bound_and_unbound() {
    on_each(async |store| {
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
            };
            let ending = Ending { ledger: Some(entry), ..Ending::default() };
            store.finish_job(&robot(), &jobs[0].lease, &ending, NOW).await.expect("answers");
        }
        let last = store.last_rename(&robot(), &cid, &user_id).await.expect("answers");
        let expected = LastRename { name: name("二"), asked_at: later(7) };
        assert_eq!(last, Some(expected));
    })
    .await;
}

#[tokio::test]
async fn a_hint_is_given_once_in_an_interval() {
    on_each(async |store| {
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
    on_each(async |store| {
        for id in ["m1", "m2", "m3"] {
            keep(store, id, id, NOW).await;
        }
        let jobs = claim(store, NOW).await;
        let said = Ending { answer: Some("hello".to_owned()), ..Ending::default() };
        store.finish_job(&robot(), &jobs[0].lease, &said, NOW).await.expect("answers");
        store.finish_job(&robot(), &jobs[1].lease, &Ending::default(), NOW).await.expect("answers");
        let purge = async || store.purge(&robot(), later(1), 10).await.expect("answers");
        assert_eq!(purge().await, 1, "m1 is not answered yet, m3 not ended");
        assert_eq!(keep(store, "m1", "m1", NOW).await, Kept::Before);
        assert_eq!(keep(store, "m2", "m2", NOW).await, Kept::New, "its id is forgotten");
        let reply = store.claim_replies(&robot(), NOW, LEASE, 10).await.expect("answers");
        store.finish_reply(&reply[0].lease, ReplyOutcome::Sent, NOW).await.expect("answers");
        assert_eq!(purge().await, 1);
        assert_eq!(keep(store, "m3", "m3", NOW).await, Kept::Before);
    })
    .await;
}

#[tokio::test]
async fn only_one_process_works_from_a_store() {
    let folder = tempfile::tempdir().expect("a folder");
    let url = format!("sqlite://{}", folder.path().join("store.db").display());
    let first = store::open(&url).await.expect("a store");
    let second = store::open(&url).await.expect("looking is allowed");
    let hold = first.hold().expect("nobody holds it");
    let error = second.hold().expect_err("it is held");
    assert!(error.to_string().contains("store.db"), "{error}");
    drop(hold);
    second.hold().expect("nobody holds it any more");
}

#[tokio::test]
async fn a_store_of_an_unknown_kind_is_refused_without_its_password() {
    let error = store::open("mysql://user:password@host/db").await.expect_err("unknown");
    assert!(matches!(&error, StoreError::UnknownScheme { scheme } if scheme == "mysql"));
    assert!(!error.to_string().contains("password"));
}

#[tokio::test]
async fn a_store_that_cannot_be_made_says_where() {
    let error = store::open("sqlite:///proc/nowhere/store.db").await.expect_err("cannot be made");
    assert!(error.to_string().contains("/proc/nowhere"), "{error}");
}

#[tokio::test]
async fn a_database_that_cannot_be_reached_is_named_without_its_password() {
    for url in ["postgres://user:password@127.0.0.1:1/db", "postgresql://user:password@:x/db"] {
        let error = store::open(url).await.expect_err("nobody is there");
        let chain = format!("{:#}", anyhow::Error::new(error));
        assert!(chain.contains("cannot open store at postgres"), "{chain}");
        assert!(!chain.contains("password"), "{chain}");
    }
}

#[tokio::test]
async fn ten_who_race_over_two_handles_keep_a_message_once() {
    on_shared(async |url| {
        let first = store::open(url).await.expect("a store");
        let second = store::open(url).await.expect("a store");
        for round in 0..10 {
            let id = |number: usize| format!("m{round}-{number}");
            let race = (0..10).map(|racer| {
                let store = if racer % 2 == 0 { &first } else { &second };
                let ids = (0..5).map(move |n| id(if racer % 3 == 0 { n } else { 4 - n }));
                let kept = ids.map(|id| async move { keep(&**store, &id, "lane", NOW).await });
                futures_util::future::join_all(kept)
            });
            let kept = futures_util::future::join_all(race).await.concat();
            assert_eq!(kept.iter().filter(|kept| **kept == Kept::New).count(), 5);
        }
    })
    .await;
}

#[tokio::test]
async fn two_hundred_that_are_kept_at_once_share_few_transactions() {
    on_shared(async |url| {
        let store = store::open(url).await.expect("a store");
        let before = commits(url).await;
        let ids: Vec<String> = (0..200).map(|number| format!("m{number}")).collect();
        let kept = ids.iter().map(|id| keep(&*store, id, id, NOW));
        let kept = futures_util::future::join_all(kept).await;
        assert!(kept.iter().all(|kept| *kept == Kept::New));
        let transactions = commits(url).await - before;
        assert!((1..=10).contains(&transactions), "{transactions} transactions for 200 messages");
        assert_eq!(postgres::count(url, "SELECT count(*) FROM jobs").await, 200);
        let in_order = "SELECT count(*) FROM jobs AS a JOIN jobs AS b ON b.id > a.id
                        WHERE CAST(substr(a.message, 2) AS INTEGER)
                            > CAST(substr(b.message, 2) AS INTEGER)";
        assert_eq!(postgres::count(url, in_order).await, 0, "numbered in the order they came");
    })
    .await;
}

/// How many transactions wrote to this store: on disk the commits in the write-ahead log, each
/// frame of which says whether it ends one; in PostgreSQL the different transactions that the
/// rows of the jobs say they were inserted by.
async fn commits(url: &str) -> i64 {
    let Some(path) = url.strip_prefix("sqlite://") else {
        return postgres::count(url, "SELECT count(DISTINCT xmin::text) FROM jobs").await;
    };
    let log = std::fs::read(format!("{path}-wal")).expect("the log can be read");
    let word = |at: usize| u32::from_be_bytes(log[at..at + 4].try_into().expect("four bytes"));
    let frame = 24 + word(8) as usize;
    let ends = (32..log.len()).step_by(frame).filter(|at| word(at + 4) != 0);
    i64::try_from(ends.count()).expect("not that many")
}

#[tokio::test]
async fn a_store_that_fails_fails_all_who_wait_and_recovers() {
    on_shared(async |url| {
        let store = store::open(url).await.expect("a store");
        let ids: Vec<String> = (0..20).map(|number| format!("m{number}")).collect();
        let all = async || {
            let kept = ids.iter().map(|id| try_to_keep(&*store, id, id, NOW));
            futures_util::future::join_all(kept).await
        };
        postgres::execute(url, "ALTER TABLE jobs RENAME TO away").await;
        assert!(all().await.iter().all(Result::is_err), "none is told that it was kept");
        postgres::execute(url, "ALTER TABLE away RENAME TO jobs").await;
        assert_eq!(postgres::count(url, "SELECT count(*) FROM jobs").await, 0);
        assert!(all().await.iter().all(|kept| matches!(kept, Ok(Kept::New))));
    })
    .await;
}

#[tokio::test]
async fn who_gives_up_harms_nobody_and_what_waits_is_kept_before_the_store_closes() {
    on_shared(async |url| {
        let store = store::open(url).await.expect("a store");
        let hasty = keep(&*store, "hasty", "lane", NOW);
        assert!(futures_util::poll!(std::pin::pin!(hasty)).is_pending());
        let patient = keep(&*store, "patient", "lane", NOW);
        let close = async {
            tokio::task::yield_now().await;
            store.close().await;
        };
        assert_eq!(tokio::join!(patient, close).0, Kept::New);
        let late = try_to_keep(&*store, "late", "lane", NOW).await;
        assert!(matches!(late, Err(StoreError::Closed)));
        let kept = "SELECT count(*) FROM jobs WHERE message = 'patient'";
        assert_eq!(postgres::count(url, kept).await, 1);
    })
    .await;
}

#[tokio::test]
async fn more_than_can_wait_is_refused_at_once() {
    on_each(async |store| {
        let ids: Vec<String> = (0..3000).map(|number| format!("m{number}")).collect();
        let kept = ids.iter().map(|id| try_to_keep(store, id, id, NOW));
        let kept = futures_util::future::join_all(kept).await;
        let full = kept.iter().filter(|kept| matches!(kept, Err(StoreError::Full))).count();
        let new = kept.iter().filter(|kept| matches!(kept, Ok(Kept::New))).count();
        assert!(full > 0 && new >= 1000, "{full} refused, {new} kept");
        assert_eq!(full + new, 3000);
    })
    .await;
}

#[tokio::test]
async fn ten_who_claim_never_hold_two_jobs_of_a_lane() {
    on_shared(async |url| {
        let stores = futures_util::future::join_all((0..3).map(|_| store::open(url))).await;
        let stores: Vec<Arc<dyn Store>> =
            stores.into_iter().collect::<Result<_, _>>().expect("three handles on one store");
        let lane = |number: usize| format!("lane{}", number % 7);
        let held_twice = "SELECT count(*) FROM (
                 SELECT lane FROM jobs WHERE state = 0 AND lease_token IS NOT NULL
                 GROUP BY lane HAVING count(*) > 1) AS lanes";
        let done = std::sync::Mutex::new(Vec::new());
        // New ones come in on all sides while others are taken and ended.
        let keepers = (0..3).map(|side| {
            let (stores, lane) = (&stores, &lane);
            async move {
                for number in 0..40 {
                    let id = format!("{}-{side}-{number}", lane(number));
                    keep(&*stores[side], &id, &lane(number), NOW).await;
                }
            }
        });
        let workers = (0..10).map(|worker| {
            let store = &*stores[worker % stores.len()];
            let done = &done;
            async move {
                while done.lock().expect("no panic").len() < 120 {
                    let jobs = store.claim_jobs(&robot(), NOW, LEASE, 3).await.expect("answers");
                    assert_eq!(postgres::count(url, held_twice).await, 0);
                    for job in jobs {
                        let (robot, ending) = (robot(), Ending::default());
                        let ended = store.finish_job(&robot, &job.lease, &ending, NOW).await;
                        assert!(ended.expect("answers"), "the lease holds");
                        done.lock().expect("no panic").push(job.message);
                    }
                }
            }
        });
        let keepers = futures_util::future::join_all(keepers);
        let workers = futures_util::future::join_all(workers);
        tokio::join!(keepers, workers);
        let mut done = done.into_inner().expect("no panic");
        done.sort();
        done.dedup();
        assert_eq!(done.len(), 120, "each was done, once");
    })
    .await;
}

#[tokio::test]
async fn an_older_job_that_is_seen_late_waits_for_the_younger_in_hand() {
    on_postgres(async |url| {
        let store = store::open(url).await.expect("a store");
        // Another instance has drawn its number, and has not committed yet.
        let mut other = postgres::connect(url).await;
        postgres::run(&mut other, "BEGIN").await;
        postgres::run(
            &mut other,
            "INSERT INTO jobs (robot_code, message_id, lane, message, received_at, visible_at)
             VALUES ('robot', 'older', 'lane', 'older', 1000000, 1000000)",
        )
        .await;
        keep(&*store, "younger", "lane", NOW).await;
        let younger = claim(&*store, NOW).await;
        assert_eq!(ids(&younger), ["younger"]);
        postgres::run(&mut other, "COMMIT").await;
        assert!(claim(&*store, NOW).await.is_empty(), "the lane is in use");
        let ending = Ending::default();
        store.finish_job(&robot(), &younger[0].lease, &ending, NOW).await.expect("answers");
        assert_eq!(ids(&claim(&*store, NOW).await), ["older"]);
    })
    .await;
}

#[tokio::test]
async fn one_claim_sees_what_the_claim_before_it_took() {
    on_postgres(async |url| {
        let store = store::open(url).await.expect("a store");
        // A claim stops in its middle for as long as `gate` holds the lock.
        let mut gate = postgres::connect(url).await;
        postgres::run(
            &mut gate,
            "CREATE FUNCTION wait() RETURNS trigger LANGUAGE plpgsql
             AS 'BEGIN PERFORM pg_advisory_xact_lock_shared(1); RETURN NEW; END'",
        )
        .await;
        let trigger =
            "CREATE TRIGGER wait BEFORE UPDATE ON jobs FOR EACH ROW EXECUTE FUNCTION wait()";
        postgres::run(&mut gate, trigger).await;
        postgres::run(&mut gate, "SELECT pg_advisory_lock(1)").await;
        let mut other = postgres::connect(url).await;
        postgres::run(&mut other, "BEGIN").await;
        postgres::run(
            &mut other,
            "INSERT INTO jobs (robot_code, message_id, lane, message, received_at, visible_at)
             VALUES ('robot', 'older', 'lane', 'older', 1000000, 1000000)",
        )
        .await;
        keep(&*store, "younger", "lane", NOW).await;
        let waiting = async |wanted| {
            let waiting = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'
                           AND NOT granted AND database = (
                               SELECT oid FROM pg_database WHERE datname = current_database())";
            while postgres::count(url, waiting).await < wanted {
                tokio::task::yield_now().await;
            }
        };
        let start = || {
            let store = Arc::clone(&store);
            tokio::spawn(async move { claim(&*store, NOW).await })
        };
        let first = start();
        waiting(1).await;
        postgres::run(&mut other, "COMMIT").await;
        let second = start();
        waiting(2).await;
        postgres::run(&mut gate, "SELECT pg_advisory_unlock(1)").await;
        assert_eq!(ids(&first.await.expect("no panic")), ["younger"]);
        assert!(second.await.expect("no panic").is_empty(), "the lane is in use");
    })
    .await;
}

#[tokio::test]
async fn what_other_instances_hold_is_theirs() {
    on_postgres(async |url| {
        let store = store::open(url).await.expect("a store");
        let other = store::open(url).await.expect("a store");
        let _ours = store.hold().expect("several may work");
        let _theirs = other.hold().expect("several may work");
        keep(&*store, "answered", "a", NOW).await;
        keep(&*store, "in-hand", "b", NOW).await;
        let jobs = claim(&*store, NOW).await;
        let ending = Ending { answer: Some("hello".to_owned()), ..Ending::default() };
        store.finish_job(&robot(), &jobs[0].lease, &ending, NOW).await.expect("answers");
        let replies = store.claim_replies(&robot(), NOW, LEASE, 10).await.expect("answers");
        assert_eq!(other.recover(&robot(), later(59)).await.expect("answers"), (0, 0));
        assert!(claim(&*other, later(59)).await.is_empty());
        let sent = ReplyOutcome::Sent;
        assert!(store.finish_reply(&replies[0].lease, sent, NOW).await.expect("answers"));
        assert!(store.retry_job(&jobs[1].lease, NOW).await.expect("answers"));
    })
    .await;
}

#[tokio::test]
async fn instances_wake_each_other_and_listen_again_after_a_break() {
    const PATIENCE: Duration = Duration::from_secs(20);
    on_postgres(async |url| {
        let store = store::open(url).await.expect("a store");
        let other = store::open(url).await.expect("a store");
        let changed = async || tokio::time::timeout(PATIENCE, store.changed()).await;
        changed().await.expect("it listens");
        keep(&*other, "m1", "lane", NOW).await;
        changed().await.expect("another instance kept something");
        // What is repeated, and what we keep ourselves, wakes nobody.
        keep(&*other, "m1", "lane", NOW).await;
        keep(&*store, "m2", "lane", NOW).await;
        assert!(futures_util::poll!(std::pin::pin!(store.changed())).is_pending());
        let cut = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
                   WHERE datname = current_database() AND query LIKE 'LISTEN%'";
        assert_eq!(postgres::count(url, cut).await, 1);
        changed().await.expect("something may have been missed");
        keep(&*other, "m3", "lane", NOW).await;
        changed().await.expect("it listens again");
    })
    .await;
}

#[tokio::test]
async fn connections_that_break_cost_no_message() {
    on_postgres(async |url| {
        let store = store::open(url).await.expect("a store");
        keep(&*store, "m1", "lane", NOW).await;
        let cut = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
                   WHERE datname = current_database() AND pid <> pg_backend_pid()";
        assert!(postgres::count(url, cut).await > 0);
        assert_eq!(keep(&*store, "m2", "lane", NOW).await, Kept::New);
        assert_eq!(ids(&claim(&*store, NOW).await), ["m1"]);
    })
    .await;
}

#[tokio::test]
async fn the_url_says_whether_the_connection_is_secret() {
    on_postgres(async |url| {
        let url = format!("{url}?sslmode=require");
        let error = store::open(&url).await.expect_err("the test's server has no certificate");
        let chain = format!("{:#}", anyhow::Error::new(error));
        assert!(chain.to_lowercase().contains("tls"), "{chain}");
    })
    .await;
}

#[tokio::test]
async fn a_character_0_harms_nobody() {
    on_each(async |store| {
        // Ids cannot hold it; a lane is text.
        for id in ["a", "b"] {
            assert_eq!(keep(store, id, "lane\0", NOW).await, Kept::New);
            assert_eq!(keep(store, id, "lane\0", NOW).await, Kept::Before);
        }
        let cid = ConversationId::parse("cid1==").expect("an id");
        store.remember_title(&robot(), &cid, "三\0班").await.expect("answers");
    })
    .await;
}

#[tokio::test]
async fn migrations_run_over_what_is_there_and_by_one_at_a_time() {
    on_shared(async |url| {
        let store = store::open(url).await.expect("a store");
        keep(&*store, "m1", "lane", NOW).await;
        let cid = ConversationId::parse("cid1==").expect("an id");
        store.remember_title(&robot(), &cid, "三班").await.expect("answers");
        store.close().await;
        // As a store of the first version looks to the versions after it.
        let later = "DELETE FROM _sqlx_migrations WHERE version > 1";
        postgres::execute(url, later).await;
        let again = futures_util::future::join_all((0..3).map(|_| store::open(url))).await;
        let again = again.into_iter().next().expect("three").expect("it opens");
        assert_eq!(keep(&*again, "m1", "lane", NOW).await, Kept::Before);
        assert_eq!(ids(&claim(&*again, NOW).await), ["m1"]);
        let group = again.group(&robot(), &cid).await.expect("answers").expect("it is known");
        assert_eq!(group.title.as_deref(), Some("三班"));
    })
    .await;
}
