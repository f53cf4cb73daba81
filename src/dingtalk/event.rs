//! What DingTalk tells of groups and of the directory: the `chat_*` events, and those of members and
//! departments, as they come encrypted over HTTP and in
//! the frames of a Stream.
//!
//! Old and new bodies differ in their field names (`ChatId`, `chatId`), so names are matched
//! without regard to case, and unknown fields are passed over.

use std::collections::BTreeMap;

use serde_json::Value;
use sha2::{Digest, Sha256};

use super::inbound::{DecodeError, is_too_deep};
use super::json;
use crate::domain::{
    ChatId, ContactChange, ContactEvent, ConversationId, CorpId, GroupEvent, Happening, MessageId,
    UserId,
};

/// The most people that are read of one event; DingTalk adds a thousand at a time at most.
const MOST_PEOPLE: usize = 1000;

/// What stands beside the body: a Stream has it in the frame's headers.
#[derive(Clone, Copy, Debug, Default)]
pub struct EventHeaders<'a> {
    /// `eventType`
    pub event_type: Option<&'a str>,
    /// `eventId`
    pub event_id: Option<&'a str>,
    /// `eventCorpId`
    pub corp_id: Option<&'a str>,
}

/// An event, decoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// `check_url`: the console asks whether anybody is there.
    Check,
    /// Something happened to a group.
    Group(GroupEvent),
    /// Something happened to a group that is named by its chatid alone, as in the oldest bodies:
    /// it has to be found by that.
    GroupByChat(ChatId, GroupEventOfChat),
    /// Something happened in the organisation's directory.
    Contact(ContactEvent),
    /// Something that is not ours to know.
    Other,
}

/// A [`GroupEvent`] whose conversation is still to be found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupEventOfChat {
    id: MessageId,
    corp_id: Option<CorpId>,
    what: Happening,
}

impl GroupEventOfChat {
    /// The event, in the conversation that the chatid was found to be.
    #[must_use]
    pub fn of(self, conversation: ConversationId) -> GroupEvent {
        let Self { id, corp_id, what } = self;
        // What was found by the chatid says nothing new of it.
        GroupEvent { id, corp_id, conversation, chat_id: None, what }
    }
}

/// Decodes an event from its body and what stood beside it.
///
/// # Errors
/// When it is not JSON, or a group's event without what nothing can be done without.
pub fn decode(body: &[u8], headers: EventHeaders<'_>) -> Result<Event, DecodeError> {
    if is_too_deep(body) {
        return Err(DecodeError::TooDeep);
    }
    let fields = without_regard_to_case(json::read_push(body)?)?;
    let text =
        |name: &str| fields.get(name).and_then(Value::as_str).filter(|text| !text.is_empty());
    let event_type = headers.event_type.or_else(|| text("eventtype"));
    let Some(event_type) = event_type else {
        return Err(DecodeError::Missing("eventType"));
    };
    if event_type == "check_url" {
        return Ok(Event::Check);
    }
    let people = |name: &str| -> Vec<UserId> {
        let values = match fields.get(name) {
            Some(Value::Array(values)) => values.iter().take(MOST_PEOPLE).collect(),
            Some(value) => vec![value],
            None => Vec::new(),
        };
        values.into_iter().filter_map(Value::as_str).filter_map(UserId::parse).collect()
    };
    let contact = match event_type {
        "user_modify_org" => Some(ContactChange::People(people("userid"))),
        // The oldest bodies have a list of another name.
        "label_user_change" => {
            let listed = people("userid").into_iter().chain(people("useridlist"));
            Some(ContactChange::People(listed.collect()))
        }
        "user_leave_org" => Some(ContactChange::Left(people("userid"))),
        "org_dept_modify" => Some(ContactChange::Departments),
        _ => None,
    };
    if contact.is_none() && !event_type.starts_with("chat_") {
        return Ok(Event::Other);
    }
    let id = headers.event_id.or_else(|| text("eventid"));
    let id = id.map_or_else(|| digest(event_type, body), str::to_owned);
    // Messages have ids of their own, and nobody promises that the two never meet.
    let id = MessageId::parse(&format!("event-{id}")).ok_or(DecodeError::Missing("eventId"))?;
    let corp_id = headers.corp_id.or_else(|| text("corpid")).and_then(CorpId::parse);
    if let Some(what) = contact {
        return Ok(Event::Contact(ContactEvent { corp_id, id, what }));
    }
    let what = match event_type {
        "chat_add_member" => Happening::Joined(people("userid")),
        "chat_remove_member" => Happening::Left(people("userid")),
        // Current bodies name who quit as the operator only.
        "chat_quit" => Happening::Left(match people("userid") {
            people if people.is_empty() => {
                text("operator").and_then(UserId::parse).into_iter().collect()
            }
            people => people,
        }),
        "chat_update_owner" => {
            text("owner").and_then(UserId::parse).map_or(Happening::Other, Happening::Owned)
        }
        "chat_update_title" => {
            text("title").map_or(Happening::Other, |title| Happening::Titled(title.to_owned()))
        }
        "chat_disband" => Happening::Disbanded,
        _ => Happening::Other,
    };
    let chat_id = text("chatid").and_then(ChatId::parse);
    match (text("openconversationid").and_then(ConversationId::parse), chat_id) {
        (Some(conversation), chat_id) => {
            Ok(Event::Group(GroupEvent { id, corp_id, conversation, chat_id, what }))
        }
        (None, Some(chat_id)) => {
            Ok(Event::GroupByChat(chat_id, GroupEventOfChat { id, corp_id, what }))
        }
        (None, None) => Err(DecodeError::Missing("openConversationId")),
    }
}

