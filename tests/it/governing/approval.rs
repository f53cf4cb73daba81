//! Names that wait for owner or admin.

use std::time::Duration;

use dingnick::simulator::world::{Api, Fault};

use super::in_english;
use crate::story::Story;

#[tokio::test]
async fn a_name_waits_until_it_is_approved_or_rejected() {
    let story = Story::begin().await;
    let (owner, admin) = (story.cast.owner, story.cast.admin);
    let (ming, hong) = (story.cast.ming, story.cast.hong);
    let talk = story
        .talk(&[
            (owner, "/nick approval on"),
            (ming, "/nick 明明"),
            (hong, "/nick 红红"),
            (hong, "/nick approve 1"),
            (admin, "/nick status"),
            (admin, "/nick approve 1"),
            (owner, "/nick reject 2 请用真名"),
            (owner, "/nick approve 2"),
            (owner, "/nick approve 9"),
            (owner, "/nick 班主任"),
            (hong, "/nick 小红红"),
            (hong, "/nick 红小红"),
            (owner, "/nick approve 3"),
            (owner, "/nick reject #4"),
            (owner, "/nick approval off"),
            (hong, "/nick 自由"),
        ])
        .await;
    insta::assert_snapshot!(talk);
    assert_eq!(story.nickname(ming).as_deref(), Some("明明"));
    assert_eq!(story.calls(Api::UpdateGroupNick), 3);
    story.end().await;
}

#[tokio::test]
async fn approval_in_english() {
    let story = in_english().await;
    let (owner, ming) = (story.cast.owner, story.cast.ming);
    let talk = story
        .talk(&[
            (owner, "/nick approval on"),
            (ming, "/nick Ming"),
            (ming, "/nick Mingming"),
            (owner, "/nick approve 1"),
            (owner, "/nick approve 2"),
            (ming, "/nick Joker"),
            (owner, "/nick reject 3 Real names, please"),
            (owner, "/nick approval off"),
        ])
        .await;
    insta::assert_snapshot!(talk);
    story.end().await;
}

#[tokio::test]
async fn who_asked_is_mentioned_in_the_decision() {
    let story = Story::begin().await;
    let (owner, ming) = (story.cast.owner, story.cast.ming);
    story.talk(&[(owner, "/nick approval on"), (ming, "/nick 甲")]).await;
    story.say(owner, "/nick approve 1").await;
    let approved = story.next_entry().await;
    assert_eq!(story.world(|world| world.mentioned_userids(&approved)), ["owner1", "ming1"]);
    story.say(ming, "/nick 乙").await;
    story.reply().await;
    story.say(owner, "/nick reject 2").await;
    let rejected = story.next_entry().await;
    assert_eq!(story.world(|world| world.mentioned_userids(&rejected)), ["owner1", "ming1"]);
    story.end().await;
}

#[tokio::test]
async fn a_name_that_could_not_be_given_waits_again_unless_it_was_the_name() {
    let story = Story::begin().await;
    let (owner, ming) = (story.cast.owner, story.cast.ming);
    story.talk(&[(owner, "/nick approval on"), (ming, "/nick 明明")]).await;
    story.world(|world| world.faults.once(Api::UpdateGroupNick, Fault::Bare(60011)));
    let talk = story.talk(&[(owner, "/nick approve 1"), (owner, "/nick approve 2")]).await;
    assert!(talk.contains("现在是申请 #2"), "{talk}");
    assert!(talk.ends_with("申请 #2 已同意，@明明 的群昵称改为「明明」了。"), "{talk}");
    story.end().await;
}

#[tokio::test]
async fn a_request_survives_a_restart() {
    let mut story = Story::begin().await;
    let (owner, ming) = (story.cast.owner, story.cast.ming);
    story.talk(&[(owner, "/nick approval on"), (ming, "/nick 明明")]).await;
    story.stop().await;
    story.start().await;
    story.say(owner, "/nick approve 1").await;
    assert_eq!(story.reply().await, "@王老师 申请 #1 已同意，@明明 的群昵称改为「明明」了。");
    story.end().await;
}

#[tokio::test]
async fn after_seven_days_who_asked_hears_that_it_is_over() {
    let mut story = Story::begin().await;
    let (owner, ming) = (story.cast.owner, story.cast.ming);
    story.talk(&[(owner, "/nick approval on"), (ming, "/nick 明明")]).await;
    story.stop().await;
    story.clock.advance(Duration::from_secs(7 * 24 * 3600 - 60));
    story.start().await;
    story.idle().await;
    story.stop().await;
    story.clock.advance(Duration::from_secs(120));
    story.start().await;
    assert_eq!(
        story.reply().await,
        "小明：你的申请 #1（改名为「明明」）七天没有人处理，已经失效。还需要的话，请再申请一次。"
    );
    story.say(owner, "/nick approve 1").await;
    assert!(story.reply().await.contains("申请 #1 已经处理过"));
    assert_eq!(story.nickname(ming), None);
    story.end().await;
}

#[tokio::test]
async fn what_dingtalk_says_no_to_is_told_to_both() {
    let story = Story::begin().await;
    let (owner, ming) = (story.cast.owner, story.cast.ming);
    story.talk(&[(owner, "/nick approval on"), (ming, "/nick 明明")]).await;
    story.world(|world| world.faults.once(Api::UpdateGroupNick, Fault::Bare(41049)));
    story.say(owner, "/nick approve 1").await;
    let reply = story.next_entry().await;
    let told = reply.text();
    let (told, for_the_owner) = told.split_once('\n').expect("the owner is told more");
    assert_eq!(
        told,
        "@王老师 申请 #1 已同意，但 @小明 的群昵称没有改成：钉钉不允许用这个名字，请换一个。（错误码 41049）"
    );
    assert!(for_the_owner.contains("内容审核"), "{for_the_owner}");
    assert_eq!(story.world(|world| world.mentioned_userids(&reply)), ["owner1", "ming1"]);
    story.end().await;
}

#[tokio::test]
async fn a_request_whose_name_cannot_be_read_any_more_is_told_of_and_asked_for_again() {
    let story = in_english().await;
    let (owner, ming) = (story.cast.owner, story.cast.ming);
    story.talk(&[(owner, "/nick approval on"), (ming, "/nick Ming")]).await;
    story.change_store("UPDATE requests SET name = 'Mi\u{fffd}ng'").await;
    story.say(owner, "/nick approve 1").await;
    let reply = story.reply().await;
    assert!(reply.contains("request-unreadable"), "{reply}");
    assert_eq!(story.nickname(ming), None);
    story.talk(&[(ming, "/nick Ming"), (owner, "/nick approve 2")]).await;
    assert_eq!(story.nickname(ming).as_deref(), Some("Ming"));
    story.end().await;
}
