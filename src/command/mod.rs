//! Text to command: what somebody who mentioned the bot wants, or that they want nothing of it.
//!
//! ```text
//! message  = [courtesies] word [":"] rest | subcommand | sentence
//! word     = slash ("nick" | "nickname" | "rename" | "改名" | "昵称" | …) | one of these without it
//! rest     = "" | "--" name | subcommand arguments | wording of a name
//! ```
//!
//! Three things come out. What is *sure* is a command. What is *plausible in two ways* is a
//! [`Mistake`] that offers each reading as a whole line to copy, and nobody is renamed: a paid
//! call for a wrong name in front of the whole class is the worst that can happen here. What is
//! *no command* is chat.
//!
//! Mentions that were picked from the member list are not in the text (DingTalk takes them out);
//! they come beside it, in no order. The subcommands stand in [`table`], which help, the pages and
//! playground are made from too.

mod asides;
mod commands;
mod found;
mod languages;
mod mentioned;
mod names;
mod near;
mod opening;
mod pattern;
mod placeholder;
mod sentence;
mod subcommand;
pub mod table;
mod text;
mod thanks;
mod wording;
mod words;

pub use commands::{Collect, Command, Whose};
pub use found::{Mistake, Parsed};

use crate::domain::{Nickname, Person, is_everybody};
use found::{Found, help, mistake, to_person, typed_mention};
use opening::{Opening, Word};
use sentence::{About, Sentence};
use wording::{Frame, Wording};

/// Longer texts hold no command: a name has thirty characters.
const MOST_CHARACTERS: usize = 500;

/// Reads the text of a message, and the people who are mentioned in it (the robot left out).
#[must_use]
pub fn parse(text: &str, mentions: &[Person]) -> Parsed {
    let text = match text.char_indices().nth(MOST_CHARACTERS) {
        Some((place, _)) => &text[..place],
        None => text,
    };
    let line = text::trim(text);
    let is_all = |person: &Person| person.id().is_some_and(is_everybody);
    let found = match understand(line, mentions.first()) {
        found if mentions.is_empty() => found,
        found => mentioned::weigh(found, text),
    };
    let asks_for_something = !matches!(
        found,
        Found::Parsed(
            Parsed::NotACommand
                | Parsed::Mistake(Mistake::Unclear)
                | Parsed::Command(Command::Help { .. })
        )
    );
    let is_command = asks_for_something || matches!(opening::read(line), Opening::Command(..));
    if is_command && mentions.iter().any(is_all) {
        return Parsed::Mistake(Mistake::MentionsAll);
    }
    if is_command && mentions.len() > 1 {
        return Parsed::Mistake(Mistake::TooManyMentioned);
    }
    found.parsed(mentions.first())
}

fn understand<'typed>(line: &'typed str, mention: Option<&Person>) -> Found<'typed> {
    // A slash, and nothing more yet.
    if line.trim_matches(['/', '／', '、', '\\', '＼']).is_empty() {
        return help();
    }
    match opening::read(line) {
        Opening::Command(rest, _) if mention.is_none() && mentioned::is_of_the_bot(line, rest) => {
            mistake(Mistake::MentionsBot)
        }
        // 改群名称为三班
        Opening::Command(_, word) if !word.has_slash && is_about_the_group(line) => {
            mistake(Mistake::Unclear)
        }
        Opening::Command(rest, word) => after_command_word(rest, word, mention),
        Opening::Slash(rest) => subcommand::read(rest, mention, line)
            .or_else(|| subcommand::nearly(rest, mention))
            .unwrap_or_else(|| mistake(Mistake::Unclear)),
        Opening::Misspelt(rest) => {
            let line = format!("{} {rest}", to_person(mention));
            // Whoever copies a line is not to be told then that there is something wrong with it.
            let mentions = mention.map(std::slice::from_ref).unwrap_or_default();
            if let Parsed::Mistake(wrong @ (Mistake::Name { .. } | Mistake::NameMissing)) =
                parse(&format!("/nick {rest}"), mentions)
            {
                return mistake(wrong);
            }
            mistake(Mistake::Ambiguous { readings: vec![line.trim_end().to_owned()] })
        }
        Opening::Other => without_command_word(line, mention),
    }
}

