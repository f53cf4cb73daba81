//! The lists of a group's members, with a name for each: of scene groups, and of inner ones.

use serde_json::{Map, Value, json};

use super::{Family, answer::Answer, call::Call};
use crate::simulator::world::{GroupId, GroupStatus, World};

pub(super) fn scene_members(world: &World, call: &Call) -> Answer {
    let conversation = call.json_field("openConversationId");
    let Some(max_results) = call.json_number("maxResults").filter(|_| !conversation.is_empty())
    else {
        return Answer::v1(400, "paramBlank", "请求参数为空");
    };
    let token = Some(call.json_field("nextToken")).filter(|token| !token.is_empty());
    let (Some(max_results), Some(start)) =
        (usize::try_from(max_results).ok().filter(|max| *max > 0), start_of(token))
    else {
        return Answer::v1(400, "paramIllegal", "请求参数非法");
    };
    let id = world.group_by_conversation(conversation);
    let id = id.filter(|id| world.group(*id).status == GroupStatus::Normal);
    let Some(id) = id else {
        return Answer::v1(400, "cidEncryptError", "群ID解析错误");
    };
    let group = world.group(id);
    if !call.json_field("coolAppCode").is_empty() {
        // This world has none.
        return Answer::v1(400, "coolAppUnexist", "群聊酷应用不存在");
    }
    if !group.is_scene() {
        return Answer::v1(400, "groupPermissionDenied", "无权限，该群没有安装群模板");
    }
    if !group.owner_visible {
        return Answer::v1(400, "permession.checkFailed", "群主不在应用可见性内");
    }
    let size = match group.members.len() {
        all if all <= world.scene_members_at_once => all,
        _ => max_results,
    };
    page(world, id, start, size)
}

/// Everybody of an inner group in one page. No document tells of this call; its shape is that of the
/// official SDK.
pub(super) fn inner_members(world: &World, call: &Call) -> Answer {
    let (conversation, asker) = (call.json_field("openConversationId"), call.json_field("userId"));
    if conversation.is_empty() || asker.is_empty() {
        return Answer::v1(400, "paramBlank", "请求参数为空");
    }
    let id = world.group_by_conversation(conversation);
    let Some(id) = id.filter(|id| world.group(*id).status == GroupStatus::Normal) else {
        return Answer::v1(400, "cidEncryptError", "群ID解析错误");
    };
    let list = world.group(id).members.iter().filter_map(|member| {
        let person = world.person(member.person);
        let nickname = member.nickname.as_ref().filter(|_| world.facts.inner_members_nickname);
        let (userid, name) = (person.userid.as_ref()?, &person.name);
        Some(json!({
            "userId": userid,
            "name": name,
            "nickName": nickname.unwrap_or(name),
            "icon": "@lADPsimulatoricon",
        }))
    });
    let list: Vec<Value> = list.collect();
    Answer::json(Family::V1, 200, json!({"list": list, "hasMore": false, "nextToken": ""}))
}

/// The place of a page's first member among all.
fn start_of(token: Option<&str>) -> Option<usize> {
    token.map_or(Some(0), |token| token.parse().ok())
}

fn page(world: &World, id: GroupId, start: usize, size: usize) -> Answer {
    let rest = world.group(id).members.get(start..).unwrap_or_default();
    let (page, left) = rest.split_at(size.min(rest.len()));
    let mut staff = Vec::new();
    let mut outsiders = Vec::new();
    let mut staff_names = Map::new();
    let mut outsider_names = Map::new();
    for member in page {
        let person = world.person(member.person);
        let nickname = member.nickname.as_ref().filter(|_| world.facts.scene_members_nickname);
        let name = nickname.unwrap_or(&person.name).as_str();
        match &person.userid {
            Some(userid) => {
                staff.push(userid);
                staff_names.insert(userid.clone(), Value::from(name));
            }
            None => {
                outsiders.push(&person.union_id);
                outsider_names.insert(person.union_id.clone(), Value::from(name));
            }
        }
    }
    let next = if left.is_empty() { String::new() } else { (start + size).to_string() };
    let body = json!({
        "success": true,
        "memberUserIds": staff,
        "hasMore": !left.is_empty(),
        "nextToken": next,
        "unionIdList": outsiders,
        "staffIdNickMap": staff_names,
        "unionIdNickMap": outsider_names,
    });
    Answer::json(Family::V1, 200, body)
}
