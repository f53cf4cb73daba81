//! A subcommand and what it takes: in whole, with a word before its arguments, or in Chinese with
//! nothing between the two.

use std::sync::LazyLock;

use super::commands::{Collect, Command};
use super::found::{Found, Mistake, Parsed, help, mistake, to_person, typed_mention};
use super::pattern::{Pattern, pattern};
use super::table::{self, Definition, Fit};
use super::text::{Folded, first_word, fold, trim};
use super::{near, sentence, thanks};

use crate::domain::{Nickname, Person};

/// The end of what people say to a machine: `status?`, 状态呢, 撤销一下吧.
static TAIL: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(r"(?:一?下下?|吧|呗|呢|啊|呀|哦|哈|啦|嘛|吗|[\s?？!！。.~～…,，]|…)+$")
});

/// A switch with its word in front: 开启审批, turn off welcome.
static SWITCH: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?:改名|改昵称|群昵称)?(?P<switch>开启|打开|启用|开通|关闭|关掉|停用|禁用|取消|不需要|不要|不用|无需|需要|要|开|关|enable|disable|turn on|turn off|switch on|switch off)\s*(?P<word>\S.*)$",
    )
});

/// What people put around a command in a sentence: 把我的昵称恢复一下, 查看本群的设置.
static AROUND: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"把|将|给|我的?|本人的?|自己的?|本群的?|这个群的?|的|上一?次|上一?步|上一?个|[那这][个次]|刚才|刚刚|这次|最近|一下|现在|看看|看一下|看下|查看|查一下|帮|请|原来|之前|以前|群?昵称|群名片|名字|名称|改名|修改|\s",
    )
});

/// More of a command than it does: 撤销两次, 全部撤销.
static COUNTED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?:全部|都|一起|一键)?(?P<word>\S+?)(?:全部|所有|[一两二三四五六七八九十\d]+[次步])?$",
    )
});

/// What may mean three things.
static UNMAKE: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?:取消|清空|清除|删除|移除|去掉|删掉|删|キャンセル|取り?消し?|取り消す|취소|취소해줘|취소해주세요|삭제|huỷ|hủy|huỷ bỏ|hủy bỏ|xoá|xóa|batal|batalkan|hapus|padam|ยกเลิก|ลบ|cancel|clear|delete|remove|erase|unset|off|关闭|停用)(?:一下|掉)?\s*(?:我的|这个|本群|my|the)?\s*(?:群?昵称|群名片|名字|名称|改名|修改|nick(?:\s?name)?|name|rename|it)?(?:\s+(?:please|pls))?$",
    )
});

/// Who says so wants the name before, if anything.
static REGRET: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?:我|刚才|刚刚|不小心|哎呀)*(?:把)?(?:群?昵称|群名片|名字)?(?:改|写|打|输|填|弄|搞)错(?:名字|昵称)?了?(?:[\s,，。!！]*(?:撤回|撤销|恢复|改回去|改回来|重来))?$|^(?:oops[\s,]*)?(?:that'?s )?(?:the )?wrong (?:name|nickname|one)$|^(?:take|put|change|set) it back$|^oops$|^(?:my )?(?:previous|last|original|old)(?: name| nickname| one)?$",
    )
});

/// A subcommand, and how it was found.
struct Hit<'typed> {
    definition: &'static Definition,
    /// The word as it stands in the table.
    word: &'static str,
    arguments: &'typed str,
    fit: Fit,
}

impl Hit<'_> {
    /// 设置 张三, use Bob as my name: what follows is no part of that command, and the word is a
    /// verb.
    fn is_verb(&self) -> bool {
        matches!(self.word, "设置" | "use")
            && !self.arguments.is_empty()
            && matches!(self.fit, Fit::Misfit)
    }
}

