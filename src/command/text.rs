//! Cutting texts up for people who type on a phone and for those who type Chinese.
//!
//! Words are found in the *fold* of a text: full width is half, capitals are small, traditional
//! characters are simplified, and every kind of space is one space. The fold is only looked at;
//! what is taken out of a text is taken from the text as it was typed.

use std::ops::Range;

use super::pattern::Pattern;
use crate::domain::simplified;

/// A text beside its fold.
pub(super) struct Folded<'typed> {
    typed: &'typed str,
    text: String,
    /// For each byte of the fold, and for its end, where that stands in `typed`; nothing where it
    /// stands in the same place.
    places: Vec<usize>,
}

impl<'typed> Folded<'typed> {
    pub(super) fn of(typed: &'typed str) -> Self {
        if typed.is_ascii() {
            return Self { typed, text: fold(typed), places: Vec::new() };
        }
        let mut text = String::with_capacity(typed.len());
        let mut places = Vec::with_capacity(typed.len() + 1);
        for (place, character) in typed.char_indices() {
            text.push(fold_character(character));
            places.resize(text.len(), place);
        }
        places.push(typed.len());
        Self { typed, text, places }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// What was typed where the fold has this range.
    pub(super) fn typed(&self, range: Range<usize>) -> &'typed str {
        let place = |of: usize| self.places.get(of).copied().unwrap_or(of);
        &self.typed[place(range.start)..place(range.end)]
    }
}

/// What was typed where the group of this name matches, if the pattern does.
pub(super) fn capture<'typed>(
    pattern: &Pattern,
    typed: &'typed str,
    group: &str,
) -> Option<&'typed str> {
    let folded = Folded::of(typed);
    let found = pattern.captures(folded.text())?.name(group)?;
    Some(folded.typed(found.range()))
}

/// The text before the first match of the pattern, which ends where the text does.
pub(super) fn before<'typed>(pattern: &Pattern, typed: &'typed str) -> Option<&'typed str> {
    let folded = Folded::of(typed);
    let found = pattern.find(folded.text())?;
    Some(folded.typed(0..found.start()))
}

/// The text after the match of the pattern, which begins where the text does.
pub(super) fn after<'typed>(pattern: &Pattern, typed: &'typed str) -> Option<&'typed str> {
    let folded = Folded::of(typed);
    let found = pattern.find(folded.text())?;
    Some(folded.typed(found.end()..folded.text().len()))
}

/// The fold of a text.
pub(super) fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.bytes().map(|byte| char::from(fold_ascii(byte))).collect();
    }
    text.chars().map(fold_character).collect()
}

fn fold_character(character: char) -> char {
    const OFFSET: u32 = 0xFF01 - 0x21;
    if let Ok(byte) = u8::try_from(character)
        && byte.is_ascii()
    {
        return char::from(fold_ascii(byte));
    }
    match character {
        '\u{200B}' | '\u{2060}' | '\u{FEFF}' => ' ',
        c if c.is_whitespace() => ' ',
        '\u{FF01}'..='\u{FF5E}' => {
            let narrow = char::from_u32(u32::from(character) - OFFSET).unwrap_or(character);
            narrow.to_ascii_lowercase()
        }
        other => {
            let mut lower = other.to_lowercase();
            // One for one, so that places can be told.
            let single = lower.next().filter(|_| lower.next().is_none());
            simplified(single.unwrap_or(other))
        }
    }
}

fn fold_ascii(byte: u8) -> u8 {
    match byte {
        b'\t' | b'\x0B' | b'\x0C' | b'\r' => b' ',
        other => other.to_ascii_lowercase(),
    }
}

/// Drops white space and the invisible characters that clients put at the edges of a text.
pub(super) fn trim(text: &str) -> &str {
    text.trim_matches(|c: char| {
        // Around a name that runs from right to left, answers put marks that isolate it; they come
        // back when it is copied.
        c.is_whitespace()
            || matches!(
                c,
                '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}'
            )
    })
}

/// What follows `--`, the sign that all the rest is a name. Input methods and phones make dashes
/// of two hyphens.
pub(super) fn after_dashes(rest: &str) -> Option<&str> {
    let (word, name) = first_word(rest);
    let is_sign = matches!(word, "--" | "—" | "——" | "–" | "－－" | "－");
    // --help is a command elsewhere, and --张三 none.
    let glued = || {
        let name = ["--", "——", "－－"].iter().find_map(|sign| rest.strip_prefix(sign))?;
        name.starts_with(|c: char| !c.is_ascii() && c.is_alphanumeric()).then_some(name)
    };
    if is_sign { Some(name) } else { glued() }
}

/// The first word, and what follows it.
pub(super) fn first_word(rest: &str) -> (&str, &str) {
    match rest.split_once(char::is_whitespace) {
        Some((word, arguments)) => (word, trim(arguments)),
        None => (rest, ""),
    }
}

/// The words that somebody typed with `@` instead of picking a person from the list.
pub(super) fn typed_mentions(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace()
        .filter_map(|word| word.strip_prefix(['@', '＠']).filter(|name| !name.is_empty()))
}
