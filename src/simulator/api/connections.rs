//! `connections/open`: the way to the Stream gateway.

use serde_json::{Value, json};

use super::{
    Family,
    answer::Answer,
    call::{Call, RequestBody},
    tokens::is_ours,
};
use crate::simulator::world::{Subscription, World};

pub(super) fn open(world: &mut World, call: &Call, endpoint: &str) -> Answer {
    let (id, secret) = (call.json_field("clientId"), call.json_field("clientSecret"));
    if !is_ours(world, id, secret) {
        return Answer::v1(401, "authFailed", "鉴权失败");
    }
    if !call.accepts_json {
        return Answer::html(200, "<OpenConnectionResponse/>");
    }
    let RequestBody::Json(body) = &call.body else {
        return Answer::v1(400, "invalidParameter", "参数错误");
    };
    let subscriptions = body["subscriptions"].as_array().into_iter().flatten();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let subscriptions: Vec<Subscription> = subscriptions
        .map(|it| Subscription { kind: text(&it["type"]), topic: text(&it["topic"]) })
        .collect();
    let (now, ua) = (world.now(), call.json_field("ua").to_owned());
    let ticket = world.gateway.issue_ticket(now, subscriptions, ua);
    Answer::json(Family::V1, 200, json!({ "endpoint": endpoint, "ticket": ticket }))
}
