//! What the operator does from the shell, beside the bot or without one.

use dingnick::simulator::world::{Api, Fault, TEMPLATE};
use unicode_width::UnicodeWidthStr;

use crate::process::output;
use crate::story::Story;

#[tokio::test(flavor = "multi_thread")]
async fn history_is_read_without_credentials() {
    let mut story = Story::begin().await;
    story.say(story.cast.ming, "/nick 明明").await;
    story.reply().await;
    let settings = story.settings_of_process();
    let url = settings["DATABASE_URL"].as_str();
    let looks = [("DATABASE_URL", url)];
    let (code, out, err) = output(&["history", "--group", "三班"], &looks);
    assert_eq!(code, Some(0), "{err}");
    assert!(out.contains("明明"), "{out}");
    let cid = story.world(|world| world.group(story.cast.class).open_conversation_id.clone());
    assert!(out.contains(" 三班 ") && !out.contains(&cid), "people know it by its title: {out}");
    let (_, out, _) = output(&["history", "--format", "csv"], &looks);
    assert!(out.contains(&cid) && out.contains(",三班\r\n"), "programs know both: {out}");
    let nothing = [("DATABASE_URL", "sqlite://nowhere-at-all.db")];
    let (code, _, err) = output(&["history"], &nothing);
    assert_eq!(code, Some(1));
    assert!(err.contains("no store at nowhere-at-all.db yet"), "{err}");
    assert!(!std::env::temp_dir().join("nowhere-at-all.db").exists(), "a look makes no store");
    story.stop().await;
    story
        .change_store("INSERT INTO groups (robot_code, conversation_id) VALUES ('other', 'cid')")
        .await;
    let (code, _, err) = output(&["history"], &looks);
    assert_eq!(code, Some(1));
    assert!(err.contains("set DINGTALK_ROBOT_CODE to one of"), "{err}");
    let robot = story.world(|world| world.app.robot_code.clone());
    let looks = [("DATABASE_URL", url), ("DINGTALK_ROBOT_CODE", &robot)];
    let (code, out, err) = output(&["history", "--format", "json"], &looks);
    assert_eq!(code, Some(0), "{err}");
    assert!(out.contains("明明"), "{out}");
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn a_copy_is_not_written_to_where_a_link_points() {
    let mut story = Story::begin().await;
    story.stop().await;
    let settings = story.settings_of_process();
    let folder = tempfile::tempdir().expect("a folder");
    let (target, link) = (folder.path().join("target.db"), folder.path().join("copy.db"));
    std::os::unix::fs::symlink(&target, &link).expect("a link");
    let copy = link.display().to_string();
    let (code, _, err) = output(&["backup", &copy], &[("DATABASE_URL", &settings["DATABASE_URL"])]);
    assert_eq!(code, Some(1), "{err}");
    assert!(!target.exists(), "nothing is where the link points");
}

#[test]
fn completions_and_manual_pages_come_from_the_commands() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let (code, out, _) = output(&["completions", shell], &[]);
        assert_eq!(code, Some(0));
        assert!(out.contains("dingnick") && out.contains("history"), "{shell}: {out}");
    }
    let (code, out, _) = output(&["man"], &[]);
    assert_eq!(code, Some(0));
    assert!(out.contains(".TH dingnick 1") && out.contains("history"), "{out}");
    let (code, out, _) = output(&["man", "history"], &[]);
    assert_eq!(code, Some(0));
    assert!(out.contains(".TH dingnick-history 1") && out.contains("since"), "{out}");
    for wrong in [&["completions"][..], &["completions", "tcl"], &["man", "nonsense"]] {
        assert_eq!(output(wrong, &[]).0, Some(2), "failed on {wrong:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_is_put_in_the_stores_place_and_what_was_there_is_kept() {
    let mut story = Story::begin().await;
    let Some(place) = sqlite_file(&story) else { return };
    let environment = environment(&story);
    let folder = tempfile::tempdir().expect("a folder");
    let copy = folder.path().join("copy.db").display().to_string();
    story.talk(&[(story.cast.ming, "/nick 明明")]).await;
    story.idle().await;
    let run = |arguments: &[&str]| output(arguments, &pairs(&environment));
    assert_eq!(run(&["backup", &copy]).0, Some(0));
    story.talk(&[(story.cast.ming, "/nick 小明")]).await;
    story.idle().await;
    let (code, _, err) = run(&["restore", &copy]);
    assert_eq!(code, Some(1), "the bot runs");
    assert!(err.contains("another dingnick works from the store"), "{err}");
    story.stop().await;
    let (code, out, err) = run(&["restore", &copy]);
    assert_eq!(code, Some(0), "{err}");
    assert!(out.contains("1 renames, the last at 20"), "{out}");
    let aside = out.lines().find_map(|line| line.strip_prefix("what was there before: "));
    let aside = format!("sqlite://{}", aside.expect("it is said where it is"));
    let applied = "SELECT count(*) FROM ledger WHERE outcome = 'applied'";
    assert_eq!(crate::postgres::count(&aside, applied).await, 2, "all of it is kept");
    assert_eq!(story.count(applied).await, 1);
    for suffix in ["-wal", "-shm", ".restoring"] {
        assert!(!std::path::Path::new(&format!("{place}{suffix}")).exists(), "{suffix} is left");
    }
    story.start().await;
    let talk = story.talk(&[(story.cast.ming, "/nick 小小明")]).await;
    assert!(talk.contains("从「明明」改为「小小明」"), "the bot works from it: {talk}");
    story.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_good_backup_is_not_put_in_the_stores_place() {
    let mut story = Story::begin().await;
    let Some(place) = sqlite_file(&story) else { return };
    let environment = environment(&story);
    story.talk(&[(story.cast.ming, "/nick 明明")]).await;
    story.stop().await;
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name).display().to_string();
    let run = |arguments: &[&str]| output(arguments, &pairs(&environment));
    for (name, change) in [
        ("good.db", ""),
        (
            "newer.db",
            "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) VALUES (9999, 'later', true, x'00', 0)",
        ),
        ("foreign.db", "DROP TABLE ledger"),
    ] {
        assert_eq!(run(&["backup", &path(name)]).0, Some(0));
        crate::postgres::execute(&format!("sqlite://{}", path(name)), change).await;
    }
    let good = std::fs::read(path("good.db")).expect("it is there");
    std::fs::write(path("cut.db"), &good[..good.len() / 2]).expect("it is written");
    let mut damaged = good.clone();
    damaged[4096..8192].fill(0xAA);
    std::fs::write(path("damaged.db"), damaged).expect("it is written");
    std::fs::write(path("text.db"), "no database").expect("it is written");
    std::fs::write(path("half.db"), &good).expect("it is written");
    std::fs::write(path("half.db-wal"), "a log").expect("it is written");
    let before = std::fs::read(&place).expect("it is there");
    for (file, told) in [
        (path("nothing.db"), "No such file"),
        (path(""), "directory"),
        (path("text.db"), "it is no SQLite file"),
        (path("cut.db"), "it is damaged"),
        (path("damaged.db"), "it is damaged"),
        (path("foreign.db"), "it is no store of dingnick's"),
        (path("newer.db"), "a newer version of dingnick made it"),
        (path("half.db"), "a part of it is in"),
        (place.clone(), "that is the store itself"),
    ] {
        let (code, out, err) = run(&["restore", &file]);
        assert_eq!((code, out.as_str()), (Some(1), ""), "{file}: {err}");
        assert!(err.contains(told), "{file}: {err}");
        assert!(err.contains("is not restored, and nothing was changed"), "{file}: {err}");
        assert_eq!(std::fs::read(&place).expect("it is there"), before, "{file}");
        assert!(!std::path::Path::new(&format!("{place}.restoring")).exists(), "{file}");
    }
    let (code, _, err) =
        output(&["restore", &path("good.db")], &[("DATABASE_URL", "postgres://h/d")]);
    assert_eq!(code, Some(1));
    assert!(err.contains("pg_restore"), "{err}");
    let new = format!("sqlite://{}", path("new/store.db"));
    let (code, out, err) = output(&["restore", &path("good.db")], &[("DATABASE_URL", &new)]);
    assert_eq!(code, Some(0), "where there was none: {err}");
    assert!(!out.contains("before"), "{out}");
}

fn environment(story: &Story) -> Vec<(String, String)> {
    story.settings_of_process().into_iter().collect()
}

fn pairs(environment: &[(String, String)]) -> Vec<(&str, &str)> {
    environment.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

/// The store's file, where the story is told on SQLite.
fn sqlite_file(story: &Story) -> Option<String> {
    story.settings_of_process()["DATABASE_URL"].strip_prefix("sqlite://").map(str::to_owned)
}

/// What a command prints on a terminal that is so wide.
fn on_a_terminal(columns: u16, arguments: &str, environment: &[(String, String)]) -> Vec<String> {
    let program = env!("CARGO_BIN_EXE_dingnick");
    // One that is told neither is one that nobody has measured.
    let rows = if columns == 0 { 0 } else { 40 };
    let command = format!("stty cols {columns} rows {rows}; {program} {arguments}");
    let mut script = std::process::Command::new("script");
    script.args(["-qec", &command, "/dev/null"]).stdin(std::process::Stdio::null());
    let environment = environment.iter().map(|(name, value)| (name, value));
    script.env_remove("COLUMNS").env("NO_COLOR", "1").env("SHELL", "/bin/sh").envs(environment);
    let output = script.output().expect("util-linux has it");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    text.lines().map(|line| line.trim_end_matches('\r').to_owned()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_store_that_holds_nothing_yet_is_no_fault() {
    let folder = tempfile::tempdir().expect("a folder");
    let url = format!("sqlite://{}/store.db", folder.path().display());
    dingnick::store::open(&url).await.expect("it is made").close().await;
    for (command, told) in [
        (&["groups", "list"][..], "no groups yet"),
        (&["history"], "no changes"),
        (&["jobs", "list"], "every job that was kept could be read"),
    ] {
        let (code, out, err) = output(command, &[("DATABASE_URL", &url)]);
        assert_eq!((code, err.as_str()), (Some(0), ""), "{command:?}");
        assert!(out.starts_with(told), "{command:?}: {out}");
    }
}

/// What is no store has no copy; and that is said once.
#[test]
fn a_file_that_is_no_store_is_not_copied() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name).display().to_string();
    std::fs::write(path("text.db"), "no database").expect("it is written");
    let url = format!("sqlite://{}", path("text.db"));
    let (code, _, err) = output(&["backup", &path("copy.db")], &[("DATABASE_URL", &url)]);
    assert_eq!(code, Some(1));
    assert!(err.contains("no SQLite database") && !err.contains("file is not"), "{err}");
    assert!(!std::path::Path::new(&path("copy.db")).exists(), "nothing is left");
}

/// The groups of a bot in China speak Chinese; its operator's shell speaks English.
#[tokio::test(flavor = "multi_thread")]
async fn what_the_shell_says_is_english_only() {
    let mut story = Story::begin().await;
    story.stop().await;
    let mut environment = environment(&story);
    environment.push(("DINGTALK_REGION".to_owned(), "cn".to_owned()));
    environment.push(("DINGTALK_GROUP_TEMPLATE_ID".to_owned(), TEMPLATE.to_owned()));
    environment.retain(|(name, _)| name != "DINGNICK_LOCALE");
    let unbound = story.world(|world| world.group(story.cast.unbound).open_conversation_id.clone());
    let known = format!(
        "INSERT INTO groups (robot_code, conversation_id)
         SELECT robot_code, '{unbound}' FROM groups LIMIT 1"
    );
    story.change_store(&known).await;
    let is_chinese = |text: &str| text.chars().any(|c| ('\u{2E80}'..'\u{FB00}').contains(&c));
    for fault in [Fault::ResetBefore, Fault::Bare(60_011), Fault::Bare(987_654)] {
        for api in [Api::ConvertChatId, Api::TemplateApply] {
            story.world(|world| world.faults.always(api, fault.clone()));
        }
        for command in [
            &["groups", "bind", "chat0123456789abcdef"][..],
            &["groups", "adopt", &unbound, "--owner", "owner1", "--yes"],
        ] {
            let (code, out, err) = output(command, &pairs(&environment));
            assert_eq!((code, out.as_str()), (Some(1), ""), "{command:?}: {err}");
            assert!(!is_chinese(&err), "{command:?}: {err}");
        }
    }
}

/// Where it is not known how wide the window is, help fits any; and it is as wide as people see it.
#[test]
fn the_help_of_every_command_fits_60_columns() {
    fn commands(command: &clap::Command, path: &[String], all: &mut Vec<Vec<String>>) {
        all.push(path.to_owned());
        for command in command.get_subcommands() {
            commands(command, &[path, &[command.get_name().to_owned()]].concat(), all);
        }
    }
    let mut all = Vec::new();
    commands(&dingnick::cli::command(), &[], &mut all);
    assert!(all.len() > 20, "{all:?}");
    for path in all {
        for flag in ["-h", "--help"] {
            let mut arguments: Vec<&str> = path.iter().map(String::as_str).collect();
            arguments.push(flag);
            let asked = output(&arguments, &[("COLUMNS", "60")]);
            assert_eq!(asked.0, Some(0), "{arguments:?}");
            assert_eq!(
                output(&arguments, &[]),
                asked,
                "as narrow where nobody says: {arguments:?}"
            );
            for line in asked.1.lines() {
                assert!(line.width() <= 60, "{arguments:?}: {line}");
            }
        }
    }
    let told = output(&["history", "--help"], &[("COLUMNS", "60")]).1;
    assert_eq!(on_a_terminal(0, "history --help", &[]).join("\n"), told.trim_end());
    assert_ne!(output(&["history", "--help"], &[("COLUMNS", "100")]).1, told, "wide is wide");
}

#[tokio::test(flavor = "multi_thread")]
async fn tables_and_help_fit_the_terminal_and_a_row_is_a_line_without_one() {
    let mut story = Story::begin().await;
    story.talk(&[(story.cast.ming, "/nick 甲乙丙丁戊己庚辛壬癸子丑寅")]).await;
    story.stop().await;
    let environment = environment(&story);
    let (_, out, _) = output(&["history"], &pairs(&environment));
    assert_eq!(out.lines().count(), 2, "{out}");
    let class = story.world(|world| world.group(story.cast.class).chatid.clone());
    let apply = format!("apply --template '{{dept}}-{{title}}-{{name}}' --group {class} --dry-run");
    for columns in [60, 120] {
        for arguments in ["history", &apply, "apply --help", "rename --help", "restore --help"] {
            let lines = on_a_terminal(columns, arguments, &environment);
            assert!(lines.len() >= 2, "{arguments}: {lines:#?}");
            for line in &lines {
                assert!(line.width() <= usize::from(columns), "{arguments}: {line}");
                assert!(!line.contains('\u{1b}'), "{arguments}: {line}");
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_kept_of_somebody_is_removed_after_a_yes() {
    let story = Story::begin().await;
    for (who, name) in [(story.cast.ming, "明明"), (story.cast.hong, "红红")] {
        story.say(who, &format!("/nick {name}")).await;
        story.reply().await;
    }
    story.idle().await;
    let settings = story.settings_of_process();
    let looks = [("DATABASE_URL", settings["DATABASE_URL"].as_str())];
    let purge = |more: &[&str]| output(&[&["purge", "--user", "ming1"], more].concat(), &looks);
    let (code, out, err) = purge(&[]);
    assert_eq!((code, out.as_str()), (Some(2), ""), "{err}");
    assert!(err.contains("1 renames of this member"), "{err}");
    let (code, out, err) = purge(&["--dry-run"]);
    assert!(code == Some(0) && out.contains("1 renames of this member"), "{out}{err}");
    story.counts("SELECT count(*) FROM ledger", 2).await;
    let (code, out, err) = purge(&["--yes"]);
    assert!(code == Some(0) && out.starts_with("removed 1 renames"), "{out}{err}");
    story.counts("SELECT count(*) FROM ledger WHERE user_id = 'ming1'", 0).await;
    story.counts("SELECT count(*) FROM jobs WHERE lane LIKE '%ming1'", 0).await;
    let (code, _, err) = output(&["purge"], &looks);
    assert_eq!(code, Some(2), "{err}");
    for which in [["--group", "三班"], ["--before", "2999-01-01"]] {
        let (code, _, err) = output(&[&["purge", "--yes"][..], &which].concat(), &looks);
        assert_eq!(code, Some(0), "{err}");
    }
    story.counts("SELECT count(*) FROM ledger", 0).await;
    story.end().await;
}
