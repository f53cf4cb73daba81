//! What members may spend: of a day, and of the month's messages.

use std::time::Duration;

use dingnick::simulator::world::{Api, Fault};

use crate::story::Story;

const USED_UP: &str = "你今天的改名次数用完了（每人每天 3 次），没有改。明天 00:00 UTC 起可以再改";

const DAY: Duration = Duration::from_secs(24 * 3600);

#[tokio::test]
async fn a_member_spends_so_much_a_day_in_all_groups_and_whoever_decides_what_it_takes() {
    let mut story = Story::begin_with(&[("DINGNICK_MEMBER_DAILY", "3")]).await;
    let (ming, hong, owner, admin) =
        (story.cast.ming, story.cast.hong, story.cast.owner, story.cast.admin);
    story.talk(&[(ming, "/nick 一"), (ming, "/nick 二"), (ming, "/nick undo")]).await;
    for line in ["/nick 三", "/nick reset"] {
        story.say(ming, line).await;
        let reply = story.reply().await;
        assert!(reply.contains(USED_UP), "{line}: {reply}");
    }
    // It is the same after a restart, and elsewhere.
    story.stop().await;
    story.start().await;
    story.say_in(story.cast.scene, ming, "/nick 三").await;
    assert!(story.reply().await.contains(USED_UP));
    assert_eq!(story.calls(Api::UpdateGroupNick) + story.calls(Api::GroupNicks), 3);
    assert_eq!(story.nickname(ming).as_deref(), Some("一"));
    // What costs nothing goes on.
    story.say(ming, "/nick 一").await;
    assert!(story.reply().await.contains("本来就是"));
    for who in [owner, admin, owner, admin, owner, admin, owner, admin] {
        let name = format!("红{}", story.calls(Api::UpdateGroupNick));
        let shown = story.world(|world| world.shown_name(story.cast.class, hong).to_owned());
        story.say(who, &format!("/nick @{shown} {name}")).await;
        story.reply().await;
        assert_eq!(story.nickname(hong), Some(name));
    }
    story.say(hong, "/nick 小红").await;
    assert!(story.reply().await.contains("改为「小红」"), "nobody spent it for her");
    story.clock.advance(DAY);
    story.say(ming, "/nick 三").await;
    assert!(story.reply().await.contains("改为「三」"));
    story.end().await;
}

#[tokio::test]
async fn the_members_of_a_group_spend_so_much_together() {
    let story = Story::begin_with(&[("DINGNICK_GROUP_DAILY", "2")]).await;
    let (ming, hong, owner) = (story.cast.ming, story.cast.hong, story.cast.owner);
    story.talk(&[(ming, "/nick 明明"), (hong, "/nick 红红")]).await;
    story.say(ming, "/nick 小明").await;
    let reply = story.reply().await;
    assert!(reply.contains("本群成员今天的改名次数用完了（每天 2 次）"), "{reply}");
    story.say(owner, "/nick @红红 小红").await;
    assert!(story.reply().await.contains("改为「小红」"));
    story.say_in(story.cast.scene, ming, "/nick 明明").await;
    assert!(story.reply().await.contains("改为「明明」"), "another group has its own");
    story.end().await;
}

#[tokio::test]
async fn tries_to_bind_are_counted_too_whoever_makes_them() {
    let story = Story::begin_with(&[("DINGNICK_MEMBER_DAILY", "3")]).await;
    let before = story.calls(Api::ConvertChatId);
    for (first, who) in [(0, story.cast.ming), (100, story.cast.guest)] {
        for number in 0..20 {
            let line = format!("/nick bind chat{:032x}", first + number);
            story.say_in(story.cast.unbound, who, &line).await;
            let reply = story.reply().await;
            let refused = if number < 3 { "不认识这个编号" } else { USED_UP };
            assert!(reply.contains(refused), "{reply}");
        }
    }
    assert_eq!(story.calls(Api::ConvertChatId) - before, 6);
    story.end().await;
}

