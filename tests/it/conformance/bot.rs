//! A small bot that does what the published cases ask for, and can be told to do one thing wrong.

use std::collections::{HashMap, HashSet};
use std::net::{Ipv4Addr, TcpListener};
use std::sync::Mutex;
use std::time::Duration;

use actix_web::dev::ServerHandle;
use actix_web::http::header::HeaderValue;
use actix_web::web::{Bytes, Data};
use actix_web::{App, HttpRequest, HttpResponse, HttpServer, web};
use dingnick::app::SystemClock;
use dingnick::dingtalk::envelope::{Envelope, EventKeys};
use dingnick::dingtalk::sign::{self, Window};
use dingnick::dingtalk::{http_client, json};
use dingnick::domain::{Clock, Timestamp};
use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio_tungstenite::tungstenite::Message;

/// What it is told of itself and of its DingTalk.
#[derive(Clone)]
pub(crate) struct Settings {
    pub(crate) client_id: String,
    pub(crate) secret: String,
    pub(crate) corp_id: String,
    pub(crate) token: String,
    pub(crate) aes_key: String,
    pub(crate) api: String,
    /// What it does wrong, if anything.
    pub(crate) flaw: &'static str,
}

/// A running one.
pub(crate) struct SmallBot {
    address: String,
    server: ServerHandle,
    stream: tokio::task::JoinHandle<()>,
}

struct State {
    settings: Settings,
    client: reqwest::Client,
    seen: Mutex<HashSet<String>>,
    events: Mutex<HashSet<String>>,
}

type Outcome = Result<HttpResponse, u16>;

impl SmallBot {
    pub(crate) fn start(settings: Settings) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
        let address = listener.local_addr().expect("an address").to_string();
        let state = Data::new(State {
            settings,
            client: http_client().expect("a client"),
            seen: Mutex::default(),
            events: Mutex::default(),
        });
        let stream = tokio::spawn(stream(state.clone()));
        let server = HttpServer::new(move || {
            App::new()
                .app_data(state.clone())
                .app_data(web::PayloadConfig::new(8 * 1024 * 1024))
                .route("/callback", web::post().to(callback))
                .route("/events", web::post().to(events))
        });
        let server = server.workers(1).disable_signals().shutdown_timeout(1);
        let server = server.listen(listener).expect("it listens").run();
        let handle = server.handle();
        tokio::spawn(server);
        Self { address, server: handle, stream }
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    pub(crate) async fn stop(self) {
        self.stream.abort();
        self.server.stop(false).await;
    }
}

async fn callback(request: HttpRequest, body: Bytes, state: Data<State>) -> HttpResponse {
    let answer = take(&request, &body, &state).await;
    answer
        .unwrap_or_else(|status| HttpResponse::build(status.try_into().expect("a status")).finish())
}

async fn take(request: &HttpRequest, body: &[u8], state: &State) -> Outcome {
    let is = |flaw: &str| state.settings.flaw == flaw;
    if let Err(status) = verify(request, state) {
        return if is("says nothing of signatures") {
            Ok(HttpResponse::Ok().finish())
        } else {
            Err(status)
        };
    }
    if !is("any size") && body.len() > 64 * 1024 {
        return Err(413);
    }
    let kinds = |name: &str| request.headers().get(name).and_then(|kind| kind.to_str().ok());
    if !is("any content encoding") && kinds("content-encoding").is_some() {
        return Err(415);
    }
    let charset = kinds("content-type").unwrap_or_default();
    let in_utf_8;
    let body = match (charset.contains("utf-16"), is("any charset")) {
        (true, false) => return Err(415),
        (true, true) => {
            let units = body.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
            in_utf_8 = String::from_utf16_lossy(&units.collect::<Vec<_>>()).into_bytes();
            &in_utf_8
        }
        _ => body,
    };
    let crash = |flaw: &str| if is(flaw) { 500_u16 } else { 400 };
    if body.is_empty() {
        return Err(crash("falls over an empty body"));
    }
    let lossy = String::from_utf8_lossy(body);
    let read = match state.settings.flaw {
        "takes what is no UTF-8" => json::read_push(lossy.as_bytes()),
        "takes a key that stands twice" => json::read(body),
        "reads no half of a pair" => serde_json::from_slice(body),
        _ => json::read_push::<Value>(body),
    };
    let message = read.map_err(|_| {
        let flaw = if body.len() > 10_000 { "falls over depth" } else { "falls over no JSON" };
        crash(flaw)
    })?;
    if !message.is_object() {
        let flaw = if message.is_null() { "falls over null" } else { "falls over a list" };
        return Err(crash(flaw));
    }
    if is("knows every field") && message.get("somethingNew").is_some() {
        return Err(400);
    }
    if is("wants a number") && !message["createAt"].is_i64() {
        return Err(400);
    }
    let shape = [("msgId", "falls over no id"), ("conversationId", "falls over no conversation")];
    for (name, flaw) in shape {
        match &message[name] {
            Value::Null => return Err(crash(flaw)),
            Value::String(_) => {}
            _ => return Err(crash("falls over other types")),
        }
    }
    Ok(hear(&message, state).await?.map_or_else(
        || HttpResponse::Ok().json(json!({ "msgtype": "empty" })),
        |said| HttpResponse::Ok().json(json!({ "msgtype": "text", "text": { "content": said } })),
    ))
}

