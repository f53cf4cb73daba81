//! What surrounds a name: quotes, courtesies, full stops; and what only stands for a name.
//!
//! Whatever is dropped here can be had by writing `--` before the name. Where it is not clear
//! whether something belongs to the name, both readings come out, and somebody else asks.

use std::sync::LazyLock;

use regex::Regex;

use super::sentence;
use super::text::{Folded, after, before, fold, pattern, trim};
use super::thanks::{MAY_I, SET_OFF, SMILE, is_only_thanks};

/// What was understood as the name.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Wording<'typed> {
    /// This, for certain.
    Name {
        /// The name.
        name: &'typed str,
        /// Something beside it was left out.
        is_trimmed: bool,
    },
    /// One of these.
    Either(Vec<&'typed str>),
    /// There is none.
    Nothing,
}

/// How the name was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Frame {
    /// It stands after a command word.
    Word,
    /// It stands in a sentence, at the end of which people put particles.
    Sentence,
}

/// Nothing but the stops of a sentence.
static NOTHING: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^[\s。!！,，、;；~～?？:：]*$|^[.。]$"));

/// Courtesies before a name.
static AHEAD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:(?:请|麻烦(?:[你您]|一下|了)*|劳驾|拜托|你好|您好|please|pls|plz)[\s,，:：.。!！]+|(?:hi|hello|hey)\s*[,，:：.。!！]\s*)+",
    )
});

/// Courtesies that touch the name, which may be part of it.
static GLUED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?:谢谢[你您]?[啦了]?|谢[啦了]|多谢|感谢|麻烦了|辛苦了|拜托了|[🙏🙇]+|{MAY_I})[。.!！~～?？]*$"
    ))
});

/// What may be a smile beside the name as well as a part of it.
static SMILING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?:[\s,，]+(?:{SMILE}+|[:;=]-?[()dp]+|[()]+[:;]|\^[_.o]?\^|t_t|orz|哈{{2,}}|呵{{2,}}|嘿{{2,}}|嘻{{2,}}|[呀哦啦哟哈呵噢喔吧呗嘛了呢]|就?这个(?:名字|昵称)?吧?|(?:改)?好了吗?|改好了?没|lol|haha[ha]*|hh+|xd|\((?:笑|谢谢|手动狗头)\))|\[(?:微笑|憨笑|鲜花|玫瑰|抱拳|拜托|感谢|谢谢|赞|爱心|比心|合十)\])[\s。.!！~～]*$"
    ))
});

/// What follows an English name without a comma.
static ENDING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"[\s,，]+(?:instead|from now on|for now|not [^\s]+|i guess|or something)[\s.!]*$")
});

/// A verb where `/nick` is one already, in small letters: `/nick set Bob`.
static VERB_TWICE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:name|nick|set|add|use|change|update|new|edit|make|give|put|apply|as)(?:\s*[:=]\s*|\s+)(?P<name>\S.*)$",
    )
});

/// What may lead up to a name as well as be its beginning: 请改小明, 成 小明, #小明, 1、小明.
static LEAD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:(?:请|帮我?|给我|我要|我想)改|新名字?|新昵称|原名|现名|现改名?|不要|[成是做到名改换要为叫]\s+|#|\d\s*[.、)]\s*|[*_](?:[^*_]+[*_]$)?)\s*(?P<name>[^\s*_].*?)[*_]?$",
    )
});

/// A sentence that tells a name: `I'm Bob`, `Bob here`.
static TOLD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^(?:it['’]?s|i am|i['’]?m|this is|the name is|name['’]?s)\s+(?P<name>\S.*)$")
});

/// The same with the name in front.
static TOLD_AFTER: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\s+(?:here|is my (?:new )?(?:nick)?name)[.!]*$"));

/// Somebody cannot decide.
static ONE_OF_TWO: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^(?P<one>\S.*?)\s*(?:\s+or\s+|或者|还是)\s*(?P<other>\S.*?)(?:好|呢)?$")
});

