//! No question reads a whole table to pick a row, and none is asked for each of many.
//!
//! The statements are those that the store says it sends; SQLite tells how it would answer them.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use sqlx::{AssertSqlSafe, Connection, SqliteConnection};
use tracing::field::{Field, Visit};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};

use dingnick::domain::{ChatId, ConversationId, MessageId, Nickname};
use dingnick::store::{
    Confirmation, Decision, DirectoryEntry, Ending, FollowUp, NewPlan, NewRequest, RenameFilter,
    RenameOutcome, ReplyOutcome, RequestState, RuleChange, Scope, Used,
};

use super::calls::{limits, member_call};
use super::{
    LEASE, NOW, cid, claim, ended, job, keep, later, on_each, renamed, retry, say, scope, up_to,
    user, write_down,
};

/// Every statement that was sent on this thread.
#[derive(Clone, Default)]
struct Statements(Arc<Mutex<BTreeSet<String>>>);

impl<S: tracing::Subscriber> Layer<S> for Statements {
    fn on_event(&self, event: &tracing::Event<'_>, _context: Context<'_, S>) {
        event.record(&mut self.clone());
    }
}

impl Visit for Statements {
    fn record_str(&mut self, field: &Field, value: &str) {
        if field.name() == "statement" {
            self.0.lock().expect("no panic").insert(value.to_owned());
        }
    }

    fn record_debug(&mut self, _field: &Field, _value: &dyn std::fmt::Debug) {}
}

/// All that is asked and written from the start of a process to the answer to a rename.
async fn start_and_rename(store: &Scope) {
    let chat_id = ChatId::parse("chat0123456789").expect("a chatid");
    store.recover(NOW).await.expect("answers");
    store.waiting().await.expect("answers");
    store.unreadable_jobs().await.expect("answers");
    store.groups_of_chats(std::slice::from_ref(&chat_id)).await.expect("answers");
    store.group_of_chat(&chat_id).await.expect("answers");
    store.bind(&cid(), &chat_id, NOW).await.expect("answers");
    store.due(NOW).await.expect("answers");
    store.end_lost_replies(NOW).await.expect("answers");
    keep(store, "again", "again", NOW).await;
    let again = claim(store, NOW).await.pop().expect("it is due");
    store.release_job(&again.lease, retry(NOW)).await.expect("answers");
    let job = claim(store, NOW).await.pop().expect("it is due");
    store.newer_request_waits(&job.lease).await.expect("answers");
    store.remember_title(&cid(), "三班").await.expect("answers");
    let readings = ["ming".to_owned()];
    for name in ["小明", "小小明"] {
        store
            .remember_member(&cid(), &user("ming"), name, || readings.to_vec(), NOW)
            .await
            .expect("answers");
    }
    store.group(&cid()).await.expect("answers");
    store.rules(&cid()).await.expect("answers");
    store.remember_owner(&cid(), &user("owner"), NOW).await.expect("answers");
    store.remember_scene(&cid(), false, NOW).await.expect("answers");
    store.forget_no_scene(&cid()).await.expect("answers");
    store.names_of(&cid(), &user("ming")).await.expect("answers");
    store.look_alikes(&cid(), &readings).await.expect("answers");
    store.directory_entry(&user("ming")).await.expect("answers");
    store.directory_entries(&[user("ming")]).await.expect("answers");
    store.unread_in_directory(&cid(), NOW, 9).await.expect("answers");
    store.roster(&cid()).await.expect("answers");
    store.claim_hint("ming", NOW, LEASE).await.expect("answers");
    for calls in [0, 1] {
        let used = Used { calls, messages: 0 };
        store.store().add_used("ding", "2026-11", used).await.expect("answers");
    }
    for attempt in [1, 1, 2] {
        let call = member_call("ming", attempt, "api", NOW);
        store.count_member_call(call, limits(Some(1), None)).await.expect("answers");
    }
    store.reserve_call("api", Duration::ZERO, LEASE).await.expect("answers");
    let ledger = Some(renamed("ming", "明", RenameOutcome::Applied, &["ming"]));
    let ending = Ending { ledger, answer: say("done"), ..Ending::default() };
    assert!(ended(store, &job.lease, &ending, NOW).await);
    let replies = store.claim_replies(NOW, LEASE, up_to(1)).await.expect("answers");
    store.release_reply(&replies[0].lease, retry(NOW)).await.expect("answers");
    let replies = store.claim_replies(NOW, LEASE, up_to(1)).await.expect("answers");
    store.finish_reply(&replies[0].lease, ReplyOutcome::Sent, NOW).await.expect("answers");
}

