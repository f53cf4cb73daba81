//! Second thoughts beside a name: another name in its place, one of two, a beginning that is none,
//! and talk where a name was expected.
//!
//! ```text
//! 张三吧不对李四 | Gray, no, Grey | 小钱或多多 | um Gray | Gray and | 不用谢
//! ```
//!
//! None of it is certain, so all of it is asked about: the likeliest name first, and what was typed
//! as a whole for those who want that.

use std::sync::LazyLock;

use super::names;
use super::pattern::{Pattern, pattern};
use super::text::{Folded, capture, fold, trim};

/// The name was wrong, and the right one follows.
static CORRECTED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"(?x)^(?P<first>\S.*?)(?P<before>[\s,，。.!！…~;；—-]*)
        (?:[吧啊哦额呃诶]*(?:哦|啊)?(?:不对)+[啊哦了]?|[啊哦]不是的?|(?P<not>不是的?)|搞错了?|弄错了?|(?:[打写说输]?错了?)+|算了|口误|手误|手滑|更正|重来|じゃなくて|ではなく|아니고?|à\ không|eh\ bukan|bukan|ไม่ใช่
         |(?P<word>no\ wait|wait\ no|wait|no|nope|sorry|oops|whoops|i\ meant?|actually|correction|make\ (?:that|it)|scratch\ that|or\ rather|rather|typo))
        (?P<after>[\s,，。.!！…~;；:：—-]*)(?P<link>应该?[是叫为]?|就?[是叫]|改[成为叫]|要改成|it['’]?s|should\ be)?[\s:：]*
        (?P<name>\S.*)$",
    )
});

/// A name that is not meant, and the one that is.
static NOT_THAT: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?:(?:不是|不要|不叫|别叫|别改[成为])(?P<first>\S.*?)[\s,，。]*(?:而?是|要|改?叫|改[成为])|not (?P<other>\S.*?)[\s,]+(?:but|it['’]?s))[\s,，]*(?P<name>\S.*)$",
    )
});

/// Somebody cannot decide.
static ONE_OF_TWO: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?P<one>\S.*?)(?:\s*(?:或者|还是|或是|または|もしくは|또는|아니면|หรือ)\s*|\s+(?:or|或|和|与|跟|atau|hoặc|hay)\s+|(?P<glued>或|、|/))(?P<other>\S.*?)(?P<any>[\s,，]*(?:哪个|随便)?都?(?:行|可以|好|ok|成)|呢|[\s,]*(?:whatever|either(?: is fine| works)?|both (?:are )?(?:fine|ok)))?$",
    )
});

/// A conjunction after which nothing comes, or a mention did.
static UNFINISHED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"[\s,，]+(?P<word>and|or|but|with|for|to|the|as|so|because|if|is|cc|from|of|like|和|或|或者|还是|跟|与|但是?|因为|所以|还有)$",
    )
});

/// A clause behind a name, with a small word of English: `Gray because I like it`.
static SMALL_CLAUSE: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"[\s,，]+\(?(?P<word>with|for|because|since|so|until|till|before|after|by|from|again|soon|this|that|as|like|without|if|when|while|also|but|spelled|spelt|not|lowercase|uppercase|in (?:here|this|the|my))\b.*$",
    )
});

/// How somebody begins who has not said the name yet, in small letters: `um Gray`, 呃 张三.
static HESITANT: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?:(?:hi|hello|hey|yo|just|only|simply|u+[hm]+|hm+|e+r+m*|oh|well|so|yes|yeah|yep|no|ok(?:ay)?|maybe|perhaps|try|dear|bot|bro|dude|kindly|i(?:['’]?d like| would like| want(?: to be)?| wanna be| need| prefer| choose| pick| meant?| said)|let['’]?s (?:go with|try|use|do)|go with|make (?:me|it)|call it|be|how about|what about|can (?:i|you) (?:be|use|have|get|call)|me|it['’]?s now|now|lowercase|my (?:son|daughter|kid|child|boy|girl)(?:['’]s name)?(?: is)?)[\s,，:.…]+|(?:えーと|えっと|あの|음|어|ờ|à|eh+|e+m+|เอ่อ|อืม|[呃额嗯啊诶哎喂]+|那个|这个|就是|要不|不如|干脆|对了|好吧|快点?|赶紧|马上|现在|对|错了|不对|(?:可以|好|行|能行|ok)吗)[\s,，:：.。!！…~]+)(?P<name>\S.*)$",
    )
});

