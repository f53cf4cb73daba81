//! A company behind a proxy: everything that goes to DingTalk goes through it, the Stream too.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use crate::process::{Process, output};
use crate::story::Story;

/// The proxy's user and password, the latter with all that means something in a URL.
const CREDENTIALS: &str = "user:canary%2F%3F%23%40%25";
/// The same as they are sent.
const BASIC: &str = "Basic dXNlcjpjYW5hcnkvPyNAJQ==";

/// A proxy that writes down what it is asked for, and lets in who knows the password.
struct Proxy {
    url: String,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Proxy {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let url = format!("http://{CREDENTIALS}@{}", listener.local_addr().expect("an address"));
        let asked: Arc<Mutex<Vec<String>>> = Arc::default();
        let book = Arc::clone(&asked);
        std::thread::spawn(move || {
            for client in listener.incoming().map_while(Result::ok) {
                let book = Arc::clone(&book);
                // Whoever hangs up in the middle has nothing more to ask.
                std::thread::spawn(move || drop(pass_on(client, &book)));
            }
        });
        Self { url, asked }
    }

    fn asked(&self, words: &str) -> bool {
        self.asked.lock().expect("nobody panicked").iter().any(|line| line.contains(words))
    }
}

/// Reads one head, and connects what asked with what it asked for.
fn pass_on(mut client: TcpStream, book: &Mutex<Vec<String>>) -> std::io::Result<()> {
    let mut reader = BufReader::new(client.try_clone()?);
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") && reader.read_line(&mut head)? > 0 {}
    let line = head.lines().next().unwrap_or_default().to_owned();
    let is_known = head.lines().any(|line| {
        line.split_once(": ").is_some_and(|(name, value)| {
            name.eq_ignore_ascii_case("proxy-authorization") && value == BASIC
        })
    });
    book.lock().expect("nobody panicked").push(line.clone());
    if !is_known {
        return client.write_all(b"HTTP/1.1 407 Proxy Authentication Required\r\n\r\n");
    }
    let target = line.split(' ').nth(1).unwrap_or_default().trim_start_matches("http://");
    let target = target.split('/').next().unwrap_or_default().to_owned();
    let Ok(mut server) = TcpStream::connect(&target) else {
        return client.write_all(b"HTTP/1.1 502 Bad Gateway\r\n\r\n");
    };
    if line.starts_with("CONNECT ") {
        client.write_all(b"HTTP/1.1 200 Connection established\r\n\r\n")?;
    } else {
        server.write_all(head.as_bytes())?;
    }
    let (mut back, mut there) = (server.try_clone()?, client.try_clone()?);
    std::thread::spawn(move || std::io::copy(&mut back, &mut there));
    std::io::copy(&mut reader, &mut server)?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn calls_and_the_stream_go_through_the_proxy_and_its_password_is_nowhere() {
    let proxy = Proxy::start();
    let mut story = Story::begin_with(&[("DINGNICK_INTAKE", "stream")]).await;
    story.stop().await;
    let calls = story.world(|world| world.calls.len());
    let settings = [("DINGNICK_PROXY", proxy.url.as_str()), ("RUST_LOG", "trace")];
    let mut process = Process::serve(&story, &settings);
    process.wait_for("a Stream connection is open");
    story.say(story.cast.ming, "/nick 明明").await;
    story.named(story.cast.ming, "明明").await;
    story.reply().await;
    assert!(story.world(|world| world.calls.len()) > calls);
    let simulator = story.simulator.url().to_string();
    for words in [
        format!("POST {simulator}v1.0/gateway/connections/open HTTP/1.1"),
        format!("GET {simulator}gettoken?"),
        "CONNECT 127.0.0.1:".to_owned(),
    ] {
        assert!(proxy.asked(&words), "{words}: {:#?}", proxy.asked.lock());
    }
    process.signal("TERM");
    let (_, log) = process.end();
    let log = log.join("\n");
    for secret in ["canary", BASIC, "dXNlcjpjYW5hcnk"] {
        assert!(!log.contains(secret), "the log holds {secret}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn encrypted_calls_ask_the_proxy_for_a_tunnel() {
    let proxy = Proxy::start();
    let folder = tempfile::tempdir().expect("a folder");
    let store = format!("sqlite://{}/store.db", folder.path().display());
    let environment = [
        ("DINGTALK_CLIENT_ID", "dingapp"),
        ("DINGTALK_CLIENT_SECRET", "a-secret-of-some-length"),
        ("DINGTALK_OAPI_URL", "https://127.0.0.1:9"),
        ("DINGTALK_API_URL", "https://127.0.0.1:9"),
        ("DATABASE_URL", store.as_str()),
        ("DINGNICK_PROXY", proxy.url.as_str()),
    ];
    let (code, out, err) = output(&["groups", "bind", "chat0123456789abcdef"], &environment);
    assert_eq!(code, Some(1), "nobody is behind the proxy");
    assert!(proxy.asked("CONNECT 127.0.0.1:9 HTTP/1.1"), "{:?}", proxy.asked.lock());
    assert!(!format!("{out}{err}").contains("canary"), "{out}{err}");
    let (_, out, _) = output(&["config"], &environment);
    assert!(out.contains("DINGNICK_PROXY = (set, not shown)"), "{out}");
}
