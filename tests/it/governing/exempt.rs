//! Those whose names need not have the group's shape.

use super::in_english;
use crate::story::Story;

#[tokio::test]
async fn whoever_is_exempt_has_a_name_of_any_shape_and_is_left_out_of_looks_and_plans() {
    let story = Story::begin().await;
    let (owner, ming, hong) = (story.cast.owner, story.cast.ming, story.cast.hong);
    let talk = story
        .talk(&[
            (owner, "/nick format {dept}-{name}"),
            (ming, "/nick exempt @小明"),
            (owner, "/nick 豁免 @小明"),
            (owner, "/nick status"),
            (ming, "/nick 小明同学"),
            (hong, "/nick 小红同学"),
            (owner, "/nick check"),
            (owner, "/nick unexempt @小明同学"),
            (owner, "/nick check"),
            (owner, "/nick exempt"),
        ])
        .await;
    insta::assert_snapshot!(talk);
    assert_eq!(story.nickname(ming).as_deref(), Some("小明同学"));
    story.end().await;
}

#[tokio::test]
async fn exempt_in_english() {
    let story = in_english().await;
    let (owner, ming) = (story.cast.owner, story.cast.ming);
    let talk = story
        .talk(&[
            (owner, "/nick format {dept}-{name}"),
            (owner, "/nick apply"),
            (owner, "/nick exempt @小明"),
            (owner, "/nick confirm 1"),
            (ming, "/nick Ming"),
            (owner, "/nick status"),
            (owner, "/nick unexempt @Ming"),
            (owner, "/nick apply"),
        ])
        .await;
    insta::assert_snapshot!(talk);
    story.end().await;
}
