//! Readings: what a name looks like, in the form in which it is indexed.

use crate::domain::Likeness;

/// The readings of a name.
#[must_use]
pub fn readings(name: &str) -> Vec<String> {
    Likeness::of(name).readings().to_vec()
}
