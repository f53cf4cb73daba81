//! The names of one group: whose they are, what they are to be, and what is wrong with them.

use std::collections::{BTreeMap, HashMap};
use std::fmt;

use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;

use super::columns::Columns;
use super::sheet::Row;
use crate::actions::Planned;
use crate::bot::{Fitting, GroupMember, People};
use crate::domain::{ConversationId, Format, Nickname, UserId};
use crate::i18n::Words;

/// What has to be corrected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    /// In which line; 0 where it is in none.
    pub line: u64,
    /// What.
    pub why: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => formatter.write_str(&self.why),
            line => write!(formatter, "line {line}: {}", self.why),
        }
    }
}

/// A name that somebody is to have.
#[derive(Clone, Debug)]
pub(super) struct Wanted {
    /// The line that says so; 0 where none does.
    pub line: u64,
    pub user_id: UserId,
    /// What they are called now.
    pub called: String,
    pub name: Nickname,
    /// They have it already.
    pub is_same: bool,
}

impl Wanted {
    pub(super) fn cells(&self) -> [String; 3] {
        let line = if self.line == 0 { String::new() } else { self.line.to_string() };
        [line, self.user_id.to_string(), format!("{} → {}", self.called, self.name)]
    }

    pub(super) fn planned(&self) -> Planned {
        Planned::new(self.user_id.clone(), self.name.clone())
    }
}

/// The names of a group.
pub(super) struct GroupNames {
    pub conversation: ConversationId,
    pub title: String,
    pub people: People,
    pub all: Vec<Wanted>,
}

impl GroupNames {
    pub(super) fn new(conversation: ConversationId, title: String, people: People) -> Self {
        Self { conversation, title, people, all: Vec::new() }
    }

    /// Those that change.
    pub(super) fn changes(&self) -> impl Iterator<Item = &Wanted> {
        self.all.iter().filter(|wanted| !wanted.is_same)
    }

    /// What the same command is known by when it is given again.
    pub(super) fn key(&self) -> String {
        let mut hasher = Sha256::new();
        for wanted in &self.all {
            hasher.update(format!("{}\n{}\n", wanted.user_id, wanted.name));
        }
        let hash = hasher.finalize();
        hash.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
    }

    /// Names that several are to have: that may be meant.
    pub(super) fn twins(&self) -> Vec<String> {
        let mut by_name: BTreeMap<&str, Vec<&Wanted>> = BTreeMap::new();
        for wanted in &self.all {
            by_name.entry(wanted.name.as_str()).or_default().push(wanted);
        }
        let twins = by_name.into_iter().filter(|(_, wanted)| wanted.len() > 1);
        let told = twins.map(|(name, wanted)| {
            let people: Vec<&str> = wanted.iter().map(|it| it.user_id.as_str()).collect();
            format!("mind: {} are all to be called {name}", people.join(", "))
        });
        told.collect()
    }

    /// Everybody's name by a template.
    pub(super) fn fill(&mut self, words: &Words, template: &Format, faults: &mut Vec<Fault>) {
        let fitting = Fitting { words, format: self.people.format.as_ref() };
        for member in &self.people.members {
            let name =
                fitting.fill(member, None, template).and_then(|name| fitting.shaped(member, &name));
            match name {
                Ok(name) => self.all.push(wanted(0, member, name)),
                Err(why) => {
                    let called = member.called();
                    faults.push(Fault {
                        line: 0,
                        why: format!("{called} ({}): {why}", member.user_id),
                    });
                }
            }
        }
    }

    /// The names of a file.
    pub(super) fn read(
        &mut self,
        words: &Words,
        columns: &Columns,
        rows: &[&Row],
        faults: &mut Vec<Fault>,
    ) {
        let fitting = Fitting { words, format: self.people.format.as_ref() };
        let finder = Finder::new(&self.people.members);
        let mut lines: HashMap<&UserId, u64> = HashMap::new();
        for row in rows {
            let line = row.line;
            let mut fault = |why: String| faults.push(Fault { line, why });
            let member = match finder.find(columns, row) {
                Ok(member) => member,
                Err(why) => {
                    fault(why);
                    continue;
                }
            };
            if let Some(before) = lines.insert(&member.user_id, line) {
                fault(format!(
                    "{} ({}) stands in line {before}, too",
                    member.called(),
                    member.user_id
                ));
                continue;
            }
            let typed = row.cell(columns.nickname);
            if typed.is_empty() {
                fault("there is no nickname".to_owned());
                continue;
            }
            match fitting.read(typed).and_then(|name| fitting.shaped(member, &name)) {
                Ok(name) => self.all.push(wanted(line, member, name)),
                Err(why) => fault(format!("{typed}: {why}")),
            }
        }
    }
}

fn wanted(line: u64, member: &GroupMember, name: Nickname) -> Wanted {
    let (user_id, called) = (member.user_id.clone(), member.called().to_owned());
    Wanted { line, user_id, called, is_same: member.has(&name), name }
}

/// Finds people by what a file says of them.
struct Finder<'a> {
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
    fn only(&self, what: &str, text: &str) -> Result<&'a GroupMember, String> {
        let plain = plain(text);
        let found = self.exact.get(&plain).or_else(|| self.without_zeros.get(&plain));
        match found.map(Vec::as_slice) {
            Some([member]) => Ok(member),
            Some(several) => {
                let people: Vec<&str> = several.iter().map(|it| it.user_id.as_str()).collect();
                let (count, people) = (several.len(), people.join(", "));
                Err(format!(
                    "{count} people have the {what} {text} ({people}): tell them apart by userid"
                ))
            }
            None => Err(format!("nobody in the group has the {what} {text}")),
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
    fn new(members: &'a [GroupMember]) -> Self {
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
    fn find(&self, columns: &Columns, row: &Row) -> Result<&'a GroupMember, String> {
        let (user_id, number) = (row.cell(columns.user_id), row.cell(columns.job_number));
        let name = row.cell(columns.name);
        if is_rounded(user_id) || is_rounded(number) {
            return Err(
                "a spreadsheet has rounded the number: make the column Text, and type it anew"
                    .to_owned(),
            );
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
        Err("it does not say whose name it is".to_owned())
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
    use crate::domain::Facts;

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
