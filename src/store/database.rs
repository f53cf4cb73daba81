//! One statement for either database: values are bound alike and rows are read alike, so whoever
//! asks need not know which of the two answers.
//!
//! Both take `$1` for the first value. Where they want different words, a statement has two texts.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use sqlx::postgres::{PgArguments, PgRow};
use sqlx::sqlite::{SqliteArguments, SqliteRow};
use sqlx::{
    Arguments, AssertSqlSafe, Encode, FromRow, PgConnection, PgPool, Postgres as Pg, SqlSafeStr,
    SqlStr, Sqlite as Lite, SqliteConnection, SqlitePool, Type,
};
use tracing::trace;

use super::error::StoreError;
use super::lease::Lease;
use super::postgres::Postgres;
use super::sqlite::Sqlite;
use crate::domain::{ChatId, ConversationId, MessageId, Nickname, RobotCode, Timestamp, UserId};

/// Where the rows are, and how many statements it was sent.
#[derive(Debug)]
pub(super) struct Database {
    pub(super) backend: Backend,
    pub(super) statements: Arc<AtomicU64>,
}

/// The databases we know.
#[derive(Debug)]
pub(super) enum Backend {
    Sqlite(Sqlite),
    Postgres(Box<Postgres>),
}

impl Database {
    /// A statement that changes nothing.
    pub(super) fn read(&self, sql: impl Into<Sql>) -> Query<'_> {
        let on = match &self.backend {
            Backend::Sqlite(sqlite) => On::Sqlite(&sqlite.read),
            Backend::Postgres(postgres) => On::Postgres(&postgres.pool),
        };
        Query::new(on, sql.into(), &self.statements)
    }

    /// A statement that is a transaction of its own.
    pub(super) fn write(&self, sql: impl Into<Sql>) -> Query<'_> {
        let on = match &self.backend {
            Backend::Sqlite(sqlite) => On::Sqlite(&sqlite.write),
            Backend::Postgres(postgres) => On::Postgres(&postgres.pool),
        };
        Query::new(on, sql.into(), &self.statements)
    }

    /// Begins a transaction that writes. Dropped, it is rolled back.
    pub(super) async fn begin<'c>(
        &'c self,
        robot_code: &'c RobotCode,
    ) -> Result<Transaction<'c>, StoreError> {
        let under_way = match &self.backend {
            Backend::Sqlite(sqlite) => {
                UnderWay::Sqlite(sqlite.write.begin_with("BEGIN IMMEDIATE").await?)
            }
            Backend::Postgres(postgres) => UnderWay::Postgres(postgres.pool.begin().await?),
        };
        Ok(Transaction { under_way, robot_code, statements: &self.statements })
    }
}

/// Several statements of a robot's that count together or not at all. Of each, `$1` is the robot.
#[derive(Debug)]
pub(super) struct Transaction<'c> {
    under_way: UnderWay,
    robot_code: &'c RobotCode,
    statements: &'c AtomicU64,
}

#[derive(Debug)]
enum UnderWay {
    Sqlite(sqlx::Transaction<'static, Lite>),
    Postgres(sqlx::Transaction<'static, Pg>),
}

impl Transaction<'_> {
    pub(super) fn run(&mut self, sql: impl Into<Sql>) -> Query<'_> {
        let on = match &mut self.under_way {
            UnderWay::Sqlite(transaction) => On::SqliteConnection(transaction),
            UnderWay::Postgres(transaction) => On::PgConnection(transaction),
        };
        Query::new(on, sql.into(), self.statements).bind(self.robot_code)
    }

    /// Returns when all of it is on the disk.
    pub(super) async fn commit(self) -> Result<(), StoreError> {
        match self.under_way {
            UnderWay::Sqlite(transaction) => transaction.commit().await?,
            UnderWay::Postgres(transaction) => transaction.commit().await?,
        }
        Ok(())
    }

    pub(super) async fn rollback(self) -> Result<(), StoreError> {
        match self.under_way {
            UnderWay::Sqlite(transaction) => transaction.rollback().await?,
            UnderWay::Postgres(transaction) => transaction.rollback().await?,
        }
        Ok(())
    }
}

/// The text of a statement.
#[derive(Debug)]
pub(super) enum Sql {
    /// Both take it.
    Same(SqlStr),
    /// Each has its own.
    Each { sqlite: &'static str, postgres: &'static str },
}

impl From<&'static str> for Sql {
    fn from(sql: &'static str) -> Self {
        Self::Same(sql.into_sql_str())
    }
}

impl Sql {
    /// A text that was put together, from constant parts alone.
    pub(super) fn built(sql: String) -> Self {
        Self::Same(AssertSqlSafe(sql).into_sql_str())
    }
}

