//! The file as rows of cells: CSV in whatever encoding it was saved in, or an Excel workbook.

pub(super) mod columns;
pub(super) mod finder;

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{Cursor, Read};
use std::path::Path;

use calamine::{Data, Reader, Xlsx, XlsxError};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, EUC_KR, Encoding, GB18030, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE};
use zip::ZipArchive;

/// The largest file that is read, in bytes.
const LARGEST: u64 = 20 * 1024 * 1024;

/// The most that a workbook may hold, in bytes: it is packed, and a small one can unpack to a
/// thousand times its size.
const LARGEST_UNPACKED: u64 = 100 * 1024 * 1024;

/// The most that its cells may take, in bytes: a text that is kept once can stand in a million.
const LARGEST_ROWS: usize = 100 * 1024 * 1024;

/// Cells further to the right are not looked at: no list of names has as many columns.
const MOST_COLUMNS: usize = 256;

/// How a workbook of Excel begins: it is a ZIP file.
const ZIP: &[u8] = b"PK\x03\x04";

/// How one of before 2007 begins.
const OLD_EXCEL: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0];

/// Whole numbers up to this one are kept as they are in a cell of Excel: 2^53.
const LARGEST_EXACT: f64 = 9_007_199_254_740_992.0;

/// What separates cells.
const SEPARATORS: [char; 3] = [',', '\t', ';'];

/// A file, read.
#[derive(Debug)]
pub struct Sheet {
    /// What it was taken for.
    pub form: String,
    /// Its rows that are not empty.
    pub rows: Vec<Row>,
}

/// A row of cells.
#[derive(Debug, PartialEq, Eq)]
pub struct Row {
    /// Its line, or its row in a workbook, from 1.
    pub line: u64,
    /// The cells, without the white space around them.
    pub cells: Vec<String>,
}

/// Why a file cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum SheetError {
    /// It cannot be opened.
    #[error("cannot read it")]
    File(#[from] std::io::Error),
    /// It is of another kind.
    #[error("{0}")]
    Kind(&'static str),
    /// A line cannot be read.
    #[error("line {line}: {why}")]
    Line {
        /// Which.
        line: u64,
        /// Why not.
        why: String,
    },
    /// The workbook cannot be read.
    #[error("it is a damaged workbook, or none; open it in Excel or WPS and save it anew as .xlsx")]
    Workbook,
}

/// The encoding that somebody names.
pub(super) fn encoding(text: &str) -> Result<&'static Encoding, String> {
    Encoding::for_label(text.trim().as_bytes()).ok_or_else(|| "no encoding of that name".into())
}

/// Reads a file; as text in `encoding`, where that is given.
pub(super) fn read(path: &Path, encoding: Option<&'static Encoding>) -> Result<Sheet, SheetError> {
    let file = File::open(path)?;
    if file.metadata()?.is_dir() {
        return Err(SheetError::Kind("that is a folder"));
    }
    let mut bytes = Vec::new();
    file.take(LARGEST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST {
        return Err(SheetError::Kind("it has more than 20 MB, which no list of names has"));
    }
    parse(bytes, encoding)
}

/// Reads what was in a file.
///
/// # Errors
/// When it is no table, or larger than any list of names.
pub fn parse(bytes: Vec<u8>, encoding: Option<&'static Encoding>) -> Result<Sheet, SheetError> {
    if bytes.starts_with(OLD_EXCEL) {
        return Err(SheetError::Kind(
            "it is an old .xls, or has a password; save it as .xlsx without one, or as CSV",
        ));
    }
    if bytes.starts_with(ZIP) { workbook(bytes) } else { text(&bytes, encoding) }
}

fn workbook(bytes: Vec<u8>) -> Result<Sheet, SheetError> {
    // Which part of the ZIP file it was tells nobody what to do.
    let broken = |_: XlsxError| SheetError::Workbook;
    if !is_unpacked_within(LARGEST_UNPACKED, &bytes).ok_or(SheetError::Workbook)? {
        return Err(SheetError::Kind(
            "it unpacks to more than 100 MB, which no list of names does",
        ));
    }
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(broken)?;
    for name in workbook.sheet_names() {
        let rows = match workbook.worksheet_cells_reader(&name) {
            Ok(mut cells) => rows(|| {
                Ok(cells
                    .next_cell()?
                    .map(|cell| (cell.get_position(), Data::from(cell.get_value().clone()))))
            })?,
            // A sheet that is a chart.
            Err(XlsxError::NotAWorksheet(_)) => Vec::new(),
            Err(error) => return Err(broken(error)),
        };
        if !rows.is_empty() {
            return Ok(Sheet { form: format!("sheet {name} of a workbook"), rows });
        }
    }
    Err(SheetError::Kind("there is nothing in the workbook"))
}

/// Whether all that was packed into a ZIP file has no more than so many bytes, whatever it says that
/// it has; `None` when it is damaged.
fn is_unpacked_within(most: u64, bytes: &[u8]) -> Option<bool> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut left = most;
    for number in 0..archive.len() {
        let mut part = archive.by_index(number).ok()?.take(left + 1);
        let unpacked = std::io::copy(&mut part, &mut std::io::sink()).ok()?;
        match left.checked_sub(unpacked) {
            Some(rest) => left = rest,
            None => return Some(false),
        }
    }
    Some(true)
}

