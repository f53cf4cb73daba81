//! SIGKILL at each point at which a message can be lost or done twice.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use dingnick::simulator::world::{Api, Fault};
use futures_util::future::try_join_all;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection, PgConnection};

use crate::account::{Account, Kill, Line};
use crate::hammer::{Hammer, Listeners, Load};
use crate::postgres::Database;
use crate::process::{Process, shipped};
use crate::scene::Scene;
use crate::{PATIENCE, STEP, now};

/// A point, and what has to be found after it.
struct Point {
    name: &'static str,
    about: &'static str,
    is_acknowledged: bool,
    calls: RangeInclusive<usize>,
    answers: usize,
    unknown: usize,
}

const fn point(
    name: &'static str,
    about: &'static str,
    is_acknowledged: bool,
    calls: RangeInclusive<usize>,
    (answers, unknown): (usize, usize),
) -> Point {
    Point { name, about, is_acknowledged, calls, answers, unknown }
}

const POINTS: [Point; 9] = [
    point("C1", "before the commit", false, 1..=1, (1, 0)),
    point("C2", "committed, not answered", false, 1..=1, (1, 0)),
    point("C3", "answered, not taken", true, 1..=1, (1, 0)),
    point("C4", "taken, not called", true, 1..=1, (1, 0)),
    point("C5", "called, no answer yet", true, 1..=2, (1, 0)),
    point("C6", "done, not written down", true, 1..=2, (1, 0)),
    point("C7", "written down, not told", true, 1..=1, (1, 0)),
    point("C8", "about to tell", true, 1..=1, (0, 1)),
    point("C9", "told, not written down", true, 1..=1, (1, 1)),
];

/// The longest that what was under way may wait, in seconds: for one process, and for several.
const ALONE: u64 = 5;
const AMONG_OTHERS: u64 = 45;

pub(crate) async fn with_sqlite() -> Result<Vec<Line>> {
    let mut lines = Vec::new();
    for point in &POINTS {
        let scene = Arc::new(Scene::with_sqlite(1, 2)?);
        let line = crash(&scene, point, ALONE).await.context(point.name)?;
        lines.push(line);
    }
    lines.push(migration().await.context("C10 in a migration")?);
    lines.push(purge(Scene::with_sqlite(1, 2)?, "").await.context("C10 in a purge")?);
    Ok(lines)
}

/// Those that wait for a lease take their time, so all wait together.
pub(crate) async fn with_postgres() -> Result<Vec<Line>> {
    let chosen = ["C1", "C2", "C4", "C8"];
    let points = POINTS.iter().filter(|point| crate::is_full() || chosen.contains(&point.name));
    let crashes = points.map(|point| async move {
        let scene = Arc::new(Scene::with_postgres(1, 2, Database::create().await?)?);
        crash(&scene, point, AMONG_OTHERS).await.context(point.name)
    });
    let mut lines = try_join_all(crashes).await?;
    lines.push(migration_on_postgres().await.context("C10 in a migration")?);
    let scene = Scene::with_postgres(1, 2, Database::create().await?)?;
    lines.push(purge(scene, ", PostgreSQL").await.context("C10 in a purge")?);
    Ok(lines)
}

/// No load but what the case itself sends.
pub(crate) fn still() -> Load {
    Load { messages: 0, parallel: 0, pause: Duration::ZERO, seed: 0 }
}

