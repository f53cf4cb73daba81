//! The callback's address, as DingTalk would call it: its name, its certificate, and what is
//! answered to a signature that is right, one that is forged, and one that is stale.
//!
//! What is posted is no message: whoever takes it in finds nothing to do.

use std::error::Error;
use std::net::IpAddr;
use std::time::Duration;

use reqwest::header::LOCATION;
use reqwest::{Client, RequestBuilder};
use secrecy::SecretString;
use serde_json::json;
use tokio::net::lookup_host;
use url::Url;

use super::check::{Check, Finding, When};
use super::network::{host, is_of_tls, root};
use super::setup::Setup;
use crate::dingtalk::{http_client, sign};
use crate::domain::{CorpId, Timestamp};

/// Far older than any signature that is taken.
const STALE: Duration = Duration::from_secs(2 * 3600);

/// The path of events, beside that of callbacks.
const EVENTS_PATH: &str = "/dingtalk/events";
const CALLBACK_PATH: &str = "/dingtalk/callback";

const CONSOLE: &str = "https://open-dev.dingtalk.com > your app > Robot";
const SET_ADDRESS: &str =
    "dws dev app robot config --unified-app-id ID --mode HTTPS --outgoing-url URL";

macro_rules! callback {
    ($name:ident, $code:literal, $title:literal, $tried:literal, $meaning:literal, $command:expr, $page:expr) => {
        pub(super) static $name: Check = Check {
            code: $code,
            title: $title,
            tried: $tried,
            when: When::Callback,
            meaning: $meaning,
            command: $command,
            page: $page,
        };
    };
}

callback!(
    DNS,
    "DN-CALLBACK-01",
    "name of the callback's address",
    "the name is resolved, and its addresses are looked at",
    "DingTalk calls from the internet, and does not find this address there",
    "getent hosts HOST",
    "docs/doctor.md#dn-callback-01"
);
callback!(
    TLS,
    "DN-CALLBACK-02",
    "certificate of the callback's address",
    "POST over TLS",
    "DingTalk demands https:// with a certificate that everybody believes: it is missing, has expired, is for another name or comes without its chain",
    "curl -sv URL",
    "docs/doctor.md#dn-callback-02"
);
callback!(
    REDIRECT,
    "DN-CALLBACK-03",
    "callback's address is the last one",
    "POST: is it sent on to another address?",
    "DingTalk does not follow to another address; the console must have the last one",
    SET_ADDRESS,
    CONSOLE
);
callback!(
    SIGNED,
    "DN-CALLBACK-04",
    "a signed callback is taken",
    "POST with a signature of now: 200 is expected, to a message that asks for nothing",
    "what DingTalk sends is not taken: the path, the callback key or the Client Secret of the bot that answers there is another",
    SET_ADDRESS,
    CONSOLE
);
callback!(
    FORGED,
    "DN-CALLBACK-05",
    "a forged callback is refused",
    "POST with a signature of another secret: 401 is expected",
    "whoever answers there believes anybody",
    "dingnick config",
    "docs/operating.md#keeping-it-safe"
);
callback!(
    STALE_ONE,
    "DN-CALLBACK-06",
    "a stale callback is refused",
    "POST with a signature of two hours ago: 401 is expected",
    "whoever answers there takes a signature that leaked long ago",
    "dingnick config",
    "docs/operating.md#keeping-it-safe"
);
callback!(
    EVENTS,
    "DN-EVENT-02",
    "address of events answers",
    "POST /dingtalk/events of the same host, with an event that only asks for an answer",
    "the console cannot save the address of events, and none come: DINGTALK_EVENT_TOKEN or DINGTALK_EVENT_AES_KEY of the bot that answers there is another",
    "dws dev app robot config --unified-app-id ID --event-callback-url URL",
    "docs/setup.md#events-groups-that-bind-themselves"
);

pub(super) static ALL: [&Check; 7] = [&DNS, &TLS, &REDIRECT, &SIGNED, &FORGED, &STALE_ONE, &EVENTS];

/// What is known without an address.
pub(super) fn without(setup: &Setup) -> Vec<Finding> {
    let why = match setup.takes_callbacks {
        true => "no --callback URL was given",
        false => "DINGNICK_INTAKE=stream",
    };
    ALL.into_iter().map(|check| check.skipped(why)).collect()
}

pub(super) async fn look(setup: &Setup, url: &Url, now: Timestamp) -> Vec<Finding> {
    let found = look_at(setup, url, now).await;
    let filled = |finding: Finding| {
        let command = finding
            .command
            .replace("HOST", &host(url))
            .replace(
                "--event-callback-url URL",
                &format!("--event-callback-url {}", shown_events(url)),
            )
            .replace(" URL", &format!(" {}", shown(url)));
        finding.mended_by(command)
    };
    found.into_iter().map(filled).collect()
}

