//! Who may do what, the language, and how a group is set up.

use super::in_english;
use crate::story::Story;
use dingnick::simulator::world::{Api, Fault};

#[tokio::test]
async fn the_owner_decides_who_renames_whom() {
    let story = Story::begin().await;
    let (owner, ming) = (story.cast.owner, story.cast.ming);
    let talk = story
        .talk(&[
            (ming, "/nick allow everyone"),
            (owner, "/nick allow owner"),
            (ming, "/nick 明明"),
            (ming, "/nick @小红 红红"),
            (owner, "/nick allow everyone"),
            (ming, "/nick @小红 红红"),
            (owner, "/nick allow 自己"),
            (ming, "/nick @红红 小红"),
            (ming, "/nick 明明"),
        ])
        .await;
    insta::assert_snapshot!(talk);
    story.end().await;
}

#[tokio::test]
async fn a_trusted_member_renames_others_and_a_locked_name_stays() {
    let story = Story::begin().await;
    let (owner, admin) = (story.cast.owner, story.cast.admin);
    let (ming, hong) = (story.cast.ming, story.cast.hong);
    let talk = story
        .talk(&[
            (owner, "/nick trust @小明"),
            (ming, "/nick @小红 红红"),
            (admin, "/nick lock @红红"),
            (hong, "/nick 小红"),
            (ming, "/nick @红红 小红"),
            (hong, "/nick undo"),
            (owner, "/nick @红红 三班-小红"),
            (ming, "/nick unlock @三班-小红"),
            (admin, "/nick 解锁 @三班-小红"),
            (hong, "/nick 小红同学"),
            (owner, "/nick untrust @小明"),
            (ming, "/nick @小红同学 红红"),
            (owner, "/nick lock @访客"),
        ])
        .await;
    insta::assert_snapshot!(talk);
    story.end().await;
}

#[tokio::test]
async fn rules_in_english() {
    let story = in_english().await;
    let (owner, ming) = (story.cast.owner, story.cast.ming);
    let talk = story
        .talk(&[
            (ming, "/nick allow everyone"),
            (owner, "/nick allow owner"),
            (ming, "/nick Ming"),
            (owner, "/nick allow self"),
            (owner, "/nick trust @小明"),
            (owner, "/nick untrust @小明"),
            (owner, "/nick lock @小明"),
            (ming, "/nick Ming"),
            (owner, "/nick unlock @小明"),
            (owner, "/nick approval maybe"),
        ])
        .await;
    insta::assert_snapshot!(talk);
    story.end().await;
}

#[tokio::test]
async fn the_group_chooses_its_language_and_other_groups_keep_theirs() {
    let story = Story::begin().await;
    let (owner, admin, ming) = (story.cast.owner, story.cast.admin, story.cast.ming);
    let talk = story
        .talk(&[
            (ming, "/nick lang en"),
            (owner, "/nick lang tlh"),
            (owner, "/nick lang fr"),
            (owner, "/nick lang en-US"),
            (ming, "/nick Ming"),
            (ming, "/nick @"),
            (owner, "/nick lang zh"),
            (ming, "/nick 明明"),
        ])
        .await;
    insta::assert_snapshot!(talk);
    story.say_in(story.cast.scene, admin, "/nick 主任").await;
    story.reply().await;
    story.end().await;
}

#[tokio::test]
async fn a_group_is_answered_in_whichever_language_it_chooses() {
    let story = Story::begin().await;
    let (owner, ming) = (story.cast.owner, story.cast.ming);
    let talk = story
        .talk(&[
            (owner, "/nick lang 繁體中文"),
            (ming, "/nick 明明"),
            (owner, "/nick lang ja"),
            (ming, "/nick 小明"),
            (owner, "/nick lang 한국어"),
            (ming, "/nick 明明"),
            (owner, "/nick lang vi"),
            (ming, "/nick محمد"),
            (owner, "/nick lang id"),
            (ming, "/nick \u{2068}محمد\u{2069}"),
            (owner, "/nick lang ภาษาไทย"),
            (ming, "/nick 小明"),
            (owner, "/nick lang ms-MY"),
            (ming, "/nick 明明"),
        ])
        .await;
    insta::assert_snapshot!(talk);
    story.end().await;
}

