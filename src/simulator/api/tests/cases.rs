//! The situations: which fixture, what is changed in the world beforehand, and
//! the request. One is the demo world's class group, the other its scene group.

use reqwest::RequestBuilder;
use serde_json::{Value, json};

use super::{CLASS, STAFF};
use crate::simulator::world::{Api, Fault, GroupStatus, Member, Person, Scope, TEMPLATE, World};

/// What a case needs to make its request.
pub(super) struct Ask {
    pub(super) client: reqwest::Client,
    pub(super) base: String,
    pub(super) token: String,
    pub(super) chatid: String,
    pub(super) scene: String,
    pub(super) alice: String,
    /// Who owns the scene group.
    pub(super) owner: String,
    pub(super) session: String,
}

impl Ask {
    pub(super) fn topapi(&self, path: &str, body: &Value) -> RequestBuilder {
        let url = format!("{}topapi/{path}?access_token={}", self.base, self.token);
        self.client.post(url).json(body)
    }

    pub(super) fn user(&self, userid: &str) -> RequestBuilder {
        self.topapi("v2/user/get", &json!({"userid": userid}))
    }

    pub(super) fn department(&self, id: i64) -> RequestBuilder {
        self.topapi("v2/department/get", &json!({"dept_id": id}))
    }

    pub(super) fn rename(&self, change: fn(&mut Value)) -> RequestBuilder {
        let mut body =
            json!({"userid": self.alice, "chatid": self.chatid, "group_nick": "New Name"});
        change(&mut body);
        self.topapi("chat/updategroupnick", &body)
    }

    fn v1(&self, method: reqwest::Method, path: &str) -> RequestBuilder {
        let url = format!("{}v1.0/{path}", self.base);
        let request = self.client.request(method, url);
        request.header("x-acs-dingtalk-access-token", &self.token)
    }

    pub(super) fn group_nicks(&self, change: fn(&mut Value)) -> RequestBuilder {
        let mut body = json!({"openConversationId": self.scene, "userId": self.alice,
                              "groupNick": "New Name"});
        change(&mut body);
        let request = self.v1(reqwest::Method::PUT, "im/sceneGroups/members/groupNicks");
        request.json(&body)
    }

    pub(super) fn members(&self, change: fn(&mut Value)) -> RequestBuilder {
        let mut body = json!({"openConversationId": self.scene, "maxResults": 100});
        change(&mut body);
        let path = "im/sceneGroups/members/batchQuery";
        self.v1(reqwest::Method::POST, path).json(&body)
    }

    pub(super) fn template(&self, verb: &str, change: fn(&mut Value)) -> RequestBuilder {
        let text = include_str!("../../../../fixtures/requests/scene-template-apply.json");
        let mut body: Value = serde_json::from_str(text).expect("it is JSON");
        body["open_conversation_id"] = json!(self.scene);
        body["owner_user_id"] = json!(self.owner);
        body["template_id"] = json!(TEMPLATE);
        change(&mut body);
        self.topapi(&format!("im/chat/scenegroup/template/{verb}"), &body)
    }

    pub(super) fn convert(&self, chatid: &str) -> RequestBuilder {
        let path = format!("im/chat/{chatid}/convertToOpenConversationId");
        self.v1(reqwest::Method::POST, &path)
    }

    pub(super) fn group_message(&self, change: fn(&mut Value)) -> RequestBuilder {
        let mut body = json!({"robotCode": "dingplayground0001", "msgKey": "sampleText",
            "openConversationId": self.scene, "msgParam": "{\"content\":\"hello\"}"});
        change(&mut body);
        self.v1(reqwest::Method::POST, "robot/groupMessages/send").json(&body)
    }

    pub(super) fn direct_message(&self, change: fn(&mut Value)) -> RequestBuilder {
        let mut body = json!({"robotCode": "dingplayground0001", "msgKey": "sampleText",
            "userIds": [self.alice], "msgParam": "{\"content\":\"hello\"}"});
        change(&mut body);
        self.v1(reqwest::Method::POST, "robot/oToMessages/batchSend").json(&body)
    }

