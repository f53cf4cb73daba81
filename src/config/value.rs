//! A value as somebody gave it, and as it is meant: without what `echo` and env files put around it.

/// What surrounds a value and is no part of it: white space, and what looks like none.
fn is_blank(character: char) -> bool {
    character.is_whitespace()
        || matches!(character, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
}

/// The quotes that wrap values, each with the one that ends it.
const QUOTES: [(char, char); 4] = [('"', '"'), ('\'', '\''), ('“', '”'), ('‘', '’')];

/// A value without the white space and the quotes around it, and whether there were any.
pub(super) fn tidy(given: &str) -> (&str, bool) {
    let mut value = given.trim_matches(is_blank);
    while let Some(inner) = QUOTES.iter().find_map(|quotes| unwrap(value, *quotes)) {
        value = inner.trim_matches(is_blank);
    }
    (value, value.len() != given.len())
}

/// What the quotes wrap, if they wrap all of it: `"a","b"` is two values, and not one.
fn unwrap(value: &str, (open, close): (char, char)) -> Option<&str> {
    let inner = value.strip_prefix(open)?.strip_suffix(close)?;
    (!inner.contains([open, close])).then_some(inner)
}

/// Whether it is one word, as secrets are.
pub(super) fn is_one_word(value: &str) -> bool {
    !value.chars().any(|character| is_blank(character) || character.is_control())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_and_quotes_around_a_value_go() {
        for (given, value) in [
            ("8080\n", "8080"),
            ("8080\r\n", "8080"),
            (" a b ", "a b"),
            ("\u{FEFF}a\u{200B}\u{A0}\u{3000}", "a"),
            ("\"a\"", "a"),
            ("'a'", "a"),
            ("“a”", "a"),
            (" \" a \" \n", "a"),
            ("'\"a\"'", "a"),
            ("\"\"", ""),
            ("\n", ""),
        ] {
            assert_eq!(tidy(given), (value, true), "failed on {given:?}");
        }
    }

    #[test]
    fn everything_else_stays() {
        for given in ["", "a", "a b", "\"a\",\"b\"", "\"a", "a'", "it's", "\"", "a\"b\"c", "007123"]
        {
            assert_eq!(tidy(given), (given, false), "failed on {given:?}");
        }
    }
}
