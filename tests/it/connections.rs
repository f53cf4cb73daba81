//! Connections from outside: kept open for those who come again, and held by nobody.

use std::io::{Read, Write};
use std::net::TcpStream;

use dingnick::simulator::deliver::Envelope;

use crate::story::{PATIENCE, Story};

/// Of each kind, so many at the same time: eight hundred in all.
const SOCKETS: usize = 50;

/// How many connections a listener holds.
const LISTENER_HOLDS: usize = 2_000;

/// More than it keeps open.
const QUIET: usize = 1_550;
/// So many of them may have been quiet for as long as the last that makes room.
const NEIGHBOURS: usize = 10;

/// What somebody sends who then sends no more.
const UNFINISHED: [(&str, &str); 16] = [
    ("nothing", ""),
    ("half a head", "POST /dingtalk/callback HTTP/1.1\r\nHost: b"),
    (
        "half a second head",
        "GET /livez HTTP/1.1\r\nHost: b\r\n\r\n<answer>POST /dingtalk/callback HT",
    ),
    (
        "half a chunk, unsigned",
        "POST /dingtalk/callback HTTP/1.1\r\nHost: b\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nx",
    ),
    (
        "no chunk, unsigned",
        "POST /dingtalk/callback HTTP/1.1\r\nHost: b\r\nTransfer-Encoding: chunked\r\n\r\n",
    ),
    (
        "half a chunk under a key",
        "POST /dingtalk/callback/key HTTP/1.1\r\nHost: b\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nx",
    ),
    (
        "half a chunk to nowhere",
        "POST / HTTP/1.1\r\nHost: b\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nx",
    ),
    (
        "half a chunk to a probe",
        "GET /livez HTTP/1.1\r\nHost: b\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nx",
    ),
    (
        "half a chunk with HEAD",
        "HEAD /readyz HTTP/1.1\r\nHost: b\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nx",
    ),
    (
        "half a chunk with PUT",
        "PUT /dingtalk/callback HTTP/1.1\r\nHost: b\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nx",
    ),
    (
        "half a chunk of an event",
        "POST /dingtalk/events HTTP/1.1\r\nHost: b\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nx",
    ),
    (
        "half a body, unsigned",
        "POST /dingtalk/callback HTTP/1.1\r\nHost: b\r\nContent-Length: 9\r\n\r\nx",
    ),
    ("half a body to nowhere", "POST /x HTTP/1.1\r\nHost: b\r\nContent-Length: 9\r\n\r\nx"),
    (
        "half a body of an event",
        "POST /dingtalk/events HTTP/1.1\r\nHost: b\r\nContent-Length: 9\r\n\r\nx",
    ),
    (
        "leave to go on, and no more",
        "POST /dingtalk/events HTTP/1.1\r\nHost: b\r\nExpect: 100-continue\r\nContent-Length: 9\r\n\r\n",
    ),
    (
        "an upgrade",
        "GET /livez HTTP/1.1\r\nHost: b\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n",
    ),
];

/// So many connections of each kind, which then say no more.
fn open_all(address: &str) -> Vec<(&'static str, TcpStream)> {
    let mut opened = Vec::new();
    for (what, bytes) in UNFINISHED {
        for _ in 0..SOCKETS {
            let mut stream = connect_to(address);
            // A second request comes after the answer to the first: before, it is silence.
            for (number, part) in bytes.split("<answer>").enumerate() {
                if number > 0 {
                    answer(&mut stream);
                }
                stream.write_all(part.as_bytes()).expect("it is sent");
            }
            opened.push((what, stream));
        }
    }
    opened
}

fn address(story: &Story) -> String {
    story.url("").trim_start_matches("http://").to_owned()
}

fn connect(story: &Story) -> TcpStream {
    connect_to(&address(story))
}

fn connect_to(address: &str) -> TcpStream {
    let stream = TcpStream::connect(address).expect("the bot listens");
    stream.set_read_timeout(Some(PATIENCE)).expect("a time");
    stream.set_nodelay(true).expect("it can be set");
    stream
}

/// All that is said until the bot closes; panics when it does not.
fn until_closed(stream: &mut TcpStream, what: &str) -> String {
    let mut said = Vec::new();
    match stream.read_to_end(&mut said) {
        Ok(_) => {}
        // What was still under way to the bot when it closed.
        Err(error) if error.kind() == std::io::ErrorKind::ConnectionReset => {}
        Err(error) => panic!("a connection is held by {what}: {error}"),
    }
    String::from_utf8_lossy(&said).into_owned()
}

/// One answer with its head and body, which must be of a known length.
fn answer(stream: &mut TcpStream) -> String {
    let (mut said, mut byte) = (Vec::new(), [0; 1]);
    let is_whole = |said: &[u8]| {
        let text = String::from_utf8_lossy(said);
        let (head, body) = text.split_once("\r\n\r\n")?;
        let length = head.to_lowercase().split_once("content-length: ")?.1.to_owned();
        let length: usize = length.lines().next()?.parse().ok()?;
        (body.len() >= length).then_some(())
    };
    while is_whole(&said).is_none() {
        stream.read_exact(&mut byte).expect("the answer goes on");
        said.push(byte[0]);
    }
    String::from_utf8(said).expect("UTF-8")
}

fn request(envelope: &Envelope, path: &str) -> String {
    let body = envelope.body.to_string();
    let mut request = format!("POST {path} HTTP/1.1\r\nHost: bot\r\n");
    for (name, value) in &envelope.headers {
        request += &format!("{name}: {value}\r\n");
    }
    request + &format!("Content-Length: {}\r\n\r\n{body}", body.len())
}

async fn apart<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    tokio::task::spawn_blocking(work).await.expect("the thread ends")
}

