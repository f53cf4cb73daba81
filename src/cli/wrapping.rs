//! Lines that fit a terminal, in both scripts, and with whole commands in them.

use textwrap::core::Word;
use textwrap::{Options, WordSeparator, WordSplitter};
use unicode_width::UnicodeWidthChar;

/// A line in lines of this width, with what stands before the first and before the others. What is
/// too long for a line by itself, as an address is, stays whole: it is to be copied.
pub(super) fn wrapped(line: &str, width: usize, first: &str, next: &str) -> Vec<String> {
    let options = Options::new(width)
        .initial_indent(first)
        .subsequent_indent(next)
        .word_separator(WordSeparator::Custom(words))
        // A flag is copied whole.
        .word_splitter(WordSplitter::NoHyphenation)
        .break_words(false);
    textwrap::wrap(line, options).into_iter().map(std::borrow::Cow::into_owned).collect()
}

/// Words end at spaces, and Chinese ones anywhere but before a mark that ends something. A command
/// in `backticks` is one word.
fn words(line: &str) -> Box<dyn Iterator<Item = Word<'_>> + '_> {
    let mut rest = line;
    Box::new(std::iter::from_fn(move || {
        let mut characters = rest.char_indices().peekable();
        let (_, mut last) = characters.next()?;
        let mut code_ends = if last == '`' { end_of_code(rest, 0) } else { 0 };
        let end = loop {
            let Some(&(index, next)) = characters.peek() else {
                break rest.len();
            };
            let is_wide = |c: char| c.width() == Some(2);
            let may_break = (last == ' ' && next != ' ')
                || ((is_wide(last) || is_wide(next))
                    && !ends(next)
                    && !begins(last)
                    && next != ' ');
            if may_break && index >= code_ends {
                break index;
            }
            if next == '`' && index >= code_ends {
                code_ends = end_of_code(rest, index);
            }
            last = next;
            characters.next();
        };
        let (word, after) = rest.split_at(end);
        rest = after;
        Some(Word::from(word))
    }))
}

/// Where the command ends whose backtick stands at `start`, if it has another.
fn end_of_code(line: &str, start: usize) -> usize {
    let after = start + 1;
    line[after..].find('`').map_or(start, |length| after + length + 1)
}

/// Marks that stand at the end of what they belong to.
fn ends(mark: char) -> bool {
    "，。、；：！？）】》」』”’%…".contains(mark)
}

/// Marks that stand at its beginning.
fn begins(mark: char) -> bool {
    "（【《「『“‘".contains(mark)
}

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr;

    use super::*;

    #[test]
    fn lines_fit_the_width_in_both_scripts() {
        for text in [
            "Open any internal group in DingTalk, add the robot, and write there: hello",
            "在钉钉里打开任意一个内部群，把机器人加进群里，然后在群里@它并发送“你好”，等它回答。",
        ] {
            for width in [20, 58, 100] {
                let lines = wrapped(text, width, "  ", "  ");
                assert!(lines.iter().all(|line| line.width() <= width), "{width}: {lines:#?}");
                let begin_well =
                    lines.iter().all(|line| !ends(line.trim().chars().next().unwrap_or(' ')));
                assert!(begin_well, "{width}: {lines:#?}");
                let joined: String =
                    lines.iter().flat_map(|line| line.split_whitespace()).collect();
                let whole: String = text.split_whitespace().collect();
                assert_eq!(joined, whole, "nothing is lost");
            }
        }
    }

    #[test]
    fn a_flag_stays_whole() {
        let text = "first run fly launch --no-deploy there";
        for width in 20..40 {
            let lines = wrapped(text, width, "  ", "  ");
            assert!(lines.iter().any(|line| line.contains("--no-deploy")), "{width}: {lines:#?}");
        }
    }

    #[test]
    fn what_is_to_be_copied_stays_in_one_piece() {
        for (text, lines) in [
            (
                "after `fly launch --copy-config`: go",
                &["after", "`fly launch --copy-config`:", "go"][..],
            ),
            (
                "先运行`fly launch --copy-config`再看",
                &["先运行", "`fly launch --copy-config`", "再看"],
            ),
            ("a ` alone is no command at all", &["a ` alone is no", "command at all"]),
        ] {
            let wrapped = wrapped(text, 17, "", "");
            let trimmed: Vec<&str> = wrapped.iter().map(|line| line.trim()).collect();
            assert_eq!(trimmed, lines);
        }
    }
}
