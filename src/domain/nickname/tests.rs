//! Names that pass, and deceptions that do not.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;

#[test]
fn names_of_many_peoples_pass_as_they_are() {
    for name in [
        "小明",
        "三班-张三-家长",
        "王小明（北京）",
        "爱丽丝·前端",
        "𠮷野家",
        "New Name",
        "O'Brien",
        "José Ñandú",
        "Đặng Thị Hồng",
        "محمد علي",
        "می‌خواهم",
        "राष्ट्रपति",
        "क्‍ष",
        "ᠮᠣᠩᠭᠣᠯ",
        "👨‍👩‍👧‍👦",
        "👩🏽‍💻 Ada",
        "🏳️‍🌈",
        "1️⃣ 班长",
        "❤️",
        "🇨🇳队长",
        "J.R. Smith",
        "小明@北京",
        "a",
    ] {
        let nickname = Nickname::parse(name);
        assert_eq!(nickname.as_ref().map(Nickname::as_str), Ok(name), "refused {name:?}");
    }
}

/// Names in all scripts that are in much use, written by Unicode's own rules.
#[test]
fn real_names_of_forty_scripts_pass_as_they_are() {
    use unicode_script::{Script, UnicodeScript};
    let corpus = include_str!("../../../fixtures/nicknames/real.tsv");
    let lines = corpus.lines().filter(|line| !line.starts_with('#'));
    let mut scripts: BTreeMap<&str, usize> = BTreeMap::new();
    for line in lines {
        let (script, name) = line.split_once('\t').expect("a script and a name");
        let nickname = Nickname::parse(name);
        assert_eq!(nickname.as_ref().map(Nickname::as_str), Ok(name), "refused {script} {name:?}");
        let belongs =
            |c: char| script == "Emoji" || Script::from_full_name(script) == Some(c.script());
        assert!(name.chars().any(belongs), "{name} is not in {script}");
        *scripts.entry(script).or_default() += 1;
    }
    assert!(scripts.len() >= 40 && scripts.values().all(|names| *names >= 10), "{scripts:?}");
    assert!(scripts.values().sum::<usize>() >= 400, "{scripts:?}");
}

#[test]
fn every_ideograph_may_be_followed_by_one_selector_and_no_more() {
    for ideograph in ['葛', '辻', '神', '𠮷', '\u{F900}', '\u{2A6D6}', '々'] {
        for selector in ('\u{E0100}'..='\u{E01EF}').chain('\u{FE00}'..='\u{FE02}') {
            let name = format!("{ideograph}{selector}城");
            assert!(Nickname::parse(&name).is_ok() == (ideograph != '々'), "{name:?}");
            for bad in [
                format!("{ideograph}{selector}{selector}"),
                format!("a{selector}"),
                format!("{selector}{ideograph}"),
                format!("ア{selector}"),
            ] {
                assert!(Nickname::parse(&bad).is_err(), "accepted {bad:?}");
            }
        }
    }
}

#[test]
fn a_joiner_stands_where_it_shapes_letters() {
    for (name, fits) in [
        ("র\u{200D}্যাব", true),
        ("ড\u{9BC}\u{200D}্যাব", true),
        ("र\u{200D}्य", true),
        ("ರ\u{200D}್ಯ", true),
        ("ක\u{200D}්ක", true),
        ("ন্\u{200C}না", true),
        ("عَلِی\u{200C}اَکبر", true),
        ("রা\u{200D}ম", false),
        ("র\u{200D}\u{200D}্যাব", false),
        ("a\u{200D}্য", false),
        ("क\u{200D}ख", false),
        ("شا\u{200C} ه", false),
        ("\u{D15}\u{D4D}\u{200D}", true),
    ] {
        assert_eq!(Nickname::parse(name).is_ok(), fits, "failed on {name:?}");
    }
    let word_break = Nickname::parse("សុខ\u{200B}សាន្ត");
    assert_eq!(word_break.as_ref().map(Nickname::as_str), Ok("សុខសាន្ត"));
}

#[test]
fn no_other_flag_is_spelt_in_tags() {
    let tags = |text: &str| -> String {
        text.chars().filter_map(|c| char::from_u32(u32::from(c) + 0xE0000)).collect()
    };
    for (name, fits) in [
        (format!("🏴{}\u{E007F}", tags("gbeng")), true),
        (format!("🏴{}", tags("gbeng")), false),
        (format!("🏴{}\u{E007F}", tags("gbxyz")), false),
        (format!("🏴{}\u{E007F}", tags("gbengx")), false),
        (format!("🏴{}\u{E007F}\u{E007F}", tags("gbeng")), false),
        (format!("a{}\u{E007F}", tags("gbeng")), false),
        (format!("🎉{}\u{E007F}", tags("gbeng")), false),
        (tags("gbeng"), false),
        ("🏴\u{E007F}".to_owned(), false),
    ] {
        assert_eq!(Nickname::parse(&name).is_ok(), fits, "failed on {name:?}");
    }
}

#[test]
fn marks_that_stand_beside_a_letter_do_not_pile_up_and_others_do() {
    let piled = |mark: char, count: usize| format!("က{}", mark.to_string().repeat(count));
    assert!(Nickname::parse(&piled('\u{102C}', 6)).is_ok(), "they stand beside it");
    for mark in ['\u{E47}', '\u{E49}', '\u{301}', '\u{335}', '\u{20DD}', '\u{103E}', '\u{489}'] {
        assert!(Nickname::parse(&piled(mark, MAX_STACKED_MARKS)).is_ok(), "{mark:?}");
        assert!(Nickname::parse(&piled(mark, MAX_STACKED_MARKS + 1)).is_err(), "{mark:?}");
        // One that stands beside makes no room for more.
        let between = format!("{}\u{102C}{}", piled(mark, 3), mark.to_string().repeat(2));
        assert!(Nickname::parse(&between).is_err(), "{between:?}");
    }
}

