//! The Stream gateway: says that it will close connections, breaks them, lets them die without a
//! word, and pushes again what was not acknowledged.

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Result, ensure};
use dingnick::simulator::world::Door;

use crate::account::{Account, Line};
use crate::hammer::{Hammer, Load};
use crate::process::shipped;
use crate::scene::Scene;
use crate::{is_full, seed};

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
    let mut scene = Scene::with_sqlite(5, 20)?;
    scene.settings.insert("DINGNICK_INTAKE".to_owned(), "stream".to_owned());
    scene.simulator.set_door(Door::Stream);
    scene.simulator.set_gateway_times(REDELIVER_AFTER, CLOSE_AFTER);
    let scene = Arc::new(scene);
    let bot = scene.bot(&shipped()).await?;
    let pause = Duration::from_millis(400);
    let load = Load { messages: MESSAGES, parallel: 16, pause, seed: seed() };
    let hammer = Hammer::by_stream(&scene, load);
    let hammering = tokio::spawn(Arc::clone(&hammer).run());
    let silences = if is_full() { 5 } else { 1 };
    let mut chance = fastrand::Rng::with_seed(seed());
    let simulator = &scene.simulator;
    for _ in 0..silences {
        for _ in 0..8 {
            // What is broken, and how soon, is the fault itself.
            tokio::time::sleep(Duration::from_millis(chance.u64(200..900))).await;
            match chance.u8(..3) {
                0 => simulator.cut(),
                _ => simulator.disconnect("connection is expired"),
            }
        }
        let connections = || simulator.with(|world| world.gateway.connections.len());
        let before = connections();
        simulator.fall_silent();
        let noticed = simulator
            .wait_for(NOTICED_AFTER, |world| {
                (world.gateway.connections.len() > before).then_some(())
            })
            .await;
        ensure!(noticed.is_some(), "silence was not noticed within {NOTICED_AFTER:?}");
    }
    hammer.enough();
    hammering.await??;
    scene.store.wait_until_idle().await?;
    let sent = hammer.sent();
    let account = Account::of(&scene, &sent, &[]).await?;
    let (connections, again) = simulator.with(|world| {
        (world.gateway.connections.len(), world.gateway.pushes.len().saturating_sub(sent.len()))
    });
    ensure!(bot.get("/readyz").await == Some(200), "it is connected");
    let few = sent.len() < MESSAGES as usize;
    Ok(vec![
        Line::new("Stream that breaks and falls silent", account)
            .note(format!("{connections} connections, {again} pushed again"))
            .expect(!few, "too few messages")
            .expect(again > 0, "nothing had to come again"),
    ])
}
