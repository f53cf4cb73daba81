//! What the group is told when DingTalk says no, and what is tried again.

use dingnick::simulator::world::{Api, Fault, Scope};
use futures_util::StreamExt;

use crate::story::Story;

/// What a member reads when every call to set the name is answered by `fault`, and how many such
/// calls there were.
async fn told(fault: Fault, settings: &[(&str, &str)]) -> (String, usize) {
    let story = Story::begin_with(settings).await;
    story.world(|world| world.faults.always(Api::UpdateGroupNick, fault));
    story.say(story.cast.ming, "/nick 明明").await;
    let reply = story.reply().await;
    assert_eq!(story.nickname(story.cast.ming), None);
    let applied =
        "SELECT count(*) FROM ledger WHERE outcome IN ('refused', 'unknown') AND code IS NOT NULL";
    assert_eq!(story.count(applied).await, 1, "the ledger has it");
    let calls = story.calls(Api::UpdateGroupNick);
    story.end().await;
    (reply, calls)
}

/// An answer of `fixtures/api`, as it is.
fn recorded(name: &str) -> Fault {
    let path = format!("{}/fixtures/api/{name}.json", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let mut fixture: serde_json::Value = serde_json::from_slice(&text).expect("it is JSON");
    let status = fixture["status"].as_u64().and_then(|status| u16::try_from(status).ok());
    Fault::Verbatim { status: status.expect("a status"), body: fixture["body"].take() }
}

/// All fixtures of refusals whose names begin so.
fn refusals(beginnings: &[&str]) -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/api");
    let entries = std::fs::read_dir(folder).expect("the folder is there");
    let mut names: Vec<String> = entries
        .map(|entry| entry.expect("an entry").file_name().into_string().expect("UTF-8"))
        .map(|name| name.trim_end_matches(".json").to_owned())
        .filter(|name| beginnings.iter().any(|beginning| name.starts_with(beginning)))
        .filter(|name| !name.ends_with("-ok") && !name.ends_with("-html"))
        .collect();
    names.sort();
    names
}

/// What a member and then an administrator read when DingTalk answers `api` with a fixture.
async fn read_after(name: &str, api: Api, locale: &str) -> String {
    let story = Story::begin_with(&[("DINGNICK_LOCALE", locale)]).await;
    story.world(|world| world.faults.always(api, recorded(name)));
    let group = if api == Api::GroupNicks { story.cast.scene } else { story.cast.class };
    let mut told = format!("{name}\n");
    for who in [story.cast.ming, story.cast.admin] {
        story.say_in(group, who, "/nick 明明").await;
        told.push_str(&format!("{}\n", story.reply().await));
    }
    story.end().await;
    told
}

async fn all_read_after(beginnings: &[&str], but: &[&str], api: Api, locale: &str) -> String {
    let names = refusals(beginnings).into_iter();
    let names = names.filter(|name| !but.iter().any(|but| name.contains(but)));
    let stories = futures_util::stream::iter(names)
        .map(|name| async move { read_after(&name, api, locale).await })
        .buffered(4);
    stories.collect::<Vec<_>>().await.join("\n")
}

/// What passes by itself is told in another story.
const PASSING: &[&str] = &["qps", "429", "throttled"];

#[tokio::test]
async fn what_the_nickname_call_refuses_is_told_in_chinese() {
    let told =
        all_read_after(&["updategroupnick-", "oapi-"], PASSING, Api::UpdateGroupNick, "zh-CN");
    insta::assert_snapshot!(told.await);
}

#[tokio::test]
async fn what_the_nickname_call_refuses_is_told_in_english() {
    let told = all_read_after(&["updategroupnick-", "oapi-"], PASSING, Api::UpdateGroupNick, "en");
    insta::assert_snapshot!(told.await);
}

#[tokio::test]
async fn what_the_call_for_template_groups_refuses_is_told_in_chinese() {
    let but = [PASSING, &["v1-accesstoken", "paramBlank", "Decript", "PermissionDenied"]].concat();
    let told = all_read_after(&["scene-groupnicks-", "v1-"], &but, Api::GroupNicks, "zh-CN");
    insta::assert_snapshot!(told.await);
}

