//! The two ways in which the robot speaks: through a reply session, where it
//! can mention people, and through `groupMessages/send`, where it can not.

use serde_json::{Value, json};

use super::{
    Family,
    answer::{Answer, words},
    call::{Call, RequestBody},
};
use crate::simulator::world::{
    Author, ChatEntry, GroupStatus, PersonId, Piece, Place, Reaction, Reception, Via, World,
};

/// A session message may be this long, in bytes of the body.
const SESSION_LIMIT: usize = 20_000;
/// `msgParam` may be this long, in bytes.
const MSG_PARAM_LIMIT: usize = 15_000;
/// A direct message goes to so many people at once.
const DIRECT_LIMIT: usize = 20;
/// So many people can be mentioned at once.
const MENTION_LIMIT: usize = 50;

pub(super) fn send_by_session(world: &mut World, call: &Call) -> Answer {
    let session = call.query.get("session").map_or("", String::as_str);
    let Some(place) = world.session_place(session) else {
        return refused(300_001, words(300_001));
    };
    if call.body_bytes > SESSION_LIMIT {
        let errmsg = "description: body 大小不合法;solution:请保持大小在 20000bytes 以内;";
        return refused(460_101, errmsg);
    }
    let body = match &call.body {
        RequestBody::Json(body) => body,
        RequestBody::WrongType | RequestBody::Form(_) => {
            return refused(43004, "无效的HTTP HEADER Content-Type");
        }
        RequestBody::Empty | RequestBody::Unreadable => return refused(40035, "不合法的参数"),
    };
    if is_dissolved(world, place) {
        return refused(400_013, "群已被解散");
    }
    let kind = body["msgtype"].as_str().unwrap_or_default();
    let Some((title, text)) = words_of(kind, body) else {
        return refused(400_105, "不支持的消息类型");
    };
    let now = world.now();
    world.message_quota.count(now);
    if kind != "empty" {
        if matches!(kind, "text" | "markdown") {
            note_undue_mentions(world, place, &body["at"]);
        }
        let mentions = match kind {
            "text" | "markdown" => mentions(world, place, &body["at"]),
            "actionCard" => everybody(world, place),
            _ => Vec::new(),
        };
        let pieces = pieces(world, place, &text, &mentions);
        let at_all = matches!(kind, "text" | "markdown") && body["at"]["isAtAll"] == json!(true);
        let entry = bot_entry(world, place, Via::Session, kind, title, pieces);
        world.record(ChatEntry { at_all, ..entry });
    }
    Answer::ok(Family::Plain, json!({}))
}

/// `POST /v1.0/robot/emotion/reply`: a reaction on a message. Its shape is the official SDK's; which
/// codes it refuses with is not known, so those of group messages stand in for them.
pub(super) fn emotion_reply(world: &mut World, call: &Call) -> Answer {
    if call.json_field("robotCode") != world.app.robot_code {
        return invalid("invalidParameter.robotCode.auth", "robotCode无效");
    }
    let conversation = call.json_field("openConversationId");
    let Some(group) = world.group_by_conversation(conversation) else {
        return invalid("invalid.openConversationId", "无效的openConversationId");
    };
    let (message_id, name) = (call.json_field("openMsgId"), call.json_field("emotionName"));
    if message_id.is_empty() || name.is_empty() {
        return invalid("invalidParameter", "缺少参数");
    }
    let reaction = Reaction { group, message_id: message_id.to_owned(), name: name.to_owned() };
    world.reactions.push(reaction);
    Answer::json(Family::V1, 200, json!({"success": true}))
}

pub(super) fn group_message_send(world: &mut World, call: &Call) -> Answer {
    if let Err(answer) = check_robot_code(world, call) {
        return answer;
    }
    let conversation = call.json_field("openConversationId");
    if conversation.is_empty() {
        return invalid("miss.openConversationId", "缺少openConversationId");
    }
    let Some(group) = world.group_by_conversation(conversation) else {
        return invalid("invalid.openConversationId", "无效的openConversationId");
    };
    let place = Place::Group(group);
    if is_dissolved(world, place) {
        return invalid("group.disbanded", "群已经解散");
    }
    let (kind, title, text) = match message_of(call) {
        Ok(message) => message,
        Err(answer) => return answer,
    };
    let entry = bot_entry(world, place, Via::GroupMessage, kind, title, vec![Piece::Text(text)]);
    let number = world.record(entry);
    let key = format!("simulatorProcessQueryKey{number:08}=");
    Answer::json(Family::V1, 200, json!({"processQueryKey": key}))
}

