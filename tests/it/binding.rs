//! How the bot learns which chatid is which group's.

use dingnick::simulator::world::Fault;
use dingnick::simulator::world::{Api, Scope};

use crate::story::Story;

const NOT_BOUND: &str = "本群还没有接通，改不了群昵称。";

#[tokio::test]
async fn an_unbound_group_is_told_how_to_bind() {
    let story = Story::begin().await;
    story.say_in(story.cast.unbound, story.cast.ming, "/nick 明明").await;
    assert_eq!(
        story.reply().await,
        "@小明 本群还没有接通，改不了群昵称。\n接通的办法：把群名称改一下，再改回来。你改不了的话，请找群主。"
    );
    assert_eq!(story.calls(Api::GroupNicks), 1);
    story.end().await;
}

#[tokio::test]
async fn anybody_may_bind_since_dingtalk_confirms_it() {
    let story = Story::begin().await;
    let unbound = story.cast.unbound;
    let chatid = story.world(|world| world.group(unbound).chatid.clone());
    story.say_in(unbound, story.cast.ming, &format!("/nick bind {chatid}")).await;
    assert_eq!(
        story.reply().await,
        "@小明 本群已接通，现在可以改群昵称了。发送 /nick 加上新名字试试。"
    );
    story.say_in(unbound, story.cast.ming, "/nick 明明").await;
    story.reply().await;
    assert_eq!(story.nickname_in(unbound, story.cast.ming).as_deref(), Some("明明"));
    let calls = story.calls(Api::ConvertChatId);
    story.say_in(unbound, story.cast.hong, &format!("/nick bind {chatid}")).await;
    assert!(story.reply().await.contains("已接通"));
    assert_eq!(story.calls(Api::ConvertChatId), calls, "bound already, no call");
    story.end().await;
}

#[tokio::test]
async fn the_chatid_of_another_group_is_not_kept() {
    let story = Story::begin().await;
    let chatid = story.world(|world| world.group(story.cast.class).chatid.clone());
    let unbound = story.cast.unbound;
    story.say_in(unbound, story.cast.ming, &format!("/nick bind {chatid}")).await;
    assert_eq!(
        story.reply().await,
        "@小明 这个编号是另一个群的，没有接通。请选中本群，再查一次编号。"
    );
    story.say_in(unbound, story.cast.ming, "/nick 明明").await;
    assert!(story.reply().await.contains(NOT_BOUND));
    assert_eq!(story.world(|world| world.changes.len()), 0);
    story.end().await;
}

#[tokio::test]
async fn a_chatid_that_dingtalk_does_not_know_is_not_kept() {
    let story = Story::begin().await;
    let unbound = story.cast.unbound;
    let line = "/nick bind chatffffffffffffffffffffffffffffffff";
    story.say_in(unbound, story.cast.ming, line).await;
    assert_eq!(
        story.reply().await,
        "@小明 钉钉不认识这个编号，没有接通。请核对后再发一次。（错误码 invalideChatId）"
    );
    story.world(|world| world.revoke(Scope::ChatRead));
    let chatid = story.world(|world| world.group(unbound).chatid.clone());
    story.say_in(unbound, story.cast.ming, &format!("/nick bind {chatid}")).await;
    let reply = story.reply().await;
    assert!(reply.contains("没有做这件事的权限"), "{reply}");
    story.end().await;
}

#[tokio::test]
async fn a_template_group_needs_no_chatid() {
    let story = Story::begin().await;
    let scene = story.cast.scene;
    story.say_in(scene, story.cast.ming, "/nick 明明").await;
    assert_eq!(story.reply().await, "@明明 已把你的群昵称改为「明明」。改错了？发送：/nick undo");
    story.say_in(scene, story.cast.owner, "/nick @小红 红红").await;
    assert_eq!(
        story.reply().await,
        "@王老师 已把 @红红 的群昵称改为「红红」。改错了？发送：/nick undo @成员"
    );
    assert_eq!(story.calls(Api::GroupNicks), 2);
    assert_eq!(story.calls(Api::SceneGroupGet), 1);
    story.say_in(scene, story.cast.hong, "/nick @明明 明哥").await;
    assert!(story.reply().await.contains("要改别人的，请找群主或机器人管理员"));
    story.end().await;
}

#[tokio::test]
async fn an_unbound_group_does_not_ask_for_its_owner_in_vain() {
    let story = Story::begin().await;
    story.say_in(story.cast.unbound, story.cast.owner, "/nick @小明 明哥").await;
    assert!(story.reply().await.contains(NOT_BOUND));
    story.end().await;
}

#[tokio::test]
async fn a_restart_asks_dingtalk_for_no_binding_again() {
    let mut story = Story::begin().await;
    story.say(story.cast.ming, "/nick 明明").await;
    story.reply().await;
    story.stop().await;
    story.start().await;
    story.say(story.cast.ming, "/nick 小明").await;
    assert_eq!(story.reply().await, "@小明 已把你的群昵称从「明明」改为「小明」。");
    assert_eq!(story.calls(Api::ConvertChatId), 1);
    story.end().await;
}

#[tokio::test]
async fn a_group_of_the_settings_that_cannot_be_bound_does_not_stop_the_bot() {
    let story =
        Story::begin_with(&[("DINGNICK_GROUPS", "chatffffffffffffffffffffffffffffffff")]).await;
    story.say(story.cast.ming, "/nick 明明").await;
    assert!(story.reply().await.contains(NOT_BOUND));
    story.end().await;
}

/// A bot that starts while DingTalk does not say which group a chatid of the settings means.
async fn begin_before_dingtalk_is_back() -> Story {
    let mut story = Story::begin_with(&[("DINGNICK_GROUPS", "")]).await;
    story.stop().await;
    story.world(|world| world.faults.always(Api::ConvertChatId, Fault::Http500));
    let chatid = story.world(|world| world.group(story.cast.class).chatid.clone());
    story.set("DINGNICK_GROUPS", &chatid);
    story.start().await;
    story
}

#[tokio::test]
async fn commands_wait_for_a_group_of_the_settings_until_dingtalk_is_back() {
    let story = begin_before_dingtalk_is_back().await;
    story.say(story.cast.ming, "/nick 明明").await;
    story.say(story.cast.owner, "/nick @小红 红红").await;
    story.called(Api::ConvertChatId, 7).await;
    story.world(|world| world.faults.clear());
    let mut replies = [story.reply().await, story.reply().await];
    replies.sort();
    let expected = [
        "@明明 已把你的群昵称改为「明明」。改错了？发送：/nick undo",
        "@王老师 已把 @红红 的群昵称改为「红红」。改错了？发送：/nick undo @成员",
    ];
    assert_eq!(replies, expected, "nobody is told that the group is not bound");
    assert_eq!(story.calls(Api::SceneGroupGet), 0);
    story.end().await;
}

#[tokio::test]
async fn a_passing_fault_of_the_template_call_is_not_taken_for_an_answer() {
    let story = Story::begin().await;
    let busy = Fault::V1 { status: 429, code: "systemBusy".to_owned() };
    story.world(|world| world.faults.once(Api::GroupNicks, busy));
    story.say_in(story.cast.scene, story.cast.ming, "/nick 明明").await;
    assert_eq!(story.reply().await, "@明明 已把你的群昵称改为「明明」。改错了？发送：/nick undo");
    story.end().await;
}
