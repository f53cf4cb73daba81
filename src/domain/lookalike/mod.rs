//! What a name looks like, so that nobody can pose as somebody else.
//!
//! [UTS 39](https://www.unicode.org/reports/tr39/#Confusable_Detection) draws every text as its
//! skeleton: two texts with one skeleton look the same. A skeleton tells capitals from small
//! letters and is no use for names that people tell from each other without case, so a name is
//! read in more than one way here, and two names resemble each other if they share a reading:
//!
//! - *As written*: NFKC and case folding first, then the skeleton. `ADMIN` is `admin`.
//! - *As drawn*: the skeleton first, then case folding. `BiII` is `Bill`, as I is drawn like l.
//! - *In capitals*, where all letters are: what is drawn like l is I. `ADMlN` is `admin`.
//!
//! Traditional characters are simplified ones in each of them. Two more see through what somebody
//! does who wants a name that is taken: *plain*, without accents (`José` is `Jose`), and *in
//! letters*, where a digit before a letter is one (`Al1ce` is `Alice`; `Tom1` is not `Tomi`).
//!
//! What decorates a name does not make it another one: punctuation, symbols and emoji are left
//! out (`~王老师~🌹` is 王老师, and so is `王·老师`), unless there is nothing else in the name, or
//! they part two numbers (`1-11` is not `11-1`), and so are the modifier letters that are drawn as
//! specks (`王老师ʼ`). A symbol that is drawn like a letter may be meant
//! as one (`Bi||`), so the name is read with and without it. Words count, also in brackets:
//! 李明 is not 李明（家长）.
//!
//! Sharing a reading is reflexive and symmetric, but not transitive: `BILL` shares a reading with
//! `Bill` and another one with `BlLL`.

mod alike;
mod pose;

use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};
use unicode_security::skeleton;

use super::hanzi::{self, is_hanzi};
use super::simplified;
use alike::representative;

/// To be raised whenever names are read in another way: readings are stored.
pub const LIKENESS_VERSION: i64 = 3;

/// Skeleton and case folding feed each other (0 is drawn O, folded o); nothing needs more rounds.
const ROUNDS: usize = 5;

/// What a name looks like, ready to be compared with many others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Likeness {
    /// Every way to read the name, each once; none is empty.
    readings: Vec<String>,
}

impl Likeness {
    /// Looks at a name, which may be any text.
    #[must_use]
    pub fn of(name: &str) -> Self {
        let drawn: Vec<char> = visible(name);
        let mut texts = vec![without(&drawn, is_decoration)];
        let is_alone = texts[0].is_empty();
        if is_alone {
            texts[0] = drawn.iter().collect();
        }
        // A dash beside emoji is no 一: where there is nothing but symbols, a letter has to be one.
        let may_be_letter = |c: char| !is_alone || is_letter_in_a_frame(c);
        if drawn.iter().any(|&c| is_decoration(c) && looks_like_letters(c) && may_be_letter(c)) {
            texts.push(without(&drawn, |c| is_decoration(c) && !looks_like_letters(c)));
        }
        let without_specks = without_specks(&texts[0]);
        if !without_specks.is_empty() && without_specks != texts[0] {
            texts.push(without_specks);
        }
        let mut likeness = Self { readings: Vec::new() };
        for text in texts {
            likeness.add(settle(composed(&text), Case::Folded));
            let as_drawn = draw(&composed(&draw(&text)));
            if is_in_capitals(&as_drawn) {
                likeness.add(settle(as_drawn.replace('l', "I"), Case::Folded));
            }
            likeness.add(settle(as_drawn, Case::FoldedButL));
            for seen_through in [without_accents(&text), letters_for_digits(&text)] {
                if seen_through != text {
                    likeness.add(settle(composed(&seen_through), Case::Folded));
                }
            }
        }
        likeness
    }

    /// Looks at a name as one that may pose as another: the readings of the name, and those of
    /// what is left of it without what people put around a name to get it once more (本人, 真,
    /// 小号, 2). Only names that are guarded are compared with these: 张伟2 is no pose to another
    /// 张伟.
    #[must_use]
    pub fn of_pose(name: &str) -> Self {
        let mut likeness = Self::of(name);
        for bare in pose::bare(name) {
            for reading in Self::of(&bare).readings {
                likeness.add(reading);
            }
        }
        likeness
    }

    /// Every way to read the name, each once, in a fixed order: to be stored and looked up. Names
    /// that share a reading resemble each other. See [`LIKENESS_VERSION`].
    #[must_use]
    pub fn readings(&self) -> &[String] {
        &self.readings
    }

    /// Whether people could take one name for the other.
    ///
    /// Names in which nothing can be seen resemble none, not even themselves.
    #[must_use]
    pub fn resembles(&self, other: &Self) -> bool {
        self.readings.iter().any(|reading| other.readings.contains(reading))
    }

