//! One statement for either database: values are bound alike and rows are read alike, so whoever
//! asks need not know which of the two answers.
//!
//! Both take `$1` for the first value. Where they want different words, a statement has two texts.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use sqlx::postgres::PgArguments;
use sqlx::{Arguments, AssertSqlSafe, PgConnection, PgPool, Postgres as Pg, SqlSafeStr, SqlStr};
use tracing::trace;

use super::error::StoreError;
use super::lease::Lease;
use super::postgres::Postgres;
use super::sqlite::{self, Sqlite, Statement};
use super::values::{Row, Value};
use crate::domain::RobotCode;

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
            Backend::Sqlite(sqlite) => On::Sqlite(sqlite, Access::Read),
            Backend::Postgres(postgres) => On::Postgres(&postgres.pool),
        };
        Query::new(on, sql.into(), &self.statements)
    }

    /// A statement that is a transaction of its own.
    pub(super) fn write(&self, sql: impl Into<Sql>) -> Query<'_> {
        let on = match &self.backend {
            Backend::Sqlite(sqlite) => On::Sqlite(sqlite, Access::Write),
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
            Backend::Sqlite(sqlite) => UnderWay::Sqlite(sqlite.writer.begin().await?),
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
    Sqlite(sqlite::Transaction),
    Postgres(sqlx::Transaction<'static, Pg>),
}

impl Transaction<'_> {
    pub(super) fn run(&mut self, sql: impl Into<Sql>) -> Query<'_> {
        let on = match &mut self.under_way {
            UnderWay::Sqlite(transaction) => On::SqliteTransaction(transaction),
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
            UnderWay::Sqlite(transaction) => drop(transaction),
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

/// A statement with a list, which is bound as `values::list` writes it, in the words of either database.
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
    Sqlite(&'c Sqlite, Access),
    SqliteTransaction(&'c mut sqlite::Transaction),
    Postgres(&'c PgPool),
    PgConnection(&'c mut PgConnection),
}

/// What a statement outside of a transaction may do.
#[derive(Clone, Copy, Debug)]
enum Access {
    Read,
    Write,
}

/// Runs a query where it belongs.
macro_rules! run {
    ($query:expr, $of_sqlite:expr, $make:ident[$($type:ty),*], $of_postgres:ident) => {{
        let Query { on, sql, values, .. } = $query.sent();
        macro_rules! on_postgres {
            ($executor:expr) => {
                sqlx::$make::<Pg, $($type,)* _>(sql, arguments(values)?)
                    .$of_postgres($executor)
                    .await?
            };
        }
        match on {
            On::Sqlite(sqlite, access) => {
                let statement = Statement { sql, values };
                let run = move |connection: &_| $of_sqlite(&statement, connection);
                match access {
                    Access::Read => return Ok(sqlite.read(run).await?),
                    Access::Write => return Ok(sqlite.writer.write(run).await?),
                }
            }
            On::SqliteTransaction(transaction) => {
                let statement = Statement { sql, values };
                return Ok($of_sqlite(&statement, transaction.connection())?);
            }
            On::Postgres(pool) => on_postgres!(pool),
            On::PgConnection(connection) => on_postgres!(connection),
        }
    }};
}

impl<'c> Query<'c> {
    fn new(on: On<'c>, sql: Sql, statements: &'c AtomicU64) -> Self {
        let is_sqlite = matches!(on, On::Sqlite(..) | On::SqliteTransaction(_));
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
        let done = run!(self, Statement::execute, query_with[], execute);
        Ok(done.rows_affected())
    }

    /// All rows that it finds.
    pub(super) async fn all<R: Row>(self) -> Result<Vec<R>, StoreError> {
        Ok(run!(self, Statement::all::<R>, query_as_with[R], fetch_all))
    }

    /// The row that it finds, if it finds one.
    pub(super) async fn optional<R: Row>(self) -> Result<Option<R>, StoreError> {
        Ok(run!(self, Statement::optional::<R>, query_as_with[R], fetch_optional))
    }

    /// The row that it finds, which there always is.
    pub(super) async fn one<R: Row>(self) -> Result<R, StoreError> {
        Ok(run!(self, Statement::one::<R>, query_as_with[R], fetch_one))
    }
}

/// The values as PostgreSQL takes them.
fn arguments(values: Vec<Value>) -> Result<PgArguments, sqlx::Error> {
    let mut arguments = PgArguments::default();
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
