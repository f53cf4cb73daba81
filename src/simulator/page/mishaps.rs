//! The mishaps that the page offers for the next call, and the faults they are.

use super::PageWords;
use crate::simulator::world::{Api, Fault, World};

/// A choice of the faults row: the form's value, and its words.
pub(super) type Mishap = (&'static str, fn(&PageWords) -> &str);

/// All of them; the first is that nothing goes wrong.
pub(super) const MISHAPS: [Mishap; 12] = [
    ("none", |words| &words.fault_none),
    ("41049", |words| &words.fault_forbidden_content),
    ("34001", |words| &words.fault_unknown_group),
    ("40003", |words| &words.fault_unknown_user),
    ("60124", |words| &words.fault_not_in_group),
    ("60011", |words| &words.fault_no_permission),
    ("token", |words| &words.fault_token_expired),
    ("session", |words| &words.fault_session_expired),
    ("html", |words| &words.fault_html),
    ("90018", |words| &words.fault_too_fast),
    ("quota", |words| &words.fault_quota),
    ("reset", |words| &words.fault_reset),
];

/// Makes the mishap happen to the next call that it can happen to, instead of
/// whatever was arranged before.
pub(super) fn arrange(world: &mut World, name: &str) {
    world.faults.clear();
    let denied = "Forbidden.AccessDenied.AccessTokenPermissionDenied";
    let too_fast = "Forbidden.AccessDenied.QpsLimitForAppkeyAndApi";
    let quota = "Forbidden.AccessDenied.ApiCountLimitForOrg";
    let wrapped = |sub_code: &str| Fault::Wrapped(sub_code.to_owned());
    let (legacy, v1) = match name {
        "41049" => (Fault::Bare(41049), v1(400, "groupNickForbid")),
        "34001" => (Fault::Bare(34001), v1(400, "openConversationIdDecriptFailed")),
        "40003" => (Fault::Bare(40003), v1(400, "invalidUserId")),
        "60124" => (Fault::Bare(60124), v1(400, "userNotInGroup")),
        "60011" => (wrapped("60011"), v1(403, denied)),
        "90018" => (wrapped("90018"), v1(403, too_fast)),
        "quota" => (wrapped("90020"), v1(403, quota)),
        "html" => (Fault::HtmlPage, Fault::HtmlPage),
        "reset" => (Fault::ResetBefore, Fault::ResetBefore),
        "token" => return world.expire_tokens(),
        "session" => {
            let answers = vec![(Api::SendBySession, Fault::Bare(300_001))];
            return world.faults.once_among(answers, name);
        }
        _ => return,
    };
    let answers = vec![(Api::UpdateGroupNick, legacy), (Api::GroupNicks, v1)];
    world.faults.once_among(answers, name);
}

fn v1(status: u16, code: &str) -> Fault {
    let code = code.to_owned();
    Fault::V1 { status, code }
}
