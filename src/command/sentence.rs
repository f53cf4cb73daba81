//! How people say it: the sentences and fillers around a name, in Chinese and English.
//!
//! ```text
//! 请帮我 | 把 | 我 | 的 | 群昵称 | 改 | 成 | 小明 | 吧
//! please | rename | me | to | Al
//! ```
//!
//! Mentions are not in the text, so `给 @user 改名X` reads `给  改名X` here.

use std::sync::LazyLock;

use super::pattern::{Pattern, pattern};
use super::text::{Folded, fold};
use super::thanks::GLUED_HASTE;
use super::{languages, names, near};

/// A sentence that asks for a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sentence<'typed> {
    /// What stands where the name is expected.
    pub name: &'typed str,
    /// What leads up to it.
    pub lead: &'typed str,
    /// The same with the filler before it, where that touches the name and could be its first
    /// character (改名成龙); and how many characters the rest then has at most for that.
    pub with_link: Option<(&'typed str, usize)>,
    /// Whose name it says it is about.
    pub about: About,
    /// Without a command word it may as well be chat.
    pub is_loose: bool,
}

/// Whose name a sentence says it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum About {
    /// It does not say: the one who is mentioned, or the sender.
    Unsaid,
    /// The sender's.
    Oneself,
    /// That of somebody who should be mentioned: 他, her.
    Another,
    /// That of somebody who is named in the text.
    Somebody,
    /// Everybody's.
    Everybody,
    /// The bot's.
    Bot,
    /// That of whoever stood where a mention was taken out, and nothing is left: the one who is
    /// mentioned, and else the bot.
    Left,
}

/// Reads a whole line as a sentence that asks for a name.
pub(super) fn read(line: &str) -> Option<Sentence<'_>> {
    read_folded(&Folded::of(line))
}

fn read_folded<'typed>(line: &Folded<'typed>) -> Option<Sentence<'typed>> {
    let in_other_languages = languages::PATTERNS.iter().find_map(|pattern| found(pattern, line));
    if in_other_languages.is_some() {
        return in_other_languages;
    }
    [
        &ALL_CALL_ME,
        &SUBJECT_FIRST,
        &VERB_WITH_NOUN,
        &NOUN_WITH_VERB,
        &NOUN_FIRST,
        &PERSON_FIRST,
        &CALL_ME_ZH,
        &INSTEAD,
        &MAYBE_ZH,
        &ENGLISH,
        &CALL_ME,
        &MY_NAME,
        &ENGLISH_NOUN,
        &MAYBE_EN,
    ]
    .into_iter()
    .find_map(|pattern| found(pattern, line))
}

/// Reads what follows a command word, which says already that a name is to be changed.
pub(super) fn filler(rest: &str) -> Option<Sentence<'_>> {
    let rest = Folded::of(rest);
    [&FILLER, &FILLER_EN]
        .into_iter()
        .find_map(|pattern| found(pattern, &rest))
        .or_else(|| read_folded(&rest))
}

/// Reads what follows one of the Chinese words, which verbs and links may follow at once.
pub(super) fn link(rest: &str) -> Option<Sentence<'_>> {
    found(&LINK_FIRST, &Folded::of(rest))
}

/// The name behind a second verb or a label, where the first has led up to it: 改一下名字，改成小明.
pub(super) fn after_second_verb(name: &str) -> &str {
    super::text::after(&SECOND_VERB, name).filter(|rest| !rest.is_empty()).unwrap_or(name)
}

/// Reads a line that mentions somebody as one that tells their name: `@user 是小鲍`.
pub(super) fn of_mentioned(line: &str) -> Option<Sentence<'_>> {
    let line = Folded::of(line);
    [&MENTIONED, &MENTIONED_NOUN].into_iter().find_map(|pattern| found(pattern, &line))
}

/// What follows 改名 and belongs to it: 改名字, 改名下.
pub(super) fn after_object(rest: &str) -> &str {
    super::text::after(&OBJECT, rest).unwrap_or(rest)
}

/// Whether a sentence is a question all the same, and asks for no name: `can I change my name?`
pub(super) fn asks_in_vain(line: &str, sentence: &Sentence<'_>) -> bool {
    let tells_one = MAY_I.is_match(&fold(line)) && !sentence.name.is_empty();
    asks(line) && !tells_one
}