/// `POST /v1.0/robot/oToMessages/batchSend`: the same message to each of several members, who need
/// not have written to the robot. Its shape is the official SDK's.
pub(super) fn direct_message_send(world: &mut World, call: &Call) -> Answer {
    if let Err(answer) = check_robot_code(world, call) {
        return answer;
    }
    let RequestBody::Json(body) = &call.body else {
        return invalid("invalidParameter.userIds", "userIds无效");
    };
    let ids = body["userIds"].as_array().cloned().unwrap_or_default();
    let ids: Vec<String> = ids.iter().filter_map(|id| id.as_str().map(str::to_owned)).collect();
    if ids.is_empty() || ids.len() > DIRECT_LIMIT {
        return invalid("invalidParameter.userIds", "userIds无效");
    }
    let (kind, title, text) = match message_of(call) {
        Ok(message) => message,
        Err(answer) => return answer,
    };
    let (mut unknown, mut number) = (Vec::new(), 0);
    for id in ids {
        let Some(person) = world.person_by_userid(&id) else {
            unknown.push(id);
            continue;
        };
        let (place, pieces) = (Place::Direct(person), vec![Piece::Text(text.clone())]);
        let entry = bot_entry(world, place, Via::DirectMessage, kind, title.clone(), pieces);
        number = world.record(entry);
    }
    let key = format!("simulatorProcessQueryKey{number:08}=");
    let answer = json!({
        "processQueryKey": key,
        "invalidStaffIdList": unknown,
        "flowControlledStaffIdList": [],
    });
    Answer::json(Family::V1, 200, answer)
}

fn check_robot_code(world: &World, call: &Call) -> Result<(), Answer> {
    let robot_code = call.json_field("robotCode");
    if robot_code.is_empty() {
        return Err(invalid("invalidParameter.robotCode.missing", "缺少robotCode"));
    }
    if robot_code != world.app.robot_code {
        return Err(invalid(
            "invalidParameter.robotCode.auth",
            "此应用appkey和机器人robotCode不匹配，请使用机器人应用的appkey",
        ));
    }
    Ok(())
}

/// The kind, the headline and the words of what is sent without a session.
fn message_of(call: &Call) -> Result<(&str, Option<String>, String), Answer> {
    let key = call.json_field("msgKey");
    if key.is_empty() {
        return Err(invalid("invalidParameter.msgKey.empty", "缺少msgKey"));
    }
    let param = call.json_field("msgParam");
    if param.len() > MSG_PARAM_LIMIT {
        return Err(invalid("invalidParameter.msgParam.tooLong", "消息内容太长"));
    }
    let Ok(param @ Value::Object(_)) = serde_json::from_str::<Value>(param) else {
        return Err(invalid("invalidParameter.msgParam.invalid", "msgParam必须是json格式"));
    };
    match key {
        "sampleText" => Ok(("text", None, text_at(&param, "content"))),
        "sampleMarkdown" => {
            Ok(("markdown", Some(text_at(&param, "title")), text_at(&param, "text")))
        }
        _ if key.starts_with("sample") => {
            Ok((key, Some(text_at(&param, "title")), text_at(&param, "text")))
        }
        _ => Err(invalid("invalidParameter.msgKey.invalid", "msgKey无效")),
    }
}

/// The headline and the words of a session message; `None` for an unknown kind.
fn words_of(kind: &str, body: &Value) -> Option<(Option<String>, String)> {
    let part = &body[kind];
    match kind {
        "empty" => Some((None, String::new())),
        "text" => Some((None, part["content"].as_str()?.to_owned())),
        "markdown" | "actionCard" | "link" => {
            Some((Some(text_at(part, "title")), part["text"].as_str()?.to_owned()))
        }
        "feedCard" => {
            let links = part["links"].as_array()?;
            let titles: Vec<_> = links.iter().map(|link| text_at(link, "title")).collect();
            Some((None, titles.join("\n")))
        }
        _ => None,
    }
}

