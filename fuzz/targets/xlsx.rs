//! Workbooks: whatever is in the file, it is read in little memory or refused.

use dingnick::cli::sheet;

/// The data is the file.
pub(crate) fn run(data: &[u8]) {
    if !data.starts_with(b"PK\x03\x04") {
        return;
    }
    let Ok(sheet) = sheet::parse(data.to_vec(), None) else { return };
    let mut line = 0;
    for row in &sheet.rows {
        assert!(row.line > line, "line {}", row.line);
        line = row.line;
        assert!(row.cells.iter().any(|cell| !cell.is_empty()));
        assert!(row.cells.len() <= 256);
    }
}
