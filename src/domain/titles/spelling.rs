//! English titles as people misspell them, by mistake or not: Teachr, Offical, Adimn.

use std::collections::HashMap;

use super::list::{List, Title};
use crate::domain::Likeness;

/// Shorter words are too near to names.
const LEAST_LETTERS: usize = 6;
/// In these only neighbours are swapped, and letters doubled.
const LEAST_SWAPPED: usize = 5;

/// Consonants that are written for each other where they sound alike.
const ALIKE: [(char, char); 8] = [
    ('c', 's'),
    ('c', 'k'),
    ('s', 'c'),
    ('k', 'c'),
    ('s', 'z'),
    ('p', 'b'),
    ('f', 'v'),
    ('g', 'j'),
];

const VOWELS: &str = "aeiouy";

/// Misspelt words, each with the title that is meant.
#[derive(Debug)]
pub(super) struct Spelling(HashMap<String, usize>);

impl Spelling {
    pub(super) fn of(list: &List) -> Self {
        let mut misspelt = HashMap::new();
        for (index, title) in list.titles.iter().enumerate().filter(|(_, it)| it.is_english) {
            let letters: Vec<char> = title.text.chars().filter(|c| !c.is_whitespace()).collect();
            for variant in misspellings(&letters) {
                for reading in Likeness::of(&variant).readings() {
                    misspelt.entry(reading.clone()).or_insert(index);
                }
            }
        }
        let right = list.titles.iter().flat_map(Title::readings);
        for reading in right.chain(&list.right) {
            misspelt.remove(reading);
        }
        Self(misspelt)
    }

    /// The title that a word is meant to be, if it is one misspelt.
    pub(super) fn meant(&self, reading: &str) -> Option<usize> {
        self.0.get(reading).copied()
    }
}

/// A word with one mistake in it; its first letter is right.
fn misspellings(letters: &[char]) -> Vec<String> {
    let mut found = Vec::new();
    let last = letters.len().saturating_sub(1);
    let mut add = |letters: Vec<char>| found.push(letters.into_iter().collect());
    if letters.len() < LEAST_SWAPPED {
        return found;
    }
    for place in 1..last {
        let mut swapped = letters.to_vec();
        swapped.swap(place, place + 1);
        add(swapped);
    }
    for place in 1..=last {
        let mut doubled = letters.to_vec();
        doubled.insert(place, letters[place]);
        add(doubled);
    }
    if letters.len() < LEAST_LETTERS {
        return found;
    }
    for place in 1..=last {
        let letter = letters[place];
        let with = |other: char| {
            let mut changed = letters.to_vec();
            changed[place] = other;
            changed
        };
        if place < last {
            let mut short = letters.to_vec();
            short.remove(place);
            add(short);
        }
        if VOWELS.contains(letter) {
            VOWELS.chars().filter(|&other| other != letter).for_each(|other| add(with(other)));
        }
        ALIKE.iter().filter(|(one, _)| *one == letter).for_each(|(_, other)| add(with(*other)));
    }
    found
}
