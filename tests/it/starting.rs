//! What the program says of its set-up when it starts, and while it runs.

use dingnick::simulator::world::{Api, Fault};

use crate::process::{Process, dingnick, output};
use crate::story::Story;

async fn readyz(address: &str) -> (u16, String) {
    let client = dingnick::dingtalk::http_client().expect("a client");
    let answer = client.get(format!("http://{address}/readyz")).send().await.expect("an answer");
    (answer.status().as_u16(), answer.text().await.expect("a body"))
}

#[tokio::test(flavor = "multi_thread")]
async fn one_line_says_how_the_bot_is_set_up() {
    let mut story = Story::begin_with(&[("DINGNICK_INTAKE", "http")]).await;
    story.stop().await;
    let mut process = Process::serve(&story, &[]);
    let address = process.address("listening for callbacks");
    let line = process.wait_for("missing: nothing");
    for words in [
        env!("CARGO_PKG_VERSION"),
        "region intl",
        "messages by http",
        &format!("listening on {address}"),
        "groups bound: 1",
        "language zh-CN",
    ] {
        assert!(line.contains(words), "{words}: {line}");
    }
    let (status, body) = readyz(&address).await;
    assert_eq!(status, 200);
    assert!(body.contains(r#""credentials":"ok""#), "{body}");
    process.signal("TERM");
    assert_eq!(process.end().0, Some(0));
    story.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_secret_is_told_at_once_and_keeps_nobody_from_being_ready() {
    let mut story = Story::begin_with(&[("DINGNICK_INTAKE", "http")]).await;
    story.stop().await;
    let secret = ("DINGTALK_CLIENT_SECRET", "canary-that-is-another-secret");
    for (needs, status) in [("false", 200), ("true", 503)] {
        let needs = ("DINGNICK_READY_NEEDS_CREDENTIALS", needs);
        let mut process = Process::serve(&story, &[secret, needs]);
        let address = process.address("listening for callbacks");
        process.wait_for("missing: credentials that DingTalk takes");
        let line = process.wait_for("DingTalk refuses DINGTALK_CLIENT_SECRET");
        assert!(line.contains("WARN") && line.contains("40096"), "{line}");
        let (found, body) = readyz(&address).await;
        assert_eq!(found, status, "{body}");
        assert!(body.contains(r#""credentials":"refused""#), "{body}");
        // What is signed with DingTalk's secret is told apart from what is too old.
        story.simulator.set_callback_url(&format!("http://{address}/dingtalk/callback"));
        let envelope = story.compose(story.cast.ming, "/nick 明明");
        assert_eq!(story.deliver(&envelope).await, 401);
        process.wait_for("signed with another secret");
        process.signal("TERM");
        let (code, log) = process.end();
        assert_eq!(code, Some(0));
        assert!(!log.join("\n").contains("canary"), "the secret is shown");
    }
    story.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_signature_that_is_too_old_or_too_early_is_told_so() {
    let mut story = Story::begin_with(&[("DINGNICK_INTAKE", "http")]).await;
    story.stop().await;
    for (skew, words) in [(-312_000, "too old by 312 s"), (90_000, "too early by ")] {
        let mut process = Process::serve(&story, &[]);
        process.listen(&story);
        let envelope = story.compose(story.cast.ming, "/nick 明明").skewed_by(skew);
        assert_eq!(story.deliver(&envelope).await, 401);
        process.wait_for(words);
        process.signal("TERM");
        process.end();
    }
    story.end().await;
}

/// A DingTalk that does not answer delays nothing, and is no refusal.
#[tokio::test(flavor = "multi_thread")]
async fn the_bot_is_ready_before_dingtalk_answers() {
    let mut story = Story::begin_with(&[("DINGNICK_INTAKE", "http")]).await;
    story.stop().await;
    story.world(|world| world.faults.once(Api::GetToken, Fault::Hang(2000)));
    let mut process = Process::serve(&story, &[]);
    let address = process.address("listening for callbacks");
    let (status, body) = readyz(&address).await;
    assert_eq!(status, 200);
    assert!(body.contains(r#""credentials":"unknown""#), "{body}");
    process.wait_for("missing: nothing");
    process.signal("TERM");
    assert_eq!(process.end().0, Some(0));
    story.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_store_beside_others_is_told() {
    let mut story = Story::begin().await;
    if !story.is_on_sqlite() {
        return story.end().await;
    }
    story.stop().await;
    let store = story.settings_of_process()["DATABASE_URL"].replace("store.db", "stoer.db");
    let mut process = Process::serve(&story, &[("DATABASE_URL", &store)]);
    let line = process.wait_for("new store at");
    assert!(line.contains("WARN") && line.contains("store.db lies there"), "{line}");
    process.wait_for("listening for");
    process.signal("TERM");
    process.end();
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_command_the_flags_are_those_of_serve() {
    let mut story = Story::begin_with(&[("DINGNICK_INTAKE", "http")]).await;
    story.stop().await;
    let free = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = free.local_addr().expect("an address").port().to_string();
    drop(free);
    let mut process = Process::run(&story, &["--port", &port], &[]);
    assert!(process.address("listening for callbacks").ends_with(&format!(":{port}")));
    process.signal("TERM");
    assert_eq!(process.end().0, Some(0));
    let (code, _, err) = output(&["--port", "9", "config"], &[]);
    assert_eq!(code, Some(2), "{err}");
    story.end().await;
}

#[test]
fn help_fits_a_narrow_terminal() {
    let (_, all, _) = output(&["--help"], &[]);
    let commands = all.lines().skip_while(|line| !line.starts_with("Commands:")).skip(1);
    let commands = commands.take_while(|line| !line.is_empty());
    let commands = commands.filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    let names: Vec<&str> = commands.filter_map(|line| line.split_whitespace().next()).collect();
    assert!(names.contains(&"serve") && names.contains(&"doctor"), "{names:?}");
    let mut pages = vec![vec!["--help"]];
    pages.extend(names.iter().filter(|name| **name != "help").map(|name| vec![*name, "--help"]));
    for page in pages {
        let mut command = dingnick(&page, &[("COLUMNS", "60")]);
        let text = command.output().expect("the program runs").stdout;
        for line in String::from_utf8(text).expect("UTF-8").lines() {
            assert!(line.chars().count() <= 60, "{page:?}: {line}");
        }
    }
}
