//! A store of an earlier version is brought up to date with all that it holds, by one process at a
//! time, and the release before still works from it.

use std::collections::BTreeMap;
use std::time::Duration;

use futures_util::future::join_all;

use dingnick::domain::{Clock, ConversationId, Nickname, Timestamp, UserId};
use dingnick::store::{self, Ending, JobOutcome, Kept, ReplyOutcome, Scope};

use super::versions::{BACKENDS, Version, on_each_version};
use super::{LEASE, NOW, claim, ended, ids, keep, later, on_shared, say, scope, up_to};
use crate::postgres;
use crate::story::Story;

/// When the fixtures begin.
const THEN: Timestamp = Timestamp(1_600_000_000_000);

/// The group of the fixtures.
const CLASS: &str = "cidClass6rTXPRIZ2SVc5dDo==";

/// While what is in hand in the fixtures is held.
const SOON: Timestamp = Timestamp(THEN.0 + 10_000);

/// After that.
const LATER: Timestamp = Timestamp(THEN.0 + 100_000);

#[test]
fn no_migration_comes_without_what_the_version_before_it_left() {
    for backend in BACKENDS {
        let versions = Version::all_of(backend);
        let (_, earlier) = versions.split_last().expect("there is a first");
        for version in earlier {
            assert!(version.rows().is_some(), "fixtures/store lacks the rows of {version:?}");
        }
        if let Some(previous) = earlier.last() {
            let statements = previous.statements();
            assert!(statements.is_some(), "fixtures/store lacks the statements of {previous:?}");
        }
    }
}

#[tokio::test]
async fn migrations_lose_nothing() {
    on_each_version(async |version, url| {
        version.set_up(url).await;
        postgres::execute(url, &version.rows().expect("it has some")).await;
        let columns = columns(url).await;
        let before = content(url, &columns).await;
        assert!(before.len() > 10, "{before:#?}");
        let store = store::open(url).await.expect("it opens");
        assert_eq!(content(url, &columns).await, before, "{version:?}");
        store.close().await;
    })
    .await;
}

#[tokio::test]
async fn a_store_of_any_earlier_version_is_worked_from() {
    on_each_version(async |version, url| {
        version.set_up(url).await;
        postgres::execute(url, &version.rows().expect("it has some")).await;
        let store = scope(url).await;
        what_is_known_is_known(&store).await;
        what_is_open_is_done(&store).await;
        // After the work, so that what has just ended is kept out too.
        for id in ["renamed", "refused", "greeted", "in-hand", "waiting", "behind"] {
            assert_eq!(keep(&store, id, "lane", LATER).await, Kept::Before, "{version:?}: {id}");
        }
        assert_eq!(keep(&store, "new", "lane", LATER).await, Kept::New);
        assert_eq!(ids(&claim(&store, LATER).await), ["new"]);
        store.store().close().await;
    })
    .await;
}

async fn what_is_known_is_known(store: &Scope) {
    let class = ConversationId::parse(CLASS).expect("an id");
    let scene = ConversationId::parse("cidSceneK6JnfFA0ceOTgVXn==").expect("an id");
    let ming = UserId::parse("ming1").expect("an id");
    let group = store.group(&class).await.expect("answers").expect("it is known");
    assert_eq!(group.title.as_deref(), Some("三班"));
    assert_eq!(group.chat_id.expect("bound").as_str(), "chat9ae8cf103ce5cc1111ec3f8c1d298c0d");
    assert!(!group.is_scene.expect("asked").0);
    assert_eq!(group.owner.expect("known").0.as_str(), "owner1");
    let group = store.group(&scene).await.expect("answers").expect("it is known");
    assert_eq!((group.chat_id, group.is_scene.expect("asked").0), (None, true));
    let names = store.names_of(&class, &ming).await.expect("answers");
    assert_eq!(
        names.given.expect("the ledger knows").name,
        Nickname::parse("明明").expect("a name")
    );
    let day = Duration::from_secs(86_400);
    assert!(!store.claim_hint("hong1", SOON, day).await.expect("answers"));
}