    /// Whether nothing in the name can be seen.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.readings.is_empty()
    }

    fn add(&mut self, reading: String) {
        if !reading.is_empty() && !self.readings.contains(&reading) {
            self.readings.push(reading);
        }
    }
}

/// What case folding does to a text.
#[derive(Clone, Copy)]
enum Case {
    /// All case is gone.
    Folded,
    /// All but that of L. Folded, it would be one with the I that is drawn like l, and ALI with
    /// ALL.
    FoldedButL,
}

/// Folds and draws until neither changes anything.
fn settle(mut text: String, case: Case) -> String {
    for _ in 0..ROUNDS {
        let next = draw(&fold(&text, case));
        if next == text {
            break;
        }
        text = next;
    }
    text
}

/// The text in NFKC, as which ASCII stays as it is.
fn composed(text: &str) -> String {
    if text.is_ascii() { text.to_owned() } else { text.nfkc().collect() }
}

/// Full case folding: ß is ss, and ς is σ. Down first, as ẞ has no capital; up and down again,
/// character by character, as only a whole word knows a final sigma.
fn fold(text: &str, case: Case) -> String {
    if text.is_ascii() {
        let keeps = |c: char| c == 'L' && matches!(case, Case::FoldedButL);
        return text.chars().map(|c| if keeps(c) { c } else { c.to_ascii_lowercase() }).collect();
    }
    let mut folded = String::with_capacity(text.len());
    for character in text.chars() {
        if character == 'L' && matches!(case, Case::FoldedButL) {
            folded.push(character);
        } else {
            let lower = character.to_lowercase();
            let upper = lower.flat_map(char::to_uppercase);
            folded.extend(upper.flat_map(char::to_lowercase));
        }
    }
    folded
}

/// 長 as UTS 39 draws it.
const LONG: &str = "\u{1110}\u{30FC}\u{1102}\u{110C}";

/// The skeleton of a text, with our own classes in it, and without white space.
fn draw(text: &str) -> String {
    let mut drawn = String::with_capacity(text.len());
    let mut add = |character: char| {
        if character == 'v' && drawn.ends_with('v') {
            drawn.pop();
            drawn.push('w');
        } else if character == '\u{307}' && drawn.ends_with('i') {
            // İ folds to an i with one dot more, and nobody sees it.
        } else if !character.is_whitespace() {
            drawn.push(character);
        }
    };
    if text.is_ascii() {
        let drawn_alone = text.bytes().map(|byte| ASCII[usize::from(byte)].as_str());
        drawn_alone.flat_map(str::chars).for_each(add);
    } else {
        drawn_together(text).for_each(&mut add);
    }
    // UTS 39 draws 長 in letters of Hangul.
    if !drawn.is_ascii() && drawn.contains(LONG) { drawn.replace(LONG, "长") } else { drawn }
}

/// Each character of ASCII as it is drawn, which there depends on no neighbour.
static ASCII: LazyLock<[String; 128]> = LazyLock::new(|| {
    std::array::from_fn(|code| {
        let character = u8::try_from(code).map(char::from).unwrap_or_default();
        drawn_together(character.encode_utf8(&mut [0; 4])).collect()
    })
});

/// The skeleton of a text, with our own classes in it.
fn drawn_together(text: &str) -> impl Iterator<Item = char> + '_ {
    skeleton(text).map(|character| representative(simplified_as_drawn(representative(character))))
}

/// The simplified character for a traditional one as UTS 39 draws it, which may be as a third.
fn simplified_as_drawn(character: char) -> char {
    static DRAWN: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
        let drawn = hanzi::pairs().filter_map(|(traditional, simplified)| {
            let mut drawn =
                skeleton(traditional.encode_utf8(&mut [0; 4])).collect::<Vec<_>>().into_iter();
            let single = drawn.next().filter(|_| drawn.next().is_none())?;
            (single != traditional).then_some((single, simplified))
        });
        // In a fixed order: where two are drawn as one, the same wins every time.
        drawn.collect::<BTreeSet<_>>().into_iter().collect()
    });
    let simple = simplified(character);
    if simple == character { DRAWN.get(&character).copied().unwrap_or(simple) } else { simple }
}

/// Whether all letters that have case are capitals; l counts for neither, as it may be an I.
fn is_in_capitals(drawn: &str) -> bool {
    let mut letters = drawn.chars().filter(|&c| c != 'l');
    drawn.contains('l') && drawn.contains(char::is_uppercase) && !letters.any(char::is_lowercase)
}

/// The characters that draw something: no spaces, nothing invisible, and no marks where no
/// script puts any, which is where they are specks (on hanzi) or frames (around anything).
fn visible(name: &str) -> Vec<char> {
    if name.is_ascii() {
        return name.chars().filter(char::is_ascii_graphic).collect();
    }
    let mut visible: Vec<char> = Vec::new();
    for character in name.nfc() {
        let stray = match character.general_category() {
            GeneralCategory::Control | GeneralCategory::Format | GeneralCategory::EnclosingMark => {
                true
            }
            GeneralCategory::NonspacingMark => {
                visible.last().is_none_or(|&base| is_hanzi(base)) || is_ignorable(character)
            }
            _ => character.is_whitespace() || is_ignorable(character),
        };
        if !stray {
            visible.push(character);
        }
    }
    visible
}