/// All else.
async fn govern_and_look_after(store: &Scope) {
    let message_id = MessageId::parse("m1").expect("an id");
    let name = Nickname::parse("明").expect("a name");
    let request = NewRequest {
        conversation: &cid(),
        message_id: &message_id,
        user_id: &user("ming"),
        asked_by: &user("ming"),
        display_name: "小明",
        name: &name,
        asked_at: NOW,
        undoes: None,
    };
    let number = store.open_request(request).await.expect("answers");
    let plan = NewPlan {
        conversation: &cid(),
        message_id: &message_id,
        asked_by: &user("owner"),
        items: "[]",
        made_at: NOW,
    };
    let plan = store.open_plan(plan).await.expect("answers");
    store.request(&cid(), number).await.expect("answers");
    store.open_requests(&cid()).await.expect("answers");
    store.overdue_requests(NOW, 9).await.expect("answers");
    store.plan(&cid(), plan).await.expect("answers");
    store.plan_progress(1).await.expect("answers");
    let job = job(store, "decide").await;
    let state = RequestState::Approved;
    let decision = Decision { conversation: cid(), number, state, by: None, reason: String::new() };
    let rule = RuleChange {
        conversation: cid(),
        name: "welcome",
        subject: String::new(),
        value: "on".to_owned(),
        asked_by: user("owner"),
        asked_at: NOW,
    };
    let follow_up = FollowUp {
        message_id: MessageId::parse("next").expect("an id"),
        message: "next".to_owned(),
        asker: None,
        session: None,
        lane: "next".to_owned(),
        conversation: cid(),
        plan_id: None,
        due: later(900),
        received_at: NOW,
    };
    store.decide(&rule, NOW).await.expect("answers");
    let ending = Ending {
        decisions: vec![decision],
        confirms: Some(Confirmation { conversation: cid(), number: plan }),
        rules: vec![rule],
        follow_ups: vec![follow_up],
        ..Ending::default()
    };
    assert!(ended(store, &job.lease, &ending, NOW).await);
    write_down(store, renamed("ming", "明", RenameOutcome::Unknown, &["ming"])).await;
    store.undoable(&cid(), &user("ming")).await.expect("answers");
    store.names(&cid()).await.expect("answers");
    store.members(&cid()).await.expect("answers");
    let all = RenameFilter::default();
    let here = RenameFilter { conversation: Some(cid()), ..all.clone() };
    let one = RenameFilter { user_id: Some(user("ming")), ..here.clone() };
    let lately = RenameFilter { since: Some(NOW), only_applied: true, ..one.clone() };
    for filter in [&all, &here, &one, &lately] {
        store.renames(filter, 9).await.expect("answers");
        store.count_renames(filter).await.expect("answers");
    }
    let entry = DirectoryEntry {
        user_id: user("ming"),
        name: "王小明".to_owned(),
        title: None,
        job_number: None,
        dept: None,
        read_at: NOW,
    };
    store.remember_directory_entry(&entry, &["wang".to_owned()]).await.expect("answers");
    store.remember_roster(&cid(), &[user("ming")], NOW).await.expect("answers");
    store.leave(&cid(), &[user("ming")], NOW).await.expect("answers");
    store.join(&cid(), &[user("ming")]).await.expect("answers");
    let people = [(user("ming"), vec!["ming".to_owned()])];
    for version in [1, 2] {
        store.replace_likenesses(&cid(), version, &people).await.expect("answers");
    }
    store.unbind(&cid()).await.expect("answers");
    store.reopen_jobs(&[1], NOW, None).await.expect("answers");
    store.purge(NOW, 9).await.expect("answers");
    store.forget_renames(NOW, 9).await.expect("answers");
    store.store().ping().await.expect("answers");
}

