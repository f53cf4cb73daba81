//! A copy of the file while the bot works from it.

use std::fs::File;
use std::path::Path;
use std::str::FromStr;

use sqlx::ConnectOptions;
use sqlx::sqlite::SqliteConnectOptions;

use super::{BUSY_TIMEOUT, make_private, place_of};
use crate::store::StoreError;

/// Copies the store at `url` into a new file, as it was at one moment, synced to the disk.
pub(in crate::store) async fn backup(url: &str, file: &Path) -> Result<(), StoreError> {
    let open_error = |source| StoreError::Open { place: place_of(url), source };
    // Not made if it is missing: an empty copy would look like a good one.
    let options = SqliteConnectOptions::from_str(url).map_err(open_error)?;
    let options = options.create_if_missing(false).busy_timeout(BUSY_TIMEOUT);
    let mut connection = options.connect().await.map_err(open_error)?;
    let file_error = |source| StoreError::Folder { place: file.display().to_string(), source };
    if file.exists() {
        return Err(file_error(std::io::ErrorKind::AlreadyExists.into()));
    }
    make_private(file)?;
    sqlx::query("VACUUM INTO ?1").bind(file.display().to_string()).execute(&mut connection).await?;
    File::open(file).and_then(|file| file.sync_all()).map_err(file_error)
}
