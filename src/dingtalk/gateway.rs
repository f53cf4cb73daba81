//! The Stream gateway: where to connect to, and with which ticket.

use std::io;
use std::sync::Arc;

use reqwest::header::ACCEPT;
use rustls::ClientConfig;
use secrecy::ExposeSecret;
use serde::Deserialize;
use serde_json::json;
use tokio::net::TcpStream;
use url::Url;

use super::codes::Class;
use super::http::{self, Credentials};
use super::{Api, DingTalkError, Hosts};
use crate::metrics::Metrics;

/// Messages to the robot.
pub const BOT_MESSAGES: &str = "/v1.0/im/bot/messages/get";

/// What we tell of ourselves: name, language, version.
const USER_AGENT: &str = concat!("dingnick-rust/", env!("CARGO_PKG_VERSION"));

/// Opens connections for one app.
pub struct Gateway {
    http: reqwest::Client,
    hosts: Hosts,
    credentials: Credentials,
    metrics: Arc<Metrics>,
}

/// The right to open one connection, within 90 seconds: a secret until then, and so not to be
/// printed.
pub struct Ticket {
    /// Where to connect to, the ticket in it.
    pub url: Url,
}

#[derive(Deserialize)]
struct Answer {
    endpoint: String,
    ticket: String,
}

impl Gateway {
    /// A gateway that was not asked yet.
    ///
    /// # Errors
    /// When the HTTP client cannot be made.
    pub fn new(
        hosts: Hosts,
        credentials: Credentials,
        metrics: Arc<Metrics>,
    ) -> Result<Self, reqwest::Error> {
        Ok(Self { http: http::client_for(&hosts)?, hosts, credentials, metrics })
    }

    /// Asks for a connection that brings messages to the robot, and all events that are picked in
    /// the console.
    ///
    /// # Errors
    /// `authFailed`, and what every call can meet.
    pub async fn open(&self) -> Result<Ticket, DingTalkError> {
        let api = Api::ConnectionsOpen;
        let body = json!({
            "clientId": self.credentials.client_id,
            "clientSecret": self.credentials.client_secret.expose_secret(),
            "subscriptions": [
                { "type": "CALLBACK", "topic": BOT_MESSAGES },
                { "type": "EVENT", "topic": "*" },
            ],
            "ua": USER_AGENT,
        });
        // Without the header the answer is XML.
        let url = self.hosts.api("/v1.0/gateway/connections/open");
        let request = self.http.post(url).header(ACCEPT, "application/json").json(&body);
        let opened = http::call(api, request).await.and_then(|answer| {
            let answer: Option<Answer> = serde_json::from_value(answer.body).ok();
            answer
                .and_then(|answer| self.ticket(&answer))
                .ok_or_else(|| DingTalkError::unreadable(api, Class::Other, "bad-answer"))
        });
        let result = opened.as_ref().map_or_else(|error| error.key, |_| "ok");
        self.metrics.call(api.as_str(), result);
        opened
    }

    /// Messages go over TLS, unless all that we say to DingTalk goes without: to a simulator.
    fn ticket(&self, answer: &Answer) -> Option<Ticket> {
        let mut url = Url::parse(&answer.endpoint).ok()?;
        let is_fit = match url.scheme() {
            "wss" => true,
            "ws" => self.hosts.api("").starts_with("http:"),
            _ => false,
        };
        url.query_pairs_mut().append_pair("ticket", &answer.ticket);
        is_fit.then_some(Ticket { url })
    }

    /// A way to `url` through the proxy, where there is one.
    ///
    /// # Errors
    /// When the proxy cannot be reached, or does not let us through.
    pub async fn tunnel(&self, url: &Url) -> io::Result<Option<TcpStream>> {
        match self.hosts.proxy() {
            Some(proxy) => proxy.tunnel(url).await.map(Some),
            None => Ok(None),
        }
    }

    /// What connections are to be encrypted with.
    #[must_use]
    pub fn tls(&self) -> ClientConfig {
        http::tls()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dingtalk::Region;
    use crate::domain::RobotCode;

    fn gateway(api: Option<&str>) -> Gateway {
        http::init_crypto();
        let api = api.map(|url| Url::parse(url).expect("a URL"));
        let credentials = Credentials {
            client_id: "app".to_owned(),
            client_secret: "secret".to_owned().into(),
            robot_code: RobotCode::parse("robot").expect("a robot"),
        };
        let hosts = Hosts::new(Region::China, None, api.as_ref());
        Gateway::new(hosts, credentials, Arc::new(Metrics::new())).expect("a client")
    }

    #[test]
    fn a_ticket_is_encoded_and_goes_over_tls() {
        let url = |api, endpoint: &str| {
            let answer = Answer { endpoint: endpoint.to_owned(), ticket: "a+b/c= &d".to_owned() };
            gateway(api).ticket(&answer).map(|ticket| ticket.url.to_string())
        };
        let encoded = "ticket=a%2Bb%2Fc%3D+%26d";
        assert_eq!(
            url(None, "wss://gateway.example:443/connect"),
            Some(format!("wss://gateway.example/connect?{encoded}"))
        );
        let simulator = Some("http://127.0.0.1:8000");
        assert_eq!(
            url(simulator, "ws://127.0.0.1:9/connect"),
            Some(format!("ws://127.0.0.1:9/connect?{encoded}"))
        );
        for endpoint in ["ws://gateway.example/connect", "https://gateway.example", "", "gateway"] {
            assert_eq!(url(None, endpoint), None, "{endpoint}");
        }
    }
}
