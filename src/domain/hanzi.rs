//! Hanzi: which characters they are, how they sound, and traditional ones to simplified ones, one
//! for one, for comparing and never for showing.

use std::collections::HashMap;
use std::sync::LazyLock;

use pinyin::{Pinyin, ToPinyin, ToPinyinMulti};

/// Pairs, traditional before simplified; the file says where they come from.
const PAIRS: &str = include_str!("simplified.txt");

static SIMPLIFIED: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
    let lines = PAIRS.lines().filter(|line| !line.starts_with('#'));
    lines
        .flat_map(str::split_whitespace)
        .filter_map(|pair| {
            let mut pair = pair.chars();
            Some((pair.next()?, pair.next()?))
        })
        .collect()
});

/// Every traditional character with its simplified one.
pub(super) fn pairs() -> impl Iterator<Item = (char, char)> {
    SIMPLIFIED.iter().map(|(traditional, simplified)| (*traditional, *simplified))
}

/// The simplified character for a traditional one; any other stays as it is.
#[must_use]
pub fn simplified(character: char) -> char {
    // Most texts are made of these, or of simplified characters.
    if character.is_ascii() {
        return character;
    }
    SIMPLIFIED.get(&character).copied().unwrap_or(character)
}

/// Whether a character is a hanzi, a radical of one, or stands for one.
#[must_use]
pub fn is_hanzi(character: char) -> bool {
    matches!(
        character,
        '々' | '〇'
            | '\u{2E80}'..='\u{2FDF}'
            | '\u{3400}'..='\u{9FFF}'
            | '\u{F900}'..='\u{FAFF}'
            | '\u{20000}'..='\u{3FFFF}'
    )
}

/// How a hanzi may be read, in pinyin without tones; nothing for any other character.
pub fn pinyin(character: char) -> impl Iterator<Item = &'static str> {
    character.to_pinyin_multi().into_iter().flatten().map(Pinyin::plain)
}

/// How a hanzi is mostly read, with the number of the tone behind it: lao3.
pub(super) fn with_tone(character: char) -> Option<&'static str> {
    character.to_pinyin().map(Pinyin::with_tone_num_end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn traditional_characters_become_simplified_ones_and_those_stay() {
        for (typed, expected) in
            [("王老師", "王老师"), ("改暱稱為小龍", "改昵称为小龙"), ("李老师 Wang", "李老师 Wang")]
        {
            assert_eq!(typed.chars().map(simplified).collect::<String>(), expected);
        }
    }

    #[test]
    fn every_line_is_of_pairs_and_nothing_is_simplified_twice() {
        for pair in
            PAIRS.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace)
        {
            assert_eq!(pair.chars().count(), 2, "{pair}");
        }
        assert!(SIMPLIFIED.values().all(|&character| simplified(character) == character));
        assert!(SIMPLIFIED.len() > 4000, "the table was not read");
    }
}