/// Reads what follows the command word; `typed` is the whole of it, for those who want that as a
/// name.
pub(super) fn read<'typed>(
    rest: &'typed str,
    mention: Option<&Person>,
    typed: &str,
) -> Option<Found<'typed>> {
    if let Some(found) = unmake(rest, mention) {
        return Some(found);
    }
    let polite = sentence::after_courtesies(rest);
    let Some(hit) = hit(rest, mention).or_else(|| hit(polite, mention)) else {
        // 撤销两次, 全部重置
        let folded = fold(rest);
        let word = COUNTED.captures(&folded)?.name("word")?;
        return table::entry(word.as_str())
            .map(|(definition, _)| usage(definition, typed, mention));
    };
    if hit.is_verb() {
        return None;
    }
    Some(match hit.fit {
        Fit::Command(command) => Found::Parsed(Parsed::Command(command)),
        Fit::Placeholder => mistake(Mistake::Placeholder { typed: hit.arguments.to_owned() }),
        Fit::Either(lines) => either(lines),
        Fit::Misfit => match typed_mention(hit.arguments) {
            Some(found) => found,
            None => usage(hit.definition, typed, mention),
        },
    })
}

fn either<'typed>(lines: &[&str]) -> Found<'typed> {
    let readings = lines.iter().map(|line| (*line).to_owned()).collect();
    mistake(Mistake::Ambiguous { readings })
}

fn usage<'typed>(
    definition: &'static Definition,
    typed: &str,
    mention: Option<&Person>,
) -> Found<'typed> {
    let can_be = Nickname::parse(typed).is_ok();
    let as_name = can_be.then(|| format!("{} -- {typed}", to_person(mention)));
    mistake(Mistake::Usage { definition, as_name })
}

/// Reads a line without any command word, which may as well be chat: a Chinese word of the table
/// is one, and in Latin letters the word that stands first in the table.
pub(super) fn alone<'typed>(line: &'typed str, mention: Option<&Person>) -> Option<Found<'typed>> {
    if let Some(found) = unmake(line, mention) {
        return Some(found);
    }
    // Without the command's word, `use Bobby` is about a name.
    let hit = hit_in_sentence(line, mention).filter(|hit| !hit.is_verb() && hit.word != "use")?;
    let is_plain = !hit.word.is_ascii()
        || hit.word == hit.definition.name
        || !hit.word.contains(|c: char| c.is_ascii_alphabetic());
    let is_one_word = hit.arguments.is_empty();
    Some(match hit.fit {
        Fit::Command(command)
            if is_plain
                || !is_one_word
                || hit.definition.name == "help"
                || hit.word.contains(' ') =>
        {
            // 申请 begins many a sentence.
            match command {
                Command::Request(name) if !is_set_off(line, hit.arguments) => {
                    let readings = vec![format!("/nick request {name}")];
                    mistake(Mistake::Ambiguous { readings })
                }
                command => Found::Parsed(Parsed::Command(command)),
            }
        }
        Fit::Command(_) => {
            let line = format!("/nick {} {}", hit.definition.name, hit.arguments);
            mistake(Mistake::Ambiguous { readings: vec![line.trim_end().to_owned()] })
        }
        Fit::Placeholder => mistake(Mistake::Placeholder { typed: hit.arguments.to_owned() }),
        Fit::Either(lines) => either(lines),
        Fit::Misfit if hit.definition.name == "help" => help(),
        // `my nickname: Bob`, 实名：小明
        Fit::Misfit if matches!(hit.definition.name, "whoami" | "reset") && !is_one_word => {
            return None;
        }
        Fit::Misfit => match typed_mention(hit.arguments) {
            Some(found) => found,
            None if is_one_word || !hit.word.is_ascii() || !hit.arguments.contains(' ') => {
                mistake(Mistake::Usage { definition: hit.definition, as_name: None })
            }
            None => mistake(Mistake::Unclear),
        },
    })
}

fn is_set_off(line: &str, arguments: &str) -> bool {
    let before = line.rfind(arguments).map_or(line, |place| &line[..place]);
    before.ends_with(|c: char| c.is_whitespace() || ":：".contains(c))
}

