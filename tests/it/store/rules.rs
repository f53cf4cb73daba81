//! What a group decides for itself: the newest of each name and subject holds.

use dingnick::domain::{ConversationId, RobotCode};
use dingnick::store::{Earlier, Ending, Rule, RuleChange, Scope};

use super::{LEASE, NOW, cid, claim, ended, keep, keep_in, later, on_each, untried, user};

fn change(name: &'static str, subject: &str, value: &str) -> RuleChange {
    RuleChange {
        conversation: cid(),
        name,
        subject: subject.to_owned(),
        value: value.to_owned(),
        asked_by: user("owner"),
        asked_at: NOW,
    }
}

async fn decide(store: &Scope, id: &str, rules: Vec<RuleChange>) {
    keep(store, id, id, NOW).await;
    let jobs = claim(store, NOW).await;
    let ending = Ending { rules, ..Ending::default() };
    assert!(ended(store, &jobs[0].lease, &ending, NOW).await);
}

async fn rules(store: &Scope) -> Vec<(String, String, String)> {
    let rules = store.rules(&cid()).await.expect("answers");
    rules.into_iter().map(|Rule { name, subject, value }| (name, subject, value)).collect()
}

#[tokio::test]
async fn the_newest_rule_of_each_name_and_subject_holds() {
    on_each(async |store| {
        assert_eq!(rules(store).await, []);
        let all = |list: &[(&str, &str, &str)]| -> Vec<(String, String, String)> {
            let owned =
                |(a, b, c): &(&str, &str, &str)| (a.to_string(), b.to_string(), c.to_string());
            list.iter().map(owned).collect()
        };
        let first =
            vec![change("b", "", "on"), change("a", "ming", "yes"), change("a", "hong", "yes")];
        decide(store, "m1", first).await;
        let expected = all(&[("a", "hong", "yes"), ("a", "ming", "yes"), ("b", "", "on")]);
        assert_eq!(rules(store).await, expected, "in order");
        decide(store, "m2", vec![change("a", "ming", ""), change("b", "", "off")]).await;
        let expected = all(&[("a", "hong", "yes"), ("b", "", "off")]);
        assert_eq!(rules(store).await, expected, "an empty value is the default again");
        decide(store, "m3", vec![change("a", "ming", "one"), change("a", "ming", "two")]).await;
        let expected = all(&[("a", "hong", "yes"), ("a", "ming", "two"), ("b", "", "off")]);
        assert_eq!(rules(store).await, expected, "the later of one end");
        store.decide(&change("b", "", "on"), NOW).await.expect("answers");
        let expected = all(&[("a", "hong", "yes"), ("a", "ming", "two"), ("b", "", "on")]);
        assert_eq!(rules(store).await, expected, "decided outside of a job");
    })
    .await;
}

#[tokio::test]
async fn a_rule_holds_in_its_group_and_for_its_robot() {
    on_each(async |store| {
        decide(store, "m1", vec![change("a", "", "x\0y")]).await;
        assert_eq!(rules(store).await.len(), 1);
        let other_group = ConversationId::parse("cid2==").expect("an id");
        let other_robot = RobotCode::parse("other").expect("a robot");
        assert_eq!(store.rules(&other_group).await.expect("answers"), []);
        let elsewhere = store.store().of(&other_robot);
        assert_eq!(elsewhere.rules(&cid()).await.expect("answers"), []);
    })
    .await;
}

#[tokio::test]
async fn a_lost_lease_decides_nothing() {
    on_each(async |store| {
        keep(store, "m1", "lane", NOW).await;
        let lost = claim(store, NOW).await;
        let holder = claim(store, later(61)).await;
        assert_eq!(holder.len(), 1);
        let ending = Ending { rules: vec![change("a", "", "on")], ..Ending::default() };
        assert!(!ended(store, &lost[0].lease, &ending, NOW).await);
        assert_eq!(rules(store).await, []);
    })
    .await;
}

#[tokio::test]
async fn a_rule_holds_at_once_and_knows_what_had_begun_before() {
    on_each(async |store| {
        for (id, lane) in [("m1", "cid ming"), ("m2", "cid hong"), ("m3", "cid owner")] {
            keep_in(store, "cid1==", id, lane, None, NOW).await.expect("the store keeps");
        }
        let jobs = claim(store, NOW).await;
        let of = |id: &str| jobs.iter().find(|job| job.message_id == id).expect("it is claimed");
        let (ming, owner) = (of("m1"), of("m3"));
        let rule = change("lock", "ming", "on");
        for later_by in [1, 2, 3] {
            let decided = store.decide_once(&rule, owner.id, later(later_by)).await;
            assert_eq!(decided.expect("answers"), later(1), "it is decided once");
        }
        assert_eq!(rules(store).await, [("lock".into(), "ming".into(), "on".into())]);
        let (conversation, but) = (&cid(), owner.id);
        let lane = Some("cid ming");
        let earlier = Earlier { conversation, lane, but, decided_at: later(1), lease: LEASE };
        let is_under_way =
            async |earlier| store.is_under_way(earlier, later(2)).await.expect("answers");
        assert!(is_under_way(earlier).await);
        assert!(is_under_way(Earlier { lane: None, ..earlier }).await);
        assert!(!is_under_way(Earlier { lane: Some("cid owner"), ..earlier }).await, "its own");
        assert!(
            !store.is_under_way(earlier, later(61)).await.expect("answers"),
            "the lease is over"
        );
        store.release_job(&ming.lease, untried(later(5))).await.expect("answers");
        assert!(!is_under_way(earlier).await, "it is not under way");
        claim(store, later(30)).await;
        assert!(
            !store.is_under_way(earlier, later(30)).await.expect("answers"),
            "it began when the rule held"
        );
    })
    .await;
}
