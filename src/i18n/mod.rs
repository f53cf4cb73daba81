//! Replies to words, in the language of the group.
//!
//! The words stand in `locales/*.ftl`. What people wrote is made harmless on its way in
//! ([`harmless()`]): in an answer a nickname mentions nobody and forms no link.

mod harmless;

use std::collections::BTreeMap;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use unic_langid::LanguageIdentifier;

use crate::command::table::{self, Audience, COMMANDS, Definition, Usage};
use crate::domain::{
    BindFailure, Denial, Forbidden, Limited, MAX_CHARACTERS, NameError, Problem, Reply,
};
pub use harmless::harmless;

/// The locales, the one to fall back to first.
const LOCALES: &[(&str, &str)] =
    &[("en", include_str!("locales/en.ftl")), ("zh-CN", include_str!("locales/zh-CN.ftl"))];

/// A language that we speak.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Locale(&'static str);

impl Locale {
    /// English, the one to fall back to.
    pub const EN: Self = Self("en");
    /// Simplified Chinese.
    pub const ZH_CN: Self = Self("zh-CN");

    /// The locale of a BCP 47 tag: the same, or else one of the same language.
    #[must_use]
    pub fn parse(tag: &str) -> Option<Self> {
        let wanted: LanguageIdentifier = tag.trim().parse().ok()?;
        let known = || LOCALES.iter().map(|(tag, _)| Self(tag));
        let is = |locale: &Self, same: fn(&LanguageIdentifier, &LanguageIdentifier) -> bool| {
            locale.0.parse().is_ok_and(|known: LanguageIdentifier| same(&known, &wanted))
        };
        known()
            .find(|locale| is(locale, |known, wanted| known == wanted))
            .or_else(|| known().find(|locale| is(locale, |a, b| a.language == b.language)))
    }

    /// All that we speak.
    pub fn all() -> impl Iterator<Item = Self> {
        LOCALES.iter().map(|(tag, _)| Self(tag))
    }

    /// The tag.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        self.0
    }
}

/// How the people in an answer are written: `@userid` where DingTalk draws a mention of it, and
/// otherwise a name.
#[derive(Clone, Debug)]
pub struct Naming {
    /// The one who is answered; empty where that is clear.
    pub sender: String,
    /// Whether `sender` is a mention.
    pub is_mention: bool,
    /// The one whose name was changed.
    pub target: String,
}

/// All words in all languages.
pub struct Words {
    bundles: BTreeMap<Locale, FluentBundle<FluentResource>>,
}

impl Default for Words {
    fn default() -> Self {
        Self::new()
    }
}

impl Words {
    /// Loads the locales, which are part of the program.
    #[must_use]
    pub fn new() -> Self {
        Self {
            bundles: LOCALES.iter().map(|(tag, words)| (Locale(tag), bundle(tag, words))).collect(),
        }
    }

    /// The whole text of an answer.
    #[must_use]
    pub fn answer(&self, locale: Locale, reply: &Reply, naming: &Naming) -> String {
        let text = self.reply(locale, reply, naming);
        match naming.sender.as_str() {
            "" => text,
            sender if naming.is_mention => format!("{sender} {text}"),
            sender => self.say(locale, "addressed-by-name", &[("name", sender), ("text", &text)]),
        }
    }

    fn reply(&self, locale: Locale, reply: &Reply, naming: &Naming) -> String {
        let say = |key: &str, arguments: &[(&str, &str)]| self.say(locale, key, arguments);
        match reply {
            Reply::Renamed { target, old, new } => {
                let new = harmless(new.as_str());
                let target = target.as_ref().map(|_| naming.target.as_str());
                let old = old.as_ref().map(|old| harmless(old.as_str())).filter(|old| *old != new);
                match (target, old) {
                    (None, None) => say("renamed", &[("new", &new)]),
                    (None, Some(old)) => say("renamed-from", &[("old", &old), ("new", &new)]),
                    (Some(target), None) => {
                        say("renamed-other", &[("target", target), ("new", &new)])
                    }
                    (Some(target), Some(old)) => say(
                        "renamed-other-from",
                        &[("target", target), ("old", &old), ("new", &new)],
                    ),
                }
            }
            Reply::NameRefused(error) => self.name_error(locale, error),
            Reply::Denied(Denial::NotOwner) => say("denied-not-owner", &[]),
            Reply::Denied(Denial::OwnerUnknown) => say("denied-owner-unknown", &[]),
            Reply::OwnerUnknown(problem) => {
                let reason = self.problem(locale, problem);
                say("denied-owner-unknown-because", &[("reason", &reason)])
            }
            Reply::Failed(problem) => self.problem(locale, problem),
            Reply::TooOften { limited, count, per, wait } => {
                let key = match limited {
                    Limited::Sender => "too-often",
                    Limited::Group => "too-often-group",
                };
                let period = say(&format!("period-{per}"), &[]);
                let (count, wait) = (count.to_string(), wait.to_string());
                say(key, &[("count", &count), ("period", &period), ("wait", &wait)])
            }
            Reply::GivenUp => say("error-internal", &[]),
            Reply::Expired => say("expired", &[]),
            Reply::NotBound => say("not-bound", &[]),
            Reply::Bound => say("bound", &[]),
            Reply::BindFailed(BindFailure::OtherGroup) => say("bind-other-group", &[]),
            Reply::BindFailed(BindFailure::Refused(problem)) => self.bind_refused(locale, problem),
            Reply::Help { renames_others } => self.help(locale, *renames_others),
            Reply::Hint => say("hint", &[]),
            Reply::NotHereYet { command } => say("not-here-yet", &[("command", command)]),
            Reply::Usage { command, typed } => {
                let usages: Vec<String> = table::find(command)
                    .map(|definition| self.usages(locale, definition))
                    .unwrap_or_default();
                say(
                    "usage",
                    &[
                        ("command", command),
                        ("usages", &usages.join("\n")),
                        ("typed", &harmless(typed)),
                    ],
                )
            }
            Reply::DidYouMean { command, typed } => {
                say("did-you-mean", &[("command", command), ("typed", &harmless(typed))])
            }
            Reply::NameMissing => say("name-missing", &[]),
            Reply::TooManyMentioned => say("too-many-mentioned", &[]),
            Reply::TypedMention => say("typed-mention", &[]),
            Reply::SenderOutside => say("sender-outside", &[]),
            Reply::TargetOutside => say("target-outside", &[]),
            Reply::OnlyInGroups => say("only-in-groups", &[]),
        }
    }

