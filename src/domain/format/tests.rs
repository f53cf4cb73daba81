//! Formats as tables of what groups want, and what people type in them.

use proptest::prelude::*;

use super::*;

fn format(source: &str) -> Format {
    Format::parse(source).unwrap_or_else(|error| panic!("{source}: {error:?}"))
}

fn name(text: &str) -> Nickname {
    Nickname::parse(text).expect("a nickname")
}

fn ming() -> Facts {
    Facts {
        name: Some("张小明".to_owned()),
        dept: Some("三班".to_owned()),
        title: Some("学生".to_owned()),
        job_number: Some("S001".to_owned()),
        ..Facts::default()
    }
}

/// A roster's parts, with several texts where a person has several rows.
fn roster(parts: &[(&str, &[&str])]) -> RosterParts {
    let texts = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
    parts.iter().map(|(key, all)| ((*key).to_owned(), texts(all))).collect()
}

#[test]
fn a_roster_fills_parts_before_the_directory_does() {
    for (source, parts, filled) in [
        ("{class}-{name}", roster(&[("class", &["五班"])]), "五班-张小明"),
        ("{班级}-{name}", roster(&[("class", &["五班"])]), "五班-张小明"),
        ("{dept}-{name}", roster(&[("dept", &["教务处"])]), "教务处-张小明"),
        ("{dept}-{name}", roster(&[]), "三班-张小明"),
        ("{class}-{name}", roster(&[("class", &["五班"]), ("name", &["小明"])]), "五班-小明"),
        (
            "{class}-{name}",
            roster(&[("class", &["五班"]), ("name", &["张小明"]), ("preferred", &["明明"])]),
            "五班-明明",
        ),
        (
            "{child}{role:妈妈|爸爸}",
            roster(&[("child", &["小明", "小红"]), ("role", &["妈妈"])]),
            "小明小红妈妈",
        ),
        (
            "{child} {role:mum|dad}",
            roster(&[("child", &["Tom", "Ann"]), ("role", &["dad"])]),
            "Tom&Ann dad",
        ),
        ("{child:.{2}}的家长", roster(&[("child", &["小明", "小红"])]), "小明的家长"),
        (
            "{name}({role?:老师|家委|家长})",
            roster(&[("role", &["家长", "家委、老师"])]),
            "张小明(老师)",
        ),
        ("{name}({role?:老师|家委})", roster(&[("role", &["家长"])]), "张小明"),
        ("{宿舍}-{name}", roster(&[("宿舍", &["3-201"])]), "3-201-张小明"),
        ("{grade}年级-{name}", roster(&[("entry", &["2024"])]), "3年级-张小明"),
        ("{grade:[一二三]}年级-{name}", roster(&[("entry", &["2024"])]), "三年级-张小明"),
        ("{grade}-{name}", roster(&[("grade", &["高一"]), ("entry", &["2024"])]), "高一-张小明"),
        ("{year}-{name}", roster(&[]), "2026-张小明"),
        (
            "{class}-{name}({role?})",
            roster(&[
                ("class", &["一个名字特别特别长的班级"]),
                ("role", &["一个名字特别特别长的角色"]),
            ]),
            "一个名字特别特别长的班级-张小明(一个名字特别特别长的角色)",
        ),
        (
            "{class}-{name}({role?})",
            roster(&[
                ("class", &["一个名字特别特别特别特别长的班级"]),
                ("role", &["一个名字特别特别长的角色"]),
            ]),
            "一个名字特别特别特别特别长的班级-张小明",
        ),
    ] {
        let facts = Facts { roster: parts, month: Some((2026, 9)), ..ming() };
        let filling = format(source).fill(None, None, &facts);
        assert_eq!(filling, Filling::Name(name(filled)), "{source}");
    }
}

#[test]
fn a_name_follows_in_the_parts_that_were_given() {
    let moved = || Facts { dept: Some("五班".to_owned()), title: None, ..ming() };
    for (source, before, facts, after) in [
        ("{dept}-{name}", "三班-张小明", moved(), Some("五班-张小明")),
        ("{dept}-{name}", "三班-明明", moved(), Some("五班-明明")),
        ("{dept}-{name}", "二班-张小明", moved(), None),
        ("{dept}-{name}({title?})", "三班-明明(学生)", moved(), Some("五班-明明")),
        ("{dept}-{name}({title?})", "三班-明明(班长)", moved(), Some("五班-明明(班长)")),
        ("{name}-{title}", "张小明-学生", moved(), None),
        ("{dept}-{name}", "三班-张小明", ming(), None),
        ("{dept}-{name}", "张小明", moved(), None),
        (
            "{dept}-{name}",
            "三班-张小明",
            Facts { name: Some("张大明".to_owned()), ..ming() },
            Some("三班-张大明"),
        ),
        ("{dept:[一二三]班}-{name}", "三班-明明", moved(), None),
    ] {
        let (format, before) = (format(source), name(before));
        let given = format.given(&before, &ming());
        let next = format.follow(&before, &given, &facts);
        assert_eq!(next.as_ref().map(Nickname::as_str), after, "{source} {before}");
    }
}

