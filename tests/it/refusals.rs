//! What the listener refuses: with the right answer, and never in silence.

use std::io::{Read, Write};
use std::net::TcpStream;

use dingnick::simulator::world::Transport;

use crate::process::Process;
use crate::story::{PATIENCE, Story};

/// One request on a connection of its own: the head of the answer, in small letters, and its body.
fn ask(address: &str, request: &str) -> (String, String) {
    let mut stream = TcpStream::connect(address).expect("the bot listens");
    stream.set_read_timeout(Some(PATIENCE)).expect("a time");
    stream.write_all(request.as_bytes()).expect("it is sent");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer");
    let (head, body) = answer.split_once("\r\n\r\n").expect("a head");
    (head.to_lowercase(), body.to_owned())
}

fn plain(method: &str, path: &str) -> String {
    format!(
        "{method} {path} HTTP/1.1\r\nHost: bot\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn head_is_get_without_a_body_and_other_methods_are_told_which_are_allowed() {
    let story = Story::begin_with(&[("DINGNICK_INTAKE", "http")]).await;
    let address = story.url("").trim_start_matches("http://").to_owned();
    for path in ["/livez", "/readyz", "/livez/", "//readyz"] {
        let (get, body) = ask(&address, &plain("GET", path));
        let (head, nothing) = ask(&address, &plain("HEAD", path));
        assert!(get.starts_with("http/1.1 200"), "{path}: {get}");
        let without_date = |head: &str| {
            let lines = head.lines().filter(|line| !line.starts_with("date"));
            let mut lines: Vec<String> = lines.map(str::to_owned).collect();
            lines.sort();
            lines
        };
        assert_eq!(without_date(&get), without_date(&head), "{path}");
        assert!(!body.is_empty() && nothing.is_empty(), "{path}: {nothing}");
    }
    for (path, allowed, methods) in [
        ("/livez", "get, head", &["POST", "PUT", "OPTIONS", "DELETE", "PATCH", "STRANGE"][..]),
        ("/readyz", "get, head", &["POST", "OPTIONS"]),
        ("/dingtalk/callback", "post", &["GET", "HEAD", "PUT", "OPTIONS", "DELETE"]),
        ("/dingtalk/callback/", "post", &["GET"]),
        ("/dingtalk/callback/key", "post", &["GET"]),
        ("/dingtalk/events", "post", &["GET", "HEAD", "OPTIONS"]),
    ] {
        for method in methods {
            let (head, body) = ask(&address, &plain(method, path));
            assert!(head.starts_with("http/1.1 405"), "{method} {path}: {head}");
            assert!(head.contains(&format!("\nallow: {allowed}\r")), "{method} {path}: {head}");
            assert_eq!(body, "", "{method} {path}");
        }
    }
    story.end().await;
}

#[tokio::test]
async fn what_is_harmless_is_taken() {
    let story = Story::begin_with(&[("DINGNICK_INTAKE", "http")]).await;
    let paths = ["/dingtalk/callback/", "//dingtalk/callback", "/dingtalk//callback//"];
    let types = [
        "application/json; charset=utf8",
        "application/json;charset=UTF8",
        "Application/JSON; charset=\"utf-8\"",
        "application/json;",
    ];
    let all = paths.map(|path| (path, types[0])).into_iter();
    for (path, kind) in all.chain(types.map(|kind| ("/dingtalk/callback", kind))) {
        story.simulator.set_callback_url(&story.url(path));
        let envelope = story.compose(story.cast.ming, "/nick 明明");
        let envelope = envelope.with_header("Content-Type", kind);
        assert_eq!(story.deliver(&envelope).await, 200, "failed on {path} and {kind}");
        story.reply().await;
    }
    story.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_kind_of_refusal_is_in_the_log_once_with_what_was_expected() {
    let mut story = Story::begin_with(&[("DINGNICK_INTAKE", "http")]).await;
    story.stop().await;
    let key = "0123456789abcdef";
    let settings = [("DINGNICK_CALLBACK_KEY", key), ("DINGNICK_OPS_LISTEN", "127.0.0.1:0")];
    let mut process = Process::serve(&story, &settings);
    let operator = process.address("listening for the operator");
    let address = process.address("listening for callbacks");
    let good = story.compose(story.cast.ming, "/nick 明明");
    let posted = async |path: &str, kind: &str| {
        story.simulator.set_callback_url(&format!("http://{address}{path}"));
        let envelope = good.clone().with_header("Content-Type", kind);
        story.deliver(&envelope).await
    };
    let right = format!("/dingtalk/callback/{key}");
    let near = "/dingtalk/callback/0123456789abcdee";
    for _ in 0..3 {
        assert_eq!(posted("/dingtalk/calback", "application/json").await, 404);
        assert_eq!(posted("/dingtalk/callback", "application/json").await, 404);
        assert_eq!(posted(near, "application/json").await, 404);
        assert_eq!(posted(&right, "text/plain").await, 415);
        for method in ["GET", "OPTIONS"] {
            ask(&address, &plain(method, &right));
        }
        ask(&address, "HELLO\r\n\r\n");
        ask(&address, "GET / HTTP/9.9\r\n\r\n");
    }
    let (_, metrics) = ask(&operator, &plain("GET", "/metrics"));
    assert!(metrics.contains(r#"dingnick_http_errors_total{kind="malformed"} 6"#), "{metrics}");
    let (head, body) = ask(&operator, &plain("HEAD", "/metrics"));
    assert!(head.starts_with("http/1.1 200") && body.is_empty(), "{head}");
    process.signal("TERM");
    let (_, log) = process.end();
    for words in [
        "something was posted to /dingtalk/calback, where nobody listens; callbacks are taken at /dingtalk/callback/<DINGNICK_CALLBACK_KEY>",
        "a callback came without a key; DINGNICK_CALLBACK_KEY is set",
        "a signed callback was refused",
        "GET /dingtalk/callback/… came, and only POST is taken there",
        "a request was no HTTP",
    ] {
        let lines = log.iter().filter(|line| line.contains(words)).count();
        assert_eq!(lines, 1, "{words}: {log:#?}");
    }
    let text = log.join("\n");
    assert!(text.contains("its type is text/plain, and must be application/json"), "{text}");
    assert!(!text.contains(key) && !text.contains("0123456789abcdee"), "no key: {text}");
    assert!(!text.contains("ERROR"), "{text}");
    assert!(log.len() < 15, "{log:#?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_key_and_callbacks_that_nobody_takes_are_in_the_log() {
    let mut story = Story::begin_with(&[("DINGNICK_INTAKE", "http")]).await;
    story.stop().await;
    let good = story.compose(story.cast.ming, "/nick 明明");
    for (intake, listening, path, words) in [
        (
            "http",
            "listening for callbacks",
            "/dingtalk/callback/0123456789abcdef",
            "DINGNICK_CALLBACK_KEY is not set",
        ),
        ("stream", "listening for probes", "/dingtalk/callback", "DINGNICK_INTAKE is stream"),
    ] {
        let mut process = Process::serve(&story, &[("DINGNICK_INTAKE", intake)]);
        let address = process.address(listening);
        story.simulator.set_transport(Transport::Http);
        story.simulator.set_callback_url(&format!("http://{address}{path}"));
        assert_eq!(story.deliver(&good).await, 404);
        process.wait_for(words);
        process.signal("TERM");
        process.end();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_of_another_organisation_is_told_however_it_comes() {
    let mut story = Story::begin_with(&[("DINGNICK_INTAKE", "both")]).await;
    story.stop().await;
    let settings = [("DINGNICK_INTAKE", "both"), ("DINGTALK_CORP_ID", "dingother")];
    let mut process = Process::serve(&story, &settings);
    process.listen(&story);
    process.wait_for("a Stream connection is open");
    for (transport, words) in
        [(Transport::Stream, "a message came by Stream"), (Transport::Http, "a signed callback")]
    {
        story.simulator.set_transport(transport);
        for _ in 0..2 {
            story.deliver(&story.compose(story.cast.ming, "/nick 明明")).await;
        }
        let line = process.wait_for(words);
        assert!(line.contains("another organisation than DINGTALK_CORP_ID"), "{line}");
    }
    process.signal("TERM");
    let (_, log) = process.end();
    let told = log.iter().filter(|line| line.contains("DINGTALK_CORP_ID")).count();
    assert_eq!(told, 2, "{log:#?}");
}

#[tokio::test]
async fn a_message_that_claims_to_be_of_everybody_has_nobody_called() {
    for (field, id) in [("senderStaffId", "all"), ("senderStaffId", "@ALL"), ("senderId", "all")] {
        let story = Story::begin().await;
        for line in ["/nick help", "/nick 明明", "/nick @小红 红红"] {
            let mut envelope = story.compose(story.cast.ming, line);
            if field == "senderId" {
                envelope.body.as_object_mut().expect("an object").remove("senderStaffId");
            }
            envelope.body[field] = id.into();
            assert_eq!(story.deliver(&envelope).await, 200);
            let entry = story.next_entry().await;
            assert!(!entry.text().to_lowercase().contains("@all"), "{}", entry.text());
        }
        story.end().await;
    }
}
