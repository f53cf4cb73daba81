//! The catalogue of error codes: what each means, who says so, and what can be done about it.
//!
//! `legacy.tsv` has the codes of the older API, `v1.tsv` those of the newer one, `own.tsv` our own
//! where DingTalk gives none. A new code is a new line there. `class` decides what the bot does;
//! `key` names the cause, for which `i18n` has the words: where it is empty, those of the class.

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

impl Class {
    /// All of them.
    pub const ALL: [Self; 11] = [
        Self::Retry,
        Self::Throttle,
        Self::Congestion,
        Self::Blocked,
        Self::Token,
        Self::Permission,
        Self::UserInput,
        Self::Binding,
        Self::Config,
        Self::Bug,
        Self::Other,
    ];

    /// The word for it in the tables.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        self.key().trim_start_matches("class-")
    }

    /// The key of the words that fit every error of the class.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Retry => "class-retry",
            Self::Throttle => "class-throttle",
            Self::Congestion => "class-congestion",
            Self::Blocked => "class-blocked",
            Self::Token => "class-token",
            Self::Permission => "class-permission",
            Self::UserInput => "class-user_input",
            Self::Binding => "class-binding",
            Self::Config => "class-config",
            Self::Bug => "class-bug",
            Self::Other => "class-other",
        }
    }

    fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|class| class.as_str() == word)
    }
}

/// Which list a code is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Family {
    /// `oapi.dingtalk.com`: numbers.
    Legacy,
    /// `api.dingtalk.com/v1.0`: words, each with HTTP statuses.
    V1,
    /// Ours.
    Own,
}

/// How well a code is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certainty {
    /// DingTalk's documents have it.
    Official,
    /// Its documents of 2016 had it.
    OfficialOld,
    /// It stands in answers that others have published.
    Observed,
    /// The gateway family that DingTalk's belongs to has it.
    Inherited,
    /// It follows from the rules.
    Inferred,
    /// It is ours.
    Own,
}

/// One line of the catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Code {
    /// Which list it is from.
    pub family: Family,
    /// `errcode` or `code`; `http-503` for a status without a code.
    pub code: &'static str,
    /// Of the older API the `sub_code`, if it is one within another; of the newer one the HTTP
    /// status.
    pub detail: &'static str,
    /// What can be done.
    pub class: Class,
    /// The cause, or the class's key where no words are its own.
    pub key: &'static str,
    /// DingTalk's words in English, as far as known.
    pub english: &'static str,
    /// DingTalk's words in Chinese, as far as known.
    pub chinese: &'static str,
    /// Who says so.
    pub source: &'static str,
}

impl Code {
    /// How well it is known.
    #[must_use]
    pub fn certainty(&self) -> Option<Certainty> {
        Some(match self.source.split_once(':')?.0 {
            "official" => Certainty::Official,
            "official-2016" => Certainty::OfficialOld,
            "observed" => Certainty::Observed,
            "inherited" => Certainty::Inherited,
            "inferred" => Certainty::Inferred,
            "own" => Certainty::Own,
            _ => return None,
        })
    }

    /// The page of DingTalk's documents that has it.
    #[must_use]
    pub fn page(&self) -> Option<String> {
        let rest = self.source.strip_prefix("official:")?;
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(rest.len());
        Some(format!("https://open.dingtalk.com/document/development/{}", &rest[..end]))
    }

    /// Whether it has words of its own, not only those of its class.
    #[must_use]
    pub fn has_own_words(&self) -> bool {
        self.key != self.class.key()
    }

    /// What DingTalk tells whoever calls: `sub_code` where there is one.
    #[must_use]
    pub fn reason(&self) -> &'static str {
        if self.family == Family::V1 || self.detail.is_empty() { self.code } else { self.detail }
    }
}

/// What the bot goes by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What can be done.
    pub class: Class,
    /// The cause.
    pub key: &'static str,
}

/// The key of what is in no list.
pub const UNKNOWN: &str = "unexpected";

/// By code, then by detail.
static CATALOGUE: LazyLock<Vec<Code>> = LazyLock::new(|| {
    let mut codes: Vec<Code> =
        TABLES.iter().flat_map(|(family, table)| rows(*family, table)).collect();
    codes.sort_by_key(|code| (code.code, code.detail));
    codes
});

const TABLES: [(Family, &str); 3] = [
    (Family::Legacy, include_str!("legacy.tsv")),
    (Family::V1, include_str!("v1.tsv")),
    (Family::Own, include_str!("own.tsv")),
];

fn rows(family: Family, table: &'static str) -> impl Iterator<Item = Code> {
    table.lines().skip(1).filter_map(move |line| row(family, line))
}

fn row(family: Family, line: &'static str) -> Option<Code> {
    let mut columns = line.split('\t');
    let (code, detail) = (columns.next()?, columns.next()?);
    let class = Class::parse(columns.next()?)?;
    let key = columns.next().map(|key| if key.is_empty() { class.key() } else { key })?;
    let (english, chinese, source) = (columns.next()?, columns.next()?, columns.next()?);
    Some(Code { family, code, detail, class, key, english, chinese, source })
}

/// The whole catalogue, by code.
#[must_use]
pub fn all() -> &'static [Code] {
    &CATALOGUE
}

/// All lines of one code.
#[must_use]
pub fn of(code: &str) -> &'static [Code] {
    let start = CATALOGUE.partition_point(|row| row.code < code);
    let length = CATALOGUE[start..].partition_point(|row| row.code == code);
    &CATALOGUE[start..start + length]
}