/// An English line with its words for names and for changes spelt right, if any was not.
pub(super) fn corrected(line: &str) -> Option<String> {
    const RIGHT: [&str; 5] = ["nickname", "change", "rename", "please", "called"];
    let mut is_corrected = false;
    let words: Vec<&str> = line
        .split(' ')
        .map(|word| {
            let folded = fold(word);
            let right = RIGHT.into_iter().find(|right| {
                let most = if right.len() > 6 { 2 } else { 1 };
                folded.len() > 3 && (1..=most).contains(&strsim::osa_distance(&folded, right))
            });
            is_corrected |= right.is_some();
            right.unwrap_or(word)
        })
        .collect();
    is_corrected.then(|| words.join(" "))
}

/// Whether a line asks to be told something.
pub(super) fn asks(line: &str) -> bool {
    ASKS.is_match(&fold(line))
}

/// Whether somebody who talks to the bot wants something of it: a complaint, a call for help.
pub(super) fn wants(line: &str) -> bool {
    WANTS.is_match(&fold(line))
}

/// Whether a line ends as questions do.
pub(super) fn ends_as_question(line: &str) -> bool {
    QUESTION_END.is_match(&fold(line))
}

/// Whether a line is about what the bot does.
pub(super) fn is_about_names(line: &str) -> bool {
    ABOUT_NAMES.is_match(&fold(line))
}

/// The line as a request: may one, can you and the mark of the question are courtesies then.
pub(super) fn as_request(line: &str) -> &str {
    let request = super::text::capture(&CAN_YOU_ZH, line, "rest");
    if request.is_none() && !POLITE.is_match(&fold(line)) {
        return line;
    }
    let line = request.unwrap_or(line);
    let line = super::thanks::without_thanks(line).unwrap_or(line);
    super::text::before(&QUESTION_MARK, line).unwrap_or(line)
}

/// Whether what leads up to a request takes it back, or tells of one that is past.
pub(super) fn is_denied(lead: &str) -> bool {
    DENIED.is_match(&fold(lead))
}

/// Whether what leads up to a name says that the sender wants it: 我想改, 帮我改.
pub(super) fn is_of_oneself(lead: &str) -> bool {
    of_lead(Folded::of(lead).text()) == About::Oneself
}

/// Whose name a folded lead is about that names nobody.
fn of_lead(lead: &str) -> About {
    if LEFT.is_match(lead) {
        About::Left
    } else if OF_ONESELF.is_match(lead) && !OF_ANOTHER.is_match(lead) {
        About::Oneself
    } else {
        About::Unsaid
    }
}

/// Whether what leads up to a name says that somebody is to be given one: 给小红改名.
pub(super) fn gives(lead: &str) -> bool {
    after_courtesies(lead).starts_with(['把', '将', '將', '给', '給', '帮', '幫', '替', '让', '讓'])
}

/// Whether what follows 改名 or 昵称 is about that word, and no name.
pub(super) fn is_about_it(rest: &str) -> bool {
    ABOUT_IT.is_match(&fold(rest))
}

/// What follows the courtesies at the beginning of a line.
pub(super) fn after_courtesies(line: &str) -> &str {
    super::text::after(&COURTESIES, line).unwrap_or(line)
}

/// Reads a line by a pattern of ours: `name` is the name; `self`, `other` and `person` say whose it
/// is; in `loose` stands what may as well be chat, and in `maybe` what is chat unless the rest looks
/// like a name.
fn found<'typed>(pattern: &Pattern, folded: &Folded<'typed>) -> Option<Sentence<'typed>> {
    let groups = pattern.captures(folded.text())?;
    let name = groups.name("name").or_else(|| groups.name("name2"))?;
    let is =
        |group: &str| groups.name(group).is_some_and(|found| !found.as_str().trim().is_empty());
    let person = groups.name("person").or_else(|| groups.name("person2"));
    let about = match person.map(|person| person.as_str().trim()) {
        Some(person) if EVERYBODY.is_match(person) => About::Everybody,
        Some(person) if BOT.is_match(person) => About::Bot,
        Some(person) if !person.is_empty() => About::Somebody,
        _ if is("self") || is("self2") => About::Oneself,
        _ if is("other") || is("other2") => About::Another,
        _ => About::Unsaid,
    };
    let word = groups.name("word").or_else(|| groups.name("word2")).filter(|word| {
        // `me Bob` and `to Bob` are fillers, `Me Too` and `To Lan` may be names.
        let is_capital = folded.typed(word.range()).starts_with(char::is_uppercase);
        let rest = folded.typed(name.range());
        is_capital || (!is("linked") && rest.starts_with(|c: char| c.is_ascii_lowercase()))
    });
    let with_word = word.map(|word| (folded.typed(word.start()..folded.text().len()), usize::MAX));
    let with_link = groups
        .name("link")
        .or_else(|| groups.name("link3"))
        .filter(|link| link.end() == name.start())
        .and_then(|link| {
            // A verb before it makes a filler likely: only one character is too few then.
            let most = match link.as_str() {
                "成" if !is("verb") => 2,
                // 叫花鸡 is one; 叫小明 is none.
                "叫" if !near::may_begin_a_name(name.as_str().chars().next().unwrap_or('a')) => 2,
                "成" | "为" | "叫" | "作" | "做" | "是" | "到" | "字" => 1,
                _ => return None,
            };
            Some((folded.typed(link.start()..folded.text().len()), most))
        });
    // 改名助手 is a name as well as 助手.
    let with_bare = groups.name("bare").filter(|bare| {
        groups.name("link").is_none() && bare.end() == name.start() && !name.is_empty()
    });
    let with_bare =
        with_bare.map(|bare| (folded.typed(bare.start()..folded.text().len()), usize::MAX));
    // 为小明 is more than the name, and 为民 is one.
    let with_before = groups.name("before").map(|before| before.start());
    if with_before.is_some() && !name.as_str().starts_with(near::may_begin_a_name) {
        return None;
    }
    let with_before =
        with_before.map(|start| (folded.typed(start..folded.text().len()), usize::MAX));
    let with_link = with_link.or(with_word).or(with_bare).or(with_before);
    let about = match about {
        About::Unsaid => of_lead(&folded.text()[..name.start()]),
        about => about,
    };
    let (lead, name) = (folded.typed(0..name.start()), folded.typed(name.range()));
    if is("maybe") && !names::is_likely(name) {
        return None;
    }
    Some(Sentence { name, lead, with_link, about, is_loose: is("loose") || is("maybe") })
}

