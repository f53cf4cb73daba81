//! The signature of a robot callback: `sign = Base64(HMAC-SHA256(secret, timestamp LF secret))`.
//!
//! It covers the headers only. So a right signature says that the sender knows the secret and
//! what time it is; it says nothing of the body.

use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use secrecy::{ExposeSecret, SecretString};
use sha2::Sha256;

use crate::domain::Timestamp;

/// DingTalk rejects callbacks older than one hour, and tells receivers to do the same.
pub const LONGEST_WINDOW: Duration = Duration::from_secs(3600);

/// The clock difference that is accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// How old a callback may be.
    pub past: Duration,
    /// How far ahead of us its sender's clock may be.
    pub future: Duration,
}

impl Window {
    /// How many seconds `sent_at` is off our clock, positive when it is old, if that is too much.
    #[must_use]
    pub fn skew(self, sent_at: Timestamp, now: Timestamp) -> Option<i64> {
        let (age, lead) = (now.since(sent_at), sent_at.since(now));
        let is_outside = age > self.past || lead > self.future;
        is_outside.then(|| now.0.saturating_sub(sent_at.0) / 1000)
    }
}

/// A callback that comes so long after its message tells when DingTalk signs.
const LATE: Duration = Duration::from_secs(10);

/// How near two times are that are meant to be the same.
const NEAR: Duration = Duration::from_secs(3);

/// When a late callback was signed; no document says which of the two DingTalk does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signed {
    /// When it was sent to us.
    AtDelivery,
    /// When its message was written.
    WithTheMessage,
}

impl Signed {
    /// Of a callback with this `timestamp` header; nothing where it is not late, or neither.
    #[must_use]
    pub fn of(signed_at: Timestamp, written_at: Timestamp, received_at: Timestamp) -> Option<Self> {
        let near =
            |one: Timestamp, other: Timestamp| one.since(other).max(other.since(one)) <= NEAR;
        let is_late = received_at.since(written_at) >= LATE;
        match (near(signed_at, received_at), near(signed_at, written_at)) {
            (true, false) if is_late => Some(Self::AtDelivery),
            (false, true) if is_late => Some(Self::WithTheMessage),
            _ => None,
        }
    }

    /// The word in the metrics.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::AtDelivery => "at-delivery",
            Self::WithTheMessage => "with-the-message",
        }
    }
}

/// Why a callback is not believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SignError {
    /// A header is missing, doubled, or not of its shape.
    #[error("the signature headers are malformed")]
    Malformed,
    /// The signature is not that of our secret.
    #[error("the signature is not that of our secret")]
    Forged,
    /// The signature is right, and too old or too early.
    #[error("the signature is right, but {skew_seconds} s off our clock")]
    OutsideWindow {
        /// Our clock minus the sender's; positive when the callback is old.
        skew_seconds: i64,
    },
}

/// Verifies the two headers of a callback. More than one secret is given while secrets rotate.
///
/// # Errors
/// Why the callback is not to be believed.
pub fn verify(
    secrets: &[SecretString],
    timestamp: &str,
    sign: &str,
    now: Timestamp,
    window: Window,
) -> Result<(), SignError> {
    if timestamp.is_empty() || !timestamp.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(SignError::Malformed);
    }
    let sent_at: i64 = timestamp.parse().map_err(|_| SignError::Malformed)?;
    let sign = STANDARD.decode(sign).map_err(|_| SignError::Malformed)?;
    if sign.len() != 32 {
        return Err(SignError::Malformed);
    }
    // All secrets are tried, so that the time it takes tells nothing of which one fitted.
    let fits =
        secrets.iter().fold(false, |fits, secret| fits | is_signed(secret, timestamp, &sign));
    if !fits {
        return Err(SignError::Forged);
    }
    match window.skew(Timestamp(sent_at), now) {
        Some(skew_seconds) => Err(SignError::OutsideWindow { skew_seconds }),
        None => Ok(()),
    }
}

/// The signature of a time, as DingTalk would send it: to try an address of ours.
#[must_use]
pub fn sign(secret: &SecretString, timestamp: &str) -> String {
    STANDARD.encode(mac(secret, timestamp).finalize().into_bytes())
}

fn is_signed(secret: &SecretString, timestamp: &str, sign: &[u8]) -> bool {
    mac(secret, timestamp).verify_slice(sign).is_ok()
}

