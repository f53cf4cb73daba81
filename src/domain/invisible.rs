//! Where characters that draw nothing of their own are at home: joiners, selectors and tags shape
//! what stands beside them, and anywhere else they are an invisible trick.
//!
//! Joiners follow [UAX 31](https://www.unicode.org/reports/tr31/#Layout_and_Format_Control_Characters)
//! and chapter 12 of the Unicode Standard, selectors the sequences that are registered for Han
//! ideographs, Mongolian and emoji, and tags the three flags that are for general interchange.

use unicode_normalization::char::canonical_combining_class;
use unicode_properties::{
    GeneralCategory, GeneralCategoryGroup, UnicodeEmoji, UnicodeGeneralCategory,
};
use unicode_script::{Script, UnicodeScript};

/// The tags of England, Scotland and Wales, after the black flag and before [`CANCEL_TAG`].
const FLAGS: [&str; 3] = ["gbeng", "gbsct", "gbwls"];

const BLACK_FLAG: char = '\u{1F3F4}';
const CANCEL_TAG: char = '\u{E007F}';

/// Whether the character at `index` draws nothing, and shapes what stands beside it.
pub(super) fn is_at_home(characters: &[char], index: usize) -> bool {
    let before = index.checked_sub(1).map(|index| characters[index]);
    let after = characters.get(index + 1).copied();
    match characters[index] {
        '\u{200D}' => joins_emoji(before, after) || shapes_conjunct(before, after),
        '\u{200C}' => shapes_conjunct(before, after) || parts_letters(characters, index),
        '\u{FE0E}' | '\u{FE0F}' => styles_emoji(before, after),
        '\u{FE00}'..='\u{FE02}' | '\u{E0100}'..='\u{E01EF}' if before.is_some_and(is_ideograph) => {
            true
        }
        // The dotted letters of Khamti and Aiton.
        '\u{FE00}' => before.is_some_and(|b| matches!(b, '\u{1000}'..='\u{1080}')),
        '\u{180B}'..='\u{180D}' | '\u{180F}' => before.is_some_and(is_mongolian),
        // The vowel that it sets apart may come after a letter whose form is chosen.
        '\u{180E}' => {
            before.is_some_and(|b| is_mongolian(b) || matches!(b, '\u{180B}'..='\u{180D}'))
        }
        '\u{E0020}'..=CANCEL_TAG => is_in_flag(characters, index),
        _ => false,
    }
}

/// Zero width joiner and non-joiner.
pub(super) fn is_joiner(character: char) -> bool {
    matches!(character, '\u{200C}' | '\u{200D}')
}

/// Whether the mark kills a vowel: the joiners beside it choose between conjunct forms. Canonical
/// combining class 9 is virama.
pub(super) fn is_virama(character: char) -> bool {
    canonical_combining_class(character) == 9
}

/// Whether its script writes without spaces, and so has keyboards that set U+200B between words.
pub(super) fn has_no_spaces(character: char) -> bool {
    matches!(character.script(), Script::Khmer | Script::Lao | Script::Myanmar | Script::Thai)
}

/// After a virama; or before one, as in Bengali র‍্য, between characters of one script.
fn shapes_conjunct(before: Option<char>, after: Option<char>) -> bool {
    let is_before_virama = |before: char, after: char| {
        is_virama(after) && before.script() == after.script() && !is_joiner(before)
    };
    before.is_some_and(is_virama)
        || before.zip(after).is_some_and(|(before, after)| is_before_virama(before, after))
}

/// The non-joiner within a word whose letters would join, as in Persian. Marks stand on letters.
fn parts_letters(characters: &[char], index: usize) -> bool {
    let is_mark =
        |character: &&char| character.general_category_group() == GeneralCategoryGroup::Mark;
    let before = characters[..index].iter().rev().find(|character| !is_mark(character));
    let after = characters[index + 1..].iter().find(|character| !is_mark(character));
    let joins = |character: &char| {
        character.general_category_group() == GeneralCategoryGroup::Letter
            && matches!(character.script(), Script::Arabic | Script::Syriac | Script::Nko)
    };
    before.is_some_and(joins) && after.is_some_and(joins)
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

/// One selector chooses the form of an ideograph; a second one has nothing to choose.
fn is_ideograph(character: char) -> bool {
    character.script() == Script::Han
        && character.general_category() == GeneralCategory::OtherLetter
}

fn is_mongolian(character: char) -> bool {
    matches!(character, '\u{1820}'..='\u{18AF}')
}

/// Whether the tag is one of a flag's, and the flag is whole.
fn is_in_flag(characters: &[char], index: usize) -> bool {
    let is_tag = |character: &char| matches!(character, '\u{E0020}'..=CANCEL_TAG);
    let Some(flag) = characters[..index].iter().rposition(|character| !is_tag(character)) else {
        return false;
    };
    let tags = characters[flag + 1..].iter().take_while(|character| is_tag(character));
    let letter = |tag: &char| char::from_u32(u32::from(*tag).checked_sub(0xE0000)?);
    let spelt: String = tags.filter_map(letter).collect();
    let spelt = spelt.strip_suffix('\u{7F}');
    characters[flag] == BLACK_FLAG && spelt.is_some_and(|spelt| FLAGS.contains(&spelt))
}