/// What follows the command word.
fn after_command_word<'typed>(
    rest: &'typed str,
    word: Word,
    mention: Option<&Person>,
) -> Found<'typed> {
    if let Some(found) = nothing_or_literal(rest, mention)
        .or_else(|| subcommand::read(rest, mention, rest))
        .or_else(|| typed_mention(rest))
        .or_else(|| subcommand::nearly(rest, mention))
        .or_else(|| placeholder(rest))
        .or_else(|| subcommand::or_name(rest, mention))
        .or_else(|| said_twice(rest, mention))
    {
        return found;
    }
    if word.is_chinese && sentence::is_about_it(rest) {
        return help();
    }
    if sentence::asks(thanks::without_thanks(rest).unwrap_or(rest)) {
        let is_about_names = sentence::is_about_names(rest) || !word.has_slash;
        return if is_about_names { help() } else { doubtful(rest) };
    }
    if word.is_chinese {
        after_chinese_word(rest, word, mention)
    } else {
        after_nick(rest, word, mention)
    }
}

/// `/nick /nick 小明`
fn said_twice<'typed>(rest: &'typed str, mention: Option<&Person>) -> Option<Found<'typed>> {
    match opening::read(rest) {
        Opening::Command(inner, word) if word.has_slash => {
            Some(after_command_word(inner, word, mention))
        }
        // Nick Carter has that name.
        Opening::Command(inner, word)
            if !word.is_chinese && !inner.is_empty() && sentence::read(rest).is_none() =>
        {
            rest.starts_with(['n', 'r']).then(|| Found::Either(vec![inner, rest]))
        }
        _ => None,
    }
}

fn after_nick<'typed>(rest: &'typed str, word: Word, mention: Option<&Person>) -> Found<'typed> {
    if let Some(sentence) = sentence::filler(sentence::as_request(rest)) {
        let is_loose = sentence.is_loose;
        return match asked_for(sentence, mention, word.has_slash) {
            // 我是传奇 may be the name as well.
            Found::Name { name, .. } if is_loose => Found::Either(vec![name, rest]),
            found => found,
        };
    }
    // `rename pls`
    if !word.has_slash && thanks::is_only_thanks(rest) {
        return help();
    }
    match worded(rest, Frame::Word) {
        // `Nick is late today`
        Found::Name { name, .. } if !word.has_slash && is_talk(name) => doubtful(name),
        found => found,
    }
}

/// What follows 改名 or 昵称, with which a sentence about names may begin as well.
fn after_chinese_word<'typed>(
    rest: &'typed str,
    word: Word,
    mention: Option<&Person>,
) -> Found<'typed> {
    // 改名字叫小明; and 改名字母君.
    let after_zi = sentence::after_object(rest);
    if let Some(sentence) = sentence::link(sentence::as_request(after_zi)) {
        return asked_for(sentence, mention, word.has_slash);
    }
    if sentence::ends_as_question(rest) && sentence::is_about_names(rest) {
        return help();
    }
    let object = &rest[..rest.len() - after_zi.len()];
    let is_set_off = !object.ends_with(char::is_alphanumeric)
        || after_zi.starts_with(|c: char| !c.is_alphanumeric());
    match worded(after_zi, Frame::Sentence) {
        Found::Name { name, .. } if after_zi != rest && !is_set_off => {
            Found::Either(vec![name, rest])
        }
        Found::Name { name, .. } if !word.has_slash && is_talk(name) => doubtful(name),
        found => found,
    }
}

