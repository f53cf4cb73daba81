//! The ready-made set-ups, played: the owner sends the five lines, and each name of the roster can
//! be given in that group.

use dingnick::simulator::world::Person;

use super::{Page, read};
use crate::story::Story;

/// One section: its heading, the lines, and the rows of the roster below its head.
struct SetUp {
    heading: String,
    lines: Vec<String>,
    roster: Vec<(String, String)>,
}

fn set_ups(path: &str) -> Vec<SetUp> {
    let text = read(path);
    let sections = text.split("\n## ").skip(1).map(|section| {
        let (heading, text) = section.split_once('\n').expect("a section has lines");
        let page = Page { path: format!("{path}: {heading}"), text: text.to_owned() };
        let (_, blocks) = page.parts();
        let [lines, roster] = &blocks[..] else { panic!("{}: two blocks", page.path) };
        assert_eq!((lines.language, roster.language), (Some("text"), Some("csv")), "{heading}");
        let lines: Vec<String> = lines.text.lines().map(str::to_owned).collect();
        assert_eq!(lines.len(), 5, "{heading}: five lines");
        let rows = roster.text.lines().skip(1).map(|row| {
            let (person, nickname) = row.split_once(',').expect("two columns");
            (person.to_owned(), nickname.to_owned())
        });
        SetUp { heading: heading.to_owned(), lines, roster: rows.collect() }
    });
    sections.collect()
}

async fn play(path: &str, locale: &str) {
    let set_ups = set_ups(path);
    assert_eq!(set_ups.len(), 10, "{path}");
    for SetUp { heading, lines, roster } in set_ups {
        let story = Story::begin_with(&[("DINGNICK_LOCALE", locale)]).await;
        for line in &lines {
            story.say(story.cast.owner, line).await;
            let said = story.reply().await;
            let is_done = ["nothing was", "nobody was", "not taken", "没有", "谁也没"];
            let is_done = !is_done.iter().any(|no| said.contains(no)) || line == "/nick check";
            assert!(is_done, "{path}: {heading}: {line}: {said}");
        }
        // Whoever is on the roster need not be in the directory with what the name says.
        for (userid, nickname) in &roster {
            let class = story.cast.class;
            let person = story.world(|world| {
                let person = world.add_person(Person::member(userid, userid));
                world.join(class, person);
                person
            });
            // Where members may not, the roster is the owner's.
            if lines.iter().any(|line| line == "/nick allow owner") {
                let line = format!("/nick @{userid} {nickname}");
                story.say(story.cast.owner, &line).await;
            } else {
                story.say(person, &format!("/nick {nickname}")).await;
            }
            story.idle().await;
            if lines.iter().any(|line| line == "/nick approval on") {
                let said = story.said().pop().unwrap_or_default();
                let number = said.rsplit('#').next().unwrap_or_default();
                let number: String = number.chars().take_while(char::is_ascii_digit).collect();
                story.say(story.cast.owner, &format!("/nick approve {number}")).await;
                story.idle().await;
            }
            let said = story.said().pop();
            let given = story.nickname(person);
            assert_eq!(given.as_ref(), Some(nickname), "{path}: {heading}: {said:?}");
        }
        story.read_all();
        story.end().await;
    }
}

#[tokio::test]
async fn each_set_up_can_be_sent_and_its_roster_fits() {
    play("docs/set-ups.md", "en").await;
}

#[tokio::test]
async fn each_set_up_in_chinese_can_be_sent_and_its_roster_fits() {
    play("docs/set-ups.zh-CN.md", "zh-CN").await;
}
