//! A look into the store past the bot. Connections are short: one that stayed open while the bot
//! is killed would take part in what is to be tested.

use std::path::PathBuf;

use anyhow::{Context, Result, bail, ensure};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, PgConnection, SqliteConnection};

use crate::postgres::Database;
use crate::{PATIENCE, STEP};

/// Where the rows are.
pub(crate) enum Store {
    Sqlite(PathBuf),
    Postgres(Database),
}

/// A kept message as its row has it.
#[derive(sqlx::FromRow)]
pub(crate) struct JobRow {
    pub(crate) message_id: String,
    pub(crate) has_ended: bool,
    pub(crate) outcome: String,
    pub(crate) ended_at: i64,
}

/// All that is open.
const OPEN: &str = "SELECT (SELECT count(*) FROM jobs WHERE state = 0)
                         + (SELECT count(*) FROM replies WHERE state = 0)";

impl Store {
    pub(crate) fn url(&self) -> String {
        match self {
            Self::Sqlite(file) => format!("sqlite://{}", file.display()),
            Self::Postgres(database) => database.url.clone(),
        }
    }

    /// Every kept message.
    pub(crate) async fn jobs(&self) -> Result<Vec<JobRow>> {
        let query = "SELECT message_id, state = 1 AS has_ended, coalesce(outcome, '') AS outcome,
                         coalesce(ended_at, 0) AS ended_at FROM jobs";
        Ok(match self {
            Self::Sqlite(_) => {
                let mut connection = self.sqlite().await?;
                let rows = sqlx::query_as(query).fetch_all(&mut connection).await?;
                connection.close().await?;
                rows
            }
            Self::Postgres(_) => {
                let mut connection = self.postgres().await?;
                let rows = sqlx::query_as(query).fetch_all(&mut connection).await?;
                connection.close().await?;
                rows
            }
        })
    }

    /// The message ids that a query finds.
    pub(crate) async fn ids(&self, query: &'static str) -> Result<Vec<String>> {
        Ok(match self {
            Self::Sqlite(_) => {
                let mut connection = self.sqlite().await?;
                let ids = sqlx::query_scalar(query).fetch_all(&mut connection).await?;
                connection.close().await?;
                ids
            }
            Self::Postgres(_) => {
                let mut connection = self.postgres().await?;
                let ids = sqlx::query_scalar(query).fetch_all(&mut connection).await?;
                connection.close().await?;
                ids
            }
        })
    }

    /// How many rows a query counts.
    pub(crate) async fn count(&self, query: &str) -> Result<i64> {
        let query = AssertSqlSafe(query.to_owned());
        Ok(match self {
            Self::Sqlite(_) => {
                let mut connection = self.sqlite().await?;
                let count = sqlx::query_scalar(query).fetch_one(&mut connection).await?;
                connection.close().await?;
                count
            }
            Self::Postgres(_) => {
                let mut connection = self.postgres().await?;
                let count = sqlx::query_scalar(query).fetch_one(&mut connection).await?;
                connection.close().await?;
                count
            }
        })
    }

    /// Changes rows past the bot.
    pub(crate) async fn run(&self, statement: &'static str) -> Result<()> {
        match self {
            Self::Sqlite(_) => {
                let mut connection = self.sqlite().await?;
                sqlx::query(statement).execute(&mut connection).await?;
                connection.close().await?;
            }
            Self::Postgres(_) => {
                let mut connection = self.postgres().await?;
                sqlx::query(statement).execute(&mut connection).await?;
                connection.close().await?;
            }
        }
        Ok(())
    }

    /// Waits until all that was kept has ended, answers too.
    pub(crate) async fn wait_until_idle(&self) -> Result<()> {
        let idle = async {
            loop {
                // It may be away for a moment.
                if matches!(self.count(OPEN).await, Ok(0)) {
                    return;
                }
                tokio::time::sleep(STEP).await;
            }
        };
        if tokio::time::timeout(PATIENCE, idle).await.is_err() {
            bail!("work is left: {} rows", self.count(OPEN).await?);
        }
        Ok(())
    }

    /// Whether SQLite finds its file sound; a server looks after itself.
    pub(crate) async fn check_integrity(&self) -> Result<()> {
        if let Self::Sqlite(_) = self {
            let mut connection = self.sqlite().await?;
            let found: String =
                sqlx::query_scalar("PRAGMA integrity_check").fetch_one(&mut connection).await?;
            connection.close().await?;
            ensure!(found == "ok", "integrity_check: {found}");
        }
        Ok(())
    }

    /// A connection to the file, for holding locks.
    pub(crate) async fn sqlite(&self) -> Result<SqliteConnection> {
        let Self::Sqlite(file) = self else {
            bail!("the store is no file");
        };
        let options = SqliteConnectOptions::new().filename(file);
        options.connect().await.context("the store can be opened")
    }

    async fn postgres(&self) -> Result<PgConnection> {
        PgConnection::connect(&self.url()).await.context("the database answers")
    }
}