/// A near miss: the line that was meant, and the one for those who want it as a name.
pub(super) fn nearly<'typed>(rest: &'typed str, mention: Option<&Person>) -> Option<Found<'typed>> {
    let (word, arguments) = first_word(rest);
    let folded = fold(rest);
    let whole = TAIL.without(&folded);
    let fits = |definition: &Definition, arguments| {
        matches!((definition.parse)(arguments, mention), Fit::Command(_))
    };
    let (definition, arguments) = match misspelt(&whole, |_| false) {
        Some((definition, _)) => (definition, ""),
        // 批淮 3: what follows tells which word it was.
        None => {
            let is_number = arguments.starts_with(char::is_numeric);
            let tells = |definition: &Definition| is_number && fits(definition, arguments);
            (misspelt(&fold(word), tells)?.0, arguments)
        }
    };
    if !fits(definition, arguments) {
        // `formt` is no name, and Forman is one.
        let is_small = rest.starts_with(|c: char| c.is_ascii_lowercase());
        let is_one = is_small && arguments.is_empty() && !rest.contains(' ');
        return is_one.then(|| usage(definition, rest, mention));
    }
    let mut right = format!("/nick {}", definition.name);
    for part in [arguments, if mention.is_some() { "@user" } else { "" }] {
        if !part.is_empty() {
            right = format!("{right} {part}");
        }
    }
    let mut readings = vec![right];
    if Nickname::parse(rest).is_ok() {
        readings.push(format!("{} -- {rest}", to_person(mention)));
    }
    Some(mistake(Mistake::Ambiguous { readings }))
}

/// A name that a sentence asks for and that is a command's word: 改成本名.
pub(super) fn or_name<'typed>(name: &str, mention: Option<&Person>) -> Option<Found<'typed>> {
    let command = match table::language_called(name).filter(|_| mention.is_none()) {
        // 切换成英文
        Some(tag) => format!("/nick lang {tag}"),
        None => {
            let (definition, _) = table::entry(&fold(name))?;
            let Fit::Command(_) = (definition.parse)("", mention) else {
                return None;
            };
            let person = if mention.is_some() { " @user" } else { "" };
            format!("/nick {}{person}", definition.name)
        }
    };
    let readings = vec![command, format!("{} -- {name}", to_person(mention))];
    Some(mistake(Mistake::Ambiguous { readings }))
}

/// Whether a line has a Chinese word of the table in it, of two characters or more.
pub(super) fn is_named_in(line: &str) -> bool {
    let folded = fold(line);
    let words = table::COMMANDS.iter().flat_map(|definition| definition.aliases.iter());
    words
        .into_iter()
        .any(|word| !word.is_ascii() && word.chars().count() > 1 && folded.contains(word))
        || folded.contains("nick")
}

fn unmake<'typed>(rest: &'typed str, mention: Option<&Person>) -> Option<Found<'typed>> {
    let folded = fold(without_courtesies(rest));
    let folded = TAIL.without(&folded);
    if REGRET.is_match(&folded) {
        let person = if mention.is_some() { " @user" } else { "" };
        let readings = vec![format!("/nick undo{person}")];
        return Some(mistake(Mistake::Ambiguous { readings }));
    }
    if !UNMAKE.is_match(&folded) {
        return None;
    }
    let readings = match mention {
        None => {
            vec!["/nick undo".to_owned(), "/nick reset".to_owned(), "/nick withdraw".to_owned()]
        }
        Some(_) => vec!["/nick undo @user".to_owned(), "/nick reset @user".to_owned()],
    };
    Some(mistake(Mistake::Ambiguous { readings }))
}

/// 请撤销, please undo, undo please
fn hit_in_sentence<'typed>(line: &'typed str, mention: Option<&Person>) -> Option<Hit<'typed>> {
    let first = hit(line, mention);
    if first.as_ref().is_some_and(|hit| !matches!(hit.fit, Fit::Misfit)) {
        return first;
    }
    let rest = without_courtesies(line);
    let polite = if rest == line { None } else { hit(rest, mention) };
    polite.filter(|hit| first.is_none() || !matches!(hit.fit, Fit::Misfit)).or(first)
}

/// The line without what is said around it to be polite: 请开审批，谢谢.
fn without_courtesies(line: &str) -> &str {
    let rest = sentence::after_courtesies(line);
    thanks::without_thanks(rest).or_else(|| thanks::without_glued_thanks(rest)).unwrap_or(rest)
}

