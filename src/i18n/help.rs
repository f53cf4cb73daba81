//! Help, from the table of commands.

use super::{Locale, Words};
use crate::command::table::{Audience, COMMANDS, Definition, Usage};

impl Words {
    pub(super) fn help(
        &self,
        locale: Locale,
        renames_self: bool,
        renames_others: bool,
        governs: bool,
    ) -> String {
        let mut lines = vec![self.say(locale, "help-title", &[])];
        let mut said = "";
        for usage in COMMANDS.iter().flat_map(|command| command.usages) {
            let may = match usage.audience {
                Audience::Everyone => true,
                Audience::Oneself => renames_self,
                Audience::Renamers => renames_others,
                Audience::Governors => governs,
            };
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
}
