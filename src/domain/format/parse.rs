//! From the text of a format to its parts.

use std::sync::OnceLock;

use super::{Fact, Format, FormatError, MAX_SOURCE, Piece, Rule, Shape, compile, expression_of};
use crate::domain::{MAX_CHARACTERS, NameError, Nickname, part_key};

/// The longest name of a part, in characters.
const MAX_PART_NAME: usize = 20;

/// Any text that begins and ends with something to see.
const ANY_TEXT: &str = r"\S(?:.*?\S)?";

pub(super) fn parse(source: &str) -> Result<Format, FormatError> {
    let source = source.trim();
    if source.chars().count() > MAX_SOURCE {
        return Err(FormatError::TooLong { most: MAX_SOURCE });
    }
    if let Some(regex) = source.strip_prefix('/').and_then(|rest| rest.strip_suffix('/'))
        && !regex.is_empty()
    {
        let whole = compile(regex).and_then(|_| compile(&format!(r"\A(?:{regex})\z")));
        let whole = whole.ok_or(FormatError::Regex { part: None })?;
        let shape = Shape::Regex;
        return Ok(Format { source: source.to_owned(), shape, whole });
    }
    let (pieces, tail) = pieces(&tokens(source)?)?;
    let expression = format!(r"\A{}{}\z", expression_of(&pieces), regex::escape(&tail));
    // Each part's was compiled alone; together they may be too large, or name a group twice.
    let whole = compile(&expression).ok_or(FormatError::Regex { part: None })?;
    let shape = Shape::Template { pieces, tail };
    Ok(Format { source: source.to_owned(), shape, whole })
}

enum Token {
    Literal(String),
    Part { name: String, is_optional: bool, pattern: Option<String> },
}

/// Cuts at the braces. People type full-width ones as well.
fn tokens(source: &str) -> Result<Vec<Token>, FormatError> {
    let characters: Vec<char> = source.chars().collect();
    let mut tokens = Vec::new();
    let mut literal = String::new();
    let mut place = 0;
    while let Some(character) = characters.get(place) {
        match character {
            '{' | '}' if characters.get(place + 1) == Some(character) => {
                literal.push(*character);
                place += 2;
            }
            '{' | '｛' => {
                if !literal.is_empty() {
                    tokens.push(Token::Literal(std::mem::take(&mut literal)));
                }
                let end = end_of_part(&characters, place + 1)
                    .ok_or(FormatError::Brace { position: place + 1 })?;
                tokens.push(part(&characters[place + 1..end])?);
                place = end + 1;
            }
            '}' | '｝' => return Err(FormatError::Brace { position: place + 1 }),
            other => {
                literal.push(*other);
                place += 1;
            }
        }
    }
    if !literal.is_empty() {
        tokens.push(Token::Literal(literal));
    }
    Ok(tokens)
}

/// Where the brace is that ends a part; its expression may hold braces of its own.
fn end_of_part(characters: &[char], start: usize) -> Option<usize> {
    let mut depth = 0;
    let mut place = start;
    while let Some(character) = characters.get(place) {
        match character {
            '\\' => place += 1,
            '{' => depth += 1,
            '}' | '｝' if depth == 0 => return Some(place),
            '}' => depth -= 1,
            _ => {}
        }
        place += 1;
    }
    None
}

fn part(inside: &[char]) -> Result<Token, FormatError> {
    let colon = inside.iter().position(|c| matches!(c, ':' | '：'));
    let (name, pattern) = match colon {
        Some(colon) => (&inside[..colon], Some(inside[colon + 1..].iter().collect::<String>())),
        None => (inside, None),
    };
    let name: String = name.iter().collect();
    let name = name.trim();
    let optional = name.strip_suffix(['?', '？']);
    let is_optional = optional.is_some();
    let name = optional.unwrap_or(name).trim_end();
    let is_word = name.chars().all(|c| c.is_alphanumeric() || c == '_');
    if !is_word || !(1..=MAX_PART_NAME).contains(&name.chars().count()) {
        return Err(FormatError::PartName(name.to_owned()));
    }
    Ok(Token::Part { name: name.to_owned(), is_optional, pattern })
}

/// Gives each part the literals that go with it.
fn pieces(tokens: &[Token]) -> Result<(Vec<Piece>, String), FormatError> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut literal = String::new();
    for token in tokens {
        match token {
            Token::Literal(text) => {
                fits_in_a_name(text)?;
                match pieces.last_mut() {
                    Some(first) if takes_the_literal_after(first) => first.after.clone_from(text),
                    Some(last) if last.is_optional && closes(&last.before, text) => {
                        let closing = text.chars().next().map_or(0, char::len_utf8);
                        last.after = text[..closing].to_owned();
                        text[closing..].clone_into(&mut literal);
                    }
                    _ => literal.clone_from(text),
                }
            }
            Token::Part { name, is_optional, pattern } => {
                if pieces.iter().any(|piece| piece.name == *name) {
                    return Err(FormatError::PartTwice(name.clone()));
                }
                let (rule, pattern) = rule(name, pattern.as_deref())?;
                if let Some(last) = pieces.last()
                    && literal.is_empty()
                    && last.after.is_empty()
                    && (last.rule == Rule::AnyText && rule == Rule::AnyText)
                {
                    return Err(FormatError::PartsTouch(last.name.clone(), name.clone()));
                }
                pieces.push(Piece {
                    before: std::mem::take(&mut literal),
                    fact: fact(name),
                    key: part_key(name),
                    name: name.clone(),
                    is_optional: *is_optional,
                    rule,
                    pattern,
                    regex: OnceLock::new(),
                    after: String::new(),
                });
            }
        }
    }
    // A name of which all may be missing is no name.
    if pieces.iter().all(|piece| piece.is_optional) {
        return Err(FormatError::NoPart);
    }
    keep_apart(&mut pieces);
    let required = pieces.iter().filter(|piece| !piece.is_optional);
    let shortest: usize =
        required.map(|piece| piece.before.chars().count() + piece.after.chars().count() + 1).sum();
    if shortest + literal.chars().count() > MAX_CHARACTERS {
        return Err(FormatError::LongerThanNames);
    }
    Ok((pieces, literal))
}

