//! The list of titles, as it is read from `titles.tsv`.

use super::piece::{Piece, is_unspaced};
use crate::domain::Likeness;

const LIST: &str = include_str!("titles.tsv");

/// What the list says.
#[derive(Debug, Default)]
pub(super) struct List {
    pub titles: Vec<Title>,
    /// Words that begin or end like titles.
    exceptions: Vec<String>,
    /// Words that begin with the last character of a title.
    across: Vec<String>,
    /// Titles that are known by their sounds, and whether the tones count everywhere.
    pub heard: Vec<(String, String, bool)>,
    /// Characters, each with those that are drawn like it.
    pub drawn: Vec<(char, String)>,
    /// Words that are no misspelt titles.
    pub right: Vec<String>,
    /// Titles of one office.
    pub same: Vec<Vec<String>>,
    /// A title, and one that its bearer may have as well.
    pub also: Vec<(String, String)>,
    /// Fields of work.
    pub fields: Vec<String>,
}

/// One title, ready to be found.
#[derive(Debug)]
pub(super) struct Title {
    pub text: String,
    pub place: Place,
    likeness: Likeness,
    /// Its accents count.
    is_exact: bool,
    /// It is of words of letters, with spaces between them.
    pub is_spaced: bool,
    /// It is English, and known in other spellings.
    pub is_english: bool,
}

/// Where a title counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Place {
    Any,
    Surname,
    Japanese,
    Last,
    First,
    Initial,
    Run,
    Whole,
    Alone,
}

impl List {
    pub(super) fn standard() -> Self {
        let mut list = Self::default();
        for line in LIST.lines().filter(|line| !line.starts_with('#')) {
            let mut fields = line.split('\t');
            let (language, kind, text) = (fields.next(), fields.next(), fields.next());
            if let (Some(kind), Some(text)) = (kind, text) {
                let titles = list.titles.len();
                list.add(kind, text, fields.next().unwrap_or_default());
                for title in &mut list.titles[titles..] {
                    title.is_english = language == Some("en") && title.place == Place::Any;
                }
            }
        }
        list
    }

    fn add(&mut self, kind: &str, text: &str, more: &str) {
        let words = || text.split('|').map(str::to_owned);
        let place = match kind {
            "any" => Place::Any,
            "surname" => Place::Surname,
            "japanese" => Place::Japanese,
            "last" => Place::Last,
            "first" => Place::First,
            "initial" => Place::Initial,
            "run" => Place::Run,
            "whole" => Place::Whole,
            "alone" => Place::Alone,
            "except" => return self.exceptions.extend(readings(text)),
            "across" => return self.across.extend(readings(text)),
            "heard" => return self.heard.push((text.to_owned(), more.to_owned(), false)),
            "exactly" => return self.heard.push((text.to_owned(), more.to_owned(), true)),
            "drawn" => return self.drawn.extend(text.chars().map(|one| (one, more.to_owned()))),
            "right" => return self.right.extend(readings(text)),
            "same" => return self.same.push(words().collect()),
            "also" => {
                let pair = text.split_once('|').map(|(one, other)| (one.into(), other.into()));
                return self.also.extend(pair);
            }
            "field" => return self.fields.extend(words()),
            other => unreachable!("no kind of line is called {other}"),
        };
        self.titles.push(Title::new(text, place));
    }

    /// Whether a piece is, or begins or ends with, a word that only looks like a title.
    pub(super) fn excepts(&self, piece: &Piece) -> bool {
        piece.likeness.readings().iter().any(|reading| {
            self.exceptions
                .iter()
                .any(|word| reading.starts_with(word.as_str()) || reading.ends_with(word.as_str()))
        })
    }

    /// Whether the last character of a title, with the rest that follows, begins another word:
    /// 李会计划 has a 计划. A longer rest is about the bearer of the title: 财务实习生, 校长大人.
    pub(super) fn is_across(&self, title: &str, rest: &str) -> bool {
        let Some(last) = title.chars().next_back().filter(|_| !rest.is_empty()) else {
            return false;
        };
        let text = format!("{last}{rest}");
        let mut after = self.across.iter().filter_map(|word| text.strip_prefix(word.as_str()));
        after.any(|after| {
            after.chars().count() <= 1 && !after.starts_with(['人', '号', '哥', '姐', '员'])
        })
    }
}

impl Title {
    pub(super) fn new(text: &str, place: Place) -> Self {
        let is_exact = text.starts_with('!');
        let text = text.trim_start_matches('!');
        let joined: String = text.split_whitespace().collect();
        let is_spaced = !joined.chars().any(is_unspaced);
        let likeness = Likeness::of(&joined);
        Self { text: text.to_owned(), place, likeness, is_exact, is_spaced, is_english: false }
    }

    /// Every way to read it; as it is written alone, where its accents count.
    pub(super) fn readings(&self) -> &[String] {
        let readings = self.likeness.readings();
        if self.is_exact { &readings[..readings.len().min(1)] } else { readings }
    }

    pub(super) fn is_like(&self, likeness: &Likeness) -> bool {
        self.readings().iter().any(|reading| likeness.readings().contains(reading))
    }
}

fn readings(text: &str) -> Vec<String> {
    Likeness::of(&text.split_whitespace().collect::<String>()).readings().to_vec()
}