    fn get(&self, path_and_query: &str) -> RequestBuilder {
        self.client.get(format!("{}{path_and_query}", self.base))
    }

    pub(super) fn chat_get(&self, rest: &str) -> RequestBuilder {
        self.get(&format!("chat/get?access_token={}{rest}", self.token))
    }

    /// The request of the fixture, with the demo world's app in it.
    fn open_connection(&self, secret: &str) -> RequestBuilder {
        let text = include_str!("../../../../fixtures/requests/stream-open.json");
        let mut body: Value = serde_json::from_str(text).expect("the fixture is JSON");
        body["clientId"] = json!("dingplayground0001");
        body["clientSecret"] = json!(secret);
        let url = format!("{}v1.0/gateway/connections/open", self.base);
        self.client.post(url).header("accept", "application/json").json(&body)
    }

    fn reply(&self, session: &str, text: &str) -> RequestBuilder {
        let url = format!("{}robot/sendBySession?session={session}", self.base);
        let body = json!({"msgtype": "text", "text": {"content": text}});
        self.client.post(url).json(&body)
    }
}

pub(super) type Prepare = fn(&mut World);
pub(super) type Request = fn(&Ask) -> RequestBuilder;

fn as_it_is(_: &mut World) {}

/// Fixture, silent change of the world, request.
pub(super) const CASES: &[(&str, Prepare, Request)] = &[
    ("gettoken-ok", as_it_is, |ask| {
        ask.get("gettoken?appkey=dingplayground0001&appsecret=playground-secret-nobody-else-uses-0123456789")
    }),
    ("gettoken-bad-credentials", as_it_is, |ask| {
        ask.get("gettoken?appkey=dingplayground0001&appsecret=wrong")
    }),
    ("gettoken-missing-params", as_it_is, |ask| ask.get("gettoken")),
    ("v1-accesstoken-ok", as_it_is, |ask| {
        let url = format!("{}v1.0/oauth2/accessToken", ask.base);
        ask.client.post(url).json(&json!({"appKey": "dingplayground0001",
            "appSecret": "playground-secret-nobody-else-uses-0123456789"}))
    }),
    ("v1-accesstoken-bad-credentials", as_it_is, |ask| {
        let url = format!("{}v1.0/oauth2/accessToken", ask.base);
        ask.client.post(url).json(&json!({"appKey": "dingplayground0001", "appSecret": "no"}))
    }),
    ("v1-corp-token-ok", as_it_is, |ask| {
        let url = format!("{}v1.0/oauth2/dingfixturecorp00000000000000000001/token", ask.base);
        ask.client.post(url).json(&json!({"client_id": "dingplayground0001",
            "client_secret": "playground-secret-nobody-else-uses-0123456789",
            "grant_type": "client_credentials"}))
    }),
    ("stream-open-ok", as_it_is, |ask| {
        ask.open_connection("playground-secret-nobody-else-uses-0123456789")
    }),
    ("stream-open-auth-failed", as_it_is, |ask| ask.open_connection("wrong")),
    ("updategroupnick-ok", as_it_is, |ask| ask.rename(|_| {})),
    ("updategroupnick-ok", as_it_is, |ask| {
        let url = format!("{}topapi/chat/updategroupnick", ask.base);
        let form = url::form_urlencoded::Serializer::new(String::new())
            .append_pair("access_token", &ask.token)
            .append_pair("userid", &ask.alice)
            .append_pair("chatid", &ask.chatid)
            .append_pair("group_nick", "小明")
            .finish();
        let request = ask.client.post(url).body(form);
        request.header("content-type", "application/x-www-form-urlencoded")
    }),
    ("updategroupnick-invalid-userid", as_it_is, |ask| {
        ask.rename(|body| body["userid"] = json!("nobody"))
    }),
    ("updategroupnick-invalid-chatid", as_it_is, |ask| {
        ask.rename(|body| body["chatid"] = json!("chat0"))
    }),
    (
        "updategroupnick-invalid-chatid",
        |world| {
            world.group_mut(CLASS).status = GroupStatus::Dissolved;
        },
        |ask| ask.rename(|_| {}),
    ),
    ("updategroupnick-forbidden-content", as_it_is, |ask| {
        ask.rename(|body| body["group_nick"] = json!("some FORBIDDEN name"))
    }),
    (
        "updategroupnick-user-not-in-group",
        |world| {
            world.add_person(Person::member("away", "Away"));
        },
        |ask| ask.rename(|body| body["userid"] = json!("away")),
    ),
    ("updategroupnick-bad-parameter", as_it_is, |ask| {
        ask.rename(|body| body["group_nick"] = Value::Null)
    }),
    ("updategroupnick-bad-parameter", as_it_is, |ask| {
        ask.rename(|body| body["group_nick"] = json!("名".repeat(31)))
    }),
    ("updategroupnick-blank-token-88", as_it_is, |ask| {
        ask.client.post(format!("{}topapi/chat/updategroupnick", ask.base))
    }),
    ("updategroupnick-invalid-token-88", World::expire_tokens, |ask| ask.rename(|_| {})),
    (
        "updategroupnick-no-permission-88",
        |world| world.revoke(Scope::ChatManage),
        |ask| ask.rename(|_| {}),
    ),
    (
        "updategroupnick-ip-not-whitelisted-88",
        |world| {
            world.ip_allow_list = Some(Vec::new());
        },
        |ask| ask.rename(|_| {}),
    ),
    ("updategroupnick-app-qps-88", |world| world.rate_limit = Some(0), |ask| ask.rename(|_| {})),
    ("updategroupnick-monthly-quota", World::use_up_quota, |ask| ask.rename(|_| {})),
    (
        "updategroupnick-app-qps-bare",
        |world| fault(world, Fault::Bare(90018)),
        |ask| ask.rename(|_| {}),
    ),
    (
        "updategroupnick-global-qps-bare",
        |world| fault(world, Fault::Bare(90002)),
        |ask| ask.rename(|_| {}),
    ),
    (
        "updategroupnick-system-busy",
        |world| fault(world, Fault::Bare(-1)),
        |ask| ask.rename(|_| {}),
    ),
    (
        "updategroupnick-system-error",
        |world| fault(world, Fault::Bare(400_001)),
        |ask| ask.rename(|_| {}),
    ),
    (
        "oapi-token-expired-bare",
        |world| {
            world.faults.once(Api::ChatGet, Fault::Bare(42001));
        },
        |ask| ask.chat_get(""),
    ),
    ("ip-throttled", |world| fault(world, Fault::Punish), |ask| ask.rename(|_| {})),
    ("ip-throttled-html", |world| fault(world, Fault::HtmlPage), |ask| ask.rename(|_| {})),
    ("chat-get-ok", as_it_is, |ask| ask.chat_get(&format!("&chatid={}", ask.chatid))),
    ("chat-get-invalid-chatid", as_it_is, |ask| ask.chat_get("&chatid=chat0")),
    ("chat-get-missing-chatid", as_it_is, |ask| ask.chat_get("")),
    ("chat-get-not-authorised", |world| world.revoke(Scope::ChatRead), |ask| ask.chat_get("")),
    ("oapi-invalid-token-bare", World::expire_tokens, |ask| ask.chat_get("")),
    ("oapi-unknown-topapi-path", as_it_is, |ask| ask.topapi("v2/user/notexist", &json!({}))),
    ("oapi-unknown-path", as_it_is, |ask| ask.get("no/such/path")),
    ("scene-group-get-ok", as_it_is, |ask| {
        let body = json!({"open_conversation_id": ask.scene});
        ask.topapi("im/chat/scenegroup/get", &body)
    }),
    ("scene-template-apply-ok", as_it_is, |ask| ask.template("apply", |_| {})),
    ("scene-template-apply-ok", as_it_is, |ask| ask.template("close", |_| {})),
    ("scene-template-apply-665036", as_it_is, |ask| {
        ask.template("apply", |body| body["template_id"] = json!("another"))
    }),
    ("scene-template-apply-660023", as_it_is, |ask| {
        ask.template("apply", |body| body["open_conversation_id"] = json!("cid0=="))
    }),
    ("user-get-ok", as_it_is, |ask| ask.user(&ask.alice)),
    ("user-get-not-found", as_it_is, |ask| ask.user("nobody")),
    ("user-getbyunionid-ok", as_it_is, |ask| {
        let alice = Person::member(&ask.alice, "");
        ask.topapi("user/getbyunionid", &json!({"unionid": alice.union_id}))
    }),
    ("user-getbyunionid-not-found", as_it_is, |ask| {
        ask.topapi("user/getbyunionid", &json!({"unionid": "nobody"}))
    }),
    (
        "department-get-ok",
        |world| world.departments[2].chatid = Some("chat0".to_owned()),
        |ask| ask.department(3),
    ),
    ("department-get-not-found", as_it_is, |ask| ask.department(99)),
    ("convert-openconversationid-ok", as_it_is, |ask| ask.convert(&ask.chatid)),
    ("convert-openconversationid-invalid", as_it_is, |ask| ask.convert("chat0")),
    (
        "convert-openconversationid-owner-not-visible",
        |world| {
            world.group_mut(CLASS).owner_visible = false;
        },
        |ask| ask.convert(&ask.chatid),
    ),
    ("scene-groupnicks-ok", as_it_is, |ask| ask.group_nicks(|_| {})),
    ("scene-groupnicks-groupNickForbid", as_it_is, |ask| {
        ask.group_nicks(|body| body["groupNick"] = json!("违禁词"))
    }),
    (
        "scene-groupnicks-groupPermissionDenied",
        |world| world.group_mut(STAFF).template = None,
        |ask| ask.group_nicks(|_| {}),
    ),
    ("scene-groupnicks-invalidUserId", as_it_is, |ask| {
        ask.group_nicks(|body| body["userId"] = json!("nobody"))
    }),
    ("scene-groupnicks-openConversationIdDecriptFailed", as_it_is, |ask| {
        ask.group_nicks(|body| body["openConversationId"] = json!("cid0=="))
    }),
    ("scene-groupnicks-paramBlank", as_it_is, |ask| {
        ask.group_nicks(|body| body["groupNick"] = json!(""))
    }),
    ("scene-groupnicks-userNotInGroup", as_it_is, |ask| {
        ask.group_nicks(|body| body["userId"] = json!("0911223344"))
    }),
    (
        "scene-members-batchquery-ok",
        |world| {
            let mut guest = Person::outsider("外部客户", "customer");
            guest.union_id = "ExtAbCdEfGhIjKlMnOpQiEiE".to_owned();
            let alice = Person::member("010203040506070809", "Alice");
            let bob = Person::member("0911223344556677", "Bob");
            let others = [alice, bob, guest].map(|person| world.add_person(person));
            let owner = world.person_by_userid("manager1001").unwrap();
            let people = [owner].into_iter().chain(others);
            let members = people.map(|person| Member { person, nickname: None }).collect();
            world.group_mut(STAFF).members = members;
        },
        |ask| ask.members(|_| {}),
    ),
    ("scene-members-batchquery-cidEncryptError", as_it_is, |ask| {
        ask.members(|body| body["openConversationId"] = json!("cid0=="))
    }),
    (
        "scene-members-batchquery-cidEncryptError",
        |world| world.group_mut(STAFF).status = GroupStatus::Dissolved,
        |ask| ask.members(|_| {}),
    ),
    (
        "scene-members-batchquery-groupPermissionDenied",
        |world| world.group_mut(STAFF).template = None,
        |ask| ask.members(|_| {}),
    ),
    ("scene-members-batchquery-paramBlank", as_it_is, |ask| {
        ask.members(|body| body["openConversationId"] = json!(""))
    }),
    ("scene-members-batchquery-paramBlank", as_it_is, |ask| {
        ask.members(|body| body["maxResults"] = Value::Null)
    }),
    ("scene-members-batchquery-paramIllegal", as_it_is, |ask| {
        ask.members(|body| body["maxResults"] = json!(0))
    }),
    ("scene-members-batchquery-paramIllegal", as_it_is, |ask| {
        ask.members(|body| body["nextToken"] = json!("next"))
    }),
    (
        "convert-openconversationid-owner-not-visible",
        |world| world.group_mut(STAFF).owner_visible = false,
        |ask| ask.members(|_| {}),
    ),
    ("v1-permission-denied", |world| world.revoke(Scope::ChatManage), |ask| ask.members(|_| {})),
    ("v1-monthly-quota", World::use_up_quota, |ask| ask.members(|_| {})),
    ("v1-missing-token", as_it_is, |ask| {
        let path = "v1.0/im/sceneGroups/members/groupNicks";
        ask.client.put(format!("{}{path}", ask.base)).json(&json!({}))
    }),
    ("v1-invalid-token", World::expire_tokens, |ask| ask.group_nicks(|_| {})),
    (
        "v1-permission-denied",
        |world| world.revoke(Scope::ChatManage),
        |ask| ask.group_nicks(|_| {}),
    ),
    ("v1-qps-limit", |world| world.rate_limit = Some(0), |ask| ask.group_nicks(|_| {})),
    (
        "v1-qps-limit-global",
        |world| {
            fault_v1(world, 403, "Forbidden.AccessDenied.QpsLimitForApi");
        },
        |ask| ask.group_nicks(|_| {}),
    ),
    (
        "v1-system-busy-429",
        |world| fault_v1(world, 429, "systemBusy"),
        |ask| ask.group_nicks(|_| {}),
    ),
    ("v1-monthly-quota", World::use_up_quota, |ask| ask.group_nicks(|_| {})),
    ("group-message-send-ok", as_it_is, |ask| ask.group_message(|_| {})),
    (
        "group-message-send-group.disbanded",
        |world| {
            world.group_mut(STAFF).status = GroupStatus::Dissolved;
        },
        |ask| ask.group_message(|_| {}),
    ),
    ("group-message-send-invalid.openConversationId", as_it_is, |ask| {
        ask.group_message(|body| body["openConversationId"] = json!("cid0=="))
    }),
    ("group-message-send-invalidParameter.msgParam.tooLong", as_it_is, |ask| {
        ask.group_message(|body| body["msgParam"] = json!(" ".repeat(15_001)))
    }),
    ("group-message-send-invalidParameter.robotCode.auth", as_it_is, |ask| {
        ask.group_message(|body| body["robotCode"] = json!("another"))
    }),
    (
        "group-message-send-send.too.fast",
        |world| {
            let code = "send.too.fast".to_owned();
            world.faults.once(Api::GroupMessageSend, Fault::V1 { status: 400, code });
        },
        |ask| ask.group_message(|_| {}),
    ),
    ("session-webhook-ok", as_it_is, |ask| ask.reply(&ask.session, "hello")),
    ("session-webhook-expired", World::expire_sessions, |ask| ask.reply(&ask.session, "hello")),
    ("session-webhook-expired", as_it_is, |ask| ask.reply("0", "hello")),
    ("robot-send-too-long", as_it_is, |ask| ask.reply(&ask.session, &"长".repeat(7_000))),
    (
        "robot-send-rate-limited",
        |world| {
            world.faults.once(Api::SendBySession, Fault::Bare(660_026));
        },
        |ask| ask.reply(&ask.session, "hello"),
    ),
    (
        "robot-send-unsafe-text",
        |world| {
            world.faults.once(Api::SendBySession, Fault::Bare(430_102));
        },
        |ask| ask.reply(&ask.session, "hello"),
    ),
];

fn fault(world: &mut World, fault: Fault) {
    world.faults.once(Api::UpdateGroupNick, fault);
}

fn fault_v1(world: &mut World, status: u16, code: &str) {
    let code = code.to_owned();
    world.faults.once(Api::GroupNicks, Fault::V1 { status, code });
}
