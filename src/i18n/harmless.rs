//! What people wrote, made fit to stand in an answer.

/// The longest text of somebody's that an answer repeats, in characters.
const MAX_ECHO: usize = 64;

/// Makes a person's text harmless: no mention, no link, one line, not too long, and where it runs
/// from right to left, it does not turn the words around it.
#[must_use]
pub fn harmless(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    // Before all else, so that what is left out hides no dot from the rules below.
    let mut characters = text.chars().filter(|c| !is_unseen(*c)).peekable();
    let mut before = None;
    let mut count = 0;
    while let Some(character) = characters.next() {
        if count == MAX_ECHO {
            safe.push('…');
            break;
        }
        count += 1;
        let after = characters.peek();
        let is_word = |c: Option<&char>| c.is_some_and(|c| c.is_alphanumeric());
        safe.push(match character {
            '@' => '＠',
            '<' => '＜',
            // `example.com` and `a://b` are drawn as links; `J. R.` and `Name:` are not.
            '.' if is_word(before.as_ref()) && is_word(after) => '．',
            ':' if after == Some(&'/') => '：',
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') => ' ',
            c => c,
        });
        before = Some(character);
    }
    if safe.chars().any(is_right_to_left) {
        return format!("\u{2068}{safe}\u{2069}");
    }
    safe
}

/// Marks that turn the direction, and what cannot be seen; but for the joiners, which hold a family
/// emoji or a Persian word together.
fn is_unseen(character: char) -> bool {
    matches!(
        character,
        '\u{61C}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}'
    )
}

fn is_right_to_left(character: char) -> bool {
    matches!(
        character,
        '\u{590}'..='\u{8FF}'
            | '\u{FB1D}'..='\u{FDFF}'
            | '\u{FE70}'..='\u{FEFE}'
            | '\u{10800}'..='\u{10FFF}'
            | '\u{1E800}'..='\u{1EFFF}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_it_mentions_or_links() {
        for (text, safe) in [
            ("小明", "小明"),
            ("J. R. Smith", "J. R. Smith"),
            ("@所有人", "＠所有人"),
            ("<@all>", "＜＠all>"),
            ("evil.example", "evil．example"),
            ("http://evil.example/x", "http：//evil．example/x"),
            ("两\n行", "两 行"),
            ("a\u{202E}b\u{200B}", "ab"),
            ("evil\u{200B}.\u{2060}example", "evil．example"),
            ("a:\u{200B}//b", "a：//b"),
            ("👨‍👩‍👧 क्‍ष", "👨‍👩‍👧 क्‍ष"),
            ("محمد", "\u{2068}محمد\u{2069}"),
        ] {
            assert_eq!(harmless(text), safe, "failed on {text:?}");
        }
    }

    #[test]
    fn a_long_text_is_cut_between_characters() {
        let safe = harmless(&"名".repeat(5000));
        assert_eq!(safe.chars().count(), MAX_ECHO + 1);
        assert!(safe.ends_with('…'));
    }
}
