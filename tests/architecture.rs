//! The arrows between the rooms point down. One crate cannot forbid a loop, so this reads the
//! `crate::` paths of every file and names the invariant that broke.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Each room with the rooms that it may name. `bot -> {queue, actions} -> groups -> calls ->
/// {dingtalk, store, i18n} -> {command, policy} -> domain`, and the ways in above.
const ROOMS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("chain", &[]),
    ("facts", &[]),
    ("metrics", &[]),
    ("fail_point", &[]),
    ("seldom", &["domain"]),
    ("command", &["domain"]),
    ("policy", &["domain"]),
    ("dingtalk", &["domain", "metrics"]),
    ("store", &["domain", "fail_point"]),
    ("i18n", &["command", "domain"]),
    ("calls", &["chain", "dingtalk", "domain", "store"]),
    ("groups", &["calls", "chain", "dingtalk", "domain", "store"]),
    ("doctor", &["calls", "chain", "dingtalk", "domain", "groups", "i18n", "metrics", "store"]),
    ("probe", &["calls", "chain", "dingtalk", "doctor", "domain", "facts", "groups", "store"]),
    ("queue", &["chain", "domain", "fail_point", "metrics", "store"]),
    (
        "actions",
        &[
            "calls",
            "chain",
            "command",
            "dingtalk",
            "doctor",
            "domain",
            "fail_point",
            "groups",
            "i18n",
            "policy",
            "store",
        ],
    ),
    (
        "bot",
        &[
            "actions", "calls", "chain", "command", "dingtalk", "domain", "groups", "i18n",
            "metrics", "queue", "seldom", "store",
        ],
    ),
    (
        "web",
        &["bot", "chain", "dingtalk", "doctor", "domain", "i18n", "metrics", "seldom", "store"],
    ),
    ("stream", &["bot", "dingtalk", "domain", "metrics", "seldom"]),
    ("config", &["dingtalk", "domain", "i18n"]),
    ("telemetry", &[]),
    ("simulator", &[]),
    ("conformance", &["simulator"]),
    (
        "app",
        &[
            "bot", "calls", "config", "dingtalk", "doctor", "domain", "metrics", "probe", "seldom",
            "store", "stream", "web",
        ],
    ),
    (
        "cli",
        &[
            "actions",
            "app",
            "bot",
            "chain",
            "command",
            "config",
            "conformance",
            "dingtalk",
            "doctor",
            "domain",
            "facts",
            "i18n",
            "probe",
            "simulator",
            "store",
            "telemetry",
        ],
    ),
];

/// Rooms whose files import each other in no circle.
const WITHOUT_CIRCLES: &[&str] = &[
    "actions", "bot", "calls", "command", "doctor", "groups", "probe", "queue", "store", "stream",
    "web",
];

/// What the queue knows nothing of: its jobs may be of any trade.
const NOT_IN_THE_QUEUE: &[&str] =
    &["nickname", "rename", "dingtalk", "locale", "i18n", "userid", "chatid"];

/// Crates that the core never sees: it is pure.
const NOT_IN_THE_CORE: &[&str] =
    &["actix_web", "reqwest", "serde_json", "sqlx", "tokio", "tracing"];
const CORE: &[&str] = &["domain", "command", "policy"];

/// What a way in may use of `dingtalk`: to take messages in, and nothing to call with.
const INWARD: &[&str] = &[
    "inbound",
    "sign",
    "envelope",
    "event",
    "gateway",
    "json",
    "DingTalkError",
    "Hosts",
    "http_client",
];

#[test]
fn arrows_point_down() {
    for (file, room, text) in files() {
        let (_, allowed) = ROOMS.iter().find(|(name, _)| *name == room).unwrap_or_else(|| {
            panic!("{} is in no room that this test knows; which may it name?", file.display())
        });
        for named in names(&text, "crate::") {
            assert!(
                named == room || allowed.contains(&named.as_str()) || !is_room(&named),
                "{} names {named}: {room} may name only {allowed:?}",
                file.display()
            );
        }
    }
}

#[test]
fn the_table_has_no_loop() {
    for (index, (room, allowed)) in ROOMS.iter().enumerate() {
        for named in *allowed {
            let below = ROOMS[..index].iter().any(|(name, _)| name == named);
            assert!(below, "{room} names {named}, which does not stand below it");
        }
    }
}

#[test]
fn the_core_is_pure() {
    for (file, room, text) in files() {
        if CORE.contains(&room.as_str()) {
            for foreign in NOT_IN_THE_CORE {
                let used = text.contains(&format!("{foreign}::"));
                assert!(!used, "{} uses {foreign}: the core does no I/O", file.display());
            }
        }
    }
}

#[test]
fn a_way_in_only_takes_in() {
    for (file, room, text) in files() {
        if room == "web" || room == "stream" {
            for used in names(&text, "crate::dingtalk::") {
                let fits = INWARD.contains(&used.as_str());
                assert!(fits, "{} uses dingtalk::{used}: a way in only takes in", file.display());
            }
        }
    }
}