/// The two headers, verified.
fn verify(request: &HttpRequest, state: &State) -> Result<(), u16> {
    let Settings { secret, flaw, .. } = &state.settings;
    let is = |name: &str| *flaw == name;
    let one = |name: &str| {
        let values: Vec<&str> =
            request.headers().get_all(name).filter_map(|it| it.to_str().ok()).collect();
        match values[..] {
            [value] => Ok(value),
            [] => Err(401_u16),
            [.., last] if is("takes the last header") => Ok(last),
            _ => Err(401),
        }
    };
    if is("wants no signature") && request.headers().get("sign").is_none_or(HeaderValue::is_empty) {
        return Ok(());
    }
    if is("wants no time") && request.headers().get("timestamp").is_none() {
        return Ok(());
    }
    let (timestamp, given) = (one("timestamp")?, one("sign")?);
    let right = sign::sign(&secret.as_str().into(), timestamp);
    let bytes = base64(&right);
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let is_right = match *flaw {
        "believes any signature" => true,
        "looks at the length alone" => given.len() == right.len(),
        "takes hex" => given == right || given == hex,
        "compares without case" => given.eq_ignore_ascii_case(&right),
        "compares the beginning" => !given.is_empty() && right.starts_with(given),
        "decodes the sign" => {
            let decoded = percent_encoding::percent_decode_str(given).decode_utf8_lossy();
            decoded == right
        }
        "takes any digest" => given == right || base64(given).len() == 20,
        _ => given == right,
    };
    if !is_right {
        return Err(401);
    }
    let at: i64 = match timestamp.parse() {
        Ok(at) if is("takes seconds") && at < 10_000_000_000 => at * 1000,
        Ok(at) => at,
        Err(_) if is("wants no number") => return Ok(()),
        Err(_) => return Err(401),
    };
    let age = SystemClock.now().0 - at;
    let hour = 3_600_000;
    let is_in_time = match *flaw {
        "looks at no clock" => true,
        "is kind to the late" => age.abs() < hour + 600_000,
        "looks back alone" => age < hour,
        "wants the future to be past" => (0..hour).contains(&age),
        _ => age.abs() < hour,
    };
    if is_in_time { Ok(()) } else { Err(401) }
}

fn base64(text: &str) -> Vec<u8> {
    use base64::{Engine, prelude::BASE64_STANDARD};
    BASE64_STANDARD.decode(text).unwrap_or_default()
}