    fn name_error(&self, locale: Locale, error: &NameError) -> String {
        match error {
            NameError::Empty => self.say(locale, "name-empty", &[]),
            NameError::Link => self.say(locale, "name-link", &[]),
            NameError::TooLong { characters } => self.say(
                locale,
                "name-too-long",
                &[("max", &MAX_CHARACTERS.to_string()), ("count", &characters.to_string())],
            ),
            NameError::Forbidden { position, code_point, why } => {
                let key = match why {
                    Forbidden::Control => "name-control",
                    Forbidden::LineBreak => "name-line-break",
                    Forbidden::Direction => "name-direction",
                    Forbidden::Invisible => "name-invisible",
                    Forbidden::PrivateUse => "name-private-use",
                    Forbidden::Noncharacter => "name-noncharacter",
                    Forbidden::StackedMark => "name-stacked-mark",
                };
                let code_point = format!("U+{code_point:04X}");
                let position = position.to_string();
                self.say(locale, key, &[("position", &position), ("code-point", &code_point)])
            }
        }
    }

    /// Why DingTalk did not confirm a chatid; ends with the code.
    #[must_use]
    pub fn bind_refused(&self, locale: Locale, problem: &Problem) -> String {
        match problem.key.as_str() {
            // The usual words advise to bind, which was just tried.
            "unknown-chatid" => self.coded(locale, "bind-unknown-chatid", problem),
            _ => self.say(locale, "bind-refused", &[("reason", &self.problem(locale, problem))]),
        }
    }

    /// What DingTalk said and who can mend it; ends with the code.
    #[must_use]
    pub fn problem(&self, locale: Locale, problem: &Problem) -> String {
        self.coded(locale, &format!("error-{}", problem.key), problem)
    }

    fn coded(&self, locale: Locale, key: &str, problem: &Problem) -> String {
        let scope = problem.scope.as_ref().map_or("", |scope| scope.as_str());
        let text = self.say(locale, key, &[("scope", scope)]);
        self.say(locale, "coded", &[("text", &text), ("code", &problem.code)])
    }

    fn help(&self, locale: Locale, renames_others: bool) -> String {
        let mut lines = vec![self.say(locale, "help-title", &[])];
        let mut said = "";
        for usage in COMMANDS.iter().filter(|command| command.built).flat_map(|c| c.usages) {
            let may = usage.audience == Audience::Everyone || renames_others;
            // Two ways to write the same need one line.
            if may && usage.key != said {
                said = usage.key;
                let (usage, description) = self.usage(locale, usage);
                let arguments = [("usage", usage.as_str()), ("description", &description)];
                lines.push(self.say(locale, "help-line", &arguments));
            }
        }
        let footer = if renames_others { "help-footer-renamers" } else { "help-footer" };
        lines.push(self.say(locale, footer, &[]));
        lines.join("\n")
    }

    /// The ways to write a command, in the language of the locale.
    #[must_use]
    pub fn usages(&self, locale: Locale, definition: &Definition) -> Vec<String> {
        definition.usages.iter().map(|usage| self.usage(locale, usage).0).collect()
    }

    /// How a command is written, and what it does.
    #[must_use]
    pub fn usage(&self, locale: Locale, usage: &Usage) -> (String, String) {
        let mut text = usage.text();
        for (placeholder, key) in [
            ("New Name", "placeholder-name"),
            ("@user", "placeholder-user"),
            ("reason", "placeholder-reason"),
        ] {
            if text.contains(placeholder) {
                text = text.replace(placeholder, &self.say(locale, key, &[]));
            }
        }
        (text, self.say(locale, &format!("help-{}", usage.key), &[]))
    }

    /// The words of a key. A key that no locale has is a fault of ours, which a test finds; then
    /// the key itself is said, since an answer must be given.
    #[must_use]
    pub fn say(&self, locale: Locale, key: &str, arguments: &[(&str, &str)]) -> String {
        let mut fluent = FluentArgs::with_capacity(arguments.len());
        for (name, value) in arguments {
            fluent.set(*name, *value);
        }
        [locale, Locale::EN]
            .iter()
            .find_map(|locale| {
                let bundle = self.bundles.get(locale)?;
                let pattern = bundle.get_message(key)?.value()?;
                Some(bundle.format_pattern(pattern, Some(&fluent), &mut Vec::new()).into_owned())
            })
            .unwrap_or_else(|| key.to_owned())
    }
}

fn bundle(tag: &str, words: &str) -> FluentBundle<FluentResource> {
    let language = tag.parse().expect("the tags of our table are tags");
    let mut bundle = FluentBundle::new_concurrent(vec![language]);
    // The marks around arguments would be shown or copied; `harmless` isolates where it must.
    bundle.set_use_isolating(false);
    let resource = FluentResource::try_new(words.to_owned());
    // A test demands that the locales have no errors; with one, the rest is still good.
    bundle.add_resource_overriding(resource.unwrap_or_else(|(resource, _)| resource));
    bundle
}

#[cfg(test)]
mod tests;
