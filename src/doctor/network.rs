//! The way to DingTalk: names, TLS, the proxy; and its clock, which comes along.

use std::error::Error;
use std::time::Duration;

use reqwest::header::DATE;
use serde_json::json;
use url::Url;

use super::check::{Check, Finding, State, When};
use super::setup::Setup;
use super::ward::span;
use crate::dingtalk::{Resolver, client_for};
use crate::domain::Timestamp;

/// How long a name may take to be resolved.
const DNS_LIMIT: Duration = Duration::from_secs(5);

/// A difference that nobody need care about: the header has whole seconds, and was on its way.
const NO_SKEW: Duration = Duration::from_secs(5);

/// What is to be mended where no signature hangs on it: logs, and when a month begins.
const MOST_SKEW: Duration = Duration::from_secs(300);

pub(super) static DNS: Check = Check {
    code: "DN-DNS-01",
    title: "name of DingTalk's host",
    tried: "the name is resolved",
    when: When::Always,
    meaning: "this machine resolves no names, or not this one; or somebody answers for it with an address of a private network, which is not connected to",
    command: "getent hosts HOST",
    page: "docs/doctor.md#dn-dns-01",
};

pub(super) static TLS: Check = Check {
    code: "DN-TLS-01",
    title: "connection to DingTalk's host",
    tried: "an access token is asked for without credentials, over TLS, with the roots that dingnick brings along",
    when: When::Always,
    meaning: "a firewall is in the way, or a program that answers in DingTalk's place",
    command: "curl -sv HOST",
    page: "docs/doctor.md#dn-tls-01",
};

pub(super) static PROXY: Check = Check {
    code: "DN-PROXY-01",
    title: "proxy",
    tried: "DingTalk's host is asked through DINGNICK_PROXY",
    when: When::Always,
    meaning: "the proxy is not there, or does not let dingnick through: its address, user or password is wrong, or it forbids the host",
    command: "curl -sv --proxy \"$DINGNICK_PROXY\" https://oapi.dingtalk.com",
    page: "docs/operating.md#settings",
};

pub(super) static CLOCK: Check = Check {
    code: "DN-CLOCK-01",
    title: "clock",
    tried: "the Date of an answer of DingTalk's is held against our clock",
    when: When::Always,
    meaning: "callbacks are refused as stale when the clocks differ by more than DINGNICK_SIGNATURE_PAST_S or DINGNICK_SIGNATURE_FUTURE_S",
    command: "timedatectl set-ntp true",
    page: "docs/doctor.md#dn-clock-01",
};

pub(super) static ALL: [&Check; 4] = [&DNS, &TLS, &PROXY, &CLOCK];

/// Looks at the way, and says whether DingTalk can be reached.
pub(super) async fn look(setup: &Setup, now: impl Fn() -> Timestamp) -> (Vec<Finding>, bool) {
    let mut findings = Vec::new();
    let mut bases: Vec<Url> =
        setup.hosts.bases().into_iter().filter_map(|base| Url::parse(base).ok()).collect();
    bases.dedup();
    let mut unknown = Vec::new();
    for base in &bases {
        let name = name(setup, base).await;
        if name.is_bad() {
            unknown.push(base.clone());
        }
        findings.push(name);
    }
    let (mut date, mut is_reached) = (None, true);
    let mut on_the_way = Vec::new();
    for base in &bases {
        match reach(setup, base).await {
            Ok((status, at)) => {
                date = date.or(at.map(|at| (at, now())));
                on_the_way.push(Ok((base, status)));
            }
            Err(why) => {
                is_reached = false;
                on_the_way.push(Err((base, why)));
            }
        }
    }
    let has_proxy = setup.hosts.has_proxy();
    findings.extend(on_the_way.iter().map(|reached| match reached {
        // One cause is one fault.
        Err((base, _)) if unknown.contains(base) => {
            TLS.unverified("its name is not known here").about(host(base)).mended_by(curl(base))
        }
        reached => tls(reached, has_proxy),
    }));
    findings.push(match on_the_way.iter().find_map(|reached| reached.as_ref().err()) {
        _ if !has_proxy => PROXY.skipped("DINGNICK_PROXY is not set"),
        None => PROXY.ok("it lets us through"),
        Some((base, unreached)) => PROXY
            .fail(&unreached.why)
            .about(host(base))
            .mended_by(PROXY.command.replace("https://oapi.dingtalk.com", base.as_str())),
    });
    findings.push(clock(setup, date));
    (findings, is_reached)
}

