//! The envelope in which events come over HTTP: signed by a token, encrypted by a key that only
//! DingTalk and the app know, and the answer the same.
//!
//! `signature` is the SHA-1 of token, timestamp, nonce and the encrypted text, sorted by their
//! bytes. The encrypted text is Base64 of AES-256-CBC, padded to 32 bytes: 16 random bytes, the
//! length of the message (four bytes, the highest first), the message, and whose it is: the app's
//! Client ID, or the corpId where the subscription was registered through the old API.

use std::fmt;

use aes::Aes256;
use base64::Engine;
use base64::alphabet;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig, STANDARD};
use cbc::cipher::block_padding::NoPadding;
use cbc::cipher::{BlockModeDecrypt, BlockModeEncrypt, KeyIvInit};
use secrecy::{ExposeSecret, SecretString};
use serde::Serialize;
use sha1::{Digest, Sha1};
use sha2::Sha256;

use super::sign::Window;
use crate::domain::Timestamp;

/// The characters of a key as the console shows it.
const KEY_LENGTH: usize = 43;

/// The bytes that they stand for.
const KEY_BYTES: usize = 32;

/// What the message is padded to, in bytes: twice the cipher's block.
const PADDED_TO: usize = 32;

/// The random bytes in front.
const RANDOM_LENGTH: usize = 16;

/// What stands in front of the message: random bytes and its length.
const HEAD_LENGTH: usize = RANDOM_LENGTH + 4;

/// The last of 43 characters carries two bits that belong to no byte, and need not be zero.
const KEY_BASE64: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new().with_decode_allow_trailing_bits(true),
);

/// Token and key of the event subscription.
#[derive(Clone)]
pub struct EventKeys {
    token: SecretString,
    key: [u8; KEY_BYTES],
    /// Whose messages are taken; the first is written into answers.
    owners: Vec<String>,
}

impl fmt::Debug for EventKeys {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("EventKeys").field("owners", &self.owners).finish_non_exhaustive()
    }
}

/// Times below this are seconds: as milliseconds they would lie in 1973, and the official example
/// of an envelope has seconds where the pushes have milliseconds.
const LEAST_MILLISECONDS: i64 = 100_000_000_000;

/// An envelope as it came in.
#[derive(Clone, Copy, Debug)]
pub struct Envelope<'a> {
    /// The signature: it covers the three others.
    pub signature: &'a str,
    /// When it was signed.
    pub timestamp: &'a str,
    /// Said once.
    pub nonce: &'a str,
    /// The encrypted text.
    pub encrypt: &'a str,
}

/// What was in an envelope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// The text.
    pub message: String,
    /// When the envelope was signed.
    pub sent_at: Timestamp,
}

/// Why an envelope was not opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EnvelopeError {
    /// The signature is not that of our token.
    #[error("the signature is not that of our token")]
    Forged,
    /// The signature is right, and too old or too early: whoever captured an envelope can send it
    /// as long as this allows.
    #[error("the envelope is signed with our token, but {skew_seconds} s off our clock")]
    OutsideWindow {
        /// Our clock minus the sender's; positive when the envelope is old.
        skew_seconds: i64,
    },
    /// It is signed, and was not encrypted with our key, or not like this.
    #[error("the envelope cannot be opened with our key")]
    Unreadable,
    /// It is for another app or organisation.
    #[error("the envelope is for somebody else")]
    OtherOwner,
}

/// An encrypted answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Sealed {
    /// The signature.
    pub msg_signature: String,
    /// When it was made, in milliseconds.
    #[serde(rename = "timeStamp")]
    pub timestamp: String,
    /// Said once.
    pub nonce: String,
    /// The encrypted text.
    pub encrypt: String,
}

