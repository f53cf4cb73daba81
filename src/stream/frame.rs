//! Data frames: what the gateway pushes, and what is answered.
//!
//! Each is a JSON object in a text message, and its `data` is JSON again, as a text.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::dingtalk::gateway::BOT_MESSAGES;
use crate::dingtalk::json;

/// A frame, decoded as far as it tells what to do with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Frame {
    /// `SYSTEM` `ping`: to be answered with the same data.
    Ping(Ack),
    /// `SYSTEM` `disconnect`: the gateway is about to close the connection.
    Disconnect,
    /// A message or an event, to be kept before it is acknowledged.
    Push(Push),
    /// A push on a topic that we have not asked for, and the answer to it.
    Stray(Ack),
    /// Nothing to do.
    Idle,
}

/// A message or an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Push {
    /// What it is.
    pub kind: PushKind,
    /// What stands beside `data`.
    pub headers: BTreeMap<String, String>,
    /// The message or event, as JSON.
    pub data: String,
}

/// What is pushed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PushKind {
    /// A message to the robot.
    Message,
    /// Something that happened.
    Event,
}

/// The answer to a frame.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Ack {
    code: u16,
    headers: AckHeaders,
    message: &'static str,
    data: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
struct AckHeaders {
    content_type: &'static str,
    message_id: String,
}

/// What became of a push, as the gateway is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reception {
    /// It need not come again: it is kept, or nothing would become of it however often it came.
    Taken,
    /// It may come again later.
    NotKept,
}

#[derive(Deserialize)]
struct Wire {
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    headers: BTreeMap<String, Value>,
    #[serde(default)]
    data: Value,
}

impl Frame {
    /// Decodes the text of a frame; `None` when it is none.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let wire: Wire = json::read_push(text.as_bytes()).ok()?;
        let headers = wire.headers.into_iter().map(|(name, value)| (name, plain(value)));
        let push =
            Push { kind: PushKind::Message, headers: headers.collect(), data: plain(wire.data) };
        let topic = push.header("topic").unwrap_or_default();
        Some(match (wire.kind.as_str(), topic) {
            ("SYSTEM", "ping") => Self::Ping(push.ack(200, "OK", push.data.clone())),
            ("SYSTEM", "disconnect") => Self::Disconnect,
            ("CALLBACK", BOT_MESSAGES) => Self::Push(push),
            ("EVENT", _) => Self::Push(Push { kind: PushKind::Event, ..push }),
            ("CALLBACK", _) => Self::Stray(push.ack(404, "topic not found", String::new())),
            _ => Self::Idle,
        })
    }
}

impl Push {
    /// What stands beside `data` under this name.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(String::as_str)
    }

    /// What the gateway is told.
    #[must_use]
    pub fn answer(&self, reception: Reception) -> Ack {
        match (self.kind, reception) {
            (PushKind::Message, Reception::Taken) => {
                self.ack(200, "OK", json!({ "response": null }).to_string())
            }
            (PushKind::Message, Reception::NotKept) => self.ack(500, "not kept", String::new()),
            (PushKind::Event, Reception::Taken) => {
                let data = json!({ "status": "SUCCESS", "message": "success" });
                self.ack(200, "OK", data.to_string())
            }
            (PushKind::Event, Reception::NotKept) => {
                let data = json!({ "status": "LATER", "message": "later" });
                self.ack(200, "OK", data.to_string())
            }
        }
    }

    fn ack(&self, code: u16, message: &'static str, data: String) -> Ack {
        let message_id = self.header("messageId").unwrap_or_default().to_owned();
        let headers = AckHeaders { content_type: "application/json", message_id };
        Ack { code, headers, message, data }
    }
}

impl Ack {
    /// As it is sent.
    #[must_use]
    pub fn text(&self) -> String {
        serde_json::to_string(self).expect("texts and numbers can be written")
    }
}

