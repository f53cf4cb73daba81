//! The figures of a group, in the chat and in the shell.

use dingnick::simulator::world::{Api, Fault};

use super::EN;
use crate::process::output;
use crate::story::Story;

#[tokio::test(flavor = "multi_thread")]
async fn figures_tell_who_fits_what_was_spent_and_what_is_wrong() {
    let story = Story::begin().await;
    let (owner, ming, hong) = (story.cast.owner, story.cast.ming, story.cast.hong);
    story
        .talk(&[
            (ming, "/nick 明明"),
            (owner, "/nick stats"),
            (owner, "/nick format {dept}-{name}"),
            (hong, "/nick 小红"),
            (owner, "/nick @小明 小明"),
        ])
        .await;
    story.world(|world| world.faults.once(Api::UpdateGroupNick, Fault::Bare(41049)));
    story.talk(&[(hong, "/nick 三班-坏")]).await;
    let talk = story.talk(&[(ming, "/nick stats"), (owner, "/nick 统计")]).await;
    insta::assert_snapshot!("figures", talk);
    let settings = story.settings_of_process();
    let looks = [("DATABASE_URL", settings["DATABASE_URL"].as_str())];
    let (code, out, err) = output(&["stats"], &looks);
    assert_eq!(code, Some(0), "{err}");
    assert!(out.contains("三班") && out.contains("2 (50%)"), "{out}");
    let (code, out, err) = output(&["stats", "--format", "csv", "--group", "三班"], &looks);
    assert_eq!(code, Some(0), "{err}");
    let header = "group,title,day,members,fitting,share,calls_member,calls_governor,";
    assert!(out.starts_with(&format!("\u{FEFF}{header}")), "{out}");
    assert!(out.contains(",4,2,50,3,1,"), "{out}");
    let (_, out, _) = output(&["stats", "--format", "json"], &looks);
    assert!(out.contains("\"share\":50"), "{out}");
    let (_, out, _) = output(&["stats", "--since", "2999-01-01"], &looks);
    assert_eq!(out, "no figures yet\n");
    let paid: i64 = story.world(|world| {
        let calls = world.calls.iter().filter(|call| call.api.is_metered());
        i64::try_from(calls.count()).expect("few")
    });
    let told = "SELECT CAST(sum(count) AS bigint) FROM tallies WHERE what LIKE 'calls.%'";
    // To bind the class was asked before any group was known.
    assert_eq!(story.count(told).await, paid - 2, "every paid call is accounted for");
    story.end().await;
}

#[tokio::test]
async fn figures_in_english() {
    let story = Story::begin_with(EN).await;
    let owner = story.cast.owner;
    let talk = story
        .talk(&[
            (owner, "/nick stats"),
            (owner, "/nick format {class:[一二三]班}-{name}"),
            (owner, "/nick stats"),
        ])
        .await;
    insta::assert_snapshot!(talk);
    story.end().await;
}