impl EventKeys {
    /// Takes token and key as the console shows them; `None` when the key is none. `owners` are
    /// the Client ID and, if it is known, the corpId.
    #[must_use]
    pub fn new(token: SecretString, key: &str, owners: Vec<String>) -> Option<Self> {
        if key.len() != KEY_LENGTH {
            return None;
        }
        let key = KEY_BASE64.decode(format!("{key}=")).ok()?.try_into().ok()?;
        Some(Self { token, key, owners })
    }

    /// Opens an envelope: the signature first, then its time, and only then the cipher.
    ///
    /// # Errors
    /// Why it is not to be believed.
    pub fn open(
        &self,
        envelope: Envelope<'_>,
        now: Timestamp,
        window: Window,
    ) -> Result<Opened, EnvelopeError> {
        let Envelope { signature, timestamp, nonce, encrypt } = envelope;
        let expected = self.signature(timestamp, nonce, encrypt);
        // Digests, so that the time to compare tells nothing of where they differ.
        if Sha256::digest(expected) != Sha256::digest(signature) {
            return Err(EnvelopeError::Forged);
        }
        let sent_at = signed_at(timestamp).ok_or(EnvelopeError::Unreadable)?;
        if let Some(skew_seconds) = window.skew(sent_at, now) {
            return Err(EnvelopeError::OutsideWindow { skew_seconds });
        }
        let mut bytes = STANDARD.decode(encrypt).map_err(|_| EnvelopeError::Unreadable)?;
        let plain = self.decrypt(&mut bytes).ok_or(EnvelopeError::Unreadable)?;
        let (message, owner) = split(plain).ok_or(EnvelopeError::Unreadable)?;
        if !self.owners.iter().any(|known| known.as_bytes() == owner) {
            return Err(EnvelopeError::OtherOwner);
        }
        let message = String::from_utf8(message.to_vec()).map_err(|_| EnvelopeError::Unreadable)?;
        Ok(Opened { message, sent_at })
    }

    /// An answer in an envelope of its own. `nonce` and `random` are said once.
    #[must_use]
    pub fn seal(
        &self,
        message: &[u8],
        now: Timestamp,
        nonce: String,
        random: [u8; RANDOM_LENGTH],
    ) -> Sealed {
        let owner = self.owners.first().map(String::as_bytes).unwrap_or_default();
        let length = u32::try_from(message.len()).unwrap_or(u32::MAX).to_be_bytes();
        let plain = [random.as_slice(), &length, message, owner].concat();
        let encrypt = STANDARD.encode(self.encrypt(plain));
        let timestamp = now.0.to_string();
        let msg_signature = self.signature(&timestamp, &nonce, &encrypt);
        Sealed { msg_signature, timestamp, nonce, encrypt }
    }

    fn signature(&self, timestamp: &str, nonce: &str, encrypt: &str) -> String {
        let mut parts = [self.token.expose_secret(), timestamp, nonce, encrypt].map(str::as_bytes);
        parts.sort_unstable();
        let digest = Sha1::digest(parts.concat());
        digest.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// The beginning of the key is what the first block is mixed with.
    fn cipher<C: KeyIvInit>(&self) -> C {
        C::new_from_slices(&self.key, &self.key[..16]).expect("32 and 16 bytes")
    }

    fn decrypt<'a>(&self, bytes: &'a mut [u8]) -> Option<&'a [u8]> {
        let cipher: cbc::Decryptor<Aes256> = self.cipher();
        let plain = cipher.decrypt_padded::<NoPadding>(bytes).ok()?;
        let (padding, length) = (*plain.last()?, plain.len());
        let padded = usize::from(padding);
        let fits = (1..=PADDED_TO).contains(&padded) && padded <= length && length % PADDED_TO == 0;
        let (message, tail) = plain.split_at_checked(length.checked_sub(padded)?)?;
        (fits && tail.iter().all(|byte| *byte == padding)).then_some(message)
    }

    fn encrypt(&self, mut plain: Vec<u8>) -> Vec<u8> {
        let padded = PADDED_TO - plain.len() % PADDED_TO;
        plain.resize(plain.len() + padded, u8::try_from(padded).unwrap_or_default());
        let cipher: cbc::Encryptor<Aes256> = self.cipher();
        let length = plain.len();
        cipher.encrypt_padded::<NoPadding>(&mut plain, length).expect("whole blocks");
        plain
    }
}