/// A line that does not begin with a command word.
fn without_command_word<'typed>(line: &'typed str, mention: Option<&Person>) -> Found<'typed> {
    if let Some(found) = subcommand::alone(line, mention) {
        return found;
    }
    let request = sentence::as_request(line);
    let rest = sentence::after_courtesies(request);
    if rest != request && !rest.is_empty() && !matches!(opening::read(rest), Opening::Other) {
        let lead = &request[..request.len() - rest.len()];
        return match understand(rest, mention) {
            // 我想改名小明, beside a mention.
            Found::Name { name, .. } if mention.is_some() && sentence::is_of_oneself(lead) => {
                Found::WhoseEver(name)
            }
            found => found,
        };
    }
    if let Some((rest, word)) = command_within(line) {
        let lead = text::trim(&line[..line.len() - rest.len()]);
        let lead = text::trim(lead.rsplit_once(['/', '／']).map_or("", |(lead, _)| lead));
        return match after_command_word(rest, word, mention) {
            // 张三 /nick
            _ if rest.is_empty() && !lead.is_empty() => doubtful(lead),
            Found::Name { name, .. } => doubtful(name),
            found => found,
        };
    }
    if rest.is_empty() && ["帮", "help"].iter().any(|word| text::fold(line).contains(word)) {
        return help();
    }
    if is_about_the_group(line) {
        return mistake(Mistake::Unclear);
    }
    let sentence =
        sentence::read(request).filter(|sentence| !sentence::asks_in_vain(line, sentence));
    if sentence.is_none() && sentence::asks(line) {
        let is_help = sentence::is_about_names(line) || subcommand::is_named_in(line);
        return if is_help { help() } else { mistake(Mistake::Unclear) };
    }
    // 张大山 改名
    if let Some(rest) = wording::before_another_request(line) {
        let told = sentence::read(rest).filter(|sentence| sentence.is_loose);
        match told {
            Some(sentence) => return asked_for(sentence, mention, false),
            None if names::is_likely(rest) => return doubtful(rest),
            None => {}
        }
    }
    if let Some(sentence) = sentence {
        if sentence::is_denied(sentence.lead) {
            return mistake(Mistake::Unclear);
        }
        if sentence::ends_as_question(request)
            && matches!(sentence.about, About::Somebody | About::Bot)
        {
            return help();
        }
        return asked_for(sentence, mention, false);
    }
    if let Some(found) = about_somebody(request, mention) {
        return found;
    }
    if let Some(found) = subcommand::nearly(line, mention) {
        return found;
    }
    if let Some(found) = misspelt(request) {
        return found;
    }
    if sentence::is_about_names(line) {
        return help_or_unclear(line);
    }
    if sentence::ends_as_question(line) || sentence::wants(line) || subcommand::is_named_in(line) {
        return mistake(Mistake::Unclear);
    }
    Found::Parsed(Parsed::NotACommand)
}

/// A line that says who somebody is whom it mentions, or whom it should have mentioned:
/// `@user 是小鲍`, `赵八 @赵`.
fn about_somebody<'typed>(line: &'typed str, mention: Option<&Person>) -> Option<Found<'typed>> {
    if mention.is_some() {
        let told = sentence::of_mentioned(line).map(|sentence| sentence.name);
        let told = told.filter(|name| !is_talk(name));
        return match (told, worded(line, Frame::Sentence)) {
            (Some(name), _) => Some(doubtful(text::trim(name))),
            (None, Found::Name { name, .. }) if names::is_certain(name) => Some(doubtful(name)),
            _ => None,
        };
    }
    let typed = text::typed_mentions(line).next()?;
    let (before, after) = line.split_once(['@', '＠'])?;
    let after = after.strip_prefix(typed)?;
    let rest = text::trim(if text::trim(before).is_empty() { after } else { before });
    let is_about_them = names::is_certain(rest)
        || sentence::of_mentioned(rest).is_some()
        || sentence::read(rest).is_some();
    if is_about_them { typed_mention(line) } else { None }
}

/// A sentence in English with slips of the finger in it: `chnage my nikname to Bob`.
fn misspelt(line: &str) -> Option<Found<'_>> {
    let corrected = sentence::corrected(line)?;
    let name = text::trim(sentence::read(&corrected)?.name);
    let typed = line.get(line.len().checked_sub(name.len())?..)?;
    Some(match worded(typed, Frame::Sentence) {
        Found::Name { name: typed, .. } if typed.len() <= name.len() => doubtful(typed),
        Found::Parsed(parsed) => Found::Parsed(parsed),
        _ => mistake(Mistake::Unclear),
    })
}

