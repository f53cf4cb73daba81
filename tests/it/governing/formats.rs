//! The shape that names must have.

use dingnick::simulator::world::{Api, Fault};

use super::in_english;
use crate::story::Story;

#[tokio::test]
async fn names_are_completed_and_those_that_do_not_fit_are_refused_with_the_part() {
    let story = Story::begin().await;
    let (owner, ming, hong) = (story.cast.owner, story.cast.ming, story.cast.hong);
    let talk = story
        .talk(&[
            (ming, "/nick format {dept}-{name}"),
            (owner, "/nick format 三班-张三"),
            (owner, "/nick format {姓名}{班级}"),
            (owner, "/nick format {dept}-{name}"),
            (ming, "/nick 明明"),
            (ming, "/nick 三班－小明"),
            (ming, "/nick 三班小明"),
            (ming, "/nick 四班-"),
            (owner, "/nick @三班-小明 明"),
            (
                owner,
                "/nick format ｛班级：[一二三四]班｝-｛姓名：.{2,4}｝-｛身份：家长|学生|老师｝",
            ),
            (hong, "/nick 小红"),
            (hong, "/nick 三班-小红"),
            (hong, "/nick 九班-小红-学生"),
            (hong, "/nick 三班-小红-同学"),
            (hong, "/nick 三班-红-学生"),
            (hong, "/nick 三班-小红-学生"),
            (hong, "/nick 红红"),
            (hong, "/nick undo"),
            (ming, "/nick undo"),
            (owner, "/nick undo @三班-明"),
            (owner, r"/nick format /\p{Han}{2,3}/"),
            (ming, "/nick Ming"),
            (owner, "/nick format 关"),
            (ming, "/nick Ming"),
        ])
        .await;
    insta::assert_snapshot!(talk);
    story.end().await;
}

#[tokio::test]
async fn formats_in_english() {
    let story = in_english().await;
    let (owner, ming) = (story.cast.owner, story.cast.ming);
    let talk = story
        .talk(&[
            (owner, "/nick format {name"),
            (owner, "/nick format {name}-{name}"),
            (owner, r"/nick format {name}-{no:\d{4}}-{role:parent|pupil}"),
            (ming, "/nick Ming"),
            (ming, "/nick Ming-12-pupil"),
            (ming, "/nick Ming-0012-dog"),
            (ming, "/nick Ming-0012-pupil"),
            (ming, "/nick Mingming"),
            (owner, "/nick format off"),
        ])
        .await;
    insta::assert_snapshot!(talk);
    story.end().await;
}

#[tokio::test]
async fn reset_is_completed_too() {
    let story = Story::begin().await;
    let (owner, ming) = (story.cast.owner, story.cast.ming);
    let talk =
        story.talk(&[(owner, "/nick format {dept}-{name}-{title}"), (ming, "/nick reset")]).await;
    assert!(talk.contains("@三班-小明-学生 已把你的群昵称改为「三班-小明-学生」。"), "{talk}");
    story.end().await;
}

#[tokio::test]
async fn what_the_directory_does_not_tell_is_asked_for() {
    let story = Story::begin().await;
    story.world(|world| world.faults.always(Api::UserGet, Fault::Bare(60011)));
    let (owner, ming) = (story.cast.owner, story.cast.ming);
    let talk = story
        .talk(&[
            (owner, "/nick format {部门}-{姓名}"),
            (ming, "/nick 明明"),
            (ming, "/nick 三班-明明"),
        ])
        .await;
    insta::assert_snapshot!(talk);
    story.end().await;
}
