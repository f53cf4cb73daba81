//! `/nick quiet on`: a success is answered by a reaction, and nothing is said in the group.

use dingnick::simulator::world::{Api, Fault};

use crate::story::Story;

async fn quiet() -> Story {
    let story = Story::begin().await;
    let talk = story.talk(&[(story.cast.owner, "/nick quiet on")]).await;
    insta::assert_snapshot!("quiet_on", talk);
    story
}

#[tokio::test]
async fn a_success_is_a_reaction_and_a_refusal_is_told() {
    let story = quiet().await;
    let envelope = story.compose(story.cast.ming, "/nick 明明");
    assert_eq!(story.deliver(&envelope).await, 200);
    story.named(story.cast.ming, "明明").await;
    story.idle().await;
    let reactions = story.world(|world| world.reactions.clone());
    assert_eq!(reactions.len(), 1);
    assert_eq!(reactions[0].name, "完成");
    story.say(story.cast.hong, "/nick 王老师").await;
    assert!(story.reply().await.contains("王老师"), "who is refused hears why");
    story.say(story.cast.owner, "/nick quiet off").await;
    story.reply().await;
    story.say(story.cast.ming, "/nick 明明二号").await;
    assert!(story.reply().await.contains("明明二号"));
    story.end().await;
}

#[tokio::test]
async fn where_no_reaction_can_be_made_it_is_said() {
    let story = quiet().await;
    let fault = Fault::V1 { status: 400, code: "invalidParameter".to_owned() };
    story.world(|world| world.faults.always(Api::EmotionReply, fault));
    story.say(story.cast.ming, "/nick 明明").await;
    assert!(story.reply().await.contains("明明"));
    assert_eq!(story.calls(Api::EmotionReply), 1);
    story.end().await;
}