const SELF: &str = r"我自己|我|自己|本人|俺|咱|人家";
const COURTESY: &str = r"你好啊?|您好|大家好|嗨|哈[喽啰]|请问|请|麻烦[你您]?(?:了|一下)?|劳驾|拜托|帮个忙|帮忙|我?(?:能不能|可不可以|能否|可否|可以|能)|从?(?:今天|现在)(?:开始|起)|(?:我|俺|本人)?(?:还|也|就|今天|现在)?(?:想要|想|要|希望|打算|需要|准备)[你您]?|现在|以后|今后|重新|再|顺便|机器人|小助手|助手|亲|(?:各位)?(?:老师|管理员|群主|班主任|班长)(?:[您你]?好|们)?[,，\s:：]|(?:老师|管理员|群主|班主任|班长)[您你]好|教(?:一?下)?我|(?:老师|管理员|群主|班主任|班长)(?:请|帮[我忙])|请(?:各位)?(?:老师|管理员|群主|班主任|班长)们?(?:把|将|帮|给)|(?:麻烦|劳烦|拜托|辛苦)(?:各位)?(?:老师|管理员|群主|班主任|班长)(?:们)?(?:了|一下)?(?:帮[我忙]?)?|来|那就|那|就|帮我|给我|替我|谢谢|有劳|hi|hello|hey|yo|please|pls|plz|kindly|(?:can|could|would|will) (?:you|u)|(?:i(?:['’]?m| am)? )?(?:want|need|would like|like|wish|going|trying|hoping) to|i['’]?d like to|i ?wanna|wanna|let me|let's|help me(?: to)?|help|bot|robot|ok(?:ay)?|so|just|now|then|thanks|thank you|there|from now on|you can|you may";
const WITHIN: &str =
    r"(?:(?:请|帮我|给我|帮忙|麻烦|想要?|要|就|都|也|现在|以后|重新|再|直接|一下|可以|能)\s*)*";
const NOUN: &str = r"(?:在?(?:这个|本|这|咱们?|我们|班级|班)?群(?:里面?|内|聊|中)?(?:的)?\s*)?(?:我的|我|的|自己的)?\s*(?:在?(?:这个|本|这)?群(?:里面?|内|聊|中)?(?:的)?\s*)?(?:新?群?(?:[昵妮呢匿泥尼]称|名片|备注名?)|新?(?:名\s?[字子宇]|名称|称呼|网名|花名|用户名|(?:真实|学生|孩子|宝宝)?姓名|真名|实名))";
const VERB: &str =
    r"(?:重?命名|修改|更改|更换|变更|更新|设置|设定|调整|切换|备注|改|换|设|更)(?:一?下|一?个|了)?";
const LINK: &str = r"->|→|=>|成为|为|成|叫做|叫作|叫|到|作|做|是|:|=";
const GAP: &str = r"[\s:=,，、]*";
const OTHERS: &str =
    r"(?:这位|那位)?(?:同学|老师|先生|女士|小朋友)|他们?|她们?|它|ta|这位|那位|该成员|对方";