async fn crash(scene: &Arc<Scene>, point: &Point, longest: u64) -> Result<Line> {
    let is_waiting_for_dingtalk = point.name == "C5";
    let mut bot = if is_waiting_for_dingtalk {
        scene.bot(&shipped()).await?
    } else {
        scene.bot_failing_at(&format!("{}:2", point.name)).await?
    };
    let listeners = Listeners::of(&bot.address);
    let hammer = Hammer::new(scene, &listeners, still());
    // The first message sees to it that the bot has its token and knows the group.
    let (first, envelope) = hammer.compose(0, false);
    hammer.deliver(first, &envelope).await?;
    scene.store.wait_until_idle().await?;
    if is_waiting_for_dingtalk {
        scene.simulator.with(|world| world.faults.once(Api::UpdateGroupNick, Fault::Hang(60_000)));
    }
    let (second, envelope) = hammer.compose(1, false);
    let delivery = {
        let (hammer, envelope) = (Arc::clone(&hammer), envelope.clone());
        tokio::spawn(async move { hammer.deliver_once(second, &envelope).await })
    };
    if is_waiting_for_dingtalk {
        let called =
            scene.simulator.wait_for(PATIENCE, |world| (calls(world, "k1n1") == 1).then_some(()));
        called.await.context("it calls")?;
    } else {
        bot.wait_for_fail_point().await?;
    }
    let killed = if point.is_acknowledged {
        ensure!(delivery.await?? == Some(200), "the message was not acknowledged");
        bot.kill()?
    } else {
        let killed = bot.kill()?;
        ensure!(delivery.await??.is_none(), "the message was answered");
        killed
    };
    let mut bot = scene.bot(&shipped()).await?;
    let ready = now() - killed;
    listeners.open(0, &bot.address);
    scene.store.wait_until_idle().await?;
    let rows = scene.store.jobs().await?;
    let message = envelope.message_id.as_str();
    let row = rows.iter().find(|row| row.message_id == message);
    ensure!(row.is_some() == (point.name != "C1"), "{} rows", rows.len());
    let resumed = row.map(|row| row.ended_at - killed);
    if !point.is_acknowledged {
        let before = scene.simulator.with(|world| calls(world, "k1n1"));
        ensure!(before == usize::from(row.is_some()), "{before} calls before it came again");
        hammer.deliver(second, &envelope).await?;
        scene.store.wait_until_idle().await?;
    }
    bot.kill()?;
    let account =
        Account::of(scene, &hammer.sent(), &[Kill { at: killed, until: killed + ready }]).await?;
    scene.store.check_integrity().await?;
    let calls = scene.simulator.with(|world| calls(world, "k1n1"));
    let (answers, unknown) = (2 - account.untold, account.unknown);
    let place = if longest == ALONE { "" } else { ", PostgreSQL" };
    Ok(Line::new(format!("{} {}{place}", point.name, point.about), account)
        .times(Some(ready), resumed, longest)
        .expect(point.calls.contains(&calls), format!("{calls} calls"))
        .expect(answers == 1 + point.answers, format!("{answers} answers of 2"))
        .expect(unknown == point.unknown, format!("{unknown} unknown")))
}

fn calls(world: &dingnick::simulator::world::World, name: &str) -> usize {
    let calls = world.calls.iter().filter(|call| call.api == Api::UpdateGroupNick);
    calls.filter(|call| call.request["group_nick"] == name).count()
}

/// Killed before each commit of the migrations: each has happened or not, and the next start goes
/// on with the rest.
async fn migration() -> Result<Line> {
    let clean = Scene::with_sqlite(1, 2)?;
    drop(clean.bot(&shipped()).await?);
    let (all, schema) = schema(&clean).await?;
    let mut seen = BTreeMap::from([(all, schema.clone())]);
    let mut longest = 0;
    let mut kills = 0;
    loop {
        let scene = Scene::with_sqlite(1, 2)?;
        let point = format!("C10-commit:{}", kills + 1);
        let extra = [("DINGNICK_FAIL_POINT", point.as_str())];
        let mut bot = Process::spawn(&Scene::fail_points()?, &scene.settings, &extra)?;
        if !bot.stops_before_it_listens().await? {
            break;
        }
        let killed = bot.kill()?;
        kills += 1;
        let (applied, found) = self::schema(&scene).await?;
        let whole = seen.entry(applied).or_insert_with(|| found.clone());
        ensure!(*whole == found, "mixed after {applied} migrations:\n{found}");
        let bot = scene.bot(&shipped()).await?;
        longest = longest.max(now() - killed);
        scene.store.check_integrity().await?;
        drop(bot);
        ensure!(self::schema(&scene).await? == (all, schema.clone()), "the next start finishes");
    }
    let line = Line::new("C10 in a migration", Account::default());
    Ok(line
        .times(Some(longest), None, ALONE)
        .note(format!("{kills} kills, none left a mixed schema"))
        .expect(kills > all, "each migration was killed"))
}

/// How many migrations a store has, and its tables as they stand. It looks at a copy: whoever
/// opens a store first after a crash repairs it, and that is for the bot to do.
async fn schema(scene: &Scene) -> Result<(i64, String)> {
    let copy = scene.folder().join("copy");
    std::fs::create_dir_all(&copy)?;
    for name in ["store.db", "store.db-wal"] {
        let (from, to) = (scene.folder().join(name), copy.join(name));
        if from.exists() {
            std::fs::copy(from, to)?;
        }
    }
    let found = schema_of(&copy.join("store.db")).await;
    std::fs::remove_dir_all(&copy)?;
    found
}

