//! Who does not fit, told to whoever asks alone.

use dingnick::simulator::world::{Api, ChatEntry, Fault, Place};

use super::EN;
use crate::story::Story;

/// What the bot said to the owner alone, taken for read.
fn said_to_owner(story: &Story) -> Vec<String> {
    let owner = story.cast.owner;
    let said = story.world(|world| {
        let entries = world.chat.iter().filter(|entry| entry.is_from_bot());
        let alone = entries.filter(|entry| entry.place == Place::Direct(owner));
        alone.map(ChatEntry::text).collect()
    });
    story.read_all();
    said
}

#[tokio::test]
async fn the_owner_alone_has_the_list_and_the_group_hears_only_that() {
    let story = Story::begin().await;
    let (owner, ming) = (story.cast.owner, story.cast.ming);
    story.talk(&[(owner, "/nick format {dept}-{name}"), (ming, "/nick 小明")]).await;
    story.say(ming, "/nick check private").await;
    assert!(story.reply().await.contains("只有群主和机器人管理员能做"));
    story.say(owner, "/nick 检查 私下").await;
    story.idle().await;
    let in_group: Vec<String> = story.said();
    insta::assert_snapshot!("in_private", said_to_owner(&story).join("\n----\n"));
    let told = in_group.iter().filter(|said| said.contains("私聊")).count();
    assert_eq!(told, 1, "{in_group:?}");
    let group = in_group.iter().filter(|said| said.contains("小红")).count();
    assert_eq!(group, 1, "the group hears no name: {in_group:?}");
    assert_eq!(story.calls(Api::DirectMessageSend), 1, "one call more");
    story.end().await;
}

#[tokio::test]
async fn where_it_cannot_be_sent_the_group_hears_where_it_is() {
    let story = Story::begin_with(EN).await;
    let owner = story.cast.owner;
    story.talk(&[(owner, "/nick format {dept}-{name}")]).await;
    let code = "Forbidden.AccessDenied.AccessTokenPermissionDenied".to_owned();
    story.world(|world| {
        world.faults.always(Api::DirectMessageSend, Fault::V1 { status: 403, code });
    });
    story.say(owner, "/nick check private").await;
    let cid = story.world(|world| world.group(story.cast.class).open_conversation_id.clone());
    let reply = story.reply().await.replace(&cid, "CID");
    insta::assert_snapshot!("in_private_refused", reply);
    assert_eq!(said_to_owner(&story), Vec::<String>::new());
    story.end().await;
}
