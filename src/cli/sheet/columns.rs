//! What the columns of the file mean, by their names in English or Chinese.

use unicode_normalization::UnicodeNormalization;

use super::Row;

/// The names of columns, as [`plain`] writes them: those of DingTalk's own exports, and others that
/// people write.
const USER_ID: &[&str] =
    &["userid", "staffid", "员工userid", "用户id", "员工id", "成员id", "人员id"];
const JOB_NUMBER: &[&str] = &[
    "jobnumber",
    "jobno",
    "number",
    "employeenumber",
    "employeeid",
    "studentnumber",
    "工号",
    "员工号",
    "员工编号",
    "学号",
    "编号",
];
const NAME: &[&str] = &["name", "fullname", "姓名", "名字", "员工姓名", "学生姓名", "真实姓名"];
const OF_CHILD: &[&str] = &["学生姓名"];
const NICKNAME: &[&str] = &[
    "nickname",
    "nick",
    "newname",
    "newnickname",
    "groupnickname",
    "昵称",
    "群昵称",
    "新昵称",
    "新群昵称",
    "新名字",
    "群名片",
    "改为",
];
const GROUP: &[&str] = &[
    "group",
    "chatid",
    "cid",
    "conversationid",
    "openconversationid",
    "群",
    "群组",
    "群名",
    "群名称",
    "群id",
];

/// Where in a row is what.
#[derive(Debug, Default, PartialEq, Eq)]
pub(in crate::cli) struct Columns {
    pub user_id: Option<usize>,
    pub job_number: Option<usize>,
    pub name: Option<usize>,
    pub nickname: Option<usize>,
    pub group: Option<usize>,
}

impl Columns {
    /// Reads the first row of a table of names.
    ///
    /// # Errors
    /// What is missing, or stands there twice.
    pub(in crate::cli) fn read(header: &Row) -> Result<Self, String> {
        let mut columns = Self::default();
        for (place, cell) in header.cells.iter().enumerate() {
            let Some(column) = columns.of(&plain(cell)) else {
                continue;
            };
            if column.replace(place).is_some() {
                return Err(format!("two columns are of one kind: {cell} is the second"));
            }
        }
        let found = || {
            let cells: Vec<&str> =
                header.cells.iter().map(String::as_str).filter(|it| !it.is_empty()).collect();
            cells.join(" | ")
        };
        if columns.nickname.is_none() {
            return Err(format!(
                "no column is called nickname (昵称, 群昵称); the first line has {}",
                found()
            ));
        }
        if columns.say_nobody() {
            return Err(format!(
                "no column says whose names they are: userid, job number (工号) or name (姓名); the first line has {}",
                found()
            ));
        }
        Ok(columns)
    }

    /// Reads the first row of a roster: who is who, and all other columns, by their places.
    ///
    /// # Errors
    /// What is missing, or stands there twice.
    pub(in crate::cli) fn of_roster(header: &Row) -> Result<(Self, Vec<(usize, String)>), String> {
        let mut columns = Self::default();
        let mut parts: Vec<(usize, String)> = Vec::new();
        for (place, cell) in header.cells.iter().enumerate() {
            let named = plain(cell);
            // A pupil's name is a parent's row's, if the parents have a column of their own.
            let is_of_child = OF_CHILD.contains(&named.as_str());
            let column = columns.of(&named);
            let is_group = GROUP.contains(&named.as_str());
            let is_user_id = USER_ID.contains(&named.as_str());
            match column {
                Some(column) if column.is_none() => *column = Some(place),
                Some(column) if NAME.contains(&named.as_str()) => {
                    let before = column.map_or("", |before| header.cells[before].as_str());
                    if OF_CHILD.contains(&plain(before).as_str()) && !is_of_child {
                        *column = Some(place);
                    } else if !is_of_child {
                        return Err(format!("two columns are of one kind: {cell} is the second"));
                    }
                }
                Some(_) if is_group || is_user_id => {
                    return Err(format!("two columns are of one kind: {cell} is the second"));
                }
                _ => {}
            }
            if named.is_empty() || is_group || is_user_id {
                continue;
            }
            if let Some((_, before)) = parts.iter().find(|(_, part)| plain(part) == named) {
                return Err(format!("two columns are called {before}"));
            }
            parts.push((place, cell.trim_end_matches('*').trim().to_owned()));
        }
        if columns.say_nobody() {
            return Err(
                "no column says who is who: userid, job number (工号) or name (姓名)".to_owned()
            );
        }
        if parts.is_empty() {
            return Err("no column says anything of them, such as class (班级)".to_owned());
        }
        Ok((columns, parts))
    }

