//! What looks like the name of a person, where nothing else says that it is one.

use super::text::{fold, trim};
use super::thanks;
use crate::domain::{is_common_surname, is_hanzi, is_surname_of_two};

/// Whether a text may well be somebody's name: a surname and a given name, or words with capitals.
pub(super) fn is_likely(text: &str) -> bool {
    let text = thanks::without_thanks(text).unwrap_or(text);
    let text = trim(text).trim_end_matches(['。', '.', '!', '！', '~', '吧', '哈']);
    let characters: Vec<char> = text.chars().collect();
    let is_full = match characters.as_slice() {
        [] => false,
        ['小' | '阿' | '老', second] => is_common_surname(*second),
        [first, second] if is_hanzi(*second) => is_common_surname(*first),
        [first, second, _] if is_hanzi(*second) => {
            is_common_surname(*first) || begins_with_two(&characters)
        }
        [_, second, _, _] if is_hanzi(*second) => begins_with_two(&characters),
        _ => return are_capitalised(text) && !thanks::is_only_thanks(text),
    };
    is_full && characters.iter().all(|&c| is_hanzi(c)) && !is_word(text)
}

/// Whether a text is most likely somebody's name: 张大山, 小鲍, 欧阳明.
pub(super) fn is_certain(text: &str) -> bool {
    let mut characters = text.chars();
    let is_long = text.chars().count() > 2;
    let begins = characters.next().is_some_and(|first| {
        is_hanzi(first)
            && (is_long || "小阿老张王李赵刘陈杨黄吴周徐孙朱胡郭何林罗郑梁".contains(first))
    });
    begins && is_likely(text)
}

fn begins_with_two(characters: &[char]) -> bool {
    characters.len() > 2 && is_surname_of_two(&characters[..2].iter().collect::<String>())
}

/// Words and ends of sentences that begin as names do.
fn is_word(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "老师", "老大", "老板", "小时", "大家", "马上", "时间", "高兴", "方便", "万一", "安排",
        "单独", "解释", "常见", "平时", "温柔", "解决", "成功", "成绩", "王者", "金额", "方法",
        "周一", "周二", "周三", "周四", "周五", "周六", "周日", "周末", "万分", "任务", "文件",
        "方案", "时候", "车位", "谢谢", "大小", "大概", "大会", "小心", "项目", "计划", "安全",
        "简单", "白天", "明天", "何时", "何必", "关于", "关系", "和我", "黄色", "蓝色", "江湖",
    ];
    const ENDS: [char; 20] = [
        '吗', '呢', '了', '的', '好', '来', '到', '着', '过', '去', '话', '事', '没', '不', '么',
        '都', '吧', '啊', '谁', '点',
    ];
    let text = fold(text);
    WORDS.iter().any(|word| text.starts_with(word)) || text.ends_with(ENDS)
}

fn are_capitalised(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "ok",
        "okay",
        "hello",
        "hi",
        "hey",
        "yes",
        "no",
        "sorry",
        "done",
        "late",
        "back",
        "here",
        "sick",
        "friday",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "saturday",
        "sunday",
        "i",
        "english",
        "chinese",
        "japanese",
        "korean",
    ];
    let words: Vec<&str> = text.split(' ').collect();
    let is_name = |word: &&str| {
        word.starts_with(char::is_uppercase)
            && word.chars().all(|c| c.is_alphabetic() || ".'’-".contains(c))
            && !WORDS.contains(&fold(word).as_str())
            // I'm, It's
            && word.split_once(['\'', '’']).is_none_or(|(_, rest)| rest.len() > 2)
    };
    words.len() <= 3 && words.iter().all(is_name) && !words[0].starts_with(is_hanzi)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_look_like_names_and_words_do_not() {
        for (text, expected) in [
            ("张大山", true),
            ("小鲍", true),
            ("欧阳明月", true),
            ("Bobby", true),
            ("Bobby Lee", true),
            ("老师", false),
            ("马上来", false),
            ("高兴了", false),
            ("作业", false),
            ("late", false),
            ("Thanks", false),
            ("下周三开会", false),
        ] {
            assert_eq!(is_likely(text), expected, "failed on {text}");
        }
    }
}
