//! The body of a callback: whatever it holds, nothing comes out that leads elsewhere.

use std::collections::HashSet;

use dingnick::command;
use dingnick::dingtalk::{Hosts, Region, inbound};
use dingnick::domain::{MessageBody, RobotCode, Timestamp, UserId};

/// The deepest nesting that may be read.
const DEPTH: usize = 32;

/// The data is the body.
pub(crate) fn run(data: &[u8]) {
    let hosts = Hosts::new(Region::China, None, None);
    let robot = RobotCode::parse("dingrobot").expect("a code");
    let Ok(callback) = inbound::decode(data, &robot, &hosts, Timestamp(1_780_000_000_000)) else {
        return;
    };
    let message = &callback.message;
    assert!(!message.id.as_str().is_empty() && !message.conversation.as_str().is_empty());
    if let Some(session) = &message.reply_session {
        let origins = ["https://oapi.dingtalk.com", "https://oapi.dingtalk.io"];
        assert!(origins.contains(&session.origin.as_str()), "{}", session.origin);
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_".contains(&byte);
        assert!(!session.session.is_empty() && session.session.bytes().all(is_plain));
    }
    assert!(!callback.foreign_webhook || message.reply_session.is_none());
    assert!(depth(&serde_json::from_slice(data).unwrap_or_default()) <= DEPTH);
    let mut ids = HashSet::new();
    for person in &message.mentions {
        let user = person.user_id.as_ref().map(UserId::as_str);
        assert!(user.is_none_or(|id| ids.insert(id.to_owned())), "mentioned twice");
    }
    // The same again is the same.
    let again = inbound::decode(data, &robot, &hosts, Timestamp(1_780_000_000_000));
    assert_eq!(again.ok().as_ref(), Some(&callback));
    if let MessageBody::Text(text) = &message.body {
        let _ = command::parse(text, &message.mentions);
    }
}

fn depth(value: &serde_json::Value) -> usize {
    match value {
        serde_json::Value::Array(items) => 1 + items.iter().map(depth).max().unwrap_or(0),
        serde_json::Value::Object(fields) => 1 + fields.values().map(depth).max().unwrap_or(0),
        _ => 0,
    }
}
