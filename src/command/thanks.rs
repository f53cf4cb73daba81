//! Courtesies: what people say to be polite, after a name and beside it.

use std::sync::LazyLock;

use super::pattern::{Pattern, pattern};
use super::text::{before, fold, trim};

/// What people say to be polite, as it stands after a name.
const THANKS: &str = r"(?:先|提前|非常|十分|万分|再次)?谢谢(?:[你您]|大家|各位|(?:各位)?老师们?|班主任|群主|管理员?|机器人|亲)?[啦了哦哈呀啊咯哟]*|(?:先)?谢[啦了过]?|(?:多谢)+[了啦你您]*|(?:非常|十分|万分)?(?:感谢)+[你您]?|感激不尽|感恩|蟹蟹|麻烦(?:[你您]|老师|管理员|群主)?(?:了|啦|一下)?(?:帮(?:我|忙)?)?(?:改(?:一)?下|改改|处理(?:一)?下)?|(?:老师|群主|管理员)?辛苦(?:[你您]|老师|大家)?[了啦]*|拜托[你您]?[了啦]*|劳驾|有劳了?|请|帮(?:我|忙)?改(?:一)?下|改(?:一)?下|急+|在线等|please and thank(?:s| you)|please|pls|plz|thank you(?: (?:so|very) much| a lot)?|thanks(?: you)?(?: (?:so|very) much| a lot)?|thank u|many thanks|thx|thks|ths|tks|thanx|ty|tia|cheers|3q|3ks|kindly|for me|if (?:you can|possible)|right now|asap|ありがとう(?:ございます)?|お愿い(?:し|致し|いたし)ます|お愿い|よろしく(?:お愿いします)?|감사(?:합니다|해요)|고마워요?|고맙습니다|부탁(?:해요?|드려요|드립니다|합니다)|(?:xin )?cảm ơn(?: (?:bạn|nhiều|ạ|thầy|cô|anh|chị|em))*|cam on|làm ơn|giúp (?:tôi|mình|em)(?: (?:nhé|với|ạ))?|terima kasih(?: banyak)?|makasih(?: ya)?|trims|tolong|ขอบคุณ(?:มาก|ครับ|ค่ะ)*|ครับ|ค่ะ|[🙏🙇🏻🏼🏽🏾🏿]+";

/// What makes a question of a request, and no more than politeness.
pub(super) const MAY_I: &str = r"(?:will|would|could|can) (?:you|u|ya)|可以吗|可以么|可以不|好吗|好么|好不好|行吗|行么|行不行|可不可以|能行吗|成吗|ok吗|就行了?|就好了?|即可|okay|ok";

/// A picture in place of a letter, and DingTalk's own in brackets.
pub(super) const SMILE: &str = r"(?:[\p{Extended_Pictographic}🏻🏼🏽🏾🏿\x{FE0F}\x{200D}]|\[(?:微笑|憨笑|大笑|傻笑|偷笑|呲牙|可爱|害羞|鲜花|玫瑰|抱拳|拜托|感谢|谢谢|赞|强|握手|爱心|心|鼓掌|加油|比心|OK|ok|好的|收到|合十|对不起|流泪|大哭|鬼脸|得意|爱意|拥抱|送花花|撒花|猫咪|狗子|红包)\])";

/// Courtesies that are set off from the name by a space or by punctuation.
pub(super) static SET_OFF: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(&format!(
        r"(?:(?:[\s,，、。.!！?？~～;；…–—-]+(?:{THANKS}|{MAY_I})+{SMILE}*)|\s*\((?:{THANKS}|急)[!！]*\))+[\s,，。.!！~～?？…]*$"
    ))
});

/// Courtesies, and no name.
static ONLY_THANKS: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(&format!(r"^(?:(?:{THANKS}|{MAY_I}|吧|了|吗|呢)[\s,，、。.!！~～?？]*)+$"))
});

/// The text without the courtesies at its end, if there are any.
pub(super) fn without_thanks(text: &str) -> Option<&str> {
    before(&SET_OFF, text).map(trim).filter(|rest| !rest.is_empty())
}

/// Whether a text is courtesies, and no name.
pub(super) fn is_only_thanks(text: &str) -> bool {
    ONLY_THANKS.is_match(&fold(text))
}
