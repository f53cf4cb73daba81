//! Several bots that work from one database, of which one is killed every now and then.

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Result, ensure};
use dingnick::simulator::world::{Api, Fault};
use futures_util::future::try_join_all;

use crate::account::{Account, Kill, Line};
use crate::hammer::{Hammer, Listeners, Load};
use crate::kills::resumed;
use crate::postgres::Database;
use crate::process::shipped;
use crate::scene::Scene;
use crate::{is_full, now, seed};

/// How long DingTalk takes for a name, in milliseconds.
const CALL: u64 = 50;

/// What the bots had under way; when one of them is killed, some of it is nobody's.
const IN_HAND: &str = "SELECT message_id FROM jobs WHERE state = 0 AND lease_token IS NOT NULL";

pub(crate) async fn two() -> Result<Vec<Line>> {
    let (messages, kills) = if is_full() { (1_000, 10) } else { (300, 3) };
    Ok(vec![kill(2, messages, kills).await?])
}

/// For the long form only.
pub(crate) async fn ten() -> Result<Vec<Line>> {
    Ok(if is_full() { vec![kill(10, 4_000, 20).await?] } else { Vec::new() })
}

async fn kill(instances: usize, messages: u32, kills: usize) -> Result<Line> {
    let scene = Arc::new(Scene::with_postgres(4, 25, Database::create().await?)?);
    scene.simulator.with(|world| world.faults.always(Api::UpdateGroupNick, Fault::Hang(CALL)));
    let binary = shipped();
    let mut bots = try_join_all((0..instances).map(|_| scene.bot(&binary))).await?;
    let listeners = Arc::new(Listeners::default());
    for (number, bot) in bots.iter().enumerate() {
        listeners.open(number, &bot.address);
    }
    // So that the messages last as long as the kills.
    let pause = Duration::from_millis(if is_full() { 300 } else { 100 });
    let load = Load { messages, parallel: 8, pause, seed: seed() };
    let hammer = Hammer::new(&scene, &listeners, load);
    let hammering = tokio::spawn(Arc::clone(&hammer).run());
    let mut chance = fastrand::Rng::with_seed(seed());
    let mut killed = Vec::new();
    let mut orphans = Vec::new();
    let mut ready = 0;
    let mut done = vec![0; instances];
    for _ in 0..kills {
        let longest = if is_full() { 5_000 } else { 1_000 };
        tokio::time::sleep(Duration::from_millis(chance.u64(longest / 2..longest))).await;
        let number = chance.usize(..instances);
        listeners.shut(number);
        let at = bots[number].kill()?;
        done[number] += bots[number].done();
        orphans.push((at, scene.store.ids(IN_HAND).await?));
        bots[number] = scene.bot(&binary).await?;
        ready = ready.max(now() - at);
        listeners.open(number, &bots[number].address);
        killed.push(Kill { at, until: now() });
    }
    hammer.enough();
    hammering.await??;
    scene.store.wait_until_idle().await?;
    for (number, bot) in bots.iter_mut().enumerate() {
        ensure!(bot.is_alive(), "instance {number} ended by itself");
        done[number] += bot.done();
    }
    let account = Account::of(&scene, &hammer.sent(), &killed).await?;
    let resumed = resumed(&scene, &orphans).await?;
    let starved = done.iter().filter(|done| **done == 0).count();
    let (least, most) = (done.iter().min().unwrap_or(&0), done.iter().max().unwrap_or(&0));
    Ok(Line::new(format!("{instances} instances, killed in turn"), account)
        .times(Some(ready), Some(resumed), 45)
        .note(format!("{kills} kills, each did {least} to {most}"))
        .expect(starved == 0, format!("{starved} instances starved")))
}
