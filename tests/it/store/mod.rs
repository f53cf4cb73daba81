//! The contract of the store: what keeps, what is taken, by whom, and in which order.

mod calls;
mod claims;
mod decisions;
mod doubts;
mod endings;
mod follow_ups;
mod given_parts;
mod groups;
mod instances;
mod keeping;
mod lax_names;
mod ledger;
mod likenesses;
mod migrations;
mod opening;
mod orders;
mod people;
mod plans;
mod purge;
mod questions;
mod rename_requests;
mod replies;
mod requests;
mod rosters;
mod rules;
mod sessions;
mod shared_rules;
mod tallies;
mod turns;
mod unreadable;
mod versions;
mod vitals;

use std::panic::AssertUnwindSafe;
use std::time::Duration;

use futures_util::FutureExt;

use dingnick::domain::{ConversationId, MessageId, Nickname, RobotCode, Timestamp, UserId};
use dingnick::store::{
    self, ClaimedJob, Confirmation, Decision, Ending, Finished, Kept, Lease, LedgerEntry,
    NewAnswer, NewJob, Release, RenameOutcome, RenameRequest, RequestState, Scope, Share,
    StoreError,
};

use crate::postgres::Database;

const LEASE: Duration = Duration::from_secs(60);
const NOW: Timestamp = Timestamp(1_000_000);

/// Every case runs on a store in memory, on one on disk, and on one in PostgreSQL.
async fn on_each<F: AsyncFn(&Scope)>(case: F) {
    case(&scope("sqlite::memory:").await).await;
    on_shared(async |url| case(&scope(url).await).await).await;
}

/// The same for cases that look at the store from several sides: on disk, and in PostgreSQL.
pub(crate) async fn on_shared<F: AsyncFn(&str)>(case: F) {
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

async fn scope(url: &str) -> Scope {
    store::open(url).await.expect("a store").of(&robot())
}

/// An answer without a session.
fn say(text: &str) -> Option<NewAnswer> {
    Some(NewAnswer { text: text.to_owned(), session: None })
}

/// Released to be tried again, and the attempt counts.
fn retry(visible_at: Timestamp) -> Release {
    Release { visible_at, counts: true, in_doubt: false }
}

/// Released as if it had not been taken.
fn untried(visible_at: Timestamp) -> Release {
    Release { visible_at, counts: false, in_doubt: false }
}

/// A rename that was carried out, or not.
fn renamed(who: &str, name: &str, outcome: RenameOutcome, readings: &[&str]) -> LedgerEntry {
    LedgerEntry {
        conversation: cid(),
        user_id: user(who),
        old_name: None,
        new_name: Nickname::parse(name).expect("a name"),
        asked_by: user("asker"),
        asked_at: NOW,
        outcome,
        code: None,
        request_id: None,
        undoes: None,
        readings: readings.iter().map(|reading| (*reading).to_owned()).collect(),
    }
}

/// Writes a line of the ledger with the end of a job.
async fn write_down(store: &Scope, entry: LedgerEntry) {
    let id = uuid::Uuid::new_v4().to_string();
    let job = job(store, &id).await;
    let ending = Ending { ledger: Some(entry), ..Ending::default() };
    assert!(ended(store, &job.lease, &ending, NOW).await);
}

/// What the owner decides of a request.
fn decision(number: u32, state: RequestState) -> Decision {
    let by = Some(user("owner"));
    Decision { conversation: cid(), number, state, by, reason: "why\0".to_owned() }
}

/// Decides a request with the end of a job, and ends the job anyway where that is too late.
async fn decide(store: &Scope, job: &ClaimedJob, number: u32, state: RequestState) -> bool {
    let ending = Ending { decisions: vec![decision(number, state)], ..Ending::default() };
    is_first(store, job, &ending).await
}

/// Confirms a plan in the same way.
async fn confirm(store: &Scope, job: &ClaimedJob, number: u32) -> bool {
    let confirms = Some(Confirmation { conversation: cid(), number });
    is_first(store, job, &Ending { confirms, ..Ending::default() }).await
}

async fn is_first(store: &Scope, job: &ClaimedJob, ending: &Ending) -> bool {
    match store.finish_job(&job.lease, ending, NOW).await.expect("the store answers") {
        Finished::Written => true,
        Finished::Overtaken => {
            assert!(ended(store, &job.lease, &Ending::default(), NOW).await, "the lease holds");
            false
        }
        Finished::LeaseLost => panic!("nobody else has it"),
    }
}

/// As many jobs, each in a lane of its own.
async fn jobs(store: &Scope, name: &str, count: usize) -> Vec<ClaimedJob> {
    for number in 0..count {
        let id = format!("{name}{number}");
        keep(store, &id, &id, NOW).await;
    }
    claim(store, NOW).await
}

/// The job of a message that is kept for it.
async fn job(store: &Scope, id: &str) -> ClaimedJob {
    keep(store, id, id, NOW).await;
    claim(store, NOW).await.pop().expect("it is due")
}

fn up_to(total: u32) -> Share {
    Share { total, per_conversation: total }
}

fn robot() -> RobotCode {
    RobotCode::parse("robot").expect("a robot")
}

/// The group of most cases.
fn cid() -> ConversationId {
    ConversationId::parse("cid1==").expect("an id")
}

fn user(id: &str) -> UserId {
    UserId::parse(id).expect("an id")
}

async fn try_to_keep(
    store: &Scope,
    id: &str,
    lane: &str,
    at: Timestamp,
) -> Result<Kept, StoreError> {
    keep_in(store, "cid", id, lane, None, at).await
}

/// The same in some conversation, as a rename request or not.
async fn keep_in(
    store: &Scope,
    conversation: &str,
    id: &str,
    lane: &str,
    request: Option<(&str, Timestamp)>,
    at: Timestamp,
) -> Result<Kept, StoreError> {
    let message_id = MessageId::parse(id).expect("an id");
    let conversation = ConversationId::parse(conversation).expect("a conversation");
    let asked_by = request.map(|(asked_by, _)| UserId::parse(asked_by).expect("a user"));
    let request = asked_by.as_ref().zip(request);
    let job = NewJob {
        message_id: &message_id,
        message: id,
        asker: None,
        session: None,
        lane,
        conversation: &conversation,
        request: request.map(|(asked_by, (_, asked_at))| RenameRequest { asked_by, asked_at }),
        received_at: at,
    };
    store.keep(job).await
}

async fn keep(store: &Scope, id: &str, lane: &str, at: Timestamp) -> Kept {
    try_to_keep(store, id, lane, at).await.expect("the store keeps")
}

async fn claim(store: &Scope, now: Timestamp) -> Vec<ClaimedJob> {
    let mut jobs = store.claim_jobs(now, LEASE, up_to(10)).await.expect("the store answers");
    jobs.sort_by_key(|job| job.id);
    jobs
}

/// Whether the end of a job was written: it is, unless the lease was lost.
async fn ended(store: &Scope, lease: &Lease, ending: &Ending, now: Timestamp) -> bool {
    match store.finish_job(lease, ending, now).await.expect("the store answers") {
        Finished::Written => true,
        Finished::LeaseLost => false,
        Finished::Overtaken => panic!("nothing was decided"),
    }
}

fn ids(jobs: &[ClaimedJob]) -> Vec<&str> {
    jobs.iter().map(|job| job.message.as_str()).collect()
}

fn later(seconds: u64) -> Timestamp {
    NOW.plus(Duration::from_secs(seconds))
}
