//! Nicknames: what is one stays the same when it is read again, and holds nothing that deceives.

use dingnick::domain::Nickname;
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// The longest name.
const LONGEST: usize = 30;

/// The data is what somebody typed.
pub(crate) fn run(data: &[u8]) {
    let Ok(typed) = std::str::from_utf8(data) else { return };
    if let Ok(name) = Nickname::parse(typed) {
        let text = name.as_str();
        assert_eq!(Nickname::parse(text), Ok(name.clone()), "{typed:?}");
        assert!(is_nfc(text) && !text.is_empty() && text.chars().count() <= LONGEST);
        assert!(text.trim() == text && !text.contains("  ") && !text.contains("://"));
        let deceives = |c: char| {
            c.is_control()
                || matches!(c, '\u{61C}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
        };
        assert!(!text.contains(deceives), "{text:?}");
        // It is what was typed, but for spaces and what nobody sees at the edges.
        assert!(squeezed(typed).contains(&squeezed(text)), "{text:?} of {typed:?}");
        // The other form of the same text is the same name.
        let decomposed: String = typed.nfd().collect();
        assert_eq!(Nickname::parse(&decomposed), Ok(name), "{typed:?}");
    }
    if let Some(mended) = Nickname::mended(typed) {
        assert_eq!(Nickname::parse(mended.as_str()), Ok(mended));
    }
}

/// Without spaces and what nobody sees, composed.
fn squeezed(text: &str) -> String {
    let is_seen = |c: &char| !c.is_whitespace() && !matches!(c, '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}');
    text.nfc().filter(is_seen).collect::<String>().nfc().collect()
}
