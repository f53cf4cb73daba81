//! Values as statements take them and rows give them, the same for either database.

use sqlx::FromRow;
use sqlx::postgres::PgRow;

use crate::domain::{ChatId, ConversationId, MessageId, Nickname, RobotCode, Timestamp, UserId};

/// A value of a statement.
pub(super) enum Value {
    Truth(bool),
    Number(Option<i64>),
    Text(Option<String>),
}

/// A text as both databases take it: all but the character 0, which PostgreSQL knows no way to
/// keep. One message that has it must not take those down that share its transaction.
pub(super) fn text(text: &str) -> String {
    text.replace('\0', "\u{fffd}")
}

impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Self::Text(Some(text(value)))
    }
}

impl From<&String> for Value {
    fn from(value: &String) -> Self {
        Self::from(value.as_str())
    }
}

impl From<String> for Value {
    fn from(value: String) -> Self {
        Self::from(value.as_str())
    }
}

impl From<Option<&str>> for Value {
    fn from(value: Option<&str>) -> Self {
        Self::Text(value.map(text))
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::Truth(value)
    }
}

impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Self::Number(Some(value))
    }
}

impl From<u32> for Value {
    fn from(value: u32) -> Self {
        Self::Number(Some(value.into()))
    }
}

impl From<Option<i64>> for Value {
    fn from(value: Option<i64>) -> Self {
        Self::Number(value)
    }
}

impl From<Timestamp> for Value {
    fn from(value: Timestamp) -> Self {
        Self::Number(Some(value.0))
    }
}

macro_rules! from_id {
    ($($id:ty),*) => {$(
        impl From<&$id> for Value {
            fn from(value: &$id) -> Self {
                Self::from(value.as_str())
            }
        }
    )*};
}
from_id!(ChatId, ConversationId, MessageId, Nickname, RobotCode, UserId);

/// Ids or numbers as one value.
pub(super) fn list<T: serde::Serialize>(values: &[T]) -> String {
    serde_json::to_string(values).expect("texts and numbers can be written")
}

/// What both databases make of a row.
pub(super) trait Row: for<'r> FromRow<'r, PgRow> + Send + Unpin + 'static {
    /// What SQLite makes of it.
    fn from_sqlite(row: &rusqlite::Row<'_>) -> rusqlite::Result<Self>;
}

/// A row by the names of its columns.
macro_rules! row {
    (
        $(#[$of_row:meta])*
        $seen:vis struct $row:ident {
            $($(#[$of_column:meta])* $column_seen:vis $column:ident: $type:ty,)*
        }
    ) => {
        $(#[$of_row])*
        #[derive(sqlx::FromRow)]
        $seen struct $row {
            $($(#[$of_column])* $column_seen $column: $type,)*
        }

        impl $crate::store::values::Row for $row {
            fn from_sqlite(row: &rusqlite::Row<'_>) -> rusqlite::Result<Self> {
                Ok(Self { $($column: row.get(stringify!($column))?,)* })
            }
        }
    };
}
pub(super) use row;

/// A row by the places of its columns.
macro_rules! row_of {
    ($($column:ident $place:tt),*) => {
        impl<$($column),*> Row for ($($column,)*)
        where
            $($column: rusqlite::types::FromSql + Send + Unpin + 'static,)*
            Self: for<'r> FromRow<'r, PgRow>,
        {
            fn from_sqlite(row: &rusqlite::Row<'_>) -> rusqlite::Result<Self> {
                Ok(($(row.get::<_, $column>($place)?,)*))
            }
        }
    };
}
row_of!(A 0);
row_of!(A 0, B 1);
row_of!(A 0, B 1, C 2);
row_of!(A 0, B 1, C 2, D 3);
row_of!(A 0, B 1, C 2, D 3, E 4);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_character_0_is_replaced() {
        assert_eq!(text("a\0b"), "a\u{fffd}b");
        assert_eq!(text("三班"), "三班");
    }
}
