//! How an answer reaches the group.

use std::time::Duration;

use dingnick::simulator::world::Fault;
use dingnick::simulator::world::{Api, Author, Via};

use crate::story::{PATIENCE, Story};

#[tokio::test]
async fn when_the_session_is_over_the_group_is_told_by_name() {
    let story = Story::begin().await;
    let envelope = story.compose(story.cast.ming, "/nick 明明");
    story.world(dingnick::simulator::world::World::expire_sessions);
    assert_eq!(story.deliver(&envelope).await, 200);
    let reply = story.next_entry().await;
    assert_eq!(reply.author, Author::Bot(Via::GroupMessage));
    assert_eq!(reply.text(), "小明：已把你的群昵称改为「明明」。改错了？发送：/nick undo");
    assert_eq!(story.calls(Api::SendBySession), 1);
    story.end().await;
}

#[tokio::test]
async fn a_session_that_is_known_to_be_over_is_not_even_tried() {
    let story = Story::begin().await;
    let envelope = story.compose(story.cast.ming, "/nick 明明");
    let envelope = envelope.edited(|body| body["sessionWebhookExpiredTime"] = 1.into());
    assert_eq!(story.deliver(&envelope).await, 200);
    assert_eq!(story.next_entry().await.author, Author::Bot(Via::GroupMessage));
    assert_eq!(story.calls(Api::SendBySession), 0);
    story.end().await;
}

#[tokio::test]
async fn a_webhook_elsewhere_is_never_followed() {
    let story = Story::begin().await;
    let elsewhere = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!(
        "http://{}/robot/sendBySession?session=0123456789abcdef0123456789abcdef",
        elsewhere.local_addr().expect("an address")
    );
    let envelope = story.compose(story.cast.ming, "/nick 明明").with_foreign_webhook(&url);
    assert_eq!(story.deliver(&envelope).await, 200);
    assert_eq!(story.reply().await, "小明：已把你的群昵称改为「明明」。改错了？发送：/nick undo");
    elsewhere.set_nonblocking(true).expect("a socket");
    let visit = elsewhere.accept().map_err(|error| error.kind());
    assert!(matches!(visit, Err(std::io::ErrorKind::WouldBlock)), "somebody came: {visit:?}");
    story.end().await;
}

#[tokio::test]
async fn an_answer_that_may_have_arrived_is_not_given_again() {
    for fault in [Fault::ResetAfter, Fault::Http500, Fault::HtmlPage] {
        let story = Story::begin().await;
        story.world(|world| world.faults.once(Api::SendBySession, fault.clone()));
        story.say(story.cast.ming, "/nick 明明").await;
        story.idle().await;
        assert_eq!(story.calls(Api::SendBySession), 1, "failed on {fault:?}");
        assert_eq!(story.calls(Api::GroupMessageSend), 0, "failed on {fault:?}");
        let unknown = "SELECT count(*) FROM replies WHERE outcome = 'unknown'";
        assert_eq!(story.count(unknown).await, 1, "failed on {fault:?}");
        if fault == Fault::ResetAfter {
            story.reply().await;
        }
        story.end().await;
    }
}

#[tokio::test]
async fn an_answer_that_came_too_fast_is_given_later() {
    let story = Story::begin().await;
    story.world(|world| world.faults.times(2, Api::SendBySession, Fault::Bare(660_026)));
    story.say(story.cast.ming, "/nick 明明").await;
    assert_eq!(story.reply().await, "@明明 已把你的群昵称改为「明明」。改错了？发送：/nick undo");
    assert_eq!(story.calls(Api::SendBySession), 3);
    story.end().await;
}

#[tokio::test]
async fn text_and_session_leave_the_store_when_the_work_has_ended() {
    let story = Story::begin().await;
    story.say(story.cast.ming, "/nick 明明").await;
    story.reply().await;
    story.idle().await;
    let kept = "SELECT (SELECT count(*) FROM jobs WHERE message IS NOT NULL)
                     + (SELECT count(*) FROM replies WHERE answer IS NOT NULL)";
    assert_eq!(story.count(kept).await, 0);
    story.end().await;
}

#[tokio::test]
async fn no_session_stays_behind_in_the_files() {
    let mut story = Story::begin().await;
    let envelope = story.compose(story.cast.ming, "/nick 金丝雀");
    let url = envelope.body["sessionWebhook"].as_str().expect("a URL").to_owned();
    let (_, session) = url.split_once("session=").expect("a session");
    assert_eq!(story.deliver(&envelope).await, 200);
    story.reply().await;
    story.idle().await;
    story.stop().await;
    for (name, bytes) in story.files() {
        let found = bytes.windows(session.len()).any(|part| part == session.as_bytes());
        assert!(!found, "{name} holds the session");
    }
    story.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_ended_session_leaves_the_log_while_the_bot_runs() {
    let story = Story::begin().await;
    let envelope = story.compose(story.cast.ming, "/nick 金丝雀");
    let url = envelope.body["sessionWebhook"].as_str().expect("a URL").to_owned();
    let (_, session) = url.split_once("session=").expect("a session");
    assert_eq!(story.deliver(&envelope).await, 200);
    story.reply().await;
    story.idle().await;
    if story.is_on_sqlite() {
        let holds = || {
            let holds =
                |bytes: &[u8]| bytes.windows(session.len()).any(|part| part == session.as_bytes());
            story.files().into_iter().any(|(_, bytes)| holds(&bytes))
        };
        assert!(holds(), "the log holds what was kept, until it is emptied");
        story.clock.advance(Duration::from_secs(60));
        let emptied = async {
            while holds() {
                tokio::task::yield_now().await;
            }
        };
        let emptied = tokio::time::timeout(PATIENCE, emptied).await;
        assert!(emptied.is_ok(), "the session is still on the disk");
    }
    story.end().await;
}

#[tokio::test]
async fn a_slow_answer_of_dingtalk_holds_nobody_else_up() {
    let story = Story::begin().await;
    story.world(|world| world.faults.once(Api::UpdateGroupNick, Fault::Hang(5_000)));
    story.say(story.cast.ming, "/nick 明明").await;
    // The name is set, and the answer to that call is what takes its time.
    story.named(story.cast.ming, "明明").await;
    story.say(story.cast.hong, "/nick 红红").await;
    assert!(story.reply().await.starts_with("@红红"));
    assert!(story.reply().await.starts_with("@明明"));
    story.end().await;
}
