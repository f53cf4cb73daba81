//! The group is reminded of names that do not fit.

use std::time::Duration;

use dingnick::domain::Clock;
use dingnick::simulator::world::{Api, Fault};
use jiff::ToSpan;
use jiff::civil::Weekday;
use jiff::tz::TimeZone;

use crate::story::Story;

const IN_SHANGHAI: (&str, &str) = ("DINGNICK_TIMEZONE", "Asia/Shanghai");

/// The bot is off until the next such day, one minute after nine, and on again then.
async fn sleep_until(story: &mut Story, day: Weekday) {
    let now = jiff::Timestamp::from_millisecond(story.clock.now().0).expect("a time");
    let zone = TimeZone::get("Asia/Shanghai").expect("a zone");
    let now = now.to_zoned(zone);
    let days = (1..=7).map(|days| now.date().checked_add(days.days()).expect("a day"));
    let next = days.into_iter().find(|it| it.weekday() == day).expect("a week has it");
    let next = next.at(9, 1, 0, 0).to_zoned(now.time_zone().clone()).expect("a time");
    let wait = next.timestamp().as_millisecond() - now.timestamp().as_millisecond();
    story.stop().await;
    story.clock.advance(Duration::from_millis(u64::try_from(wait).expect("it is to come")));
    story.start().await;
}

/// The reminder that was due has been given, or there was nothing to say.
async fn is_over(story: &Story) {
    let is_open = async || {
        let vitals = story.scope().vitals(None).await.expect("the store answers");
        vitals.waiting_since.is_some_and(|due| due <= story.clock.now())
    };
    while is_open().await {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn whoever_does_not_fit_is_named_three_times_and_then_the_owner_has_the_list() {
    let mut story = Story::begin_with(&[IN_SHANGHAI]).await;
    let (owner, ming, hong) = (story.cast.owner, story.cast.ming, story.cast.hong);
    let talk = story
        .talk(&[
            (owner, "/nick remind daily"),
            (owner, "/nick format {dept}-{name}"),
            (ming, "/nick remind daily"),
            (owner, "/nick remind daily 23"),
            (owner, "/nick 提醒 每天"),
            (owner, "/nick status"),
            (hong, "/nick 小红"),
        ])
        .await;
    insta::assert_snapshot!("decided", talk);
    let messages = story.calls(Api::GroupMessageSend);
    sleep_until(&mut story, Weekday::Monday).await;
    insta::assert_snapshot!("first", story.reply().await);
    story.say(ming, "/nick 小明").await;
    assert!(story.reply().await.contains("三班-小明"));
    for (day, name) in [(Weekday::Tuesday, "second"), (Weekday::Wednesday, "third")] {
        sleep_until(&mut story, day).await;
        let reminder = story.reply().await;
        assert!(!reminder.contains("小明"), "{reminder}");
        insta::assert_snapshot!(name, reminder);
    }
    sleep_until(&mut story, Weekday::Thursday).await;
    insta::assert_snapshot!("for_the_owner", story.reply().await);
    assert_eq!(story.calls(Api::GroupMessageSend) - messages, 4, "a message each time");
    let said = story.said().len();
    sleep_until(&mut story, Weekday::Friday).await;
    is_over(&story).await;
    assert_eq!(story.said().len(), said, "the owner has heard of them");
    story.say(owner, "/nick remind off").await;
    assert!(story.reply().await.contains("不再提醒"));
    sleep_until(&mut story, Weekday::Monday).await;
    is_over(&story).await;
    assert_eq!(story.said().len(), said + 1, "but for the answer");
    story.end().await;
}

#[tokio::test]
async fn at_a_deadline_the_owner_has_the_list_and_reminders_end() {
    let mut story = Story::begin_with(&[IN_SHANGHAI, ("DINGNICK_LOCALE", "en")]).await;
    let owner = story.cast.owner;
    sleep_until(&mut story, Weekday::Monday).await;
    let now = jiff::Timestamp::from_millisecond(story.clock.now().0).expect("a time");
    let tomorrow = now.to_zoned(TimeZone::get("Asia/Shanghai").expect("a zone")).date();
    let tomorrow = tomorrow.checked_add(1.days()).expect("a day").to_string();
    story.say(owner, "/nick format {dept}-{name}").await;
    story.reply().await;
    story.say(owner, "/nick remind until 2020-01-01").await;
    assert!(story.reply().await.contains("That day is over."));
    story.say(owner, &format!("/nick remind until {tomorrow}")).await;
    assert!(story.reply().await.contains(&format!("Until {tomorrow}")));
    sleep_until(&mut story, Weekday::Tuesday).await;
    insta::assert_snapshot!("before", story.reply().await.replace(&tomorrow, "TOMORROW"));
    sleep_until(&mut story, Weekday::Wednesday).await;
    insta::assert_snapshot!("after", story.reply().await);
    story.say(owner, "/nick status").await;
    assert!(!story.reply().await.contains("Reminders"));
    story.end().await;
}

#[tokio::test]
async fn a_group_that_dingtalk_does_not_tell_of_is_reminded_the_next_time() {
    let mut story = Story::begin_with(&[IN_SHANGHAI]).await;
    let owner = story.cast.owner;
    story.talk(&[(owner, "/nick format {dept}-{name}"), (owner, "/nick remind daily")]).await;
    story.read_all();
    story.world(|world| world.faults.always(Api::ChatGet, Fault::Bare(60011)));
    sleep_until(&mut story, Weekday::Monday).await;
    is_over(&story).await;
    assert_eq!(story.said().len(), 2, "what was answered before");
    story.world(|world| world.faults.clear());
    sleep_until(&mut story, Weekday::Tuesday).await;
    assert!(story.reply().await.contains("三班-小明"));
    story.say(owner, "/nick remind off").await;
    story.reply().await;
    sleep_until(&mut story, Weekday::Wednesday).await;
    story.end().await;
}
