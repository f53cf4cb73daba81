//! Answers in a chain, as people give them in a chat: each copies what was there, adds a line with
//! the next number, and sends all of it.
//!
//! ```text
//! chain  = [heading] line*
//! line   = [number] field*
//! field  = [label [":"]] text          学号12, class: 3, 张三
//! ```

use std::sync::LazyLock;

use regex::Regex;
use unicode_normalization::UnicodeNormalization;

use super::part_key;

/// More lines, or longer ones, are no answers.
const MOST_LINES: usize = 300;
const LONGEST_LINE: usize = 100;
const LONGEST_TEXT: usize = 30;

/// A number with what sets it off from an answer: `1.`, `2、`, `(3)`, `No.5:`, `第 7.`
static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?i:no\.?|#|第)?\s*[(\[【]?\s*(?P<number>\d{1,3})\s*(?:[)\]】]\s*[.:、,]?|、|[.:,](?:[^\d]|$)|号\s*[:、,.])",
    )
});

/// Nothing but a space sets it off: it may as well be a part of the answer.
static BARE_NUMBER: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?P<number>\d{1,3})\s+[^\d\s]"));

/// What stands above a chain, and is no answer.
static HEADING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"接龙|^#|^(?i:例如|例|示例|格式|example|e\.g\.|sample)(?:[\s:.、]|$)")
});

/// What people say before their answer.
static GREETING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:(?:各位)?(?:老师|大家)[们]?[您你]?好|[您你]好|收到|好的|(?i:hi|hello|ok))(?:[\s,!.、。~]+|$)",
    )
});

/// What people say before their name.
static SELF: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?:我叫|我是|本人|我的名字是|我的名字叫)\s*[:]?"));

/// What separates fields.
const SEPARATORS: &[char] = &[
    ' ', '\t', ',', '、', ';', '/', '|', '+', '-', '—', '–', '_', '(', ')', '[', ']', '【', '】',
    '~', '。', ':', '=', '*', '#', '!',
];

/// What can stand between a label and its text.
const AFTER_LABEL: &[char] = &['是', '为'];

/// An answer: texts for some of the parts that were asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChainAnswer {
    /// Its number, where it has one.
    pub number: Option<u32>,
    /// The parts by their keys, as [`part_key`] has them, with their texts.
    pub parts: Vec<(String, String)>,
    /// It can hardly be anything else: it has a number, a label, or all that was asked for.
    pub is_sure: bool,
}

impl ChainAnswer {
    /// What is said of a part.
    #[must_use]
    pub fn part(&self, key: &str) -> Option<&str> {
        self.parts.iter().find(|(known, _)| known == key).map(|(_, text)| text.as_str())
    }
}

/// Whether a text begins as a chain does: with a number or a heading.
#[must_use]
pub fn begins_as_chain(text: &str) -> bool {
    let first = text.lines().map(plain).find(|line| !line.is_empty()).unwrap_or_default();
    NUMBER.is_match(&first) || first.trim_start_matches('#').starts_with("接龙")
}

/// The answers in a text, for parts of these names in their order. Of a chain with numbers only the
/// lines with numbers are answers.
#[must_use]
pub fn read_chain(text: &str, parts: &[String]) -> Vec<ChainAnswer> {
    let keys: Vec<String> = parts.iter().map(|part| part_key(part)).collect();
    let lines: Vec<String> = text.lines().take(MOST_LINES).map(plain).collect();
    let has_numbers = lines.iter().any(|line| NUMBER.is_match(line));
    let answers = lines.iter().filter_map(|line| {
        let line = match GREETING.find(line) {
            Some(greeting) => &line[greeting.end()..],
            None => line,
        };
        let (number, rest) = match (sure_number(line), has_numbers) {
            (Some(found), _) => found,
            (None, true) => return None,
            (None, false) if HEADING.is_match(line) => return None,
            (None, false) => bare_number(line, &keys),
        };
        if rest.is_empty() || rest.chars().count() > LONGEST_LINE {
            return None;
        }
        let Fields { parts, is_labelled } = fields(rest, &keys);
        let is_whole = parts.len() > 1 && parts.len() == keys.len();
        // `my class is great` has a label, and is a talk.
        let says_what = rest.contains([':', '=', '是'])
            || rest.chars().any(|c| c.is_ascii_digit())
            || rest.split(SEPARATORS).any(|word| hint(word).is_some());
        let is_sure = number.is_some() || says_what && (is_labelled || is_whole);
        (!parts.is_empty()).then_some(ChainAnswer { number, parts, is_sure })
    });
    answers.collect()
}

