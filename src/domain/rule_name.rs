//! The name of a format that many groups share.

use std::fmt;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

/// The longest, in characters.
const MOST_CHARACTERS: usize = 30;

/// Words that say which, or that none is meant: a rule of that name could never be asked for.
const NO_NAMES: [&str; 11] =
    ["on", "off", "none", "any", "it", "this", "that", "取消", "关闭", "不限", "无"];

/// What a shared format is called: one word of letters, digits, `-`, `_` and `.`, in any script.
/// Capitals and full width make no difference.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RuleName(String);

impl RuleName {
    /// Takes a name as somebody typed it; `None` for what is none.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let name: String = text.trim().nfkc().flat_map(char::to_lowercase).collect();
        let is_sign = |c: char| matches!(c, '-' | '_' | '.');
        let fits = (1..=MOST_CHARACTERS).contains(&name.chars().count())
            && name.chars().all(|c| c.is_alphanumeric() || is_sign(c))
            && name.starts_with(char::is_alphanumeric)
            && !NO_NAMES.contains(&name.as_str());
        fits.then_some(Self(name))
    }

    /// As it is kept and shown.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for RuleName {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_word_in_any_script() {
        for (typed, name) in [
            ("class", Some("class")),
            (" Class-2026 ", Some("class-2026")),
            ("Ｃｌａｓｓ", Some("class")),
            ("班级", Some("班级")),
            ("v1.2_b", Some("v1.2_b")),
            ("", None),
            ("two words", None),
            ("{class}", None),
            ("-class", None),
            ("a/b", None),
            ("OFF", None),
            ("this", None),
            ("取消", None),
        ] {
            let found = RuleName::parse(typed);
            assert_eq!(found.as_ref().map(RuleName::as_str), name, "failed on {typed}");
        }
        assert!(RuleName::parse(&"长".repeat(30)).is_some());
        assert!(RuleName::parse(&"长".repeat(31)).is_none());
    }
}
