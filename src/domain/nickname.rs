//! The group nickname: a type that cannot hold a bad name.
//!
//! [`Nickname::parse`] is the only way to make one. It trims, turns every run of spaces into one
//! space, normalises to NFC, and then refuses what DingTalk would refuse or what could deceive
//! the people who read it: controls, direction marks, invisible characters, piled-up marks.

use std::fmt;

use unicode_normalization::UnicodeNormalization;
use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

use serde::{Deserialize, Serialize};

use super::invisible::{has_no_spaces, is_at_home, is_joiner, is_virama};

/// The longest nickname, in Unicode characters (code points, after NFC).
///
/// DingTalk documents 30 characters for the sister call for template groups and says nothing for
/// ordinary ones, nor what it counts. Code points are what its documents count elsewhere, and the
/// count that cannot hide anything: thirty graphemes could be hundreds of code points.
pub const MAX_CHARACTERS: usize = 30;

/// More combining marks than this on one letter drip over the lines above and below; [UTS
/// 39](https://www.unicode.org/reports/tr39/#Optional_Detection) has the number. Marks that stand
/// beside the letter, as many in the scripts of India, are not among them.
const MAX_STACKED_MARKS: usize = 4;

/// A name that a member can have in a group.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Nickname(String);

/// Why a text is no nickname: what is wrong, and where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NameError {
    /// Nothing in it can be seen.
    Empty,
    /// More than [`MAX_CHARACTERS`].
    TooLong {
        /// How many characters it has.
        characters: usize,
    },
    /// It holds a character that no nickname may hold.
    Forbidden {
        /// Which character, counted from 1.
        position: usize,
        /// The character's code point.
        code_point: u32,
        /// What is wrong with it.
        why: Forbidden,
    },
    /// It would be drawn as a link.
    Link,
}

/// Kinds of characters that no nickname may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Forbidden {
    /// A control character.
    Control,
    /// A line or paragraph break.
    LineBreak,
    /// A mark that turns the direction of the text around.
    Direction,
    /// A character that cannot be seen, where it has no business.
    Invisible,
    /// A private-use character: it looks different, or like nothing, on every device.
    PrivateUse,
    /// A code point that Unicode will never assign, or that stands for none.
    Noncharacter,
    /// One mark too many on one letter.
    StackedMark,
}

impl Nickname {
    /// Reads a nickname as somebody typed it.
    ///
    /// # Errors
    /// What is wrong with it, and where.
    pub fn parse(typed: &str) -> Result<Self, NameError> {
        let name = tidy(typed);
        let characters: Vec<char> = name.chars().collect();
        if characters.len() > MAX_CHARACTERS {
            return Err(NameError::TooLong { characters: characters.len() });
        }
        let mut marks = 0;
        let mut visible = false;
        for (index, &character) in characters.iter().enumerate() {
            let is_mark = character.general_category_group() == GeneralCategoryGroup::Mark;
            marks = match character.general_category() {
                GeneralCategory::NonspacingMark | GeneralCategory::EnclosingMark => marks + 1,
                // It has a place of its own beside the letter.
                GeneralCategory::SpacingMark => marks,
                _ => 0,
            };
            visible |= !is_mark && !character.is_whitespace() && !is_joiner(character);
            let why = if marks > MAX_STACKED_MARKS {
                Some(Forbidden::StackedMark)
            } else {
                forbidden(&characters, index)
            };
            if let Some(why) = why {
                let code_point = u32::from(character);
                return Err(NameError::Forbidden { position: index + 1, code_point, why });
            }
        }
        if !visible {
            return Err(NameError::Empty);
        }
        // Full-width letters and colons are drawn as links too.
        let lower: String = name.nfkc().collect::<String>().to_ascii_lowercase();
        if lower.contains("://") || has_address(&lower) {
            return Err(NameError::Link);
        }
        Ok(Self(name))
    }

    /// The nickname that a text is without what no nickname may hold, to be offered to whoever
    /// typed it; none where too little or too much is left: names are not cut.
    #[must_use]
    pub fn mended(typed: &str) -> Option<Self> {
        let mut name = typed.to_owned();
        // Each round takes one character out, or gives up.
        for _ in 0..=typed.chars().count() {
            match Self::parse(&name) {
                Ok(nickname) => return Some(nickname),
                Err(NameError::Forbidden { position, why, .. }) => {
                    let gap = if why == Forbidden::LineBreak { " " } else { "" };
                    let mut mended = String::with_capacity(name.len());
                    for (index, character) in tidy(&name).chars().enumerate() {
                        match index + 1 == position {
                            true => mended.push_str(gap),
                            false => mended.push(character),
                        }
                    }
                    name = mended;
                }
                Err(NameError::Link | NameError::Empty | NameError::TooLong { .. }) => return None,
            }
        }
        None
    }

    /// The name as DingTalk is told it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Nickname {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl TryFrom<String> for Nickname {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).map_err(|_| "not a nickname")
    }
}

