//! Changes to many names: confirmed once, carried out by jobs that are counted.

use futures_util::future::join_all;

use dingnick::domain::{ConversationId, MessageId, Nickname, Timestamp};
use dingnick::store::{
    ClaimedJob, Ending, FollowUp, JobOutcome, LedgerEntry, NewPlan, Plan, PlanOutcome,
    PlanProgress, RenameOutcome, Scope,
};

use super::{
    LEASE, NOW, cid, confirm, ended, job, jobs, later, on_each, on_shared, renamed, scope, up_to,
    user, write_down,
};

async fn open_at(store: &Scope, message: &str, at: Timestamp) -> u32 {
    let plan = NewPlan {
        conversation: &cid(),
        message_id: &MessageId::parse(message).expect("an id"),
        asked_by: &user("owner"),
        items: message,
        made_at: at,
    };
    store.open_plan(plan).await.expect("answers")
}

async fn open(store: &Scope, message: &str) -> u32 {
    open_at(store, message, NOW).await
}

async fn plan(store: &Scope, number: u32) -> Option<(Plan, bool)> {
    store.plan(&cid(), number).await.expect("answers")
}

async fn progress(store: &Scope, plan_id: i64) -> PlanProgress {
    store.plan_progress(plan_id).await.expect("answers")
}

async fn finish(store: &Scope, job: &ClaimedJob, ending: &Ending) {
    assert!(ended(store, &job.lease, ending, NOW).await);
}

/// As many jobs of a plan begin with the end of one, and are taken.
async fn begin(store: &Scope, plan_id: i64, count: usize) -> Vec<ClaimedJob> {
    let first = job(store, &format!("plan{plan_id}")).await;
    let follow_ups = (0..count).map(|number| FollowUp {
        message_id: MessageId::parse(&format!("plan{plan_id}-{number}")).expect("an id"),
        message: format!("u{number}"),
        asker: None,
        session: None,
        lane: format!("lane{number}"),
        conversation: cid(),
        plan_id: Some(plan_id),
        due: NOW,
        received_at: NOW,
    });
    let ending = Ending { follow_ups: follow_ups.collect(), ..Ending::default() };
    finish(store, &first, &ending).await;
    let mut jobs = store.claim_jobs(NOW, LEASE, up_to(100)).await.expect("answers");
    jobs.sort_by_key(|job| job.id);
    jobs
}

#[tokio::test]
async fn plans_are_numbered_in_each_group_and_a_repeated_message_is_the_same() {
    on_each(async |store| {
        assert_eq!((open(store, "m1").await, open(store, "m2").await), (1, 2));
        assert_eq!(open(store, "m1").await, 1);
        assert_eq!(open(store, "m3").await, 3, "no number is left out");
        let (made, confirmed) = plan(store, 2).await.expect("it is there");
        assert_eq!((made.number, made.items.as_str(), made.made_at), (2, "m2", NOW));
        assert_eq!((made.asked_by, confirmed), (user("owner"), false));
        assert_eq!(plan(store, 4).await, None);
        let other = ConversationId::parse("cid2==").expect("an id");
        assert_eq!(store.plan(&other, 1).await.expect("answers"), None);
    })
    .await;
}

#[tokio::test]
async fn a_plan_is_confirmed_once() {
    on_each(async |store| {
        let jobs = jobs(store, "job", 3).await;
        open(store, "p1").await;
        assert!(!confirm(store, &jobs[0], 9).await, "there is none");
        assert!(confirm(store, &jobs[1], 1).await);
        assert!(!confirm(store, &jobs[2], 1).await);
        assert!(plan(store, 1).await.expect("it is there").1);
    })
    .await;
}

#[tokio::test]
async fn of_those_who_plan_and_confirm_at_once_each_gets_a_number_and_one_confirms() {
    on_shared(async |url| {
        let stores = join_all((0..2).map(|_| scope(url))).await;
        let opened = (0..20).map(|number| {
            let store = &stores[number % 2];
            async move { open(store, &format!("m{}", number / 2)).await }
        });
        let mut numbers = join_all(opened).await;
        numbers.sort_unstable();
        numbers.dedup();
        assert_eq!(numbers, (1..=10).collect::<Vec<u32>>());
        for number in 1..=5 {
            let jobs = jobs(&stores[0], &format!("plan{number}-"), 6).await;
            let jobs = jobs.iter().enumerate();
            let confirm = jobs.map(|(index, job)| confirm(&stores[index % 2], job, number));
            let confirmed = join_all(confirm).await;
            assert_eq!(confirmed.iter().filter(|is_first| **is_first).count(), 1);
        }
    })
    .await;
}