/// What people try out on a program, and what is no name that somebody wants.
static TRIED_OUT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:on|none|null|nil|undefined|n/?a|test|testing|edit|stop|start|exit|quit|hello|hi|hey|sorry|never ?mind|nvm|yes|no|ok|okay|list|show|info|version|about|options|commands?|wrong|delete me|remove me|true|false|random|不改了?|别改|不要改|改不改|你猜|随机|推荐(?:一个)?|(?:帮我)?(?:起|取|想)一?个(?:好听的)?名字?|空|无|[-—]|测试|测试一下|试试|试一下|没有|不知道|随便|都行|是的?|不是|好的?|嗯+|哦|开始|停止|退出|版本|列表|查询|搜索|下一步|返回)$",
    )
});

/// Particles with which a sentence ends, and what asks for a yes.
static PARTICLE: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!(r"(?:{MAY_I}|吧|哈|哦|喔|啊|呀|啦|哟)+[。.!！~～?？]*$")));

/// One of them after a name, of which it may be the end.
static LAST_PARTICLE: LazyLock<Regex> = LazyLock::new(|| pattern(r"[吧呗哦噢喔啦呀哟嘛]$"));

/// In a sentence these leave open whether they are the end of the name.
static DOUBTFUL: LazyLock<Regex> = LazyLock::new(|| pattern(r"[了呢吗么不否没]$"));

/// The stop at the end of a sentence.
static STOP: LazyLock<Regex> = LazyLock::new(|| pattern(r"[\s。.!！,，、;；…:/\\|=]+$"));

/// A second clause after the name.
static CLAUSE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"[\s,，。.!！;；]+(?:[我你您他她]|请|因为|这是|我们|大家|之前|原来|不要|别|怎么|为什么|以后|from|i am|i'm|my|because|not|instead|so that|cause)[^\s].*$",
    )
});

/// Somebody writes what a name is to become of what.
static BECOMES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^.+?(?:\s*(?:->|→|=>|⇒|➡️?)\s*|\s*(?:改名?|换|变)(?:成为|为|成|叫做?)\s*|\s+to\s+)(?P<name>\S.*)$",
    )
});

/// The name in what stands where a name is expected.
pub(super) fn read(typed: &str, frame: Frame) -> Wording<'_> {
    let is_separator = |c: char| {
        c.is_whitespace()
            || ":：,，、→/／\\＼|｜".contains(c)
            || (frame == Frame::Sentence && "=＝-—–>;；_".contains(c))
    };
    let whole = trim(typed.trim_start_matches(is_separator));
    if NOTHING.is_match(&fold(whole)) {
        return Wording::Nothing;
    }
    if is_only_thanks(whole) {
        // 改名 谢谢 asks for no name.
        return if frame == Frame::Sentence {
            Wording::Nothing
        } else {
            Wording::Either(vec![whole])
        };
    }
    if let Some(inner) = unquoted(whole) {
        return exact(inner, true);
    }
    let mut name = whole;
    // Please Please Me
    let is_title = name.starts_with(|c: char| c.is_ascii_uppercase());
    if let Some(rest) = after(&AHEAD, name).filter(|_| !is_title || name.contains([',', '，'])) {
        name = trim(rest);
    }
    if let Some(rest) = before(&SET_OFF, name) {
        name = trim(rest);
    }
    if frame == Frame::Sentence
        && let Some(rest) = before(&PARTICLE, name).filter(|rest| !ends_like_a_noun(rest, name))
    {
        name = trim(rest);
    }
    let unpunctuated = without_stop(name);
    if let Some(inner) = unquoted(unpunctuated).or_else(|| quoted_with_tail(unpunctuated)) {
        return exact(inner, true);
    }
    doubts(unpunctuated, frame).unwrap_or_else(|| exact(unpunctuated, unpunctuated != whole))
}

fn exact(name: &str, is_trimmed: bool) -> Wording<'_> {
    let name = trim(name);
    if NOTHING.is_match(&fold(name)) {
        Wording::Nothing
    } else {
        Wording::Name { name, is_trimmed }
    }
}