#[tokio::test]
async fn what_the_call_for_template_groups_refuses_is_told_in_english() {
    let but = [PASSING, &["v1-accesstoken", "paramBlank", "Decript", "PermissionDenied"]].concat();
    let told = all_read_after(&["scene-groupnicks-", "v1-"], &but, Api::GroupNicks, "en");
    insta::assert_snapshot!(told.await);
}

#[tokio::test]
async fn limits_pass_whatever_their_shape() {
    for (names, api) in [
        (
            refusals(&["updategroupnick-app-qps", "updategroupnick-global-qps", "ip-throttled"]),
            Api::UpdateGroupNick,
        ),
        (refusals(&["v1-qps-limit", "v1-system-busy"]), Api::GroupNicks),
    ] {
        assert!(names.len() >= 3, "the fixtures are there: {names:?}");
        for name in names {
            let story = Story::begin().await;
            story.world(|world| world.faults.times(2, api, recorded(&name)));
            let group = if api == Api::GroupNicks { story.cast.scene } else { story.cast.class };
            story.say_in(group, story.cast.ming, "/nick 明明").await;
            let reply = story.reply().await;
            assert_eq!(
                reply, "@明明 已把你的群昵称改为「明明」。改错了？发送：/nick undo",
                "failed on {name}"
            );
            story.end().await;
        }
    }
}

#[tokio::test]
async fn refusals_that_no_fixture_has_are_told_as_well() {
    for (fault, reply, calls) in [
        (
            Fault::SuccessFalse,
            "@小明 钉钉没有改名，也没有说原因，请过一会儿再试。（错误码 success-false）",
            1,
        ),
        (Fault::EndlessBody, "@小明 我没看懂钉钉的回应，请过几分钟再试。（错误码 bad-answer）", 1),
        (
            Fault::Bare(987_654),
            "@小明 钉钉拒绝了，原因我还不认识，请把错误码告诉机器人的维护者。（错误码 987654）",
            1,
        ),
        (
            Fault::Bare(430_101),
            "@小明 钉钉把我回答里的某处当成了不好的链接，没有让它通过。（错误码 430101）",
            1,
        ),
    ] {
        assert_eq!(told(fault, &[]).await, (reply.to_owned(), calls));
    }
}

#[tokio::test]
async fn what_fails_for_a_moment_is_tried_eight_times() {
    assert_eq!(told(recorded("updategroupnick-system-error"), &[]).await.1, 8);
    assert_eq!(told(recorded("updategroupnick-forbidden-content"), &[]).await.1, 1);
    assert_eq!(told(recorded("updategroupnick-invalid-token-88"), &[]).await.1, 2);
}

/// What whoever asks reads after a refusal with this message.
async fn told_in_full(sub_code: &str, message: &str, admin: bool) -> String {
    let story = Story::begin().await;
    let body = serde_json::json!({
        "errcode": 88,
        "errmsg": format!("ding talk error[subcode={sub_code},submsg={message}]"),
    });
    story.world(|world| {
        world.faults.always(Api::UpdateGroupNick, Fault::Verbatim { status: 200, body });
    });
    let who = if admin { story.cast.admin } else { story.cast.ming };
    story.say(who, "/nick 明明").await;
    let reply = story.reply().await;
    story.end().await;
    reply
}

#[tokio::test]
async fn what_the_message_names_goes_to_whoever_can_mend_it() {
    let link = "https://open-dev.dingtalk.com/appscope/apply?content=ding1%23qyapi_chat_manage";
    let message =
        format!("应用尚未开通所需的权限：[qyapi_chat_manage]，点击链接申请并开通即可：{link}");
    let full = told_in_full("60011", &message, true).await;
    assert!(full.contains("权限 qyapi_chat_manage"), "{full}");
    assert!(full.contains(&format!("{link} ")), "{full}");
    let short = told_in_full("60011", &message, false).await;
    assert!(!short.contains("https:") && !short.contains("qyapi"), "{short}");

    let message = "访问ip不在白名单之中,request ip=203.0.113.7 appKey(ding1)";
    let full = told_in_full("60020", message, true).await;
    assert!(full.contains("地址 203.0.113.7 不在"), "{full}");
    let short = told_in_full("60020", message, false).await;
    assert!(!short.contains("203.0.113.7"), "{short}");
}

