//! Whose name it is that is looked through for titles: what the directory says of them.

use crate::domain::{Likeness, hanzi};

/// What the directory has of the person who is to bear a name.
#[derive(Clone, Copy, Debug, Default)]
pub struct Bearer<'a> {
    /// How they are called.
    pub name: Option<&'a str>,
    /// What they are.
    pub title: Option<&'a str>,
    /// Where they work or learn.
    pub dept: Option<&'a str>,
    /// The directory was asked, and tells nothing of them: they have the benefit of the doubt.
    pub is_unread: bool,
}

/// Those who are beside an office and do not have it.
const AIDES: &[&str] = &[
    "助理",
    "秘书",
    "助手",
    "司机",
    "特助",
    "補佐",
    "補助",
    "비서",
    "보좌",
    "assistant",
    "secretary",
    "aide",
    "trợ lý",
    "thư ký",
    "asisten",
    "sekretaris",
    "pembantu",
    "setiausaha",
    "ผู้ช่วย",
    "เลขา",
];

impl Bearer<'_> {
    /// Whether a name is the one of the directory, also in pinyin: Wang Xiaozhang is 王晓章. It may
    /// look like a title, and nobody poses with it.
    pub(super) fn is_called(&self, name: &str) -> bool {
        let Some(own) = self.name else { return false };
        if Likeness::of(name).resembles(&Likeness::of(own)) {
            return true;
        }
        let letters: String = name.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
        let letters = letters.to_lowercase();
        let own: Vec<char> = own.chars().filter(|&c| hanzi::is_hanzi(c)).collect();
        let Some((surname, given)) = own.split_first() else { return false };
        let turned = [given, &[*surname]].concat();
        is_spelt(&letters, &own)
            || is_spelt(&letters, &turned)
            || [['小', *surname], ['老', *surname]].iter().any(|name| is_spelt(&letters, name))
    }

    /// Whether a character may be in their name.
    pub(super) fn may_be_called(&self, character: char) -> bool {
        self.name.map_or(self.is_unread, |name| {
            name.chars().any(|one| hanzi::simplified(one) == character)
        })
    }

    /// A text without the parts of it that the directory has, word for word.
    pub(super) fn without_theirs(&self, text: &str) -> String {
        let mut text = text.to_owned();
        if let Some(name) = self.name {
            let is_apart = |c: char| !c.is_alphanumeric();
            let parts: Vec<&str> = text.split(is_apart).filter(|part| *part == name).collect();
            if !parts.is_empty() {
                text = text.replace(name, " ");
            }
        }
        match self.title.filter(|title| is_aide(title)) {
            Some(title) => text.replace(title, " "),
            None => text,
        }
    }

    /// The titles that they have, one by one: 教师、班主任 are two.
    pub(super) fn titles(&self) -> impl Iterator<Item = &str> {
        let title = self.title.unwrap_or_default();
        let titles = title.split(|c: char| "/／、，,;；&＋+|｜()（）兼".contains(c));
        titles.map(str::trim).filter(|title| !title.is_empty())
    }
}

/// Whether a title is that of somebody who is beside an office.
pub(super) fn is_aide(title: &str) -> bool {
    let title = title.to_lowercase();
    AIDES.iter().any(|aide| title.contains(aide))
}

/// Whether letters are how hanzi sound, one after another.
fn is_spelt(letters: &str, characters: &[char]) -> bool {
    match characters.split_first() {
        None => letters.is_empty(),
        Some((first, rest)) => hanzi::pinyin(*first).any(|sound| {
            letters
                .strip_prefix(sound.replace('ü', "u").as_str())
                .is_some_and(|letters| is_spelt(letters, rest))
        }),
    }
}
