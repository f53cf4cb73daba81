//! Help, from the table of commands: on one screen what somebody uses here, and on demand the rest.

use super::{Locale, Words};
use crate::command::table::{Audience, COMMANDS, Definition, Usage};

/// What each person uses most, by the keys of the lines. An answer has seven lines at most.
const FOR_MEMBERS: &[&str] = &["rename", "undo", "reset", "whoami"];
const FOR_RENAMERS: &[&str] = &["rename", "rename-other", "undo", "whoami"];
const FOR_GOVERNORS: &[&str] = &["rename", "rename-other", "undo-other", "format", "status"];
const FOR_THE_OTHERS: &[&str] = &["request", "whoami", "history", "status"];

impl Words {
    pub(super) fn help(
        &self,
        locale: Locale,
        renames_self: bool,
        renames_others: bool,
        governs: bool,
        all: bool,
    ) -> String {
        let may = |usage: &Usage| match usage.audience {
            Audience::Everyone => true,
            Audience::Oneself => renames_self,
            Audience::Renamers => renames_others,
            Audience::Governors => governs,
        };
        let most_used = match (renames_self, renames_others, governs) {
            (_, _, true) => FOR_GOVERNORS,
            (_, true, _) => FOR_RENAMERS,
            (true, ..) => FOR_MEMBERS,
            (false, ..) => FOR_THE_OTHERS,
        };
        let mut lines = vec![self.say(locale, "help-title", &[])];
        let mut said = "";
        for usage in COMMANDS.iter().flat_map(|command| command.usages) {
            // Two ways to write the same need one line.
            if may(usage) && usage.key != said && (all || most_used.contains(&usage.key)) {
                said = usage.key;
                lines.push(self.help_line(locale, usage));
            }
        }
        lines.push(self.say(locale, if all { "help-footer-all" } else { "help-footer" }, &[]));
        lines.join("\n")
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
