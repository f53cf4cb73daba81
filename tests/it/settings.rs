//! Settings as people give them, and what the program says of those that it cannot use.

use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::Path;

use crate::process::{Process, dingnick, output};
use crate::story::Story;

/// Nobody in particular, and not root.
const NOBODY: u32 = 65534;

#[tokio::test(flavor = "multi_thread")]
async fn padded_and_quoted_values_serve_and_every_command_understands_them() {
    let mut story = Story::begin_with(&[("DINGNICK_INTAKE", "http")]).await;
    story.stop().await;
    let settings = story.settings_of_process();
    let port = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let number = port.local_addr().expect("an address").port().to_string();
    drop(port);
    let pad = |(index, (name, value)): (usize, (&String, &String))| {
        let padded = match index % 3 {
            0 => format!("{value}\n"),
            1 => format!("\"{value}\""),
            _ => format!(" '{value}'\r\n"),
        };
        (name.clone(), padded)
    };
    let mut padded: Vec<(String, String)> = settings.iter().enumerate().map(pad).collect();
    padded.push(("PORT".to_owned(), format!("{number}\n")));
    let environment: Vec<(&str, &str)> =
        padded.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let mut process = Process::serve(&story, &environment);
    let line = process.wait_for("DINGTALK_CLIENT_SECRET were dropped");
    assert!(line.contains("WARN"), "{line}");
    process.listen(&story);
    story.say(story.cast.ming, "/nick 明明").await;
    story.named(story.cast.ming, "明明").await;
    story.reply().await;
    let (code, _, err) = output(&["healthcheck"], &environment);
    assert_eq!(code, Some(0), "{err}");
    let (code, out, err) = output(&["config"], &environment);
    assert_eq!(code, Some(0));
    assert!(out.contains(&format!("PORT = {number}  (environment)")), "{out}");
    assert!(err.contains("PORT were dropped"), "{err}");
    process.signal("TERM");
    assert_eq!(process.end().0, Some(0));
    let folder = story.files();
    assert!(folder.iter().any(|(name, _)| name == "store.db"), "the store's own name: {folder:?}");
    let (code, out, err) = output(&["groups", "list"], &environment);
    assert_eq!(code, Some(0), "{err}");
    assert!(out.contains("conversation"), "{out}");
}

/// Starts the program in vain; its code and its last words.
fn end_of(environment: &[(&str, &str)], user: Option<u32>) -> (Option<i32>, String) {
    let app = [
        ("DINGTALK_CLIENT_ID", "dingapp"),
        ("DINGTALK_CLIENT_SECRET", "a-secret-of-some-length"),
        ("HOST", "127.0.0.1"),
        ("PORT", "0"),
        ("DINGNICK_OPS_LISTEN", "off"),
    ];
    let environment: Vec<_> = app.iter().chain(environment).copied().collect();
    let mut command = dingnick(&["serve"], &environment);
    if let Some(user) = user {
        command.uid(user).gid(user);
    }
    let output = command.output().expect("the program runs");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    (output.status.code(), said)
}

/// The same where something outside of the settings stands in the way.
fn last_words(environment: &[(&str, &str)], user: Option<u32>) -> String {
    let (code, said) = end_of(environment, user);
    assert_eq!(code, Some(1), "{said}");
    said
}

