//! The database: locked by somebody else, and killed in the middle of commits.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use sqlx::{Connection, PgConnection};

use crate::account::{Account, Kill, Line};
use crate::hammer::{Hammer, Listeners, Load};
use crate::postgres::{Database, Server};
use crate::process::shipped;
use crate::scene::Scene;
use crate::{PATIENCE, STEP, is_full, now, seed};

/// An answer to a callback that is later than this is too late for DingTalk: it waits two and a
/// half seconds, of which half a one is for the way.
const LATEST_ANSWER: Duration = Duration::from_millis(2_200);

/// The store's write lock, held by another process for a while.
pub(crate) async fn locked() -> Result<Vec<Line>> {
    let long = if is_full() { 10 } else { 3 };
    let mut lines = Vec::new();
    for seconds in [1, long] {
        let scene = Arc::new(Scene::with_sqlite(1, 20)?);
        let mut bot = scene.bot(&shipped()).await?;
        let load =
            Load { messages: 60, parallel: 4, pause: Duration::from_millis(50), seed: seed() };
        let hammer = Hammer::new(&scene, &Listeners::of(&bot.address), load);
        let hammering = tokio::spawn(Arc::clone(&hammer).run());
        let mut lock = scene.store.sqlite().await?;
        sqlx::query("PRAGMA busy_timeout = 5000").execute(&mut lock).await?;
        sqlx::query("BEGIN IMMEDIATE").execute(&mut lock).await?;
        // How long it is held is the fault itself.
        tokio::time::sleep(Duration::from_secs(seconds)).await;
        lock.close().await?;
        let free_at = now();
        hammer.enough();
        hammering.await??;
        ensure!(bot.is_alive(), "it did not survive");
        scene.store.wait_until_idle().await?;
        let idle = now() - free_at;
        scene.store.check_integrity().await?;
        let account = Account::of(&scene, &hammer.sent(), &[]).await?;
        let refused = hammer.refused.load(Ordering::SeqCst);
        let slowest = hammer.slowest();
        let note = format!("{refused} refused, slowest answer {} ms", slowest.as_millis());
        lines.push(
            Line::new(format!("locked for {seconds} s"), account)
                .times(None, Some(idle), 45)
                .note(note)
                .expect(!is_full() || slowest <= LATEST_ANSWER, "an answer came too late")
                .expect(seconds > 1 || refused == 0, "refused for a short lock"),
        );
    }
    Ok(lines)
}

/// A server whose every commit takes a tenth of a second, killed with all its processes while it
/// commits, and started again.
pub(crate) async fn killed() -> Result<Vec<Line>> {
    let kills = if is_full() { 20 } else { 3 };
    let server = tokio::task::spawn_blocking(Server::start).await??;
    let database = Database::create_on(server.url.clone()).await?;
    let mut connection = PgConnection::connect(server.url.as_str()).await?;
    for statement in
        ["ALTER SYSTEM SET commit_delay = 100000", "ALTER SYSTEM SET commit_siblings = 0"]
    {
        sqlx::query(statement).execute(&mut connection).await?;
    }
    sqlx::query("SELECT pg_reload_conf()").execute(&mut connection).await?;
    connection.close().await?;
    let scene = Arc::new(Scene::with_postgres(2, 20, database)?);
    let mut bot = scene.bot(&shipped()).await?;
    let load = Load { messages: 200, parallel: 6, pause: Duration::from_millis(100), seed: seed() };
    let hammer = Hammer::new(&scene, &Listeners::of(&bot.address), load);
    let hammering = tokio::spawn(Arc::clone(&hammer).run());
    let mut chance = fastrand::Rng::with_seed(seed());
    let mut killed = Vec::new();
    let mut longest = 0;
    for _ in 0..kills {
        let kept = hammer.acknowledged();
        wait_until_more(&hammer, kept + 10).await?;
        tokio::time::sleep(Duration::from_millis(chance.u64(0..150))).await;
        let at = now();
        server.kill().await?;
        // As long as it is away, nothing can be kept.
        let refused = hammer.refused.load(Ordering::SeqCst);
        let away = async {
            while hammer.refused.load(Ordering::SeqCst) < refused + 6 {
                tokio::time::sleep(STEP).await;
            }
        };
        tokio::time::timeout(PATIENCE, away).await.context("callbacks are refused")?;
        server.restart().await?;
        let back_at = now();
        killed.push(Kill { at, until: back_at });
        wait_until_more(&hammer, hammer.acknowledged() + 1).await?;
        longest = longest.max(now() - back_at);
    }
    hammer.enough();
    hammering.await??;
    ensure!(bot.is_alive(), "it did not survive");
    scene.store.wait_until_idle().await?;
    let account = Account::of(&scene, &hammer.sent(), &killed).await?;
    let refused = hammer.refused.load(Ordering::SeqCst);
    let doubled = scene
        .store
        .count("SELECT count(*) - count(DISTINCT (robot_code, message_id)) FROM jobs")
        .await?;
    Ok(vec![
        Line::new("PostgreSQL killed mid-commit", account)
            .times(Some(longest), None, 45)
            .note(format!("{kills} kills of the server, {refused} refused"))
            .expect(doubled == 0, format!("{doubled} doubled jobs")),
    ])
}

async fn wait_until_more(hammer: &Hammer, count: usize) -> Result<()> {
    let more = async {
        while hammer.acknowledged() < count {
            tokio::time::sleep(STEP).await;
        }
    };
    tokio::time::timeout(PATIENCE, more).await.context("messages are kept again")
}
