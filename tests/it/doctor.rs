//! `dingnick doctor`: a world where nothing is wrong, and for each check one where it is.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::{IpAddr, Ipv4Addr, TcpListener};
use std::path::Path;
use std::process::Stdio;
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use boon::{Compiler, Schemas};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{Winsize, tcsetwinsize};
use serde_json::{Value, json};

use dingnick::dingtalk::sign::Window;
use dingnick::dingtalk::{Credentials, Hosts, Region};
use dingnick::doctor::{Doctor, Finding, Options, Setup, State};
use dingnick::domain::RobotCode;
use dingnick::simulator::deliver::Happening;
use dingnick::simulator::world::{Api, Fault, Scope, Transport};
use dingnick::store::Used;

use crate::doctor_page::checks;
use crate::process::{Process, dingnick};
use crate::story::Story;

/// The codes that each test below breaks; together they are all there are.
const OF_SETTINGS: [&str; 6] = [
    "DN-SETTINGS-01",
    "DN-SETTINGS-02",
    "DN-SECRET-01",
    "DN-SECRET-02",
    "DN-SECRET-03",
    "DN-SECRET-04",
];
const OF_THE_WAY: [&str; 5] =
    ["DN-DNS-01", "DN-TLS-01", "DN-PROXY-01", "DN-CLOCK-01", "DN-REGION-01"];
const OF_THE_APP: [&str; 13] = [
    "DN-TOKEN-01",
    "DN-EGRESS-01",
    "DN-ROBOT-01",
    "DN-ROBOT-02",
    "DN-ADMIN-01",
    "DN-SCOPE-01",
    "DN-SCOPE-02",
    "DN-SCOPE-03",
    "DN-SCOPE-04",
    "DN-SCOPE-05",
    "DN-STREAM-01",
    "DN-STREAM-02",
    "DN-EVENT-01",
];
/// `DN-STORE-03`, a full disk, is judged in the room itself: no test fills one.
const OF_THE_STORE: [&str; 11] = [
    "DN-STORE-01",
    "DN-STORE-02",
    "DN-STORE-03",
    "DN-STORE-04",
    "DN-STORE-05",
    "DN-STORE-06",
    "DN-QUEUE-01",
    "DN-QUEUE-02",
    "DN-QUEUE-03",
    "DN-CALLS-01",
    "DN-CALLS-02",
];
const OF_GROUPS: [&str; 5] =
    ["DN-GROUP-01", "DN-GROUP-02", "DN-GROUP-03", "DN-GROUP-04", "DN-GROUP-05"];
const OF_THE_BOT: [&str; 3] = ["DN-BOT-01", "DN-BOT-02", "DN-OPS-01"];
const OF_THE_CALLBACK: [&str; 7] = [
    "DN-CALLBACK-01",
    "DN-CALLBACK-02",
    "DN-CALLBACK-03",
    "DN-CALLBACK-04",
    "DN-CALLBACK-05",
    "DN-CALLBACK-06",
    "DN-EVENT-02",
];

/// A secret of the settings, wherever one is wanted.
const CANARY: &str = "canary-0123456789abcdef";

#[test]
fn every_check_has_a_world_where_it_is_wrong() {
    let mut broken = [
        &OF_SETTINGS[..],
        &OF_THE_WAY,
        &OF_THE_APP,
        &OF_THE_STORE,
        &OF_GROUPS,
        &OF_THE_BOT,
        &OF_THE_CALLBACK,
    ]
    .concat();
    broken.sort_unstable();
    let codes: Vec<&str> = checks().iter().map(|check| check.code).collect();
    assert_eq!(broken, codes);
}

/// What the doctor found.
struct Examined {
    exit: Option<i32>,
    report: Value,
}

