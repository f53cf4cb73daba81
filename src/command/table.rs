//! The one table of commands: how each is written, what it takes, whom it is for.
//!
//! Lookup is by name, so the order is only the order of help. `README.md`, the group's help and
//! the playground's list are made from it, and tests keep them equal.

use super::text::first_word;
use super::{Command, Whose};
use crate::domain::{Allow, ChatId, Lookalikes, MAX_CHARACTERS, Person};

/// One command.
pub struct Definition {
    /// The word as it is typed after `/nick`; empty for the rename itself.
    pub name: &'static str,
    /// Other words for it.
    pub aliases: &'static [&'static str],
    /// How it is written, each way once.
    pub usages: &'static [Usage],
    /// Reads what follows the word.
    pub(super) parse: fn(&str, Option<&Person>) -> Fit,
}

/// One way to write a command.
pub struct Usage {
    /// As it is typed after `/nick`. `New Name`, `@user` and `reason` stand for what people put
    /// there; help says them in the group's language.
    pub form: &'static str,
    /// The key of its line of help.
    pub key: &'static str,
    /// Who can use it.
    pub audience: Audience,
}

/// Who can use a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Every member.
    Everyone,
    /// Whoever may rename themselves.
    Oneself,
    /// Whoever may rename others.
    Renamers,
    /// Owner and admins.
    Governors,
}

/// Whether what follows a command's word fits it.
pub(super) enum Fit {
    /// It does.
    Command(Command),
    /// It does not, so the word begins a name.
    Name,
    /// It does not, and yet the command was meant.
    Misfit,
}

/// All commands, in the order in which help tells them.
pub static COMMANDS: &[Definition] = &[
    Definition {
        name: "",
        aliases: &[],
        usages: &[
            oneself("New Name", "rename"),
            renamers("@user New Name", "rename-other"),
            oneself("-- New Name", "rename-literal"),
        ],
        parse: |_, _| Fit::Name,
    },
    Definition {
        name: "help",
        aliases: &["帮助"],
        usages: &[everyone("help", "help"), everyone("", "help")],
        parse: |text, _| alone(text, || Command::Help),
    },
    Definition {
        name: "undo",
        aliases: &["撤销"],
        usages: &[oneself("undo", "undo"), renamers("undo @user", "undo-other")],
        parse: |text, mention| alone(text, || Command::Undo(Whose::of(mention))),
    },
    Definition {
        name: "reset",
        aliases: &["重置"],
        usages: &[oneself("reset", "reset"), renamers("reset @user", "reset-other")],
        parse: |text, mention| alone(text, || Command::Reset(Whose::of(mention))),
    },
    Definition {
        name: "history",
        aliases: &["历史"],
        usages: &[everyone("history", "history"), everyone("history @user", "history-other")],
        parse: |text, mention| alone(text, || Command::History(Whose::of(mention))),
    },
    Definition {
        name: "status",
        aliases: &["状态"],
        usages: &[everyone("status", "status")],
        parse: |text, _| alone(text, || Command::Status),
    },
    Definition {
        name: "bind",
        aliases: &[],
        usages: &[everyone("bind chat…", "bind")],
        parse: |text, _| argument(ChatId::parse(text).map(Command::Bind)),
    },
    Definition {
        name: "allow",
        aliases: &[],
        usages: &[governors("allow self|owner|everyone", "allow")],
        parse: |text, mention| {
            let allow = match (fold(text).as_str(), mention) {
                (_, Some(_)) => None,
                ("自己", None) => Some(Allow::Self_),
                ("群主", None) => Some(Allow::Owner),
                ("所有人", None) => Some(Allow::Everyone),
                (word, None) => Allow::parse(word),
            };
            argument(allow.map(Command::Allow))
        },
    },
    Definition {
        name: "trust",
        aliases: &["信任"],
        usages: &[governors("trust @user", "trust")],
        parse: |text, mention| member(text, mention, |person| Command::Trust(person, true)),
    },
    Definition {
        name: "untrust",
        aliases: &["取消信任"],
        usages: &[governors("untrust @user", "untrust")],
        parse: |text, mention| member(text, mention, |person| Command::Trust(person, false)),
    },
    Definition {
        name: "lock",
        aliases: &["锁定"],
        usages: &[governors("lock @user", "lock")],
        parse: |text, mention| member(text, mention, |person| Command::Lock(person, true)),
    },
    Definition {
        name: "unlock",
        aliases: &["解锁"],
        usages: &[governors("unlock @user", "unlock")],
        parse: |text, mention| member(text, mention, |person| Command::Lock(person, false)),
    },
    Definition {
        name: "format",
        aliases: &["格式"],
        usages: &[
            governors("format {dept}-{name}", "format"),
            governors("format off", "format-off"),
            governors("format /REGEX/", "format-regex"),
        ],
        parse: |text, _| argument(format(text)),
    },
    Definition {
        name: "check",
        aliases: &["检查"],
        usages: &[governors("check", "check")],
        parse: |text, _| alone(text, || Command::Check),
    },
    Definition {
        name: "apply",
        aliases: &["套用"],
        usages: &[governors("apply", "apply")],
        parse: |text, _| alone(text, || Command::Apply),
    },
    Definition {
        name: "confirm",
        aliases: &["确认"],
        usages: &[governors("confirm ID", "confirm")],
        parse: |text, _| argument(number(text).map(Command::Confirm)),
    },
    Definition {
        name: "reserved",
        aliases: &["保留"],
        usages: &[
            governors("reserved add New Name", "reserve"),
            governors("reserved remove New Name", "unreserve"),
        ],
        parse: |text, mention| argument(reserve(text).filter(|_| mention.is_none())),
    },
    Definition {
        name: "lookalikes",
        aliases: &["重名"],
        usages: &[governors("lookalikes refuse|warn|allow", "lookalikes")],
        parse: |text, mention| {
            let rule = match fold(text).as_str() {
                "拒绝" => Some(Lookalikes::Refuse),
                "提醒" => Some(Lookalikes::Warn),
                "允许" => Some(Lookalikes::Allow),
                word => Lookalikes::parse(word),
            };
            argument(rule.filter(|_| mention.is_none()).map(Command::Lookalikes))
        },
    },
    Definition {
        name: "welcome",
        aliases: &["迎新"],
        usages: &[governors("welcome on|off", "welcome")],
        parse: |text, mention| {
            argument(switch(text).filter(|_| mention.is_none()).map(Command::Welcome))
        },
    },
    Definition {
        name: "approval",
        aliases: &["审批"],
        usages: &[governors("approval on|off", "approval")],
        parse: |text, mention| {
            argument(switch(text).filter(|_| mention.is_none()).map(Command::Approval))
        },
    },
    Definition {
        name: "approve",
        aliases: &["同意"],
        usages: &[governors("approve N", "approve")],
        parse: |text, _| argument(number(text).map(Command::Approve)),
    },
    Definition {
        name: "reject",
        aliases: &["拒绝"],
        usages: &[governors("reject N reason", "reject")],
        parse: |text, _| {
            let (number, reason) = first_word(text);
            argument(self::number(number).map(|number| Command::Reject(number, reason.to_owned())))
        },
    },
    Definition {
        name: "lang",
        aliases: &["语言"],
        usages: &[governors("lang zh-CN|en", "lang")],
        parse: |text, _| argument(language_tag(text).map(Command::Lang)),
    },
];

