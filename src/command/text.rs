//! Cutting the text up, for people who type on a phone and for those who type Chinese: full-width
//! forms, any kind of space, command words with nothing between them and the name.

use std::borrow::Cow;

/// The words that begin a command; a longer one before its own beginning.
const WORDS: &[&str] =
    &["/nickname", "/nick", "/群昵称", "/昵称", "/改名", "群昵称", "昵称", "改名"];

/// Drops white space and the invisible characters that clients put at the edges of a text.
pub(super) fn trim(text: &str) -> &str {
    text.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}')
    })
}

/// What follows the command word; `None` when the text does not begin with one.
pub(super) fn after_command_word(text: &str) -> Option<&str> {
    let (word, rest) = WORDS.iter().find_map(|word| Some((word, strip_word(text, word)?)))?;
    let next = rest.chars().next();
    // `/nicks` and `/nick-names` are somebody else's commands; `/nick小明` is ours.
    let is_ascii_word = word.is_ascii();
    if is_ascii_word
        && next.is_some_and(|c| c.is_ascii() && !c.is_whitespace() && !":@".contains(c))
    {
        return None;
    }
    if !word.starts_with('/') && is_question(rest) {
        return Some("");
    }
    Some(trim(rest.strip_prefix([':', '：']).unwrap_or(rest)))
}

/// `昵称怎么改？` begins with a command word and yet asks; nobody wants to be called that.
fn is_question(rest: &str) -> bool {
    rest.ends_with(['?', '？', '吗', '呢'])
        || ["怎么", "怎样", "如何", "什么", "区别"].iter().any(|word| rest.contains(word))
        // 改名字, 改名助手
        || rest.starts_with('字') || rest.starts_with("助手")
}

/// What follows `--`, the sign that all the rest is a name. Input methods and phones make dashes
/// of two hyphens.
pub(super) fn after_dashes(rest: &str) -> Option<&str> {
    let (word, name) = first_word(rest);
    matches!(word, "--" | "—" | "——" | "–" | "－－").then_some(name)
}

/// The first word, and what follows it.
pub(super) fn first_word(rest: &str) -> (&str, &str) {
    match rest.split_once(char::is_whitespace) {
        Some((word, arguments)) => (word, trim(arguments)),
        None => (rest, ""),
    }
}

/// Whether somebody typed `@Name` instead of picking it from the list.
pub(super) fn has_typed_mention(text: &str) -> bool {
    text.split_whitespace()
        .any(|word| word.strip_prefix(['@', '＠']).is_some_and(|name| !name.is_empty()))
}

/// Full-width forms to ASCII, capitals to small letters: for comparing, not for showing.
pub(super) fn fold(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| c.is_ascii_lowercase()) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(fold_character).collect())
}

fn fold_character(character: char) -> char {
    const OFFSET: u32 = 0xFF01 - 0x21;
    let narrow = match character {
        '\u{FF01}'..='\u{FF5E}' => {
            char::from_u32(u32::from(character) - OFFSET).unwrap_or(character)
        }
        other => other,
    };
    narrow.to_ascii_lowercase()
}

fn strip_word<'text>(text: &'text str, word: &str) -> Option<&'text str> {
    let mut rest = text.chars();
    for expected in word.chars() {
        if fold_character(rest.next()?) != expected {
            return None;
        }
    }
    Some(rest.as_str())
}
