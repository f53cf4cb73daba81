//! Titles that give power, or the look of it, in the names of people who do not have them.
//!
//! A title counts where it names the bearer: as the whole name or a part of it, at its beginning
//! or end, and after a surname (李老师). Words of letters count whole (HR, and not Shruti). A
//! surname and a given name pass where they merely have the characters: 李校, 王主, and 官方舟,
//! which is 官 and 方舟. The titles stand in `titles.tsv`, by language.

use std::collections::{BTreeMap, HashSet};
use std::sync::LazyLock;

use super::{Likeness, Nickname, hanzi, surnames};

const LIST: &str = include_str!("titles.tsv");

/// Titles that are kept from those who do not have them.
#[derive(Debug)]
pub struct Titles {
    titles: Vec<Title>,
    exceptions: Vec<Likeness>,
    /// Words that begin with the last character of a title.
    across: Vec<Likeness>,
    heard: Vec<Heard>,
}

/// A title that is known by its sound, whichever characters write it: 王校涨, 板主任.
#[derive(Debug)]
struct Heard {
    text: String,
    likeness: Likeness,
    sounds: Vec<String>,
}

/// One title, ready to be found.
#[derive(Debug)]
struct Title {
    text: String,
    place: Place,
    likeness: Likeness,
    is_latin: bool,
}

/// Where a title counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Anywhere,
    Whole,
    AfterSurname,
}

impl Titles {
    /// Those of our list.
    #[must_use]
    pub fn standard() -> &'static Self {
        static STANDARD: LazyLock<Titles> = LazyLock::new(|| Titles::read(LIST));
        &STANDARD
    }

    fn read(list: &str) -> Self {
        let mut titles = Self {
            titles: Vec::new(),
            exceptions: Vec::new(),
            across: Vec::new(),
            heard: Vec::new(),
        };
        for line in list.lines().filter(|line| !line.starts_with('#')) {
            let mut fields = line.split('\t').skip(1);
            if let (Some(place), Some(text)) = (fields.next(), fields.next()) {
                match place {
                    "except" => titles.exceptions.push(Likeness::of(text)),
                    "heard" => {
                        titles.heard.push(Heard::new(text, fields.next().unwrap_or_default()));
                    }
                    "across" => titles.across.push(Likeness::of(text)),
                    "whole" => titles.titles.push(Title::new(text, Place::Whole)),
                    "surname" => titles.titles.push(Title::new(text, Place::AfterSurname)),
                    _ => titles.titles.push(Title::new(text, Place::Anywhere)),
                }
            }
        }
        titles
    }

    /// The title that a name has in it, if any.
    ///
    /// `free_parts` are the parts of a name in the group's shape that somebody typed: literals and
    /// what comes from directory or roster are not theirs. Without a shape all of the name is.
    /// `own` are the group's decisions: titles of its own (`true`), and those of the list that
    /// anybody may bear here (`false`).
    #[must_use]
    pub fn in_name<'a>(
        &'a self,
        name: &Nickname,
        free_parts: Option<&[&str]>,
        own: &'a BTreeMap<String, bool>,
    ) -> Option<&'a str> {
        let whole = [name.as_str()];
        let texts = free_parts.unwrap_or(&whole);
        let pieces: Vec<Piece> = texts.iter().flat_map(|text| Piece::all_of(text)).collect();
        let pieces: Vec<Piece> = pieces.into_iter().filter(|piece| !self.excepts(piece)).collect();
        let own_titles = own.iter().filter(|(_, is_kept)| **is_kept).map(|(text, _)| text.as_str());
        let mut own_titles = own_titles.filter(|text| {
            pieces.iter().any(|piece| Title::new(text, Place::Anywhere).is_in(piece, &self.across))
        });
        let free: Vec<Likeness> = own
            .iter()
            .filter(|(_, is_kept)| !**is_kept)
            .map(|(text, _)| Likeness::of(text))
            .collect();
        let mut titles = self
            .titles
            .iter()
            .filter(|title| !free.iter().any(|free| free.resembles(&title.likeness)))
            .filter(|title| pieces.iter().any(|piece| title.is_in(piece, &self.across)));
        let mut heard = self
            .heard
            .iter()
            .filter(|title| !free.iter().any(|free| free.resembles(&title.likeness)))
            .filter(|title| pieces.iter().any(|piece| title.is_in(piece)));
        own_titles
            .next()
            .or_else(|| titles.next().map(|title| title.text.as_str()))
            .or_else(|| heard.next().map(|title| title.text.as_str()))
    }

    fn excepts(&self, piece: &Piece) -> bool {
        self.exceptions.iter().any(|word| {
            word.readings().iter().any(|word| {
                piece.likeness.readings().iter().any(|reading| {
                    reading.starts_with(word.as_str()) || reading.ends_with(word.as_str())
                })
            })
        })
    }
}

