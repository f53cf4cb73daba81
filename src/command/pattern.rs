//! A regular expression of ours, behind a filter: of certain characters, one stands in every text
//! that it matches. Most lines have none of them. So a line that is matched against all of our
//! expressions costs little, and an expression that no line has needed yet is not even compiled.

use std::borrow::Cow;
use std::sync::OnceLock;

use regex::{Captures, Match, Regex};
use regex_syntax::hir::{Class, Hir, HirKind};

/// A larger class of characters is no use as a filter.
const LARGEST_CLASS: usize = 64;

/// A regular expression, in which a dot is a line break too.
#[derive(Debug)]
pub(super) struct Pattern {
    source: String,
    /// One of these stands in each match; nothing where nothing is needed.
    needed: Option<Characters>,
    regex: OnceLock<Regex>,
}

/// What tests have compiled.
const COMPILES: &str = "a pattern of ours, which tests compile";

/// A pattern of ours.
pub(super) fn pattern(pattern: &str) -> Pattern {
    let source = format!("(?s){pattern}");
    let needed = needed(&regex_syntax::parse(&source).expect(COMPILES));
    let needed = needed.map(|characters| Characters::of(&characters));
    Pattern { source, needed, regex: OnceLock::new() }
}

impl Pattern {
    pub(super) fn is_match(&self, text: &str) -> bool {
        self.for_text(text).is_some_and(|regex| regex.is_match(text))
    }

    pub(super) fn find<'text>(&self, text: &'text str) -> Option<Match<'text>> {
        self.for_text(text)?.find(text)
    }

    /// What the groups match. Whether anything does is told without room for them.
    pub(super) fn captures<'text>(&self, text: &'text str) -> Option<Captures<'text>> {
        self.for_text(text).filter(|regex| regex.is_match(text))?.captures(text)
    }

    /// The text without the first match.
    pub(super) fn without<'text>(&self, text: &'text str) -> Cow<'text, str> {
        self.for_text(text).map_or(Cow::Borrowed(text), |regex| regex.replace(text, ""))
    }

    /// The text without any match.
    pub(super) fn without_any<'text>(&self, text: &'text str) -> Cow<'text, str> {
        self.for_text(text).map_or(Cow::Borrowed(text), |regex| regex.replace_all(text, ""))
    }

    /// The expression, for a text that may match.
    fn for_text(&self, text: &str) -> Option<&Regex> {
        let may_match = self.needed.as_ref().is_none_or(|needed| needed.has_one_in(text));
        debug_assert!(may_match || !self.regex().is_match(text), "{} in {text}", self.source);
        may_match.then(|| self.regex())
    }

    fn regex(&self) -> &Regex {
        self.regex.get_or_init(|| Regex::new(&self.source).expect(COMPILES))
    }
}

/// A set of characters, some of which are taken for others.
#[derive(Debug)]
struct Characters([u64; 16]);

impl Characters {
    fn of(characters: &[char]) -> Self {
        let mut set = [0; 16];
        for (word, bit) in characters.iter().map(|character| Self::place(*character)) {
            set[word] |= bit;
        }
        Self(set)
    }

    fn has_one_in(&self, text: &str) -> bool {
        text.chars().map(Self::place).any(|(word, bit)| self.0[word] & bit != 0)
    }

    fn place(character: char) -> (usize, u64) {
        let code = u32::from(character) % 1024;
        ((code / 64) as usize, 1 << (code % 64))
    }
}

/// Characters of which one stands in each match: of several such sets the one that the fewest texts
/// have something of, as it seems.
fn needed(expression: &Hir) -> Option<Vec<char>> {
    match expression.kind() {
        HirKind::Empty | HirKind::Look(_) => None,
        HirKind::Literal(literal) => {
            let text = str::from_utf8(&literal.0).ok()?;
            text.chars().min_by_key(|character| frequency(*character)).map(|rarest| vec![rarest])
        }
        HirKind::Class(Class::Unicode(class)) => {
            let ranges = class.ranges().iter();
            let size: usize = ranges.map(regex_syntax::hir::ClassUnicodeRange::len).sum();
            let characters = || class.ranges().iter().flat_map(|it| it.start()..=it.end());
            (size <= LARGEST_CLASS).then(|| characters().collect())
        }
        HirKind::Class(Class::Bytes(_)) => None,
        HirKind::Repetition(repetition) => {
            if repetition.min == 0 {
                None
            } else {
                needed(&repetition.sub)
            }
        }
        HirKind::Capture(capture) => needed(&capture.sub),
        HirKind::Concat(parts) => {
            let total = |characters: &Vec<char>| -> u32 {
                characters.iter().map(|character| frequency(*character)).sum()
            };
            parts.iter().filter_map(needed).min_by_key(total)
        }
        HirKind::Alternation(choices) => {
            let all: Option<Vec<Vec<char>>> = choices.iter().map(needed).collect();
            all.map(|all| all.concat())
        }
    }
}

/// How often a character stands in what people write, roughly.
fn frequency(character: char) -> u32 {
    const LETTERS: &str = "zqxjkvbpygfwmucldrhsnioate";
    match LETTERS.chars().position(|letter| letter == character) {
        Some(place) => 10 + 2 * u32::try_from(place).unwrap_or_default(),
        None if character == ' ' => 500,
        None if character.is_ascii() => 10,
        None => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_needed_is_what_no_match_can_do_without() {
        for (source, expected) in [
            ("改名", Some("改")),
            ("nick", Some("k")),
            ("^(?:请|麻烦)*改?(?P<name>叫|成).*$", Some("叫成")),
            ("(?:改|换)+(?:一下)?", Some("改换")),
            ("a (?:b|z)", Some("bz")),
            ("[吧呗]$", Some("吧呗")),
            ("(?:改|x?)", None),
            (r"^\S+$", None),
            ("x{0,3}", None),
            (r"\bnick\b", Some("k")),
            (".*", None),
            ("", None),
        ] {
            let found = needed(&regex_syntax::parse(source).expect("a pattern"));
            let mut found = found.map(|it| it.into_iter().collect::<Vec<_>>());
            if let Some(found) = &mut found {
                found.sort_unstable();
            }
            let expected = expected.map(|it| {
                let mut characters: Vec<char> = it.chars().collect();
                characters.sort_unstable();
                characters
            });
            assert_eq!(found, expected, "failed on {source}");
        }
    }

    #[test]
    fn the_filter_changes_no_answer() {
        let found = pattern("^(?:请)?(?P<verb>改|换)成(?P<name>.+)$");
        for (text, expected) in [
            ("改成小明", Some("小明")),
            ("请换成\n小明", Some("\n小明")),
            ("叫小明", None),
            ("改小明", None),
            ("", None),
        ] {
            let name = found.captures(text).map(|it| it["name"].to_owned());
            assert_eq!(name.as_deref(), expected, "failed on {text}");
            assert_eq!(found.is_match(text), expected.is_some(), "failed on {text}");
            assert_eq!(found.find(text).is_some(), expected.is_some(), "failed on {text}");
        }
        let tail = pattern("(?:吧|呢)+");
        assert_eq!(
            (tail.without("走吧"), tail.without_any("走吧呢走吧")),
            ("走".into(), "走走".into())
        );
        assert_eq!(tail.without("走"), "走");
    }
}