/// Whether a line of SQLite's plan says that it would read all that a robot has of a table. What
/// is open is short, and a few rows at most wait in what a statement names itself.
fn reads_everything(line: &str, stops_early: bool) -> bool {
    const SHORT: &[&str] = &["jobs_held", "replies_open", "replies_group", "jobs_unreadable"];
    const OF_THE_STATEMENT: &[&str] =
        &["CONSTANT", "conversation", "due", "first", "json_each", "list", "open", "part", "alike"];
    match line.split_once(' ') {
        Some(("SCAN", rest)) => {
            let of = rest.split(' ').next().unwrap_or_default();
            !OF_THE_STATEMENT.contains(&of) && !of.starts_with("(subquery")
        }
        Some(("SEARCH", rest)) => {
            let is_short = SHORT.iter().any(|index| rest.contains(index));
            rest.ends_with("(robot_code=?)") && !is_short && !stops_early
        }
        _ => false,
    }
}

#[tokio::test]
async fn no_question_reads_a_whole_table_to_pick_a_row() {
    let folder = tempfile::tempdir().expect("a folder");
    let url = format!("sqlite://{}", folder.path().join("store.db").display());
    let store = scope(&url).await;
    let statements = Statements::default();
    let subscriber = tracing_subscriber::registry().with(statements.clone());
    let guard = tracing::subscriber::set_default(subscriber);
    start_and_rename(&store).await;
    govern_and_look_after(&store).await;
    drop(guard);
    let statements = statements.0.lock().expect("no panic").clone();
    assert!(statements.len() > 60, "{} statements were seen", statements.len());
    let mut connection = SqliteConnection::connect(&url).await.expect("the store can be had");
    for statement in statements {
        // How many there are at all is only known from all of them.
        if [
            "SELECT count(*) FROM ledger WHERE robot_code = $1",
            "SELECT count(*) FROM jobs WHERE state = 0 AND robot_code = $1",
        ]
        .contains(&statement.as_str())
        {
            continue;
        }
        let explain = AssertSqlSafe(format!("EXPLAIN QUERY PLAN {statement}"));
        let lines: Vec<(i64, i64, i64, String)> =
            sqlx::query_as(explain).fetch_all(&mut connection).await.expect("it is explained");
        let lines: Vec<String> = lines.into_iter().map(|(.., line)| line).collect();
        // It takes rows in the order of an index until it has enough.
        let is_sorted = !lines.iter().any(|line| line.contains("TEMP B-TREE"));
        let stops_early = statement.contains(" LIMIT ") && is_sorted;
        let is_bad = lines.iter().any(|line| reads_everything(line, stops_early));
        assert!(!is_bad, "{statement}\n{lines:#?}");
    }
}

#[tokio::test]
async fn as_many_statements_are_sent_for_a_few_members_as_for_many() {
    on_each(async |store| {
        let mut sent = BTreeSet::new();
        for count in [5, 500] {
            let group = ConversationId::parse(&format!("cid{count}==")).expect("an id");
            let ids: Vec<_> = (0..count).map(|number| user(&format!("u{number}"))).collect();
            let people: Vec<_> =
                ids.iter().map(|id| (id.clone(), vec![id.to_string(), "all".into()])).collect();
            let before = store.store().statements();
            store.remember_roster(&group, &ids, NOW).await.expect("answers");
            store.replace_likenesses(&group, 1, &people).await.expect("answers");
            store.unread_in_directory(&group, NOW, 500).await.expect("answers");
            store.directory_entries(&ids).await.expect("answers");
            store.look_alikes(&group, &["all".to_owned()]).await.expect("answers");
            store.names_of(&group, &ids[0]).await.expect("answers");
            store.leave(&group, &ids, NOW).await.expect("answers");
            store.join(&group, &ids).await.expect("answers");
            sent.insert(store.store().statements() - before);
        }
        assert_eq!(sent, BTreeSet::from([10]));
    })
    .await;
}
