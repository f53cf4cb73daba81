//! A QR code in characters: two rows of it in each line.

use fast_qr::qr::QRBuilder;
use fast_qr::{ECL, QRCode};

/// The white edge that readers ask for (ISO 18004 has four; two serve on a screen).
const EDGE: usize = 2;

/// Black on white, whatever the terminal's own colours are, and back.
const COLOURS: (&str, &str) = ("\u{1B}[38;5;16;48;5;231m", "\u{1B}[0m");

/// The lines of a code for `text`, if it and a line below fit into so many columns and rows. Without colours a dark terminal
/// is assumed: what is white in the code is drawn.
pub(super) fn lines(
    text: &str,
    (columns, rows): (usize, usize),
    in_colour: bool,
) -> Option<Vec<String>> {
    let code = QRBuilder::new(text).ecl(ECL::L).build().ok()?;
    let side = code.size + 2 * EDGE;
    if side > columns || side.div_ceil(2) >= rows {
        return None;
    }
    let rows = (0..side).step_by(2);
    Some(rows.map(|row| line(&code, row, side, in_colour)).collect())
}

fn line(code: &QRCode, row: usize, side: usize, in_colour: bool) -> String {
    let is_drawn = |row: usize, column: usize| is_dark(code, row, column) == in_colour;
    let drawn: String = (0..side)
        .map(|column| match (is_drawn(row, column), is_drawn(row + 1, column)) {
            (true, true) => '█',
            (true, false) => '▀',
            (false, true) => '▄',
            (false, false) => ' ',
        })
        .collect();
    let (begin, end) = if in_colour { COLOURS } else { ("", "") };
    format!("{begin}{drawn}{end}")
}

fn is_dark(code: &QRCode, row: usize, column: usize) -> bool {
    let inside = EDGE..EDGE + code.size;
    inside.contains(&row) && inside.contains(&column) && code[row - EDGE][column - EDGE].value()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ADDRESS: &str = "https://open-dev.dingtalk.com/openapp?user_code=ABCD-EFGH-JKLM";

    /// What a phone makes of it, when it sees a dark terminal.
    fn read(lines: &[String], in_colour: bool) -> String {
        let rows: Vec<Vec<char>> = lines
            .iter()
            .map(|line| line.trim_start_matches(COLOURS.0).trim_end_matches(COLOURS.1))
            .map(|line| line.chars().collect())
            .collect();
        // Each module as four by four dots, and a broad edge, as a camera sees it.
        let (dots, edge) = (4, 16);
        let side = rows[0].len() * dots + 2 * edge;
        let shade = |x: usize, y: usize| {
            let (Some(x), Some(y)) = (x.checked_sub(edge), y.checked_sub(edge)) else {
                return 255;
            };
            let (column, row) = (x / dots, y / dots);
            let Some(character) = rows.get(row / 2).and_then(|line| line.get(column)) else {
                return 255;
            };
            let is_drawn = match row % 2 {
                0 => "█▀".contains(*character),
                _ => "█▄".contains(*character),
            };
            if is_drawn == in_colour { 0 } else { 255 }
        };
        let mut image = rqrr::PreparedImage::prepare_from_greyscale(side, side, shade);
        let grids = image.detect_grids();
        grids.first().expect("a code is seen").decode().expect("it is read").1
    }

    #[test]
    fn a_phone_reads_what_was_drawn() {
        for in_colour in [true, false] {
            let lines = lines(ADDRESS, (60, 24), in_colour).expect("it fits");
            assert_eq!(read(&lines, in_colour), ADDRESS);
        }
    }

    #[test]
    fn it_is_not_drawn_where_it_does_not_fit() {
        let height = lines(ADDRESS, (60, 24), true).expect("it fits").len();
        assert!(lines(ADDRESS, (60, height + 1), true).is_some());
        assert!(lines(ADDRESS, (60, height), true).is_none(), "a line stands below");
        assert!(lines(ADDRESS, (30, 24), true).is_none());
        assert!(lines(&"x".repeat(4000), (10_000, 10_000), true).is_none());
    }
}
