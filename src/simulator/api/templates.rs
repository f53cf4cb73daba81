//! The two calls that make a group a scene group, and an ordinary one again.

use serde_json::json;

use super::{
    Family,
    answer::{Answer, not_done},
    call::Call,
    not_there,
};
use crate::simulator::world::{GroupId, GroupStatus, TemplateRefusal, World};

pub(super) fn apply(world: &mut World, call: &Call) -> Answer {
    answer(world, call, World::apply_template)
}

pub(super) fn close(world: &mut World, call: &Call) -> Answer {
    if !world.facts.release_undoes_adopt {
        return not_there(call);
    }
    answer(world, call, World::close_template)
}

type Change = fn(&mut World, GroupId, &str, &str) -> Result<(), TemplateRefusal>;

fn answer(world: &mut World, call: &Call, change: Change) -> Answer {
    let conversation = call.field("open_conversation_id");
    let (owner, template) = (call.field("owner_user_id"), call.field("template_id"));
    if [conversation, owner, template].contains(&"") {
        return not_done(400_002);
    }
    let group = world.group_by_conversation(conversation);
    let Some(group) = group.filter(|group| world.group(*group).status == GroupStatus::Normal)
    else {
        return not_done(660_023);
    };
    match change(world, group, owner, template) {
        Ok(()) => Answer::ok(Family::Topapi, json!({"success": true})),
        Err(TemplateRefusal::UnknownTemplate) => not_done(665_036),
        Err(TemplateRefusal::NotSuchAGroup) => not_done(660_023),
        Err(TemplateRefusal::NotTheOwner) => not_done(world.facts.not_the_owner),
    }
}
