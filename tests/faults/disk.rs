//! The disk: full, and failing to keep what it took.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};

use crate::account::{Account, Kill, Line};
use crate::hammer::{Hammer, Listeners, Load};
use crate::process::shipped;
use crate::scene::Scene;
use crate::{PATIENCE, STEP, now, seed};

/// Where the part of this that has a small disk finds it.
const INSIDE: &str = "DINGNICK_TINY_DISK";

/// The folder with the small disk, in the part that runs there.
pub(crate) fn inside() -> Option<PathBuf> {
    std::env::var_os(INSIDE).map(PathBuf::from)
}

/// A command that runs a script with mounts of its own: as root, or as one who is root there only.
fn with_own_mounts(script: &str) -> Command {
    let mut command = Command::new("unshare");
    command.args(["--map-root-user", "--mount", "sh", "-c", script, "sh"]);
    command.stdin(Stdio::null());
    command
}

const MOUNT: &str = r#"mount -t tmpfs -o size=8m tmpfs "$1""#;

/// Whether a small disk can be had.
pub(crate) async fn can_mount() -> bool {
    let tried = tokio::task::spawn_blocking(|| {
        let folder = tempfile::tempdir().ok()?;
        let mut command = with_own_mounts(MOUNT);
        let status = command.arg(folder.path()).stderr(Stdio::null()).status().ok()?;
        status.success().then_some(())
    });
    matches!(tried.await, Ok(Some(())))
}

/// Runs this program again with a small disk, for this case alone; it prints the line itself.
pub(crate) async fn full() -> Result<Vec<Line>> {
    let status = tokio::task::spawn_blocking(|| {
        let folder = tempfile::tempdir()?;
        let mut command = with_own_mounts(&format!(r#"{MOUNT} && exec "$2" --seed "$3""#));
        command.arg(folder.path()).arg(std::env::current_exe()?).arg(seed().to_string());
        command
            .env(INSIDE, folder.path())
            .env("DINGNICK_SOAK", if crate::is_full() { "1" } else { "0" });
        anyhow::Ok(command.status()?)
    });
    ensure!(status.await??.success(), "see above");
    Ok(Vec::new())
}

/// Fills the disk under a bot that works, and makes room again.
pub(crate) async fn full_in(folder: &Path) -> Result<Vec<Line>> {
    let scene = Arc::new(Scene::with_sqlite_in(folder, 1, 20)?);
    let mut bot = scene.bot(&shipped()).await?;
    let load = Load { messages: 100, parallel: 4, pause: Duration::from_millis(10), seed: seed() };
    let hammer = Hammer::new(&scene, &Listeners::of(&bot.address), load);
    let hammering = tokio::spawn(Arc::clone(&hammer).run());
    let some = wait_until(|| hammer.acknowledged() >= 50);
    some.await.context("messages are kept before the disk is full")?;
    let filler = folder.join("filler");
    fill(&filler)?;
    let refused = wait_until(|| hammer.refused.load(Ordering::SeqCst) >= 20);
    refused.await.context("messages are refused when the disk is full")?;
    let unready = async {
        while bot.get("/readyz").await != Some(503) {
            tokio::time::sleep(STEP).await;
        }
    };
    tokio::time::timeout(PATIENCE, unready).await.context("it becomes unready")?;
    ensure!(bot.get("/livez").await == Some(200), "it is not alive");
    let kept_before = hammer.acknowledged();
    let refused = hammer.refused.load(Ordering::SeqCst);
    let more = wait_until(|| hammer.refused.load(Ordering::SeqCst) >= refused + 20);
    more.await.context("messages are refused as long as the disk is full")?;
    let while_full = hammer.acknowledged() - kept_before;
    std::fs::remove_file(&filler)?;
    let room_at = now();
    let kept = hammer.acknowledged();
    let kept_again = wait_until(|| hammer.acknowledged() > kept).await;
    kept_again.with_context(|| format!("messages are not kept again: {}", bot.tail()))?;
    let again = now() - room_at;
    bot.wait_until_ready().await?;
    let ready = now() - room_at;
    hammer.enough();
    hammering.await??;
    ensure!(bot.is_alive(), "it was started again");
    scene.store.wait_until_idle().await?;
    let idle = now() - room_at;
    scene.store.check_integrity().await?;
    let account = Account::of(&scene, &hammer.sent(), &[]).await?;
    let refused = hammer.refused.load(Ordering::SeqCst);
    Ok(vec![
        Line::new("disk full", account)
            .times(None, Some(idle), 45)
            .note(format!("{refused} refused, {while_full} kept while full; kept again after {again} ms, ready after {ready} ms"))
            .expect(while_full == 0, format!("{while_full} kept while the disk was full"))
            .expect(ready <= 10_000, "ready later than 10 s after there was room"),
    ])
}

/// Takes all that is left of the disk.
fn fill(file: &Path) -> Result<()> {
    use std::io::Write;
    let mut file = std::fs::File::create(file)?;
    for size in [64 * 1024, 4096, 1] {
        let piece = vec![0_u8; size];
        while file.write_all(&piece).is_ok() {}
    }
    Ok(())
}

/// A sync that fails: nobody knows what the disk holds, so the process has to end, and the next
/// one reads what is there.
pub(crate) async fn failed_sync() -> Result<Vec<Line>> {
    let scene = Arc::new(Scene::with_sqlite(1, 20)?);
    let mut bot = scene.bot_failing_at("sync-failed:30").await?;
    let listeners = Listeners::of(&bot.address);
    let load = Load { messages: 150, parallel: 4, pause: Duration::from_millis(10), seed: seed() };
    let hammer = Hammer::new(&scene, &listeners, load);
    let hammering = tokio::spawn(Arc::clone(&hammer).run());
    let failed_at = bot.wait_for_fail_point().await?;
    let status = bot.end().await.context("it does not go on")?;
    let ended_at = now();
    let after = |sent: &crate::hammer::Sent| sent.begun_at.is_some_and(|begun| begun > failed_at);
    let kept_after = hammer.sent().iter().filter(|sent| after(sent)).count();
    let bot = scene.bot(&shipped()).await?;
    let ready = now() - ended_at;
    listeners.open(0, &bot.address);
    hammer.enough();
    hammering.await??;
    scene.store.wait_until_idle().await?;
    scene.store.check_integrity().await?;
    let account =
        Account::of(&scene, &hammer.sent(), &[Kill { at: failed_at, until: ended_at + ready }])
            .await?;
    let ended = ended_at - failed_at;
    Ok(vec![
        Line::new("failed sync", account)
            .times(Some(ready), None, 5)
            .note(format!(
                "ended with {status} after {ended} ms, {kept_after} kept after the failure"
            ))
            .expect(kept_after == 0, format!("{kept_after} kept after the failure"))
            .expect(status.code().is_some_and(|code| code != 0), format!("ended with {status}")),
    ])
}

async fn wait_until(holds: impl Fn() -> bool) -> Result<()> {
    let held = async {
        while !holds() {
            tokio::time::sleep(STEP).await;
        }
    };
    match tokio::time::timeout(PATIENCE, held).await {
        Ok(()) => Ok(()),
        Err(_) => bail!("waited in vain"),
    }
}