const MAY_I_EN: &str = "(?:(?:can|could|may|might) i (?:please )?)?";

fn courtesies() -> String {
    format!(r"(?:(?:{COURTESY}|{GLUED_HASTE}|快[点些]?|尽快|急)[\s,，、。.!！~:：]*)*")
}

static COURTESIES: LazyLock<Pattern> = LazyLock::new(|| pattern(&format!("^{}", courtesies())));

/// `[把] [我] [的] [群昵称] 改成 X`: a verb with its link.
static SUBJECT_FIRST: LazyLock<Pattern> = LazyLock::new(|| {
    let courtesies = courtesies();
    pattern(&format!(
        r"^{courtesies}(?:[把将给帮替让对]\s*)?(?:(?P<self>{SELF})|(?P<other>{OTHERS}))?\s*的?\s*(?:{NOUN}|名)?\s*{WITHIN}(?:(?:改|换|修改|设置|更改)(?:一?下)?[\s,，、]+)?(?P<verb>{VERB})\s*(?:(?P<noun2>{NOUN}|名字?)\s*[,，]?\s*)?(?P<link>成为|为|成|叫做|叫作|叫|作|做|到|是|:|=)(?P<gap>[\s:=,，、]*)(?P<name>.*)$"
    ).replace("(?P<noun2>", "(?:").replace("(?P<gap>", "(?:"))
});

/// `修改昵称 X`, `换个名字：X`: a verb with its noun, and no link.
static VERB_WITH_NOUN: LazyLock<Pattern> = LazyLock::new(|| {
    let courtesies = courtesies();
    pattern(&format!(
        r"^{courtesies}(?:[把将给帮替让对]\s*)?(?:(?P<self>{SELF})|(?P<other>{OTHERS}))?\s*的?\s*(?P<verb>{VERB}|[取起用])\s*(?:{NOUN}|名(?P<link>字)|名)(?:一下)?(?:(?:吗|么|嘛|呢|啊|了|吧|好吗|可以吗|行吗)[\s,，?？]+)?\s*(?:{LINK})?{GAP}(?P<name>.*)$"
    ))
});

/// `把我名字换一下 X`: a noun with its verb, and a space for the link.
static NOUN_WITH_VERB: LazyLock<Pattern> = LazyLock::new(|| {
    let courtesies = courtesies();
    pattern(&format!(
        r"^{courtesies}(?:[把将给帮替让]\s*)?(?:(?P<self>{SELF})|(?P<other>{OTHERS}))?\s*的?\s*(?:{NOUN}|名)\s*{WITHIN}(?:{VERB})(?:吧|好吗|可以吗|吗)?[\s:,，、]+{GAP}(?P<name>.+)$"
    ))
});

/// 大家以后叫我X
static ALL_CALL_ME: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(&format!(
        r"^{}(?P<loose>(?:大家|你们|各位)(?:都|可以|以后|今后|请|就)*叫(?P<self>我))(?:做|作|为)?{GAP}(?P<name>.+)$",
        courtesies()
    ))
});

/// What puts a name right that was said or given before: 不对，应该是X, `no, it should be X`.
static INSTEAD: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?P<maybe>(?:(?:不对|不是(?:这个|的)?|[打写说搞弄]?错了?|哎呀|抱歉|不好意思|等等)[\s,，。.!！…]*|(?:no|nope|sorry|oops|wrong|that['’]?s (?:wrong|not right|not it)|that is (?:wrong|not right)|not (?:that|this)(?: one)?)\s*[,，.!！…]+\s*)+(?:我?(?:应该?|就)?[是叫要]|应为|改[成为]|it['’]?s|it is|it should (?:be|say)|should be|i (?:said|meant?|want))?|我(?:说|要|想要|指)的(?:名字)?是|应该[是叫]|应为|it should (?:be|say|read)|i (?:said|meant)|it['’]?s spelled|it is spelled|spell (?:it|my name)|put me (?:down )?as)[\s,，:：]*(?P<name>\S.*)$",
    )
});

/// What is no more than a guess, unless a name follows: 改 X, 本人X, 变成X.
static MAYBE_ZH: LazyLock<Pattern> = LazyLock::new(|| {
    let courtesies = courtesies();
    pattern(&format!(
        r"^{courtesies}(?P<maybe>本人(?:的?(?:姓名|名字))?[叫是]?|我的?(?:姓名|名字)|(?:改|换|设置?|修改|更改)(?:一?下|个)?[\s:]*|(?:我的?)?(?:群?昵称|名字)?(?:改|变|换|恢复|还原)[回成为]+|变[成为]|我?家?(?:孩子|宝宝|小孩|娃|儿子|女儿)的?(?:姓名|名字|大名)?[叫是:：\s]*|(?:[把将]\s*)?(?:{SELF})?的?\s*{NOUN}\s*(?:改|换|用)(?:一?下|个)?)(?:叫|成|为)?{GAP}(?P<name>.+)$"
    ))
});

