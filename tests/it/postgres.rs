//! A PostgreSQL server to test with, where there is one: `TEST_DATABASE_URL` names it, and
//! `scripts/with-postgres` starts one. Each case has a database of its own.

use sqlx::{AssertSqlSafe, Connection, PgConnection, SqliteConnection};
use url::Url;

/// The server, unless the tests are to run without.
pub(crate) fn server() -> Option<Url> {
    let server = std::env::var("TEST_DATABASE_URL").ok().filter(|url| !url.is_empty())?;
    Some(Url::parse(&server).expect("TEST_DATABASE_URL is a URL"))
}

/// A database that is made for one case.
pub(crate) struct Database {
    pub(crate) url: String,
    name: String,
}

impl Database {
    /// `None` when the tests run without PostgreSQL.
    pub(crate) async fn create() -> Option<Self> {
        let mut url = server()?;
        let name = format!("dingnick_test_{}", uuid::Uuid::new_v4().simple());
        execute(url.as_str(), &format!("CREATE DATABASE {name}")).await;
        url.set_path(&name);
        Some(Self { url: url.into(), name })
    }

    /// Removes it, whoever is still connected.
    pub(crate) async fn remove(self) {
        let server = server().expect("it was there");
        execute(server.as_str(), &format!("DROP DATABASE {} WITH (FORCE)", self.name)).await;
    }
}

pub(crate) async fn connect(url: &str) -> PgConnection {
    PgConnection::connect(url).await.expect("the database answers")
}

pub(crate) async fn run(connection: &mut PgConnection, statement: &'static str) {
    sqlx::query(statement).execute(connection).await.expect("the statement runs");
}

/// Runs statements past the store, in SQLite or PostgreSQL.
pub(crate) async fn execute(url: &str, statements: &str) {
    let statements = sqlx::raw_sql(AssertSqlSafe(statements));
    if is_sqlite(url) {
        let mut connection = SqliteConnection::connect(url).await.expect("the store can be had");
        statements.execute(&mut connection).await.expect("the statements run");
    } else {
        let mut connection = connect(url).await;
        statements.execute(&mut connection).await.expect("the statements run");
    }
}

/// Runs one statement past the store, and returns how many rows it returned or, when it is not of
/// the kind that returns any, changed.
pub(crate) async fn rows(url: &str, statement: &str) -> u64 {
    let returns = statement.contains("RETURNING") || statement.starts_with("SELECT");
    let statement = sqlx::raw_sql(AssertSqlSafe(statement));
    let said = "the statement runs";
    if is_sqlite(url) {
        let mut connection = SqliteConnection::connect(url).await.expect("the store can be had");
        match returns {
            true => statement.fetch_all(&mut connection).await.expect(said).len() as u64,
            false => statement.execute(&mut connection).await.expect(said).rows_affected(),
        }
    } else {
        let mut connection = connect(url).await;
        match returns {
            true => statement.fetch_all(&mut connection).await.expect(said).len() as u64,
            false => statement.execute(&mut connection).await.expect(said).rows_affected(),
        }
    }
}

/// The texts that a query of one column finds, in SQLite or PostgreSQL.
pub(crate) async fn texts(url: &str, query: &str) -> Vec<String> {
    let query = AssertSqlSafe(query);
    if is_sqlite(url) {
        let mut connection = SqliteConnection::connect(url).await.expect("the store can be read");
        sqlx::query_scalar(query).fetch_all(&mut connection).await.expect("the query finds texts")
    } else {
        let mut connection = connect(url).await;
        sqlx::query_scalar(query).fetch_all(&mut connection).await.expect("the query finds texts")
    }
}

/// How many rows a query counts, in SQLite or PostgreSQL.
pub(crate) async fn count(url: &str, query: &'static str) -> i64 {
    if is_sqlite(url) {
        let mut connection = SqliteConnection::connect(url).await.expect("the store can be read");
        sqlx::query_scalar(query).fetch_one(&mut connection).await.expect("the query counts")
    } else {
        let mut connection = connect(url).await;
        sqlx::query_scalar(query).fetch_one(&mut connection).await.expect("the query counts")
    }
}

pub(crate) fn is_sqlite(url: &str) -> bool {
    url.starts_with("sqlite:")
}