/// A text as it is; anything else as JSON.
fn plain(value: Value) -> String {
    match value {
        Value::String(text) => text,
        Value::Null => String::new(),
        value => value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn fixture(name: &str) -> String {
        let path = format!("{}/fixtures/stream/{name}.json", env!("CARGO_MANIFEST_DIR"));
        std::fs::read_to_string(path).expect("the fixture is there")
    }

    fn frame(name: &str) -> Frame {
        Frame::parse(&fixture(name)).expect("a frame")
    }

    fn push(name: &str) -> Push {
        match frame(name) {
            Frame::Push(push) => push,
            other => panic!("no push: {other:?}"),
        }
    }

    /// The order of fields within `data` means nothing.
    fn is_like(ack: &Ack, name: &str) -> bool {
        let read = |text: &str| {
            let mut ack: Value = serde_json::from_str(text).expect("JSON");
            let data = ack["data"].as_str().unwrap_or_default().to_owned();
            ack["data"] = serde_json::from_str(&data).unwrap_or_default();
            ack
        };
        let (ours, theirs) = (read(&ack.text()), read(&fixture(name)));
        assert_eq!(ours, theirs);
        ours == theirs
    }

    #[test]
    fn answers_are_those_of_the_protocol() {
        let message = push("frame-bot-message");
        assert_eq!(message.kind, PushKind::Message);
        assert!(is_like(&message.answer(Reception::Taken), "ack-bot-message"));
        let event = push("frame-event-chat_add_member");
        assert_eq!(event.kind, PushKind::Event);
        assert!(is_like(&event.answer(Reception::Taken), "ack-event-success"));
        assert!(is_like(&event.answer(Reception::NotKept), "ack-event-later"));
        let Frame::Ping(answer) = frame("frame-ping") else { panic!("no ping") };
        assert!(is_like(&answer, "ack-ping"));
        assert_eq!(frame("frame-disconnect"), Frame::Disconnect);
        assert_eq!(frame("frame-disconnect-timeout"), Frame::Disconnect);
    }

    #[test]
    fn a_topic_that_nobody_asked_for_is_not_found() {
        let stray = r#"{"type":"CALLBACK","headers":{"topic":"/v1.0/card","messageId":"213d841d_972_1898bb26334_70a7"},"data":"{}"}"#;
        let Some(Frame::Stray(answer)) = Frame::parse(stray) else { panic!("no stray") };
        assert!(is_like(&answer, "ack-topic-not-found"));
    }

    /// Else it would never be acknowledged, and come again for ever.
    #[test]
    fn half_a_surrogate_pair_costs_no_frame() {
        let frame = fixture("frame-bot-message").replacen("cid", r"\ud83dcid", 1);
        let frame = frame.replacen(r#""time""#, r#""\udc00time""#, 1);
        let Some(Frame::Push(push)) = Frame::parse(&frame) else { panic!("no push in {frame}") };
        assert!(is_like(&push.answer(Reception::Taken), "ack-bot-message"));
        assert!(push.data.contains('\u{fffd}'), "{}", push.data);
    }

    #[test]
    fn what_the_gateway_says_beside_is_passed_over() {
        for topic in ["CONNECTED", "REGISTERED", "KEEPALIVE", ""] {
            let frame = json!({ "type": "SYSTEM", "headers": { "topic": topic } }).to_string();
            assert_eq!(Frame::parse(&frame), Some(Frame::Idle), "{topic}");
        }
        assert_eq!(Frame::parse(r#"{"type":"NEW","headers":{},"data":"x"}"#), Some(Frame::Idle));
        for bad in
            ["", "7", "[]", "{}", "ping", r#"{"type":7}"#, r#"{"type":"EVENT","headers":[]}"#]
        {
            assert_eq!(Frame::parse(bad), None, "{bad}");
        }
    }

    proptest! {
        #[test]
        fn nothing_panics(text in ".*", topic in ".*") {
            let _ = Frame::parse(&text);
            let frame = json!({ "type": "EVENT", "headers": { "topic": topic }, "data": text });
            let _ = Frame::parse(&frame.to_string());
        }
    }
}
