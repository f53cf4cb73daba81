//! A name, or a part of one, as it is looked through for titles.

use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};

use crate::domain::{Likeness, hanzi};

/// A name or a part of it.
pub(super) struct Piece {
    pub likeness: Likeness,
    pub is_whole: bool,
    /// It is the first of several.
    pub is_initial: bool,
    /// It has letters of a script that sets spaces between words.
    pub is_spaced: bool,
    /// The words of letters of a whole name, and each two or three that follow each other.
    pub words: Vec<Word>,
    /// How many words there are.
    pub count: usize,
}

/// Words of letters that follow each other: from the first to before the last, counted.
pub(super) struct Word {
    pub likeness: Likeness,
    pub start: usize,
    pub end: usize,
    /// It is written in one, and nothing of a word is left out.
    pub is_run: bool,
}

impl Piece {
    /// A text and its parts: people put titles into brackets and behind hyphens.
    pub(super) fn all_of(text: &str) -> Vec<Self> {
        let parts: Vec<&str> = text
            .split(|c: char| !is_part(c) && !"'’@!$|".contains(c))
            .filter(|part| !part.is_empty())
            .collect();
        let (words, count) = words(text);
        let mut pieces = vec![Self { is_whole: true, words, count, ..Self::part(text) }];
        if parts.len() > 1 {
            pieces.extend(parts.into_iter().map(Self::part));
            pieces[1].is_initial = true;
        }
        pieces
    }

    fn part(text: &str) -> Self {
        Self {
            likeness: Likeness::of_pose(text),
            is_whole: false,
            is_initial: false,
            is_spaced: !text.chars().any(is_unspaced),
            words: Vec::new(),
            count: 0,
        }
    }
}

/// The words of letters in a text, alone and joined: `HeadTeacher`, `IT-Support`, `A d m i n`.
fn words(text: &str) -> (Vec<Word>, usize) {
    const MOST_JOINED: usize = 3;
    let mut words: Vec<String> = Vec::new();
    // How many pieces of one run there are up to each word.
    let mut runs: Vec<usize> = Vec::new();
    let mut run = 0;
    let mut before: Option<char> = None;
    for character in text.chars() {
        let is_part = (is_part(character) && !is_unspaced(character)) || "@!$|".contains(character);
        let begins = before.is_none_or(|before| before.is_lowercase() && character.is_uppercase());
        if is_part && before.is_none() {
            run += 1;
        }
        before = is_part.then_some(character);
        match (is_part, begins, words.last_mut()) {
            (false, ..) => {}
            (true, false, Some(word)) => word.push(character),
            (true, ..) => {
                words.push(character.to_string());
                runs.push(run);
            }
        }
    }
    // 高 l a o s h i: letters that stand alone are one word.
    let is_letter = |word: &String| word.chars().count() == 1;
    let mut found = Vec::new();
    for start in 0..words.len() {
        let letters = words[start..].iter().take_while(|word| is_letter(word)).count();
        let longest = words.len().min(start + MOST_JOINED);
        let spelt = Some(start + letters).filter(|&end| end > longest);
        for end in (start + 1..=longest).chain(spelt) {
            let likeness = Likeness::of_pose(&words[start..end].concat());
            let is_run = runs[start] == runs[end - 1]
                && (start == 0 || runs[start - 1] != runs[start])
                && runs.get(end) != Some(&runs[start]);
            found.push(Word { likeness, start, end, is_run });
        }
    }
    (found, words.len())
}

/// Whether a character is a part of words: a letter, a digit, or a mark on one.
fn is_part(character: char) -> bool {
    character.is_alphanumeric() || character.general_category_group() == GeneralCategoryGroup::Mark
}

/// Whether a character is written without spaces between words, or with endings on them: hanzi,
/// kana, hangul, Thai.
pub(super) fn is_unspaced(character: char) -> bool {
    hanzi::is_hanzi(character)
        || matches!(character,
            '\u{0E00}'..='\u{0E7F}' | '\u{3040}'..='\u{312F}' | '\u{AC00}'..='\u{D7AF}')
}
