//! The arrows between the rooms point down. One crate cannot forbid a loop, so this reads the
//! `crate::` paths of every file and names the invariant that broke.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Each room with the rooms that it may name.
const ROOMS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("metrics", &[]),
    ("fail_point", &[]),
    ("seldom", &["domain"]),
    ("command", &["domain"]),
    ("policy", &["domain"]),
    ("dingtalk", &["domain", "metrics"]),
    ("store", &["domain", "fail_point"]),
    ("i18n", &["command", "domain"]),
    ("bot", &["command", "dingtalk", "domain", "fail_point", "i18n", "metrics", "policy", "store"]),
    ("web", &["bot", "dingtalk", "domain", "metrics", "seldom"]),
    ("stream", &["bot", "dingtalk", "domain", "metrics", "seldom"]),
    ("config", &["dingtalk", "domain", "i18n"]),
    ("telemetry", &[]),
    ("simulator", &[]),
    (
        "app",
        &["bot", "config", "dingtalk", "domain", "metrics", "seldom", "store", "stream", "web"],
    ),
    (
        "cli",
        &[
            "app",
            "command",
            "config",
            "dingtalk",
            "domain",
            "i18n",
            "simulator",
            "store",
            "telemetry",
        ],
    ),
];

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
