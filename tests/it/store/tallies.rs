//! Figures by group and day.

use dingnick::domain::ConversationId;
use dingnick::store::{Purge, RuleChange, Tally};

use super::{NOW, cid, later, on_each, user};

fn tally(group: &str, day: &str, what: &str, count: u64) -> Tally {
    let conversation = ConversationId::parse(group).expect("an id");
    Tally { conversation, day: day.to_owned(), what: what.to_owned(), count }
}

#[tokio::test]
async fn figures_are_added_to_or_put_in_place_and_forgotten_by_their_day() {
    on_each(async |store| {
        store.add_tallies(&[]).await.expect("answers");
        let (first, second) = ("2026-11-26", "2026-11-27");
        let more = [
            tally("cid1==", first, "calls.member", 2),
            tally("cid1==", second, "calls.member", 1),
            tally("cid2==", second, "calls.look", 5),
        ];
        store.add_tallies(&more).await.expect("answers");
        store.add_tallies(&more[1..2]).await.expect("answers");
        for count in [45, 44] {
            let fit = [tally("cid1==", second, "fit.members", count)];
            store.set_tallies(&fit).await.expect("answers");
        }
        let all = async |group, since| store.tallies(group, since).await.expect("answers");
        let group = cid();
        let expected = [
            more[0].clone(),
            tally("cid1==", second, "calls.member", 2),
            tally("cid1==", second, "fit.members", 44),
        ];
        assert_eq!(all(Some(&group), first).await, expected);
        assert_eq!(all(Some(&group), second).await, expected[1..]);
        assert_eq!(all(None, first).await.len(), 4);
        assert_eq!(store.forget_tallies(second).await.expect("answers"), 1);
        assert_eq!(all(None, first).await.len(), 3);
        store.purge_all(&Purge::Group(cid()), NOW).await.expect("answers");
        assert_eq!(all(None, first).await, [more[2].clone()]);
    })
    .await;
}

#[tokio::test]
async fn groups_with_a_format_are_looked_at_once_a_day() {
    on_each(async |store| {
        let decide = async |group: &str, value: &str, at| {
            let change = RuleChange {
                conversation: ConversationId::parse(group).expect("an id"),
                name: "format",
                subject: String::new(),
                value: value.to_owned(),
                asked_by: user("owner"),
                asked_at: at,
            };
            store.decide(&change, at).await.expect("answers");
        };
        decide("cid1==", "{name}", later(1)).await;
        decide("cid2==", "{name}", later(2)).await;
        decide("cid2==", "", later(3)).await;
        let left = async || {
            let groups = store.groups_without_tally("fit.members", "2026-11-27").await;
            groups.expect("answers")
        };
        assert_eq!(left().await, [cid()], "the other has none any more");
        let before = [tally("cid1==", "2026-11-26", "fit.members", 3)];
        store.set_tallies(&before).await.expect("answers");
        assert_eq!(left().await, [cid()], "that was another day");
        let today = [tally("cid1==", "2026-11-27", "fit.members", 3)];
        store.set_tallies(&today).await.expect("answers");
        assert_eq!(left().await, []);
    })
    .await;
}
