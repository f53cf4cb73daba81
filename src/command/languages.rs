//! How people ask for another name in the other languages that the bot speaks.
//!
//! ```text
//! 名前を | ボビー | に変えて | ください
//! đổi tên | tôi | thành | Bobby | giúp mình nhé
//! ```
//!
//! The patterns are read over the fold of a text, in which 変, 願 and 気 are 变, 愿 and 气.

use std::sync::LazyLock;

use super::pattern::{Pattern, pattern};

/// The patterns of sentences that ask for a name in one of these languages. In `loose` stands what
/// may as well be chat, and in `person` whose name it is.
pub(super) static PATTERNS: LazyLock<Vec<Pattern>> = LazyLock::new(|| {
    let languages = [japanese(), korean(), vietnamese(), malay(), thai()];
    languages.into_iter().flatten().map(|text| pattern(&text)).collect()
});

fn japanese() -> Vec<String> {
    const NOUN: &str = "(?:グループの?)?(?:新しい)?(?:名前|なまえ|ニックネーム|あだ名|表示名|呼び名|ハンドルネーム)";
    const SELF: &str = "(?:すみません|あの|お愿いします)?[、,\\s]*(?:(?P<self>私|わたし|僕|ぼく|俺|おれ|自分)の|(?P<person>[^\\sのをは]{1,10})の|の)?\\s*";
    const CHANGE: &str =
        "(?:变え|替え|かえ|变更|改名|设定|修正|直し|し(?:て|たい|ます|よう)|お愿い|登录)";
    const I_AM: &str = "(?:です|だよ?|にします|でお愿いします|でよろしく(?:お愿いします)?|といいます|と申します|がいい(?:です)?)?[。.!！]*";
    vec![
        format!("^{SELF}{NOUN}\\s*[をは]?\\s*(?P<name>.+?)\\s*[にへと]\\s*{CHANGE}.*$"),
        format!(
            "^{SELF}{NOUN}\\s*を?\\s*(?:变更|变えて?|变える|设定|改名)(?:して)?(?:ください|下さい|ほしい|欲しい|お愿いします|希望|たい(?:です)?)*[\\s、,:。]+(?P<name>.+?)(?:に)?$"
        ),
        format!(
            "^{SELF}{NOUN}(?:を|の)?(?:变更|变え(?:て|る)?|改名)?(?:して)?(?:ください|下さい|お愿いします|(?:し)?たい(?:です)?)*[。!]*(?P<name>)$"
        ),
        format!(
            "^(?P<name>.+?)\\s*(?P<loose>[にへ]\\s*(?:变え|替え|かえて|变更|改名|して(?:くだ|下|ほし|欲し|もら)))\\S*$"
        ),
        "^(?P<name>.+?)\\s*(?P<loose>(?:と|って)\\s*呼(?:んで|ばれ))\\S*$".to_owned(),
        format!("^{SELF}(?P<loose>{NOUN}\\s*(?:は|:|=|：))\\s*(?P<name>.+?){I_AM}$"),
        format!("^(?P<loose>(?:私|わたし|僕|ぼく|俺|おれ)(?:の名前)?は)\\s*(?P<name>.+?){I_AM}$"),
    ]
}

fn korean() -> Vec<String> {
    const NOUN: &str = "(?:그룹\\s*|채팅방\\s*|단톡방\\s*|새\\s*)?(?:이름|닉네임|별명|별칭|대화명)";
    const SELF: &str =
        "(?:(?P<self>제|내|저의|나의|저|나)\\s*|(?P<person>[^\\s]{1,10})의?\\s+|의\\s*)?";
    const PLEASE: &str = "(?:해|좀|줘|주세요|주실래요|주실\\s*수\\s*있나요|줄래|부탁\\S*|싶어요?|싶습니다|고|요|\\s)*";
    const I_AM: &str = "(?:입니다|이에요|예요|이?야|임|로\\s*할게요?|로\\s*해\\S*)?[.!~]*";
    vec![
        format!(
            "^{SELF}{NOUN}(?:을|를|은|는)?\\s*(?:좀\\s*)?(?P<name>.+?)\\s*(?:으로|로|이?라고)\\s*(?:좀\\s*)?(?:바꿔|바꾸|변경|설정|수정|고쳐|해|지어|부탁|하고|교체|정해).*$"
        ),
        format!(
            "^{SELF}{NOUN}(?:을|를)?\\s*(?:좀\\s*)?(?:바꿔|바꾸|변경|설정|수정){PLEASE}[\\s,:.!~]+(?P<name>\\S.*?)(?:이?요|으로|로)?$"
        ),
        format!("^{SELF}{NOUN}(?:을|를)?\\s*(?:좀\\s*)?(?:바꿔|바꾸|변경|설정|수정){PLEASE}[?.!~]*(?P<name>)$"),
        "^(?P<name>.+?)(?P<loose>(?:으로|로)\\s*(?:좀\\s*)?(?:바꿔|바꾸|변경|개명|해\\s*(?:줘|주세요)|부탁)).*$"
            .to_owned(),
        "^(?:저를|나를|날|절)?\\s*(?P<name>.+?)(?P<loose>이?라고\\s*(?:불러|부르)).*$".to_owned(),
        format!("^(?P<loose>{SELF}{NOUN}(?:은|는|이|가)?\\s*[:=]?)\\s*(?P<name>.+?){I_AM}$"),
        "^(?P<loose>저는|나는|전|난)\\s+(?P<name>.+?)(?:입니다|이에요|예요|이야|라고\\s*(?:해요|합니다))[.!~]*$"
            .to_owned(),
    ]
}

