//! The one table of commands: how each is written, what it takes, whether it is built.
//!
//! Lookup is by name, so the order is only the order of help. `README.md`, the group's help and
//! the playground's list are made from it, and tests keep them equal.

use super::{Allow, Command, Whose};
use crate::domain::{ChatId, Person};

/// One command.
pub struct Definition {
    /// The word as it is typed after `/nick`; empty for the rename itself.
    pub name: &'static str,
    /// Other words for it.
    pub aliases: &'static [&'static str],
    /// How it is written, each way once.
    pub usages: &'static [Usage],
    /// Whether this version carries it out. Otherwise it is understood, and answered so.
    pub built: bool,
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
    /// Whoever may rename others.
    Renamers,
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
            everyone("New Name", "rename"),
            renamers("@user New Name", "rename-other"),
            everyone("-- New Name", "rename-literal"),
        ],
        built: true,
        parse: |_, _| Fit::Name,
    },
    Definition {
        name: "help",
        aliases: &["帮助"],
        usages: &[everyone("help", "help"), everyone("", "help")],
        built: true,
        parse: |text, _| alone(text, || Command::Help),
    },
    Definition {
        name: "undo",
        aliases: &[],
        usages: &[everyone("undo", "undo"), renamers("undo @user", "undo-other")],
        built: false,
        parse: |text, mention| alone(text, || Command::Undo(Whose::of(mention))),
    },
    Definition {
        name: "reset",
        aliases: &[],
        usages: &[everyone("reset", "reset"), renamers("reset @user", "reset-other")],
        built: false,
        parse: |text, mention| alone(text, || Command::Reset(Whose::of(mention))),
    },
    Definition {
        name: "history",
        aliases: &[],
        usages: &[everyone("history", "history"), everyone("history @user", "history-other")],
        built: false,
        parse: |text, mention| alone(text, || Command::History(Whose::of(mention))),
    },
    Definition {
        name: "status",
        aliases: &[],
        usages: &[everyone("status", "status")],
        built: false,
        parse: |text, _| alone(text, || Command::Status),
    },
    Definition {
        name: "bind",
        aliases: &[],
        usages: &[everyone("bind chat…", "bind")],
        built: true,
        parse: |text, _| argument(ChatId::parse(text).map(Command::Bind)),
    },
    Definition {
        name: "allow",
        aliases: &[],
        usages: &[renamers("allow self|owner|everyone", "allow")],
        built: false,
        parse: |text, mention| match (fold(text).as_str(), mention) {
            ("self", None) => Fit::Command(Command::Allow(Allow::Self_)),
            ("owner", None) => Fit::Command(Command::Allow(Allow::Owner)),
            ("everyone", None) => Fit::Command(Command::Allow(Allow::Everyone)),
            _ => Fit::Misfit,
        },
    },
    Definition {
        name: "trust",
        aliases: &[],
        usages: &[renamers("trust @user", "trust")],
        built: false,
        parse: |text, mention| member(text, mention, |person| Command::Trust(person, true)),
    },
    Definition {
        name: "untrust",
        aliases: &[],
        usages: &[renamers("untrust @user", "untrust")],
        built: false,
        parse: |text, mention| member(text, mention, |person| Command::Trust(person, false)),
    },
    Definition {
        name: "lock",
        aliases: &[],
        usages: &[renamers("lock @user", "lock")],
        built: false,
        parse: |text, mention| member(text, mention, |person| Command::Lock(person, true)),
    },
    Definition {
        name: "unlock",
        aliases: &[],
        usages: &[renamers("unlock @user", "unlock")],
        built: false,
        parse: |text, mention| member(text, mention, |person| Command::Lock(person, false)),
    },
    Definition {
        name: "format",
        aliases: &[],
        usages: &[
            renamers("format {dept}-{name}", "format"),
            renamers("format off", "format-off"),
            renamers("format /REGEX/", "format-regex"),
        ],
        built: false,
        parse: |text, _| argument(format(text)),
    },
    Definition {
        name: "check",
        aliases: &[],
        usages: &[renamers("check", "check")],
        built: false,
        parse: |text, _| alone(text, || Command::Check),
    },
    Definition {
        name: "apply",
        aliases: &[],
        usages: &[renamers("apply", "apply")],
        built: false,
        parse: |text, _| alone(text, || Command::Apply),
    },
    Definition {
        name: "confirm",
        aliases: &[],
        usages: &[renamers("confirm ID", "confirm")],
        built: false,
        parse: |text, _| argument(plan_id(text).map(Command::Confirm)),
    },
    Definition {
        name: "approval",
        aliases: &[],
        usages: &[renamers("approval on|off", "approval")],
        built: false,
        parse: |text, mention| match (fold(text).as_str(), mention) {
            ("on", None) => Fit::Command(Command::Approval(true)),
            ("off", None) => Fit::Command(Command::Approval(false)),
            _ => Fit::Misfit,
        },
    },
    Definition {
        name: "approve",
        aliases: &[],
        usages: &[renamers("approve N", "approve")],
        built: false,
        parse: |text, _| argument(text.parse().ok().map(Command::Approve)),
    },
    Definition {
        name: "reject",
        aliases: &[],
        usages: &[renamers("reject N reason", "reject")],
        built: false,
        parse: |text, _| {
            let (number, reason) = super::text::first_word(text);
            argument(number.parse().ok().map(|n| Command::Reject(n, reason.to_owned())))
        },
    },
    Definition {
        name: "lang",
        aliases: &[],
        usages: &[renamers("lang zh-CN|zh-TW|en|ja|…", "lang")],
        built: false,
        parse: |text, _| argument(language_tag(text).map(Command::Lang)),
    },
];

const fn everyone(form: &'static str, key: &'static str) -> Usage {
    Usage { form, key, audience: Audience::Everyone }
}

const fn renamers(form: &'static str, key: &'static str) -> Usage {
    Usage { form, key, audience: Audience::Renamers }
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

fn format(text: &str) -> Option<Command> {
    let is_regex = text.len() > 2 && text.starts_with('/') && text.ends_with('/');
    let has_part = text.find('{').is_some_and(|open| text[open..].contains('}'));
    (fold(text) == "off" || is_regex || has_part).then(|| Command::Format(text.to_owned()))
}

fn plan_id(text: &str) -> Option<String> {
    let fits = (1..=16).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric());
    fits.then(|| text.to_owned())
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
