//! Stream mode: what the gateway does to the connections that the bot opens, and what that costs
//! the group: nothing.

use std::time::Duration;

use dingnick::simulator::Message;
use dingnick::simulator::deliver::Envelope;
use dingnick::simulator::world::{Ack, Api, Fault, Transport, World};

use crate::process::Process;
use crate::story::{PATIENCE, Story};

/// How soon the gateway pushes again, and how long it leaves what it has said to close.
const REDELIVER_AFTER: Duration = Duration::from_millis(400);
const CLOSE_AFTER: Duration = Duration::from_millis(300);

/// Longer than a busy machine takes for anything.
const NEVER: Duration = Duration::from_secs(60);

async fn by_stream() -> Story {
    let story = Story::begin_with(&[("DINGNICK_INTAKE", "stream")]).await;
    story.simulator.set_gateway_times(REDELIVER_AFTER, CLOSE_AFTER);
    connected(&story, 1).await;
    story
}

/// Waits until so many connections were opened, and one of them is.
async fn connected(story: &Story, times: usize) {
    let is_connected = |world: &World| {
        let books = &world.gateway;
        (books.connections.len() >= times && books.open() > 0).then_some(())
    };
    let connected = story.simulator.wait_for(PATIENCE, is_connected).await;
    assert!(connected.is_some(), "there were no {times} connections");
}

fn answers(story: &Story, envelope: &Envelope) -> Vec<Option<u16>> {
    let answers = story.world(|world| world.gateway.answers(&envelope.message_id));
    answers.into_iter().map(|answer| answer.map(|Ack { code, .. }| code)).collect()
}

