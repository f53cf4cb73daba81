//! The locales are held to one another, and the answers to what people should read.

use std::collections::{BTreeMap, BTreeSet};

use super::*;
use crate::command::table::COMMANDS;
use crate::command::{Parsed, parse};
use crate::domain::{
    Ailment, Allow, BindFailure, Binding, Calls, Change, Check, Collection, ConversationId, Day,
    Denial, Failure, FailureReason, Fault, Fit, Forbidden, FormatError, KindChange, Limited,
    Lookalikes, MisfitName, Mismatch, MismatchReason, NameError, NameRefusal, Named, Nickname,
    Note, Pace, PastRename, Person, PlanEnd, Problem, Proposal, Purpose, Reader, Remind, Reminded,
    Reminder, Reply, Resembled, Role, Rule, RuleName, Rules, Scope, Stats, Status, Timestamp,
    Topic, Unread, UserId, Way, Whoami,
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
    are_alike(LOCALES.iter().map(|(tag, words)| (*tag, words.as_slice())));
    are_alike(CONSOLE.iter().map(|(tag, words)| (*tag, std::slice::from_ref(words))));
    are_alike(INIT.iter().map(|(tag, words)| (*tag, std::slice::from_ref(words))));
}

/// All have the keys of the first, with the same arguments, and no others.
fn are_alike<'a>(locales: impl Iterator<Item = (&'a str, &'a [&'a str])> + Clone) {
    let (_, english) = locales.clone().next().expect("a locale");
    let expected = keys_and_arguments(english);
    for (tag, words) in locales {
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

fn problem(key: &str, code: &str, scope: Option<&str>) -> Problem {
    Problem {
        key: key.into(),
        code: code.into(),
        named: Box::new(Named { scope: scope.and_then(Scope::parse), ..Named::default() }),
        ..Problem::default()
    }
}

fn calls(used: u64, allowance: u64) -> Calls {
    Calls { used, allowance }
}

/// What can ail a group, as many of it as wanted.
fn ailments(count: usize) -> Vec<Ailment> {
    let codes = [
        "DN-SCOPE-01",
        "DN-GROUP-01",
        "DN-QUEUE-03",
        "DN-GROUP-04",
        "DN-QUEUE-01",
        "DN-QUEUE-02",
        "DN-CALLS-01",
        "DN-CALLS-02",
        "DN-STORE-01",
    ];
    let ailments = codes.into_iter().take(count).map(|code| {
        let is_said = code == "DN-SCOPE-01";
        let key = || ("permission".to_owned(), "60011".to_owned());
        let problem = is_said.then(key);
        let problem = problem.map(|(key, code)| Problem { key, code, ..Problem::default() });
        Ailment { code: code.to_owned(), problem }
    });
    ailments.collect()
}

fn status() -> Status {
    let mut rules =
        Rules { format: Some("{class:[一二三]班}-{name}".into()), ..Rules::default() };
    rules.approval = true;
    rules.welcome = true;
    rules.quiet = true;
    rules.reserved = [("课代表".to_owned(), true), ("老师".to_owned(), false)].into();
    rules.trusted.extend(UserId::parse("bob"));
    Status {
        binding: Binding::Chat,
        rules,
        requests: vec![(1, name("明明"))],
        calls: calls(2, 5000),
        messages: Some(calls(100, 3000)),
        waiting: 2,
        has_roster: true,
        unread: vec![Unread::Owner, Unread::Directory, Unread::Members, Unread::SubAdmins],
    }
}

/// Every answer that there is, once or more. Whoever adds one adds it here; [`kind`] sees to it.
fn remind(pace: &str) -> Option<Remind> {
    Pace::parse(pace).map(|pace| Remind { pace, hour: 9, since: Timestamp(0) })
}

#[expect(clippy::too_many_lines, reason = "it is a list")]
fn every_reply() -> Vec<Reply> {
    let rule = || RuleName::parse("班级").expect("a name");
    let bob = || UserId::parse("bob");
    let person = || UserId::parse("bob").expect("a userid");
    let part = |rule: Rule, found: Option<&str>| MismatchReason::Part {
        part: "name".into(),
        rule,
        found: found.map(str::to_owned),
    };
    let misfit = |target, reason, example: Option<&str>| Reply::Misfit {
        target,
        mismatch: Box::new(Mismatch { shape: "{dept}-{name}".into(), reason }),
        example: example.map(name),
    };
    let like = |role, whose: &str| Reply::LooksLike {
        target: None,
        like: Resembled { role, name: whose.into() },
        name: name("王老师"),
    };
    let forbidden = |why| NameError::Forbidden { position: 2, code_point: 0x202E, why };
    let refused = |error| Reply::NameRefused { error, instead: None };
    let past = |old: Option<&str>, new: &str, asked_by: Option<&str>, seconds_ago| PastRename {
        old: old.map(name),
        new: name(new),
        asked_by: asked_by.map(str::to_owned),
        seconds_ago,
    };
    let me = |since, given_by: Option<&str>| Whoami {
        name: Some(name("三班-小明")),
        since,
        given_by: given_by.map(str::to_owned),
        renames_self: true,
        renames_others: false,
        governs: false,
        is_locked: false,
        waiting: None,
    };
    let help = |renames_self, renames_others, governs, all| Reply::Help {
        renames_self,
        renames_others,
        governs,
        all,
        topic: None,
    };
    let page = |topic| Reply::Help {
        renames_self: true,
        renames_others: true,
        governs: true,
        all: false,
        topic: Some(topic),
    };
    let mut replies = vec![
        Reply::Renamed { target: None, old: None, new: name("小明") },
        Reply::Renamed { target: None, old: Some(name("小红")), new: name("小明") },
        Reply::Renamed { target: bob(), old: None, new: name("J.R. @all") },
        Reply::Renamed { target: bob(), old: Some(name("Al.Me")), new: name("محمد") },
        Reply::Unchanged { target: None, name: name("小明") },
        Reply::Unchanged { target: bob(), name: name("小明") },
        Reply::NothingToUndo { target: None },
        Reply::NothingToUndo { target: bob() },
        Reply::OldNameUnknown { target: None },
        Reply::OldNameUnknown { target: bob() },
        Reply::History { target: None, renames: Vec::new(), more: 0 },
        Reply::History { target: bob(), renames: Vec::new(), more: 0 },
        Reply::History {
            target: None,
            renames: vec![
                past(Some("明明"), "小明", None, 5),
                past(None, "明明", Some("王老师"), 7200),
            ],
            more: 3,
        },
        Reply::History { target: bob(), renames: vec![past(None, "小明", None, 86400)], more: 0 },
        Reply::Status(Box::new(status())),
        Reply::Doctor(Vec::new()),
        Reply::Doctor(ailments(3)),
        Reply::Doctor(ailments(9)),
        Reply::Status(Box::new(Status {
            binding: Binding::Unbound,
            rules: Rules::default(),
            requests: Vec::new(),
            calls: calls(4900, 5000),
            messages: None,
            unread: Vec::new(),
            waiting: 0,
            has_roster: false,
        })),
        Reply::Whoami(Box::new(me(None, None))),
        Reply::Whoami(Box::new(Whoami {
            waiting: Some((3, name("王老师"))),
            ..me(Some(3600), None)
        })),
        Reply::Whoami(Box::new(Whoami { is_locked: true, ..me(Some(60), Some("王老师")) })),
        Reply::Whoami(Box::new(Whoami { governs: true, name: None, ..me(None, None) })),
        refused(NameError::Empty),
        refused(NameError::TooLong { characters: 31 }),
        Reply::NameRefused {
            error: forbidden(Forbidden::Direction),
            instead: Some("/nick @user admin".into()),
        },
        misfit(None, part(Rule::AnyText, None), Some("三班-小明")),
        misfit(None, part(Rule::Length { least: 2, most: Some(4) }, Some("红")), Some("三班-小红")),
        misfit(None, part(Rule::Pattern("[一二]班".into()), Some("九班")), Some("一班-小红")),
        misfit(
            bob(),
            part(Rule::OneOf(vec!["家长".into(), "学生".into()]), Some("同学")),
            Some("三班-小鲍"),
        ),
        misfit(
            None,
            MismatchReason::Literal { literal: "-".into(), after: Some("dept".into()) },
            None,
        ),
        misfit(None, MismatchReason::Literal { literal: "三班-".into(), after: None }, None),
        misfit(None, MismatchReason::LeftOver("！".into()), None),
        misfit(None, MismatchReason::NotFilled("班级".into()), None),
        Reply::Misfit {
            target: None,
            mismatch: Box::new(Mismatch { shape: "/a+/".into(), reason: MismatchReason::Regex }),
            example: None,
        },
        Reply::PartsMissing {
            target: None,
            shape: "{class}-{name}".into(),
            parts: vec!["class".into(), "dept".into()],
            example: Some(name("一班-小红")),
        },
        Reply::Newcomer {
            shape: "{dept}-{name}".into(),
            parts: vec!["dept".into()],
            example: None,
        },
        Reply::Newcomer {
            shape: "{dept}-{name}".into(),
            parts: Vec::new(),
            example: Some(name("三班-小红")),
        },
        like(Role::Owner, "王老师"),
        like(Role::Admin, "王老师"),
        like(Role::SubAdmin, "王老师"),
        like(Role::Bot, "改名助手"),
        like(Role::Reserved, "老师"),
        like(Role::Member, "王老师"),
        Reply::DirectoryName {
            target: None,
            refusal: NameRefusal::Ours(NameError::TooLong { characters: 31 }),
        },
        Reply::DirectoryName {
            target: bob(),
            refusal: NameRefusal::DingTalk(problem("forbidden-content", "41049", None)),
        },
        Reply::Unreadable { code: "job-unreadable".into() },
        Reply::Unreadable { code: "plan-unreadable".into() },
        Reply::TitleRefused { target: None, title: "老师".into(), name: name("李老师") },
        Reply::TitleRefused { target: bob(), title: "老师".into(), name: name("李老师") },
        Reply::FormatSet { shape: "{dept}-{name}".into(), example: Some(name("三班-王老师")) },
        Reply::RuleUsed {
            rule: rule(),
            shape: "{dept}-{name}".into(),
            example: Some(name("三班-王老师")),
        },
        Reply::RuleUnknown { rule: rule(), known: vec![rule(), rule()] },
        Reply::RuleUnknown { rule: rule(), known: Vec::new() },
        Reply::LanguageUnknown { tag: "tlh".into() },
        Reply::NoFormat,
        Reply::Checked(Box::new(Check {
            shape: "{dept}-{name}".into(),
            fitting: 3,
            misfits: vec![MisfitName { person: Some("小红".into()), name: "红红".into() }],
            more: 2,
            unknown: 1,
        })),
        Reply::Reminder(Box::new(Reminder {
            shape: "{dept}-{name}".into(),
            people: vec![
                Reminded { name: "红红".into(), instead: Some(name("三班-小红")) },
                Reminded { name: "刚".into(), instead: None },
            ],
            more: 2,
            for_owner: vec!["明明".into(), "芳芳".into()],
            more_for_owner: 1,
            until: Day::parse("2026-12-01"),
        })),
        Reply::Reminder(Box::new(Reminder {
            shape: "{dept}-{name}".into(),
            people: vec![Reminded { name: "红红".into(), instead: Some(name("三班-小红")) }],
            more: 0,
            for_owner: Vec::new(),
            more_for_owner: 0,
            until: None,
        })),
        Reply::Collecting(Box::new(Collection {
            parts: vec!["name".into(), "学号".into()],
            noted: None,
            missing: vec!["小明".into(), "小红".into()],
            more: 3,
            unknown: Vec::new(),
        })),
        Reply::Collecting(Box::new(Collection {
            parts: vec!["name".into(), "学号".into()],
            noted: Some(2),
            missing: Vec::new(),
            more: 0,
            unknown: vec!["小强".into()],
        })),
        Reply::CollectedWithoutFormat,
        Reply::NothingCollected,
        Reply::Stats(Box::new(Stats {
            days: 30,
            fit: vec![
                Fit { day: "2026-11-20".into(), fitting: 20, members: 45 },
                Fit { day: "2026-11-27".into(), fitting: 38, members: 45 },
            ],
            calls: Purpose::ALL.into_iter().zip(1..).collect(),
            messages: 90,
            faults: vec![
                (Fault::Missing("class".into()), 4),
                (Fault::Wrong("name".into()), 2),
                (Fault::Literal("-".into()), 1),
                (Fault::LeftOver, 1),
                (Fault::Other, 1),
            ],
            refusals: vec![(problem("forbidden-content", "41049", None), 3)],
        })),
        Reply::Stats(Box::new(Stats { days: 30, ..Stats::default() })),
        Reply::CheckedPrivately,
        Reply::CheckNotSent {
            problem: None,
            format: "{dept}-{name}".into(),
            group: ConversationId::parse("cid1==").expect("an id"),
        },
        Reply::CheckNotSent {
            problem: Some(Box::new(problem("permission", "60011", Some("qyapi_robot_sendmsg")))),
            format: "{dept}-{name}".into(),
            group: ConversationId::parse("cid1==").expect("an id"),
        },
        Reply::RemindAtNight,
        Reply::RemindInThePast,
        Reply::Checked(Box::new(Check {
            shape: "{dept}-{name}".into(),
            fitting: 3,
            misfits: Vec::new(),
            more: 0,
            unknown: 0,
        })),
        Reply::Proposed(Box::new(Proposal {
            number: Some(7),
            count: 2,
            later: 3,
            first: vec![("小红".into(), name("三班-小红"))],
            fitting: 1,
            incomplete: vec!["小刚".into()],
            more_incomplete: 0,
            calls: calls(4999, 5000),
        })),
        Reply::Proposed(Box::new(Proposal {
            number: None,
            count: 0,
            later: 0,
            first: Vec::new(),
            fitting: 1,
            incomplete: Vec::new(),
            more_incomplete: 0,
            calls: calls(0, 5000),
        })),
        Reply::Proposed(Box::new(Proposal {
            number: None,
            count: 0,
            later: 4,
            first: Vec::new(),
            fitting: 1,
            incomplete: Vec::new(),
            more_incomplete: 0,
            calls: calls(4800, 5000),
        })),
        Reply::PlanUnknown(7),
        Reply::PlanConfirmedBefore(7),
        Reply::PlanTooOld(7),
        Reply::PlanBegun { number: 7, count: 200 },
        Reply::PlanProgress { number: 7, done: 100, total: 200 },
        Reply::PlanDone(Box::new(PlanEnd { number: 7, renamed: 2, failures: Vec::new() })),
        Reply::PlanDone(Box::new(PlanEnd {
            number: 7,
            renamed: 1,
            failures: vec![Failure {
                reason: FailureReason::Superseded,
                count: 1,
                people: vec!["小红".into()],
            }],
        })),
        Reply::Requested { number: 3, target: None, name: name("李老师") },
        Reply::Requested { number: 3, target: bob(), name: name("李老师") },
        Reply::Replaced { target: None, name: name("小明"), by_other: false },
        Reply::Replaced { target: None, name: name("小明"), by_other: true },
        Reply::Withdrawn { number: 3, name: name("李老师") },
        Reply::NothingToWithdraw,
        Reply::RequestUnknown(9),
        Reply::RequestDecidedBefore(9),
        Reply::Approved { number: 3, target: person(), old: None, new: name("李老师") },
        Reply::ApprovedInVain {
            number: 3,
            target: person(),
            problem: problem("no-answer", "timeout", None),
            again: Some(4),
        },
        Reply::Rejected {
            number: 3, target: person(), name: name("红红"), reason: String::new()
        },
        Reply::Rejected {
            number: 3,
            target: person(),
            name: name("红红"),
            reason: "请用真名".into(),
        },
        Reply::RequestExpired { number: 3, name: name("李老师") },
        Reply::OwnerUnknown(problem("no-answer", "timeout", None)),
        Reply::Failed(problem("forbidden-content", "41049", None)),
        Reply::Failed(problem("permission", "60011", Some("qyapi_chat_manage"))),
        Reply::TooOften { limited: Limited::Sender, count: 6, per: "min".into(), wait: 40 },
        Reply::TooOften { limited: Limited::Group, count: 100, per: "h".into(), wait: 1 },
        Reply::DailyCap { limited: Limited::Sender, count: 10, free_at: "00:00".into() },
        Reply::DailyCap { limited: Limited::Group, count: 500, free_at: "00:00".into() },
        Reply::GivenUp,
        Reply::Expired,
        Reply::NotBound,
        Reply::Bound,
        Reply::KindChangeProposed { number: 3, change: KindChange::Adopt },
        Reply::KindChangeProposed { number: 3, change: KindChange::Release },
        Reply::KindChangeTooOld { number: 3, change: KindChange::Adopt },
        Reply::KindChangeByHand(KindChange::Adopt),
        Reply::KindChangeByHand(KindChange::Release),
        Reply::OwnerOnly { change: KindChange::Adopt, problem: None },
        Reply::OwnerOnly {
            change: KindChange::Release,
            problem: Some(problem("owner-only", "49003", None)),
        },
        Reply::NotAdopted,
        Reply::BindFailed(BindFailure::OtherGroup),
        Reply::BindFailed(BindFailure::Refused(problem("unknown-chatid", "invalideChatId", None))),
        Reply::BindFailed(BindFailure::Refused(problem("no-answer", "timeout", None))),
        help(true, true, true, false),
        help(true, true, false, false),
        help(true, false, false, false),
        help(false, false, false, false),
        help(true, true, true, true),
        help(true, false, false, true),
        page(Topic::Names),
        page(Topic::Rules),
        page(Topic::People),
        page(Topic::Group),
        Reply::Hint,
        Reply::Usage { command: "allow".into(), as_name: Some("/nick -- allow @all".into()) },
        Reply::Usage { command: "lock".into(), as_name: None },
        Reply::Ambiguous { readings: vec!["/nick help".into(), "/nick -- hepl".into()] },
        Reply::Ambiguous { readings: vec!["/nick @user 成龙".into(), "/nick @user 龙".into()] },
        Reply::Ambiguous {
            readings: vec!["/nick undo".into(), "/nick reset".into(), "/nick withdraw".into()],
        },
        Reply::Ambiguous { readings: vec!["/nick 小明".into()] },
        Reply::Placeholder { typed: "新昵称".into() },
        Reply::Placeholder { typed: "@user".into() },
        Reply::Unclear,
        Reply::NameMissing,
        Reply::MentionWithin { reading: Some("/nick @user -- 的爸爸".into()) },
        Reply::MentionWithin { reading: None },
        Reply::TooManyMentioned,
        Reply::MentionsAll,
        Reply::MentionsBot,
        Reply::TypedMention,
        Reply::SenderOutside,
        Reply::TargetOutside,
        Reply::OnlyInGroups,
        Reply::NotText,
    ];
    replies.extend(
        [
            Denial::NotOwner,
            Denial::GovernorsOnly,
            Denial::NotGovernor,
            Denial::Locked,
            Denial::Reserve,
            Denial::OwnerUnknown,
            Denial::OwnerOnly,
        ]
        .map(Reply::Denied),
    );
    replies.extend(
        [
            Change::Allow(Allow::Self_),
            Change::Allow(Allow::Owner),
            Change::Allow(Allow::Everyone),
            Change::Approval(true),
            Change::Approval(false),
            Change::Format(None),
            Change::Lookalikes(Lookalikes::Refuse),
            Change::Lookalikes(Lookalikes::Warn),
            Change::Lookalikes(Lookalikes::Allow),
            Change::Welcome(true),
            Change::Welcome(false),
            Change::Quiet(true),
            Change::Quiet(false),
            Change::Language("en".into()),
            Change::Use(rule()),
            Change::Collect(None),
            Change::Trust(person(), true),
            Change::Trust(person(), false),
            Change::Remind(remind("daily")),
            Change::Remind(remind("weekly")),
            Change::Remind(remind("2026-12-01")),
            Change::Remind(None),
            Change::Exempt(person(), true),
            Change::Exempt(person(), false),
            Change::Lock(person(), true),
            Change::Lock(person(), false),
            Change::Reserve("班主任".into(), true),
            Change::Reserve("班主任".into(), false),
            Change::Adopted(true),
            Change::Adopted(false),
        ]
        .map(Reply::Changed),
    );
    replies.extend(
        [
            FormatError::TooLong { most: 200 },
            FormatError::NoPart,
            FormatError::Brace { position: 3 },
            FormatError::PartName("a b".into()),
            FormatError::PartTwice("name".into()),
            FormatError::PartsTouch("姓名".into(), "班级".into()),
            FormatError::Regex { part: Some("班级".into()) },
            FormatError::Regex { part: None },
            FormatError::Literal("\n".into()),
            FormatError::LongerThanNames,
        ]
        .map(Reply::FormatRefused),
    );
    for why in [
        Forbidden::Control,
        Forbidden::LineBreak,
        Forbidden::Invisible,
        Forbidden::PrivateUse,
        Forbidden::Noncharacter,
        Forbidden::StackedMark,
    ] {
        replies.push(refused(forbidden(why)));
    }
    replies.push(refused(NameError::Link));
    replies
}

/// All kinds of answers, by number: a new one does not compile until it has its own.
fn kind(reply: &Reply) -> usize {
    match reply {
        Reply::Renamed { .. } => 0,
        Reply::Unchanged { .. } => 1,
        Reply::NothingToUndo { .. } => 2,
        Reply::OldNameUnknown { .. } => 3,
        Reply::History { .. } => 4,
        Reply::Status(_) => 5,
        Reply::Whoami(_) => 6,
        Reply::NameRefused { .. } => 7,
        Reply::Misfit { .. } => 8,
        Reply::PartsMissing { .. } => 9,
        Reply::Newcomer { .. } => 10,
        Reply::LooksLike { .. } => 11,
        Reply::TitleRefused { .. } => 12,
        Reply::Changed(_) => 13,
        Reply::FormatSet { .. } => 14,
        Reply::FormatRefused(_) => 15,
        Reply::LanguageUnknown { .. } => 16,
        Reply::NoFormat => 17,
        Reply::Checked(_) => 18,
        Reply::Proposed(_) => 19,
        Reply::PlanUnknown(_) => 20,
        Reply::PlanConfirmedBefore(_) => 21,
        Reply::PlanTooOld(_) => 22,
        Reply::PlanBegun { .. } => 23,
        Reply::PlanProgress { .. } => 24,
        Reply::PlanDone(_) => 25,
        Reply::Requested { .. } => 26,
        Reply::Replaced { .. } => 27,
        Reply::Withdrawn { .. } => 28,
        Reply::NothingToWithdraw => 29,
        Reply::RequestUnknown(_) => 30,
        Reply::RequestDecidedBefore(_) => 31,
        Reply::Approved { .. } => 32,
        Reply::ApprovedInVain { .. } => 33,
        Reply::Rejected { .. } => 34,
        Reply::RequestExpired { .. } => 35,
        Reply::Denied(_) => 36,
        Reply::OwnerUnknown(_) => 37,
        Reply::Failed(_) => 38,
        Reply::TooOften { .. } => 39,
        Reply::DailyCap { .. } => 40,
        Reply::GivenUp => 41,
        Reply::Expired => 42,
        Reply::NotBound => 43,
        Reply::Bound => 44,
        Reply::BindFailed(_) => 45,
        Reply::Help { .. } => 46,
        Reply::Hint => 47,
        Reply::Usage { .. } => 48,
        Reply::Ambiguous { .. } => 49,
        Reply::Placeholder { .. } => 50,
        Reply::Unclear => 51,
        Reply::NameMissing => 52,
        Reply::TooManyMentioned => 53,
        Reply::MentionsAll => 54,
        Reply::MentionsBot => 55,
        Reply::TypedMention => 56,
        Reply::SenderOutside => 57,
        Reply::TargetOutside => 58,
        Reply::OnlyInGroups => 59,
        Reply::NotText => 60,
        Reply::DirectoryName { .. } => 61,
        Reply::Unreadable { .. } => 62,
        Reply::KindChangeProposed { .. } => 63,
        Reply::KindChangeTooOld { .. } => 64,
        Reply::KindChangeByHand(_) => 65,
        Reply::OwnerOnly { .. } => 66,
        Reply::NotAdopted => 67,
        Reply::Doctor(_) => 68,
        Reply::Reminder(_) => 69,
        Reply::RemindAtNight => 70,
        Reply::RemindInThePast => 71,
        Reply::RuleUsed { .. } => 72,
        Reply::RuleUnknown { .. } => 73,
        Reply::MentionWithin { .. } => 74,
        Reply::CheckedPrivately => 75,
        Reply::CheckNotSent { .. } => 76,
        Reply::Stats(_) => 77,
        Reply::Collecting(_) => 78,
        Reply::CollectedWithoutFormat => 79,
        Reply::NothingCollected => 80,
    }
}

/// How many kinds [`kind`] tells apart.
const KINDS: usize = 81;

#[test]
fn every_kind_of_answer_is_held_to_its_words() {
    let kinds: BTreeSet<usize> = every_reply().iter().map(kind).collect();
    assert_eq!(kinds, (0..KINDS).collect());
}

fn every_note() -> Vec<Note> {
    let ready = |way, reader| {
        let group = ConversationId::parse("cidb3qFkJumsbzH0t3o8/4JFA==").expect("an id");
        Note::MakeReady { way, reader, group }
    };
    let like = |role| Note::LooksLike(Resembled { role, name: "王老师".into() });
    vec![
        like(Role::Member),
        like(Role::Reserved),
        Note::CallsLow { left: 12, allowance: 5000 },
        Note::MessagesLow { left: 12, allowance: 3000 },
        Note::UndoHint { own: true },
        Note::UndoHint { own: false },
        Note::QuietCosts,
        Note::BindsItself,
        ready(Way::Adopt, Reader::Owner),
        ready(Way::Adopt, Reader::Admin),
        ready(Way::Adopt, Reader::Member),
        ready(Way::Retitle, Reader::Owner),
        ready(Way::Retitle, Reader::Admin),
        ready(Way::Retitle, Reader::Member),
        ready(Way::ByHand, Reader::Owner),
        ready(Way::ByHand, Reader::Admin),
        ready(Way::ByHand, Reader::Member),
        Note::NamesNeedFormat,
        Note::HearsNoEvents,
        Note::ForOperator(problem("permission", "60011", Some("qyapi_chat_manage"))),
    ]
}

fn answers(locale: Locale) -> String {
    let words = Words::new();
    let replies =
        every_reply().into_iter().map(|reply| words.answer(locale, &reply, &[], &naming()));
    let with_notes = words.answer(locale, &Reply::Bound, &every_note(), &naming());
    let all: Vec<String> = replies.chain([with_notes]).collect();
    all.join("\n----\n")
}

/// What stands alone in a line of an answer, to be copied.
fn lines_to_copy(answer: &str) -> Vec<String> {
    let lines = answer.lines().filter(|line| line.starts_with("/nick ") && !line.contains(" – "));
    lines.map(str::to_owned).collect()
}

#[test]
fn every_line_to_copy_is_understood() {
    let words = Words::new();
    let bob = Person { user_id: UserId::parse("bob"), encrypted_id: None };
    for locale in Locale::all() {
        let user = words.say(locale, "placeholder-user", &[]);
        for reply in every_reply() {
            if matches!(reply, Reply::Usage { .. }) {
                continue;
            }
            let notes = if reply == Reply::NotBound { every_note() } else { Vec::new() };
            for line in lines_to_copy(&words.answer(locale, &reply, &notes, &naming())) {
                let mention = line.contains(&user).then(|| bob.clone());
                let parsed = parse(&line.replacen(&user, "", 1), mention.as_slice());
                assert!(matches!(parsed, Parsed::Command(_)), "{line} is {parsed:?}");
            }
        }
    }
}

#[test]
fn help_is_short_and_no_answer_to_a_member_has_words_of_programmers() {
    const WORDS: &[&str] = &[
        "正则",
        "参数",
        "字面",
        "变量",
        "接口",
        "API",
        "chatid",
        "userid",
        "regex",
        "regular expression",
        "literal",
        "parameter",
        "argument",
        "part ",
        "token",
    ];
    let words = Words::new();
    for locale in Locale::all() {
        for reply in every_reply() {
            let text = words.answer(locale, &reply, &[], &naming());
            if let Reply::Help { all, topic, .. } = reply {
                let most = if all || topic.is_some() { 17 } else { 7 };
                assert!(text.lines().count() <= most, "{text}");
            }
            // What the operator has to mend, and what experts ask for, has their words.
            if !matches!(
                reply,
                Reply::Help { all: true, .. }
                    | Reply::Help { topic: Some(_), .. }
                    | Reply::Failed(_)
            ) {
                let word = WORDS.iter().find(|word| text.contains(**word));
                assert!(word.is_none(), "{word:?} in {text}");
            }
        }
    }
}

/// What is asked for knowing that it is a list.
fn is_list(reply: &Reply) -> bool {
    matches!(
        reply,
        Reply::Help { .. }
            | Reply::History { .. }
            | Reply::Status(_)
            | Reply::Whoami(_)
            | Reply::Checked(_)
            | Reply::Reminder(_)
            | Reply::Stats(_)
            | Reply::Collecting(_)
            | Reply::Proposed(_)
            | Reply::PlanDone(_)
    )
}

#[test]
fn a_success_or_a_refusal_is_short_enough_for_a_phone_in_every_language() {
    let words = Words::new();
    let mut long = Vec::new();
    for locale in Locale::all() {
        let ways = every_note().into_iter().filter(|note| matches!(note, Note::MakeReady { .. }));
        let ways = ways.map(|way| (Reply::NotBound, vec![way]));
        for (reply, notes) in every_reply().into_iter().map(|it| (it, Vec::new())).chain(ways) {
            let text = words.answer(locale, &reply, &notes, &naming());
            let length = text.chars().count();
            assert!(text.len() < 20_000, "{}: {} bytes", locale.as_str(), text.len());
            if length > 300 && !is_list(&reply) {
                long.push(format!("{}: {length}: {text}", locale.as_str()));
            }
        }
    }
    assert!(long.is_empty(), "{}", long.join("\n"));
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
        ("zh-TW", Some(Locale("zh-TW"))),
        ("zh-HK", Some(Locale("zh-TW"))),
        ("zh-Hant", Some(Locale("zh-TW"))),
        ("zh-SG", Some(Locale::ZH_CN)),
        ("ja-JP", Some(Locale("ja"))),
        ("ms-MY", Some(Locale("ms"))),
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
        ("zh-TW", Some(Locale("zh-TW"))),
        ("zh-Hant", Some(Locale("zh-TW"))),
        ("ja", Some(Locale("ja"))),
        ("fr", None),
        ("English", None),
    ] {
        assert_eq!(Locale::spoken(tag), locale, "failed on {tag:?}");
    }
}