/// The one name that is certain, for commands that take a name among their arguments.
pub(super) fn name_in(text: &str) -> Option<&str> {
    let sentence = sentence::link(text).or_else(|| sentence::filler(text));
    let (text, frame) = match sentence {
        Some(sentence)
            if sentence
                .with_link
                .is_none_or(|(_, most)| trim(sentence.name).chars().count() > most) =>
        {
            (sentence.name, Frame::Sentence)
        }
        _ => (text, Frame::Word),
    };
    match super::text::after_dashes(text) {
        Some(name) => Some(trim(name)).filter(|name| !name.is_empty()),
        None => match read(text, frame) {
            Wording::Name { name, .. } => Some(name),
            Wording::Either(_) | Wording::Nothing => None,
        },
    }
}

/// Where it cannot be told what belongs to the name: the readings, the likeliest first.
fn doubts(name: &str, frame: Frame) -> Option<Wording<'_>> {
    let short = |rest: &str| Some(trim(rest).len()).filter(|length| *length > 0);
    let either = |rest| Some(Wording::Either(vec![trim(rest), name]));
    let asked = name.trim_end_matches(['?', '？']);
    if asked != name && short(asked).is_some() {
        return either(asked);
    }
    if let Some(rest) = before(&GLUED, name).filter(|rest| short(rest).is_some()) {
        return either(rest);
    }
    // 酒吧, 贴吧 are nouns, and 乐呀呀 is a name.
    if let Some(rest) = before(&LAST_PARTICLE, name)
        && rest.chars().count() > 1
        && rest.chars().next_back() != name.chars().next_back()
        && !ends_like_a_noun(rest, name)
    {
        return either(rest);
    }
    if TRIED_OUT.is_match(&fold(name)) {
        return Some(Wording::Either(vec![name]));
    }
    // 🌸 小花 🌸 is framed by them.
    let is_framed = name.starts_with(|c: char| !c.is_alphanumeric());
    if let Some(rest) = before(&SMILING, name).filter(|rest| short(rest).is_some() && !is_framed) {
        return either(rest);
    }
    if let Some(rest) = before(&TOLD_AFTER, name).filter(|rest| short(rest).is_some()) {
        return either(rest);
    }
    if let Some(rest) = before(&ENDING, name).filter(|rest| short(rest).is_some()) {
        return either(rest);
    }
    if let Some(rest) = super::text::capture(&TOLD, name, "name") {
        return either(rest);
    }
    if let Some(rest) = super::text::capture(&LEAD, name, "name") {
        return either(rest);
    }
    let folded = Folded::of(name);
    if let Some(found) = ONE_OF_TWO.captures(folded.text())
        && let (Some(one), Some(other)) = (found.name("one"), found.name("other"))
    {
        let [one, other] = [one, other].map(|part| folded.typed(part.range()));
        return Some(Wording::Either(vec![one, other, name]));
    }
    if name.starts_with(|c: char| c.is_ascii_lowercase())
        && let Some(rest) = super::text::capture(&VERB_TWICE, name, "name")
    {
        return either(rest);
    }
    if frame == Frame::Sentence
        && let Some(rest) = before(&DOUBTFUL, name).filter(|rest| short(rest).is_some())
    {
        return either(rest);
    }
    if let Some(rest) = before(&CLAUSE, name).filter(|rest| short(rest).is_some()) {
        return either(rest);
    }
    if let Some(last) = super::text::capture(&BECOMES, name, "name") {
        return either(last);
    }
    half_quoted(name).and_then(either)
}

fn ends_like_a_noun(rest: &str, name: &str) -> bool {
    name.ends_with('吧') && rest.ends_with(['酒', '网', '贴', '书', '水', '哑', '咖'])
}