/// The rows that are not empty, of cells that come one after the other. Only what holds something is
/// kept: one cell at the far corner would make a table of seventeen thousand million.
fn rows(
    mut next: impl FnMut() -> Result<Option<((u32, u32), Data)>, XlsxError>,
) -> Result<Vec<Row>, SheetError> {
    let mut rows: BTreeMap<u32, Vec<String>> = BTreeMap::new();
    let mut size = 0;
    while let Some(((row, column), cell)) = next().map_err(|_| SheetError::Workbook)? {
        let line = u64::from(row) + 1;
        let text = text_of(&cell).map_err(|why| SheetError::Line { line, why })?;
        let column = usize::try_from(column).unwrap_or(usize::MAX);
        if text.is_empty() || column >= MOST_COLUMNS {
            continue;
        }
        let cells = rows.entry(row).or_default();
        let more = (column + 1).saturating_sub(cells.len());
        size += text.len() + more * size_of::<String>();
        if size > LARGEST_ROWS {
            return Err(SheetError::Kind(
                "its cells hold more than 100 MB, which no list of names does",
            ));
        }
        cells.resize(cells.len() + more, String::new());
        cells[column] = text;
    }
    let row = |(row, cells)| Row { line: u64::from(row) + 1, cells };
    Ok(rows.into_iter().map(row).collect())
}

/// A cell as somebody sees it.
fn text_of(cell: &Data) -> Result<String, String> {
    Ok(match cell {
        Data::Float(number) if number.fract() == 0.0 && number.abs() >= LARGEST_EXACT => {
            return Err(
                "Excel keeps only 15 digits of a number: make the column Text, and type it anew"
                    .to_owned(),
            );
        }
        Data::Error(error) => return Err(format!("a cell holds an error: {error}")),
        Data::Empty => String::new(),
        cell => cell.to_string().trim().to_owned(),
    })
}

fn text(bytes: &[u8], encoding: Option<&'static Encoding>) -> Result<Sheet, SheetError> {
    let encoding = encoding.unwrap_or_else(|| detect(bytes));
    let (text, encoding, has_errors) = encoding.decode(bytes);
    if has_errors {
        let before = text.split('\u{FFFD}').next().unwrap_or_default();
        let line = before.matches('\n').count() as u64 + 1;
        let name = encoding.name();
        let why = format!("it is not all in {name}; --encoding names another, such as gb18030");
        return Err(SheetError::Line { line, why });
    }
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let (separator, skipped, text) = separator(&text);
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator as u8)
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    let mut place = Place { text, byte: 0, line: skipped + 1 };
    for record in reader.records() {
        let record = record.map_err(|error| {
            let line = place.line_at(error.position().map_or(0, csv::Position::byte));
            SheetError::Line { line, why: "it is no line of a CSV file".to_owned() }
        })?;
        let line = place.line_at(record.position().map_or(0, csv::Position::byte));
        rows.push(Row { line, cells: record.iter().map(|cell| cell.trim().to_owned()).collect() });
    }
    rows.retain(|row| !row.is_empty());
    let separated = match separator {
        '\t' => "tabs",
        ';' => "semicolons",
        _ => "commas",
    };
    let form = format!("{}, cells separated by {separated}", encoding.name());
    Ok(Sheet { form, rows })
}

