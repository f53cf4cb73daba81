//! What surrounds a name: quotes, courtesies, full stops; and what only stands for a name.
//!
//! Whatever is dropped here can be had by writing `--` before the name. Where it is not clear
//! whether something belongs to the name, both readings come out, and somebody else asks.

use std::sync::LazyLock;

use super::pattern::{Pattern, pattern};
use super::text::{Folded, after, before, capture, fold, trim};
use super::thanks::{MAY_I, SET_OFF, SMILE, is_only_thanks};
use super::{names, sentence};

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
static NOTHING: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"^[\s。!！,，、;；~～?？:：]*$|^[.。]$"));

/// Courtesies before a name.
static AHEAD: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?:(?:请|麻烦(?:[你您]|一下|了)*|劳驾|拜托|你好|您好|please|pls|plz)[\s,，:：.。!！]+|(?:hi|hello|hey)\s*[,，:：.。!！]\s*)+",
    )
});

/// Courtesies that touch the name, which may be part of it.
static GLUED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(&format!(
        r"(?:谢谢[你您]?[啦了]?|谢[啦了]|多谢|感谢|麻烦了|辛苦了|拜托了|[🙏🙇]+|です|でお愿いします|にして(?:ください|下さい)?|に变えて(?:ください|下さい)?|입니다|이에요|예요|(?:으로|로)\s*(?:해|부탁|바꿔|변경)\S*|ครับ|ค่ะ|คะ|คับ|\s(?:nhé|nha|ạ|dong|donk|ya|yah|lah|deh)|{MAY_I})[。.!！~～?？]*$"
    ))
});

/// What may be a smile beside the name as well as a part of it.
static SMILING: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(&format!(
        r"(?:[\s,，]+(?:{SMILE}+|[:;=]-?[()dp]+|[()]+[:;]|\^[_.o]?\^|t_t|orz|哈{{2,}}|呵{{2,}}|嘿{{2,}}|嘻{{2,}}|[呀哦啦哟哈呵噢喔吧呗嘛了呢]|就?这个(?:名字|昵称)?吧?|(?:改)?好了吗?|改好了?没|lol|haha[ha]*|hh+|xd|\((?:笑|谢谢|手动狗头)\))|\[(?:微笑|憨笑|鲜花|玫瑰|抱拳|拜托|感谢|谢谢|赞|爱心|比心|合十)\])[\s。.!！~～]*$"
    ))
});

/// What follows a name and asks once more: 张大山 改一下名字.
static AGAIN: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"(?x)(?:
        \s*[/\\、](?:nick|nickname|rename|改名|昵称)\b.*
        | (?:[\s,，。!！]*(?:请|麻烦|帮我|帮忙|给我|我要|我想|想)+(?:老师|管理员|群主|[您你])?|[\s,，。!！]+(?:老师|管理员|群主)?请?|)
          (?:改|换|修改|更改|设置|更新)(?:一?下|个|我的)*(?:群?昵称|群?名片|名字|名称|名)(?:一?下|吧|吗|呗|谢谢)*
        | (?:[\s,，。!！]*(?:请|麻烦|帮我|帮忙)+(?:老师|管理员|群主|[您你])?|[\s,，。!！]+(?:老师|管理员|群主)请?)
          (?:改|换|修改)(?:一?下|成这个)?
        | 老师请改.*
        )[。.!！~～?？\s]*$",
    )
});

/// What follows a name and tells more about it: `Bob here`, 小明 就这样.
static FOLLOWING: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"(?x)(?:
        [\s,，]+(?:instead|from\ now\ on|for\ now|not\ [^\s]+|i\ guess|or\ something|here|is\ my\ (?:new\ )?(?:nick)?name)
        | [\s,，。!！]+(?:(?:老师|大家|[您你])好|收到.*|好的|就这样吧?)
        | 就?这个(?:名字|昵称|名称)?(?:吧|就行|就好)?
        )[。.!！~～?？\s]*$",
    )
});

/// A verb where `/nick` is one already, in small letters: `/nick set Bob`.
static VERB_TWICE: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?:name|nick|set|add|use|change|update|new|edit|make|give|put|apply|as)(?:\s*[:=]\s*|\s+)(?P<name>\S.*)$",
    )
});

/// What may lead up to a name as well as be its beginning: 请改小明, 成 小明, #小明, 1、小明.
static LEAD: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?:(?:请|帮我?|给我|我要|我想)改|新名字?|新昵称|原名|现名|现改名?|不要|我的?(?:新?名字|昵称|群昵称|姓名|群名片)[叫是]?|我\s*[:=]|(?:[成是做到名改换要为叫设我]|修改|设置|更改|更新|变[成为]|改[成为]|本人|名字|昵称)\s+|(?:好的?|收到|嗯+|哦|行|可以|ok(?:ay)?|哈[喽啰]|嗨|(?:老师|大家|群主|管理员|班主任)[您你]?好|[您你]好|机器人|小?助手|亲)[\s,，。.!！~]+|#|[-–]\s+|\d\s*[.、)]\s*|[*_](?:[^*_]+[*_]$)?)\s*(?P<name>[^\s*_].*?)[*_]?$",
    )
});