/// A name, or a part of one, as it is looked through for titles.
struct Piece {
    likeness: Likeness,
    is_whole: bool,
    /// Its words of letters, and each two or three that follow each other.
    words: Vec<Likeness>,
    /// The characters with which the ways to read it, or one of its words, begin; and all others.
    begins_with: Vec<char>,
    goes_on_with: Vec<char>,
}

impl Piece {
    /// A text and its parts: people put titles into brackets and behind hyphens.
    fn all_of(text: &str) -> Vec<Self> {
        let parts: Vec<&str> = text
            .split(|c: char| !c.is_alphanumeric() && !"'’@!$|".contains(c))
            .filter(|part| !part.is_empty())
            .collect();
        let mut pieces = vec![Self::new(text, true, words(text))];
        if parts.len() > 1 {
            pieces.extend(parts.into_iter().map(|part| Self::new(part, false, Vec::new())));
        }
        pieces
    }

    fn new(text: &str, is_whole: bool, words: Vec<Likeness>) -> Self {
        let likeness = Likeness::of_pose(text);
        let (mut begins_with, mut goes_on_with) = (Vec::new(), Vec::new());
        let add = |to: &mut Vec<char>, character| {
            if !to.contains(&character) {
                to.push(character);
            }
        };
        for reading in words.iter().chain([&likeness]).flat_map(Likeness::readings) {
            reading.chars().take(1).for_each(|first| add(&mut begins_with, first));
        }
        for reading in likeness.readings() {
            reading.chars().skip(1).for_each(|character| add(&mut goes_on_with, character));
        }
        Self { likeness, is_whole, words, begins_with, goes_on_with }
    }
}

/// The words of letters in a text, alone and joined: `HeadTeacher`, `IT-Support`, `A d m i n`.
fn words(text: &str) -> Vec<Likeness> {
    const MOST_JOINED: usize = 3;
    let mut words: Vec<String> = Vec::new();
    let mut before: Option<char> = None;
    for character in text.chars() {
        let is_part =
            (character.is_alphanumeric() && !is_ideograph(character)) || "@!$|".contains(character);
        let begins = before.is_none_or(|before| before.is_lowercase() && character.is_uppercase());
        match (is_part, begins, words.last_mut()) {
            (false, ..) => before = None,
            (true, false, Some(word)) => {
                word.push(character);
                before = Some(character);
            }
            (true, ..) => {
                words.push(character.to_string());
                before = Some(character);
            }
        }
    }
    let mut found = Vec::new();
    for start in 0..words.len() {
        for end in start + 1..=words.len().min(start + MOST_JOINED) {
            found.push(Likeness::of_pose(&words[start..end].concat()));
        }
    }
    found
}

/// Whether a character is written without spaces between words: hanzi, kana, hangul.
fn is_ideograph(character: char) -> bool {
    hanzi::is_hanzi(character)
        || matches!(character, '\u{3040}'..='\u{312F}' | '\u{AC00}'..='\u{D7AF}')
}

impl Title {
    fn new(text: &str, place: Place) -> Self {
        let joined: String = text.split_whitespace().collect();
        let is_latin = !joined.chars().any(is_ideograph);
        Self { text: text.to_owned(), place, likeness: Likeness::of(&joined), is_latin }
    }

    fn is_in(&self, piece: &Piece, across: &[Likeness]) -> bool {
        if !self.can_be_in(piece) {
            return false;
        }
        // `All Blacks` and `IT Crowd` are no poses.
        let counts = piece.is_whole || self.place != Place::Whole || !self.is_latin;
        if counts && self.likeness.resembles(&piece.likeness) {
            return true;
        }
        match (self.place, self.is_latin) {
            (Place::Whole, _) => false,
            (Place::Anywhere, true) => piece.words.iter().any(|word| self.likeness.resembles(word)),
            (place, _) => self.likeness.readings().iter().any(|title| {
                let mut readings = piece.likeness.readings().iter();
                readings.any(|reading| {
                    !is_across(reading, title, across) && names(reading, title, place)
                })
            }),
        }
    }

    /// Whether it may be there by its first character: so nearly all of them are left out.
    fn can_be_in(&self, piece: &Piece) -> bool {
        let is_inside = self.place != Place::Whole && !self.is_latin;
        let mut first = self.likeness.readings().iter().filter_map(|it| it.chars().next());
        first.any(|first| {
            piece.begins_with.contains(&first) || (is_inside && piece.goes_on_with.contains(&first))
        })
    }
}

impl Heard {
    fn new(text: &str, sounds: &str) -> Self {
        Self {
            text: text.to_owned(),
            likeness: Likeness::of(text),
            sounds: sounds.split_whitespace().map(str::to_owned).collect(),
        }
    }

    fn is_in(&self, piece: &Piece) -> bool {
        piece.likeness.readings().iter().any(|reading| self.ends(reading))
    }

