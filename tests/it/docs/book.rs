//! The summary of the book: every page stands in it once, under its heading.

use std::collections::BTreeMap;
use std::path::Path;

use super::{pages, read};

#[test]
fn the_summary_of_the_book_has_every_page_once_and_in_chinese_under_its_heading() {
    let summary = read("docs/SUMMARY.md");
    let mut entries = BTreeMap::new();
    for line in summary.lines().filter(|line| line.contains("](")) {
        let (title, path) = line.split_once("](").expect("a link");
        let path = path.trim_end_matches(')').trim_start_matches("../");
        let title = title.trim_start_matches(['-', ' ', '[']);
        let is_twice = entries.insert(path.to_owned(), title.to_owned()).is_some();
        assert!(!is_twice, "{path} stands in the summary twice");
    }
    for page in pages() {
        if page.path == "llms.txt" || page.path == "docs/SUMMARY.md" {
            continue;
        }
        let path = page.path.trim_start_matches("docs/");
        let title = entries.get(path).unwrap_or_else(|| panic!("{path} is not in docs/SUMMARY.md"));
        if path.ends_with(".zh-CN.md") {
            let (_, heading) = page.headings()[0];
            assert_eq!(title, heading, "{path}");
        }
    }
    // What `scripts/book` lays out is what the summary names.
    let script = read("scripts/book");
    for path in entries.keys().filter(|path| !path.contains('/')) {
        let is_in_docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(path).exists();
        assert!(is_in_docs || script.contains(path), "scripts/book does not copy {path}");
    }
}
