//! Names that follow what is known: which parts of a name are from there, and what becomes of it
//! when that changes.

use std::collections::BTreeMap;

use super::fill::short_enough;
use super::{Facts, Format, Shape, text_of};
use crate::domain::Nickname;

/// The parts of a name that stand there because the sources said so, by their keys; without a text
/// where a part is missing because they said nothing.
pub type GivenParts = BTreeMap<String, Option<String>>;

impl Format {
    /// Which parts of a name are what the sources say. The others are somebody's own.
    #[must_use]
    pub fn given(&self, name: &Nickname, facts: &Facts) -> GivenParts {
        let Some(captures) = self.whole.captures(name.as_str()) else {
            return GivenParts::new();
        };
        let pieces = self.pieces().iter().enumerate();
        let parts = pieces.filter_map(|(place, piece)| {
            let text = text_of(&captures, place).map(str::to_owned);
            (text == piece.sourced(facts)).then(|| (piece.key.clone(), text))
        });
        parts.collect()
    }

    /// The name that follows from what is known now: the parts that were given are what the
    /// sources say, and the others stay. None where that is the same name, or cannot be made.
    #[must_use]
    pub fn follow(&self, name: &Nickname, given: &GivenParts, facts: &Facts) -> Option<Nickname> {
        let captures = self.whole.captures(name.as_str())?;
        let Shape::Template { pieces, tail } = &self.shape else {
            return None;
        };
        let texts = pieces.iter().enumerate().map(|(place, piece)| {
            let text = text_of(&captures, place).map(str::to_owned);
            if given.get(&piece.key) != Some(&text) {
                return text;
            }
            let sourced = piece.sourced(facts);
            // Where nothing is known, what must stand there stays; and where the directory says
            // nothing of anything, that does not mean that there is nothing.
            let is_unknown = piece.fact.is_some() && facts.name.is_none();
            if sourced.is_none() && (!piece.is_optional || is_unknown) { text } else { sourced }
        });
        let texts: Vec<Option<String>> = texts.collect();
        let next = short_enough(pieces, texts, tail).ok()?;
        (next != *name && self.fits(&next)).then_some(next)
    }
}
