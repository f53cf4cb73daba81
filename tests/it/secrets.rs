//! Every secret as a canary, through every fault of the platform and by both transports: none is in
//! the log at its finest, in metrics, answers, what commands print, or copies; nor in the store's
//! files when all is said.

use dingnick::simulator::deliver::Happening;
use dingnick::simulator::world::{Api, Fault, Transport, World};
use serde_json::{Value, json};

use crate::process::{Process, output};
use crate::proxy::{BASIC, CREDENTIALS, Proxy};
use crate::story::Story;

const PREVIOUS: &str = "canary-of-the-previous-secret";
const CALLBACK_KEY: &str = "canary-of-the-callback-key";
const CONSOLE_TOKEN: &str = "canary-of-the-console-token-0123456789";
const PASSWORD: &str = "canary-of-the-database-password";

/// Everything that can go wrong with a call, and a rename that is refused for good.
fn faults() -> Vec<Fault> {
    let v1 = |status, code: &str| Fault::V1 { status, code: code.to_owned() };
    vec![
        Fault::Bare(41049),
        Fault::Bare(-1),
        Fault::Wrapped("40014".to_owned()),
        Fault::Wrapped("60011".to_owned()),
        v1(400, "groupNickForbid"),
        v1(503, "ServiceUnavailable"),
        Fault::Verbatim { status: 200, body: json!({ "errcode": "<x>", "errmsg": "a\u{1b}[2Jb" }) },
        Fault::SuccessFalse,
        Fault::HtmlPage,
        Fault::EndlessBody,
        Fault::ResetBefore,
        Fault::ResetAfter,
        Fault::Hang(5),
        Fault::Http500,
        Fault::Punish,
    ]
}

/// Says a line; what of its callback nobody else may have is kept.
async fn say(story: &Story, line: &str, secrets: &mut Vec<String>) {
    let envelope = story.compose(story.cast.ming, line);
    let header = envelope.headers.iter().find(|(name, _)| name == "sign");
    secrets.extend(header.map(|(_, sign)| sign.clone()));
    let webhook = envelope.body["sessionWebhook"].as_str().expect("a session");
    secrets.extend(webhook.split_once("session=").map(|(_, session)| session.to_owned()));
    assert_eq!(story.deliver(&envelope).await, 200, "{line}");
}