/// Without what makes no difference: full width, circled digits, keycaps, invisible characters.
fn plain(line: &str) -> String {
    let circled = |c: char| match u32::from(c) {
        code @ 0x2460..=0x2473 => format!("{}.", code - 0x2460 + 1),
        code @ 0x2776..=0x277F => format!("{}.", code - 0x2776 + 1),
        _ => c.to_string(),
    };
    let line: String = line.chars().map(circled).collect();
    let line = line.replace("\u{FE0F}\u{20E3}", ".").replace('\u{20E3}', ".");
    let is_seen = |c: &char| !matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{FEFF}' | '\u{FE0F}');
    let line: String = line.nfkc().filter(is_seen).collect();
    line.trim().to_owned()
}

/// The number of a line, and what follows it.
fn sure_number(line: &str) -> Option<(Option<u32>, &str)> {
    let number = NUMBER.captures(line)?.name("number")?;
    let is_set_off = |c: char| c.is_whitespace() || ")]】.:、,号".contains(c);
    let rest = line[number.end()..].trim_start_matches(is_set_off);
    Some((number.as_str().parse().ok(), rest))
}

/// `8 张三 12` has a number; in `12 张三` it is what was asked for.
fn bare_number<'l>(line: &'l str, keys: &[String]) -> (Option<u32>, &'l str) {
    let number = BARE_NUMBER.captures(line).and_then(|captures| captures.name("number"));
    let Some(number) = number else {
        return (None, line);
    };
    let rest = line[number.end()..].trim_start();
    if fields(line, keys).parts.len() > fields(rest, keys).parts.len() {
        return (None, line);
    }
    (number.as_str().parse().ok(), rest)
}

/// The texts of a line by the keys of the parts.
struct Fields {
    parts: Vec<(String, String)>,
    is_labelled: bool,
}

/// First those with a label, then digits, then the rest in order.
fn fields(line: &str, keys: &[String]) -> Fields {
    let mut found: Vec<(String, String)> = Vec::new();
    let mut loose: Vec<String> = Vec::new();
    let mut waiting: Option<String> = None;
    let line = SELF.replace(line, "");
    for word in line.split(SEPARATORS).filter(|word| !word.is_empty()) {
        if let Some(key) = waiting.take() {
            found.push((key, without_sign(word)));
            continue;
        }
        let label = labelled(word, keys);
        match label.filter(|(key, _)| !found.iter().any(|(known, _)| known == key)) {
            Some((key, "")) => waiting = Some(key),
            Some((key, text)) => found.push((key, without_sign(text))),
            None => loose.extend(split(&SELF.replace(word, ""), keys)),
        }
    }
    let is_labelled = !found.is_empty();
    // What says of itself what it is, then digits, then the rest.
    loose.sort_by_key(|text| match hint(text) {
        Some(_) => 0,
        None if text.chars().any(|c| c.is_ascii_digit()) => 1,
        None => 2,
    });
    for text in loose {
        place(text, keys, &mut found);
    }
    found.retain(|(_, text)| !text.is_empty() && text.chars().count() <= LONGEST_TEXT);
    found.sort_by_key(|(key, _)| keys.iter().position(|known| known == key));
    Fields { parts: found, is_labelled }
}

