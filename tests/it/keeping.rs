//! What was acknowledged is done, once, whatever happens in between.

use std::time::Duration;

use dingnick::simulator::world::{Api, Fault};

use crate::postgres::Database;
use crate::story::Story;

#[tokio::test]
async fn ten_deliveries_are_one_rename_and_one_answer() {
    ten_deliveries(Story::begin().await).await;
    if let Some(database) = Database::create().await {
        ten_deliveries(Story::begin_with(&[("DATABASE_URL", &database.url)]).await).await;
        database.remove().await;
    }
}

async fn ten_deliveries(mut story: Story) {
    let envelope = story.compose(story.cast.ming, "/nick 明明");
    let deliveries = (0..10).map(|_| story.delivered(&envelope));
    for delivered in futures_util::future::join_all(deliveries).await {
        assert_eq!((delivered.status, delivered.body.as_str()), (200, story.empty_answer()));
    }
    story.reply().await;
    story.idle().await;
    story.stop().await;
    story.start().await;
    for _ in 0..3 {
        assert_eq!(story.deliver(&envelope).await, 200);
    }
    assert_eq!(story.calls(Api::UpdateGroupNick), 1);
    assert_eq!(story.count("SELECT count(*) FROM jobs").await, 1);
    story.end().await;
}

#[tokio::test]
async fn every_rename_stands_in_the_ledger() {
    let story = Story::begin().await;
    story.say(story.cast.ming, "/nick 一").await;
    story.reply().await;
    story.say(story.cast.admin, "/nick @一 二").await;
    story.reply().await;
    let row = "SELECT count(*) FROM ledger WHERE user_id = 'ming1' AND old_name = '一'
               AND new_name = '二' AND asked_by = 'admin1' AND outcome = 'applied'
               AND at > 0 AND request_id IS NOT NULL AND robot_code <> ''";
    assert_eq!(story.count(row).await, 1);
    assert_eq!(story.count("SELECT count(*) FROM ledger").await, 2);
    story.end().await;
}

#[tokio::test]
async fn a_store_that_cannot_keep_is_answered_with_503_and_recovers() {
    let story = Story::begin().await;
    story.say(story.cast.hong, "/nick 红红").await;
    story.reply().await;
    story.idle().await;
    let envelope = story.compose(story.cast.ming, "/nick 明明");
    let lock = story.lock_store().await;
    let delivered = story.delivered(&envelope).await;
    assert_eq!((delivered.status, delivered.body.as_str()), (story.not_kept(), ""));
    drop(lock);
    assert_eq!(story.deliver(&envelope).await, 200);
    assert_eq!(story.reply().await, "@明明 已把你的群昵称改为「明明」。改错了？发送：/nick undo");
    assert_eq!(story.calls(Api::UpdateGroupNick), 2);
    story.end().await;
}

#[tokio::test]
async fn a_stop_in_the_middle_of_a_call_costs_no_attempt() {
    let mut story = Story::begin().await;
    // Longer than the bot waits when it is told to stop.
    story.world(|world| world.faults.once(Api::UpdateGroupNick, Fault::Hang(60_000)));
    story.say(story.cast.ming, "/nick 明明").await;
    story.named(story.cast.ming, "明明").await;
    story.stop().await;
    let given_back = "SELECT count(*) FROM jobs
                      WHERE state = 0 AND attempts = 0 AND lease_token IS NULL";
    assert_eq!(story.count(given_back).await, 1);
    story.start().await;
    assert_eq!(story.reply().await, "@明明 已把你的群昵称改为「明明」。改错了？发送：/nick undo");
    story.end().await;
}

#[tokio::test]
async fn renames_are_remembered_for_as_long_as_the_operator_says() {
    let mut story = Story::begin_with(&[("DINGNICK_LEDGER_DAYS", "30")]).await;
    story.say(story.cast.ming, "/nick 一").await;
    story.reply().await;
    story.idle().await;
    for (days, kept) in [(29, 1), (2, 0)] {
        story.clock.advance(Duration::from_secs(days * 24 * 3600));
        // What is over is removed at the start, and then once an hour.
        story.stop().await;
        story.start().await;
        story.counts("SELECT count(*) FROM ledger", kept).await;
    }
    story.end().await;
}

#[tokio::test]
async fn the_name_that_somebody_has_outlasts_the_ledger_with_its_origin() {
    let mut story = Story::begin_with(&[("DINGNICK_LEDGER_DAYS", "30")]).await;
    let (ming, owner) = (story.cast.ming, story.cast.owner);
    story.talk(&[(ming, "/nick 一"), (owner, "/nick @一 二")]).await;
    let before = story.talk(&[(ming, "/nick whoami")]).await;
    assert!(before.contains("「二」") && before.contains("王老师"), "{before}");
    story.idle().await;
    story.clock.advance(Duration::from_secs(31 * 24 * 3600));
    story.stop().await;
    story.start().await;
    story.counts("SELECT count(*) FROM ledger", 0).await;
    story.counts("SELECT count(*) FROM names", 1).await;
    let after = story.talk(&[(ming, "/nick whoami")]).await;
    assert!(after.contains("「二」") && after.contains("王老师"), "{after}");
    let calls = story.calls(Api::UpdateGroupNick);
    assert!(story.talk(&[(ming, "/nick 二")]).await.contains("本来就是"));
    assert_eq!(story.calls(Api::UpdateGroupNick), calls, "a name that somebody has costs no call");
    assert!(story.talk(&[(ming, "/nick undo")]).await.contains("改为「一」"));
    assert!(story.talk(&[(ming, "/nick undo")]).await.contains("没有"), "it knows one name back");
    story.end().await;
}
