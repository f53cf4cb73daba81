//! The Stream gateway: where to connect to, and with which ticket.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use reqwest::header::ACCEPT;
use secrecy::ExposeSecret;
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::{self, protocol::WebSocketConfig};
use tokio_tungstenite::{Connector, MaybeTlsStream, WebSocketStream, client_async_tls_with_config};
use url::{Host, Url};

use super::codes::Class;
use super::http::{self, Credentials};
use super::resolver::Resolver;
use super::{Api, DingTalkError, Hosts};
use crate::metrics::Metrics;

/// Messages to the robot.
pub const BOT_MESSAGES: &str = "/v1.0/im/bot/messages/get";

/// Buttons on cards. We send none, so a connection for them is given no message of anybody's.
const CARD_BUTTONS: &str = "/v1.0/card/instances/callback";

/// The longest frame that is read, in bytes; a message has a few kilobytes. What is longer breaks
/// the connection.
const MAX_FRAME: usize = 1024 * 1024;

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
        let messages = json!({ "type": "CALLBACK", "topic": BOT_MESSAGES });
        self.open_for(&[messages, json!({ "type": "EVENT", "topic": "*" })]).await
    }

    /// Asks for a connection that brings nothing, to see whether there is one to be had: each
    /// message goes to one of the connections that want it, and those of a bot that works must not
    /// go here.
    ///
    /// # Errors
    /// As for one that is used.
    pub async fn open_on_trial(&self) -> Result<Ticket, DingTalkError> {
        self.open_for(&[json!({ "type": "CALLBACK", "topic": CARD_BUTTONS })]).await
    }

    async fn open_for(&self, subscriptions: &[Value]) -> Result<Ticket, DingTalkError> {
        let api = Api::ConnectionsOpen;
        let body = json!({
            "clientId": self.credentials.client_id,
            "clientSecret": self.credentials.client_secret.expose_secret(),
            "subscriptions": subscriptions,
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

    /// The ticket to an endpoint that may be connected to.
    fn ticket(&self, answer: &Answer) -> Option<Ticket> {
        let mut url = Url::parse(&answer.endpoint).ok()?;
        if !self.hosts.has_gateway_at(&url) {
            return None;
        }
        url.query_pairs_mut().append_pair("ticket", &answer.ticket);
        Some(Ticket { url })
    }

    /// Connects to where a ticket leads, within `limit`. The URL holds the ticket, and is in no
    /// error.
    ///
    /// # Errors
    /// When nobody answers, or not as a gateway does.
    pub async fn connect(
        &self,
        ticket: &Ticket,
        limit: Duration,
    ) -> Result<WebSocketStream<MaybeTlsStream<TcpStream>>, tungstenite::Error> {
        let config = WebSocketConfig::default()
            .max_message_size(Some(MAX_FRAME))
            .max_frame_size(Some(MAX_FRAME));
        let tls = Some(Connector::Rustls(Arc::new(http::tls())));
        let (url, config) = (ticket.url.as_str(), Some(config));
        let connect = async {
            let stream = self.reach(&ticket.url).await?;
            client_async_tls_with_config(url, stream, config, tls).await
        };
        let connected = tokio::time::timeout(limit, connect).await;
        let (socket, _) =
            connected.unwrap_or_else(|_| Err(io::Error::from(io::ErrorKind::TimedOut).into()))?;
        Ok(socket)
    }

    /// A connection to where `url` leads, through the proxy, where there is one.
    async fn reach(&self, url: &Url) -> io::Result<TcpStream> {
        if let Some(proxy) = self.hosts.proxy() {
            return proxy.tunnel(url).await;
        }
        let unfit = || io::Error::from(io::ErrorKind::InvalidInput);
        let port = url.port_or_known_default().ok_or_else(unfit)?;
        match url.host().ok_or_else(unfit)? {
            Host::Domain(name) => Resolver::default().connect(name, port).await,
            Host::Ipv4(address) => plain(SocketAddr::from((address, port))).await,
            Host::Ipv6(address) => plain(SocketAddr::from((address, port))).await,
        }
    }
}

/// A connection to an address, which is the operator's own where it stands in a URL.
async fn plain(address: SocketAddr) -> io::Result<TcpStream> {
    let stream = TcpStream::connect(address).await?;
    stream.set_nodelay(true)?;
    Ok(stream)
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
            url(None, "wss://wss-open-connection.dingtalk.com:443/connect"),
            Some(format!("wss://wss-open-connection.dingtalk.com/connect?{encoded}"))
        );
        let simulator = Some("http://127.0.0.1:8000");
        assert_eq!(
            url(simulator, "ws://127.0.0.1:9/connect"),
            Some(format!("ws://127.0.0.1:9/connect?{encoded}"))
        );
        for endpoint in ["wss://gateway.example/connect", "https://gateway.example", "", "gateway"]
        {
            assert_eq!(url(None, endpoint), None, "{endpoint}");
        }
    }
}
