//! What an error code means: one table, `error-codes.tsv`, from (code, `sub_code`) to a class and
//! to the key of the words for it. A new code is a new line there.

use std::collections::HashMap;
use std::sync::LazyLock;

/// What the caller can do about an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Class {
    /// The same call may go well in a moment.
    Retry,
    /// The same call may go well after a pause: too many calls a second.
    Throttle,
    /// The same call may go well after a growing pause: DingTalk holds everybody back.
    Congestion,
    /// DingTalk takes no calls from us for minutes.
    Blocked,
    /// The access token is stale: a new one, and once more.
    Token,
    /// The app's owner must grant something.
    Permission,
    /// The sender asked for something impossible.
    UserInput,
    /// The group's chatid or kind is not what we believe.
    Binding,
    /// The operator or the organisation must change a setting, or buy more.
    Config,
    /// We called wrongly.
    Bug,
    /// Nothing that we know of.
    Other,
}

/// One line of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub class: Class,
    pub key: &'static str,
}

const UNKNOWN: Entry = Entry { class: Class::Other, key: "unexpected" };

static TABLE: LazyLock<HashMap<(&str, &str), Entry>> =
    LazyLock::new(|| rows().map(|row| ((row.code, row.sub_code), row.entry)).collect());

struct Row {
    code: &'static str,
    sub_code: &'static str,
    entry: Entry,
}

fn rows() -> impl Iterator<Item = Row> {
    include_str!("error-codes.tsv").lines().skip(1).filter_map(|line| {
        let mut columns = line.split('\t');
        let (code, sub_code) = (columns.next()?, columns.next()?);
        let class = class(columns.next()?)?;
        Some(Row { code, sub_code, entry: Entry { class, key: columns.next()? } })
    })
}

/// Looks a code up as DingTalk's own advice goes: with the sub-code, then the reason alone.
pub(super) fn look_up(code: &str, sub_code: Option<&str>) -> Entry {
    let reason = sub_code.unwrap_or(code);
    let found =
        TABLE.get(&(code, sub_code.unwrap_or_default())).or_else(|| TABLE.get(&(reason, "")));
    match (found, code) {
        (Some(entry), _) => *entry,
        // The gateway's convention: `isp.*` is a fault on the platform's side.
        (None, "15") if reason.starts_with("isp.") => {
            Entry { class: Class::Retry, key: "system-busy" }
        }
        (None, _) => UNKNOWN,
    }
}

fn class(word: &str) -> Option<Class> {
    Some(match word {
        "retry" => Class::Retry,
        "throttle" => Class::Throttle,
        "congestion" => Class::Congestion,
        "blocked" => Class::Blocked,
        "token" => Class::Token,
        "permission" => Class::Permission,
        "user_input" => Class::UserInput,
        "binding" => Class::Binding,
        "config" => Class::Config,
        "bug" => Class::Bug,
        "other" => Class::Other,
        _ => return None,
    })
}

/// Every key that the words must know, each once.
#[cfg(test)]
pub(crate) fn keys() -> std::collections::BTreeSet<&'static str> {
    let ours = [UNKNOWN.key, "no-answer", "blocked", "bad-answer", "system-busy"];
    rows().map(|row| row.entry.key).chain(ours).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_whole_and_no_code_stands_twice() {
        let lines = include_str!("error-codes.tsv").lines().skip(1).count();
        assert_eq!(rows().count(), lines, "a line is not code, sub_code, class, key");
        assert_eq!(TABLE.len(), lines, "a code stands twice");
    }

    #[test]
    fn a_reason_is_found_wrapped_or_bare() {
        for (code, sub_code, class, key) in [
            ("41049", None, Class::UserInput, "forbidden-content"),
            ("88", Some("40014"), Class::Token, "token"),
            ("40014", None, Class::Token, "token"),
            ("88", Some("60011"), Class::Permission, "permission"),
            ("90018", None, Class::Throttle, "rate"),
            ("88", Some("90002"), Class::Congestion, "rate"),
            ("88", Some("90020"), Class::Config, "quota"),
            ("15", Some("isp.unknown"), Class::Retry, "system-busy"),
            ("15", Some("isv.unknown"), Class::Other, "unexpected"),
            ("88", Some("41049"), Class::UserInput, "forbidden-content"),
            ("groupNickForbid", None, Class::UserInput, "forbidden-content"),
            ("987654", None, Class::Other, "unexpected"),
        ] {
            assert_eq!(
                look_up(code, sub_code),
                Entry { class, key },
                "failed on {code} {sub_code:?}"
            );
        }
    }
}
