//! The encrypted envelope of an event: what we sealed opens, what was tampered with does not, and
//! what is signed and makes no sense is refused.

use std::time::Duration;

use dingnick::dingtalk::envelope::{Envelope, EnvelopeError, EventKeys};
use dingnick::dingtalk::event::{self, EventHeaders};
use dingnick::dingtalk::sign::Window;
use dingnick::domain::Timestamp;
use sha1::{Digest, Sha1};

const TOKEN: &str = "token";
const NOW: Timestamp = Timestamp(1_780_000_000_000);
const WINDOW: Window = Window { past: Duration::from_secs(300), future: Duration::from_secs(60) };

/// The data is the message, then the encrypted text.
pub(crate) fn run(data: &[u8]) {
    let keys = EventKeys::new(TOKEN.into(), &"k".repeat(43), vec!["app".to_owned()]);
    let keys = keys.expect("a key");
    let sealed = keys.seal(data, NOW, "nonce".to_owned(), [7; 16]);
    let (timestamp, nonce) = (sealed.timestamp.as_str(), sealed.nonce.as_str());
    let open = |signature: &str, encrypt: &str| {
        keys.open(Envelope { signature, timestamp, nonce, encrypt }, NOW, WINDOW)
    };
    let opened = open(&sealed.msg_signature, &sealed.encrypt);
    match std::str::from_utf8(data) {
        Ok(text) => assert_eq!(opened.expect("our own").message, text),
        Err(_) => assert_eq!(opened, Err(EnvelopeError::Unreadable)),
    }
    let Ok(text) = std::str::from_utf8(data) else { return };
    if text != sealed.encrypt {
        assert_eq!(open(&sealed.msg_signature, text), Err(EnvelopeError::Forged));
    }
    // Whoever knows the token and not the key.
    let signature = signature([TOKEN, timestamp, nonce, text]);
    let opened = open(&signature, text);
    assert_ne!(opened, Err(EnvelopeError::Forged));
    for message in opened.map(|opened| opened.message).into_iter().chain([text.to_owned()]) {
        let _ = event::decode(message.as_bytes(), EventHeaders::default());
    }
}

fn signature(mut parts: [&str; 4]) -> String {
    parts.sort_unstable();
    let digest = Sha1::digest(parts.concat());
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}
