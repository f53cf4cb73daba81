//! The locales are held to one another, and the answers to what people should read.

use std::collections::{BTreeMap, BTreeSet};

use super::*;
use crate::command::table::COMMANDS;
use crate::domain::{
    BindFailure, Denial, Forbidden, Limited, NameError, Named, Nickname, Problem, Reply, Scope,
    UserId,
};

/// Message key, and key and attribute, to the arguments that their words use.
fn keys_and_arguments(words: &[&str]) -> BTreeMap<String, BTreeSet<String>> {
    for words in words {
        let resource = FluentResource::try_new((*words).to_owned());
        assert!(resource.is_ok(), "the locale has errors: {:?}", resource.err());
    }
    let mut keys: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut current = String::new();
    let lines = words.iter().flat_map(|words| words.lines());
    for line in lines.filter(|line| !line.starts_with('#') && !line.is_empty()) {
        // A message goes on in the lines that are indented.
        let attribute = line.trim_start().strip_prefix('.').and_then(|rest| rest.split_once(" = "));
        let value = if let Some((name, value)) = attribute {
            let message = current.split('.').next().unwrap_or_default();
            current = format!("{message}.{name}");
            assert!(keys.insert(current.clone(), BTreeSet::new()).is_none(), "{line} stands twice");
            value
        } else if line.starts_with(' ') {
            line
        } else {
            let (key, value) = line.split_once(" =").expect("a message");
            current = key.to_owned();
            assert!(keys.insert(current.clone(), BTreeSet::new()).is_none(), "{key} stands twice");
            value
        };
        let names = value.split("{ $").skip(1).filter_map(|rest| rest.split_once(' '));
        let names = names.map(|(name, _)| name.to_owned());
        keys.entry(current.clone()).or_default().extend(names);
    }
    keys
}

#[test]
fn all_locales_have_the_same_keys_with_the_same_arguments() {
    let (_, english) = &LOCALES[0];
    let expected = keys_and_arguments(english);
    for (tag, words) in LOCALES {
        let keys = keys_and_arguments(words);
        for (key, arguments) in &expected {
            assert_eq!(keys.get(key), Some(arguments), "{key} in {tag}");
        }
        for key in keys.keys() {
            assert!(expected.contains_key(key), "{key} is in {tag} only");
        }
    }
}

#[test]
fn every_way_to_write_a_command_has_its_line_of_help() {
    let words = Words::new();
    for locale in Locale::all() {
        for usage in COMMANDS.iter().flat_map(|command| command.usages) {
            let (text, description) = words.usage(locale, usage);
            assert!(text.starts_with("/nick"), "{text}");
            assert!(!description.starts_with("help-"), "{description} in {}", locale.as_str());
        }
    }
}

fn naming() -> Naming {
    Naming { sender: "@manager1001".into(), is_mention: true, target: "@bob".into() }
}

fn name(text: &str) -> Nickname {
    Nickname::parse(text).expect("a good name")
}

fn answers(locale: Locale) -> String {
    let words = Words::new();
    let problem = |key: &str, code: &str, scope: Option<&str>| Problem {
        key: key.into(),
        code: code.into(),
        named: Box::new(Named { scope: scope.and_then(Scope::parse), ..Named::default() }),
        ..Problem::default()
    };
    let replies = [
        Reply::Renamed { target: None, old: None, new: name("小明") },
        Reply::Renamed { target: None, old: Some(name("小红")), new: name("小明") },
        Reply::Renamed { target: UserId::parse("bob"), old: None, new: name("J.R. @all") },
        Reply::Renamed {
            target: UserId::parse("bob"),
            old: Some(name("a.com")),
            new: name("محمد"),
        },
        Reply::NameRefused(NameError::TooLong { characters: 31 }),
        Reply::NameRefused(NameError::Forbidden {
            position: 2,
            code_point: 0x202E,
            why: Forbidden::Direction,
        }),
        Reply::Denied(Denial::NotOwner),
        Reply::Failed(problem("forbidden-content", "41049", None)),
        Reply::Failed(problem("permission", "60011", Some("qyapi_chat_manage"))),
        Reply::NotBound,
        Reply::Bound,
        Reply::Expired,
        Reply::BindFailed(BindFailure::Refused(problem("unknown-chatid", "invalideChatId", None))),
        Reply::Help { renames_self: true, renames_others: true, governs: true },
        Reply::Help { renames_self: true, renames_others: true, governs: false },
        Reply::Help { renames_self: true, renames_others: false, governs: false },
        Reply::Usage { command: "allow".into(), typed: "allow @all".into() },
        Reply::DidYouMean { command: "help".into(), typed: "hepl".into() },
        Reply::Denied(Denial::GovernorsOnly),
        Reply::Denied(Denial::Locked),
        Reply::Denied(Denial::Reserve),
        Reply::TooOften { limited: Limited::Sender, count: 6, per: "min".into(), wait: 40 },
        Reply::TooOften { limited: Limited::Group, count: 100, per: "h".into(), wait: 1 },
    ];
    replies.map(|reply| words.answer(locale, &reply, &[], &naming())).join("\n----\n")
}

#[test]
fn what_is_said_in_english() {
    insta::assert_snapshot!(answers(Locale::EN));
}

#[test]
fn what_is_said_in_chinese() {
    insta::assert_snapshot!(answers(Locale::ZH_CN));
}

#[test]
fn without_a_mention_the_person_is_addressed_by_name() {
    let words = Words::new();
    let naming = Naming { sender: "小王".into(), is_mention: false, target: "bob".into() };
    let reply = Reply::Renamed { target: UserId::parse("bob"), old: None, new: name("小明") };
    let text = words.answer(Locale::ZH_CN, &reply, &[], &naming);
    assert_eq!(text, "小王：已把 bob 的群昵称改为「小明」。");
}

#[test]
fn a_language_is_found_by_its_tag_or_by_its_family() {
    for (tag, locale) in [
        ("en", Some(Locale::EN)),
        ("en-GB", Some(Locale::EN)),
        ("zh-CN", Some(Locale::ZH_CN)),
        ("zh_cn", Some(Locale::ZH_CN)),
        ("zh-TW", Some(Locale::ZH_CN)),
        ("tlh", None),
        ("", None),
    ] {
        assert_eq!(Locale::parse(tag), locale, "failed on {tag:?}");
    }
}

#[test]
fn a_group_gets_the_language_that_it_asks_for_or_none() {
    for (tag, locale) in [
        ("en", Some(Locale::EN)),
        ("en-US", Some(Locale::EN)),
        ("zh", Some(Locale::ZH_CN)),
        ("zh-CN", Some(Locale::ZH_CN)),
        ("zh-Hans", Some(Locale::ZH_CN)),
        ("zh-SG", Some(Locale::ZH_CN)),
        ("zh-TW", None),
        ("zh-Hant", None),
        ("ja", None),
        ("English", None),
    ] {
        assert_eq!(Locale::spoken(tag), locale, "failed on {tag:?}");
    }
}

#[test]
fn names_are_reserved_in_every_language() {
    let reserved = Words::new().reserved_names();
    for name in ["老师", "管理员", "客服", "admin", "teacher"] {
        assert!(reserved.iter().any(|reserved| reserved == name), "{name}");
    }
}