/// Finds a code as DingTalk's own advice goes: with its detail (`sub_code`, HTTP status), then
/// the reason alone. What is wrapped may also come bare, and the other way round.
#[must_use]
pub fn find(code: &str, detail: &str) -> Option<&'static Code> {
    let exact = of(code).iter().find(|row| row.detail == detail);
    // Only the older API's codes are numbers, and only there is the detail the reason.
    let is_legacy = code.parse::<i64>().is_ok();
    let reason = if is_legacy && !detail.is_empty() { detail } else { code };
    exact.or_else(|| of(reason).first())
}

/// What the bot goes by, whatever the code.
#[must_use]
pub fn look_up(code: &str, detail: &str) -> Entry {
    match (find(code, detail), code) {
        (Some(found), _) => Entry { class: found.class, key: found.key },
        // The gateway's convention: whose fault it is.
        (None, "15") if detail.starts_with("isp.") => {
            Entry { class: Class::Retry, key: "remote-service" }
        }
        (None, "15") if detail.starts_with("isv.") => {
            Entry { class: Class::Bug, key: Class::Bug.key() }
        }
        (None, _) => Entry { class: Class::Other, key: UNKNOWN },
    }
}

/// Every key that the words must know, each once.
#[must_use]
pub fn keys() -> std::collections::BTreeSet<&'static str> {
    let classes = Class::ALL.into_iter().map(Class::key);
    all().iter().map(|code| code.key).chain(classes).chain([UNKNOWN]).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_line_of_the_tables_is_whole_and_no_code_stands_twice() {
        for (family, table) in TABLES {
            for line in table.lines().skip(1) {
                let code = row(family, line).unwrap_or_else(|| panic!("not whole: {line}"));
                assert_eq!(line.split('\t').count(), 7, "too many columns: {line}");
                assert!(code.certainty().is_some(), "where is it from? {line}");
            }
        }
        let places: BTreeSet<_> = all().iter().map(|code| (code.code, code.detail)).collect();
        assert_eq!(places.len(), CATALOGUE.len(), "a code stands twice");
        assert!(places.len() > 870, "the lists have 555 and 320 codes, and there are more");
    }

    #[test]
    fn every_code_is_found_and_its_class_decides() {
        for code in all() {
            let found = find(code.code, code.detail).expect("it is in the catalogue");
            assert_eq!(found, code);
            let entry = look_up(code.code, code.detail);
            assert_eq!((entry.class, entry.key), (code.class, code.key), "{code:?}");
            if code.code == "15" {
                continue;
            }
            // The gateway may leave its wrapping away, or wrap what is bare elsewhere.
            let bare = find(code.reason(), "").expect("its reason is found alone");
            let wrapped = find("88", code.reason()).expect("its reason is found within 88");
            assert_eq!(bare.reason(), code.reason(), "{code:?}");
            assert_eq!(wrapped.reason(), code.reason(), "{code:?}");
        }
    }

    #[test]
    fn the_same_reason_means_the_same_wrapped_or_bare() {
        for code in all().iter().filter(|code| code.code == "88" && !code.detail.is_empty()) {
            // A missing token is told by the code of any bad parameter, when it is wrapped.
            if let Some(bare) = of(code.detail).first().filter(|_| code.detail != "40000") {
                assert_eq!((bare.class, bare.key), (code.class, code.key), "{code:?}");
            }
        }
    }

    #[test]
    fn a_cause_belongs_to_what_can_be_done() {
        for code in all().iter().filter(|code| code.has_own_words()) {
            assert!(!code.key.starts_with("class-"), "{code:?} has the words of another class");
        }
    }

    #[test]
    fn a_reason_is_found_wrapped_or_bare() {
        for (code, detail, class, key) in [
            ("41049", "", Class::UserInput, "forbidden-content"),
            ("88", "40014", Class::Token, "token"),
            ("40014", "", Class::Token, "token"),
            ("88", "40000", Class::Token, "token-missing"),
            ("40000", "", Class::Bug, "bad-parameter"),
            ("88", "60011", Class::Permission, "permission"),
            ("90018", "", Class::Throttle, "rate"),
            ("88", "90002", Class::Congestion, "congestion"),
            ("88", "90020", Class::Config, "quota"),
            ("20001", "", Class::Config, "message-quota"),
            ("15", "isp.unknown", Class::Retry, "remote-service"),
            ("15", "isv.unknown", Class::Bug, "class-bug"),
            ("88", "41049", Class::UserInput, "forbidden-content"),
            ("88", "", Class::Permission, "gateway-denied"),
            ("groupNickForbid", "", Class::UserInput, "forbidden-content"),
            ("systemBusy", "500", Class::Retry, "system-busy"),
            ("systemBusy", "429", Class::Throttle, "rate-requests"),
            ("system.busy", "", Class::Retry, "system-busy"),
            ("groupNickForbid", "409", Class::UserInput, "forbidden-content"),
            ("Forbidden.AccessDenied", "403", Class::Other, "unexpected"),
            ("forbidden.accessDenied", "403", Class::Permission, "class-permission"),
            ("987654", "", Class::Other, "unexpected"),
            ("88", "987654", Class::Other, "unexpected"),
        ] {
            assert_eq!(look_up(code, detail), Entry { class, key }, "failed on {code} {detail}");
        }
    }

    #[test]
    fn a_code_says_where_it_stands() {
        let code = find("60124", "").expect("a known code");
        assert_eq!(code.certainty(), Some(Certainty::Official));
        let page = "https://open.dingtalk.com/document/development/server-api-error-codes-1";
        assert_eq!(code.page().as_deref(), Some(page));
        assert_eq!(find("5", "").and_then(Code::page), None);
    }
}
