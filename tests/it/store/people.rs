//! Who is where, and what the directory says.

use dingnick::domain::{ConversationId, RobotCode};
use dingnick::store::{DirectoryEntry, Member, RenameOutcome};

use super::{NOW, cid, later, on_each, on_shared, renamed, scope, user, write_down};
use crate::postgres;

#[tokio::test]
async fn what_people_are_called_is_remembered_with_the_moment_it_changed() {
    on_each(async |store| {
        let remember = async |who: &str, name: &str, at| {
            let who = user(who);
            store.remember_member(&cid(), &who, name, Vec::new, at).await.expect("answers");
        };
        let member = |who: &str, name: &str, changed_at| Member {
            user_id: user(who),
            display_name: name.to_owned(),
            changed_at,
        };
        remember("ming", "小明", NOW).await;
        remember("hong", "小红", NOW).await;
        remember("ming", "小明", later(1)).await;
        let members = async || store.members(&cid()).await.expect("answers");
        assert_eq!(members().await, [member("hong", "小红", None), member("ming", "小明", None)]);
        remember("ming", "明明", later(2)).await;
        remember("ming", "明明", later(3)).await;
        let ming = member("ming", "明明", Some(later(2)));
        assert_eq!(members().await, [member("hong", "小红", None), ming.clone()]);
        let one = async |conversation: &ConversationId, who: &str| {
            store.names_of(conversation, &user(who)).await.expect("answers").seen
        };
        assert_eq!(one(&cid(), "ming").await, Some(ming));
        assert_eq!(one(&cid(), "nobody").await, None);
        assert_eq!(one(&ConversationId::parse("cid2==").expect("an id"), "ming").await, None);
        remember("ming", "a\0b", later(4)).await;
    })
    .await;
}

#[tokio::test]
async fn who_is_known_is_written_no_second_time() {
    on_shared(async |url| {
        let store = scope(url).await;
        let remember = async |name: &str| {
            store.remember_member(&cid(), &user("ming"), name, Vec::new, NOW).await
        };
        remember("小\0明").await.expect("answers");
        // Whoever writes now fails.
        postgres::execute(url, NO_WRITING[usize::from(postgres::is_sqlite(url))]).await;
        remember("小\0明").await.expect("it only reads");
        remember("明明").await.expect_err("it writes");
    })
    .await;
}

/// In PostgreSQL, and in SQLite.
const NO_WRITING: [&str; 2] = [
    "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql
     AS 'BEGIN RAISE EXCEPTION ''no''; END';
     CREATE TRIGGER refuse BEFORE INSERT OR UPDATE ON members FOR EACH ROW
     EXECUTE FUNCTION refuse()",
    "CREATE TRIGGER refuse BEFORE INSERT ON members BEGIN SELECT raise(ABORT, 'no'); END",
];

fn entry(who: &str) -> DirectoryEntry {
    DirectoryEntry {
        user_id: user(who),
        name: "李明".to_owned(),
        title: Some("教师".to_owned()),
        job_number: None,
        dept: Some("数学\0组".to_owned()),
        read_at: NOW,
    }
}

#[tokio::test]
async fn the_directory_is_remembered_as_it_was_last_read() {
    on_each(async |store| {
        let read = async |who: &str| store.directory_entry(&user(who)).await.expect("answers");
        assert_eq!(read("ming").await, None);
        let first = DirectoryEntry { dept: Some("数学组".to_owned()), ..entry("ming") };
        store.remember_directory_entry(&first, &[]).await.expect("answers");
        assert_eq!(read("ming").await, Some(first.clone()));
        let second = DirectoryEntry {
            name: "李小明".to_owned(),
            title: None,
            job_number: Some("007".to_owned()),
            dept: None,
            read_at: later(5),
            ..first
        };
        store.remember_directory_entry(&second, &[]).await.expect("answers");
        assert_eq!(read("ming").await, Some(second));
        let other = RobotCode::parse("other").expect("a robot");
        let other = store.store().of(&other);
        assert_eq!(other.directory_entry(&user("ming")).await.expect("answers"), None);
        store.remember_directory_entry(&entry("hong"), &[]).await.expect("answers");
    })
    .await;
}

#[tokio::test]
async fn a_roster_is_that_of_the_last_time() {
    on_each(async |store| {
        let roster = async || store.roster(&cid()).await.expect("answers");
        assert_eq!(roster().await, None);
        store.remember_title(&cid(), "三班").await.expect("answers");
        assert_eq!(roster().await, None);
        for (at, who) in [(NOW, &["ming", "hong"][..]), (later(1), &["hong"]), (later(2), &[])] {
            let who: Vec<_> = who.iter().map(|who| user(who)).collect();
            store.remember_roster(&cid(), &who, at).await.expect("answers");
            assert_eq!(roster().await, Some((who, at)));
        }
        let group = store.group(&cid()).await.expect("answers").expect("it is known");
        assert_eq!(group.title.as_deref(), Some("三班"), "the rest of the group stays");
    })
    .await;
}

