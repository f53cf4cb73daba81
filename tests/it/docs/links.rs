//! Links lead to pages and headings that are there, both languages have the same pages, and what
//! the pages quote can be found where it comes from.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};

use super::{Page, pages, read, root};
use crate::doctor_page::checks;

/// The anchors of a page, as GitHub makes them.
fn anchors(page: &Page) -> BTreeSet<String> {
    let mut anchors = BTreeSet::new();
    for (_, heading) in page.headings() {
        let heading = heading.to_lowercase();
        let kept = heading.chars().filter(|c| c.is_alphanumeric() || " -_".contains(*c));
        let slug = kept.collect::<String>().replace(' ', "-");
        let again = (1..).map(|number| format!("{slug}-{number}"));
        let free = std::iter::once(slug.clone()).chain(again).find(|it| !anchors.contains(it));
        anchors.extend(free);
    }
    let by_hand = page.text.split("<a id=\"").skip(1);
    anchors.extend(by_hand.filter_map(|rest| rest.split('"').next()).map(str::to_owned));
    anchors
}

/// Where the links and pictures of a page lead.
fn targets(page: &Page) -> Vec<String> {
    let (prose, _) = page.parts();
    let links = prose.iter().flat_map(|line| line.split("](").skip(1));
    links.filter_map(|rest| rest.split(')').next()).map(str::to_owned).collect()
}

/// A path without `..`
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for component in path.components() {
        match component {
            Component::ParentDir => _ = plain.pop(),
            component => plain.push(component),
        }
    }
    plain
}

#[test]
fn links_lead_to_what_is_there() {
    let pages = pages();
    let mut count = 0;
    for page in &pages {
        for target in targets(page) {
            if target.starts_with("https://") || target.starts_with("http://") {
                continue;
            }
            let (file, anchor) = target.split_once('#').unwrap_or((&target, ""));
            let folder = Path::new(&page.path).parent().unwrap_or(Path::new(""));
            let path =
                if file.is_empty() { PathBuf::from(&page.path) } else { plain(&folder.join(file)) };
            assert!(root().join(&path).exists(), "{}: {target} is not there", page.path);
            if !anchor.is_empty() {
                let path = path.to_string_lossy();
                let led_to = pages.iter().find(|page| page.path == path);
                let led_to = led_to.unwrap_or_else(|| panic!("{}: {target} is no page", page.path));
                let is_there = anchors(led_to).contains(anchor);
                assert!(is_there, "{}: {target} has no such heading", page.path);
            }
            count += 1;
        }
    }
    assert!(count > 100, "the pages have links: {count}");
}

#[test]
fn a_page_in_chinese_has_the_headings_of_the_english_one() {
    let pages = pages();
    let mut pairs = 0;
    for page in &pages {
        let is_it = |other: &&Page| other.path == page.in_chinese() && other.path != page.path;
        let Some(chinese) = pages.iter().find(is_it) else {
            continue;
        };
        let levels = |page: &Page| page.headings().iter().map(|it| it.0).collect::<Vec<_>>();
        assert_eq!(levels(page), levels(chinese), "{}", page.path);
        let blocks = |page: &Page| page.parts().1.iter().map(|it| it.language).len();
        assert_eq!(blocks(page), blocks(chinese), "{}: blocks of code", page.path);
        let rows = |page: &Page| page.text.lines().filter(|line| line.starts_with('|')).count();
        assert_eq!(rows(page), rows(chinese), "{}: rows of tables", page.path);
        for (from, to) in [(page, chinese), (chinese, page)] {
            let name = Path::new(&to.path).file_name().expect("a name").to_string_lossy();
            let leads = targets(from).iter().any(|target| *target == name);
            let is_generated = page.path == "docs/errors.md";
            assert!(leads || is_generated, "{} has no link to {}", from.path, to.path);
        }
        pairs += 1;
    }
    assert!(pairs >= 8, "{pairs}");
}

#[test]
fn files_that_pages_name_are_there() {
    let folders = ["src/", "tests/", "docs/", "scripts/", "deploy/", "fixtures/", "examples/"];
    let mut count = 0;
    for page in pages() {
        for code in page.code().iter().filter(|code| code.language.is_none()) {
            let is_path = folders.iter().any(|folder| code.text.starts_with(folder));
            if is_path && !code.text.contains(['*', ' ', '…']) {
                assert!(root().join(&code.text).exists(), "{}: {}", page.path, code.text);
                count += 1;
            }
        }
    }
    assert!(count > 50, "the pages name files: {count}");
}

