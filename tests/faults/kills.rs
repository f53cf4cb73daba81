//! SIGKILL at any moment, under load: the program as it is shipped.

use std::sync::Arc;
use std::time::Duration;

use anyhow::Result;
use dingnick::simulator::world::{Api, Fault};

use crate::account::{Account, Kill, Line};
use crate::hammer::{Hammer, Listeners, Load};
use crate::process::shipped;
use crate::scene::Scene;
use crate::{is_full, now, seed};

/// How long DingTalk takes for a name, in milliseconds: long enough that kills meet calls.
const CALL: u64 = 20;

/// What a dead process may have had under way.
const IN_HAND: &str = "SELECT message_id FROM jobs WHERE state = 0 AND attempts > 0";

pub(crate) async fn with_sqlite() -> Result<Vec<Line>> {
    let (kills, messages, groups, people) =
        if is_full() { (200, 20_000, 10, 50) } else { (20, 1_000, 2, 20) };
    let scene = Arc::new(Scene::with_sqlite(groups, people)?);
    scene.simulator.with(|world| world.faults.always(Api::UpdateGroupNick, Fault::Hang(CALL)));
    let mut bot = scene.bot(&shipped()).await?;
    let listeners = Listeners::of(&bot.address);
    let pause = Duration::from_millis(60);
    let load = Load { messages, parallel: 8, pause, seed: seed() };
    let hammer = Hammer::new(&scene, &listeners, load);
    let hammering = tokio::spawn(Arc::clone(&hammer).run());
    let mut chance = fastrand::Rng::with_seed(seed());
    let mut killed = Vec::new();
    let mut orphans = Vec::new();
    let mut ready = 0;
    for _ in 0..kills {
        // When the kill comes is the fault itself; nothing waits for this.
        tokio::time::sleep(Duration::from_millis(chance.u64(50..350))).await;
        let at = bot.kill()?;
        bot = scene.bot(&shipped()).await?;
        ready = ready.max(now() - at);
        listeners.open(0, &bot.address);
        killed.push(Kill { at, until: now() });
        orphans.push((at, scene.store.ids(IN_HAND).await?));
    }
    hammer.enough();
    hammering.await??;
    scene.store.wait_until_idle().await?;
    scene.store.check_integrity().await?;
    let account = Account::of(&scene, &hammer.sent(), &killed).await?;
    let resumed = resumed(&scene, &orphans).await?;
    // Of each person one call may have been under way at a kill. That the newest name is set once more
    // after it comes on top.
    let calls = account.extra.saturating_sub(account.set_once_more);
    let again = account.set_once_more;
    let note = format!("{kills} kills, {} people, {again} names set once more", scene.keys.len());
    Ok(vec![
        Line::new("random kills", account)
            .times(Some(ready), Some(resumed), 5)
            .note(note)
            .expect(calls <= kills * scene.keys.len(), "too many extra calls"),
    ])
}

/// The longest time from a kill until the last of what was under way had ended.
pub(crate) async fn resumed(scene: &Scene, orphans: &[(i64, Vec<String>)]) -> Result<i64> {
    let rows = scene.store.jobs().await?;
    let ends: std::collections::HashMap<&str, i64> =
        rows.iter().map(|row| (row.message_id.as_str(), row.ended_at)).collect();
    let wait = |killed: i64, id: &String| Some(ends.get(id.as_str())? - killed);
    let waits = orphans.iter().flat_map(|(killed, ids)| ids.iter().map(|id| wait(*killed, id)));
    Ok(waits.flatten().max().unwrap_or(0))
}
