//! The contract of the store: what keeps, what is taken, by whom, and in which order.

mod calls;
mod claims;
mod endings;
mod follow_ups;
mod groups;
mod instances;
mod keeping;
mod ledger;
mod migrations;
mod opening;
mod people;
mod plans;
mod replies;
mod requests;
mod rules;
mod turns;
mod versions;
mod wishes;

use std::panic::AssertUnwindSafe;
use std::time::Duration;

use futures_util::FutureExt;

use dingnick::domain::{ConversationId, MessageId, RobotCode, Timestamp, UserId};
use dingnick::store::{self, ClaimedJob, Kept, NewJob, Share, Store, StoreError, Wish};

use crate::postgres::Database;

const LEASE: Duration = Duration::from_secs(60);
const NOW: Timestamp = Timestamp(1_000_000);

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
    store: &dyn Store,
    id: &str,
    lane: &str,
    at: Timestamp,
) -> Result<Kept, StoreError> {
    keep_in(store, "cid", id, lane, None, at).await
}

/// The same in some conversation, as a wish or not.
async fn keep_in(
    store: &dyn Store,
    conversation: &str,
    id: &str,
    lane: &str,
    wish: Option<(&str, Timestamp)>,
    at: Timestamp,
) -> Result<Kept, StoreError> {
    let robot_code = robot();
    let message_id = MessageId::parse(id).expect("an id");
    let conversation = ConversationId::parse(conversation).expect("a conversation");
    let asked_by = wish.map(|(asked_by, _)| UserId::parse(asked_by).expect("a user"));
    let wish = asked_by.as_ref().zip(wish);
    let job = NewJob {
        robot_code: &robot_code,
        message_id: &message_id,
        message: id,
        lane,
        conversation: &conversation,
        wish: wish.map(|(asked_by, (_, asked_at))| Wish { asked_by, asked_at }),
        received_at: at,
    };
    store.keep(job).await
}

async fn keep(store: &dyn Store, id: &str, lane: &str, at: Timestamp) -> Kept {
    try_to_keep(store, id, lane, at).await.expect("the store keeps")
}

async fn claim(store: &dyn Store, now: Timestamp) -> Vec<ClaimedJob> {
    let mut jobs =
        store.claim_jobs(&robot(), now, LEASE, up_to(10)).await.expect("the store answers");
    jobs.sort_by_key(|job| job.id);
    jobs
}

fn ids(jobs: &[ClaimedJob]) -> Vec<&str> {
    jobs.iter().map(|job| job.message.as_str()).collect()
}

fn later(seconds: u64) -> Timestamp {
    NOW.plus(Duration::from_secs(seconds))
}
