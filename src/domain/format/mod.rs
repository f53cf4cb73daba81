//! The shape that nicknames must have in a group: one definition that checks a name and fills one.
//!
//! ```text
//! format  = "/" regex "/" | (literal | part)*
//! part    = "{" name ["?"] [":" regex] "}"       {dept} {class:[一二三]班} {role?:家长|老师}
//! literal = anything else; "{{" and "}}" for braces
//! ```
//!
//! A part without a regex is any text up to the next literal. A part with `?` may be missing, with
//! the literal before it and a bracket that closes it; or where it is the first, with the one after it. Regular expressions are
//! linear in time, whatever they are.

mod dates;
mod diagnose;
mod fill;
mod given;
mod parse;
mod sources;

use std::sync::OnceLock;

use regex::{Captures, Regex, RegexBuilder};
use serde::{Deserialize, Serialize};

use super::{NameError, Nickname, RosterParts};

pub use given::GivenParts;

/// The longest format, in characters.
const MAX_SOURCE: usize = 200;

/// The bytes that a compiled expression may take: enough for any twenty letters of any script.
const SIZE_LIMIT: usize = 1 << 20;

/// The shape that names must have.
#[derive(Clone, Debug)]
pub struct Format {
    source: String,
    shape: Shape,
    whole: Regex,
}

#[derive(Clone, Debug)]
enum Shape {
    /// Parts with literals between them, and what follows the last.
    Template { pieces: Vec<Piece>, tail: String },
    /// A regular expression that the whole name matches.
    Regex,
}

/// A part with the literals that come and go with it.
#[derive(Clone, Debug)]
struct Piece {
    before: String,
    name: String,
    /// What columns of a roster are that fill it.
    key: String,
    fact: Option<Fact>,
    is_optional: bool,
    rule: Rule,
    /// What its text must match.
    pattern: String,
    /// The pattern, compiled when it is first needed.
    regex: OnceLock<Option<Regex>>,
    after: String,
}

/// What the directory knows of everybody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fact {
    Name,
    Dept,
    Title,
    JobNumber,
}

/// What is known of one member, in the order in which it is believed: what the roster says, and
/// then the directory.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// What the roster of the group says.
    pub roster: RosterParts,
    /// The year and the month, for parts that change with them.
    pub month: Option<(i16, i8)>,
    /// Their name.
    pub name: Option<String>,
    /// The name of their department.
    pub dept: Option<String>,
    /// Their position.
    pub title: Option<String>,
    /// Their job number.
    pub job_number: Option<String>,
}

/// What filling a format came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Filling {
    /// A name that fits.
    Name(Nickname),
    /// These parts are not known, and nothing is invented.
    Missing(Vec<String>),
    /// What was typed cannot be a part of a name that fits.
    Misfit(Mismatch),
    /// The name would fit, and is none.
    Refused(NameError),
}

/// That a name does not have the shape, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mismatch {
    /// The shape, for people.
    pub shape: String,
    /// What failed.
    pub reason: MismatchReason,
}

/// Why a name does not have the shape.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum MismatchReason {
    /// A part is not what it must be.
    Part {
        /// Which.
        part: String,
        /// What it must be.
        rule: Rule,
        /// What stands there, if anything does.
        found: Option<String>,
    },
    /// A literal is missing.
    Literal {
        /// Which.
        literal: String,
        /// The part that it must follow; none at the beginning.
        after: Option<String>,
    },
    /// A part's own name stands where its text belongs.
    NotFilled(String),
    /// More follows than there are parts.
    LeftOver(String),
    /// The regular expression does not match, and does not say why.
    Regex,
}

/// What the text of a part must be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Rule {
    /// Any text.
    AnyText,
    /// Digits, so many.
    Digits {
        /// At least.
        least: u32,
        /// At most, if there is an end.
        most: Option<u32>,
    },
    /// So many characters.
    Length {
        /// At least.
        least: u32,
        /// At most, if there is an end.
        most: Option<u32>,
    },
    /// One of these.
    OneOf(Vec<String>),
    /// What a regular expression matches.
    Pattern(String),
}

/// Why a text is no format.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FormatError {
    /// It is longer than formats may be.
    TooLong {
        /// The longest, in characters.
        most: usize,
    },
    /// It has no part in braces.
    NoPart,
    /// A brace has no other one.
    Brace {
        /// Which character, counted from 1.
        position: usize,
    },
    /// A part has no name, or one that is none: letters, digits and `_`.
    PartName(String),
    /// A part stands twice.
    PartTwice(String),
    /// Between two parts of any text there must be something.
    PartsTouch(String, String),
    /// A regular expression is none, or too large.
    Regex {
        /// The part that it is of; none where it is all there is.
        part: Option<String>,
    },
    /// No nickname can hold this.
    Literal(String),
    /// No nickname is that long.
    LongerThanNames,
}

impl Format {
    /// Reads a format as somebody typed it.
    ///
    /// # Errors
    /// Why it is none.
    pub fn parse(source: &str) -> Result<Self, FormatError> {
        parse::parse(source)
    }

