//! What DingTalk sends to a robot, decoded: the body of an HTTP callback and the `data` of a
//! Stream frame are the same JSON.
//!
//! Documents and captures disagree in small ways, so unknown fields are passed over, numbers may
//! be texts, and little is required: an id to tell repeats by and a conversation to answer in.
//! Nothing here is believed: the signature does not cover the body. `isAdmin` is not even read.

use serde::de::{Deserializer, IgnoredAny};
use serde::{Deserialize, de};
use serde_json::Value;

use super::{Hosts, json};
use crate::domain::{
    ConversationId, ConversationKind, CorpId, EncryptedUserId, IncomingMessage, MessageBody,
    MessageId, Person, RobotCode, Sender, Timestamp, UserId, is_everybody,
};

/// `errorCode` of a message whose text DingTalk holds back because the month's quota is used up.
const QUOTA_EXCEEDED: &str = "20001";

/// The deepest nesting that is read; quoted rich text has a handful of levels.
const MAX_DEPTH: usize = 32;

/// A callback, decoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Callback {
    /// The robot that it is for; the oldest payloads name none.
    pub robot_code: Option<RobotCode>,
    /// The robot's organisation.
    pub corp_id: Option<CorpId>,
    /// `isInAtList` is false: it was said to others.
    pub is_for_others: bool,
    /// The organisation's monthly quota of messages is used up, and the text was held back.
    pub quota_exceeded: bool,
    /// A `sessionWebhook` came that may not be followed.
    pub foreign_webhook: bool,
    /// The message.
    pub message: IncomingMessage,
}

