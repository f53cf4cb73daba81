//! Trouble with a store's file, in words that say what to do.

/// What stands in the way of a store's file.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    /// The path is that of a folder.
    #[error("that is a folder; DATABASE_URL must name a file in it, as {path}/dingnick.db")]
    IsFolder {
        /// The path.
        path: String,
    },
    /// A part of the path is no folder.
    #[error("a part of the path is a file, and no folder")]
    NoFolder,
    /// There is no such file, and none is to be made.
    #[error("there is no such file")]
    Missing,
    /// It belongs to somebody else.
    #[error(
        "{path} belongs to user {owner} (mode {mode}), and dingnick runs as user {user}, who cannot write there: `chown -R {user} {path}` gives it to dingnick, or run dingnick as user {owner}"
    )]
    Denied {
        /// The file or folder that cannot be written.
        path: String,
        /// Whose it is.
        owner: u32,
        /// What may be done with it, as `chmod` writes it.
        mode: String,
        /// As whom we run.
        user: u32,
    },
    /// The disk cannot be written.
    #[error(
        "it can be read and not written: its file system is mounted read-only, or the URL says mode=ro or immutable; mount a volume that can be written, or name another place in DATABASE_URL"
    )]
    ReadOnly,
    /// There is no room.
    #[error("the disk is full; what was kept is still there: make room, and start dingnick again")]
    Full,
    /// Another program holds its lock.
    #[error(
        "another program holds its lock: end it, or wait for it; `fuser {path}` shows which it is"
    )]
    Locked {
        /// The path.
        path: String,
    },
    /// It is something else.
    #[error(
        "that file is no SQLite database; name another in DATABASE_URL, one that need not be there yet"
    )]
    NoDatabase,
    /// It is broken.
    #[error("the file is damaged; put a copy that `dingnick backup` made in its place")]
    Damaged,
}