/// The address for a command that is shown: the key in it is one of the environment.
fn shown(url: &Url) -> String {
    let origin = url.origin().ascii_serialization();
    match url.path().split_once(CALLBACK_PATH) {
        Some((before, "" | "/")) => format!("{origin}{before}{CALLBACK_PATH}"),
        Some((before, _)) => {
            format!("{origin}{before}{CALLBACK_PATH}/\"$DINGNICK_CALLBACK_KEY\"")
        }
        None => format!("{origin}{CALLBACK_PATH}"),
    }
}

/// That of events, without what may stand behind the path.
fn shown_events(url: &Url) -> String {
    let url = events_url(url);
    format!("{}{}", url.origin().ascii_serialization(), url.path())
}

async fn look_at(setup: &Setup, url: &Url, now: Timestamp) -> Vec<Finding> {
    let mut findings = vec![name(url).await];
    let Ok(client) = http_client() else {
        return findings;
    };
    let Some(credentials) = &setup.credentials else {
        findings.extend(ALL.into_iter().skip(1).map(|check| check.skipped("there is no secret")));
        return findings;
    };
    let secret = &credentials.client_secret;
    let body = harmless(setup, now);
    let post = |at: Timestamp, secret: &SecretString| {
        let timestamp = at.0.to_string();
        let sign = sign::sign(secret, &timestamp);
        client.post(url.clone()).header("timestamp", timestamp).header("sign", sign).json(&body)
    };
    let signed = status(post(now, secret)).await;
    findings.push(tls(url, &signed));
    let Ok((status_of_signed, location)) = signed else {
        findings.extend(ALL.into_iter().skip(2).map(|it| it.unverified("nobody answers there")));
        return findings;
    };
    let is_redirect = (300..400).contains(&status_of_signed);
    findings.push(match is_redirect {
        true => REDIRECT.fail(format!("HTTP {status_of_signed}, to {location}")),
        false => REDIRECT.ok("not sent on"),
    });
    if is_redirect {
        let rest = [&SIGNED, &FORGED, &STALE_ONE, &EVENTS];
        findings.extend(rest.map(|check| check.unverified("it is sent on to another address")));
        return findings;
    }
    findings.push(taken(status_of_signed));
    let forged = SecretString::from("a secret that is nobody's, to be refused");
    findings.push(refused(&FORGED, &status(post(now, &forged)).await, status_of_signed));
    let stale = status(post(now.minus(STALE), secret)).await;
    findings.push(refused(&STALE_ONE, &stale, status_of_signed));
    findings.push(events(setup, url, &client, now).await);
    findings
}

async fn name(url: &Url) -> Finding {
    let name = host(url);
    let addresses: Vec<IpAddr> = match url.host() {
        Some(url::Host::Ipv4(address)) => vec![address.into()],
        Some(url::Host::Ipv6(address)) => vec![address.into()],
        _ => {
            let port = url.port_or_known_default().unwrap_or(443);
            let found = lookup_host((name.as_str(), port)).await;
            match found.map(|found| found.map(|address| address.ip()).collect()) {
                Ok(addresses) => addresses,
                Err(error) => return DNS.fail(error.to_string()).about(name),
            }
        }
    };
    let finding = match addresses.iter().find(|address| !is_public(**address)) {
        Some(address) => DNS.warn(format!("{address} is no address of the internet")),
        None if addresses.is_empty() => DNS.fail("no address"),
        None => DNS.ok("it has an address of the internet"),
    };
    finding.mended_by(format!("getent hosts {name}")).about(name)
}

/// Whether it can be an address of the internet.
fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => {
            let shared = address.octets()[0] == 100 && (64..128).contains(&address.octets()[1]);
            !(address.is_private()
                || address.is_loopback()
                || address.is_link_local()
                || address.is_unspecified()
                || shared)
        }
        IpAddr::V6(address) => {
            let is_local = address.segments()[0] & 0xfe00 == 0xfc00;
            !(address.is_loopback()
                || address.is_unspecified()
                || address.is_unicast_link_local()
                || is_local)
        }
    }
}

