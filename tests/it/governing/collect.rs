//! What nobody knows is asked for, and answered in a chain.

use dingnick::simulator::world::Api;

use super::EN;
use crate::story::Story;

#[tokio::test]
async fn a_chain_is_answered_until_nobody_is_missing_and_ends_in_one_plan() {
    let story = Story::begin().await;
    let (owner, admin, ming, hong) =
        (story.cast.owner, story.cast.admin, story.cast.ming, story.cast.hong);
    let before = story.calls(Api::ChatGet);
    let talk = story
        .talk(&[
            (ming, "/nick collect {姓名}{座号}"),
            (owner, "/nick collect"),
            (owner, "/nick collect {姓名}{座号}"),
            (owner, "/nick status"),
            (ming, "1. 小明 座号12"),
            (hong, "#接龙\n1. 小明 99\n2. 小红 13\n3. 小强 14"),
            (admin, "3. 李主任 2"),
            (owner, "/nick collect"),
            (owner, "4、1号"),
            (owner, "/nick collect done"),
            (owner, "/nick collect"),
        ])
        .await;
    insta::assert_snapshot!("collecting", talk);
    story.say(ming, "今天天气不错").await;
    story.idle().await;
    story.read_all();
    assert!(story.calls(Api::ChatGet) - before <= 1, "who is here is asked once");
    assert_eq!(story.calls(Api::UpdateGroupNick), 0, "an answer names nobody");
    let kept = "SELECT count(*) FROM roster_rows WHERE source = 'chat'";
    assert_eq!(story.count(kept).await, 4, "and is kept");
    story.end().await;
}

#[tokio::test]
async fn collecting_in_english() {
    let story = Story::begin_with(EN).await;
    let (owner, ming, hong) = (story.cast.owner, story.cast.ming, story.cast.hong);
    let talk = story
        .talk(&[
            (owner, "/nick collect {name}{class}"),
            (ming, "1. 小明 class: 3"),
            (hong, "2. 小红 class 5"),
            (owner, "/nick collect off"),
            (owner, "/nick collect stamps"),
        ])
        .await;
    insta::assert_snapshot!(talk);
    story.end().await;
}