/// Talk, and no name: 不用谢, 待会再说, `never mind`.
static TALK: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"(?x)^(?:
        (?:(?:[我你您他她先还就都那嗯哦哎呃额喂请让帮给]|麻烦|好的|今天|现在|马上|大家|自己|等|快)[\s,，。!！]*)*
        (?:不用[改谢了换急]?|不[改谢要换急客]气?|别[改急闹动]|不知道|不想改|没[事改问题]+|没有|稍等|稍后|[等待过]一?[会下]儿?|等等|一会儿?|再[说看改想]|[想看试]{2}|试试看|想想看|算了|不对|[改打写说]?错|看不[懂明]白?|[没不](?:看)?[懂明]白?|不会[用弄改]?|对+|行+|可以|好|好{3,}|是+|改好|改完|已经?改|自己改|换一?[个下]|改一?[个下]|快[点改]*|急|晕|唉|呵呵|哈哈+|无语|真的|真服|救命|怎么办|什么|谁)
        (?:[了吧啊呀哈哦嘛呢吗的啦噢]|改|换|谢谢?|再说|一下|下|吧|[\s,，。!！?？~…])*
        |(?:(?:ok(?:ay)?|oh|hm+|well|no|yes|please|just|i['’]?ll|i\ will|i\ am|i['’]?m|let\ me|hey|hi|hello|sorry|do|not|you|we|can|it|that|this|is)[\s,.!]+)*
         (?:now|later|never\ ?mind|nvm|not\ now|wait|hold\ on|one\ (?:sec|moment|minute)|do\ it|do\ that|hurry(?:\ up)?|quick(?:ly)?|right|correct|wrong|whatever|anything|something|nothing|think|welcome|no\ (?:problem|thanks|idea)|np|idk|i\ don['’]?t\ know|me|redo|retry|change|kindly|asap|today|tomorrow|why|how|what|when|where|this|that|it|there|here|done|same|again|you|me\ too\ please)
         (?:[\s,.!]+(?:now|please|pls|thanks|then|again|bot|there|it|not|so|for\ now|ok|is))*
        |(?:it|this|that|bot|the\ bot)?\s?(?:did\ ?n['’]?t|does\ ?n['’]?t|is\ ?n['’]?t|not|wo\ ?n['’]?t)\ work(?:ing)?
        |nothing\ happen(?:s|ed)|no\ response|call\ me|i\ ?(?:do\ ?n['’]?t|can\ ?n?['’]?t)\ (?:understand|know|get\ it|see\ it)
        |(?:じゃ|やっぱり)?(?:いい|大丈夫|わからない|まだ|まって|待って)(?:です)?|아니요?|네|아직|몰라요?|괜찮아요?|không|chưa|thôi|được|(?:ng)?gak(?:\ jadi)?|tidak(?:\ jadi)?|không\ (?:biết|cần)|terserah|belum|nanti|sudah|boleh|ไม่(?:รู้|เอา)?|ยัง|ได้
        )[。.!！~～?？…]*$",
    )
});

/// What people try out on a program, and what is no name that somebody wants.
static TRIED_OUT: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?:on|none|null|nil|undefined|n/?a|test|testing|edit|stop|start|exit|quit|hello|hi|hey|sorry|yes|no|ok|okay|list|show|info|version|about|options|commands?|delete me|remove me|true|false|random|改不改|你猜|随机|推荐(?:一个)?|(?:帮我)?(?:起|取|想)一?个(?:好听的)?名字?|空|无|[-—]|测试|测试一下|都行|随便|不是|嗯+|哦|开始|停止|退出|版本|列表|查询|搜索|下一步|返回|我|自己|我自己|你好|您好|不|改|在吗|有人吗|原名|原来的|同上|见上|收到|匿名|英文名|中文名|真名|后退|undu|undoing|undone|redo|redoing|names?|renam(?:e|es|ing)|nicknames?|hist|halp|whoiam|bye|hello there|thanks|客服|人工|投诉|u+[hm]+|h+m+|lol|(?:ha){2,}h?|k{1,2}|sure|fine|wtf|omg|(?:good |bad |stupid |dumb |silly |nice |hey |my )?bot|[选第][一二三四123]个?|[你您](?:定|决定|来定|随便|看着办|帮我起)|(?:简单|短|长|可爱|好听|正式|个性)一?点的?|空格|换行|表情|符号|[和或与跟]|or|and|to|the|of)$",
    )
});

