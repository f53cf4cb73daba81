//! The names of parts and of a roster's columns, so that `{class}` is filled from a column 班级.

use unicode_normalization::UnicodeNormalization;

/// What people call the same thing, the first being ours. A part whose name is in no line is only
/// filled by a column of its own name.
const SYNONYMS: &[&[&str]] = &[
    &["name", "fullname", "realname", "姓名", "名字", "员工姓名", "真实姓名", "家长姓名"],
    &["preferred", "preferredname", "calledname", "常用名", "称呼", "花名"],
    &["dept", "department", "部门"],
    &["title", "position", "jobtitle", "职位", "职务", "岗位"],
    &["jobnumber", "jobno", "employeenumber", "employeeid", "工号", "员工号", "员工编号"],
    &["number", "no", "studentnumber", "学号", "座号", "号数", "编号"],
    &["class", "班级", "班", "班别"],
    &["grade", "年级"],
    &["child", "children", "student", "孩子", "孩子姓名", "学生", "学生姓名", "子女", "小孩"],
    &["role", "relation", "角色", "身份", "关系", "与孩子关系", "与学生关系"],
    &["entry", "entryyear", "yearofentry", "入学年份", "入学年", "入学", "届"],
    &["year", "年份", "年"],
];

/// Which part a name means: names that mean the same have the same key.
#[must_use]
pub fn part_key(name: &str) -> String {
    let plain = name.nfkc().filter(|c| !c.is_whitespace() && !"_-*()".contains(*c));
    let plain = plain.collect::<String>().to_lowercase();
    let same = SYNONYMS.iter().find(|names| names.contains(&plain.as_str()));
    same.and_then(|names| names.first()).map_or(plain, |ours| (*ours).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_means_the_same_has_the_same_key() {
        for (name, key) in [
            ("class", "class"),
            ("Class", "class"),
            ("班级*", "class"),
            ("ｃｌａｓｓ", "class"),
            ("孩子 姓名", "child"),
            ("entry_year", "entry"),
            ("Job Number", "jobnumber"),
            ("宿舍", "宿舍"),
            ("Dorm Room", "dormroom"),
        ] {
            assert_eq!(part_key(name), key, "{name}");
        }
    }

    #[test]
    fn no_word_means_two_things() {
        let mut words: Vec<&str> =
            SYNONYMS.iter().flat_map(|names| names.iter().copied()).collect();
        words.sort_unstable();
        let all = words.len();
        words.dedup();
        assert_eq!(words.len(), all);
        for word in words {
            assert_eq!(part_key(&part_key(word)), part_key(word), "{word}");
        }
    }
}