#[test]
fn nothing_of_a_database_url_that_cannot_be_read_is_shown() {
    for (url, words) in [
        ("postgres://user:can/ary@host/db", "percent-encode the password"),
        ("postgres://user:can?ary@host/db", "DATABASE_PASSWORD_FILE"),
        ("postgres://user:can#ary@host/db", "percent-encode the password"),
        ("postgres://user:can@ary@host/db", "percent-encode the password"),
        ("postgres://user:can%ary@host/db", "percent-encode the password"),
        ("postgres://host/db?connect_timeout=canary", "connect_timeout after ? is unknown"),
        ("postgres://host/db?canary=canary", "the parameter number 1 after ?"),
        (
            "postgres://user:can%2Fary@127.0.0.1:1/canary",
            "cannot open store at postgres://user@127.0.0.1:1",
        ),
        ("sqlite://x?canary=canary", "the parameter number 1 after ?"),
        ("user:canary@host/db", "as a store"),
    ] {
        let (code, said) = end_of(&[("DATABASE_URL", url), ("RUST_LOG", "trace")], None);
        // Nobody listens there; the others are no URLs.
        let expected = if url.contains(":1/") { 1 } else { 2 };
        assert_eq!(code, Some(expected), "{url}: {said}");
        assert!(said.contains(words), "{url}: {said}");
        for part in ["canary", "can", "ary"] {
            let said =
                said.replace("cannot", "").replace("necessary", "").replace("significant", "");
            assert!(!said.contains(part), "{url}: {said}");
        }
    }
    let both = [("DATABASE_URL", "postgres://u:canary@h/db"), ("DATABASE_PASSWORD", "canary")];
    let (_, said) = end_of(&both, None);
    assert!(said.contains("one of them is enough") && !said.contains("canary"), "{said}");
}

#[test]
fn a_store_that_cannot_be_opened_says_why_and_what_to_do() {
    let folder = tempfile::tempdir().expect("a folder");
    let of = |path: &Path| format!("sqlite://{}", path.display());
    let path = |name: &str| folder.path().join(name);
    std::fs::write(path("text.db"), "no database, ".repeat(100)).expect("it is written");
    std::fs::create_dir(path("folder.db")).expect("it is made");
    for (path, words) in [
        (path("text.db"), "that file is no SQLite database"),
        (path("folder.db"), "that is a folder; DATABASE_URL must name a file in it"),
        (path("text.db/store.db"), "a part of the path is a file"),
        (Path::new("/proc/nowhere/store.db").to_owned(), "cannot create /proc/nowhere"),
    ] {
        let said = last_words(&[("DATABASE_URL", &of(&path))], None);
        assert!(said.contains(words), "{}: {said}", path.display());
        // Our words say it already.
        for twice in ["file is not a database", "a directory (", "unable to open"] {
            assert!(!said.contains(twice), "{}: {said}", path.display());
        }
    }
    let said = last_words(&[("DATABASE_URL", &format!("{}?mode=ro", of(&path("text.db"))))], None);
    assert!(said.contains("text.db: "), "{said}");
}

/// As root nothing is denied, so the program runs as somebody else; and as whoever runs the tests,
/// when that is not root.
#[test]
fn a_folder_or_file_of_somebody_else_is_told_with_both_users() {
    let is_root = rustix::process::geteuid().is_root();
    let folder = tempfile::tempdir().expect("a folder");
    let set = |path: &Path, mode| {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).expect("it is ours");
    };
    let (closed, open) = (folder.path().join("closed"), folder.path().join("open"));
    for path in [&closed, &open] {
        std::fs::create_dir(path).expect("it is made");
    }
    let (inside, file) = (closed.join("store.db"), open.join("store.db"));
    std::fs::write(&file, "").expect("it is written");
    for (path, mode) in [(folder.path(), 0o755), (&closed, 0o555), (&open, 0o777), (&file, 0o444)] {
        set(path, mode);
    }
    let user = is_root.then_some(NOBODY);
    let runs_as = user.unwrap_or_else(|| rustix::process::geteuid().as_raw());
    for (store, blamed, mode) in [(&inside, &closed, "555"), (&file, &file, "444")] {
        let url = format!("sqlite://{}", store.display());
        let said = last_words(&[("DATABASE_URL", &url)], user);
        for words in [
            format!("{} belongs to user ", blamed.display()),
            format!("(mode {mode}), and dingnick runs as user {runs_as}"),
            format!("`chown -R {runs_as} {}`", blamed.display()),
        ] {
            assert!(said.contains(&words), "{words}: {said}");
        }
    }
    set(&closed, 0o755);
}