async fn schema_of(file: &Path) -> Result<(i64, String)> {
    let options = SqliteConnectOptions::new().filename(file).create_if_missing(true);
    let mut connection = options.connect().await?;
    let schema = "SELECT coalesce(group_concat(sql, ';'), '') FROM (
                      SELECT sql FROM sqlite_schema
                      WHERE sql IS NOT NULL AND tbl_name <> '_sqlx_migrations' ORDER BY name)";
    let schema: String = sqlx::query_scalar(schema).fetch_one(&mut connection).await?;
    let is_there = "SELECT count(*) FROM sqlite_schema WHERE name = '_sqlx_migrations'";
    let is_there: i64 = sqlx::query_scalar(is_there).fetch_one(&mut connection).await?;
    let applied = if is_there == 0 {
        0
    } else {
        let applied = "SELECT count(*) FROM _sqlx_migrations";
        sqlx::query_scalar(applied).fetch_one(&mut connection).await?
    };
    connection.close().await?;
    Ok((applied, schema))
}

/// Killed while the first migration waits for a lock that another transaction holds.
async fn migration_on_postgres() -> Result<Line> {
    let scene = Scene::with_postgres(1, 2, Database::create().await?)?;
    let mut other = PgConnection::connect(&scene.store.url()).await?;
    sqlx::raw_sql("BEGIN; CREATE TABLE ledger (id int)").execute(&mut other).await?;
    let mut bot = Process::spawn(&shipped(), &scene.settings, &[])?;
    let waiting = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'dingnick'
                       AND datname = current_database() AND wait_event_type = 'Lock'";
    let there = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'dingnick'
                     AND datname = current_database()";
    wait_until(&scene, waiting, 1).await?;
    let killed = bot.kill()?;
    sqlx::raw_sql("ROLLBACK").execute(&mut other).await?;
    other.close().await?;
    wait_until(&scene, there, 0).await?;
    let ours = "SELECT count(*) FROM pg_class WHERE relname IN ('jobs', 'replies', 'groups')";
    let left = scene.store.count(ours).await?;
    let bot = scene.bot(&shipped()).await?;
    let ready = now() - killed;
    let made = scene.store.count(ours).await?;
    drop(bot);
    let line = Line::new("C10 in a migration, PostgreSQL", Account::default());
    Ok(line
        .times(Some(ready), None, ALONE)
        .note("1 kill, none left a mixed schema")
        .expect(left == 0, format!("{left} tables were left"))
        .expect(made == 3, format!("{made} tables were made")))
}

async fn wait_until(scene: &Scene, query: &str, expected: i64) -> Result<()> {
    let counted = async {
        while scene.store.count(query).await? != expected {
            tokio::time::sleep(STEP).await;
        }
        Ok(())
    };
    tokio::time::timeout(PATIENCE, counted)
        .await
        .with_context(|| format!("not {expected}: {query}"))?
}

/// Killed while old messages are removed: they are there or gone, and the next start goes on.
async fn purge(scene: Scene, place: &str) -> Result<Line> {
    let scene = Arc::new(scene);
    let mut bot = scene.bot(&shipped()).await?;
    let hammer = Hammer::new(&scene, &Listeners::of(&bot.address), still());
    for key in [0, 1, 0, 1] {
        let (index, envelope) = hammer.compose(key, false);
        hammer.deliver(index, &envelope).await?;
        scene.store.wait_until_idle().await?;
    }
    let account = Account::of(&scene, &hammer.sent(), &[]).await?;
    // Four days ago.
    scene.store.run("UPDATE jobs SET ended_at = ended_at - 345600000").await?;
    bot.kill()?;
    let extra = [("DINGNICK_FAIL_POINT", "C10-purge")];
    let mut bot = Process::spawn(&Scene::fail_points()?, &scene.settings, &extra)?;
    bot.wait_for_fail_point().await?;
    let killed = bot.kill()?;
    let bot = scene.bot(&shipped()).await?;
    let ready = now() - killed;
    let count = "SELECT (SELECT count(*) FROM jobs) + (SELECT count(*) FROM replies)";
    wait_until(&scene, count, 0).await?;
    scene.store.check_integrity().await?;
    drop(bot);
    Ok(Line::new(format!("C10 in a purge{place}"), account).times(Some(ready), None, ALONE))
}