#[tokio::test]
async fn the_owner_is_told_more_than_a_member() {
    let story = Story::begin().await;
    story.world(|world| world.faults.always(Api::UpdateGroupNick, Fault::Wrapped("90020".into())));
    story.say(story.cast.ming, "/nick 明明").await;
    let short = story.reply().await;
    assert!(short.ends_with("（错误码 90020）"), "{short}");
    story.say(story.cast.owner, "/nick @小明 明明").await;
    let full = story.reply().await;
    let (first, second) = full.split_once('\n').expect("two lines");
    assert!(first.ends_with("（错误码 90020）"), "{first}");
    assert!(second.contains("每月 1 日（北京时间）重新计算"), "{second}");
    story.end().await;
}

#[tokio::test]
async fn a_passing_fault_is_not_even_noticed() {
    for fault in [
        Fault::Bare(-1),
        Fault::Bare(400_001),
        Fault::Wrapped("90002".into()),
        Fault::Wrapped("90018".into()),
        Fault::Http500,
        Fault::ResetBefore,
        Fault::ResetAfter,
    ] {
        let story = Story::begin().await;
        story.world(|world| world.faults.times(2, Api::UpdateGroupNick, fault.clone()));
        story.say(story.cast.ming, "/nick 明明").await;
        let reply = story.reply().await;
        assert_eq!(
            reply, "@明明 已把你的群昵称改为「明明」。改错了？发送：/nick undo",
            "failed on {fault:?}"
        );
        assert_eq!(story.calls(Api::UpdateGroupNick), 3, "failed on {fault:?}");
        story.end().await;
    }
}

#[tokio::test]
async fn an_expired_token_is_fetched_anew_once_for_all() {
    let story = Story::begin().await;
    story.say(story.cast.ming, "/nick 一").await;
    story.reply().await;
    story.world(dingnick::simulator::world::World::expire_tokens);
    let people = [story.cast.ming, story.cast.hong, story.cast.owner, story.cast.admin];
    for who in people {
        story.say(who, "/nick 二").await;
    }
    for _ in people {
        assert!(story.reply().await.contains("改为「二」"));
    }
    assert_eq!(story.calls(Api::GetToken), 2);
    story.end().await;
}

#[tokio::test]
async fn all_who_come_at_once_wait_for_one_token() {
    let story = Story::begin_with(&[("DINGNICK_GROUPS", "")]).await;
    let people = [story.cast.ming, story.cast.hong, story.cast.owner, story.cast.admin];
    let envelopes = people.map(|who| story.compose_in(story.cast.scene, who, "/nick 一"));
    for envelope in &envelopes {
        assert_eq!(story.deliver(envelope).await, 200);
    }
    for _ in people {
        assert!(story.reply().await.contains("改为「一」"));
    }
    assert_eq!(story.calls(Api::GetToken), 1);
    story.end().await;
}

#[tokio::test]
async fn a_permission_that_was_just_granted_works_at_once() {
    let story = Story::begin().await;
    story.world(|world| world.revoke(Scope::ChatManage));
    story.say(story.cast.ming, "/nick 明明").await;
    assert!(story.reply().await.contains("没有做这件事的权限"));
    story.world(|world| world.grant(Scope::ChatManage));
    story.say(story.cast.ming, "/nick 明明").await;
    assert_eq!(story.reply().await, "@明明 已把你的群昵称改为「明明」。改错了？发送：/nick undo");
    assert_eq!(story.calls(Api::GetToken), 2, "a new permission wants a new token");
    story.end().await;
}

#[tokio::test]
async fn wrong_credentials_are_told_as_such() {
    let story = Story::begin_with(&[("DINGNICK_GROUPS", "")]).await;
    story.world(|world| world.faults.always(Api::GetToken, Fault::Bare(40096)));
    story.say_in(story.cast.scene, story.cast.ming, "/nick 明明").await;
    let reply = story.reply().await;
    assert!(
        reply.ends_with("钉钉不认可我的身份信息，请告诉机器人的维护者。（错误码 40096）"),
        "{reply}"
    );
    story.end().await;
}

#[tokio::test]
async fn an_answer_without_an_end_is_cut() {
    let (reply, calls) = told(Fault::EndlessBody, &[]).await;
    assert_eq!(calls, 1, "who waited for its end would have called again: {reply}");
}