fn hit<'typed>(rest: &'typed str, mention: Option<&Person>) -> Option<Hit<'typed>> {
    let rest = trim(rest);
    whole(rest, mention)
        .or_else(|| with_arguments(rest, mention).filter(|hit| !matches!(hit.fit, Fit::Misfit)))
        .or_else(|| switched(rest, mention))
        .or_else(|| glued(rest, mention))
        .or_else(|| surrounded(rest, mention))
        .or_else(|| with_arguments(rest, mention))
}

/// 撤销上一次改名: nothing is left but the command.
fn surrounded<'typed>(rest: &'typed str, mention: Option<&Person>) -> Option<Hit<'typed>> {
    let folded = fold(rest);
    let folded = TAIL.without(&folded);
    if folded.is_ascii() || AROUND.find(&folded).is_none() {
        return None;
    }
    let left = AROUND.without_any(&folded);
    let hit = |word: &str, arguments| {
        let (definition, word) = table::entry(word)?;
        let fit = (definition.parse)(arguments, mention);
        matches!(fit, Fit::Command(_)).then_some(Hit { definition, word, arguments: "", fit })
    };
    // 把审批打开
    let switch = ["打开", "开启", "启用", "关闭", "关掉", "停用"].into_iter();
    let mut switched = switch.filter_map(|switch| hit(left.strip_suffix(switch)?, switch));
    hit(&left, "").or_else(|| switched.next())
}

fn find_with_tail(typed: &str) -> Option<(&'static Definition, &'static str)> {
    let folded = fold(typed);
    table::entry(&folded).or_else(|| table::entry(&TAIL.without(&folded)))
}

fn whole<'typed>(rest: &'typed str, mention: Option<&Person>) -> Option<Hit<'typed>> {
    let (definition, word) = find_with_tail(rest)
        // 撤销 谢谢
        .or_else(|| find_with_tail(thanks::without_thanks(may_be_thanked(rest)?)?))
        .or_else(|| find_with_tail(thanks::without_glued_thanks(may_be_thanked(rest)?)?))?;
    Some(Hit { definition, word, arguments: "", fit: (definition.parse)("", mention) })
}

/// What may have a courtesy behind its command, after `/nick`. In English none is looked for there:
/// `/nick undo please` is told what undo takes, and how to be called that.
fn may_be_thanked(typed: &str) -> Option<&str> {
    (!typed.is_ascii()).then_some(typed)
}

fn with_arguments<'typed>(rest: &'typed str, mention: Option<&Person>) -> Option<Hit<'typed>> {
    let (word, arguments) = match rest.split_once([':', '：']) {
        Some((word, arguments)) if table::entry(&fold(word)).is_some() => (word, trim(arguments)),
        _ => words_of_ours(rest).unwrap_or_else(|| first_word(rest)),
    };
    let (definition, word) = find_with_tail(word)?;
    if arguments.is_empty() {
        return None;
    }
    let fit = best(definition, arguments, mention);
    Some(Hit { definition, word, arguments, fit })
}

/// `phê duyệt 3`: words of ours at the beginning that are written with spaces.
fn words_of_ours(rest: &str) -> Option<(&str, &str)> {
    let spaces = rest.match_indices(' ').map(|(place, _)| place).skip(1).take(2);
    let mut cuts = spaces.map(|place| (&rest[..place], trim(&rest[place..])));
    cuts.find(|(words, _)| !words.is_ascii() && table::entry(&fold(words)).is_some())
}

/// The arguments as they stand or, if they don't fit so, without what ends a sentence.
fn best(definition: &Definition, arguments: &str, mention: Option<&Person>) -> Fit {
    let first = (definition.parse)(arguments, mention);
    let Fit::Misfit = first else {
        return first;
    };
    let folded = Folded::of(arguments);
    let shorter = TAIL.find(folded.text()).map(|tail| folded.typed(0..tail.start()));
    let thanked = may_be_thanked(arguments).and_then(thanks::without_thanks);
    let nothing = may_be_thanked(arguments).filter(|it| thanks::is_only_thanks(it)).map(|_| "");
    for candidate in [shorter, thanked, nothing].into_iter().flatten() {
        let fit = (definition.parse)(trim(candidate), mention);
        if !matches!(fit, Fit::Misfit) {
            return fit;
        }
    }
    first
}