#[tokio::test]
async fn the_chatid_of_another_group_is_asked_about_once() {
    let story = Story::begin().await;
    let chatid = story.world(|world| world.group(story.cast.class).chatid.clone());
    let before = story.calls(Api::ConvertChatId);
    for who in [story.cast.ming, story.cast.hong, story.cast.ming] {
        story.say_in(story.cast.unbound, who, &format!("/nick bind {chatid}")).await;
        assert!(story.reply().await.contains("另一个群"));
    }
    assert_eq!(story.calls(Api::ConvertChatId) - before, 1);
    story.end().await;
}

/// How many calls were made that the month has to pay for.
fn paid(story: &Story) -> usize {
    story.world(|world| world.calls.iter().filter(|call| call.api.is_metered()).count())
}

#[tokio::test]
async fn a_member_who_tries_everything_spends_no_more_than_the_cap() {
    for monthly in ["5000", "1"] {
        let settings = [("DINGNICK_MEMBER_DAILY", "10"), ("DINGNICK_MONTHLY_CALLS", monthly)];
        let story = Story::begin_with(&settings).await;
        let ming = story.cast.ming;
        let groups = [story.cast.class, story.cast.scene, story.cast.unbound];
        story.world(|world| world.faults.always(Api::SceneGroupGet, Fault::Bare(60011)));
        // Who owns the group is not known of late, so that it may be asked.
        story.clock.advance(Duration::from_secs(3600));
        let before = paid(&story);
        for number in 0..40 {
            let group = groups[number % groups.len()];
            for line in [format!("/nick 明{number}"), format!("/nick bind chat{number:032x}")] {
                story.say_in(group, ming, &line).await;
            }
        }
        for group in groups {
            for line in [
                "/nick @小红 红红",
                "/nick lock @小红",
                "/nick allow everyone",
                "/nick undo",
                "/nick check",
                "/nick adopt",
                "/nick release",
                "/nick confirm 1",
                "/nick request 老师",
                "/nick status",
                "/nick doctor",
            ] {
                story.say_in(group, ming, line).await;
            }
        }
        story.idle().await;
        let spent = paid(&story) - before;
        assert!(spent <= 10, "of {monthly} a month, {spent} were spent by one member");
        story.read_all();
        story.end().await;
    }
}

#[tokio::test]
async fn a_chatid_costs_nothing_where_the_group_is_reached_and_once_where_it_is_unknown() {
    for monthly in ["5000", "2", "1"] {
        let story = Story::begin_with(&[("DINGNICK_MONTHLY_CALLS", monthly)]).await;
        let before = paid(&story);
        for who in [story.cast.ming, story.cast.hong, story.cast.guest] {
            for number in 0..10 {
                story.say(who, &format!("/nick bind chat{number:032x}")).await;
                assert!(story.reply().await.contains("已接通"));
            }
        }
        assert_eq!(paid(&story), before, "of {monthly} a month");
        story.end().await;
    }
    let story = Story::begin().await;
    let before = story.calls(Api::ConvertChatId);
    for who in [story.cast.ming, story.cast.hong, story.cast.guest, story.cast.ming] {
        story.say_in(story.cast.unbound, who, "/nick bind chat00000001").await;
        assert!(story.reply().await.contains("不认识这个编号"));
    }
    assert_eq!(story.calls(Api::ConvertChatId) - before, 1, "what was refused is remembered");
    story.end().await;
}

#[tokio::test]
async fn who_owns_a_group_is_not_asked_again_at_once_where_dingtalk_refuses_to_say() {
    let story = Story::begin().await;
    story.world(|world| world.faults.always(Api::ChatGet, Fault::Bare(60011)));
    story.clock.advance(Duration::from_secs(3600));
    let before = story.calls(Api::ChatGet);
    for who in [story.cast.ming, story.cast.hong, story.cast.ming] {
        story.say(who, "/nick allow everyone").await;
        let reply = story.reply().await;
        assert!(reply.contains("群主"), "{reply}");
    }
    assert_eq!(story.calls(Api::ChatGet) - before, 1);
    story.clock.advance(Duration::from_secs(61));
    story.world(|world| world.faults.clear());
    story.say(story.cast.owner, "/nick allow everyone").await;
    assert!(story.reply().await.starts_with("@王老师"));
    assert_eq!(story.calls(Api::ChatGet) - before, 2);
    story.end().await;
}