/// The same of somebody who is mentioned: `@user 是X`, `call @user X`.
static MENTIONED: LazyLock<Pattern> = LazyLock::new(|| {
    let courtesies = courtesies();
    pattern(&format!(
        r"^{courtesies}(?P<maybe>(?:[把将给帮替让对]\s*)?(?:[你您]|{OTHERS})?\s*的?\s*(?:{NOUN})?\s*(?:改|换|是|叫|就是|就叫|应该是|应该叫|这是|备注)(?:一?下)?(?:成|为|叫)?|(?:call|name|make|set|change|switch|turn|let|nick|label|give|can)\b(?:\s+(?:him|her|them))?(?:\s+(?:to|as|be|into|called|the|a|new|name|nickname|nick)\b)*|(?:['’]s\s+)?(?:is|should be|will be|becomes|goes by|to be|to|as)\b(?:\s+(?:now|called|named))*|[=:→]|->|=>){GAP}(?P<name>.+)$"
    ))
});

/// `@user 的名字 X`, `@user's nickname should be X`.
static MENTIONED_NOUN: LazyLock<Pattern> = LazyLock::new(|| {
    let courtesies = courtesies();
    pattern(&format!(
        r"^{courtesies}(?:[把将给帮替让对]\s*)?(?:[你您]|{OTHERS})?\s*的?\s*(?P<loose>{NOUN}\s*(?:改|换)?(?:一?下)?|改(?:一?下)[\s,，]|['’]s\s+(?:new\s+)?(?:nick\s?name|nick|name)\s+(?:is|should be|will be|to be)\b){GAP}(?P<name>.+)$"
    ))
});

/// `的昵称：X`, `我的群昵称叫X`: a noun with a link or a colon.
static NOUN_FIRST: LazyLock<Pattern> = LazyLock::new(|| {
    let courtesies = courtesies();
    pattern(&format!(
        r"^{courtesies}(?:[把将给帮替让]\s*)?(?:(?P<self>{SELF})|(?P<other>{OTHERS}))?\s*的?\s*(?:{NOUN})\s*(?:要|想|应该|应|该|请|就)?\s*(?P<link>成为|为|成|叫做|叫作|叫|是|:|=){GAP}(?P<name>.*)$"
    ))
});

/// `把小红的昵称改成X`, `给大家改名X`: somebody is named and not mentioned.
static PERSON_FIRST: LazyLock<Pattern> = LazyLock::new(|| {
    let courtesies = courtesies();
    pattern(&format!(
        r"^{courtesies}(?:[把将给帮替让]\s*)?(?P<person>[你您][们]?(?:自己)?|[^\s,，。的改换设]{{1,12}}?)\s*的?\s*(?:{NOUN})?\s*(?:以后|请)?(?:(?:{VERB})\s*(?:{NOUN}|名字?)?\s*(?:{LINK})|(?:{VERB})\s*(?:{NOUN}|名字?)|以后叫){GAP}(?P<name>.*)$"
    ))
});

/// `叫我X`, `我叫X`, `叫X`: so may one say in a chat, too.
static CALL_ME_ZH: LazyLock<Pattern> = LazyLock::new(|| {
    let courtesies = courtesies();
    pattern(&format!(
        r"^(?P<loose>{courtesies}(?:(?:大家|你们)?(?:都|可以|以后)?叫(?P<self>{SELF})|在?(?:本|这个)群(?:里|内)?(?:就)?叫|(?:我的?)?(?:名字|昵称)?[打写输填改弄]错了?[\s,，。]+(?:应该?)?(?:改[成为]|[是叫为])|(?:我|俺|本人)(?:就|以后|的名字|现在|可以|能|想)*(?:叫做?|是)|叫[做作]?|名字?叫[做作]?|名为))(?:做|作|为)?{GAP}(?P<name>.+)$"
    ))
});