#[tokio::test]
async fn a_message_is_acknowledged_and_done() {
    let story = by_stream().await;
    let envelope = story.compose(story.cast.ming, "/nick 明明");
    let delivered = story.delivered(&envelope).await;
    assert_eq!((delivered.status, delivered.body.as_str()), (200, r#"{"response":null}"#));
    assert_eq!(story.reply().await, "@明明 已把你的群昵称改为「明明」。改错了？发送：/nick undo");
    story.world(|world| {
        let connection = &world.gateway.connections[0];
        assert!(connection.wants("CALLBACK", "/v1.0/im/bot/messages/get"));
        assert!(connection.wants("EVENT", "*"));
        assert!(connection.ua.starts_with("dingnick-rust/"));
    });
    story.end().await;
}

#[tokio::test]
async fn what_comes_again_is_done_once_through_either_transport() {
    let story = Story::begin_with(&[("DINGNICK_INTAKE", "both")]).await;
    connected(&story, 1).await;
    let envelope = story.compose(story.cast.ming, "/nick 明明");
    for transport in [Transport::Stream, Transport::Stream, Transport::Http, Transport::Stream] {
        story.simulator.set_transport(transport);
        assert_eq!(story.deliver(&envelope).await, 200);
    }
    story.reply().await;
    assert_eq!(story.calls(Api::UpdateGroupNick), 1);
    story.end().await;
}

#[tokio::test]
async fn what_cannot_be_kept_is_not_acknowledged_and_comes_again() {
    let story = by_stream().await;
    let envelope = story.compose(story.cast.ming, "/nick 明明");
    let lock = story.lock_store().await;
    assert_eq!(story.deliver(&envelope).await, 500);
    drop(lock);
    assert_eq!(story.reply().await, "@明明 已把你的群昵称改为「明明」。改错了？发送：/nick undo");
    let acknowledged = story.simulator.wait_for(PATIENCE, |world| {
        let answers = world.gateway.answers(&envelope.message_id);
        answers.last()?.as_ref().filter(|answer| answer.code == 200).map(|_| ())
    });
    assert!(acknowledged.await.is_some(), "{:?}", answers(&story, &envelope));
    story.end().await;
}

#[tokio::test]
async fn slow_work_holds_no_acknowledgement_up() {
    let story = by_stream().await;
    story.simulator.set_gateway_times(NEVER, NEVER);
    story.world(|world| {
        (0..20).for_each(|_| world.faults.once(Api::UpdateGroupNick, Fault::Hang(2_000)));
    });
    let lines: Vec<_> = (0..20)
        .map(|number| story.compose(story.cast.ming, &format!("/nick 明明{number}")))
        .collect();
    let delivered = futures_util::future::join_all(lines.iter().map(|line| story.deliver(line)));
    assert!(delivered.await.into_iter().all(|status| status == 200));
    let pushed = story.world(|world| world.gateway.pushes.len());
    assert_eq!(pushed, 20, "none had to be pushed again");
    drop(story);
}

#[tokio::test]
async fn before_a_connection_is_let_go_of_there_is_another() {
    let story = by_stream().await;
    // It is the bot that lets go.
    story.simulator.set_gateway_times(NEVER, NEVER);
    for times in 2..=4 {
        story.simulator.disconnect("connection is expired");
        connected(&story, times).await;
        story.say(story.cast.ming, &format!("/nick 明明{times}")).await;
        story.reply().await;
    }
    let closed = story.simulator.wait_for(PATIENCE, |world| {
        (world.gateway.open() == 1).then(|| world.gateway.connections.clone())
    });
    let connections = closed.await.expect("the old ones are let go of");
    for pair in connections.windows(2) {
        let closed_at = pair[0].closed_at.expect("it is closed");
        assert!(closed_at >= pair[1].opened_at, "closed before there was another: {pair:?}");
    }
    story.end().await;
}

#[tokio::test]
async fn a_connection_that_dies_silently_is_noticed_and_nothing_is_lost() {
    let story = by_stream().await;
    story.simulator.fall_silent();
    let envelope = story.compose(story.cast.ming, "/nick 明明");
    assert_eq!(story.deliver(&envelope).await, 200);
    assert_eq!(story.reply().await, "@明明 已把你的群昵称改为「明明」。改错了？发送：/nick undo");
    assert!(answers(&story, &envelope).contains(&None), "one was pushed into silence");
    assert_eq!(story.calls(Api::UpdateGroupNick), 1);
    story.end().await;
}

#[tokio::test]
async fn a_connection_that_breaks_is_opened_anew() {
    let story = by_stream().await;
    for times in 2..=3 {
        story.simulator.cut();
        connected(&story, times).await;
        story.say(story.cast.ming, &format!("/nick 明明{times}")).await;
        story.reply().await;
    }
    story.end().await;
}

#[tokio::test]
async fn while_the_gateway_is_away_the_bot_asks_on() {
    let story = by_stream().await;
    story.world(|world| {
        world.faults.once(Api::ConnectionsOpen, Fault::HtmlPage);
        world.faults.once(Api::ConnectionsOpen, Fault::Http500);
        world.faults.once(Api::ConnectionsOpen, Fault::ResetBefore);
    });
    story.simulator.cut();
    connected(&story, 2).await;
    story.say(story.cast.ming, "/nick 明明").await;
    story.reply().await;
    assert_eq!(story.calls(Api::ConnectionsOpen), 5);
    story.end().await;
}

#[tokio::test]
async fn pings_are_answered_and_nonsense_is_passed_over() {
    let story = by_stream().await;
    for nonsense in [
        Message::text("nonsense"),
        Message::text("{}"),
        Message::text("[[[[[[[["),
        Message::text(r#"{"type":"SYSTEM","headers":{"topic":"KEEPALIVE"},"data":""}"#),
        Message::text(r#"{"type":"EVENT","headers":{"messageId":"m1"},"data":"nonsense"}"#),
        Message::text(r#"{"type":"CALLBACK","headers":{"topic":"/v1.0/card"},"data":"{}"}"#),
        Message::binary(vec![0xFF; 1000]),
        Message::Ping("x".into()),
    ] {
        story.simulator.say_raw(&nonsense);
    }
    story.simulator.ping();
    let answered = story.simulator.wait_for(PATIENCE, |world| {
        let ping = world.gateway.pushes.iter().find(|push| push.key == "ping")?;
        Some((ping.message_id.clone(), ping.answer.clone()?))
    });
    let (opaque, Ack { code, data }) = answered.await.expect("the ping is answered");
    assert_eq!((code, data), (200, format!(r#"{{"opaque":"{opaque}"}}"#)));
    story.say(story.cast.ming, "/nick 明明").await;
    story.reply().await;
    assert_eq!(story.world(|world| world.gateway.connections.len()), 1, "it lasted");
    story.end().await;
}

#[tokio::test]
async fn by_stream_alone_no_callback_is_taken_and_probes_know_the_connection() {
    let story = by_stream().await;
    story.simulator.set_transport(Transport::Http);
    assert_eq!(story.deliver(&story.compose(story.cast.ming, "/nick 明明")).await, 404);
    assert_eq!(story.simulator.check_url().await.expect("an answer").status, 404);
    assert_eq!(story.get("/readyz").await, 200);
    story.world(|world| {
        (0..1000).for_each(|_| world.faults.once(Api::ConnectionsOpen, Fault::Http500));
    });
    story.simulator.cut();
    let is_down = async {
        while story.get("/readyz").await != 503 {
            tokio::task::yield_now().await;
        }
    };
    assert!(tokio::time::timeout(PATIENCE, is_down).await.is_ok(), "nobody noticed");
    assert_eq!(story.get("/livez").await, 200);
    story.end().await;
}

#[tokio::test]
async fn what_came_in_before_a_stop_is_answered_and_done_after_it() {
    let mut story = by_stream().await;
    let envelope = story.compose(story.cast.ming, "/nick 明明");
    assert_eq!(story.deliver(&envelope).await, 200);
    story.stop().await;
    let open =
        story.simulator.wait_for(PATIENCE, |world| (world.gateway.open() == 0).then_some(()));
    assert!(open.await.is_some(), "the connection was closed");
    story.start().await;
    assert_eq!(story.deliver(&envelope).await, 200);
    story.reply().await;
    assert_eq!(story.calls(Api::UpdateGroupNick), 1);
    story.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn several_instances_each_hold_a_connection() {
    let Some(database) = crate::postgres::Database::create().await else {
        return;
    };
    let settings = [("DINGNICK_INTAKE", "stream"), ("DATABASE_URL", database.url.as_str())];
    let one = Story::begin_with(&settings).await;
    let mut two = Process::serve(&one, &settings);
    two.wait_for("a Stream connection is open");
    connected(&one, 2).await;
    for number in 0..20 {
        one.say(one.cast.ming, &format!("/nick 明明{number}")).await;
        one.reply().await;
    }
    let used = one.world(|world| {
        let connections = world.gateway.pushes.iter().map(|push| push.connection);
        connections.collect::<std::collections::BTreeSet<_>>().len()
    });
    assert_eq!(used, 2, "messages go to either");
    two.signal("TERM");
    assert_eq!(two.end().0, Some(0));
    one.end().await;
    database.remove().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_secret_ends_the_bot_with_a_reason_and_no_hammering() {
    let story = Story::begin().await;
    let settings = [
        ("DINGNICK_INTAKE", "stream"),
        ("DINGTALK_CLIENT_SECRET", "canary-of-a-wrong-secret"),
        ("DATABASE_URL", "sqlite::memory:"),
        ("RUST_LOG", "trace"),
    ];
    let asked = story.calls(Api::ConnectionsOpen);
    let mut bot = Process::serve(&story, &settings);
    let reason = bot.wait_for("DingTalk refuses DINGTALK_CLIENT_ID and DINGTALK_CLIENT_SECRET");
    assert!(reason.contains("authFailed"), "{reason}");
    let (code, log) = bot.end();
    assert_eq!(code, Some(1));
    assert_eq!(story.calls(Api::ConnectionsOpen), asked + 1);
    assert!(!log.join("\n").contains("canary"), "the secret is in the log");
    story.end().await;
}

#[tokio::test]
async fn the_gateway_lets_nobody_in_without_a_ticket() {
    let story = by_stream().await;
    let app = story.world(|world| world.app.clone());
    let client = dingnick::dingtalk::http_client().expect("a client");
    let open = async |secret: &str, accept: &str| {
        let url = story.simulator.url().join("v1.0/gateway/connections/open").expect("a URL");
        let body = serde_json::json!({
            "clientId": app.client_id, "clientSecret": secret,
            "subscriptions": [{ "type": "EVENT", "topic": "*" }],
        });
        let request = client.post(url).header("Accept", accept).json(&body);
        let answer = request.send().await.expect("an answer");
        (answer.status().as_u16(), answer.text().await.expect("a text"))
    };
    assert_eq!(open("wrong", "application/json").await.0, 401);
    let (_, xml) = open(&app.client_secret, "*/*").await;
    assert!(xml.starts_with('<'), "without the header it is no JSON: {xml}");
    let (status, opened) = open(&app.client_secret, "application/json").await;
    assert_eq!(status, 200);
    let opened: serde_json::Value = serde_json::from_str(&opened).expect("JSON");
    let text = |name: &str| opened[name].as_str().expect("a text").to_owned();
    let connect = async |ticket: &str| {
        let url = format!("{}?ticket={ticket}", text("endpoint"));
        tokio_tungstenite::connect_async(url).await.is_ok()
    };
    assert!(!connect("").await);
    assert!(!connect("nonsense").await);
    assert!(connect(&text("ticket")).await);
    assert!(!connect(&text("ticket")).await, "a ticket opens one connection");
    story.end().await;
}
