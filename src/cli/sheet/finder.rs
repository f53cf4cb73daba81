//! Whose row it is, among the people of a group.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;

use super::Row;
use super::columns::Columns;
use crate::bot::GroupMember;

/// Why a row is nobody's.
#[derive(Debug, thiserror::Error)]
pub(in crate::cli) enum NotFound {
    /// Nobody in the group is meant.
    #[error("{0}")]
    Nobody(String),
    /// It has to be corrected.
    #[error("{0}")]
    Unclear(String),
}

/// Finds people by what a file says of them.
pub(in crate::cli) struct Finder<'a> {
    by_id: Index<'a>,
    by_number: Index<'a>,
    by_name: Index<'a>,
}

/// People by something that is said of them.
#[derive(Default)]
struct Index<'a> {
    exact: HashMap<String, Vec<&'a GroupMember>>,
    /// By numbers without the zeros that they begin with: a spreadsheet leaves those out.
    without_zeros: HashMap<String, Vec<&'a GroupMember>>,
}

impl<'a> Index<'a> {
    fn add(&mut self, text: &str, member: &'a GroupMember) {
        let text = plain(text);
        if let Some(short) = without_zeros(&text) {
            self.without_zeros.entry(short).or_default().push(member);
        }
        if !text.is_empty() {
            self.exact.entry(text).or_default().push(member);
        }
    }

    /// The one of whom this is said.
    fn only(&self, what: &str, text: &str) -> Result<&'a GroupMember, NotFound> {
        let plain = plain(text);
        let found = self.exact.get(&plain).or_else(|| self.without_zeros.get(&plain));
        match found.map(Vec::as_slice) {
            Some([member]) => Ok(member),
            Some(several) => {
                let people: Vec<&str> = several.iter().map(|it| it.user_id.as_str()).collect();
                let (count, people) = (several.len(), people.join(", "));
                Err(NotFound::Unclear(format!(
                    "{count} people have the {what} {text} ({people}): tell them apart by userid"
                )))
            }
            None => Err(NotFound::Nobody(format!("nobody in the group has the {what} {text}"))),
        }
    }
}

/// A number that begins with zeros, as a spreadsheet leaves it.
fn without_zeros(text: &str) -> Option<String> {
    let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
    let short = text.trim_start_matches('0');
    (is_number && text.starts_with('0') && !short.is_empty()).then(|| short.to_owned())
}

impl<'a> Finder<'a> {
    pub(in crate::cli) fn new(members: &'a [GroupMember]) -> Self {
        let mut finder = Self {
            by_id: Index::default(),
            by_number: Index::default(),
            by_name: Index::default(),
        };
        for member in members {
            finder.by_id.add(member.user_id.as_str(), member);
            let facts = &member.facts;
            finder.by_number.add(facts.job_number.as_deref().unwrap_or_default(), member);
            finder.by_name.add(facts.name.as_deref().unwrap_or_default(), member);
        }
        finder
    }

    /// Whose row it is: by userid where there is one, else by job number, else by name.
    pub(in crate::cli) fn find(
        &self,
        columns: &Columns,
        row: &Row,
    ) -> Result<&'a GroupMember, NotFound> {
        let (user_id, number) = (row.cell(columns.user_id), row.cell(columns.job_number));
        let name = row.cell(columns.name);
        if is_rounded(user_id) || is_rounded(number) {
            return Err(NotFound::Unclear(
                "a spreadsheet has rounded the number: make the column Text, and type it anew"
                    .to_owned(),
            ));
        }
        if !user_id.is_empty() {
            return self.by_id.only("userid", user_id);
        }
        if !number.is_empty() {
            return self.by_number.only("job number", number);
        }
        if !name.is_empty() {
            return self.by_name.only("name", name);
        }
        Err(NotFound::Unclear("it does not say whose it is".to_owned()))
    }
}

/// A name or number without what makes no difference.
fn plain(text: &str) -> String {
    text.nfkc().filter(|c| !c.is_whitespace()).collect()
}

/// Whether it is a number as a spreadsheet writes a long one: `1.23457E+17`.
fn is_rounded(text: &str) -> bool {
    text.split_once("E+").is_some_and(|(digits, power)| {
        let is_number = |text: &str, point: bool| {
            !text.is_empty() && text.chars().all(|c| c.is_ascii_digit() || point && c == '.')
        };
        is_number(digits, true) && is_number(power, false)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Facts, UserId};

    fn member(user_id: &str, name: &str, number: &str) -> GroupMember {
        let facts = Facts {
            name: Some(name.to_owned()),
            job_number: Some(number.to_owned()),
            ..Facts::default()
        };
        GroupMember { user_id: UserId::parse(user_id).expect("an id"), present: None, facts }
    }

    #[test]
    fn people_are_found_by_what_a_spreadsheet_leaves_of_them() {
        let members = [
            member("0102", "王小明", "012"),
            member("u2", "Alice Zhang", "12"),
            member("u3", "小红", "0034"),
            member("u4", "小红", "X1"),
        ];
        let finder = Finder::new(&members);
        let columns =
            Columns { user_id: Some(0), job_number: Some(1), name: Some(2), ..Columns::default() };
        for (cells, found) in [
            (["0102", "", ""], Some("0102")),
            (["102", "", ""], Some("0102")),
            (["u2", "012", "小红"], Some("u2")),
            (["", "012", ""], Some("0102")),
            (["", "12", ""], Some("u2")),
            (["", "34", ""], Some("u3")),
            (["", "x1", ""], None),
            (["", "", "Ａｌｉｃｅ Zhang"], Some("u2")),
            (["", "", "小红"], None),
            (["", "", ""], None),
            (["1.02E+17", "", ""], None),
        ] {
            let row = Row { line: 1, cells: cells.map(str::to_owned).to_vec() };
            let member = finder.find(&columns, &row).ok();
            assert_eq!(member.map(|it| it.user_id.as_str()), found, "failed on {cells:?}");
        }
    }
}
