//! The grammar as tables of what people type.

use proptest::prelude::*;

use super::*;
use crate::domain::UserId;

fn bob() -> Person {
    Person { user_id: UserId::parse("bob"), encrypted_id: None }
}

fn name(text: &str) -> Nickname {
    Nickname::parse(text).expect("a good name")
}

fn renames_sender(text: &str) -> Parsed {
    Parsed::Command(Command::Rename(Whose::Sender, name(text)))
}

fn renames_bob(text: &str) -> Parsed {
    Parsed::Command(Command::Rename(Whose::Member(bob()), name(text)))
}

fn usage(text: &str) -> Option<&'static str> {
    match parse(text, &[]) {
        Parsed::Mistake(Mistake::Usage { definition, .. }) => Some(definition.name),
        _ => None,
    }
}

#[test]
fn a_name_after_the_command_word_renames_the_sender() {
    for (typed, expected) in [
        ("/nick New Name", "New Name"),
        (" /nick 小明 ", "小明"),
        ("/NICK 小明", "小明"),
        ("／nick　小明", "小明"),
        ("／ＮＩＣＫ 小明", "小明"),
        ("/nickname 小明", "小明"),
        ("/nick小明", "小明"),
        ("/nick\n小明", "小明"),
        ("/nick：小明", "小明"),
        ("/昵称 小明", "小明"),
        ("/昵称小明", "小明"),
        ("／改名　小明", "小明"),
        ("/群昵称 小明", "小明"),
        ("改名小明", "小明"),
        ("改名 小明", "小明"),
        ("昵称小明", "小明"),
        ("群昵称：小明", "小明"),
        ("\u{200B}/nick 小明\u{FEFF}", "小明"),
        ("/nick  New   Name", "New Name"),
        ("/nick 小明@北京", "小明@北京"),
        ("/nick help desk", "help desk"),
        ("/nick Status Quo", "Status Quo"),
        ("/nick History Teacher", "History Teacher"),
        ("/nick -- help", "help"),
        ("/nick -- allow everyone", "allow everyone"),
        ("/nick — undo", "undo"),
        ("/nick —— undo", "undo"),
        ("/nick -- @everyone", "@everyone"),
        ("改名 -- 帮助", "帮助"),
        ("/nick Al", "Al"),
        ("/nick Wang", "Wang"),
        ("/nick yang", "yang"),
    ] {
        assert_eq!(parse(typed, &[]), renames_sender(expected), "failed on {typed:?}");
    }
}

#[test]
fn a_name_and_a_mention_rename_the_mentioned() {
    for (typed, expected) in [
        ("/nick  New Name", "New Name"),
        ("改名 爱丽丝·前端", "爱丽丝·前端"),
        ("/nick New Name ", "New Name"),
        ("/nick  Luck", "Luck"),
        ("/nick  -- status", "status"),
        ("/nick  undo everything", "undo everything"),
    ] {
        assert_eq!(parse(typed, &[bob()]), renames_bob(expected), "failed on {typed:?}");
    }
}

#[test]
fn other_text_is_no_command() {
    for typed in [
        "你好",
        "hello",
        "nick 小明",
        "/help",
        "/nicks 小明",
        "/nickel",
        "/nick-names",
        "/other nick",
        "我想改名",
        "请 /nick 小明",
    ] {
        assert_eq!(parse(typed, &[]), Parsed::NotACommand, "failed on {typed:?}");
        assert_eq!(parse(typed, &[bob(), bob()]), Parsed::NotACommand, "failed on {typed:?}");
    }
}

#[test]
fn a_bare_mention_or_a_question_is_answered_with_help() {
    for typed in [
        "",
        "  ",
        "/nick",
        "/昵称",
        "改名",
        "／nick　",
        "/nick help",
        "/nick HELP",
        "/nick 帮助",
        "改名帮助",
        "昵称怎么改？",
        "改名怎么用",
        "昵称可以改吗",
        "昵称是什么",
        "改名字",
        "改名助手你好",
        "群昵称和昵称有什么区别",
    ] {
        assert_eq!(parse(typed, &[]), Parsed::Command(Command::Help), "failed on {typed:?}");
    }
}

