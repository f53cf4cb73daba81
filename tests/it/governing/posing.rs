//! Names that look like somebody else's.

use super::in_english;
use crate::story::Story;

#[tokio::test]
async fn nobody_poses_as_the_owner_an_admin_the_bot_or_the_office() {
    let story = Story::begin_with(&[("DINGNICK_BOT_NAME", "改名助手")]).await;
    let (owner, admin) = (story.cast.owner, story.cast.admin);
    let (ming, hong) = (story.cast.ming, story.cast.hong);
    let talk = story
        .talk(&[
            (ming, "/nick 王老师"),
            (ming, "/nick 王⽼师"),
            (ming, "/nick 王 老师🌹"),
            (owner, "/nick 班主任老王"),
            (ming, "/nick 班主任老王"),
            (ming, "/nick 李主任"),
            (ming, "/nick 改名助手"),
            (ming, "/nick ａｄｍｉｎ"),
            (ming, "/nick АDMIN"),
            (ming, "/nick 管理员"),
            (admin, "/nick @小明 管理员"),
            (owner, "/nick reserved add 课代表"),
            (hong, "/nick 课代表"),
            (owner, "/nick reserved remove 老师"),
            (hong, "/nick 老师"),
            (owner, "/nick 王老师"),
        ])
        .await;
    insta::assert_snapshot!(talk);
    story.end().await;
}

#[tokio::test]
async fn a_part_of_a_name_poses_as_well() {
    let story = Story::begin().await;
    let (owner, ming) = (story.cast.owner, story.cast.ming);
    let talk = story
        .talk(&[
            (owner, "/nick format {班级}-{姓名}-{身份:家长|老师}"),
            (ming, "/nick 三班-王老师-家长"),
            (ming, "/nick 三班-管理员-家长"),
            (ming, "/nick 三班-张三-老师"),
        ])
        .await;
    insta::assert_snapshot!(talk);
    story.end().await;
}

#[tokio::test]
async fn a_part_with_a_rule_poses_as_well() {
    let story = Story::begin().await;
    let (owner, ming) = (story.cast.owner, story.cast.ming);
    for format in ["{班级:.班}-{姓名:.{2,4}}", r"/(.班)-(\S+)/"] {
        story.say(owner, &format!("/nick format {format}")).await;
        story.reply().await;
        story.say(ming, "/nick 三班-王老师").await;
        let refusal = story.reply().await;
        assert!(refusal.contains("和群主的「王老师」太像"), "{format}: {refusal}");
    }
    assert_eq!(story.nickname(ming), None);
    story.end().await;
}

#[tokio::test]
async fn another_members_name_is_remarked_on_refused_or_given() {
    let story = Story::begin().await;
    let (owner, ming, hong) = (story.cast.owner, story.cast.ming, story.cast.hong);
    let talk = story
        .talk(&[
            (ming, "/nick 明明"),
            (hong, "/nick 明 明"),
            (owner, "/nick lookalikes refuse"),
            (hong, "/nick 明明！"),
            (owner, "/nick @明 明 明明"),
            (owner, "/nick lookalikes allow"),
            (hong, "/nick 明　明"),
        ])
        .await;
    insta::assert_snapshot!(talk);
    story.end().await;
}

#[tokio::test]
async fn names_of_members_whom_the_bot_has_not_met_are_guarded_by_the_directory() {
    let story = Story::begin().await;
    let (owner, ming) = (story.cast.owner, story.cast.ming);
    let talk = story
        .talk(&[(owner, "/nick lookalikes refuse"), (ming, "/nick 小红"), (ming, "/nick 小明")])
        .await;
    insta::assert_snapshot!(talk);
    story.end().await;
}

#[tokio::test]
async fn posing_in_english() {
    let story = in_english().await;
    let (owner, ming, hong) = (story.cast.owner, story.cast.ming, story.cast.hong);
    let talk = story
        .talk(&[
            (owner, "/nick Ms Wang"),
            (ming, "/nick Ms. Wаng"),
            (ming, "/nick 李主任"),
            (ming, "/nick Adm1n"),
            (hong, "/nick Hong"),
            (ming, "/nick H0ng"),
            (owner, "/nick lookalikes refuse"),
            (ming, "/nick HONG"),
            (owner, "/nick lookalikes maybe"),
        ])
        .await;
    insta::assert_snapshot!(talk);
    story.end().await;
}

#[tokio::test]
async fn a_name_that_another_puts_on_somebody_and_one_of_the_past_are_free() {
    let story = Story::begin().await;
    let (owner, ming, hong) = (story.cast.owner, story.cast.ming, story.cast.hong);
    story
        .talk(&[
            (owner, "/nick lookalikes refuse"),
            (owner, "/nick trust @小明"),
            (owner, "/nick 老王"),
            (owner, "/nick 王大"),
            // The trusted member puts a pupil's name on the teacher, and one on the admin.
            (ming, "/nick @王大 -- 李四"),
            (ming, "/nick @李主任 -- 张三"),
        ])
        .await;
    for (name, is_free) in [
        ("李四", true),
        ("张三", true),
        ("老王", true),
        ("王大", true),
        ("王老师", false),
        ("李主任", false),
    ] {
        story.say(hong, &format!("/nick -- {name}")).await;
        let reply = story.reply().await;
        assert_eq!(
            reply.contains(&format!("改为「{name}」")),
            is_free,
            "failed on {name}: {reply}"
        );
    }
    // What they call themselves is theirs.
    for (who, name) in [(owner, "王校长"), (story.cast.admin, "李总")] {
        story.say(who, &format!("/nick {name}")).await;
        story.reply().await;
        story.say(hong, &format!("/nick -- {name}")).await;
        let reply = story.reply().await;
        assert!(reply.contains("太像"), "failed on {name}: {reply}");
    }
    story.end().await;
}

#[tokio::test]
async fn nobody_poses_as_an_administrator_of_the_group() {
    let story = Story::begin().await;
    let (scene, ming, hong) = (story.cast.scene, story.cast.ming, story.cast.hong);
    story.world(|world| world.group_mut(scene).sub_admins = vec![hong]);
    // The first name shows that it is a template group, and who decides there can be asked.
    story.say_in(scene, ming, "/nick 明明").await;
    assert!(story.reply().await.contains("改为「明明」"));
    story.say_in(scene, ming, "/nick 小红").await;
    let reply = story.reply().await;
    assert!(reply.contains("和群管理员的「小红」太像"), "{reply}");
    let unread = "还不知道群管理员是谁";
    story.say_in(scene, ming, "/nick status").await;
    assert!(!story.reply().await.contains(unread));
    // As a version before this one left it.
    story.change_store("UPDATE groups SET sub_admins = NULL").await;
    story.say_in(scene, ming, "/nick status").await;
    assert!(story.reply().await.contains(unread));
    story.end().await;
}
