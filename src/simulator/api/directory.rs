//! The reading calls: groups by chatid or openConversationId, people, departments.

use serde_json::{Value, json};

use super::{
    Family,
    answer::{Answer, request_id, words},
    call::Call,
};
use crate::simulator::world::{GroupStatus, Person, PersonId, World};

pub(super) fn chat_get(world: &World, call: &Call) -> Answer {
    let Some(chatid) = call.query.get("chatid").filter(|chatid| !chatid.is_empty()) else {
        return Answer::errcode(Family::Plain, 49000, "需要参数chatid");
    };
    let Some(group) = world.groups.iter().find(|group| group.chatid == *chatid) else {
        return Answer::errcode(Family::Plain, 40016, "无效的chatid");
    };
    let people = group.members.iter().map(|member| member.person);
    let status = match group.status {
        GroupStatus::Normal => 1,
        GroupStatus::Dissolved => 2,
    };
    let chat_info = json!({
        "name": group.title,
        "owner": userid(world, group.owner),
        "useridlist": userids(world, people),
        "chatid": group.chatid,
        "conversationTag": 2,
        "status": status,
        "icon": "@lADPsimulatoricon",
        "searchable": 0,
        "validationType": 0,
        "mentionAllAuthority": 0,
        "managementType": 0,
        "chatBannedType": 0,
        "showHistoryType": 0,
    });
    Answer::ok(Family::Plain, json!({"chat_info": chat_info}))
}

pub(super) fn convert(world: &World, call: &Call) -> Answer {
    let chatid = call.path_part.as_deref().unwrap_or_default();
    let Some(group) = world.group_by_chatid(chatid) else {
        return Answer::v1(400, "invalideChatId", "不合法的chatId");
    };
    let group = world.group(group);
    if !group.owner_visible {
        return Answer::v1(400, "permession.checkFailed", "群主不在应用可见性内");
    }
    let body = json!({"openConversationId": group.open_conversation_id});
    Answer::json(Family::V1, 200, body)
}

pub(super) fn scene_group_get(world: &World, call: &Call) -> Answer {
    let conversation = call.field("open_conversation_id");
    if conversation.is_empty() {
        return Answer::errcode(Family::Topapi, 400_002, words(400_002));
    }
    let group = world.group_by_conversation(conversation).map(|id| world.group(id));
    let Some(group) = group.filter(|group| group.status == GroupStatus::Normal) else {
        return Answer::errcode(Family::Topapi, 34001, words(34001));
    };
    let Some(template) = &group.template else {
        return Answer::errcode(Family::Topapi, 34001, words(34001));
    };
    let result = json!({
        "title": group.title,
        "open_conversation_id": group.open_conversation_id,
        "owner_staff_id": userid(world, group.owner),
        "sub_admin_staff_ids": userids(world, group.sub_admins.iter().copied()),
        "template_id": template,
        "icon": "@lADOsimulatoricon",
        "group_url": "https://example.com/join",
        "management_options": {
            "chat_banned_type": "0",
            "validation_type": "0",
            "mention_all_authority": "0",
            "management_type": "0",
            "searchable": "0",
            "show_history_type": "0",
        },
    });
    Answer::ok(Family::Topapi, json!({"success": true, "result": result}))
}

pub(super) fn user_get(world: &World, call: &Call) -> Answer {
    let userid = call.field("userid");
    if userid.is_empty() {
        return Answer::errcode(Family::Topapi, 400_002, words(400_002));
    }
    match world.person_by_userid(userid) {
        None => Answer::errcode(Family::Topapi, 33012, words(33012)),
        Some(person) => found(world, &directory_entry(world.person(person))),
    }
}

pub(super) fn user_by_union_id(world: &World, call: &Call) -> Answer {
    let person = world.person_by_union_id(call.field("unionid"));
    let userid = person.and_then(|person| world.person(person).userid.as_deref());
    match userid {
        None => Answer::errcode(Family::Topapi, 60121, words(60121)),
        Some(userid) => {
            let result = json!({"contact_type": 0, "userid": userid});
            Answer::ok(Family::Topapi, json!({"result": result}))
        }
    }
}

pub(super) fn department_get(world: &World, call: &Call) -> Answer {
    let wanted = call.json_number("dept_id").or_else(|| call.field("dept_id").parse().ok());
    let Some(wanted) = wanted else {
        return Answer::errcode(Family::Topapi, 400_002, words(400_002));
    };
    let mut departments = world.departments.iter();
    let Some(department) = departments.find(|department| department.id == wanted) else {
        return Answer::errcode(Family::Topapi, 60003, words(60003));
    };
    let mut result = json!({
        "dept_id": department.id,
        "name": department.name,
        "parent_id": 1,
        "create_dept_group": department.chatid.is_some(),
        "group_contain_sub_dept": false,
        "org_dept_owner": "",
        "auto_add_user": true,
        "hide_dept": false,
        "order": 1,
    });
    if let Some(chatid) = &department.chatid {
        result["dept_group_chat_id"] = json!(chatid);
    }
    found(world, &result)
}

/// What the directory holds, in the types that this world speaks.
fn found(world: &World, result: &Value) -> Answer {
    if !world.sample_types {
        return Answer::ok(Family::Topapi, json!({"result": result}));
    }
    let result = as_in_samples(result);
    let body =
        json!({"errcode": "0", "errmsg": "ok", "result": result, "request_id": request_id()});
    Answer::json(Family::Topapi, 200, body)
}

/// The types of the documents' samples: `"true"`, `"2"`, `"[2,3]"`, and an object for a list.
fn as_in_samples(value: &Value) -> Value {
    match value {
        Value::Object(fields) => {
            let fields = fields.iter();
            fields.map(|(name, value)| (name.clone(), as_in_samples(value))).collect()
        }
        Value::Array(items) => match items.first() {
            Some(first @ Value::Object(_)) => as_in_samples(first),
            _ => Value::String(value.to_string()),
        },
        Value::Number(_) | Value::Bool(_) => Value::String(value.to_string()),
        Value::String(_) | Value::Null => value.clone(),
    }
}

fn directory_entry(person: &Person) -> Value {
    let departments = person.departments.iter();
    let orders: Vec<_> = departments.clone().map(|id| json!({"dept_id": id, "order": 1})).collect();
    let leads: Vec<_> = departments.map(|id| json!({"dept_id": id, "leader": false})).collect();
    let roles = if person.is_admin {
        json!([{"group_name": "默认", "name": "子管理员", "id": 100}])
    } else {
        json!([])
    };
    json!({
        "userid": person.userid,
        "unionid": person.union_id,
        "name": person.name,
        "avatar": "",
        "job_number": person.job_number,
        "title": person.title,
        "dept_id_list": person.departments,
        "dept_order_list": orders,
        "leader_in_dept": leads,
        "role_list": roles,
        "active": true,
        "admin": person.is_admin,
        "boss": false,
        "senior": false,
        "real_authed": true,
        "hide_mobile": false,
        "exclusive_account": false,
    })
}

fn userid(world: &World, person: PersonId) -> &str {
    world.person(person).userid.as_deref().unwrap_or_default()
}

fn userids(world: &World, people: impl Iterator<Item = PersonId>) -> Vec<&str> {
    people.filter_map(|person| world.person(person).userid.as_deref()).collect()
}
