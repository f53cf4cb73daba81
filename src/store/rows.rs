//! Rows that cannot be read, because another version wrote them or something is wrong: none of them
//! is passed over in silence.
//!
//! Ids are strict. A name is not: what names may hold is ruled more strictly from version to version,
//! and nobody must be kept from a new name by an old one.

use std::fmt::Display;

use tracing::error;

use super::error::StoreError;
use crate::domain::Nickname;

/// A row as it was asked for by itself: one that cannot be read is an error.
pub(super) fn readable<T>(
    table: &'static str,
    key: impl Display,
    read: Option<T>,
) -> Result<T, StoreError> {
    read.ok_or_else(|| StoreError::Unreadable { table, key: key.to_string() })
}

/// A row as one of a list: one that cannot be read is left out, and the log says which. The others
/// are good.
pub(super) fn listed<T>(table: &'static str, key: impl Display, read: Option<T>) -> Option<T> {
    if read.is_none() {
        error!(table, %key, "a row cannot be read and is left out; this version does not know it");
    }
    read
}

/// A name in a row that is good without it. One that is no nickname by the rules of today is left
/// out, and the log says where it stands.
pub(super) fn name(table: &'static str, key: impl Display, kept: &str) -> Option<Nickname> {
    let name = Nickname::parse(kept).ok();
    if name.is_none() {
        error!(table, %key, "a kept name is no nickname by the rules of today, and is left out");
    }
    name
}

/// A value that may be missing; that is no reason not to read the row, a value that is wrong is.
pub(super) fn optional<T>(
    value: Option<&str>,
    parse: impl FnOnce(&str) -> Option<T>,
) -> Option<Option<T>> {
    match value {
        Some(value) => parse(value).map(Some),
        None => Some(None),
    }
}
