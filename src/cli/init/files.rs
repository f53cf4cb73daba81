//! The two files that `init` leaves: the settings, and the Client Secret beside them, readable by
//! their owner only. Each is there whole or not at all, and what was there before is kept.

use std::ffi::OsString;
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};
use secrecy::{ExposeSecret, SecretString};
use tempfile::NamedTempFile;

/// Nobody else reads a secret.
const SECRET_MODE: u32 = 0o600;

/// The settings hold none.
const SETTINGS_MODE: u32 = 0o644;

/// What the settings file says, in its order.
pub(super) type Lines = Vec<(&'static str, String)>;

/// Where the files are.
#[derive(Clone, Debug)]
pub(super) struct Files {
    pub settings: PathBuf,
    pub secret: PathBuf,
}

impl Files {
    /// The files for a settings file of this name: `dingnick.toml` and `dingnick.secret`.
    pub(super) fn of(settings: &Path) -> Self {
        let mut secret = settings.with_extension("secret");
        if secret == settings {
            secret = with_ending(settings, ".secret");
        }
        Self { settings: settings.to_owned(), secret }
    }

    /// Those that are there already.
    pub(super) fn present(&self) -> Vec<&Path> {
        let both = [self.settings.as_path(), &self.secret];
        both.into_iter().filter(|file| file.symlink_metadata().is_ok()).collect()
    }

    /// Whether they could be written, before anything is done for them.
    pub(super) fn check_folder(&self) -> anyhow::Result<()> {
        let folder = folder_of(&self.settings);
        for file in self.present() {
            ensure!(!file.is_dir(), "{} is a folder; name a file in it", file.display());
        }
        ensure!(folder.is_dir(), "there is no folder {}", folder.display());
        draft(folder, SECRET_MODE).with_context(|| cannot_write(folder))?;
        Ok(())
    }

    /// Writes both, the secret first: settings never name a secret that is not there.
    pub(super) fn write(&self, lines: &Lines, secret: &SecretString) -> anyhow::Result<()> {
        let secret = format!("{}\n", secret.expose_secret());
        put(&self.secret, secret.as_bytes(), SECRET_MODE)?;
        put(&self.settings, self.text(lines).as_bytes(), SETTINGS_MODE)
    }

    /// Copies what is there, and returns the names of the copies.
    pub(super) fn keep(&self) -> anyhow::Result<Vec<PathBuf>> {
        let present = self.present().into_iter();
        present.map(|file| keep(file).with_context(|| cannot_write(file))).collect()
    }

    /// The settings file, as it is written.
    fn text(&self, lines: &Lines) -> String {
        let secret = self.secret.file_name().unwrap_or_default().to_string_lossy();
        let mut text = String::from(
            "# Written by `dingnick init`. `dingnick config` shows every setting and its meaning.\n",
        );
        for (key, value) in lines {
            text.push_str(&line(key, value));
        }
        text.push_str("# The Client Secret stands in this file, beside this one.\n");
        text.push_str(&line("dingtalk_client_secret_file", &secret));
        text
    }
}

fn line(key: &str, value: &str) -> String {
    format!("{key} = {}\n", toml::Value::from(value))
}

/// Puts a file in its place at once.
fn put(path: &Path, text: &[u8], mode: u32) -> anyhow::Result<()> {
    let folder = folder_of(path);
    let write = || -> anyhow::Result<()> {
        let mut file = draft(folder, mode)?;
        file.write_all(text)?;
        file.as_file().sync_all()?;
        file.persist(path)?;
        Ok(std::fs::File::open(folder)?.sync_all()?)
    };
    write().with_context(|| cannot_write(path))
}

/// A copy of what is there, with its rights, under a name that is free.
fn keep(path: &Path) -> anyhow::Result<PathBuf> {
    let text = std::fs::read(path)?;
    let mode = std::fs::metadata(path)?.permissions().mode();
    let mut copy = draft(folder_of(path), mode & 0o777)?;
    copy.write_all(&text)?;
    copy.as_file().sync_all()?;
    let mut number = 1;
    loop {
        let ending = if number == 1 { ".old".to_owned() } else { format!(".old{number}") };
        let name = with_ending(path, &ending);
        match copy.persist_noclobber(&name) {
            Ok(_) => return Ok(name),
            Err(error) if error.error.kind() == std::io::ErrorKind::AlreadyExists => {
                (copy, number) = (error.file, number + 1);
            }
            Err(error) => return Err(error.error.into()),
        }
    }
}

/// A file that goes again unless it is put in a place.
fn draft(folder: &Path, mode: u32) -> std::io::Result<NamedTempFile> {
    let rights = std::fs::Permissions::from_mode(mode);
    tempfile::Builder::new().prefix(".dingnick-").permissions(rights).tempfile_in(folder)
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(ending);
    name.into()
}

fn cannot_write(path: &Path) -> String {
    format!("cannot write {}", path.display())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = std::fs::read_dir(folder).expect("the folder is there");
        let name = |entry: std::io::Result<std::fs::DirEntry>| {
            entry.expect("an entry").file_name().to_string_lossy().into_owned()
        };
        let mut names: Vec<String> = entries.map(name).collect();
        names.sort();
        names
    }

    #[test]
    fn what_was_there_is_kept_and_nothing_else_is_left() {
        let folder = tempfile::tempdir().expect("a folder");
        let files = Files::of(&folder.path().join("dingnick.toml"));
        files.check_folder().expect("it can be written");
        assert!(names(folder.path()).is_empty() && files.present().is_empty());
        let lines = vec![("dingtalk_region", "cn".to_owned())];
        for (secret, kept) in [("first", 0), ("second", 2), ("third", 2)] {
            assert_eq!(files.keep().expect("copied").len(), kept);
            files.write(&lines, &secret.to_owned().into()).expect("written");
        }
        let read = |name: &str| std::fs::read_to_string(folder.path().join(name)).expect("there");
        assert_eq!(
            names(folder.path()),
            [
                "dingnick.secret",
                "dingnick.secret.old",
                "dingnick.secret.old2",
                "dingnick.toml",
                "dingnick.toml.old",
                "dingnick.toml.old2",
            ]
        );
        assert_eq!(read("dingnick.secret"), "third\n");
        assert_eq!(read("dingnick.secret.old2"), "second\n");
        assert!(
            read("dingnick.toml").contains("dingtalk_client_secret_file = \"dingnick.secret\"")
        );
        for name in ["dingnick.secret", "dingnick.secret.old"] {
            let rights = std::fs::metadata(folder.path().join(name)).expect("there").permissions();
            assert_eq!(rights.mode() & 0o777, SECRET_MODE, "{name}");
        }
    }

    #[test]
    fn a_folder_that_is_not_there_is_told_before_anything_is_done() {
        let error = Files::of(Path::new("/nowhere/at/all.toml")).check_folder();
        assert_eq!(error.expect_err("no folder").to_string(), "there is no folder /nowhere/at");
        let error = Files::of(&std::env::temp_dir()).check_folder();
        assert!(error.expect_err("a folder").to_string().contains("is a folder"));
        let odd = Files::of(Path::new("bot.secret"));
        assert_eq!(odd.secret, Path::new("bot.secret.secret"), "not the same file twice");
    }
}
