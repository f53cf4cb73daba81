//! Courtesies: what people say to be polite, after a name and beside it.

use std::sync::LazyLock;

use super::pattern::{Pattern, pattern};
use super::text::{before, fold, trim};

/// What people say to be polite, as it stands after a name.
const THANKS: &str = r"(?:先|提前|非常|十分|万分|再次)?谢谢(?:[你您]|大家|各位|(?:各位)?老师们?|班主任|群主|管理员?|机器人|亲)?[啦了哦哈呀啊咯哟]*|(?:先)?谢[啦了过]?|(?:多谢)+[了啦你您]*|(?:非常|十分|万分)?(?:感谢)+[你您]?|感激不尽|感恩|蟹蟹|麻烦(?:[你您]|老师|管理员|群主)?(?:了|啦|一下)?(?:帮(?:我|忙)?)?(?:改(?:一)?下|改改|处理(?:一)?下)?|(?:老师|群主|管理员)?辛苦(?:[你您]|老师|大家)?[了啦]*|拜托[你您]?[了啦]*|劳驾|有劳了?|请|帮(?:我|忙)?改(?:一)?下|改(?:一)?下|please and thank(?:s| you)|p+l+e+a+s+e+|p+l+[sz]+|thank you(?: (?:so|very) much| a lot)?|thanks(?: you)?(?: (?:so|very) much| a lot)?|thank u|many thanks|th(?:n|an)?x+|th[nk]?ks|tks|ths|tysm|tyvm|ty|tia|cheers|3q|3ks|kindly|for me|if (?:you can|possible)|in advance|ありがとう(?:ございます)?|お愿い(?:し|致し|いたし)ます|お愿い|よろしく(?:お愿いします)?|감사(?:합니다|해요)|고마워요?|고맙습니다|부탁(?:해요?|드려요|드립니다|합니다)|(?:xin )?cảm ơn(?: (?:bạn|nhiều|ạ|thầy|cô|anh|chị|em))*|cam on|làm ơn|giúp (?:tôi|mình|em)(?: (?:nhé|với|ạ))?|terima kasih(?: banyak)?|makasih(?: ya)?|trims|tolong|ขอบคุณ(?:มาก|ครับ|ค่ะ)*|ครับ|ค่ะ|[🙏🙇🏻🏼🏽🏾🏿]+";

/// Whom an English courtesy is for, and a Chinese one behind it: `thanks bot`, thx啦.
const THANKED: &str = r"(?:\s+(?:sir|ma'?am|madam|bot|bro|mate|man|dude|friend|guys|all|everyone|teacher|boss|again)|\s*(?:老师|群主|管理员?|机器人)|[啦了哦哈呀啊]+)?";

/// That it is urgent.
pub(super) const HASTE: &str = r"快(?:[点些]|一[点些])?(?:改|弄)?(?:吧|啊|哈|呀|哦|的)?|快快+|急+(?:用|需)?|(?:立刻|马上|立即|立马|即刻|尽快|尽早|赶紧|赶快|抓紧|火速|速速?|现在)+(?:就)?(?:改|换|要|生效)?(?:吧|啊|哈|的)?|在线等|等着用?|asap|right (?:now|away)|immediately|at once|urgent(?:ly)?|quickly|hurry(?: up)?";

/// The same where it touches a name, of which some of these words may be part: 愉快.
pub(super) const GLUED_HASTE: &str = r"快(?:[点些]|一[点些])(?:改|弄)?[吧啊呀哦]?|快快+|急{2,}|(?:立刻|马上|立即|立马|尽快|赶紧|赶快|现在)+(?:就)?(?:改|换)?[吧啊的]?|在线等";

/// What makes a question of a request, and no more than politeness.
pub(super) const MAY_I: &str = r"(?:will|would|could|can) (?:you|u|ya)|可以吗|可以么|可以不|好吗|好么|好不好|好不|行吗|行么|行不行|行不|可不可以|能行吗|成吗|ok吗|就行了?|就好了?|就可以了?|即可|okay|ok";

/// What asks for a yes to a name: 对吗, `right?`
pub(super) const TAG: &str = r"(?:这样|这个)?(?:对吗|对吧|对不对|对么|是吗|是吧|是不是|能改吗|能用吗|怎么样|咋样|好听吗|合适吗|没问题吧|可否|是否可以)|(?:is|would) (?:that|this|it)(?: be)? (?:ok(?:ay)?|fine|al+ ?right|possible|cool|allowed|good)|if (?:that|this|it)(?:['’]?s| is) (?:ok(?:ay)?|fine|al+ ?right|possible)|(?:(?:that|this) is |that'?s )?(?:right|correct|yes|yeah|yep|no|huh|eh)\s*\?+";

/// A picture in place of a letter, and DingTalk's own in brackets.
pub(super) const SMILE: &str = r"(?:[\p{Extended_Pictographic}🏻🏼🏽🏾🏿\x{FE0F}\x{200D}]|\[(?:微笑|憨笑|大笑|傻笑|偷笑|呲牙|可爱|害羞|鲜花|玫瑰|抱拳|拜托|感谢|谢谢|赞|强|握手|爱心|心|鼓掌|加油|比心|OK|ok|好的|收到|合十|对不起|流泪|大哭|鬼脸|得意|爱意|拥抱|送花花|撒花|猫咪|狗子|红包)\])";

/// Courtesies that are set off from the name by a space or by punctuation.
pub(super) static SET_OFF: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(&format!(
        r"(?:(?:[\s,，、。.!！?？~～;；…–—-]+(?:(?:{THANKS}){THANKED}|{HASTE}|{TAG}|{MAY_I})+{SMILE}*)|\s*\((?:{THANKS}|{HASTE})[!！]*\))+[\s,，。.!！~～?？…]*$"
    ))
});

/// Courtesies, and no name.
static ONLY_THANKS: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(&format!(
        r"^(?:(?:(?:{THANKS}){THANKED}|{HASTE}|{TAG}|{MAY_I}|吧|了|吗|呢)[\s,，、。.!！~～?？]*)+$"
    ))
});

/// The text without the courtesies at its end, if there are any.
pub(super) fn without_thanks(text: &str) -> Option<&str> {
    before(&SET_OFF, text).map(trim).filter(|rest| !rest.is_empty())
}

/// The text without the thanks that touch it: 撤销谢谢.
pub(super) fn without_glued_thanks(text: &str) -> Option<&str> {
    before(&GLUED_THANKS, text).map(trim).filter(|rest| !rest.is_empty())
}

static GLUED_THANKS: LazyLock<Pattern> =
    LazyLock::new(|| pattern(&format!(r"(?:(?:{THANKS}){THANKED}[\s,，。.!！]*)+$")));

/// Whether a text is courtesies, and no name.
pub(super) fn is_only_thanks(text: &str) -> bool {
    ONLY_THANKS.is_match(&fold(text))
}
