//! An app and its robot by one scan, without the developer console. Needs no token: whoever holds
//! the device code is given the secret, so that code is never shown.
//!
//! Documented for the Chinese edition; whether dingtalk.io has it is not known.

use std::time::Duration;

use secrecy::{ExposeSecret, SecretString};
use serde_json::{Value, json};
use url::Url;

use super::codes::Class;
use super::http;
use super::{Api, DingTalkError, Hosts};

/// How long we wait between two questions, whatever an answer says; its `interval` is 5 s.
const INTERVALS: (Duration, Duration) = (Duration::from_secs(1), Duration::from_secs(60));

/// How long a code is waited for, whatever an answer says; it says 7,200 s, and one page of the
/// documents says ten minutes.
const LONGEST_LIFE: Duration = Duration::from_secs(7200);

/// The longest reason that is passed on.
const LONGEST_REASON: usize = 200;

/// The desk of one edition at which apps are made.
pub struct Registration {
    http: reqwest::Client,
    hosts: Hosts,
}

/// A code that waits to be scanned.
pub struct Offer {
    /// `verification_uri_complete`: what the phone opens.
    pub address: Url,
    /// `user_code`, which the phone shows too.
    pub user_code: Option<String>,
    /// `expires_in`
    pub expires_in: Duration,
    /// `interval`: how long to wait between two questions.
    pub interval: Duration,
    device_code: SecretString,
}

/// How far a code has come.
#[derive(Debug)]
pub enum Progress {
    /// `WAITING`: nobody has decided yet.
    Waiting,
    /// `SUCCESS`
    Made {
        /// Client ID.
        client_id: String,
        /// Client Secret.
        client_secret: SecretString,
    },
    /// `FAIL`, with what DingTalk says of it.
    Refused(String),
    /// `EXPIRED`
    Expired,
}

impl Registration {
    /// A desk that was not asked yet.
    ///
    /// # Errors
    /// When the HTTP client cannot be made.
    pub fn new(hosts: Hosts) -> Result<Self, reqwest::Error> {
        Ok(Self { http: http::client_for(&hosts)?, hosts })
    }

    /// A fresh code to scan: a nonce, which is good once, and the code for it.
    ///
    /// # Errors
    /// `unknown-path` where an edition has no such desk, and what every call can meet.
    pub async fn offer(&self) -> Result<Offer, DingTalkError> {
        let answer = self.ask(Api::RegistrationInit, &json!({})).await?;
        let nonce = answer.get("nonce").and_then(Value::as_str);
        let nonce = nonce.ok_or_else(|| unreadable(Api::RegistrationInit))?;
        let answer = self.ask(Api::RegistrationBegin, &json!({ "nonce": nonce })).await?;
        self.read_offer(&answer).ok_or_else(|| unreadable(Api::RegistrationBegin))
    }

    fn read_offer(&self, answer: &Value) -> Option<Offer> {
        let text = |name: &str| answer.get(name)?.as_str().filter(|text| !text.is_empty());
        let seconds = |name: &str| answer.get(name)?.as_u64().map(Duration::from_secs);
        let address = Url::parse(text("verification_uri_complete")?).ok()?;
        let is_code = |code: &&str| {
            code.len() <= 32 && code.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        };
        let (shortest, longest) = INTERVALS;
        self.may_be_opened(&address).then_some(Offer {
            address,
            user_code: text("user_code").filter(is_code).map(str::to_owned),
            expires_in: seconds("expires_in").unwrap_or(LONGEST_LIFE).min(LONGEST_LIFE),
            interval: seconds("interval").unwrap_or_default().clamp(shortest, longest),
            device_code: text("device_code")?.to_owned().into(),
        })
    }

    /// A page that a phone is sent to is one over TLS, unless we talk without it: to a simulator.
    fn may_be_opened(&self, address: &Url) -> bool {
        match address.scheme() {
            "https" => true,
            "http" => self.hosts.oapi("").starts_with("http:"),
            _ => false,
        }
    }

    /// How far a code has come.
    ///
    /// # Errors
    /// What every call can meet.
    pub async fn poll(&self, offer: &Offer) -> Result<Progress, DingTalkError> {
        let body = json!({ "device_code": offer.device_code.expose_secret() });
        let answer = self.ask(Api::RegistrationPoll, &body).await?;
        read_progress(&answer).ok_or_else(|| unreadable(Api::RegistrationPoll))
    }