/// The text without what `drops` says, and without the marks on that. Between two digits a dot
/// stays for it: it keeps two numbers from running together.
fn without(characters: &[char], drops: impl Fn(char) -> bool) -> String {
    let mut text = String::new();
    let mut dropped = false;
    for &character in characters {
        if drops(character) || (dropped && is_mark(character)) {
            dropped = true;
            continue;
        }
        if dropped && character.is_numeric() && text.ends_with(char::is_numeric) {
            text.push('.');
        }
        dropped = false;
        text.push(character);
    }
    text
}

/// Punctuation, symbols and emoji, and the two strokes that are written around names as such.
fn is_decoration(character: char) -> bool {
    match character {
        '丶' | '丿' => true,
        // Radicals and strokes count as symbols, and are drawn like hanzi.
        '\u{2E80}'..='\u{2FDF}' | '\u{31C0}'..='\u{31EF}' => false,
        c if c.is_ascii() => c.is_ascii_punctuation(),
        c => matches!(
            c.general_category_group(),
            GeneralCategoryGroup::Punctuation | GeneralCategoryGroup::Symbol
        ),
    }
}

/// The text without modifier letters, which are drawn as specks at the shoulder of a letter; but
/// for the one that makes a vowel of kana long.
fn without_specks(text: &str) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    let mut kept = String::with_capacity(text.len());
    for character in text.chars() {
        let is_long_vowel = character == 'ー' && kept.ends_with(is_kana);
        let is_speck = character.general_category() == GeneralCategory::ModifierLetter
            && !is_hanzi(character)
            && !is_long_vowel;
        if !is_speck && !matches!(character, 'ㆍ' | 'ᆞ' | '丨') {
            kept.push(character);
        }
    }
    kept
}

fn is_kana(character: char) -> bool {
    matches!(character, '\u{3041}'..='\u{30FF}' | '\u{FF66}'..='\u{FF9D}')
}

/// Letters of Latin, Greek and Cyrillic without their accents. Elsewhere a mark makes another
/// letter: か and が.
fn without_accents(text: &str) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    let mut plain = String::with_capacity(text.len());
    for character in text.nfd() {
        let is_accent = character.general_category() == GeneralCategory::NonspacingMark
            && plain.ends_with(|base: char| base.is_alphabetic() && u32::from(base) < 0x530);
        if !is_accent {
            plain.push(match character {
                'ø' => 'o',
                'Ø' => 'O',
                'đ' | 'ð' => 'd',
                'Đ' => 'D',
                'ł' => 'l',
                'Ł' => 'L',
                'ı' => 'i',
                other => other,
            });
        }
    }
    plain.nfc().collect()
}

/// Digits that stand before a letter of Latin, as the letters that they are drawn like.
fn letters_for_digits(text: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    let mut letters = String::with_capacity(text.len());
    // From the end: in `4dm1n` and `1337ed` a digit stands before one.
    let mut before_letter = false;
    for &character in characters.iter().rev() {
        let letter = match character {
            _ if !before_letter => character,
            '0' => 'o',
            '1' => 'i',
            '3' => 'e',
            '4' => 'a',
            '5' => 's',
            '7' => 't',
            '8' => 'b',
            '9' => 'g',
            other => other,
        };
        before_letter = letter.is_ascii_alphabetic();
        letters.push(letter);
    }
    letters.chars().rev().collect()
}

/// Whether a symbol is a letter that something is drawn around, as 🅰 and Ⓐ are.
fn is_letter_in_a_frame(character: char) -> bool {
    !character.is_ascii() && character.general_category() == GeneralCategory::OtherSymbol
}

/// Whether a symbol is drawn as letters or digits, as | and Ⓐ are.
fn looks_like_letters(character: char) -> bool {
    let plain: String = std::iter::once(character).nfkc().collect();
    let drawn = draw(&plain);
    !drawn.is_empty() && drawn.chars().all(char::is_alphanumeric)
}

fn is_mark(character: char) -> bool {
    character.general_category_group() == GeneralCategoryGroup::Mark
}

/// What a skeleton leaves out, and the blank of Braille, which it keeps.
fn is_ignorable(character: char) -> bool {
    // Most names are made of these, and a skeleton takes its time.
    if character.is_ascii_graphic() || is_hanzi(character) {
        return false;
    }
    let mut buffer = [0; 4];
    character == '\u{2800}' || skeleton(character.encode_utf8(&mut buffer)).next().is_none()
}

#[cfg(test)]
mod tests;
