//! `dingnick init`, from an empty folder to the first name that somebody was given.

pub(crate) mod sitting;

use std::collections::BTreeMap;
use std::fs::File;
use std::net::{Ipv4Addr, SocketAddr};
use std::os::fd::AsFd;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use dingnick::cli::init::{self, Console, Editions, End, Play, Terminal};
use dingnick::config::Sources;
use dingnick::dingtalk::{Hosts, Region};
use dingnick::i18n::Locale;
use dingnick::simulator::Simulator;
use dingnick::simulator::deliver::Utterance;
use dingnick::simulator::world::{Api, Fault, Scan, Scope, TEMPLATE, Transport, World};
use tempfile::TempDir;
use tokio_util::sync::CancellationToken;

use crate::process::output;
use crate::story::Story;
use sitting::Sitting;

/// A DingTalk in which nobody has a bot yet, and an empty folder.
async fn nothing() -> (Story, TempDir) {
    let mut story = Story::begin_with(&[("DINGNICK_GROUPS", "")]).await;
    story.stop().await;
    story.simulator.set_transport(Transport::Stream);
    story.world(|world| world.registrations.interval_s = 1);
    (story, tempfile::tempdir().expect("a folder"))
}

/// Where that DingTalk is.
fn environment(story: &Story) -> Vec<(&'static str, String)> {
    let url = story.simulator.url().to_string();
    let listeners = [("PORT", "0"), ("DINGNICK_OPS_LISTEN", "off")];
    let listeners = listeners.map(|(name, value)| (name, value.to_owned()));
    [("DINGTALK_OAPI_URL", url.clone()), ("DINGTALK_API_URL", url)]
        .into_iter()
        .chain(listeners)
        .collect()
}

fn sit(story: &Story, folder: &Path, arguments: &[&str], columns: u16) -> Sitting {
    let environment = environment(story);
    let environment: Vec<(&str, &str)> =
        environment.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let arguments: Vec<&str> = ["init"].iter().chain(arguments).copied().collect();
    Sitting::begin(folder, &arguments, &environment, columns)
}

fn scan(story: &Story, sitting: &Sitting, scan: Scan) {
    let address = sitting.address();
    assert!(story.world(|world| world.scan(&address, scan)), "no such code: {address}");
}

fn files(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("the folder is there");
    let name = |entry: std::io::Result<std::fs::DirEntry>| {
        entry.expect("an entry").file_name().to_string_lossy().into_owned()
    };
    let mut names: Vec<String> = entries.map(name).collect();
    names.sort();
    names
}

