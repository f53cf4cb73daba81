//! `/nick request` and `/nick withdraw`: asking for a name that one may not take.

use dingnick::simulator::world::Api;

use crate::story::Story;

#[tokio::test]
async fn whoever_is_refused_for_a_title_can_ask_for_it() {
    let story = Story::begin().await;
    let (ming, owner, hong) = (story.cast.ming, story.cast.owner, story.cast.hong);
    let talk = story
        .talk(&[
            (ming, "/nick 李老师"),
            (ming, "/nick request 李老师"),
            (hong, "/nick 申请 小红老师"),
            (hong, "撤回申请"),
            (hong, "/nick withdraw"),
            (owner, "/nick approve 2"),
            (owner, "/nick approve 1"),
        ])
        .await;
    insta::assert_snapshot!(talk);
    assert_eq!(story.nickname(ming).as_deref(), Some("李老师"));
    assert_eq!(story.calls(Api::UpdateGroupNick), 1);
    story.end().await;
}

#[tokio::test]
async fn a_title_that_the_directory_gives_is_no_pose() {
    let story = Story::begin().await;
    let (owner, ming) = (story.cast.owner, story.cast.ming);
    // 王老师 is 班主任 there, and asks as anybody would.
    story.world(|world| world.group_mut(story.cast.class).owner = ming);
    story.clock.advance(std::time::Duration::from_secs(301));
    let talk = story
        .talk(&[
            (ming, "/nick format {dept}-{name}"),
            (owner, "/nick reset"),
            (owner, "/nick 三班-王老师"),
        ])
        .await;
    assert!(talk.contains("三班-王老师"), "{talk}");
    assert_eq!(story.nickname(owner).as_deref(), Some("三班-王老师"));
    story.end().await;
}