    async fn ask(&self, api: Api, body: &Value) -> Result<Value, DingTalkError> {
        let path = match api {
            Api::RegistrationInit => "/app/registration/init",
            Api::RegistrationBegin => "/app/registration/begin",
            _ => "/app/registration/poll",
        };
        let request = self.http.post(self.hosts.oapi(path)).json(body);
        Ok(http::call(api, request).await?.body)
    }
}

fn read_progress(answer: &Value) -> Option<Progress> {
    let word = |name: &str| {
        let word = answer.get(name)?.as_str()?.trim();
        let is_one = !word.is_empty() && !word.contains(char::is_whitespace);
        is_one.then(|| word.to_owned())
    };
    Some(match answer.get("status")?.as_str()? {
        "WAITING" => Progress::Waiting,
        "SUCCESS" => Progress::Made {
            client_id: word("client_id")?,
            client_secret: word("client_secret")?.into(),
        },
        "FAIL" => {
            let reason = answer.get("fail_reason").and_then(Value::as_str).unwrap_or_default();
            Progress::Refused(reason.chars().take(LONGEST_REASON).collect())
        }
        "EXPIRED" => Progress::Expired,
        _ => return None,
    })
}

fn unreadable(api: Api) -> DingTalkError {
    DingTalkError::unreadable(api, Class::Other, "bad-answer")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dingtalk::Region;

    fn body(fixture: &str) -> Value {
        let path = format!("{}/fixtures/api/{fixture}.json", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read(path).expect("the fixture is there");
        let fixture: Value = serde_json::from_slice(&text).expect("the fixture is JSON");
        fixture["body"].clone()
    }

    fn desk(oapi: Option<&str>) -> Registration {
        http::init_crypto();
        let oapi = oapi.map(|url| Url::parse(url).expect("a URL"));
        Registration::new(Hosts::new(Region::China, oapi.as_ref(), None)).expect("a client")
    }

    #[test]
    fn an_offer_is_read_and_kept_within_reason() {
        let mut answer = body("registration-begin-ok");
        let offer = desk(None).read_offer(&answer).expect("an offer");
        assert!(offer.address.as_str().ends_with("?user_code=ABCD-EFGH-JKLM"));
        assert_eq!(offer.user_code.as_deref(), Some("ABCD-EFGH-JKLM"));
        assert_eq!((offer.expires_in.as_secs(), offer.interval.as_secs()), (7200, 5));
        answer["interval"] = json!(0);
        answer["expires_in"] = json!(u64::MAX);
        answer["user_code"] = json!("\u{1B}[2J");
        let offer = desk(None).read_offer(&answer).expect("an offer");
        assert_eq!((offer.expires_in.as_secs(), offer.interval.as_secs()), (7200, 1));
        assert_eq!(offer.user_code, None);
    }

    #[test]
    fn no_phone_is_sent_elsewhere_than_to_a_page_over_tls() {
        for (address, fits, fits_simulator) in [
            ("https://open-dev.dingtalk.com/x?user_code=A", true, true),
            ("http://open-dev.dingtalk.com/x", false, true),
            ("javascript:alert(1)", false, false),
            ("no address", false, false),
        ] {
            let mut answer = body("registration-begin-ok");
            answer["verification_uri_complete"] = json!(address);
            assert_eq!(desk(None).read_offer(&answer).is_some(), fits, "{address}");
            let simulator = desk(Some("http://127.0.0.1:8000"));
            assert_eq!(simulator.read_offer(&answer).is_some(), fits_simulator, "{address}");
        }
    }

    #[test]
    fn every_end_is_understood_and_no_other() {
        let read = |fixture: &str| read_progress(&body(fixture));
        assert!(matches!(read("registration-poll-waiting"), Some(Progress::Waiting)));
        assert!(matches!(read("registration-poll-expired"), Some(Progress::Expired)));
        assert!(
            matches!(read("registration-poll-fail"), Some(Progress::Refused(why)) if why == "用户拒绝授权")
        );
        let made = read("registration-poll-success");
        assert!(
            matches!(&made, Some(Progress::Made { client_id, .. }) if client_id.starts_with("ding"))
        );
        assert!(!format!("{made:?}").contains("fixture-client-secret"), "no secret is printed");
        for strange in [
            json!({}),
            json!({"status": "SUCCESS"}),
            json!({"status": "SUCCESS", "client_id": "a b", "client_secret": "c"}),
            json!({"status": "MAYBE"}),
        ] {
            assert!(read_progress(&strange).is_none(), "{strange}");
        }
    }
}