/// Notes whom a message notifies whom it does not concern: everybody, and those who said nothing
/// there, were not mentioned, and did not come in.
fn note_undue_mentions(world: &mut World, place: Place, at: &Value) {
    if at["isAtAll"] == json!(true) {
        world.undue_mentions.push("isAtAll".to_owned());
    }
    let lists = ["atUserIds", "atDingtalkIds"].map(|name| at[name].as_array().cloned());
    for id in lists.into_iter().flatten().flatten() {
        let id = id.as_str().unwrap_or_default().to_owned();
        let person = world.person_by_userid(&id).or_else(|| world.person_by_dingtalk_id(&id));
        let is_everybody = id.trim_start_matches('@').eq_ignore_ascii_case("all");
        if is_everybody || person.is_some_and(|person| !world.concerns(place, person)) {
            world.undue_mentions.push(id);
        }
    }
}

/// Whom the `at` object names, with the text that must stand in the message
/// for each to be drawn as a mention.
fn mentions(world: &World, place: Place, at: &Value) -> Vec<(String, PersonId)> {
    let ids = |name: &str| {
        let list = at[name].as_array().cloned().unwrap_or_default();
        let texts = list.into_iter().filter_map(|id| id.as_str().map(str::to_owned));
        texts.collect::<Vec<_>>()
    };
    let by_userid = ids("atUserIds").into_iter().map(|id| {
        let person = world.person_by_userid(&id);
        (id, person)
    });
    let by_dingtalk_id = ids("atDingtalkIds").into_iter().map(|id| {
        let person = world.person_by_dingtalk_id(&id);
        (id, person)
    });
    by_userid
        .chain(by_dingtalk_id)
        .filter_map(|(id, person)| Some((format!("@{id}"), person?)))
        .filter(|(_, person)| is_there(world, place, *person))
        .take(MENTION_LIMIT)
        .collect()
}

/// Everybody there: an actionCard mentions whomever its text names as `@userid`.
fn everybody(world: &World, place: Place) -> Vec<(String, PersonId)> {
    let people = (0..world.people.len()).map(PersonId);
    people
        .filter(|person| is_there(world, place, *person))
        .filter_map(|person| Some((format!("@{}", world.person(person).userid.as_ref()?), person)))
        .collect()
}

/// The text cut at each `@id` that the `at` object accounts for.
fn pieces(world: &World, place: Place, text: &str, mentions: &[(String, PersonId)]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = text;
    loop {
        let next = mentions
            .iter()
            .filter_map(|(mark, person)| Some((rest.find(mark)?, mark, *person)))
            // Of two ids that begin alike, the longer one is meant.
            .min_by_key(|(at, mark, _)| (*at, usize::MAX - mark.len()));
        let Some((at, mark, person)) = next else {
            break;
        };
        let (before, after) = rest.split_at(at);
        if !before.is_empty() {
            pieces.push(Piece::Text(before.to_owned()));
        }
        let name = world.name_in(place, person).to_owned();
        pieces.push(Piece::Mention { person, name });
        rest = after.strip_prefix(mark.as_str()).unwrap_or_default();
    }
    if !rest.is_empty() {
        pieces.push(Piece::Text(rest.to_owned()));
    }
    pieces
}

fn bot_entry(
    world: &World,
    place: Place,
    via: Via,
    kind: &str,
    title: Option<String>,
    pieces: Vec<Piece>,
) -> ChatEntry {
    ChatEntry {
        number: 0,
        at: 0,
        place,
        author: Author::Bot(via),
        author_name: world.app.name.clone(),
        kind: kind.to_owned(),
        title,
        pieces,
        at_all: false,
        message_id: None,
        reception: Reception::Own,
    }
}

fn is_dissolved(world: &World, place: Place) -> bool {
    match place {
        Place::Group(group) => world.group(group).status == GroupStatus::Dissolved,
        Place::Direct(_) => false,
    }
}

fn is_there(world: &World, place: Place, person: PersonId) -> bool {
    match place {
        Place::Group(group) => world.group(group).member(person).is_some(),
        Place::Direct(other) => other == person,
    }
}

fn text_at(value: &Value, name: &str) -> String {
    value[name].as_str().unwrap_or_default().to_owned()
}

fn refused(errcode: i64, errmsg: &str) -> Answer {
    Answer::errcode(Family::Plain, errcode, errmsg)
}

fn invalid(code: &str, message: &str) -> Answer {
    Answer::v1(400, code, message)
}
