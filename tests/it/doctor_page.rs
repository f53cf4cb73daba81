//! `docs/doctor.md` tells every check that there is. `make pages` writes it anew; what stands before
//! the marker is written by hand.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::PathBuf;

use dingnick::doctor::{CHECKS, Check, When};

const MARKER: &str = "<!-- From here on written by `make pages`. -->\n";

pub(crate) fn checks() -> Vec<&'static Check> {
    let mut checks: Vec<&Check> = CHECKS.iter().flat_map(|part| part.iter().copied()).collect();
    checks.sort_by_key(|check| check.code);
    checks
}

fn page() -> String {
    let mut text = String::from("\n## The checks\n\n| code | what | when |\n| --- | --- | --- |\n");
    for check in checks() {
        let when = match check.when {
            When::Always => "always",
            When::Thorough => "always from what is remembered; with `--thorough` by a paid call",
            When::Callback => "with `--callback URL`",
        };
        let anchor = check.code.to_lowercase();
        let _ = writeln!(text, "| [{}](#{anchor}) | {} | {when} |", check.code, check.title);
    }
    for check in checks() {
        let anchor = check.code.to_lowercase();
        let _ = write!(
            text,
            "\n<a id=\"{anchor}\"></a>\n\n### {}: {}\n\n- **Tried:** {}.\n- **If it is not ok:** {}.\n- **Mended by:** `{}`\n- **Where:** {}\n",
            check.code, check.title, check.tried, check.meaning, check.command, check.page
        );
    }
    text
}

#[test]
fn the_page_of_checks_is_that_of_the_code() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs/doctor.md");
    let text = std::fs::read_to_string(&path).expect("the page is there");
    let (by_hand, _) = text.split_once(MARKER).expect("the page has the marker");
    let expected = format!("{by_hand}{MARKER}{}", page());
    if std::env::var_os("DINGNICK_WRITE_PAGES").is_some() {
        std::fs::write(&path, expected).expect("the page can be written");
    } else {
        assert!(text == expected, "docs/doctor.md is out of date: make pages");
    }
}

#[test]
fn every_check_has_a_code_of_its_own_and_says_all() {
    let codes: BTreeSet<&str> = checks().iter().map(|check| check.code).collect();
    assert_eq!(codes.len(), checks().len(), "a code is used twice");
    assert!(codes.len() >= 25, "{}", codes.len());
    for check in checks() {
        let parts: Vec<&str> = check.code.split('-').collect();
        let is_code = parts.len() == 3 && parts[0] == "DN" && parts[2].len() == 2;
        assert!(is_code, "{} is no code", check.code);
        for text in [check.title, check.tried, check.meaning, check.command, check.page] {
            assert!(!text.is_empty() && !text.ends_with('.'), "{}: {text:?}", check.code);
        }
    }
}

/// A page of ours that a check names is there, with its heading.
#[test]
fn the_pages_that_checks_name_are_there() {
    for check in checks() {
        if check.page.starts_with("https://") {
            continue;
        }
        let (file, anchor) = check.page.split_once('#').unwrap_or((check.page, ""));
        let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(file);
        let text = std::fs::read_to_string(&path);
        let text = text.unwrap_or_else(|_| panic!("{}: {file} is not there", check.code));
        let headings = text.lines().filter(|line| line.starts_with('#')).map(|line| {
            let heading = line.trim_start_matches('#').trim().to_lowercase();
            let kept = heading.chars().filter(|c| c.is_alphanumeric() || " -_".contains(*c));
            kept.collect::<String>().replace(' ', "-")
        });
        let is_there = anchor.is_empty()
            || text.contains(&format!("<a id=\"{anchor}\">"))
            || headings.into_iter().any(|heading| heading == anchor);
        assert!(is_there, "{}: {} is not there", check.code, check.page);
    }
}
