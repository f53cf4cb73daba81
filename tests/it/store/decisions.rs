//! What is decided with the end of a job: all of it or nothing, by one of those who try.

use futures_util::future::{join, join_all};

use dingnick::domain::{ConversationId, MessageId, Nickname};
use dingnick::store::{
    ClaimedJob, Confirmation, Decision, Ending, Finished, FollowUp, NewPlan, NewRequest,
    RequestState, RuleChange, Scope,
};

use super::{NOW, cid, claim, decision, ended, job, jobs, on_each, on_shared, say, scope, user};

async fn open_request(store: &Scope, message: &str, asked_by: &str) -> u32 {
    let request = NewRequest {
        conversation: &cid(),
        message_id: &MessageId::parse(message).expect("an id"),
        user_id: &user("ming"),
        asked_by: &user(asked_by),
        display_name: "小明",
        name: &Nickname::parse("明").expect("a name"),
        asked_at: NOW,
        undoes: Some(7),
    };
    store.open_request(request).await.expect("answers")
}

async fn open_plan(store: &Scope) -> u32 {
    let plan = NewPlan {
        conversation: &cid(),
        message_id: &MessageId::parse("plan").expect("an id"),
        asked_by: &user("owner"),
        items: "[]",
        made_at: NOW,
    };
    store.open_plan(plan).await.expect("answers")
}

/// An end with something of everything.
fn ending(job: &ClaimedJob, decisions: Vec<Decision>) -> Ending {
    let follow_up = FollowUp {
        message_id: MessageId::parse(&format!("after-{}", job.id)).expect("an id"),
        message: "next".to_owned(),
        asker: None,
        session: None,
        lane: format!("after-{}", job.id),
        conversation: cid(),
        plan_id: None,
        due: NOW,
        received_at: NOW,
    };
    let rule = RuleChange {
        conversation: cid(),
        name: "welcome",
        subject: String::new(),
        value: "on".to_owned(),
        asked_by: user("owner"),
        asked_at: NOW,
    };
    let (rules, follow_ups) = (vec![rule], vec![follow_up]);
    Ending { answer: say("done"), rules, follow_ups, decisions, ..Ending::default() }
}

async fn finish(store: &Scope, job: &ClaimedJob, ending: &Ending) -> Finished {
    store.finish_job(&job.lease, ending, NOW).await.expect("answers")
}

async fn state(store: &Scope, number: u32) -> RequestState {
    let request = store.request(&cid(), number).await.expect("answers");
    request.expect("it is there").state
}

#[tokio::test]
async fn a_request_is_found_by_its_number_whatever_became_of_it() {
    on_each(async |store| {
        assert_eq!(store.request(&cid(), 1).await.expect("answers"), None);
        open_request(store, "m1", "m1").await;
        let request = store.request(&cid(), 1).await.expect("answers").expect("it is there");
        assert_eq!((request.number, request.state), (1, RequestState::Open));
        assert_eq!((request.undoes, request.asked_by), (Some(7), user("m1")));
        let other = ConversationId::parse("cid2==").expect("an id");
        assert_eq!(store.request(&other, 1).await.expect("answers"), None);
    })
    .await;
}

#[tokio::test]
async fn a_decision_and_what_follows_are_written_together() {
    on_each(async |store| {
        let (first, second) =
            (open_request(store, "m1", "m1").await, open_request(store, "m2", "m2").await);
        let job = job(store, "approve").await;
        let decisions = vec![
            decision(first, RequestState::Approved),
            Decision { by: None, ..decision(second, RequestState::Withdrawn) },
        ];
        let ending = ending(&job, decisions);
        assert_eq!(finish(store, &job, &ending).await, Finished::Written);
        assert_eq!(state(store, first).await, RequestState::Approved);
        assert_eq!(state(store, second).await, RequestState::Withdrawn);
        assert_eq!(store.waiting().await.expect("answers"), 1, "what follows");
        assert_eq!(finish(store, &job, &ending).await, Finished::LeaseLost);
    })
    .await;
}

