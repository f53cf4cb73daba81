//! The two headers of a callback: only the right signature of a time within the window is believed.

use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use dingnick::dingtalk::sign::{self, SignError, Window};
use dingnick::domain::Timestamp;

/// What our clock says.
const NOW: i64 = 1_780_000_000_000;

const WINDOW: Window = Window { past: Duration::from_secs(300), future: Duration::from_secs(60) };

/// The lines are the two headers. Without a second one the right signature is tried, and then the
/// same with one bit of it turned.
pub(crate) fn run(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let secrets = ["the secret".into(), "the one before".into()];
    let verify = |timestamp: &str, sign: &str| {
        sign::verify(&secrets, timestamp, sign, Timestamp(NOW), WINDOW)
    };
    let (timestamp, sign) = text.split_once('\n').unwrap_or((text, ""));
    let right = secrets.each_ref().map(|secret| sign::sign(secret, timestamp));
    let age = timestamp.parse().map(|sent_at: i64| i128::from(NOW) - i128::from(sent_at));
    let is_digits = !timestamp.is_empty() && timestamp.bytes().all(|byte| byte.is_ascii_digit());
    let expected = match age {
        Ok(-60_000..=300_000) if is_digits => Ok(()),
        Ok(age) if is_digits => {
            let skew_seconds = i64::try_from(age / 1000).unwrap_or(i64::MIN);
            Err(SignError::OutsideWindow { skew_seconds })
        }
        _ => Err(SignError::Malformed),
    };
    for right in &right {
        assert_eq!(verify(timestamp, right), expected);
        let mut wrong = STANDARD.decode(right).expect("Base64");
        let bit = data.iter().map(|byte| usize::from(*byte)).sum::<usize>() % 256;
        wrong[bit / 8] ^= 1 << (bit % 8);
        assert!(verify(timestamp, &STANDARD.encode(wrong)).is_err());
    }
    if verify(timestamp, sign).is_ok() {
        assert!(right.iter().any(|right| right == sign), "believed {sign:?}");
    }
}
