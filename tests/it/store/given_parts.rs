//! What a format put into names, and whom a change in the directory concerns.

use dingnick::domain::{ConversationId, GivenParts, Nickname};
use dingnick::store::{GivenName, Purge, RuleChange, Scope};

use super::{NOW, cid, keep_in, later, on_each, user};

fn other() -> ConversationId {
    ConversationId::parse("cid2==").expect("an id")
}

fn given(name: &str, parts: &[(&str, Option<&str>)]) -> GivenName {
    let parts: GivenParts =
        parts.iter().map(|(key, text)| ((*key).into(), text.map(str::to_owned))).collect();
    GivenName { name: Nickname::parse(name).expect("a name"), parts }
}

#[tokio::test]
async fn what_a_format_gave_is_remembered_of_the_newest_name() {
    on_each(async |store| {
        let remember = async |who: &str, given: &GivenName| {
            store.remember_given(&cid(), &user(who), given, NOW).await.expect("answers");
        };
        let newest = given("五班-小明", &[("dept", Some("五班")), ("title", None)]);
        remember("ming", &given("三班-小明", &[("dept", Some("三班"))])).await;
        remember("ming", &newest).await;
        remember("hong", &given("三班-小红", &[])).await;
        let all = async |store: &Scope, conversation: &ConversationId| {
            let known = [user("ming"), user("bao")];
            store.given_of_all(conversation, &known).await.expect("answers")
        };
        assert_eq!(all(store, &cid()).await, [(user("ming"), newest)].into());
        assert!(all(store, &other()).await.is_empty());
        store.purge_all(&Purge::Person(user("ming")), later(1)).await.expect("answers");
        assert!(all(store, &cid()).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_change_concerns_the_groups_that_somebody_is_in() {
    on_each(async |store| {
        let groups = async |who: &str| store.groups_of(&user(who)).await.expect("answers");
        store.remember_roster(&cid(), &[user("ming"), user("hong_1")], NOW).await.expect("answers");
        let read = || vec!["名".to_owned()];
        store.remember_member(&other(), &user("ming"), "名", read, NOW).await.expect("answers");
        assert_eq!(groups("ming").await, [cid(), other()]);
        assert_eq!(groups("hong_1").await, [cid()]);
        assert!(groups("hongx1").await.is_empty() && groups("min").await.is_empty());
        store.leave(&cid(), &[user("ming")], later(1)).await.expect("answers");
        assert_eq!(groups("ming").await, [other()], "whoever left is in it no more");
    })
    .await;
}

#[tokio::test]
async fn governed_are_the_groups_whose_newest_format_is_one() {
    on_each(async |store| {
        let decide = async |conversation: ConversationId, name: &'static str, value: &str| {
            let change = RuleChange {
                conversation,
                name,
                subject: String::new(),
                value: value.to_owned(),
                asked_by: user("owner"),
                asked_at: NOW,
            };
            store.decide(&change, NOW).await.expect("answers");
        };
        let governed = async || store.governed_groups().await.expect("answers");
        decide(other(), "welcome", "on").await;
        assert!(governed().await.is_empty());
        decide(other(), "format", "{name}").await;
        decide(cid(), "format", "use class").await;
        assert_eq!(governed().await, [cid(), other()]);
        decide(other(), "format", "").await;
        assert_eq!(governed().await, [cid()]);
        let open = async |prefix: &str| store.open_jobs_of(&cid(), prefix).await.expect("answers");
        for (conversation, id) in
            [("cid1==", "follow-1"), ("cid1==", "other"), ("cid2==", "follow-2")]
        {
            keep_in(store, conversation, id, id, None, NOW).await.expect("it is kept");
        }
        assert_eq!((open("follow-").await, open("x").await), (1, 0));
    })
    .await;
}
