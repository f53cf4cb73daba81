//! A message cut into pieces that the template can write without trusting
//! any: words, bold words, code, mentions, line breaks. Of markdown it knows
//! what DingTalk shows: headings, bold, lists, quotes, escapes, links as words.

use crate::simulator::world::{ChatEntry, PersonId, Piece};

/// One piece.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Ink {
    Words(String),
    Bold(String),
    Code(String),
    Break,
    Picture,
    /// A linked mention; `you` when it is the reader.
    Mention {
        name: String,
        you: bool,
    },
}

/// The message as `reader` sees it.
pub(super) fn ink(entry: &ChatEntry, reader: PersonId) -> Vec<Ink> {
    let mut page = Vec::new();
    let is_markdown = entry.is_from_bot() && entry.kind != "text";
    let mut pen = Pen::default();
    for piece in &entry.pieces {
        match piece {
            Piece::Text(text) if is_markdown => pen.write_markdown(text, &mut page),
            Piece::Text(text) => page.push(Ink::Words(text.clone())),
            Piece::Mention { person, name } => {
                pen.is_line_start = false;
                page.push(Ink::Mention { name: name.clone(), you: *person == reader });
            }
            Piece::Robot { name } => page.push(Ink::Mention { name: name.clone(), you: false }),
            Piece::Picture => page.push(Ink::Picture),
        }
    }
    page
}

/// What carries over from one piece of a message to the next.
struct Pen {
    is_line_start: bool,
    is_heading: bool,
}

impl Default for Pen {
    fn default() -> Self {
        Self { is_line_start: true, is_heading: false }
    }
}

impl Pen {
    fn write_markdown(&mut self, text: &str, page: &mut Vec<Ink>) {
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 {
                page.push(Ink::Break);
                self.is_line_start = true;
                self.is_heading = false;
            }
            let line = if self.is_line_start { self.open_line(line, page) } else { line };
            self.write_line(line, page);
            if !line.is_empty() {
                self.is_line_start = false;
            }
        }
    }

    /// Takes the marks from the beginning of a line.
    fn open_line<'a>(&mut self, line: &'a str, page: &mut Vec<Ink>) -> &'a str {
        let line = line.trim_start();
        let heading = line.trim_start_matches('#');
        if heading.len() < line.len() && heading.starts_with(' ') {
            self.is_heading = true;
            return heading.trim_start();
        }
        if let Some(item) = line.strip_prefix("- ").or_else(|| line.strip_prefix("* ")) {
            page.push(Ink::Words("• ".to_owned()));
            return item;
        }
        line.strip_prefix("> ").unwrap_or(line)
    }

    fn write_line(&self, line: &str, page: &mut Vec<Ink>) {
        let mut words = String::new();
        let mut is_bold = self.is_heading;
        let mut rest = line;
        let flush = |words: &mut String, is_bold: bool, page: &mut Vec<Ink>| {
            let words = std::mem::take(words);
            match (words.is_empty(), is_bold) {
                (true, _) => {}
                (false, true) => page.push(Ink::Bold(words)),
                (false, false) => page.push(Ink::Words(words)),
            }
        };
        while let Some(next) = rest.chars().next() {
            if let Some(after) = rest.strip_prefix("**") {
                flush(&mut words, is_bold, page);
                is_bold = !is_bold || self.is_heading;
                rest = after;
            } else if let Some((code, after)) =
                rest.strip_prefix('`').and_then(|after| after.split_once('`'))
            {
                flush(&mut words, is_bold, page);
                page.push(Ink::Code(code.to_owned()));
                rest = after;
            } else if let Some(escaped) = rest
                .strip_prefix('\\')
                .and_then(|after| after.chars().next())
                .filter(char::is_ascii_punctuation)
            {
                words.push(escaped);
                rest = &rest[1 + escaped.len_utf8()..];
            } else {
                words.push(next);
                rest = &rest[next.len_utf8()..];
            }
        }
        flush(&mut words, is_bold, page);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_is_read_as_far_as_dingtalk_shows_it() {
        let words = |text: &str| Ink::Words(text.to_owned());
        let bold = |text: &str| Ink::Bold(text.to_owned());
        for (text, expected) in [
            ("plain <b>", vec![words("plain <b>")]),
            ("a **b** c", vec![words("a "), bold("b"), words(" c")]),
            ("### Head", vec![bold("Head")]),
            ("- `x` y", vec![words("• "), Ink::Code("x".to_owned()), words(" y")]),
            ("a\n  b", vec![words("a"), Ink::Break, words("b")]),
            ("\\*\\*a\\_", vec![words("**a_")]),
            ("50% \\", vec![words("50% \\")]),
            ("名字 **小明", vec![words("名字 "), bold("小明")]),
        ] {
            let mut page = Vec::new();
            Pen::default().write_markdown(text, &mut page);
            assert_eq!(page, expected, "{text}");
        }
    }
}
