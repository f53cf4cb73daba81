//! What a line was understood as.

use super::commands::Command;
use super::table::Definition;
use super::{placeholder, text};
use crate::domain::{NameError, Person};

/// What a message wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Parsed {
    /// Nothing of ours.
    NotACommand,
    /// A command, complete and well formed.
    Command(Command),
    /// Meant for us, and not clear or wrong: it is always answered.
    Mistake(Mistake),
}

/// Why a message that was meant for us is no command; data, without words. Lines are whole lines
/// to copy, in which `@user` stands for the person who has to be picked from the list again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mistake {
    /// The subcommand was given an argument that it does not take, or none.
    Usage {
        /// The subcommand.
        definition: &'static Definition,
        /// The line for those who want what they typed as a name, where it can be one.
        as_name: Option<String>,
    },
    /// It can be understood in several ways, or in one that is not certain.
    Ambiguous {
        /// Each as a line, the likeliest first.
        readings: Vec<String>,
    },
    /// What stands for a name in help was not filled in.
    Placeholder {
        /// What was typed.
        typed: String,
    },
    /// The name is none.
    Name {
        /// What is wrong with it.
        error: NameError,
        /// The line with the name without that, where it is one then.
        instead: Option<String>,
    },
    /// Somebody is mentioned, and no name follows.
    NameMissing,
    /// Somebody is mentioned, and the mention may have been meant as a part of the name.
    MentionWithin {
        /// The line that gives the person what is left as their name, where it can be one.
        reading: Option<String>,
    },
    /// Two or more people are mentioned: the text does not say which name is whose.
    TooManyMentioned,
    /// Everybody is mentioned.
    MentionsAll,
    /// It is the bot that shall have another name.
    MentionsBot,
    /// Somebody is named, or `@Name` was typed as text, and nobody was picked from the list.
    TypedMention,
    /// Something is wanted, and it is not clear what.
    Unclear,
}

/// What a line was understood as, before names are looked at.
pub(super) enum Found<'typed> {
    Parsed(Parsed),
    /// A name, for certain.
    Name {
        name: &'typed str,
        is_trimmed: bool,
    },
    /// A name, exactly as it stands after `--`.
    Literal(&'typed str),
    /// One of these names.
    Either(Vec<&'typed str>),
    /// A name, and it is not clear whether it is the sender's or that of whom they mention.
    WhoseEver(&'typed str),
}

pub(super) fn mistake<'typed>(mistake: Mistake) -> Found<'typed> {
    Found::Parsed(Parsed::Mistake(mistake))
}

pub(super) fn help<'typed>() -> Found<'typed> {
    Found::Parsed(Parsed::Command(Command::Help { all: false, topic: None }))
}

/// Somebody was typed with `@` and not picked, or everybody was.
pub(super) fn typed_mention<'typed>(text: &'typed str) -> Option<Found<'typed>> {
    let name = text::typed_mentions(text).next()?;
    let at = format!("@{name}");
    Some(mistake(match text::fold(name).as_str() {
        "所有人" | "全体成员" | "全体" | "大家" | "all" | "everyone" | "everybody" => {
            Mistake::MentionsAll
        }
        _ if placeholder::is_placeholder(&at) => Mistake::Placeholder { typed: at },
        _ => Mistake::TypedMention,
    }))
}

/// How a line to copy begins.
pub(super) fn to_person(mention: Option<&Person>) -> &'static str {
    if mention.is_some() { "/nick @user" } else { "/nick" }
}
