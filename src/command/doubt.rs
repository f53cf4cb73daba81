//! Doubts about whose name was found: somebody says it of themselves beside a mention, or it is the
//! bot's own mention that was taken out before it.

use std::sync::LazyLock;

use super::found::{Found, Mistake, mistake};
use super::pattern::{Pattern, pattern};
use super::text::fold;
use crate::domain::Person;

/// A filler that somebody belongs behind, where nobody is: the mention of the bot itself stood
/// there, and DingTalk took it out.
static STRANDED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?:[/、]?nick\s+)?(?:请|麻烦|帮忙|帮我)*\s*(?:(?:把|给|将)\s*|(?:把|给|将)?\s*的\s*(?:群?昵称|群名片|名字)\s*)(?:改名|改成|改为|改叫)",
    )
});

/// What people say of themselves: 我想改名, 帮我改成. To have it done to another they say 把 or 将.
static OF_ONESELF: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"(?:我想|我要|想|帮我|替我|给我)\s*(?:改|换|叫)|\bhelp me\b"));
static OF_ANOTHER: LazyLock<Pattern> = LazyLock::new(|| pattern(r"把|将|给(?:他|她|ta)"));

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
        _ => found,
    }
}