impl From<Nickname> for String {
    fn from(nickname: Nickname) -> Self {
        nickname.0
    }
}

/// NFC, no space at the edges, one space where there were several; line breaks stay, to be
/// refused rather than guessed at.
fn tidy(typed: &str) -> String {
    let normal: String = typed.nfc().collect();
    let edge = |c: char| {
        c.is_whitespace() || is_joiner(c) || matches!(c, '\u{200B}' | '\u{2060}' | '\u{FEFF}')
    };
    let trimmed = normal.trim_matches(edge);
    let mut characters: Vec<char> = trimmed.chars().collect();
    // A chillu of Malayalam, or the Bengali ত্‍, in the older spelling ends in a joiner.
    if characters.last().is_some_and(|&last| is_virama(last))
        && normal.trim_start_matches(edge)[trimmed.len()..].starts_with('\u{200D}')
    {
        characters.push('\u{200D}');
    }
    let mut name = String::with_capacity(normal.len());
    for (index, &character) in characters.iter().enumerate() {
        // Where the keyboard sets one between words, it is no trick, and nobody sees it go.
        let is_beside = |index: Option<usize>| {
            index.and_then(|index| characters.get(index)).is_some_and(|&c| has_no_spaces(c))
        };
        let is_word_break = character == '\u{200B}'
            && is_beside(index.checked_sub(1))
            && is_beside(Some(index + 1));
        if is_word_break {
            continue;
        }
        let is_space =
            character.is_whitespace() && !character.is_control() && !is_line_break(character);
        if !is_space {
            name.push(character);
        } else if !name.ends_with(' ') {
            name.push(' ');
        }
    }
    name
}

/// Whether a text has an address in it that clients make a link of: `www.x.cn`, `baidu.com`,
/// `t.me/x`. Names have dots, too: `J.R.`, `St. John`, `Node.js`.
fn has_address(lower: &str) -> bool {
    let words = lower.split(|c: char| !c.is_ascii_alphanumeric() && !".-/".contains(c));
    words.into_iter().any(|word| {
        let (host, path) = word.split_once('/').unwrap_or((word, ""));
        let Some((name, top)) = host.rsplit_once('.') else {
            return false;
        };
        !name.is_empty()
            && (host.starts_with("www.")
                || TOP_DOMAINS.contains(&top)
                || SHORT_TOP_DOMAINS.contains(&top) && !path.is_empty())
    })
}

/// Ends of addresses that no name has behind a dot.
const TOP_DOMAINS: &[&str] = &[
    "com", "cn", "net", "org", "edu", "gov", "info", "biz", "top", "xyz", "vip", "shop", "club",
    "site", "online", "icu", "wang", "hk", "tw", "jp", "kr", "vn", "ru",
];

/// Ends that a name may have (`Al.Me`): an address has a path behind them.
const SHORT_TOP_DOMAINS: &[&str] = &[
    "me", "co", "io", "cc", "tv", "us", "uk", "in", "id", "th", "my", "ai", "app", "dev", "link",
    "live", "fun", "im", "ly", "gl", "gg", "to", "it", "de", "fr", "eu",
];

fn is_line_break(character: char) -> bool {
    matches!(character, '\n'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// What is wrong with the character at `index`, if anything is. Neighbours matter: a joiner holds
/// a family emoji or an Indic cluster together, and anywhere else it is an invisible trick.
fn forbidden(characters: &[char], index: usize) -> Option<Forbidden> {
    match characters[index] {
        c if is_line_break(c) => Some(Forbidden::LineBreak),
        '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {
            Some(Forbidden::Direction)
        }
        _ if is_at_home(characters, index) => None,
        // The replacement character stands where something came in that was none.
        '\u{FDD0}'..='\u{FDEF}' | '\u{FFFD}' => Some(Forbidden::Noncharacter),
        c if u32::from(c) & 0xFFFE == 0xFFFE => Some(Forbidden::Noncharacter),
        c if is_blank(c) => Some(Forbidden::Invisible),
        c => match c.general_category() {
            GeneralCategory::Control => Some(Forbidden::Control),
            GeneralCategory::PrivateUse => Some(Forbidden::PrivateUse),
            GeneralCategory::Format => Some(Forbidden::Invisible),
            _ => None,
        },
    }
}

/// What draws nothing although Unicode does not call it a format character: fillers, variation
/// selectors, tags, and the code points set aside for more of them.
fn is_blank(character: char) -> bool {
    matches!(
        character,
        '\u{34F}'
            | '\u{115F}'
            | '\u{1160}'
            | '\u{17B4}'
            | '\u{17B5}'
            | '\u{180B}'..='\u{180F}'
            | '\u{2065}'
            | '\u{2800}'
            | '\u{3164}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FFA0}'
            | '\u{FFF0}'..='\u{FFF8}'
            | '\u{FFFC}'
            | '\u{E0000}'..='\u{E0FFF}'
    )
}

#[cfg(test)]
mod tests;
