//! The surnames of China, as the beginning of a name tells them.

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

/// Whether most people would take a character at the beginning of a name for a surname.
#[must_use]
pub fn is_common_surname(character: char) -> bool {
    COMMON.contains(character)
}

/// Every surname of one character.
pub(super) fn all() -> impl Iterator<Item = char> {
    COMMON.chars().chain(OTHERS.chars())
}

/// Whether two characters are a surname together.
#[must_use]
pub fn is_surname_of_two(characters: &str) -> bool {
    OF_TWO.contains(&characters)
}