/// Pairs of quotes and brackets, as they fold.
const PAIRS: &[(char, char)] = &[
    ('“', '”'),
    ('”', '“'),
    ('”', '”'),
    ('“', '“'),
    ('‘', '’'),
    ('’', '’'),
    ('"', '"'),
    ('\'', '\''),
    ('`', '`'),
    ('「', '」'),
    ('『', '』'),
    ('《', '》'),
    ('〈', '〉'),
    ('【', '】'),
    ('〔', '〕'),
    ('〖', '〗'),
    ('«', '»'),
    ('»', '«'),
    ('‹', '›'),
    ('„', '“'),
    ('„', '”'),
    ('‚', '‘'),
    ('<', '>'),
    ('[', ']'),
    ('(', ')'),
    ('{', '}'),
    ('﹁', '﹂'),
    ('﹃', '﹄'),
    ('〝', '〞'),
    ('｢', '｣'),
    ('❝', '❞'),
];

/// What stands within quotes or brackets that hold all of the text, and nothing else does.
fn unquoted(text: &str) -> Option<&str> {
    let (open, close) = (edge(text.chars().next()?), edge(text.chars().next_back()?));
    if !PAIRS.contains(&(open, close)) {
        return None;
    }
    let first = text.chars().next()?.len_utf8();
    let last = text.chars().next_back()?.len_utf8();
    let inner = text.get(first..text.len() - last)?;
    let is_one = !inner.chars().map(edge).any(|c| c == open || c == close);
    (is_one && !trim(inner).is_empty()).then(|| trim(inner))
}

/// `“小明”谢谢`: the quotes set the name off.
fn quoted_with_tail(text: &str) -> Option<&str> {
    let open = edge(text.chars().next()?);
    let opening = text.chars().next()?.len_utf8();
    let closers = PAIRS.iter().filter(|(first, _)| *first == open).map(|(_, last)| *last);
    let (place, close) = closers
        .filter_map(|close| text.char_indices().skip(1).find(|(_, c)| edge(*c) == close))
        .min()?;
    let tail = format!(" {}", trim(&text[place + close.len_utf8()..]));
    let is_courtesy = tail.trim().is_empty()
        || before(&SET_OFF, &tail).is_some_and(|rest| rest.trim().is_empty())
        || before(&PARTICLE, &tail).is_some_and(|rest| rest.trim().is_empty());
    is_courtesy.then(|| trim(&text[opening..place]))
}

/// The text without the one quote that has no partner.
fn half_quoted(text: &str) -> Option<&str> {
    let is_quote = |c: char| "“”\"「」『』《》【】<>".contains(edge(c));
    let mut quotes = text.chars().filter(|c| is_quote(*c));
    let (Some(_), None) = (quotes.next(), quotes.next()) else {
        return None;
    };
    let stripped = text.trim_matches(is_quote);
    (stripped.len() < text.len() && !stripped.is_empty()).then_some(stripped)
}

fn edge(character: char) -> char {
    let mut buffer = [0; 4];
    fold(character.encode_utf8(&mut buffer)).chars().next().unwrap_or(character)
}

/// Drops the stop at the end, unless it belongs to an abbreviation (`J.R.`, `Jr.`).
fn without_stop(name: &str) -> &str {
    let Some(rest) = before(&STOP, name) else {
        return name;
    };
    let stop = &name[rest.len()..];
    let last = fold(rest.rsplit(char::is_whitespace).next().unwrap_or_default());
    let abbreviates = stop.starts_with('.')
        && !stop.starts_with("..")
        && (last.contains('.')
            || last.chars().count() == 1
            || matches!(last.as_str(), "jr" | "sr" | "dr" | "mr" | "mrs" | "ms" | "st" | "ph.d"));
    if rest.is_empty() || abbreviates { name } else { rest }
}

/// What stands for a name in help, ours or anybody's, and was not filled in.
pub(super) fn is_placeholder(name: &str) -> bool {
    // A whole line of help: what it does stands behind it.
    let name = name.split_once(" – ").map_or(name, |(before, _)| before);
    let folded = Folded::of(trim(name));
    let text = folded.text().trim_end_matches(['。', '.', '!', '！']);
    // `{name}` is for formats.
    let braced = text.find('{').is_some_and(|open| text[open..].contains('}'));
    braced
        || text.contains("名字+")
        || (text.contains("姓名") && !LABELLED.is_match(text))
        || PLACEHOLDER.is_match(text)
        || PARTS_ONLY.is_match(text)
        || STAND_IN.is_match(folded.text())
}

