//! Stores as earlier versions left them. A version is that of the newest migration it has; what it
//! wrote and what it runs is in `fixtures/store`, for each database by itself.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use sqlx::migrate::Migrator;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode};
use sqlx::{ConnectOptions, Connection};

use super::on_postgres;
use crate::postgres;

/// The databases, as the folders of their migrations and fixtures are called.
pub(super) const BACKENDS: [&str; 2] = ["sqlite", "postgres"];

/// A database at one of its versions.
#[derive(Debug)]
pub(super) struct Version {
    pub(super) backend: &'static str,
    pub(super) number: i64,
}

impl Version {
    /// All versions of a database, the newest last.
    pub(super) fn all_of(backend: &'static str) -> Vec<Self> {
        let entries = std::fs::read_dir(migrations(backend)).expect("the migrations are there");
        let numbers = entries.map(|entry| {
            let name = entry.expect("an entry").file_name().into_string().expect("UTF-8");
            let number = name.split('_').next().expect("a first part");
            number.parse().unwrap_or_else(|_| panic!("{name} has no number"))
        });
        let numbers: BTreeSet<i64> = numbers.collect();
        numbers.into_iter().map(|number| Self { backend, number }).collect()
    }

    /// The rows that it left; of the newest version there need not be any yet.
    pub(super) fn rows(&self) -> Option<String> {
        self.fixture("")
    }

    /// The statements that it runs, each with the number of rows that it returns or changes.
    pub(super) fn statements(&self) -> Option<Vec<(u64, String)>> {
        let text = self.fixture("-statements")?;
        let statements = text.split("\n\n").map(|paragraph| {
            let (comments, statement): (Vec<&str>, Vec<&str>) =
                paragraph.lines().partition(|line| line.starts_with("--"));
            let rows = comments.first().and_then(|line| line[2..].trim().split_once(": "));
            (rows.and_then(|(rows, _)| rows.parse().ok()), statement.join("\n"))
        });
        let is_statement = |(_, statement): &(Option<u64>, String)| !statement.is_empty();
        let counted = statements.filter(is_statement).map(|(rows, statement)| {
            (rows.unwrap_or_else(|| panic!("how many rows? {statement}")), statement)
        });
        Some(counted.collect())
    }

    /// Brings an empty database to this version.
    pub(super) async fn set_up(&self, url: &str) {
        let migrator = Migrator::new(migrations(self.backend)).await.expect("good migrations");
        let migrated = if postgres::is_sqlite(url) {
            let options = SqliteConnectOptions::from_str(url).expect("a URL");
            let options = options.create_if_missing(true).journal_mode(SqliteJournalMode::Wal);
            let mut connection = options.connect().await.expect("a new store");
            let migrated = migrator.run_to(self.number, &mut connection).await;
            connection.close().await.expect("it closes");
            migrated
        } else {
            let mut connection = postgres::connect(url).await;
            migrator.run_to(self.number, &mut connection).await
        };
        migrated.unwrap_or_else(|error| panic!("{self:?}: {error}"));
    }

    fn fixture(&self, what: &str) -> Option<String> {
        let Self { backend, number } = self;
        let name = format!("fixtures/store/{backend}/{number:04}{what}.sql");
        std::fs::read_to_string(root().join(name)).ok()
    }
}

/// Runs a case on an empty database of each kind, for each version that has left rows.
pub(super) async fn on_each_version<F: AsyncFn(&Version, &str)>(case: F) {
    for version in BACKENDS.into_iter().flat_map(Version::all_of) {
        if version.rows().is_none() {
            continue;
        }
        match version.backend {
            "sqlite" => {
                let folder = tempfile::tempdir().expect("a folder");
                let url = format!("sqlite://{}", folder.path().join("store.db").display());
                case(&version, &url).await;
            }
            _ => on_postgres(async |url| case(&version, url).await).await,
        }
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn migrations(backend: &str) -> PathBuf {
    root().join("src/store/migrations").join(backend)
}
