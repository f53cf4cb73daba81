//! Characters that are drawn alike and that the table of UTS 39 keeps apart.
//!
//! That table, as of Unicode 18, has the spoofing variants of the Unihan database too (末 and 未,
//! 日 and 曰, 士 and 土), the radicals, and katakana that look like hanzi. What it lacks is below:
//! put together by hand, from what Chinese primers warn of. A class takes in only what differs by
//! a dot, a slant or the length of one stroke; characters that are told apart at a glance, or
//! that are both common in names (王 and 玉, 余 and 佘, 凤 and 风, 扬 and 杨), stay apart.

use std::collections::HashMap;
use std::sync::LazyLock;

use unicode_security::skeleton;

/// The classes, with spaces between them; the first of each represents it.
const CLASSES: &[&str] = &[
    // Latin: small capitals (the Cyrillic в, м, н, т come to these too) and signs that stand in
    // for letters.
    "aᴀ@ bʙ dᴅ eᴇ fꜰ gɢ hʜ i! jᴊ kᴋ lʟ丨 mᴍ nɴ o○◯ pᴘ qꞯ rʀ s$ tᴛ",
    // Bopomofo, katakana and signs that look like hanzi.
    "一-ㄧ 三Ξ 十+ 又ヌㄡ 才オ 乂ㄨ 冂ㄇ 匚ㄈ匸 日ㄖ 尸ㄕ 彳ㄔ 卩ㄗ 幺ㄠ 乀ㄟ 凵ㄩ 攵ㄆ \
     厂ㄏ 勹ㄅ 力ㄌ",
    // A slant, a dot, or a stroke that ends elsewhere.
    "己已巳 戊戌戍戉 千干チ 壬王 人入 天夭𫯛 免兔 乌鸟 刀刁 母毋毌 义叉 尤尢ㄤ 无旡 氏氐 \
     平乎 子孑孓 史吏 师帅 師帥 老考 孟盂 宇字 侯候 任仼 束朿 場埸 傅傳 博愽 协恊 芙芺 \
     茶荼 柳栁枊 昂昻昴 卯夘 晴睛 明眀 沐沭 汩汨 祎袆 祇祗 崇祟 徒徙 拆折 刺剌 盲肓 亳毫 \
     薛薜 嬴赢羸 梁粱 段叚 壶壸 壺壼 汆氽 皙晳 睢雎 逢逄 彤肜 錫鍚 管菅 班斑 理埋 丐丏 \
     叼叨 本夲 宜冝 富冨",
    // Two drops of water for three.
    "况況 决決 冲沖 凉涼 减減 凌淩 冷泠 冽洌 冶治 冼洗 污汚",
    // The same character as another country draws it.
    "黄黃 横橫 吕呂 侣侶 宫宮 别別 册冊 姗姍 录彔 禄祿 虚虛 强強 没沒 滚滾 温溫 真眞 慎愼 \
     青靑 清淸 教敎 既旣 即卽 却卻 高髙 内內 彦彥 郎郞 步歩 涉渉 每毎 德徳 俞兪 曾曽 \
     增増 姬姫 奥奧 遥遙 晋晉 凛凜 刊刋 翠翆 舍舎 冒冐 了𠄐 目𡆤",
];

fn classes() -> impl Iterator<Item = &'static str> {
    CLASSES.iter().flat_map(|classes| classes.split_whitespace())
}

/// From each member of a class, as UTS 39 draws it, to the representative.
static REPRESENTATIVES: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
    let mut representatives = HashMap::new();
    for class in classes() {
        let mut members = class.chars();
        if let Some(first) = members.next() {
            representatives.extend(skeleton(members.as_str()).map(|member| (member, first)));
        }
    }
    representatives
});

/// The character that stands for all that are drawn like `character`, which may be itself.
pub(super) fn representative(character: char) -> char {
    let letter = |first: u32| {
        let place = u8::try_from(u32::from(character) - first).unwrap_or_default();
        char::from(b'a' + place)
    };
    match character {
        // White letters on black: circled and squared.
        '\u{1F150}'..='\u{1F169}' => letter(0x1F150),
        '\u{1F170}'..='\u{1F189}' => letter(0x1F170),
        _ => REPRESENTATIVES.get(&character).copied().unwrap_or(character),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn a_character_is_in_one_class_and_uts_39_draws_it_as_one_character() {
        let mut seen = HashSet::new();
        for class in classes() {
            assert!(class.chars().count() > 1, "{class} has nothing to tell");
            for member in class.chars() {
                let drawn: String = skeleton(&member.to_string()).collect();
                assert!(seen.insert(drawn.clone()), "{member} of {class} is there already");
                // The representative is drawn again; a member must be found as it is.
                let one = drawn.chars().count() == 1 || class.starts_with(member);
                assert!(one, "{member} of {class} is drawn as {drawn}");
            }
        }
    }
}
