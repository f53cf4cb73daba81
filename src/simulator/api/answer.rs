//! Answers in DingTalk's shapes: bare errcodes, the gateway's 88 around a
//! sub_code, v1.0 errors, and the words that go with the codes.

use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::{Api, Family, Fault, speaks_errcode};
use crate::simulator::world::Scope;
use crate::simulator::written;

/// The content type of older `oapi` paths.
const PLAIN: &str = "application/json";
/// The content type of `/topapi`.
const TOPAPI: &str = "application/json;charset=UTF-8";
/// The content type of `/v1.0`.
const V1: &str = "application/json;charset=utf-8";

const QPS_WORDS: &str = "您的企业应用调用钉钉开放平台当前接口的所有请求都被暂时禁用了";

/// One answer.
#[derive(Clone, Debug)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) content_type: &'static str,
    pub(super) body: Body,
}

/// What an answer carries.
#[derive(Clone, Debug)]
pub(super) enum Body {
    Json(Value),
    Text(&'static str),
}

impl Body {
    pub(super) fn into_text(self) -> String {
        match self {
            Self::Json(value) => written(&value),
            Self::Text(text) => text.to_owned(),
        }
    }
}

impl Answer {
    /// A JSON answer in the family's manner.
    pub(super) fn json(family: Family, status: u16, body: Value) -> Self {
        Self {
            status,
            content_type: match family {
                Family::Plain => PLAIN,
                Family::Topapi => TOPAPI,
                Family::V1 => V1,
            },
            body: Body::Json(body),
        }
    }

    pub(super) fn html(status: u16, text: &'static str) -> Self {
        Self { status, content_type: "text/html; charset=utf-8", body: Body::Text(text) }
    }

    pub(super) fn endless() -> Self {
        Self { content_type: TOPAPI, ..Self::html(200, "") }
    }

    /// Success of an `oapi` call, with what it brings.
    pub(super) fn ok(family: Family, more: Value) -> Self {
        let mut body = Map::new();
        body.insert("errcode".to_owned(), json!(0));
        body.insert("errmsg".to_owned(), json!("ok"));
        if let Value::Object(more) = more {
            body.extend(more);
        }
        if family == Family::Topapi {
            body.insert("request_id".to_owned(), json!(request_id()));
        }
        Self::json(family, 200, Value::Object(body))
    }

    /// An `oapi` error of the call itself, not of the gateway.
    pub(super) fn errcode(family: Family, errcode: i64, errmsg: &str) -> Self {
        let mut body = json!({"errcode": errcode, "errmsg": errmsg});
        if family == Family::Topapi {
            body["request_id"] = json!(request_id());
        }
        Self::json(family, 200, body)
    }

    /// A v1.0 error.
    pub(super) fn v1(status: u16, code: &str, message: &str) -> Self {
        let requestid = Uuid::new_v4().hyphenated().to_string().to_uppercase();
        let body = json!({"code": code, "requestid": requestid, "message": message});
        Self::json(Family::V1, status, body)
    }

    /// The answer that stands in for the work.
    pub(super) fn of_fault(api: Api, fault: &Fault) -> Self {
        let family = api.family();
        match fault {
            Fault::Bare(code) => bare_fault(api, *code),
            Fault::Wrapped(sub_code) => match sub_code.as_str() {
                "60011" => missing_scope(Family::Topapi, api.scope().unwrap_or(Scope::ChatManage)),
                _ => wrapped(sub_code, words(sub_code.parse().unwrap_or_default())),
            },
            Fault::V1 { status, code } => v1_fault(api, *status, code),
            Fault::Verbatim { status, body } => Self::json(family, *status, body.clone()),
            Fault::SuccessFalse => Self::ok(family, json!({"success": false})),
            Fault::HtmlPage => Self::html(200, "<!doctype html><html><body>denied</body></html>"),
            Fault::Punish => Self::json(
                Family::Plain,
                200,
                json!({"status": 1111, "wait": 5, "source": "x5", "punish": "deny",
                       "uuid": Uuid::new_v4().simple().to_string()}),
            ),
            Fault::Http500 => {
                Self::html(500, "<html><body>500 Internal Server Error</body></html>")
            }
            Fault::EndlessBody | Fault::ResetBefore | Fault::ResetAfter | Fault::Hang(_) => {
                Self::endless()
            }
        }
    }