/// What leads up to a name without a space, if a name follows: 就张大山, 本人张大山.
static LEAD_OF_NAME: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?:那?就|那|还是|从?(?:今天|现在)(?:开始|起)|以后|本人|我|变[成为]|设置|修改|改)(?:改?叫|改?[成为]|用|是)?(?P<name>\S.*)$",
    )
});

/// A name that speaks of names is hardly one.
static SPEAKS_OF_NAMES: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"昵称|名片|名字|改名|[改换]一?下|帮我|名前|ニックネーム|あだ名|이름|닉네임|별명|ชื่อ|\btên\b|biệt danh|\bnama\b|\bnickname\b|\b(?:my|the) (?:new )?name\b|\bname is\b|\brename\b|\bchange (?:my|me|it|to)\b",
    )
});

/// A sentence that tells a name: `I'm Bob`.
static TOLD: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(r"^(?:it['’]?s|i am|i['’]?m|this is|the name is|name['’]?s)\s+(?P<name>\S.*)$")
});

/// Somebody cannot decide.
static ONE_OF_TWO: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(r"^(?P<one>\S.*?)\s*(?:\s+or\s+|或者|还是)\s*(?P<other>\S.*?)(?:好|呢)?$")
});

/// What people try out on a program, or say in a talk, and what is no name that somebody wants.
static TRIED_OUT: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?:on|none|null|nil|undefined|n/?a|test|testing|edit|stop|start|exit|quit|hello|hi|hey|sorry|never ?mind|nvm|yes|no|ok|okay|list|show|info|version|about|options|commands?|wrong|delete me|remove me|true|false|random|不改了?|别改|不要改|改不改|你猜|随机|推荐(?:一个)?|(?:帮我)?(?:起|取|想)一?个(?:好听的)?名字?|空|无|[-—]|测试|测试一下|试试|试一下|没有|不知道|随便|都行|是的?|不是|好的?|嗯+|哦|开始|停止|退出|版本|列表|查询|搜索|下一步|返回|我|自己|我自己|你好|您好|不|对|行|可以|可以了|好了|改|改好了|已改|改了|没改|还没改|快点改|自己改|算了|不用了|不用谢|没事|等一下|等等|再说|错了|改错了|救命|在吗|有人吗|换一个|换一下|原名|原来的|同上|见上|收到|匿名|英文名|中文名|真名|后退|undu|undoing|redo|hist|halp|whoiam|bye|hello there|done|thanks|wait)$",
    )
});

/// Particles with which a sentence ends, and what asks for a yes.
static PARTICLE: LazyLock<Pattern> =
    LazyLock::new(|| pattern(&format!(r"(?:{MAY_I}|吧|哈|哦|喔|啊|呀|啦|哟)+[。.!！~～?？]*$")));

/// One of them after a name, of which it may be the end.
static LAST_PARTICLE: LazyLock<Pattern> = LazyLock::new(|| pattern(r"[吧呗哦噢喔啦呀哟嘛]$"));

/// In a sentence these leave open whether they are the end of the name.
static DOUBTFUL: LazyLock<Pattern> = LazyLock::new(|| pattern(r"[了呢吗么不否没]$"));

/// The stop at the end of a sentence.
static STOP: LazyLock<Pattern> = LazyLock::new(|| pattern(r"[\s。.!！,，、;；…:/\\|=]+$"));

/// A second clause after the name.
static CLAUSE: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"[\s,，。.!！;；]+(?:[我你您他她]|请|因为|这是|我们|大家|之前|原来|不要|别|怎么|为什么|以后|from|i am|i'm|my|because|not|instead|so that|cause)[^\s].*$",
    )
});

