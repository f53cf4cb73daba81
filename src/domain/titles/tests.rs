use super::*;

/// People whose names are guarded, besides those with titles.
const GUARDED: [&str; 4] = ["陈建国", "Alice Johnson", "明明", "老赵"];

/// Somebody of whom the directory tells nothing.
const STRANGER: Bearer<'_> = Bearer { name: None, title: None, dept: None, is_unread: true };

fn title(name: &str) -> Option<String> {
    title_of(name, &STRANGER)
}

fn title_of(name: &str, bearer: &Bearer<'_>) -> Option<String> {
    let name = Nickname::parse(name).unwrap_or_else(|_| panic!("{name} is no name"));
    let own = BTreeMap::new();
    Titles::standard().undue(&name, None, &own, bearer).map(str::to_owned)
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
    assert_eq!(titles.undue(&name, Some(&["张三"]), &own, &STRANGER), None);
    assert_eq!(titles.undue(&name, Some(&["财务", "张三"]), &own, &STRANGER), Some("财务"));
    assert_eq!(titles.undue(&name, None, &own, &STRANGER), Some("财务"));
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
        let found = Titles::standard().undue(&name, None, &own, &STRANGER);
        assert_eq!(found, title, "failed on {name}");
    }
}

#[test]
fn a_title_of_the_directory_frees_itself_and_its_plain_forms_and_no_other() {
    for (given, name, title) in [
        ("教师", "王老师", None),
        ("数学教师", "王老师", None),
        ("Teacher", "王老师", None),
        ("教师", "Teacher Wang", None),
        ("Guru", "Pak Guru Budi", None),
        ("ครู", "ครูสมชาย", None),
        ("교사", "김 선생님", None),
        ("Giáo viên", "Cô Lan", None),
        ("教師", "田中先生", None),
        ("教师", "王校长", Some("校长")),
        ("教师", "王老师校长", Some("校长")),
        ("教师", "班主任王", Some("班主任")),
        ("班主任", "班主任王老师", None),
        ("班主任", "王主任", Some("主任")),
        ("教师、班主任", "三班班主任", None),
        ("教导主任", "王主任", None),
        ("校长", "王校长", None),
        ("校长", "王老师", None),
        ("Principal", "王校长", None),
        ("副校长", "王校长", None),
        ("校长助理", "王校长", Some("校长")),
        ("校长助理", "校长助理王", None),
        ("校长助理", "校长助理王主任", Some("主任")),
        ("总经理秘书", "王总经理", Some("总经理")),
        ("总经理", "王总", None),
        ("Assistant of the CEO", "CEO Wang", Some("ceo")),
        ("HR Manager", "HR Amy", None),
        ("HR Manager", "Manager Amy", None),
        ("HR Manager", "Director Amy", Some("director")),
        ("财务助理", "财务-张三", None),
        ("工程师", "财务-张三", Some("财务")),
    ] {
        let bearer = Bearer { title: Some(given), ..Bearer::default() };
        let found = title_of(name, &bearer);
        assert_eq!(found.as_deref(), title, "{name} of a {given}");
    }
    let clerk = Bearer { dept: Some("财务部"), ..Bearer::default() };
    assert_eq!(title_of("财务-张三", &clerk), None);
    let secretary = Bearer { dept: Some("校长室"), ..Bearer::default() };
    assert_eq!(title_of("王校长", &secretary).as_deref(), Some("校长"));
}

#[test]
fn nobody_poses_with_the_name_that_the_directory_has() {
    for (own, name, is_refused) in [
        ("王晓章", "Wang Xiaozhang", false),
        ("王晓章", "Xiaozhang Wang", false),
        ("张敏", "Xiaozhang", false),
        ("李敏", "Xiaozhang", true),
        ("吕晓章", "Lu Xiaozhang", false),
        ("王经理想", "三班-王经理想", false),
        ("官方", "官方", false),
        ("官方", "官方客服", true),
        ("施展", "老施", false),
        ("李敏", "老施", true),
    ] {
        let bearer = Bearer { name: Some(own), ..Bearer::default() };
        assert_eq!(title_of(name, &bearer).is_some(), is_refused, "{name} of {own}");
    }
    // The directory was asked and tells nothing; and it was not asked.
    assert_eq!(title_of("老施", &STRANGER), None);
    assert!(title_of("老施", &Bearer::default()).is_some());
}

#[test]
fn the_longest_title_is_told() {
    for (name, title) in
        [("三班班主任", "班主任"), ("王总经理", "总经理"), ("Vice Principal", "vice principal")]
    {
        assert_eq!(self::title(name).as_deref(), Some(title));
    }
}

#[test]
fn titles_stand_once_each() {
    let titles = &Titles::standard().list.titles;
    assert!(titles.len() > 800, "the list was not read");
    let mut seen = HashMap::new();
    let mut twins = Vec::new();
    for title in titles {
        for reading in title.readings() {
            let twin = seen.insert((reading, title.place), &title.text);
            twins.extend(twin.map(|twin| format!("{} and {twin}", title.text)));
        }
    }
    assert!(twins.is_empty(), "{}", twins.join(", "));
}

#[test]
fn every_title_of_an_office_stands_in_the_list() {
    let titles = Titles::standard();
    let is_listed = |text: &str| titles.list.titles.iter().any(|title| title.text == text);
    for text in titles.offices.all() {
        assert!(is_listed(text), "{text} is no title");
    }
    for (text, sounds, _) in &titles.list.heard {
        assert!(is_listed(text), "{text} is no title");
        assert_eq!(text.chars().count(), sounds.split_whitespace().count(), "{text}");
    }
}
