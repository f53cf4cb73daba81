//! `/app/registration/…`: an app and its robot by one scan. No token: whoever holds the device code
//! is given the secret.

use serde_json::json;

use super::{Family, answer::Answer, call::Call, not_there};
use crate::simulator::world::{Device, NONCE_LIFE_S, Progress, World};

pub(super) fn init(world: &mut World, call: &Call) -> Answer {
    if !world.registrations.is_open {
        return not_there(call);
    }
    let more = json!({"nonce": world.issue_nonce(), "expires_in": NONCE_LIFE_S});
    Answer::ok(Family::Plain, more)
}

pub(super) fn begin(world: &mut World, call: &Call) -> Answer {
    if !world.registrations.is_open {
        return not_there(call);
    }
    let Some(device) = world.begin_registration(call.json_field("nonce")) else {
        return bad_parameter();
    };
    let more = json!({
        "device_code": device.device_code,
        "user_code": device.user_code,
        "verification_uri": Device::page(),
        "verification_uri_complete": device.complete_page(),
        "expires_in": world.registrations.code_life_s,
        "interval": world.registrations.interval_s,
    });
    Answer::ok(Family::Plain, more)
}

pub(super) fn poll(world: &mut World, call: &Call) -> Answer {
    if !world.registrations.is_open {
        return not_there(call);
    }
    let more = match world.registration(call.json_field("device_code")) {
        None => return bad_parameter(),
        Some(Progress::Waiting) => json!({"status": "WAITING"}),
        Some(Progress::Success) => json!({
            "status": "SUCCESS",
            "client_id": world.app.client_id,
            "client_secret": world.app.client_secret,
        }),
        Some(Progress::Fail(reason)) => json!({"status": "FAIL", "fail_reason": reason}),
        Some(Progress::Expired) => json!({"status": "EXPIRED"}),
    };
    Answer::ok(Family::Plain, more)
}

fn bad_parameter() -> Answer {
    Answer::errcode(Family::Plain, 400_002, "参数错误")
}
