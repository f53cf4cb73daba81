//! Jobs that the operator orders: begun, stopped, gone on with, and asked after.

use dingnick::domain::MessageId;
use dingnick::store::{Ending, FollowUp, JobOutcome, NewPlan, Scope};

use super::{LEASE, NOW, cid, claim, ended, later, on_each, up_to, user};

fn id(text: &str) -> MessageId {
    MessageId::parse(text).expect("an id")
}

fn ordered(number: u32, plan_id: Option<i64>) -> FollowUp {
    FollowUp {
        message_id: id(&format!("order{number}")),
        message: format!("u{number}"),
        asker: None,
        session: None,
        lane: format!("lane{number}"),
        conversation: cid(),
        plan_id,
        due: NOW,
        received_at: NOW,
    }
}

async fn plan(store: &Scope, message: &str) -> i64 {
    let plan = NewPlan {
        conversation: &cid(),
        message_id: &id(message),
        asked_by: &user("operator"),
        items: "[]",
        made_at: NOW,
    };
    let number = store.open_plan(plan).await.expect("answers");
    let (plan, _) = store.plan(&cid(), number).await.expect("answers").expect("it is there");
    plan.id
}

async fn open(store: &Scope) -> Vec<MessageId> {
    let all: Vec<MessageId> = (0..9).map(|number| id(&format!("order{number}"))).collect();
    let mut open = store.open_of(&all).await.expect("answers");
    open.sort();
    open
}

#[tokio::test]
async fn what_came_of_an_order_is_kept_for_whoever_asks() {
    on_each(async |store| {
        store.begin_jobs(&[ordered(0, None), ordered(1, None)]).await.expect("answers");
        let jobs = claim(store, NOW).await;
        assert_eq!(jobs.len(), 2);
        let told = Some("小明\0".to_owned());
        let outcome = JobOutcome::Applied;
        let ending = Ending { outcome, told, ..Ending::default() };
        assert!(ended(store, &jobs[0].lease, &ending, NOW).await);
        let ends = store.ends_of(&[id("order0"), id("order1"), id("order9")]).await;
        let ends = ends.expect("answers");
        assert_eq!(ends.len(), 1, "the other has not ended");
        let end = (&ends[0].message_id, ends[0].outcome.as_str(), ends[0].told.as_deref());
        assert_eq!(end, (&id("order0"), "applied", Some("小明\u{FFFD}")));
        assert_eq!(open(store).await, [id("order1")]);
        assert_eq!(store.ends_of(&[]).await.expect("answers"), []);
    })
    .await;
}

#[tokio::test]
async fn a_plan_that_is_stopped_keeps_what_has_begun_and_goes_on_with_the_rest() {
    on_each(async |store| {
        let (other, plan_id) = (plan(store, "apply-b-1").await, plan(store, "apply-a-1").await);
        let jobs: Vec<FollowUp> = (0..4).map(|number| ordered(number, Some(plan_id))).collect();
        store.begin_plans(&[(other, vec![ordered(8, Some(other))])], NOW).await.expect("answers");
        store.begin_plans(&[(plan_id, jobs.clone())], NOW).await.expect("answers");
        let claimed = store.claim_jobs(NOW, LEASE, up_to(3)).await.expect("answers");
        let of_plan = claimed.iter().filter(|job| job.message != "u8");
        let of_plan: Vec<_> = of_plan.collect();
        assert!(ended(store, &of_plan[0].lease, &Ending::default(), NOW).await);
        let in_hand = of_plan.len() as u64 - 1;
        let all = [id("order0"), id("order1"), id("order2"), id("order3")];
        let removed = store.take_jobs_back(&all, NOW).await.expect("answers");
        assert_eq!(removed, 3 - in_hand, "what is under way goes on");
        assert!(open(store).await.contains(&id("order8")), "another plan is another");
        store.begin_plans(&[(plan_id, jobs.clone())], NOW).await.expect("answers");
        let ends = store.ends_of(&all).await;
        assert_eq!(ends.expect("answers").len(), 1, "what has ended stays so");
        let left: Vec<_> = open(store).await.into_iter().filter(|it| *it != id("order8")).collect();
        assert_eq!(left.len(), 3);
        // Whose lease is over has nothing under way.
        let after = later(3600);
        assert_eq!(store.take_jobs_back(&all, after).await.expect("answers"), 3);
    })
    .await;
}

#[tokio::test]
async fn the_newest_plan_of_a_key_is_found_if_it_was_begun() {
    on_each(async |store| {
        let found = async |prefix: &str, since| {
            let plan = store.plan_begun(&cid(), prefix, since).await.expect("answers");
            plan.map(|plan| plan.id)
        };
        let first = plan(store, "apply-a_-1").await;
        assert_eq!(found("apply-a_-", NOW).await, None, "it was not begun");
        store.begin_plans(&[(first, Vec::new())], NOW).await.expect("answers");
        assert_eq!(found("apply-a_-", NOW).await, Some(first));
        assert_eq!(found("apply-a%-", NOW).await, None, "no pattern");
        assert_eq!(found("apply-a_-", later(1)).await, None, "it is older");
        let second = plan(store, "apply-a_-2").await;
        store.begin_plans(&[(second, Vec::new())], NOW).await.expect("answers");
        assert_eq!(found("apply-a_-", NOW).await, Some(second));
        let (_, confirmed) = store.plan(&cid(), 2).await.expect("answers").expect("a plan");
        assert!(confirmed, "nobody in the chat can confirm it again");
    })
    .await;
}
