//! `/nick whoami`: everybody may ask how they are known.

use std::time::Duration;

use dingnick::simulator::world::Api;

use crate::story::Story;

#[tokio::test]
async fn everybody_may_ask_how_they_are_known_and_what_they_may_do() {
    let story = Story::begin().await;
    let (ming, owner, hong) = (story.cast.ming, story.cast.owner, story.cast.hong);
    let talk = story
        .talk(&[
            (ming, "/nick whoami"),
            (ming, "/nick 明明"),
            (owner, "/nick @小红 红红"),
            (owner, "/nick lock @红红"),
        ])
        .await;
    story.clock.advance(Duration::from_secs(3 * 3600));
    let asked = || {
        let is_answer = |api| api == Api::SendBySession;
        story.world(|world| world.calls.iter().filter(|call| !is_answer(call.api)).count())
    };
    let calls = asked();
    let later =
        story.talk(&[(ming, "/nick whoami"), (hong, "我是谁"), (owner, "/nick whoami")]).await;
    insta::assert_snapshot!(format!("{talk}\n{later}"));
    assert_eq!(asked(), calls, "it takes no call but those of the answers");
    story.end().await;
}

#[tokio::test]
async fn what_waits_is_told_and_in_english_too() {
    let story = super::in_english().await;
    let (ming, owner) = (story.cast.ming, story.cast.owner);
    let talk = story
        .talk(&[(owner, "/nick approval on"), (ming, "/nick Ming Lee"), (ming, "/nick whoami")])
        .await;
    insta::assert_snapshot!(talk);
    story.end().await;
}