async fn what_is_open_is_done(store: &Scope) {
    let end = async |job: &store::ClaimedJob, at| {
        let answer = say(&format!("answer to {}", job.id));
        let ending = Ending { outcome: JobOutcome::Applied, answer, ..Ending::default() };
        ended(store, &job.lease, &ending, at).await
    };
    let waiting = claim(store, SOON).await;
    assert_eq!(waiting.len(), 1, "one is in hand, and one is behind it: {waiting:#?}");
    assert!(waiting[0].message_id == "waiting" && waiting[0].attempt == 1);
    assert!(end(&waiting[0], SOON).await);
    let replies = store.claim_replies(SOON, LEASE, up_to(10)).await.expect("answers");
    let jobs: Vec<i64> = replies.iter().map(|reply| reply.job_id).collect();
    assert_eq!(jobs, [2, waiting[0].id], "the one that was being given is not given again");
    assert!(replies[0].answer.contains("NotOwner"));
    for reply in &replies {
        let sent = store.finish_reply(&reply.lease, ReplyOutcome::Sent, SOON).await;
        assert!(sent.expect("answers"));
    }
    assert_eq!(store.recover(LATER).await.expect("answers"), (1, 1));
    for id in ["in-hand", "behind"] {
        let jobs = claim(store, LATER).await;
        assert!(jobs.len() == 1 && jobs[0].message_id == id, "{jobs:#?}");
        assert_eq!(jobs[0].attempt, 1, "that somebody died is not its fault");
        assert!(end(&jobs[0], LATER).await);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bot_reads_and_does_what_any_earlier_version_left() {
    on_each_version(async |version, url| {
        let mut story = Story::begin().await;
        story.stop().await;
        version.set_up(url).await;
        let rows = version.rows().expect("it has some");
        postgres::execute(url, &in_the_story(&rows, &story)).await;
        story.set("DATABASE_URL", url);
        story.start().await;
        story.idle().await;
        // The answers that waited, and one to each of the three open messages; the one that was
        // being given is not given again.
        for _ in 0..4 {
            story.reply().await;
        }
        let name = |who| story.nickname(who);
        assert_eq!(name(story.cast.hong).as_deref(), Some("红"), "{version:?}");
        assert_eq!(name(story.cast.ming).as_deref(), Some("小小明"), "{version:?}");
        for (rows, query) in [
            (5, "SELECT count(*) FROM replies WHERE outcome = 'sent'"),
            (1, "SELECT count(*) FROM replies WHERE outcome = 'unknown'"),
            // The newest name once more, too: what was in hand may still have had its effect.
            (6, "SELECT count(*) FROM jobs WHERE outcome = 'applied'"),
        ] {
            assert_eq!(story.count(query).await, rows, "{version:?}: {query}");
        }
        story.end().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bot_carries_out_every_form_of_job_that_was_ever_kept() {
    on_shared(async |url| {
        let mut story = Story::begin().await;
        story.stop().await;
        store::open(url).await.expect("a store").close().await;
        let forms = every_form(&story);
        assert!(forms.len() > 30, "the fixtures were not found");
        postgres::execute(url, &forms.concat()).await;
        story.set("DATABASE_URL", url);
        story.start().await;
        story.idle().await;
        let ended = "SELECT count(*) FROM jobs WHERE message_id LIKE 'form-%' AND state = 1";
        assert_eq!(usize::try_from(story.count(ended).await), Ok(forms.len()));
        let badly = "SELECT count(*) FROM jobs WHERE outcome IN ('unreadable', 'dead', 'expired')";
        assert_eq!(story.count(badly).await, 0);
        for _ in 0..story.count("SELECT count(*) FROM replies WHERE outcome = 'sent'").await {
            story.reply().await;
        }
        story.end().await;
    })
    .await;
}

/// A statement for each fixture of a job, which keeps it as if it had come into this story a moment
/// ago, in a lane of its own.
fn every_form(story: &Story) -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/store/jobs");
    let (robot, class) =
        story.world(|world| (world.app.client_id.clone(), world.group(story.cast.class).clone()));
    let now = story.clock.now().0;
    let mut forms = Vec::new();
    for file in std::fs::read_dir(folder).expect("the folder is there") {
        let path = file.expect("an entry").path();
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&path).expect("it is UTF-8");
        let text = text
            .replace("dingrobot", &robot)
            .replace("cidclass==", &class.open_conversation_id)
            .replace("msg0123456789==", &format!("form-{name}"))
            .replace("\"ming\"", "\"ming1\"")
            .replace("\"hong\"", "\"hong1\"")
            .replace("1795000000000", &now.to_string())
            .replace("1795005400000", &(now + 5_400_000).to_string());
        let value: serde_json::Value = serde_json::from_str(&text).expect("it is JSON");
        let column = |name: &str| match value.get(name).filter(|it| !it.is_null()) {
            Some(it) => format!("'{it}'"),
            None => "NULL".to_owned(),
        };
        let (message, asker, session) = match name.starts_with("v0-") {
            true => (format!("'{value}'"), "NULL".to_owned(), "NULL".to_owned()),
            false => (column("message"), column("asker"), column("session")),
        };
        forms.push(format!(
            "INSERT INTO jobs (robot_code, message_id, lane, conversation_id, message, asker,
                 session, received_at, visible_at)
             VALUES ('{robot}', 'form-{name}', 'form {name}', '{}', {message}, {asker}, {session},
                 {now}, {now});\n",
            class.open_conversation_id
        ));
    }
    forms
}

/// The rows of a fixture as if they had been written in this story, a minute ago.
fn in_the_story(rows: &str, story: &Story) -> String {
    let (robot, class) =
        story.world(|world| (world.app.client_id.clone(), world.group(story.cast.class).clone()));
    let rows = rows
        .replace("'robot'", &format!("'{robot}'"))
        .replace("\"robot\"", &format!("\"{robot}\""))
        .replace(CLASS, &class.open_conversation_id)
        .replace("chat9ae8cf103ce5cc1111ec3f8c1d298c0d", &class.chatid);
    // The fixtures hold less than a minute; a session in them is over.
    let now = story.clock.now().0 / 1000;
    (0..60).fold(rows, |rows, second| {
        let then = THEN.0 / 1000 + second;
        rows.replace(&format!("{then}"), &format!("{}", now - 60 + second))
    })
}

#[tokio::test]
async fn the_release_before_works_from_a_store_of_the_newest_version() {
    for backend in BACKENDS {
        // An older release need not run; whoever breaks one removes its statements.
        let all = Version::all_of(backend).into_iter();
        for version in all.filter(|version| version.statements().is_some()) {
            on_shared(async |url| {
                if postgres::is_sqlite(url) == (backend == "sqlite") {
                    works_beside(&version, url).await;
                }
            })
            .await;
        }
    }
}

/// A process of an earlier version works from the store, before and after one of this version.
async fn works_beside(version: &Version, url: &str) {
    let store = scope(url).await;
    keep(&store, "answered", "lane now", NOW).await;
    let jobs = claim(&store, NOW).await;
    let ending = Ending { answer: say("hello"), ..Ending::default() };
    assert!(ended(&store, &jobs[0].lease, &ending, NOW).await);
    keep(&store, "now", "lane now", NOW).await;
    for (rows, statement) in version.statements().expect("it has some") {
        assert_eq!(postgres::rows(url, &statement).await, rows, "{version:?} runs {statement}");
    }
    // What it kept and released is done by this version, and what it ended stays ended.
    assert_eq!(keep(&store, "then", "lane then", NOW).await, Kept::Before);
    assert_eq!(ids(&claim(&store, later(1)).await), ["now", "left"]);
    let replies = store.claim_replies(later(1), LEASE, up_to(10)).await.expect("answers");
    let answers: Vec<&str> = replies.iter().map(|reply| reply.answer.as_str()).collect();
    assert_eq!(answers, ["done"]);
    let (conversation, user_id) = (ConversationId::parse("cid1=="), UserId::parse("ming"));
    let (conversation, user_id) = (conversation.expect("an id"), user_id.expect("an id"));
    let names = store.names_of(&conversation, &user_id).await.expect("answers");
    assert_eq!(names.given.expect("it was written").name, Nickname::parse("明明").expect("a name"));
    store.store().close().await;
}

#[tokio::test]
async fn several_processes_make_and_migrate_a_store_at_the_same_time() {
    let open_at_once = async |url: &str| {
        let stores = join_all((0..5).map(|_| store::open(url))).await;
        let stores: Result<Vec<_>, _> = stores.into_iter().collect();
        for store in stores.expect("it opens for all") {
            store.close().await;
        }
    };
    on_shared(async |url| open_at_once(url).await).await;
    on_each_version(async |version, url| {
        version.set_up(url).await;
        postgres::execute(url, &version.rows().expect("it has some")).await;
        let columns = columns(url).await;
        let before = content(url, &columns).await;
        open_at_once(url).await;
        assert_eq!(content(url, &columns).await, before, "{version:?}");
        let newest = Version::all_of(version.backend).last().expect("there is one").number;
        let migrated = "SELECT max(version) FROM _sqlx_migrations WHERE success";
        assert_eq!(postgres::count(url, migrated).await, newest);
    })
    .await;
}

/// The tables of a store, with their columns.
async fn columns(url: &str) -> BTreeMap<String, Vec<String>> {
    let query = if postgres::is_sqlite(url) {
        "SELECT tables.name || ' ' || columns.name
         FROM sqlite_schema AS tables, pragma_table_info(tables.name) AS columns
         WHERE tables.type = 'table' AND tables.name NOT LIKE 'sqlite%'
           AND tables.name <> '_sqlx_migrations'"
    } else {
        "SELECT table_name || ' ' || column_name FROM information_schema.columns
         WHERE table_schema = 'public' AND table_name <> '_sqlx_migrations'"
    };
    let mut tables = BTreeMap::new();
    for text in postgres::texts(url, query).await {
        let (table, column) = text.split_once(' ').expect("two words");
        tables.entry(table.to_owned()).or_insert_with(Vec::new).push(column.to_owned());
    }
    tables
}

/// What stands in those columns, a text for each row.
async fn content(url: &str, columns: &BTreeMap<String, Vec<String>>) -> Vec<String> {
    let mut rows = Vec::new();
    for (table, columns) in columns {
        let values = columns
            .iter()
            .map(|column| format!("'{column}: ' || coalesce(CAST({column} AS TEXT), 'null')"));
        let values = values.collect::<Vec<_>>().join(" || ', ' || ");
        let query = format!("SELECT '{table}: ' || {values} AS row FROM {table} ORDER BY 1");
        rows.extend(postgres::texts(url, &query).await);
    }
    rows
}