#[test]
fn every_row_of_the_table_is_understood() {
    let chat = "chat0123456789abcdef0123456789abcdef";
    let chat_id = ChatId::parse(chat).expect("a chatid");
    for (typed, command) in [
        ("/nick undo", Command::Undo(Whose::Sender)),
        ("/nick reset", Command::Reset(Whose::Sender)),
        ("/nick history", Command::History(Whose::Sender)),
        ("/nick Status", Command::Status),
        (&format!("/nick bind {chat}"), Command::Bind(chat_id)),
        ("/nick allow self", Command::Allow(Allow::Self_)),
        ("/nick allow Owner", Command::Allow(Allow::Owner)),
        ("/nick allow everyone", Command::Allow(Allow::Everyone)),
        ("/nick format {dept}-{name}", Command::Format(Some("{dept}-{name}".into()))),
        ("/nick format off", Command::Format(None)),
        ("/nick format /^a+$/", Command::Format(Some("/^a+$/".into()))),
        ("/nick check", Command::Check),
        ("/nick apply", Command::Apply),
        ("/nick confirm 12", Command::Confirm(12)),
        ("/nick confirm #12", Command::Confirm(12)),
        ("/nick format ｛部门｝-｛姓名｝", Command::Format(Some("｛部门｝-｛姓名｝".into()))),
        ("/nick reserved add 班主任", Command::Reserve("班主任".into(), true)),
        ("/nick reserved remove Head Teacher", Command::Reserve("Head Teacher".into(), false)),
        ("/nick lookalikes refuse", Command::Lookalikes(Lookalikes::Refuse)),
        ("/nick welcome on", Command::Welcome(true)),
        ("/nick welcome off", Command::Welcome(false)),
        ("/nick approval on", Command::Approval(true)),
        ("/nick approval off", Command::Approval(false)),
        ("/nick approve 3", Command::Approve(3)),
        ("/nick reject 3 太随便", Command::Reject(3, "太随便".into())),
        ("/nick lang zh-CN", Command::Lang("zh-CN".into())),
        ("/nick lang ja", Command::Lang("ja".into())),
        ("改名 撤销", Command::Undo(Whose::Sender)),
        ("改名 历史", Command::History(Whose::Sender)),
        ("/nick 状态", Command::Status),
        ("/昵称 迎新 开", Command::Welcome(true)),
        ("/昵称 审批 开", Command::Approval(true)),
        ("/nick 同意 ＃３", Command::Approve(3)),
        ("/nick 拒绝 3 太随便", Command::Reject(3, "太随便".into())),
        ("/nick 格式 关闭", Command::Format(None)),
        ("/nick 格式 {姓名}", Command::Format(Some("{姓名}".into()))),
    ] {
        assert_eq!(parse(typed, &[]), Parsed::Command(command), "failed on {typed:?}");
    }
    for (typed, command) in [
        ("/nick undo ", Command::Undo(Whose::Member(bob()))),
        ("/nick  reset", Command::Reset(Whose::Member(bob()))),
        ("/nick history", Command::History(Whose::Member(bob()))),
        ("/nick trust ", Command::Trust(bob(), true)),
        ("/nick untrust", Command::Trust(bob(), false)),
        ("/nick lock", Command::Lock(bob(), true)),
        ("/nick unlock", Command::Lock(bob(), false)),
        ("/nick help", Command::Help),
        ("/nick status", Command::Status),
    ] {
        assert_eq!(parse(typed, &[bob()]), Parsed::Command(command), "failed on {typed:?}");
    }
}