#[test]
fn names_are_checked_part_by_part() {
    for (source, good, bad) in [
        (
            "{class}-{name}",
            &["三班-张三", "a-b-c"][..],
            &["张三", "三班-", "-张三", "三班－张三"][..],
        ),
        (
            "{class}-{name}-{role:家长|老师|学生}",
            &["三班-张三-家长"],
            &["三班-张三-同学", "三班-张三"],
        ),
        ("{班级:[一二三四五六]班}-{姓名}", &["三班-张三"], &["七班-张三", "3班-张三"]),
        (
            r"{no:\d{4}} {name:.{2,4}}",
            &["0012 张三"],
            &["12 张三", "00123 张三", "0012 张", "0012 欧阳若曦们"],
        ),
        ("{name}（{dept?}）", &["张三（三班）", "张三"], &[]),
        ("{name}-{title?}", &["张三-老师", "张三"], &["-老师", "张三-"]),
        ("{name}-{title?:经理}", &["张三-经理", "张三"], &["张三-老板"]),
        (r"{name:\w{2,20}}", &["张三", "Alice_Zhang"], &["张 三"]),
        ("{dept?}-{name}", &["三班-张三", "张三"], &[]),
        ("【{dept}】{name}", &["【三班】张三"], &["三班张三", "【三班张三"]),
        ("{name}{no:[0-9]+}", &["张三7"], &["张三", "7"]),
        ("｛部门｝-｛姓名｝", &["三班-张三"], &["张三"]),
        ("{a：x|y}", &["x"], &["z"]),
        ("{{{name}}}", &["{张三}"], &["张三"]),
        (r"/\p{Han}{2,4}/", &["张三"], &["Zhang San", "张"]),
    ] {
        let format = format(source);
        for good in good {
            assert_eq!(format.check(&name(good)), Ok(()), "{source} refused {good}");
        }
        for bad in bad {
            assert!(format.check(&name(bad)).is_err(), "{source} accepted {bad}");
        }
    }
}

fn part(part: &str, rule: Rule, found: Option<&str>) -> MismatchReason {
    MismatchReason::Part { part: part.to_owned(), rule, found: found.map(str::to_owned) }
}

fn literal(literal: &str, after: Option<&str>) -> MismatchReason {
    MismatchReason::Literal { literal: literal.to_owned(), after: after.map(str::to_owned) }
}

#[test]
fn the_part_that_failed_is_named() {
    let four = Rule::Digits { least: 4, most: Some(4) };
    let roles = Rule::OneOf(vec!["家长".to_owned(), "老师".to_owned()]);
    let grades = Rule::Pattern("[一二三]班".to_owned());
    for (source, typed, reason) in [
        ("{class}-{name}", "张三", literal("-", Some("class"))),
        ("{class}-{name}", "三班-", part("name", Rule::AnyText, None)),
        ("【{dept}】{name}", "三班】张三", literal("【", None)),
        ("【{dept}】{name}", "【三班张三", literal("】", Some("dept"))),
        (r"{no:\d{4}}-{name}", "12-张三", part("no", four.clone(), Some("12"))),
        (r"{no:\d{4}}-{name}", "12345-张三", part("no", four.clone(), Some("12345"))),
        (r"{name}-{no:\d{4}}", "张三-12345", part("no", four, Some("12345"))),
        ("{name}-{role:家长|老师}", "张三-同学", part("role", roles, Some("同学"))),
        ("{班级:[一二三]班}-{姓名}", "七班-张三", part("班级", grades, Some("七班"))),
        ("{name}（{dept}）", "张三（三班", literal("）", Some("dept"))),
        ("/[a-z]+/", "张三", MismatchReason::Regex),
    ] {
        let format = format(source);
        let mismatch = format.check(&name(typed)).expect_err("it does not fit");
        assert_eq!(mismatch.reason, reason, "failed on {typed} in {source}");
        assert_eq!(mismatch.shape, format.shape());
    }
}