/// When an envelope says that it was signed.
fn signed_at(timestamp: &str) -> Option<Timestamp> {
    if timestamp.is_empty() || !timestamp.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let time: i64 = timestamp.parse().ok()?;
    Some(Timestamp(if time < LEAST_MILLISECONDS { time * 1000 } else { time }))
}

/// The message, and whose it is.
fn split(plain: &[u8]) -> Option<(&[u8], &[u8])> {
    let (head, rest) = plain.split_at_checked(HEAD_LENGTH)?;
    let length = u32::from_be_bytes(head[RANDOM_LENGTH..].try_into().ok()?);
    rest.split_at_checked(usize::try_from(length).ok()?)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use proptest::prelude::*;
    use serde::Deserialize;

    use super::*;

    #[derive(Deserialize)]
    struct Vectors {
        event_crypto: Vec<Vector>,
        event_crypto_negative: Vec<Vector>,
        signature_sort: Vec<Sorting>,
    }

    #[derive(Deserialize)]
    struct Sorting {
        inputs: [String; 4],
        sha1_hex: String,
    }

    #[derive(Deserialize)]
    struct Vector {
        name: String,
        token: String,
        aes_key: String,
        owner_key: String,
        timestamp: String,
        nonce: String,
        encrypt: String,
        msg_signature: String,
        #[serde(default)]
        random16: String,
        #[serde(default)]
        plaintext: String,
        #[serde(default)]
        expect: String,
    }

    impl Vector {
        fn keys(&self) -> Option<EventKeys> {
            EventKeys::new(self.token.clone().into(), &self.aes_key, vec![self.owner_key.clone()])
        }

        fn envelope(&self) -> Envelope<'_> {
            let (signature, timestamp) = (&self.msg_signature, &self.timestamp);
            Envelope { signature, timestamp, nonce: &self.nonce, encrypt: &self.encrypt }
        }

        /// Opens it at its own time.
        fn open(&self) -> Result<String, EnvelopeError> {
            let keys = self.keys().ok_or(EnvelopeError::Unreadable)?;
            let now = signed_at(&self.timestamp).unwrap_or(Timestamp(0));
            keys.open(self.envelope(), now, WINDOW).map(|opened| opened.message)
        }
    }

    const WINDOW: Window =
        Window { past: Duration::from_secs(300), future: Duration::from_secs(60) };

    fn vectors() -> Vectors {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/signature-vectors.json");
        let text = std::fs::read(path).expect("the fixture is there");
        serde_json::from_slice(&text).expect("the fixture is JSON")
    }

    #[test]
    fn every_vector_opens_and_is_sealed_to_the_same_bytes() {
        for vector in vectors().event_crypto {
            let name = &vector.name;
            let opened = vector.open().unwrap_or_else(|error| panic!("{name}: {error}"));
            assert_eq!(opened, vector.plaintext, "{name}");
            let random: [u8; 16] = vector.random16.as_bytes().try_into().expect("16 bytes");
            let now = Timestamp(vector.timestamp.parse().expect("a number"));
            let keys = vector.keys().expect("a key");
            let sealed = keys.seal(opened.as_bytes(), now, vector.nonce.clone(), random);
            assert_eq!(sealed.encrypt, vector.encrypt, "{name}");
            assert_eq!(sealed.msg_signature, vector.msg_signature, "{name}");
        }
    }

    #[test]
    fn every_vector_that_must_not_open_does_not() {
        let outcomes = vectors().event_crypto_negative.into_iter().map(|vector| {
            let outcome = match vector.open() {
                Ok(_) => "opened".to_owned(),
                Err(error) => error.to_string(),
            };
            format!("{} ({}): {outcome}", vector.name, vector.expect)
        });
        insta::assert_snapshot!(outcomes.collect::<Vec<_>>().join("\n"));
    }

    #[test]
    fn an_envelope_is_good_within_the_window_of_messages() {
        let vectors = vectors().event_crypto;
        let vector = &vectors[0];
        let (keys, sent_at) = (vector.keys().expect("a key"), signed_at(&vector.timestamp));
        let sent_at = sent_at.expect("a time");
        for (offset, skew_seconds) in [
            (300, None),
            (301, Some(301)),
            (-60, None),
            (-61, Some(-61)),
            (315_360_000, Some(315_360_000)),
        ] {
            let opened = keys.open(vector.envelope(), Timestamp(sent_at.0 + offset * 1000), WINDOW);
            let expected = match skew_seconds {
                None => Ok(Opened { message: vector.plaintext.clone(), sent_at }),
                Some(skew_seconds) => Err(EnvelopeError::OutsideWindow { skew_seconds }),
            };
            assert_eq!(opened, expected, "failed on {offset} s");
        }
    }

    #[test]
    fn a_time_is_in_milliseconds_or_in_seconds_and_nothing_else() {
        assert_eq!(signed_at("1614767836"), Some(Timestamp(1_614_767_836_000)));
        assert_eq!(signed_at("1614767836123"), Some(Timestamp(1_614_767_836_123)));
        for none in ["", "now", "-1", "+1", "1.5", " 1", "99999999999999999999"] {
            assert_eq!(signed_at(none), None, "{none}");
        }
    }

    #[test]
    fn what_is_signed_is_sorted_by_its_bytes() {
        for Sorting { inputs: [token, timestamp, nonce, encrypt], sha1_hex } in
            vectors().signature_sort
        {
            let keys = EventKeys::new(token.into(), &"k".repeat(43), Vec::new()).expect("a key");
            assert_eq!(keys.signature(&timestamp, &nonce, &encrypt), sha1_hex);
        }
    }

    #[test]
    fn a_key_is_43_characters_of_base64() {
        let keys = |key: &str| EventKeys::new(SecretString::default(), key, Vec::new());
        assert!(keys(&"a".repeat(43)).is_some());
        assert!(keys(&"9".repeat(43)).is_some(), "with bits that belong to no byte");
        for bad in ["", &"a".repeat(42), &"a".repeat(44), &"$".repeat(43), &"=".repeat(43)] {
            assert!(keys(bad).is_none(), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn what_is_sealed_opens(message in ".*", nonce in "[a-z]{0,20}") {
            let keys = EventKeys::new("token".to_owned().into(), &"k".repeat(43), vec!["app".into()]);
            let keys = keys.expect("a key");
            let sealed = keys.seal(message.as_bytes(), Timestamp(7), nonce, [3; 16]);
            let envelope = Envelope {
                signature: &sealed.msg_signature,
                timestamp: &sealed.timestamp,
                nonce: &sealed.nonce,
                encrypt: &sealed.encrypt,
            };
            let opened = keys.open(envelope, Timestamp(7000), WINDOW);
            prop_assert_eq!(opened.expect("our own").message, message);
        }

        #[test]
        fn nothing_panics(bytes in any::<Vec<u8>>(), nonce in ".*") {
            let keys = EventKeys::new("token".to_owned().into(), &"k".repeat(43), vec!["app".into()]);
            let keys = keys.expect("a key");
            for encrypt in [STANDARD.encode(&bytes), String::from_utf8_lossy(&bytes).into_owned()] {
                let signature = &keys.signature("1", &nonce, &encrypt);
                let envelope =
                    Envelope { signature, timestamp: "1", nonce: &nonce, encrypt: &encrypt };
                let _ = keys.open(envelope, Timestamp(1000), WINDOW);
            }
        }
    }
}