/// What is answered to a message, if anything.
async fn hear(message: &Value, state: &State) -> Result<Option<String>, u16> {
    let Settings { client_id, corp_id, flaw, .. } = &state.settings;
    let is = |name: &str| *flaw == name;
    let text = |name: &str| message[name].as_str().unwrap_or_default();
    if is("wants a robot code") && text("robotCode").is_empty() {
        return Err(400);
    }
    let is_other = |given: &str, ours: &str| !given.is_empty() && given != ours;
    if !is("hears for other robots") && is_other(text("robotCode"), client_id) {
        return Err(403);
    }
    if !is("hears other organisations") && is_other(text("chatbotCorpId"), corp_id) {
        return Err(403);
    }
    let by_whom = text("senderStaffId");
    if is("wants a userid") && by_whom.is_empty() {
        return Err(500);
    }
    let mentioned = message["atUsers"].as_array().cloned().unwrap_or_default();
    let robot = &message["chatbotUserId"];
    let mentioned: Vec<&Value> = mentioned.iter().filter(|it| &it["dingtalkId"] != robot).collect();
    let has_no_id = |it: &&&Value| it["staffId"].as_str().unwrap_or_default().is_empty();
    if is("wants a userid of each") && mentioned.iter().any(|it| has_no_id(&it)) {
        return Err(500);
    }
    if !is("hears what is said to others") && message["isInAtList"] == false {
        return Ok(None);
    }
    if is("leaves direct messages") && text("conversationType") == "1" {
        return Ok(None);
    }
    if is("leaves quotations") && message["text"]["isReplyMsg"] == true {
        return Ok(None);
    }
    let Some(words) = words(message, flaw) else {
        return if is("falls over no text") { Err(500) } else { Ok(None) };
    };
    let key = match *flaw {
        "knows words again" => words.clone(),
        "knows a delivery by its time" => format!("{}{}", text("msgId"), SystemClock.now().0),
        _ => text("msgId").to_owned(),
    };
    let is_new = state.seen.lock().expect("whole").insert(key);
    if !is_new && !flaw.ends_with("knows no repetition") {
        return Ok(None);
    }
    let said = match words.as_str() {
        "/nick help" => Some("…".to_owned()),
        "/nick 小鲍" => {
            let ids = mentioned.iter().map(|it| it["staffId"].as_str().unwrap_or_default());
            let ids: Vec<&str> = ids.collect();
            let whom = match (&ids[..], *flaw) {
                (_, "renames nobody") => None,
                ([], _) => Some(by_whom),
                ([first, ..], "renames whoever comes first") => Some(*first),
                ([one], _) if *one != "all" => Some(*one),
                _ => None,
            };
            match whom {
                Some(whom) => Some(rename(message, whom, state).await),
                None => Some("nobody".to_owned()),
            }
        }
        _ => None,
    };
    let Some(said) = said else { return Ok(None) };
    Ok(send(message, said, state).await)
}

/// The words of a message without the mentions, if it has words.
fn words(message: &Value, flaw: &str) -> Option<String> {
    let words = match message["msgtype"].as_str()? {
        "text" => message["text"]["content"].as_str()?.to_owned(),
        "richText" if flaw == "leaves rich text" => return None,
        "richText" => {
            let parts = message["content"]["richText"].as_array()?.iter();
            let parts = parts.filter_map(|part| part["text"].as_str());
            parts.filter(|part| !part.starts_with('@')).collect()
        }
        _ => return None,
    };
    Some(match flaw {
        "keeps spaces" => words,
        "takes one space away" => words.strip_prefix(' ').unwrap_or(&words).trim_end().to_owned(),
        "keeps spaces at the end" => words.trim_start().to_owned(),
        "knows one kind of space" => words.trim_matches(' ').to_owned(),
        _ => words.trim().to_owned(),
    })
}

/// Answers in the conversation; what comes back is to stand in the response instead.
async fn send(message: &Value, said: String, state: &State) -> Option<String> {
    let Settings { api, client_id, flaw, .. } = &state.settings;
    let session = message["sessionWebhook"].as_str().unwrap_or_default();
    if !session.starts_with(api) && *flaw != "follows any address" {
        return Some(said);
    }
    let body = json!({ "msgtype": "text", "text": { "content": said } });
    let answer = state.client.post(session).json(&body).send().await.ok()?;
    let answer: Value = answer.json().await.unwrap_or_default();
    if answer["errcode"] != 0 && *flaw != "gives up an old session" {
        let body = json!({
            "robotCode": client_id,
            "openConversationId": message["conversationId"],
            "msgKey": "sampleText",
            "msgParam": json!({ "content": said }).to_string(),
        });
        let url = format!("{api}v1.0/robot/groupMessages/send");
        let token = token(state).await;
        let request = state.client.post(url).header("x-acs-dingtalk-access-token", token);
        request.json(&body).send().await.ok()?;
    }
    None
}

async fn token(state: &State) -> String {
    let Settings { api, client_id, secret, .. } = &state.settings;
    let url = format!("{api}v1.0/oauth2/accessToken");
    let body = json!({ "appKey": client_id, "appSecret": secret });
    let answer = state.client.post(url).json(&body).send().await.expect("an answer");
    let answer: Value = answer.json().await.expect("JSON");
    answer["accessToken"].as_str().expect("a token").to_owned()
}