/// A statement with a list, which is bound as [`list`] writes it, in the words of either database.
macro_rules! with_list {
    ($before:expr, $place:literal as $of:literal, $after:expr) => {
        $crate::store::database::Sql::Each {
            sqlite: concat!($before, "(SELECT value FROM json_each(", $place, "))", $after),
            postgres: concat!(
                $before,
                concat!("(SELECT CAST(value AS ", $of, ") FROM json_array_elements_text("),
                concat!("CAST(", $place, " AS json)) AS list (value))"),
                $after
            ),
        }
    };
}
pub(super) use with_list;

/// Ids or numbers as one value.
pub(super) fn list<T: serde::Serialize>(values: &[T]) -> String {
    serde_json::to_string(values).expect("texts and numbers can be written")
}

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

/// What both databases can make of a row.
pub(super) trait Row:
    for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin
{
}

impl<R> Row for R where R: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin
{}

/// A statement that is to be run.
#[must_use]
pub(super) struct Query<'c> {
    on: On<'c>,
    sql: SqlStr,
    values: Vec<Value>,
    statements: &'c AtomicU64,
}

/// What runs a statement.
#[derive(Debug)]
enum On<'c> {
    Sqlite(&'c SqlitePool),
    SqliteConnection(&'c mut SqliteConnection),
    Postgres(&'c PgPool),
    PgConnection(&'c mut PgConnection),
}

/// Runs a query where it belongs.
macro_rules! run {
    ($query:expr, $make:ident[$($type:ty),*], $method:ident, |$found:ident| $result:expr) => {{
        let Query { on, sql, values, .. } = $query.sent();
        macro_rules! run_on {
            ($database:ty, $arguments:ty, $executor:expr) => {{
                let arguments = arguments::<$arguments>(values)?;
                let query = sqlx::$make::<$database, $($type,)* _>(sql, arguments);
                query.$method($executor).await.map(|$found| $result)
            }};
        }
        match on {
            On::Sqlite(pool) => run_on!(Lite, SqliteArguments, pool),
            On::SqliteConnection(connection) => run_on!(Lite, SqliteArguments, connection),
            On::Postgres(pool) => run_on!(Pg, PgArguments, pool),
            On::PgConnection(connection) => run_on!(Pg, PgArguments, connection),
        }
    }};
}

impl<'c> Query<'c> {
    fn new(on: On<'c>, sql: Sql, statements: &'c AtomicU64) -> Self {
        let is_sqlite = matches!(on, On::Sqlite(_) | On::SqliteConnection(_));
        let sql = match sql {
            Sql::Same(sql) => sql,
            Sql::Each { sqlite, .. } if is_sqlite => sqlite.into_sql_str(),
            Sql::Each { postgres, .. } => postgres.into_sql_str(),
        };
        Self { on, sql, values: Vec::new(), statements }
    }

    /// Gives the next value.
    pub(super) fn bind(mut self, value: impl Into<Value>) -> Self {
        self.values.push(value.into());
        self
    }

    /// Gives the next two, which say that nobody else has taken the row since.
    pub(super) fn bind_lease(self, lease: &Lease) -> Self {
        self.bind(lease.id).bind(&lease.token)
    }

    /// Counts it, and shows it to whoever wants to see all of them, without the values.
    fn sent(self) -> Self {
        self.statements.fetch_add(1, Ordering::Relaxed);
        trace!(statement = self.sql.as_str(), "sent to the store");
        self
    }

    /// How many rows it changed.
    pub(super) async fn execute(self) -> Result<u64, StoreError> {
        Ok(run!(self, query_with[], execute, |done| done.rows_affected())?)
    }

    /// All rows that it finds.
    pub(super) async fn all<R: Row>(self) -> Result<Vec<R>, StoreError> {
        Ok(run!(self, query_as_with[R], fetch_all, |rows| rows)?)
    }

    /// The row that it finds, if it finds one.
    pub(super) async fn optional<R: Row>(self) -> Result<Option<R>, StoreError> {
        Ok(run!(self, query_as_with[R], fetch_optional, |row| row)?)
    }

    /// The row that it finds, which there always is.
    pub(super) async fn one<R: Row>(self) -> Result<R, StoreError> {
        Ok(run!(self, query_as_with[R], fetch_one, |row| row)?)
    }
}

/// The values as a database takes them.
fn arguments<A: Arguments>(values: Vec<Value>) -> Result<A, sqlx::Error>
where
    bool: for<'t> Encode<'t, A::Database> + Type<A::Database>,
    Option<i64>: for<'t> Encode<'t, A::Database> + Type<A::Database>,
    Option<String>: for<'t> Encode<'t, A::Database> + Type<A::Database>,
{
    let mut arguments = A::default();
    for value in values {
        let added = match value {
            Value::Truth(value) => arguments.add(value),
            Value::Number(value) => arguments.add(value),
            Value::Text(value) => arguments.add(value),
        };
        added.map_err(sqlx::Error::Encode)?;
    }
    Ok(arguments)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_character_0_is_replaced() {
        assert_eq!(text("a\0b"), "a\u{fffd}b");
        assert_eq!(text("三班"), "三班");
    }
}
