//! Formats that many groups share: the newest of each name holds, for all groups of one robot.

use dingnick::domain::{ConversationId, RobotCode, RuleName};
use dingnick::store::{RuleChange, Scope};

use super::{NOW, cid, later, on_each, user};

fn named(name: &str) -> RuleName {
    RuleName::parse(name).expect("a name")
}

async fn share(store: &Scope, name: &str, format: &str) {
    store.share_rule(&named(name), format, &user("op"), NOW).await.expect("answers");
}

async fn all(store: &Scope) -> Vec<(String, String)> {
    let rules = store.shared_rules().await.expect("answers");
    rules.into_iter().map(|rule| (rule.name.to_string(), rule.format)).collect()
}

#[tokio::test]
async fn a_rule_lives_once_and_its_newest_format_holds() {
    on_each(async |store| {
        assert_eq!(all(store).await, []);
        share(store, "class", "{class}-{name}").await;
        share(store, "班级", "{dept}{name}").await;
        share(store, "class", "{class}/{name}").await;
        let pair = |name: &str, format: &str| (name.to_owned(), format.to_owned());
        let expected = [pair("class", "{class}/{name}"), pair("班级", "{dept}{name}")];
        assert_eq!(all(store).await, expected);
        let format = store.shared_rule(&named("Class")).await.expect("answers");
        assert_eq!(format.as_deref(), Some("{class}/{name}"), "capitals make no difference");
        share(store, "class", "").await;
        assert_eq!(store.shared_rule(&named("class")).await.expect("answers"), None);
        assert_eq!(all(store).await, [pair("班级", "{dept}{name}")]);
        let other = RobotCode::parse("other").expect("a robot");
        assert_eq!(all(&store.store().of(&other)).await, [], "another robot has its own");
        assert_eq!(store.rules(&cid()).await.expect("answers"), [], "none is a group's decision");
    })
    .await;
}

#[tokio::test]
async fn the_groups_that_use_one_are_those_whose_last_word_it_is() {
    on_each(async |store| {
        for (at, group, value) in [
            (1, "cid1==", "use class"),
            (2, "cid2==", "use class"),
            (3, "cid3==", "use other"),
            (4, "cid2==", "{name}"),
            (5, "cid4==", ""),
        ] {
            let change = RuleChange {
                conversation: ConversationId::parse(group).expect("an id"),
                name: "format",
                subject: String::new(),
                value: value.to_owned(),
                asked_by: user("owner"),
                asked_at: later(at),
            };
            store.decide(&change, later(at)).await.expect("answers");
        }
        let using = async |value| {
            let groups = store.groups_deciding("format", value).await.expect("answers");
            groups.iter().map(ToString::to_string).collect::<Vec<_>>()
        };
        assert_eq!(using("use class").await, ["cid1=="]);
        assert_eq!(using("use other").await, ["cid3=="]);
        assert_eq!(using("use none").await, Vec::<String>::new());
    })
    .await;
}
