//! The two calls that set a group nickname: by chatid in any group, and by
//! openConversationId in groups made from a template.

use serde_json::json;

use super::{
    Api, Family,
    answer::{Answer, not_done, words, wrapped},
    call::Call,
};
use crate::simulator::world::{GroupStatus, Refusal, World};

pub(super) fn update_group_nick(world: &mut World, call: &Call) -> Answer {
    let chatid = call.field("chatid");
    if chatid.is_empty() {
        return refused(world, Refusal::BadParameter);
    }
    let group = world.group_by_chatid(chatid);
    let (userid, nickname) = (call.field("userid"), call.field("group_nick"));
    match world.rename(group, userid, nickname, Api::UpdateGroupNick) {
        Ok(()) => Answer::ok(Family::Topapi, json!({"success": true})),
        Err(refusal) => refused(world, refusal),
    }
}

pub(super) fn group_nicks(world: &mut World, call: &Call) -> Answer {
    let conversation = call.json_field("openConversationId");
    if conversation.is_empty() {
        return refused_v1(Refusal::BadParameter);
    }
    let group = world.group_by_conversation(conversation);
    let group = group.filter(|group| world.group(*group).status == GroupStatus::Normal);
    let (userid, nickname) = (call.json_field("userId"), call.json_field("groupNick"));
    match world.rename(group, userid, nickname, Api::GroupNicks) {
        Ok(()) => Answer::json(Family::V1, 200, json!({"success": true})),
        Err(refusal) => refused_v1(refusal),
    }
}

fn refused(world: &World, refusal: Refusal) -> Answer {
    let errcode = match refusal {
        Refusal::BadParameter => 400_002,
        Refusal::UnknownUser => 40003,
        Refusal::UnknownGroup | Refusal::NotAScene => 34001,
        Refusal::NotInGroup => 60124,
        Refusal::ForbiddenContent => 41049,
    };
    match world.facts.wraps_refusals {
        true => wrapped(&errcode.to_string(), words(errcode)),
        false => not_done(errcode),
    }
}

fn refused_v1(refusal: Refusal) -> Answer {
    let (code, message) = match refusal {
        Refusal::BadParameter => ("paramBlank", "请求参数为空"),
        Refusal::UnknownUser => ("invalidUserId", "无效的用户ID"),
        Refusal::UnknownGroup => ("openConversationIdDecriptFailed", "群 ID 解码失败"),
        Refusal::NotInGroup => ("userNotInGroup", "用户不在群内"),
        Refusal::ForbiddenContent => ("groupNickForbid", "昵称内容非法"),
        Refusal::NotAScene => ("groupPermissionDenied", "无权限访问此群数据"),
    };
    Answer::v1(400, code, message)
}