#[tokio::test]
async fn what_the_directory_said_long_ago_is_forgotten_and_who_was_seen_is_not() {
    on_each(async |store| {
        let ming = user("ming");
        store.remember_member(&cid(), &ming, "小明", Vec::new, NOW).await.expect("answers");
        store.remember_directory_entry(&entry("ming"), &[]).await.expect("answers");
        store.remember_roster(&cid(), std::slice::from_ref(&ming), NOW).await.expect("answers");
        let left = async |before| {
            store.purge(before, 10).await.expect("answers");
            let entry = store.directory_entry(&ming).await.expect("answers");
            (entry.is_some(), store.roster(&cid()).await.expect("answers").is_some())
        };
        assert_eq!(left(NOW).await, (true, true));
        assert_eq!(left(later(1)).await, (false, false));
        assert!(store.names_of(&cid(), &ming).await.expect("answers").seen.is_some());
    })
    .await;
}

#[tokio::test]
async fn the_directory_is_asked_for_many_with_one_question() {
    on_each(async |store| {
        for who in ["ming", "hong"] {
            store.remember_directory_entry(&entry(who), &[]).await.expect("answers");
        }
        let before = store.store().statements();
        let many: Vec<_> = (0..500).map(|number| user(&format!("u{number}"))).collect();
        let many = [many, vec![user("ming"), user("hong"), user("ming")]].concat();
        let found = store.directory_entries(&many).await.expect("answers");
        let mut found: Vec<_> = found.into_iter().map(|entry| entry.user_id).collect();
        found.sort();
        assert_eq!(found, [user("hong"), user("ming")]);
        assert_eq!(store.store().statements() - before, 1);
    })
    .await;
}

#[tokio::test]
async fn those_of_the_roster_whom_the_directory_has_not_told_of_lately_are_found() {
    on_each(async |store| {
        let unread = async |since, limit| {
            let ids = store.unread_in_directory(&cid(), since, limit).await.expect("answers");
            ids.iter().map(ToString::to_string).collect::<Vec<_>>()
        };
        assert_eq!(unread(NOW, 9).await, [""; 0], "there is no roster");
        let roster = ["ming", "hong", "bao", "an"].map(user);
        store.remember_roster(&cid(), &roster, NOW).await.expect("answers");
        for (who, read_at) in [("hong", NOW), ("bao", later(9)), ("stranger", NOW)] {
            let entry = DirectoryEntry { read_at, ..entry(who) };
            store.remember_directory_entry(&entry, &[]).await.expect("answers");
        }
        assert_eq!(unread(NOW, 9).await, ["ming", "an"], "in the order of the roster");
        assert_eq!(unread(later(9), 9).await, ["ming", "hong", "an"]);
        assert_eq!(unread(later(9), 2).await, ["ming", "hong"]);
    })
    .await;
}

#[tokio::test]
async fn whoever_has_left_is_no_member_until_they_are_back() {
    on_each(async |store| {
        let see = async |who: &str, name: &str, at| {
            let (cid, who) = (cid(), user(who));
            store.remember_member(&cid, &who, name, Vec::new, at).await.expect("answers");
        };
        let members = async || {
            let members = store.members(&cid()).await.expect("answers");
            members.into_iter().map(|member| member.display_name).collect::<Vec<_>>()
        };
        let names = async || store.names(&cid()).await.expect("answers").len();
        see("ming", "小明", NOW).await;
        write_down(store, renamed("ming", "明", RenameOutcome::Applied, &[])).await;
        write_down(store, renamed("hong", "红", RenameOutcome::Applied, &[])).await;
        store.leave(&cid(), &[user("ming"), user("hong")], NOW).await.expect("answers");
        assert_eq!((members().await, names().await), (vec![], 0));
        let seen = async |who| store.names_of(&cid(), &user(who)).await.expect("answers").seen;
        assert_eq!(seen("ming").await.expect("they were seen").display_name, "小明");
        assert_eq!(seen("hong").await, None);
        store.join(&cid(), &[user("ming"), user("hong")]).await.expect("answers");
        assert_eq!((members().await, names().await), (vec!["小明".to_owned()], 2));
        // Whoever speaks is there.
        store.leave(&cid(), &[user("ming"), user("hong")], NOW).await.expect("answers");
        see("ming", "小明", later(1)).await;
        see("hong", "小红", later(1)).await;
        assert_eq!((members().await, names().await), (vec!["小红".into(), "小明".into()], 2));
        for who in ["ming", "hong"] {
            assert_eq!(seen(who).await.expect("they were seen").changed_at, None, "{who}");
        }
    })
    .await;
}
