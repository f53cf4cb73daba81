//! The store is lost, and a copy that was made while the bot worked takes its place.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::time::Duration;

use dingnick::simulator::deliver::Envelope;
use dingnick::simulator::world::{Api, Fault};

use crate::postgres;
use crate::process::{Process, output};
use crate::story::Story;

const PATIENCE: Duration = Duration::from_secs(20);

#[tokio::test(flavor = "multi_thread")]
async fn a_restored_store_does_nothing_twice_and_goes_on_with_what_was_open() {
    let mut story = Story::begin().await;
    story.stop().await;
    let mut process = Process::serve(&story, &[]);
    process.listen(&story);
    let mut said = vec![say(&story, "/nick 一").await];
    story.idle().await;
    let in_hand = begin_what_does_not_end(&story).await;
    let url = story.settings_of_process()["DATABASE_URL"].clone();
    let folder = tempfile::tempdir().expect("a folder");
    let copy = folder.path().join("copy.db");
    let backing_up = tokio::task::spawn_blocking({
        let (url, copy) = (url.clone(), copy.display().to_string());
        move || output(&["backup", &copy], &[("DATABASE_URL", &url)])
    });
    while !backing_up.is_finished() {
        said.push(say(&story, &format!("/nick 李{}", said.len())).await);
    }
    let (code, _, err) = backing_up.await.expect("no panic");
    assert_eq!(code, Some(0), "{err}");
    let too_late = say(&story, "/nick 末").await;
    process.signal("KILL");
    process.end();

    put_in_place(&copy, &url);
    assert_eq!(postgres::texts(&url, "PRAGMA integrity_check").await, ["ok"]);
    let kept = postgres::texts(&url, "SELECT message_id FROM jobs").await;
    assert!(kept.contains(&id_of(&said[0])) && kept.contains(&id_of(&in_hand)), "{kept:?}");
    assert!(!kept.contains(&id_of(&too_late)), "what came after the copy is not in it");
    let open = story.count("SELECT count(*) FROM jobs WHERE state = 0").await;
    let calls = story.calls(Api::UpdateGroupNick);
    story.start().await;
    story.idle().await;
    let more = story.calls(Api::UpdateGroupNick) - calls;
    assert!((1..=open).contains(&i64::try_from(more).expect("few")), "{more} for {open} open");
    assert_eq!(story.nickname(story.cast.hong).as_deref(), Some("红红"), "it was open");

    // DingTalk repeats all of it; new is only what the copy does not know.
    let calls = story.calls(Api::UpdateGroupNick);
    let (known, unknown): (Vec<_>, Vec<_>) =
        said.iter().chain([&in_hand, &too_late]).partition(|said| kept.contains(&id_of(said)));
    for envelope in known {
        assert_eq!(story.deliver(envelope).await, 200);
    }
    story.idle().await;
    assert_eq!(story.calls(Api::UpdateGroupNick), calls, "repeats are kept out");
    for envelope in &unknown {
        assert_eq!(story.deliver(envelope).await, 200);
    }
    story.named(story.cast.admin, "末").await;
    story.idle().await;
    // Beside what was said, names are set once more where an older call may have landed late.
    let jobs = "SELECT count(*) FROM jobs WHERE message_id NOT LIKE 'reapply%'";
    let jobs = story.count(jobs).await;
    assert_eq!(usize::try_from(jobs).expect("few"), kept.len() + unknown.len());
    // The memory of names goes on from the copy.
    story.say(story.cast.hong, "/nick 小红").await;
    story.named(story.cast.hong, "小红").await;
    story.idle().await;
    let remembered = "SELECT count(*) FROM ledger WHERE old_name = '红红' AND new_name = '小红'";
    assert_eq!(story.count(remembered).await, 1);
    story.stop().await;
    assert_eq!(postgres::texts(&url, "PRAGMA integrity_check").await, ["ok"]);
}

/// 李主任 asks for a name.
async fn say(story: &Story, line: &str) -> Envelope {
    let envelope = story.compose(story.cast.admin, line);
    assert_eq!(story.deliver(&envelope).await, 200);
    envelope
}

/// 小红 asks for a name, and DingTalk does not answer the bot.
async fn begin_what_does_not_end(story: &Story) -> Envelope {
    let calls = story.calls(Api::UpdateGroupNick);
    story.world(|world| world.faults.once(Api::UpdateGroupNick, Fault::Hang(20_000)));
    let envelope = story.compose(story.cast.hong, "/nick 红红");
    assert_eq!(story.deliver(&envelope).await, 200);
    let called = story.simulator.wait_for(PATIENCE, |world| {
        let calls_now = world.calls.iter().filter(|call| call.api == Api::UpdateGroupNick).count();
        (calls_now > calls).then_some(())
    });
    assert!(called.await.is_some(), "the bot tries");
    envelope
}

fn id_of(envelope: &Envelope) -> String {
    envelope.body["msgId"].as_str().expect("an id").to_owned()
}

/// The volume is new and empty, and the copy is put where the store was: as the operating page says, with
/// nothing of the old store beside it.
fn put_in_place(copy: &Path, url: &str) {
    let store = Path::new(url.strip_prefix("sqlite://").expect("SQLite"));
    for entry in std::fs::read_dir(store.parent().expect("a folder")).expect("it is there") {
        std::fs::remove_file(entry.expect("an entry").path()).expect("it goes");
    }
    assert_eq!(mode(copy), 0o600, "the copy is for its owner alone");
    std::fs::copy(copy, store).expect("it is copied");
    assert_eq!(mode(store), 0o600);
}

fn mode(file: &Path) -> u32 {
    std::fs::metadata(file).expect("it is there").permissions().mode() & 0o777
}