/// A place in a text, and the line that it is in.
struct Place<'a> {
    text: &'a str,
    byte: usize,
    line: u64,
}

impl Place<'_> {
    /// The line of the record that begins at this byte, or behind the empty lines that begin there.
    fn line_at(&mut self, byte: u64) -> u64 {
        let bytes = self.text.as_bytes();
        let mut end = usize::try_from(byte).unwrap_or(0).clamp(self.byte, bytes.len());
        while bytes.get(end) == Some(&b'\n') {
            end += 1;
        }
        self.line += bytes[self.byte..end].iter().filter(|byte| **byte == b'\n').count() as u64;
        self.byte = end;
        self.line
    }
}

/// The encoding that a text is in: by its mark, as what it is valid in, or by how it looks.
fn detect(bytes: &[u8]) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding;
    }
    let zeros = |of: usize| bytes.iter().skip(of).step_by(2).filter(|byte| **byte == 0).count();
    // The commas and line ends of UTF-16 have one.
    match (zeros(0), zeros(1)) {
        (0, 0) => {}
        (even, odd) if odd > even => return UTF_16LE,
        _ => return UTF_16BE,
    }
    if std::str::from_utf8(bytes).is_ok() {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(Some(b"cn"), Utf8Detection::Deny);
    // What is neither is Chinese, as Excel in China writes it: GBK and more.
    if [BIG5, SHIFT_JIS, EUC_KR].contains(&guess) { guess } else { GB18030 }
}

/// What separates the cells of the first line, how many lines stand before it, and the text from
/// there on. Excel says it in a line of its own, `sep=;`.
fn separator(text: &str) -> (char, u64, &str) {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    if let Some(said) = first.trim().strip_prefix("sep=")
        && let Some(separator) = SEPARATORS.into_iter().find(|it| said == it.to_string())
    {
        return (separator, 1, rest);
    }
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let most = SEPARATORS.into_iter().rev().max_by_key(|it| first.matches(*it).count());
    (most.unwrap_or(','), 0, text)
}

impl Row {
    fn is_empty(&self) -> bool {
        self.cells.iter().all(String::is_empty)
    }

