//! What the fuzzer found worth keeping, once more through the same functions; see `fuzz/`.

use std::path::Path;

macro_rules! targets {
    ($($name:ident: $file:literal),* $(,)?) => {
        $(#[path = $file] mod $name;)*

        /// Each target with its name.
        const TARGETS: &[(&str, fn(&[u8]))] = &[$((stringify!($name), $name::run)),*];
    };
}

targets! {
    callback: "../../fuzz/targets/callback.rs",
    command: "../../fuzz/targets/command.rs",
    csv: "../../fuzz/targets/csv.rs",
    envelope: "../../fuzz/targets/envelope.rs",
    error_code: "../../fuzz/targets/error_code.rs",
    format: "../../fuzz/targets/format.rs",
    frame: "../../fuzz/targets/frame.rs",
    likeness: "../../fuzz/targets/likeness.rs",
    nickname: "../../fuzz/targets/nickname.rs",
    signature: "../../fuzz/targets/signature.rs",
    xlsx: "../../fuzz/targets/xlsx.rs",
}

/// The names of what is in a folder, in order.
fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("the folder is there");
    let name = |entry: std::io::Result<std::fs::DirEntry>| entry.expect("an entry").file_name();
    let mut names: Vec<String> =
        entries.map(|entry| name(entry).into_string().expect("UTF-8")).collect();
    names.sort();
    names
}

#[test]
fn nothing_that_was_ever_found_breaks_a_target_again() {
    let fuzz = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz");
    let mut broken = Vec::new();
    for (target, run) in TARGETS {
        let corpus = fuzz.join("corpus").join(target);
        let inputs = names(&corpus);
        assert!(inputs.len() >= 3, "{target} has a corpus");
        for input in inputs {
            let data = std::fs::read(corpus.join(&input)).expect("it can be read");
            if std::panic::catch_unwind(|| run(&data)).is_err() {
                broken.push(format!("fuzz/corpus/{target}/{input}"));
            }
        }
    }
    assert!(broken.is_empty(), "these break their targets: {broken:#?}");
}

#[test]
fn the_fuzzer_and_this_test_have_the_same_targets() {
    let fuzz = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz");
    let ours: Vec<String> = TARGETS.iter().map(|(name, _)| (*name).to_owned()).collect();
    let files: Vec<String> = ours.iter().map(|name| format!("{name}.rs")).collect();
    assert_eq!(names(&fuzz.join("targets")), files);
    assert_eq!(names(&fuzz.join("fuzz_targets")), files);
    assert_eq!(names(&fuzz.join("corpus")), ours);
}
