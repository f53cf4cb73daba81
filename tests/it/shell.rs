//! What the operator does from the shell, beside the bot or without one.

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
