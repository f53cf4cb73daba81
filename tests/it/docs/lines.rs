//! Every line of the shell in the pages is one that the program takes, and every line of the chat
//! one that the bot understands.

use std::collections::BTreeSet;

use clap::error::ErrorKind;
use dingnick::command::{Mistake, Parsed, parse};
use dingnick::domain::{Person, UserId};

use super::{pages, read};
use crate::story::Story;

/// What stands in the pages for what people fill in.
const FILLED_IN: &[(&str, &str)] = &[
    ("SHELL", "bash"),
    ("CHATID", "chat0123456789abcdef0123456789abcdef"),
    ("chat…", "chat0123456789abcdef0123456789abcdef"),
    ("URL", "https://bot.example/dingtalk/callback"),
    ("ID", "7"),
    ("PLAN", "7"),
    ("计划号", "7"),
    ("DATE", "2026-11-01"),
];

/// Lines of which the pages say that the bot asks back.
const ASKED_BACK: [&str; 2] = ["/nick 小明？", "/nick Status Quo"];

/// The words of a command as a shell takes them: quotes, and a comment at the end.
fn words(line: &str) -> Vec<String> {
    let (mut words, mut word, mut quote) = (Vec::new(), None::<String>, None);
    for c in line.chars() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (None, '"' | '\'') => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            (None, '#') if word.is_none() => break,
            (None, ' ') => words.extend(word.take()),
            (_, c) => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    words
}

fn is_program(word: &str) -> bool {
    ["dingnick", "/dingnick", "target/release/dingnick"].contains(&word)
}

/// What dingnick is given in a command of a shell, if it is dingnick that is run.
fn given(command: &str) -> Option<Vec<String>> {
    let mut words = words(command);
    let is_assignment = |word: &String| {
        word.split_once('=').is_some_and(|(name, _)| {
            !name.is_empty() && name.chars().all(|c| c.is_ascii_uppercase() || c == '_')
        })
    };
    while words.first().is_some_and(is_assignment) {
        words.remove(0);
    }
    let begins = |with: &[&str]| with.iter().zip(&words).all(|(with, word)| with == word);
    let place = if words.first().is_some_and(|word| is_program(word)) {
        Some(0)
    } else if begins(&["docker", "exec"]) || begins(&["docker", "compose", "exec"]) {
        words.iter().position(|word| word == "/dingnick")
    } else if begins(&["docker", "run"]) || begins(&["sudo", "--user"]) {
        words.iter().rposition(|word| is_program(word))
    } else {
        None
    }?;
    Some(words.split_off(place + 1))
}

/// A block of the shell as single commands.
fn commands(block: &str) -> Vec<String> {
    let block = block.replace("\\\n", " ");
    let mut commands = Vec::new();
    let mut here_document: Option<String> = None;
    for line in block.lines() {
        if let Some(end) = &here_document {
            if line.trim() == end {
                here_document = None;
            }
            continue;
        }
        here_document = line.split_once("<<").map(|(_, end)| end.trim().to_owned());
        let parts = line.split(" && ").flat_map(|part| part.split(" | "));
        commands.extend(parts.map(|part| part.trim().trim_start_matches("$ ").to_owned()));
    }
    commands
}

fn filled_in(word: &str) -> String {
    // What may be left out stands in brackets.
    let word = word.trim_start_matches('[').trim_end_matches(']');
    let filled_in = FILLED_IN.iter().find(|(placeholder, _)| *placeholder == word);
    filled_in.map_or(word, |(_, value)| value).to_owned()
}

