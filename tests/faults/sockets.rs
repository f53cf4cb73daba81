//! Thousands of connections that say nothing, half of something, or no more: each is closed within
//! its time, and meanwhile the honest are served.

use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::Result;
use futures_util::future::join_all;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::account::{Account, Line};
use crate::hammer::{Hammer, Listeners, Load};
use crate::process::shipped;
use crate::scene::Scene;
use crate::{PATIENCE, is_full, seed};

/// How many honest messages come meanwhile, at least.
const MESSAGES: u32 = 200;

/// Within this after its last byte, an unfinished request has ended; and what the machine adds.
const ENDS_WITHIN: Duration = Duration::from_secs(15);

/// What somebody says who then says no more.
const SAID: [(&str, &str); 4] = [
    ("nothing", ""),
    ("half a head", "POST /dingtalk/callback HTTP/1.1\r\nHost: b"),
    (
        "no chunk, unsigned",
        "POST /dingtalk/callback HTTP/1.1\r\nHost: b\r\nTransfer-Encoding: chunked\r\n\r\n",
    ),
    (
        "half a body of an event",
        "POST /dingtalk/events HTTP/1.1\r\nHost: b\r\nContent-Length: 9\r\n\r\nx",
    ),
];

pub(crate) async fn held() -> Result<Vec<Line>> {
    let sockets = if is_full() { 5_000 } else { 1_000 };
    let scene = Arc::new(Scene::with_sqlite(5, 20)?);
    let mut bot = scene.bot(&shipped()).await?;
    let files = bot.open_files();
    let hammer = Hammer::new(
        &scene,
        &Listeners::of(&bot.address),
        Load { messages: MESSAGES, parallel: 4, pause: Duration::from_millis(100), seed: seed() },
    );
    let hammering = tokio::spawn(Arc::clone(&hammer).run());
    let mut longest = Duration::ZERO;
    for (_, said) in SAID {
        let held = (0..sockets).map(|_| hold(&bot.address, said));
        longest = join_all(held).await.into_iter().flatten().fold(longest, Duration::max);
    }
    hammer.enough();
    hammering.await??;
    scene.store.wait_until_idle().await?;
    let account = Account::of(&scene, &hammer.sent(), &[]).await?;
    let left = bot.open_files().zip(files).map(|(now, before)| now.saturating_sub(before));
    let is_alive = bot.is_alive();
    let slowest = hammer.slowest().as_millis();
    let line = Line::new(format!("{sockets} connections held"), account)
        .expect(is_alive, "the bot ended")
        .expect(longest <= ENDS_WITHIN, format!("one was held for {longest:?}"))
        // A few are those of the honest, which are kept open.
        .expect(left.is_none_or(|left| left <= 20), format!("{left:?} files are left open"))
        .note(format!(
            "the longest was held for {longest:.1?}, the slowest answer took {slowest} ms"
        ));
    Ok(vec![line])
}

/// Says so much, and waits until the bot has enough: how long that took. Nothing, where there was
/// no room for the connection here.
async fn hold(address: &str, said: &str) -> Option<Duration> {
    let mut socket = TcpStream::connect(address).await.ok()?;
    let _ = socket.write_all(said.as_bytes()).await;
    let begun = Instant::now();
    let mut heard = Vec::new();
    let _ = tokio::time::timeout(PATIENCE, socket.read_to_end(&mut heard)).await;
    Some(begun.elapsed())
}