#[test]
fn a_name_is_completed_from_what_is_known() {
    let filled = |text: &str| Filling::Name(name(text));
    let missing = |part: &str| Filling::Missing(vec![part.to_owned()]);
    for (source, typed, present, filling) in [
        ("{dept}-{name}", Some("张三"), None, filled("三班-张三")),
        ("{dept}-{name}", Some("五班-张三"), None, filled("五班-张三")),
        ("{dept}-{name}", None, None, filled("三班-张小明")),
        ("{dept}-{name}", None, Some("五班-明明"), filled("五班-明明")),
        ("{class}-{name}", Some("张三"), None, missing("class")),
        ("{class}-{name}", Some("张三"), Some("五班-明明"), filled("五班-张三")),
        ("{class}-{name}", None, Some("明明"), missing("class")),
        ("{dept}-{name}-{title}-{jobnumber}", Some("明"), None, filled("三班-明-学生-S001")),
        ("{部门}-{姓名}({工号})", Some("明"), None, filled("三班-明(S001)")),
        ("{name}-{nick?}", Some("明"), None, filled("明")),
        ("{nick?}-{name}", Some("明"), None, filled("明")),
        ("{dept}-{alias}", Some("明"), None, filled("三班-明")),
        (r"{jobnumber:\d+}-{name}", Some("明"), None, missing("jobnumber")),
        ("/.+班-.+/", Some("三班-明"), None, filled("三班-明")),
        ("/.+班-.+/", None, None, Filling::Missing(Vec::new())),
        ("{dept}-{name}-家长", Some("三班－张三－家长"), None, filled("三班-张三-家长")),
        ("{dept}-{name}-家长", Some("三班—张三_家长"), None, filled("三班-张三-家长")),
        ("{name}（{title}）", Some("张三(老师)"), None, filled("张三（老师）")),
        ("{name}({nick?})", Some("张三"), None, filled("张三")),
    ] {
        let present = present.map(name);
        let found = format(source).fill(typed, present.as_ref(), &ming());
        assert_eq!(found, filling, "failed on {typed:?} in {source}");
    }
}

#[test]
fn what_was_meant_as_a_whole_is_not_guessed_at() {
    let roles = "{class}-{name}-{role:家长|老师}";
    for (source, typed) in [
        (roles, "三班-张三"),
        ("{dept}-{name}-家长", "三班张三家长"),
        ("{dept}-{name}", "三班"),
        ("{class}-{name}", "-张三"),
        ("{name:.{2,3}}", "欧阳若曦"),
        ("/[a-z]+/", "张三"),
    ] {
        let filling = format(source).fill(Some(typed), None, &ming());
        assert!(
            matches!(filling, Filling::Misfit(_)),
            "failed on {typed} in {source}: {filling:?}"
        );
    }
    let long = format("{dept}-{name}").fill(Some(&"名".repeat(29)), None, &ming());
    assert_eq!(long, Filling::Refused(NameError::TooLong { characters: 32 }));
}

#[test]
fn a_part_that_was_not_filled_in_is_told() {
    for (source, typed, part) in [
        ("{班级}-{姓名}", "班级-小明", "班级"),
        ("{班级}-{姓名}", "三班-姓名", "姓名"),
        ("{class}-{name}", "Class-Gray", "class"),
        ("{部门} {name}({工号})", "部门 张三(S001)", "部门"),
    ] {
        let format = format(source);
        let reason = MismatchReason::NotFilled(part.to_owned());
        let mismatch = Mismatch { shape: format.shape(), reason };
        assert_eq!(format.check(&name(typed)), Err(mismatch.clone()), "failed on {typed}");
        assert!(!format.fits(&name(typed)), "failed on {typed}");
        assert_eq!(format.fill(Some(typed), None, &ming()), Filling::Misfit(mismatch));
    }
    // What was given so before is not known of the member.
    let present = name("班级-小明");
    let filling = format("{班级}-{姓名}").fill(Some("李四"), Some(&present), &ming());
    assert_eq!(filling, Filling::Missing(vec!["班级".to_owned()]));
    assert!(format("{班级}-{姓名}").fits(&name("三班-爱吃鱼的班级")));
}