async fn name(setup: &Setup, base: &Url) -> Finding {
    let host = host(base);
    let command = format!("getent hosts {host}");
    let finding = if setup.hosts.has_proxy() {
        DNS.skipped("the proxy resolves it")
    } else if !matches!(base.host(), Some(url::Host::Domain(_))) {
        DNS.skipped("it is an address")
    } else {
        let resolver = Resolver::default();
        match tokio::time::timeout(DNS_LIMIT, resolver.addresses(&host)).await {
            Ok(Ok(addresses)) => match addresses.len() {
                0 => DNS.fail("no address"),
                1 => DNS.ok("one address"),
                count => DNS.ok(format!("{count} addresses")),
            },
            Ok(Err(error)) => DNS.fail(error.to_string()),
            Err(_) => DNS.fail(format!("no answer within {}", span(DNS_LIMIT))),
        }
    };
    finding.about(host).mended_by(command)
}

/// Why a host did not answer.
struct Unreached {
    why: String,
    /// There is no way there; otherwise only this answer is missing.
    is_clear: bool,
}

/// The status and the time that a host answers with, whatever else it says.
async fn reach(setup: &Setup, base: &Url) -> Result<(u16, Option<Timestamp>), Unreached> {
    let words = |error: reqwest::Error| Unreached {
        is_clear: error.is_connect() || is_of_tls(&error),
        why: root(&error.without_url()),
    };
    let client = client_for(&setup.hosts).map_err(words)?;
    let path = base.as_str().trim_end_matches('/');
    // Calls that there are, and that are free: without credentials each is refused.
    let request = match setup.hosts.bases()[0] == path {
        true => client.get(format!("{path}/gettoken")),
        false => client.post(format!("{path}/v1.0/oauth2/accessToken")).json(&json!({})),
    };
    let answer = request.send().await.map_err(words)?;
    let date = answer.headers().get(DATE).and_then(|date| date.to_str().ok()).and_then(time);
    Ok((answer.status().as_u16(), date))
}

/// The time of a header, as in `Thu, 26 Nov 2026 18:00:00 GMT`.
fn time(date: &str) -> Option<Timestamp> {
    let at = jiff::fmt::rfc2822::parse(date).ok()?.timestamp();
    Some(Timestamp(at.as_millisecond()))
}

fn tls(reached: &Result<(&Url, u16), (&Url, Unreached)>, has_proxy: bool) -> Finding {
    match reached {
        Ok((base, status)) if base.scheme() == "https" => {
            TLS.ok(format!("HTTP {status}")).about(host(base)).mended_by(curl(base))
        }
        Ok((base, _)) => {
            TLS.skipped("it is reached without TLS").about(host(base)).mended_by(curl(base))
        }
        Err((base, _)) if has_proxy => {
            TLS.unverified("the proxy is in the way").about(host(base)).mended_by(curl(base))
        }
        Err((base, unreached)) => {
            let state = if unreached.is_clear { State::Fail } else { State::Unverified };
            TLS.finding(state, &unreached.why).about(host(base)).mended_by(curl(base))
        }
    }
}

fn curl(base: &Url) -> String {
    format!("curl -sv {}", base.as_str().trim_end_matches('/'))
}

pub(super) fn host(base: &Url) -> String {
    base.host_str().unwrap_or_default().to_owned()
}

fn clock(setup: &Setup, date: Option<(Timestamp, Timestamp)>) -> Finding {
    let Some((theirs, ours)) = date else {
        return CLOCK.unverified("DingTalk's host did not answer, or not with a time");
    };
    let (ahead, behind) = (ours.since(theirs), theirs.since(ours));
    let difference = ahead.max(behind);
    let which = if ahead > behind { "ahead" } else { "behind" };
    let words = format!("ours is {} {which}", span(difference));
    let is_refused = ahead > setup.window.past || behind > setup.window.future;
    if difference <= NO_SKEW {
        CLOCK.ok("as DingTalk's")
    } else if setup.takes_callbacks && is_refused {
        CLOCK.fail(words)
    } else if difference > MOST_SKEW || (setup.takes_callbacks && is_close(setup, ahead, behind)) {
        CLOCK.warn(words)
    } else {
        CLOCK.ok(words)
    }
}

/// Whether half of what is accepted is used up.
fn is_close(setup: &Setup, ahead: Duration, behind: Duration) -> bool {
    ahead > setup.window.past / 2 || behind > setup.window.future / 2
}

/// What an error came from in the end; what stands before it says only who met it.
pub(super) fn root(error: &(dyn Error + 'static)) -> String {
    let mut last = error;
    while let Some(cause) = last.source() {
        last = cause;
    }
    last.to_string()
}

/// Whether an error has to do with a certificate or with TLS at all. One of input or output has
/// another within, which is not its source.
pub(super) fn is_of_tls(error: &(dyn Error + 'static)) -> bool {
    let within = error.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref);
    error.is::<rustls::Error>()
        || within.is_some_and(|within| is_of_tls(within))
        || error.source().is_some_and(is_of_tls)
}