#[tokio::test]
async fn each_call_that_goes_out_counts_and_none_goes_out_past_the_cap() {
    let story = Story::begin_with(&[("DINGNICK_MEMBER_DAILY", "3")]).await;
    story.world(|world| world.faults.always(Api::UpdateGroupNick, Fault::Bare(-1)));
    story.say(story.cast.ming, "/nick 明明").await;
    assert!(story.reply().await.contains(USED_UP));
    assert_eq!(story.calls(Api::UpdateGroupNick), 3);
    story.end().await;
}

#[tokio::test]
async fn what_may_have_been_set_is_written_down_where_the_cap_ends_it() {
    let story = Story::begin_with(&[("DINGNICK_MEMBER_DAILY", "1")]).await;
    story.world(|world| world.faults.times(1, Api::UpdateGroupNick, Fault::ResetAfter));
    story.say(story.cast.ming, "/nick 明明").await;
    assert!(story.reply().await.contains("每人每天 1 次"));
    story.counts("SELECT count(*) FROM ledger WHERE outcome = 'unknown'", 1).await;
    assert_eq!(story.calls(Api::UpdateGroupNick), 1);
    story.end().await;
}

#[tokio::test]
async fn what_waits_for_a_yes_costs_nothing_and_what_was_approved_is_outside() {
    let story = Story::begin_with(&[("DINGNICK_MEMBER_DAILY", "1")]).await;
    let (ming, owner) = (story.cast.ming, story.cast.owner);
    story.talk(&[(ming, "/nick 一"), (owner, "/nick approval on")]).await;
    for (number, name) in [(1, "二"), (2, "三"), (3, "四")] {
        story.say(ming, &format!("/nick {name}")).await;
        assert!(story.reply().await.contains(&format!("申请 #{number}")));
        story.say(owner, &format!("/nick approve {number}")).await;
        assert!(story.reply().await.contains("已同意"));
        assert_eq!(story.nickname(ming).as_deref(), Some(name));
    }
    story.end().await;
}

#[tokio::test]
async fn a_confirmed_plan_is_outside() {
    let settings = [("DINGNICK_MEMBER_DAILY", "1"), ("DINGNICK_GROUP_DAILY", "1")];
    let story = Story::begin_with(&settings).await;
    let owner = story.cast.owner;
    story
        .talk(&[
            (story.cast.ming, "/nick 明明"),
            (owner, "/nick format {dept}-{name}"),
            (owner, "/nick apply"),
            (owner, "/nick confirm 1"),
        ])
        .await;
    story.idle().await;
    assert_eq!(story.nickname(story.cast.ming).as_deref(), Some("三班-小明"));
    assert_eq!(story.nickname(story.cast.hong).as_deref(), Some("三班-小红"));
    story.end().await;
}

#[tokio::test]
async fn what_is_left_of_the_month_is_kept_from_tries_to_bind_as_well() {
    // Binding the class and asking for its owner are the first two.
    let story = Story::begin_with(&[("DINGNICK_MONTHLY_CALLS", "2")]).await;
    let before = story.calls(Api::ConvertChatId);
    story.say_in(story.cast.unbound, story.cast.ming, "/nick bind chat00000001").await;
    let reply = story.reply().await;
    assert!(reply.contains("剩下的留给群主和机器人管理员"), "{reply}");
    assert_eq!(story.calls(Api::ConvertChatId), before);
    story.end().await;
}

