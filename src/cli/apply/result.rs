//! What came of each name, as a file for a spreadsheet.

use std::collections::HashMap;
use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::names::GroupNames;
use crate::bot::{Begun, OrderEnd, OrderResult, OrderedPlan};
use crate::cli::shown::{BYTE_ORDER_MARK, spreadsheet};
use crate::domain::{MessageId, cell};

/// What can have come of a name.
pub(super) const SET: &str = "set";
pub(super) const SAME: &str = "same";
pub(super) const FAILED: &str = "failed";
pub(super) const OPEN: &str = "left";

const COLUMNS: [&str; 7] = ["line", "group", "userid", "before", "nickname", "outcome", "reason"];

/// What came of one name.
#[derive(Debug)]
pub(super) struct Line {
    line: u64,
    group: String,
    user_id: String,
    before: String,
    nickname: String,
    pub outcome: &'static str,
    reason: String,
}

impl Line {
    /// Whether nothing is wrong with it: what is left waits for a day that is known.
    pub(super) fn is_set_or_waits(&self) -> bool {
        self.outcome != FAILED && (self.outcome != OPEN || !self.reason.is_empty())
    }

    pub(super) fn cells(&self) -> [String; 3] {
        let line = if self.line == 0 { String::new() } else { self.line.to_string() };
        [line, self.user_id.clone(), self.reason.clone()]
    }
}

/// A line for each name, in the order of the file.
pub(super) fn lines(
    plans: &[(GroupNames, OrderedPlan)],
    ends: &HashMap<MessageId, OrderEnd>,
    begun: &Begun,
) -> Vec<Line> {
    let mut lines = Vec::new();
    for (names, plan) in plans {
        let ids: HashMap<_, _> =
            plan.names.iter().map(|planned| &planned.user_id).zip(plan.jobs()).collect();
        for wanted in &names.all {
            let mut line = Line {
                line: wanted.line,
                group: names.title.clone(),
                user_id: wanted.user_id.to_string(),
                before: wanted.called.clone(),
                nickname: wanted.name.to_string(),
                outcome: SAME,
                reason: String::new(),
            };
            if let Some(id) = ids.get(&wanted.user_id) {
                line.end(ends.get(id), begun.later.get(id));
                if begun.before.contains(id) {
                    line.outcome = SET;
                }
            }
            lines.push(line);
        }
    }
    lines.sort_by_key(|line| line.line);
    lines
}

impl Line {
    fn end(&mut self, end: Option<&OrderEnd>, day: Option<&String>) {
        let Some(OrderEnd { result, notes }) = end else {
            self.outcome = OPEN;
            self.reason = day.map(|day| format!("waits for {day}")).unwrap_or_default();
            return;
        };
        self.reason = notes.join(" ");
        match result {
            OrderResult::Set { old, new } => {
                self.outcome = SET;
                self.nickname = new.to_string();
                if let Some(old) = old {
                    self.before = old.to_string();
                }
            }
            OrderResult::Same => {}
            OrderResult::NotSet(why) => {
                self.outcome = FAILED;
                self.reason.clone_from(why);
            }
        }
    }
}

/// A file that is there whole or not at all, and that can be written: that is known before anything
/// is paid for.
pub(super) struct ResultFile {
    path: PathBuf,
    part: NamedTempFile,
}

impl ResultFile {
    pub(super) fn begin(path: PathBuf) -> std::io::Result<Self> {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let part = NamedTempFile::new_in(folder.unwrap_or(Path::new(".")))?;
        Ok(Self { path, part })
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Whether it would take the place of that file.
    pub(super) fn replaces(&self, file: &Path) -> bool {
        let place = self.path.canonicalize().ok();
        place.is_some() && place == file.canonicalize().ok()
    }

    pub(super) fn write(self, lines: &[Line]) -> anyhow::Result<()> {
        write(self.part.as_file(), lines)?;
        self.part.persist(&self.path)?;
        Ok(())
    }
}

fn write(mut file: &File, lines: &[Line]) -> anyhow::Result<()> {
    file.write_all(BYTE_ORDER_MARK)?;
    let mut csv = spreadsheet(file);
    csv.write_record(COLUMNS)?;
    for line in lines {
        let number = if line.line == 0 { String::new() } else { line.line.to_string() };
        let texts = [&line.group, &line.user_id, &line.before, &line.nickname];
        let texts = texts.into_iter().map(|text| cell(text));
        let rest = [line.outcome.to_owned(), cell(&line.reason)];
        csv.write_record(std::iter::once(number).chain(texts).chain(rest))?;
    }
    csv.flush()?;
    Ok(())
}