/// `rename me to X`, `set my nickname to X`, `change the nickname of @user to X`.
static ENGLISH: LazyLock<Pattern> = LazyLock::new(|| {
    let courtesies = courtesies() + MAY_I_EN;
    pattern(&format!(
        r"^{courtesies}(?:(?:re-?name|(?:set|change|switch|turn|update|edit|nickname)\b)\s+(?:(?P<self>me|myself)\b|(?P<other>him|her|them)\b|(?P<person>yourself|everyone|everybody|all|us)\b)(?:\s+(?:to|as|into|be)\b|\s*[:=])?{GAP}|(?:set|change|update|make|switch|edit|modify|rename|turn|put|fix|correct|adjust)\s+(?:(?P<self2>my|our)\s+|(?P<person2>your|everyone's|everybody's|\S+[^\s]['’]s)\s+|(?P<other2>his|her|their)\s+|(?:the|a|'s|’s)\s+)*(?:own\s+|group\s+|chat\s+|display\s+|new\s+|user\s+)*(?:nick\s?name|nick|name|alias)\b(?:\s+(?:of|for))?(?:\s+here|\s+(?:in|for|on)\s+(?:this|the)\s+(?:group|chat))?\s*(?:\b(?:to|2|as|into|be|is)\b|[:=,])?{GAP}|(?:i\s+)?(?:(?:would\s+)?like\s+|want\s+|wish\s+)?(?:to\s+)?be\s+(?:called|named|renamed(?:\s+(?:to|as))?|known\s+as)\s+)(?P<name>.*)$"
    ))
});

/// `give me the nickname X`, `new name: X`, `use X as my name`: a noun in English.
static ENGLISH_NOUN: LazyLock<Pattern> = LazyLock::new(|| {
    let courtesies = courtesies() + MAY_I_EN;
    let noun = r"(?:new\s+|group\s+|chat\s+|display\s+)*(?:nick\s?name|nick|name)\b";
    pattern(&format!(
        r"^{courtesies}(?:(?:(?:give|get|assign|grant)\s+(?:(?P<self>me)\b|(?P<other>him|her|them)\b)?\s*(?:the\s+|a\s+|an\s+|my\s+)*|(?:i(?:['’]d|\s+would|['’]ll)?\s+)?(?:want|like|need|prefer|take|have|use)\s+(?:to\s+(?:have|use|get)\s+)?(?:(?P<self2>my)\s+|the\s+|a\s+|this\s+)*){noun}(?:\s+here)?(?:\s*(?:\b(?:to be|be|is|as|should be|of|to)\b|[:=,]))?{GAP}|new\s+(?:nick\s?name|nick|name)\s*(?:[:=-]|is\b|should be\b){GAP}|(?:display\s+|group\s+|full\s+|real\s+)?name\s*[:=]{GAP}|(?P<loose>(?:new|display)\s+(?:nick\s?name|nick|name)|my\s+(?:nick\s?name|nick|name))\s+)(?P<name>.*)$|^{courtesies}(?:use|take|put|set|have|want)\s+(?P<name2>\S.*?)\s+(?:as|for)\s+my\s+{noun}.*$"
    ))
});

/// What is no more than a guess, unless a name follows: `change it to X`, `I'm X`.
static MAYBE_EN: LazyLock<Pattern> = LazyLock::new(|| {
    let courtesies = courtesies() + MAY_I_EN;
    pattern(&format!(
        r"^{courtesies}(?P<maybe>(?:change|switch|set|turn|update|make|use|name)(?:\s+(?:it|that|this|mine|me|myself))?(?:\s+(?:to|as|into|be))?|i\s+am|i['’]?m|it['’]?s|this\s+is|i\s+go\s+by|be|(?:everyone|everybody|people|they|friends)\s+calls?\s+me)\b{GAP}(?P<name>.+?)(?:\s+now)?[.!]*$"
    ))
});

/// `call me X`; and so may one say in a chat, too: `call me later`.
static CALL_ME: LazyLock<Pattern> = LazyLock::new(|| {
    let courtesies = courtesies();
    pattern(&format!(
        r#"^{courtesies}(?:you\s+can\s+)?(?P<self>(?:call|name|nickname|nick)\s+me)\b(?:\s+as\b)?[\s:,"]+(?P<name>.+)$"#
    ))
});

/// `my nickname is X`: said, not asked for.
static MY_NAME: LazyLock<Pattern> = LazyLock::new(|| {
    let courtesies = courtesies();
    pattern(&format!(
        r"^{courtesies}(?P<loose>(?P<self>my)\s+(?:new\s+|group\s+)*(?:nick\s?name|nick|name)(?:\s+here)?)\s*(?:\b(?:is|should be|will be|to be|to|be)\b|[:=]){GAP}(?P<name>.+)$"
    ))
});

