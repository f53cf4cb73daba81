//! Who is called alike: found by the readings of a name, in the group and in the directory.

use dingnick::domain::ConversationId;
use dingnick::store::{DirectoryEntry, RenameOutcome, Scope};

use super::{NOW, cid, later, on_each, renamed, user, write_down};

fn readings(list: &[&str]) -> Vec<String> {
    list.iter().map(|reading| (*reading).to_owned()).collect()
}

async fn alike(store: &Scope, list: &[&str]) -> Vec<String> {
    let found = store.look_alikes(&cid(), &readings(list)).await.expect("answers");
    let mut found: Vec<String> = found.iter().map(ToString::to_string).collect();
    found.sort();
    found
}

async fn is_listed(store: &Scope, who: &str, name: &str) {
    let entry = DirectoryEntry {
        user_id: user(who),
        name: name.to_owned(),
        title: None,
        job_number: None,
        dept: None,
        read_at: NOW,
    };
    store.remember_directory_entry(&entry, &readings(&[name])).await.expect("answers");
}

const NOBODY: [&str; 0] = [];

#[tokio::test]
async fn a_name_that_was_given_takes_the_place_of_the_one_before() {
    use RenameOutcome::{Applied, Refused, Unknown};
    on_each(async |store| {
        write_down(store, renamed("ming", "一", Applied, &["yi", "YI\0"])).await;
        assert_eq!(alike(store, &["yi"]).await, ["ming"]);
        assert_eq!(alike(store, &["x", "YI\0", "yi"]).await, ["ming"], "each is named once");
        write_down(store, renamed("hong", "一", Applied, &["yi"])).await;
        write_down(store, renamed("ming", "二", Applied, &["er"])).await;
        assert_eq!(alike(store, &["yi"]).await, ["hong"]);
        write_down(store, renamed("ming", "三", Refused, &["san"])).await;
        assert_eq!(alike(store, &["san"]).await, NOBODY);
        // What may have taken effect may be what they are called, and so may what was before.
        write_down(store, renamed("ming", "四", Unknown, &["si"])).await;
        assert_eq!(alike(store, &["si"]).await, ["ming"]);
        assert_eq!(alike(store, &["er"]).await, ["ming"]);
        let other = ConversationId::parse("cid2==").expect("an id");
        let there = store.look_alikes(&other, &readings(&["er"])).await.expect("answers");
        assert_eq!(there, [], "it is another group");
        assert_eq!(alike(store, &[]).await, NOBODY);
    })
    .await;
}

#[tokio::test]
async fn a_name_that_was_seen_counts_until_it_changes() {
    on_each(async |store| {
        let see = async |name: &str, list: &[&str], at| {
            let (cid, ming) = (cid(), user("ming"));
            store.remember_member(&cid, &ming, name, || readings(list), at).await.expect("answers");
        };
        write_down(store, renamed("ming", "一", RenameOutcome::Applied, &["yi"])).await;
        see("小明", &["ming"], NOW).await;
        assert_eq!(alike(store, &["yi"]).await, ["ming"], "they have the name that we gave");
        assert_eq!(alike(store, &["ming"]).await, ["ming"]);
        see("小红", &["hong"], later(1)).await;
        assert_eq!(alike(store, &["ming", "yi"]).await, NOBODY);
        assert_eq!(alike(store, &["hong"]).await, ["ming"]);
        see("小红", &["other"], later(2)).await;
        assert_eq!(alike(store, &["other"]).await, NOBODY, "nothing has changed");
        see("\u{200b}", &[], later(3)).await;
        assert_eq!(alike(store, &["hong"]).await, ["ming"], "that is no name");
    })
    .await;
}

#[tokio::test]
async fn the_directory_counts_for_those_who_are_in_the_group() {
    on_each(async |store| {
        for who in ["ming", "hong", "bao"] {
            is_listed(store, who, "wang").await;
        }
        assert_eq!(alike(store, &["wang"]).await, NOBODY, "nobody is known to be in the group");
        store.remember_roster(&cid(), &[user("ming")], NOW).await.expect("answers");
        assert_eq!(alike(store, &["wang"]).await, ["ming"]);
        store.remember_member(&cid(), &user("hong"), "红", Vec::new, NOW).await.expect("answers");
        assert_eq!(alike(store, &["wang"]).await, ["hong", "ming"]);
        is_listed(store, "ming", "li").await;
        assert_eq!(alike(store, &["wang"]).await, ["hong"]);
        assert_eq!(alike(store, &["li", "wang"]).await, ["hong", "ming"]);
        // With the entry goes what it was read like.
        store.purge(later(1), 9).await.expect("answers");
        store.remember_roster(&cid(), &[user("ming")], NOW).await.expect("answers");
        assert_eq!(alike(store, &["li", "wang"]).await, NOBODY);
    })
    .await;
}

#[tokio::test]
async fn whoever_has_left_is_like_nobody_until_they_are_back() {
    on_each(async |store| {
        let applied = RenameOutcome::Applied;
        write_down(store, renamed("ming", "一", applied, &["yi"])).await;
        is_listed(store, "hong", "yi").await;
        store.remember_roster(&cid(), &[user("hong")], NOW).await.expect("answers");
        let both = [user("ming"), user("hong"), user("ming")];
        store.leave(&cid(), &both, NOW).await.expect("answers");
        assert_eq!(alike(store, &["yi"]).await, NOBODY);
        store.join(&cid(), &[user("ming")]).await.expect("answers");
        assert_eq!(alike(store, &["yi"]).await, ["ming"]);
        store.leave(&cid(), &both, NOW).await.expect("answers");
        write_down(store, renamed("ming", "二", applied, &["er"])).await;
        assert_eq!(alike(store, &["er"]).await, ["ming"], "whoever was renamed is there");
    })
    .await;
}

#[tokio::test]
async fn a_group_s_likenesses_are_written_anew() {
    on_each(async |store| {
        write_down(store, renamed("ming", "一", RenameOutcome::Applied, &["yi"])).await;
        is_listed(store, "hong", "yi").await;
        let version = async || {
            let group = store.group(&cid()).await.expect("answers");
            group.map(|group| group.likeness_version)
        };
        assert_eq!(version().await, None);
        let people: Vec<_> = (0..3000)
            .map(|number| (user(&format!("u{number}")), readings(&["all", &number.to_string()])))
            .collect();
        store.replace_likenesses(&cid(), 3, &people).await.expect("answers");
        assert_eq!(version().await, Some(3));
        assert_eq!(alike(store, &["yi"]).await, ["ming"], "it may be newer than what was read");
        assert_eq!(alike(store, &["2999"]).await, ["u2999"]);
        assert_eq!(alike(store, &["all"]).await.len(), 64, "more are not needed");
        store.replace_likenesses(&cid(), 3, &[]).await.expect("answers");
        assert_eq!(alike(store, &["all"]).await.len(), 64, "somebody else was faster");
        store.replace_likenesses(&cid(), 4, &[]).await.expect("answers");
        assert_eq!(alike(store, &["yi"]).await, NOBODY);
        assert_eq!((version().await, alike(store, &["all"]).await.len()), (Some(4), 0));
        store.remember_roster(&cid(), &[user("hong")], NOW).await.expect("answers");
        assert_eq!(alike(store, &["yi"]).await, ["hong"], "the directory stays");
    })
    .await;
}
