//! Many groups at once: a school's classes named from one file, within what days and the month have
//! room for, and taken back as one.

use std::time::Duration;

use dingnick::domain::{ChatId, Clock, ConversationId};
use dingnick::simulator::world::{Api, GroupId, Person, PersonId};

use crate::apply::Shell;
use crate::story::Story;

/// A class with its children.
struct Class {
    title: String,
    group: GroupId,
    children: Vec<PersonId>,
}

/// So many classes of so many children, which the bot knows.
async fn school(story: &Story, classes: usize, children: usize) -> Vec<Class> {
    let owner = story.cast.owner;
    let classes: Vec<Class> = story.world(|world| {
        let class = |number: usize| {
            let title = format!("{}年级{}班", number / 8 + 1, number % 8 + 1);
            let children: Vec<PersonId> = (0..children)
                .map(|index| {
                    let (id, name) =
                        (format!("c{number}n{index}"), format!("学生{number}之{index}"));
                    let number = format!("{number:02}{index:02}");
                    let person = Person::member(&id, &name).titled("学生", &number);
                    world.add_person(person.in_departments(&[2]))
                })
                .collect();
            let group = world.add_group(&title, owner, &children);
            Class { title, group, children }
        };
        (0..classes).map(class).collect()
    });
    let scope = story.scope();
    for class in &classes {
        let (cid, chatid) = story.world(|world| {
            let group = world.group(class.group);
            (group.open_conversation_id.clone(), group.chatid.clone())
        });
        let cid = ConversationId::parse(&cid).expect("an id");
        let chatid = ChatId::parse(&chatid).expect("a chatid");
        scope.remember_title(&cid, &class.title).await.expect("it answers");
        scope.bind(&cid, &chatid, story.clock.now()).await.expect("it answers");
    }
    classes
}

/// A table with a line for each child: `name` is what they are to be called.
fn table(classes: &[Class], name: impl Fn(&str, usize) -> String) -> String {
    let rows = classes.iter().enumerate().flat_map(|(number, class)| {
        let name = &name;
        (0..class.children.len()).map(move |index| {
            format!("{},c{number}n{index},{}\n", class.title, name(&class.title, index))
        })
    });
    format!("群,userid,群昵称\n{}", rows.collect::<String>())
}

fn nicknames(story: &Story, class: &Class) -> Vec<Option<String>> {
    class.children.iter().map(|child| story.nickname_in(class.group, *child)).collect()
}

