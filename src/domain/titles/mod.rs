//! Titles that give power, or the look of it, in the names of people who do not have them.
//!
//! A title counts where it names the bearer: as the whole name or a part of it, at its beginning
//! or end, and after a surname (李老师). Words of letters count whole (HR, and not Shruti). A
//! surname and a given name pass where they merely have the characters: 李校, 王主, and 官方舟,
//! which is 官 and 方舟. The titles stand in `titles.tsv`, by language, with what may be put in
//! the place of their characters and letters, and with those that are one office.
//!
//! Whoever has a title in the directory may bear it, and so may whoever is called like that there.

mod bearer;
mod list;
mod office;
mod piece;
mod place;
mod sound;
mod span;
mod spelling;

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use super::{Likeness, Nickname};
pub use bearer::Bearer;
use bearer::is_aide;
use list::{List, Place, Title};
use office::Offices;
use piece::Piece;
use sound::Sounds;
use span::{Span, uncovered};
use spelling::Spelling;

/// Titles that are kept from those who do not have them.
#[derive(Debug)]
pub struct Titles {
    list: List,
    /// Titles by what they look like.
    by_reading: HashMap<String, Vec<usize>>,
    /// Those that are written without spaces between words, by their first character.
    by_first: HashMap<char, Vec<(String, usize)>>,
    sounds: Sounds,
    spelling: Spelling,
    offices: Offices,
}

