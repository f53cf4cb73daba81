//! The Stream gateway: says that it will close connections, breaks them, lets them die without a
//! word, and pushes again what was not acknowledged.

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Result, ensure};
use dingnick::simulator::world::{Transport, World};

use crate::account::{Account, Kill, Line};
use crate::hammer::{Hammer, Load};
use crate::process::shipped;
use crate::scene::Scene;
use crate::{is_full, now, seed};

/// How many messages go through it, at least.
const MESSAGES: u32 = 1_000;

/// After this the gateway pushes again; DingTalk is said to wait for a minute.
const REDELIVER_AFTER: Duration = Duration::from_secs(1);

/// How long a connection stays that the gateway has said to close, or that is silent and nobody has
/// noticed at the gateway.
const CLOSE_AFTER: Duration = Duration::from_secs(3);

/// Within this the bot has noticed silence and is connected anew.
const NOTICED_AFTER: Duration = Duration::from_secs(30);

pub(crate) async fn all() -> Result<Vec<Line>> {
    Ok(vec![gateway().await?, killed().await?])
}

/// A scene whose messages go by Stream.
fn scene() -> Result<Arc<Scene>> {
    let mut scene = Scene::with_sqlite(5, 20)?;
    scene.settings.insert("DINGNICK_INTAKE".to_owned(), "stream".to_owned());
    scene.simulator.set_transport(Transport::Stream);
    scene.simulator.set_gateway_times(REDELIVER_AFTER, CLOSE_AFTER);
    Ok(Arc::new(scene))
}

fn load() -> Load {
    Load { messages: MESSAGES, parallel: 16, pause: Duration::from_millis(400), seed: seed() }
}

/// How many messages were pushed, and how many more times than that.
fn pushes(scene: &Scene, hammer: &Hammer) -> (usize, usize) {
    let pushes = scene.simulator.with(|world| world.gateway.pushes.len());
    let sent = hammer.sent().len();
    (sent, pushes.saturating_sub(sent))
}

async fn gateway() -> Result<Line> {
    let scene = scene()?;
    let bot = scene.bot(&shipped()).await?;
    let hammer = Hammer::by_stream(&scene, load());
    let hammering = tokio::spawn(Arc::clone(&hammer).run());
    let silences = if is_full() { 5 } else { 1 };
    let mut chance = fastrand::Rng::with_seed(seed());
    let simulator = &scene.simulator;
    let mut slowest = 0;
    for _ in 0..silences {
        for _ in 0..8 {
            // What is broken, and how soon, is the fault itself.
            tokio::time::sleep(Duration::from_millis(chance.u64(200..900))).await;
            match chance.u8(..3) {
                0 => simulator.cut(),
                _ => simulator.disconnect("connection is expired"),
            }
        }
        // Nothing else shall close the one that falls silent.
        tokio::time::sleep(CLOSE_AFTER).await;
        let is_one = |world: &World| (world.gateway.open() == 1).then_some(());
        ensure!(simulator.wait_for(NOTICED_AFTER, is_one).await.is_some(), "there is one");
        let before = simulator.with(|world| world.gateway.connections.len());
        let silent_at = now();
        simulator.fall_silent();
        let noticed = simulator
            .wait_for(NOTICED_AFTER, |world| {
                (world.gateway.connections.len() > before).then_some(())
            })
            .await;
        ensure!(noticed.is_some(), "silence was not noticed within {NOTICED_AFTER:?}");
        slowest = slowest.max(now() - silent_at);
    }
    hammer.enough();
    hammering.await??;
    scene.store.wait_until_idle().await?;
    let account = Account::of(&scene, &hammer.sent(), &[]).await?;
    let connections = simulator.with(|world| world.gateway.connections.len());
    let (sent, again) = pushes(&scene, &hammer);
    ensure!(bot.get("/readyz").await == Some(200), "it is connected");
    Ok(Line::new("Stream that breaks and falls silent", account)
        .note(format!(
            "{connections} connections, {again} pushed again, silence noticed within {} s",
            slowest / 1000
        ))
        .expect(sent >= MESSAGES as usize, "too few messages")
        .expect(again > 0, "nothing had to come again"))
}

/// The bot is killed at any moment, and what it had not acknowledged comes to the next one.
async fn killed() -> Result<Line> {
    let kills = if is_full() { 50 } else { 6 };
    let scene = scene()?;
    let mut bot = scene.bot(&shipped()).await?;
    let hammer = Hammer::by_stream(&scene, load());
    let hammering = tokio::spawn(Arc::clone(&hammer).run());
    let mut chance = fastrand::Rng::with_seed(seed());
    let mut killed = Vec::new();
    let mut ready = 0;
    for _ in 0..kills {
        // When the kill comes is the fault itself.
        tokio::time::sleep(Duration::from_millis(chance.u64(100..900))).await;
        let at = bot.kill()?;
        bot = scene.bot(&shipped()).await?;
        ready = ready.max(now() - at);
        killed.push(Kill { at, until: now() });
    }
    hammer.enough();
    hammering.await??;
    scene.store.wait_until_idle().await?;
    let account = Account::of(&scene, &hammer.sent(), &killed).await?;
    let (_, again) = pushes(&scene, &hammer);
    Ok(Line::new("Stream, killed at random", account)
        .times(Some(ready), None, 5)
        .note(format!("{kills} kills, {again} pushed again")))
}
