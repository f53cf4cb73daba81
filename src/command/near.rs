//! Near misses of our words: a slip of the finger, or another character of the same sound.

use crate::domain::{is_common_surname, is_hanzi, pinyin};

/// The words that members use most: of the Chinese ones, one character may be any other, and the
/// short Latin ones may lack a letter.
const MOST_USED: &[&str] = &[
    "帮助", "撤销", "撤消", "重置", "历史", "状态", "恢复", "还原", "撤回", "help", "undo", "nick",
];

/// A word, and how each of its characters sounds.
pub(super) struct Word {
    text: String,
    characters: Vec<char>,
    sounds: Vec<Vec<String>>,
}

impl Word {
    pub(super) fn of(text: &str) -> Self {
        let characters: Vec<char> = text.chars().take(MOST_CHARACTERS).collect();
        let sounds = characters.iter().map(|character| sounds(*character)).collect();
        Self { text: text.to_owned(), characters, sounds }
    }
}

/// No word of ours is as long.
const MOST_CHARACTERS: usize = 24;

/// Whether what was typed is nearly this word of ours, and not the same; more freely where
/// something else tells that it was meant.
pub(super) fn is_nearly(
    typed: &Word,
    right: &str,
    word: &Word,
    is_told: impl FnOnce() -> bool,
) -> bool {
    if typed.characters.len().abs_diff(word.characters.len()) > 1 {
        return false;
    }
    let is_alike = |is_common| match (typed.text.is_ascii(), right.is_ascii()) {
        (true, true) => is_near(&typed.text, right, is_common),
        // Only a hanzi is taken for another.
        (true, false) => false,
        (false, _) => is_misspelt(typed, word, is_common),
    };
    let is_common = MOST_USED.contains(&right);
    // To tell takes longer than to compare.
    is_alike(is_common) || (!is_common && is_alike(true) && is_told())
}

/// Whether a Latin word is another form of an English one: `histories`, `locked`, `undos`.
pub(super) fn is_inflected(typed: &str, right: &str) -> bool {
    const ENDS: [(&str, &str); 7] =
        [("ies", "y"), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"), ("es", ""), ("s", "")];
    right.len() >= 4
        && typed.is_ascii()
        && right.is_ascii()
        && ENDS.iter().any(|(end, put)| {
            let Some(stem) = typed.strip_suffix(end) else { return false };
            let is_doubled = stem.len() == right.len() + 1
                && stem.strip_suffix(&right[right.len() - 1..]) == Some(right);
            is_doubled
                || (stem.len() + put.len() == right.len() && right.strip_suffix(put) == Some(stem))
        })
}

/// Whether one Latin word is nearly the other, and not the same.
pub(super) fn is_near(typed: &str, right: &str, is_common: bool) -> bool {
    let is_long = if is_common { typed.len() >= 3 } else { typed.len() >= 4 };
    is_long && right.len() >= 4 && is_slip(typed.as_bytes(), right.as_bytes())
}

/// One slip of the finger in a Latin word: two letters swapped, one lost, one typed twice or
/// beside its key. The first letter is seldom the one that slips, and without it half the family
/// names of China (Wang, Yang, Fang) would be near `lang`.
fn is_slip(typed: &[u8], right: &[u8]) -> bool {
    if typed.first() != right.first() || !typed.iter().all(|c| c.is_ascii_lowercase() || *c == b' ')
    {
        return false;
    }
    let same = typed.iter().zip(right).take_while(|(one, other)| one == other).count();
    let (typed_rest, right_rest) = (&typed[same..], &right[same..]);
    match typed.len().cmp(&right.len()) {
        std::cmp::Ordering::Equal => match (typed_rest, right_rest) {
            ([a, b, rest @ ..], [c, d, other @ ..]) if a == d && b == c => rest == other,
            ([a, rest @ ..], [b, other @ ..]) => {
                (right.len() >= 6 || are_neighbours(*a, *b)) && rest == other
            }
            _ => false,
        },
        std::cmp::Ordering::Less => right_rest.get(1..) == Some(typed_rest),
        std::cmp::Ordering::Greater => {
            let extra = typed_rest.first().copied().unwrap_or_default();
            let is_doubled = same > 0 && typed[same - 1] == extra;
            typed_rest.get(1..) == Some(right_rest) && (is_doubled || right.len() >= 5)
        }
    }
}

/// Whether two keys lie beside each other.
fn are_neighbours(one: u8, other: u8) -> bool {
    const ROWS: [&[u8]; 3] = [b"qwertyuiop", b"asdfghjkl", b"zxcvbnm"];
    let place = |key: u8| {
        ROWS.iter().enumerate().find_map(|(row, keys)| {
            let column = keys.iter().position(|k| *k == key)?;
            // Each row is shifted by about half a key.
            Some((row as i32 * 2, column as i32 * 2 + row as i32))
        })
    };
    match (place(one), place(other)) {
        (Some((row, column)), Some((other_row, other_column))) => {
            (row - other_row).abs() <= 2 && (column - other_column).abs() <= 2
        }
        _ => false,
    }
}

/// A Chinese word of the same length with one character of another sound or two of the same sound
/// in the wrong place.
fn is_misspelt(typed: &Word, right: &Word, is_common: bool) -> bool {
    let shared = |one: &[String], other: &[String]| one.iter().any(|sound| other.contains(sound));
    let sounds = || typed.sounds.iter().zip(&right.sounds);
    let pairs = || typed.characters.iter().zip(&right.characters);
    let (typed, right) = (&typed.characters, &right.characters);
    if typed.len() != right.len() || typed.len() < 2 || typed == right {
        return false;
    }
    // 李诗 sounds like 历史, and is a name.
    let is_name = || typed[0] != right[0] && is_common_surname(typed[0]);
    let sounds_alike =
        pairs().zip(sounds()).all(|((one, other), (a, b))| one == other || shared(a, b))
            && !is_name();
    let is_turned = typed.len() == 2 && typed[0] == right[1] && typed[1] == right[0];
    if sounds_alike || is_turned {
        return true;
    }
    let wrong: Vec<usize> =
        (0..typed.len()).filter(|&place| typed[place] != right[place]).collect();
    match wrong.as_slice() {
        // 王静 is a name, and so are 安娜 and 静静.
        [place] => {
            let name_like = typed[0] == typed[1] || may_begin_a_name(typed[0]);
            is_common && is_hanzi(typed[*place]) && !name_like
        }
        _ => false,
    }
}

/// Whether two characters have a reading in common, as people who type by sound confuse them:
/// `n` and `ng` at the end are one, and so are `zh` and `z`, `l` and `n` at the beginning.
pub(super) fn sound_alike(one: char, other: char) -> bool {
    one == other || {
        let (one, other) = (sounds(one), sounds(other));
        one.iter().any(|sound| other.contains(sound))
    }
}

fn sounds(character: char) -> Vec<String> {
    let one_for_many = |sound: &'static str| {
        let plain = sound.replace("zh", "z").replace("ch", "c").replace("sh", "s");
        let plain =
            plain.strip_suffix('g').filter(|rest| rest.ends_with('n')).unwrap_or(&plain).to_owned();
        match plain.strip_prefix('l') {
            Some(rest) => format!("n{rest}"),
            None => plain,
        }
    };
    pinyin(character).map(one_for_many).collect()
}

/// Whether a character begins names more often than words: a common family name, or what stands
/// before a name among friends.
pub(super) fn may_begin_a_name(character: char) -> bool {
    is_common_surname(character) || "小阿老大".contains(character)
}