/// Somebody writes what a name is to become of what.
static BECOMES: LazyLock<Pattern> = LazyLock::new(|| {
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
    if TRIED_OUT.is_match(&fold(name)) {
        return Some(Wording::Either(vec![name]));
    }
    let folded = Folded::of(name);
    if let Some(found) = ONE_OF_TWO.captures(folded.text())
        && let (Some(one), Some(other)) = (found.name("one"), found.name("other"))
    {
        let [one, other] = [one, other].map(|part| folded.typed(part.range()));
        return Some(Wording::Either(vec![one, other, name]));
    }
    let core = core(name, frame);
    let is_name = !is_only_thanks(core) && !TRIED_OUT.is_match(&fold(core));
    if core != name && is_name {
        return Some(Wording::Either(vec![core, name]));
    }
    SPEAKS_OF_NAMES.is_match(folded.text()).then(|| Wording::Either(vec![name]))
}

/// The name without all that may lead up to it or follow it as well as be part of it.
fn core(name: &str, frame: Frame) -> &str {
    let rules: [fn(&str) -> Option<&str>; 11] = [
        |name| Some(name.trim_end_matches(['?', '？'])),
        |name| before(&GLUED, name),
        without_particle,
        without_smile,
        |name| before(&AGAIN, name),
        |name| before(&FOLLOWING, name),
        |name| capture(&TOLD, name, "name"),
        |name| capture(&LEAD, name, "name").filter(|rest| !is_number(name) || !is_number(rest)),
        |name| capture(&LEAD_OF_NAME, name, "name").filter(|rest| names::is_certain(rest)),
        |name| capture(&VERB_TWICE, name, "name").filter(|_| is_small(name)),
        |name| {
            before(&CLAUSE, name)
                .or_else(|| capture(&BECOMES, name, "name"))
                .or_else(|| half_quoted(name))
        },
    ];
    let in_sentence = |name| before(&DOUBTFUL, name).filter(|_| frame == Frame::Sentence);
    let mut core = name;
    // Each round takes something away.
    loop {
        let shorter = rules.iter().find_map(|rule| shortened(core, rule(core)));
        match shorter.or_else(|| shortened(core, in_sentence(core))) {
            Some(shorter) => core = shorter,
            None => return core,
        }
    }
}

fn shortened<'typed>(name: &str, shorter: Option<&'typed str>) -> Option<&'typed str> {
    let shorter = trim(shorter?);
    (!shorter.is_empty()
        && shorter.len() < name.len()
        && shorter.chars().any(char::is_alphanumeric))
    .then_some(shorter)
}

/// 酒吧, 贴吧 are nouns, and 乐呀呀 is a name.
fn without_particle(name: &str) -> Option<&str> {
    before(&LAST_PARTICLE, name).filter(|rest| {
        rest.chars().count() > 1
            && rest.chars().next_back() != name.chars().next_back()
            && !ends_like_a_noun(rest, name)
    })
}

/// 🌸 小花 🌸 is framed by them.
fn without_smile(name: &str) -> Option<&str> {
    before(&SMILING, name).filter(|_| name.starts_with(char::is_alphanumeric))
}

/// 2.0 is no list.
fn is_number(name: &str) -> bool {
    name.starts_with(char::is_numeric)
}

fn is_small(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase())
}

/// The line before a second request at its end: 张大山 改一下名字.
pub(super) fn before_another_request(line: &str) -> Option<&str> {
    before(&AGAIN, line).map(trim).filter(|rest| !rest.is_empty())
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
    let is_quote = |c: char| "“”\"「」『』《》【】<>()".contains(edge(c));
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
static LABELLED: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"^姓名(?:\s*[:：]\s*|\s+)[^:：\s][^:：]*$"));

/// Words for a name that nobody is called by.
static PLACEHOLDER: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r#"(?x)^[<\[(“"'‘「【《]?\s*(?:
        (?:你的|您的|我的|要改的|想要的|想改的|需要的|新的|输入|填写?|填入|写|某个?)*
        (?:新昵称|新名字?|新名称|新的?群昵称|群昵称|昵称|名字|名称|姓名|群名片|全名|真实姓名|成员|用户名?|某人|示例|例子)
        (?:写在?这里|填在?这里|在这里|这里)?
        | (?:your|the|my|a|some|any|enter|insert|type|put)?\s*(?:new|full|real|group|own|first|last)?[\s_-]*(?:name|nick[\s_-]?name)(?:\s+here)?
        | (?:your|the|my|a|new)[\s_-]*nick
        | your[\s_-]name[\s_-]here | (?:first|given|last|family)[\s_-]?name(?:[\s,_-]+(?:last|family|sur)[\s_-]?name)? | first[\s,_-]last | surname | placeholder | example | foo | bar | foobar | todo | tbd | n/a
        | 新しい(?:名前|ニックネーム) | 新昵称 | 새\s*(?:이름|닉네임|별명) | tên\s+mới
        | nama\s+(?:baru|baharu) | ชื่อใหม่ | @(?:メンバー|멤버|구성원|thànhviên|anggota|ahli|สมาชิก)
        | @?(?:user|username|member|成员|用户名?|xxx*) | @(?:somebody|someone|某人|对方|同学|who)
        )\s*[>\])”"'’」】》]?$"#,
    )
});

/// `部门-姓名`: nothing but parts.
static PARTS_ONLY: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?:.*[-_+·/|\s])?(?:姓名|名字|昵称|新昵称)$|^(?:部门|班级|姓名|学号|工号|职位|年级|学校|单位|公司)(?:[-_+·/|\s](?:部门|班级|姓名|学号|工号|职位|年级|学校|单位|公司|名字|昵称))+$",
    )
});

/// `xxx`, `XX妈妈`, `＊＊＊`, `……`: marks in place of letters.
static STAND_IN: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?:x{2,}|×+|\*+|_+|\.{2,}|…+|○+|某+)$|某某|(?:^|[^a-z0-9])(?:x{2,}|×{2,}|\*{2,}|_{3,}|○{2,})(?:[^a-z0-9]|$)",
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