/// What is to be done to the name that somebody has, or a name that they do not say: 前面加三班,
/// `same as before`, `whatever you want`.
static DESCRIBED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"(?x)^(?:前面|后面|中间|最[前后])加|^加(?:[上个]|一个)|去掉|删掉|^[和跟与同].*一样
        |^(?:[a-z'’]+\ )*?(?:i|you|my|your|his|her|the|a|it|me|is|was|same|something|anything|whatever|this|that|what|any|some|remove|add|without|surprise|with)\ [^\s].*$
        |^(?:[a-z'’]+\ )+(?:i|you|me|it|this|that|want|before|again|choose|here)$",
    )
});

/// Whether what stands where a name is expected is none that anybody wants.
pub(super) fn is_talk(text: &str) -> bool {
    let folded = fold(text);
    // A title has capitals: Someone Like You.
    if !text.chars().any(char::is_uppercase) && DESCRIBED.is_match(&folded) {
        return true;
    }
    // Please Please Me is a title.
    let mut words = text.split_whitespace();
    let is_title =
        words.clone().count() > 1 && words.all(|word| word.starts_with(char::is_uppercase));
    TRIED_OUT.is_match(&folded) || (!is_title && TALK.is_match(&folded))
}

/// The names of which one was meant, the likeliest first; empty where there is no second thought.
pub(super) fn readings(typed: &str) -> Vec<&str> {
    corrected(typed).or_else(|| one_of_two(typed)).unwrap_or_default()
}

fn corrected(typed: &str) -> Option<Vec<&str>> {
    let folded = Folded::of(typed);
    let negated = NOT_THAT.captures(folded.text()).and_then(|found| {
        let name = folded.typed(found.name("name")?.range());
        (names::is_likely(name) || found.name("other").is_some()).then_some(name)
    });
    let name = negated.or_else(|| {
        let found = CORRECTED.captures(folded.text())?;
        let name = folded.typed(found.name("name")?.range());
        let is_set_off =
            |group: &str| found.name(group).is_some_and(|space| !space.as_str().is_empty());
        let is_meant = match found.name("word") {
            // `Love Actually` is a title, and `Gray actually Grey` none.
            Some(word) => {
                is_set_off("before")
                    && is_set_off("after")
                    && folded
                        .typed(word.range())
                        .starts_with(|c: char| c.is_lowercase() || c == 'I')
            }
            // 张三丰 不是张三 tells what it is not.
            None => {
                (is_set_off("before") && is_set_off("after"))
                    || (found.name("not").is_none() && names::is_certain(name))
            }
        };
        is_meant.then_some(name)
    })?;
    Some(vec![trim(name)])
}

fn one_of_two(typed: &str) -> Option<Vec<&str>> {
    let folded = Folded::of(typed);
    let found = ONE_OF_TWO.captures(folded.text())?;
    let [one, other] =
        ["one", "other"].map(|group| found.name(group).map(|part| folded.typed(part.range())));
    let (one, other) = (trim(one?), trim(other?));
    // 张三、李四 may be two parents; 张三、李四都行 is a choice.
    let is_meant = match found.name("glued").map(|glued| glued.as_str()) {
        None => true,
        Some("或") => names::is_certain(one) && names::is_certain(other),
        Some(_) => found.name("any").is_some_and(|any| {
            ["都", "随便", "哪个", "whatever", "either", "both"]
                .iter()
                .any(|word| any.as_str().contains(word))
        }),
    };
    is_meant.then(|| vec![one, other])
}

/// The text without what leads up to a name as people speak, or without a conjunction at its end.
pub(super) fn without_hesitation(typed: &str) -> Option<&str> {
    let is_small = |c: char| c.is_lowercase() || !c.is_ascii();
    let is_spoken =
        typed.starts_with(is_small) || typed.starts_with("I ") || typed.starts_with("I'");
    // Dr. No, and `Gray A and`.
    let before_small = |pattern: &Pattern| {
        let folded = Folded::of(typed);
        let found = pattern.captures(folded.text())?;
        let word = folded.typed(found.name("word")?.range());
        let is_small = !word.starts_with(char::is_uppercase);
        is_small.then(|| folded.typed(0..found.get(0).map_or(0, |found| found.start())))
    };
    capture(&HESITANT, typed, "name")
        .filter(|_| is_spoken)
        .or_else(|| before_small(&UNFINISHED))
        .or_else(|| before_small(&SMALL_CLAUSE))
}
