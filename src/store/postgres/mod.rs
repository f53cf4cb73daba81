//! The store in a PostgreSQL database, from which several instances may work together.
//!
//! Every connection is told `synchronous_commit=on`, unless the server asks for more
//! (`remote_apply`), and a server with `fsync=off` is refused. `statement_timeout` stays off: it
//! would end the wait for a synchronous standby and call that a success.

mod calls;
mod follow_ups;
mod groups;
mod jobs;
mod ledger;
mod listener;
mod people;
mod plans;
mod replies;
mod requests;
mod rules;

use std::borrow::Cow;
use std::time::Duration;

use async_trait::async_trait;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{ConnectOptions, Connection, PgConnection, PgPool};

use super::error::NotDurable;
use super::keeper::Keeper;
use super::url::postgres_place;
use super::{Hold, Store, StoreError};
use crate::domain::RobotCode;
use listener::Listener;

/// How long a connection may take, or the wait for one; as long as a callback waits.
const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(2);

/// How many connections the work uses. Keeping has one of its own, and listening another: ten
/// instances fit into the hundred that PostgreSQL has when nobody asks for more.
const CONNECTIONS: u32 = 5;

/// Where instances tell each other that there is something to do.
const CHANNEL: &str = "dingnick_jobs";

/// A store in a database.
#[derive(Debug)]
pub(super) struct Postgres {
    pool: PgPool,
    keeping: PgPool,
    keeper: Keeper,
    listener: Listener,
}

impl Postgres {
    pub(super) async fn open(options: PgConnectOptions) -> Result<Self, StoreError> {
        let options = match options.get_application_name() {
            None => options.application_name("dingnick"),
            Some(_) => options,
        };
        let place = postgres_place(&options);
        let open_error = |source| StoreError::Open { place: place.clone(), source };
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
        let inserter = jobs::Inserter { pool: keeping.clone(), instance: instance.clone() };
        let listener = Listener::new(options, instance);
        Ok(Self { pool, keeping, keeper: Keeper::start(inserter), listener })
    }
}

#[async_trait]
impl Store for Postgres {
    fn hold(&self) -> Result<Hold, StoreError> {
        Ok(Hold(None))
    }

    async fn changed(&self) {
        self.listener.changed().await;
    }

    async fn ping(&self) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO pulse (id, at) VALUES (1, extract(epoch FROM now()))
             ON CONFLICT (id) DO UPDATE SET at = excluded.at",
        )
        .execute(&self.pool)
        .await?;
        Ok(())
    }

    /// By the server's clock, since the instances' own may differ. Should that be set back, what
    /// was reserved far ahead of it does not hold.
    async fn reserve_call(
        &self,
        robot_code: &RobotCode,
        api: &'static str,
        spacing: Duration,
        longest: Duration,
    ) -> Result<Option<Duration>, StoreError> {
        let millis = |duration: Duration| i64::try_from(duration.as_millis()).unwrap_or(i64::MAX);
        let wait: Option<i64> = sqlx::query_scalar(
            "WITH clock AS MATERIALIZED (
                 SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint AS now),
             slot AS (
                 INSERT INTO call_slots AS slot (robot_code, api, next_at)
                 SELECT $1, $2, now + $3 FROM clock
                 ON CONFLICT (robot_code, api) DO UPDATE
                 SET next_at = $3 + CASE
                     WHEN slot.next_at > excluded.next_at + 60000 THEN excluded.next_at - $3
                     ELSE greatest(slot.next_at, excluded.next_at - $3) END
                 WHERE slot.next_at <= excluded.next_at - $3 + $4
                    OR slot.next_at > excluded.next_at + 60000
                 RETURNING next_at)
             SELECT greatest(slot.next_at - $3 - clock.now, 0) FROM slot, clock",
        )
        .bind(robot_code.as_str())
        .bind(api)
        .bind(millis(spacing))
        .bind(millis(longest))
        .fetch_optional(&self.pool)
        .await?;
        Ok(wait.map(|wait| Duration::from_millis(u64::try_from(wait).unwrap_or(0))))
    }

    async fn close(&self) {
        self.listener.close();
        self.keeper.close().await;
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

/// A text as PostgreSQL takes it: all but the character 0, which it knows no way to keep. One
/// message that has it must not take those down that share its transaction.
fn text(text: &str) -> Cow<'_, str> {
    if text.contains('\0') {
        Cow::Owned(text.replace('\0', "\u{fffd}"))
    } else {
        Cow::Borrowed(text)
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

    #[test]
    fn the_character_0_is_replaced() {
        assert_eq!(text("a\0b"), "a\u{fffd}b");
        assert!(matches!(text("三班"), Cow::Borrowed("三班")));
    }
}
