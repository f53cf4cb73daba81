//! The HTTP listener: what it refuses, and how.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use dingnick::simulator::deliver::Envelope;

use crate::story::Story;

async fn answer(story: &Story, envelope: &Envelope) -> (u16, String) {
    let delivered = story.delivered(envelope).await;
    (delivered.status, delivered.body)
}

#[tokio::test]
async fn a_command_is_answered_with_the_empty_message() {
    let story = Story::begin().await;
    let envelope = story.compose(story.cast.ming, "/nick 明明");
    let expected = (200, r#"{"msgtype":"empty"}"#.to_owned());
    assert_eq!(answer(&story, &envelope).await, expected);
    story.reply().await;
    story.end().await;
}

#[tokio::test]
async fn whatever_is_wrong_with_the_signature_the_answer_is_401_and_empty() {
    let story = Story::begin().await;
    let good = || story.compose(story.cast.ming, "/nick 明明");
    let sign = "DJrE6qdyVGCQz9z5r2MDuNcNAhwYnuAkyj13cx169CA=";
    let timestamp = good().headers.iter().find(|(name, _)| name == "timestamp").cloned();
    let (_, timestamp) = timestamp.expect("a timestamp");
    for (why, envelope) in [
        ("another secret", good().signed_with("another secret")),
        ("too old", good().skewed_by(-301_000)),
        ("too early", good().skewed_by(62_000)),
        ("an hour old", good().skewed_by(-3_601_000)),
        ("no sign", good().without_header("sign")),
        ("no timestamp", good().without_header("timestamp")),
        ("neither", good().without_header("sign").without_header("timestamp")),
        ("two signs", good().with_extra_header("sign", sign)),
        ("two timestamps", good().with_extra_header("timestamp", &timestamp)),
        ("another's sign", good().with_header("sign", sign)),
        ("no base64", good().with_header("sign", "!!!")),
        ("too short", good().with_header("sign", "AAAA")),
        ("empty", good().with_header("sign", "")),
        ("a word for a time", good().with_header("timestamp", "now")),
        ("a fraction", good().with_header("timestamp", &format!("{timestamp}.0"))),
        ("a sign", good().with_header("timestamp", &format!("+{timestamp}"))),
        ("beyond numbers", good().with_header("timestamp", "99999999999999999999999")),
        ("no body either", good().signed_with("another secret").with_raw_body(b"")),
    ] {
        assert_eq!(answer(&story, &envelope).await, (401, String::new()), "failed on {why}");
    }
    assert_eq!(story.count("SELECT count(*) FROM jobs").await, 0);
    story.end().await;
}

#[tokio::test]
async fn within_the_window_a_skewed_clock_is_accepted() {
    let story = Story::begin().await;
    for skew in [-298_000, 55_000] {
        let envelope = story.compose(story.cast.ming, "/nick 明明").skewed_by(skew);
        assert_eq!(story.deliver(&envelope).await, 200, "failed on {skew} ms");
        story.reply().await;
    }
    story.end().await;
}

#[tokio::test]
async fn the_older_secret_is_good_while_secrets_rotate() {
    let older = "the-older-secret-of-the-app";
    let story = Story::begin_with(&[("DINGTALK_CLIENT_SECRET_PREVIOUS", older)]).await;
    let envelope = story.compose(story.cast.ming, "/nick 明明").signed_with(older);
    assert_eq!(story.deliver(&envelope).await, 200);
    story.reply().await;
    story.end().await;
}

#[tokio::test]
async fn other_robots_and_other_organisations_are_refused() {
    let story = Story::begin_with(&[("DINGTALK_CORP_ID", "dingfixturecorp00000000000000000001")]);
    let story = story.await;
    let edited = |name: &'static str, value: serde_json::Value| {
        let envelope = story.compose(story.cast.ming, "/nick 明明");
        envelope.edited(|body| body[name] = value)
    };
    let forbidden = (403, String::new());
    assert_eq!(answer(&story, &edited("robotCode", "dingother".into())).await, forbidden);
    assert_eq!(answer(&story, &edited("chatbotCorpId", "dingother".into())).await, forbidden);
    let none = edited("chatbotCorpId", serde_json::Value::Null);
    assert_eq!(answer(&story, &none).await, forbidden, "no organisation fails closed");
    let oldest = edited("robotCode", serde_json::Value::Null);
    assert_eq!(story.deliver(&oldest).await, 200, "the oldest payloads name no robot");
    story.reply().await;
    story.end().await;
}