#[test]
fn the_files_of_a_room_import_each_other_in_no_circle() {
    for room in WITHOUT_CIRCLES {
        let mut left = imports_within(room);
        assert!(left.len() > 1, "{room} has no files");
        // Take away whoever imports nobody that is left; a circle is what stays.
        loop {
            let before = left.len();
            let there: BTreeSet<String> = left.keys().cloned().collect();
            left.retain(|_, imports| imports.iter().any(|import| there.contains(import)));
            if left.len() == before {
                break;
            }
        }
        assert!(left.is_empty(), "{room} has a circle in {left:#?}");
    }
}

#[test]
fn the_bot_has_no_method_outside_its_file() {
    for (file, _, text) in files() {
        let holds = text.contains("impl Bot {");
        assert!(!holds || file.ends_with("bot/mod.rs"), "{} adds to Bot", file.display());
    }
}

#[test]
fn the_queue_knows_no_trade() {
    for (file, room, text) in files() {
        if room == "queue" {
            let text = text.to_lowercase();
            for word in NOT_IN_THE_QUEUE {
                assert!(!text.contains(word), "{} speaks of {word}", file.display());
            }
        }
    }
}

/// Which files of a room import which others; a folder counts as one file.
fn imports_within(room: &str) -> BTreeMap<String, BTreeSet<String>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(room);
    let files: Vec<(PathBuf, String)> = files()
        .into_iter()
        .filter_map(|(path, _, text)| Some((path.strip_prefix(&root).ok()?.to_owned(), text)))
        .collect();
    let (_, facade) = files.iter().find(|(path, _)| path.ends_with("mod.rs")).expect("a mod.rs");
    let stems: BTreeSet<String> = files.iter().map(|(path, _)| stem(path)).collect();
    let mut imports: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (path, text) in &files {
        let of = imports.entry(stem(path)).or_default();
        if path.ends_with("mod.rs") && path.components().count() == 1 {
            // What it passes on is nothing that it needs.
            let lines = text.lines().filter(|line| !line.starts_with("pub use"));
            let own: String = lines.map(|line| format!("{line}\n")).collect();
            of.extend(stems.iter().filter(|stem| own.contains(&format!("{stem}::"))).cloned());
            continue;
        }
        let up = "super::".repeat(path.components().count());
        let mut named = names(text, &format!(" {up}"));
        named.extend(names(text, &format!("crate::{room}::")));
        let place = |name: String| {
            if stems.contains(&name) { name } else { exported_by(facade, &name) }
        };
        of.extend(named.into_iter().map(place));
    }
    for (stem, of) in &mut imports {
        of.remove(stem);
    }
    imports
}

/// The first part of a path within a room, without its ending.
fn stem(path: &Path) -> String {
    let first = path.components().next().expect("a name").as_os_str().to_string_lossy();
    first.trim_end_matches(".rs").to_owned()
}

/// The file whose item a room's `mod.rs` passes on under this name; else it is its own.
fn exported_by(facade: &str, name: &str) -> String {
    let uses = facade.split(';').map(str::trim).filter_map(|it| it.split_once("use "));
    for (_, path) in uses {
        if let Some((file, items)) = path.split_once("::") {
            let mut items = items.split(|c: char| !c.is_alphanumeric() && c != '_');
            if items.any(|item| item == name) {
                return file.to_owned();
            }
        }
    }
    "mod".to_owned()
}

fn is_room(name: &str) -> bool {
    ROOMS.iter().any(|(room, _)| *room == name)
}

/// Every source file with its room and its text, without its tests' part.
fn files() -> Vec<(PathBuf, String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("the folder can be read") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let inner = path.strip_prefix(&root).expect("it is in src");
                let room = inner.components().next().expect("a name").as_os_str();
                let room = room.to_string_lossy().trim_end_matches(".rs").to_owned();
                if room != "main" && room != "lib" {
                    let text = std::fs::read_to_string(&path).expect("it is UTF-8");
                    let shipped = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
                    files.push((path.clone(), room, shipped.to_owned()));
                }
            }
        }
    }
    assert!(files.len() > 30, "the sources were not found");
    files
}

/// The names that follow `prefix`, those in braces too.
fn names(text: &str, prefix: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for (index, _) in text.match_indices(prefix) {
        let rest = &text[index + prefix.len()..];
        let list = match rest.strip_prefix('{') {
            Some(inner) => inner.split('}').next().unwrap_or_default(),
            None => {
                rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default()
            }
        };
        for name in list.split(',') {
            let name = name.trim().split("::").next().unwrap_or_default();
            let name = name.split(" as ").next().unwrap_or_default().trim();
            if !name.is_empty() {
                names.insert(name.to_owned());
            }
        }
    }
    names
}
