//! Undo, reset and history.

use std::time::Duration;

use dingnick::simulator::world::{Api, Fault};

use super::in_english;
use crate::story::Story;

#[tokio::test]
async fn undo_goes_back_one_name_each_time_as_far_as_names_are_known() {
    let story = Story::begin().await;
    let (ming, owner) = (story.cast.ming, story.cast.owner);
    let talk = story
        .talk(&[
            (ming, "/nick undo"),
            (ming, "/nick 一"),
            (ming, "/nick 二"),
            (owner, "/nick @二 三"),
            (ming, "/nick undo"),
            (ming, "/nick 撤销"),
            (ming, "/nick undo"),
            (ming, "/nick 四"),
            (owner, "/nick undo @四"),
            (owner, "/nick undo @一"),
        ])
        .await;
    insta::assert_snapshot!(talk);
    assert_eq!(story.nickname(ming).as_deref(), Some("一"));
    story.end().await;
}

#[tokio::test]
async fn undo_in_english() {
    let story = in_english().await;
    let (ming, owner) = (story.cast.ming, story.cast.owner);
    let talk = story
        .talk(&[
            (ming, "/nick undo"),
            (ming, "/nick One"),
            (ming, "/nick Two"),
            (ming, "/nick undo"),
            (owner, "/nick undo @One"),
            (ming, "/nick undo"),
        ])
        .await;
    insta::assert_snapshot!(talk);
    story.end().await;
}

#[tokio::test]
async fn a_member_takes_back_nothing_of_others() {
    let story = Story::begin().await;
    story.say(story.cast.ming, "/nick 一").await;
    story.reply().await;
    for line in ["/nick undo @一", "/nick reset @一"] {
        story.say(story.cast.hong, line).await;
        assert!(story.reply().await.contains("请找群主或机器人管理员"), "failed on {line}");
    }
    assert_eq!(story.nickname(story.cast.ming).as_deref(), Some("一"));
    story.end().await;
}

#[tokio::test]
async fn reset_takes_the_name_in_the_directory_which_costs_one_call_and_no_other() {
    let story = Story::begin().await;
    let (ming, owner) = (story.cast.ming, story.cast.owner);
    let talk = story
        .talk(&[
            (ming, "/nick 大笨蛋"),
            (owner, "/nick reset @大笨蛋"),
            (ming, "/nick 明明"),
            (ming, "/nick reset"),
            (ming, "/nick reset"),
        ])
        .await;
    insta::assert_snapshot!(talk);
    assert_eq!(story.calls(Api::UpdateGroupNick), 4, "the last changes nothing");
    let looks = story.world(|world| {
        let of_ming = |call: &&dingnick::simulator::world::ApiCall| call.api == Api::UserGet;
        world.calls.iter().filter(of_ming).count()
    });
    assert_eq!(looks, 3, "owner, admin and member, each once a day");
    story.end().await;
}

#[tokio::test]
async fn reset_says_what_to_do_when_the_name_in_the_directory_can_be_no_nickname() {
    let story = in_english().await;
    let (ming, owner) = (story.cast.ming, story.cast.owner);
    story.world(|world| world.faults.times(2, Api::UpdateGroupNick, Fault::Bare(41049)));
    let forbidden = story.talk(&[(ming, "/nick reset"), (owner, "/nick reset @小明")]).await;
    story.clock.advance(Duration::from_secs(25 * 3600));
    let long = "一二三四五六七八九十".repeat(4);
    story.world(|world| {
        let ming = world.people.iter_mut().find(|person| person.name == "小明");
        ming.expect("he is there").name = long;
    });
    story.say(ming, "/nick reset").await;
    let refused = story.reply().await;
    insta::assert_snapshot!(format!("{forbidden}\n{refused}"));
    assert_eq!(story.calls(Api::UpdateGroupNick), 2);
    story.end().await;
}

#[tokio::test]
async fn reset_says_why_the_directory_does_not_tell() {
    let story = in_english().await;
    story.world(|world| world.faults.always(Api::UserGet, Fault::Bare(60011)));
    story.say(story.cast.ming, "/nick reset").await;
    let reply = story.reply().await;
    assert!(reply.contains("the permission") && reply.ends_with("(code 60011)"), "{reply}");
    assert_eq!(story.calls(Api::UpdateGroupNick), 0);
    story.end().await;
}

#[tokio::test]
async fn history_tells_the_last_changes_and_how_many_more() {
    let story = Story::begin().await;
    let (ming, owner, hong) = (story.cast.ming, story.cast.owner, story.cast.hong);
    for name in ["零", "一", "二", "三", "四", "五", "六"] {
        story.say(ming, &format!("/nick {name}")).await;
        story.reply().await;
    }
    story.clock.advance(Duration::from_secs(3 * 3600));
    story.say(owner, "/nick @六 七").await;
    story.reply().await;
    story.clock.advance(Duration::from_secs(5 * 60));
    story.say(ming, "/nick 八").await;
    story.reply().await;
    let talk = story
        .talk(&[(ming, "/nick history"), (hong, "/nick history @八"), (hong, "/nick history")])
        .await;
    insta::assert_snapshot!(talk);
    story.end().await;
}

#[tokio::test]
async fn history_in_english() {
    let story = in_english().await;
    let (ming, owner) = (story.cast.ming, story.cast.owner);
    story.say(ming, "/nick One").await;
    story.reply().await;
    story.clock.advance(Duration::from_secs(25 * 3600));
    story.say(owner, "/nick @One Two").await;
    story.reply().await;
    story.clock.advance(Duration::from_secs(61));
    let talk = story.talk(&[(ming, "/nick history"), (owner, "/nick history")]).await;
    insta::assert_snapshot!(talk);
    story.end().await;
}

#[tokio::test]
async fn undo_after_any_changes_brings_back_what_was_before_them() {
    let mut names = 0..;
    for seed in 0..6 {
        let story = Story::begin().await;
        let (ming, owner) = (story.cast.ming, story.cast.owner);
        let mut chance = fastrand::Rng::with_seed(seed);
        // What undo goes back through, the newest last.
        let mut past: Vec<String> = Vec::new();
        for _ in 0..16 {
            let who = if chance.bool() { ming } else { owner };
            let shown = story.world(|world| world.shown_name(story.cast.class, ming).to_owned());
            let whom = if who == ming { String::new() } else { format!("@{shown} ") };
            if chance.u8(..5) < 2 {
                story.say(who, &format!("/nick undo {whom}")).await;
                if past.len() > 1 {
                    past.pop();
                }
            } else {
                let name = format!("同学{}", names.next().unwrap_or_default());
                story.say(who, &format!("/nick {whom}{name}")).await;
                past.push(name);
            }
            let reply = story.reply().await;
            assert_eq!(story.nickname(ming).as_ref(), past.last(), "seed {seed}: {reply}");
        }
        while past.len() > 1 {
            story.say(ming, "/nick undo").await;
            story.reply().await;
            past.pop();
            assert_eq!(story.nickname(ming).as_ref(), past.last(), "seed {seed}");
        }
        story.end().await;
    }
}
