//! A callback ready to be sent: body and headers, which a test may spoil
//! before it goes out, and may send as often as it likes.

use base64::{Engine, prelude::BASE64_STANDARD};
use hmac::{Hmac, KeyInit, Mac};
use serde_json::Value;
use sha2::Sha256;
use thiserror::Error;

use crate::simulator::world::World;
use crate::simulator::written;

/// The callback's headers and body.
#[derive(Clone)]
pub struct Envelope {
    /// The msgId, also in the body.
    pub message_id: String,
    /// The message; change it as you like, the signature does not cover it.
    pub body: Value,
    /// What is sent instead of `body`, for bodies that are no JSON.
    pub raw_body: Option<Vec<u8>>,
    /// The headers, in order; a name may stand here twice.
    pub headers: Vec<(String, String)>,
    timestamp: i64,
    secret: String,
}

/// What the bot's server answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivered {
    /// The HTTP status.
    pub status: u16,
    /// The body, as text.
    pub body: String,
}

/// Why there is no answer.
#[derive(Debug, Error)]
pub enum DeliverError {
    /// Nobody said where the bot is.
    #[error("no callback URL is set")]
    NoCallbackUrl,
    /// Nobody acknowledged in time what was pushed.
    #[error("nobody acknowledged it")]
    NotAcknowledged,
    /// The answer to an event is not the encrypted `success`.
    #[error("the answer to an event is none: {0}")]
    WrongAnswer(String),
    /// The bot's server was not reached or did not answer.
    #[error("cannot reach the bot's callback URL")]
    Unreachable(#[source] reqwest::Error),
}

/// `Base64(HMAC-SHA256(secret, timestamp + "\n" + secret))`.
pub fn sign(secret: &str, timestamp: &str) -> String {
    let mut mac =
        Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("HMAC takes a key of any length");
    mac.update(timestamp.as_bytes());
    mac.update(b"\n");
    mac.update(secret.as_bytes());
    BASE64_STANDARD.encode(mac.finalize().into_bytes())
}

impl Envelope {
    pub(super) fn signed(world: &World, message_id: String, body: Value) -> Self {
        let envelope = Self {
            message_id,
            body,
            raw_body: None,
            headers: Vec::new(),
            timestamp: 0,
            secret: world.app.client_secret.clone(),
        };
        envelope.signed_at(world.now())
    }

    /// With fresh headers for this time, properly signed.
    #[must_use]
    pub fn signed_at(mut self, timestamp: i64) -> Self {
        self.timestamp = timestamp;
        let text = timestamp.to_string();
        let sign = sign(&self.secret, &text);
        self.headers = vec![
            ("Content-Type".to_owned(), "application/json; charset=utf-8".to_owned()),
            ("timestamp".to_owned(), text),
            ("sign".to_owned(), sign),
        ];
        self
    }

    /// Properly signed, but for a time so many milliseconds off.
    #[must_use]
    pub fn skewed_by(self, ms: i64) -> Self {
        let timestamp = self.timestamp + ms;
        self.signed_at(timestamp)
    }

    /// Signed with another secret.
    #[must_use]
    pub fn signed_with(mut self, secret: &str) -> Self {
        secret.clone_into(&mut self.secret);
        let timestamp = self.timestamp;
        self.signed_at(timestamp)
    }

    /// With this header, instead of what was there under its name.
    #[must_use]
    pub fn with_header(self, name: &str, value: &str) -> Self {
        self.without_header(name).with_extra_header(name, value)
    }

    /// With this header, beside what is there under its name.
    #[must_use]
    pub fn with_extra_header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Without any header of this name.
    #[must_use]
    pub fn without_header(mut self, name: &str) -> Self {
        self.headers.retain(|(known, _)| !known.eq_ignore_ascii_case(name));
        self
    }

    /// With a changed body.
    #[must_use]
    pub fn edited(mut self, edit: impl FnOnce(&mut Value)) -> Self {
        edit(&mut self.body);
        self
    }

    /// With a reply session on somebody else's server.
    #[must_use]
    pub fn with_foreign_webhook(self, url: &str) -> Self {
        self.edited(|body| body["sessionWebhook"] = Value::from(url))
    }

    /// With these bytes for a body.
    #[must_use]
    pub fn with_raw_body(mut self, bytes: &[u8]) -> Self {
        self.raw_body = Some(bytes.to_vec());
        self
    }

    /// The body as it goes out.
    pub(in crate::simulator) fn bytes(&self) -> Vec<u8> {
        match &self.raw_body {
            Some(bytes) => bytes.clone(),
            None => written(&self.body).into_bytes(),
        }
    }

    /// Posts it.
    ///
    /// # Errors
    /// When nobody answers at `url`.
    pub(in crate::simulator) async fn post(
        &self,
        client: &reqwest::Client,
        url: &str,
    ) -> Result<Delivered, DeliverError> {
        post(client, url, &self.headers, self.bytes()).await
    }
}

/// Posts bytes under these headers.
///
/// # Errors
/// When nobody answers at `url`.
pub(in crate::simulator) async fn post(
    client: &reqwest::Client,
    url: &str,
    headers: &[(String, String)],
    body: Vec<u8>,
) -> Result<Delivered, DeliverError> {
    let mut request = client.post(url).body(body);
    for (name, value) in headers {
        request = request.header(name, value);
    }
    let response = request.send().await.map_err(DeliverError::Unreachable)?;
    let status = response.status().as_u16();
    let body = response.text().await.map_err(DeliverError::Unreachable)?;
    Ok(Delivered { status, body })
}
