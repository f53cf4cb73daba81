//! Titles that are known by their sound, whichever characters write it (王校涨, 板主任), and in
//! pinyin among characters (王校zhang).

use std::collections::HashMap;

use super::bearer::Bearer;
use super::list::List;
use super::piece::Piece;
use super::place;
use super::span::Span;
use crate::domain::{Likeness, hanzi};

/// The titles that are known by their sounds, and what is put in place of their characters.
#[derive(Debug)]
pub(super) struct Sounds {
    heard: Vec<Heard>,
    /// By each of their characters: one of them is always right.
    by_character: HashMap<char, Vec<usize>>,
    /// What is drawn like a character, as readings have it.
    drawn: HashMap<char, String>,
}

/// A title with its sounds.
#[derive(Debug)]
struct Heard {
    title: usize,
    characters: Vec<char>,
    sounds: Vec<Sound>,
    /// The tones count at the end of a name as well.
    is_exact: bool,
}

#[derive(Debug)]
struct Sound {
    /// In letters, as readings have them.
    letters: Vec<char>,
    plain: String,
    with_tone: String,
}

/// How a title may be read at some place.
#[derive(Default)]
struct Reading {
    end: usize,
    /// Characters that are others than the title's.
    wrong: Vec<char>,
    right: usize,
    spelt: usize,
    /// The others are read in the title's tones.
    has_tones: bool,
    /// The first of all is not.
    is_slurred: bool,
}

impl Sounds {
    pub(super) fn of(list: &List) -> Self {
        let mut by_character: HashMap<char, Vec<usize>> = HashMap::new();
        let mut all = Vec::new();
        for (text, sounds, is_exact) in &list.heard {
            let Some(title) = list.titles.iter().position(|title| title.text == *text) else {
                continue;
            };
            let heard = Heard {
                title,
                characters: read(text).chars().collect(),
                sounds: sounds.split_whitespace().map(Sound::new).collect(),
                is_exact: *is_exact,
            };
            for &character in &heard.characters {
                let titles = by_character.entry(character).or_default();
                if !titles.contains(&all.len()) {
                    titles.push(all.len());
                }
            }
            all.push(heard);
        }
        let drawn = list.drawn.iter().map(|(character, others)| {
            let others = others.chars().map(|other| read(&other.to_string()));
            (*character, others.collect::<String>())
        });
        Self { heard: all, by_character, drawn: drawn.collect() }
    }

    /// Where titles are heard in a reading of a piece.
    pub(super) fn in_reading(
        &self,
        list: &List,
        piece: &Piece,
        reading: &str,
        bearer: &Bearer<'_>,
    ) -> Vec<Span> {
        let places: Vec<(usize, char)> = reading.char_indices().collect();
        let characters: Vec<char> = places.iter().map(|(_, character)| *character).collect();
        let mut titles: Vec<usize> = Vec::new();
        for title in characters.iter().filter_map(|one| self.by_character.get(one)).flatten() {
            if !titles.contains(title) {
                titles.push(*title);
            }
        }
        let byte = |index: usize| places.get(index).map_or(reading.len(), |(byte, _)| *byte);
        let mut found = Vec::new();
        for heard in titles.into_iter().map(|index| &self.heard[index]) {
            for start in 0..characters.len() {
                let Some(read) = self.read(heard, &characters, start) else { continue };
                let span = Span { title: heard.title, start: byte(start), end: byte(read.end) };
                let (before, title, rest) =
                    (&reading[..span.start], &reading[span.start..span.end], &reading[span.end..]);
                // 陈晓长 is a name, as 晓 is not quite 校.
                let may_be_slurred = rest.is_empty()
                    && !heard.is_exact
                    && (!read.is_slurred || heard.characters.len() > 2);
                let sounds = read.has_tones || may_be_slurred;
                if sounds
                    && !is_a_name(heard, &read, before, title, rest, bearer)
                    && !list.is_across(title, rest)
                    && place::calls(before, title, rest, false)
                    && (!before.ends_with(|c: char| c.is_ascii_alphabetic()) || piece.is_spaced)
                {
                    found.push(span);
                }
            }
        }
        found
    }

    /// Reads a title at a place, with at least one of its characters right and another not.
    fn read(&self, heard: &Heard, characters: &[char], start: usize) -> Option<Reading> {
        let mut reading = Reading { end: start, has_tones: true, ..Reading::default() };
        for (right, sound) in heard.characters.iter().zip(&heard.sounds) {
            let character = *characters.get(reading.end)?;
            if character == *right {
                reading.right += 1;
            } else if character.is_ascii() {
                if !characters[reading.end..].starts_with(&sound.letters) {
                    return None;
                }
                reading.spelt += 1;
                reading.end += sound.letters.len() - 1;
            } else if self.drawn.get(right).is_some_and(|others| others.contains(character)) {
                reading.wrong.push(character);
            } else {
                if hanzi::pinyin(character).all(|one| one != sound.plain) {
                    return None;
                }
                let has_tone = hanzi::with_tone(character) == Some(&sound.with_tone);
                reading.is_slurred |= !has_tone && reading.end == start;
                reading.has_tones &= has_tone;
                reading.wrong.push(character);
            }
            reading.end += 1;
        }
        let is_cut = reading.spelt > 0
            && characters[reading.end - 1].is_ascii()
            && characters.get(reading.end).is_some_and(char::is_ascii_alphabetic);
        let most_wrong = (heard.characters.len() / 2).max(1);
        let counts = reading.right > 0
            && reading.wrong.len() <= most_wrong
            && reading.wrong.len() + reading.spelt > 0
            && !is_cut;
        counts.then_some(reading)
    }
}

/// Whether what sounds like a title is how somebody is called: 老石, and 老施 for somebody whose
/// surname is 施; 官芳.
fn is_a_name(
    heard: &Heard,
    read: &Reading,
    before: &str,
    title: &str,
    rest: &str,
    bearer: &Bearer<'_>,
) -> bool {
    if !before.is_empty() || heard.characters.len() != 2 || read.spelt > 0 {
        return false;
    }
    let Some(first) = title.chars().next() else { return false };
    let is_familiar = first == '老'
        && rest.is_empty()
        && read.wrong.iter().all(|&other| {
            place::is_surname(other) && (!read.has_tones || bearer.may_be_called(other))
        });
    is_familiar || place::is_surname(first) && rest.chars().count() <= 1
}

impl Sound {
    fn new(with_tone: &str) -> Self {
        let plain = with_tone.trim_end_matches(|c: char| c.is_ascii_digit());
        let letters = read(plain).chars().collect();
        Self { letters, plain: plain.to_owned(), with_tone: with_tone.to_owned() }
    }
}

/// As readings have it.
fn read(text: &str) -> String {
    Likeness::of(text).readings().first().cloned().unwrap_or_default()
}