#[tokio::test]
async fn how_far_a_plan_has_come_is_counted_from_its_jobs_and_the_ledger() {
    on_each(async |store| {
        open(store, "p1").await;
        let plan_id = plan(store, 1).await.expect("it is there").0.id;
        assert_eq!(progress(store, plan_id).await, PlanProgress::default());
        let jobs = begin(store, plan_id, 14).await;
        assert_eq!(progress(store, plan_id).await, PlanProgress { open: 14, ended: Vec::new() });
        let entry = |job: &ClaimedJob, code: Option<&str>| LedgerEntry {
            conversation: cid(),
            user_id: user(&job.message),
            old_name: None,
            new_name: Nickname::parse("名").expect("a name"),
            asked_by: user("owner"),
            asked_at: NOW,
            outcome: code.map_or(RenameOutcome::Applied, |_| RenameOutcome::Refused),
            code: code.map(str::to_owned),
            request_id: None,
            undoes: None,
            readings: Vec::new(),
        };
        let applied = [(JobOutcome::Applied, None); 7];
        let refused = [(JobOutcome::Failed, Some("41049")), (JobOutcome::Failed, Some("88"))];
        let ends = applied.iter().chain(&refused).chain(&refused[..1]);
        for (job, (outcome, code)) in jobs.iter().zip(ends) {
            let ledger = Some(entry(job, *code));
            finish(store, job, &Ending { outcome: *outcome, ledger, ..Ending::default() }).await;
        }
        for (job, outcome) in jobs[10..].iter().zip([JobOutcome::Failed, JobOutcome::Superseded]) {
            finish(store, job, &Ending { outcome, ..Ending::default() }).await;
        }
        // What is no part of the plan does not count, whatever it writes.
        let stranger = job(store, "stranger").await;
        let ledger = Some(entry(&stranger, Some("41049")));
        let ending = Ending { outcome: JobOutcome::Failed, ledger, ..Ending::default() };
        finish(store, &stranger, &ending).await;
        let alike = |outcome: &str, code: Option<&str>, count, who: &[&str]| PlanOutcome {
            outcome: outcome.to_owned(),
            code: code.map(str::to_owned),
            count,
            user_ids: who.iter().map(|who| user(who)).collect(),
        };
        let ended = vec![
            alike("applied", None, 7, &["u0", "u1", "u2", "u3", "u4"]),
            alike("failed", Some("41049"), 2, &["u7", "u9"]),
            alike("failed", None, 1, &[]),
            alike("failed", Some("88"), 1, &["u8"]),
            alike("superseded", None, 1, &[]),
        ];
        assert_eq!(progress(store, plan_id).await, PlanProgress { open: 2, ended });
        assert_eq!(progress(store, plan_id + 1).await, PlanProgress::default());
    })
    .await;
}

#[tokio::test]
async fn a_plan_goes_when_it_is_old_and_no_job_of_it_is_left() {
    on_each(async |store| {
        open_at(store, "forgotten", NOW).await;
        open_at(store, "carried-out", NOW).await;
        open_at(store, "new", later(5)).await;
        let confirming = job(store, "confirming").await;
        assert!(confirm(store, &confirming, 2).await);
        let plan_id = plan(store, 2).await.expect("it is there").0.id;
        let jobs = begin(store, plan_id, 1).await;
        let left = async || {
            let mut left = Vec::new();
            for number in 1..=3 {
                left.extend(plan(store, number).await.map(|(plan, _)| plan.items));
            }
            left
        };
        let purge = async |before| store.purge(before, 10).await.expect("answers");
        purge(NOW).await;
        assert_eq!(left().await, ["forgotten", "carried-out", "new"]);
        purge(later(1)).await;
        assert_eq!(left().await, ["carried-out", "new"], "its job is not done");
        finish(store, &jobs[0], &Ending::default()).await;
        purge(later(1)).await;
        purge(later(1)).await;
        assert_eq!(left().await, ["new"]);
        assert_eq!(open(store, "again").await, 4, "no number is given twice");
    })
    .await;
}

#[tokio::test]
async fn what_a_plan_gave_is_told_with_what_was_changed_since() {
    on_each(async |store| {
        open(store, "m1").await;
        let plan_id = plan(store, 1).await.expect("it is there").0.id;
        let name = |text: &str| Nickname::parse(text).expect("a name");
        for (number, job) in begin(store, plan_id, 4).await.iter().enumerate() {
            let who = format!("u{number}");
            let outcome = if number == 3 { RenameOutcome::Refused } else { RenameOutcome::Applied };
            let old_name = (number > 0).then(|| name("before"));
            let entry = LedgerEntry { old_name, ..renamed(&who, "planned", outcome, &[]) };
            finish(store, job, &Ending { ledger: Some(entry), ..Ending::default() }).await;
        }
        let changes = async || store.plan_changes(plan_id).await.expect("answers");
        let told = async || {
            let told = changes().await.into_iter();
            let told = told.map(|it| (it.user_id, it.old_name, it.new_name, it.is_changed));
            told.collect::<Vec<_>>()
        };
        let (before, planned) = (Some(name("before")), name("planned"));
        let all = |first, second| {
            vec![
                (user("u0"), None, planned.clone(), false),
                (user("u1"), before.clone(), planned.clone(), first),
                (user("u2"), before.clone(), planned.clone(), second),
            ]
        };
        assert_eq!(told().await, all(false, false), "what was refused is no change");

        // A newer name; and that taken back.
        write_down(store, renamed("u1", "newer", RenameOutcome::Applied, &[])).await;
        assert_eq!(told().await, all(true, false));
        let newer = store.undoable(&cid(), &user("u1")).await.expect("answers").expect("one").id;
        let back = renamed("u1", "planned", RenameOutcome::Applied, &[]);
        write_down(store, LedgerEntry { undoes: Some(newer), ..back }).await;
        assert_eq!(told().await, all(false, false));

        // The name of the plan itself, taken back.
        let change = changes().await.swap_remove(2).id;
        let back = renamed("u2", "before", RenameOutcome::Applied, &[]);
        write_down(store, LedgerEntry { undoes: Some(change), ..back }).await;
        assert_eq!(told().await, all(false, true));
    })
    .await;
}