async fn rename(message: &Value, whom: &str, state: &State) -> String {
    let Settings { api, flaw, .. } = &state.settings;
    for _ in 0..3 {
        let body = json!({
            "openConversationId": message["conversationId"], "userId": whom, "groupNick": "小鲍",
        });
        let url = format!("{api}v1.0/im/sceneGroups/members/groupNicks");
        let token = token(state).await;
        let request = state.client.put(url).header("x-acs-dingtalk-access-token", token);
        let answer = request.json(&body).send().await.expect("an answer");
        let status = answer.status().as_u16();
        let answer = answer.json::<Value>().await;
        let code = answer.as_ref().map(|it| it["code"].as_str().unwrap_or_default().to_owned());
        let code = code.unwrap_or_else(|_| "no JSON".to_owned());
        let is_done = answer.is_ok_and(|it| it["success"] == true);
        let claims_success = match *flaw {
            "takes any 200 for success" => status == 200,
            _ => is_done,
        };
        if claims_success {
            return "done".to_owned();
        }
        let is_worth_another = status >= 500
            || ["InvalidAuthentication", "systemBusy"].contains(&code.as_str())
            || code.contains("Qps");
        if *flaw == "never tries again" || (!is_worth_another && *flaw != "always tries again") {
            break;
        }
    }
    "refused".to_owned()
}

async fn events(
    query: web::Query<HashMap<String, String>>,
    body: Bytes,
    state: Data<State>,
) -> HttpResponse {
    let answer = open(&query, &body, &state);
    answer
        .unwrap_or_else(|status| HttpResponse::build(status.try_into().expect("a status")).finish())
}

fn open(query: &HashMap<String, String>, body: &[u8], state: &State) -> Outcome {
    let Settings { client_id, token, aes_key, flaw, .. } = &state.settings;
    let is = |name: &str| *flaw == name;
    let crash = |flaw: &str| if is(flaw) { 500_u16 } else { 400 };
    let body: Value = serde_json::from_slice(body).map_err(|_| crash("falls over no JSON"))?;
    let encrypt = body["encrypt"].as_str().ok_or_else(|| crash("falls over no envelope"))?;
    let crypto =
        dingnick::simulator::deliver::Crypto::new(token, aes_key, client_id).expect("keys");
    let names = |names: &[&str]| names.iter().find_map(|name| query.get(*name)).cloned();
    let signature =
        if is("knows one name") { &["signature"][..] } else { &["msg_signature", "signature"] };
    let timestamp = names(&["timestamp", "timeStamp"]);
    let timestamp = timestamp.unwrap_or_else(|| SystemClock.now().0.to_string());
    let nonce = names(&["nonce"]).unwrap_or_default();
    let right = crypto.sign(&timestamp, &nonce, encrypt);
    let signature = match names(signature) {
        None if is("wants no signature") => right.clone(),
        given => given.ok_or(401_u16)?,
    };
    let signature = if is("believes any signature") { right } else { signature };
    let owners = if is("opens what is for others") {
        vec![client_id.clone(), "dingsomebodyelses0001".to_owned()]
    } else {
        vec![client_id.clone()]
    };
    let keys = EventKeys::new(token.as_str().into(), aes_key, owners).expect("keys");
    let envelope =
        Envelope { signature: &signature, timestamp: &timestamp, nonce: &nonce, encrypt };
    let hour = Duration::from_secs(3600);
    let window = Window { past: hour, future: hour };
    let now = SystemClock.now();
    let sent_at = if is("looks at no clock") { timestamp.parse().map(Timestamp) } else { Ok(now) };
    let opened = keys.open(envelope, sent_at.unwrap_or(now), window);
    let opened = opened.map_err(|_| crash("falls over bad envelopes"))?;
    let event: Value = serde_json::from_str(&opened.message).map_err(|_| 400_u16)?;
    let kind = event["EventType"].as_str().unwrap_or_default();
    match *flaw {
        "does not know check_url" if kind == "check_url" => return Err(404),
        "wants an event id" if event["Title"].is_string() => return Err(400),
        "wants a chatid" if kind == "chat_update_owner" => return Err(500),
        "refuses strange events" if kind == "somethingNew" => return Err(404),
        "answers in clear" => return Ok(HttpResponse::Ok().body("success")),
        "refuses repetitions" => {
            let id = event["eventId"].as_str().unwrap_or_default().to_owned();
            if !state.events.lock().expect("whole").insert(id) {
                return Err(409);
            }
        }
        _ => {}
    }
    Ok(HttpResponse::Ok().json(keys.seal(b"success", now, "nonce".to_owned(), [7; 16])))
}