fn vietnamese() -> Vec<String> {
    const BEFORE: &str = "(?:(?:xin|hãy|hay|làm ơn|lam on|vui lòng|nhờ|cho|giúp|giup|bạn|ơi|bot|admin|thầy|cô|em|tôi|toi|mình|minh|tớ|muốn|muon|cần|can|được|ạ|có thể|chào|chao)[\\s,]+)*";
    const VERB: &str = "(?:thay đổi|đổi|doi|thay|sửa|sua|chuyển|cập nhật|đặt lại|đặt|dat)(?:\\s+(?:lại|lai|giúp|giup|hộ|cho|giùm))?";
    const NOUN: &str = "(?:tên hiển thị|tên nhóm|tên|ten|biệt danh|biet danh|bí danh|nickname)";
    const SELF: &str = "(?:của\\s+|cua\\s+)?(?P<self>tôi|toi|mình|minh|em|tớ|con|tui)";
    const END: &str = "(?:[\\s,]+(?:nhé|nhe|nha|ạ|với|voi|đi|giúp(?:\\s+(?:tôi|mình|em|tớ))?|giup (?:toi|minh|em)|giùm|dùm|được không|duoc khong|hộ(?:\\s+(?:tôi|mình|em))?|cảm ơn.*|cam on.*|please|pls|thanks))*[.!?~]*";
    vec![
        format!(
            "^{BEFORE}{VERB}\\s+(?:(?:cho|giúp)?\\s*(?:tôi|mình|em|tớ)\\s+)?{NOUN}(?:\\s+{SELF}|\\s+(?P<person>\\S+(?:\\s+\\S+){{0,3}}?))?(?:\\s+(?:trong|ở)\\s+nhóm(?:\\s+này)?)?\\s*(?:\\s(?:thành|thanh|là|la|sang|qua)\\s|[:=])\\s*(?P<name>.+?){END}$"
        ),
        format!("^{BEFORE}{VERB}\\s+{NOUN}(?:\\s+{SELF})?{END}(?P<name>)$"),
        format!("^(?P<loose>{BEFORE}{VERB}\\s+{NOUN}(?:\\s+{SELF})?)\\s+(?P<name>.+?){END}$"),
        format!(
            "^(?P<loose>{BEFORE}gọi\\s+(?P<self>tôi|mình|em|tớ)\\s+(?:là|bằng))\\s+(?P<name>.+?){END}$"
        ),
        format!(
            "^(?P<loose>{NOUN}(?:\\s+{SELF})?\\s*(?:\\s(?:là|la)\\s|[:=]))\\s*(?P<name>.+?){END}$"
        ),
        format!("^(?P<loose>(?P<self>tôi|mình|em|tớ)\\s+(?:tên\\s+)?là)\\s+(?P<name>.+?){END}$"),
    ]
}

