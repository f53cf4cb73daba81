//! A copy of the file while the bot works from it.

use std::fs::File;
use std::path::Path;

use rusqlite::OpenFlags;

use super::connect::open;
use super::create_private;
use crate::store::url::SqliteAddress;
use crate::store::{StoreError, sqlite_words};

/// Copies the store at `url` into a new file, as it was at one moment, synced to the disk.
/// It blocks.
pub(in crate::store) fn backup(address: &SqliteAddress, file: &Path) -> Result<(), StoreError> {
    // Not made if it is missing: an empty copy would look like a good one.
    let store_error =
        |source| sqlite_words::open_error(&address.place(), address.path.as_deref(), source);
    let connection = open(address, OpenFlags::empty()).map_err(store_error)?;
    let file_error = |source| StoreError::Folder { place: file.display().to_string(), source };
    // Whether it is a store shows only when something in it is asked for.
    let first = connection.query_row("PRAGMA schema_version", [], |_| Ok(()));
    first.map_err(|source| store_error(source.into()))?;
    // Not where a link points, either, which need not lead anywhere to be there.
    create_private(file).map_err(file_error)?;
    connection.execute("VACUUM INTO ?1", [file.display().to_string()])?;
    File::open(file).and_then(|file| file.sync_all()).map_err(file_error)
}