/// Puts a text that has no label where it belongs: 三班 to the class, digits to what is told in
/// digits, and all else to the first part that is left.
fn place(text: String, keys: &[String], found: &mut Vec<(String, String)>) {
    let free: Vec<&String> =
        keys.iter().filter(|key| !found.iter().any(|(known, _)| known == *key)).collect();
    let is_number = text.chars().any(|c| c.is_ascii_digit()) && hint(&text).is_none();
    let key = match hint(&text) {
        Some(hint) if free.iter().any(|key| *key == hint) => Some(hint.to_owned()),
        _ if is_number => {
            let of_digits = free.iter().find(|key| is_of_digits(key));
            let other = || free.iter().find(|key| *key != &"name");
            of_digits.or_else(other).map(|key| (*key).clone())
        }
        _ => free.iter().find(|key| !is_of_digits(key)).map(|key| (*key).clone()),
    };
    match key {
        Some(key) => found.push((key, text)),
        // Alice Smith; else it is said beside the answer.
        None => {
            let is_latin = |text: &str| text.chars().all(|c| c.is_ascii_alphabetic() || c == ' ');
            let name = found.iter_mut().find(|(key, name)| key == "name" && is_latin(name));
            if let Some((_, name)) = name.filter(|_| is_latin(&text)) {
                *name = format!("{name} {text}");
            }
        }
    }
}

/// What a text says of itself.
fn hint(text: &str) -> Option<&'static str> {
    match text {
        _ if text.ends_with("年级") => Some("grade"),
        _ if text.ends_with('班') && text.chars().count() > 1 => Some("class"),
        "妈妈" | "爸爸" | "母亲" | "父亲" | "爷爷" | "奶奶" | "外公" | "外婆" | "家长" => {
            Some("role")
        }
        _ => None,
    }
}

/// The part that a word begins with the name of, and the rest of the word.
fn labelled<'w>(word: &'w str, keys: &[String]) -> Option<(String, &'w str)> {
    let ends: Vec<usize> = word.char_indices().map(|(at, c)| at + c.len_utf8()).collect();
    ends.into_iter().rev().find_map(|end| {
        let (label, text) = word.split_at(end);
        let key = part_key(label.trim_start_matches("我的"));
        if !keys.contains(&key) {
            return None;
        }
        let rest = text.trim_start_matches(AFTER_LABEL);
        let is_latin = |c: char| c.is_ascii_alphabetic();
        let goes_on = label.ends_with(is_latin) && rest.starts_with(is_latin);
        // 班 is a class, and 班长 is somebody.
        let is_short = label.chars().count() < 2 && !rest.is_empty() && rest == text;
        (!goes_on && !is_short).then_some((key, rest))
    })
}

/// 张三12 and 12张三 are two texts, where something in digits is asked for.
fn split(word: &str, keys: &[String]) -> Vec<String> {
    let whole = vec![without_sign(word)];
    let class_end = word.find('班').map(|at| at + '班'.len_utf8());
    if let Some((class, rest)) = class_end.and_then(|end| word.split_at_checked(end))
        && keys.iter().any(|key| key == "class")
        && class.chars().count() > 1
        && rest.chars().count() > 1
    {
        return vec![class.to_owned(), rest.to_owned()];
    }
    if hint(word).is_some() || !keys.iter().any(|key| is_of_digits(key)) {
        return whole;
    }
    let is_digit = |c: char| c.is_ascii_digit();
    let inner = word.strip_suffix('号').unwrap_or(word);
    let head = inner.trim_end_matches(is_digit);
    let tail = word.trim_start_matches(is_digit).trim_start_matches('号');
    if head.len() < inner.len() && head.ends_with(|c: char| !c.is_ascii()) {
        return vec![head.to_owned(), inner[head.len()..].to_owned()];
    }
    if tail.len() < word.len() && tail.starts_with(|c: char| !c.is_ascii()) {
        let digits = word.len() - word.trim_start_matches(is_digit).len();
        return vec![word[..digits].to_owned(), tail.to_owned()];
    }
    whole
}

/// 12号 is 12.
fn without_sign(text: &str) -> String {
    match text.strip_suffix('号') {
        Some(digits) if digits.chars().all(|c| c.is_ascii_digit()) => digits.to_owned(),
        _ => text.to_owned(),
    }
}

/// Whether a part is told in digits.
fn is_of_digits(key: &str) -> bool {
    matches!(key, "number" | "jobnumber" | "entry" | "year" | "phone" | "电话" | "手机" | "手机号")
}

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a test reads it")
}

#[cfg(test)]
mod tests;
