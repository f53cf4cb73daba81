//! The program itself, as a process: its commands, its signals, its log.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Output, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use dingnick::simulator::deliver::Happening;
use dingnick::simulator::world::{Api, Fault, Transport};

use crate::story::Story;

const PATIENCE: Duration = Duration::from_secs(20);

pub(crate) fn dingnick(arguments: &[&str], environment: &[(&str, &str)]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dingnick"));
    // Nothing of the developer's own environment, nor a dingnick.toml that lies about.
    command.env_clear().current_dir(std::env::temp_dir());
    command.args(arguments).envs(environment.iter().copied());
    command
}

pub(crate) fn output(
    arguments: &[&str],
    environment: &[(&str, &str)],
) -> (Option<i32>, String, String) {
    let Output { status, stdout, stderr } =
        dingnick(arguments, environment).output().expect("the program runs");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (status.code(), text(stdout), text(stderr))
}

#[test]
fn help_tells_every_command_and_wrong_usage_is_2() {
    let (code, out, _) = output(&["--help"], &[]);
    assert_eq!(code, Some(0));
    for word in [
        "init",
        "serve",
        "playground",
        "groups",
        "rename",
        "apply",
        "undo",
        "rules",
        "stats",
        "history",
        "restore",
        "backup",
        "doctor",
        "probe",
        "explain",
        "config",
        "healthcheck",
        "--config",
    ] {
        assert!(out.contains(word), "{word} is missing from {out}");
    }
    let (code, out, _) = output(&["--version"], &[]);
    assert_eq!((code, out.trim()), (Some(0), concat!("dingnick ", env!("CARGO_PKG_VERSION"))));
    for wrong in [&["rename-all"][..], &["--nonsense"], &["groups"], &["groups", "bind", "cid1"]] {
        assert_eq!(output(wrong, &[]).0, Some(2), "failed on {wrong:?}");
    }
}

#[test]
fn a_code_is_explained_without_credentials_and_without_an_error() {
    for (arguments, environment, told) in [
        (&["explain", "60011"][..], &[][..], "60011: a permission is missing"),
        (&["explain", "88", "60011", "--lang", "zh-CN"], &[], "60011：缺少权限"),
        (&["explain", "-1"], &[("LANG", "zh_CN.UTF-8")], "-1：钉钉正忙"),
        (&["explain", "-1"], &[("LANG", "C")], "-1: DingTalk is busy"),
        (&["explain", "-1"], &[("DINGNICK_LOCALE", "zh-CN"), ("LANG", "C")], "-1：钉钉正忙"),
        (&["explain", "--lang", "en", "groupNickForbid"], &[], "groupNickForbid: DingTalk forbids"),
        (&["explain", "987654"], &[], "I do not know the code “987654”."),
        (&["explain", "GroupNickForbid"], &[], "I do not know the code “GroupNickForbid”."),
        (&["explain", ""], &[], "Give me a code"),
    ] {
        let (code, out, err) = output(arguments, environment);
        assert_eq!((code, err.as_str()), (Some(0), ""), "{arguments:?}");
        assert!(out.starts_with(told), "{arguments:?}: {out}");
    }
    for wrong in [&["explain"][..], &["explain", "1", "--lang", "tlh"], &["explain", "1", "2", "3"]]
    {
        assert_eq!(output(wrong, &[]).0, Some(2), "failed on {wrong:?}");
    }
}

#[test]
fn settings_that_are_missing_are_named_and_the_code_is_1() {
    let (code, out, err) = output(&["serve"], &[]);
    assert_eq!((code, out.as_str()), (Some(1), ""));
    assert!(err.contains("DINGTALK_CLIENT_ID is missing"), "{err}");
    assert!(err.contains("DINGTALK_CLIENT_SECRET is missing"), "{err}");
    let (code, _, err) = output(&["serve", "--config", "nowhere.toml"], &[]);
    assert_eq!(code, Some(2));
    assert!(err.contains("nowhere.toml"), "{err}");
}

