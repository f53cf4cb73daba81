//! Help, from the table of commands: on one screen what somebody uses here, and on demand the rest,
//! in pages.

use super::{Locale, Words};
use crate::command::table::{Audience, COMMANDS, Definition, Usage};
use crate::domain::Topic;

/// What each person uses most, by the keys of the lines. An answer has seven lines at most.
const FOR_MEMBERS: &[&str] = &["rename", "undo", "reset", "whoami"];
const FOR_RENAMERS: &[&str] = &["rename", "rename-other", "undo", "whoami"];
const FOR_GOVERNORS: &[&str] = &["rename", "rename-other", "undo-other", "format", "status"];
const FOR_THE_OTHERS: &[&str] = &["request", "whoami", "history", "status"];

/// More lines than these are no screen of a phone.
const MOST_LINES: usize = 14;

/// Who reads help: what they may do here.
#[derive(Clone, Copy)]
pub(super) struct HelpReader {
    pub renames_self: bool,
    pub renames_others: bool,
    pub governs: bool,
}

impl HelpReader {
    fn may(self, usage: &Usage) -> bool {
        match usage.audience {
            Audience::Everyone => true,
            Audience::Oneself => self.renames_self,
            Audience::Renamers => self.renames_others,
            Audience::Governors => self.governs,
        }
    }

    fn most_used(self) -> &'static [&'static str] {
        match self {
            Self { governs: true, .. } => FOR_GOVERNORS,
            Self { renames_others: true, .. } => FOR_RENAMERS,
            Self { renames_self: true, .. } => FOR_MEMBERS,
            _ => FOR_THE_OTHERS,
        }
    }
}

/// Whether a line leads to a page of help.
fn leads_to_a_page(usage: &Usage) -> bool {
    usage.key.starts_with("topic-")
}

impl Words {
    /// What somebody uses most.
    pub(super) fn help(&self, locale: Locale, reader: HelpReader) -> String {
        let is_shown = |usage: &Usage| reader.most_used().contains(&usage.key);
        self.help_page(locale, "help-footer", self.help_lines(locale, reader, None, is_shown))
    }

    /// All commands; where they are too many for one screen, the pages that tell of them.
    pub(super) fn all_help(&self, locale: Locale, reader: HelpReader) -> String {
        let mut lines = self.help_lines(locale, reader, None, |usage| !leads_to_a_page(usage));
        if lines.len() > MOST_LINES {
            lines = self.help_lines(locale, reader, None, leads_to_a_page);
        }
        self.help_page(locale, "help-footer-all", lines)
    }

    /// The commands of one page.
    pub(super) fn help_about(&self, locale: Locale, reader: HelpReader, topic: Topic) -> String {
        let is_shown = |usage: &Usage| !leads_to_a_page(usage);
        let lines = self.help_lines(locale, reader, Some(topic), is_shown);
        self.help_page(locale, "help-footer-all", lines)
    }

    fn help_lines(
        &self,
        locale: Locale,
        reader: HelpReader,
        topic: Option<Topic>,
        is_shown: impl Fn(&Usage) -> bool,
    ) -> Vec<String> {
        let of_topic = COMMANDS.iter().filter(|it| topic.is_none_or(|topic| it.topic() == topic));
        let usages = of_topic.flat_map(|command| command.usages);
        let mut shown: Vec<&Usage> =
            usages.filter(|usage| reader.may(usage) && is_shown(usage)).collect();
        // Two ways to write the same need one line.
        shown.dedup_by_key(|usage| usage.key);
        shown.into_iter().map(|usage| self.help_line(locale, usage)).collect()
    }

    fn help_page(&self, locale: Locale, footer: &str, lines: Vec<String>) -> String {
        let title = self.say(locale, "help-title", &[]);
        let footer = self.say(locale, footer, &[]);
        [vec![title], lines, vec![footer]].concat().join("\n")
    }

    fn help_line(&self, locale: Locale, usage: &Usage) -> String {
        let (usage, description) = self.usage(locale, usage);
        self.say(locale, "help-line", &[("usage", &usage), ("description", &description)])
    }

    /// The ways to write a command, in the language of the locale.
    #[must_use]
    pub fn usages(&self, locale: Locale, definition: &Definition) -> Vec<String> {
        definition.usages.iter().map(|usage| self.usage(locale, usage).0).collect()
    }

    /// What a line does, if it is a command as the table has it.
    pub(super) fn meaning(&self, locale: Locale, line: &str) -> Option<String> {
        let mut usages = COMMANDS.iter().flat_map(|command| command.usages);
        let usage = usages.find(|usage| usage.text() == line)?;
        Some(self.usage(locale, usage).1)
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
}
