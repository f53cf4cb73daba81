//! `dingnick serve`: the bot, until it is told to stop.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::bail;
use clap::Args;
use tokio::signal::unix::{SignalKind, signal};
use tracing::{info, warn};

use crate::app::{App, SystemClock};
use crate::config::Config;

/// The platform kills us after thirty seconds; until then we should be gone by ourselves.
const STOP_LIMIT: Duration = Duration::from_secs(20);

#[derive(Args, Default)]
pub(super) struct Arguments {
    /// The address to listen on
    #[arg(long, value_name = "ADDRESS")]
    host: Option<IpAddr>,
    /// The port to listen on
    #[arg(long)]
    port: Option<u16>,
}

impl Arguments {
    /// Whether none is given.
    pub(super) fn is_empty(&self) -> bool {
        self.host.is_none() && self.port.is_none()
    }

    /// These, and others where these are not given.
    pub(super) fn or(self, others: &Self) -> Self {
        Self { host: self.host.or(others.host), port: self.port.or(others.port) }
    }

    pub(super) fn flags(&self) -> Vec<(&'static str, String)> {
        let host = self.host.map(|host| ("HOST", host.to_string()));
        let port = self.port.map(|port| ("PORT", port.to_string()));
        host.into_iter().chain(port).collect()
    }
}

pub(super) fn run(config: Config) -> anyhow::Result<()> {
    let runtime = super::runtime()?;
    runtime.block_on(async {
        // Before anything else, so that a signal that comes early is not lost.
        let mut signals = Signals::listen()?;
        let mut app = App::start(config.clone(), Arc::new(SystemClock)).await?;
        app.look_after_credentials(config);
        let name = tokio::select! {
            name = signals.next() => name,
            () = app.failed() => bail!("the bot cannot go on; what was kept is taken up at the next start"),
        };
        info!(signal = name, "stopping");
        tokio::select! {
            () = app.stop() => Ok(()),
            () = tokio::time::sleep(STOP_LIMIT) => {
                warn!("could not stop in time; what is under way is taken up at the next start");
                bail!("could not stop in time")
            }
            name = signals.next() => bail!("{name} a second time"),
        }
    })
}

/// SIGTERM and SIGINT, treated alike: platforms send either.
pub(super) struct Signals {
    terminate: tokio::signal::unix::Signal,
    interrupt: tokio::signal::unix::Signal,
}

impl Signals {
    pub(super) fn listen() -> std::io::Result<Self> {
        Ok(Self {
            terminate: signal(SignalKind::terminate())?,
            interrupt: signal(SignalKind::interrupt())?,
        })
    }

    pub(super) async fn next(&mut self) -> &'static str {
        tokio::select! {
            _ = self.terminate.recv() => "SIGTERM",
            _ = self.interrupt.recv() => "SIGINT",
        }
    }
}