#[tokio::test]
async fn status_tells_how_the_group_is_set_up_at_no_call() {
    let mut story = Story::begin().await;
    let (owner, ming) = (story.cast.owner, story.cast.ming);
    story.say(ming, "/nick status").await;
    insta::assert_snapshot!("status_at_first", story.reply().await);
    let calls = story.world(|world| world.calls.len());
    for line in [
        "/nick allow everyone",
        "/nick trust @小明",
        "/nick lock @小红",
        "/nick format {dept}-{name}",
        "/nick approval on",
        "/nick reserved add 课代表",
        "/nick reserved remove 班主任",
        "/nick lookalikes refuse",
    ] {
        story.say(owner, line).await;
        story.reply().await;
    }
    // What was decided is in the store.
    story.stop().await;
    story.start().await;
    story.say(ming, "/nick status").await;
    insta::assert_snapshot!("status_with_rules", story.reply().await);
    story.say(owner, "/nick lang en").await;
    story.reply().await;
    story.say(ming, "/nick status").await;
    insta::assert_snapshot!("status_in_english", story.reply().await);
    let paid =
        story.world(|world| world.calls[calls..].iter().filter(|it| it.api.is_metered()).count());
    assert_eq!(paid, 0, "only the directory was asked, for an example of the format");
    let rules = "SELECT count(*) FROM rules WHERE asked_by = 'owner1' AND asked_at > 0";
    assert_eq!(story.count(rules).await, 9, "each change with who and when");
    story.end().await;
}

#[tokio::test]
async fn help_tells_what_the_sender_may_do() {
    let story = Story::begin().await;
    let (owner, ming, hong) = (story.cast.owner, story.cast.ming, story.cast.hong);
    let help = async |who, line: &str| {
        story.say(who, line).await;
        story.reply().await
    };
    assert!(!help(ming, "/nick help").await.contains("@成员 新昵称"));
    story.say(owner, "/nick trust @小明").await;
    story.reply().await;
    assert!(help(ming, "/nick help").await.contains("@成员 新昵称"));
    assert!(help(owner, "/nick help").await.contains("/nick format"));
    assert!(help(owner, "/nick help").await.lines().count() <= 7, "it is read on a phone");
    assert!(help(owner, "/nick help 全部").await.contains("/nick help people"));
    assert!(help(owner, "/nick help people").await.contains("/nick approve N"));
    assert!(!help(ming, "帮助 全部").await.contains("/nick approve N"));
    story.say(owner, "/nick allow owner").await;
    story.reply().await;
    let help = help(hong, "怎么改名字？").await;
    assert!(!help.contains("/nick 新昵称"), "who may rename nobody is not told how: {help}");
    story.end().await;
}

#[tokio::test]
async fn a_name_is_said_to_be_locked_when_nothing_changes_it_any_more() {
    for line in ["/nick lock @小明", "/nick allow owner", "/nick approval on"] {
        let story = Story::begin().await;
        let (owner, ming) = (story.cast.owner, story.cast.ming);
        let decision = story.compose(owner, line);
        story.world(|world| world.faults.once(Api::UpdateGroupNick, Fault::Hang(700)));
        story.say(ming, "/nick 明明").await;
        story.called(Api::UpdateGroupNick, 1).await;
        assert_eq!(story.deliver(&decision).await, 200);
        // It holds at once for what comes after it, and is told when what came before has ended.
        let reply = story.reply().await;
        assert!(reply.contains("改为「明明」"), "failed on {line}: {reply}");
        let reply = story.reply().await;
        assert!(reply.starts_with("@王老师"), "failed on {line}: {reply}");
        story.say(ming, "/nick 小明明").await;
        story.reply().await;
        assert_eq!(story.nickname(ming).as_deref(), Some("明明"), "failed on {line}");
        story.end().await;
    }
}
