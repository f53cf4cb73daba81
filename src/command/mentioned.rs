//! Where somebody who is mentioned belongs: they are whose name it is, or the mention was meant as
//! a part of the name.
//!
//! ```text
//! /nick @user 小鲍        theirs
//! /nick 我是@user         of somebody else, who wants to be called after them
//! /nick 小明 @user 的爸爸
//! ```
//!
//! DingTalk takes mentions out of a text and leaves the spaces around them, so that only what is
//! left tells: a gap, a word that needs another, a word for a relative.

use std::sync::LazyLock;

use super::found::{Found, Mistake, mistake};
use super::pattern::{Pattern, pattern};
use super::text::{fold, trim};
use crate::domain::Nickname;

/// What somebody is to another.
const RELATIVE: &str = r"爸爸?|妈妈?|父亲|母亲|老[爸妈公婆师]|家长|爷爷|奶奶|外公|外婆|姥姥|姥爷|叔叔?|阿姨|伯伯?|舅舅?|姑[姑妈]|姨妈?|哥哥?|姐姐?|弟弟?|妹妹?|妻子|丈夫|儿子|女儿|宝贝|监护人|家属|家人|孩子|同学|同事|朋友|闺蜜|助理|秘书|师傅|经理|主任|校长|教练|医生|女士|先生|mu?m+y?|mom|mama|mother|dad+y?|papa|father|parents?|wife|husband|sons?|daughter|kid|brother|sister|uncle|aunt|grand(?:ma|pa|mother|father)|guardian|friend|fan|boss|assistant|family|お?母さん|お?父さん|ママ|パパ|さん|くん|ちゃん|엄마|아빠|어머니|아버지|님|씨|mẹ|bố|ba|phụ huynh|ibu|bapak|ayah|mama|แม่|พ่อ";

/// What is left of a name when the person in it is taken out.
static NEEDS_ANOTHER: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(&format!(
        r"^(?:[他她它]|ta|家)?的?\s*(?:{RELATIVE})$|^的|^['’]s\b|^(?:和|跟|与|像|同)\s*一样|^(?:and|with|like|same\s+as)\b|(?:^|\s|的)(?:{RELATIVE})\s+(?:of|to)$|(?:我是|的是|就是|叫|跟|和|与|像|同)$|(?:^|\s)(?:of|like|as|and|with|to|cc|is|i am|i['’]m)$"
    ))
});

/// The same behind a name.
static RELATIVE_BEHIND: LazyLock<Pattern> =
    LazyLock::new(|| pattern(&format!(r"\s(?:[他她]|的|['’]s)?\s*(?:{RELATIVE})$")));

/// A line to the bot in which somebody is mentioned: what was found, unless the mention belongs
/// into the name.
pub(super) fn weigh<'typed>(found: Found<'typed>, text: &str) -> Found<'typed> {
    let name = match &found {
        Found::Name { name, .. } | Found::Literal(name) | Found::WhoseEver(name) => *name,
        Found::Either(names) => match names.last() {
            Some(name) => *name,
            None => return found,
        },
        Found::Parsed(_) => return found,
    };
    let is_exact = matches!(found, Found::Literal(_));
    let has_gap = has_gap(name) && !has_gap_before(text, name);
    let needs_another = || {
        let folded = fold(trim(name));
        NEEDS_ANOTHER.is_match(&folded) || (!has_place(text) && RELATIVE_BEHIND.is_match(&folded))
    };
    if !has_gap && (is_exact || !needs_another()) {
        return found;
    }
    let reading = Nickname::parse(name).ok().map(|name| format!("/nick @user -- {name}"));
    mistake(Mistake::MentionWithin { reading })
}

/// `rename @bot to Robby`: the bot's own mention was taken out where somebody belongs.
pub(super) fn is_of_the_bot(line: &str, rest: &str) -> bool {
    let lead = line.rfind(rest).map_or("", |place| &line[..place]);
    has_gap(lead) && lead.ends_with(char::is_whitespace) && fold(rest).starts_with("to ")
}

/// Whether a mention stood within: one space before it is left, and one behind it.
fn has_gap(text: &str) -> bool {
    let is_space = |c: char| c.is_whitespace() && c != '\n';
    let mut characters = text.chars().zip(text.chars().skip(1));
    characters.any(|(one, next)| is_space(one) && is_space(next))
}

fn has_gap_before(text: &str, name: &str) -> bool {
    let lead = text.find(name).map_or("", |place| &text[..place]);
    has_gap(lead)
}

/// Whether a place is left where a mention stood by itself.
fn has_place(text: &str) -> bool {
    has_gap(text) || text.ends_with(char::is_whitespace)
}
