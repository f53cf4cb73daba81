//! DingTalk: away, slow, dropping connections, in trouble, and strict about its rates.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use anyhow::{Result, ensure};
use dingnick::simulator::world::{Api, Fault, World};

use crate::account::{Account, Line};
use crate::hammer::{Hammer, Listeners, Load};
use crate::process::shipped;
use crate::scene::Scene;
use crate::{is_full, now, seed};

/// What goes wrong, under which name, and how many messages meet it.
struct Trouble {
    name: &'static str,
    messages: u32,
    begin: fn(&mut World, &mut fastrand::Rng),
}

const TROUBLES: [Trouble; 3] = [
    Trouble { name: "DingTalk slow", messages: 60, begin: slow },
    Trouble { name: "DingTalk resets connections", messages: 60, begin: resets },
    Trouble { name: "DingTalk answers with 500", messages: 30, begin: errors },
];

pub(crate) async fn all() -> Result<Vec<Line>> {
    let mut lines = Vec::new();
    for trouble in &TROUBLES {
        lines.push(meet(trouble).await?);
    }
    lines.push(away().await?);
    lines.push(away_at_the_start().await?);
    lines.push(rates().await?);
    Ok(lines)
}

/// Every call takes a while, and some longer than the bot waits.
fn slow(world: &mut World, chance: &mut fastrand::Rng) {
    if is_full() {
        world.faults.times(3, Api::UpdateGroupNick, Fault::Hang(12_000));
    }
    for _ in 0..40 {
        world.faults.once(Api::UpdateGroupNick, Fault::Hang(chance.u64(200..900)));
        world.faults.once(Api::SendBySession, Fault::Hang(chance.u64(100..500)));
    }
}

/// Connections break, before and after the work is done.
fn resets(world: &mut World, chance: &mut fastrand::Rng) {
    let faults = [Fault::Hang(1), Fault::ResetBefore, Fault::ResetAfter, Fault::Hang(1)];
    for _ in 0..40 {
        for api in [Api::UpdateGroupNick, Api::SendBySession] {
            world.faults.once(api, faults[chance.usize(..faults.len())].clone());
        }
    }
}

fn errors(world: &mut World, _: &mut fastrand::Rng) {
    world.faults.times(4, Api::UpdateGroupNick, Fault::Http500);
    world.faults.times(2, Api::SendBySession, Fault::Http500);
}

async fn meet(trouble: &Trouble) -> Result<Line> {
    let scene = Arc::new(Scene::with_sqlite(2, 20)?);
    let bot = scene.bot(&shipped()).await?;
    let mut chance = fastrand::Rng::with_seed(seed());
    scene.simulator.with(|world| (trouble.begin)(world, &mut chance));
    let pause = Duration::from_millis(20);
    let load = Load { messages: trouble.messages, parallel: 8, pause, seed: seed() };
    let hammer = Hammer::new(&scene, &Listeners::of(&bot.address), load);
    hammer.enough();
    Arc::clone(&hammer).run().await?;
    scene.store.wait_until_idle().await?;
    Ok(Line::new(trouble.name, Account::of(&scene, &hammer.sent(), &[]).await?))
}

/// Nobody listens at DingTalk's address for a while; the bot keeps what comes in.
async fn away() -> Result<Line> {
    let seconds = if is_full() { 30 } else { 2 };
    let scene = Arc::new(Scene::with_sqlite(2, 20)?);
    let bot = scene.bot(&shipped()).await?;
    let pause = Duration::from_millis(100);
    let load = Load { messages: 60, parallel: 4, pause, seed: seed() };
    let hammer = Hammer::new(&scene, &Listeners::of(&bot.address), load);
    // The groups are bound, and the bot has its token.
    for key in [0, 20] {
        let (index, envelope) = hammer.compose(key, false);
        hammer.deliver(index, &envelope).await?;
    }
    scene.store.wait_until_idle().await?;
    let hammering = tokio::spawn(Arc::clone(&hammer).run());
    scene.simulator.go_away().await;
    // How long it is away is the fault itself.
    tokio::time::sleep(Duration::from_secs(seconds)).await;
    ensure!(bot.get("/readyz").await == Some(200), "it keeps what comes in");
    scene.simulator.come_back()?;
    let back_at = now();
    hammer.enough();
    hammering.await??;
    scene.store.wait_until_idle().await?;
    let idle = now() - back_at;
    let account = Account::of(&scene, &hammer.sent(), &[]).await?;
    let refused = hammer.refused.load(Ordering::SeqCst);
    Ok(Line::new(format!("DingTalk away for {seconds} s"), account)
        .times(None, Some(idle), 120)
        .expect(refused == 0, format!("{refused} refused")))
}

/// The bot starts while nobody listens there: it cannot bind its groups yet, and keeps what comes
/// in for them.
async fn away_at_the_start() -> Result<Line> {
    let scene = Arc::new(Scene::with_sqlite(3, 20)?);
    scene.simulator.go_away().await;
    let bot = scene.bot(&shipped()).await?;
    let load = Load { messages: 60, parallel: 4, pause: Duration::ZERO, seed: seed() };
    let hammer = Hammer::new(&scene, &Listeners::of(&bot.address), load);
    hammer.enough();
    Arc::clone(&hammer).run().await?;
    scene.simulator.come_back()?;
    let back_at = now();
    scene.store.wait_until_idle().await?;
    let idle = now() - back_at;
    let account = Account::of(&scene, &hammer.sent(), &[]).await?;
    Ok(Line::new("DingTalk away at the start", account).times(None, Some(idle), 120))
}

/// DingTalk refuses what comes faster than it allows, and the bot keeps to that.
async fn rates() -> Result<Line> {
    let mut scene = Scene::with_sqlite(3, 20)?;
    scene.settings.remove("DINGNICK_API_QPS");
    scene.simulator.with(|world| world.rate_limit = Some(20));
    let scene = Arc::new(scene);
    let bot = scene.bot(&shipped()).await?;
    let load = Load { messages: 80, parallel: 8, pause: Duration::ZERO, seed: seed() };
    let hammer = Hammer::new(&scene, &Listeners::of(&bot.address), load);
    hammer.enough();
    Arc::clone(&hammer).run().await?;
    scene.store.wait_until_idle().await?;
    let account = Account::of(&scene, &hammer.sent(), &[]).await?;
    let refused = scene
        .simulator
        .with(|world| world.calls.iter().filter(|call| call.code.contains("90018")).count());
    Ok(Line::new("20 calls a second", account)
        .note(format!("{refused} calls refused by DingTalk"))
        // Calls are sent apart, and on a busy machine they do not all arrive so.
        .expect(refused <= 8, format!("{refused} calls came too fast")))
}
