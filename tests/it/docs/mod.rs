//! The pages: that their tables are those of the code, that their lines can be typed, that their
//! links lead somewhere, and that the files for hosting say what the pages say.

mod book;
mod deploy;
mod lines;
mod links;
mod set_ups;
mod tables;

use std::path::{Path, PathBuf};

/// A page, by its path from the root.
pub(crate) struct Page {
    pub(crate) path: String,
    pub(crate) text: String,
}

/// A block of code, or a word of it in a sentence.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Code<'page> {
    /// The block's language; none for a word.
    pub(crate) language: Option<&'page str>,
    pub(crate) text: String,
}

pub(crate) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

pub(crate) fn read(path: impl AsRef<Path>) -> String {
    let path = root().join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// README, SECURITY, the list for assistants, and everything in `docs/`.
pub(crate) fn pages() -> Vec<Page> {
    let in_docs = std::fs::read_dir(root().join("docs")).expect("the folder is there");
    let in_docs = in_docs.map(|entry| {
        let name = entry.expect("an entry").file_name();
        format!("docs/{}", name.to_string_lossy())
    });
    let own = ["README.md", "README.zh-CN.md", "SECURITY.md", "llms.txt"].map(str::to_owned);
    let mut paths: Vec<String> = own.into_iter().chain(in_docs).collect();
    paths.retain(|path| path.ends_with(".md") || path == "llms.txt");
    paths.sort();
    paths.into_iter().map(|path| Page { text: read(&path), path }).collect()
}

impl Page {
    /// Lines outside of blocks of code, and the blocks.
    pub(crate) fn parts(&self) -> (Vec<&str>, Vec<Code<'_>>) {
        let (mut prose, mut blocks) = (Vec::new(), Vec::new());
        let mut open: Option<(&str, usize, String)> = None;
        for line in self.text.lines() {
            let bare = line.trim_start();
            open = match (open, bare.strip_prefix("```")) {
                (None, Some(language)) => {
                    Some((language.trim(), line.len() - bare.len(), String::new()))
                }
                (None, None) => {
                    prose.push(line);
                    None
                }
                (Some((language, _, text)), Some(_)) => {
                    blocks.push(Code { language: Some(language), text });
                    None
                }
                (Some((language, indent, text)), None) => {
                    let line = line.get(indent..).unwrap_or(bare);
                    Some((language, indent, text + line + "\n"))
                }
            };
        }
        assert!(open.is_none(), "{}: a block of code has no end", self.path);
        (prose, blocks)
    }

    /// All code, in blocks and in sentences.
    pub(crate) fn code(&self) -> Vec<Code<'_>> {
        let (prose, mut code) = self.parts();
        for line in prose {
            let is_row = line.starts_with('|');
            let words = line.split('`').skip(1).step_by(2);
            code.extend(words.map(|word| Code {
                language: None,
                text: if is_row { word.replace("\\|", "|") } else { word.to_owned() },
            }));
        }
        code
    }

    /// Level and text of each heading.
    pub(crate) fn headings(&self) -> Vec<(usize, &str)> {
        let (prose, _) = self.parts();
        let headings = prose.into_iter().filter(|line| line.starts_with('#'));
        let headings = headings.map(|line| {
            let text = line.trim_start_matches('#');
            (line.len() - text.len(), text.trim())
        });
        headings.collect()
    }

    /// The same page in Chinese.
    pub(crate) fn in_chinese(&self) -> String {
        self.path.replace(".md", ".zh-CN.md")
    }
}