#[tokio::test]
async fn a_decision_that_comes_too_late_writes_nothing_and_the_lease_holds() {
    on_each(async |store| {
        let (first, second) =
            (open_request(store, "m1", "m1").await, open_request(store, "m2", "m2").await);
        let jobs = jobs(store, "decide", 2).await;
        let rejects = vec![decision(second, RequestState::Rejected)];
        let ending_1 = Ending { decisions: rejects, ..Ending::default() };
        assert_eq!(finish(store, &jobs[0], &ending_1).await, Finished::Written);
        // The first of its decisions could be written, the second not.
        let decisions =
            vec![decision(first, RequestState::Approved), decision(second, RequestState::Approved)];
        let ending_2 = ending(&jobs[1], decisions);
        assert_eq!(finish(store, &jobs[1], &ending_2).await, Finished::Overtaken);
        assert_eq!(state(store, first).await, RequestState::Open);
        assert_eq!(state(store, second).await, RequestState::Rejected);
        assert_eq!(store.waiting().await.expect("answers"), 1, "the job itself");
        assert_eq!(store.rules(&cid()).await.expect("answers"), []);
        let unknown = ending(&jobs[1], vec![decision(9, RequestState::Approved)]);
        assert_eq!(finish(store, &jobs[1], &unknown).await, Finished::Overtaken);
        let without = ending(&jobs[1], Vec::new());
        assert_eq!(finish(store, &jobs[1], &without).await, Finished::Written);
    })
    .await;
}

#[tokio::test]
async fn a_plan_is_confirmed_with_its_jobs_and_once() {
    on_each(async |store| {
        let number = open_plan(store).await;
        let jobs = jobs(store, "confirm", 2).await;
        let confirms = |job, number| {
            let confirms = Some(Confirmation { conversation: cid(), number });
            Ending { confirms, ..ending(job, Vec::new()) }
        };
        assert_eq!(finish(store, &jobs[0], &confirms(&jobs[0], 9)).await, Finished::Overtaken);
        let is_confirmed =
            async || store.plan(&cid(), number).await.expect("answers").expect("it is there").1;
        assert!(!is_confirmed().await);
        assert_eq!(finish(store, &jobs[0], &confirms(&jobs[0], number)).await, Finished::Written);
        assert!(is_confirmed().await);
        assert_eq!(store.waiting().await.expect("answers"), 2, "the other, and what follows");
        let again = confirms(&jobs[1], number);
        assert_eq!(finish(store, &jobs[1], &again).await, Finished::Overtaken);
        assert_eq!(store.waiting().await.expect("answers"), 2);
    })
    .await;
}

#[tokio::test]
async fn of_those_who_decide_and_replace_at_once_one_does() {
    on_shared(async |url| {
        let stores = join_all((0..2).map(|_| scope(url))).await;
        let mut number = open_request(&stores[0], "m0", "asker").await;
        for round in 1..=5 {
            let jobs = jobs(&stores[0], &format!("round{round}-"), 6).await;
            let states = [RequestState::Approved, RequestState::Rejected];
            let decide = jobs.iter().enumerate().map(async |(index, job)| {
                let ending = ending(job, vec![decision(number, states[index % 2])]);
                (finish(&stores[index % 2], job, &ending).await, states[index % 2])
            });
            let message = format!("m{round}");
            let (decided, newer) =
                join(join_all(decide), open_request(&stores[1], &message, "asker")).await;
            let written = decided.iter().filter(|(finished, _)| *finished == Finished::Written);
            let written: Vec<RequestState> = written.map(|(_, state)| *state).collect();
            assert!(written.len() <= 1, "{decided:?}");
            let became = written.first().copied().unwrap_or(RequestState::Replaced);
            assert_eq!(state(&stores[0], number).await, became);
            number = newer;
            for job in &jobs {
                let overtaken = Ending::default();
                stores[0].finish_job(&job.lease, &overtaken, NOW).await.expect("answers");
            }
            // What the one decision began.
            let begun = claim(&stores[0], NOW).await;
            assert_eq!(begun.len(), written.len());
            for job in begun {
                assert!(ended(&stores[0], &job.lease, &Ending::default(), NOW).await);
            }
        }
    })
    .await;
}