/// 群名 is the name of the group, and 群名片 that of a member.
fn is_about_the_group(line: &str) -> bool {
    let folded = text::fold(line);
    folded.match_indices("群名").any(|(place, _)| !folded[place..].starts_with("群名片"))
}

fn help_or_unclear<'typed>(line: &str) -> Found<'typed> {
    if sentence::ends_as_question(line) { help() } else { mistake(Mistake::Unclear) }
}

fn nothing_or_literal<'typed>(
    rest: &'typed str,
    mention: Option<&Person>,
) -> Option<Found<'typed>> {
    if rest.is_empty() {
        return Some(mention.map_or_else(help, |_| mistake(Mistake::NameMissing)));
    }
    text::after_dashes(rest).map(Found::Literal)
}

/// `/nick` somewhere within a line: what follows it.
fn command_within(line: &str) -> Option<(&str, Word)> {
    let places = line.match_indices(['/', '／']).map(|(place, _)| place).filter(|place| *place > 0);
    places.into_iter().find_map(|place| match opening::read(&line[place..]) {
        Opening::Command(rest, word) => Some((rest, word)),
        _ => None,
    })
}

/// A sentence asks for a name.
fn asked_for<'typed>(
    sentence: Sentence<'typed>,
    mention: Option<&Person>,
    is_certain: bool,
) -> Found<'typed> {
    match (sentence.about, mention) {
        (About::Everybody, _) => return mistake(Mistake::MentionsAll),
        (About::Bot | About::Left, None) => return mistake(Mistake::MentionsBot),
        // 老师说要改名 tells something.
        (About::Somebody, None)
            if text::trim(sentence.name).is_empty() && !sentence::gives(sentence.lead) =>
        {
            return mistake(Mistake::Unclear);
        }
        (About::Somebody | About::Another, None) => return mistake(Mistake::TypedMention),
        // Somebody is mentioned, and it is about somebody else.
        (About::Somebody, Some(_)) => return mistake(Mistake::Unclear),
        _ => {}
    }
    let second = sentence::after_second_verb(sentence.name);
    if second != sentence.name {
        let sentence = Sentence { name: second, with_link: None, ..sentence };
        return asked_for(sentence, mention, is_certain);
    }
    if let Some(found) = nothing_or_literal(text::trim(sentence.name), mention)
        .or_else(|| typed_mention(sentence.name))
    {
        return found;
    }
    let found = worded(sentence.name, Frame::Sentence);
    let Found::Name { name, .. } = found else {
        return found;
    };
    let touches = sentence.name.starts_with(name);
    if let Some((with_link, most)) = sentence.with_link.filter(|_| touches)
        && name.chars().count() <= most
    {
        let with_link = match worded(with_link, Frame::Sentence) {
            Found::Name { name, .. } => name,
            _ => text::trim(with_link),
        };
        return Found::Either(vec![with_link, name]);
    }
    // 你 is the bot, or the one who is mentioned.
    if sentence.about == About::Bot {
        return doubtful(name);
    }
    if sentence.about == About::Oneself && mention.is_some() {
        return Found::WhoseEver(name);
    }
    if let Some(found) = subcommand::or_name(name, mention) {
        return found;
    }
    if !is_certain && (sentence.is_loose || is_talk(name)) {
        return doubtful(name);
    }
    // What links a name to a verb is no more part of it than a courtesy is.
    Found::Name { name, is_trimmed: true }
}

fn worded(text: &str, frame: Frame) -> Found<'_> {
    match wording::read(text, frame) {
        Wording::Name { name, is_trimmed } => Found::Name { name, is_trimmed },
        Wording::Either(names) => Found::Either(names),
        Wording::Nothing => help(),
    }
}

/// A name that may be none.
fn doubtful(name: &str) -> Found<'_> {
    Found::Either(vec![name])
}

