//! `docs/facts.md` and `docs/facts.zh-CN.md` are made from the table of facts, and so are the marks
//! "not tried" behind sentences that rest on one of them:
//! `<!-- fact: ID -->the mark<!-- /fact -->`. `make pages` writes them anew.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use dingnick::facts::{self, Fact, Mark};

const MARKER: &str = "<!-- From here on written by `make pages`. -->\n";

const BEGIN: &str = "<!-- fact: ";
const END: &str = "<!-- /fact -->";

/// The words of a mark; they stand nowhere but in one, and in links to the table.
const MARKS: [&str; 2] = ["not tried", "未实测"];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Language {
    English,
    Chinese,
}

impl Language {
    fn of(page: &Path) -> Self {
        match page.to_string_lossy().ends_with(".zh-CN.md") {
            true => Self::Chinese,
            false => Self::English,
        }
    }

    fn table(self) -> &'static str {
        match self {
            Self::English => "facts.md",
            Self::Chinese => "facts.zh-CN.md",
        }
    }
}

#[test]
fn the_pages_of_facts_are_those_of_the_table() {
    for language in [Language::English, Language::Chinese] {
        let path = root().join("docs").join(language.table());
        let page = std::fs::read_to_string(&path).expect("the page is there");
        let (by_hand, _) = page.split_once(MARKER).expect("the page has the marker");
        settle(&path, &page, &format!("{by_hand}{MARKER}{}", list(language)));
    }
}

#[test]
fn every_mark_is_that_of_its_fact() {
    for path in pages() {
        let page = std::fs::read_to_string(&path).expect("the page can be read");
        let language = Language::of(&path);
        let folder = if path.parent() == Some(&root()) { "docs/" } else { "" };
        let address = format!("{folder}{}", language.table());
        let (mut expected, mut rest) = (String::new(), page.as_str());
        while let Some((before, after)) = rest.split_once(BEGIN) {
            let (id, after) = after.split_once(" -->").expect("a mark begins with a comment");
            let (_, after) = after.split_once(END).expect("a mark ends");
            let fact = facts::get(id);
            let fact = fact.unwrap_or_else(|| panic!("{}: no fact {id}", path.display()));
            let _ =
                write!(expected, "{before}{BEGIN}{id} -->{}{END}", mark(fact, language, &address));
            rest = after;
        }
        expected.push_str(rest);
        settle(&path, &page, &expected);
    }
}

#[test]
fn nothing_is_marked_by_hand() {
    for path in pages() {
        let page = std::fs::read_to_string(&path).expect("the page can be read");
        for words in MARKS {
            for (index, _) in page.match_indices(words) {
                let (before, rest) = (&page[..index], &page[index + words.len()..]);
                let ends = rest.trim_start_matches([')', '）']).starts_with('*');
                if !ends && !before.trim_end_matches(['(', '（']).ends_with('*') {
                    // Something else was not tried.
                    continue;
                }
                let address = rest.find("](").filter(|end| *end < 6).map(|end| &rest[end + 2..]);
                let near = rest.lines().next().unwrap_or_default();
                let place = path.display();
                assert!(address.is_some_and(is_of_the_table), "{place}: {words}{near}: no fact");
            }
        }
    }
}

fn is_of_the_table(address: &str) -> bool {
    let address = address.strip_prefix("docs/").unwrap_or(address);
    address.starts_with("facts.md") || address.starts_with("facts.zh-CN.md")
}

/// The mark behind a sentence.
fn mark(fact: &Fact, language: Language, address: &str) -> String {
    let address = format!("{address}#{}", fact.id);
    match (fact.mark(), language) {
        (Mark::Gone, _) => String::new(),
        (Mark::NotTried, Language::English) => format!("*([not tried]({address}))*"),
        (Mark::NotTried, Language::Chinese) => format!("*（[未实测]({address})）*"),
        (Mark::Otherwise, Language::English) => format!("*([tried: it is otherwise]({address}))*"),
        (Mark::Otherwise, Language::Chinese) => format!("*（[实测：并非如此]({address})）*"),
    }
}

fn list(language: Language) -> String {
    let labels = match language {
        Language::English => {
            ["known", "is", "who says so", "of", "if it is otherwise", "settled by"]
        }
        Language::Chinese => ["可信度", "取值", "依据", "日期", "如果并非如此", "由谁弄清"],
    };
    let [known, is, source, date, copes, probe] = labels;
    let (colon, stop, group) = match language {
        Language::English => (": ", ".", "GROUP"),
        Language::Chinese => ("：", "。", "群"),
    };
    let mut text = String::new();
    for fact in facts::all() {
        let (sentence, way) = match language {
            Language::English => (&fact.fact, &fact.copes),
            Language::Chinese => (&fact.zh, &fact.copes_zh),
        };
        let sentence = capitalised(sentence);
        let _ = write!(text, "\n<a id=\"{0}\"></a>\n\n## {0}\n\n{sentence}{stop}\n\n", fact.id);
        let value = fact.answer.as_ref().or(fact.expected.as_ref());
        let value = value.map(|value| format!("`{value}`"));
        for (label, words) in [
            (known, Some(fact.certainty.as_str().to_owned())),
            (is, value),
            (source, Some(fact.source.clone())),
            (date, Some(fact.date.clone())),
            (copes, Some(way.clone())),
            (
                probe,
                fact.probe
                    .as_ref()
                    .map(|probe| format!("`dingnick probe --group {group} --only {probe}`")),
            ),
        ] {
            if let Some(words) = words {
                let _ = writeln!(text, "- **{label}**{colon}{words}");
            }
        }
    }
    text
}

fn capitalised(sentence: &str) -> String {
    let mut characters = sentence.chars();
    let first = characters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(characters).collect()
}

/// Compares, or writes where pages are to be written.
fn settle(path: &Path, page: &str, expected: &str) {
    if std::env::var_os("DINGNICK_WRITE_PAGES").is_some() {
        std::fs::write(path, expected).expect("the page can be written");
    } else {
        assert!(page == expected, "{} is out of date: make pages", path.display());
    }
}

/// The READMEs and what lies under docs/, without the pages of the table itself.
fn pages() -> Vec<PathBuf> {
    let folders = [root(), root().join("docs")];
    let files = folders.iter().flat_map(|folder| std::fs::read_dir(folder).expect("a folder"));
    let mut pages: Vec<PathBuf> = files.map(|file| file.expect("an entry").path()).collect();
    pages.retain(|page| {
        let name = page.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let is_of_the_table = ["facts.md", "facts.zh-CN.md", "CHANGELOG.md"].contains(&&*name);
        name.ends_with(".md") && !is_of_the_table
    });
    pages.sort();
    assert!(pages.len() > 3, "{pages:?}");
    pages
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}
