//! Calls whose answer never came: what may have taken effect at DingTalk is in the ledger, and the
//! newest name is the one that stays.

use std::time::Duration;

use dingnick::simulator::world::{Api, Fault};

use crate::story::Story;

const UNKNOWN: &str = "SELECT count(*) FROM ledger WHERE outcome = 'unknown'";

/// A story in which failed jobs wait until its clock is set forward.
async fn patient() -> Story {
    let mut story = Story::begin().await;
    story.stop().await;
    story.first_pause = Duration::from_secs(60);
    story.start().await;
    story
}

#[tokio::test]
async fn an_older_name_that_may_have_been_set_is_written_down_and_the_newer_one_set_once_more() {
    let story = patient().await;
    story.world(|world| world.faults.times(1, Api::UpdateGroupNick, Fault::ResetAfter));
    story.say(story.cast.ming, "/nick 小舟").await;
    story.counts("SELECT count(*) FROM jobs WHERE in_doubt <> 0", 1).await;
    story.clock.advance(Duration::from_secs(5));
    story.say(story.cast.ming, "/nick 小帆").await;
    story.clock.advance(Duration::from_secs(100));
    story.named(story.cast.ming, "小帆").await;
    assert!(story.reply().await.contains("改名为「小舟」的请求已被你后来的请求取代"));
    assert!(story.reply().await.contains("小帆"));
    story.counts(UNKNOWN, 1).await;
    // The older call landed after all.
    story.world(|world| world.set_nickname_by_hand(story.cast.class, story.cast.ming, "小舟"));
    story.clock.advance(Duration::from_secs(11));
    story.named(story.cast.ming, "小帆").await;
    story.idle().await;
    assert_eq!(story.calls(Api::UpdateGroupNick), 3);
    story.end().await;
}

#[tokio::test]
async fn a_newer_name_is_set_once_more_where_a_call_for_an_older_one_may_still_land() {
    let story = patient().await;
    story.world(|world| world.faults.times(1, Api::UpdateGroupNick, Fault::ResetAfter));
    story.say(story.cast.ming, "/nick 小舟").await;
    story.counts("SELECT count(*) FROM jobs WHERE in_doubt <> 0", 1).await;
    // It is called again, and answered; the first call is under way still.
    story.clock.advance(Duration::from_secs(100));
    assert!(story.reply().await.contains("小舟"));
    story.say(story.cast.ming, "/nick 小帆").await;
    assert!(story.reply().await.contains("小帆"));
    story.world(|world| world.set_nickname_by_hand(story.cast.class, story.cast.ming, "小舟"));
    story.clock.advance(Duration::from_secs(11));
    story.named(story.cast.ming, "小帆").await;
    story.idle().await;
    assert_eq!(story.calls(Api::UpdateGroupNick), 4);
    // Later ones cost nothing more.
    story.say(story.cast.ming, "/nick 小船").await;
    assert!(story.reply().await.contains("小船"));
    story.clock.advance(Duration::from_secs(11));
    story.idle().await;
    assert_eq!(story.calls(Api::UpdateGroupNick), 5);
    story.end().await;
}

#[tokio::test]
async fn an_older_request_of_somebody_else_does_not_undo_what_may_have_been_set() {
    let story = patient().await;
    let older = story.compose(story.cast.owner, "/nick @小明 阿海");
    story.clock.advance(Duration::from_secs(5));
    story.world(|world| world.faults.times(1, Api::UpdateGroupNick, Fault::ResetAfter));
    story.say(story.cast.ming, "/nick 阿江").await;
    story.counts("SELECT count(*) FROM jobs WHERE in_doubt <> 0", 1).await;
    assert_eq!(story.deliver(&older).await, 200);
    story.clock.advance(Duration::from_secs(2));
    story.say(story.cast.ming, "/nick 阿湖").await;
    story.clock.advance(Duration::from_secs(100));
    story.named(story.cast.ming, "阿湖").await;
    story.clock.advance(Duration::from_secs(11));
    story.idle().await;
    let set: Vec<String> = story.world(|world| {
        let calls = world.calls.iter().filter(|call| call.api == Api::UpdateGroupNick);
        calls.map(|call| call.request.to_string()).collect()
    });
    assert!(!set.iter().any(|body| body.contains("阿海")), "{set:?}");
    assert_eq!(story.nickname(story.cast.ming).as_deref(), Some("阿湖"));
    story.read_all();
    story.end().await;
}

#[tokio::test]
async fn a_name_that_may_have_been_set_is_in_the_ledger_when_its_time_is_over() {
    let story = patient().await;
    story.world(|world| world.faults.always(Api::UpdateGroupNick, Fault::ResetAfter));
    story.say(story.cast.ming, "/nick 明明").await;
    story.counts("SELECT count(*) FROM jobs WHERE in_doubt <> 0", 1).await;
    story.clock.advance(Duration::from_secs(31 * 60));
    assert!(story.reply().await.contains("半小时"));
    story.counts(UNKNOWN, 1).await;
    story.end().await;
}

#[tokio::test]
async fn a_page_for_one_name_keeps_nobody_else_waiting() {
    let story = patient().await;
    story.world(|world| world.faults.times(1, Api::UpdateGroupNick, Fault::HtmlPage));
    story.say(story.cast.ming, "/nick 小雨").await;
    story.called(Api::UpdateGroupNick, 1).await;
    story.say(story.cast.hong, "/nick 红红").await;
    assert!(story.reply().await.contains("红红"));
    story.clock.advance(Duration::from_secs(100));
    assert!(story.reply().await.contains("小雨"), "it was tried again");
    story.end().await;
}

#[tokio::test]
async fn names_that_a_firewall_answers_keep_no_other_group_waiting() {
    for fault in [Fault::HtmlPage, Fault::Http500, Fault::ResetBefore] {
        let story = patient().await;
        let (ming, hong, owner) = (story.cast.ming, story.cast.hong, story.cast.owner);
        let chatid = story.world(|world| world.group(story.cast.unbound).chatid.clone());
        story.say_in(story.cast.unbound, owner, &format!("/nick bind {chatid}")).await;
        story.reply().await;
        for api in [Api::UpdateGroupNick, Api::GroupNicks] {
            story.world(|world| world.faults.whenever(api, "<script>", fault.clone()));
        }
        let (class, scene) = (story.cast.class, story.cast.scene);
        for (number, (group, who)) in
            [(class, ming), (scene, ming), (class, hong), (scene, hong), (class, owner)]
                .into_iter()
                .enumerate()
        {
            story.say_in(group, who, &format!("/nick -- <script>a{number}</script>")).await;
        }
        story.called(Api::UpdateGroupNick, 3).await;
        story.called(Api::GroupNicks, 2).await;
        story.say_in(story.cast.unbound, hong, "/nick 红红").await;
        let reply = story.reply().await;
        assert!(reply.contains("改为「红红」"), "failed on {fault:?}: {reply}");
    }
}
