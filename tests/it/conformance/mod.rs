//! The published conformance set: this bot passes all of it, a small bot that is right does, too,
//! and whoever does one thing wrong fails the cases about it.

mod bot;

use std::collections::{BTreeMap, BTreeSet};
use std::net::{Ipv4Addr, SocketAddr};

use std::sync::Arc;
use std::time::Duration;

use boon::{Compiler, Schemas};
use dingnick::app::{App, SystemClock};
use dingnick::config::{Config, Sources};
use dingnick::conformance::{Bench, Options, Report, Set, Subscription, Target, Verdict};
use dingnick::dingtalk::init_crypto;
use dingnick::domain::Clock;
use serde_json::Value;

use self::bot::{Settings, SmallBot};
use crate::docs::{read, root};
use crate::process::output;
use crate::story::PATIENCE;

const FILES: [&str; 4] = ["callbacks", "events", "stream", "api"];
const CLIENT_ID: &str = "dingconformance0001";
const SECRET: &str = "a-secret-of-the-conformance-set-0123456789";
const TOKEN: &str = "conformanceToken1";
const AES_KEY: &str = "conformance0key0of0events0nobody0else0uses0";
const CORP_ID: &str = "dingconformancecorp";

fn options(patience: Duration) -> Options {
    Options {
        client_id: CLIENT_ID.to_owned(),
        client_secret: SECRET.to_owned(),
        robot_code: CLIENT_ID.to_owned(),
        corp_id: Some(CORP_ID.to_owned()),
        subscription: Some(Subscription { token: TOKEN.to_owned(), aes_key: AES_KEY.to_owned() }),
        command: "/nick help".to_owned(),
        rename: Some("/nick 小鲍".to_owned()),
        patience,
        // The last message is answered after all others.
        quiet: Duration::ZERO,
    }
}

fn bench(patience: Duration) -> Bench {
    init_crypto();
    let nowhere = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
    let clock = Arc::new(|| SystemClock.now().0);
    Bench::start(options(patience), nowhere, clock).expect("the bench listens")
}

fn small_bot(bench: &Bench, flaw: &'static str) -> SmallBot {
    SmallBot::start(Settings {
        client_id: CLIENT_ID.to_owned(),
        secret: SECRET.to_owned(),
        corp_id: CORP_ID.to_owned(),
        token: TOKEN.to_owned(),
        aes_key: AES_KEY.to_owned(),
        api: bench.url().to_string(),
        flaw,
    })
}

fn target(bot: &SmallBot, stream: bool) -> Target {
    Target { callback: Some(bot.url("/callback")), events: Some(bot.url("/events")), stream }
}

