//! From the rows of a file to a group's roster: whose each is, and what is wrong with it.

use std::collections::{BTreeMap, HashMap};

use crate::bot::{Fitting, GroupMember};
use crate::cli::sheet::Row;
use crate::cli::sheet::columns::Columns;
use crate::cli::sheet::finder::{Finder, NotFound};
use crate::domain::{MAX_CHARACTERS, RosterRow, UserId};
use crate::i18n::Words;

/// The longest text of a cell, in characters; a rule may shorten it for a name.
const LONGEST: usize = 100;

/// A file's columns.
pub(super) struct Header {
    pub columns: Columns,
    /// Those that become parts, by their places.
    pub parts: Vec<(usize, String)>,
}

/// A group's roster, and what is to be said of it.
#[derive(Debug, Default)]
pub(super) struct Reading {
    pub rows: Vec<RosterRow>,
    /// What has to be corrected.
    pub faults: Vec<String>,
    /// Rows of people who are not in the group.
    pub absent: Vec<String>,
    /// What may not be meant.
    pub remarks: Vec<String>,
}

impl Reading {
    /// Reads the rows of a group; `members` are those who are in it, where that is known.
    pub(super) fn of(
        words: &Words,
        header: &Header,
        rows: &[&Row],
        members: Option<&[GroupMember]>,
    ) -> Self {
        let mut reading = Self::default();
        let finder = Finder::new(members.unwrap_or_default());
        for row in rows {
            match reading.read(words, header, row, members.map(|_| &finder)) {
                Ok(row) => reading.rows.push(row),
                Err(why) => reading.faults.push(format!("line {}: {why}", row.line)),
            }
        }
        reading.drop_repeats();
        reading.tell_of_several();
        reading
    }

    fn read(
        &mut self,
        words: &Words,
        header: &Header,
        row: &Row,
        finder: Option<&Finder<'_>>,
    ) -> Result<RosterRow, String> {
        let columns = &header.columns;
        let text = |column| Some(row.cell(column)).filter(|it| !it.is_empty()).map(str::to_owned);
        let mut entry = RosterRow {
            line: u32::try_from(row.line).map_err(|_| "there are too many lines".to_owned())?,
            ..RosterRow::default()
        };
        let listed = |id: &str| {
            UserId::parse(id).ok_or_else(|| format!("{id} is no userid: letters, digits and _-.@"))
        };
        match (finder.map(|finder| finder.find(columns, row)), text(columns.user_id)) {
            (Some(Ok(member)), _) => entry.user_id = Some(member.user_id.clone()),
            (Some(Err(NotFound::Unclear(why))), _) => return Err(why),
            (Some(Err(NotFound::Nobody(why))), user_id) => {
                self.absent.push(format!("line {}: {why}", row.line));
                entry.user_id = user_id.as_deref().map(listed).transpose()?;
            }
            (None, Some(user_id)) => entry.user_id = Some(listed(&user_id)?),
            (None, None) => return Err("it does not say whose it is".to_owned()),
        }
        if entry.user_id.is_none() {
            entry.job_number = text(columns.job_number);
            entry.name = text(columns.name);
        }
        let fitting = Fitting { words, format: None };
        for (place, part) in &header.parts {
            let Some(text) = text(Some(*place)) else { continue };
            match text.chars().count() {
                count if count > LONGEST => {
                    return Err(format!("{part}: that is longer than {LONGEST} characters"));
                }
                count if count <= MAX_CHARACTERS => {
                    fitting.read(&text).map_err(|why| format!("{part}: {text}: {why}"))?;
                }
                _ => {}
            }
            entry.parts.push((part.clone(), text));
        }
        Ok(entry)
    }

