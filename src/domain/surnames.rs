//! The surnames of China and Japan, as the beginning of a name tells them.

/// Those that most people have.
const COMMON: &str = "\
    王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢\
    姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫雷史龙陶贺顾毛郝龚邵万钱严赖覃洪武莫孔汤常温\
    康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成\
    苗谷曲盛冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑";

/// The others that are met. Many of their characters begin words as often as names.
const OTHERS: &str = "\
    景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟\
    邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹\
    井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印\
    逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利於呼居揭干但尉冶斯元束檀衣信展阴昝智幸奉植衡富尧闭由";

/// Surnames of two characters.
const OF_TWO: &[&str] = &[
    "欧阳", "上官", "司马", "诸葛", "司徒", "东方", "独孤", "南宫", "夏侯", "尉迟", "皇甫", "慕容",
    "令狐", "长孙", "宇文", "公孙", "轩辕", "端木", "百里", "呼延", "申屠", "西门",
];

/// The surnames that most people of Japan have.
const OF_JAPAN: &str = "\
    佐藤 鈴木 高橋 田中 伊藤 渡辺 渡邊 山本 中村 小林 加藤 吉田 山田 佐々木 山口 松本 井上 木村 斎藤 斉藤 \
    清水 山崎 池田 橋本 阿部 石川 山下 中島 石井 小川 前田 岡田 長谷川 藤田 後藤 近藤 村上 遠藤 青木 坂本 \
    福田 太田 西村 藤井 岡本 金子 三浦 藤原 中野 中川 松田 原田 小野 田村 竹内 中山 和田 石田 上田 森田 \
    菊地 酒井 宮崎 内田 高木 横山 安藤 宮本 大野 島田 谷口 今井 丸山 高田 野村 河野 武田 村田 上野 杉山 \
    大塚 平野 菅原 増田 小島 千葉 久保 岩崎 桜井 木下 野口 松尾 野田 菊池 佐野 大西 杉本 新井 浜田 市川 \
    古川 水野 小山 島崎 山中 川口 川崎 松井 星野 荒木 永井 秋山 大久保 中田 石原 本田 篠原 川上 飯田 吉川";

/// Whether most people would take a character at the beginning of a name for a surname.
#[must_use]
pub fn is_common_surname(character: char) -> bool {
    COMMON.contains(character)
}

/// The surnames of one character that most people have.
pub(super) fn common() -> impl Iterator<Item = char> {
    COMMON.chars()
}

/// Every surname of one character.
pub(super) fn all() -> impl Iterator<Item = char> {
    COMMON.chars().chain(OTHERS.chars())
}

/// The surnames of Japan, of two characters or three.
pub(super) fn of_japan() -> impl Iterator<Item = &'static str> {
    OF_JAPAN.split_whitespace()
}

/// Whether two characters are a surname together.
#[must_use]
pub fn is_surname_of_two(characters: &str) -> bool {
    OF_TWO.contains(&characters)
}