async fn over_http() -> Story {
    Story::begin_with(&[("DINGNICK_INTAKE", "http")]).await
}

#[tokio::test]
async fn nobody_holds_a_connection_and_meanwhile_the_honest_are_served() {
    let story = over_http().await;
    let address = address(&story);
    let mut held = apart(move || open_all(&address)).await;
    story.say(story.cast.ming, "/nick 明明").await;
    story.reply().await;
    let answers = apart(move || {
        // Whether the rest comes in drops or not at all makes no difference.
        for (_, stream) in held.iter_mut().step_by(2) {
            let _ = stream.write_all(b"1");
        }
        let answers =
            held.into_iter().map(|(what, mut stream)| (what, until_closed(&mut stream, what)));
        answers.collect::<Vec<_>>()
    });
    for (what, answer) in answers.await {
        let expected = match what {
            "nothing" | "half a head" => "HTTP/1.1 408",
            "half a second head" => "",
            "half a chunk to a probe" | "an upgrade" => "HTTP/1.1 200",
            "half a chunk with HEAD" => "HTTP/1.1 200",
            "half a chunk with PUT" => "HTTP/1.1 405",
            "leave to go on, and no more" => "HTTP/1.1 100",
            what if what.contains("event") => "HTTP/1.1 408",
            what if what.contains("unsigned") => "HTTP/1.1 401",
            _ => "HTTP/1.1 404",
        };
        // A drop more may make a bad head of half a one.
        let is_expected = answer.starts_with(expected) || answer.starts_with("HTTP/1.1 400");
        assert!(is_expected || answer.is_empty(), "{what}: {answer}");
    }
    story.end().await;
}

#[tokio::test]
async fn a_connection_serves_on_after_any_answer_to_a_whole_request() {
    let story = over_http().await;
    let forged = story.compose(story.cast.ming, "/nick 明明").signed_with("another secret");
    let good = story.compose(story.cast.ming, "/nick 明明");
    let other = story.compose(story.cast.ming, "/nick 明明");
    let other = other.edited(|body| body["robotCode"] = "dingother".into());
    let mut stream = connect(&story);
    let path = "/dingtalk/callback";
    let requests = [
        (request(&forged, path), "401"),
        (request(&forged, "/nowhere"), "404"),
        ("PUT /dingtalk/events HTTP/1.1\r\nHost: b\r\nContent-Length: 2\r\n\r\nab".into(), "405"),
        (
            "POST / HTTP/1.1\r\nHost: b\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n"
                .into(),
            "404",
        ),
        (request(&other, path), "403"),
        (request(&good, path), "200"),
        ("GET /livez HTTP/1.1\r\nHost: b\r\n\r\n".into(), "200"),
    ];
    apart(move || {
        for (request, status) in requests {
            stream.write_all(request.as_bytes()).expect("it is sent");
            let answer = answer(&mut stream);
            assert!(answer.starts_with(&format!("HTTP/1.1 {status}")), "{answer}");
            assert!(!answer.to_lowercase().contains("connection: close"), "{answer}");
        }
    })
    .await;
    story.reply().await;
    story.end().await;
}

#[tokio::test]
async fn a_slow_link_that_is_honest_is_served() {
    let story = over_http().await;
    let envelope = story.compose(story.cast.ming, "/nick 明明");
    let request = request(&envelope, "/dingtalk/callback");
    let mut stream = connect(&story);
    apart(move || {
        for byte in request.as_bytes() {
            stream.write_all(&[*byte]).expect("a byte is sent");
        }
        let answer = answer(&mut stream);
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    })
    .await;
    story.reply().await;
    story.end().await;
}

#[tokio::test]
async fn an_idle_connection_stays_for_as_long_as_the_settings_say() {
    let story =
        Story::begin_with(&[("DINGNICK_INTAKE", "http"), ("DINGNICK_KEEP_ALIVE_S", "1")]).await;
    let mut stream = connect(&story);
    apart(move || {
        stream.write_all(b"GET /livez HTTP/1.1\r\nHost: b\r\n\r\n").expect("it is sent");
        let answer = until_closed(&mut stream, "silence");
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    })
    .await;
    story.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_there_are_too_many_those_go_that_were_quiet_for_longest() {
    let story = over_http().await;
    let address = address(&story);
    let mut streams = apart(move || {
        let asked = (0..QUIET).map(|_| {
            let mut stream = connect_to(&address);
            stream.write_all(b"GET /livez HTTP/1.1\r\nHost: b\r\n\r\n").expect("it is sent");
            assert!(answer(&mut stream).starts_with("HTTP/1.1 200"));
            stream
        });
        asked.collect::<Vec<_>>()
    })
    .await;
    // They had leave to be idle for 75 seconds, and would still be there.
    let first = apart(move || {
        // Of those that were answered at the same time, neither is the quietest.
        for stream in streams.iter_mut().take(QUIET - LISTENER_HOLDS / 4 * 3 - NEIGHBOURS) {
            assert_eq!(until_closed(stream, "the quietest"), "");
        }
        streams
    });
    let _still_open = first.await;
    story.say(story.cast.ming, "/nick 明明").await;
    story.reply().await;
    story.end().await;
}

#[tokio::test]
async fn idle_connections_are_closed_when_the_bot_stops() {
    let mut story = over_http().await;
    let mut streams: Vec<TcpStream> = (0..20).map(|_| connect(&story)).collect();
    let mut streams = apart(move || {
        for stream in &mut streams {
            stream.write_all(b"GET /livez HTTP/1.1\r\nHost: b\r\n\r\n").expect("it is sent");
            answer(stream);
        }
        streams
    })
    .await;
    story.stop().await;
    apart(move || {
        for stream in &mut streams {
            assert_eq!(until_closed(stream, "an idle client"), "");
        }
    })
    .await;
}