#[tokio::test]
async fn a_body_that_is_no_callback_is_refused() {
    let story = Story::begin().await;
    for body in [&b""[..], b"{", b"[]", b"{}", b"\xff\xfe", b"{\"msgId\":\"m\"}"] {
        let envelope = story.compose(story.cast.ming, "/nick 明明").with_raw_body(body);
        assert_eq!(answer(&story, &envelope).await, (400, String::new()), "failed on {body:?}");
    }
    story.end().await;
}

#[tokio::test]
async fn a_message_that_is_delivered_ten_times_is_carried_out_once() {
    let mut story = Story::begin_with(&[("DINGNICK_INTAKE", "http")]).await;
    let envelope = story.compose(story.cast.ming, "/nick 明明");
    let ten_times = async |story: &Story| {
        let deliveries = (0..10).map(|_| story.deliver(&envelope));
        assert_eq!(futures_util::future::join_all(deliveries).await, [200; 10]);
        story.idle().await;
    };
    ten_times(&story).await;
    story.stop().await;
    story.start().await;
    ten_times(&story).await;
    story.reply().await;
    assert_eq!(story.count("SELECT count(*) FROM jobs WHERE message_id LIKE 'msg%'").await, 1);
    assert_eq!(story.calls(dingnick::simulator::world::Api::UpdateGroupNick), 1);
    story.end().await;
}

#[tokio::test]
async fn a_key_that_stands_twice_is_refused_however_deep() {
    let story = Story::begin_with(&[("DINGNICK_INTAKE", "http")]).await;
    let doubled = [
        r#""senderStaffId":"owner1","senderStaffId":"ming1""#,
        r#""text":{"content":"/nick 明明","content":"/nick 小明"}"#,
        r#""atUsers":[{"staffId":"a"},{"staffId":"b","staffId":"c"}]"#,
        r#""unknown":{"a":[[{"b":{"c":1,"c":1}}]]}"#,
        r#""unknown":{"a":1,"\u0061":2}"#,
    ];
    for fields in doubled {
        let envelope = story.compose(story.cast.ming, "/nick 明明");
        let body = envelope.body.to_string();
        let body = format!("{},{fields}}}", body.strip_suffix('}').expect("an object"));
        let envelope = envelope.with_raw_body(body.as_bytes());
        assert_eq!(answer(&story, &envelope).await, (400, String::new()), "failed on {fields}");
    }
    assert_eq!(story.count("SELECT count(*) FROM jobs").await, 0);
    story.end().await;
}

#[tokio::test]
async fn only_plain_json_is_taken() {
    let story = Story::begin().await;
    let good = || story.compose(story.cast.ming, "/nick 明明");
    for envelope in [
        good().with_header("Content-Type", "text/plain"),
        good().with_header("Content-Type", "application/x-www-form-urlencoded"),
        good().with_header("Content-Type", "application/json; charset=gbk"),
        good().with_extra_header("Content-Type", "text/plain"),
        good().without_header("Content-Type"),
        good().with_header("Content-Encoding", "gzip"),
    ] {
        assert_eq!(answer(&story, &envelope).await, (415, String::new()));
    }
    story.end().await;
}

#[tokio::test]
async fn a_body_over_64_kib_is_refused() {
    let story = Story::begin().await;
    let huge = story.compose(story.cast.ming, "/nick 明明").with_raw_body(&vec![b' '; 65_537]);
    assert_eq!(answer(&story, &huge).await, (413, String::new()));
    let limit = story.compose(story.cast.ming, "/nick 明明");
    let mut body = limit.body.to_string().into_bytes();
    body.resize(65_536, b' ');
    assert_eq!(story.deliver(&limit.with_raw_body(&body)).await, 200, "64 KiB are taken");
    story.reply().await;
    story.end().await;
}