/// After `/nick`: a verb again, or one more word.
static FILLER: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(&format!(
        r"^(?:改名字\s*(?:成为|为|成|叫做|叫作|叫|是|:|=|[\s,，])|(?P<bare>改名|更名|换名|重命名|命名|群?昵称|群名片)\s*(?P<link>成为|为|成|叫做|叫作|叫|作|做|到|是|:|=)?|(?P<before>为)|(?P<verb>改|换|设|设置|设定|修改|更改|变更|更新)(?:一下)?(?P<link2>成为|为|成|叫做|叫作|叫|作|做|到)|(?P<self>我)?(?:想|要|就)?(?:叫做|叫作|叫我|(?P<link3>叫))|成为|名为|(?:新?群?昵称|群名片|新?名字|姓名)\s*(?:是|为|叫做?|[:=]|\s))\s*(?:{GAP})(?P<name>.*)$"
    ).replace("(?P<link2>", "(?:"))
});

static FILLER_EN: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?:(?P<self>me|myself|my\s+(?:group\s+)?(?:nick\s?name|nick|name))(?:\s+(?:to|2|as|into|be|is)\b|\s*[:=])|(?P<loose>my\s+(?:group\s+)?(?:nick\s?name|nick|name))\b|(?P<person>yourself|everyone|everybody|all|us)\s+(?:to|as)\b|(?P<person2>yourself|yourselves)\b|(?P<other>him|her|them)\s+(?:to|as)\b|(?P<word>me|myself)\b|(?P<word2>(?P<linked>to|as|into))\b|(?:nick\s?name|nick|name|for|of)\s*[:=]|(?:change|set|rename|update)\s+(?:it\s+)?(?:to|as)\b)(?:[\s,:=]+|$)(?P<name>.*)$",
    )
});

/// After 改名 or 昵称: what links it to the name, touching it or not.
static LINK_FIRST: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(&format!(
        r"^\s*(?:(?P<verb>(?:请|要|想|帮我|给我|可以|能)*(?:{VERB}|变|应?该)|)(?P<link>->|→|=>|成为|为|成|叫做|叫作|叫|作|做|到|是|:|=)|(?:[打写输填改]?错了?[\s,，。]+(?:应该?)?(?:改[成为]|[是叫为]))|(?P<bare>改|换|设|变)(?:一?下)?\s*){GAP}(?P<name>.*)$"
    ))
});

static OBJECT: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"^(?:字|[字子]{0,2}(?:一?下|个)?(?:吧|好吗|吗)?[\s,，:：]+)"));

/// 你能把我改成小明吗: 你 is the bot, and what follows is a request.
static CAN_YOU_ZH: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?:(?:你好|您好|请问|嗨)[\s,，。.!！]*)*[你您](?:能不能|能否|能|可不可以|可以|可否|会不会)?\s*(?P<rest>(?:帮[我忙]|给我|替我|把我|将我).*)$",
    )
});

static MAY_I: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(r"^(?:(?:hi|hello|hey|please|sorry)[\s,]+)*(?:can|could|may|might) i\b")
});

static SECOND_VERB: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^[\s,，:：]*(?:(?:就|请|帮我)*(?:改|换|设|设置|修改|更改|变)(?:成为|成|为|叫)[\s:：]*|[呗吧啊呀哈哦嘛]*就叫做?[\s:：]*|(?:真实姓名|真名|实名|本名|姓名)(?:[\s:：]+|[是叫为]))",
    )
});

/// Questions that are requests.
static POLITE: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(&format!(
        r"^{}(?:我|你|您)?(?:可以|能|可否|能否|(?:can|could|would|will|may|might) (?:you|u|i))|^.{{0,12}}(?:可以|能不能|能否|可否|能)(?:帮|给|改|换|设|把|将|叫)",
        "(?:(?:你好|您好|请问|嗨|麻烦|hi|hello|hey)[\\s,，。.!！]*)*"
    ))
});

static QUESTION_MARK: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"\s*(?:吗|么|嘛)?\s*[?？]+\s*$|(?:吗|么|嘛)\s*$"));

static DENIED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"不想|不要|不用|不再|不会|(?:^|[^能可])不能|别|没[有想能改换]|刚才|刚刚|昨天|已经|上次|\b(?:don't|do not|didn't|did not|never|won't|already|stop)\b",
    )
});

static ABOUT_IT: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?:字|一下|助手|机器人|功能|成功|失败|次数|规定|规范|规则|要求|时间|方法|办法|步骤|流程|教程|指南|须知|入口|按钮|权限|原因|问题|名单|情况|进度|结果|(?:打|写|改|设)?错|了|的|吧|吗|呢|啊|呀|哦|嘛|啦|[\s?？!！。.,，~～…])*$|^(?:助手|机器人|功能|成功|失败|次数|完成|审批|审核|要钱|花钱|免费|[要得]?多久|之[前后]|[前后]$|好?麻烦|收费|有?限制|重复)",
    )
});

