//! The names of one group: whose they are, what they are to be, and what is wrong with them.

use std::collections::{BTreeMap, HashMap};
use std::fmt;

use sha2::{Digest, Sha256};

use crate::actions::Planned;
use crate::bot::{Fitting, GroupMember, People};
use crate::cli::sheet::Row;
use crate::cli::sheet::columns::Columns;
use crate::cli::sheet::finder::Finder;
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
                    fault(why.to_string());
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