#[tokio::test]
async fn messages_are_counted_as_dingtalk_counts_them() {
    let mut story = Story::begin().await;
    let ming = story.cast.ming;
    let lines = [(ming, "/nick 明明"), (ming, "/nick 管理员"), (ming, "/nick status")];
    let talk = story.talk(&lines).await;
    let used = |story: &Story| story.world(|world| world.message_quota.used(world.now()));
    // The answer itself is not counted in it yet.
    let left = 3000 - (used(&story) - 1);
    assert!(talk.contains(&format!("本月机器人消息还剩 {left} 条，共 3000 条。")), "{talk}");
    story.stop().await;
    story.start().await;
    story.say(ming, "/nick status").await;
    let left = 3000 - used(&story);
    let reply = story.reply().await;
    assert!(reply.contains(&format!("还剩 {left} 条")), "a restart loses none: {reply}");
    story.end().await;
}

#[tokio::test]
async fn the_last_messages_of_the_month_are_spared() {
    let story = Story::begin_with(&[("DINGNICK_MONTHLY_MESSAGES", "10")]).await;
    let (ming, hong) = (story.cast.ming, story.cast.hong);
    let lines = ["/nick 一", "/nick 二", "/nick 三", "/nick 四", "/nick 五"];
    let talk = story.talk(&lines.map(|line| (ming, line))).await;
    assert!(talk.ends_with("注意：本月 10 条机器人消息还剩 1 条。"), "{talk}");
    // A success is a reaction, a hint is not given, and a refusal has to be said.
    story.say(hong, "/nick 红红").await;
    story.named(hong, "红红").await;
    story.idle().await;
    assert_eq!(story.calls(Api::EmotionReply), 1);
    story.say(hong, "大家好").await;
    story.idle().await;
    story.say(hong, "/nick 管理员").await;
    assert!(story.reply().await.contains("管理员"));
    // Where no reaction can be made, nothing is said.
    let fault = Fault::V1 { status: 403, code: "Forbidden".to_owned() };
    story.world(|world| world.faults.always(Api::EmotionReply, fault));
    story.say(hong, "/nick 小红红").await;
    story.named(hong, "小红红").await;
    story.end().await;
}

#[tokio::test]
async fn whoever_renames_hears_once_an_hour_how_to_go_back() {
    let mut story = Story::begin().await;
    let ming = story.cast.ming;
    let hint = "改错了？发送：/nick undo";
    story.say(ming, "/nick 一").await;
    assert!(story.reply().await.ends_with(hint));
    story.say(ming, "/nick 二").await;
    assert!(!story.reply().await.contains(hint));
    // Always where the name is not what was typed.
    story.say(ming, "/nick “三” 谢谢").await;
    assert!(story.reply().await.ends_with(hint));
    story.stop().await;
    story.start().await;
    story.say(ming, "/nick 四").await;
    assert!(!story.reply().await.contains(hint), "a restart is no new hour");
    story.clock.advance(Duration::from_secs(3601));
    story.say(ming, "/nick undo").await;
    assert!(!story.reply().await.contains(hint), "who goes back knows how");
    story.say(ming, "/nick 五").await;
    assert!(story.reply().await.ends_with(hint));
    story.end().await;
}

#[tokio::test]
async fn status_tells_what_could_not_be_read() {
    let story = Story::begin().await;
    let (owner, hong) = (story.cast.owner, story.cast.hong);
    let unread = ["还不知道群主是谁", "还没有读通讯录的权限", "还没有读到群成员名单"];
    story.say(owner, "/nick status").await;
    let reply = story.reply().await;
    assert!(unread.iter().all(|what| !reply.contains(what)), "{reply}");
    story.world(|world| world.faults.always(Api::UserGet, Fault::Bare(60011)));
    story.clock.advance(2 * DAY);
    story.say_in(story.cast.unbound, hong, "/nick status").await;
    let reply = story.reply().await;
    assert!(reply.contains(unread[0]) && reply.contains(unread[1]), "{reply}");
    story.end().await;
}
