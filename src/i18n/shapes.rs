//! The shape of names in words: what a name lacks, and what is wrong with a format.

use super::{Locale, Words, harmless};
use crate::domain::{Format, FormatError, Mismatch, MismatchReason, Nickname, Rule};

impl Words {
    pub(super) fn misfit(&self, locale: Locale, mismatch: &Mismatch) -> String {
        if mismatch.reason == MismatchReason::Regex {
            return self.say(locale, "misfit-regex", &[]);
        }
        let reason = self.mismatch_reason(locale, &mismatch.reason);
        self.say(locale, "misfit", &[("reason", &reason)])
    }

    /// What is not known of a name, in the words of this key.
    pub(super) fn wanting(
        &self,
        locale: Locale,
        key: &str,
        shape: &str,
        parts: &[String],
    ) -> String {
        let parts: Vec<String> = parts.iter().map(|part| self.part(locale, part)).collect();
        let parts = parts.join(&self.say(locale, "list-comma", &[]));
        let shape = self.shape(locale, shape);
        self.say(locale, key, &[("shape", &shape), ("parts", &parts)])
    }

    pub(super) fn newcomer(
        &self,
        locale: Locale,
        shape: &str,
        parts: &[String],
        example: Option<&Nickname>,
    ) -> String {
        let key = if parts.is_empty() { "newcomer" } else { "newcomer-parts" };
        let text = self.wanting(locale, key, shape, parts);
        match example {
            None => self.say(locale, "newcomer-ask", &[("text", &text)]),
            Some(example) => {
                let text = self.say(locale, "newcomer-line", &[("text", &text)]);
                self.with_line(locale, &text, &format!("/nick {example}"))
            }
        }
    }

    /// A line to copy with a name that would do; where none is known, what names look like.
    pub(super) fn with_example(
        &self,
        locale: Locale,
        text: &str,
        is_for_another: bool,
        shape: &str,
        example: Option<&Nickname>,
    ) -> String {
        match example {
            Some(example) => {
                let text = self.say(locale, "with-example", &[("text", text)]);
                let start = if is_for_another { "/nick @user" } else { "/nick" };
                self.with_line(locale, &text, &format!("{start} {example}"))
            }
            None if is_expression(shape) => text.to_owned(),
            None => {
                let shape = self.shape(locale, shape);
                format!("{text}\n{}", self.say(locale, "like-this", &[("shape", &shape)]))
            }
        }
    }

    /// The shape that a format's source has, for people.
    pub(super) fn shape_of(&self, locale: Locale, source: &str) -> String {
        match Format::parse(source) {
            Ok(format) => self.shape(locale, &format.shape()),
            Err(_) => harmless(source),
        }
    }

    /// A shape as people are told of it: without the braces, which only those need who set it.
    pub(super) fn shape(&self, locale: Locale, shape: &str) -> String {
        if is_expression(shape) {
            return harmless(shape);
        }
        let mut told = String::with_capacity(shape.len());
        let mut rest = shape;
        while let Some((before, after)) = rest.split_once('{') {
            let (part, after) = after.split_once('}').unwrap_or((after, ""));
            told.push_str(before);
            told.push_str(&self.part(locale, part.trim_end_matches('?')));
            rest = after;
        }
        told.push_str(rest);
        harmless(&told)
    }

    /// A part as people are told of it: those of the directory in their language.
    pub(super) fn part(&self, locale: Locale, part: &str) -> String {
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
                match (found.as_ref().map(|found| harmless(found)), rule) {
                    (None, None) => say("misfit-part-missing", &[("part", &part)]),
                    (None, Some(rule)) => {
                        say("misfit-part-missing-rule", &[("part", &part), ("rule", &rule)])
                    }
                    (Some(found), None) => {
                        say("misfit-part-wrong", &[("part", &part), ("found", &found)])
                    }
                    (Some(found), Some(rule)) => {
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
            MismatchReason::NotFilled(part) => {
                say("misfit-not-filled", &[("part", &self.part(locale, part))])
            }
            MismatchReason::LeftOver(text) => say("misfit-left-over", &[("text", &harmless(text))]),
            MismatchReason::Regex => String::new(),
        }
    }

    /// What a part must be, where that can be told to people who write no expressions.
    fn rule(&self, locale: Locale, rule: &Rule) -> Option<String> {
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
            Rule::AnyText | Rule::Pattern(_) => None,
            Rule::Digits { least, most } => Some(range("rule-digits", *least, *most)),
            Rule::Length { least, most } => Some(range("rule-length", *least, *most)),
            Rule::OneOf(words) => {
                let words: Vec<String> = words.iter().map(|word| harmless(word)).collect();
                let words = words.join(&self.say(locale, "list-comma", &[]));
                Some(self.say(locale, "rule-one-of", &[("words", &words)]))
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
        let text = match example {
            None => text,
            Some(example) => {
                let example = harmless(example.as_str());
                self.say(
                    locale,
                    "changed-format-example",
                    &[("text", &text), ("example", &example)],
                )
            }
        };
        format!("{text}\n{}", self.say(locale, "changed-format-check", &[]))
    }

    /// Why a text is no format.
    #[must_use]
    pub fn format_refused(&self, locale: Locale, error: &FormatError) -> String {
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

fn is_expression(shape: &str) -> bool {
    shape.len() > 1 && shape.starts_with('/') && shape.ends_with('/')
}
