//! A statement with its values, as a connection to SQLite runs it.

use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{CachedStatement, Connection, ToSql};
use sqlx::SqlStr;

use crate::store::values::{Row, Value};

/// A statement with its values.
pub(in crate::store) struct Statement {
    pub sql: SqlStr,
    pub values: Vec<Value>,
}

impl Statement {
    /// How many rows it changed.
    pub(in crate::store) fn execute(&self, connection: &Connection) -> rusqlite::Result<u64> {
        self.prepare(connection)?.raw_execute().map(|changed| changed as u64)
    }

    /// All rows that it finds.
    pub(in crate::store) fn all<R: Row>(
        &self,
        connection: &Connection,
    ) -> rusqlite::Result<Vec<R>> {
        let mut statement = self.prepare(connection)?;
        let mut rows = statement.raw_query();
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(R::from_sqlite(row)?);
        }
        Ok(found)
    }

    /// The row that it finds, if it finds one.
    pub(in crate::store) fn optional<R: Row>(
        &self,
        connection: &Connection,
    ) -> rusqlite::Result<Option<R>> {
        Ok(self.all(connection)?.into_iter().next())
    }

    /// The row that it finds, which there always is.
    pub(in crate::store) fn one<R: Row>(&self, connection: &Connection) -> rusqlite::Result<R> {
        self.optional(connection)?.ok_or(rusqlite::Error::QueryReturnedNoRows)
    }

    /// Prepares it, once for each connection, and binds the values: `$3` is the third wherever it
    /// stands, while SQLite counts by first appearance.
    fn prepare<'c>(&self, connection: &'c Connection) -> rusqlite::Result<CachedStatement<'c>> {
        let mut statement = connection.prepare_cached(self.sql.as_str())?;
        for index in 1..=statement.parameter_count() {
            let number = statement
                .parameter_name(index)
                .and_then(|name| name.trim_start_matches(['$', '?']).parse().ok())
                .unwrap_or(index);
            match self.values.get(number.wrapping_sub(1)) {
                Some(value) => statement.raw_bind_parameter(index, value)?,
                None => {
                    return Err(rusqlite::Error::InvalidParameterCount(self.values.len(), number));
                }
            }
        }
        Ok(statement)
    }
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Truth(value) => ValueRef::Integer((*value).into()),
            Self::Number(Some(value)) => ValueRef::Integer(*value),
            Self::Text(Some(value)) => ValueRef::Text(value.as_bytes()),
            Self::Number(None) | Self::Text(None) => ValueRef::Null,
        }))
    }
}
