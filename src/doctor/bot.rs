//! The bot itself, if one runs here; that none does is no fault. And the month's calls.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::time::Duration;

use serde_json::Value;

use super::check::{Check, Finding, When};
use super::setup::Setup;
use super::ward::Ward;
use crate::chain::chain;
use crate::dingtalk::http_client;
use crate::domain::Calls;

/// How long a bot on this machine may take to answer.
const LIMIT: Duration = Duration::from_secs(3);

pub(super) static RUNNING: Check = Check {
    code: "DN-BOT-01",
    title: "bot on this machine",
    tried: "GET /livez at HOST and PORT",
    when: When::Always,
    meaning: "another program listens where the bot is to listen",
    command: "ss -ltnp",
    page: "docs/troubleshooting.md#it-stops-or-does-not-start",
};

pub(super) static READY: Check = Check {
    code: "DN-BOT-02",
    title: "bot is ready",
    tried: "GET /readyz at HOST and PORT",
    when: When::Always,
    meaning: "the running bot cannot keep commands, or none can come in: its log says why",
    command: "curl -s http://127.0.0.1:PORT/readyz",
    page: "docs/troubleshooting.md#not-ready",
};

pub(super) static OPS: Check = Check {
    code: "DN-OPS-01",
    title: "listener for the operator",
    tried: "GET /metrics at DINGNICK_OPS_LISTEN",
    when: When::Always,
    meaning: "the running bot could not listen there: another program does, or the address is not this machine's",
    command: "ss -ltnp",
    page: "docs/operating.md#watching-it",
};

pub(super) static CALLS: Check = Check {
    code: "DN-CALLS-01",
    title: "month's calls",
    tried: "the store is asked how many calls this bot made this month",
    when: When::Always,
    meaning: "when the month's calls are used up, no nickname can be changed until the next month; the last 5 % are kept for owner and admins",
    command: "export DINGNICK_MONTHLY_CALLS=NUMBER",
    page: "docs/operating.md#what-it-costs",
};

pub(super) static MESSAGES: Check = Check {
    code: "DN-CALLS-02",
    title: "month's messages",
    tried: "the store is asked how many messages came and went this month",
    when: When::Always,
    meaning: "when the month's messages are used up, DingTalk holds back what people write and what the bot answers in a session",
    command: "export DINGNICK_MONTHLY_MESSAGES=NUMBER",
    page: "docs/operating.md#what-it-costs",
};

pub(super) static ALL: [&Check; 5] = [&RUNNING, &READY, &OPS, &CALLS, &MESSAGES];

/// Whether a bot answers here, and how it is; `works` is whether one works from the store.
pub(super) async fn look(setup: &Setup, works: bool) -> Vec<Finding> {
    let Ok(client) = http_client() else {
        return Vec::new();
    };
    let at = here(setup.listen);
    let get = |address: SocketAddr, path: &str| {
        client.get(format!("http://{address}{path}")).timeout(LIMIT).send()
    };
    let not_running = |why: &str| vec![READY.skipped(why), OPS.skipped(why)];
    let live = match get(at, "/livez").await {
        Ok(answer) => answer.text().await.unwrap_or_default(),
        Err(error) if error.is_connect() => {
            let running = match works {
                false => RUNNING.skipped(format!("nobody answers at {at}")),
                true => RUNNING
                    .unverified(format!("one works from the store, and nobody answers at {at}"))
                    .means("the bot has another HOST or PORT than the settings here"),
            };
            let readiness = not_running(&running.found);
            return [vec![running], readiness].concat();
        }
        Err(error) => {
            let found = RUNNING.unverified(chain(&error.without_url()));
            return [vec![found], not_running("no bot answers")].concat();
        }
    };
    if says(&live, "status") != Some("ok".to_owned()) {
        let found = RUNNING.warn(format!("what answers at {at} is no dingnick"));
        return [vec![found], not_running("no bot answers")].concat();
    }
    let mut findings = vec![RUNNING.ok(format!("it answers at {at}"))];
    findings.push(match get(at, "/readyz").await {
        Ok(answer) => readiness(&answer.text().await.unwrap_or_default(), at),
        Err(error) => READY.unverified(chain(&error.without_url())),
    });
    findings.push(match setup.ops_listen.map(here) {
        None => OPS.skipped("DINGNICK_OPS_LISTEN=off"),
        Some(ops) => match get(ops, "/metrics").await {
            Ok(answer) if answer.status().is_success() => OPS.ok(format!("it answers at {ops}")),
            Ok(answer) => OPS.warn(format!("HTTP {} at {ops}", answer.status().as_u16())),
            Err(_) => OPS.warn(format!("nobody answers at {ops}")),
        },
    });
    findings
}

/// An address as it is reached from here.
fn here(address: SocketAddr) -> SocketAddr {
    match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => (Ipv4Addr::LOCALHOST, address.port()).into(),
        IpAddr::V6(ip) if ip.is_unspecified() => (Ipv4Addr::LOCALHOST, address.port()).into(),
        _ => address,
    }
}

fn says(body: &str, field: &str) -> Option<String> {
    let body: Value = serde_json::from_str(body).ok()?;
    Some(body.get(field)?.as_str()?.to_owned())
}

fn readiness(body: &str, at: SocketAddr) -> Finding {
    let command = format!("curl -s http://{at}/readyz");
    let checks: Option<Value> = serde_json::from_str(body).ok();
    let checks = checks.as_ref().and_then(|body| body.get("checks")?.as_object());
    let Some(checks) = checks else {
        return READY.unverified("its answer cannot be read").mended_by(command);
    };
    let bad = |word: &&str| matches!(*word, "fail" | "refused");
    let bad: Vec<String> = checks
        .iter()
        .filter(|(_, word)| word.as_str().as_ref().is_some_and(bad))
        .map(|(name, word)| format!("{name} {}", word.as_str().unwrap_or_default()))
        .collect();
    match bad.is_empty() {
        true => READY.ok("it is").mended_by(command),
        false => READY.fail(bad.join(", ")).mended_by(command),
    }
}

/// How much of the month's calls and messages is used.
pub(super) async fn month(ward: &Ward<'_>) -> Vec<Finding> {
    let (allowance, now) = (ward.calls.allowance(), ward.now());
    if let Err(error) = allowance.write_down(now).await {
        let why = chain(&error);
        return vec![CALLS.unverified(&why), MESSAGES.unverified(&why)];
    }
    vec![used(&CALLS, allowance.calls(now)), used(&MESSAGES, allowance.messages(now))]
}

pub(super) fn used(check: &'static Check, calls: Calls) -> Finding {
    let words = format!("{} of {} are used", calls.used, calls.allowance);
    match (calls.left(), calls.are_low()) {
        (0, _) => check.fail(words),
        (_, true) => check.warn(words),
        (_, false) => check.ok(words),
    }
}