/// Text before a part that may be missing ends where that part's literal begins. Otherwise what was
/// meant for that part, and is not it, would be taken for the text's end.
fn keep_apart(pieces: &mut [Piece]) {
    for place in 1..pieces.len() {
        let next = &pieces[place];
        let mut literal = next.before.chars();
        let (Some(end), None) = (literal.next(), literal.next()) else {
            continue;
        };
        if next.is_optional && !end.is_whitespace() && pieces[place - 1].rule == Rule::AnyText {
            let end = regex::escape(&end.to_string());
            pieces[place - 1].pattern = format!(r"[^\s{end}](?:[^{end}]*[^\s{end}])?");
        }
    }
}

/// Whether the literal after it goes with it, since there is none before it.
fn takes_the_literal_after(piece: &Piece) -> bool {
    piece.is_optional && piece.before.is_empty() && piece.after.is_empty()
}

/// Whether a literal closes the bracket that the one before the part opens: then both go with it.
fn closes(before: &str, after: &str) -> bool {
    let pair = before.chars().next_back().zip(after.chars().next());
    const BRACKETS: [&str; 8] = ["()", "（）", "[]", "【】", "「」", "《》", "<>", "〈〉"];
    pair.is_some_and(|(open, close)| BRACKETS.iter().any(|pair| pair.chars().eq([open, close])))
}

/// A nickname keeps single spaces and no character that deceives; so must what stands in one.
fn fits_in_a_name(literal: &str) -> Result<(), FormatError> {
    let around = format!("a{literal}a");
    match Nickname::parse(&around) {
        Ok(name) if name.as_str() == around => Ok(()),
        // That is said of the whole format.
        Err(NameError::TooLong { .. }) => Ok(()),
        _ => Err(FormatError::Literal(literal.to_owned())),
    }
}

fn fact(name: &str) -> Option<Fact> {
    match part_key(name).as_str() {
        "name" => Some(Fact::Name),
        "dept" => Some(Fact::Dept),
        "title" => Some(Fact::Title),
        "jobnumber" => Some(Fact::JobNumber),
        _ => None,
    }
}

/// What a part's text must be, for people and as an expression.
fn rule(name: &str, pattern: Option<&str>) -> Result<(Rule, String), FormatError> {
    let Some(pattern) = pattern else {
        return Ok((Rule::AnyText, ANY_TEXT.to_owned()));
    };
    // Around a part the beginning and the end of the text mean nothing.
    let pattern = pattern.strip_prefix('^').unwrap_or(pattern);
    let pattern = pattern.strip_suffix('$').filter(|p| !p.ends_with('\\')).unwrap_or(pattern);
    let is_one = !pattern.is_empty() && compile(pattern).is_some();
    let grouped = format!("(?:{pattern})");
    if !is_one || compile(&format!(r"\A{grouped}\z")).is_none() {
        return Err(FormatError::Regex { part: Some(name.to_owned()) });
    }
    let digits = [r"\d", "[0-9]"].iter().find_map(|digit| pattern.strip_prefix(digit));
    let rule = match (digits, pattern.strip_prefix('.')) {
        (Some(times), _) if repetition(times).is_some() => {
            repetition(times).map(|(least, most)| Rule::Digits { least, most })
        }
        (_, Some(times)) => repetition(times).map(|(least, most)| Rule::Length { least, most }),
        _ => one_of(pattern),
    };
    Ok((rule.unwrap_or_else(|| Rule::Pattern(pattern.to_owned())), grouped))
}

/// `{4}`, `{2,4}`, `{2,}`, `+` or nothing.
fn repetition(times: &str) -> Option<(u32, Option<u32>)> {
    match times {
        "" => return Some((1, Some(1))),
        "+" => return Some((1, None)),
        _ => {}
    }
    let times = times.strip_prefix('{')?.strip_suffix('}')?;
    match times.split_once(',') {
        None => times.parse().ok().map(|times| (times, Some(times))),
        Some((least, "")) => least.parse().ok().map(|least| (least, None)),
        Some((least, most)) => Some((least.parse().ok()?, Some(most.parse().ok()?))),
    }
}

/// `家长|老师|学生`
fn one_of(pattern: &str) -> Option<Rule> {
    let is_plain = |word: &str| !word.is_empty() && regex::escape(word) == word;
    let words: Vec<&str> = pattern.split('|').collect();
    (words.len() > 1 && words.iter().all(|word| is_plain(word)))
        .then(|| Rule::OneOf(words.into_iter().map(str::to_owned).collect()))
}
