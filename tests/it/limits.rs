//! How much is taken: from one person, in one group, and in all; and how fast DingTalk is called.

use std::time::{Duration, Instant};

use dingnick::simulator::world::Api;

use crate::story::Story;

#[tokio::test]
async fn a_flood_of_one_person_costs_six_calls_and_one_answer() {
    let story = Story::begin_with(&[("DINGNICK_RATE_SENDER", "6/min")]).await;
    for number in 0..1000 {
        story.say(story.cast.ming, &format!("/nick 明{number}")).await;
    }
    story.say(story.cast.hong, "/nick 红红").await;
    story.idle().await;
    let replies = story.said();
    let slow_down = "发得太快了，这条没有执行：每人每分钟最多 6 条。请 ";
    assert_eq!(replies.iter().filter(|reply| reply.contains(slow_down)).count(), 1, "{replies:?}");
    assert!(replies.iter().any(|reply| reply.starts_with("@红红")), "the others are served");
    assert!(replies.len() <= 8, "{replies:?}");
    assert!(story.calls(Api::UpdateGroupNick) <= 7);
    assert_eq!(story.count("SELECT count(*) FROM jobs").await, 8, "the rest costs nothing");
    // What was carried out last of the six stays.
    assert_eq!(story.nickname(story.cast.ming).as_deref(), Some("明5"));
    story.read_all();
    story.clock.advance(Duration::from_secs(61));
    story.say(story.cast.ming, "/nick 明明").await;
    assert!(story.reply().await.contains("改为「明明」"));
    story.end().await;
}

#[tokio::test]
async fn a_busy_group_is_told_once_and_the_next_group_goes_on() {
    let story = Story::begin_with(&[("DINGNICK_RATE_GROUP", "4/min")]).await;
    for who in [story.cast.ming, story.cast.hong, story.cast.guest, story.cast.ming] {
        story.say(who, "/nick help").await;
    }
    story.idle().await;
    let said = story.said();
    let count = |text: &str| said.iter().filter(|reply| reply.contains(text)).count();
    assert_eq!(count("我可以改群昵称"), 2, "{said:?}");
    assert_eq!(count("本群发得太快了，这条没有执行：每分钟最多 2 条。请 "), 1, "{said:?}");
    story.read_all();
    // Half of it is for names, whoever asks for help.
    story.say(story.cast.hong, "/nick 红红").await;
    assert!(story.reply().await.contains("改为「红红」"));
    story.say_in(story.cast.scene, story.cast.ming, "/nick help").await;
    assert!(story.reply().await.contains("我可以"));
    story.end().await;
}

#[tokio::test]
async fn members_who_use_the_rate_up_do_not_shut_out_those_who_decide() {
    let story =
        Story::begin_with(&[("DINGNICK_RATE_SENDER", "6/min"), ("DINGNICK_RATE_GROUP", "18/min")])
            .await;
    let (ming, hong, guest) = (story.cast.ming, story.cast.hong, story.cast.guest);
    for number in 0..6 {
        for who in [ming, hong, guest] {
            story.say(who, "/nick help").await;
            story.say(who, &format!("/nick 同学{number}")).await;
        }
    }
    story.idle().await;
    let told = |said: &[String]| said.iter().filter(|said| said.contains("本群发得太快了")).count();
    assert_eq!(told(&story.said()), 1, "the rate is used up");
    story.read_all();
    for (who, line) in [(story.cast.owner, "/nick lock"), (story.cast.admin, "/nick unlock")] {
        let shown = story.world(|world| world.shown_name(story.cast.class, ming).to_owned());
        story.say(who, &format!("{line} @{shown}")).await;
        let reply = story.reply().await;
        assert!(!reply.contains("太快") && reply.contains("的群昵称"), "{reply}");
    }
    story.say(hong, "/nick help").await;
    story.idle().await;
    assert_eq!(told(&story.said()), 1, "members have heard it");
    story.end().await;
}

#[tokio::test]
async fn a_message_that_comes_again_counts_once() {
    let story = Story::begin_with(&[("DINGNICK_RATE_SENDER", "2/min")]).await;
    let envelope = story.compose(story.cast.ming, "/nick 一");
    for _ in 0..10 {
        assert_eq!(story.deliver(&envelope).await, 200);
    }
    story.say(story.cast.ming, "/nick 二").await;
    story.named(story.cast.ming, "二").await;
    story.idle().await;
    assert!(story.said().iter().all(|reply| !reply.contains("发得太快了")));
    story.read_all();
    story.end().await;
}

#[tokio::test]
async fn past_the_backlog_callbacks_are_refused_and_the_bot_is_unready_until_it_has_room() {
    let story = Story::begin_with(&[("DINGNICK_BACKLOG", "2")]).await;
    story.world(|world| {
        let fault = dingnick::simulator::world::Fault::Bare(90018);
        world.faults.always(Api::UpdateGroupNick, fault);
    });
    story.say(story.cast.ming, "/nick 明明").await;
    story.say(story.cast.hong, "/nick 红红").await;
    let third = story.compose(story.cast.owner, "/nick 老师");
    let delivered = story.delivered(&third).await;
    assert_eq!((delivered.status, delivered.body.as_str()), (503, ""));
    assert_eq!(story.get("/readyz").await, 503);
    assert_eq!(story.get("/livez").await, 200);
    story.world(|world| world.faults.clear());
    story.reply().await;
    story.reply().await;
    story.idle().await;
    assert_eq!(story.deliver(&third).await, 200, "nothing was lost of it");
    assert!(story.reply().await.contains("改为「老师」"));
    story.end().await;
}

#[tokio::test]
async fn dingtalk_is_not_called_more_often_a_second_than_it_allows() {
    let story = Story::begin_with(&[("DINGNICK_API_QPS", "10")]).await;
    story.world(|world| world.rate_limit = Some(10));
    let people = [story.cast.ming, story.cast.hong, story.cast.owner, story.cast.admin];
    let groups = [story.cast.class, story.cast.scene, story.cast.class];
    let begun = Instant::now();
    for (round, group) in groups.into_iter().enumerate() {
        for who in people {
            let envelope = story.compose_in(group, who, &format!("/nick 第{round}"));
            assert_eq!(story.deliver(&envelope).await, 200);
        }
    }
    story.idle().await;
    let replies = story.said();
    assert!(replies.iter().all(|reply| reply.contains("第")), "nobody was refused: {replies:?}");
    let refused =
        story.world(|world| world.calls.iter().filter(|call| call.code.contains("90018")).count());
    assert_eq!(refused, 0, "DingTalk never had to say it");
    // Eight answers or more to one API, a tenth of a second apart.
    assert!(begun.elapsed() > Duration::from_millis(700));
    story.read_all();
    story.end().await;
}
