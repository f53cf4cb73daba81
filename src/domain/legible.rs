//! What people wrote, made fit for a terminal and for a spreadsheet.

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

/// A text that is no formula to a spreadsheet, whether it separates cells by a comma, a semicolon
/// or a tab.
#[must_use]
pub fn cell(text: &str) -> String {
    let mut cell = String::with_capacity(text.len() + 1);
    let mut begins = true;
    for character in text.chars() {
        if begins
            && matches!(character, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '\t' | '\r')
        {
            cell.push('\'');
        }
        begins = matches!(character, ';' | ',' | '\t' | '\r' | '\n')
            || begins && matches!(character, ' ' | '"' | '\u{3000}');
        cell.push(character);
    }
    cell
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

    #[test]
    fn a_cell_is_no_formula_however_cells_are_separated() {
        for (text, expected) in [
            ("小明", "小明"),
            ("三班-小明", "三班-小明"),
            ("=SUM(A1)", "'=SUM(A1)"),
            ("＝SUM(A1)", "'＝SUM(A1)"),
            ("-1+1", "'-1+1"),
            (" =1", " '=1"),
            ("a;=1", "a;'=1"),
            ("a;\"=1", "a;\"'=1"),
            ("a\t@b", "a\t'@b"),
        ] {
            assert_eq!(cell(text), expected);
        }
    }
}
