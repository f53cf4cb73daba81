//! What is kept of somebody is removed when it is asked for, and what has to outlast the ledger does.

use dingnick::domain::{ConversationId, Timestamp};
use dingnick::store::{
    DirectoryEntry, LedgerEntry, NamesOf, Purge, Purged, RenameFilter, RenameOutcome, RuleChange,
    Scope,
};

use super::{NOW, cid, keep_in, later, on_each, renamed, user, write_down};

fn other() -> ConversationId {
    ConversationId::parse("cid2==").expect("an id")
}

/// Ming and Hong in two groups, with something of them everywhere.
async fn people(store: &Scope) {
    for conversation in [cid(), other()] {
        for who in ["ming", "hong"] {
            let entry = renamed(who, "名字", RenameOutcome::Applied, &["名字"]);
            let asked_by = user(if who == "ming" { "hong" } else { "ming" });
            let entry = LedgerEntry { conversation: conversation.clone(), asked_by, ..entry };
            write_down(store, entry).await;
            let read = || vec!["名".to_owned()];
            store
                .remember_member(&conversation, &user(who), "名", read, NOW)
                .await
                .expect("answers");
        }
        let roster = [user("ming"), user("hong")];
        store.remember_roster(&conversation, &roster, NOW).await.expect("answers");
        store.remember_owner(&conversation, &user("ming"), NOW).await.expect("answers");
        store.remember_sub_admins(&conversation, &[user("ming")]).await.expect("answers");
        let rule = RuleChange {
            conversation: conversation.clone(),
            name: "lock",
            subject: "ming".to_owned(),
            value: "on".to_owned(),
            asked_by: user("hong"),
            asked_at: NOW,
        };
        store.decide(&rule, NOW).await.expect("answers");
    }
    let entry = DirectoryEntry {
        user_id: user("ming"),
        name: "小明".to_owned(),
        title: None,
        job_number: None,
        dept: None,
        read_at: NOW,
    };
    store.remember_directory_entry(&entry, &["小明".to_owned()]).await.expect("answers");
}

async fn renames(store: &Scope) -> Vec<(String, String, String)> {
    let rows = store.renames(&RenameFilter::default(), 99).await.expect("answers");
    let rows = rows.into_iter().map(|row| {
        (row.conversation.to_string(), row.user_id.to_string(), row.asked_by.to_string())
    });
    rows.collect()
}

#[tokio::test]
async fn what_is_kept_of_a_person_goes_and_of_the_others_stays() {
    on_each(async |store| {
        people(store).await;
        let purge = Purge::Person(user("ming"));
        let counted = store.count_purge(&purge).await.expect("answers");
        assert_eq!(renames(store).await.len(), 4, "to count removes nothing");
        let purged = store.purge_all(&purge, later(1)).await.expect("answers");
        assert_eq!(counted, purged);
        assert!(purged.renames == 2 && purged.rows > 8, "{purged:?}");
        let left = |group: &str| (group.to_owned(), "hong".to_owned(), "-".to_owned());
        assert_eq!(renames(store).await, [left("cid2=="), left("cid1==")]);
        for conversation in [cid(), other()] {
            let names = store.names_of(&conversation, &user("ming")).await.expect("answers");
            assert_eq!(names, NamesOf::default());
            let names = store.names_of(&conversation, &user("hong")).await.expect("answers");
            assert!(names.given.is_some() && names.seen.is_some());
            let group = store.group(&conversation).await.expect("answers").expect("it is known");
            assert_eq!((group.owner, group.sub_admins), (None, None));
            assert_eq!(store.roster(&conversation).await.expect("answers"), None);
            assert_eq!(store.rules(&conversation).await.expect("answers"), []);
            let alike = store.look_alikes(&conversation, &["名字".to_owned()]).await;
            assert_eq!(alike.expect("answers"), [user("hong")]);
        }
        assert_eq!(store.directory_entry(&user("ming")).await.expect("answers"), None);
        let again = store.purge_all(&purge, later(1)).await.expect("answers");
        assert_eq!(again, Purged::default(), "nothing is left");
    })
    .await;
}

#[tokio::test]
async fn what_is_kept_of_a_group_goes_and_of_the_others_stays() {
    on_each(async |store| {
        people(store).await;
        keep_in(store, "cid1==", "m1", "cid1== ming", None, NOW).await.expect("it is kept");
        let purged = store.purge_all(&Purge::Group(cid()), later(1)).await.expect("answers");
        assert_eq!(purged.renames, 2);
        assert_eq!(store.group(&cid()).await.expect("answers"), None);
        assert!(store.members(&cid()).await.expect("answers").is_empty());
        assert!(store.rules(&cid()).await.expect("answers").is_empty());
        assert_eq!(store.waiting().await.expect("answers"), 1, "what waits is carried out");
        assert_eq!(renames(store).await.len(), 2);
        assert!(store.group(&other()).await.expect("answers").is_some());
        assert_eq!(store.members(&other()).await.expect("answers").len(), 2);
    })
    .await;
}

#[tokio::test]
async fn what_is_from_before_goes_and_the_names_that_people_have_stay() {
    on_each(async |store| {
        people(store).await;
        store.leave(&cid(), &[user("hong")], later(1)).await.expect("answers");
        for (before, gone) in [(NOW, 0), (later(1), 4)] {
            let purge = Purge::Before(before);
            let counted = store.count_purge(&purge).await.expect("answers");
            let purged = store.purge_all(&purge, later(2)).await.expect("answers");
            assert_eq!((counted.renames, purged.renames), (gone, gone));
        }
        assert!(renames(store).await.is_empty());
        let given = async |conversation: ConversationId, who: &str| {
            let names = store.names_of(&conversation, &user(who)).await.expect("answers");
            names.given.map(|given| (given.name.to_string(), given.asked_by.to_string()))
        };
        let kept = |by: &str| Some(("名字".to_owned(), by.to_owned()));
        assert_eq!(given(cid(), "ming").await, kept("hong"));
        assert_eq!(given(other(), "hong").await, kept("ming"));
        assert_eq!(given(cid(), "hong").await, None, "they have left");
        assert_eq!(store.names(&other()).await.expect("answers").len(), 2);
        let undoable = store.undoable(&cid(), &user("ming")).await.expect("answers");
        assert!(undoable.is_some_and(|undoable| undoable.old_name.is_none()));
    })
    .await;
}

#[tokio::test]
async fn who_left_is_forgotten_when_the_ledger_has_forgotten_them() {
    on_each(async |store| {
        people(store).await;
        store.leave(&cid(), &[user("ming"), user("hong")], later(1)).await.expect("answers");
        store.join(&cid(), &[user("hong")]).await.expect("answers");
        let rows = async |store: &Scope| {
            let names = store.names_of(&cid(), &user("ming")).await.expect("answers");
            names.seen.is_some()
        };
        store.purge(later(2), 10).await.expect("answers");
        assert!(rows(store).await, "the ledger knows them");
        let at = Timestamp(later(1).0);
        store.forget_renames(at, 10).await.expect("answers");
        store.purge(later(1), 10).await.expect("answers");
        assert!(rows(store).await, "they left not long enough ago");
        store.purge(later(2), 10).await.expect("answers");
        assert!(!rows(store).await);
        let hong = store.names_of(&cid(), &user("hong")).await.expect("answers");
        assert!(hong.seen.is_some() && hong.given.is_some(), "who came back stays");
    })
    .await;
}