fn read(folder: &Path, name: &str) -> String {
    std::fs::read_to_string(folder.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// Nothing that is to be secret was shown.
fn shows_no_secret(story: &Story, bytes: &[u8]) {
    let shown = String::from_utf8_lossy(bytes).into_owned();
    let secret = story.world(|world| world.app.client_secret.clone());
    for word in [secret.as_str(), "access_token", "ticket=", "session="] {
        assert!(!shown.contains(word), "the screen shows {word}");
    }
}

/// Where that DingTalk is, as it is told.
fn host(story: &Story) -> String {
    let url = story.simulator.url();
    format!("{}:{}", url.host_str().expect("a host"), url.port().expect("a port"))
}

/// No line but those to be copied is wider than the terminal.
fn fits(sitting: &Sitting, columns: usize) {
    use unicode_width::UnicodeWidthStr;
    let text = String::from_utf8_lossy(&sitting.bytes).into_owned();
    // What comes after that is the log.
    let dialogue = text.split("Shall the bot run").next().unwrap_or_default();
    for line in dialogue.lines() {
        let line = line.rsplit('\r').find(|part| !part.is_empty()).unwrap_or_default();
        let is_to_copy = ["    ", "The template"].iter().any(|start| line.starts_with(start))
            || line.contains("https://");
        // Colours and the like take no room.
        let plain = line.split('\u{1B}').enumerate().map(|(number, part)| match number {
            0 => part,
            _ => part.split_once(|c: char| c.is_ascii_alphabetic()).map_or("", |(_, rest)| rest),
        });
        let plain: String = plain.collect();
        assert!(is_to_copy || plain.width() <= columns, "{columns}: {line:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn from_an_empty_folder_to_the_first_name() {
    for columns in [60, 120] {
        let (story, folder) = nothing().await;
        let mut sitting = sit(&story, folder.path(), &[], columns);
        sitting.answers("语言 / Language", "2");
        sitting.answers("Which DingTalk do you use?", "1");
        sitting.answers("Where does it come from?", "");
        sitting.sees("Waiting for the scan");
        scan(&story, &sitting, Scan::Accept);
        sitting.sees("takes the Client ID and Secret.");
        sitting.answers("Shall I ask DingTalk for those, too?", "");
        sitting.sees("qyapi_chat_manage: granted");
        sitting.sees("Connected, waiting for messages");
        story.say_in(story.cast.scene, story.cast.ming, "hello").await;
        assert!(story.reply().await.contains("/nick"), "the hello is answered");
        sitting.sees("小明 wrote in “教研组”.");
        sitting.sees("The bot answered:");
        sitting.sees("Now ask for a name there");
        story.say_in(story.cast.scene, story.cast.ming, "/nick Ming").await;
        assert!(story.reply().await.contains("“Ming”"));
        sitting.sees("Done in");
        assert_eq!(story.nickname_in(story.cast.scene, story.cast.ming).as_deref(), Some("Ming"));
        sitting.answers("Shall the bot run now", "y");
        sitting.sees("a Stream connection is open");
        story.say_in(story.cast.scene, story.cast.ming, "/nick undo").await;
        story.reply().await;
        sitting.types("\u{3}");
        assert_eq!(sitting.end(), Some(0), "{}", sitting.text());
        shows_no_secret(&story, &sitting.bytes);
        fits(&sitting, usize::from(columns));
        assert_eq!(files(folder.path()), ["data", "dingnick.secret", "dingnick.toml"]);
        story.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_dialogue_is_held_in_chinese() {
    let (story, folder) = nothing().await;
    let mut sitting = sit(&story, folder.path(), &["--lang", "zh-CN", "--no-qr"], 60);
    sitting.answers("你们用的是哪个钉钉？", "");
    sitting.answers("这个应用从哪里来？", "");
    sitting.sees("等待扫码");
    assert!(!sitting.text().contains('█'), "no code was wanted");
    story.world(|world| world.faults.always(Api::UserGet, Fault::Bare(60_011)));
    scan(&story, &sitting, Scan::Accept);
    sitting.answers("也问一下钉钉吗？", "n");
    sitting.sees("qyapi_chat_manage：还不知道");
    sitting.sees("qyapi_get_member：没有开通（错误码 60011）");
    sitting.sees("https://open-dev.dingtalk.com > 应用 > 权限管理");
    sitting.sees("应用的 ID 用 `dws dev app list` 查看");
    story.world(|world| world.faults.clear());
    sitting.sees("已连上，等待消息");
    story.say_in(story.cast.scene, story.cast.hong, "你好").await;
    story.reply().await;
    sitting.sees("现在在群里给自己要一个名字");
    story.say_in(story.cast.scene, story.cast.hong, "/nick 小红花").await;
    story.reply().await;
    sitting.sees("完成。");
    sitting.answers("现在就在这里运行机器人吗？", "n");
    assert_eq!(sitting.end(), Some(0));
    fits(&sitting, 60);
    assert!(read(folder.path(), "dingnick.toml").contains("dingnick_locale = \"zh-CN\""));
    story.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_ordinary_group_is_made_ready_on_the_way() {
    let (story, folder) = nothing().await;
    let (group, owner, ming) = (story.cast.unbound, story.cast.owner, story.cast.ming);
    let mut sitting = sit(&story, folder.path(), &["--lang", "en", "--region", "cn"], 60);
    sitting.answers("Where does it come from?", "");
    sitting.sees("Waiting for the scan");
    scan(&story, &sitting, Scan::Accept);
    sitting.answers("Shall I ask DingTalk", "n");
    sitting.sees("Connected, waiting for messages");
    sitting.types("at");
    story.say_in(group, ming, "/nick Ming").await;
    assert!(story.reply().await.contains("not connected to this group"));
    sitting.sees("press t to enter its id");
    assert_eq!(story.calls(Api::TemplateApply), 0, "a key that means nothing yet does nothing");
    sitting.types("t");
    sitting.answers("The template’s id", TEMPLATE);
    let again = sitting.bytes.len();
    sitting.sees_after(again, "Connected");
    let toml = read(folder.path(), "dingnick.toml");
    assert!(toml.contains(&format!("dingtalk_group_template_id = \"{TEMPLATE}\"")), "{toml}");
    story.say_in(group, ming, "/nick Ming").await;
    story.reply().await;
    sitting.sees("Key a: I make it a scene group");
    sitting.types("a");
    sitting.sees("DingTalk did not make it a scene group");
    story.say_in(group, owner, "/nick Wang").await;
    story.reply().await;
    let again = sitting.bytes.len();
    sitting.sees_after(again, "Key a: I make it a scene group");
    sitting.types("a");
    sitting.sees("The group is a scene group now.");
    story.say_in(group, ming, "/nick Ming").await;
    assert!(story.reply().await.contains("“Ming”"));
    sitting.sees("Done in");
    assert_eq!(story.nickname_in(group, ming).as_deref(), Some("Ming"));
    sitting.answers("Shall the bot run now", "n");
    assert_eq!(sitting.end(), Some(0), "{}", sitting.text());
    fits(&sitting, 60);
    let left = files(folder.path());
    assert_eq!(left, ["data", "dingnick.secret", "dingnick.toml"], "no copies of our own");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_dingtalk_refuses_and_who_it_does_not_name_is_told() {
    let (story, folder) = nothing().await;
    let (group, ming) = (story.cast.scene, story.cast.ming);
    story.world(|world| {
        world.revoke(Scope::ChatManage);
        world.app.published = false;
    });
    let mut sitting = sit(&story, folder.path(), &["--lang", "en", "--region", "cn"], 60);
    sitting.answers("Where does it come from?", "");
    sitting.sees("Waiting for the scan");
    scan(&story, &sitting, Scan::Accept);
    sitting.answers("Shall I ask DingTalk", "yes");
    sitting.sees("qyapi_chat_manage: missing (code 60011)");
    sitting.sees("https://open-dev.dingtalk.com/appscope/apply");
    sitting.sees("dws dev app permission add --unified-app-id ID --scope-values qyapi_chat_manage");
    sitting.sees("qyapi_chat_read: granted");
    sitting.sees("`dws dev app list` shows the ID of the app");
    sitting.sees("Connected, waiting for messages");
    story.simulator.say(&Utterance::direct(ming, "hello")).await.expect("the bot hears it");
    sitting.sees("小明 wrote to the robot directly.");
    story.reply().await;
    story.say_in(group, ming, "hello").await;
    sitting.sees("dws dev app version publish");
    story.reply().await;
    story.world(|world| world.app.published = true);
    story.say_in(group, ming, "/nick Ming").await;
    story.reply().await;
    sitting.sees("the permission qyapi_chat_manage");
    story.world(|world| world.grant(Scope::ChatManage));
    story.say_in(group, ming, "/nick Ming").await;
    story.reply().await;
    sitting.sees("Done in");
    fits(&sitting, 60);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_that_expires_or_is_refused_is_told_and_another_is_a_key_away() {
    let (story, folder) = nothing().await;
    let arguments = ["--lang", "en", "--region", "cn", "--skip-hello"];
    let mut sitting = sit(&story, folder.path(), &arguments, 60);
    sitting.answers("Where does it come from?", "1");
    sitting.sees("Waiting for the scan");
    let first = sitting.address();
    story.world(World::expire_registrations);
    sitting.sees("The code has expired");
    sitting.types("\n");
    story.called(Api::RegistrationBegin, 2).await;
    sitting.sees("Waiting for the scan");
    assert_ne!(sitting.address(), first, "the code is fresh");
    scan(&story, &sitting, Scan::Refuse("没有创建应用的权限\u{1B}[2J".to_owned()));
    sitting.sees("DingTalk says: 没有创建应用的权限[2J.");
    sitting.types(" ");
    story.called(Api::RegistrationBegin, 3).await;
    sitting.sees("Waiting for the scan");
    // A key asks for a fresh one while a code still waits, too.
    let asked = sitting.bytes.len();
    sitting.types("\n");
    story.called(Api::RegistrationBegin, 4).await;
    sitting.sees_after(asked, "Keys: Enter: a fresh code");
    sitting.sees_after(sitting.bytes.len(), "Waiting for the scan");
    sitting.types("p");
    sitting.answers("Client ID:", "ding wrong");
    let app = story.world(|world| world.app.clone());
    sitting.answers("A Client ID is one word", &app.client_id);
    sitting.answers("Client Secret (not shown):", "short");
    sitting.answers("A Client Secret is one long word", "a-secret-of-somebody-else");
    sitting.sees("DingTalk does not know this Client ID with this Secret (code 40096)");
    let asked = format!("I asked {}. Compare", host(&story));
    sitting.sees(&asked);
    assert!(!sitting.text().contains("dingtalk.io"), "nobody was asked there");
    // Both are asked for again, and not which way at a menu, where a Secret would be shown.
    let asked = sitting.bytes.len();
    sitting.answers("Type both again; or press Enter alone to choose another way.", "");
    sitting.sees_after(asked, "Where does it come");
    sitting.types("a-secret-of-somebody-else\n");
    sitting.sees_after(asked, "That is no choice here.");
    sitting.types("paste\n");
    sitting.sees_after(asked, "Client ID:");
    sitting.types(&format!("{}\n", app.client_id));
    sitting.sees_after(asked, "Client Secret (not shown):");
    sitting.types(&format!("{}\n", app.client_secret));
    sitting.sees("takes the Client ID and Secret");
    sitting.answers("Shall I ask DingTalk", "n");
    sitting.answers("Shall the bot run now", "n");
    assert_eq!(sitting.end(), Some(0), "{}", sitting.text());
    shows_no_secret(&story, &sitting.bytes);
    assert_eq!(files(folder.path()), ["dingnick.secret", "dingnick.toml"]);
    assert_eq!(story.calls(Api::ConnectionsOpen), 0, "no Stream was wanted");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_edition_without_a_desk_is_told_in_words() {
    let (story, folder) = nothing().await;
    story.world(|world| world.registrations.is_open = false);
    let mut sitting = sit(&story, folder.path(), &["--lang", "en", "--region", "intl"], 120);
    sitting.answers("Where does it come from?", "1");
    sitting.sees("This edition of DingTalk makes no apps by a scan");
    sitting.types("p");
    sitting.sees("Client ID:");
    sitting.types("\u{3}");
    assert_eq!(sitting.end(), Some(1));
    assert!(sitting.text().contains("nothing was written"), "{}", sitting.text());
}

#[tokio::test(flavor = "multi_thread")]
async fn credentials_of_the_other_edition_are_found_there() {
    let (story, folder) = nothing().await;
    let app = story.world(|world| world.app.clone());
    // The other edition does not know the app.
    let mut elsewhere = World::new();
    elsewhere.app.client_id = "dingelsewhere".to_owned();
    let nowhere = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
    let elsewhere = Simulator::start(elsewhere, Arc::new(|| 0), nowhere).expect("it starts");
    let hosts = |region, simulator: &Simulator| {
        Hosts::new(region, Some(simulator.url()), Some(simulator.url()))
    };
    let editions = Editions {
        international: hosts(Region::International, &story.simulator),
        china: hosts(Region::China, &elsewhere),
    };
    let (mut sitting, other_end) = Sitting::empty(60, 400);
    let device = rustix::io::dup(other_end.as_fd()).expect("it can be had twice");
    let screen = Box::new(File::from(rustix::io::dup(other_end.as_fd()).expect("so can it")));
    let terminal = Terminal::on(device, screen, CancellationToken::new()).expect("a terminal");
    let file = folder.path().join("dingnick.toml");
    let played = std::thread::spawn(move || {
        let arguments = init::Arguments {
            lang: Some(Locale::EN),
            client_id: Some(app.client_id.clone()),
            skip_hello: true,
            ..init::Arguments::default()
        };
        let sources = Sources::new("", &BTreeMap::new()).expect("no settings");
        let mut console = Console::new(Locale::EN, Some(terminal));
        let mut play = Play::new(&arguments, &file, &sources, &editions, Instant::now());
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let secret = Some(app.client_secret.into());
        runtime.expect("a runtime").block_on(play.run(&mut console, secret)).expect("it ends well")
    });
    sitting.answers("Which DingTalk do you use?", "cn");
    sitting.sees("These belong to the other edition, dingtalk.io");
    sitting.answers("Shall I ask DingTalk", "n");
    sitting.answers("Shall the bot run now", "");
    assert_eq!(played.join().expect("it runs"), End::Serve);
    let tried = elsewhere.with(|world| world.calls.len());
    assert_eq!((tried, story.calls(Api::GetToken)), (1, 2), "the doctor has a token of its own");
    assert!(read(folder.path(), "dingnick.toml").contains("dingtalk_region = \"intl\""));
    shows_no_secret(&story, &sitting.bytes);
    fits(&sitting, 60);
}

/// What is done up to a step, and what the screen shows there.
type Step = (&'static str, &'static [(&'static str, &'static str)]);

#[tokio::test(flavor = "multi_thread")]
async fn whenever_it_is_ended_nothing_is_half_written() {
    let steps: [Step; 9] = [
        ("语言 / Language", &[]),
        ("Which DingTalk do you use?", &[("语言 / Language", "en")]),
        ("Where does it come from?", &[("语言 / Language", "2"), ("Which DingTalk", "cn")]),
        ("Waiting for the scan", &[("Language", "2"), ("Which", "1"), ("Where", "scan")]),
        ("Client ID:", &[("Language", "2"), ("Which", "1"), ("Where", "2")]),
        (
            "Client Secret (not shown):",
            &[("Language", "2"), ("Which", "1"), ("Where", "2"), ("Client ID:", "dingapp")],
        ),
        (
            "Shall I ask DingTalk",
            &[("Language", "2"), ("Which", "1"), ("Where", "1"), ("Waiting", "SCAN")],
        ),
        (
            "Connected",
            &[
                ("Language", "2"),
                ("Which", "1"),
                ("Where", "1"),
                ("Waiting", "SCAN"),
                ("Shall I ask", "n"),
            ],
        ),
        (
            "Shall the bot run",
            &[
                ("Language", "2"),
                ("Which", "1"),
                ("Where", "1"),
                ("Waiting", "SCAN"),
                ("Shall I ask", "n"),
                ("Connected", "SKIP"),
            ],
        ),
    ];
    let (story, _) = nothing().await;
    for (at, before) in steps {
        let folder = tempfile::tempdir().expect("a folder");
        let mut sitting = sit(&story, folder.path(), &[], 60);
        for (words, line) in before {
            sitting.sees(words);
            match *line {
                "SCAN" => scan(&story, &sitting, Scan::Accept),
                "SKIP" => sitting.types("s"),
                line => sitting.answers(words, line),
            }
        }
        sitting.sees(at);
        sitting.types("\u{3}");
        assert_eq!(sitting.end(), Some(1), "at {at}: {}", sitting.text());
        assert!(sitting.is_as_before(), "at {at} the terminal was left changed");
        let is_written = before.iter().any(|(_, line)| *line == "SCAN");
        let left: Vec<String> =
            files(folder.path()).into_iter().filter(|name| name != "data").collect();
        let expected: &[&str] =
            if is_written { &["dingnick.secret", "dingnick.toml"] } else { &[] };
        assert_eq!(left, expected, "at {at}");
        let told = if is_written { "the files are written" } else { "nothing was written" };
        sitting.sees(told);
        let begins = sitting.text().lines().any(|line| line.starts_with("dingnick: ended"));
        assert!(begins, "at {at} it stands on a line of its own:\n{}", sitting.text());
        shows_no_secret(&story, &sitting.bytes);
    }
}

/// What is drawn of a QR code.
fn code_lines(sitting: &Sitting) -> usize {
    sitting.text().lines().filter(|line| line.contains(['█', '▀', '▄'])).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_code_and_all_that_belongs_to_it_fit_the_smallest_usual_window() {
    for (lang, words) in [
        ("en", ["Scan this code", "Keys:", "Waiting for the scan"]),
        ("zh-CN", ["扫这个码", "按键：", "等待扫码"]),
    ] {
        let (story, folder) = nothing().await;
        let environment = environment(&story);
        let environment: Vec<(&str, &str)> =
            environment.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let arguments = ["init", "--lang", lang, "--region", "cn"];
        let mut sitting = Sitting::begin_in((80, 24), folder.path(), &arguments, &environment);
        sitting.answers(if lang == "en" { "Where does it come" } else { "从哪里来" }, "1");
        sitting.sees(words[2]);
        // The time that is left goes on, and nothing moves.
        for second in ["1:59:5", "1:59:5"] {
            sitting.sees_after(sitting.bytes.len(), second);
            let text = sitting.text();
            let address = sitting.address();
            for part in words.iter().chain([&address.as_str()]) {
                assert!(text.contains(*part), "{part} is not seen in\n{text}");
            }
            assert!(code_lines(&sitting) >= 17, "{text}");
            let last = text.lines().last().expect("a line");
            assert!(last.contains(words[2]), "the code stands above it: {text}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_window_without_room_for_the_code_shows_the_address_and_says_so() {
    let (story, folder) = nothing().await;
    let environment = environment(&story);
    let environment: Vec<(&str, &str)> =
        environment.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let arguments = ["init", "--lang", "en", "--region", "cn"];
    let mut sitting = Sitting::begin_in((80, 14), folder.path(), &arguments, &environment);
    sitting.answers("Where does it come from?", "1");
    sitting.sees("Waiting for the scan");
    assert_eq!(code_lines(&sitting), 0, "{}", sitting.text());
    sitting.sees("The window is too small for a QR code");
    assert!(sitting.text().contains(&sitting.address()), "{}", sitting.text());
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_ended_while_dingtalk_is_silent_too() {
    let (story, folder) = nothing().await;
    story.world(|world| world.faults.always(Api::GetToken, Fault::Hang(600_000)));
    let arguments = ["--lang", "en", "--region", "cn"];
    let mut sitting = sit(&story, folder.path(), &arguments, 60);
    sitting.answers("Where does it come from?", "1");
    sitting.sees("Waiting for the scan");
    scan(&story, &sitting, Scan::Accept);
    story.called(Api::GetToken, 1).await;
    sitting.types("\u{3}");
    assert_eq!(sitting.end(), Some(1), "{}", sitting.text());
    assert!(files(folder.path()).is_empty(), "nothing is written after that");
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_overwritten_unasked() {
    let (story, folder) = nothing().await;
    std::fs::write(folder.path().join("dingnick.toml"), "port = 9000\n").expect("written");
    let mut sitting = sit(&story, folder.path(), &["--lang", "en"], 60);
    sitting.answers("Already there: dingnick.toml.", "");
    assert_eq!(sitting.end(), Some(1));
    assert_eq!(read(folder.path(), "dingnick.toml"), "port = 9000\n");
    assert_eq!(story.calls(Api::RegistrationInit), 0, "no app is made in vain");

    let arguments = ["--lang", "en", "--region", "cn", "--skip-hello"];
    let mut sitting = sit(&story, folder.path(), &arguments, 60);
    sitting.answers("Already there: dingnick.toml.", "y");
    sitting.answers("Where does it come from?", "");
    sitting.sees("Waiting for the scan");
    scan(&story, &sitting, Scan::Accept);
    sitting.sees("What was there before is in dingnick.toml.old.");
    sitting.answers("Shall I ask DingTalk", "n");
    sitting.answers("Shall the bot run now", "n");
    assert_eq!(sitting.end(), Some(0));
    assert_eq!(read(folder.path(), "dingnick.toml.old"), "port = 9000\n");
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_terminal_the_flags_decide_and_it_ends_after_writing() {
    let (story, folder) = nothing().await;
    let app = story.world(|world| world.app.clone());
    let file = folder.path().join("bot.toml").display().to_string();
    let mut environment = environment(&story);
    environment.push(("DINGTALK_CLIENT_SECRET", app.client_secret.clone()));
    let asked_before = story.world(|world| world.calls.len());
    let run = |arguments: &[&str], environment: &[(&'static str, String)]| {
        let environment: Vec<(&str, &str)> =
            environment.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let arguments: Vec<&str> =
            ["init", "--config", &file].iter().chain(arguments).copied().collect();
        output(&arguments, &environment)
    };
    let id = app.client_id.as_str();
    let arguments = ["--region", "cn", "--intake", "http", "--client-id", id];
    let (code, out, err) = run(&arguments, &environment[..4]);
    assert_eq!((code, out.as_str()), (Some(2), ""), "{err}");
    assert!(err.contains("DINGTALK_CLIENT_SECRET_FILE"), "{err}");
    // What only stands for the app is wrong usage, whichever it is, and is sent nowhere.
    let placeholder = ["--region", "cn", "--client-id", "ding…"];
    let (code, out, err) = run(&placeholder, &environment);
    assert_eq!((code, out.as_str()), (Some(2), ""), "{err}");
    assert!(err.contains("is a placeholder") && err.contains("--client-id dingabc123"), "{err}");
    let mut with_placeholder = environment.clone();
    for secret in ["your-secret", "short", "two words of it"] {
        with_placeholder[4].1 = secret.to_owned();
        let (code, out, err) = run(&arguments, &with_placeholder);
        assert_eq!((code, out.as_str()), (Some(2), ""), "{err}");
        assert!(err.contains("DINGTALK_CLIENT_SECRET is a placeholder"), "{err}");
    }
    assert_eq!(story.world(|world| world.calls.len()), asked_before, "nothing was sent");
    assert!(files(folder.path()).is_empty(), "nothing was written");
    let mut with_another = environment.clone();
    with_another[4].1 = "a-secret-of-somebody-else".to_owned();
    let (code, _, err) = run(&arguments, &with_another);
    assert_eq!(code, Some(1));
    assert!(err.contains(&host(&story)) && !err.contains("dingtalk.com"), "{err}");
    let (code, out, err) = run(&arguments, &environment);
    assert_eq!((code, err.as_str()), (Some(0), ""), "{out}");
    assert!(out.contains("\nUser=") || out.contains("    User="), "{out}");
    assert!(out.contains("DINGNICK_LOCALE=en"), "{out}");
    assert_eq!(
        read(folder.path(), "bot.toml")
            .lines()
            .filter(|line| !line.starts_with('#'))
            .collect::<Vec<_>>(),
        [
            "dingtalk_region = \"cn\"".to_owned(),
            format!("dingtalk_client_id = \"{id}\""),
            "dingnick_intake = \"http\"".to_owned(),
            "dingnick_locale = \"en\"".to_owned(),
            format!("dingtalk_oapi_url = \"{}\"", story.simulator.url()),
            format!("dingtalk_api_url = \"{}\"", story.simulator.url()),
            "dingtalk_client_secret_file = \"bot.secret\"".to_owned(),
        ]
    );
    assert_eq!(read(folder.path(), "bot.secret"), format!("{}\n", app.client_secret));
    shows_no_secret(&story, out.as_bytes());
    let (code, out, err) = run(&arguments, &environment);
    assert_eq!((code, out.is_empty()), (Some(1), false), "{err}");
    assert!(err.contains("already there"), "{err}");
    let (code, out, err) = output(&["config", "--config", &file], &[]);
    assert_eq!((code, err.as_str()), (Some(0), ""));
    assert!(out.contains("DINGTALK_CLIENT_SECRET = (set, not shown)  (secret file)"), "{out}");
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_terminal_an_app_is_made_by_whoever_opens_the_address() {
    let (story, folder) = nothing().await;
    for (number, (scan, expected)) in
        [(Scan::Refuse("不行".to_owned()), Some(1)), (Scan::Accept, Some(0))]
            .into_iter()
            .enumerate()
    {
        let file = folder.path().join("bot.toml").display().to_string();
        let environment = environment(&story);
        let ended = tokio::task::spawn_blocking(move || {
            let environment: Vec<(&str, &str)> =
                environment.iter().map(|(name, value)| (*name, value.as_str())).collect();
            output(&["init", "--yes", "--region", "cn", "--config", &file], &environment)
        });
        story.called(Api::RegistrationBegin, 1 + number).await;
        let address = story.world(|world| world.last_offer().expect("a code is offered"));
        assert!(story.world(|world| world.scan(&address, scan)));
        let (code, out, err) = ended.await.expect("it runs");
        assert_eq!(code, expected, "{out}{err}");
        assert!(out.contains(&address), "{out}");
        shows_no_secret(&story, format!("{out}{err}").as_bytes());
    }
    assert_eq!(files(folder.path()), ["bot.secret", "bot.toml"]);
    assert_eq!(story.calls(Api::ConnectionsOpen), 1, "whether a Stream could be opened");
    assert_eq!(story.world(|world| world.gateway.connections.len()), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn credentials_that_cannot_be_checked_are_not_believed_unless_they_were_just_made() {
    let (story, folder) = nothing().await;
    story.world(|world| world.faults.always(Api::GetToken, Fault::Http500));
    let arguments = ["--lang", "en", "--region", "cn", "--skip-hello"];
    let mut sitting = sit(&story, folder.path(), &arguments, 60);
    sitting.answers("Where does it come from?", "1");
    sitting.sees("Waiting for the scan");
    scan(&story, &sitting, Scan::Accept);
    sitting.sees("So I write the files without knowing");
    sitting.answers("Shall the bot run now", "n");
    assert_eq!(sitting.end(), Some(0));
    assert_eq!(files(folder.path()), ["dingnick.secret", "dingnick.toml"]);
}
