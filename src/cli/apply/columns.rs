//! What the columns of the file mean, by their names in English or Chinese.

use unicode_normalization::UnicodeNormalization;

use super::sheet::Row;

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
pub(super) struct Columns {
    pub user_id: Option<usize>,
    pub job_number: Option<usize>,
    pub name: Option<usize>,
    pub nickname: Option<usize>,
    pub group: Option<usize>,
}

impl Columns {
    /// Reads the first row of a table.
    ///
    /// # Errors
    /// What is missing, or stands there twice.
    pub(super) fn read(header: &Row) -> Result<Self, String> {
        let mut columns = Self::default();
        for (place, cell) in header.cells.iter().enumerate() {
            let named = plain(cell);
            let column = match named.as_str() {
                named if USER_ID.contains(&named) => &mut columns.user_id,
                named if JOB_NUMBER.contains(&named) => &mut columns.job_number,
                named if NAME.contains(&named) => &mut columns.name,
                named if NICKNAME.contains(&named) => &mut columns.nickname,
                named if GROUP.contains(&named) => &mut columns.group,
                _ => continue,
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
        if (columns.user_id, columns.job_number, columns.name) == (None, None, None) {
            return Err(format!(
                "no column says whose names they are: userid, job number (工号) or name (姓名); the first line has {}",
                found()
            ));
        }
        Ok(columns)
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