#[test]
fn a_store_that_is_none_is_wrong_usage_whichever_command_says_so() {
    for command in ["config", "serve", "history"] {
        let settings = [
            ("DINGTALK_CLIENT_ID", "dingapp"),
            ("DINGTALK_CLIENT_SECRET", "a-secret-of-some-length"),
            ("DATABASE_URL", "mysql://host/db"),
        ];
        let (code, _, err) = output(&[command], &settings);
        assert_eq!(code, Some(2), "{command}: {err}");
        assert!(err.contains("mysql"), "{command}: {err}");
    }
}

#[test]
fn settings_that_are_wrong_are_wrong_usage_with_the_line_to_correct() {
    for (name, value, line) in [
        ("DINGTALK_REGION", "us", "for example: DINGTALK_REGION=intl"),
        ("HOST", "localhost:80", "for example: HOST=0.0.0.0"),
        ("DINGNICK_OPS_LISTEN", "9090", "for example: DINGNICK_OPS_LISTEN=127.0.0.1:9090"),
        ("DINGTALK_CLIENT_ID", "ding…", "DINGTALK_CLIENT_ID must be your own"),
        ("DINGTALK_CLIENT_ID", "ding…", "this is a placeholder\n  in the environment\n"),
        ("DINGTALK_CLIENT_SECRET", "your-secret", "DINGTALK_CLIENT_SECRET must be your own"),
        ("DINGTALK_CLIENT_SECRET", "your-secret", "this is a placeholder\n  in the environment\n"),
    ] {
        for command in ["serve", "config"] {
            let (code, _, err) = output(&[command], &[(name, value)]);
            assert_eq!(code, Some(2), "{command} with {name}: {err}");
            assert!(err.contains(line), "{command} with {name}: {err}");
        }
    }
    let (code, out, _) = output(&["config"], &[]);
    assert_eq!(code, Some(0), "what is not set yet is not wrong: {out}");
}

#[test]
fn config_shows_the_settings_and_no_secret() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("secret");
    std::fs::write(&file, "canary-of-the-file\n").expect("it is written");
    let file = file.display().to_string();
    let (code, out, _) = output(
        &["config"],
        &[
            ("DINGTALK_CLIENT_ID", "dingapp"),
            ("DINGTALK_CLIENT_SECRET_FILE", &file),
            ("DINGTALK_CLIENT_SECRET_PREVIOUS", "canary-of-the-environment"),
            ("DATABASE_URL", "postgres://user:canary-password@host/db"),
            ("PORT", "9000"),
        ],
    );
    assert_eq!(code, Some(0));
    assert!(!out.contains("canary"), "{out}");
    assert!(out.contains("DINGTALK_CLIENT_ID = dingapp  (environment)"), "{out}");
    assert!(out.contains("DINGTALK_CLIENT_SECRET = (set, not shown)  (secret file)"), "{out}");
    assert!(out.contains("PORT = 9000  (environment)"), "{out}");
    assert!(out.contains("HOST = 0.0.0.0  (default)"), "{out}");
}

#[test]
fn a_health_check_without_a_bot_fails() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("an address").port().to_string();
    drop(listener);
    let (code, _, err) = output(&["healthcheck"], &[("PORT", &port)]);
    assert_eq!(code, Some(1));
    assert!(err.contains("no bot answers"), "{err}");
}

/// The address that a line of the log tells.
fn address_in(line: &str) -> String {
    let line: serde_json::Value = serde_json::from_str(line).expect("the log is JSON");
    line["address"].as_str().expect("an address").to_owned()
}

/// A bot in a process of its own, and the lines of its log.
pub(crate) struct Process {
    child: Child,
    lines: mpsc::Receiver<String>,
    log: Vec<String>,
}

impl Process {
    pub(crate) fn serve(story: &Story, extra: &[(&str, &str)]) -> Self {
        Self::run(story, &["serve"], extra)
    }

