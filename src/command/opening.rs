//! How a line begins: with the command word, with something like it, or with neither.
//!
//! `、` is what a Chinese keyboard gives for `/`, and `。` what it gives for `.`.

use std::sync::LazyLock;

use super::near;
use super::pattern::{Pattern, pattern};
use super::text::{Folded, trim};

/// How a line begins.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Opening<'typed> {
    /// With the command word; this follows.
    Command(&'typed str, Word),
    /// With a slash, and what could be a subcommand.
    Slash(&'typed str),
    /// With the command word misspelt; this follows.
    Misspelt(&'typed str),
    /// With nothing of ours.
    Other,
}

/// The command word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// 改名 or 昵称: what links them to a name may follow at once.
    pub is_chinese: bool,
    /// A slash or the like stands before it; without one it may as well be chat.
    pub has_slash: bool,
}

const CHINESE: &str = r"(?:改|修改|设置|更改|更换|换|变更|设)(?:一?下|个|我的|本群|群)?(?:群?昵称|群?名片|名称|称呼)|改\s?名|更名|换名|重命名|(?:群\s?)?昵\s?称|群名片";

/// 能改个群昵称吗，小明
const ASKED: &str = r"(?:(?:吗|么|嘛|吧|了|呀|啊|哈|好吗|可以吗|行吗)[,?\s]+)";

static SLASH: LazyLock<Pattern> = LazyLock::new(|| pattern(r"^[/\\、.。!|]+\s*(?P<rest>\S.*)$"));

/// What other programs have in its place, and what lies beside it on some keyboards.
static MARK: LazyLock<Pattern> = LazyLock::new(|| pattern(r"^[#$~·`*+>-]\s?(?P<rest>\S.*)$"));

static SLASH_CHINESE: LazyLock<Pattern> =
    LazyLock::new(|| pattern(&format!(r"^(?:{CHINESE}|名片|改名字|名字)[:：,，]?(?P<rest>.*)$")));

static CHINESE_WORD: LazyLock<Pattern> =
    LazyLock::new(|| pattern(&format!(r"^(?:{CHINESE}){ASKED}?[:：,，]?(?P<rest>.*)$")));

/// What people put between the word and the name, which touches the word or stands by itself:
/// `/nick=X`, `nick = X`. `/nick =SUM(A1)` is a name.
static SEPARATOR: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(r"^(?:(?:[:,;=|>→\\/。.·*+]|->|=>|:=)+|\s+(?:[=|>→]|->|=>|:=)\s+|\s*→)")
});

/// A Latin word and what follows it.
static LATIN: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"^(?P<word>[a-z]+)(?P<next>[a-z0-9_-]?)(?P<rest>.*)$"));

/// Two characters that sound like 改名 or 昵称 are looked for, too.
const SOUNDS: [&str; 2] = ["改名", "昵称"];

/// Other programs' words for what `/nick` does, and misspellings beyond one slip.
const COUSINS: &[&str] = &[
    "name",
    "names",
    "nicks",
    "nic",
    "nik",
    "nike",
    "nicn",
    "ncik",
    "nicknam",
    "nicknames",
    "nickame",
    "setnick",
    "setname",
    "setnickname",
    "changename",
    "changenick",
    "changenickname",
    "rn",
    "alias",
    "displayname",
    "username",
    "newname",
    "mynick",
    "myname",
    "renam",
];

/// Reads the beginning of a line.
pub(super) fn read(line: &str) -> Opening<'_> {
    if let Some(rest) = super::text::capture(&SLASH, line, "rest") {
        return with_slash(rest);
    }
    // `#nick x`; but `#1` is chat.
    let marked = super::text::capture(&MARK, line, "rest").map(with_slash);
    match marked {
        Some(opening @ (Opening::Command(..) | Opening::Misspelt(_))) => opening,
        _ => without_slash(line),
    }
}

fn with_slash(line: &str) -> Opening<'_> {
    if let Some(rest) = super::text::capture(&SLASH_CHINESE, line, "rest") {
        return Opening::Command(trim(rest), Word { is_chinese: true, has_slash: true });
    }
    match latin(line, true) {
        Some((word, rest)) if is_command_word(&word) => {
            Opening::Command(rest, Word { is_chinese: false, has_slash: true })
        }
        Some((word, rest)) if is_nearly_command_word(&word) => Opening::Misspelt(rest),
        _ => misspelt_chinese(line).map_or(Opening::Slash(line), Opening::Misspelt),
    }
}

