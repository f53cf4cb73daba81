//! The access token: fetched once for all who call, renewed early, dropped when DingTalk refuses
//! it. It renames anybody and speaks anywhere the app may, so it is never shown.

use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::time::Duration;

use secrecy::{ExposeSecret, SecretString};
use tokio::sync::Mutex;
use tokio::time::Instant;

use super::codes::Class;
use super::http::{self, Credentials};
use super::{Api, DingTalkError, Hosts};
use crate::metrics::Metrics;

/// DingTalk's own SDK renews this early.
const RENEW_EARLY: Duration = Duration::from_secs(300);

/// Tokens live 7,200 s; what an answer claims beyond that is not believed.
const LONGEST_LIFE: Duration = Duration::from_secs(7200);

/// What DingTalk thinks of the Client ID and Secret, as it last said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(u8)]
pub enum Standing {
    /// It has not said yet.
    #[default]
    Unknown,
    /// It takes them.
    Taken,
    /// It refuses them.
    Refused,
}

impl Standing {
    /// The word for it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Taken => "ok",
            Self::Refused => "refused",
        }
    }

    /// Whether nothing can work.
    #[must_use]
    pub fn is_refused(self) -> bool {
        self == Self::Refused
    }
}

/// The token of one app.
pub(super) struct TokenCache {
    current: Mutex<Option<Token>>,
    /// A [`Standing`].
    standing: AtomicU8,
    metrics: Arc<Metrics>,
}

#[derive(Clone)]
pub(super) struct Token {
    secret: SecretString,
    renew_at: Instant,
}

impl Token {
    pub(super) fn expose(&self) -> &str {
        self.secret.expose_secret()
    }
}

impl TokenCache {
    /// A cache without a token yet.
    pub(super) fn new(metrics: Arc<Metrics>) -> Self {
        let standing = AtomicU8::new(Standing::default() as u8);
        Self { current: Mutex::default(), standing, metrics }
    }

    /// The token, fetched if there is none that will do. Whoever comes while one is fetched waits
    /// for that one.
    pub(super) async fn get(
        &self,
        client: &reqwest::Client,
        hosts: &Hosts,
        credentials: &Credentials,
    ) -> Result<Token, DingTalkError> {
        let mut current = self.current.lock().await;
        if let Some(token) = current.as_ref().filter(|token| Instant::now() < token.renew_at) {
            return Ok(token.clone());
        }
        let token = self.fetch(client, hosts, credentials).await?;
        *current = Some(token.clone());
        Ok(token)
    }

    /// Fetches a token in any case.
    pub(super) async fn renew(
        &self,
        client: &reqwest::Client,
        hosts: &Hosts,
        credentials: &Credentials,
    ) -> Result<(), DingTalkError> {
        let mut current = self.current.lock().await;
        *current = Some(self.fetch(client, hosts, credentials).await?);
        Ok(())
    }

    /// What was last said of the credentials.
    pub(super) fn standing(&self) -> Standing {
        match self.standing.load(Ordering::Relaxed) {
            known if known == Standing::Taken as u8 => Standing::Taken,
            known if known == Standing::Refused as u8 => Standing::Refused,
            _ => Standing::Unknown,
        }
    }

    async fn fetch(
        &self,
        client: &reqwest::Client,
        hosts: &Hosts,
        credentials: &Credentials,
    ) -> Result<Token, DingTalkError> {
        let token = fetch(client, hosts, credentials).await;
        self.metrics.token_refresh(token.as_ref().map_or_else(|error| error.key, |_| "ok"));
        let standing = match &token {
            Ok(_) => Standing::Taken,
            Err(error) if error.refuses_credentials() => Standing::Refused,
            // Silence says nothing of them.
            Err(_) => return token,
        };
        self.standing.store(standing as u8, Ordering::Relaxed);
        token
    }

    /// Drops `refused`, unless somebody has put another in its place already.
    pub(super) async fn drop(&self, refused: &Token) {
        let mut current = self.current.lock().await;
        if current.as_ref().is_some_and(|token| token.expose() == refused.expose()) {
            *current = None;
        }
    }
}

/// The secret goes into the query: the documented call knows no other way.
async fn fetch(
    client: &reqwest::Client,
    hosts: &Hosts,
    credentials: &Credentials,
) -> Result<Token, DingTalkError> {
    let request = client.get(hosts.oapi("/gettoken")).query(&[
        ("appkey", credentials.client_id.as_str()),
        ("appsecret", credentials.client_secret.expose_secret()),
    ]);
    let answer = http::call(Api::GetToken, request).await.map_err(|mut error| {
        // There is no token yet that could be stale: what is refused is the secret.
        if error.class == Class::Token {
            (error.class, error.key) = (Class::Config, "credentials");
        }
        error
    })?;
    let secret = answer.body.get("access_token").and_then(|token| token.as_str());
    let Some(secret) = secret.filter(|secret| !secret.is_empty()) else {
        return Err(DingTalkError::unreadable(Api::GetToken, Class::Other, "bad-answer"));
    };
    let life = answer.body.get("expires_in").and_then(|life| match life {
        serde_json::Value::String(text) => text.parse().ok(),
        life => life.as_u64(),
    });
    let life = life.map_or(LONGEST_LIFE, Duration::from_secs).min(LONGEST_LIFE);
    Ok(Token {
        secret: secret.into(),
        renew_at: Instant::now() + life.saturating_sub(RENEW_EARLY.min(life / 2)),
    })
}
