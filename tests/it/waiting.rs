//! What is waited for without a word: DingTalk's own troubles. None of them costs a job one of its
//! attempts, and each is told at most once.

use std::time::Duration;

use dingnick::simulator::world::{Api, Fault};

use crate::story::Story;

fn troubles() -> Vec<(&'static str, Fault)> {
    let v1 = |status, code: &str| Fault::V1 { status, code: code.to_owned() };
    vec![
        ("too fast", Fault::Bare(90018)),
        ("too fast, by the gateway", Fault::Wrapped("90018".into())),
        ("everybody held back", Fault::Bare(90002)),
        ("429", v1(429, "systemBusy")),
        ("calls a minute", v1(403, "Forbidden.AccessDenied.QpmLimitForAppkeyAndApi")),
        ("ban, as JSON", Fault::Punish),
        ("ban, as a page", Fault::HtmlPage),
        ("no answer", Fault::ResetBefore),
        ("gateway in trouble", Fault::Http500),
    ]
}

#[tokio::test]
async fn more_refusals_than_a_job_has_attempts_are_waited_out() {
    for (name, fault) in troubles() {
        let story = Story::begin().await;
        // No answer opens the circuit breaker at the fifth; the trials after that count for nobody.
        story.world(|world| world.faults.times(11, Api::UpdateGroupNick, fault));
        story.say(story.cast.ming, "/nick 明明").await;
        assert_eq!(
            story.reply().await,
            "@明明 已把你的群昵称改为「明明」。改错了？发送：/nick undo",
            "failed on {name}"
        );
        assert_eq!(story.calls(Api::UpdateGroupNick), 12, "failed on {name}");
        story.idle().await;
        let counted = "SELECT max(attempts) FROM jobs";
        assert!(story.count(counted).await <= 5, "failed on {name}");
        story.end().await;
    }
}

#[tokio::test]
async fn what_lasts_for_half_an_hour_is_told_once() {
    for (name, fault) in troubles() {
        let story = Story::begin().await;
        story.world(|world| world.faults.always(Api::UpdateGroupNick, fault));
        story.say(story.cast.ming, "/nick 明明").await;
        story.called(Api::UpdateGroupNick, 5).await;
        story.clock.advance(Duration::from_secs(31 * 60));
        let reply = story.reply().await;
        let expired = "@小明 这条消息半小时内没能办成，没有改名。还需要的话，请再发一次。";
        assert_eq!(reply, expired, "failed on {name}");
        assert_eq!(story.nickname(story.cast.ming), None);
        story.end().await;
    }
}

#[tokio::test]
async fn a_ban_stops_everybody_s_calls_and_what_was_kept_goes_on_after_it() {
    let story = Story::begin().await;
    story.world(|world| world.faults.times(3, Api::UpdateGroupNick, Fault::HtmlPage));
    let people = [story.cast.ming, story.cast.hong, story.cast.owner, story.cast.admin];
    for (who, name) in people.into_iter().zip(["甲", "乙", "丙", "丁"]) {
        story.say(who, &format!("/nick {name}")).await;
    }
    for _ in people {
        assert!(story.reply().await.contains("已把你的群昵称改为「"));
    }
    // Those that were under way when the page came, and one trial at a time.
    assert!(story.calls(Api::UpdateGroupNick) <= 3 + people.len());
    story.end().await;
}

#[tokio::test]
async fn while_dingtalk_is_away_answers_wait_too() {
    let story = Story::begin().await;
    story.world(|world| world.faults.always(Api::UpdateGroupNick, Fault::Http500));
    story.say(story.cast.ming, "/nick 明明").await;
    story.called(Api::UpdateGroupNick, 5).await;
    story.say(story.cast.hong, "/nick help").await;
    assert!(story.reply().await.starts_with("@小红"), "a trial lets answers through");
    story.world(|world| world.faults.clear());
    assert_eq!(story.reply().await, "@明明 已把你的群昵称改为「明明」。改错了？发送：/nick undo");
    story.end().await;
}

#[tokio::test]
async fn a_used_up_quota_is_told_to_all_and_asked_for_once() {
    let mut story = Story::begin().await;
    story.stop().await;
    // So that what is known of the quota holds for longer than this story takes.
    story.first_pause = Duration::from_secs(1);
    story.start().await;
    story.world(|world| world.faults.always(Api::UpdateGroupNick, Fault::Bare(90020)));
    for who in [story.cast.ming, story.cast.hong, story.cast.ming] {
        story.say(who, "/nick 同学").await;
        let reply = story.reply().await;
        assert!(reply.ends_with("（错误码 90020）"), "{reply}");
    }
    assert_eq!(story.calls(Api::UpdateGroupNick), 1);
    story.end().await;
}
