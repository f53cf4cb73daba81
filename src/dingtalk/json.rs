//! JSON of the outside, read leniently where a sender's slip would cost the whole message.
//!
//! Senders cut titles and names by UTF-16 units, so half a surrogate pair comes in as `\ud83d`. It
//! is read as U+FFFD, as every reader of text does. So is the character 0, which PostgreSQL cannot
//! keep. Other control characters are taken as if they had been escaped. What is malformed beyond
//! that stays an error.

use std::borrow::Cow;

use serde::de::DeserializeOwned;

/// As it is written into JSON: REPLACEMENT CHARACTER.
const REPLACEMENT: &[u8] = b"\\ufffd";

/// The length of `\uXXXX`.
const ESCAPE: usize = 6;

/// Reads JSON that came from outside: all of it goes through here.
///
/// # Errors
/// When it is no JSON, not in UTF-8, or of another shape.
pub fn read<T: DeserializeOwned>(json: &[u8]) -> serde_json::Result<T> {
    serde_json::from_slice(&mended(json))
}

/// The same, with U+FFFD in place of what is no UTF-8: for what DingTalk says in a conversation
/// that we know to be with it.
///
/// # Errors
/// When it is no JSON or of another shape.
pub(super) fn read_lossy<T: DeserializeOwned>(json: &[u8]) -> serde_json::Result<T> {
    read(String::from_utf8_lossy(json).as_bytes())
}

/// The same JSON with nothing in its texts that `serde_json` or a store cannot hold.
fn mended(json: &[u8]) -> Cow<'_, [u8]> {
    let is_suspect = |pair: &[u8]| pair == b"\\u" || pair[1] < b' ';
    if !json.windows(2).any(is_suspect) {
        return Cow::Borrowed(json);
    }
    let mut mended = Vec::with_capacity(json.len());
    let (mut rest, mut in_text) = (json, false);
    while let Some(&byte) = rest.first() {
        let (taken, kept) = match (in_text, byte) {
            (true, b'\\') => escape(rest),
            (true, 0) => (1, REPLACEMENT),
            (true, ..b' ') => {
                mended.extend_from_slice(format!("\\u{byte:04x}").as_bytes());
                (1, &[][..])
            }
            _ => {
                in_text ^= byte == b'"';
                (1, &rest[..1])
            }
        };
        mended.extend_from_slice(kept);
        rest = &rest[taken..];
    }
    Cow::Owned(mended)
}

/// How long the escape is that `rest` begins with, and what to write in its place.
fn escape(rest: &[u8]) -> (usize, &[u8]) {
    match (unit(rest), unit(rest.get(ESCAPE..).unwrap_or_default())) {
        (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => (2 * ESCAPE, &rest[..2 * ESCAPE]),
        (Some(0 | 0xD800..=0xDFFF), _) => (ESCAPE, REPLACEMENT),
        (Some(_), _) => (ESCAPE, &rest[..ESCAPE]),
        // Another escape, or none at all, which is for the reader to refuse.
        (None, _) => (rest.len().min(2), &rest[..rest.len().min(2)]),
    }
}

/// The UTF-16 unit of the `\uXXXX` that the text begins with.
fn unit(text: &[u8]) -> Option<u16> {
    let digits = text.get(..ESCAPE)?.strip_prefix(b"\\u")?;
    // `from_str_radix` would take a sign.
    let digits =
        str::from_utf8(digits).ok().filter(|d| d.bytes().all(|b| b.is_ascii_hexdigit()))?;
    u16::from_str_radix(digits, 16).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value;

    use super::*;

    fn text(json: &str) -> Option<String> {
        read::<String>(json.as_bytes()).ok()
    }

    #[test]
    fn half_a_surrogate_pair_is_read_as_a_replacement_character() {
        for (json, expected) in [
            (r#""团队\ud83d""#, "团队\u{fffd}"),
            (r#""\ude00团队""#, "\u{fffd}团队"),
            (r#""\uD83D\uDE00""#, "😀"),
            (r#""a\ud83d\ud83d\ude00b""#, "a\u{fffd}😀b"),
            (r#""\ude00\ud83d""#, "\u{fffd}\u{fffd}"),
            (r#""\ud83d\u0041""#, "\u{fffd}A"),
            (r#""\ud83d\n""#, "\u{fffd}\n"),
            (r#""\ud83dude00""#, "\u{fffd}ude00"),
            (r#""\\ud83d""#, "\\ud83d"),
            (r#""\\\ud83d""#, "\\\u{fffd}"),
            (r#""\"\ud83d\"""#, "\"\u{fffd}\""),
            (r#""\u0000a\u0007b""#, "\u{fffd}a\u{7}b"),
            ("\"a\0b\u{1}c\td\ne\"", "a\u{fffd}b\u{1}c\td\ne"),
        ] {
            assert_eq!(text(json).as_deref(), Some(expected), "failed on {json}");
        }
    }

    #[test]
    fn it_is_read_so_in_names_of_fields_and_however_deep() {
        let json = "{\n\"\\ud83d\": [{\"a\": \"\\udc00\"}],\t\"b\": 1 }";
        let value: Value = read(json.as_bytes()).expect("JSON");
        assert_eq!(value, serde_json::json!({ "\u{fffd}": [{ "a": "\u{fffd}" }], "b": 1 }));
    }

    #[test]
    fn what_is_no_json_stays_none() {
        for json in [
            r#""\ud83"#,
            r#""\u""#,
            r#""\ud8+d""#,
            r#""\"#,
            r#""\x41""#,
            "\"",
            "\\ud83d",
            "\0",
            "{\0}",
        ] {
            assert_eq!(text(json), None, "failed on {json:?}");
        }
        assert!(read::<Value>(b"\"\xed\xa0\xbd\"").is_err(), "no UTF-8");
        assert_eq!(read_lossy::<String>(b"\"a\xe5\x9b\"").ok().as_deref(), Some("a\u{fffd}"));
    }

    proptest! {
        #[test]
        fn good_json_is_read_as_it_is(text in "[^\0]*", more in any::<Vec<u16>>()) {
            let json = serde_json::to_string(&text).expect("JSON");
            prop_assert_eq!(read::<String>(json.as_bytes()).ok(), Some(text));
            // Whatever units come, they are read as UTF-16 is.
            let escaped: String = more.iter().map(|unit| format!("\\u{unit:04x}")).collect();
            let expected = String::from_utf16_lossy(&more).replace('\0', "\u{fffd}");
            prop_assert_eq!(read::<String>(format!("\"{escaped}\"").as_bytes()).ok(), Some(expected));
        }

        #[test]
        fn nothing_panics(json in any::<Vec<u8>>(), tricky in "[\"\\\\ud8cf0\0{\n]*") {
            let _ = read::<Value>(&json);
            let _ = read::<Value>(tricky.as_bytes());
        }
    }
}