#[test]
fn spaces_are_trimmed_and_kept_single() {
    for (typed, name) in [
        ("  New   Name ", "New Name"),
        ("\u{3000}小\u{3000}\u{3000}明\u{3000}", "小 明"),
        ("New\u{A0}Name", "New Name"),
        ("\tNew Name\n", "New Name"),
        ("\u{FEFF}小明\u{200B}", "小明"),
        ("e\u{301}", "é"),
    ] {
        let nickname = Nickname::parse(typed);
        assert_eq!(nickname.as_ref().map(Nickname::as_str), Ok(name), "failed on {typed:?}");
    }
}

#[test]
fn what_cannot_be_seen_is_no_name() {
    for typed in ["", "  ", "\u{3000}", "\u{200B}\u{200D}", "\u{301}\u{302}", "\n"] {
        assert_eq!(Nickname::parse(typed), Err(NameError::Empty), "failed on {typed:?}");
    }
}

#[test]
fn a_forbidden_character_is_named_with_its_place() {
    use Forbidden::{
        Control, Direction, Invisible, LineBreak, Noncharacter, PrivateUse, StackedMark,
    };
    for (typed, position, why) in [
        ("New\nName", 4, LineBreak),
        ("a\u{2028}b", 2, LineBreak),
        ("a\u{85}b", 2, LineBreak),
        ("a\u{7}b", 2, Control),
        ("a\tb", 2, Control),
        ("a\u{9F}b", 2, Control),
        ("\u{202E}admin", 1, Direction),
        ("ad\u{200F}min", 3, Direction),
        ("a\u{61C}b", 2, Direction),
        ("a\u{2066}b", 2, Direction),
        ("张\u{200B}三", 2, Invisible),
        ("张\u{200D}三", 2, Invisible),
        ("ad\u{200C}min", 3, Invisible),
        ("ad\u{AD}min", 3, Invisible),
        ("a\u{FE0F}b", 2, Invisible),
        ("1\u{FE0F}", 2, Invisible),
        ("\u{3164}", 1, Invisible),
        ("a\u{2800}b", 2, Invisible),
        ("\u{E0041}x", 1, Invisible),
        ("🏴\u{E0067}\u{E007F}", 2, Invisible),
        ("a\u{E000}", 2, PrivateUse),
        ("a\u{F0000}", 2, PrivateUse),
        ("a\u{FFFE}", 2, Noncharacter),
        ("a\u{FDD0}", 2, Noncharacter),
        ("小明\u{FFFD}", 3, Noncharacter),
        ("a\u{1FFFF}", 2, Noncharacter),
        ("z\u{335}\u{335}\u{335}\u{335}\u{335}", 6, StackedMark),
    ] {
        let Err(NameError::Forbidden { position: at, why: because, .. }) = Nickname::parse(typed)
        else {
            panic!("accepted {typed:?}");
        };
        assert_eq!((at, because), (position, why), "failed on {typed:?}");
    }
}

#[test]
fn a_name_has_at_most_thirty_characters() {
    assert!(Nickname::parse(&"名".repeat(30)).is_ok());
    assert!(Nickname::parse(&"🎉".repeat(30)).is_ok());
    assert_eq!(Nickname::parse(&"名".repeat(31)), Err(NameError::TooLong { characters: 31 }));
}

#[test]
fn a_name_is_no_link() {
    for typed in [
        "http://x.cn",
        "see https://x",
        "www.x.cn",
        "go WWW.x.cn",
        "ｈｔｔｐ：／／x.cn",
        "dingtalk://d",
        "baidu.com",
        "Baidu．com",
        "加我baidu.com哦",
        "x.com.cn/a",
        "t.me/x",
        "张三 a@b.cn",
    ] {
        assert_eq!(Nickname::parse(typed), Err(NameError::Link), "failed on {typed:?}");
    }
    for name in [
        "J.R.",
        "St. John",
        "Node.js",
        "No.1",
        "U.S. Bob",
        "Al.Me",
        "A.I.",
        "张三/前端",
        "三.二班",
        ".com",
    ] {
        assert!(Nickname::parse(name).is_ok(), "refused {name}");
    }
}

proptest! {
    #[test]
    fn parsing_never_panics_and_what_it_accepts_it_accepts_again(typed in any::<String>()) {
        if let Ok(nickname) = Nickname::parse(&typed) {
            prop_assert_eq!(Nickname::parse(nickname.as_str()), Ok(nickname.clone()));
            prop_assert!((1..=MAX_CHARACTERS).contains(&nickname.as_str().chars().count()));
        }
    }

    #[test]
    fn tricky_characters_in_any_order_never_slip_through(
        typed in "[a张🎉1\u{200B}-\u{200F}\u{202A}-\u{202E}\u{2060}-\u{2069}\u{FE0F}\u{E0061} \n]{0,12}"
    ) {
        if let Ok(nickname) = Nickname::parse(&typed) {
            let bad = |c: char| matches!(c, '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{E0061}' | '\n' | '\u{200B}');
            prop_assert!(!nickname.as_str().contains(bad));
        }
    }
}