/// `姓名：张三`, and nothing like it after that.
static LABELLED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^姓名(?:\s*[:：]\s*|\s+)[^:：\s][^:：]*$"));

/// Words for a name that nobody is called by.
static PLACEHOLDER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r#"(?x)^[<\[(“"'‘「【《]?\s*(?:
        (?:你的|您的|我的|要改的|想要的|想改的|需要的|新的|输入|填写?|填入|写|某个?)*
        (?:新昵称|新名字?|新名称|新的?群昵称|群昵称|昵称|名字|名称|姓名|群名片|全名|真实姓名|成员|用户名?|某人|示例|例子)
        (?:写在?这里|填在?这里|在这里|这里)?
        | (?:your|the|my|a|some|any|enter|insert|type|put)?\s*(?:new|full|real|group|own|first|last)?[\s_-]*(?:name|nick[\s_-]?name)(?:\s+here)?
        | (?:your|the|my|a|new)[\s_-]*nick
        | your[\s_-]name[\s_-]here | placeholder | example | foo | bar | foobar | todo | tbd | n/a
        | 新しい(?:名前|ニックネーム) | 新昵称 | 새\s*(?:이름|닉네임|별명) | tên\s+mới
        | nama\s+(?:baru|baharu) | ชื่อใหม่ | @(?:メンバー|멤버|구성원|thànhviên|anggota|ahli|สมาชิก)
        | @?(?:user|username|member|成员|用户名?|xxx*) | @(?:somebody|someone|某人|对方|同学|who)
        )\s*[>\])”"'’」】》]?$"#,
    )
});

/// `部门-姓名`: nothing but parts.
static PARTS_ONLY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:.*[-_+·/|\s])?(?:姓名|名字|昵称|新昵称)$|^(?:部门|班级|姓名|学号|工号|职位|年级|学校|单位|公司)(?:[-_+·/|\s](?:部门|班级|姓名|学号|工号|职位|年级|学校|单位|公司|名字|昵称))+$",
    )
});

/// `xxx`, `XX妈妈`, `＊＊＊`, `……`: marks in place of letters.
static STAND_IN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:x{2,}|×+|\*+|_+|\.{2,}|…+|○+|某+)$|(?:^|[^a-z0-9])(?:x{2,}|×{2,}|\*{2,}|_{3,}|○{2,})(?:[^a-z0-9]|$)",
    )
});

#[cfg(test)]
mod tests {
    use super::*;

    fn name(typed: &str) -> Option<&str> {
        match read(typed, Frame::Word) {
            Wording::Name { name, .. } => Some(name),
            _ => None,
        }
    }

    #[test]
    fn abbreviations_keep_their_stop() {
        for (typed, expected) in [
            ("J.R.", "J.R."),
            ("Sammy Davis Jr.", "Sammy Davis Jr."),
            ("John F.", "John F."),
            ("小明。", "小明"),
            ("Bob.", "Bob"),
            ("小明!!", "小明"),
        ] {
            assert_eq!(name(typed), Some(expected), "failed on {typed}");
        }
    }

    #[test]
    fn quotes_are_dropped_where_they_match_and_hold_all() {
        for (typed, expected) in [
            ("“小明”", "小明"),
            ("”小明”", "小明"),
            ("«Боб»", "Боб"),
            ("（小明）", "小明"),
            ("“小明”谢谢", "小明"),
            ("“小明”，可以吗？", "小明"),
            ("王小明（北京）", "王小明（北京）"),
            ("（三班）张三", "（三班）张三"),
            ("“小明”和“小红”", "“小明”和“小红”"),
            ("(a)(b)", "(a)(b)"),
            ("O'Brien", "O'Brien"),
        ] {
            assert_eq!(name(typed), Some(expected), "failed on {typed}");
        }
    }
}