fn without_slash(line: &str) -> Opening<'_> {
    if let Some(rest) = super::text::capture(&CHINESE_WORD, line, "rest") {
        return Opening::Command(trim(rest), Word { is_chinese: true, has_slash: false });
    }
    if let Some((word, rest)) = latin(line, false) {
        // `nice` is a word, and Nicky a name.
        let is_slip = word.starts_with('n')
            && word.contains('k')
            && !matches!(word.as_str(), "nicky" | "nicki" | "neck");
        return match word.as_str() {
            word if is_command_word(word) => {
                Opening::Command(rest, Word { is_chinese: false, has_slash: false })
            }
            _ if is_slip && is_nearly_command_word(&word) => Opening::Misspelt(rest),
            _ => Opening::Other,
        };
    }
    misspelt_chinese(line).map_or(Opening::Other, Opening::Misspelt)
}

fn is_command_word(word: &str) -> bool {
    matches!(word, "nick" | "nickname" | "rename")
}

fn is_nearly_command_word(word: &str) -> bool {
    COUSINS.contains(&word)
        || ["nick", "nickname", "rename"].iter().any(|right| near::is_near(word, right, true))
        || matches!(strsim::osa_distance(word, "nickname"), 1 | 2)
}

/// The Latin word at the beginning and what follows it, unless that goes on as a word of its own
/// (`nick-names`); hyphens before a name are no part of it, nor is one behind a word with a slash.
fn latin(line: &str, has_slash: bool) -> Option<(String, &str)> {
    let folded = Folded::of(line);
    let found = LATIN.captures(folded.text())?;
    let word = found.name("word")?;
    let rest = folded.typed(word.end()..folded.text().len());
    let next = found.name("next").map_or("", |next| next.as_str());
    let rest = match next {
        "" => super::text::after(&SEPARATOR, rest).unwrap_or(rest),
        "-" if rest.starts_with("--") => rest,
        "-" | "_" if has_slash => &rest[1..],
        _ => return None,
    };
    Some((word.as_str().to_owned(), trim(rest.trim_start_matches([':', '：', ',', '，']))))
}

fn misspelt_chinese(line: &str) -> Option<&str> {
    let mut characters = line.char_indices();
    let (first, second) = (characters.next()?.1, characters.next()?.1);
    let rest = &line[characters.next().map_or(line.len(), |(place, _)| place)..];
    let sounds = SOUNDS.iter().any(|word| {
        let mut right = word.chars();
        [first, second]
            .iter()
            .all(|typed| right.next().is_some_and(|right| near::sound_alike(*typed, right)))
    });
    sounds.then(|| trim(rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_keyboard_has_its_slash() {
        for line in [
            "/nick x",
            "／nick x",
            "、nick x",
            "\\nick x",
            "＼nick x",
            "/ nick x",
            "/　nick x",
            ".nick x",
            "。nick x",
            "//nick x",
            "nick x",
            "NICK x",
            "rename x",
            "/rename x",
            "/Nickname x",
            "/改名 x",
            "／改名x",
            "、昵称 x",
            "/群昵称：x",
            "/改昵称 x",
            "/名字 x",
        ] {
            assert!(matches!(read(line), Opening::Command("x", _)), "failed on {line}");
        }
    }

    #[test]
    fn a_misspelt_word_is_nearly_one() {
        for line in [
            "/nickk x",
            "/nik x",
            "/nic x",
            "/name x",
            "/ncik x",
            "/nickanme x",
            "/renmae x",
            "/nicks x",
            "/setnick x",
            "nickk x",
            "妮称x",
            "呢称 x",
            "匿称 x",
            "该名x",
            "改明 x",
        ] {
            assert_eq!(read(line), Opening::Misspelt("x"), "failed on {line}");
        }
    }

    #[test]
    fn other_words_are_none() {
        for line in [
            "nice day",
            "neck",
            "Nicky is here",
            "nickel",
            "hello",
            "你好",
            "今天改天",
            "nick-names x",
            "nickelodeon",
        ] {
            assert_eq!(read(line), Opening::Other, "failed on {line}");
        }
    }
}