const fn everyone(form: &'static str, key: &'static str) -> Usage {
    Usage { form, key, audience: Audience::Everyone }
}

const fn oneself(form: &'static str, key: &'static str) -> Usage {
    Usage { form, key, audience: Audience::Oneself }
}

const fn renamers(form: &'static str, key: &'static str) -> Usage {
    Usage { form, key, audience: Audience::Renamers }
}

const fn governors(form: &'static str, key: &'static str) -> Usage {
    Usage { form, key, audience: Audience::Governors }
}

impl Usage {
    /// As it is typed in the group.
    #[must_use]
    pub fn text(&self) -> String {
        format!("/nick {}", self.form).trim_end().to_owned()
    }
}

impl PartialEq for Definition {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Definition {}

impl std::fmt::Debug for Definition {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.name)
    }
}

/// The subcommand of this name; the word must be in small letters.
#[must_use]
pub fn find(word: &str) -> Option<&'static Definition> {
    COMMANDS.iter().find(|definition| {
        !word.is_empty() && (definition.name == word || definition.aliases.contains(&word))
    })
}

/// The subcommand that a single word nearly is: one slip of the finger away, or written with a
/// slash or hyphens in front. The first letter is seldom the one that slips, and without it half
/// the family names of China (Wang, Yang, Fang) would be taken for `lang`.
pub(super) fn nearest(text: &str) -> Option<&'static Definition> {
    let word = text.trim_start_matches(['/', '-']);
    if word.len() < 4 || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return None;
    }
    let near = |definition: &&Definition| {
        definition.name.starts_with(&word[..1]) && strsim::osa_distance(definition.name, word) <= 1
    };
    COMMANDS.iter().filter(|definition| !definition.name.is_empty()).find(near)
}

fn alone(text: &str, command: impl FnOnce() -> Command) -> Fit {
    if text.is_empty() { Fit::Command(command()) } else { Fit::Name }
}

fn argument(command: Option<Command>) -> Fit {
    command.map_or(Fit::Misfit, Fit::Command)
}

fn member(text: &str, mention: Option<&Person>, command: impl FnOnce(Person) -> Command) -> Fit {
    match mention {
        Some(person) if text.is_empty() => Fit::Command(command(person.clone())),
        _ => Fit::Misfit,
    }
}

fn fold(text: &str) -> String {
    super::text::fold(text).into_owned()
}

/// Whether the shape is one is found out by whoever carries it out; here it must only be meant.
fn format(text: &str) -> Option<Command> {
    if switch(text) == Some(false) {
        return Some(Command::Format(None));
    }
    let is_regex = text.len() > 2 && text.starts_with('/') && text.ends_with('/');
    let has_part = text.find(['{', '｛']).is_some_and(|open| text[open..].contains(['}', '｝']));
    (is_regex || has_part).then(|| Command::Format(Some(text.to_owned())))
}

fn switch(text: &str) -> Option<bool> {
    match fold(text).as_str() {
        "on" | "开" | "开启" => Some(true),
        "off" | "关" | "关闭" => Some(false),
        _ => None,
    }
}

/// `3`, and as people write numbers in a chat: `#3`.
fn number(text: &str) -> Option<u32> {
    let text = fold(text);
    text.strip_prefix('#').unwrap_or(&text).parse().ok().filter(|number| *number > 0)
}

/// `add 班主任`, `remove 班主任`
fn reserve(text: &str) -> Option<Command> {
    let (word, name) = first_word(text);
    let reserve = match fold(word).as_str() {
        "add" | "+" | "添加" => true,
        "remove" | "-" | "删除" => false,
        _ => return None,
    };
    let fits = !name.is_empty() && name.chars().count() <= MAX_CHARACTERS;
    fits.then(|| Command::Reserve(name.to_owned(), reserve))
}

/// The shape of a BCP 47 tag; whether we speak the language is not known here.
fn language_tag(text: &str) -> Option<String> {
    let mut parts = text.split('-');
    let language = parts.next().is_some_and(|part| {
        (2..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphabetic())
    });
    let rest = parts.all(|part| {
        (2..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
    });
    (language && rest).then(|| text.to_owned())
}
