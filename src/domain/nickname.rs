//! The group nickname: a type that cannot hold a bad name.
//!
//! [`Nickname::parse`] is the only way to make one. It trims, turns every run of spaces into one
//! space, normalises to NFC, and then refuses what DingTalk would refuse or what could deceive
//! the people who read it: controls, direction marks, invisible characters, piled-up marks.

use std::fmt;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;
use unicode_properties::{
    GeneralCategory, GeneralCategoryGroup, UnicodeEmoji, UnicodeGeneralCategory,
};

use serde::{Deserialize, Serialize};

/// The longest nickname, in Unicode characters (code points, after NFC).
///
/// DingTalk documents 30 characters for the sister call for template groups and says nothing for
/// ordinary ones, nor what it counts. Code points are what its documents count elsewhere, and the
/// count that cannot hide anything: thirty graphemes could be hundreds of code points.
pub const MAX_CHARACTERS: usize = 30;

/// More combining marks than this on one letter drip over the lines above and below.
const MAX_STACKED_MARKS: usize = 4;

/// A name that a member can bear in a group.
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
    /// A code point that Unicode will never assign.
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
            marks = if is_mark { marks + 1 } else { 0 };
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
        if lower.contains("://") || lower.starts_with("www.") || lower.contains(" www.") {
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
    let mut name = String::with_capacity(normal.len());
    for character in normal.trim_matches(edge).chars() {
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

fn is_line_break(character: char) -> bool {
    matches!(character, '\n'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Zero width joiner and non-joiner.
fn is_joiner(character: char) -> bool {
    matches!(character, '\u{200C}' | '\u{200D}')
}

/// What is wrong with the character at `index`, if anything is. Neighbours matter: a joiner holds
/// a family emoji or an Indic cluster together, and anywhere else it is an invisible trick.
fn forbidden(characters: &[char], index: usize) -> Option<Forbidden> {
    let before = index.checked_sub(1).map(|i| characters[i]);
    let after = characters.get(index + 1).copied();
    match characters[index] {
        c if is_line_break(c) => Some(Forbidden::LineBreak),
        '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {
            Some(Forbidden::Direction)
        }
        '\u{200D}' if joins_emoji(before, after) || follows_virama(before) => None,
        '\u{200C}' if follows_virama(before) || joins_arabic(before, after) => None,
        '\u{FE0E}' | '\u{FE0F}' if styles_emoji(before, after) => None,
        // Mongolian vowels are spelled with these.
        '\u{180B}'..='\u{180F}' if before.is_some_and(|b| matches!(b, '\u{1820}'..='\u{18AF}')) => {
            None
        }
        '\u{FDD0}'..='\u{FDEF}' => Some(Forbidden::Noncharacter),
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

/// A picture as emoji sequences have them; the digits, which Unicode also lists, are not.
fn is_picture(character: char) -> bool {
    !character.is_ascii() && character.is_emoji_char()
}

fn joins_emoji(before: Option<char>, after: Option<char>) -> bool {
    before.is_some_and(|b| is_picture(b) || b == '\u{FE0F}') && after.is_some_and(is_picture)
}

/// A style selector after a picture, or within a keycap (`1`, U+FE0F, U+20E3).
fn styles_emoji(before: Option<char>, after: Option<char>) -> bool {
    before.is_some_and(is_picture)
        || (before.is_some_and(|b| matches!(b, '0'..='9' | '#' | '*')) && after == Some('\u{20E3}'))
}

/// Combining class 9 is virama: the joiners after it choose between conjunct forms.
fn follows_virama(before: Option<char>) -> bool {
    before.is_some_and(|b| canonical_combining_class(b) == 9)
}

/// The non-joiner within a Persian or Urdu word.
fn joins_arabic(before: Option<char>, after: Option<char>) -> bool {
    let letter = |c: char| matches!(c, '\u{620}'..='\u{64A}' | '\u{66E}'..='\u{6D5}' | '\u{6EE}'..='\u{6FF}');
    before.is_some_and(letter) && after.is_some_and(letter)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_of_many_peoples_pass_as_they_are() {
        for name in [
            "小明",
            "三班-张三-家长",
            "王小明（北京）",
            "爱丽丝·前端",
            "𠮷野家",
            "New Name",
            "O'Brien",
            "José Ñandú",
            "Đặng Thị Hồng",
            "محمد علي",
            "می‌خواهم",
            "राष्ट्रपति",
            "क्‍ष",
            "ᠮᠣᠩᠭᠣᠯ",
            "👨‍👩‍👧‍👦",
            "👩🏽‍💻 Ada",
            "🏳️‍🌈",
            "1️⃣ 班长",
            "❤️",
            "🇨🇳队长",
            "J.R. Smith",
            "小明@北京",
            "a",
        ] {
            let nickname = Nickname::parse(name);
            assert_eq!(nickname.as_ref().map(Nickname::as_str), Ok(name), "refused {name:?}");
        }
    }

    #[test]
    fn spaces_are_trimmed_and_kept_single() {
        for (typed, name) in [
            ("  New   Name ", "New Name"),
            ("\u{3000}小\u{3000}\u{3000}明\u{3000}", "小 明"),
            ("New\u{A0}Name", "New Name"),
            ("\tNew Name\n", "New Name"),
            ("\u{FEFF}小明\u{200B}", "小明"),
            ("e\u{301}", "é"),
        ] {
            let nickname = Nickname::parse(typed);
            assert_eq!(nickname.as_ref().map(Nickname::as_str), Ok(name), "failed on {typed:?}");
        }
    }

    #[test]
    fn what_cannot_be_seen_is_no_name() {
        for typed in ["", "  ", "\u{3000}", "\u{200B}\u{200D}", "\u{301}\u{302}", "\n"] {
            assert_eq!(Nickname::parse(typed), Err(NameError::Empty), "failed on {typed:?}");
        }
    }

    #[test]
    fn a_forbidden_character_is_named_with_its_place() {
        use Forbidden::{
            Control, Direction, Invisible, LineBreak, Noncharacter, PrivateUse, StackedMark,
        };
        for (typed, position, why) in [
            ("New\nName", 4, LineBreak),
            ("a\u{2028}b", 2, LineBreak),
            ("a\u{85}b", 2, LineBreak),
            ("a\u{7}b", 2, Control),
            ("a\tb", 2, Control),
            ("a\u{9F}b", 2, Control),
            ("\u{202E}admin", 1, Direction),
            ("ad\u{200F}min", 3, Direction),
            ("a\u{61C}b", 2, Direction),
            ("a\u{2066}b", 2, Direction),
            ("张\u{200B}三", 2, Invisible),
            ("张\u{200D}三", 2, Invisible),
            ("ad\u{200C}min", 3, Invisible),
            ("ad\u{AD}min", 3, Invisible),
            ("a\u{FE0F}b", 2, Invisible),
            ("1\u{FE0F}", 2, Invisible),
            ("\u{3164}", 1, Invisible),
            ("a\u{2800}b", 2, Invisible),
            ("\u{E0041}x", 1, Invisible),
            ("🏴\u{E0067}\u{E007F}", 2, Invisible),
            ("a\u{E000}", 2, PrivateUse),
            ("a\u{F0000}", 2, PrivateUse),
            ("a\u{FFFE}", 2, Noncharacter),
            ("a\u{FDD0}", 2, Noncharacter),
            ("a\u{1FFFF}", 2, Noncharacter),
            ("z\u{335}\u{335}\u{335}\u{335}\u{335}", 6, StackedMark),
        ] {
            let Err(NameError::Forbidden { position: at, why: because, .. }) =
                Nickname::parse(typed)
            else {
                panic!("accepted {typed:?}");
            };
            assert_eq!((at, because), (position, why), "failed on {typed:?}");
        }
    }

    #[test]
    fn a_name_has_at_most_thirty_characters() {
        assert!(Nickname::parse(&"名".repeat(30)).is_ok());
        assert!(Nickname::parse(&"🎉".repeat(30)).is_ok());
        assert_eq!(Nickname::parse(&"名".repeat(31)), Err(NameError::TooLong { characters: 31 }));
    }

    #[test]
    fn a_name_is_mended_where_enough_of_it_is_left() {
        for (typed, mended) in [
            ("张\u{200B}三", Some("张三")),
            ("三班\n张三", Some("三班 张三")),
            ("\u{202E}admin\u{202C}", Some("admin")),
            ("see https://x", None),
            ("\u{200B}", None),
            ("www.x.cn", None),
        ] {
            let found = Nickname::mended(typed);
            assert_eq!(found.as_ref().map(Nickname::as_str), mended, "failed on {typed:?}");
        }
        assert_eq!(Nickname::mended(&"名".repeat(31)), None);
    }

    #[test]
    fn a_name_is_no_link() {
        for typed in [
            "http://x.cn",
            "see https://x",
            "www.x.cn",
            "go WWW.x.cn",
            "ｈｔｔｐ：／／x.cn",
            "dingtalk://d",
        ] {
            assert_eq!(Nickname::parse(typed), Err(NameError::Link), "failed on {typed:?}");
        }
    }

    proptest! {
        #[test]
        fn parsing_never_panics_and_what_it_accepts_it_accepts_again(typed in any::<String>()) {
            if let Ok(nickname) = Nickname::parse(&typed) {
                prop_assert_eq!(Nickname::parse(nickname.as_str()), Ok(nickname.clone()));
                prop_assert!((1..=MAX_CHARACTERS).contains(&nickname.as_str().chars().count()));
            }
        }

        #[test]
        fn tricky_characters_in_any_order_never_slip_through(
            typed in "[a张🎉1\u{200B}-\u{200F}\u{202A}-\u{202E}\u{2060}-\u{2069}\u{FE0F}\u{E0061} \n]{0,12}"
        ) {
            if let Ok(nickname) = Nickname::parse(&typed) {
                let bad = |c: char| matches!(c, '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{E0061}' | '\n' | '\u{200B}');
                prop_assert!(!nickname.as_str().contains(bad));
            }
        }
    }
}
