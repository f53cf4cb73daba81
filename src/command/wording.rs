//! What surrounds a name: quotes, courtesies, full stops.
//!
//! Whatever is dropped here can be had by writing `--` before the name. Where it is not clear
//! whether something belongs to the name, both readings come out, and somebody else asks.

use std::sync::LazyLock;

use super::pattern::{Pattern, pattern};
use super::text::{after, before, capture, fold, trim};
use super::thanks::{GLUED_HASTE, MAY_I, SET_OFF, SMILE, TAG, is_only_thanks};
use super::{asides, names, placeholder, sentence};

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
        r"^(?:(?:请|麻烦(?:[你您]|一下|了)*|劳驾|拜托|你好|您好|please|pls|plz|kindly)[\s,，:：.。!！]+|(?:hi|hello|hey)\s*[,，:：.。!！]\s*)+",
    )
});

/// Courtesies that touch the name, which may be part of it.
static GLUED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(&format!(
        r"(?:谢谢[你您]?[啦了]?|谢[啦了]|多谢|感谢|麻烦了|辛苦了|拜托了|[🙏🙇]+|{GLUED_HASTE}|{TAG}|(?-u:\b)(?:please|pls|plz|thanks?|thx)|です|でお愿いします|にして(?:ください|下さい)?|に变えて(?:ください|下さい)?|입니다|이에요|예요|(?:으로|로)\s*(?:해|부탁|바꿔|변경)\S*|ครับ|ค่ะ|คะ|คับ|\s(?:nhé|nha|ạ|dong|donk|ya|yah|lah|deh)|{MAY_I})[。.!！~～?？]*$"
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
        [\s,，]+(?:instead|from\ now\ on|for\ now|do\ it(?:\ now)?|すぐに?|今すぐ|急いで|빨리|지금|당장|ngay|gấp|nhanh(?:\ lên)?|segera|cepat|sekarang|ด่วน|เดี๋ยวนี้|(?:is|would\ be|looks|sounds|works)\ ?(?:fine|nice|good|great|ok(?:ay)?|better|correct|right)?|and\ that['’]?s\ (?:it|all)|not\ [^\s]+|i\ guess|or\ something|here|is\ my\ (?:new\ )?(?:nick)?name)
        | [\s,，。!！]+(?:(?:老师|大家|[您你])好|收到.*|好的|就这样吧?|今[天晚]|现在改|等下|有劳|[加改]上)
        | 就?这个(?:名字|昵称|名称)?(?:吧|就行|就好)?
        )[。.!！~～?？\s]*$",
    )
});

/// Whom somebody speaks to, or when it shall be, in small letters: Iron Man is a name.
static SPOKEN_TO: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"[\s,，]+(?:now|rn|today|tonight|tomorrow|quick|sir|bro|mate|dude|man|boss|my friend)[。.!！~～?？\s]*$",
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
        r"^(?:(?:请|帮我?|给我|我要|我想)改|(?:英文|中文|小|网|全|真|本)名[叫是:：\s]*|(?:大家|同事|朋友|同学|别人|都)+叫我|新名字?|新昵称|原名|现名|现改名?|不要|我的?(?:新?名字|昵称|群昵称|姓名|群名片)[叫是]?|我\s*[:=]|(?:[成是做到名改换要为叫设我]|修改|设置|更改|更新|变[成为]|改[成为]|本人|名字|昵称)\s+|(?:好的?|收到|嗯+|哦|行|可以|ok(?:ay)?|哈[喽啰]|嗨|(?:老师|大家|群主|管理员|班主任)[您你]?好|[您你]好|机器人|小?助手|亲)[\s,，。.!！~]+|#|[-–]\s+|\d\s*[.、)]\s*|[*_](?:[^*_]+[*_]$)?)\s*(?P<name>[^\s*_].*?)[*_]?$",
    )
});

/// What leads up to a name without a space, if a name follows: 就张大山, 本人张大山.
static LEAD_OF_NAME: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?:那?就|那|还是|呃+那个|那个|要不|不如|干脆|暂时|先|快|从?(?:今天|现在)(?:开始|起)|以后|本人|我|变[成为]|设置|修改|改)(?:改?叫|改?[成为]|用|是)?(?P<name>\S.*)$",
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

/// Particles with which a sentence ends, and what asks for a yes.
static PARTICLE: LazyLock<Pattern> =
    LazyLock::new(|| pattern(&format!(r"(?:{MAY_I}|吧|哈|哦|喔|啊|呀|啦|哟)+[。.!！~～?？]*$")));

/// One of them after a name, of which it may be the end.
static LAST_PARTICLE: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"[吧呗哦噢喔啦呀哟嘛喽咯噻嘞]$"));

/// In a sentence these leave open whether they are the end of the name.
static DOUBTFUL: LazyLock<Pattern> = LazyLock::new(|| pattern(r"[了呢吗么不否没]$"));

/// Whether what reads as thanks is a name: Ty and Tia are, where `ty` and `tia` are none.
fn is_called_thanks(thanks: &str) -> bool {
    matches!(trim(thanks), "Ty" | "Tia" | "Ty." | "Tia.")
}

/// The stop at the end of a sentence.
static STOP: LazyLock<Pattern> = LazyLock::new(|| pattern(r"[\s。.!！,，、;；…:/\\|=]+$"));

/// A second clause after the name.
static CLAUSE: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"[\s,，。.!！;；]+(?:[我你您他她]|请|因为|这是|我们|大家|之前|原来|不要|别|怎么|为什么|以后|from|i am|i'm|my|because|not|instead|so that|cause)[^\s].*$|[\s,，。.!！;；]+\S*(?:[改换]|审[核批]|通过|批准|再试|试一|求|没成|成功|撤[销回]|取消|帮助|一下|一点|刚|不是|之前|以前|原来|上次|这次|.的.$)\S*$",
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
    if is_only_thanks(whole) && !is_called_thanks(whole) {
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
    if let Some(rest) = before(&SET_OFF, name).filter(|rest| !is_called_thanks(&name[rest.len()..]))
    {
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
    if asides::is_talk(name) || placeholder::is_half_filled(name) {
        return Some(Wording::Either(vec![name]));
    }
    let mut readings = asides::readings(name);
    if !readings.is_empty() {
        readings.iter_mut().for_each(|reading| *reading = core(reading, frame));
        readings.push(name);
        return Some(Wording::Either(readings));
    }
    let core = core(name, frame);
    let is_name = !is_only_thanks(core) && !asides::is_talk(core);
    if core != name && is_name {
        return Some(Wording::Either(vec![core, name]));
    }
    SPEAKS_OF_NAMES.is_match(&fold(name)).then(|| Wording::Either(vec![name]))
}

/// The name without all that may lead up to it or follow it as well as be part of it.
fn core(name: &str, frame: Frame) -> &str {
    let rules: [fn(&str) -> Option<&str>; 14] = [
        |name| Some(name.trim_end_matches(['?', '？'])),
        |name| before(&GLUED, name),
        |name| before(&SET_OFF, name),
        asides::without_hesitation,
        without_particle,
        without_smile,
        |name| before(&AGAIN, name),
        |name| before(&FOLLOWING, name),
        |name| before(&SPOKEN_TO, name).filter(|rest| is_small(trim_stops(&name[rest.len()..]))),
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

fn trim_stops(text: &str) -> &str {
    text.trim_start_matches(|c: char| c.is_whitespace() || ",，".contains(c))
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