/// The fields by their names in small letters. Current bodies have a few under an old name too, and
/// then both say the same.
fn without_regard_to_case(
    named: BTreeMap<String, Value>,
) -> Result<BTreeMap<String, Value>, DecodeError> {
    let mut fields = BTreeMap::new();
    for (name, value) in named {
        let name = name.to_lowercase();
        let is_ambiguous = |before: &Value| *before != value && !value.is_number();
        if fields.get(&name).is_some_and(is_ambiguous) {
            return Err(DecodeError::Ambiguous(name));
        }
        fields.insert(name, value);
    }
    Ok(fields)
}

/// In place of an id, which the oldest bodies do not have: a repeated delivery is the same text.
fn digest(event_type: &str, body: &[u8]) -> String {
    let digest = Sha256::new().chain_update(event_type).chain_update(body).finalize();
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde::Deserialize;

    use super::*;

    fn fixture(path: &str) -> Vec<u8> {
        let path = format!("{}/fixtures/{path}.json", env!("CARGO_MANIFEST_DIR"));
        std::fs::read(path).expect("the fixture is there")
    }

    fn group_event(event: Event) -> GroupEvent {
        match event {
            Event::Group(event) => event,
            event => panic!("no event of a group: {event:?}"),
        }
    }

    fn of_http(name: &str) -> GroupEvent {
        let event = decode(&fixture(&format!("events/{name}")), EventHeaders::default());
        group_event(event.expect("the fixture decodes"))
    }

    /// A frame with its headers, as the Stream's own reader sees it.
    fn of_stream(name: &str) -> GroupEvent {
        #[derive(Deserialize)]
        struct Frame {
            headers: BTreeMap<String, String>,
            data: String,
        }
        let frame = fixture(&format!("stream/frame-event-{name}"));
        let frame: Frame = serde_json::from_slice(&frame).expect("a frame");
        let header = |name: &str| frame.headers.get(name).map(String::as_str);
        let headers = EventHeaders {
            event_type: header("eventType"),
            event_id: header("eventId"),
            corp_id: header("eventCorpId"),
        };
        group_event(decode(frame.data.as_bytes(), headers).expect("the fixture decodes"))
    }

    fn user(id: &str) -> UserId {
        UserId::parse(id).expect("a userid")
    }

    #[test]
    fn every_event_means_the_same_through_every_door_and_under_old_names() {
        for (name, what, has_chat_id) in [
            ("chat_add_member", Happening::Joined(vec![user("010203040506070809")]), true),
            ("chat_remove_member", Happening::Left(vec![user("010203040506070809")]), true),
            ("chat_update_owner", Happening::Owned(user("0911223344556677")), false),
            ("chat_disband", Happening::Disbanded, true),
        ] {
            let events = [
                of_http(&format!("http-{name}")),
                of_http(&format!("legacy-{name}")),
                of_stream(name),
            ];
            for event in events {
                assert_eq!(event.what, what, "{name}");
                assert_eq!(event.conversation.as_str(), "cidb3qFkJumsbzH0t3o8/4JFA==");
                let corp_id = event.corp_id.expect("an organisation");
                assert_eq!(corp_id.as_str(), "dingfixturecorp00000000000000000001");
                // The old one of a new owner has a chatid.
                if has_chat_id {
                    let chat_id = event.chat_id.expect("a chatid");
                    assert_eq!(chat_id.as_str(), "chat0123456789abcdef0123456789abcdef");
                }
            }
        }
        assert_eq!(of_http("http-chat_update_owner").chat_id, None);
    }

    #[test]
    fn who_quits_is_named_as_the_operator_or_in_the_list() {
        for event in
            [of_http("http-chat_quit"), of_stream("chat_quit"), of_http("legacy-chat_quit")]
        {
            let Happening::Left(people) = event.what else { panic!("{:?}", event.what) };
            assert_eq!(people.len(), 1);
        }
    }

    #[test]
    fn the_title_is_told() {
        for event in [
            of_http("http-chat_update_title"),
            of_http("legacy-chat_update_title"),
            of_stream("chat_update_title"),
        ] {
            assert!(matches!(event.what, Happening::Titled(title) if !title.is_empty()));
        }
    }

    #[test]
    fn an_event_has_the_id_that_dingtalk_gave_it_or_one_of_its_text() {
        assert_eq!(
            of_http("http-chat_add_member").id.as_str(),
            "event-c7c7120f2c074190000ebdba0318c8"
        );
        assert_eq!(
            of_stream("chat_add_member").id.as_str(),
            "event-c7c7120f2c074190000ebdba0318c8"
        );
        let legacy = of_http("legacy-chat_add_member");
        assert_eq!(legacy.id, of_http("legacy-chat_add_member").id);
        assert_ne!(legacy.id, of_http("legacy-chat_remove_member").id);
    }

    #[test]
    fn other_events_are_passed_over_and_strange_ones_told() {
        let decode = |body: &str| decode(body.as_bytes(), EventHeaders::default());
        assert_eq!(decode(r#"{"EventType":"check_url"}"#).expect("known"), Event::Check);
        assert_eq!(decode(r#"{"EventType":"user_add_org"}"#).expect("other"), Event::Other);
        let unknown = r#"{"EventType":"chat_sticker","openConversationId":"cid"}"#;
        assert_eq!(group_event(decode(unknown).expect("other")).what, Happening::Other);
        let by_chat =
            decode(r#"{"EventType":"chat_quit","ChatId":"chat0123456789","Operator":"a"}"#);
        assert!(matches!(by_chat, Ok(Event::GroupByChat(..))), "{by_chat:?}");
        for bad in ["", "[]", "7", "{}", r#"{"EventType":"chat_quit"}"#] {
            assert!(decode(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn changes_in_the_directory_are_told_of_whom_they_are() {
        let decode = |body: &str| match decode(body.as_bytes(), EventHeaders::default()) {
            Ok(Event::Contact(event)) => event,
            other => panic!("{body}: {other:?}"),
        };
        let of = |kind: &str, people: &str| {
            decode(&format!(r#"{{"EventType":"{kind}","eventId":"e","CorpId":"c",{people}}}"#))
        };
        let both = vec![user("a"), user("b")];
        let event = of("user_modify_org", r#""userId":["a","b"],"optStaffId":"x","diffInfo":[]"#);
        assert_eq!(event.what, ContactChange::People(both.clone()));
        assert_eq!(event.id.as_str(), "event-e");
        assert_eq!(event.corp_id, CorpId::parse("c"));
        let event = of("user_leave_org", r#""UserId":["a","b"]"#);
        assert_eq!(event.what, ContactChange::Left(both.clone()));
        let event = of("label_user_change", r#""UserIdList":["a","b"],"action":"add""#);
        assert_eq!(event.what, ContactChange::People(both));
        assert_eq!(of("org_dept_modify", r#""deptId":[7]"#).what, ContactChange::Departments);
    }

    #[test]
    fn a_body_that_says_two_things_is_refused() {
        for body in [
            r#"{"EventType":"chat_update_owner","openConversationId":"cid","owner":"a","owner":"b"}"#,
            r#"{"EventType":"chat_update_owner","openConversationId":"cid","owner":"a","Owner":"b"}"#,
            r#"{"EventType":"chat_quit","openConversationId":"cid","x":[{"y":1,"y":1}]}"#,
        ] {
            assert!(decode(body.as_bytes(), EventHeaders::default()).is_err(), "{body}");
        }
        let same = r#"{"EventType":"chat_quit","openConversationId":"cid","CorpId":"c","corpId":"c",
            "timeStamp":1,"TimeStamp":2}"#;
        assert!(decode(same.as_bytes(), EventHeaders::default()).is_ok());
    }

    proptest! {
        #[test]
        fn nothing_panics(body in any::<Vec<u8>>(), name in ".*", value in ".*") {
            let _ = decode(&body, EventHeaders::default());
            let body = serde_json::json!({ "EventType": "chat_quit", name: value });
            let _ = decode(body.to_string().as_bytes(), EventHeaders::default());
        }
    }
}
