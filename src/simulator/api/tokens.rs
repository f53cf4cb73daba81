//! The three ways to an access token.

use serde_json::json;

use super::{Api, Family, answer::Answer, call::Call};
use crate::simulator::world::World;

pub(super) fn gettoken(world: &mut World, call: &Call) -> Answer {
    // Only the query counts: the real server does not look into a body.
    let (Some(key), Some(secret)) = (call.query.get("appkey"), call.query.get("appsecret")) else {
        return Answer::errcode(Family::Plain, 40035, "缺少参数 corpid or appkey");
    };
    if !is_ours(world, key, secret) {
        return Answer::errcode(Family::Plain, 40096, "不合法的appKey或appSecret");
    }
    let token = world.issue_token(Api::GetToken);
    let more = json!({"access_token": token, "expires_in": 7200});
    Answer::ok(Family::Plain, more)
}

pub(super) fn access_token(world: &mut World, call: &Call) -> Answer {
    if !is_ours(world, call.json_field("appKey"), call.json_field("appSecret")) {
        return bad_credentials();
    }
    let token = world.issue_token(Api::AccessToken);
    let body = json!({"accessToken": token, "expireIn": 7200});
    Answer::json(Family::V1, 200, body)
}

pub(super) fn corp_token(world: &mut World, call: &Call) -> Answer {
    if call.path_part.as_deref() != Some(world.organisation.corp_id.as_str()) {
        return Answer::v1(500, "unknownError", "未知错误");
    }
    let (key, secret) = (call.json_field("client_id"), call.json_field("client_secret"));
    if !is_ours(world, key, secret) || call.json_field("grant_type") != "client_credentials" {
        return bad_credentials();
    }
    // The same token as the other v1.0 way gives.
    let token = world.issue_token(Api::AccessToken);
    let body = json!({"access_token": token, "expires_in": 7200});
    Answer::json(Family::V1, 200, body)
}

pub(super) fn is_ours(world: &World, key: &str, secret: &str) -> bool {
    key == world.app.client_id && secret == world.app.client_secret
}

fn bad_credentials() -> Answer {
    Answer::v1(400, "invalidClientIdOrSecret", "无效的clientId或者clientSecret")
}
