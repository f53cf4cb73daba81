//! Whether a title calls the bearer of a name, by what stands around it.

use std::collections::{BTreeSet, HashSet};
use std::sync::LazyLock;

use crate::domain::{Likeness, hanzi, surnames};

/// Surname and given name, as they mostly are.
const MOST_IN_A_NAME: usize = 3;

/// Whether somebody is called by a title between what stands before it and the rest.
pub(super) fn calls(before: &str, title: &str, rest: &str, only_after_surname: bool) -> bool {
    let is_after_surname = is_surname_whole(before);
    if only_after_surname {
        return rest.is_empty() && is_after_surname;
    }
    if rest.is_empty() || is_after_surname && !is_of_kin(rest) {
        return true;
    }
    if !before.is_empty() {
        // 语文老师小李, 一中校长李明: a name follows, and it is theirs. 校领导王, 校长的秘书.
        let names_somebody =
            begins_with_surname(rest) && rest.chars().count() <= MOST_IN_A_NAME && !is_of_kin(rest);
        return names_somebody || is_aide(rest);
    }
    let mut characters = rest.chars();
    let is_given_name = match (characters.next(), characters.next()) {
        // 官方舟, and not 官方王.
        (Some(last), None) => {
            title.chars().count() == 2 && begins_with_surname(title) && !is_surname(last)
        }
        _ => false,
    };
    // 会计姐姐 keeps the books, and 王老师姐姐 is somebody's sister.
    !is_given_name && (rest.starts_with(['哥', '姐']) || !is_of_kin(rest))
}

/// What makes a name that of somebody beside the bearer of the title: 王老师的学生. What an office
/// has is an office: 校长的秘书.
fn is_of_kin(rest: &str) -> bool {
    const KIN: &[&str] = &[
        "的", "妈", "爸", "家长", "爷爷", "奶奶", "外公", "外婆", "姥姥", "姥爷", "哥", "姐", "弟",
        "妹", "班", "学生", "粉丝", "家属", "女儿", "儿子", "老婆", "老公", "家",
    ];
    // 会计1班李四 learns it.
    let is_class = rest.starts_with(|c: char| c.is_numeric() || c == 'l' || c == 'o')
        && rest.contains(['班', '级', '届']);
    is_class || !is_aide(rest) && KIN.iter().any(|word| rest.starts_with(word))
}

/// Whether somebody speaks for the bearer of the title.
fn is_aide(rest: &str) -> bool {
    const AIDES: &[&str] = &[
        "秘书",
        "助理",
        "特助",
        "助手",
        "代表",
        "代理",
        "代言",
        "办公室",
        "账号",
        "微信",
        "授权",
        "委托",
        "专用",
        "司机",
    ];
    rest.strip_prefix('的').is_some_and(|rest| AIDES.iter().any(|aide| rest.starts_with(aide)))
}

/// The surnames that may begin a text: of one character and of two.
fn surnames_of(text: &str) -> impl Iterator<Item = &str> {
    let end = |count: usize| text.char_indices().nth(count).map_or(text.len(), |(place, _)| place);
    let (one, two) = (&text[..end(1)], &text[..end(2)]);
    let is_one = one.chars().next().is_some_and(is_surname);
    let is_two = surnames::is_surname_of_two(two)
        || JAPANESE.contains(two)
        || matches!(one, "小" | "老" | "大") && two.chars().nth(1).is_some_and(is_surname);
    is_one.then_some(one).into_iter().chain(is_two.then_some(two))
}

/// Whether a text begins with a surname.
pub(super) fn begins_with_surname(text: &str) -> bool {
    surnames_of(text).next().is_some()
}

fn is_surname_whole(text: &str) -> bool {
    !text.is_empty() && surnames_of(text).any(|surname| surname == text)
}

/// Whether a character is a surname, as readings have it.
pub(super) fn is_surname(character: char) -> bool {
    static READ: LazyLock<HashSet<char>> = LazyLock::new(|| {
        let readings = surnames::all().map(|surname| Likeness::of(&surname.to_string()));
        readings.filter_map(|likeness| likeness.readings().first()?.chars().next()).collect()
    });
    READ.contains(&character)
}

/// The common surnames in pinyin, each once.
pub(super) fn spelt_surnames() -> BTreeSet<&'static str> {
    surnames::common().flat_map(hanzi::pinyin).collect()
}

/// Whether a text is what people of Japan are called by: a surname of theirs, or a name in kana.
pub(super) fn is_japanese_name(text: &str) -> bool {
    let is_kana = |c: char| matches!(c, '\u{3041}'..='\u{30FF}');
    text.ends_with(is_kana)
        || JAPANESE.iter().any(|surname| {
            text.strip_prefix(surname.as_str()).is_some_and(|given| given.chars().count() <= 3)
        })
}

/// The surnames of Japan, as readings have them.
static JAPANESE: LazyLock<HashSet<String>> = LazyLock::new(|| {
    surnames::of_japan().flat_map(|surname| Likeness::of(surname).readings().to_vec()).collect()
});
