//! `dingnick healthcheck`: images without a shell have no other way to ask.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use anyhow::{Context, ensure};

use crate::config::Sources;
use crate::dingtalk::http_client;

pub(super) fn run(sources: &Sources) -> anyhow::Result<()> {
    let host: IpAddr = sources.get("HOST").unwrap_or_default().parse().context("HOST")?;
    let port: u16 = sources.get("PORT").unwrap_or_default().parse().context("PORT")?;
    let host = if host.is_unspecified() { Ipv4Addr::LOCALHOST.into() } else { host };
    let address = SocketAddr::new(host, port);
    super::runtime()?.block_on(async {
        let answer = http_client()?.get(format!("http://{address}/livez")).send().await;
        let answer = answer.with_context(|| format!("no bot answers at {address}"))?;
        ensure!(answer.status().is_success(), "the bot at {address} says {}", answer.status());
        Ok(())
    })
}
