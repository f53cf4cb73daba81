//! What cannot be opened says so, and says where without the password.

use std::io::Write;

use dingnick::store::{self, StoreError, UrlError};
use futures_util::future::join_all;
use sqlx::{Connection, SqliteConnection};

use super::{on_each, on_postgres, scope};
use crate::postgres;

#[test]
fn whether_postgresql_was_tested_is_said() {
    if postgres::server().is_none() {
        // Not through the harness, which shows nothing of a test that passes.
        let said = "NOT RUN: the store on PostgreSQL was not tested; TEST_DATABASE_URL is not set";
        writeln!(std::io::stderr(), "{said} (see scripts/with-postgres)").expect("it is said");
    }
}

#[tokio::test]
async fn a_store_of_an_unknown_kind_is_refused_without_its_password() {
    let error = store::open("mysql://user:password@host/db").await.expect_err("unknown");
    assert!(matches!(&error, StoreError::Url(UrlError::Scheme { scheme }) if scheme == "mysql"));
    assert!(!error.to_string().contains("password"));
}

#[tokio::test]
async fn a_store_that_cannot_be_made_says_where() {
    let error = store::open("sqlite:///proc/nowhere/store.db").await.expect_err("cannot be made");
    assert!(error.to_string().contains("/proc/nowhere"), "{error}");
}

#[tokio::test]
async fn a_database_that_cannot_be_reached_is_named_without_its_password() {
    let url = "postgres://user:password@127.0.0.1:1/canary";
    let error = store::open(url).await.expect_err("nobody is there");
    let chain = format!("{:#}", anyhow::Error::new(error));
    assert!(chain.contains("cannot open store at postgres://user@127.0.0.1:1"), "{chain}");
    assert!(!chain.contains("password") && !chain.contains("canary"), "{chain}");
    let error = store::open("postgresql://user:canary@:x/db").await.expect_err("no URL");
    assert!(!format!("{:#}", anyhow::Error::new(error)).contains("canary"));
}

#[tokio::test]
async fn the_url_says_whether_the_connection_is_secret() {
    on_postgres(async |url| {
        let url = format!("{url}?sslmode=require");
        let error = store::open(&url).await.expect_err("the test's server has no certificate");
        let chain = format!("{:#}", anyhow::Error::new(error));
        assert!(chain.to_lowercase().contains("tls"), "{chain}");
    })
    .await;
}

#[tokio::test]
async fn a_store_says_whether_it_can_be_written() {
    on_each(async |store| {
        store.store().ping().await.expect("it can");
        store.store().ping().await.expect("and again");
    })
    .await;
    let folder = tempfile::tempdir().expect("a folder");
    let url = format!("sqlite://{}", folder.path().join("store.db").display());
    let store = scope(&url).await;
    let mut other = SqliteConnection::connect(&url).await.expect("the store can be had");
    sqlx::query("BEGIN IMMEDIATE").execute(&mut other).await.expect("the lock is free");
    store.store().ping().await.expect_err("somebody else writes");
    drop(other);
    store.store().ping().await.expect("it can be written again");
}

/// Each of them gives a new file its log, and SQLite lets nobody wait for that.
#[tokio::test]
async fn those_who_make_a_file_at_the_same_moment_wait_for_one_another() {
    for _ in 0..40 {
        let folder = tempfile::tempdir().expect("a folder");
        let url = format!("sqlite://{}", folder.path().join("store.db").display());
        let stores = join_all((0..4).map(|_| store::open(&url))).await;
        for store in stores {
            store.expect("it opens").close().await;
        }
    }
}