/// Why a body is no callback.
#[derive(Debug, thiserror::Error)]
pub enum DecodeError {
    /// It is not JSON, or not of the shape. The text is not in the error: it may be personal.
    #[error("the body is no callback (line {line}, column {column})")]
    Malformed {
        /// Where the reader stopped.
        line: usize,
        /// Where in that line.
        column: usize,
    },
    /// It is nested deeper than any message.
    #[error("the body is nested too deep")]
    TooDeep,
    /// A field stands in it under two names and with two values.
    #[error("the body says two things of {0}")]
    Ambiguous(String),
    /// A field without which nothing can be done is missing.
    #[error("the body has no {0}")]
    Missing(&'static str),
}

impl From<serde_json::Error> for DecodeError {
    fn from(error: serde_json::Error) -> Self {
        Self::Malformed { line: error.line(), column: error.column() }
    }
}

/// Decodes a callback that came in at `received_at` for our robot `robot_code`.
///
/// # Errors
/// When it is not JSON, or lacks what nothing can be done without.
pub fn decode(
    body: &[u8],
    robot_code: &RobotCode,
    hosts: &Hosts,
    received_at: Timestamp,
) -> Result<Callback, DecodeError> {
    if is_too_deep(body) {
        return Err(DecodeError::TooDeep);
    }
    let wire: Wire = json::read_push(body)?;
    let message_id = wire.msg_id.as_deref().and_then(MessageId::parse);
    let conversation = wire.conversation_id.as_deref().and_then(ConversationId::parse);
    let named_robot = wire.robot_code.as_deref().and_then(RobotCode::parse);
    let expires_at = wire.session_webhook_expired_time.map_or(received_at, Timestamp);
    let webhook = wire.session_webhook.as_deref();
    let reply_session = webhook.and_then(|webhook| hosts.reply_session(webhook, expires_at));
    let body = wire.body();
    Ok(Callback {
        corp_id: wire.chatbot_corp_id.as_deref().and_then(CorpId::parse),
        is_for_others: wire.is_in_at_list == Some(false),
        quota_exceeded: wire.error_code.as_deref() == Some(QUOTA_EXCEEDED),
        foreign_webhook: webhook.is_some() && reply_session.is_none(),
        message: IncomingMessage {
            robot_code: named_robot.clone().unwrap_or_else(|| robot_code.clone()),
            id: message_id.ok_or(DecodeError::Missing("msgId"))?,
            conversation: conversation.ok_or(DecodeError::Missing("conversationId"))?,
            title: wire.conversation_title.clone(),
            kind: match wire.conversation_type.as_deref() {
                Some("1") => ConversationKind::Direct,
                Some("2") => ConversationKind::Group,
                _ => ConversationKind::Unknown,
            },
            sender: Sender {
                person: person(
                    wire.sender_staff_id.as_deref().filter(|id| !is_everybody(id)),
                    wire.sender_id.as_deref().filter(|id| !is_everybody(id)),
                ),
                display_name: wire.sender_nick.clone().unwrap_or_default(),
            },
            body,
            mentions: wire.mentions(),
            created_at: wire.create_at.map_or(received_at, Timestamp),
            reply_session,
        },
        robot_code: named_robot,
    })
}

/// Whether brackets open deeper than [`MAX_DEPTH`]; what stands in texts does not count.
pub(super) fn is_too_deep(body: &[u8]) -> bool {
    // No more brackets than levels, which is quickly counted, are never too deep.
    if body.iter().filter(|byte| matches!(byte, b'[' | b'{')).count() <= MAX_DEPTH {
        return false;
    }
    let (mut depth, mut in_text, mut is_escaped) = (0_usize, false, false);
    body.iter().any(|byte| {
        match (in_text, byte) {
            (true, _) if is_escaped => is_escaped = false,
            (true, b'\\') => is_escaped = true,
            (_, b'"') => in_text = !in_text,
            (false, b'[' | b'{') => depth += 1,
            (false, b']' | b'}') => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth > MAX_DEPTH
    })
}

fn person(staff_id: Option<&str>, encrypted_id: Option<&str>) -> Person {
    Person {
        user_id: staff_id.and_then(UserId::parse),
        encrypted_id: encrypted_id.and_then(EncryptedUserId::parse),
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Wire {
    #[serde(default, deserialize_with = "text")]
    msgtype: Option<String>,
    #[serde(default)]
    text: Option<Value>,
    #[serde(default)]
    content: Option<Value>,
    #[serde(default, deserialize_with = "text")]
    msg_id: Option<String>,
    #[serde(default, deserialize_with = "number")]
    create_at: Option<i64>,
    #[serde(default, deserialize_with = "text")]
    conversation_type: Option<String>,
    #[serde(default, deserialize_with = "text")]
    conversation_id: Option<String>,
    #[serde(default, deserialize_with = "text")]
    conversation_title: Option<String>,
    #[serde(default, deserialize_with = "text")]
    sender_id: Option<String>,
    #[serde(default, deserialize_with = "text")]
    sender_staff_id: Option<String>,
    #[serde(default, deserialize_with = "text")]
    sender_nick: Option<String>,
    #[serde(default, deserialize_with = "text")]
    chatbot_corp_id: Option<String>,
    #[serde(default, deserialize_with = "text")]
    chatbot_user_id: Option<String>,
    #[serde(default, deserialize_with = "truth")]
    is_in_at_list: Option<bool>,
    #[serde(default, deserialize_with = "mentions")]
    at_users: Vec<WireMention>,
    #[serde(default, deserialize_with = "text")]
    session_webhook: Option<String>,
    #[serde(default, deserialize_with = "number")]
    session_webhook_expired_time: Option<i64>,
    #[serde(default, deserialize_with = "text")]
    robot_code: Option<String>,
    #[serde(default, deserialize_with = "text")]
    error_code: Option<String>,
}

#[derive(Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct WireMention {
    #[serde(deserialize_with = "text")]
    dingtalk_id: Option<String>,
    #[serde(deserialize_with = "text")]
    staff_id: Option<String>,
}

impl Wire {
    fn body(&self) -> MessageBody {
        let text = match self.msgtype.as_deref() {
            Some("text") | None => self.plain_text(),
            Some("richText") => self.rich_text(),
            _ => None,
        };
        text.map_or(MessageBody::NoText, MessageBody::Text)
    }

    fn plain_text(&self) -> Option<String> {
        let content = self.text.as_ref().and_then(|text| text.get("content"));
        // One sample of the documents has the text at the top.
        content.or(self.content.as_ref()).and_then(Value::as_str).map(str::to_owned)
    }

    /// Joins the text parts. A mention is a part of its own that begins with `@` and has no id. No
    /// more such parts than people are mentioned: they are the mentions, and go. One more, and
    /// some were typed, nobody knows which: all stay, but for those before the first words, each a
    /// word of its own, for the grammar to refuse.
    fn rich_text(&self) -> Option<String> {
        let parts = self.content.as_ref()?.get("richText")?.as_array()?;
        let texts: Vec<&str> = parts
            .iter()
            .filter(|part| matches!(part.get("type").and_then(Value::as_str), None | Some("text")))
            .filter_map(|part| part.get("text")?.as_str())
            .collect();
        let is_mention = |text: &str| text.starts_with('@');
        let typed_parts = parts.iter().filter(|part| part.get("type").is_some_and(|t| t == "at"));
        let mentions_left = self.at_users.len().saturating_sub(typed_parts.count());
        let all_are_mentions =
            texts.iter().filter(|text| is_mention(text)).count() <= mentions_left;
        let mut joined = String::new();
        for text in texts {
            match is_mention(text) {
                false => joined.push_str(text),
                true if all_are_mentions || joined.trim().is_empty() => {}
                true => {
                    joined.push(' ');
                    joined.push_str(text);
                    joined.push(' ');
                }
            }
        }
        Some(joined)
    }

    /// Everybody who is mentioned but the robot, each once.
    fn mentions(&self) -> Vec<Person> {
        let robot = self.chatbot_user_id.as_deref();
        let mut people: Vec<Person> = Vec::new();
        for mention in &self.at_users {
            let is_robot = robot.is_some() && mention.dingtalk_id.as_deref() == robot;
            let person = person(mention.staff_id.as_deref(), mention.dingtalk_id.as_deref());
            let is_nobody = person.user_id.is_none() && person.encrypted_id.is_none();
            let is_known = people.iter().any(|known| {
                (known.user_id.is_some() && known.user_id == person.user_id)
                    || (known.encrypted_id.is_some() && known.encrypted_id == person.encrypted_id)
            });
            if !is_robot && !is_nobody && !is_known {
                people.push(person);
            }
        }
        people
    }
}

/// A text, or a number written as one; anything else, and the empty text, is nothing.
fn text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    Ok(match Value::deserialize(deserializer)? {
        Value::String(text) if !text.is_empty() => Some(text),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    })
}

fn number<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<i64>, D::Error> {
    Ok(match Value::deserialize(deserializer)? {
        Value::Number(number) => number.as_i64(),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    })
}

fn truth<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<bool>, D::Error> {
    Ok(match Value::deserialize(deserializer)? {
        Value::Bool(truth) => Some(truth),
        Value::String(text) => text.parse().ok(),
        _ => None,
    })
}

/// A list of people; what is no object in it is passed over.
fn mentions<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<WireMention>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Entry {
        Person(WireMention),
        Other(IgnoredAny),
    }
    let entries = Option::<Vec<Entry>>::deserialize(deserializer).map_err(de::Error::custom)?;
    let people = entries.unwrap_or_default().into_iter().filter_map(|entry| match entry {
        Entry::Person(person) => Some(person),
        Entry::Other(_) => None,
    });
    Ok(people.collect())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::dingtalk::Region;

    const OUR_ROBOT: &str = "dingfixturerobot0001";

    fn decode_body(body: &[u8]) -> Result<Callback, DecodeError> {
        let robot_code = RobotCode::parse(OUR_ROBOT).expect("a robot code");
        let hosts = Hosts::new(Region::China, None, None);
        decode(body, &robot_code, &hosts, Timestamp(1))
    }

    fn fixture(name: &str) -> Callback {
        let path = format!("{}/fixtures/callbacks/{name}.json", env!("CARGO_MANIFEST_DIR"));
        let body = std::fs::read(path).expect("the fixture is there");
        decode_body(&body).expect("the fixture decodes")
    }

    fn summary(callback: &Callback) -> String {
        let message = &callback.message;
        let body = match &message.body {
            MessageBody::Text(text) => format!("{text:?}"),
            MessageBody::NoText => "no text".to_owned(),
        };
        let who = |person: &Person| match (&person.user_id, &person.encrypted_id) {
            (Some(user_id), _) => user_id.to_string(),
            (None, Some(_)) => "outsider".to_owned(),
            (None, None) => "nobody".to_owned(),
        };
        let mentions: Vec<String> = message.mentions.iter().map(who).collect();
        let mut summary = format!("{} in {:?}: {body}", who(&message.sender.person), message.kind);
        if !mentions.is_empty() {
            summary += &format!(" @{}", mentions.join(" @"));
        }
        for (is, word) in [
            (callback.robot_code.is_none(), "no robot code"),
            (callback.corp_id.is_none(), "no organisation"),
            (callback.is_for_others, "for others"),
            (callback.quota_exceeded, "quota exceeded"),
            (message.reply_session.is_none(), "no session"),
        ] {
            if is {
                summary += &format!(" ({word})");
            }
        }
        summary
    }

    /// What every fixture means. A file that is not here fails the test.
    const MEANINGS: &[(&str, &str)] = &[
        ("audio-direct", "manager1001 in Direct: no text"),
        ("chat-record", "manager1001 in Direct: no text"),
        ("file-direct", "manager1001 in Direct: no text"),
        ("interactive-card", "manager1001 in Direct: no text"),
        ("picture", "manager1001 in Group: no text"),
        ("quota-exceeded-20001", "manager1001 in Group: no text (quota exceeded)"),
        ("richtext-nick-user", "manager1001 in Group: \" /nick  New Name\" @010203040506070809"),
        (
            "richtext-typed-at-parts",
            "manager1001 in Group: \" /nick  New Name\" @010203040506070809",
        ),
        ("richtext-with-picture", "manager1001 in Group: \" 请看\""),
        ("text-adjacent-mentions", "manager1001 in Group: \"  哈哈哈\" @010203040506070809"),
        ("text-bot-only", "manager1001 in Group: \" 你好\""),
        (
            "text-custom-outgoing-robot-2021",
            "outsider in Group: \"  哈哈哈\" @outsider (no robot code) (no organisation)",
        ),
        ("text-direct-chat", "manager1001 in Direct: \"/nick 新昵称\""),
        ("text-empty-after-mention", "manager1001 in Group: \" \""),
        ("text-external-sender", "outsider in Group: \" /nick 新昵称\""),
        (
            "text-external-user-empty-staffid",
            "manager1001 in Group: \" /nick  New Name\" @outsider",
        ),
        ("text-external-user", "manager1001 in Group: \" /nick  New Name\" @outsider"),
        ("text-international", "manager1001 in Group: \" Hello\""),
        ("text-literal-at", "manager1001 in Group: \" /nick @Alice New Name\""),
        ("text-mention-at-end", "manager1001 in Group: \"/help \""),
        (
            "text-mention-mid-sentence",
            "manager1001 in Group: \" 给 发个消息“你好”\" @010203040506070809",
        ),
        ("text-minimal-2020", "manager1001 in Group: \" 1+1\" (no robot code)"),
        (
            "text-newlines",
            "manager1001 in Group: \" /nick  New Name\\n第二行\" @010203040506070809",
        ),
        ("text-nick-self", "0911223344556677 in Group: \" /nick 王小明（北京）\""),
        (
            "text-nick-two-users",
            "manager1001 in Group: \" /nick   New Name\" @010203040506070809 @0911223344556677",
        ),
        (
            "text-nick-user-bot-first-in-list",
            "manager1001 in Group: \" /nick  New Name\" @010203040506070809",
        ),
        ("text-nick-user-zh", "manager1001 in Group: \" 改名 爱丽丝·前端\" @010203040506070809"),
        ("text-nick-user", "manager1001 in Group: \" /nick  New Name\" @010203040506070809"),
        ("text-not-in-at-list", "manager1001 in Group: \"大家好\" (for others)"),
        ("text-quoting-id-only", "manager1001 in Group: \" 处理一下\""),
        ("text-quoting-richtext", "manager1001 in Group: \" 这是谁\""),
        ("text-quoting-text", "manager1001 in Group: \" /nick  New Name\" @010203040506070809"),
        ("text-unpublished-robot", "outsider in Group: \" 你好\""),
        ("unknown-msgtype", "manager1001 in Direct: no text"),
        ("video-direct", "manager1001 in Direct: no text"),
    ];

    #[test]
    fn every_fixture_has_its_meaning() {
        for (name, meaning) in MEANINGS {
            assert_eq!(summary(&fixture(name)), *meaning, "failed on {name}");
        }
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/callbacks");
        for file in std::fs::read_dir(folder).expect("the folder is there") {
            let name = file.expect("an entry").file_name().into_string().expect("UTF-8");
            let name = name.trim_end_matches(".json");
            let is_headers = name == "http-headers";
            assert!(is_headers || MEANINGS.iter().any(|(known, _)| *known == name), "{name}?");
        }
    }

    #[test]
    fn the_fields_arrive_where_they_belong() {
        let callback = fixture("text-nick-self");
        assert_eq!(callback.robot_code.as_ref().map(RobotCode::as_str), Some(OUR_ROBOT));
        let corp_id = callback.corp_id.expect("an organisation");
        assert_eq!(corp_id.as_str(), "dingfixturecorp00000000000000000001");
        let message = callback.message;
        assert_eq!(message.id.as_str(), "msgLjlET1plcHuGkZynsr3I0w==");
        assert_eq!(message.conversation.as_str(), "cidb3qFkJumsbzH0t3o8/4JFA==");
        assert_eq!(message.title.as_deref(), Some("机器人测试群"));
        assert_eq!(message.sender.display_name, "Bob");
        assert_eq!(message.created_at, Timestamp(1_780_000_002_123));
        let session = message.reply_session.expect("a session");
        assert_eq!(session.origin, "https://oapi.dingtalk.com");
        assert_eq!(session.session, "0123456789abcdef0123456789abcdef");
        assert_eq!(session.expires_at, Timestamp(1_780_005_402_412));
    }

    #[test]
    fn numbers_may_be_texts_and_fields_may_be_of_any_kind() {
        let body = r#"{"msgId": 7, "conversationId": "cid", "conversationType": 2,
            "createAt": "1780000002123", "text": {"content": "hi"}, "atUsers": [null, 3, {}],
            "isInAtList": "true", "senderStaffId": {}, "senderNick": null, "robotCode": ""}"#;
        let callback = decode_body(body.as_bytes()).expect("decodes");
        assert_eq!(
            summary(&callback),
            "nobody in Group: \"hi\" (no robot code) (no organisation) (no session)"
        );
        assert_eq!(callback.message.created_at, Timestamp(1_780_000_002_123));
        let body = br#"{"msgId": "m", "conversationId": "c", "atUsers": null, "content": "top"}"#;
        let callback = decode_body(body).expect("decodes");
        assert_eq!(callback.message.body, MessageBody::Text("top".to_owned()));
    }

