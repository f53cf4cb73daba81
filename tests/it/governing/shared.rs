//! One format for many groups: made in the shell, chosen in the chat.

use dingnick::simulator::world::Api;

use super::EN;
use crate::process::output;
use crate::story::Story;

/// Runs a command of the shell beside the bot: its code, and all that it printed.
fn shell(story: &Story, arguments: &[&str]) -> (Option<i32>, String) {
    let settings = story.settings_of_process();
    let settings: Vec<(&str, &str)> =
        settings.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let (code, out, err) = output(arguments, &settings);
    (code, out + &err)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rule_is_changed_once_for_all_groups_that_use_it() {
    let story = Story::begin().await;
    let (owner, ming) = (story.cast.owner, story.cast.ming);
    let talk = story.talk(&[(owner, "/nick use 班级")]).await;
    assert!(talk.contains("dingnick rules set"), "{talk}");
    let (code, said) = shell(&story, &["rules", "set", "班级", "{dept}-{name}"]);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("no group uses it yet"), "{said}");
    let talk = story
        .talk(&[
            (owner, "/nick use 年级"),
            (ming, "/nick use 班级"),
            (owner, "/nick use 班级"),
            (owner, "/nick status"),
            (ming, "/nick 小明"),
        ])
        .await;
    insta::assert_snapshot!("chosen", talk);
    let (code, said) = shell(&story, &["rules", "set", "班级", "{name}（{dept}）"]);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("it holds in 1 group from now on"), "{said}");
    let talk = story.talk(&[(ming, "/nick 明明"), (owner, "/nick check")]).await;
    insta::assert_snapshot!("changed", talk);
    let (code, said) = shell(&story, &["groups", "show", "三班"]);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("  rule          班级: {name}（{dept}）"), "{said}");
    let talk = story.talk(&[(owner, "/nick use off"), (owner, "/nick status")]).await;
    insta::assert_snapshot!("left", talk);
    story.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn shared_rules_in_english() {
    let story = Story::begin_with(EN).await;
    let owner = story.cast.owner;
    shell(&story, &["rules", "set", "class", "{dept}-{name}"]);
    let talk = story
        .talk(&[
            (owner, "/nick use grade"),
            (owner, "/nick use class"),
            (owner, "/nick status"),
            (owner, "/nick format {name}"),
            (owner, "/nick status"),
        ])
        .await;
    insta::assert_snapshot!(talk);
    story.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_shell_has_groups_use_a_rule_and_removes_none_that_is_used() {
    let story = Story::begin().await;
    // The bot knows a group's title from what is said there.
    story.talk(&[(story.cast.owner, "/nick status")]).await;
    let run = |arguments: &[&str]| shell(&story, arguments);
    for (arguments, code, told) in [
        (&["rules", "list"][..], 0, "no rules yet"),
        (&["rules", "set", "class", "{dept"], 2, "{dept: "),
        (&["rules", "set", "two words", "{name}"], 2, "one word"),
        (&["rules", "use", "class", "--group", "三班"], 2, "there is no rule class"),
        (&["rules", "set", "Class", "{dept}-{name}"], 0, "class: {dept}-{name}"),
        (&["rules", "use", "class", "--group", "三班", "九班"], 2, "no group 九班 is known"),
        (&["rules", "list"], 0, "0"),
        (&["rules", "use", "class", "--group", "三班"], 0, "class holds in 1 group from now on"),
        (&["rules", "show", "class"], 0, "  group   三班"),
        (&["rules", "remove", "class"], 1, "class is used by 1 group, 三班"),
        (&["rules", "leave", "--group", "三班"], 0, "any form in 1 group"),
        (&["rules", "remove", "class"], 0, "removed class"),
        (&["rules", "show", "class"], 2, "there is no rule class"),
    ] {
        let (found, said) = run(arguments);
        assert_eq!(found, Some(code), "{arguments:?}: {said}");
        assert!(said.contains(told), "{arguments:?}: {said}");
    }
    assert_eq!(story.calls(Api::UpdateGroupNick), 0, "no rule names anybody");
    story.end().await;
}