/// The doctor, with these settings.
fn examine(settings: &BTreeMap<String, String>, arguments: &[&str]) -> Examined {
    let arguments: Vec<&str> = ["doctor", "--json"].iter().chain(arguments).copied().collect();
    let output = dingnick(&arguments, &[]).envs(settings).output().expect("the program runs");
    let (out, err) =
        (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    for (name, value) in settings {
        let is_secret = name.contains("SECRET") || name.contains("KEY") || name.contains("TOKEN");
        let is_secret = is_secret && !name.ends_with("_FILE") && !value.is_empty();
        let is_shown = is_secret && format!("{out}{err}").contains(value);
        // A Client ID in place of the secret is no secret.
        assert!(!is_shown || value.starts_with("ding"), "{name} is shown: {out}{err}");
    }
    assert!(!out.contains(CANARY) && !err.contains(CANARY), "{out}{err}");
    let report = serde_json::from_str(&out).unwrap_or_else(|_| panic!("no JSON: {out}{err}"));
    let mut schemas = Schemas::new();
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/doctor.schema.json");
    let schema = Compiler::new().compile(&schema.display().to_string(), &mut schemas);
    let schema = schema.expect("the schema is one");
    if let Err(error) = schemas.validate(&report, schema) {
        panic!("{error:#}: {report:#}");
    }
    for finding in report["findings"].as_array().expect("a list") {
        let is_to_mend = ["warn", "fail"].iter().any(|it| finding["state"] == *it);
        let command = finding["command"].as_str().expect("a command");
        let has_gap = command
            .split([' ', '/', ':'])
            .any(|word| ["HOST", "URL", "PORT", "STORE.lock"].contains(&word));
        assert!(!(is_to_mend && has_gap), "{command}");
    }
    Examined { exit: output.status.code(), report }
}

impl Examined {
    fn findings(&self) -> impl Iterator<Item = &Value> {
        self.report["findings"].as_array().expect("a list").iter()
    }

    /// The finding of a check that has this state.
    fn is(&self, code: &'static str, state: &str) -> &Value {
        let found = self.findings().find(|it| it["code"] == code && it["state"] == state);
        let of_check: Vec<&Value> = self.findings().filter(|it| it["code"] == code).collect();
        let found = found.unwrap_or_else(|| panic!("{code} is not {state}: {of_check:#?}"));
        assert_eq!(self.exit, Some(i32::from(self.report["summary"]["fail"] != json!(0))));
        found
    }

    fn bad(&self) -> Vec<&Value> {
        self.findings().filter(|it| it["state"] == "warn" || it["state"] == "fail").collect()
    }
}

/// Settings of an app at an address where nobody is, and a store that is not there.
fn nowhere(folder: &Path, extra: &[(&str, &str)]) -> BTreeMap<String, String> {
    let store = format!("sqlite://{}/store.db", folder.display());
    let settings = [
        ("DINGTALK_CLIENT_ID", "dingsnotzck6pm5veliw"),
        ("DINGTALK_CLIENT_SECRET", CANARY),
        ("DINGTALK_OAPI_URL", "http://127.0.0.1:9"),
        ("DINGTALK_API_URL", "http://127.0.0.1:9"),
        ("DATABASE_URL", &store),
        ("PORT", "9"),
    ];
    let all = settings.iter().chain(extra);
    all.map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

/// Somebody who answers every request with this head and body; what is asked for is in the book.
fn answering(answer: impl Fn(&str) -> String + Send + 'static) -> (u16, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("an address").port();
    let book: Arc<Mutex<Vec<String>>> = Arc::default();
    let asked = Arc::clone(&book);
    std::thread::spawn(move || {
        for mut client in listener.incoming().map_while(Result::ok) {
            let mut head = [0; 4096];
            let read = client.read(&mut head).unwrap_or_default();
            let head = String::from_utf8_lossy(&head[..read]).into_owned();
            let line = head.lines().next().unwrap_or_default().to_owned();
            // Whoever hangs up early has heard enough.
            let _ = client.write_all(answer(&line).as_bytes());
            asked.lock().expect("nobody panicked").push(line);
        }
    });
    (port, book)
}

fn http(status: &str, headers: &str, body: &str) -> String {
    format!(
        "HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n{headers}\r\n{body}",
        body.len()
    )
}

#[test]
fn settings_that_are_wrong_are_found() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("secret");
    std::fs::write(&file, CANARY).expect("it is written");
    let file = file.display().to_string();
    let examine = |extra: &[(&str, &str)]| examine(&nowhere(folder.path(), extra), &[]);
    let found = examine(&[("PORT", "http"), ("DINGTALK_REGION", "us")]);
    assert_eq!(found.exit, Some(1));
    let finding = found.is(OF_SETTINGS[0], "fail");
    assert_eq!(finding["subject"], "DINGTALK_REGION");
    assert_eq!(finding["command"], "in the environment, for example: DINGTALK_REGION=intl");
    let found = examine(&[("DINGNICK_LOCAL", "en")]);
    let finding = found.is(OF_SETTINGS[1], "warn")["found"].to_string();
    assert!(finding.contains("did you mean DINGNICK_LOCALE?"), "{finding}");
    examine(&[("DINGTALK_CLIENT_SECRET", "dingsnotzck6pm5veliw")]).is(OF_SETTINGS[2], "fail");
    let set = std::os::unix::fs::PermissionsExt::from_mode(0o644);
    std::fs::set_permissions(&file, set).expect("it is ours");
    let finding =
        examine(&[("DINGTALK_CLIENT_SECRET", ""), ("DINGTALK_CLIENT_SECRET_FILE", &file)]);
    let command = finding.is(OF_SETTINGS[3], "warn")["command"].to_string();
    assert!(command.contains(&format!("chmod 600 {file}")), "{command}");
    examine(&[]).is(OF_SETTINGS[4], "skipped");
    examine(&[("DINGTALK_CLIENT_SECRET_PREVIOUS", CANARY)]).is(OF_SETTINGS[5], "warn");
}

/// Nothing is known, and so nothing that hangs on it is a fault.
#[test]
fn without_any_setting_only_that_is_a_fault() {
    let found = examine(&BTreeMap::from([("DINGTALK_REGION".into(), "cn".into())]), &[]);
    let faults = found.bad();
    let of_settings = faults.iter().filter(|finding| finding["code"] == "DN-SETTINGS-01");
    assert_eq!(of_settings.count(), 2, "{faults:#?}");
    found.is("DN-TOKEN-01", "skipped");
    found.is("DN-BOT-01", "skipped");
    found.is("DN-STORE-01", "skipped");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_in_the_way_is_found() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |url: &str, extra: &[(&str, &str)]| {
        let urls = [("DINGTALK_OAPI_URL", url), ("DINGTALK_API_URL", url)];
        let extra: Vec<_> = urls.iter().chain(extra).copied().collect();
        examine(&nowhere(folder.path(), &extra), &[])
    };
    let found = at("https://nowhere.invalid", &[]);
    found.is(OF_THE_WAY[0], "fail");
    found.is("DN-TLS-01", "unverified");
    found.is("DN-TOKEN-01", "unverified");
    let (port, _) = answering(|_| http("200 OK", "", ""));
    let found = at(&format!("https://127.0.0.1:{port}"), &[]);
    found.is(OF_THE_WAY[1], "fail");
    let proxy = [("DINGNICK_PROXY", "http://user:canary-0123456789abcdef@127.0.0.1:9")];
    let found = at("https://oapi.dingtalk.com", &proxy);
    found.is(OF_THE_WAY[2], "fail");
    found.is("DN-DNS-01", "skipped");
    let date = "Date: Thu, 01 Jan 2026 00:00:00 GMT\r\n";
    let (port, _) = answering(move |_| http("404 Not Found", date, ""));
    let found = at(&format!("http://127.0.0.1:{port}"), &[]);
    let finding = found.is(OF_THE_WAY[3], "fail");
    assert!(finding["found"].to_string().contains("days ahead"), "{finding}");

    let (here, there) = (Story::begin().await, Story::begin().await);
    here.world(|world| world.app.client_secret = "another-secret-than-there".to_owned());
    let found = doctor(&here, Some(&there)).await;
    let region = found.iter().find(|finding| finding.check.code == OF_THE_WAY[4]);
    let region = region.expect("it was looked at");
    assert_eq!((region.state, region.command.as_str()), (State::Fail, "export DINGTALK_REGION=cn"));
    there.world(|world| world.app.client_secret = "another-secret-than-there".to_owned());
    let found = doctor(&here, Some(&there)).await;
    let region = found.iter().find(|finding| finding.check.code == OF_THE_WAY[4]);
    assert_eq!(region.expect("it was looked at").state, State::Ok);
    here.end().await;
    there.end().await;
}

/// The doctor of one story's world, with another's for the other region.
async fn doctor(story: &Story, other: Option<&Story>) -> Vec<Finding> {
    let settings = story.settings_of_process();
    let hosts = |story: &Story| {
        let url = story.simulator.url();
        Hosts::new(Region::International, Some(url), Some(url))
    };
    let robot_code = RobotCode::parse(&settings["DINGTALK_CLIENT_ID"]).expect("a robot");
    let setup = Setup {
        bad_settings: Vec::new(),
        warnings: Vec::new(),
        region: Region::International,
        hosts: hosts(story),
        elsewhere: other.map(hosts),
        credentials: Some(Credentials {
            client_id: settings["DINGTALK_CLIENT_ID"].clone(),
            client_secret: settings["DINGTALK_CLIENT_SECRET"].clone().into(),
            robot_code: robot_code.clone(),
        }),
        robot_code,
        previous_secret: None,
        secret_files: Vec::new(),
        takes_callbacks: true,
        takes_stream: false,
        window: Window { past: Duration::from_secs(300), future: Duration::from_secs(60) },
        callback_key: None,
        event_keys: None,
        listen: (Ipv4Addr::LOCALHOST, 9).into(),
        ops_listen: None,
        database_url: settings["DATABASE_URL"].clone().into(),
        database_password: None,
        admins: Vec::new(),
        groups: Vec::new(),
        locale: "en".to_owned(),
        corp_id: None,
        calls_per_second: None,
        monthly: Used { calls: 5000, messages: 3000 },
        first_pause: Duration::from_millis(1),
    };
    let doctor = Doctor::open(setup, Arc::new(story.clock.clone())).await.expect("it opens");
    let report = doctor.examine(&Options::default(), |_| ()).await;
    doctor.close().await;
    report.findings
}

/// The settings of a story whose bot has stopped, for the doctor.
async fn after(story: &mut Story) -> BTreeMap<String, String> {
    story.idle().await;
    story.read_all();
    story.stop().await;
    let mut settings = story.settings_of_process();
    // Nobody listens there.
    settings.insert("PORT".to_owned(), "9".to_owned());
    settings
}

#[tokio::test(flavor = "multi_thread")]
async fn where_nothing_is_wrong_nothing_is_said() {
    let mut story = Story::begin_with(&[
        ("DINGNICK_INTAKE", "both"),
        ("DINGNICK_CALLBACK_KEY", "0123456789abcdef0123456789abcdef"),
        ("DINGTALK_CORP_ID", "dingfixturecorp00000000000000000001"),
    ])
    .await;
    story.stop().await;
    let mut process = Process::serve(&story, &[("DINGNICK_OPS_LISTEN", "127.0.0.1:0")]);
    let ops = process.address("listening for the operator");
    let bot = process.address("listening for callbacks");
    story.simulator.set_events_url(&format!("http://{bot}/dingtalk/events"));
    let path = "/dingtalk/callback/0123456789abcdef0123456789abcdef";
    story.simulator.set_callback_url(&format!("http://{bot}{path}"));
    story.say(story.cast.ming, "/nick 明明").await;
    story.say_in(story.cast.scene, story.cast.hong, "/nick 红红").await;
    let (group, by, title) = (story.cast.class, story.cast.owner, "新三班".to_owned());
    story.simulator.set_transport(Transport::Http);
    story.happen(Happening::Retitled { group, by, title }).await;
    let mut settings = story.settings_of_process();
    let port = bot.rsplit_once(':').expect("a port").1.to_owned();
    settings.extend([("PORT".to_owned(), port), ("DINGNICK_OPS_LISTEN".to_owned(), ops)]);
    let copy = tempfile::tempdir().expect("a folder").path().join("copy.db");
    std::fs::create_dir_all(copy.parent().expect("a folder")).expect("it is made");
    let copied = dingnick(&["backup", &copy.display().to_string()], &[]).envs(&settings).output();
    assert!(copied.expect("the program runs").status.success());
    for arguments in [&[][..], &["--live"], &["--thorough"]] {
        let found = examine(&settings, arguments);
        assert_eq!(found.bad(), Vec::<&Value>::new(), "with {arguments:?}");
        assert_eq!(found.exit, Some(0));
        if arguments == ["--thorough"] {
            // Three for the permissions, one for the class and two for the template group.
            assert_eq!(found.report["paid_calls"], 6);
            assert_eq!(found.report["summary"]["unverified"], 0, "{:#}", found.report);
        } else {
            assert_eq!(found.report["paid_calls"], 0);
        }
    }
    let found = examine(&settings, &["--callback", &format!("http://{bot}{path}")]);
    for code in
        ["DN-CALLBACK-03", "DN-CALLBACK-04", "DN-CALLBACK-05", "DN-CALLBACK-06", "DN-EVENT-02"]
    {
        found.is(code, "ok");
    }
    process.signal("TERM");
    assert_eq!(process.end().0, Some(0));
    story.read_all();
    story.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_with_the_app_is_found() {
    let mut story = Story::begin_with(&[("DINGNICK_INTAKE", "http")]).await;
    story.world(|world| world.app.published = false);
    story.say(story.cast.ming, "/nick 明明").await;
    story.reply().await;
    let settings = after(&mut story).await;
    let with = |extra: &[(&str, &str)]| {
        let extra = extra.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        settings.clone().into_iter().chain(extra).collect::<BTreeMap<_, _>>()
    };
    let wrong = with(&[("DINGTALK_CLIENT_SECRET", CANARY)]);
    let found = examine(&wrong, &[]);
    assert_eq!(found.is(OF_THE_APP[0], "fail")["dingtalk"]["code"], "40096");
    found.is("DN-SCOPE-01", "unverified");
    story.world(|world| world.ip_allow_list = Some(Vec::new()));
    let found = examine(&settings, &[]);
    let finding = found.is(OF_THE_APP[1], "fail");
    assert_eq!(finding["dingtalk"]["code"], "60020");
    assert!(finding["command"].to_string().contains("--ip-whitelist"), "{finding}");
    story.world(|world| world.ip_allow_list = Some(vec![IpAddr::from(Ipv4Addr::LOCALHOST)]));
    examine(&settings, &[]).is(OF_THE_APP[2], "warn");
    let found = examine(&with(&[("DINGTALK_ROBOT_CODE", "dinganother")]), &["--thorough"]);
    found.is(OF_THE_APP[3], "fail");
    let found = examine(&with(&[("DINGNICK_ADMINS", "admin1,nobody1")]), &[]);
    assert_eq!(found.is(OF_THE_APP[4], "warn")["subject"], "nobody1");
    for (code, scope, state) in [
        (OF_THE_APP[5], Scope::ChatManage, "fail"),
        (OF_THE_APP[6], Scope::ChatRead, "fail"),
        (OF_THE_APP[7], Scope::RobotSendMsg, "warn"),
        (OF_THE_APP[8], Scope::GetMember, "warn"),
        (OF_THE_APP[9], Scope::GetDepartmentList, "warn"),
    ] {
        story.world(|world| world.revoke(scope));
        let found = examine(&settings, &["--thorough"]);
        let finding = found.is(code, state);
        let command = finding["command"].to_string();
        assert!(command.contains("dws dev app permission add"), "{command}");
        assert!(command.contains(scope.as_str()), "{command}");
        assert!(finding["page"].to_string().contains("open-dev.dingtalk.com"), "{finding}");
        assert!(finding["dingtalk"]["code"].is_string(), "{finding}");
        story.world(|world| world.grant(scope));
    }
    let stream = with(&[("DINGNICK_INTAKE", "stream")]);
    let refused = Fault::V1 { status: 401, code: "authFailed".to_owned() };
    story.world(|world| world.faults.once(Api::ConnectionsOpen, refused));
    examine(&stream, &[]).is(OF_THE_APP[10], "fail");
    let body = json!({ "endpoint": "ws://127.0.0.1:9/connect", "ticket": CANARY });
    let dead = Fault::Verbatim { status: 200, body };
    story.world(|world| world.faults.once(Api::ConnectionsOpen, dead));
    let found = examine(&stream, &[]);
    found.is("DN-STREAM-01", "ok");
    found.is(OF_THE_APP[11], "fail");
    found.is(OF_THE_APP[12], "unverified");
    story.end().await;
}

/// What DingTalk says that nobody knows, or nothing at all, is no fault of the set-up.
#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_interpreted_is_unverified() {
    let mut story = Story::begin().await;
    let settings = after(&mut story).await;
    for fault in [Fault::HtmlPage, Fault::Http500, Fault::Bare(987_654), Fault::ResetBefore] {
        story.world(|world| world.faults.always(Api::GetToken, fault.clone()));
        let found = examine(&settings, &["--thorough"]);
        found.is("DN-TOKEN-01", "unverified");
        assert_eq!(found.exit, Some(0), "{fault:?}: {:#?}", found.bad());
        story.world(|world| world.faults.clear());
    }
    for fault in [Fault::HtmlPage, Fault::Bare(987_654), Fault::Wrapped("90018".to_owned())] {
        for api in [Api::UserGet, Api::UpdateGroupNick, Api::ChatGet] {
            story.world(|world| world.faults.always(api, fault.clone()));
        }
        let found = examine(&settings, &["--thorough"]);
        found.is("DN-SCOPE-01", "unverified");
        found.is("DN-SCOPE-04", "unverified");
        assert_eq!(found.exit, Some(0), "{fault:?}: {:#?}", found.bad());
        story.world(|world| world.faults.clear());
    }
    story.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_with_the_store_is_found() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |path: &Path, rest: &str| {
        let url = format!("sqlite://{}{rest}", path.display());
        examine(&nowhere(folder.path(), &[("DATABASE_URL", &url)]), &[])
    };
    at(folder.path(), "").is(OF_THE_STORE[0], "fail");
    // What cannot be made is as bad as what cannot be opened.
    std::fs::write(folder.path().join("file"), "").expect("it is written");
    for (place, why) in [
        (folder.path().join("file/store.db"), "a part of the path is a file"),
        (Path::new("/proc/store.db").to_owned(), "cannot create /proc"),
        (Path::new("/proc/nowhere/store.db").to_owned(), "cannot create /proc"),
    ] {
        let found = at(&place, "");
        let finding = found.is(OF_THE_STORE[0], "fail")["found"].to_string();
        assert!(finding.contains(why), "{finding}");
        let about_store =
            |it: &&&Value| it["code"].as_str().is_some_and(|code| code.starts_with("DN-STORE"));
        assert_eq!(found.bad().iter().filter(about_store).count(), 1, "{:#?}", found.bad());
        found.is("DN-QUEUE-01", "unverified");
    }
    let dotfile = folder.path().join("dotfile.db");
    std::fs::write(&dotfile, "").expect("it is written");
    at(&dotfile, "?vfs=unix-dotfile").is(OF_THE_STORE[1], "fail");
    let found = at(&dotfile, "");
    found.is(OF_THE_STORE[2], "ok");
    found.is(OF_THE_STORE[5], "unverified");
    std::fs::remove_file(dotfile.with_extension("db.lock")).expect("it is there");
    std::fs::create_dir(dotfile.with_extension("db.lock")).expect("it is made");
    at(&dotfile, "").is(OF_THE_STORE[3], "fail");
    let found = at(&folder.path().join("new.db"), "");
    let warned = found.is(OF_THE_STORE[0], "warn");
    assert!(warned["found"].to_string().contains("dotfile.db is"), "{warned}");
    assert!(!folder.path().join("new.db").exists(), "a diagnosis makes no store");

    let mut story = Story::begin().await;
    if !story.is_on_sqlite() {
        return story.end().await;
    }
    story.say(story.cast.ming, "/nick 明明").await;
    story.reply().await;
    let settings = after(&mut story).await;
    let copy = folder.path().join("copy.db").display().to_string();
    let copied = dingnick(&["backup", &copy], &[]).envs(&settings).output();
    assert!(copied.expect("the program runs").status.success());
    examine(&settings, &[]).is(OF_THE_STORE[5], "ok");
    let store = settings["DATABASE_URL"].trim_start_matches("sqlite://").to_owned();
    let mark = std::fs::File::options().write(true).open(format!("{store}.copied"));
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000);
    mark.expect("it is there").set_modified(long_ago).expect("it is ours");
    examine(&settings, &[]).is(OF_THE_STORE[5], "warn");
    for (code, state, statement) in [
        (OF_THE_STORE[7], "warn", "UPDATE jobs SET outcome = 'dead'"),
        (OF_THE_STORE[8], "warn", "UPDATE replies SET outcome = 'failed'"),
        (OF_THE_STORE[6], "fail", "UPDATE jobs SET state = 0, received_at = 1, outcome = NULL"),
    ] {
        story.change_store(statement).await;
        examine(&settings, &[]).is(code, state);
    }
    let mut poor = settings.clone();
    for name in ["DINGNICK_MONTHLY_CALLS", "DINGNICK_MONTHLY_MESSAGES"] {
        poor.insert(name.to_owned(), "1".to_owned());
    }
    let found = examine(&poor, &[]);
    found.is(OF_THE_STORE[9], "fail");
    found.is(OF_THE_STORE[10], "fail");
    story
        .change_store(
            "INSERT INTO _sqlx_migrations
             (version, description, installed_on, success, checksum, execution_time)
             VALUES (9999, 'later', CURRENT_TIMESTAMP, 1, x'00', 0)",
        )
        .await;
    examine(&settings, &[]).is(OF_THE_STORE[4], "fail");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_with_a_group_is_found() {
    let mut story = Story::begin().await;
    story.say_in(story.cast.scene, story.cast.hong, "/nick 红红").await;
    story.say_in(story.cast.unbound, story.cast.ming, "/nick 明明").await;
    story.idle().await;
    let now = dingnick::domain::Clock::now(&story.clock).0;
    let unbound = story.world(|world| world.group(story.cast.unbound).open_conversation_id.clone());
    let settings = after(&mut story).await;
    story
        .change_store(&format!(
            "UPDATE groups SET is_scene = false, scene_checked_at = {now}
             WHERE conversation_id = '{unbound}'"
        ))
        .await;
    let found = examine(&settings, &["--thorough"]);
    assert_eq!(found.is(OF_GROUPS[0], "warn")["subject"], "二班");
    story.world(|world| world.revoke(Scope::ChatRead));
    let found = examine(&settings, &["--thorough"]);
    assert_eq!(found.is(OF_GROUPS[1], "fail")["dingtalk"]["cause"], "permission");
    story.world(|world| world.grant(Scope::ChatRead));
    story.world(|world| world.revoke(Scope::ChatManage));
    story.change_store("UPDATE groups SET roster = NULL, roster_at = NULL").await;
    let found = examine(&settings, &["--thorough"]);
    assert_eq!(found.is(OF_GROUPS[2], "fail")["subject"], "教研组");
    story.world(|world| world.grant(Scope::ChatManage));
    story
        .change_store(&format!(
            "INSERT INTO rules (robot_code, job_id, conversation_id, name, subject, value,
                 asked_by, asked_at, at)
             SELECT robot_code, 0, conversation_id, 'language', '', 'tlh', 'owner1', {now}, {now}
             FROM groups"
        ))
        .await;
    examine(&settings, &[]).is(OF_GROUPS[3], "warn");
    let mut wrong = settings.clone();
    wrong.insert("DINGNICK_GROUPS".to_owned(), "chat0123456789abcdef".to_owned());
    let found = examine(&wrong, &[]);
    let command = &found.is(OF_GROUPS[4], "warn")["command"];
    assert_eq!(command, "dingnick groups bind chat0123456789abcdef");
    story.end().await;
}