fn failed(report: &Report) -> Vec<String> {
    let failed = report.cases.iter().filter(|case| case.verdict != Verdict::Passed);
    failed.map(dingnick::conformance::Outcome::lines).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn this_bot_passes_all_of_it() {
    let bench = bench(PATIENCE);
    let url = bench.url().to_string();
    let settings: BTreeMap<String, String> = [
        ("DINGTALK_CLIENT_ID", CLIENT_ID),
        ("DINGTALK_CLIENT_SECRET", SECRET),
        ("DINGTALK_CORP_ID", CORP_ID),
        ("DINGTALK_EVENT_TOKEN", TOKEN),
        ("DINGTALK_EVENT_AES_KEY", AES_KEY),
        ("DINGTALK_OAPI_URL", &url),
        ("DINGTALK_API_URL", &url),
        ("DINGNICK_INTAKE", "both"),
        ("DINGNICK_OPS_LISTEN", "off"),
        ("DATABASE_URL", "sqlite::memory:"),
        ("HOST", "127.0.0.1"),
        ("PORT", "0"),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .into();
    let sources = Sources::new("", &settings).expect("good settings");
    let mut config = Config::read(&sources).expect("good settings");
    config.first_pause = Duration::from_millis(1);
    let app = App::start(config, Arc::new(SystemClock)).await.expect("the bot starts");
    let target = Target {
        callback: Some(format!("http://{}/dingtalk/callback", app.address())),
        events: Some(format!("http://{}/dingtalk/events", app.address())),
        stream: true,
    };
    let set = Set::published().expect("the set is whole");
    let report = bench.play(&set, &target, |_| {}).await;
    assert!(failed(&report).is_empty(), "{}", failed(&report).join("\n"));
    assert_eq!(report.passed, set.ids().len());
    app.stop().await;
    bench.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_small_bot_that_is_right_passes_all_of_it() {
    let bench = bench(PATIENCE);
    let bot = small_bot(&bench, "");
    let set = Set::published().expect("the set is whole");
    let report = bench.play(&set, &target(&bot, true), |_| {}).await;
    assert!(failed(&report).is_empty(), "{}", failed(&report).join("\n"));
    bot.stop().await;
    bench.stop().await;
}

/// What a bot may do wrong, and which cases find it out.
const FLAWS: &[(&str, &str)] = &[
    ("keeps spaces", "text text-two-spaces text-trailing-space rich-text rich-text-split"),
    ("takes one space away", "text-two-spaces"),
    ("keeps spaces at the end", "text-trailing-space"),
    ("knows one kind of space", "text-full-width-space"),
    ("leaves rich text", "rich-text rich-text-glued rich-text-split rich-text-picture"),
    ("leaves direct messages", "direct"),
    ("wants a robot code", "oldest-fields"),
    ("knows every field", "unknown-fields"),
    ("wants a number", "times-as-text"),
    ("leaves quotations", "quote"),
    ("reads no half of a pair", "half-surrogate"),
    ("wants a userid", "external-sender external-sender-empty"),
    ("wants a userid of each", "external-mention external-mention-empty"),
    ("falls over no text", "picture unknown-type no-content"),
    ("hears what is said to others", "not-mentioned"),
    ("renames nobody", "callbacks/rename"),
    ("renames whoever comes first", "two-mentioned everybody-mentioned"),
    ("knows no repetition", "repeated repeated-signed-anew"),
    ("knows a delivery by its time", "repeated-signed-anew"),
    ("knows words again", "same-words"),
    ("wants the future to be past", "signed-slightly-ahead"),
    ("wants no signature", "unsigned no-sign empty-sign event-unsigned"),
    ("says nothing of signatures", "unsigned-is-told"),
    ("wants no time", "no-timestamp"),
    ("believes any signature", "other-secret other-time event-wrong-signature event-changed"),
    ("looks at the length alone", "other-secret other-time sign-in-lower-case"),
    ("takes hex", "sign-in-hex"),
    ("compares without case", "sign-in-lower-case"),
    ("compares the beginning", "sign-begun"),
    ("decodes the sign", "sign-url-encoded"),
    ("takes any digest", "sha1"),
    ("looks at no clock", "two-hours-old just-over-an-hour-old two-hours-ahead event-old"),
    ("is kind to the late", "just-over-an-hour-old"),
    ("looks back alone", "two-hours-ahead"),
    ("takes seconds", "time-in-seconds"),
    ("wants no number", "time-in-words"),
    ("takes the last header", "two-timestamps two-signs"),
    ("hears for other robots", "other-robot"),
    ("hears other organisations", "other-organisation"),
    ("falls over no JSON", "broken-json event-broken-json"),
    ("falls over a list", "not-an-object"),
    ("falls over an empty body", "empty-body"),
    ("falls over null", "null"),
    ("falls over other types", "wrong-types"),
    ("falls over no id", "no-message-id"),
    ("falls over no conversation", "no-conversation"),
    ("takes a key that stands twice", "key-twice"),
    ("takes what is no UTF-8", "not-utf-8"),
    ("any charset", "utf-16"),
    ("any content encoding", "said-to-be-compressed"),
    ("any size", "two-megabytes"),
    ("falls over depth", "deep"),
    ("follows any address", "foreign-session"),
    ("gives up an old session", "session-gone"),
    ("does not know check_url", "check-url"),
    ("answers in clear", "event repeated-event"),
    ("wants an event id", "event-old-names"),
    ("wants a chatid", "event-without-chatid"),
    ("refuses strange events", "unknown-event"),
    ("refuses repetitions", "repeated-event"),
    ("knows one name", "other-parameter-names"),
    ("opens what is for others", "event-other-owner"),
    ("falls over bad envelopes", "event-bad-padding event-too-long event-no-blocks"),
    ("falls over no envelope", "event-no-envelope"),
    ("never tries again", "token-expired rate-limited busy server-error"),
    ("takes any 200 for success", "success-false page"),
    ("always tries again", "forbidden-words no-permission month-used-up"),
    ("stream: acknowledges no message", "stream-message"),
    ("stream: answers pings with nothing", "stream-ping"),
    ("stream: takes any topic", "stream-unknown-topic"),
    ("stream: acknowledges no event", "stream-event"),
    ("stream: puts every event off", "stream-event-status"),
    ("stream: refuses strange events", "stream-unknown-event"),
    ("stream: falls over no frame", "stream-junk"),
    ("stream: leaves at what it does not know", "stream-unknown-system"),
    ("stream: stays away", "stream-disconnect"),
    ("stream: knows no repetition", "stream-redelivery"),
];

#[tokio::test(flavor = "multi_thread")]
async fn whoever_does_one_thing_wrong_fails_the_cases_about_it() {
    let set = || Set::published().expect("the set is whole");
    let mut left: BTreeSet<String> = set().ids().into_iter().collect();
    let mut sittings = Vec::new();
    for (flaw, cases) in FLAWS {
        let cases: Vec<String> = cases.split(' ').map(str::to_owned).collect();
        let set = set().only(&cases).unwrap_or_else(|case| panic!("there is no case {case}"));
        left.retain(|case| !set.ids().contains(case));
        sittings.push(tokio::spawn(sitting(flaw, set)));
    }
    assert!(left.is_empty(), "nobody fails {left:?}");
    let mut wrong = Vec::new();
    for sitting in sittings {
        wrong.extend(sitting.await.expect("it ends"));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Cases that a bot with a flaw passes all the same.
async fn sitting(flaw: &'static str, set: Set) -> Vec<String> {
    let bench = bench(Duration::from_secs(1));
    let bot = small_bot(&bench, flaw);
    let is_stream = flaw.contains("stream");
    let report = bench.play(&set, &target(&bot, is_stream), |_| {}).await;
    bot.stop().await;
    bench.stop().await;
    let cases = report.cases.into_iter();
    let passed = cases.filter(|case| !matches!(case.verdict, Verdict::Failed(_)));
    passed
        .map(|case| format!("a bot that {flaw} passes {}: {:?}", case.case, case.verdict))
        .collect()
}

#[test]
fn the_files_are_what_their_schema_says_and_each_case_says_where_it_is_from() {
    let path = |name: &str| root().join(format!("conformance/{name}.json")).display().to_string();
    let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
    let schema = compiler.compile(&path("schema"), &mut schemas).expect("a schema");
    for name in FILES {
        let file: Value =
            serde_json::from_str(&read(format!("conformance/{name}.json"))).expect("JSON");
        let valid = schemas.validate(&file, schema);
        assert!(valid.is_ok(), "{name}: {valid:?}");
        assert_eq!(file["version"], dingnick::conformance::VERSION, "{name}");
        let mut spoilt = file.clone();
        spoilt["cases"][0]["certainty"] = "perhaps".into();
        assert!(schemas.validate(&spoilt, schema).is_err(), "{name}: the schema takes anything");
    }
}

#[test]
fn the_shell_lists_the_cases_and_says_what_is_missing() {
    let (code, out, _) = output(&["conformance", "--list", "--only", "events"], &[]);
    assert_eq!(code, Some(0));
    assert!(out.starts_with("events/check-url\n"), "{out}");
    let url = "http://127.0.0.1:9/dingtalk/callback";
    for (arguments, words) in [
        (&["conformance", "--only", "nothing", "--list"][..], "there is no case nothing"),
        (&["conformance", url], "whose bot is it?"),
        (&["conformance", url, "--client-id", "ding1"], "nothing to sign with"),
        (&["conformance", "ftp://127.0.0.1/"], "http://"),
        (&["conformance"], "<URL>"),
    ] {
        let (code, _, err) = output(arguments, &[]);
        assert_eq!(code, Some(2), "{arguments:?}: {err}");
        assert!(err.contains(words), "{arguments:?}: {err}");
    }
}

#[test]
fn a_bot_that_nobody_finds_fails_and_says_so() {
    let arguments = [
        "conformance",
        "http://127.0.0.1:9/dingtalk/callback",
        "--client-id",
        "ding1",
        "--listen",
        "127.0.0.1:0",
        "--only",
        "callbacks/text",
        "--json",
    ];
    let (code, out, err) =
        output(&arguments, &[("DINGTALK_CLIENT_SECRET", "s".repeat(64).as_str())]);
    assert_eq!(code, Some(1), "{err}");
    let report: Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!((&report["failed"], &report["passed"]), (&1.into(), &0.into()), "{out}");
    assert_eq!(report["cases"][0]["verdict"], "failed", "{out}");
    assert!(err.contains("1 of 1 cases failed"), "{err}");
}
