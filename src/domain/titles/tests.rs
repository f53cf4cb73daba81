use super::*;

/// People whose names are guarded, besides those with titles.
const GUARDED: [&str; 4] = ["陈建国", "Alice Johnson", "明明", "老赵"];

fn title(name: &str) -> Option<String> {
    let name = Nickname::parse(name).unwrap_or_else(|_| panic!("{name} is no name"));
    let own = BTreeMap::new();
    Titles::standard().in_name(&name, None, &own).map(str::to_owned)
}

/// The names of a file: one a word, `_` for a space.
fn ordinary() -> Vec<String> {
    let lines = include_str!("../../../fixtures/names.txt").lines();
    let lines = lines.filter(|line| !line.starts_with('#'));
    lines.flat_map(str::split_whitespace).map(|name| name.replace('_', " ")).collect()
}

#[test]
fn ordinary_names_have_no_title_and_pose_as_nobody() {
    let names = ordinary();
    assert!(names.len() >= 300, "there are only {}", names.len());
    let guarded = GUARDED.map(Likeness::of);
    let refused: Vec<String> = names
        .iter()
        .filter_map(|name| {
            let pose = Likeness::of_pose(name);
            let title = title(name)
                .or_else(|| guarded.iter().any(|g| g.resembles(&pose)).then(String::new));
            title.map(|title| format!("{name} ({title})"))
        })
        .collect();
    assert!(refused.is_empty(), "{} are refused: {}", refused.len(), refused.join(", "));
}

#[test]
fn no_pose_is_given() {
    let poses = include_str!("../../../fixtures/poses.txt").lines();
    let poses: Vec<(&str, &str)> = poses
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(" ⇒ "))
        .collect();
    assert!(poses.len() >= 300, "there are only {}", poses.len());
    let given = poses.iter().filter(|(name, whom)| {
        let poses_as_somebody = Likeness::of_pose(name).resembles(&Likeness::of(whom));
        // What is no name at all is refused before.
        let is_name = Nickname::parse(name).is_ok();
        if GUARDED.contains(whom) { !poses_as_somebody } else { is_name && title(name).is_none() }
    });
    let given: Vec<String> = given.map(|(name, whom)| format!("{name} ({whom})")).collect();
    assert!(given.is_empty(), "{} are given: {}", given.len(), given.join(", "));
}

#[test]
fn only_what_somebody_typed_is_looked_through() {
    let name = Nickname::parse("财务-张三").expect("a name");
    let own = BTreeMap::new();
    let titles = Titles::standard();
    assert_eq!(titles.in_name(&name, Some(&["张三"]), &own), None);
    assert_eq!(titles.in_name(&name, Some(&["财务", "张三"]), &own), Some("财务"));
    assert_eq!(titles.in_name(&name, None, &own), Some("财务"));
}

#[test]
fn a_group_has_titles_of_its_own_and_gives_others_free() {
    let own = BTreeMap::from([("课代表".to_owned(), true), ("老师".to_owned(), false)]);
    for (name, title) in [
        ("课代表张三", Some("课代表")),
        ("三班-課代表", Some("课代表")),
        ("李老师", None),
        ("李校长", Some("校长")),
    ] {
        let name = Nickname::parse(name).expect("a name");
        assert_eq!(Titles::standard().in_name(&name, None, &own), title, "failed on {name}");
    }
}

#[test]
fn titles_stand_once_each() {
    let titles = &Titles::standard().titles;
    assert!(titles.len() > 100, "the list was not read");
    for (index, title) in titles.iter().enumerate() {
        let twin =
            titles[index + 1..].iter().find(|other| other.likeness.resembles(&title.likeness));
        assert!(twin.is_none(), "{} and {twin:?}", title.text);
    }
}