/// Whether what stands for a name reads as talk does: nobody typed a command word with a slash.
fn is_talk(name: &str) -> bool {
    const TALK: &[&str] = &[
        "later", "back", "when", "if", "at", "after", "before", "asap", "tomorrow", "today", "now",
        "maybe", "on", "in", "once", "again", "up", "by", "soon", "tonight", "about", "and", "or",
        "is", "was", "are", "will", "has", "had", "can", "could", "should", "said", "says", "the",
        "failed", "failure", "error", "too", "taken", "doesn't", "didn't", "already", "done",
        "request", "a", "an", "it", "not", "please", "to", "for", "with", "any", "anytime",
    ];
    const SPOKEN: [char; 24] = [
        '很', '不', '没', '被', '都', '也', '还', '已', '了', '的', '吧', '和', '跟', '要', '就',
        '再', '又', '才', '时', '去', '等', '说', '把', '给',
    ];
    const TIMES: [&str; 12] = [
        "明天", "后天", "今天", "下周", "本周", "这周", "周末", "星期", "上午", "下午", "晚上",
        "下次",
    ];
    let folded = text::fold(name);
    let first = folded.split([' ', ',', '.']).next().unwrap_or_default();
    TALK.contains(&first)
        || folded.split_whitespace().count() > 4
        || folded.starts_with(SPOKEN)
        || TIMES.iter().any(|word| folded.starts_with(word))
        || folded.ends_with(['了', '的'])
        || [
            "一下",
            "太麻烦",
            "太长",
            "太难",
            "太慢",
            "太多",
            "助手",
            "机器人",
            "功能",
            "成功",
            "申请",
            "可以",
            "需要",
            "时候",
            "次数",
        ]
        .iter()
        .any(|word| folded.starts_with(word))
        || (folded.chars().count() > 8 && folded.contains(SPOKEN))
        || folded.chars().any(|c| "，。；,;!！".contains(c))
}

fn placeholder<'typed>(rest: &'typed str) -> Option<Found<'typed>> {
    placeholder::is_placeholder(rest)
        .then(|| mistake(Mistake::Placeholder { typed: rest.to_owned() }))
}

/// The line that gives exactly this name.
fn line_for(name: &str, mention: Option<&Person>) -> String {
    let start = to_person(mention);
    let word = Word { is_chinese: false, has_slash: true };
    match after_command_word(name, word, mention) {
        Found::Name { name: understood, is_trimmed: false } if understood == name => {
            format!("{start} {name}")
        }
        _ => format!("{start} -- {name}"),
    }
}

impl Found<'_> {
    fn parsed(self, mention: Option<&Person>) -> Parsed {
        match self {
            Self::Parsed(parsed) => parsed,
            Self::Name { name, .. } if placeholder::is_placeholder(name) => {
                Parsed::Mistake(Mistake::Placeholder { typed: name.to_owned() })
            }
            Self::Name { name, is_trimmed } => rename(name, is_trimmed, mention),
            Self::Literal(name) => rename(name, false, mention),
            Self::Either(names) => {
                let can_be = |name: &&&str| {
                    Nickname::parse(name).is_ok() && !placeholder::is_placeholder(name)
                };
                let mut readings: Vec<String> =
                    names.iter().filter(can_be).map(|name| line_for(name, mention)).collect();
                readings.dedup();
                match (readings.is_empty(), names.first()) {
                    (true, Some(name)) => Self::Name { name, is_trimmed: false }.parsed(mention),
                    _ => Parsed::Mistake(Mistake::Ambiguous { readings }),
                }
            }
            Self::WhoseEver(name)
                if Nickname::parse(name).is_ok() && !placeholder::is_placeholder(name) =>
            {
                let readings = vec![line_for(name, None), line_for(name, mention)];
                Parsed::Mistake(Mistake::Ambiguous { readings })
            }
            Self::WhoseEver(name) => Self::Name { name, is_trimmed: false }.parsed(mention),
        }
    }
}

fn rename(name: &str, is_trimmed: bool, mention: Option<&Person>) -> Parsed {
    match Nickname::parse(name) {
        Ok(name) => {
            Parsed::Command(Command::Rename { whose: Whose::of(mention), name, is_trimmed })
        }
        Err(error) => {
            let instead = Nickname::mended(name).map(|name| line_for(name.as_str(), mention));
            Parsed::Mistake(Mistake::Name { error, instead })
        }
    }
}

#[cfg(test)]
mod tests;
