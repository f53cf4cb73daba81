//! What SQLite and the system say when a file cannot be opened, in words that say what to do: what,
//! where, and as which user.

use std::error::Error;
use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use rustix::process::geteuid;
use sqlx::migrate::MigrateError;

use super::error::{DatabaseError, StoreError};
use super::trouble::Trouble;

/// A store that cannot be opened.
pub(super) fn open_error(place: &str, path: Option<&Path>, source: DatabaseError) -> StoreError {
    match path.and_then(|path| trouble(&source, path)) {
        Some(trouble) => StoreError::File { place: place.to_owned(), trouble },
        None => StoreError::Open { place: place.to_owned(), source },
    }
}

/// One whose tables cannot be brought up to date.
pub(super) fn migrate_error(place: &str, path: Option<&Path>, source: MigrateError) -> StoreError {
    match path.and_then(|path| trouble(&source, path)) {
        Some(trouble) => StoreError::File { place: place.to_owned(), trouble },
        None => StoreError::Migrate { place: place.to_owned(), source },
    }
}

/// A folder or file that cannot be made.
pub(super) fn folder_error(path: &Path, source: io::Error) -> StoreError {
    let place = path.display().to_string();
    match of_kind(source.kind(), path) {
        Some(trouble) => StoreError::File { place, trouble },
        None => StoreError::Folder { place, source },
    }
}

/// What an error says of the file at `path`.
fn trouble(error: &(dyn Error + 'static), path: &Path) -> Option<Trouble> {
    let of_sqlite = |error: &DatabaseError| match error {
        DatabaseError::Sqlite(error) => Some(error.sqlite_error()?.extended_code),
        _ => None,
    };
    match error.downcast_ref().and_then(of_sqlite) {
        Some(code) => of_code(code, path),
        None => trouble(error.source()?, path),
    }
}

/// The same by SQLite's code, of which the lowest byte is what went wrong and the others where.
fn of_code(code: i32, path: &Path) -> Option<Trouble> {
    match code & 0xFF {
        5 | 6 => Some(Trouble::Locked { path: path.display().to_string() }),
        8 => Some(in_the_way(path).unwrap_or(Trouble::ReadOnly)),
        11 => Some(Trouble::Damaged),
        13 => Some(Trouble::Full),
        14 => in_the_way(path),
        26 => Some(Trouble::NoDatabase),
        _ => None,
    }
}

/// Looks for what keeps a file from being opened and written, and others beside it from being made:
/// SQLite has its log there.
fn in_the_way(path: &Path) -> Option<Trouble> {
    if let Err(error) = OpenOptions::new().read(true).write(true).open(path)
        && error.kind() != ErrorKind::NotFound
    {
        return of_kind(error.kind(), path);
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let beside = folder.unwrap_or(Path::new(".")).join(format!(".dingnick-{}", std::process::id()));
    match OpenOptions::new().write(true).create(true).truncate(true).open(&beside) {
        Ok(_) => {
            // An empty file that stays is no harm.
            let _ = fs::remove_file(&beside);
            (!path.exists()).then_some(Trouble::Missing)
        }
        Err(error) => of_kind(error.kind(), &beside),
    }
}

/// The same by what the system says.
fn of_kind(kind: ErrorKind, path: &Path) -> Option<Trouble> {
    match kind {
        ErrorKind::IsADirectory => Some(Trouble::IsFolder { path: path.display().to_string() }),
        // A folder is made where it is missing, and a file is there.
        ErrorKind::NotADirectory | ErrorKind::AlreadyExists => Some(Trouble::NoFolder),
        ErrorKind::ReadOnlyFilesystem => Some(Trouble::ReadOnly),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Some(Trouble::Full),
        ErrorKind::PermissionDenied => denied(path),
        _ => None,
    }
}

/// Whose the file is, or else the first folder above it that is there.
fn denied(path: &Path) -> Option<Trouble> {
    let path = path.ancestors().find(|path| fs::metadata(path).is_ok())?;
    let path = if path.as_os_str().is_empty() { PathBuf::from(".") } else { path.to_owned() };
    let metadata = fs::metadata(&path).ok()?;
    Some(Trouble::Denied {
        path: path.display().to_string(),
        owner: metadata.uid(),
        mode: format!("{:03o}", metadata.mode() & 0o7777),
        user: geteuid().as_raw(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_sqlite_are_told_in_words_whatever_is_in_their_upper_bytes() {
        let folder = tempfile::tempdir().expect("a folder");
        let (file, folder) = (folder.path().join("store.db"), folder.path());
        for (code, path, words) in [
            (14, folder, "that is a folder; DATABASE_URL must name a file in it"),
            (14, &file, "there is no such file"),
            (14 | 2 << 8, folder, "that is a folder"),
            (8, &file, "there is no such file"),
            (13, &file, "the disk is full"),
            (5, &file, "another program holds its lock"),
            (6 | 1 << 8, &file, "another program holds its lock"),
            (11, &file, "damaged"),
            (26, &file, "no SQLite database"),
        ] {
            let trouble = of_code(code, path).map(|trouble| trouble.to_string());
            assert!(trouble.as_ref().is_some_and(|it| it.contains(words)), "{code}: {trouble:?}");
        }
        fs::write(&file, "").expect("it is written");
        assert_eq!(of_code(8, &file), Some(Trouble::ReadOnly));
        assert_eq!(of_code(1, &file), None, "an error of ours");
    }
}
