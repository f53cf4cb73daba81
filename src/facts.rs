//! The table of facts (`docs/facts.toml`): what is believed of DingTalk and was not seen by us, how
//! certain it is, and how the bot copes if it is otherwise. A report of `dingnick probe` is merged
//! into it; the simulator reads it by itself.

use std::fmt;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};
use toml_edit::{DocumentMut, Item, Table};

/// One fact.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fact {
    /// Its name, which stays.
    pub id: String,
    /// What is believed, in English.
    pub fact: String,
    /// The same in Chinese.
    pub zh: String,
    /// How well it is known.
    pub certainty: Certainty,
    /// Who says so.
    pub source: String,
    /// Of when that is: a day.
    pub date: String,
    /// What is built on.
    #[serde(default)]
    pub expected: Option<Value>,
    /// What a probe found.
    #[serde(default)]
    pub answer: Option<Value>,
    /// What the bot does if it is otherwise.
    pub copes: String,
    /// The same in Chinese.
    pub copes_zh: String,
    /// The question of a probe that settles it.
    #[serde(default)]
    pub probe: Option<String>,
}

/// How well a fact is known, from the best down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Certainty {
    /// A probe's report says so.
    Tried,
    /// Two reports disagree.
    Disputed,
    /// DingTalk's documents say so.
    Documented,
    /// Others have published it.
    Reported,
    /// It follows from these.
    Inferred,
    /// Nobody says.
    Assumed,
}

impl Certainty {
    /// The word in the table.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Tried => "tried",
            Self::Disputed => "disputed",
            Self::Documented => "documented",
            Self::Reported => "reported",
            Self::Inferred => "inferred",
            Self::Assumed => "assumed",
        }
    }
}

/// What a fact is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Value {
    /// Yes or no.
    Flag(bool),
    /// A length, a code.
    Number(i64),
    /// One word of those that the fact names.
    Word(String),
    /// Several.
    Words(Vec<String>),
}

impl From<bool> for Value {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

impl From<&str> for Value {
    fn from(word: &str) -> Self {
        Self::Word(word.to_owned())
    }
}

impl fmt::Display for Value {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Flag(true) => formatter.write_str("yes"),
            Self::Flag(false) => formatter.write_str("no"),
            Self::Number(number) => write!(formatter, "{number}"),
            Self::Word(word) => formatter.write_str(word),
            Self::Words(words) if words.is_empty() => formatter.write_str("none"),
            Self::Words(words) => formatter.write_str(&words.join(", ")),
        }
    }
}

impl From<&Value> for toml_edit::Value {
    fn from(value: &Value) -> Self {
        match value {
            Value::Flag(flag) => (*flag).into(),
            Value::Number(number) => (*number).into(),
            Value::Word(word) => word.as_str().into(),
            Value::Words(words) => words.iter().map(String::as_str).collect(),
        }
    }
}

/// What has become of a mark "not tried" at a sentence that rests on a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// It stands.
    NotTried,
    /// The sentence is right, and needs none.
    Gone,
    /// The sentence is wrong, or only sometimes right.
    Otherwise,
}

impl Fact {
    /// Whether a probe has settled it.
    #[must_use]
    pub fn mark(&self) -> Mark {
        match self.certainty {
            Certainty::Disputed => Mark::Otherwise,
            Certainty::Tried if self.expected.is_some() && self.answer != self.expected => {
                Mark::Otherwise
            }
            Certainty::Tried => Mark::Gone,
            _ => Mark::NotTried,
        }
    }
}

/// Why a text is no table of facts.
#[derive(Debug, thiserror::Error)]
pub enum FactsError {
    /// It is no TOML, or not of the shape.
    #[error("this is no table of facts: {0}")]
    Shape(String),
    /// A report answers what is not in it.
    #[error("the table has no fact {0}")]
    Unknown(String),
}

#[derive(Deserialize)]
struct Facts {
    fact: Vec<Fact>,
}

/// The facts of a table.
///
/// # Errors
/// When it is none.
pub fn read(table: &str) -> Result<Vec<Fact>, FactsError> {
    let facts: Facts = toml::from_str(table).map_err(|error| shape(&error))?;
    Ok(facts.fact)
}

/// The table that this program was made with.
#[must_use]
pub fn all() -> &'static [Fact] {
    static ALL: LazyLock<Vec<Fact>> =
        LazyLock::new(|| read(include_str!("../docs/facts.toml")).expect("a test reads it"));
    &ALL
}

/// A fact of that table.
#[must_use]
pub fn get(id: &str) -> Option<&'static Fact> {
    all().iter().find(|fact| fact.id == id)
}

/// What a report says of one fact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Found {
    /// Which fact.
    pub fact: String,
    /// What it is.
    pub value: Value,
}

/// A line of the table that was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merged {
    /// Which fact.
    pub fact: String,
    /// How well it is known now.
    pub certainty: Certainty,
    /// What it is.
    pub value: Value,
}

