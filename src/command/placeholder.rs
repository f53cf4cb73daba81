//! What only stands for a name: the words of help, the parts of a format, letters and marks that
//! were to be filled in.

use std::sync::LazyLock;

use super::names;
use super::pattern::{Pattern, pattern};
use super::text::{Folded, capture, fold, trim};

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
        || LETTERED.is_match(text)
        || has_part(text)
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

/// `三年X班`, `N班`, `class X`: a letter in place of a number.
static LETTERED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"(?:^|[^a-z])[xn]+\s?(?:班|年级|年|级|组|栋|楼|单元|室|部门|部|校区|中学|小学|大学|幼儿园|公司|市|区|县|省|号)|\b(?:class|grade|room|unit|year)\s+(?:x+|n)\b|(?:クラス|반|lớp|kelas|ห้อง)\s?[xn]\b",
    )
});

/// What the parts of formats are called, in all languages.
static PART: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?:(?:[你您我]的)?(?:孩子|学生|宝宝|小孩|家长|真实)?(?:姓名|名字|昵称)|部门|班级|年级|学号|工号|职位|职务|岗位|学校|单位|公司|城市|地区|专业|院系|学院|组别|组名|队名|科室|校区|楼号|房号|门牌号|关系|称谓|家长称谓|身份|角色|手机号|电话|编号|序号|(?:your\s+|my\s+)?(?:(?:full|first|last|family|given|child'?s?|student)\s?)?(?:name|class|dept|department|number|nickname)|job\s?number|student\s?(?:id|number)|surname|名前|氏名|なまえ|クラス|部署|所属|이름|성명|부서|학번|반|tên|họ tên|lớp|phòng ban|nama|kelas|jabatan|bagian|jawatan|ชื่อ|ห้อง|แผนก)$",
    )
});

/// Parts that touch what follows: 班级小明.
static PART_FIRST: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"^(?:部门|班级|年级|学号|工号|职位|岗位|学校|单位)(?P<name>.+)$"));

/// Somebody whose name was left out: 张X, X先生; or `X-张三`, where that may be what they are called.
static HALF_FILLED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^x(?:先生|女士|小姐|老师|同学|总|经理|妈妈?|爸爸?|家长|某)$|^x[-_+·/|\s]+\p{Han}|\p{Han}[-_+·/|\s]+x$",
    )
});

/// Whether one of several parts of a text is called by its name still: 班级-小明.
fn has_part(folded: &str) -> bool {
    let is_joint = |c: char| "-_+·/|,，、—–&\u{2010}\u{2011}\u{2212}".contains(c);
    let pieces: Vec<&str> = folded.split(is_joint).map(str::trim).collect();
    let is_formatted = pieces.len() > 1 && pieces.iter().all(|piece| !piece.is_empty());
    // Class-3 is one.
    let is_numbered = pieces.iter().any(|piece| piece.chars().all(|c| c.is_ascii_digit()));
    if is_formatted && pieces.iter().any(|piece| PART.is_match(piece)) {
        return !is_numbered || !folded.is_ascii();
    }
    let mut words = folded.split_whitespace();
    let is_spaced = !folded.is_ascii() && words.clone().count() > 1;
    (is_spaced && words.any(|word| !word.is_ascii() && ONE_OF_PARTS.is_match(word)))
        || capture(&PART_FIRST, folded, "name").is_some_and(names::is_certain)
}

/// Those that stand for nothing else beside a space.
static ONE_OF_PARTS: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"^(?:部门|班级|年级|学号|工号|职位|岗位)$"));

/// Whether a text may be a name, and may be one of which a part was left out.
pub(super) fn is_half_filled(typed: &str) -> bool {
    let folded = fold(typed);
    let is_abbreviated = || {
        let mut characters = folded.chars();
        let (first, second, rest) = (characters.next(), characters.next(), characters.next());
        second == Some('x') && rest.is_none() && first.is_some_and(crate::domain::is_common_surname)
    };
    HALF_FILLED.is_match(&folded) || is_abbreviated()
}
