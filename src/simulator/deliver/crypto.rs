//! The envelope of events over HTTP: signature, encryption, and back.

use aes::Aes256;
use base64::alphabet::STANDARD;
use base64::engine::{GeneralPurpose, GeneralPurposeConfig};
use base64::{Engine, prelude::BASE64_STANDARD};
use cbc::cipher::{BlockModeDecrypt, BlockModeEncrypt, KeyIvInit, block_padding::NoPadding};
use serde_json::{Value, json};
use sha1::{Digest, Sha1};

const BLOCK: usize = 32;

/// Token, key and owner of one subscription.
#[derive(Clone)]
pub struct Crypto {
    token: String,
    key: [u8; 32],
    owner: String,
}

impl Crypto {
    /// From the token and the key as the console shows them, and the app's Client ID.
    ///
    /// # Errors
    /// What is wrong with the key.
    pub fn new(token: &str, aes_key: &str, owner: &str) -> Result<Self, String> {
        // The console's key is Base64 without its padding; its last bits may be anything.
        let config = GeneralPurposeConfig::new().with_decode_allow_trailing_bits(true);
        let key = GeneralPurpose::new(&STANDARD, config).decode(format!("{aes_key}="));
        let key = key.map_err(|error| format!("the key: {error}"))?;
        let key = key.try_into().map_err(|_| "the key's length".to_owned())?;
        Ok(Self { token: token.to_owned(), key, owner: owner.to_owned() })
    }

    /// The signature that stands in the address.
    #[must_use]
    pub fn sign(&self, timestamp: &str, nonce: &str, encrypt: &str) -> String {
        let mut all = [self.token.as_str(), timestamp, nonce, encrypt];
        all.sort_by(|a, b| a.as_bytes().cmp(b.as_bytes()));
        Sha1::digest(all.join("")).iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// A message, sealed.
    #[must_use]
    pub fn encrypt(&self, random: &[u8; 16], message: &str) -> String {
        self.encrypt_plain(self.plain(random, message))
    }

    /// What is encrypted of a message: random bytes, its length, itself, the owner, and padding.
    #[must_use]
    pub fn plain(&self, random: &[u8; 16], message: &str) -> Vec<u8> {
        let mut bytes = random.to_vec();
        let length = u32::try_from(message.len()).expect("messages are short");
        bytes.extend(length.to_be_bytes());
        bytes.extend(message.as_bytes());
        bytes.extend(self.owner.as_bytes());
        let pad = BLOCK - bytes.len() % BLOCK;
        bytes.extend(std::iter::repeat_n(pad as u8, pad));
        bytes
    }

    /// The same for bytes that a test may have spoiled.
    ///
    /// # Panics
    /// When they are no whole blocks.
    #[must_use]
    pub fn encrypt_plain(&self, mut bytes: Vec<u8>) -> String {
        let cipher = cbc::Encryptor::<Aes256>::new(&self.key.into(), &self.iv().into());
        let length = bytes.len();
        cipher.encrypt_padded::<NoPadding>(&mut bytes, length).expect("padded to whole blocks");
        BASE64_STANDARD.encode(bytes)
    }

    pub(super) fn decrypt(&self, encrypt: &str) -> Result<String, String> {
        let mut bytes = BASE64_STANDARD.decode(encrypt).map_err(|error| error.to_string())?;
        let cipher = cbc::Decryptor::<Aes256>::new(&self.key.into(), &self.iv().into());
        let plain = cipher
            .decrypt_padded::<NoPadding>(&mut bytes)
            .map_err(|_| "no whole blocks".to_owned())?;
        let pad = usize::from(*plain.last().ok_or("nothing is there")?);
        if pad == 0 || pad > BLOCK || pad > plain.len() {
            return Err(format!("padding of {pad}"));
        }
        let (plain, padding) = plain.split_at(plain.len() - pad);
        if padding.iter().any(|byte| usize::from(*byte) != pad) {
            return Err("uneven padding".to_owned());
        }
        if plain.len() < 20 {
            return Err("too short".to_owned());
        }
        let mut length = [0; 4];
        length.copy_from_slice(&plain[16..20]);
        let end = 20_usize.saturating_add(u32::from_be_bytes(length) as usize);
        let message = plain.get(20..end).ok_or("the length is beyond the end")?;
        if &plain[end..] != self.owner.as_bytes() {
            return Err("another owner".to_owned());
        }
        String::from_utf8(message.to_vec()).map_err(|error| error.to_string())
    }

    /// Whether an answer is the encrypted `success`.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn check_answer(&self, answer: &Value) -> Result<(), String> {
        let text = |name: &str| {
            let value = answer.get(name).and_then(Value::as_str);
            value.ok_or_else(|| format!("no {name} in the answer"))
        };
        let encrypt = text("encrypt")?;
        if self.sign(text("timeStamp")?, text("nonce")?, encrypt) != text("msg_signature")? {
            return Err("the answer's signature is wrong".to_owned());
        }
        match self.decrypt(encrypt)?.as_str() {
            "success" => Ok(()),
            other => Err(format!("the answer is {other:?}")),
        }
    }

    pub(super) fn body(&self, random: &[u8; 16], message: &str) -> Value {
        json!({ "encrypt": self.encrypt(random, message) })
    }

    fn iv(&self) -> [u8; 16] {
        let mut iv = [0; 16];
        iv.copy_from_slice(&self.key[..16]);
        iv
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vectors(name: &str) -> Vec<Value> {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/signature-vectors.json");
        let text = std::fs::read_to_string(path).expect("the fixture is there");
        let all: Value = serde_json::from_str(&text).expect("JSON");
        all[name].as_array().expect("a list").clone()
    }

    fn open(vector: &Value) -> Result<String, String> {
        let text = |name: &str| vector[name].as_str().expect("a text").to_owned();
        let crypto = Crypto::new(&text("token"), &text("aes_key"), &text("owner_key"))?;
        let signature = crypto.sign(&text("timestamp"), &text("nonce"), &text("encrypt"));
        if signature != text("msg_signature") {
            return Err("the signature is wrong".to_owned());
        }
        crypto.decrypt(&text("encrypt"))
    }

    #[test]
    fn the_published_vector_and_all_others_open() {
        for vector in vectors("event_crypto") {
            assert_eq!(open(&vector).as_deref(), Ok(vector["plaintext"].as_str().expect("text")));
            let text = |name: &str| vector[name].as_str().expect("a text");
            let crypto = Crypto::new(text("token"), text("aes_key"), text("owner_key"));
            let random: [u8; 16] = text("random16").as_bytes().try_into().expect("16 bytes");
            let encrypt = crypto.expect("a key").encrypt(&random, text("plaintext"));
            assert_eq!(encrypt, text("encrypt"), "{}", vector["name"]);
        }
    }

    #[test]
    fn what_must_not_open_does_not() {
        for vector in vectors("event_crypto_negative") {
            assert!(open(&vector).is_err(), "{}", vector["name"]);
        }
    }
}
