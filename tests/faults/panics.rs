//! A job that panics harms no other, and is tried again.

use std::sync::Arc;

use anyhow::Result;

use crate::account::{Account, Line};
use crate::crash_points::still;
use crate::hammer::{Hammer, Listeners};
use crate::scene::Scene;

/// How many send a message each.
const PEOPLE: usize = 4;

pub(crate) async fn in_a_job() -> Result<Vec<Line>> {
    let scene = Arc::new(Scene::with_sqlite(1, PEOPLE)?);
    let mut bot = scene.bot_failing_at("panic:2").await?;
    let listeners = Listeners::of(&bot.address);
    let hammer = Hammer::new(&scene, &listeners, still());
    for key in 0..PEOPLE {
        let (index, envelope) = hammer.compose(key, false);
        hammer.deliver(index, &envelope).await?;
    }
    bot.wait_for_fail_point().await?;
    scene.store.wait_until_idle().await?;
    let account = Account::of(&scene, &hammer.sent(), &[]).await?;
    let is_alive = bot.is_alive();
    Ok(vec![Line::new("a job panics", account).expect(is_alive, "the bot ended")])
}