/// The access token that the bot has now.
async fn token(story: &Story) -> String {
    let app = story.world(|world| world.app.clone());
    let client = dingnick::dingtalk::http_client().expect("a client");
    let url = format!(
        "{}gettoken?appkey={}&appsecret={}",
        story.simulator.url(),
        app.client_id,
        app.client_secret
    );
    let answer = client.get(url).send().await.expect("an answer").text().await.expect("a text");
    let answer: Value = serde_json::from_str(&answer).expect("JSON");
    answer["access_token"].as_str().expect("a token").to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn no_secret_is_anywhere_through_all_that_can_go_wrong() {
    let proxy = Proxy::start();
    let mut story = Story::begin_with(&[
        ("DINGNICK_INTAKE", "both"),
        ("DINGTALK_CLIENT_SECRET_PREVIOUS", PREVIOUS),
        ("DINGNICK_CONSOLE_TOKEN", CONSOLE_TOKEN),
        ("DINGNICK_CALLBACK_KEY", CALLBACK_KEY),
    ])
    .await;
    story.stop().await;
    let settings = [
        ("RUST_LOG", "trace"),
        ("DINGNICK_PROXY", proxy.url.as_str()),
        ("DINGNICK_OPS_LISTEN", "127.0.0.1:0"),
    ];
    let mut process = Process::serve(&story, &settings);
    let operator = process.address("listening for the operator");
    let address = process.address("listening for callbacks");
    story.simulator.set_callback_url(&format!("http://{address}/dingtalk/callback/{CALLBACK_KEY}"));
    story.simulator.set_events_url(&format!("http://{address}/dingtalk/events"));
    process.wait_for("a Stream connection is open");

    let app = story.world(|world| world.app.clone());
    let (key, password) = (app.event_aes_key, CREDENTIALS.trim_start_matches("user:"));
    let mut secrets: Vec<String> =
        [PREVIOUS, CONSOLE_TOKEN, CALLBACK_KEY, PASSWORD, BASIC, "canary", password]
            .map(str::to_owned)
            .into();
    secrets.extend([app.client_secret, app.event_token, key]);
    for (number, fault) in faults().into_iter().enumerate() {
        let transport = if number % 2 == 0 { Transport::Http } else { Transport::Stream };
        story.simulator.set_transport(transport);
        secrets.push(token(&story).await);
        story.world(World::expire_tokens);
        for api in [Api::GetToken, Api::UpdateGroupNick, Api::UserGet, Api::SendBySession] {
            story.world(|world| world.faults.once(api, fault.clone()));
        }
        say(&story, &format!("/nick 名{number}"), &mut secrets).await;
        say(&story, "/nick reset", &mut secrets).await;
        let (group, by, people) = (story.cast.class, story.cast.owner, vec![story.cast.guest]);
        let event = story.simulator.compose_event(&Happening::MembersAdded { group, by, people });
        story.simulator.deliver_event(&event).await.expect("the bot answers");
    }
    story.simulator.set_transport(Transport::Http);
    let forged = story.compose(story.cast.ming, "/nick 明明").signed_with("canary-of-a-forger");
    assert_eq!(story.deliver(&forged).await, 401);
    story.world(|world| world.faults.clear());
    story.idle().await;
    secrets.push(token(&story).await);

    let client = dingnick::dingtalk::http_client().expect("a client");
    let metrics = client.get(format!("http://{operator}/metrics")).send().await;
    let metrics = metrics.expect("an answer").text().await.expect("a text");
    let folder = tempfile::tempdir().expect("a folder");
    let copy = folder.path().join("copy.db");
    let environment = story.settings_of_process();
    let mut environment: Vec<(&str, &str)> =
        environment.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    environment.extend(settings);
    let mut places = vec![("metrics".to_owned(), metrics)];
    let copied = copy.display().to_string();
    for arguments in [
        &["backup", &copied][..],
        &["config"],
        &["doctor", "--json"],
        &["groups", "list"],
        &["history", "--format", "json"],
    ] {
        let (_, out, err) = output(arguments, &environment);
        places.push((arguments[0].to_owned(), out + &err));
    }
    let database = format!("postgres://user:{PASSWORD}@127.0.0.1:1/db");
    let with_postgres = [&environment[..], &[("DATABASE_URL", database.as_str())]].concat();
    for command in ["config", "serve", "doctor"] {
        let (_, out, err) = output(&[command], &with_postgres);
        places.push((format!("{command} with PostgreSQL"), out + &err));
    }
    process.signal("TERM");
    let (_, log) = process.end();
    assert!(log.iter().any(|line| line.contains("TRACE") || line.contains("DEBUG")), "{log:#?}");
    places.push(("the log".to_owned(), log.join("\n")));
    places.push(("answers".to_owned(), story.said().join("\n")));
    let bytes = std::fs::read(&copy).expect("there is a copy");
    places.push(("the copy".to_owned(), String::from_utf8_lossy(&bytes).into_owned()));
    if story.is_on_sqlite() {
        for (name, bytes) in story.files() {
            places.push((name, String::from_utf8_lossy(&bytes).into_owned()));
        }
    }
    let mut hits = Vec::new();
    for (place, text) in &places {
        for secret in &secrets {
            if text.contains(secret.as_str()) {
                hits.push(format!("{place} holds {secret}"));
            }
        }
    }
    assert!(hits.is_empty(), "{hits:#?}");
    assert!(
        places.iter().all(|(place, text)| !text.is_empty() || place.contains("db")),
        "all said something"
    );
}
