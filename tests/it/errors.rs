//! What the group is told when DingTalk says no, and what is tried again.

use dingnick::simulator::world::Fault;
use dingnick::simulator::world::{Api, Scope};

use crate::story::Story;

/// What a member reads when every call to set the name is answered by `fault`, and how many such
/// calls there were.
async fn told(fault: Fault, settings: &[(&str, &str)]) -> (String, usize) {
    let story = Story::begin_with(settings).await;
    story.world(|world| world.faults.always(Api::UpdateGroupNick, fault));
    story.say(story.cast.ming, "/nick 明明").await;
    let reply = story.reply().await;
    assert_eq!(story.nickname(story.cast.ming), None);
    let applied = "SELECT count(*) FROM ledger WHERE outcome = 'refused' AND code IS NOT NULL";
    assert_eq!(story.count(applied).await, 1, "the ledger has it");
    let calls = story.calls(Api::UpdateGroupNick);
    story.end().await;
    (reply, calls)
}

#[tokio::test]
async fn every_documented_error_is_told_in_chinese_with_its_code() {
    for (code, reply, calls) in [
        (40003, "@小明 钉钉在本组织里找不到这个成员。（错误码 40003）", 1),
        (
            34001,
            "@小明 钉钉不认识本群的编号（或已失效）。请重新接通：/nick bind chat…（错误码 34001）",
            1,
        ),
        (41049, "@小明 钉钉不允许这个名字。请换一个。（错误码 41049）", 1),
        (60124, "@小明 钉钉在本群里找不到这个成员。（错误码 60124）", 1),
        (
            400_002,
            "@小明 钉钉没有接受这个名字或请求。请换个名字试试；还是不行，请找机器人的维护者。（错误码 400002）",
            1,
        ),
        (400_001, "@小明 钉钉正忙。请过几分钟再发一次。（错误码 400001）", 8),
    ] {
        assert_eq!(told(Fault::Bare(code), &[]).await, (reply.to_owned(), calls));
    }
}

#[tokio::test]
async fn every_documented_error_is_told_in_english_with_its_code() {
    for (code, reply) in [
        (40003, "@小明 DingTalk finds no such member in this organisation. (code 40003)"),
        (41049, "@小明 DingTalk does not allow this name. Please choose another. (code 41049)"),
        (60124, "@小明 DingTalk finds no such person in this group. (code 60124)"),
        (400_001, "@小明 DingTalk is busy. Please send it again in a few minutes. (code 400001)"),
    ] {
        assert_eq!(told(Fault::Bare(code), &[("DINGNICK_LOCALE", "en")]).await.0, reply);
    }
}

#[tokio::test]
async fn refusals_of_the_gateway_name_who_can_mend_them() {
    for (fault, reply, calls) in [
        (
            Fault::Wrapped("60011".into()),
            "@小明 我还缺一项钉钉权限。请机器人的维护者到钉钉开发者后台的“权限管理”开通 qyapi_chat_manage。（错误码 60011）",
            1,
        ),
        (
            Fault::Wrapped("60020".into()),
            "@小明 钉钉不接受来自这台服务器的请求。请机器人的维护者到钉钉开发者后台的“安全设置”添加服务器出口 IP。（错误码 60020）",
            1,
        ),
        (
            Fault::Wrapped("90020".into()),
            "@小明 本组织这个月的钉钉调用用完了。管理员可以购买更多，或者下个月再改。（错误码 90020）",
            1,
        ),
        (
            Fault::Wrapped("40014".into()),
            "@小明 钉钉不认我的凭证。请机器人的维护者检查 Client ID、Client Secret 和地区设置。（错误码 40014）",
            2,
        ),
        (
            Fault::SuccessFalse,
            "@小明 钉钉没有改，也没有说原因。请过一会儿再发一次。（错误码 success-false）",
            1,
        ),
        (
            Fault::EndlessBody,
            "@小明 钉钉的回答看不懂，不知道改成没有。请过几分钟再看看。（错误码 bad-answer）",
            1,
        ),
        (
            Fault::Bare(987_654),
            "@小明 钉钉没有同意，原因我还不认识。请把括号里的编号告诉机器人的维护者。（错误码 987654）",
            1,
        ),
    ] {
        assert_eq!(told(fault, &[]).await, (reply.to_owned(), calls));
    }
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
        assert_eq!(reply, "@明明 已把你的群昵称改为「明明」。", "failed on {fault:?}");
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
    assert!(story.reply().await.contains("qyapi_chat_manage"));
    story.world(|world| world.grant(Scope::ChatManage));
    story.say(story.cast.ming, "/nick 明明").await;
    assert_eq!(story.reply().await, "@明明 已把你的群昵称改为「明明」。");
    assert_eq!(story.calls(Api::GetToken), 2, "a new permission wants a new token");
    story.end().await;
}

#[tokio::test]
async fn wrong_credentials_are_told_as_such() {
    let story = Story::begin_with(&[("DINGNICK_GROUPS", "")]).await;
    story.world(|world| world.faults.always(Api::GetToken, Fault::Bare(40096)));
    story.say_in(story.cast.scene, story.cast.ming, "/nick 明明").await;
    let reply = story.reply().await;
    assert!(reply.ends_with("DINGTALK_CLIENT_SECRET 和地区设置。（错误码 40096）"), "{reply}");
    story.end().await;
}

#[tokio::test]
async fn the_errors_of_template_groups_are_told_too() {
    for (code, reply) in [
        ("groupNickForbid", "@小明 钉钉不允许这个名字。请换一个。（错误码 groupNickForbid）"),
        ("userNotInGroup", "@小明 钉钉在本群里找不到这个成员。（错误码 userNotInGroup）"),
    ] {
        let story = Story::begin().await;
        let fault = Fault::V1 { status: 400, code: code.to_owned() };
        story.world(|world| world.faults.always(Api::GroupNicks, fault));
        story.say_in(story.cast.scene, story.cast.ming, "/nick 明明").await;
        assert_eq!(story.reply().await, reply);
        story.end().await;
    }
}
