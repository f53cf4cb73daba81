//! Names that stay right: filled from a roster, and following what changes in the directory.

use std::time::Duration;

use dingnick::domain::{ConversationId, RosterRow, Timestamp, UserId};
use dingnick::simulator::deliver::DirectoryChange;
use dingnick::simulator::world::{Api, PersonId};
use dingnick::store::RosterSource;

use crate::events::in_each_way;
use crate::story::Story;

fn moved(person: PersonId, department: i64) -> DirectoryChange {
    let departments = Some(vec![department]);
    DirectoryChange::Modified { person, name: None, title: None, departments }
}

fn renamed(person: PersonId, name: &str) -> DirectoryChange {
    let name = Some(name.to_owned());
    DirectoryChange::Modified { person, name, title: None, departments: None }
}

/// What was gathered is looked at; a message wakes the bot.
async fn a_minute_passes(story: &Story) {
    story.clock.advance(Duration::from_secs(60));
    story.say(story.cast.guest, "/nick help").await;
    story.reply().await;
    settled(story).await;
}

/// Nothing is due any more.
async fn settled(story: &Story) {
    use dingnick::domain::Clock;
    let is_due = async || {
        let vitals = story.scope().vitals(None).await.expect("the store answers");
        vitals.waiting_since.is_some_and(|due| due <= story.clock.now())
    };
    while is_due().await {
        tokio::task::yield_now().await;
    }
    story.idle().await;
}

/// The class has a format, and 小明 and 小红 have names in it.
async fn governed(story: &Story) {
    story.world(|world| world.add_department(5, "五班"));
    for (who, line) in [
        (story.cast.owner, "/nick format {dept}-{name}"),
        (story.cast.ming, "/nick 小明"),
        (story.cast.hong, "/nick 小红花"),
    ] {
        story.say(who, line).await;
        story.reply().await;
    }
}

#[tokio::test]
async fn a_name_follows_the_directory_at_one_call_and_what_was_chosen_stays() {
    in_each_way(async |story| {
        governed(&story).await;
        let (ming, hong) = (story.cast.ming, story.cast.hong);
        let calls = story.calls(Api::UpdateGroupNick);
        // Several facts of one person change one after the other.
        story.change_directory(moved(ming, 5)).await;
        story.change_directory(renamed(ming, "大明")).await;
        story.change_directory(moved(hong, 5)).await;
        story.change_directory(renamed(hong, "大红")).await;
        a_minute_passes(&story).await;
        story.named(ming, "五班-大明").await;
        story.named(hong, "五班-小红花").await;
        assert_eq!(story.calls(Api::UpdateGroupNick), calls + 2, "one call for each name");
        // Told again, and of what changes no name: nothing is paid for.
        story.change_directory(renamed(hong, "红红")).await;
        story.change_directory(DirectoryChange::RolesChanged { people: vec![ming, hong] }).await;
        a_minute_passes(&story).await;
        assert_eq!(story.calls(Api::UpdateGroupNick), calls + 2);
        let rename =
            DirectoryChange::DepartmentRenamed { department: 5, name: "六班".to_owned() };
        story.change_directory(rename).await;
        a_minute_passes(&story).await;
        story.named(ming, "六班-大明").await;
        story.named(hong, "六班-小红花").await;
        assert_eq!(story.calls(Api::UpdateGroupNick), calls + 4);
        story.end().await;
    })
    .await;
}

#[tokio::test]
async fn locked_and_exempt_names_and_those_chosen_by_hand_stay() {
    let story = Story::begin().await;
    governed(&story).await;
    let (owner, ming, hong) = (story.cast.owner, story.cast.ming, story.cast.hong);
    for line in ["/nick lock @小明", "/nick exempt @小红"] {
        story.say(owner, line).await;
        story.reply().await;
    }
    let calls = story.calls(Api::UpdateGroupNick);
    story.change_directory(moved(ming, 5)).await;
    story.change_directory(moved(hong, 5)).await;
    a_minute_passes(&story).await;
    assert_eq!(story.calls(Api::UpdateGroupNick), calls);
    assert_eq!(story.nickname(ming).as_deref(), Some("三班-小明"));
    story.end().await;
}

#[tokio::test]
async fn what_was_missed_is_found_in_the_night_and_a_second_look_changes_nothing() {
    let mut story = Story::begin().await;
    governed(&story).await;
    let (ming, hong) = (story.cast.ming, story.cast.hong);
    let calls = story.calls(Api::UpdateGroupNick);
    story.stop().await;
    story.start().await;
    let kept = "SELECT count(*) FROM jobs WHERE state = 0 AND message_id LIKE 'compare-%'";
    let ended = "SELECT count(*) FROM jobs WHERE state = 1 AND message_id LIKE 'compare-%'";
    story.counts(kept, 1).await;
    story.stop().await;
    // Nobody is told.
    story.world(|world| world.change_directory(&moved(ming, 5)));
    for night in 1..=2 {
        story.clock.advance(Duration::from_secs(36 * 3600));
        story.start().await;
        story.say(hong, "/nick help").await;
        story.reply().await;
        story.counts(ended, night).await;
        story.counts(kept, 1).await;
        settled(&story).await;
        assert_eq!(story.calls(Api::UpdateGroupNick), calls + 1);
        assert_eq!(story.nickname(ming).as_deref(), Some("五班-小明"));
        story.stop().await;
    }
}

