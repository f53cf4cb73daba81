//! The command grammar: a name is part of what was typed, nobody is renamed where two are mentioned,
//! and every line that is offered to copy is one that is understood.

use dingnick::command::{self, Command, Mistake, Parsed};
use dingnick::domain::{Nickname, Person, UserId};
use unicode_normalization::UnicodeNormalization;

/// The data is the text of a message.
pub(crate) fn run(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let people = ["bob", "carol"].map(|id| Person { user_id: UserId::parse(id), encrypted_id: None });
    for mentions in [&people[..0], &people[..1]] {
        match command::parse(text, mentions) {
            Parsed::Command(Command::Rename { name, .. }) => {
                assert!(squeezed(text).contains(&squeezed(name.as_str())), "{name} in {text:?}");
            }
            Parsed::Mistake(Mistake::Ambiguous { readings }) => {
                for line in readings {
                    offered(&line, &people[0]);
                }
            }
            Parsed::Mistake(
                Mistake::Usage { as_name: Some(line), .. }
                | Mistake::Name { instead: Some(line), .. },
            ) => offered(&line, &people[0]),
            _ => {}
        }
    }
    let renamed = |parsed| matches!(parsed, Parsed::Command(Command::Rename { .. }));
    assert!(!renamed(command::parse(text, &people)), "two are mentioned: {text:?}");
    if let Ok(name) = Nickname::parse(text)
        && text.chars().count() <= 100
    {
        let exactly = command::parse(&format!("/nick -- {text}"), &[]);
        let Parsed::Command(Command::Rename { name: read, .. }) = exactly else {
            panic!("{text:?} is a name, and no command: {exactly:?}");
        };
        assert_eq!(read, name);
    }
}

/// A line to copy does what it says.
fn offered(line: &str, person: &Person) {
    let (line, mentions) = match line.contains("@user") {
        true => (line.replacen("@user", "", 1), std::slice::from_ref(person)),
        false => (line.to_owned(), &[][..]),
    };
    let parsed = command::parse(&line, mentions);
    assert!(matches!(parsed, Parsed::Command(_)), "{line:?} was offered, and is {parsed:?}");
}

/// Without spaces and what nobody sees, composed.
fn squeezed(text: &str) -> String {
    let is_seen = |c: &char| !c.is_whitespace() && !matches!(c, '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}');
    text.nfc().filter(is_seen).collect::<String>().nfc().collect()
}
