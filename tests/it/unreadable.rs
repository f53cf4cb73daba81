//! A kept job that this version cannot read, as after a step back to an older one: whoever asked
//! is answered, nothing is lost, and a version that reads it takes it up.

use std::time::Duration;

use dingnick::simulator::world::{Api, Fault};

use crate::story::Story;

const UNREADABLE: &str = "SELECT count(*) FROM jobs WHERE outcome = 'unreadable'";

/// 小明's rename waits in the store in a form that no version knows yet.
async fn begin() -> Story {
    let mut story = Story::begin().await;
    story.stop().await;
    story.first_pause = Duration::from_secs(60);
    story.start().await;
    story.world(|world| world.faults.always(Api::UpdateGroupNick, Fault::Bare(90018)));
    story.say(story.cast.ming, "/nick 明明").await;
    story.called(Api::UpdateGroupNick, 1).await;
    story.stop().await;
    story.world(|world| world.faults.clear());
    story.change_store("UPDATE jobs SET message = '9' || message WHERE state = 0").await;
    story.clock.advance(Duration::from_secs(200));
    story
}

/// As if a version that knows the form were there.
async fn make_readable(story: &Story) {
    story
        .change_store("UPDATE jobs SET message = substr(message, 2) WHERE outcome = 'unreadable'")
        .await;
}

#[tokio::test]
async fn whoever_asked_is_answered_and_the_text_is_kept() {
    let mut story = begin().await;
    story.start().await;
    let reply = story.reply().await;
    assert!(reply.starts_with("@小明"), "{reply}");
    assert!(reply.contains("job-unreadable"), "{reply}");
    story.idle().await;
    story.counts(UNREADABLE, 1).await;
    story
        .counts("SELECT count(*) FROM jobs WHERE outcome = 'unreadable' AND message IS NOT NULL", 1)
        .await;
    story.counts("SELECT count(*) FROM jobs WHERE session IS NOT NULL", 0).await;
    story.stop().await;
    story.start().await;
    story.idle().await;
    story.end().await;
}

#[tokio::test]
async fn a_version_that_reads_it_takes_it_up() {
    let mut story = begin().await;
    story.start().await;
    story.reply().await;
    story.idle().await;
    story.stop().await;
    make_readable(&story).await;
    story.start().await;
    story.named(story.cast.ming, "明明").await;
    assert!(story.reply().await.contains("明明"));
    story.counts(UNREADABLE, 0).await;
    story.end().await;
}

#[tokio::test]
async fn after_half_an_hour_only_the_operator_does_and_never_over_a_newer_name() {
    let mut story = begin().await;
    story.start().await;
    story.reply().await;
    story.idle().await;
    story.stop().await;
    make_readable(&story).await;
    story.clock.advance(Duration::from_secs(31 * 60));
    story.start().await;
    story.idle().await;
    story.counts(UNREADABLE, 1).await;
    story.say(story.cast.ming, "/nick 小帆").await;
    assert!(story.reply().await.contains("小帆"));
    let scope = story.scope();
    let jobs = scope.unreadable_jobs().await.expect("a store");
    let ids: Vec<i64> = jobs.iter().map(|job| job.id).collect();
    let now = dingnick::domain::Clock::now(&story.clock);
    assert_eq!(scope.reopen_jobs(&ids, now, Some(now)).await.expect("a store"), 1);
    story.counts("SELECT count(*) FROM jobs WHERE outcome = 'superseded'", 1).await;
    assert!(story.reply().await.contains("的请求已被你后来的请求取代"));
    assert_eq!(story.nickname(story.cast.ming).as_deref(), Some("小帆"));
    story.end().await;
}

#[tokio::test]
async fn a_row_without_columns_of_its_own_is_answered_in_the_group() {
    let mut story = begin().await;
    story.change_store("UPDATE jobs SET asker = NULL, session = NULL WHERE state = 0").await;
    story.start().await;
    let reply = story.reply().await;
    assert!(reply.contains("job-unreadable"), "{reply}");
    assert_eq!(story.calls(Api::GroupMessageSend), 1);
    story.end().await;
}