#[test]
fn every_line_of_the_shell_is_one_that_the_program_takes() {
    let definition = dingnick::cli::command();
    let (mut count, mut wrong) = (0, Vec::new());
    for page in pages() {
        for code in page.code() {
            let lines = match code.language {
                Some("sh" | "text") => commands(&code.text),
                Some(_) => continue,
                None => vec![code.text.clone()],
            };
            for line in lines {
                let Some(given) = given(&line) else { continue };
                // The program or a command of it, named in a sentence.
                let is_named = match &given[..] {
                    [] => true,
                    [command] => definition.find_subcommand(command).is_some(),
                    _ => false,
                };
                if code.language.is_none() && is_named {
                    continue;
                }
                let given = given.iter().map(|word| filled_in(word));
                let arguments = std::iter::once("dingnick".to_owned()).chain(given);
                let taken = definition.clone().try_get_matches_from(arguments);
                // Help and version end the same way.
                if let Err(error) = taken.map_err(|error| error.kind())
                    && !matches!(error, ErrorKind::DisplayHelp | ErrorKind::DisplayVersion)
                {
                    wrong.push(format!("{}: {line}: {error}", page.path));
                }
                count += 1;
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(count > 100, "the pages have lines of the shell: {count}");
}

#[test]
fn every_target_of_make_is_there() {
    let makefile = read("Makefile");
    for page in pages() {
        for code in page.code() {
            let lines = code.text.lines().filter(|_| code.language.is_none_or(|it| it == "sh"));
            for line in lines {
                let mut words = line.split_whitespace().skip_while(|word| word.contains('='));
                if let (Some("make"), Some(target)) = (words.next(), words.next()) {
                    let rule = format!("\n{target}:");
                    assert!(makefile.contains(&rule), "{}: {line} makes nothing", page.path);
                }
            }
        }
    }
}

/// The lines that stand in one: each of `allow self|owner`, with somebody's name in place of what
/// stands for one.
fn spoken(line: &str) -> Vec<String> {
    let mut line = line.replace("New Name", "Alice").replace("新昵称", "小明");
    for placeholder in [" N", " ID"] {
        if let Some((head, rest)) = line.split_once(placeholder)
            && (rest.is_empty() || rest.starts_with(' '))
        {
            line = format!("{head} 3{rest}");
        }
    }
    line = line.replace(" RULE", " class");
    line = line.replace("chat…", "chat0123456789abcdef0123456789abcdef");
    // A bar in a format is a part of it.
    let is_choice = (line.contains('|') || line.ends_with('…')) && !line.contains('{');
    match line.rsplit_once(' ').filter(|_| is_choice) {
        Some((head, choices)) => {
            let choices = choices.split('|').filter(|choice| *choice != "…");
            choices.map(|choice| format!("{head} {choice}")).collect()
        }
        None => vec![line],
    }
}

/// A line as the bot gets it: without the mentions, and with who was mentioned.
fn heard(line: &str) -> Parsed {
    let mut people = Vec::new();
    let mut text = line.to_owned();
    for name in ["@user", "@成员", "@Bob", "@Alice"] {
        if text.contains(name) {
            text = text.replace(name, " ");
            people.push(Person { user_id: UserId::parse("bob1"), encrypted_id: None });
        }
    }
    parse(&text, &people)
}

/// Every line of the chat in the pages: where it stands, and the line.
fn lines_of_the_chat() -> Vec<(String, String)> {
    let mut found = Vec::new();
    for page in pages() {
        for code in page.code() {
            let lines = code.text.lines().filter(|_| code.language.is_none_or(|it| it == "text"));
            for line in lines {
                let line = ["@Bot ", "@机器人 "]
                    .iter()
                    .find_map(|bot| line.strip_prefix(bot))
                    .unwrap_or(line);
                // `/nick …` stands for all of them, and `/nick` alone is help.
                if !line.starts_with("/nick") || line == "/nick …" || line.starts_with("/nickname")
                {
                    continue;
                }
                found.push((page.path.clone(), line.to_owned()));
            }
        }
    }
    assert!(found.len() > 300, "the pages have lines of the chat: {}", found.len());
    found
}

#[test]
fn every_line_of_the_chat_is_one_that_the_bot_understands() {
    let mut wrong = Vec::new();
    for (page, line) in lines_of_the_chat() {
        for spoken in spoken(&line) {
            let parsed = heard(&spoken);
            let is_asked_back = ASKED_BACK.contains(&line.as_str());
            let is_understood = match &parsed {
                Parsed::Command(_) => !is_asked_back,
                Parsed::Mistake(Mistake::Unclear) | Parsed::NotACommand => false,
                Parsed::Mistake(_) => is_asked_back,
            };
            if !is_understood {
                wrong.push(format!("{page}: {spoken}: {parsed:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[tokio::test]
async fn every_line_of_the_chat_is_answered() {
    let story = Story::begin().await;
    let lines = lines_of_the_chat();
    let lines: BTreeSet<String> = lines.iter().flat_map(|(_, line)| spoken(line)).collect();
    for line in lines {
        let picked = ["@user", "@成员", "@Bob", "@Alice"]
            .iter()
            .fold(line.clone(), |line, placeholder| line.replace(placeholder, "@小红"));
        let before = story.said().len();
        story.say(story.cast.owner, &picked).await;
        story.idle().await;
        assert!(story.said().len() > before, "nothing is said to {line}");
        // The next one is answered in words, and not held back until it is approved.
        for undo in ["/nick quiet off", "/nick approval off"] {
            story.say(story.cast.owner, undo).await;
        }
        story.idle().await;
    }
    // DingTalk may say no to one: the chatid that stands in the pages is nobody's.
    let given_up = "SELECT count(*) FROM jobs WHERE outcome IN ('dead', 'expired')";
    assert_eq!(story.count(given_up).await, 0, "{:#?}", story.said());
    story.read_all();
    story.end().await;
}
