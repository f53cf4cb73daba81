//! The program itself, as a process of our own: started, watched by its log, killed.

use std::collections::{BTreeMap, VecDeque};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use tokio::sync::watch;

use crate::{PATIENCE, STEP, now};

/// How many of its last lines are shown when something goes wrong.
const TAIL: usize = 30;

/// The program as it is shipped.
pub(crate) fn shipped() -> PathBuf {
    std::env::var_os("DINGNICK_BINARY")
        .map_or_else(|| env!("CARGO_BIN_EXE_dingnick").into(), PathBuf::from)
}

/// The program with fail points, where it was built.
pub(crate) fn with_fail_points() -> Option<PathBuf> {
    std::env::var_os("TEST_FAIL_POINTS_BINARY").map(PathBuf::from)
}

/// A running bot. It is killed when this is dropped.
pub(crate) struct Process {
    child: Child,
    seen: watch::Receiver<Seen>,
    /// `127.0.0.1:PORT`
    pub(crate) address: String,
    /// How long it took from the start to the first time it was ready.
    pub(crate) ready_after: Duration,
}

/// What its log has told so far.
#[derive(Default)]
struct Seen {
    address: Option<String>,
    fail_point_at: Option<i64>,
    done: u64,
    has_ended: bool,
    tail: VecDeque<String>,
}

impl Process {
    /// Starts the bot, and returns when it is ready.
    pub(crate) async fn start(
        binary: &Path,
        settings: &BTreeMap<String, String>,
        extra: &[(&str, &str)],
    ) -> Result<Self> {
        let begun = Instant::now();
        let mut process = Self::spawn(binary, settings, extra)?;
        process.wait_for("it listens", |seen| seen.address.is_some()).await?;
        process.address = process.seen.borrow().address.clone().unwrap_or_default();
        process.wait_until_ready().await?;
        process.ready_after = begun.elapsed();
        Ok(process)
    }

    /// Starts the bot, and waits for nothing.
    pub(crate) fn spawn(
        binary: &Path,
        settings: &BTreeMap<String, String>,
        extra: &[(&str, &str)],
    ) -> Result<Self> {
        let mut command = Command::new(binary);
        command.arg("serve").env_clear().current_dir(std::env::temp_dir());
        command.envs(settings).envs(extra.iter().copied());
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
        let mut child = command.spawn().with_context(|| format!("{}", binary.display()))?;
        let stderr = child.stderr.take().context("its log is piped")?;
        let (sender, seen) = watch::channel(Seen::default());
        std::thread::spawn(move || {
            for line in BufReader::new(stderr).lines().map_while(Result::ok) {
                sender.send_modify(|seen| seen.read(line));
            }
            sender.send_modify(|seen| seen.has_ended = true);
        });
        Ok(Self { child, seen, address: String::new(), ready_after: Duration::ZERO })
    }

    /// Waits until `/readyz` says yes.
    pub(crate) async fn wait_until_ready(&mut self) -> Result<()> {
        let ready = async {
            while self.get("/readyz").await != Some(200) {
                tokio::time::sleep(STEP).await;
            }
        };
        if tokio::time::timeout(PATIENCE, ready).await.is_err() {
            bail!("it does not become ready: {}", self.tail());
        }
        Ok(())
    }

    /// The status of a GET at the bot, if it answers.
    pub(crate) async fn get(&self, path: &str) -> Option<u16> {
        let client = crate::client();
        let answer = client.get(format!("http://{}{path}", self.address)).send().await.ok()?;
        Some(answer.status().as_u16())
    }

    /// Waits until it has reached its fail point; returns when that was.
    pub(crate) async fn wait_for_fail_point(&mut self) -> Result<i64> {
        self.wait_for("it reaches its fail point", |seen| seen.fail_point_at.is_some()).await?;
        self.seen.borrow().fail_point_at.context("it was seen")
    }

    /// Waits until it is at its fail point, or listens; says whether it is the former.
    pub(crate) async fn stops_before_it_listens(&mut self) -> Result<bool> {
        let either = |seen: &Seen| seen.fail_point_at.is_some() || seen.address.is_some();
        self.wait_for("it starts", either).await?;
        Ok(self.seen.borrow().fail_point_at.is_some())
    }

    /// How many jobs it has ended, by its own account.
    pub(crate) fn done(&self) -> u64 {
        self.seen.borrow().done
    }

    /// How many files and sockets it has open, where that can be known.
    pub(crate) fn open_files(&self) -> Option<usize> {
        std::fs::read_dir(format!("/proc/{}/fd", self.child.id())).ok().map(Iterator::count)
    }

    /// Whether it still runs.
    pub(crate) fn is_alive(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(None))
    }

    /// SIGKILL; returns when it is gone, with the moment at which it was killed.
    pub(crate) fn kill(&mut self) -> Result<i64> {
        let at = now();
        self.child.kill().context("it can be killed")?;
        self.child.wait().context("it ends")?;
        Ok(at)
    }

    /// Waits until it has ended by itself.
    pub(crate) async fn end(&mut self) -> Result<ExitStatus> {
        self.wait_for("it ends", |seen| seen.has_ended).await?;
        self.child.wait().context("it ends")
    }

    async fn wait_for(&mut self, what: &str, found: impl Fn(&Seen) -> bool) -> Result<()> {
        let seen = self.seen.wait_for(|seen| found(seen) || seen.has_ended);
        let is_found = match tokio::time::timeout(PATIENCE, seen).await {
            Ok(Ok(seen)) => found(&seen),
            _ => false,
        };
        if !is_found {
            bail!("waited in vain until {what}: {}", self.tail());
        }
        Ok(())
    }

    /// The last lines of its log.
    pub(crate) fn tail(&self) -> String {
        let seen = self.seen.borrow();
        seen.tail.iter().cloned().collect::<Vec<_>>().join("\n")
    }
}

impl Seen {
    fn read(&mut self, line: String) {
        if line.starts_with("fail point ") {
            self.fail_point_at = Some(now());
        } else if line.contains(r#""message":"a job has ended""#) {
            self.done += 1;
        } else if self.address.is_none() && line.contains("listening for ") {
            let line: serde_json::Value = serde_json::from_str(&line).unwrap_or_default();
            self.address = line["address"].as_str().map(str::to_owned);
        }
        if self.tail.len() == TAIL {
            self.tail.pop_front();
        }
        self.tail.push_back(line);
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may be gone already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