impl Titles {
    /// Those of our list.
    #[must_use]
    pub fn standard() -> &'static Self {
        static STANDARD: LazyLock<Titles> = LazyLock::new(|| Titles::of(List::standard()));
        &STANDARD
    }

    fn of(mut list: List) -> Self {
        let mut by_reading: HashMap<String, Vec<usize>> = HashMap::new();
        let mut by_first: HashMap<char, Vec<(String, usize)>> = HashMap::new();
        for (index, title) in list.titles.iter().enumerate() {
            for reading in title.readings() {
                by_reading.entry(reading.clone()).or_default().push(index);
                if let Some(first) = reading.chars().next().filter(|_| !title.is_spaced) {
                    by_first.entry(first).or_default().push((reading.clone(), index));
                }
            }
        }
        for (index, title) in list.titles.iter().enumerate() {
            if title.place == Place::Run || title.text == "laoshi" {
                // Wanglaoshi, in one with the surname.
                for surname in place::spelt_surnames() {
                    for reading in Likeness::of(&format!("{surname}{}", title.text)).readings() {
                        by_reading.entry(reading.clone()).or_default().push(index);
                    }
                }
            }
        }
        let (sounds, spelling) = (Sounds::of(&list), Spelling::of(&list));
        let offices = Offices::of(&mut list);
        Self { list, by_reading, by_first, sounds, spelling, offices }
    }

    /// The title in a name that is not its bearer's to have, if any.
    ///
    /// `free_parts` are the parts of a name in the group's shape that somebody typed: literals and
    /// what comes from directory or roster are not theirs. Without a shape all of the name is.
    /// `own` are the group's decisions: titles of its own (`true`), and those of the list that
    /// anybody may bear here (`false`).
    #[must_use]
    pub fn undue<'a>(
        &'a self,
        name: &Nickname,
        free_parts: Option<&[&str]>,
        own: &'a BTreeMap<String, bool>,
        bearer: &Bearer<'_>,
    ) -> Option<&'a str> {
        if bearer.is_called(name.as_str()) {
            return None;
        }
        let whole = [name.as_str()];
        let texts = free_parts.unwrap_or(&whole).iter().map(|text| bearer.without_theirs(text));
        let pieces: Vec<Piece> = texts.flat_map(|text| Piece::all_of(&text)).collect();
        let pieces: Vec<Piece> =
            pieces.into_iter().filter(|piece| !self.list.excepts(piece)).collect();
        let mut own_titles = own.iter().filter(|(_, is_kept)| **is_kept);
        let own_title = own_titles.find(|(text, _)| {
            let title = Title::new(text, Place::Any);
            let is_in = pieces.iter().any(|piece| self.has(piece, &title));
            is_in && !self.is_of(bearer, text)
        });
        if let Some((text, _)) = own_title {
            return Some(text);
        }
        let free: Vec<Likeness> = own
            .iter()
            .filter(|(_, is_kept)| !**is_kept)
            .map(|(text, _)| Likeness::of(text))
            .collect();
        let is_free = |title: &Title| free.iter().any(|free| title.is_like(free));
        let found = self.in_pieces(&pieces, bearer).into_iter();
        let mut found = found.map(|index| &self.list.titles[index]);
        found
            .find(|title| !is_free(title) && !self.is_of(bearer, &title.text))
            .map(|title| title.text.as_str())
    }

    /// The titles in the pieces of a name, each once; the longest first, as they say the most.
    fn in_pieces(&self, pieces: &[Piece], bearer: &Bearer<'_>) -> Vec<usize> {
        let mut found: Vec<usize> = Vec::new();
        let mut add = |spans: &[Span]| {
            for span in uncovered(spans) {
                if !found.contains(&span.title) {
                    found.push(span.title);
                }
            }
        };
        for piece in pieces {
            let mut whole = Vec::new();
            for reading in piece.likeness.readings() {
                whole.extend(self.whole(piece, reading));
                let mut spans = whole.clone();
                if !reading.is_ascii() {
                    spans.extend(self.within(piece, reading));
                    spans.extend(self.sounds.in_reading(&self.list, piece, reading, bearer));
                }
                add(&spans);
            }
            add(&self.in_words(piece));
        }
        found.sort_by_key(|&index| {
            let title = &self.list.titles[index];
            (std::cmp::Reverse(title.text.chars().count()), index)
        });
        found
    }

    /// Titles that are all of a piece.
    fn whole<'a>(&'a self, piece: &'a Piece, reading: &'a str) -> impl Iterator<Item = Span> + 'a {
        let titles = self.by_reading.get(reading).into_iter().flatten();
        let counts = |title: &&usize| {
            let title = &self.list.titles[**title];
            match title.place {
                Place::Alone if title.is_spaced => piece.is_whole && piece.count <= 1,
                Place::Alone | Place::Japanese => piece.is_whole,
                Place::Initial => piece.is_initial || piece.is_whole,
                // The words tell.
                Place::Run => false,
                // `All Blacks` and `IT Crowd` are no poses.
                Place::Whole | Place::First => piece.is_whole || !title.is_spaced,
                _ => true,
            }
        };
        titles.filter(counts).map(|&title| Span { title, start: 0, end: reading.len() })
    }

    /// Titles of languages without spaces, within a reading.
    fn within(&self, piece: &Piece, reading: &str) -> Vec<Span> {
        let mut found = Vec::new();
        for (start, first) in reading.char_indices() {
            for (title, index) in self.by_first.get(&first).into_iter().flatten() {
                if !reading[start..].starts_with(title.as_str()) {
                    continue;
                }
                let span = Span { title: *index, start, end: start + title.len() };
                if self.counts(piece, reading, self.list.titles[*index].place, span) {
                    found.push(span);
                }
            }
        }
        found
    }

    /// Whether a title of a language without spaces calls somebody, where it stands.
    fn counts(&self, piece: &Piece, reading: &str, place: Place, span: Span) -> bool {
        let (before, title, rest) =
            (&reading[..span.start], &reading[span.start..span.end], &reading[span.end..]);
        match place {
            Place::Any | Place::Surname => {
                !self.list.is_across(title, rest)
                    && place::calls(before, title, rest, place == Place::Surname)
            }
            Place::Japanese => rest.is_empty() && place::is_japanese_name(before),
            Place::Last => rest.is_empty() || rest == HONORIFIC.as_str(),
            Place::First => before.is_empty() && !piece.is_spaced,
            Place::Initial | Place::Run | Place::Whole | Place::Alone => false,
        }
    }

    /// Titles among the words of letters of a piece.
    fn in_words(&self, piece: &Piece) -> Vec<Span> {
        let mut found = Vec::new();
        for word in &piece.words {
            let (start, end) = (word.start, word.end);
            let mut misspelt = None;
            for reading in word.likeness.readings() {
                for &title in self.by_reading.get(reading).into_iter().flatten() {
                    let is_first = start == 0 && end < piece.count;
                    let counts = match self.list.titles[title].place {
                        Place::Any => self.list.titles[title].is_spaced,
                        Place::First => is_first && self.list.titles[title].is_spaced,
                        Place::Run => word.is_run,
                        _ => false,
                    };
                    if counts {
                        found.push(Span { title, start, end });
                    }
                }
                misspelt = misspelt.or_else(|| self.spelling.meant(reading));
            }
            found.extend(misspelt.map(|title| Span { title, start, end }));
        }
        found
    }

    /// Whether the directory gives somebody a title: by name, by another of the same office, or as
    /// the field in which they work.
    fn is_of(&self, bearer: &Bearer<'_>, title: &str) -> bool {
        let works_in = |place: &str| place.to_lowercase().contains(title);
        if self.offices.is_field(title)
            && (bearer.title.is_some_and(works_in) || bearer.dept.is_some_and(works_in))
        {
            return true;
        }
        bearer.titles().any(|held| {
            let asked = Title::new(title, Place::Any);
            let whole = Likeness::of(held);
            if asked.is_like(&whole) {
                return true;
            }
            let ends = |title: &Title| match title.is_spaced {
                true => title.place == Place::First || !is_aide(held),
                false if title.place == Place::First => begins(&whole, title),
                false => ends(&whole, title),
            };
            let is_listed = self.list.titles.iter().any(|it| it.text == title);
            let found = self.in_pieces(&Piece::all_of(held), &Bearer::default()).into_iter();
            let mut found = found.map(|index| &self.list.titles[index]).filter(|it| ends(it));
            found.any(|it| self.offices.allows(&it.text, title)) || !is_listed && ends(&asked)
        })
    }

    /// Whether a group's own title is in a piece.
    fn has(&self, piece: &Piece, title: &Title) -> bool {
        if title.is_like(&piece.likeness) {
            return true;
        }
        if title.is_spaced {
            return piece.words.iter().any(|word| title.is_like(&word.likeness));
        }
        title.readings().iter().any(|title| {
            piece.likeness.readings().iter().any(|reading| {
                reading.match_indices(title.as_str()).any(|(start, found)| {
                    let span = Span { title: 0, start, end: start + found.len() };
                    self.counts(piece, reading, Place::Any, span)
                })
            })
        })
    }
}

/// 님, as readings have it.
static HONORIFIC: LazyLock<String> =
    LazyLock::new(|| Likeness::of("님").readings().first().cloned().unwrap_or_default());

fn ends(whole: &Likeness, title: &Title) -> bool {
    let mut readings = whole.readings().iter();
    readings.any(|reading| title.readings().iter().any(|title| reading.ends_with(title.as_str())))
}

fn begins(whole: &Likeness, title: &Title) -> bool {
    let mut readings = whole.readings().iter();
    readings.any(|reading| title.readings().iter().any(|title| reading.starts_with(title.as_str())))
}

#[cfg(test)]
mod tests;
