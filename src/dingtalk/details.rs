//! What a refusal names in its message, beside the code: the missing permission and where to apply
//! for it, our own address, the end of a ban.
//!
//! Messages change, and come in Chinese or English. They only make an explanation better; nothing
//! is decided by them.

use std::net::IpAddr;

use jiff::civil::DateTime;
use jiff::tz::{TimeZone, offset};
use serde_json::Value;

use crate::domain::{ApplyLink, Scope, Timestamp};

/// DingTalk's own time, in which its messages are written.
const BEIJING: TimeZone = TimeZone::fixed(offset(8));

/// The permission point that is missing.
pub(super) fn scope(body: &Value) -> Option<Scope> {
    let listed = body.pointer("/accessdenieddetail/requiredScopes/0").and_then(Value::as_str);
    listed.into_iter().find_map(as_scope).or_else(|| {
        texts(body).find_map(|text| {
            text.split('[').skip(1).find_map(|rest| as_scope(rest.split([']', ',']).next()?))
        })
    })
}

/// Where the missing permission can be applied for.
pub(super) fn apply_link(body: &Value) -> Option<ApplyLink> {
    texts(body).find_map(|text| {
        let start = text.find("https://")?;
        let rest = &text[start..];
        let end = rest.find(|c: char| !ApplyLink::may_hold(c)).unwrap_or(rest.len());
        ApplyLink::parse(&rest[..end])
    })
}

/// Our own address as DingTalk saw it: `request ip=203.0.113.7`.
pub(super) fn seen_ip(body: &Value) -> Option<IpAddr> {
    texts(body).find_map(|text| {
        let rest = text.split_once("ip=")?.1.trim_start();
        let end = rest.find(|c: char| !(c.is_ascii_hexdigit() || ".:".contains(c)));
        rest[..end.unwrap_or(rest.len())].parse().ok()
    })
}

/// When calls are taken again: the last time of day that the message names.
pub(super) fn until(body: &Value) -> Option<Timestamp> {
    const LENGTH: usize = "2026-09-03 00:01:03".len();
    let times = texts(body).flat_map(|text| {
        text.char_indices().filter_map(|(start, _)| {
            let time: DateTime = text.get(start..start + LENGTH)?.parse().ok()?;
            let time = time.to_zoned(BEIJING).ok()?.timestamp();
            Some(Timestamp(time.as_millisecond()))
        })
    });
    times.max()
}

fn texts(body: &Value) -> impl Iterator<Item = &str> {
    ["sub_msg", "errmsg", "message"].into_iter().filter_map(|key| body.get(key)?.as_str())
}

/// `qyapi_chat_manage`, `Contact.User.Read`: a word with parts, and nothing that a chat would draw.
fn as_scope(text: &str) -> Option<Scope> {
    let is_fit = text.len() <= 64
        && text.contains(['_', '.'])
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_.".contains(&byte));
    is_fit.then(|| Scope::parse(text)).flatten()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const LINK: &str = "https://open-dev.dingtalk.com/appscope/apply?content=ding1%23qyapi_x";

    #[test]
    fn the_missing_permission_and_its_link_are_found() {
        let message = format!("应用尚未开通所需的权限：[qyapi_x]，点击链接申请并开通即可：{LINK}");
        for body in [
            json!({"sub_msg": message}),
            json!({"errmsg": format!("ding talk error[subcode=60011,submsg={message}]")}),
            json!({"message": format!("{message}, {{requiredScopes=[qyapi_x]}}")}),
        ] {
            assert_eq!(scope(&body), Scope::parse("qyapi_x"), "{body}");
            assert_eq!(apply_link(&body), ApplyLink::parse(LINK), "{body}");
        }
        let body = json!({"accessdenieddetail": {"requiredScopes": ["Contact.User.Read"]}});
        assert_eq!(scope(&body), Scope::parse("Contact.User.Read"));
    }

    #[test]
    fn links_elsewhere_and_strange_scopes_are_left() {
        for text in [
            "看 https://evil.example/appscope/apply?content=x",
            "看 https://open-dev.dingtalk.com.evil.example/appscope/apply?content=x",
            "看 https://open-dev.dingtalk.com/elsewhere",
            "[所有人]",
            "[@all_of_you]",
            "[x]",
        ] {
            let body = json!({"message": text});
            assert_eq!((scope(&body), apply_link(&body)), (None, None), "{text}");
        }
    }

    #[test]
    fn our_address_is_found_and_nothing_else_taken_for_one() {
        let body =
            json!({"sub_msg": "访问ip不在白名单之中,request ip=203.0.113.7 appKey(dingxxx)"});
        assert_eq!(seen_ip(&body), "203.0.113.7".parse().ok());
        let body = json!({"message": "request ip=2001:db8::7"});
        assert_eq!(seen_ip(&body), "2001:db8::7".parse().ok());
        assert_eq!(seen_ip(&json!({"errmsg": "ip=unknown"})), None);
    }

    #[test]
    fn the_end_of_a_ban_is_the_last_time_of_its_message() {
        let text = "从 2026-09-03 00:01:02 到 2026-09-03 00:01:03 请求总次数超过 1200 次, \
                    限制将在 2026-09-03 00:01:03 结束.";
        let end: jiff::Timestamp = "2026-09-02T16:01:03Z".parse().expect("a time");
        let body = json!({"errmsg": text});
        assert_eq!(until(&body), Some(Timestamp(end.as_millisecond())));
        assert_eq!(until(&json!({"errmsg": "限制将在 2026-99-03 00:01:03 结束"})), None);
    }
}