fn mac(secret: &SecretString, timestamp: &str) -> Hmac<Sha256> {
    let secret = secret.expose_secret().as_bytes();
    let mut mac = Hmac::<Sha256>::new_from_slice(secret).expect("a key may have any length");
    mac.update(timestamp.as_bytes());
    mac.update(b"\n");
    mac.update(secret);
    mac
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Deserialize)]
    struct Vectors {
        robot_callback: Vec<Vector>,
        robot_callback_negative: Vec<Vector>,
        robot_callback_skew: Vec<Skew>,
    }

    #[derive(Deserialize)]
    struct Vector {
        name: String,
        timestamp: String,
        secret: String,
        sign_base64: String,
        #[serde(default)]
        sign_urlencoded: String,
    }

    #[derive(Deserialize)]
    struct Skew {
        name: String,
        timestamp: String,
        now_ms: i64,
        accept: Option<bool>,
    }

    const HOUR: Window = Window { past: LONGEST_WINDOW, future: LONGEST_WINDOW };

    fn vectors() -> Vectors {
        serde_json::from_str(include_str!("../../fixtures/signature-vectors.json"))
            .expect("the vectors are JSON")
    }

    fn check(vector: &Vector, sign: &str, now: i64, window: Window) -> Result<(), SignError> {
        verify(&[vector.secret.as_str().into()], &vector.timestamp, sign, Timestamp(now), window)
    }

    #[test]
    fn every_right_signature_is_believed_at_its_own_time() {
        let mut believed = 0;
        for vector in vectors().robot_callback {
            let Ok(now) = vector.timestamp.parse() else {
                let verdict = check(&vector, &vector.sign_base64, 0, HOUR);
                assert_eq!(verdict, Err(SignError::Malformed), "failed on {}", vector.name);
                continue;
            };
            believed += 1;
            assert_eq!(check(&vector, &vector.sign_base64, now, HOUR), Ok(()), "{}", vector.name);
            let encoded = check(&vector, &vector.sign_urlencoded, now, HOUR);
            assert_eq!(encoded, Err(SignError::Malformed), "failed on {}", vector.name);
        }
        assert_eq!(believed, 7);
    }

    #[test]
    fn every_wrong_signature_is_refused() {
        for vector in vectors().robot_callback_negative {
            let now = vector.timestamp.parse().expect("digits");
            let verdict = check(&vector, &vector.sign_base64, now, HOUR);
            assert!(verdict.is_err(), "accepted {}", vector.name);
        }
    }

    #[test]
    fn the_clock_cases_hold() {
        let vectors = vectors();
        let right = &vectors.robot_callback[0];
        for skew in &vectors.robot_callback_skew {
            let verdict = verify(
                &[right.secret.as_str().into()],
                &skew.timestamp,
                &right.sign_base64,
                Timestamp(skew.now_ms),
                HOUR,
            );
            if let Some(accept) = skew.accept {
                assert_eq!(verdict.is_ok(), accept, "failed on {}", skew.name);
            }
        }
    }

    #[test]
    fn the_default_window_is_five_minutes_back_and_one_ahead() {
        let vectors = vectors();
        let right = &vectors.robot_callback[0];
        let sent_at: i64 = right.timestamp.parse().expect("digits");
        let window = Window { past: Duration::from_secs(300), future: Duration::from_secs(60) };
        for (offset, skew_seconds) in
            [(299, None), (301, Some(301)), (-59, None), (-61, Some(-61)), (300, None), (-60, None)]
        {
            let expected = match skew_seconds {
                None => Ok(()),
                Some(skew_seconds) => Err(SignError::OutsideWindow { skew_seconds }),
            };
            let now = sent_at + offset * 1000;
            let verdict = check(right, &right.sign_base64, now, window);
            assert_eq!(verdict, expected, "failed on {offset} s");
        }
    }

    #[test]
    fn seconds_instead_of_milliseconds_are_outside_every_window() {
        let vectors = vectors();
        let short = vectors.robot_callback.iter().find(|v| v.name == "timestamp-10-digits");
        let short = short.expect("the vector is there");
        let verdict = check(short, &short.sign_base64, 1_600_616_626_000, HOUR);
        assert!(matches!(verdict, Err(SignError::OutsideWindow { .. })));
    }

    #[test]
    fn the_older_secret_is_good_while_secrets_rotate() {
        let vectors = vectors();
        let right = &vectors.robot_callback[0];
        let now = Timestamp(right.timestamp.parse().expect("digits"));
        let secrets: Vec<SecretString> =
            vec!["the new secret".into(), right.secret.as_str().into()];
        assert_eq!(verify(&secrets, &right.timestamp, &right.sign_base64, now, HOUR), Ok(()));
    }

    #[test]
    fn a_late_callback_tells_when_it_was_signed() {
        let at = |second: i64| Timestamp(1_780_000_000_000 + second * 1000);
        for (signed, written, received, expected) in [
            (60, 0, 60, Some(Signed::AtDelivery)),
            (0, 0, 60, Some(Signed::WithTheMessage)),
            (1, 0, 61, Some(Signed::WithTheMessage)),
            (30, 0, 60, None),
            (0, 0, 1, None),
            (5, 0, 5, None),
        ] {
            let found = Signed::of(at(signed), at(written), at(received));
            assert_eq!(found, expected, "failed on {signed}, {written}, {received}");
        }
    }
}
