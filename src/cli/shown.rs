//! What people wrote, made fit for a terminal and for a spreadsheet.

use std::io::IsTerminal;

use comfy_table::{ContentArrangement, Table, presets};

use crate::domain::{Timestamp, legible};

/// How many names are shown before somebody is asked, or told of that are not set.
pub(super) const SHOWN: usize = 10;

/// As many calls, in words.
pub(super) fn calls_of(count: usize) -> String {
    if count == 1 { "1 call".to_owned() } else { format!("{count} calls") }
}

/// A table without lines, as wide as the terminal; where there is none, a row is a line.
pub(super) fn table<const N: usize>(header: [&str; N], rows: &[[String; N]]) -> String {
    let mut table = Table::new();
    table.load_preset(presets::NOTHING).set_header(header);
    for row in rows {
        table.add_row(row.iter().map(|cell| legible(cell)));
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
