//! The month's calls.

use super::in_english;
use crate::story::Story;
use dingnick::simulator::world::{Api, Fault};

#[tokio::test]
async fn a_name_that_is_borne_already_costs_no_call() {
    let story = Story::begin().await;
    let (ming, owner) = (story.cast.ming, story.cast.owner);
    let talk = story
        .talk(&[(ming, "/nick 明明"), (ming, "/nick 明明"), (owner, "/nick @明明 明明")])
        .await;
    insta::assert_snapshot!(talk);
    assert_eq!(story.calls(Api::UpdateGroupNick), 1);
    story.end().await;
}

#[tokio::test]
async fn a_name_that_was_changed_by_hand_since_is_given_again() {
    let story = Story::begin().await;
    let (ming, owner) = (story.cast.ming, story.cast.owner);
    story.world(|world| world.facts.sender_nick_follows_group = true);
    story.talk(&[(ming, "/nick 明明"), (ming, "/nick status")]).await;
    story.world(|world| world.set_nickname_by_hand(story.cast.class, ming, "大笨蛋"));
    let talk = story.talk(&[(ming, "/nick status"), (owner, "/nick @大笨蛋 明明")]).await;
    assert!(talk.contains("@王老师 已把 @明明 的群昵称从「大笨蛋」改为「明明」。"), "{talk}");
    assert_eq!(story.nickname(ming).as_deref(), Some("明明"));
    // The one that was there before is what comes back.
    story.talk(&[(owner, "/nick undo @明明")]).await;
    assert_eq!(story.nickname(ming).as_deref(), Some("大笨蛋"));
    story.end().await;
}

#[tokio::test]
async fn the_group_is_warned_once_a_month_and_the_rest_is_kept() {
    // Binding the group and asking for its owner are the first two.
    let story = Story::begin_with(&[("DINGNICK_MONTHLY_CALLS", "10")]).await;
    let (ming, owner, hong) = (story.cast.ming, story.cast.owner, story.cast.hong);
    let talk = story
        .talk(&[
            (ming, "/nick 三"),
            (ming, "/nick 四"),
            (ming, "/nick 五"),
            (ming, "/nick 六"),
            (ming, "/nick 七"),
            (ming, "/nick 八"),
            (ming, "/nick 九"),
            (ming, "/nick status"),
            (ming, "/nick 十"),
            (hong, "/nick 红红"),
            (owner, "/nick @十 小明"),
            (hong, "/nick status"),
        ])
        .await;
    insta::assert_snapshot!(talk);
    story.end().await;
}

#[tokio::test]
async fn the_count_survives_a_restart_and_a_new_month_begins_anew() {
    let mut story = in_english().await;
    story.say(story.cast.ming, "/nick Ming").await;
    story.reply().await;
    story.stop().await;
    story.start().await;
    story.say(story.cast.ming, "/nick status").await;
    assert!(story.reply().await.contains("4997 of 5000"));
    story.clock.advance(std::time::Duration::from_secs(32 * 24 * 3600));
    story.say(story.cast.ming, "/nick status").await;
    assert!(story.reply().await.contains("5000 of 5000"));
    story.end().await;
}

#[tokio::test]
async fn a_directory_that_may_not_be_read_is_asked_seldom() {
    let story = in_english().await;
    story.world(|world| world.faults.always(Api::UserGet, Fault::Bare(60011)));
    for name in ["One", "Two", "Three"] {
        story.say(story.cast.ming, &format!("/nick {name}")).await;
        assert!(story.reply().await.contains(name));
    }
    assert_eq!(story.calls(Api::UserGet), 1);
    assert!(story.calls(Api::GetToken) <= 2, "a refused call drops the token");
    story.end().await;
}
