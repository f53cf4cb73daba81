//! Bringing the tables of a SQLite file up to date. What was applied stands in `_sqlx_migrations`,
//! as sqlx writes it, which earlier versions had do this.

use rusqlite::Connection;
use sqlx::migrate::{MigrateError, Migration, Migrator};

use super::connect::is_busy;
use crate::fail_point;
use crate::store::error::DatabaseError;

static MIGRATIONS: Migrator = sqlx::migrate!("src/store/migrations/sqlite");

const TABLE: &str = "CREATE TABLE IF NOT EXISTS _sqlx_migrations (
         version BIGINT PRIMARY KEY,
         description TEXT NOT NULL,
         installed_on TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
         success BOOLEAN NOT NULL,
         checksum BLOB NOT NULL,
         execution_time BIGINT NOT NULL
     )";

/// Brings the tables up to date. Another process may be at it too, a command of the shell for one:
/// who finds it at one waits for it, a while for each, and goes on from there.
pub(super) fn migrate(connection: &mut Connection) -> Result<(), MigrateError> {
    if fail_point::COMPILED_IN {
        let at_commit = || {
            fail_point::reach("C10-commit");
            false
        };
        connection.commit_hook(Some(at_commit)).map_err(source)?;
    }
    let mut waits = MIGRATIONS.iter().count();
    let migrated = loop {
        match all(connection) {
            Err(Failure::Sqlite(error)) if is_busy(&error) && waits > 0 => waits -= 1,
            migrated => break migrated,
        }
    };
    connection.commit_hook(None::<fn() -> bool>).map_err(source)?;
    migrated.map_err(|failure| match failure {
        Failure::Sqlite(error) => source(error),
        Failure::Refused(error) => error,
    })
}

enum Failure {
    Sqlite(rusqlite::Error),
    Refused(MigrateError),
}

impl From<rusqlite::Error> for Failure {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sqlite(error)
    }
}

fn source(error: rusqlite::Error) -> MigrateError {
    MigrateError::Source(Box::new(DatabaseError::Sqlite(error)))
}

fn all(connection: &mut Connection) -> Result<(), Failure> {
    // Only where it is missing: a store that is up to date is not written.
    if !connection.table_exists(None, "_sqlx_migrations")? {
        connection.execute_batch(TABLE)?;
    }
    look(connection)?;
    for migration in MIGRATIONS.iter() {
        match applied(connection, migration)? {
            Some(checksum) if checksum != *migration.checksum => {
                return Err(Failure::Refused(MigrateError::VersionMismatch(migration.version)));
            }
            Some(_) => {}
            None => apply(connection, migration)?,
        }
    }
    Ok(())
}

/// Refuses tables that a newer version made, or that a migration left half made.
fn look(connection: &Connection) -> Result<(), Failure> {
    let mut statement =
        connection.prepare("SELECT version, success FROM _sqlx_migrations ORDER BY version")?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    for row in rows {
        let (version, success): (i64, bool) = row?;
        if !success {
            return Err(Failure::Refused(MigrateError::Dirty(version)));
        }
        if !MIGRATIONS.version_exists(version) {
            return Err(Failure::Refused(MigrateError::VersionMissing(version)));
        }
    }
    Ok(())
}

fn applied(connection: &Connection, migration: &Migration) -> rusqlite::Result<Option<Vec<u8>>> {
    let mut statement =
        connection.prepare_cached("SELECT checksum FROM _sqlx_migrations WHERE version = ?1")?;
    let mut rows = statement.query([migration.version])?;
    rows.next()?.map(|row| row.get(0)).transpose()
}

/// Applies a migration, unless another process just did.
fn apply(connection: &mut Connection, migration: &Migration) -> Result<(), Failure> {
    let transaction =
        connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    if applied(&transaction, migration)?.is_none() {
        transaction.execute_batch(migration.sql.as_str())?;
        transaction.execute(
            "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
             VALUES (?1, ?2, TRUE, ?3, -1)",
            (migration.version, &migration.description, &migration.checksum),
        )?;
    }
    Ok(transaction.commit()?)
}
