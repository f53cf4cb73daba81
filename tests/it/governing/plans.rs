//! Everybody's name looked at, and put right.

use std::time::Duration;

use dingnick::simulator::world::{Api, Fault, Person, PersonId};

use super::in_english;
use crate::story::Story;

/// More children in the class.
fn children(story: &Story, count: usize) -> Vec<PersonId> {
    story.world(|world| {
        let children = (0..count).map(|index| {
            let person = Person::member(&format!("child{index}"), &format!("学生{index}"));
            world.add_person(person.titled("学生", &format!("{index:04}")).in_departments(&[2]))
        });
        let children: Vec<PersonId> = children.collect();
        let class = world.group_mut(story.cast.class);
        class.members.extend(
            children.iter().map(|person| dingnick::simulator::world::Member {
                person: *person,
                nickname: None,
            }),
        );
        children
    })
}

#[tokio::test]
async fn a_look_at_everybody_costs_one_call_at_most() {
    let story = Story::begin().await;
    let (owner, ming) = (story.cast.owner, story.cast.ming);
    children(&story, 15);
    story.clock.advance(Duration::from_secs(3600));
    let talk = story
        .talk(&[
            (ming, "/nick check"),
            (owner, "/nick check"),
            (owner, "/nick format {dept}-{name}"),
            (ming, "/nick 小明"),
        ])
        .await;
    insta::assert_snapshot!("before_the_look", talk);
    let before = story.calls(Api::ChatGet);
    let talk = story.talk(&[(owner, "/nick check"), (owner, "/nick check")]).await;
    insta::assert_snapshot!("the_look", talk);
    let paid = story.calls(Api::ChatGet) - before;
    assert!(paid <= 1, "{paid} calls");
    story.end().await;
}

#[tokio::test]
async fn everybody_is_put_right_after_a_look_at_the_plan() {
    let story = Story::begin().await;
    let (owner, admin, ming) = (story.cast.owner, story.cast.admin, story.cast.ming);
    let talk = story
        .talk(&[
            (owner, "/nick apply"),
            (owner, "/nick format {dept}-{name}"),
            (ming, "/nick apply"),
            (owner, "/nick apply"),
            (owner, "/nick confirm 7"),
            (ming, "/nick confirm 1"),
            (admin, "/nick confirm 1"),
            (owner, "/nick confirm 1"),
            (owner, "/nick apply"),
            (owner, "/nick check"),
        ])
        .await;
    insta::assert_snapshot!(talk);
    assert_eq!(story.nickname(ming).as_deref(), Some("三班-小明"));
    assert_eq!(story.nickname(owner).as_deref(), Some("三班-王老师"));
    assert_eq!(story.calls(Api::UpdateGroupNick), 4, "one call for each name");
    story.end().await;
}

#[tokio::test]
async fn plans_in_english() {
    let story = in_english().await;
    let owner = story.cast.owner;
    let talk = story
        .talk(&[
            (owner, "/nick check"),
            (owner, "/nick format {dept}-{name}-{class}"),
            (owner, "/nick apply"),
            (owner, "/nick format {title}-{name}"),
            (owner, "/nick check"),
            (owner, "/nick apply"),
            (owner, "/nick confirm 1"),
            (owner, "/nick apply"),
        ])
        .await;
    insta::assert_snapshot!(talk);
    story.end().await;
}

#[tokio::test]
async fn failures_are_told_by_reason_and_whoever_chose_a_name_since_keeps_it() {
    let story = Story::begin().await;
    let (owner, ming) = (story.cast.owner, story.cast.ming);
    story.talk(&[(owner, "/nick format {dept}-{name}"), (owner, "/nick apply")]).await;
    story.say(ming, "/nick 一班-明明").await;
    story.reply().await;
    story.world(|world| {
        world.forbidden_words.push("小红".to_owned());
        world.faults.once(Api::UpdateGroupNick, Fault::Bare(-1));
    });
    story.say(owner, "/nick confirm 1").await;
    insta::assert_snapshot!(story.reply().await);
    assert_eq!(story.nickname(ming).as_deref(), Some("一班-明明"));
    story.end().await;
}

