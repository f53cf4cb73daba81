//! The record that `recorder.c` makes, and a disk on which it happens again: what was synced is
//! there for good, and of the rest a power cut leaves what it likes.

use std::collections::BTreeMap;
use std::fs;
use std::ops::Range;
use std::path::Path;

use anyhow::{Context, Result, bail};

/// What a disk writes at once, or not at all.
const SECTOR: usize = 512;

/// One thing that was done to a file.
pub(crate) struct Event {
    file: String,
    what: What,
}

#[derive(Clone)]
enum What {
    Write { offset: usize, bytes: Vec<u8> },
    Truncate { length: usize },
    Sync,
    Remove,
}

impl Event {
    /// The text that was written to that file, if this is about it.
    pub(crate) fn written_to(&self, file: &str) -> Option<&str> {
        match &self.what {
            What::Write { bytes, .. } if self.file == file => std::str::from_utf8(bytes).ok(),
            _ => None,
        }
    }
}

/// All that was done, in its order.
pub(crate) struct Record(Vec<Event>);

impl Record {
    pub(crate) fn parse(mut bytes: &[u8]) -> Result<Self> {
        let mut events = Vec::new();
        while !bytes.is_empty() {
            let end = bytes.iter().position(|byte| *byte == b'\n').context("a line")?;
            let words: Vec<&str> = std::str::from_utf8(&bytes[..end])?.split(' ').collect();
            bytes = &bytes[end + 1..];
            let (file, what) = match words[..] {
                ["W", file, offset, length] => {
                    let (now, rest) =
                        bytes.split_at_checked(length.parse()?).context("it is cut short")?;
                    bytes = rest;
                    (file, What::Write { offset: offset.parse()?, bytes: now.to_vec() })
                }
                ["T", file, length] => (file, What::Truncate { length: length.parse()? }),
                ["S", file] => (file, What::Sync),
                ["U", file] => (file, What::Remove),
                _ => bail!("a line that nobody wrote: {words:?}"),
            };
            events.push(Event { file: file.to_owned(), what });
        }
        Ok(Self(events))
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    pub(crate) fn events(&self, range: Range<usize>) -> &[Event] {
        &self.0[range]
    }

    pub(crate) fn syncs_of(&self, file: &str) -> usize {
        let is_sync = |event: &&Event| event.file == file && matches!(event.what, What::Sync);
        self.0.iter().filter(is_sync).count()
    }
}

/// A file: what was synced of it, and what was done to it since.
#[derive(Default)]
struct File {
    /// Nothing where the file itself is not there for good.
    synced: Option<Vec<u8>>,
    since: Vec<What>,
}

impl File {
    /// What was removed does not come back.
    fn remove_for_good(&mut self) {
        let removed = self.since.iter().rposition(|what| matches!(what, What::Remove));
        if let Some(removed) = removed {
            self.synced = None;
            self.since.drain(..=removed);
        }
    }
}

/// The files, as they are on the disk and on their way there.
#[derive(Default)]
pub(crate) struct Disk(BTreeMap<String, File>);

impl Disk {
    pub(crate) fn happens(&mut self, event: &Event) {
        if matches!(event.what, What::Sync) {
            // File systems keep a journal of names, and a sync of any file writes it.
            self.0.values_mut().for_each(File::remove_for_good);
        }
        let file = self.0.entry(event.file.clone()).or_default();
        match &event.what {
            What::Sync => {
                let mut content = Some(file.synced.take().unwrap_or_default());
                file.since.drain(..).for_each(|what| happen(&mut content, &what));
                file.synced = content;
            }
            what => file.since.push(what.clone()),
        }
    }

    /// Writes into an empty folder what a power cut leaves: of what was not synced all, nothing, or
    /// any part, in which order the disk liked.
    pub(crate) fn cut(&self, folder: &Path, random: &mut fastrand::Rng) -> Result<()> {
        if folder.exists() {
            fs::remove_dir_all(folder)?;
        }
        fs::create_dir(folder)?;
        let manner = random.u8(..4);
        for (name, file) in &self.0 {
            let mut content = file.synced.clone();
            for what in &file.since {
                match manner {
                    0 => {}
                    1 => happen(&mut content, what),
                    2 if random.bool() => happen(&mut content, what),
                    2 => {}
                    _ => in_part(&mut content, what, random),
                }
            }
            if let Some(content) = content {
                fs::write(folder.join(name), content)?;
            }
        }
        Ok(())
    }
}

fn happen(content: &mut Option<Vec<u8>>, what: &What) {
    match what {
        What::Write { offset, bytes } => put(content, *offset, bytes),
        What::Truncate { length } => content.get_or_insert_default().resize(*length, 0),
        What::Remove => *content = None,
        What::Sync => {}
    }
}

/// Some sectors of a write get there and others do not: pages are torn.
fn in_part(content: &mut Option<Vec<u8>>, what: &What, random: &mut fastrand::Rng) {
    let What::Write { offset, bytes } = what else {
        if random.bool() {
            happen(content, what);
        }
        return;
    };
    let mut at = *offset;
    let mut rest = &bytes[..];
    while !rest.is_empty() {
        let (now, later) = rest.split_at((SECTOR - at % SECTOR).min(rest.len()));
        if random.bool() {
            put(content, at, now);
        }
        at += now.len();
        rest = later;
    }
}

fn put(content: &mut Option<Vec<u8>>, offset: usize, bytes: &[u8]) {
    let content = content.get_or_insert_default();
    let end = offset + bytes.len();
    if content.len() < end {
        content.resize(end, 0);
    }
    content[offset..end].copy_from_slice(bytes);
}