fn switched<'typed>(rest: &'typed str, mention: Option<&Person>) -> Option<Hit<'typed>> {
    let folded = fold(rest);
    let folded = TAIL.without(&folded);
    let found = SWITCH.captures(&folded)?;
    let is_on = matches!(
        &found["switch"],
        "开启"
            | "打开"
            | "启用"
            | "开通"
            | "需要"
            | "要"
            | "开"
            | "enable"
            | "turn on"
            | "switch on"
    );
    let (definition, word) = table::entry(found["word"].trim())?;
    let fit = (definition.parse)(if is_on { "on" } else { "off" }, mention);
    match fit {
        Fit::Command(
            Command::Approval(_)
            | Command::Welcome(_)
            | Command::Quiet(_)
            | Command::Remind(None)
            | Command::Collect(Collect::Off)
            | Command::Format(None),
        ) => Some(Hit { definition, word, arguments: "", fit }),
        _ => None,
    }
}

/// 同意3, 审批开, 申请李老师: only where it fits. 历史老师 is a name.
fn glued<'typed>(rest: &'typed str, mention: Option<&Person>) -> Option<Hit<'typed>> {
    let folded = Folded::of(rest);
    table::glued(folded.text()).into_iter().find_map(|(definition, word)| {
        let arguments = trim(folded.typed(word.len()..folded.text().len()));
        match best(definition, arguments, mention) {
            Fit::Misfit => None,
            // 申请人, 申请书
            Fit::Command(Command::Request(_)) if arguments.chars().count() < 2 => None,
            fit => Some(Hit { definition, word, arguments, fit }),
        }
    })
}

/// The subcommand that a folded word nearly is, with the word that it should have been.
///
/// Not every command has names for neighbours, but `Chuck`, `Bing` and 安娜 are names: in Latin
/// letters a slip is a slip only on the keyboard, and in Chinese another character of the same
/// sound, or any other in the words that members use most.
///
/// `is_told` says of which commands something else tells that they were meant.
fn misspelt(
    word: &str,
    is_told: impl Fn(&Definition) -> bool,
) -> Option<(&'static Definition, &'static str)> {
    let bare = word.trim_start_matches(['/', '-']);
    let typed = near::Word::of(bare);
    WORDS
        .iter()
        .find(|(definition, right, sounds)| {
            (word != bare && bare == *right)
                || near::is_inflected(bare, right)
                || near::is_nearly(&typed, right, sounds, || is_told(definition))
        })
        .map(|(definition, right, _)| (*definition, *right))
}

/// All words of the table, with how they sound.
static WORDS: LazyLock<Vec<(&'static Definition, &'static str, near::Word)>> =
    LazyLock::new(|| {
        let definitions = table::COMMANDS.iter().filter(|definition| !definition.name.is_empty());
        let words = definitions.flat_map(|definition| {
            let words = std::iter::once(definition.name).chain(definition.aliases.iter().copied());
            words.map(move |word| (definition, word, near::Word::of(word)))
        });
        words.collect()
    });

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_found_and_names_are_none() {
        for (typed, right) in [
            ("hepl", Some("help")),
            ("hlep", Some("help")),
            ("hep", Some("help")),
            ("helpp", Some("help")),
            ("undp", Some("undo")),
            ("stauts", Some("status")),
            ("statis", Some("status")),
            ("histroy", Some("history")),
            ("histori", Some("history")),
            ("resset", Some("reset")),
            ("/help", Some("help")),
            ("撤肖", Some("撤销")),
            ("销撤", Some("撤销")),
            ("彻销", Some("撤销")),
            ("历使", Some("历史")),
            ("帮住", Some("帮助")),
            ("帮肋", Some("帮助")),
            ("壮态", Some("状态")),
            ("chuck", None),
            ("bing", None),
            ("wang", None),
            ("luck", None),
            ("apple", None),
            ("al", None),
            ("安娜", None),
            ("王静", None),
            ("静静", None),
            ("小静", None),
            ("史历山", None),
        ] {
            let found = misspelt(typed, |_| false).map(|(_, word)| word);
            assert_eq!(found, right, "failed on {typed}");
        }
    }
}