/// The bot is off for so long, and on again.
async fn sleep(story: &mut Story, hours: u64) {
    story.stop().await;
    story.clock.advance(Duration::from_secs(hours * 3600));
    story.start().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn forty_classes_are_named_from_one_file_with_one_price_and_one_report() {
    let mut story = Story::begin().await;
    let classes = school(&story, 40, 50).await;
    story.stop().await;
    let shell = Shell::of(&story);
    let name = |title: &str, index: usize| format!("{title}-学生{index}");
    shell.file("school.csv", table(&classes, name));
    let (code, out, err) = shell.run(&["apply", "school.csv"]);
    assert_eq!(code, Some(2), "nobody can be asked: {err}");
    assert!(out.contains("2000 of 2000 names change in 40 groups"), "{out}");
    assert!(out.contains("price: 2000 calls; this month has"), "{out}");
    assert!(out.contains("left, 250 in reserve"), "{out}");
    assert_eq!(story.calls(Api::UpdateGroupNick), 0);
    let (code, out, err) = shell.run(&["apply", "school.csv", "--yes"]);
    assert_eq!(code, Some(0), "{out}{err}");
    assert!(out.contains("2000 names are set, 0 were so already, 0 failed, 0 are left"), "{out}");
    assert_eq!(out.matches("dingnick undo r").count(), 1, "taken back as one: {out}");
    for class in &classes {
        let all: Vec<_> = (0..50).map(|index| Some(name(&class.title, index))).collect();
        assert_eq!(nicknames(&story, class), all, "in {}", class.title);
    }
    assert_eq!(story.calls(Api::UpdateGroupNick), 2000, "a call for each name");
    let report = shell.read("school.result.csv");
    assert_eq!(report.lines().count(), 2001, "one report, a line for each name");
    let (code, out, _) = shell.run(&["apply", "school.csv", "--yes"]);
    assert_eq!(code, Some(0));
    assert!(out.contains("price: 0 calls"), "{out}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_done_in_many_groups_is_undone_as_one_but_for_names_changed_since() {
    let story = Story::begin().await;
    let classes = school(&story, 3, 4).await;
    let shell = Shell::of(&story);
    let first = |title: &str, index: usize| format!("{title}{index}");
    shell.file("first.csv", table(&classes, first));
    shell.file("second.csv", table(&classes, |title, index| format!("{title}之{index}")));
    for file in ["first.csv", "second.csv"] {
        let (code, out, err) = shell.run(&["apply", file, "--yes"]);
        assert_eq!(code, Some(0), "{out}{err}");
    }
    let (_, out, _) = shell.run(&["apply", "second.csv", "--dry-run"]);
    assert!(out.contains("0 of 12 names change in 3 groups"), "{out}");
    let group = classes[0].title.as_str();
    let rename = ["rename", "--group", group, "--user", "c0n0", "自己改的"];
    assert_eq!(shell.run(&rename).0, Some(0));
    let (scope, cid) = (story.scope(), cid(&story, &classes[0]));
    let since = story.clock.now().minus(Duration::from_secs(600));
    let plan = scope.plan_begun(&cid, "apply-", since).await.expect("it answers");
    let run = plan.expect("a plan").message_id.to_string();
    let run = run.rsplit('-').next().and_then(|rest| rest.split_once('.')).expect("a run").0;
    let (code, out, err) = shell.run(&["undo", run, "--dry-run"]);
    assert_eq!(code, Some(0), "{out}{err}");
    assert!(out.contains("price: 11 calls"), "{out}");
    assert!(out.contains("1 were changed since, and stay"), "{out}");
    let (code, out, err) = shell.run(&["undo", run, "--yes"]);
    assert_eq!(code, Some(0), "{out}{err}");
    assert!(out.contains("11 names are as before, 0 failed, 0 are left"), "{out}");
    for (number, class) in classes.iter().enumerate() {
        let mut all: Vec<_> = (0..4).map(|index| Some(first(&class.title, index))).collect();
        if number == 0 {
            all[0] = Some("自己改的".to_owned());
        }
        assert_eq!(nicknames(&story, class), all, "in {}", class.title);
    }
    let (code, _, err) = shell.run(&["undo", "r0000000", "--yes"]);
    assert_eq!(code, Some(1));
    assert!(err.contains("there is no plan r0000000"), "{err}");
    story.end().await;
}

fn cid(story: &Story, class: &Class) -> ConversationId {
    let cid = story.world(|world| world.group(class.group).open_conversation_id.clone());
    ConversationId::parse(&cid).expect("an id")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_is_spread_over_days_and_goes_on_by_itself() {
    let mut story =
        Story::begin_with(&[("DINGNICK_GROUP_DAILY", "5"), ("DINGNICK_TIMEZONE", "Asia/Shanghai")])
            .await;
    let classes = school(&story, 2, 12).await;
    let shell = Shell::of(&story);
    let name = |title: &str, index: usize| format!("{title}-{index}");
    shell.file("school.csv", table(&classes, name));
    let (code, out, err) = shell.run(&["apply", "school.csv", "--yes"]);
    assert_eq!(code, Some(1), "{out}{err}");
    assert!(out.contains("--at-once gives all today:\n  today: 10\n  from 20"), "{out}");
    assert!(err.contains("14 names wait for their day"), "{err}");
    assert!(shell.read("school.result.csv").contains(",left,waits for 20"), "each has its day");
    assert_eq!(story.calls(Api::UpdateGroupNick), 10);
    let (code, out, err) = shell.run(&["apply", "school.csv", "--yes"]);
    assert_eq!(code, Some(1), "{out}{err}");
    assert!(!out.contains("  today: "), "it has no room, however often it is asked: {out}");
    assert_eq!(story.calls(Api::UpdateGroupNick), 10);
    let child = classes[0].children[11];
    story.say_in(classes[0].group, child, "/nick 小飞侠").await;
    story.reply().await;
    for calls in [21, 24] {
        sleep(&mut story, 24).await;
        story.called(Api::UpdateGroupNick, calls).await;
        story.idle().await;
        assert_eq!(story.calls(Api::UpdateGroupNick), calls);
    }
    let mut all: Vec<_> = (0..12).map(|index| Some(name(&classes[0].title, index))).collect();
    all[11] = Some("小飞侠".to_owned());
    assert_eq!(nicknames(&story, &classes[0]), all, "who chose a name since keeps it");
    assert_eq!(story.count("SELECT count(*) FROM jobs WHERE state = 0").await, 0);
    story.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_reserve_of_the_month_is_kept_and_a_stop_takes_back_what_waits() {
    let mut story = Story::begin_with(&[("DINGNICK_MONTHLY_CALLS", "40")]).await;
    let classes = school(&story, 1, 60).await;
    let shell = Shell::of(&story);
    shell.file("school.csv", table(&classes, |title, index| format!("{title}-{index}")));
    let (code, out, err) = shell.run(&["apply", "school.csv", "--yes"]);
    assert_eq!(code, Some(1), "{out}{err}");
    assert!(out.contains("left, 2 in reserve"), "{out}");
    let made = story.calls(Api::UpdateGroupNick);
    assert!((30..=38).contains(&made), "{made} of 38, beside what was asked");
    let waits = "SELECT count(*) FROM jobs WHERE state = 0";
    assert_eq!(story.count(waits).await, 1, "the plan goes on next month");
    let (code, out, err) = shell.run(&["undo", "1", "--group", &classes[0].title, "--yes"]);
    assert_eq!(code, Some(0), "{out}{err}");
    assert!(out.contains("what of it waits is not given any more"), "{out}");
    assert_eq!(story.count(waits).await, 0);
    let (code, out, err) = shell.run(&["apply", "school.csv", "--yes", "--at-once"]);
    assert_eq!(code, Some(0), "{out}{err}");
    assert_eq!(story.calls(Api::UpdateGroupNick), 60, "who says so spends what is left");
    story.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_that_somebody_changed_by_hand_to_what_is_wanted_costs_nothing() {
    let story = Story::begin().await;
    let (ming, hong, class) = (story.cast.ming, story.cast.hong, story.cast.class);
    let shell = Shell::of(&story);
    story.world(|world| world.facts.sender_nick_follows_group = true);
    shell.file("names.csv", "userid,昵称\nming1,三班-小明\nhong1,三班-小红\n");
    let by_hand = |who, name: &str| {
        story.world(|world| {
            let members = &mut world.group_mut(class).members;
            let member = members.iter_mut().find(|member| member.person == who);
            member.expect("they are in it").nickname = Some(name.to_owned());
        });
    };
    story.talk(&[(ming, "/nick whoami"), (hong, "/nick 红红")]).await;
    by_hand(ming, "三班-小明");
    by_hand(hong, "三班-小红");
    story.talk(&[(ming, "/nick whoami"), (hong, "/nick whoami")]).await;
    let (code, out, err) = shell.run(&["apply", "names.csv", "--group", &shell.class, "--yes"]);
    assert_eq!(code, Some(0), "{out}{err}");
    assert!(out.contains("all 2 have these names already"), "{out}");
    assert_eq!(story.calls(Api::UpdateGroupNick), 1, "the one that was asked for");
    story.end().await;
}