    pub(crate) fn run(story: &Story, arguments: &[&str], extra: &[(&str, &str)]) -> Self {
        Self::start(story, dingnick(arguments, &[]), extra)
    }

    fn start(story: &Story, mut command: Command, extra: &[(&str, &str)]) -> Self {
        command
            .envs(story.settings_of_process())
            .envs(extra.iter().copied())
            .stdout(Stdio::null())
            .stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program runs");
        let stderr = child.stderr.take().expect("it is piped");
        let (sender, lines) = mpsc::channel();
        std::thread::spawn(move || {
            for line in BufReader::new(stderr).lines().map_while(Result::ok) {
                if sender.send(line).is_err() {
                    return;
                }
            }
        });
        Self { child, lines, log: Vec::new() }
    }

    /// Reads the log until a line holds `words`, and returns that line.
    pub(crate) fn wait_for(&mut self, words: &str) -> String {
        loop {
            let line = self.lines.recv_timeout(PATIENCE);
            let line = line.unwrap_or_else(|_| panic!("no {words:?} in {:#?}", self.log));
            self.log.push(line.clone());
            if line.contains(words) {
                return line;
            }
        }
    }

    /// The address that the line with these words tells.
    pub(crate) fn address(&mut self, words: &str) -> String {
        address_in(&self.wait_for(words))
    }

    /// Waits until it listens, and tells the simulator where.
    pub(crate) fn listen(&mut self, story: &Story) {
        let address = address_in(&self.wait_for("listening for callbacks"));
        story.simulator.set_callback_url(&format!("http://{address}/dingtalk/callback"));
        story.simulator.set_events_url(&format!("http://{address}/dingtalk/events"));
    }

    pub(crate) fn signal(&self, name: &str) {
        let id = self.child.id().to_string();
        let status = Command::new("kill").args(["-s", name, &id]).status().expect("kill runs");
        assert!(status.success());
    }

