//! Doubts about a name that was found: somebody says it of themselves beside a mention, it is the
//! bot's own mention that was taken out before it, or it is said in a talk and nobody's name.

use std::sync::LazyLock;

use regex::Regex;

use super::found::{Found, Mistake, mistake, to_person};
use super::text::{fold, pattern};
use crate::domain::Person;

/// A filler that somebody belongs behind, where nobody is: the mention of the bot itself stood
/// there, and DingTalk took it out.
static STRANDED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:[/、]?nick\s+)?(?:请|麻烦|帮忙|帮我)*\s*(?:(?:把|给|将)\s*|(?:把|给|将)?\s*的\s*(?:群?昵称|群名片|名字)\s*)(?:改名|改成|改为|改叫)",
    )
});

/// What people say of themselves: 我想改名, 帮我改成. To have it done to another they say 把 or 将.
static OF_ONESELF: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:我想|我要|想|帮我|替我|给我)\s*(?:改|换|叫)|\bhelp me\b"));
static OF_ANOTHER: LazyLock<Regex> = LazyLock::new(|| pattern(r"把|将|给(?:他|她|ta)"));

/// What is said in a talk, and is nobody's name.
const SAID: &[&str] = &[
    "我",
    "自己",
    "我自己",
    "你好",
    "您好",
    "不",
    "对",
    "行",
    "可以",
    "可以了",
    "好了",
    "改",
    "改好了",
    "已改",
    "改了",
    "没改",
    "还没改",
    "快点改",
    "自己改",
    "算了",
    "不用了",
    "不用谢",
    "没事",
    "等一下",
    "等等",
    "再说",
    "错了",
    "改错了",
    "救命",
    "在吗",
    "有人吗",
    "换一个",
    "换一下",
    "原名",
    "原来的",
    "同上",
    "见上",
    "收到",
    "匿名",
    "英文名",
    "中文名",
    "真名",
    "后退",
    "undu",
    "undoing",
    "redo",
    "hist",
    "halp",
    "whoiam",
    "bye",
    "hello there",
    "done",
    "thanks",
    "stop",
    "wait",
    "never mind",
    "nevermind",
];

/// What was found, unless there is reason to ask.
pub(super) fn weigh<'typed>(
    found: Found<'typed>,
    line: &str,
    mention: Option<&Person>,
) -> Found<'typed> {
    let Found::Name { name, .. } = found else {
        return found;
    };
    let line = fold(line);
    match mention {
        None if STRANDED.is_match(&line) => mistake(Mistake::MentionsBot),
        Some(_) if OF_ONESELF.is_match(&line) && !OF_ANOTHER.is_match(&line) => {
            Found::WhoseEver(name)
        }
        _ if SAID.contains(&fold(name).as_str()) => {
            let line = format!("{} -- {name}", to_person(mention));
            mistake(Mistake::Ambiguous { readings: vec![line] })
        }
        _ => found,
    }
}