/// Speaks HTTP by hand, to be as slow or as wordy as no client is.
async fn raw(story: &Story, request: String, body: Vec<u8>) -> String {
    let address = story.url("").trim_start_matches("http://").to_owned();
    let answer = tokio::task::spawn_blocking(move || {
        let mut stream = TcpStream::connect(address).expect("the bot listens");
        stream.set_read_timeout(Some(Duration::from_secs(10))).expect("a time");
        stream.write_all(request.as_bytes()).expect("the head is sent");
        // The bot may close before all is sent; what it said stands in the answer.
        let _ = stream.write_all(&body);
        let mut answer = [0; 64];
        let length = stream.read(&mut answer).unwrap_or(0);
        String::from_utf8_lossy(&answer[..length]).into_owned()
    });
    answer.await.expect("the thread ends")
}

fn head(envelope: &Envelope, framing: &str) -> String {
    let mut head = "POST /dingtalk/callback HTTP/1.1\r\nHost: bot\r\n".to_owned();
    for (name, value) in &envelope.headers {
        head += &format!("{name}: {value}\r\n");
    }
    head + framing + "\r\n\r\n"
}

#[tokio::test]
async fn an_endless_body_is_cut_and_a_slow_one_is_not_waited_for() {
    let story = Story::begin().await;
    let envelope = story.compose(story.cast.ming, "/nick 明明");
    let chunk = format!("8000\r\n{}\r\n", " ".repeat(0x8000));
    let request = head(&envelope, "Transfer-Encoding: chunked");
    let answer = raw(&story, request, chunk.repeat(3).into_bytes()).await;
    assert!(answer.starts_with("HTTP/1.1 413"), "{answer}");
    let request = head(&envelope, "Content-Length: 100");
    let answer = raw(&story, request, b"{".to_vec()).await;
    assert!(answer.starts_with("HTTP/1.1 408"), "{answer}");
    story.end().await;
}

#[tokio::test]
async fn the_signature_is_checked_before_the_body_is_read() {
    let story = Story::begin().await;
    let envelope = story.compose(story.cast.ming, "/nick 明明").signed_with("another secret");
    let request = head(&envelope, "Content-Length: 100000");
    let answer = raw(&story, request, Vec::new()).await;
    assert!(answer.starts_with("HTTP/1.1 401"), "{answer}");
    story.end().await;
}

#[tokio::test]
async fn a_callback_key_is_part_of_the_path() {
    let story = Story::begin_with(&[("DINGNICK_CALLBACK_KEY", "0123456789abcdef")]).await;
    let envelope = story.compose(story.cast.ming, "/nick 明明");
    for path in ["/dingtalk/callback", "/dingtalk/callback/0123456789abcdee", "/other"] {
        story.simulator.set_callback_url(&story.url(path));
        assert_eq!(story.deliver(&envelope).await, 404, "failed on {path}");
    }
    story.simulator.set_callback_url(&story.url("/dingtalk/callback/0123456789abcdef"));
    assert_eq!(story.deliver(&envelope).await, 200);
    story.reply().await;
    story.end().await;
}

#[tokio::test]
async fn the_probes_answer() {
    let story = Story::begin().await;
    let get = async |path: &str| {
        let client = dingnick::dingtalk::http_client().expect("a client");
        let answer = client.get(story.url(path)).send().await.expect("an answer");
        (answer.status().as_u16(), answer.text().await.expect("a body"))
    };
    assert_eq!(get("/livez").await, (200, r#"{"status":"ok"}"#.to_owned()));
    let (status, body) = get("/readyz").await;
    assert_eq!(status, 200);
    assert!(body.contains(r#""store":"ok""#), "{body}");
    assert_eq!(get("/").await.0, 404);
    assert_eq!(get("/metrics").await.0, 404, "nothing private outside");
    assert_eq!(get("/dingtalk/callback").await.0, 405);
    story.end().await;
}
