//! What a person says, as the robot callback that DingTalk makes of it: the
//! JSON of the message, its signature, and its way to the bot.
//! Linked mentions leave `text.content` and stand only in `atUsers`, the robot last.

mod contact;
mod crypto;
mod envelope;
mod event;
mod utterance;

#[cfg(test)]
mod tests;

pub use contact::DirectoryChange;
pub(in crate::simulator) use contact::compose_directory_event;
pub use crypto::Crypto;
pub(super) use envelope::post;
pub use envelope::{DeliverError, Delivered, Envelope, sign};
pub use event::{EventEnvelope, Happening};
pub(super) use event::{Subscription, compose_event, post as post_event};
pub use utterance::{Content, Segment, Utterance};

use serde_json::{Map, Value, json};
use url::Url;
use uuid::Uuid;

use super::world::{Author, ChatEntry, PersonId, Piece, Place, Reception, World};

/// Puts an utterance into the chat log and makes the envelope for the bot.
pub(super) fn compose(world: &mut World, utterance: &Utterance, origin: &Url) -> Envelope {
    let message_id = format!("msg{}", random_base64());
    let entry = ChatEntry {
        number: 0,
        at: 0,
        place: utterance.place,
        author: Author::Person(utterance.sender),
        author_name: world.name_in(utterance.place, utterance.sender).to_owned(),
        kind: utterance.kind().to_owned(),
        title: None,
        pieces: shown(world, utterance),
        at_all: false,
        message_id: Some(message_id.clone()),
        reception: if utterance.reaches_robot() {
            Reception::Pending
        } else {
            Reception::NotForBot
        },
    };
    world.record(entry);
    let body = callback(world, utterance, &message_id, origin);
    Envelope::signed(world, message_id, body)
}

/// The callback's JSON.
fn callback(world: &mut World, utterance: &Utterance, message_id: &str, origin: &Url) -> Value {
    let (session, expires_at) = world.open_session(utterance.place);
    let sender = world.person(utterance.sender);
    let mut body = Map::new();
    let mut put = |name: &str, value: Value| {
        body.insert(name.to_owned(), value);
    };
    put("senderPlatform", json!("Mac"));
    put("chatbotCorpId", json!(world.organisation.corp_id));
    put("chatbotUserId", json!(world.app.chatbot_user_id));
    put("robotCode", json!(world.app.robot_code));
    put("msgId", json!(message_id));
    put("createAt", json!(world.now()));
    put("senderId", json!(sender.dingtalk_id));
    put("senderUnionId", json!(sender.union_id));
    put("sessionWebhook", json!(webhook(origin, &session)));
    put("sessionWebhookExpiredTime", json!(expires_at));
    if world.app.published {
        put("isAdmin", json!(sender.is_admin));
    }
    if let Some(userid) = &sender.userid {
        put("senderCorpId", json!(world.organisation.corp_id));
        if world.app.published {
            put("senderStaffId", json!(userid));
        }
    }
    let nick = if world.facts.sender_nick_follows_group {
        world.name_in(utterance.place, utterance.sender)
    } else {
        &sender.name
    };
    put("senderNick", json!(nick));
    match utterance.place {
        Place::Group(group) => {
            let group = world.group(group);
            put("conversationType", json!("2"));
            put("conversationId", json!(group.open_conversation_id));
            put("openThreadId", json!(group.open_conversation_id));
            put("conversationTitle", json!(group.title));
            put("isInAtList", json!(utterance.mentions_robot()));
            put("atUsers", at_users(world, utterance));
        }
        Place::Direct(person) => {
            let conversation = &world.person(person).direct_conversation_id;
            put("conversationType", json!("1"));
            put("conversationId", json!(conversation));
            put("openThreadId", json!(conversation));
        }
    }
    put("msgtype", json!(utterance.kind()));
    if world.message_quota.is_used_up(world.now()) {
        put("errorCode", json!(20001));
        put("errorMessage", json!("受调用量超量影响，当前我的消息服务已经暂停。"));
    } else {
        let (name, content) = content(world, utterance);
        put(name, content);
    }
    let now = world.now();
    world.message_quota.count(now);
    Value::Object(body)
}

/// `text` of text messages, `content` of all others.
fn content(world: &World, utterance: &Utterance) -> (&'static str, Value) {
    match &utterance.content {
        Content::Text(segments) => {
            let words = segments.iter().map(|segment| match segment {
                Segment::Text(words) => words.as_str(),
                Segment::Mention(_) | Segment::Robot => "",
            });
            ("text", json!({"content": words.collect::<String>()}))
        }
        Content::RichText(segments) => {
            let parts = segments.iter().map(|segment| match segment {
                Segment::Text(words) => json!({"text": words}),
                Segment::Mention(person) => {
                    json!({"text": format!("@{}", world.name_in(utterance.place, *person))})
                }
                Segment::Robot => json!({"text": format!("@{}", world.app.name)}),
            });
            ("content", json!({"richText": parts.collect::<Vec<_>>()}))
        }
        Content::RichTextWithPicture(segments) => {
            let words = Utterance { content: Content::RichText(segments.clone()), ..*utterance };
            let (name, mut value) = content(world, &words);
            if let Some(parts) = value["richText"].as_array_mut() {
                let mut picture = picture();
                picture["type"] = json!("picture");
                parts.push(picture);
            }
            (name, value)
        }
        Content::Picture { .. } => ("content", picture()),
    }
}

fn picture() -> Value {
    json!({"pictureDownloadCode": random_base64(), "downloadCode": random_base64()})
}

/// Everybody mentioned, each once, and the robot last.
fn at_users(world: &World, utterance: &Utterance) -> Value {
    let mut seen: Vec<PersonId> = Vec::new();
    let mut users = Vec::new();
    for segment in utterance.segments() {
        let Segment::Mention(id) = segment else {
            continue;
        };
        if seen.contains(id) {
            continue;
        }
        seen.push(*id);
        let person = world.person(*id);
        let mut user = json!({"dingtalkId": person.dingtalk_id});
        if let Some(userid) = &person.userid
            && world.app.published
        {
            user["staffId"] = json!(userid);
            user["unionId"] = json!(person.union_id);
        }
        users.push(user);
    }
    if utterance.mentions_robot() {
        users.push(json!({"dingtalkId": world.app.chatbot_user_id}));
    }
    Value::Array(users)
}

/// The message as the others in the conversation see it.
fn shown(world: &World, utterance: &Utterance) -> Vec<Piece> {
    let segments = utterance.segments().iter();
    let mut pieces: Vec<_> = segments
        .map(|segment| match segment {
            Segment::Text(words) => Piece::Text(words.clone()),
            Segment::Mention(person) => Piece::Mention {
                person: *person,
                name: world.name_in(utterance.place, *person).to_owned(),
            },
            Segment::Robot => Piece::Robot { name: world.app.name.clone() },
        })
        .collect();
    if matches!(utterance.content, Content::Picture { .. } | Content::RichTextWithPicture(_)) {
        pieces.push(Piece::Picture);
    }
    pieces
}

fn webhook(origin: &Url, session: &str) -> String {
    let origin = origin.as_str().trim_end_matches('/');
    format!("{origin}/robot/sendBySession?session={session}")
}

/// 16 random bytes, as ids and download codes are written.
fn random_base64() -> String {
    use base64::{Engine, prelude::BASE64_STANDARD};
    BASE64_STANDARD.encode(Uuid::new_v4().as_bytes())
}