    /// A row that says what another said is left out.
    fn drop_repeats(&mut self) {
        let mut lines: HashMap<RosterRow, u32> = HashMap::new();
        for row in std::mem::take(&mut self.rows) {
            let same = RosterRow { line: 0, ..row.clone() };
            match lines.get(&same) {
                Some(before) => {
                    self.remarks.push(format!("line {} says the same as line {before}", row.line));
                }
                None => {
                    lines.insert(same, row.line);
                    self.rows.push(row);
                }
            }
        }
    }

    fn tell_of_several(&mut self) {
        let mut lines: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for row in &self.rows {
            lines.entry(who(row)).or_default().push(row.line.to_string());
        }
        for (who, lines) in lines.into_iter().filter(|(_, lines)| lines.len() > 1) {
            let lines = lines.join(", ");
            self.remarks
                .push(format!("{who} has several lines, which are taken together: {lines}"));
        }
    }

    /// How many people it has.
    pub(super) fn people(&self) -> usize {
        let mut people: Vec<String> = self.rows.iter().map(who).collect();
        people.sort_unstable();
        people.dedup();
        people.len()
    }
}

/// Whose a row is, for people.
pub(super) fn who(row: &RosterRow) -> String {
    let number = row.job_number.as_ref().map(|number| format!("number {number}"));
    let user_id = row.user_id.as_ref().map(ToString::to_string);
    user_id.or(number).or_else(|| row.name.clone()).unwrap_or_default()
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

    fn read(lines: &[&[&str]], members: Option<&[GroupMember]>) -> Reading {
        let rows = lines.iter().zip(1..).map(|(cells, line)| Row {
            line,
            cells: cells.iter().map(|cell| (*cell).to_owned()).collect(),
        });
        let rows: Vec<Row> = rows.collect();
        let (columns, parts) = Columns::of_roster(&rows[0]).expect("a roster");
        let rows: Vec<&Row> = rows[1..].iter().collect();
        Reading::of(&Words::new(), &Header { columns, parts }, &rows, members)
    }

    #[test]
    fn people_are_found_kept_for_later_or_told() {
        let members =
            [member("m1", "王小明", "012"), member("h1", "小红", "34"), member("h2", "小红", "")];
        let reading = read(
            &[
                &["工号", "姓名", "班级", "孩子"],
                &["12", "", "三班", "小小明"],
                &["12", "", "五班", "小小红"],
                &["", "小红", "三班", "谁"],
                &["99", "李四", "三班", "李五"],
                &["12", "", "三班", "小小明"],
                &["", "", "三班", ""],
                &["34", "", "三\u{202e}班", ""],
            ],
            Some(&members),
        );
        let rows: Vec<(u32, String)> =
            reading.rows.iter().map(|row| (row.line, who(row))).collect();
        assert_eq!(rows, [(2, "m1".into()), (3, "m1".into()), (5, "number 99".into())]);
        assert_eq!(reading.rows[2].name.as_deref(), Some("李四"));
        assert_eq!(reading.people(), 2);
        let faults = reading.faults.join("\n");
        for told in
            ["line 4: 2 people have the name 小红", "line 7: it does not say", "line 8: 班级"]
        {
            assert!(faults.contains(told), "{told}: {faults}");
        }
        assert_eq!(reading.faults.len(), 3, "{faults}");
        assert_eq!(reading.absent, ["line 5: nobody in the group has the job number 99"]);
        let remarks = reading.remarks.join("\n");
        assert!(remarks.contains("line 6 says the same as line 2"), "{remarks}");
        assert!(
            remarks.contains("m1 has several lines, which are taken together: 2, 3"),
            "{remarks}"
        );
    }

    #[test]
    fn userids_are_enough_where_it_is_not_known_who_is_in_the_group() {
        let reading = read(&[&["userid", "班级"], &["m1", "三班"], &["王 小", "三班"]], None);
        assert_eq!(reading.rows.len(), 1);
        assert!(
            reading.faults[0].starts_with("line 3: 王 小 is no userid"),
            "{:?}",
            reading.faults
        );
        assert!(reading.absent.is_empty());
    }
}