/// A message that was said to others, so that whoever takes it in leaves it alone. A new id each
/// time would do no harm either: it is not kept.
fn harmless(setup: &Setup, now: Timestamp) -> serde_json::Value {
    json!({
        "msgId": "msg-dingnick-doctor",
        "msgtype": "text",
        "text": { "content": " " },
        "conversationId": "cid-dingnick-doctor",
        "conversationType": "2",
        "isInAtList": false,
        "createAt": now.0,
        "robotCode": setup.robot_code.as_str(),
        "chatbotCorpId": setup.corp_id.as_ref().map(CorpId::as_str),
    })
}

/// The status, and where it is sent on to.
async fn status(request: RequestBuilder) -> Result<(u16, String), reqwest::Error> {
    let answer = request.send().await?;
    let location = answer.headers().get(LOCATION).and_then(|location| location.to_str().ok());
    // Where to is of use; what comes after the host may be a key.
    let location = location.and_then(|location| answer.url().join(location).ok());
    let location = location.map_or_else(String::new, |url| url.origin().ascii_serialization());
    Ok((answer.status().as_u16(), location))
}

fn tls(url: &Url, answer: &Result<(u16, String), reqwest::Error>) -> Finding {
    let origin = url.origin().ascii_serialization();
    let finding = match answer {
        Ok(_) if url.scheme() == "https" => TLS.ok("believed"),
        Ok(_) => TLS.warn("it is http://"),
        Err(error) => {
            let why = root_without_url(error);
            match is_of_tls(error) {
                true => TLS.fail(why),
                // Perhaps only from here: some routers do not lead their own address back.
                false => TLS.unverified(format!("it cannot be reached from here: {why}")),
            }
        }
    };
    finding.mended_by(format!("curl -sv {origin}")).about(host(url))
}

/// The key may stand in the URL, which is in what the library says first.
fn root_without_url(error: &reqwest::Error) -> String {
    error.source().map_or_else(|| "no answer".to_owned(), root)
}

fn taken(status: u16) -> Finding {
    match status {
        200 => SIGNED.ok("HTTP 200"),
        401 => SIGNED
            .fail("HTTP 401")
            .means("the bot there has another Client Secret, or another clock"),
        403 => SIGNED
            .fail("HTTP 403")
            .means("the bot there is another robot's (DINGTALK_ROBOT_CODE), or demands another organisation than this one names (DINGTALK_CORP_ID)"),
        404 => SIGNED
            .fail("HTTP 404")
            .means("the path is wrong, or ends in another callback key than the bot has"),
        502..=504 => SIGNED
            .fail(format!("HTTP {status}"))
            .means("something answers there, and does not reach the bot behind it"),
        status => SIGNED.fail(format!("HTTP {status}")),
    }
}

/// A refusal says something only where a right signature is not refused in the same way.
fn refused(
    check: &'static Check,
    answer: &Result<(u16, String), reqwest::Error>,
    status_of_signed: u16,
) -> Finding {
    match answer {
        Ok((401, _)) if status_of_signed == 401 => check.unverified("a right one is refused, too"),
        Ok((401, _)) => check.ok("HTTP 401"),
        Ok((200, _)) => check.fail("HTTP 200"),
        Ok((status, _)) => check.unverified(format!("HTTP {status}")),
        Err(_) => check.unverified("no answer"),
    }
}

/// The address of events, beside that of callbacks.
fn events_url(url: &Url) -> Url {
    // What stands before the path is somebody's who passes it on.
    let before = url.path().split(CALLBACK_PATH).next().unwrap_or_default();
    let path = format!("{}{EVENTS_PATH}", before.trim_end_matches('/'));
    let mut url = url.clone();
    url.set_path(&path);
    url
}

async fn events(setup: &Setup, url: &Url, client: &Client, now: Timestamp) -> Finding {
    let Some(keys) = &setup.event_keys else {
        return EVENTS.skipped("DINGTALK_EVENT_TOKEN and DINGTALK_EVENT_AES_KEY are not set");
    };
    let nonce = uuid::Uuid::new_v4();
    let message = json!({ "EventType": "check_url" }).to_string();
    let sealed = keys.seal(message.as_bytes(), now, nonce.simple().to_string(), *nonce.as_bytes());
    let query = [
        ("signature", sealed.msg_signature.as_str()),
        ("timestamp", &sealed.timestamp),
        ("nonce", &sealed.nonce),
    ];
    let request =
        client.post(events_url(url)).query(&query).json(&json!({ "encrypt": sealed.encrypt }));
    match request.send().await {
        Ok(answer) if answer.status().as_u16() == 200 => EVENTS.ok("HTTP 200"),
        Ok(answer) => EVENTS.fail(format!("HTTP {}", answer.status().as_u16())),
        Err(error) => EVENTS.fail(root_without_url(&error)),
    }
}