    /// The format as it was typed, surrounding white space dropped.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The shape for people: parts without their rules.
    #[must_use]
    pub fn shape(&self) -> String {
        let Shape::Template { pieces, tail } = &self.shape else {
            return self.source.clone();
        };
        let mut shape = String::new();
        for piece in pieces {
            let mark = if piece.is_optional { "?" } else { "" };
            shape.push_str(&format!("{}{{{}{mark}}}{}", piece.before, piece.name, piece.after));
        }
        shape + tail
    }

    /// Whether a name has the shape, for those who need not know why.
    #[must_use]
    pub fn fits(&self, name: &Nickname) -> bool {
        self.whole.is_match(name.as_str()) && self.unfilled(name.as_str()).is_none()
    }

    /// Whether a name has the shape.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn check(&self, name: &Nickname) -> Result<(), Mismatch> {
        if self.fits(name) {
            return Ok(());
        }
        Err(Mismatch { shape: self.shape(), reason: self.diagnose(name.as_str()) })
    }

    /// Whether the directory has to name the member's department.
    #[must_use]
    pub fn needs_dept(&self) -> bool {
        self.pieces().iter().any(|piece| piece.fact == Some(Fact::Dept))
    }

    /// The texts of those parts of a name that are not the group's own words or digits; of a
    /// regular expression, its groups.
    #[must_use]
    pub fn free_parts<'n>(&self, name: &'n Nickname) -> Vec<&'n str> {
        let Some(captures) = self.whole.captures(name.as_str()) else {
            return Vec::new();
        };
        if let Shape::Regex = self.shape {
            return captures.iter().skip(1).flatten().map(|text| text.as_str()).collect();
        }
        let is_fixed = |piece: &Piece| matches!(piece.rule, Rule::OneOf(_) | Rule::Digits { .. });
        let free = self.pieces().iter().enumerate().filter(|(_, piece)| !is_fixed(piece));
        free.filter_map(|(place, _)| text_of(&captures, place)).collect()
    }

    /// What its parts are called.
    pub fn part_names(&self) -> impl Iterator<Item = &str> {
        self.pieces().iter().map(|piece| piece.name.as_str())
    }

    /// The part whose own name stands where its text belongs: 班级-小明 under `{班级}-{姓名}`, as
    /// people copy it from the shape that they were told.
    fn unfilled(&self, name: &str) -> Option<&Piece> {
        // Seldom does a name hold one at all.
        let lower = name.to_lowercase();
        let mut named =
            self.pieces().iter().filter(|piece| lower.contains(&piece.name.to_lowercase()));
        named.next()?;
        let captures = self.whole.captures(name)?;
        let is_own = |place: usize, piece: &Piece| {
            text_of(&captures, place).is_some_and(|text| piece.is_called(text))
        };
        let mut pieces = self.pieces().iter().enumerate();
        pieces.find(|(place, piece)| is_own(*place, piece)).map(|(_, piece)| piece)
    }

    fn pieces(&self) -> &[Piece] {
        match &self.shape {
            Shape::Template { pieces, .. } => pieces,
            Shape::Regex => &[],
        }
    }
}

impl PartialEq for Format {
    fn eq(&self, other: &Self) -> bool {
        self.source == other.source
    }
}

impl Eq for Format {}

impl Piece {
    /// Whether a text can be this part.
    fn takes(&self, text: &str) -> bool {
        // It was compiled with the format, so it is an expression.
        let regex = self.regex.get_or_init(|| compile(&format!(r"\A(?:{})\z", self.pattern)));
        regex.as_ref().is_some_and(|regex| regex.is_match(text))
    }

    /// Whether a text is no more than the part's own name.
    fn is_called(&self, text: &str) -> bool {
        let is_open = matches!(self.rule, Rule::AnyText | Rule::Length { .. });
        is_open && text.to_lowercase() == self.name.to_lowercase()
    }

    /// The piece at `place`, with its literals, as an expression.
    fn expression(&self, place: usize) -> String {
        let (before, after) = (regex::escape(&self.before), regex::escape(&self.after));
        let text = format!("{before}(?P<{}>{}){after}", group(place), self.pattern);
        if self.is_optional { format!("(?:{text})?") } else { text }
    }
}

/// The name of the group that holds a part's text.
fn group(place: usize) -> String {
    format!("part{place}")
}

fn text_of<'n>(captures: &Captures<'n>, place: usize) -> Option<&'n str> {
    captures.name(&group(place)).map(|text| text.as_str())
}

fn expression_of(pieces: &[Piece]) -> String {
    pieces.iter().enumerate().map(|(place, piece)| piece.expression(place)).collect()
}

fn compile(expression: &str) -> Option<Regex> {
    RegexBuilder::new(expression).size_limit(SIZE_LIMIT).dfa_size_limit(SIZE_LIMIT).build().ok()
}

#[cfg(test)]
mod tests;