/// Malay and Indonesian, which share most of this.
fn malay() -> Vec<String> {
    const BEFORE: &str = "(?:(?:tolong|mohon|minta|harap|sila|bisa|boleh|bolehkah|dapatkah|mau|ingin|nak|mahu|hendak|saya|aku|gue|gw|kak|min|admin|bot|halo|hai|cikgu|tuan|kamu|anda|awak)[\\s,]+)*";
    const VERB: &str = "(?:ganti|gantikan|gantiin|ubah|rubah|tukar|tukarkan|atur|tetapkan|perbarui|mengganti|menukar|mengubah)";
    const NOUN: &str = "(?:nama(?:\\s+(?:panggilan|grup|kumpulan|samaran|paparan|tampilan))?|nickname|panggilan|julukan)";
    const SELF: &str = "(?P<self>saya|aku|gue|gw|sy)";
    const END: &str = "(?:[\\s,]+(?:dong|donk|ya|yah|deh|lah|aja|saja|je|tolong|please|pls|makasih.*|terima kasih.*|trims.*|thanks|boleh|bisa(?:\\s+kan)?|(?:ng)?gak|kak|min))*[.!?~]*";
    vec![
        format!(
            "^{BEFORE}{VERB}\\s+{NOUN}(?:ku|\\s+{SELF}|\\s+(?P<person>\\S+(?:\\s+\\S+){{0,2}}?))?(?:\\s+(?:di|dalam)\\s+(?:grup|group|kumpulan)(?:\\s+ini)?)?\\s*(?:\\s(?:ke|jadi|menjadi|kepada|kpd|dengan|sebagai|pada)\\s|[:=])\\s*(?P<name>.+?){END}$"
        ),
        format!("^{BEFORE}{VERB}\\s+{NOUN}(?:ku|\\s+{SELF})?{END}(?P<name>)$"),
        format!("^(?P<loose>{BEFORE}{VERB}\\s+{NOUN}(?:ku|\\s+{SELF})?)\\s+(?P<name>.+?){END}$"),
        format!(
            "^(?P<loose>{BEFORE}panggil\\s+(?P<self>saya|aku|gue|gw)(?:\\s+sebagai)?)\\s+(?P<name>.+?){END}$"
        ),
        format!(
            "^(?P<loose>{NOUN}(?:ku|\\s+{SELF})?\\s*(?:\\s(?:adalah|ialah)\\s|[:=]))\\s*(?P<name>.+?){END}$"
        ),
        format!("^(?P<loose>nama(?:ku|\\s+{SELF}))\\s+(?P<name>.+?){END}$"),
    ]
}

fn thai() -> Vec<String> {
    const BEFORE: &str =
        "(?:(?:ช่วย|ขอ|กรุณา|โปรด|อยากจะ|อยาก|ต้องการ|รบกวน|ฉัน|ผม|หนู|เรา|สวัสดี(?:ครับ|ค่ะ)?)\\s*)*";
    const VERB: &str = "(?:เปลี่ยน|แก้ไข|แก้|ตั้ง|ปรับ)";
    const NOUN: &str = "(?:ชื่อเล่น|ชื่อกลุ่ม|ชื่อในกลุ่ม|ชื่อ)";
    const SELF: &str = "(?:ของ)?(?P<self>ฉัน|ผม|หนู|เรา|ดิฉัน|ตัวเอง)";
    const END: &str =
        "(?:\\s*(?:ครับ|ค่ะ|คะ|คับ|นะ|หน่อย|ด้วย|ที|จ้า|ได้ไหม|ได้มั้ย|ขอบคุณ.*|please|pls))*[.!?~]*";
    vec![
        format!(
            "^{BEFORE}{VERB}\\s*{NOUN}\\s*(?:{SELF}|(?P<person>\\S{{1,20}}?))?\\s*(?:ใน(?:กลุ่ม|กรุ๊ป)(?:นี้)?)?\\s*(?:ให้\\s*)?(?:เป็น|ว่า|:|=)\\s*(?P<name>.+?){END}$"
        ),
        format!("^{BEFORE}{VERB}\\s*{NOUN}\\s*(?:{SELF})?{END}(?P<name>)$"),
        format!("^{BEFORE}{VERB}\\s*{NOUN}\\s+(?P<name>.+?){END}$"),
        format!("^(?P<loose>{BEFORE}เรียก\\s*(?P<self>ฉัน|ผม|หนู|เรา)\\s*ว่า)\\s*(?P<name>.+?){END}$"),
        format!("^(?P<loose>(?P<self>ฉัน|ผม|หนู|เรา|ดิฉัน)\\s*ชื่อ)\\s*(?P<name>.+?){END}$"),
        format!("^(?P<loose>{NOUN}\\s*[:=])\\s*(?P<name>.+?){END}$"),
    ]
}
