//! The shape of names in words: what a name lacks, and what is wrong with a format.

use super::{Locale, Words, harmless};
use crate::domain::{FormatError, Mismatch, MismatchReason, Nickname, Rule};

impl Words {
    pub(super) fn misfit(
        &self,
        locale: Locale,
        mismatch: &Mismatch,
        example: Option<&Nickname>,
    ) -> String {
        let shape = harmless(&mismatch.shape);
        if mismatch.reason == MismatchReason::Regex {
            return self.say(locale, "misfit-regex", &[("shape", &shape)]);
        }
        let reason = self.mismatch_reason(locale, &mismatch.reason);
        let text = self.say(locale, "misfit", &[("shape", &shape), ("reason", &reason)]);
        self.with_example(locale, text, example)
    }

    /// What is not known of a name, in the words of this key.
    pub(super) fn wanting(
        &self,
        locale: Locale,
        key: &str,
        shape: &str,
        parts: &[String],
        example: Option<&Nickname>,
    ) -> String {
        let parts: Vec<String> = parts.iter().map(|part| self.part(locale, part)).collect();
        let parts = parts.join(&self.say(locale, "list-comma", &[]));
        let shape = harmless(shape);
        let arguments = [("shape", shape.as_str()), ("parts", &parts)];
        self.with_example(locale, self.say(locale, key, &arguments), example)
    }

    fn with_example(&self, locale: Locale, text: String, example: Option<&Nickname>) -> String {
        match example {
            None => text,
            Some(example) => {
                let example = harmless(example.as_str());
                self.say(locale, "with-example", &[("text", &text), ("example", &example)])
            }
        }
    }

    /// A part as people are told of it: those of the directory in their language.
    fn part(&self, locale: Locale, part: &str) -> String {
        match part {
            "name" | "dept" | "title" | "jobnumber" => {
                self.say(locale, &format!("part-{part}"), &[])
            }
            other => harmless(other),
        }
    }

    fn mismatch_reason(&self, locale: Locale, reason: &MismatchReason) -> String {
        let say = |key: &str, arguments: &[(&str, &str)]| self.say(locale, key, arguments);
        match reason {
            MismatchReason::Part { part, rule, found } => {
                let (part, rule) = (self.part(locale, part), self.rule(locale, rule));
                match found {
                    None => say("misfit-part-missing", &[("part", &part), ("rule", &rule)]),
                    Some(found) => {
                        let found = harmless(found);
                        say("misfit-part", &[("part", &part), ("rule", &rule), ("found", &found)])
                    }
                }
            }
            MismatchReason::Literal { literal, after: None } => {
                say("misfit-beginning", &[("literal", &harmless(literal))])
            }
            MismatchReason::Literal { literal, after: Some(part) } => {
                let (literal, part) = (harmless(literal), self.part(locale, part));
                say("misfit-literal", &[("literal", &literal), ("part", &part)])
            }
            MismatchReason::LeftOver(text) => say("misfit-left-over", &[("text", &harmless(text))]),
            MismatchReason::Regex => String::new(),
        }
    }

    fn rule(&self, locale: Locale, rule: &Rule) -> String {
        let range = |key: &str, least: u32, most: Option<u32>| {
            let (least_text, most_text) = (least.to_string(), most.unwrap_or(least).to_string());
            let arguments = [("least", least_text.as_str()), ("most", most_text.as_str())];
            match most {
                None => self.say(locale, &format!("{key}-least"), &arguments[..1]),
                Some(most) if most == least => {
                    self.count(locale, &format!("{key}-exactly"), u64::from(least))
                }
                Some(_) => self.say(locale, &format!("{key}-range"), &arguments),
            }
        };
        match rule {
            Rule::AnyText => self.say(locale, "rule-any", &[]),
            Rule::Digits { least, most } => range("rule-digits", *least, *most),
            Rule::Length { least, most } => range("rule-length", *least, *most),
            Rule::OneOf(words) => {
                let words: Vec<String> = words.iter().map(|word| harmless(word)).collect();
                let words = words.join(&self.say(locale, "list-comma", &[]));
                self.say(locale, "rule-one-of", &[("words", &words)])
            }
            Rule::Pattern(pattern) => {
                self.say(locale, "rule-pattern", &[("pattern", &harmless(pattern))])
            }
        }
    }

    pub(super) fn format_set(
        &self,
        locale: Locale,
        shape: &str,
        example: Option<&Nickname>,
    ) -> String {
        let text = self.say(locale, "changed-format", &[("shape", &harmless(shape))]);
        let text = self.with_example(locale, text, example);
        format!("{text}\n{}", self.say(locale, "changed-format-check", &[]))
    }

    pub(super) fn format_refused(&self, locale: Locale, error: &FormatError) -> String {
        let say = |key: &str, arguments: &[(&str, &str)]| self.say(locale, key, arguments);
        let reason = match error {
            FormatError::TooLong { most } => say("format-too-long", &[("max", &most.to_string())]),
            FormatError::NoPart => say("format-no-part", &[]),
            FormatError::Brace { position } => {
                say("format-brace", &[("position", &position.to_string())])
            }
            FormatError::PartName(name) => say("format-part-name", &[("part", &harmless(name))]),
            FormatError::PartTwice(name) => say("format-part-twice", &[("part", &harmless(name))]),
            FormatError::PartsTouch(first, second) => {
                let (first, second) = (harmless(first), harmless(second));
                say("format-parts-touch", &[("first", &first), ("second", &second)])
            }
            FormatError::Regex { part: Some(part) } => {
                say("format-part-regex", &[("part", &harmless(part))])
            }
            FormatError::Regex { part: None } => say("format-regex", &[]),
            FormatError::Literal(literal) => {
                say("format-literal", &[("literal", &harmless(literal))])
            }
            FormatError::LongerThanNames => say("format-longer-than-names", &[]),
        };
        say("format-refused", &[("reason", &reason)])
    }
}
