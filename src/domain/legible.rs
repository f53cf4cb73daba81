//! What people wrote, made fit for a terminal.

/// In place of what would move the cursor, colour the screen or turn the text around.
const REPLACEMENT: char = '\u{FFFD}';

/// A text for a terminal: what somebody calls a group or themselves is letters, and no command to
/// the operator's screen.
#[must_use]
pub fn legible(text: &str) -> String {
    text.chars().map(|c| if is_harmful(c) { REPLACEMENT } else { c }).collect()
}

/// The same of a text that has lines of its own.
#[must_use]
pub fn legible_lines(text: &str) -> String {
    text.split('\n').map(legible).collect::<Vec<_>>().join("\n")
}

/// Controls, separators of lines, and the marks that turn the direction of what stands around.
fn is_harmful(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_commands_no_terminal() {
        for (text, expected) in [
            ("三班 \u{1b}[31mred\u{7}", "三班 \u{FFFD}[31mred\u{FFFD}"),
            ("a\r\nb\u{9b}2J", "a\u{FFFD}\u{FFFD}b\u{FFFD}2J"),
            ("\u{202E}eman", "\u{FFFD}eman"),
            ("👨\u{200D}👩\u{200D}👧 é", "👨\u{200D}👩\u{200D}👧 é"),
        ] {
            assert_eq!(legible(text), expected);
        }
        assert_eq!(legible_lines("a\u{1b}c\n\nb\r\n"), "a\u{FFFD}c\n\nb\u{FFFD}\n");
    }
}