    /// The cell in this column; an empty one where the row is shorter.
    pub(super) fn cell(&self, column: Option<usize>) -> &str {
        column.and_then(|column| self.cells.get(column)).map_or("", String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "工号,群昵称\r\nS001,三班-小明\r\n\r\nS002,\"三班-小红, 班长\"\r\n";

    fn read_text(bytes: &[u8]) -> Sheet {
        text(bytes, None).expect("a table")
    }

    fn utf16(text: &str, to_bytes: impl Fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(to_bytes).collect()
    }

    #[test]
    fn a_text_is_read_in_whatever_encoding_it_was_saved() {
        let with_mark = format!("\u{FEFF}{TEXT}");
        let tabbed = with_mark.replace("群昵称", "群昵称\t").replace(',', "\t");
        for (bytes, form) in [
            (TEXT.as_bytes().to_vec(), "UTF-8, cells separated by commas"),
            (with_mark.as_bytes().to_vec(), "UTF-8, cells separated by commas"),
            (GB18030.encode(TEXT).0.into_owned(), "gb18030, cells separated by commas"),
            (utf16(&with_mark, u16::to_le_bytes), "UTF-16LE, cells separated by commas"),
            (utf16(&with_mark, u16::to_be_bytes), "UTF-16BE, cells separated by commas"),
            (utf16(TEXT, u16::to_le_bytes), "UTF-16LE, cells separated by commas"),
            (utf16(&tabbed, u16::to_le_bytes), "UTF-16LE, cells separated by tabs"),
        ] {
            let sheet = read_text(&bytes);
            assert_eq!(sheet.form, form);
            let lines: Vec<u64> = sheet.rows.iter().map(|row| row.line).collect();
            assert_eq!(lines, [1, 2, 4], "{form}");
            assert_eq!(sheet.rows[1].cells[..2], ["S001", "三班-小明"], "{form}");
        }
        assert_eq!(read_text(TEXT.as_bytes()).rows[2].cell(Some(1)), "三班-小红, 班长");
    }

    #[test]
    fn the_separator_is_that_of_the_first_line_or_the_one_that_it_names() {
        for (text, line, cell) in [
            ("userid;nickname\nu1;a,b,c\n", 2, "a,b,c"),
            ("userid\tnickname\nu1\ta;b;c\n", 2, "a;b;c"),
            ("sep=;\nuserid;nickname\nu1;a\n", 3, "a"),
            ("\n\nuserid,nickname\nu1,a\n", 4, "a"),
        ] {
            let sheet = read_text(text.as_bytes());
            let row = sheet.rows.last().expect("a row");
            assert_eq!((row.line, row.cell(Some(1))), (line, cell), "failed on {text:?}");
        }
    }

    #[test]
    fn bytes_of_another_encoding_are_told_with_their_line() {
        let mut bytes = GB18030.encode("工号,昵称\nS001,小明\n").0.into_owned();
        bytes.extend(b"S002,\xFF\xFF\n");
        let error = text(&bytes, None).expect_err("no GB18030");
        assert!(error.to_string().starts_with("line 3: it is not all in gb18030"), "{error}");
    }

    #[test]
    fn numbers_are_read_as_they_look_and_not_where_excel_has_lost_digits() {
        assert_eq!(text_of(&Data::Float(1001.0)).as_deref(), Ok("1001"));
        assert_eq!(text_of(&Data::Int(7)).as_deref(), Ok("7"));
        assert_eq!(text_of(&Data::String(" 小明 ".into())).as_deref(), Ok("小明"));
        assert!(text_of(&Data::Float(1.234_567_890_123_456_8e17)).is_err());
    }

    /// A workbook of one sheet.
    fn workbook_of(sheet: &str, strings: &str) -> Vec<u8> {
        const RELATIONS: &str =
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        let book = format!(
            r#"<workbook xmlns:r="{RELATIONS}"><sheets><sheet name="S" r:id="a"/></sheets></workbook>"#
        );
        let relations = format!(
            r#"<Relationships><Relationship Id="a" Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#
        );
        let sheet = format!("<worksheet><sheetData>{sheet}</sheetData></worksheet>");
        let strings = format!("<sst>{strings}</sst>");
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let first = format!(
            r#"<Relationships><Relationship Id="a" Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
        );
        for (name, part) in [
            ("_rels/.rels", first),
            ("xl/workbook.xml", book),
            ("xl/_rels/workbook.xml.rels", relations),
            ("xl/worksheets/sheet1.xml", sheet),
            ("xl/sharedStrings.xml", strings),
        ] {
            zip.start_file(name, zip::write::SimpleFileOptions::default()).expect("a part");
            std::io::Write::write_all(&mut zip, part.as_bytes()).expect("it is written");
        }
        zip.finish().expect("a file").into_inner()
    }

    #[test]
    fn a_cell_at_the_far_corner_costs_no_table_of_all_between() {
        let cells = r#"<row r="3"><c r="B3" t="s"><v>0</v></c></row>
            <row r="1048576"><c r="A1048576"><v>7</v></c><c r="XFD1048576"><v>1</v></c></row>"#;
        let sheet = workbook(workbook_of(cells, "<si><t>小明</t></si>")).expect("a table");
        let rows = [
            Row { line: 3, cells: vec![String::new(), "小明".to_owned()] },
            Row { line: 1_048_576, cells: vec!["7".to_owned()] },
        ];
        assert_eq!(sheet.rows, rows);
    }

    #[test]
    fn a_workbook_that_grows_when_it_is_unpacked_is_refused() {
        let long = format!("<si><t>{}</t></si>", "x".repeat(101 * 1024 * 1024));
        let bytes = workbook_of("", &long);
        assert!(bytes.len() < 1024 * 1024, "it is small: {}", bytes.len());
        let error = workbook(bytes).expect_err("it was read");
        assert!(error.to_string().starts_with("it unpacks to more than 100 MB"), "{error}");
        // One text that stands in thousands of cells.
        let cells = r#"<row><c t="s"><v>0</v></c></row>"#.repeat(200);
        let text = format!("<si><t>{}</t></si>", "x".repeat(1024 * 1024));
        let error = workbook(workbook_of(&cells, &text)).expect_err("it was read");
        assert!(error.to_string().starts_with("its cells hold more than 100 MB"), "{error}");
    }
}
