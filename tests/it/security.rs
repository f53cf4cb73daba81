//! The page of threats names tests, and they are there.

use std::collections::BTreeSet;
use std::path::Path;

/// The threats of the model.
const THREATS: usize = 24;

/// The names in the last column of the row of each threat.
fn proofs(page: &str) -> Vec<(String, Vec<String>)> {
    let rows = page.lines().filter(|line| line.starts_with("| T"));
    let proofs = rows.map(|row| {
        let cells: Vec<&str> = row.trim_matches('|').split(" | ").map(str::trim).collect();
        assert_eq!(cells.len(), 4, "a row has four cells: {row}");
        let names = cells[3].split('`').skip(1).step_by(2).map(str::to_owned);
        (cells[0].trim().to_owned(), names.collect())
    });
    proofs.collect()
}

/// The names of all functions in the sources of a folder.
fn functions(folder: &Path, names: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            functions(&path, names);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = std::fs::read_to_string(&path).expect("it is UTF-8");
            let found = text.lines().filter_map(|line| {
                let (_, rest) = line.split_once("fn ")?;
                Some(rest.split_once('(')?.0.to_owned())
            });
            names.extend(found);
        }
    }
}

#[test]
fn every_threat_has_a_row_and_every_test_that_it_names_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut known = BTreeSet::new();
    for folder in ["src", "tests"] {
        functions(&root.join(folder), &mut known);
    }
    let [english, chinese] =
        [include_str!("../../docs/security.md"), include_str!("../../docs/security.zh-CN.md")]
            .map(proofs);
    assert_eq!(english, chinese, "the two pages name the same tests");
    let threats: Vec<&str> = english.iter().map(|(threat, _)| threat.as_str()).collect();
    let expected: Vec<String> = (1..=THREATS).map(|number| format!("T{number}")).collect();
    assert_eq!(threats, expected);
    for (threat, names) in &english {
        for name in names {
            let is_there = known.contains(name) || name.contains('/') && root.join(name).is_file();
            assert!(is_there, "{threat} names {name}, which is nowhere");
        }
    }
}