#[test]
fn what_is_wrong_with_a_running_bot_is_found() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |port: u16| {
        let port = port.to_string();
        let ops = format!("127.0.0.1:{port}");
        let settings = [("PORT", port.as_str()), ("DINGNICK_OPS_LISTEN", &ops)];
        examine(&nowhere(folder.path(), &settings), &[])
    };
    let (port, _) = answering(|_| http("200 OK", "", "hello"));
    at(port).is(OF_THE_BOT[0], "warn");
    let (port, _) = answering(|line| match line.split(' ').nth(1) {
        Some("/livez") => http("200 OK", "", r#"{"status":"ok"}"#),
        Some("/readyz") => {
            let body = r#"{"status":"fail","checks":{"store":"fail","credentials":"refused"}}"#;
            http("503 Service Unavailable", "", body)
        }
        _ => http("404 Not Found", "", ""),
    });
    let found = at(port);
    let finding = found.is(OF_THE_BOT[1], "fail")["found"].to_string();
    assert!(finding.contains("credentials refused") && finding.contains("store fail"), "{finding}");
    found.is(OF_THE_BOT[2], "warn");
}

/// Where a bot works from the store it is not said that none runs.
#[tokio::test(flavor = "multi_thread")]
async fn a_bot_that_listens_elsewhere_is_not_taken_for_none() {
    let story = Story::begin().await;
    if !story.is_on_sqlite() {
        return story.end().await;
    }
    let mut settings = story.settings_of_process();
    settings.insert("PORT".to_owned(), "9".to_owned());
    let found = examine(&settings, &[]);
    assert_eq!(found.is("DN-STORE-04", "ok")["found"], "a bot works from this store");
    let finding = found.is("DN-BOT-01", "unverified");
    let told = finding["found"].to_string();
    assert!(told.contains("one works from the store") && told.contains(":9"), "{told}");
    story.end().await;
}

