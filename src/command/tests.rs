//! The grammar, held to a log of what people type.

use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::*;
use crate::domain::{NameError, UserId};

fn person(id: &str) -> Person {
    Person { user_id: UserId::parse(id), encrypted_id: None }
}

/// A line of the log: what DingTalk makes of it, who is mentioned, and what becomes of it.
struct Line {
    typed: &'static str,
    text: String,
    mentions: Vec<Person>,
    outcome: &'static str,
}

fn log() -> Vec<Line> {
    let lines = include_str!("../../fixtures/chat.txt").lines();
    let lines = lines.filter_map(|line| line.split_once(" ⇒ "));
    lines.map(|(typed, outcome)| Line::of(typed, outcome)).collect()
}

impl Line {
    fn of(typed: &'static str, outcome: &'static str) -> Self {
        let mut text = typed.replace("\\n", "\n").replace("\n\n", "\n");
        // `\nick` is a command word of its own.
        if typed.starts_with("\\nick") {
            text = typed.to_owned();
        }
        for invisible in ["200B", "FEFF", "A0", "2005", "2068", "2069"] {
            let character = u32::from_str_radix(invisible, 16).ok().and_then(char::from_u32);
            let character = character.expect("a character").to_string();
            text = text.replace(&format!("\\u{{{invisible}}}"), &character);
        }
        if !text.contains("@bot") {
            text = format!("@bot {text}");
        }
        let mut mentions = Vec::new();
        for name in ["bob", "carol", "all"] {
            let mention = format!("@{name}");
            let is_picked = |text: &str| {
                text.split_once(&mention)
                    .is_some_and(|(_, rest)| rest.is_empty() || !rest.starts_with("小"))
            };
            if name == "bob" && text.contains(&mention)
                || is_picked(&text) && !outcome.starts_with("bad") && !text.contains("-- @")
            {
                mentions.push(person(name));
                text = text.replacen(&mention, "", 1);
            }
        }
        Self { typed, text: text.replacen("@bot", "", 1), mentions, outcome }
    }
}

/// What was understood, in the words of the log.
fn told(parsed: &Parsed) -> String {
    let whose = |whose: &Whose| match whose {
        Whose::Sender => String::new(),
        Whose::Member(person) => format!(" @{}", person.id().unwrap_or_default()),
    };
    let on = |on: &bool| if *on { "on" } else { "off" };
    match parsed {
        Parsed::NotACommand => "chat".to_owned(),
        Parsed::Mistake(mistake) => match mistake {
            Mistake::Usage { definition, .. } => format!("usage {}", definition.name),
            Mistake::Ambiguous { readings } => {
                let readings =
                    readings.iter().map(|line| line.strip_prefix("/nick ").unwrap_or(line));
                format!("ask {}", readings.collect::<Vec<_>>().join(" | "))
            }
            Mistake::Placeholder { .. } => "placeholder".to_owned(),
            Mistake::Name { .. } => "bad".to_owned(),
            Mistake::NameMissing => "missing".to_owned(),
            Mistake::MentionWithin { reading } => {
                let name = reading.as_ref().map(|line| line.replace("/nick @user -- ", ""));
                format!("within {}", name.unwrap_or_default())
            }
            Mistake::TooManyMentioned => "many".to_owned(),
            Mistake::MentionsAll => "everybody".to_owned(),
            Mistake::MentionsBot => "the bot".to_owned(),
            Mistake::TypedMention => "pick".to_owned(),
            Mistake::Unclear => "unclear".to_owned(),
        },
        Parsed::Command(command) => match command {
            Command::Rename { whose: of, name, .. } => format!("={} {name}", whose(of)),
            Command::Help { all: true, .. } => "help all".to_owned(),
            Command::Help { topic: None, .. } => "help".to_owned(),
            Command::Help { topic: Some(topic), .. } => {
                format!("help {}", format!("{topic:?}").to_lowercase())
            }
            Command::Undo(of) => format!("undo{}", whose(of)),
            Command::Reset(of) => format!("reset{}", whose(of)),
            Command::History(of, None) => format!("history{}", whose(of)),
            Command::History(of, Some(most)) => format!("history{} {most}", whose(of)),
            Command::Status => "status".to_owned(),
            Command::Doctor => "doctor".to_owned(),
            Command::Whoami => "whoami".to_owned(),
            Command::Request(name) => format!("request {name}"),
            Command::Withdraw => "withdraw".to_owned(),
            Command::Bind(chat_id) => format!("bind {}", chat_id.as_str()),
            Command::Allow(allow) => format!("allow {}", allow.as_str()),
            Command::Trust(person, true) => format!("trust{}", whose(&Whose::of(Some(person)))),
            Command::Trust(person, false) => format!("untrust{}", whose(&Whose::of(Some(person)))),
            Command::Collect(Collect::Begin(parts)) => format!("collect {}", parts.join(" ")),
            Command::Collect(Collect::Show) => "collect".to_owned(),
            Command::Collect(Collect::Done) => "collect done".to_owned(),
            Command::Collect(Collect::Off) => "collect off".to_owned(),
            Command::Stats => "stats".to_owned(),
            Command::Use(rule) => format!("use {rule}"),
            Command::Remind(None) => "remind off".to_owned(),
            Command::Remind(Some((pace, hour))) => format!("remind {pace} {hour}"),
            Command::Exempt(person, true) => format!("exempt{}", whose(&Whose::of(Some(person)))),
            Command::Exempt(person, false) => {
                format!("unexempt{}", whose(&Whose::of(Some(person))))
            }
            Command::Lock(person, true) => format!("lock{}", whose(&Whose::of(Some(person)))),
            Command::Lock(person, false) => format!("unlock{}", whose(&Whose::of(Some(person)))),
            Command::Format(None) => "format off".to_owned(),
            Command::Format(Some(format)) => format!("format {format}"),
            Command::Lookalikes(rule) => format!("lookalikes {}", rule.as_str()),
            Command::Reserve(name, true) => format!("reserved add {name}"),
            Command::Reserve(name, false) => format!("reserved remove {name}"),
            Command::Check { is_private: false } => "check".to_owned(),
            Command::Check { is_private: true } => "check private".to_owned(),
            Command::Apply => "apply".to_owned(),
            Command::ChangeKind(change) => change.as_str().to_owned(),
            Command::Confirm(number) => format!("confirm {number}"),
            Command::Approval(is_on) => format!("approval {}", on(is_on)),
            Command::Welcome(is_on) => format!("welcome {}", on(is_on)),
            Command::Quiet(is_on) => format!("quiet {}", on(is_on)),
            Command::Approve(number) => format!("approve {number}"),
            Command::Reject(number, reason) => {
                format!("reject {number} {reason}").trim_end().to_owned()
            }
            Command::Lang(tag) => format!("lang {tag}"),
        },
    }
}