#[test]
fn what_was_said_of_a_part_is_not_said_twice() {
    for (source, present, typed) in [
        ("{name}{role:爸爸|妈妈}", "小明爸爸", "小明爷爷"),
        ("{child}{role:爸爸|妈妈|爷爷}", "小明爸爸", "小红外婆"),
        ("{class:[一二三]班}{name}", "三班小明", "四班小明"),
        (r"{name}{no:\d{4}}", "张三1234", "5678张三"),
    ] {
        let filling = format(source).fill(Some(typed), Some(&name(present)), &Facts::default());
        assert!(matches!(filling, Filling::Misfit(_)), "failed on {typed}: {filling:?}");
    }
    for (source, present, typed, filled) in [
        ("{name}{role:爸爸|妈妈}", "小明爸爸", "小红", "小红爸爸"),
        (r"{name}{no:\d{4}}", "张三1234", "李四", "李四1234"),
        (r"{name}-{no:\d{4}}", "张三-1234", "李四2", "李四2-1234"),
    ] {
        let filling = format(source).fill(Some(typed), Some(&name(present)), &Facts::default());
        assert_eq!(filling, Filling::Name(name(filled)), "failed on {typed}");
    }
}

#[test]
fn an_example_is_made_from_what_is_known() {
    for (source, typed, example) in [
        ("{dept}-{name}", None, "三班-张小明"),
        ("{班级:[0-9]班}-{name}", None, "0班-张小明"),
        ("{no:[A-Z][0-9]+}-{name:.{2,4}}", None, "A0-张小明"),
        ("{年级:[1-9]年级[0-9]{1,2}班}", None, "1年级0班"),
        ("{部门}-{姓名}-{身份:家长|学生}", Some("张三"), "三班-张三-家长"),
        (r"{no:\d{4}}-{name}", Some("12-张三"), "1234-张小明"),
        ("{name}-{nick?}", None, "张小明"),
    ] {
        let found = format(source).example(typed, None, &ming());
        assert_eq!(found, Some(name(example)), "failed on {typed:?} in {source}");
    }
    let long = format!("{{dept}}-{{name}}-{}", "很".repeat(25));
    // The name of a part is no text for it, and would be sent as it stands.
    for source in ["/[a-z]+/", &long, "{class}-{name}", "{班级}-{姓名}-{身份:家长|学生}"]
    {
        assert_eq!(format(source).example(None, None, &ming()), None, "failed on {source}");
    }
}

#[test]
fn what_is_no_format_is_refused_with_the_reason() {
    let text = str::to_owned;
    for (source, error) in [
        ("三班-张三", FormatError::NoPart),
        ("", FormatError::NoPart),
        ("{a?}-{b?}", FormatError::NoPart),
        ("{name", FormatError::Brace { position: 1 }),
        ("三班-{name", FormatError::Brace { position: 4 }),
        ("name}", FormatError::Brace { position: 5 }),
        ("{}", FormatError::PartName(text(""))),
        ("{?}", FormatError::PartName(text(""))),
        ("{a b}", FormatError::PartName(text("a b"))),
        ("{name}-{name}", FormatError::PartTwice(text("name"))),
        ("{a}{b}", FormatError::PartsTouch(text("a"), text("b"))),
        ("{a:[}-{b}", FormatError::Regex { part: Some(text("a")) }),
        ("{a:}", FormatError::Regex { part: Some(text("a")) }),
        ("{a:x)|(y}", FormatError::Regex { part: Some(text("a")) }),
        ("{a:(?x)y#}", FormatError::Regex { part: Some(text("a")) }),
        (r"{a:(\w{200}){200}}", FormatError::Regex { part: Some(text("a")) }),
        ("/(/", FormatError::Regex { part: None }),
        ("{a:(?P<part0>x)}", FormatError::Regex { part: None }),
        ("{a}\n{b}", FormatError::Literal(text("\n"))),
        ("{a}\u{200B}{b}", FormatError::Literal(text("\u{200B}"))),
        ("{a}  {b}", FormatError::Literal(text("  "))),
        (
            "{a}一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十",
            FormatError::LongerThanNames,
        ),
    ] {
        assert_eq!(Format::parse(source), Err(error), "failed on {source}");
    }
    let long = "{a}".to_owned() + &"x".repeat(MAX_SOURCE);
    assert_eq!(Format::parse(&long), Err(FormatError::TooLong { most: MAX_SOURCE }));
}

