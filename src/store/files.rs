//! The files of a store: which one a URL names, what lies beside it, and when it was last copied.

use std::path::{Path, PathBuf};

use super::error::StoreError;
use super::sqlite_words;
use super::url::Address;
use crate::domain::Timestamp;

/// Whether a store that is not there yet could be made in this file, with the folders that are
/// missing before it. Nothing of it is made.
///
/// # Errors
/// What stands in the way.
pub fn can_be_made(file: &Path) -> Result<(), StoreError> {
    let there = file.ancestors().skip(1).find(|folder| folder.exists());
    let there = there.filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let made = tempfile::tempfile_in(there);
    made.map(|_| ()).map_err(|error| sqlite_words::folder_error(there, error))
}

/// The first bytes of every SQLite file.
pub(super) const SQLITE_MAGIC: &[u8; 16] = b"SQLite format 3\0";

/// The file that a URL names, unless the store is in memory or a server's.
///
/// # Errors
/// When the URL is of no kind we know.
pub fn file_of(url: &str) -> Result<Option<PathBuf>, StoreError> {
    match Address::parse(url, None) {
        Ok(Address::Sqlite(address)) => Ok(address.path),
        Ok(Address::Postgres(_)) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Other stores beside a file that is not there yet: whoever mistypes its name finds an empty one.
#[must_use]
pub fn neighbours(file: &Path) -> Vec<PathBuf> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
    let entries = std::fs::read_dir(folder.unwrap_or(Path::new("."))).into_iter().flatten();
    let paths = entries.flatten().map(|entry| entry.path());
    let mut stores: Vec<PathBuf> = paths.filter(|path| path != file && is_store(path)).collect();
    stores.sort();
    stores
}

fn is_store(path: &Path) -> bool {
    let mut start = [0; SQLITE_MAGIC.len()];
    let read = std::fs::File::open(path)
        .and_then(|mut file| std::io::Read::read_exact(&mut file, &mut start));
    read.is_ok() && &start == SQLITE_MAGIC
}

/// The file whose age is that of the last copy of a store.
fn copy_mark(store: &Path) -> PathBuf {
    with_suffix(store, ".copied")
}

/// The file beside another that has its name and something after it.
pub(super) fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

/// Notes that the store in this file was copied now. A note that cannot be made is no reason to
/// call the copy bad.
pub(super) fn note_copy(store: &Path) {
    let _ = std::fs::write(copy_mark(store), "");
}

/// When a store was last copied by `dingnick backup`, as far as that is known.
#[must_use]
pub fn copied_at(store: &Path) -> Option<Timestamp> {
    let changed = std::fs::metadata(copy_mark(store)).ok()?.modified().ok()?;
    let since = changed.duration_since(std::time::UNIX_EPOCH).ok()?;
    i64::try_from(since.as_millis()).ok().map(Timestamp)
}