#[test]
fn the_map_shows_every_room_and_quotes_what_is_written() {
    let sources = sources();
    for path in ["docs/architecture.md", "docs/architecture.zh-CN.md"] {
        let page = Page { path: path.to_owned(), text: read(path) };
        for entry in std::fs::read_dir(root().join("src")).expect("the sources") {
            let entry = entry.expect("an entry");
            let name = entry.file_name().to_string_lossy().into_owned();
            let slash = if entry.path().is_dir() { "/" } else { "" };
            let is_root = ["lib.rs", "main.rs"].contains(&name.as_str());
            let is_shown = page.text.contains(&format!("`src/{name}{slash}`"));
            assert!(is_shown || is_root, "{path} does not show src/{name}");
        }
        let (_, blocks) = page.parts();
        let quoted = blocks.iter().filter(|block| block.language == Some("rust"));
        for line in quoted.flat_map(|block| block.text.lines()) {
            assert!(sources.contains(line.trim()), "{path}: {line:?} is written nowhere");
        }
    }
}

/// All sources of the program, and the words that it says.
fn sources() -> String {
    let mut text = String::new();
    let mut folders = vec![root().join("src")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            match path.extension().and_then(|ending| ending.to_str()) {
                _ if path.is_dir() => folders.push(path),
                Some("rs") => text.push_str(&std::fs::read_to_string(path).expect("a source")),
                _ => {}
            }
        }
    }
    text
}

/// What "the log says" and what the program says when it ends, in both languages.
#[test]
fn what_the_program_is_quoted_with_is_what_it_says() {
    let sources = sources();
    let mut quotes = 0;
    for path in ["docs/troubleshooting.md", "docs/troubleshooting.zh-CN.md"] {
        let page = Page { path: path.to_owned(), text: read(path) };
        let mut is_about_its_end = false;
        for line in page.text.lines() {
            if line.starts_with("## ") {
                is_about_its_end = line.contains("stops") || line.contains("停了");
            }
            let is_log = line.starts_with("| the log says") || line.starts_with("| 日志里有");
            if !line.starts_with('|') || !(is_about_its_end || is_log) {
                continue;
            }
            let first_cell = line.split('|').nth(1).unwrap_or_default();
            let spans = first_cell.split('`').skip(1).step_by(2);
            for part in spans.flat_map(|span| span.split('…')) {
                let part = part.trim().trim_end_matches("dingnick.secret");
                assert!(sources.contains(part), "{path}: nothing says {part:?}");
                quotes += 1;
            }
        }
    }
    assert!(quotes > 20, "{quotes}");
}

/// The answers by which people find their row, and what README shows of `init`.
#[test]
fn the_answers_that_are_quoted_are_those_of_the_bot() {
    for (page, readme, locale) in [
        ("docs/troubleshooting.md", "README.md", "en"),
        ("docs/troubleshooting.zh-CN.md", "README.zh-CN.md", "zh-CN"),
    ] {
        let words = read(format!("src/i18n/locales/{locale}.ftl"));
        let page = read(page);
        let rows = page.lines().filter(|line| line.starts_with("| “"));
        let cells = rows.filter_map(|row| row.split('|').nth(1));
        let mut quotes: Vec<&str> = cells.flat_map(|cell| cell.split('“').skip(1)).collect();
        assert!(quotes.len() > 10, "{quotes:?}");
        quotes.iter_mut().for_each(|quote| *quote = quote.split('”').next().unwrap_or_default());
        for quote in quotes {
            assert!(words.contains(quote), "no answer in {locale} says “{quote}”");
        }
        let words = words + &read(format!("src/i18n/locales/init/{locale}.ftl"));
        let readme = Page { path: readme.to_owned(), text: read(readme) };
        let (_, blocks) = readme.parts();
        let shown = blocks.iter().find(|block| block.language == Some("text")).expect("init");
        for line in shown.text.lines().skip(1) {
            let mut line = line.to_owned();
            for filled_in in [
                "dingtalk.com",
                "dingnick.toml",
                "dingnick.secret",
                "Alice",
                "Class",
                "小明",
                "三班",
            ] {
                line = line.replace(filled_in, "…");
            }
            let is_end = |c: char| c.is_ascii_digit() || "…“”「」:：；，".contains(c);
            for part in line.split(is_end).map(str::trim) {
                assert!(words.contains(part), "init does not say {part:?} in {locale}");
            }
        }
    }
}

#[test]
fn the_checks_that_pages_name_are_checks_of_the_doctor() {
    let codes: BTreeSet<&str> = checks().iter().map(|check| check.code).collect();
    for page in pages() {
        for rest in page.text.split("DN-").skip(1) {
            let end =
                rest.find(|c: char| !(c.is_ascii_uppercase() || c.is_ascii_digit() || c == '-'));
            let code = format!("DN-{}", &rest[..end.unwrap_or(rest.len())]);
            let code = code.trim_end_matches('-');
            assert!(codes.contains(code), "{}: there is no check {code}", page.path);
        }
    }
}
