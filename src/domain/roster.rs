//! A group's roster: a table of who is who, whose columns become parts of names.
//!
//! Somebody may have several rows: a parent with two children, a teacher who is a parent, too.

use std::collections::BTreeMap;

use super::UserId;
use super::parts::part_key;

/// What a roster says, by the keys of its columns: the texts of a person's rows in their order,
/// none twice.
pub type RosterParts = BTreeMap<String, Vec<String>>;

/// A row of a roster.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct RosterRow {
    /// Where it stands: its line in the file.
    pub line: u32,
    /// Whose it is, where that is known.
    pub user_id: Option<UserId>,
    /// Otherwise, that they have this job number in the directory,
    pub job_number: Option<String>,
    /// or this name, and nobody else has.
    pub name: Option<String>,
    /// The columns that are not empty, as they are called in the file, with their texts.
    pub parts: Vec<(String, String)>,
}

impl RosterRow {
    /// Whether somebody of whom the directory says this is meant; a userid is surer than a number,
    /// and that than a name.
    #[must_use]
    pub fn is_of(&self, user_id: &UserId, job_number: Option<&str>, name: Option<&str>) -> bool {
        if let Some(owner) = &self.user_id {
            return owner == user_id;
        }
        let is_same = |ours: &Option<String>, theirs: Option<&str>| {
            ours.as_deref().zip(theirs).is_some_and(|(ours, theirs)| plain(ours) == plain(theirs))
        };
        is_same(&self.job_number, job_number)
            || self.job_number.is_none() && is_same(&self.name, name)
    }
}

/// The parts that these rows of one person make.
#[must_use]
pub fn roster_parts<'r>(rows: impl IntoIterator<Item = &'r RosterRow>) -> RosterParts {
    let mut parts = RosterParts::new();
    for (column, text) in rows.into_iter().flat_map(|row| &row.parts) {
        let texts = parts.entry(part_key(column)).or_default();
        if !text.is_empty() && !texts.contains(text) {
            texts.push(text.clone());
        }
    }
    parts
}

/// A name or number without what makes no difference: a spreadsheet leaves out the zeros that a
/// number begins with.
fn plain(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let plain: String = text.nfkc().filter(|c| !c.is_whitespace()).collect();
    let digits = plain.trim_start_matches('0');
    let is_number = plain.bytes().all(|byte| byte.is_ascii_digit());
    if is_number && !digits.is_empty() { digits.to_owned() } else { plain }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn user(id: &str) -> UserId {
        UserId::parse(id).expect("an id")
    }

    #[test]
    fn a_row_is_its_owners_or_of_who_has_the_number_or_the_name() {
        let row = |user_id: Option<&str>, job_number: Option<&str>, name: Option<&str>| RosterRow {
            user_id: user_id.map(user),
            job_number: job_number.map(str::to_owned),
            name: name.map(str::to_owned),
            ..RosterRow::default()
        };
        for (row, is_mings) in [
            (row(Some("ming"), Some("9"), Some("小红")), true),
            (row(Some("hong"), Some("7"), Some("小明")), false),
            (row(None, Some("7"), Some("小红")), true),
            (row(None, Some("9"), Some("小明")), false),
            (row(None, None, Some("小 明")), true),
            (row(None, None, Some("小红")), false),
            (row(None, None, None), false),
        ] {
            let found = row.is_of(&user("ming"), Some("0007"), Some("小明"));
            assert_eq!(found, is_mings, "{row:?}");
        }
        assert!(!row(None, Some("7"), None).is_of(&user("ming"), None, None));
    }

    #[test]
    fn the_rows_of_a_person_make_one_text_of_each_kind() {
        let row = |parts: &[(&str, &str)]| RosterRow {
            parts: parts.iter().map(|(name, text)| ((*name).into(), (*text).into())).collect(),
            ..RosterRow::default()
        };
        let rows = [
            row(&[("班级", "三班"), ("孩子", "小明"), ("身份", "妈妈")]),
            row(&[("class", "五班"), ("孩子", "小红"), ("身份", "妈妈"), ("宿舍", "")]),
        ];
        let parts = roster_parts(&rows);
        let texts = |key: &str| parts.get(key).map(|texts| texts.join("+"));
        assert_eq!(texts("class").as_deref(), Some("三班+五班"));
        assert_eq!(texts("child").as_deref(), Some("小明+小红"));
        assert_eq!(texts("role").as_deref(), Some("妈妈"));
        assert_eq!(texts("宿舍").as_deref(), Some(""));
    }
}