#[tokio::test]
async fn a_big_plan_reports_every_fifty_and_survives_a_restart() {
    let mut story = Story::begin().await;
    let owner = story.cast.owner;
    let children = children(&story, 120);
    story.clock.advance(Duration::from_secs(3600));
    story.talk(&[(owner, "/nick format {dept}-{name}")]).await;
    story.say(owner, "/nick apply").await;
    insta::assert_snapshot!("a_big_plan", story.reply().await);
    story.world(|world| world.faults.always(Api::UpdateGroupNick, Fault::Bare(90018)));
    story.say(owner, "/nick confirm 1").await;
    assert!(story.reply().await.contains("计划 1 开始执行，共 124 个名字"));
    story.called(Api::UpdateGroupNick, 1).await;
    story.stop().await;
    story.world(|world| world.faults.clear());
    story.start().await;
    let mut said = Vec::new();
    loop {
        said.push(story.reply().await);
        if said.last().is_some_and(|reply| reply.contains("完成，")) {
            break;
        }
    }
    assert!((2..=3).contains(&said.len()), "{said:?}");
    assert_eq!(
        said.last().map(String::as_str),
        Some("@三班-王老师 计划 1 完成，124 个名字改好了。")
    );
    for (index, child) in children.into_iter().enumerate() {
        assert_eq!(story.nickname(child), Some(format!("三班-学生{index}")));
    }
    assert_eq!(story.world(|world| world.changes.len()), 124, "each once");
    story.end().await;
}

#[tokio::test]
async fn a_plan_that_is_old_or_of_another_format_is_not_carried_out() {
    let story = Story::begin().await;
    let owner = story.cast.owner;
    story.talk(&[(owner, "/nick format {dept}-{name}"), (owner, "/nick apply")]).await;
    story.clock.advance(Duration::from_secs(31 * 60));
    let talk = story.talk(&[(owner, "/nick confirm 1")]).await;
    assert!(talk.contains("计划 1 已经过时"), "{talk}");
    let talk = story
        .talk(&[
            (owner, "/nick apply"),
            (owner, "/nick format {name}（{dept}）"),
            (owner, "/nick confirm 2"),
            (owner, "/nick format off"),
            (owner, "/nick confirm 2"),
        ])
        .await;
    assert_eq!(talk.matches("计划 2 已经过时").count(), 2, "{talk}");
    assert_eq!(story.world(|world| world.changes.len()), 0);
    story.end().await;
}

#[tokio::test]
async fn a_template_group_is_put_right_as_well() {
    let story = Story::begin().await;
    let (owner, scene) = (story.cast.owner, story.cast.scene);
    for (line, answer) in [
        ("/nick format {title}-{name}", "班主任-王老师"),
        ("/nick check", "符合「职位-姓名」，4 个不符合"),
        ("/nick apply", "/nick confirm 1"),
        ("/nick confirm 1", "计划 1 完成，4 个名字改好了。"),
    ] {
        story.say_in(scene, owner, line).await;
        let reply = story.reply().await;
        assert!(reply.contains(answer), "{line}: {reply}");
    }
    assert_eq!(story.nickname_in(scene, story.cast.hong).as_deref(), Some("学生-小红"));
    assert_eq!(story.calls(Api::SceneMembers), 1);
    story.end().await;
}

#[tokio::test]
async fn a_plan_leaves_the_reserve_of_the_month_alone() {
    let story = Story::begin_with(&[("DINGNICK_MONTHLY_CALLS", "6")]).await;
    let owner = story.cast.owner;
    story.talk(&[(owner, "/nick format {dept}-{name}")]).await;
    let used = 6 - left(&story).await;
    let talk = story.talk(&[(owner, "/nick apply"), (owner, "/nick confirm 1")]).await;
    // Five of six are outside of the reserve.
    let room = 5 - used;
    assert!(room < 4, "of four names some have to wait: {talk}");
    assert!(talk.contains(&format!("要改 {room} 个名字")), "{talk}");
    assert!(talk.contains(&format!("另有 {} 个要等下个月", 4 - room)), "{talk}");
    assert_eq!(story.calls(Api::UpdateGroupNick), room);
    let talk = story.talk(&[(owner, "/nick apply")]).await;
    assert!(talk.contains("没有列入计划"), "{talk}");
    assert_eq!(story.calls(Api::UpdateGroupNick), room);
    story.end().await;
}

/// How many calls the month has left, as the bot tells it.
async fn left(story: &Story) -> usize {
    let status = story.talk(&[(story.cast.owner, "/nick status")]).await;
    let (_, told) = status.split_once("钉钉调用还剩 ").expect("it is told");
    let digits: String = told.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().expect("a number")
}
