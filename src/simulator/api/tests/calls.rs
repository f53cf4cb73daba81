//! What each call needs, what it costs, and that it can go wrong.

use std::collections::BTreeSet;

use serde_json::json;

use super::{
    cases::{CASES, Request},
    fresh, start,
};
use crate::simulator::{
    Simulator,
    world::{Api, Fault, Person, Scope, World},
};

/// Every call that needs a token: what it needs, whether it counts against the month's calls,
/// and the request, which succeeds.
const CALLS: &[(Api, Scope, bool, Request)] = &[
    (Api::UpdateGroupNick, Scope::ChatManage, true, |ask| ask.rename(|_| {})),
    (Api::GroupNicks, Scope::ChatManage, true, |ask| ask.group_nicks(|_| {})),
    (Api::SceneMembers, Scope::ChatManage, true, |ask| ask.members(|_| {})),
    (Api::ChatGet, Scope::ChatRead, true, |ask| ask.chat_get(&format!("&chatid={}", ask.chatid))),
    (Api::SceneGroupGet, Scope::ChatRead, true, |ask| {
        ask.topapi("im/chat/scenegroup/get", &json!({"open_conversation_id": ask.scene}))
    }),
    (Api::TemplateApply, Scope::ChatManage, true, |ask| ask.template("apply", |_| {})),
    (Api::TemplateClose, Scope::ChatManage, true, |ask| ask.template("close", |_| {})),
    (Api::ConvertChatId, Scope::ChatRead, true, |ask| ask.convert(&ask.chatid)),
    (Api::GroupMessageSend, Scope::RobotSendMsg, true, |ask| ask.group_message(|_| {})),
    (Api::DirectMessageSend, Scope::RobotSendMsg, true, |ask| ask.direct_message(|_| {})),
    (Api::UserGet, Scope::GetMember, false, |ask| ask.user(&ask.alice)),
    (Api::UserByUnionId, Scope::GetMember, false, |ask| {
        let unionid = Person::member(&ask.alice, "").union_id;
        ask.topapi("user/getbyunionid", &json!({"unionid": unionid}))
    }),
    (Api::DepartmentGet, Scope::GetDepartmentList, false, |ask| ask.department(3)),
];

/// What the last call came to, and whether a fault had a hand in it.
fn outcome(simulator: &Simulator) -> (Api, String, bool) {
    simulator.with(|world| {
        let call = world.calls.last().unwrap();
        (call.api, call.code.clone(), call.faulted)
    })
}

#[actix_web::test]
async fn every_call_needs_its_permission_and_no_other() {
    let simulator = start();
    for (api, scope, _, request) in CALLS {
        let ask = fresh(&simulator);
        simulator.with(|world| world.revoke(*scope));
        request(&ask).send().await.unwrap();
        let (called, code, _) = outcome(&simulator);
        assert_eq!(called, *api);
        let v1 = "Forbidden.AccessDenied.AccessTokenPermissionDenied";
        assert!(["43007", "88/60011", v1].contains(&code.as_str()), "{api:?}: {code}");
        simulator.with(|world| world.scopes = BTreeSet::from([*scope]));
        request(&ask).send().await.unwrap();
        assert_eq!(outcome(&simulator).1, "ok", "{api:?}");
    }
}

#[actix_web::test]
async fn contacts_and_tokens_are_free_and_all_else_counts() {
    let simulator = start();
    for (api, _, is_counted, request) in CALLS {
        let ask = fresh(&simulator);
        request(&ask).send().await.unwrap();
        let used = simulator.with(|world| world.api_quota.used(world.now()));
        assert_eq!(used, u32::from(*is_counted), "{api:?}");
        simulator.with(World::use_up_quota);
        request(&ask).send().await.unwrap();
        assert_eq!(outcome(&simulator).1 == "ok", !is_counted, "{api:?}");
    }
    for name in ["gettoken-ok", "v1-accesstoken-ok", "v1-corp-token-ok"] {
        let ask = fresh(&simulator);
        let (.., request) = CASES.iter().find(|(fixture, ..)| *fixture == name).unwrap();
        request(&ask).send().await.unwrap();
        assert_eq!(outcome(&simulator).1, "ok", "{name}");
        assert_eq!(simulator.with(|world| world.api_quota.used(world.now())), 0, "{name}");
    }
}

#[actix_web::test]
async fn every_call_can_go_wrong_in_every_way_and_is_right_again() {
    let simulator = start();
    let busy = Fault::V1 { status: 429, code: "systemBusy".to_owned() };
    for (api, _, _, request) in CALLS {
        for (fault, expected) in [
            (Fault::Bare(-1), "-1"),
            (Fault::Wrapped("90018".to_owned()), "88/90018"),
            (busy.clone(), "systemBusy"),
            (Fault::SuccessFalse, "success:false"),
            (Fault::HtmlPage, "html"),
            (Fault::Punish, "1111"),
            (Fault::EndlessBody, "endless"),
            (Fault::ResetBefore, "reset"),
            (Fault::ResetAfter, "reset"),
            (Fault::Hang(0), "ok (0 ms)"),
            (Fault::Http500, "html"),
        ] {
            let ask = fresh(&simulator);
            simulator.with(|world| world.faults.once(*api, fault));
            drop(request(&ask).send().await);
            assert_eq!(outcome(&simulator), (*api, expected.to_owned(), true));
            request(&ask).send().await.unwrap();
            assert_eq!(outcome(&simulator), (*api, "ok".to_owned(), false));
        }
    }
}
