//! The shape of names in words: what a name lacks, and what is wrong with a format.

use super::{Locale, Words, harmless};
use crate::domain::{FormatError, Mismatch, MismatchReason, Rule};

impl Words {
    pub(super) fn misfit(&self, locale: Locale, mismatch: &Mismatch, example: &str) -> String {
        let reason = self.mismatch_reason(locale, &mismatch.reason);
        let (shape, example) = (harmless(&mismatch.shape), harmless(example));
        let arguments = [("shape", shape.as_str()), ("reason", &reason), ("example", &example)];
        // Of a regular expression there is no example.
        let key = if shape == example { "misfit-regex" } else { "misfit" };
        self.say(locale, key, &arguments)
    }

    fn mismatch_reason(&self, locale: Locale, reason: &MismatchReason) -> String {
        let say = |key: &str, arguments: &[(&str, &str)]| self.say(locale, key, arguments);
        match reason {
            MismatchReason::Part { part, rule, found } => {
                let (part, rule) = (harmless(part), self.rule(locale, rule));
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
                let (literal, part) = (harmless(literal), harmless(part));
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

    pub(super) fn format_set(&self, locale: Locale, shape: &str, example: &str) -> String {
        let (shape, example) = (harmless(shape), harmless(example));
        let key = if shape == example { "changed-format-regex" } else { "changed-format" };
        self.say(locale, key, &[("shape", &shape), ("example", &example)])
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
