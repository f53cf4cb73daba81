//! What people put around a name that is taken, to get it once more.

use unicode_normalization::UnicodeNormalization;

use crate::domain::simplified;

/// Before a name: the longer ones first.
const BEFORE: &[&str] = &[
    "真正的",
    "真的",
    "真",
    "正版",
    "正牌",
    "本人",
    "我是",
    "这是",
    "官方",
    "小号",
    "大号",
    "新号",
    "备用",
    "新",
    "原",
    "the real",
    "the official",
    "real",
    "official",
    "the",
    "i am",
    "i'm",
    "im",
    "its",
    "it's",
    "this is",
    "new",
    "backup",
];

/// After a name.
const AFTER: &[&str] = &[
    "本人",
    "本尊",
    "本号",
    "的号",
    "真身",
    "的小号",
    "小号",
    "大号",
    "的大号",
    "新号",
    "的新号",
    "备用号",
    "备用",
    "二号",
    "号",
    "官方",
    "官方号",
    "认证",
    "已认证",
    "正版",
    "真",
    "新",
    "real",
    "official",
    "new",
    "backup",
    "alt",
    "again",
    "verified",
];

/// Numbers in hanzi, as they are put after a name.
const NUMBERS: [char; 12] =
    ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '两', '零'];

/// More around a name than this is a name of its own.
const ROUNDS: usize = 4;

/// What may be left of a name without what was put around it, each once.
pub(super) fn bare(name: &str) -> Vec<String> {
    let folded: String = name.nfkc().flat_map(char::to_lowercase).map(simplified).collect();
    let mut found: Vec<String> = Vec::new();
    let mut round = vec![folded];
    for _ in 0..ROUNDS {
        let mut next = Vec::new();
        for text in &round {
            for stripped in stripped(text) {
                if stripped.chars().any(char::is_alphanumeric) && !found.contains(&stripped) {
                    found.push(stripped.clone());
                    next.push(stripped);
                }
            }
        }
        round = next;
    }
    found
}

/// The text with one thing less, for each thing that could be taken away.
fn stripped(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut add = |rest: &str| {
        let rest = trim(rest);
        if !rest.is_empty() && rest != text {
            found.push(rest.to_owned());
        }
    };
    let is_digit = |c: char| c.is_numeric() && !NUMBERS.contains(&c);
    add(text.trim_end_matches(is_digit));
    add(text.trim_start_matches(is_digit));
    let without_number = text.trim_end_matches(NUMBERS);
    if without_number.chars().count() >= 2 {
        add(without_number);
    }
    for affix in BEFORE {
        if let Some(rest) =
            text.strip_prefix(affix).filter(|rest| is_apart(affix, rest.chars().next()))
        {
            add(rest);
        }
    }
    for affix in AFTER {
        if let Some(rest) =
            text.strip_suffix(affix).filter(|rest| is_apart(affix, rest.chars().next_back()))
        {
            add(rest);
        }
    }
    // One letter or two, as a mark after a name in hanzi: 王老师v, 王老师er.
    let rest = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    if text.len() - rest.len() <= 2 && rest.ends_with(|c: char| !c.is_ascii()) {
        add(rest);
    }
    found
}

/// A word of letters is an affix only where no other letter touches it: Newton is not ton.
fn is_apart(affix: &str, neighbour: Option<char>) -> bool {
    !affix.is_ascii() || neighbour.is_none_or(|c| !c.is_ascii_alphabetic())
}

fn trim(text: &str) -> &str {
    text.trim_matches(|c: char| !c.is_alphanumeric())
}
