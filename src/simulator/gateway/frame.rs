//! Frames as the gateway writes them.

use serde_json::{Value, json};

use crate::simulator::deliver::EventEnvelope;
use crate::simulator::written;

/// The topic of messages to the robot.
const BOT_MESSAGES: &str = "/v1.0/im/bot/messages/get";

/// Something to be pushed, as often as it takes.
pub(in crate::simulator) enum Item {
    /// A message to the robot.
    Message {
        /// `msgId`
        id: String,
        /// The callback's body, as it stands.
        data: String,
    },
    /// Something that happened.
    Event(EventEnvelope),
}

impl Item {
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Self::Message { .. } => "CALLBACK",
            Self::Event(_) => "EVENT",
        }
    }

    pub(super) fn topic(&self) -> &'static str {
        match self {
            Self::Message { .. } => BOT_MESSAGES,
            Self::Event(_) => "*",
        }
    }

    /// What it is known by, however often it is pushed.
    pub(super) fn key(&self) -> &str {
        match self {
            Self::Message { id, .. } => id,
            Self::Event(event) => &event.event_id,
        }
    }

    pub(super) fn frame(&self, message_id: &str, connection: usize, now: i64) -> Value {
        let mut headers = json!({
            "appId": "00000000-aaaa-4000-8000-000000000001",
            "connectionId": format!("00000000-bbbb-11f0-8000-{connection:012}"),
            "contentType": "application/json",
            "messageId": message_id,
            "time": now.to_string(),
            "topic": self.topic(),
        });
        let data = match self {
            Self::Message { data, .. } => data.clone(),
            Self::Event(event) => {
                headers["eventType"] = json!(event.event_type);
                headers["eventId"] = json!(event.event_id);
                headers["eventCorpId"] = json!(event.corp_id);
                headers["eventBornTime"] = json!(event.at.to_string());
                headers["eventUnifiedAppId"] = json!("bbb381b6-0000-4000-8000-0000058daac1");
                written(&event.stream_body)
            }
        };
        json!({ "specVersion": "1.0", "type": self.kind(), "headers": headers, "data": data })
    }
}

pub(super) fn ping(message_id: &str, now: i64) -> Value {
    json!({
        "specVersion": "1.0",
        "type": "SYSTEM",
        "headers": {
            "topic": "ping", "messageId": message_id, "contentType": "application/json",
            "time": now.to_string(),
        },
        "data": json!({ "opaque": message_id }).to_string(),
    })
}

/// In captures it has neither an id nor a time.
pub(super) fn disconnect(reason: &str) -> Value {
    json!({
        "type": "SYSTEM",
        "headers": { "topic": "disconnect", "contentType": "application/json" },
        "data": json!({ "reason": reason }).to_string(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fixture(name: &str) -> Value {
        let path = format!("{}/fixtures/stream/{name}.json", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(path).expect("the fixture is there");
        serde_json::from_str(&text).expect("JSON")
    }

    /// Names and kinds of all fields.
    fn shape(value: &Value) -> Value {
        match value {
            Value::Object(fields) => {
                fields.iter().map(|(name, value)| (name.clone(), shape(value))).collect()
            }
            Value::String(_) => json!("text"),
            other => json!(format!("{other:?}").split('(').next()),
        }
    }

    #[test]
    fn frames_have_the_shape_of_captured_ones() {
        let message = Item::Message { id: "m".into(), data: "{}".into() };
        let event = Item::Event(EventEnvelope {
            event_id: "e".into(),
            event_type: "chat_quit",
            stream_body: json!({}),
            http_body: json!({}),
            corp_id: "corp".into(),
            at: 7,
        });
        for (frame, name) in [
            (message.frame("1", 0, 7), "frame-bot-message"),
            (event.frame("1", 0, 7), "frame-event-chat_quit"),
            (ping("1", 7), "frame-ping"),
            (disconnect("connection is expired"), "frame-disconnect"),
        ] {
            assert_eq!(shape(&frame), shape(&fixture(name)), "{name}");
        }
    }
}