#[test]
fn every_line_of_the_log_is_understood_as_it_says() {
    let lines = log();
    assert!(lines.len() >= 400, "the log has only {} lines", lines.len());
    let wrong: Vec<String> = lines
        .iter()
        .filter_map(|line| {
            let told = told(&parse(&line.text, &line.mentions));
            (told != line.outcome)
                .then(|| format!("{} ⇒ {told}   (not {})", line.typed, line.outcome))
        })
        .collect();
    assert!(wrong.is_empty(), "{} lines:\n{}", wrong.len(), wrong.join("\n"));
}

/// The name of a rename, if it is one.
fn renamed(parsed: &Parsed) -> Option<&Nickname> {
    match parsed {
        Parsed::Command(Command::Rename { name, .. }) => Some(name),
        _ => None,
    }
}

fn squeezed(text: &str) -> String {
    text.nfc().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn every_line_that_is_offered_does_what_it_says() {
    for line in log() {
        let readings = match parse(&line.text, &line.mentions) {
            Parsed::Mistake(Mistake::Ambiguous { readings }) => readings,
            Parsed::Mistake(Mistake::MentionWithin { reading: Some(reading) }) => vec![reading],
            _ => continue,
        };
        assert!(!readings.is_empty(), "{}: nothing is offered", line.typed);
        for reading in readings {
            let mention = reading.contains("@user").then(|| person("bob"));
            let text = reading.replacen("@user", "", 1);
            let parsed = parse(&text, mention.as_slice());
            let is_sure = matches!(parsed, Parsed::Command(Command::Rename { is_trimmed: false, .. }))
                || matches!(parsed, Parsed::Command(ref command) if !matches!(command, Command::Rename { .. }))
                // What follows a misspelt command word is not looked at yet.
                || line.typed.contains("谢谢");
            assert!(is_sure, "{}: {reading} is {parsed:?}", line.typed);
        }
    }
}

#[test]
fn an_ordinary_name_is_given_without_a_question() {
    // One character away from 还原, 历史 and 帮助, or from the words of a command.
    const NEAR: [&str; 6] = ["还真", "历程", "帮辉", "nick carter", "Rename Me", "Lang Yun"];
    let names = include_str!("../../fixtures/names.txt").lines();
    let names = names.filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace);
    let names = names.map(|name| name.replace('_', " "));
    let asked: Vec<String> = names
        .filter(|name| {
            let parsed = parse(&format!("/nick {name}"), &[]);
            let given = renamed(&parsed).map(Nickname::as_str);
            let stopped = name.trim_end_matches(['!', '.']);
            given != Some(name) && given != Some(stopped) && !NEAR.contains(&name.as_str())
        })
        .collect();
    assert!(asked.is_empty(), "{} are not given: {}", asked.len(), asked.join(", "));
}