/// Connects, and connects again.
async fn stream(state: Data<State>) {
    let Settings { api, client_id, secret, flaw, .. } = state.settings.clone();
    if !flaw.is_empty() && !flaw.starts_with("stream: ") {
        return;
    }
    let mut told_to_go = 0;
    loop {
        let body = json!({
            "clientId": client_id, "clientSecret": secret, "ua": "small",
            "subscriptions": [
                { "type": "CALLBACK", "topic": "/v1.0/im/bot/messages/get" },
                { "type": "EVENT", "topic": "*" },
            ],
        });
        let url = format!("{api}v1.0/gateway/connections/open");
        let Ok(answer) =
            state.client.post(url).header("accept", "application/json").json(&body).send().await
        else {
            return;
        };
        let Ok(ticket) = answer.json::<Value>().await else { return };
        let text = |name: &str| ticket[name].as_str().unwrap_or_default();
        let url = format!("{}?ticket={}", text("endpoint"), text("ticket"));
        let Ok((mut socket, _)) = tokio_tungstenite::connect_async(url).await else { return };
        while let Some(Ok(message)) = socket.next().await {
            let Message::Text(frame) = message else { continue };
            let answer = match serde_json::from_str::<Value>(&frame) {
                Err(_) if flaw == "stream: falls over no frame" => return,
                Err(_) => None,
                Ok(frame) if frame["headers"]["topic"] == "disconnect" => {
                    told_to_go += 1;
                    break;
                }
                Ok(frame) => acknowledge(&frame, &state).await,
            };
            match answer {
                Some(answer) if answer == json!("leave") => return,
                Some(answer) if socket.send(Message::text(answer.to_string())).await.is_err() => {
                    break;
                }
                _ => {}
            }
        }
        if told_to_go > 0 && flaw == "stream: stays away" {
            return;
        }
    }
}

async fn acknowledge(frame: &Value, state: &State) -> Option<Value> {
    let flaw = state.settings.flaw;
    let data = frame["data"].as_str().unwrap_or_default();
    let topic = frame["headers"]["topic"].as_str().unwrap_or_default();
    let (code, data) = match (frame["type"].as_str().unwrap_or_default(), topic) {
        ("SYSTEM", "ping") if flaw == "stream: answers pings with nothing" => {
            (200, "{}".to_owned())
        }
        ("SYSTEM", "ping") => (200, data.to_owned()),
        ("SYSTEM", _) if flaw == "stream: leaves at what it does not know" => {
            return Some(json!("leave"));
        }
        ("SYSTEM", _) => return None,
        ("EVENT", _) if flaw == "stream: acknowledges no event" => return None,
        ("EVENT", _) if flaw == "stream: puts every event off" => {
            (200, json!({ "status": "LATER" }).to_string())
        }
        ("EVENT", _)
            if frame["headers"]["eventType"] == "something_new"
                && flaw == "stream: refuses strange events" =>
        {
            (404, "{}".to_owned())
        }
        ("EVENT", _) => (200, json!({ "status": "SUCCESS" }).to_string()),
        ("CALLBACK", "/v1.0/im/bot/messages/get") => {
            if flaw == "stream: acknowledges no message" {
                return None;
            }
            let message = serde_json::from_str(data).ok()?;
            if let Ok(Some(said)) = hear(&message, state).await {
                send(&message, said, state).await;
            }
            (200, json!({ "response": null }).to_string())
        }
        _ if flaw == "stream: takes any topic" => (200, "{}".to_owned()),
        _ => (404, "{}".to_owned()),
    };
    frame["headers"]["messageId"].as_str()?;
    Some(json!({
        "code": code, "message": "", "data": data,
        "headers": { "contentType": "application/json", "messageId": frame["headers"]["messageId"] },
    }))
}
