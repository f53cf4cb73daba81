//! What people wrote, made fit for a terminal and for a spreadsheet.

use std::io::IsTerminal;

use comfy_table::{ContentArrangement, Table, presets};

use crate::domain::Timestamp;

/// In place of what would move the cursor, colour the screen or turn the text around.
const REPLACEMENT: char = '\u{FFFD}';

/// A text for a terminal: what somebody calls a group or themselves is letters, and no command to
/// the operator's screen.
pub(super) fn shown(text: &str) -> String {
    text.chars().map(|c| if is_harmful(c) { REPLACEMENT } else { c }).collect()
}

/// Controls, separators of lines, and the marks that turn the direction of what stands around.
fn is_harmful(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// A table without lines, as wide as the terminal; where there is none, a row is a line.
pub(super) fn table<const N: usize>(header: [&str; N], rows: &[[String; N]]) -> String {
    let mut table = Table::new();
    table.load_preset(presets::NOTHING).set_header(header);
    for row in rows {
        table.add_row(row.iter().map(|cell| shown(cell)));
    }
    if let Some(columns) = columns() {
        table.set_content_arrangement(ContentArrangement::Dynamic).set_width(columns);
    }
    if let Some(first) = table.column_mut(0) {
        first.set_padding((0, 1));
    }
    table.trim_fmt()
}

/// A time as it is in tables.
pub(super) fn time(at: Timestamp) -> String {
    let at = jiff::Timestamp::from_millisecond(at.0).unwrap_or_default();
    at.round(jiff::Unit::Second).unwrap_or(at).to_string()
}

/// How wide the terminal is that results go to, if they go to one.
fn columns() -> Option<u16> {
    if !std::io::stdout().is_terminal() {
        return None;
    }
    terminal_size::terminal_size().map(|(terminal_size::Width(columns), _)| columns)
}

/// What Excel takes for UTF-8 only when it begins with this.
pub(super) const BYTE_ORDER_MARK: &[u8] = "\u{FEFF}".as_bytes();

/// A CSV file as spreadsheets read it.
pub(super) fn spreadsheet<W: std::io::Write>(out: W) -> csv::Writer<W> {
    csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out)
}

/// A text that is no formula to a spreadsheet, whether it separates cells by a comma, a semicolon
/// or a tab.
pub(super) fn cell(text: &str) -> String {
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
            assert_eq!(shown(text), expected);
        }
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