/// Writes what a report found into a table, whose comments and order stay. The same report a second
/// time changes nothing.
///
/// # Errors
/// When the table is none, or lacks a fact.
pub fn merge(
    table: &str,
    found: &[Found],
    source: &str,
    date: &str,
) -> Result<(String, Vec<Merged>), FactsError> {
    let known = read(table)?;
    let mut document: DocumentMut = table.parse().map_err(|error| shape(&error))?;
    let rows = document["fact"].as_array_of_tables_mut();
    let rows = rows.ok_or_else(|| FactsError::Shape("fact is no list of tables".to_owned()))?;
    let mut merged: Vec<Merged> = Vec::new();
    for (index, fact) in known.iter().enumerate() {
        let mut values = found.iter().filter(|it| it.fact == fact.id).map(|it| &it.value);
        let Some(value) = values.next() else {
            continue;
        };
        let is_disputed = fact.certainty == Certainty::Disputed
            || values.any(|other| other != value)
            || (fact.certainty == Certainty::Tried && fact.answer.as_ref() != Some(value));
        let certainty = if is_disputed { Certainty::Disputed } else { Certainty::Tried };
        let answer = fact.answer.as_ref().filter(|_| is_disputed).unwrap_or(value);
        if fact.certainty == certainty && fact.answer.as_ref() == Some(answer) {
            continue;
        }
        if let Some(row) = rows.get_mut(index) {
            set(row, "certainty", certainty.as_str().into());
            set(row, "source", source.into());
            set(row, "date", date.into());
            set(row, "answer", answer.into());
        }
        merged.push(Merged { fact: fact.id.clone(), certainty, value: value.clone() });
    }
    if let Some(unknown) = found.iter().find(|it| known.iter().all(|fact| fact.id != it.fact)) {
        return Err(FactsError::Unknown(unknown.fact.clone()));
    }
    Ok((document.to_string(), merged))
}

/// In its place, with the comment behind it; a new line comes last.
fn set(row: &mut Table, key: &str, mut value: toml_edit::Value) {
    match row.get_mut(key).and_then(Item::as_value_mut) {
        Some(present) => {
            *value.decor_mut() = present.decor().clone();
            *present = value;
        }
        None => {
            row.insert(key, value.into());
        }
    }
}

fn shape(error: &impl ToString) -> FactsError {
    FactsError::Shape(error.to_string())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    const TABLE: &str = r#"# A table.

[[fact]]
id = "a" # the first
fact = "x"
zh = "x"
certainty = "assumed" # nobody says
source = "no document"
date = "2026-01-01"
expected = true
copes = "y"
copes_zh = "y"

# The second.
[[fact]]
id = "b"
fact = "x"
zh = "x"
certainty = "inferred"
source = "no document"
date = "2026-01-01"
expected = 30
copes = "y"
copes_zh = "y"
"#;

    fn found(fact: &str, value: impl Into<Value>) -> Found {
        Found { fact: fact.to_owned(), value: value.into() }
    }

    fn merged(table: &str, found: &[Found]) -> (String, Vec<Merged>) {
        merge(table, found, "a probe", "2026-12-01").expect("a table")
    }

    #[test]
    fn every_fact_of_the_table_says_all() {
        let ids: BTreeSet<&str> = all().iter().map(|fact| fact.id.as_str()).collect();
        assert_eq!(ids.len(), all().len(), "an id is used twice");
        for fact in all() {
            let texts = [&fact.fact, &fact.zh, &fact.source, &fact.copes, &fact.copes_zh];
            assert!(texts.iter().all(|text| !text.trim().is_empty()), "{}", fact.id);
            assert!(fact.date.parse::<jiff::civil::Date>().is_ok(), "{}", fact.id);
            let is_tried = matches!(fact.certainty, Certainty::Tried | Certainty::Disputed);
            assert_eq!(is_tried, fact.answer.is_some(), "{}", fact.id);
        }
    }

    #[test]
    fn an_answer_is_written_in_and_everything_else_stays() {
        let (table, changes) = merged(TABLE, &[found("a", true)]);
        assert_eq!(changes.len(), 1);
        let expected = TABLE
            .replacen("\"assumed\"", "\"tried\"", 1)
            .replacen("\"no document\"", "\"a probe\"", 1)
            .replacen("2026-01-01", "2026-12-01", 1)
            .replacen("copes_zh = \"y\"\n", "copes_zh = \"y\"\nanswer = true\n", 1);
        assert_eq!(table, expected);
        assert_eq!(merged(&table, &[found("a", true)]), (table.clone(), Vec::new()), "once");
        assert_eq!(read(&table).expect("a table")[0].mark(), Mark::Gone);
    }

    #[test]
    fn what_is_otherwise_is_said_and_reports_that_disagree_too() {
        let (table, _) = merged(TABLE, &[found("a", false)]);
        assert_eq!(read(&table).expect("a table")[0].mark(), Mark::Otherwise);
        let (disputed, changes) = merged(&table, &[found("a", true)]);
        assert_eq!(changes[0].certainty, Certainty::Disputed);
        let fact = &read(&disputed).expect("a table")[0];
        assert_eq!((fact.mark(), &fact.answer), (Mark::Otherwise, &Some(Value::Flag(false))));
        assert_eq!(merged(&disputed, &[found("a", true)]).1, [], "once");
        let (both, _) = merged(TABLE, &[found("a", true), found("a", false)]);
        assert_eq!(read(&both).expect("a table")[0].certainty, Certainty::Disputed);
    }

    #[test]
    fn what_is_not_in_the_table_is_not_merged() {
        let error = merge(TABLE, &[found("c", true)], "", "");
        assert!(matches!(error, Err(FactsError::Unknown(fact)) if fact == "c"));
        assert!(merge("fact = 1", &[], "", "").is_err());
    }
}