/// A lead that somebody belongs into, where nobody is: 把 改成, `set 's nickname to`.
static LEFT: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?:请|麻烦|帮忙|帮我|\s)*(?:[把给将]\s*|[把给将]?\s*的\s*(?:群?昵称|群名片|名字)\s*)(?:改名|改成|改为|改叫)|^\s*(?:please\s+)?(?:set|change)\s+['’]s\s",
    )
});

/// What people say of themselves. To have it done to another they say 把 or 将.
static OF_ONESELF: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"(?:我想|我要|想|帮我|替我|给我)\s*(?:改|换|叫|$)|\bhelp me\b"));
static OF_ANOTHER: LazyLock<Pattern> = LazyLock::new(|| pattern(r"把|将|给(?:他|她|ta)|['’]s\s"));

/// The end of a line that asks.
static QUESTION_END: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"(?:\?|吗|呢|么|嘛|没有?|不)[\s?？。.!！~～]*$"));

/// Words that ask, and complaints that want an answer.
static ASKS: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"怎么|怎样|咋|如何|为什么|为啥|为何|什么|啥|哪[里儿个些]|谁|多久|多少|是否|要不要|[在去]哪|几[个次点号天]|是不是|有没有|会不会|能干|干嘛|区别|何时|[改用撤]不了|不了$|(?:^|[^能可])不能改|改不成|没反应|不管用|没用|失败|^(?:how|what|why|when|where|who|which|is there|are there|do you|does|did|is it|are you|can i|could i|may i)\b|doesn't work|not working|name is (?:wrong|incorrect|misspel|not right|too long|outdated|spelled)|どう(?:やって|すれば|したら)|어떻게|làm sao|làm thế nào|như thế nào|\bbagaimana\b|\bgimana\b|macam mana|\bcara (?:ganti|ubah|tukar|menukar|mengganti)|ยังไง|อย่างไร|can't change|cannot change",
    )
});

static WANTS: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"看不懂|看不明白|不懂|不明白|没懂|不会[用弄改操]|^(?:我)?不会$|没用|没[有]?反应|没动静|不好使|不[行对]|不是这|坏了|崩了|卡了|死机|出错|报错|[改打写弄搞]?错了|客服|人工|投诉|求助|救命|教教|教我|帮帮|帮忙|帮我|重来|再来|再试|换一?个|搞不定|弄不[好了]|在不|^喂|有人[吗在管呢没]|人呢|介绍|^(?:停|滚|别)|call me\b|\b(?:did ?n['’o]?t|does ?n['’o]?t|is ?n['’o]?t|wo ?n['’]?t|not) work|nothing happen|no (?:response|answer|reply|effect)|^(?:hey |hi |hello |so |but )*(?:are )?(?:you|u|anyone|anybody|someone|somebody)(?: there| here| home)?\b.{0,6}$|\b(?:do ?n['’o]?t|dont|can['’]?t|cannot) (?:understand|get it|see|find|do|change)|confus|support|\bhuman\b|complain|that['’]?s (?:wrong|not)|that is (?:wrong|not)|^(?:no|nope|wrong)\b|not (?:that|this)|\bwhy\b|^(?:huh|what|stop|redo|again|retry|help)\b|broken|old name|わから|分から|助け|ヘルプ|動か|动か|反応|反应|できない|간?안 ?돼|안 ?되|몰라|모르겠|도와|왜|không (?:được|hiểu|biết|hoạt động|thấy)|giúp|sao (?:không|lại|vậy)|tidak (?:bisa|berfungsi|mengerti|jalan|paham|faham)|(?:ng)?gak (?:bisa|ngerti|jalan)|tak (?:boleh|jalan|faham)|tolong|bantu|kenapa|ช่วย|ไม่(?:ได้|เข้าใจ|ทำงาน)|ทำไม",
    )
});

static ABOUT_NAMES: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"改|昵称|名片|名字|名称|群名|命令|指令|功能|用法|使用|怎么用|帮助|帮忙|\b(?:re-?nam|nick|name|command|help|use)|名前|ニックネ|あだ名|이름|닉네임|별명|\btên\b|biệt danh|\bnama\b|ชื่อ",
    )
});

static EVERYBODY: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?:@?所有人|大家|全体(?:成员)?|全班(?:同学)?|每个?人|全部人?|群里?所有人|全员|你们|我们|every(?:one|body)(?:['’]s)?|all|us|@?all)的?$",
    )
});

static BOT: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"^(?:[你您](?:自己)?|机器人|小?助手|bot|robot|yourself|your)的?$"));
