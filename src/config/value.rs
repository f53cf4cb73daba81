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

/// A value without the user and password of the URL that it is, if it is one: they stand there whether
/// or not a setting may have them.
pub(super) fn without_userinfo(value: &str) -> String {
    let Some((scheme, rest)) = value.split_once("://") else {
        return value.to_owned();
    };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    match rest[..end].rfind('@') {
        Some(at) => format!("{scheme}://(not shown){}", &rest[at..]),
        // A password may hold what should have been encoded.
        None => match rest.rfind('@') {
            Some(at) => format!("{scheme}://(not shown){}", &rest[at..]),
            None => value.to_owned(),
        },
    }
}

/// Words that documents and examples write where a value is to be.
const PLACEHOLDERS: [&str; 12] = [
    "changeme",
    "change-me",
    "replace-me",
    "replaceme",
    "placeholder",
    "todo",
    "secret",
    "client-id",
    "client-secret",
    "clientid",
    "clientsecret",
    "key",
];

/// Whether it stands in a document where one's own value is to be: `ding…`, `your-secret`, `<…>`,
/// `xxxx`.
#[must_use]
pub fn is_placeholder(value: &str) -> bool {
    let lower = value.to_ascii_lowercase().replace('_', "-");
    let is_filler = |text: &str| {
        text.chars().count() >= 3 && text.chars().all(|c| matches!(c, 'x' | '*' | '.' | '-' | '…'))
    };
    let rest = lower.strip_prefix("ding").unwrap_or(&lower);
    let is_in_brackets = [('<', '>'), ('[', ']'), ('{', '}')]
        .into_iter()
        .any(|(open, close)| lower.starts_with(open) && lower.ends_with(close));
    value.contains('…')
        || has_bracketed_word(value)
        || is_in_brackets
        || lower.starts_with("${")
        || is_filler(rest)
        || ["your-", "my-client-", "your "].iter().any(|start| lower.starts_with(start))
        || PLACEHOLDERS.contains(&lower.as_str())
}

/// Whether a word in angle brackets stands in it, as in `postgres://user:<password>@host`.
fn has_bracketed_word(value: &str) -> bool {
    let is_word = |text: &str| {
        !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || "-_ ".contains(c))
    };
    value.split('<').skip(1).any(|rest| rest.split_once('>').is_some_and(|(word, _)| is_word(word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_user_of_a_url_is_not_shown() {
        for (value, expected) in [
            ("https://user:pass@host/path", "https://(not shown)@host/path"),
            ("https://:pass@host", "https://(not shown)@host"),
            ("https://token@host:8443", "https://(not shown)@host:8443"),
            ("http://u:p/a#s?s@host/", "http://(not shown)@host/"),
            ("https://u:p@a@host/x", "https://(not shown)@host/x"),
            ("https://oapi.dingtalk.com", "https://oapi.dingtalk.com"),
            ("小明@三班", "小明@三班"),
        ] {
            assert_eq!(without_userinfo(value), expected);
        }
    }

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
    fn what_stands_for_a_value_is_none() {
        for placeholder in [
            "ding…",
            "ding...",
            "dingxxxxxxxxxxxx",
            "…",
            "...",
            "xxx",
            "XXXX-XXXX",
            "****",
            "your-secret",
            "YOUR_CLIENT_ID",
            "your_app_secret",
            "<client id>",
            "<…>",
            "[secret]",
            "${DINGTALK_CLIENT_SECRET}",
            "changeme",
            "CHANGE_ME",
            "secret",
            "KEY",
            "postgres://user:<password>@host/db",
            "http://<proxy>:3128",
        ] {
            assert!(is_placeholder(placeholder), "failed on {placeholder:?}");
        }
        for value in [
            "dingsnotzck6pm5veliw",
            "dingapp",
            "a-secret-of-some-length",
            "0123456789abcdef",
            "sqlite://data/dingnick.db",
            "postgres://user:a%3Cb@host/db",
            "intl",
            "off",
            "6/min",
            "manager1001,manager1002",
            "https://oapi.dingtalk.com",
            "xx",
            "a<b",
            "<<>>x",
            "http",
        ] {
            assert!(!is_placeholder(value), "failed on {value:?}");
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
