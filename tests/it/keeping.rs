//! What was acknowledged is done, once, whatever happens in between.

use dingnick::simulator::world::Api;

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
        assert_eq!((delivered.status, delivered.body.as_str()), (200, r#"{"msgtype":"empty"}"#));
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
    assert_eq!((delivered.status, delivered.body.as_str()), (503, ""));
    drop(lock);
    assert_eq!(story.deliver(&envelope).await, 200);
    assert_eq!(story.reply().await, "@明明 你的群昵称已改为「明明」。");
    assert_eq!(story.calls(Api::UpdateGroupNick), 2);
    story.end().await;
}