#[test]
fn rules_are_told_in_words_where_they_can_be() {
    for (pattern, rule) in [
        (r"\d", Rule::Digits { least: 1, most: Some(1) }),
        (r"\d+", Rule::Digits { least: 1, most: None }),
        ("[0-9]{2,4}", Rule::Digits { least: 2, most: Some(4) }),
        (r"^\d{4}$", Rule::Digits { least: 4, most: Some(4) }),
        (".{2,}", Rule::Length { least: 2, most: None }),
        ("家长|老师", Rule::OneOf(vec!["家长".into(), "老师".into()])),
        (r"[A-Z]\d", Rule::Pattern(r"[A-Z]\d".into())),
        (r"\d-\d", Rule::Pattern(r"\d-\d".into())),
    ] {
        let format = format(&format!("{{part:{pattern}}}"));
        assert_eq!(format.pieces()[0].rule, rule, "failed on {pattern}");
    }
}

#[test]
fn the_parts_that_may_be_any_text_are_told_apart() {
    let format = format("{class}-{name}-{role:家长|老师}");
    assert_eq!(format.free_parts(&name("三班-王老师-家长")), ["三班", "王老师"]);
    assert_eq!(format.free_parts(&name("王老师")), [""; 0]);
    assert!(!format.needs_dept());
    assert!(Format::parse("{dept}-{name}").is_ok_and(|format| format.needs_dept()));
}

/// Formats as people would write them.
fn sources() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        Just("{name}"),
        Just("{dept?}"),
        Just("{title:.{1,5}}"),
        Just(r"{jobnumber:\w+}"),
        Just("{class}"),
        Just("{role:家长|老师}"),
        Just(r"{no?:\d{1,3}}"),
    ];
    let literal = prop_oneof![Just("-"), Just(" "), Just("（"), Just("）"), Just("班"), Just("")];
    proptest::collection::vec((literal, part), 1..5).prop_map(|pairs| {
        pairs.into_iter().map(|(literal, part)| format!("{literal}{part}")).collect()
    })
}

proptest! {
    #[test]
    fn parsing_never_panics_and_reads_again_what_it_read(source in any::<String>()) {
        if let Ok(format) = Format::parse(&source) {
            prop_assert_eq!(Format::parse(format.source()), Ok(format));
        }
    }

    #[test]
    fn a_filled_name_passes_its_own_check(
        source in sources(),
        typed in proptest::option::of("[三班张-（） 家长0-9a]{0,12}"),
        present in "[三班张-（） 家长0-9a]{0,12}",
        dept in proptest::option::of("[三班 -]{0,4}"),
    ) {
        if let Ok(format) = Format::parse(&source) {
            let facts = Facts { dept, ..ming() };
            let present = Nickname::parse(&present).ok();
            if let Filling::Name(name) = format.fill(typed.as_deref(), present.as_ref(), &facts) {
                prop_assert_eq!(format.check(&name), Ok(()));
            }
        }
    }

    #[test]
    fn a_name_that_fits_is_filled_as_itself_and_the_others_are_diagnosed(
        source in sources(),
        typed in "[三班张-（） 家长0-9a]{1,12}",
    ) {
        if let (Ok(format), Ok(name)) = (Format::parse(&source), Nickname::parse(&typed)) {
            match format.check(&name) {
                Ok(()) => {
                    let filling = format.fill(Some(&typed), None, &Facts::default());
                    prop_assert_eq!(filling, Filling::Name(name));
                }
                Err(mismatch) => prop_assert_eq!(mismatch.shape, format.shape()),
            }
        }
    }

    #[test]
    fn to_follow_a_second_time_changes_nothing(
        source in sources(),
        before in "[三班张-（） 家长0-9a]{1,12}",
        dept in proptest::option::of("[三五班 -]{0,4}"),
        title in proptest::option::of("[三五班 -]{0,4}"),
    ) {
        if let (Ok(format), Ok(before)) = (Format::parse(&source), Nickname::parse(&before)) {
            let given = format.given(&before, &ming());
            let facts = Facts { dept, title, ..ming() };
            if let Some(next) = format.follow(&before, &given, &facts) {
                prop_assert_eq!(format.check(&next), Ok(()));
                let given = format.given(&next, &facts);
                prop_assert_eq!(format.follow(&next, &given, &facts), None);
            }
        }
    }

    #[test]
    fn any_format_checks_any_name(source in ".{0,40}", typed in any::<String>()) {
        if let (Ok(format), Ok(name)) = (Format::parse(&format!("{{a}}{source}")), Nickname::parse(&typed)) {
            let _ = format.check(&name);
            let _ = format.example(Some(&typed), None, &ming());
        }
    }
}