    #[test]
    fn one_person_mentioned_twice_is_one_person() {
        let body = r#"{"msgId": "m", "conversationId": "c", "chatbotUserId": "bot", "atUsers": [
            {"dingtalkId": "a", "staffId": "alice"}, {"dingtalkId": "bot"},
            {"dingtalkId": "a", "staffId": "alice"}]}"#;
        let callback = decode_body(body.as_bytes()).expect("decodes");
        assert_eq!(callback.message.mentions.len(), 1);
    }

    #[test]
    fn what_is_no_callback_is_refused() {
        for body in [
            "",
            "null",
            "[]",
            "{",
            "\"text\"",
            "{}",
            r#"{"msgId": "m"}"#,
            r#"{"conversationId": "c"}"#,
            r#"{"msgId": "", "conversationId": "c"}"#,
            r#"{"msgId": "m", "msgId": "n", "conversationId": "c"}"#,
            r#"{"msgId": "m", "conversationId": "c"} trailing"#,
        ] {
            assert!(decode_body(body.as_bytes()).is_err(), "accepted {body}");
        }
        assert!(decode_body(b"{\"msgId\": \"\xff\", \"conversationId\": \"c\"}").is_err());
        let deep = |levels: usize| {
            let nest = format!("{}{}", "[".repeat(levels), "]".repeat(levels));
            format!(r#"{{"msgId": "m", "conversationId": "c", "text": {nest}}}"#)
        };
        assert!(decode_body(deep(31).as_bytes()).is_ok());
        assert!(decode_body(deep(32).as_bytes()).is_err());
        let text =
            r#"{"msgId": "m", "conversationId": "c", "text": {"content": "\"[[[["#.to_owned();
        let text = text + &"[".repeat(100) + "\"}}";
        assert!(decode_body(text.as_bytes()).is_ok(), "brackets in a text are text");
        let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
        assert!(decode_body(deep.as_bytes()).is_err());
    }

    #[test]
    fn a_typed_mention_in_rich_text_stays_for_the_grammar_to_refuse() {
        for (at_users, parts, text) in [
            (1, &["@Bot", " /nick ", "@Al"][..], " /nick  @Al "),
            (1, &["/nick ", "@Typed", " Foo", "@Bot"], "/nick  @Typed  Foo @Bot "),
            (2, &["@Bot", " /nick ", "@Typed", " Foo", "@Alice"], " /nick  @Typed  Foo @Alice "),
            (2, &["@Bot", " /nick ", "@Alice", " Foo"], " /nick  Foo"),
            (2, &["/nick Foo"], "/nick Foo"),
        ] {
            let at_users: Vec<_> =
                (0..at_users).map(|id| serde_json::json!({ "dingtalkId": id })).collect();
            let parts: Vec<_> =
                parts.iter().map(|part| serde_json::json!({ "text": part })).collect();
            let body = serde_json::json!({
                "msgId": "m", "conversationId": "c", "msgtype": "richText",
                "chatbotUserId": "0", "atUsers": at_users, "content": { "richText": parts },
            });
            let callback = decode_body(body.to_string().as_bytes()).expect("decodes");
            assert_eq!(
                callback.message.body,
                MessageBody::Text(text.to_owned()),
                "failed on {body}"
            );
        }
    }

    proptest! {
        #[test]
        fn no_body_makes_it_panic(body in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = decode_body(&body);
        }
    }
}