    /// Waits for the end; its exit code and the whole log.
    pub(crate) fn end(mut self) -> (Option<i32>, Vec<String>) {
        while let Ok(line) = self.lines.recv_timeout(PATIENCE) {
            self.log.push(line);
        }
        let status = self.child.wait().expect("it ends");
        (status.code(), self.log)
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn both_signals_stop_the_bot_after_it_has_finished_its_work() {
    for signal in ["TERM", "INT"] {
        let mut story = Story::begin().await;
        story.stop().await;
        let mut process = Process::serve(&story, &[]);
        process.listen(&story);
        story.world(|world| world.faults.once(Api::UpdateGroupNick, Fault::Hang(700)));
        story.say(story.cast.ming, "/nick 明明").await;
        story.named(story.cast.ming, "明明").await;
        process.signal(signal);
        let (code, log) = process.end();
        assert_eq!(code, Some(0), "{signal}: {log:#?}");
        assert!(log.iter().any(|line| line.contains("stopped")), "{signal}: {log:#?}");
        assert_eq!(story.nickname(story.cast.ming).as_deref(), Some("明明"));
        assert_eq!(
            story.reply().await,
            "@明明 已把你的群昵称改为「明明」。改错了？发送：/nick undo",
            "what is done is told"
        );
        assert_eq!(story.calls(Api::UpdateGroupNick), 1);
        story.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_operator_reads_what_happened() {
    let mut story = Story::begin().await;
    story.stop().await;
    let settings = [("DINGNICK_OPS_LISTEN", "127.0.0.1:0"), ("DINGNICK_INTAKE", "both")];
    let mut process = Process::serve(&story, &settings);
    let operator = address_in(&process.wait_for("listening for the operator"));
    process.listen(&story);
    story.say(story.cast.ming, "/nick 明明").await;
    story.reply().await;
    let title = "新三班".to_owned();
    let (group, by) = (story.cast.class, story.cast.owner);
    let event = story.simulator.compose_event(&Happening::Retitled { group, by, title });
    for transport in [Transport::Stream, Transport::Http] {
        story.simulator.set_transport(transport);
        story.tell(&event).await;
    }
    story.idle().await;
    let client = dingnick::dingtalk::http_client().expect("a client");
    let answer = client.get(format!("http://{operator}/metrics")).send().await.expect("an answer");
    let text = answer.text().await.expect("a text");
    for line in [
        r#"dingnick_callbacks_total{result="kept"} 1"#,
        r#"dingnick_jobs_total{outcome="applied"} 2"#,
        r#"dingnick_stream_frames_total{result="kept"} 1"#,
        r#"dingnick_events_total{result="repeated"} 1"#,
        "dingnick_stream_connections 1",
        r#"dingnick_replies_total{outcome="sent"} 1"#,
        r#"dingnick_dingtalk_calls_total{api="updategroupnick",result="ok"} 1"#,
        r#"dingnick_token_refreshes_total{result="ok"} "#,
        r#"dingnick_stage_seconds_count{stage="intake"} 3"#,
        r#"dingnick_stage_seconds_count{stage="wait"} 2"#,
        r#"dingnick_stage_seconds_count{stage="job"} 2"#,
        r#"dingnick_stage_seconds_count{stage="call"} "#,
        r#"dingnick_stage_seconds_count{stage="reply"} 1"#,
    ] {
        assert!(text.contains(line), "{line} is missing from {text}");
    }
    process.signal("TERM");
    assert_eq!(process.end().0, Some(0));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_private_port_that_is_taken_does_not_stop_the_bot() {
    let mut story = Story::begin().await;
    story.stop().await;
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = taken.local_addr().expect("an address").to_string();
    let mut process = Process::serve(&story, &[("DINGNICK_OPS_LISTEN", &address)]);
    process.wait_for("going on without metrics");
    process.listen(&story);
    story.say(story.cast.ming, "/nick 明明").await;
    story.reply().await;
    process.signal("TERM");
    assert_eq!(process.end().0, Some(0));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_bot_goes_on_where_it_was() {
    let mut story = Story::begin().await;
    story.stop().await;
    let mut process = Process::serve(&story, &[]);
    process.listen(&story);
    story.world(|world| world.faults.once(Api::UpdateGroupNick, Fault::Hang(20_000)));
    story.say(story.cast.ming, "/nick 明明").await;
    process.signal("KILL");
    assert_eq!(process.end().0, None);
    story.start().await;
    assert_eq!(story.reply().await, "@明明 已把你的群昵称改为「明明」。改错了？发送：/nick undo");
    assert!(story.calls(Api::UpdateGroupNick) <= 2, "at most one call more");
    story.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_kept_half_an_hour_ago_is_not_done_any_more() {
    let mut story = Story::begin().await;
    story.stop().await;
    let mut process = Process::serve(&story, &[]);
    process.listen(&story);
    story.world(|world| world.faults.always(Api::GetToken, Fault::Hang(20_000)));
    story.say(story.cast.ming, "/nick 明明").await;
    process.signal("KILL");
    process.end();
    story.world(|world| world.faults.clear());
    story.clock.advance(Duration::from_secs(31 * 60));
    story.start().await;
    assert_eq!(
        story.reply().await,
        "@小明 这条消息半小时内没能办成，没有改名。还需要的话，请再发一次。"
    );
    assert_eq!(story.nickname(story.cast.ming), None);
    story.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_made_while_the_bot_runs_is_a_whole_store() {
    let mut story = Story::begin().await;
    story.say(story.cast.ming, "/nick 明明").await;
    story.reply().await;
    story.idle().await;
    let folder = tempfile::tempdir().expect("a folder");
    let copy = folder.path().join("copy.db").display().to_string();
    let settings = story.settings_of_process();
    let url = settings.get("DATABASE_URL").expect("a store").as_str();
    let backup = |url: &str, file: &str| output(&["backup", file], &[("DATABASE_URL", url)]);
    let (code, out, err) = backup(url, &copy);
    assert_eq!(code, Some(0), "{err}");
    assert!(out.contains("copied the store to"), "{out}");
    assert_eq!(backup(url, &copy).0, Some(1), "a copy is never overwritten");
    let nothing = format!("sqlite://{}", folder.path().join("nothing.db").display());
    let other = folder.path().join("other.db");
    assert_eq!(backup(&nothing, &other.display().to_string()).0, Some(1));
    assert!(!other.exists(), "no empty copy of a store that is not there");
    let (code, _, err) = backup("postgres://host/db", &copy);
    assert_eq!(code, Some(1));
    assert!(err.contains("pg_dump"), "{err}");
    // The copy takes the store's place: the bot knows the name it gave, and the group.
    story.stop().await;
    story.set("DATABASE_URL", &format!("sqlite://{copy}"));
    let calls = story.calls(Api::ConvertChatId);
    story.start().await;
    story.say(story.cast.ming, "/nick 小明").await;
    assert_eq!(story.reply().await, "@小明 已把你的群昵称从「明明」改为「小明」。");
    assert_eq!(story.calls(Api::ConvertChatId), calls);
    story.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_bot_on_one_store_is_refused() {
    let story = Story::begin().await;
    let process = Process::serve(&story, &[]);
    let (code, log) = process.end();
    assert_eq!(code, Some(1));
    assert!(log.join("\n").contains("another dingnick works from the store"), "{log:#?}");
    story.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_secret_is_ever_in_the_log() {
    let mut story = Story::begin().await;
    story.stop().await;
    // A longer target goes before a shorter one in such a filter, and lifts no cap of ours.
    let libraries = [
        "tungstenite::protocol",
        "tungstenite::handshake::client",
        "tokio_tungstenite::compat",
        "hyper::proto::h1",
        "hyper_util::client::legacy::connect::http",
        "reqwest::connect",
        "reqwest::async_impl::client",
        "rustls::client",
        "sqlx::query",
        "h2::codec",
        "actix_web::middleware",
        "actix_http::h1",
        "mio::poll",
    ];
    let filter = libraries.map(|target| format!("{target}=trace")).join(",");
    let filter = format!("trace,{filter},[{{message}}]=trace");
    let settings = [("RUST_LOG", filter.as_str()), ("DINGNICK_INTAKE", "both")];
    let mut process = Process::serve(&story, &settings);
    process.listen(&story);
    for transport in [Transport::Stream, Transport::Http] {
        story.simulator.set_transport(transport);
        story.say(story.cast.hong, "/nick 金丝雀").await;
        story.reply().await;
        let (group, by) = (story.cast.class, story.cast.owner);
        let people = vec![story.cast.guest];
        let event = story.simulator.compose_event(&Happening::MembersAdded { group, by, people });
        story.simulator.deliver_event(&event).await.expect("the bot answers");
    }
    for fault in [
        Fault::Bare(41049),
        Fault::Wrapped("40014".into()),
        Fault::Wrapped("60011".into()),
        Fault::HtmlPage,
        Fault::ResetBefore,
        Fault::EndlessBody,
    ] {
        story.world(|world| world.faults.once(Api::UpdateGroupNick, fault));
        story.say(story.cast.ming, "/nick 金丝雀").await;
        story.reply().await;
    }
    story.world(|world| world.faults.once(Api::GetToken, Fault::ResetBefore));
    story.world(dingnick::simulator::world::World::expire_tokens);
    let envelope = story.compose(story.cast.ming, "/nick 金丝雀");
    story.deliver(&envelope).await;
    story.reply().await;
    let forged = story.compose(story.cast.ming, "/nick 金丝雀").signed_with("canary-of-a-forger");
    assert_eq!(story.deliver(&forged).await, 401);
    let stale = story.compose(story.cast.ming, "/nick 金丝雀").skewed_by(-400_000);
    assert_eq!(story.deliver(&stale).await, 401);
    let line = process.wait_for("off our clock");
    assert!(line.contains(r#""skew_seconds":400"#), "the skew is told: {line}");
    story.world(|world| world.faults.once(Api::SendBySession, Fault::ResetBefore));
    story.say(story.cast.ming, "/nick 金丝雀").await;
    story.idle().await;
    process.signal("TERM");
    let (_, log) = process.end();
    for line in &log {
        let line: serde_json::Value = serde_json::from_str(line).expect("a line is JSON");
        let target = line["target"].as_str().expect("a target");
        let is_ours = target.split("::").next() == Some("dingnick");
        let is_fine = ["TRACE", "DEBUG", "INFO"].iter().any(|level| line["level"] == *level);
        assert!(is_ours || !is_fine, "a library speaks: {line}");
    }
    let log = log.join("\n");
    assert!(log.contains("TRACE") || log.contains("DEBUG"), "the log is as fine as it goes");
    let header = |name: &str| {
        let headers = envelope.headers.iter().chain(&stale.headers).chain(&forged.headers);
        headers
            .filter(|(known, _)| known == name)
            .map(|(_, value)| value.clone())
            .collect::<Vec<_>>()
    };
    let session =
        envelope.body["sessionWebhook"].as_str().and_then(|url| url.split('=').next_back());
    let mut secrets = header("sign");
    secrets.push(session.expect("a session").to_owned());
    secrets.push(story.world(|world| world.app.client_secret.clone()));
    secrets.extend(
        ["access_token=", "appsecret=", "session=", "ticket=", "canary-of-a-forger"]
            .map(String::from),
    );
    let app = story.world(|world| world.app.clone());
    secrets.extend([app.event_token, app.event_aes_key]);
    secrets.push("金丝雀".to_owned());
    for secret in secrets {
        assert!(!log.contains(&secret), "the log holds {secret}");
    }
}

#[cfg(target_os = "linux")]
#[tokio::test(flavor = "multi_thread")]
async fn files_are_their_owners_alone_whatever_the_umask_and_no_core_is_dumped() {
    use std::os::unix::fs::PermissionsExt;

    let mut story = Story::begin().await;
    story.stop().await;
    let folder = tempfile::tempdir().expect("a folder");
    let url = format!("sqlite://{}", folder.path().join("store.db").display());
    let mut command = Command::new("sh");
    command.args(["-c", "umask 000 && exec \"$0\" serve", env!("CARGO_BIN_EXE_dingnick")]);
    command.env_clear().current_dir(folder.path());
    let mut process = Process::start(&story, command, &[("DATABASE_URL", &url)]);
    process.listen(&story);
    story.say(story.cast.ming, "/nick 明明").await;
    story.reply().await;
    let limits = std::fs::read_to_string(format!("/proc/{}/limits", process.child.id()));
    let limits = limits.expect("the limits of a process");
    let core = limits.lines().find(|line| line.starts_with("Max core file size"));
    let core: Vec<&str> = core.expect("the limit").split_whitespace().collect();
    assert_eq!(core[4..6], ["0", "0"], "{core:?}");
    let copy = folder.path().join("copy.db").display().to_string();
    let backup = format!("umask 000 && exec \"$0\" backup '{copy}'");
    let copied = Command::new("sh")
        .args(["-c", &backup, env!("CARGO_BIN_EXE_dingnick")])
        .env("DATABASE_URL", &url)
        .output();
    assert!(copied.expect("it runs").status.success());
    let mut found = 0;
    for entry in std::fs::read_dir(folder.path()).expect("the folder") {
        let entry = entry.expect("an entry");
        let metadata = entry.metadata().expect("what it is");
        // What is empty tells nothing.
        if metadata.len() > 0 {
            found += 1;
            assert_eq!(metadata.permissions().mode() & 0o777, 0o600, "{:?}", entry.file_name());
        }
    }
    assert!(found >= 4, "the store, its log, the index of that, and the copy: {found}");
    process.signal("TERM");
    process.end();
    story.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn groups_are_bound_listed_and_unbound_from_the_shell() {
    let mut story = Story::begin().await;
    story.stop().await;
    let settings = story.settings_of_process();
    let environment: Vec<(&str, &str)> =
        settings.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let chatid = story.world(|world| world.group(story.cast.unbound).chatid.clone());
    let cid = story.world(|world| world.group(story.cast.unbound).open_conversation_id.clone());
    let (code, out, err) = output(&["groups", "bind", &chatid], &environment);
    assert_eq!((code, out.trim()), (Some(0), format!("bound {chatid} to {cid}").as_str()), "{err}");
    let (_, out, _) = output(&["groups", "list"], &environment);
    assert!(out.contains(&format!("  conversation  {cid}\n  reached by    {chatid}\n")), "{out}");
    assert_eq!(output(&["groups", "unbind", &cid], &environment).0, Some(0));
    let (code, _, err) = output(&["groups", "unbind", &cid], &environment);
    assert_eq!(code, Some(1));
    assert!(err.contains("is bound"), "{err}");
    let unknown = "chatffffffffffffffffffffffffffffffff";
    let (code, _, err) = output(&["groups", "bind", unknown], &environment);
    assert_eq!(code, Some(1));
    assert!(err.contains("(code invalideChatId)"), "{err}");
}

#[tokio::test(flavor = "multi_thread")]
async fn history_is_listed_for_people_for_spreadsheets_and_for_programs() {
    let mut story = Story::begin().await;
    for name in ["明明", "=SUM(A1)"] {
        story.say(story.cast.ming, &format!("/nick {name}")).await;
        story.reply().await;
    }
    story.say(story.cast.owner, "/nick @小红 红红").await;
    story.reply().await;
    story.stop().await;
    let settings = story.settings_of_process();
    let environment: Vec<(&str, &str)> =
        settings.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let history = |arguments: &[&str]| {
        let arguments: Vec<&str> = ["history"].iter().chain(arguments).copied().collect();
        let (code, out, err) = output(&arguments, &environment);
        assert_eq!(code, Some(0), "{err}");
        (out, err)
    };
    let (table, _) = history(&[]);
    assert!(table.contains("红红") && table.contains("owner1"), "{table}");
    assert_eq!(table.lines().count(), 4, "{table}");
    let (csv, _) = history(&["--format", "csv", "--user", "ming1"]);
    assert!(csv.contains(",ming1,明明,'=SUM(A1),ming1,applied,"), "no formula: {csv}");
    assert_eq!(csv.matches("\r\n").count(), 3, "{csv:?}");
    assert_eq!(csv.matches('\n').count(), 3, "{csv:?}");
    assert!(csv.starts_with("\u{FEFF}at,group,"), "Excel reads UTF-8: {csv:?}");
    let (for_programs, _) = history(&["--format", "csv", "--user", "ming1", "--no-bom"]);
    assert_eq!(csv.strip_prefix('\u{FEFF}'), Some(for_programs.as_str()));
    let chatid = story.world(|world| world.group(story.cast.class).chatid.clone());
    let (json, err) = history(&["--format", "json", "--group", &chatid, "--limit", "1"]);
    let line: serde_json::Value = serde_json::from_str(json.trim()).expect("one object");
    assert_eq!((&line["new"], &line["user"]), (&"红红".into(), &"hong1".into()));
    assert!(err.contains("2 older"), "{err}");
    assert_eq!(history(&["--since", "2999-01-01"]).0, "no changes\n");
    let (code, _, err) = output(&["history", "--group", "nowhere"], &environment);
    assert_eq!(code, Some(2));
    assert!(err.contains("groups list"), "{err}");
    assert_eq!(output(&["history", "--since", "soon"], &environment).0, Some(2));
}
