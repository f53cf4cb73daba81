//! The words for commands in the other languages that the bot speaks, as people type them who were
//! never told the English ones.

/// The words for a command besides those of the table, as they are written; empty where there are
/// none.
pub(super) fn of(command: &str) -> &'static [&'static str] {
    WORDS.iter().find(|(name, _)| *name == command).map_or(&[], |(_, words)| *words)
}

#[rustfmt::skip]
const WORDS: &[(&str, &[&str])] = &[
    ("help", &[
        "助けて", "使い方を教えて", "도와줘", "도와주세요", "도움", "사용 방법", "giúp", "giúp tôi",
        "giúp mình", "giúp với", "cách dùng", "cách sử dụng", "bantu", "tolong bantu", "cara pakai",
        "cara guna", "panduan", "ช่วย", "ช่วยด้วย", "วิธีใช้งาน",
    ]),
    ("undo", &[
        "戻す", "戻して", "もとに戻す", "되돌려", "되돌려주세요", "실행 취소", "원래대로", "khôi phục",
        "hoàn lại", "đổi lại tên cũ", "trả lại tên cũ", "kembalikan", "kembalikan nama", "pulihkan",
        "urungkan", "undurkan", "buat asal", "กู้คืน", "คืนค่า", "คืนชื่อเดิม", "เปลี่ยนกลับ",
    ]),
    ("reset", &[
        "リセット", "초기화", "리셋", "đặt lại", "thiết lập lại", "setel ulang", "atur ulang",
        "tetapkan semula", "set semula", "รีเซ็ต", "รีเซต",
    ]),
    ("history", &[
        "履歴", "変更履歴", "ヒストリー", "기록", "변경 기록", "이력", "히스토리", "lịch sử", "riwayat",
        "sejarah", "ประวัติ",
    ]),
    ("status", &[
        "ステータス", "상태", "설정", "trạng thái", "cài đặt", "pengaturan", "tetapan", "สถานะ",
        "การตั้งค่า",
    ]),
    ("whoami", &[
        "私は誰", "私の名前は", "나는 누구", "내 이름이 뭐야", "tôi là ai", "siapa saya", "siapa aku",
        "ฉันคือใคร", "ฉันเป็นใคร",
    ]),
    ("request", &["신청", "요청", "yêu cầu", "permohonan", "ขออนุมัติชื่อ"]),
    ("withdraw", &[
        "取り下げ", "申請を取り消す", "신청 취소", "요청 취소", "rút yêu cầu", "hủy yêu cầu",
        "huỷ yêu cầu", "batalkan permintaan", "tarik balik", "ถอนคำขอ",
    ]),
    ("doctor", &["진단", "chẩn đoán", "diagnosa", "ตรวจวินิจฉัย"]),
    ("bind", &["紐付け", "바인딩", "liên kết", "pautkan", "hubungkan", "ผูก"]),
    ("adopt", &["그룹 승격", "tiếp quản", "ambil alih", "รับช่วง"]),
    ("release", &["연결 해제", "giải phóng", "lepaskan", "ปลดปล่อย"]),
    ("allow", &["許可する", "허용", "cho phép", "izinkan", "benarkan", "อนุญาต"]),
    ("trust", &["信頼", "신뢰", "tin cậy", "tin tưởng", "percayai", "ไว้วางใจ"]),
    ("untrust", &["信頼解除", "신뢰 해제", "bỏ tin cậy", "jangan percayai", "เลิกไว้วางใจ"]),
    ("lock", &["ロック", "잠금", "잠가", "잠가줘", "khoá", "khóa", "kunci", "ล็อก", "ล็อค"]),
    ("unlock", &[
        "ロック解除", "アンロック", "잠금 해제", "mở khoá", "mở khóa", "buka kunci", "ปลดล็อก", "ปลดล็อค",
    ]),
    ("format", &[
        "フォーマット", "形式", "書式", "형식", "양식", "포맷", "định dạng", "mẫu tên", "format nama",
        "รูปแบบ",
    ]),
    ("exempt", &["免除", "면제", "예외", "miễn trừ", "ngoại lệ", "kecualikan", "ยกเว้น"]),
    ("unexempt", &["免除解除", "면제 해제", "bỏ miễn trừ", "batal kecualikan", "เลิกยกเว้น"]),
    ("check", &["チェック", "검사", "점검", "kiểm tra", "periksa", "semak", "ตรวจสอบ"]),
    ("remind", &[
        "リマインド", "リマインダー", "알림", "리마인드", "nhắc nhở", "ingatkan", "pengingat",
        "peringatan", "เตือน",
    ]),
    ("apply", &["適用", "적용", "áp dụng", "terapkan", "ใช้รูปแบบ"]),
    ("confirm", &["확인", "xác nhận", "konfirmasi", "sahkan", "ยืนยัน"]),
    ("reserved", &["予約名", "예약어", "tên dành riêng", "nama khusus", "ชื่อสงวน"]),
    ("lookalikes", &["似た名前", "비슷한 이름", "tên giống", "nama mirip", "nama serupa", "ชื่อคล้าย"]),
    ("welcome", &["ウェルカム", "환영", "chào mừng", "sambutan", "selamat datang", "ต้อนรับ"]),
    ("quiet", &["静か", "サイレント", "조용히", "무음", "im lặng", "yên lặng", "senyap", "โหมดเงียบ"]),
    ("approval", &["承認制", "승인제", "chế độ duyệt", "persetujuan", "kelulusan", "การอนุมัติ"]),
    ("approve", &["承認", "승인", "phê duyệt", "duyệt", "setujui", "luluskan", "อนุมัติ"]),
    ("reject", &["却下", "拒否", "거절", "거부", "반려", "từ chối", "tolak", "ปฏิเสธ"]),
    ("lang", &["言語", "언어", "ngôn ngữ", "bahasa", "ภาษา"]),
];