#[test]
fn names_and_aliases_of_the_table_are_unique_and_folded() {
    let mut seen = std::collections::HashSet::new();
    for definition in table::COMMANDS {
        for word in std::iter::once(&definition.name).chain(definition.aliases) {
            assert!(seen.insert((*word).to_owned()), "{word} stands twice");
            assert_eq!(text::fold(word), *word);
        }
        for word in words::of(definition.name) {
            assert!(seen.insert(text::fold(word)), "{word} stands twice");
        }
        assert!(!definition.usages.is_empty());
    }
}

#[test]
fn a_bad_name_is_told_with_what_it_would_be_without_the_fault() {
    let Parsed::Mistake(Mistake::Name { error, instead }) = parse("/nick 张\u{200B}三", &[])
    else {
        panic!("it is no name");
    };
    assert!(matches!(error, NameError::Forbidden { position: 2, .. }));
    assert_eq!(instead.as_deref(), Some("/nick 张三"));
}

/// Lines made of the words of the grammar, in any order.
fn scrambled() -> impl Strategy<Value = String> {
    const PIECES: &[&str] = &[
        "/nick",
        "、nick",
        "改名",
        "昵称",
        "改成",
        "为",
        "成",
        "叫",
        "的",
        "把",
        "我",
        "小明",
        "Bob",
        " ",
        "  ",
        "\n",
        "谢谢",
        "please",
        "“",
        "”",
        "<",
        ">",
        "，",
        "。",
        "？",
        "吗",
        "undo",
        "撤销",
        "历史",
        "5",
        "--",
        "@Alice",
        "申请",
        "rename",
        "me",
        "to",
        "set my nickname to",
        "🙏",
        "é",
        "e\u{301}",
        "{name}",
        "新昵称",
        "開",
        "審批",
        "\u{200B}",
    ];
    prop::collection::vec(prop::sample::select(PIECES), 0..10).prop_map(|pieces| pieces.concat())
}

#[test]
fn a_line_is_not_offered_where_its_name_is_none() {
    for line in ["/nic e\u{7}lcom", "/nic a\u{202E}b", "/nic \t\u{E000}"] {
        let parsed = parse(line, &[]);
        assert!(matches!(parsed, Parsed::Mistake(Mistake::Name { .. })), "{line:?} is {parsed:?}");
    }
    let parsed = parse("/nic", &[person("bob")]);
    assert_eq!(parsed, Parsed::Mistake(Mistake::NameMissing));
}

proptest! {
    #[test]
    fn parsing_never_panics(text in any::<String>(), scrambled in scrambled()) {
        for text in [text.clone(), format!("/nick {text}"), format!("改名{text}"), scrambled] {
            let _ = parse(&text, &[]);
            let _ = parse(&text, &[person("bob")]);
            let _ = parse(&text, &[person("bob"), person("carol")]);
        }
    }

    #[test]
    fn a_name_is_part_of_what_was_typed(text in any::<String>(), scrambled in scrambled()) {
        for text in [format!("/nick {text}"), format!("改名为{text}"), scrambled] {
            if let Some(name) = renamed(&parse(&text, &[])) {
                prop_assert!(squeezed(&text).contains(&squeezed(name.as_str())), "{name} is not in {text:?}");
            }
        }
    }

    #[test]
    fn after_two_hyphens_everything_is_the_name(text in "[a-z谢谢改名为成“”。？ ]{1,12}") {
        if let Ok(name) = Nickname::parse(&text) {
            let parsed = parse(&format!("/nick -- {text}"), &[]);
            prop_assert_eq!(renamed(&parsed), Some(&name));
        }
    }

    #[test]
    fn a_line_without_a_name_renames_nobody(
        word in prop::sample::select(vec!["/nick", "改名", "昵称", "rename", "把我的昵称改成", "改名为", "rename me to"]),
        tail in "[ 谢谢，。！？~\\n]{0,6}",
    ) {
        let tail = if tail.contains('谢') { tail.replace('谢', "") + " 谢谢" } else { tail };
        let parsed = parse(&format!("{word}{tail}"), &[]);
        prop_assert_eq!(renamed(&parsed), None);
    }
}