    /// Where the place of a column is kept that is called this.
    fn of(&mut self, named: &str) -> Option<&mut Option<usize>> {
        Some(match named {
            named if USER_ID.contains(&named) => &mut self.user_id,
            named if JOB_NUMBER.contains(&named) => &mut self.job_number,
            named if NAME.contains(&named) => &mut self.name,
            named if NICKNAME.contains(&named) => &mut self.nickname,
            named if GROUP.contains(&named) => &mut self.group,
            _ => return None,
        })
    }

    fn say_nobody(&self) -> bool {
        (self.user_id, self.job_number, self.name) == (None, None, None)
    }
}

/// The name of a column without what makes no difference.
fn plain(cell: &str) -> String {
    let plain = cell.nfkc().filter(|c| !c.is_whitespace() && !"_-*()".contains(*c));
    plain.collect::<String>().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(header: &[&str]) -> Result<Columns, String> {
        let cells = header.iter().map(|cell| (*cell).to_owned()).collect();
        Columns::read(&Row { line: 1, cells })
    }

    #[test]
    fn columns_are_known_by_their_names_in_english_and_chinese() {
        for (header, user_id, job_number, name) in [
            (&["userid", "nickname"][..], Some(0), None, None),
            (&["User ID", "New Nickname"], Some(0), None, None),
            (&["员工UserID", "群昵称"], Some(0), None, None),
            (&["工号*", "昵称"], None, Some(0), None),
            (&["姓名", "工号", "部门", "新昵称"], None, Some(1), Some(0)),
            (&["ｎａｍｅ", "nick"], None, None, Some(0)),
        ] {
            let columns = read(header).unwrap_or_else(|error| panic!("{header:?}: {error}"));
            let found = (columns.user_id, columns.job_number, columns.name);
            assert_eq!(found, (user_id, job_number, name), "failed on {header:?}");
            assert_eq!(columns.nickname, Some(header.len() - 1), "failed on {header:?}");
        }
    }

    #[test]
    fn a_roster_has_who_is_who_and_parts() {
        for (header, (user_id, job_number, name, group), parts) in [
            (&["userid", "班级", "孩子"][..], (Some(0), None, None, None), &["班级", "孩子"][..]),
            (
                &["学号*", "姓名", "群", "宿舍"],
                (None, Some(0), Some(1), Some(2)),
                &["学号", "姓名", "宿舍"],
            ),
            (
                &["学生姓名", "家长手机", "姓名"],
                (None, None, Some(2), None),
                &["学生姓名", "家长手机", "姓名"],
            ),
            (&["姓名", "学生姓名"], (None, None, Some(0), None), &["姓名", "学生姓名"]),
            (&["学生姓名", "", "昵称"], (None, None, Some(0), None), &["学生姓名", "昵称"]),
        ] {
            let cells = header.iter().map(|cell| (*cell).to_owned()).collect();
            let (columns, found) = Columns::of_roster(&Row { line: 1, cells }).expect("a roster");
            let who = (columns.user_id, columns.job_number, columns.name, columns.group);
            assert_eq!(who, (user_id, job_number, name, group), "failed on {header:?}");
            let found: Vec<&str> = found.iter().map(|(_, part)| part.as_str()).collect();
            assert_eq!(found, parts, "failed on {header:?}");
        }
        for (header, told) in [
            (&["班级", "孩子"][..], "no column says who is who"),
            (&["userid"], "no column says anything"),
            (&["userid", "班级", "班级"], "two columns are called 班级"),
            (&["userid", "员工id", "班级"], "员工id is the second"),
            (&["姓名", "名字", "班级"], "名字 is the second"),
        ] {
            let cells = header.iter().map(|cell| (*cell).to_owned()).collect();
            let error = Columns::of_roster(&Row { line: 1, cells }).expect_err("no roster");
            assert!(error.contains(told), "{header:?}: {error}");
        }
    }

    #[test]
    fn what_is_missing_or_twice_is_told() {
        for (header, told) in [
            (&["userid", "name"][..], "no column is called nickname"),
            (&["nickname"], "no column says whose"),
            (&["userid", "用户ID", "昵称"], "用户ID is the second"),
            (&["userid，nickname"], "the first line has userid，nickname"),
        ] {
            let error = read(header).expect_err("not a header");
            assert!(error.contains(told), "{header:?}: {error}");
        }
    }
}
