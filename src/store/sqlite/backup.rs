//! A copy of the file while the bot works from it.

use std::fs::File;
use std::path::Path;

use sqlx::ConnectOptions;

use super::{BUSY_TIMEOUT, make_private};
use crate::store::url::SqliteAddress;
use crate::store::{StoreError, sqlite_words};

/// Copies the store at `url` into a new file, as it was at one moment, synced to the disk.
pub(in crate::store) async fn backup(
    address: SqliteAddress,
    file: &Path,
) -> Result<(), StoreError> {
    let (place, SqliteAddress { options, path }) = (address.place(), address);
    let open_error = |source| sqlite_words::open_error(&place, path.as_deref(), source);
    // Not made if it is missing: an empty copy would look like a good one.
    let options = options.create_if_missing(false).busy_timeout(BUSY_TIMEOUT);
    let mut connection = options.connect().await.map_err(open_error)?;
    let file_error = |source| StoreError::Folder { place: file.display().to_string(), source };
    // A link that leads nowhere is there, too: the copy would be written to where it points.
    if file.symlink_metadata().is_ok() {
        return Err(file_error(std::io::ErrorKind::AlreadyExists.into()));
    }
    make_private(file)?;
    sqlx::query("VACUUM INTO ?1").bind(file.display().to_string()).execute(&mut connection).await?;
    File::open(file).and_then(|file| file.sync_all()).map_err(file_error)
}
