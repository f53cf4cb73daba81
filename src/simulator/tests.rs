//! The way to the bot and back: a stand-in for the bot that keeps what it gets.

use std::{net::SocketAddr, sync::Arc, time::Duration};

use actix_web::{App, HttpRequest, HttpResponse, HttpServer, web};
use serde_json::Value;
use tokio::sync::mpsc;

use super::{
    Simulator,
    deliver::{DeliverError, Delivered, Utterance, sign},
    world::{GroupId, PersonId, Place, Reception, Via, World},
};

const CLASS: GroupId = GroupId(0);
const OWNER: PersonId = PersonId(0);

/// What the stand-in got: the `timestamp` and `sign` headers, and the body.
type Received = (Vec<String>, Vec<String>, Value);

async fn take(
    request: HttpRequest,
    body: web::Json<Value>,
    got: web::Data<mpsc::UnboundedSender<Received>>,
) -> HttpResponse {
    let headers = |name: &str| {
        let values = request.headers().get_all(name);
        values.map(|value| value.to_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    got.send((headers("timestamp"), headers("sign"), body.into_inner())).unwrap();
    HttpResponse::Ok().body(r#"{"msgtype":"empty"}"#)
}

/// A simulator whose callbacks go to a stand-in.
fn start() -> (Simulator, mpsc::UnboundedReceiver<Received>) {
    rustls::crypto::ring::default_provider().install_default().ok();
    let addr = SocketAddr::from(([127, 0, 0, 1], 0));
    let clock = Arc::new(|| 1_780_000_000_000);
    let simulator = Simulator::start(World::demo(), clock, addr).unwrap();
    let (sender, receiver) = mpsc::unbounded_channel();
    let server = HttpServer::new(move || {
        let app = App::new().app_data(web::Data::new(sender.clone()));
        app.route("/callback", web::post().to(take))
    });
    let server = server.workers(1).disable_signals().bind(addr).unwrap();
    simulator.set_callback_url(&format!("http://{}/callback", server.addrs()[0]));
    tokio::spawn(server.run());
    (simulator, receiver)
}

fn said(simulator: &Simulator, line: &str) -> Utterance {
    let segments = simulator.with(|world| world.pick_mentions(CLASS, line));
    Utterance::in_group(OWNER, CLASS, segments)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_said_to_the_robot_arrives_signed() {
    let (simulator, mut received) = start();
    let utterance = said(&simulator, "@Bot /nick @Alice Zhang 小爱");
    let delivered = simulator.say(&utterance).await.unwrap();
    let body = r#"{"msgtype":"empty"}"#.to_owned();
    assert_eq!(delivered, Some(Delivered { status: 200, body }));
    let (timestamps, signs, body) = received.recv().await.unwrap();
    let secret = simulator.with(|world| world.app.client_secret.clone());
    assert_eq!(timestamps, ["1780000000000"]);
    assert_eq!(signs, [sign(&secret, "1780000000000")]);
    assert_eq!(body["text"]["content"], " /nick  小爱");
    let reception = simulator.with(|world| world.chat[0].reception);
    assert_eq!(reception, Reception::Answered(200));

    let hook = body["sessionWebhook"].as_str().unwrap();
    assert!(hook.starts_with(simulator.url().as_str()));
    let reply = serde_json::json!({"msgtype": "text", "text": {"content": "done"}});
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let waiting = simulator.wait_for(Duration::from_secs(60), |world| {
        let entry = *world.bot_messages(Place::Group(CLASS)).first()?;
        Some((entry.text(), entry.author))
    });
    let (found, sent) = tokio::join!(waiting, client.post(hook).json(&reply).send());
    sent.unwrap();
    let author = super::world::Author::Bot(Via::Session);
    assert_eq!(found, Some(("done".to_owned(), author)));
    simulator.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_does_not_mention_the_robot_stays_in_the_group() {
    let (simulator, mut received) = start();
    let utterance = said(&simulator, "hello @Alice Zhang");
    assert_eq!(simulator.say(&utterance).await.unwrap(), None);
    assert!(received.try_recv().is_err());
    let reception = simulator.with(|world| world.chat[0].reception);
    assert_eq!(reception, Reception::NotForBot);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_same_message_can_be_delivered_again_and_spoiled() {
    let (simulator, mut received) = start();
    let envelope = simulator.compose(&said(&simulator, "@Bot /nick"));
    for _ in 0..2 {
        simulator.deliver(&envelope).await.unwrap();
        let (.., body) = received.recv().await.unwrap();
        assert_eq!(body["msgId"], envelope.message_id);
    }
    let spoiled = envelope.clone().with_extra_header("sign", "x").skewed_by(-1);
    simulator.deliver(&spoiled).await.unwrap();
    let (timestamps, signs, _) = received.recv().await.unwrap();
    assert_eq!((timestamps.as_slice(), signs.len()), (["1779999999999".to_owned()].as_slice(), 1));
    simulator.deliver(&envelope.clone().with_extra_header("sign", "x")).await.unwrap();
    assert_eq!(received.recv().await.unwrap().1.len(), 2);
    let status = simulator.deliver(&envelope.with_raw_body(b"{")).await.unwrap().status;
    assert_eq!(status, 400);
    assert_eq!(simulator.with(|world| world.chat.len()), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_unreachable_bot_is_told_and_noted() {
    let (simulator, _received) = start();
    let utterance = said(&simulator, "@Bot hello");
    simulator.set_callback_url("http://127.0.0.1:1/");
    let error = simulator.say(&utterance).await.unwrap_err();
    assert!(matches!(error, DeliverError::Unreachable(_)));
    let reception = simulator.with(|world| world.chat[0].reception);
    assert_eq!(reception, Reception::Unreachable);
}