#[test]
fn an_argument_that_does_not_fit_is_answered_with_what_fits() {
    for (typed, command) in [
        ("/nick bind", "bind"),
        ("/nick bind cid123==", "bind"),
        ("/nick allow", "allow"),
        ("/nick allow all", "allow"),
        ("/nick lang Lang", "lang"),
        ("/nick Lang Lang", "lang"),
        ("/nick approval maybe", "approval"),
        ("/nick approve", "approve"),
        ("/nick approve all", "approve"),
        ("/nick approve 0", "approve"),
        ("/nick reserved", "reserved"),
        ("/nick reserved player", "reserved"),
        ("/nick lookalikes maybe", "lookalikes"),
        ("/nick reject", "reject"),
        ("/nick trust", "trust"),
        ("/nick untrust", "untrust"),
        ("/nick lock", "lock"),
        ("/nick unlock the door", "unlock"),
        ("/nick format", "format"),
        ("/nick format 三班-张三", "format"),
        ("/nick confirm", "confirm"),
    ] {
        assert_eq!(usage(typed), Some(command), "failed on {typed:?}");
    }
}

#[test]
fn a_near_miss_standing_alone_is_asked_about() {
    for (typed, command) in [
        ("/nick hepl", "help"),
        ("/nick Stauts", "status"),
        ("/nick undp", "undo"),
        ("/nick /help", "help"),
        ("/nick --help", "help"),
        ("/nick histroy", "history"),
    ] {
        let Parsed::Mistake(Mistake::DidYouMean { definition, .. }) = parse(typed, &[]) else {
            panic!("failed on {typed:?}");
        };
        assert_eq!(definition.name, command, "failed on {typed:?}");
    }
    assert_eq!(parse("/nick hepl me", &[]), renames_sender("hepl me"));
    assert_eq!(parse("/nick hepl", &[bob()]), renames_bob("hepl"));
}

#[test]
fn a_typed_mention_renames_nobody() {
    for typed in [
        "/nick @Alice New Name",
        "/nick ＠Alice New Name",
        "/nick New Name @Alice",
        "改名@小红 小明",
        "/nick undo @Alice",
        "/nick trust @Alice",
        "/nick@Alice 小明",
    ] {
        let parsed = parse(typed, &[]);
        assert_eq!(parsed, Parsed::Mistake(Mistake::TypedMention), "failed on {typed:?}");
    }
}

#[test]
fn two_people_mentioned_rename_nobody() {
    let carol = Person { user_id: UserId::parse("carol"), encrypted_id: None };
    for typed in ["/nick   New Name", "/nick", "/nick undo", "改名小明"] {
        let parsed = parse(typed, &[bob(), carol.clone()]);
        assert_eq!(parsed, Parsed::Mistake(Mistake::TooManyMentioned), "failed on {typed:?}");
    }
}

#[test]
fn a_mention_wants_a_name() {
    assert_eq!(parse("/nick ", &[bob()]), Parsed::Mistake(Mistake::NameMissing));
}

#[test]
fn a_bad_name_is_a_mistake_and_not_a_rename() {
    for (typed, error) in [
        ("/nick --", NameError::Empty),
        ("/nick www.x.cn", NameError::Link),
        (
            "/nick 小明\n第二行",
            NameError::Forbidden {
                position: 3,
                code_point: 0xA,
                why: crate::domain::Forbidden::LineBreak,
            },
        ),
    ] {
        assert_eq!(parse(typed, &[]), Parsed::Mistake(Mistake::Name(error)), "failed on {typed:?}");
    }
}

#[test]
fn names_and_aliases_of_the_table_are_unique_and_folded() {
    let mut seen = std::collections::HashSet::new();
    for definition in table::COMMANDS {
        for word in std::iter::once(&definition.name).chain(definition.aliases) {
            assert!(seen.insert(*word), "{word} stands twice");
            assert_eq!(text::fold(word), *word);
        }
        assert!(!definition.usages.is_empty());
    }
}

proptest! {
    #[test]
    fn parsing_never_panics(text in any::<String>()) {
        let _ = parse(&text, &[]);
        let _ = parse(&format!("/nick {text}"), &[bob()]);
        let _ = parse(&format!("改名{text}"), &[bob(), bob()]);
    }

    #[test]
    fn after_two_hyphens_everything_is_a_name(text in "[a-z ]{1,12}") {
        if let Ok(nickname) = Nickname::parse(&text) {
            let parsed = parse(&format!("/nick -- {text}"), &[]);
            prop_assert_eq!(parsed, Parsed::Command(Command::Rename(Whose::Sender, nickname)));
        }
    }
}
