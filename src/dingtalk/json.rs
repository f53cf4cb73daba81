//! JSON of the outside, read leniently where a sender's slip would cost the whole message.
//!
//! Senders cut titles and names by UTF-16 units, so half a surrogate pair comes in as `\ud83d`. It
//! is read as U+FFFD, as every reader of text does. So is the character 0, which PostgreSQL cannot
//! keep. Other control characters are taken as if they had been escaped. What is malformed beyond
//! that stays an error.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;

use serde::de::{self, Deserialize, DeserializeOwned, Deserializer, MapAccess, SeqAccess, Visitor};

/// As it is written into JSON: REPLACEMENT CHARACTER.
const REPLACEMENT: &[u8] = b"\\ufffd";

/// The length of `\uXXXX`.
const ESCAPE: usize = 6;

/// Reads JSON that was pushed to us: of two keys of the same name, wherever they stand, nobody
/// knows which one those before us have looked at.
///
/// # Errors
/// When it is no JSON, not in UTF-8, of another shape, or has a key twice.
pub fn read_push<T: DeserializeOwned>(json: &[u8]) -> serde_json::Result<T> {
    let mended = mended(json);
    let _: Unambiguous = serde_json::from_slice(&mended)?;
    serde_json::from_slice(&mended)
}

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

/// Any JSON without a key that stands twice in one object.
struct Unambiguous;

impl<'de> Deserialize<'de> for Unambiguous {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Self)
    }
}

impl<'de> Visitor<'de> for Unambiguous {
    type Value = Self;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("JSON")
    }

    fn visit_bool<E: de::Error>(self, _: bool) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_i64<E: de::Error>(self, _: i64) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_u64<E: de::Error>(self, _: u64) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_f64<E: de::Error>(self, _: f64) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_str<E: de::Error>(self, _: &str) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_unit<E: de::Error>(self) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut values: A) -> Result<Self, A::Error> {
        while values.next_element::<Self>()?.is_some() {}
        Ok(self)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut values: A) -> Result<Self, A::Error> {
        let mut keys = HashSet::new();
        while let Some(key) = values.next_key::<String>()? {
            if !keys.insert(key) {
                return Err(de::Error::custom("a key stands twice"));
            }
            values.next_value::<Self>()?;
        }
        Ok(self)
    }
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
    fn a_key_that_stands_twice_is_refused_however_deep() {
        for json in [
            r#"{"a":1,"a":1}"#,
            r#"{"a":1,"b":2,"a":null}"#,
            r#"{"a":{"b":1,"b":2}}"#,
            r#"{"a":[{"b":"x"},{"b":1,"c":{"d":[[{"e":1,"e":2}]]}}]}"#,
            r#"[{"a":1,"a":1}]"#,
            r#"{"a":1,"\u0061":2}"#,
            r#"{"":1,"":2}"#,
            // Half a surrogate pair is read as the same character as the other half.
            r#"{"\ud83d":1,"\ude00":2}"#,
        ] {
            assert!(read_push::<Value>(json.as_bytes()).is_err(), "read {json}");
        }
        for json in [
            r#"{"a":{"a":{"a":1}},"b":[{"a":1},{"a":1}],"A":1}"#,
            r#"[true,null,-1,1.5,18446744073709551615,"x",[],{}]"#,
        ] {
            let plain: Value = serde_json::from_str(json).expect("JSON");
            assert_eq!(read_push::<Value>(json.as_bytes()).ok(), Some(plain), "{json}");
        }
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
            prop_assert_eq!(read::<String>(json.as_bytes()).ok(), Some(text.clone()));
            prop_assert_eq!(read_push::<String>(json.as_bytes()).ok(), Some(text));
            // Whatever units come, they are read as UTF-16 is.
            let escaped: String = more.iter().map(|unit| format!("\\u{unit:04x}")).collect();
            let expected = String::from_utf16_lossy(&more).replace('\0', "\u{fffd}");
            prop_assert_eq!(read::<String>(format!("\"{escaped}\"").as_bytes()).ok(), Some(expected));
        }

        #[test]
        fn nothing_panics(json in any::<Vec<u8>>(), tricky in "[\"\\\\ud8cf0\0{\n]*") {
            let _ = read_push::<Value>(&json);
            let _ = read_push::<Value>(tricky.as_bytes());
        }
    }
}
