//! Text to command: what somebody who mentioned the bot wants, or that they want nothing of it.
//!
//! ```text
//! message  = word [":"] rest
//! word     = "/nick" | "/nickname" | ["/"] ("昵称" | "改名" | "群昵称")
//! rest     = "" | "--" name | subcommand arguments | name
//! ```
//!
//! Mentions that were picked from the member list are not in the text (DingTalk takes them out);
//! they come beside it, in no order. The subcommands stand in [`table`], which help, README and
//! playground are made from too.

pub mod table;
mod text;

use crate::domain::{Allow, ChatId, Lookalikes, NameError, Nickname, Person};
use table::{Definition, Fit};

/// What a message wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Parsed {
    /// Nothing of ours.
    NotACommand,
    /// A command, complete and well formed.
    Command(Command),
    /// Meant for us, and wrong.
    Mistake(Mistake),
}

/// A command, complete and well formed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// What can I do here?
    Help,
    /// Give somebody a name.
    Rename(Whose, Nickname),
    /// Back to the name before the last change.
    Undo(Whose),
    /// Back to the name in the organisation's directory.
    Reset(Whose),
    /// The last changes.
    History(Whose),
    /// How this group is set up.
    Status,
    /// This group's chatid.
    Bind(ChatId),
    /// Who may rename whom.
    Allow(Allow),
    /// Let a member rename others, or no longer.
    Trust(Person, bool),
    /// Keep a name from being changed by its bearer, or no longer.
    Lock(Person, bool),
    /// The shape that names must have, as typed, or any.
    Format(Option<String>),
    /// What becomes of a name like that of another member.
    Lookalikes(Lookalikes),
    /// Keep a name from everybody, or no longer.
    Reserve(String, bool),
    /// Who does not fit the format.
    Check,
    /// Put everyone right.
    Apply,
    /// Go on with plan N.
    Confirm(u32),
    /// Self-renames wait for approval, or no longer.
    Approval(bool),
    /// Whether newcomers are named.
    Welcome(bool),
    /// Approve request N.
    Approve(u32),
    /// Reject request N, with a reason.
    Reject(u32, String),
    /// This group's language, a BCP 47 tag.
    Lang(String),
}

/// Whose name a command is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whose {
    /// The sender's own.
    Sender,
    /// The mentioned person's.
    Member(Person),
}

/// Why a message that was meant for us is no command; data, without words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mistake {
    /// The subcommand was given an argument that it does not take, or none.
    Usage {
        /// The subcommand.
        definition: &'static Definition,
        /// All that was typed after the command word.
        typed: String,
    },
    /// One word that is nearly a subcommand.
    DidYouMean {
        /// The near one.
        definition: &'static Definition,
        /// What was typed.
        typed: String,
    },
    /// The name is none.
    Name(NameError),
    /// Somebody is mentioned, and no name follows.
    NameMissing,
    /// Two or more people are mentioned: the text does not say which name is whose.
    TooManyMentioned,
    /// `@Name` was typed as text.
    TypedMention,
}

/// Reads the text of a message, and the people who are mentioned in it (the robot left out).
#[must_use]
pub fn parse(text: &str, mentions: &[Person]) -> Parsed {
    let text = text::trim(text);
    if text.is_empty() {
        return Parsed::Command(Command::Help);
    }
    let Some(rest) = text::after_command_word(text) else {
        return Parsed::NotACommand;
    };
    if mentions.len() > 1 {
        return Parsed::Mistake(Mistake::TooManyMentioned);
    }
    let mention = mentions.first();
    if rest.is_empty() {
        return mention
            .map_or(Parsed::Command(Command::Help), |_| Parsed::Mistake(Mistake::NameMissing));
    }
    match text::after_dashes(rest) {
        Some(name) => rename(name, mention),
        None => subcommand(rest, mention).unwrap_or_else(|| plain_name(rest, mention)),
    }
}

fn subcommand(rest: &str, mention: Option<&Person>) -> Option<Parsed> {
    let (word, arguments) = text::first_word(rest);
    let definition = table::find(&text::fold(word))?;
    match (definition.parse)(arguments, mention) {
        Fit::Command(command) => Some(Parsed::Command(command)),
        Fit::Name => None,
        Fit::Misfit if text::has_typed_mention(arguments) => {
            Some(Parsed::Mistake(Mistake::TypedMention))
        }
        Fit::Misfit => Some(Parsed::Mistake(Mistake::Usage { definition, typed: rest.to_owned() })),
    }
}

fn plain_name(rest: &str, mention: Option<&Person>) -> Parsed {
    if text::has_typed_mention(rest) {
        return Parsed::Mistake(Mistake::TypedMention);
    }
    if let (None, Some(definition)) = (mention, table::nearest(&text::fold(rest))) {
        return Parsed::Mistake(Mistake::DidYouMean { definition, typed: rest.to_owned() });
    }
    rename(rest, mention)
}

fn rename(name: &str, mention: Option<&Person>) -> Parsed {
    match Nickname::parse(name) {
        Ok(nickname) => Parsed::Command(Command::Rename(Whose::of(mention), nickname)),
        Err(error) => Parsed::Mistake(Mistake::Name(error)),
    }
}

impl Whose {
    fn of(mention: Option<&Person>) -> Self {
        mention.map_or(Self::Sender, |person| Self::Member(person.clone()))
    }
}

#[cfg(test)]
mod tests;
