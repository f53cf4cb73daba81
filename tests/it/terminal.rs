//! What strangers wrote, on the operator's terminal and in their spreadsheets: letters, and no
//! commands.

use std::io::Write;

use crate::process::output;
use crate::story::Story;

/// It would retitle the terminal, go up a line, clear it and turn what follows around.
const TITLE: &str = "三班\u{1b}]0;owned\u{7}\u{1b}[1A\u{9b}2K\u{202e}\r\u{2028}x";

fn assert_harmless(what: &str, text: &str) {
    let is_harmful = |character: &char| {
        (character.is_control() && *character != '\n')
            || matches!(*character, '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}' | '\u{61C}')
    };
    let found: Vec<char> = text.chars().filter(is_harmful).collect();
    assert!(found.is_empty(), "{what} prints {found:?}: {text:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_that_is_printed_commands_the_terminal() {
    let mut story = Story::begin().await;
    let (class, ming) = (story.cast.class, story.cast.ming);
    story.world(|world| world.group_mut(class).title = TITLE.to_owned());
    story.say(ming, "/nick 明明").await;
    story.reply().await;
    story.say(story.cast.owner, "/nick trust @小红").await;
    story.reply().await;
    story.idle().await;
    let retitled = "SELECT count(*) FROM groups WHERE title LIKE '%owned%'";
    assert_eq!(story.count(retitled).await, 1, "the bot has heard the title");
    story
        .change_store("UPDATE ledger SET code = 'x' || char(27) || '[2J' || char(10) || 'y'")
        .await;
    story.change_store("UPDATE jobs SET state = 1, outcome = 'unreadable', message = '{}'").await;
    story.stop().await;
    let settings = story.settings_of_process();
    let environment: Vec<(&str, &str)> =
        settings.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let cid = story.world(|world| world.group(class).open_conversation_id.clone());
    let mut file = tempfile::NamedTempFile::with_suffix(".csv").expect("a file");
    file.write_all("userid,nickname\nming1,小明\n".as_bytes()).expect("it is written");
    let file = file.path().display().to_string();
    for arguments in [
        &["groups", "list"][..],
        &["groups", "show", &cid],
        &["groups", "show", TITLE],
        &["history"],
        &["history", "--group", TITLE],
        &["history", "--user", TITLE],
        &["jobs", "list"],
        &["apply", &file, "--group", TITLE, "--dry-run"],
        &["apply", &file, "--group", "\u{1b}[2J", "--dry-run"],
        &["apply", "\u{1b}[2J\u{9b}m.csv", "--group", &cid],
        &["rename", "--group", &cid, "--user", "ming1", "\u{1b}[2J"],
        &["explain", "\u{1b}[2J"],
        &["doctor"],
    ] {
        let (_, out, err) = output(arguments, &environment);
        assert_harmless(&format!("{arguments:?}"), &out);
        assert_harmless(&format!("{arguments:?}"), &err);
        assert!(!out.is_empty() || !err.is_empty(), "{arguments:?} says nothing");
    }
}

#[test]
fn config_shows_no_password_of_a_url_and_no_escape() {
    for name in ["DINGTALK_OAPI_URL", "DINGTALK_API_URL", "DINGNICK_PROXY", "DATABASE_URL"] {
        let url = "https://operator:canary-password@host.example/dingtalk";
        let (_, out, err) = output(&["config"], &[(name, url)]);
        let shown = format!("{out}{err}");
        assert!(shown.contains(name), "{shown}");
        assert!(!shown.contains("canary-password") && !shown.contains("operator:"), "{shown}");
    }
    let (_, out, err) = output(&["config"], &[("DINGNICK_LOCALE", "\u{1b}[2J\u{9b}m")]);
    assert_harmless("config", &out);
    assert_harmless("config", &err);
}
