//! The store in a PostgreSQL database, from which several instances may work together.
//!
//! Every connection is told `synchronous_commit=on`, unless the server asks for more
//! (`remote_apply`), and a server with `fsync=off` is refused. `statement_timeout` stays off: it
//! would end the wait for a synchronous standby and call that a success.

mod insert;
mod listener;

use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{ConnectOptions, Connection, PgConnection, PgPool};

use super::error::NotDurable;
use super::error::StoreError;
use super::url::postgres_place;
use insert::Inserter;
use listener::Listener;

/// How long a connection may take, or the wait for one; as long as a callback waits.
const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(2);

/// How many connections the work uses. Keeping has one of its own, and listening another: ten
/// instances fit into the hundred that PostgreSQL has when nobody asks for more.
const CONNECTIONS: u32 = 5;

/// Where instances tell each other that there is something to do.
pub(super) const CHANNEL: &str = "dingnick_jobs";

/// A store in a database.
#[derive(Debug)]
pub(super) struct Postgres {
    pub(super) pool: PgPool,
    keeping: PgPool,
    pub(super) listener: Listener,
}

impl Postgres {
    /// Opens it, and what keeps messages in it.
    pub(super) async fn open(
        options: PgConnectOptions,
        statements: Arc<AtomicU64>,
    ) -> Result<(Self, Inserter), StoreError> {
        let options = match options.get_application_name() {
            None => options.application_name("dingnick"),
            Some(_) => options,
        };
        let place = postgres_place(&options);
        let open_error =
            |source: sqlx::Error| StoreError::Open { place: place.clone(), source: source.into() };
        // A connection apart: a pool would hide what is wrong behind a timeout, and who waits for
        // another instance's migration may wait longer than `lock_timeout`.
        let connect = tokio::time::timeout(ACQUIRE_TIMEOUT * 2, options.connect()).await;
        let mut connection =
            connect.unwrap_or(Err(sqlx::Error::PoolTimedOut)).map_err(open_error)?;
        check(&mut connection).await.map_err(open_error)?;
        sqlx::migrate!("src/store/migrations/postgres")
            .run(&mut connection)
            .await
            .map_err(|source| StoreError::Migrate { place: place.clone(), source })?;
        connection.close().await.map_err(open_error)?;
        let connect = |connections| pool(connections).connect_with(options.clone());
        let pool = connect(CONNECTIONS).await.map_err(open_error)?;
        let keeping = connect(1).await.map_err(open_error)?;
        let instance = uuid::Uuid::new_v4().to_string();
        let inserter = Inserter { pool: keeping.clone(), instance: instance.clone(), statements };
        let listener = Listener::new(options, instance);
        Ok((Self { pool, keeping, listener }, inserter))
    }

    pub(super) async fn close(&self) {
        self.keeping.close().await;
        self.pool.close().await;
    }
}

fn pool(connections: u32) -> PgPoolOptions {
    PgPoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(ACQUIRE_TIMEOUT)
        .after_connect(|connection, _| Box::pin(async move { prepare(connection).await }))
}

/// Makes a connection of ours: durable, and never waiting for long. An instance that vanished in
/// the middle of a claim must not hold up the others.
async fn prepare(connection: &mut PgConnection) -> Result<(), sqlx::Error> {
    check(connection).await?;
    sqlx::query(
        "SELECT set_config('lock_timeout', '1500ms', false),
             set_config('idle_in_transaction_session_timeout', '5s', false)",
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Whether what this connection commits is on the disk; what can be set is set.
async fn check(connection: &mut PgConnection) -> Result<(), sqlx::Error> {
    let (synchronous_commit, fsync): (String, Option<String>) = sqlx::query_as(
        "SELECT set_config('synchronous_commit', CASE current_setting('synchronous_commit')
                 WHEN 'remote_apply' THEN 'remote_apply' ELSE 'on' END, false),
             current_setting('fsync', true)",
    )
    .fetch_one(connection)
    .await?;
    durable(synchronous_commit, fsync)?;
    Ok(())
}

/// `local` and `remote_write` are weaker than `on` where there is a standby. A server that does
/// not say what it does with `fsync` is trusted.
fn durable(synchronous_commit: String, fsync: Option<String>) -> Result<(), NotDurable> {
    if !matches!(synchronous_commit.as_str(), "on" | "remote_apply") {
        let setting = "synchronous_commit";
        return Err(NotDurable { setting, found: synchronous_commit, wanted: "on" });
    }
    match fsync {
        Some(found) if found != "on" => Err(NotDurable { setting: "fsync", found, wanted: "on" }),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_survives_a_crash_is_durable() {
        let fsync = |value: &str| Some(value.to_owned());
        for (synchronous_commit, fsync, wanted) in [
            ("on", fsync("on"), None),
            ("remote_apply", fsync("on"), None),
            ("on", None, None),
            ("on", fsync("off"), Some("fsync is off")),
            ("off", fsync("on"), Some("synchronous_commit is off")),
            ("local", fsync("on"), Some("synchronous_commit is local")),
            ("remote_write", fsync("on"), Some("synchronous_commit is remote_write")),
        ] {
            let found = durable(synchronous_commit.to_owned(), fsync).err();
            let found = found.map(|error| error.to_string());
            match (&found, wanted) {
                (None, None) => {}
                (Some(found), Some(wanted)) if found.contains(wanted) => {}
                _ => panic!("{synchronous_commit}: {found:?}"),
            }
        }
    }
}