/// What else DingTalk may say instead of a token is not told as if the secret were wrong.
#[tokio::test(flavor = "multi_thread")]
async fn no_token_for_another_reason_is_told_as_that() {
    let mut story = Story::begin().await;
    let settings = after(&mut story).await;
    for (code, meaning, command) in [
        (60_011, "lacks a permission", "dws dev app permission add"),
        (60_020, "a list of addresses", "--ip-whitelist"),
        (40_096, "does not take", "dws dev app credentials get"),
    ] {
        story.world(|world| world.faults.always(Api::GetToken, Fault::Bare(code)));
        let found = examine(&settings, &[]);
        let finding = found.is("DN-TOKEN-01", "fail");
        assert!(finding["meaning"].to_string().contains(meaning), "{finding}");
        assert!(finding["command"].to_string().contains(command), "{finding}");
        story.world(|world| world.faults.clear());
    }
    story.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_with_the_callback_is_found() {
    let folder = tempfile::tempdir().expect("a folder");
    let keys = [
        ("DINGTALK_EVENT_TOKEN", "token1"),
        ("DINGTALK_EVENT_AES_KEY", "4g5j64qlyl3zvetqxz5jiocdr586fn2zvjpa8zls3ij"),
    ];
    let try_out = |url: &str| {
        let found = examine(&nowhere(folder.path(), &keys), &["--callback", url]);
        assert!(!found.report.to_string().contains("kept-to-ourselves"), "{:#}", found.report);
        found
    };
    let found = try_out("https://nowhere.invalid/dingtalk/callback/kept-to-ourselves");
    found.is(OF_THE_CALLBACK[0], "fail");
    let (plain, _) = answering(|_| http("200 OK", "", ""));
    let found = try_out(&format!("https://127.0.0.1:{plain}/dingtalk/callback/kept-to-ourselves"));
    found.is(OF_THE_CALLBACK[1], "fail");
    let location = "Location: https://elsewhere.example/kept-to-ourselves\r\n";
    let (sent_on, _) = answering(move |_| http("302 Found", location, ""));
    let found = try_out(&format!("http://127.0.0.1:{sent_on}/dingtalk/callback"));
    let finding = found.is(OF_THE_CALLBACK[2], "fail")["found"].to_string();
    assert!(finding.contains("https://elsewhere.example"), "{finding}");
    let (nobodys, _) = answering(|_| http("404 Not Found", "", ""));
    let found = try_out(&format!("http://127.0.0.1:{nobodys}/dingtalk/callback"));
    found.is(OF_THE_CALLBACK[3], "fail");
    found.is("DN-CALLBACK-05", "unverified");
    found.is(OF_THE_CALLBACK[6], "fail");
    let (gullible, asked) = answering(|_| http("200 OK", "", ""));
    let found = try_out(&format!("http://127.0.0.1:{gullible}/before/dingtalk/callback"));
    found.is("DN-CALLBACK-04", "ok");
    found.is(OF_THE_CALLBACK[4], "fail");
    found.is(OF_THE_CALLBACK[5], "fail");
    let asked = asked.lock().expect("nobody panicked");
    let events = asked.iter().any(|line| line.contains("/before/dingtalk/events?"));
    assert!(events, "{asked:?}");
    // Perhaps only we cannot reach it.
    let found = try_out("http://127.0.0.1:9/dingtalk/callback");
    found.is("DN-CALLBACK-02", "unverified");
    found.is("DN-CALLBACK-04", "unverified");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_owner_hears_in_the_group_what_keeps_it_from_working() {
    let story = Story::begin().await;
    let (owner, admin, ming) = (story.cast.owner, story.cast.admin, story.cast.ming);
    story.say(owner, "/nick doctor").await;
    let reply = story.reply().await;
    assert!(reply.contains("一切正常"), "{reply}");
    let paid = story.calls(Api::ChatGet);
    story.say(ming, "/nick doctor").await;
    let reply = story.reply().await;
    assert!(!reply.contains("一切正常"), "it is for owner and admins: {reply}");
    for scope in [Scope::GetMember, Scope::GetDepartmentList] {
        story.world(|world| world.revoke(scope));
    }
    story.say(admin, "/nick 诊断").await;
    let reply = story.reply().await;
    for words in ["60011", "DN-SCOPE-04", "DN-SCOPE-05"] {
        assert!(reply.contains(words), "{words}: {reply}");
    }
    assert!(reply.lines().count() <= 3, "{reply}");
    story.world(|world| world.faults.always(Api::GetToken, Fault::Bare(40_096)));
    story.say(admin, "/nick doctor").await;
    let reply = story.reply().await;
    assert!(reply.contains("40096") && reply.contains("DN-TOKEN-01"), "{reply}");
    assert_eq!(story.calls(Api::ChatGet), paid, "nothing is paid for it");
    story.end().await;
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    let folder = tempfile::tempdir().expect("a folder");
    let url = format!("sqlite://{}", folder.path().display());
    let settings = nowhere(folder.path(), &[("DATABASE_URL", &url), ("DINGNICK_LOCAL", "en")]);
    for columns in [60, 120] {
        let shown = on_terminal(columns, &settings);
        assert!(shown.contains("\u{1b}[31mfail\u{1b}[0m"), "{shown}");
        let mut plain = shown.replace('\r', "");
        for colour in ["31", "32", "33", "2", "0"] {
            plain = plain.replace(&format!("\u{1b}[{colour}m"), "");
        }
        for line in plain.lines() {
            // What is to be copied stays in one piece.
            let is_whole = line.contains("mend:  ") || line.contains("page:  ");
            assert!(is_whole || line.chars().count() <= columns, "{columns}: {line}");
        }
        let widest = plain.lines().map(|line| line.chars().count()).max();
        assert!(widest > Some(columns / 2), "{columns} columns are not used");
    }
    let output = dingnick(&["doctor"], &[("COLUMNS", "60")]).envs(&settings).output();
    let output = output.expect("the program runs");
    let (out, err) =
        (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(!out.contains('\u{1b}') && !err.contains('\u{1b}'), "{out}{err}");
    let is_whole = |line: &str| line.contains("means: ") && line.chars().count() > 60;
    assert!(out.lines().any(is_whole), "what goes to no terminal is not wrapped: {out}");
    assert!(err.ends_with("checks failed\n") || err.ends_with("check failed\n"), "{err}");
    assert!(!format!("{out}{err}").contains(CANARY), "{out}{err}");
}

/// What the doctor shows on a terminal of so many columns.
fn on_terminal(columns: usize, settings: &BTreeMap<String, String>) -> String {
    let controller = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).expect("a terminal");
    grantpt(&controller).expect("it is ours");
    unlockpt(&controller).expect("it is ours");
    let name = ptsname(&controller, Vec::new()).expect("it has a name");
    let name = name.into_string().expect("UTF-8");
    let ws_col = u16::try_from(columns).expect("a width");
    let size = Winsize { ws_row: 24, ws_col, ws_xpixel: 0, ws_ypixel: 0 };
    tcsetwinsize(&controller, size).expect("it has a size");
    let terminal = std::fs::File::options().read(true).write(true).open(name).expect("it opens");
    let mut command = dingnick(&["doctor"], &[]);
    command.envs(settings).stdout(terminal).stderr(Stdio::null());
    let mut child = command.spawn().expect("the program runs");
    // With it goes our copy of the terminal's other end.
    drop(command);
    let mut shown = Vec::new();
    let mut controller = std::fs::File::from(controller);
    // It ends with an error when nobody has the other end any more.
    let _ = controller.read_to_end(&mut shown);
    child.wait().expect("it ends");
    String::from_utf8(shown).expect("UTF-8")
}
