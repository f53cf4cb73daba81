//! The Stream gateway: a connection is asked for, opened and closed. It is one that brings no
//! messages, so that none of a bot that works comes here.

use std::sync::Arc;
use std::time::Duration;

use super::check::{Check, Finding, When};
use super::network::is_of_tls;
use super::setup::Setup;
use crate::chain::chain;
use crate::dingtalk::Credentials;
use crate::dingtalk::gateway::Gateway;
use crate::metrics::Metrics;

/// How long a connection may take to be opened.
const CONNECT_LIMIT: Duration = Duration::from_secs(10);

pub(super) static TICKET: Check = Check {
    code: "DN-STREAM-01",
    title: "ticket of the Stream gateway",
    tried: "POST /v1.0/gateway/connections/open, for a topic that nobody sends to",
    when: When::Always,
    meaning: "no messages come in by Stream",
    command: "dws dev app robot config --unified-app-id ID --mode STREAM",
    page: "https://open-dev.dingtalk.com > your app > Robot",
};

pub(super) static SOCKET: Check = Check {
    code: "DN-STREAM-02",
    title: "connection to the Stream gateway",
    tried: "the WebSocket that the gateway names is opened and closed",
    when: When::Always,
    meaning: "a firewall or proxy lets HTTPS through and no WebSocket, or not to the gateway's host",
    command: "curl -sv https://HOST",
    page: "docs/setup.md#stream-mode-no-public-address",
};

pub(super) static ALL: [&Check; 2] = [&TICKET, &SOCKET];

pub(super) async fn look(setup: &Setup, credentials: &Credentials) -> Vec<Finding> {
    if !setup.takes_stream {
        let why = "DINGNICK_INTAKE=http";
        return vec![TICKET.skipped(why), SOCKET.skipped(why)];
    }
    let no_ticket = || SOCKET.unverified("there is no ticket");
    let metrics = Arc::new(Metrics::new());
    let gateway = match Gateway::new(setup.hosts.clone(), credentials.clone(), metrics) {
        Ok(gateway) => gateway,
        Err(error) => return vec![TICKET.fail(chain(&error)), no_ticket()],
    };
    let ticket = match gateway.open_on_trial().await {
        Ok(ticket) => ticket,
        Err(error) => return vec![TICKET.refused(&error), no_ticket()],
    };
    let host = ticket.url.host_str().unwrap_or_default().to_owned();
    let socket = match gateway.connect(&ticket, CONNECT_LIMIT).await {
        Ok(mut socket) => {
            // Whether the gateway says goodbye as well is its own affair.
            let _ = socket.close(None).await;
            SOCKET.ok("opened and closed")
        }
        Err(error) if is_of_tls(&error) => SOCKET
            .fail(chain(&error))
            .means("a program answers in the gateway's place: its certificate cannot be believed"),
        Err(error) => SOCKET.fail(chain(&error)),
    };
    let command = format!("curl -sv https://{host}");
    vec![TICKET.ok("given"), socket.mended_by(command).about(host)]
}