#[tokio::test]
async fn what_the_day_does_not_allow_waits_for_the_next() {
    let mut story = Story::begin_with(&[("DINGNICK_GROUP_DAILY", "3")]).await;
    governed(&story).await;
    let (ming, hong) = (story.cast.ming, story.cast.hong);
    story.change_directory(moved(ming, 5)).await;
    story.change_directory(moved(hong, 5)).await;
    a_minute_passes(&story).await;
    let followed =
        [ming, hong].map(|who| story.nickname(who).is_some_and(|it| it.starts_with("五班")));
    assert_eq!(followed.iter().filter(|it| **it).count(), 1, "one call was left");
    story.say(story.cast.owner, "/nick status").await;
    let status = story.reply().await;
    assert!(status.contains("还有 1 个名字等明天再跟着更新"), "{status}");
    story.stop().await;
    story.clock.advance(Duration::from_secs(24 * 3600));
    story.start().await;
    story.named(ming, "五班-小明").await;
    story.named(hong, "五班-小红花").await;
    settled(&story).await;
    story.end().await;
}

#[tokio::test]
async fn who_leaves_the_organisation_is_in_no_group_any_more() {
    let story = Story::begin().await;
    governed(&story).await;
    let (owner, ming, hong) = (story.cast.owner, story.cast.ming, story.cast.hong);
    story.say(owner, "/nick lookalikes refuse").await;
    story.reply().await;
    story.say(ming, "/nick 小红花").await;
    story.reply().await;
    assert_eq!(story.nickname(ming).as_deref(), Some("三班-小明"));
    story.change_directory(DirectoryChange::Left { person: hong }).await;
    story.say(ming, "/nick 小红花").await;
    story.reply().await;
    assert_eq!(story.nickname(ming).as_deref(), Some("三班-小红花"), "it is free again");
    let kept = "SELECT count(*) FROM ledger WHERE user_id = 'hong1'";
    assert!(story.count(kept).await > 0, "what was is known");
    story.end().await;
}

/// Gives the class a roster.
async fn roster(story: &Story, rows: &[(&str, &[(&str, &str)])]) {
    let class = story.world(|world| world.group(story.cast.class).open_conversation_id.clone());
    let class = ConversationId::parse(&class).expect("an id");
    let rows: Vec<RosterRow> = rows
        .iter()
        .zip(2..)
        .map(|((who, parts), line)| RosterRow {
            line,
            user_id: UserId::parse(who),
            parts: parts.iter().map(|(part, text)| ((*part).into(), (*text).into())).collect(),
            ..RosterRow::default()
        })
        .collect();
    let scope = story.scope();
    let kept = scope.replace_roster(&class, RosterSource::File, &rows, Timestamp(1)).await;
    kept.expect("the store answers");
}

#[tokio::test]
async fn a_roster_fills_what_nobody_has_to_type() {
    let story = Story::begin().await;
    let (owner, ming, hong) = (story.cast.owner, story.cast.ming, story.cast.hong);
    roster(
        &story,
        &[
            ("ming1", &[("班级", "三班"), ("孩子", "小小明"), ("身份", "妈妈")]),
            ("ming1", &[("班级", "三班"), ("孩子", "小小红"), ("身份", "妈妈、家委")]),
            ("hong1", &[("班级", "五班"), ("孩子", "花花"), ("身份", "爸爸")]),
            ("owner1", &[("班级", "三班")]),
        ],
    )
    .await;
    let talk = story
        .talk(&[
            (owner, "/nick exempt @王老师"),
            (owner, "/nick format {class}-{child}{role:家委|妈妈|爸爸}"),
            (owner, "/nick apply"),
            (owner, "/nick confirm 1"),
        ])
        .await;
    insta::assert_snapshot!("a_roster_fills", talk);
    story.named(ming, "三班-小小明小小红家委").await;
    story.named(hong, "五班-花花爸爸").await;
    // In English, and by hand.
    let talk = story
        .talk(&[
            (owner, "/nick lang en"),
            (owner, "/nick format {class}-{name}({role?:家委|妈妈})"),
            (hong, "/nick Hong"),
            (ming, "/nick Ming"),
            (owner, "/nick status"),
        ])
        .await;
    insta::assert_snapshot!("a_roster_in_english", talk);
    story.end().await;
}