    /// The answer's code in a word, for the log.
    pub(super) fn code(&self) -> String {
        let Body::Json(body) = &self.body else {
            return "html".to_owned();
        };
        let sub_code = body.get("sub_code").and_then(Value::as_str);
        match (body.get("errcode").and_then(Value::as_i64), sub_code) {
            (Some(0), _) if body.get("success") == Some(&json!(false)) => {
                "success:false".to_owned()
            }
            (Some(0), _) => "ok".to_owned(),
            (Some(errcode), Some(sub_code)) => format!("{errcode}/{sub_code}"),
            (Some(errcode), None) => errcode.to_string(),
            (None, _) => match body.get("code").and_then(Value::as_str) {
                Some(code) => code.to_owned(),
                None if body.get("punish").is_some() => "1111".to_owned(),
                None => "ok".to_owned(),
            },
        }
    }
}

/// A gateway refusal: errcode 88 around the reason.
pub(super) fn wrapped(sub_code: &str, sub_msg: &str) -> Answer {
    let body = json!({
        "errcode": 88,
        "sub_code": sub_code,
        "sub_msg": sub_msg,
        "errmsg": format!("ding talk error[subcode={sub_code},submsg={sub_msg}]"),
        "request_id": request_id(),
    });
    Answer::json(Family::Topapi, 200, body)
}

pub(super) fn missing_token(family: Family) -> Answer {
    match family {
        Family::Topapi => wrapped("40000", "access_token is blank"),
        Family::Plain => Answer::errcode(family, 41001, "缺少access_token参数"),
        Family::V1 => Answer::v1(
            400,
            "AuthenticationFailed.MissingParameter",
            "缺少参数：x-acs-dingtalk-access-token",
        ),
    }
}

pub(super) fn invalid_token(family: Family) -> Answer {
    gateway(family, 40014, 400, "InvalidAuthentication")
}

pub(super) fn refused_address(family: Family) -> Answer {
    gateway(family, 60020, 403, "Forbidden.AccessDenied.IpNotInWhiteList")
}

pub(super) fn too_many_a_second(family: Family, is_wrapped: bool) -> Answer {
    let code = "Forbidden.AccessDenied.QpsLimitForAppkeyAndApi";
    if family == Family::Topapi && !is_wrapped {
        return Answer::errcode(family, 90018, words(90018));
    }
    gateway(family, 90018, 403, code)
}

pub(super) fn quota_used_up(family: Family) -> Answer {
    gateway(family, 90020, 403, "Forbidden.AccessDenied.ApiCountLimitForOrg")
}

pub(super) fn missing_scope(family: Family, scope: Scope) -> Answer {
    let scope = scope.as_str();
    match family {
        Family::Plain => Answer::errcode(family, 43007, "没有调用权限"),
        Family::Topapi => wrapped(
            "60011",
            &format!(
                "应用尚未开通所需的权限：[{scope}]，点击链接申请并开通即可：\
                 https://open-dev.dingtalk.com/appscope/apply?content=dingplayground0001%23{scope}"
            ),
        ),
        Family::V1 => {
            let mut answer = Answer::v1(
                403,
                "Forbidden.AccessDenied.AccessTokenPermissionDenied",
                "没有调用该接口的权限，接口权限申请参考：\
                 https://open.dingtalk.com/document/orgapp-server/add-api-permission",
            );
            if let Body::Json(body) = &mut answer.body {
                body["accessdenieddetail"] = json!({"requiredScopes": [scope]});
            }
            answer
        }
    }
}

pub(super) fn unknown_path(path: &str) -> Answer {
    let Some(name) = path.strip_prefix("/topapi/") else {
        let errmsg = "请求的URI地址不存在";
        return Answer::errcode(Family::Plain, 404, errmsg);
    };
    let sub_msg = format!("不合法ApiName，ApiName = dingtalk.oapi.{}", name.replace('/', "."));
    let body = json!({
        "errcode": 22,
        "errmsg": format!("Invalid method[submsg={sub_msg}]"),
        "sub_msg": sub_msg,
        "request_id": request_id(),
    });
    Answer::json(Family::Topapi, 200, body)
}

/// A refusal of the gateway in the family's manner.
fn gateway(family: Family, errcode: i64, status: u16, code: &str) -> Answer {
    let words = words(errcode);
    match family {
        Family::Plain => Answer::errcode(family, errcode, words),
        Family::Topapi => wrapped(&errcode.to_string(), words),
        Family::V1 => Answer::v1(status, code, words),
    }
}

/// A refusal of a call that changes a group, which bears `success` and `request_id`.
pub(super) fn not_done(errcode: i64) -> Answer {
    let body = json!({
        "errcode": errcode,
        "errmsg": words(errcode),
        "success": false,
        "request_id": request_id(),
    });
    Answer::json(Family::Topapi, 200, body)
}

/// A top-level errcode: the nickname call's own errors bear `success` and
/// `request_id`, the gateway's unwrapped ones bear neither.
fn bare_fault(api: Api, errcode: i64) -> Answer {
    let family = match api.family() {
        Family::V1 => Family::Plain,
        family => family,
    };
    let own = matches!(
        errcode,
        40003 | 34001 | 41049 | 60003 | 60124 | 400_001 | 400_002 | 33012 | 60121
    );
    let mut body = json!({"errcode": errcode, "errmsg": words(errcode)});
    if own && api == Api::UpdateGroupNick {
        body["success"] = json!(false);
    }
    if own && speaks_errcode(family) && family == Family::Topapi {
        body["request_id"] = json!(request_id());
    }
    Answer::json(family, 200, body)
}

fn v1_fault(api: Api, status: u16, code: &str) -> Answer {
    let message = match code {
        "Forbidden.AccessDenied.AccessTokenPermissionDenied" => {
            return missing_scope(Family::V1, api.scope().unwrap_or(Scope::ChatManage));
        }
        "InvalidAuthentication" => words(40014),
        "Forbidden.AccessDenied.IpNotInWhiteList" => words(60020),
        "Forbidden.AccessDenied.QpsLimitForAppkeyAndApi" => words(90018),
        "Forbidden.AccessDenied.QpsLimitForApi" => words(90002),
        "Forbidden.AccessDenied.ApiCountLimitForOrg" => words(90020),
        "systemBusy" | "system.busy" => "请求太频繁",
        "groupNickForbid" => "昵称内容非法",
        "groupPermissionDenied" => "无权限访问此群数据",
        "invalidUserId" => "无效的用户ID",
        "userNotInGroup" => "用户不在群内",
        "openConversationIdDecriptFailed" => "群 ID 解码失败",
        "cidEncryptError" => "群ID解析错误",
        "systemError" => "系统异常",
        "send.too.fast" => "限流错误",
        "group.disbanded" => "群已经解散",
        _ => "未知错误",
    };
    Answer::v1(status, code, message)
}

/// DingTalk's words for an errcode.
pub(super) fn words(errcode: i64) -> &'static str {
    match errcode {
        -1 => "系统繁忙",
        33012 => "无效的USERID",
        34001 => "无效的chatid",
        40000 => "access_token is blank",
        40001 => "无效的token",
        40003 => "无效的userid",
        40014 => "不合法的access_token",
        41049 => "包含违禁内容",
        49003 => "操作者必须为群主",
        42001 => "access_token超时",
        50002 => "企业员工不在授权范围",
        50004 => "企业部门不在授权范围",
        60003 => "部门不存在",
        60020 => "访问ip不在白名单之中",
        60121 => "找不到该用户",
        60124 => "用户不在对应的群内",
        90002 => "您的服务器调用钉钉开放平台当前接口的所有请求都被暂时禁用了",
        90018 => QPS_WORDS,
        90020 => "(message text not captured)",
        300_001 => "session 不存在",
        400_001 => "系统错误",
        400_002 => "参数错误",
        410_100 => "发送速度太快而限流",
        430_102 => "含有不合适的文本",
        660_023 => "群ID解码失败",
        660_026 => "sending too many messages per minute",
        665_036 => "群模板不存在或停用",
        _ => "未知错误",
    }
}

/// A request id in the manner of `/topapi`.
pub(super) fn request_id() -> String {
    let tail: String = (0..10).map(|_| fastrand::alphanumeric().to_ascii_lowercase()).collect();
    format!("16{tail}")
}
