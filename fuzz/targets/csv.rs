//! CSV of whatever encoding, and what is written into one: no cell begins a formula.

use dingnick::cli::sheet;
use dingnick::domain::cell;

/// The data is the file.
pub(crate) fn run(data: &[u8]) {
    // What begins like a workbook is one.
    if data.starts_with(b"PK") {
        return;
    }
    let Ok(sheet) = sheet::parse(data.to_vec(), None) else { return };
    let (mut line, lines) = (0, data.iter().filter(|byte| matches!(byte, b'\n' | b'\r')).count());
    for row in &sheet.rows {
        assert!(row.line > line && row.line <= lines as u64 + 1, "line {}", row.line);
        line = row.line;
        assert!(row.cells.iter().any(|cell| !cell.is_empty()));
        for text in &row.cells {
            assert_eq!(text.trim(), text);
            let written = cell(text);
            assert_eq!(written.replace('\'', ""), text.replace('\'', ""));
            for part in written.split([',', ';', '\t', '\n', '\r']) {
                let begins = part.trim_start_matches([' ', '"', '\u{3000}']);
                let is_formula = begins.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
                assert!(!is_formula, "{written:?}");
            }
        }
    }
}