    /// Whether a reading ends in what sounds like the title and has all but one of its characters.
    fn ends(&self, reading: &str) -> bool {
        let characters: Vec<char> = reading.chars().collect();
        let Some(start) = characters.len().checked_sub(self.sounds.len()) else {
            return false;
        };
        let end = &characters[start..];
        let right = self.text.chars().zip(&self.sounds);
        let mut others = Vec::new();
        for (character, (right, sound)) in end.iter().zip(right) {
            if *character == right {
                continue;
            }
            if hanzi::pinyin(*character).all(|one| one != sound) {
                return false;
            }
            others.push(*character);
        }
        // 老施 is how friends call somebody whose surname is 施.
        let is_familiar = start == 0
            && end.first() == Some(&'老')
            && others.first().is_some_and(|other| is_surname(*other));
        others.len() == 1 && !is_familiar
    }
}

/// Whether the last character of the title begins another word wherever the title seems to stand:
/// 李会计划 has a 计划. A longer rest is about the bearer of the title: 财务实习生, 校长大人.
fn is_across(reading: &str, title: &str, across: &[Likeness]) -> bool {
    let Some((last, _)) = title.char_indices().next_back() else {
        return false;
    };
    let mut places = reading.match_indices(title).map(|(place, _)| &reading[place + last..]);
    places.all(|rest| {
        let words = across.iter().flat_map(Likeness::readings);
        let mut after = words.filter_map(|word| rest.strip_prefix(word.as_str()));
        after.any(|after| {
            after.chars().count() <= 1 && !after.starts_with(['人', '号', '哥', '姐', '员'])
        })
    }) && reading.contains(title)
}

/// Whether a reading calls its bearer by the title.
fn names(reading: &str, title: &str, place: Place) -> bool {
    // So it is with nearly all of them.
    if !reading.contains(title) {
        return false;
    }
    let surnames = surname_of(reading);
    let after_surname =
        surnames.iter().filter_map(|surname| reading.strip_prefix(*surname)?.strip_prefix(title));
    let mut after_surname = after_surname.filter(|rest| !is_of_kin(rest));
    if place == Place::AfterSurname {
        return after_surname.any(str::is_empty);
    }
    if reading.ends_with(title) || after_surname.next().is_some() {
        return true;
    }
    // 语文老师小李, 一中校长李明: a name follows, and it is theirs.
    let names_somebody = reading.split_once(title).is_some_and(|(before, rest)| {
        !before.is_empty() && !surname_of(rest).is_empty() && rest.chars().count() <= MOST_IN_A_NAME
    });
    if names_somebody {
        return true;
    }
    reading.strip_prefix(title).is_some_and(|rest| {
        let mut characters = rest.chars();
        let is_given_name = match (characters.next(), characters.next()) {
            // 官方舟, and not 官方王.
            (Some(last), None) => {
                title.chars().count() == 2 && !surname_of(title).is_empty() && !is_surname(last)
            }
            _ => false,
        };
        !is_given_name && !is_of_kin(rest)
    })
}

/// Surname and given name, as they mostly are.
const MOST_IN_A_NAME: usize = 3;

/// What makes a name that of somebody beside the bearer of the title: 王老师的学生.
fn is_of_kin(rest: &str) -> bool {
    const KIN: &[&str] = &[
        "的", "妈", "爸", "家长", "爷爷", "奶奶", "外公", "外婆", "姥姥", "姥爷", "哥", "姐", "弟",
        "妹", "班的", "班上", "学生", "粉丝", "家属", "女儿", "儿子", "老婆", "老公", "家",
    ];
    // 会计1班李四 learns it.
    let is_class = rest.starts_with(|c: char| c.is_numeric() || c == 'l' || c == 'o')
        && rest.contains(['班', '级', '届']);
    is_class || KIN.iter().any(|word| rest.starts_with(word))
}

/// The surnames that begin a reading: of one character and of two.
fn surname_of(reading: &str) -> Vec<&str> {
    let end =
        |count: usize| reading.char_indices().nth(count).map_or(reading.len(), |(place, _)| place);
    let (one, two) = (&reading[..end(1)], &reading[..end(2)]);
    let mut surnames = Vec::new();
    if one.chars().next().is_some_and(is_surname) {
        surnames.push(one);
    }
    if surnames::is_surname_of_two(two)
        || (one == "小" || one == "老" || one == "大") && two.chars().nth(1).is_some_and(is_surname)
    {
        surnames.push(two);
    }
    surnames
}

fn is_surname(character: char) -> bool {
    static READ: LazyLock<HashSet<char>> = LazyLock::new(|| {
        let readings = surnames::all().map(|surname| Likeness::of(&surname.to_string()));
        readings.filter_map(|likeness| likeness.readings().first()?.chars().next()).collect()
    });
    READ.contains(&character)
}

#[cfg(test)]
mod tests;
