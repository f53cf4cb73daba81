//! Chains as they are sent.

use super::*;

fn asked(parts: &str) -> Vec<String> {
    parts.split(' ').map(str::to_owned).collect()
}

/// An answer in short: its number, and the texts by their keys.
fn told(answer: &ChainAnswer) -> String {
    let number = answer.number.map(|number| format!("{number}: ")).unwrap_or_default();
    let parts = answer.parts.iter().map(|(key, text)| format!("{key}={text}"));
    number + &parts.collect::<Vec<_>>().join(" ")
}

#[test]
fn lines_are_read_as_people_write_them() {
    let mut wrong = Vec::new();
    for (parts, line, expected) in [
        ("name number", "1. 张三 学号12", "1: name=张三 number=12"),
        ("name number", "1.张三 12", "1: name=张三 number=12"),
        ("name number", "1、张三，12", "1: name=张三 number=12"),
        ("name number", "4、1号", "4: number=1"),
        ("name number", "2、 李四 学号：13", "2: name=李四 number=13"),
        ("name number", "3） 王五 14号", "3: name=王五 number=14"),
        ("name number", "（4）赵六 15", "4: name=赵六 number=15"),
        ("name number", "(5) 钱七-16", "5: name=钱七 number=16"),
        ("name number", "[6] 孙八/17", "6: name=孙八 number=17"),
        ("name number", "【7】周九 | 18", "7: name=周九 number=18"),
        ("name number", "⑧吴十 19", "8: name=吴十 number=19"),
        ("name number", "❶ 郑一 20", "1: name=郑一 number=20"),
        ("name number", "9️⃣ 王二 21", "9: name=王二 number=21"),
        ("name number", "１０．冯三　２２", "10: name=冯三 number=22"),
        ("name number", "No.11: 陈四 23", "11: name=陈四 number=23"),
        ("name number", "no 12. 褚五 24", "12: name=褚五 number=24"),
        ("name number", "#13. 卫六 25", "13: name=卫六 number=25"),
        ("name number", "第14、蒋七 26", "14: name=蒋七 number=26"),
        ("name number", "15号：沈八 27", "15: name=沈八 number=27"),
        ("name number", "16:韩九 28", "16: name=韩九 number=28"),
        ("name number", "17 杨十 29", "17: name=杨十 number=29"),
        ("name number", "18. 朱一(30)", "18: name=朱一 number=30"),
        ("name number", "19. 秦二（学号31）", "19: name=秦二 number=31"),
        ("name number", "20. 尤三32", "20: name=尤三 number=32"),
        ("name number", "21. 33许四", "21: name=许四 number=33"),
        ("name number", "22. 34号何五", "22: name=何五 number=34"),
        ("name number", "23. 学号35 吕六", "23: name=吕六 number=35"),
        ("name number", "24. 学号是36，姓名是施七", "24: name=施七 number=36"),
        ("name number", "25. 姓名：张八 学号：37", "25: name=张八 number=37"),
        ("name number", "26. 我叫孔九，学号38", "26: name=孔九 number=38"),
        ("name number", "27. 曹十 S0039", "27: name=曹十 number=S0039"),
        ("name number", "28. 严一 40 谢谢老师", "28: name=严一 number=40"),
        ("name number", "29. 阿依古丽·买买提 41", "29: name=阿依古丽·买买提 number=41"),
        ("name number", "30. Alice Smith 42", "30: name=Alice Smith number=42"),
        ("name number", "31. Name: Bob Lee, Number: 43", "31: name=Bob Lee number=43"),
        ("name number", "32. Carol #44", "32: name=Carol number=44"),
        ("name number", "33. \u{200B}金二\u{200B} 45", "33: name=金二 number=45"),
        ("name number", "34.", ""),
        ("name number", "35. ", ""),
        ("name number", "36. 魏三", "36: name=魏三"),
        ("name number", "37. 46", "37: number=46"),
        ("name number", "张三 12", "name=张三 number=12"),
        ("name number", "12 张三", "name=张三 number=12"),
        ("name number", "张三12", "name=张三 number=12"),
        ("name number", "学号12", "number=12"),
        ("name number", "我是张三，12号", "name=张三 number=12"),
        ("name number", "老师好，张三 12", "name=张三 number=12"),
        ("name number", "收到！ 38. 陶四 47", "38: name=陶四 number=47"),
        ("name number", "#接龙", ""),
        ("name number", "例 张三 12", ""),
        ("name number", "格式：姓名 学号", ""),
        ("姓名 学号", "1. 张三 12", "1: name=张三 number=12"),
        ("class name", "1. 三班 张三", "1: class=三班 name=张三"),
        ("class name", "1. 张三 三班", "1: class=三班 name=张三"),
        ("class name", "1. 张三（3班）", "1: class=3班 name=张三"),
        ("class name", "1. 高一3班张三", "1: class=高一3班 name=张三"),
        ("class name", "1. 班级：三班 姓名：张三", "1: class=三班 name=张三"),
        ("class name", "1. 班长 三班", "1: class=三班 name=班长"),
        ("class number name", "1. 三班 12 张三", "1: class=三班 number=12 name=张三"),
        ("class number name", "1. 三班-张三-12号", "1: class=三班 number=12 name=张三"),
        ("child role", "1. 小明 妈妈", "1: child=小明 role=妈妈"),
        ("child role", "1. 妈妈 小明", "1: child=小明 role=妈妈"),
        ("child role", "1. 孩子姓名：小明，与孩子关系：爷爷", "1: child=小明 role=爷爷"),
        ("child role", "1. 小明+爸爸", "1: child=小明 role=爸爸"),
        ("name 宿舍", "1. 张三 301", "1: name=张三 宿舍=301"),
        ("name 宿舍", "1. 张三 宿舍 301", "1: name=张三 宿舍=301"),
        ("name 手机号", "1. 张三 13800000000", "1: name=张三 手机号=13800000000"),
        ("entry name", "1. 2026 张三", "1: entry=2026 name=张三"),
        ("number", "1. 12", "1: number=12"),
        ("number", "12", "number=12"),
        ("grade name", "1. 张三 二年级", "1: grade=二年级 name=张三"),
    ] {
        let answers = read_chain(line, &asked(parts));
        let found: Vec<String> = answers.iter().map(told).collect();
        if found.join("; ") != expected {
            wrong.push(format!("{line}: {}, not {expected}", found.join("; ")));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_whole_chain_is_read_with_all_of_its_lines_and_no_other() {
    let chain = "#接龙\n三班学号登记，请大家跟一下\n例 张三 12\n\n1. 张三 12\n2. 李四 13\n3. 王五\n4.\n谢谢大家";
    let answers = read_chain(chain, &asked("name number"));
    let found: Vec<String> = answers.iter().map(told).collect();
    assert_eq!(found, ["1: name=张三 number=12", "2: name=李四 number=13", "3: name=王五"]);
    assert!(answers.iter().all(|answer| answer.is_sure));
    assert!(begins_as_chain(chain));
}

#[test]
fn what_may_be_a_talk_is_not_sure() {
    for (line, is_sure) in [
        ("1. 张三", true),
        ("学号12", true),
        ("张三 12", true),
        ("my number is great", false),
        ("hello world", false),
        ("今天天气不错", false),
        ("张三", false),
        ("12", false),
    ] {
        let answers = read_chain(line, &asked("name number"));
        let found = answers.first().is_some_and(|answer| answer.is_sure);
        assert_eq!(found, is_sure, "failed on {line}");
    }
    for (text, begins) in [
        ("1. 张三", true),
        ("#接龙\n1. 张三", true),
        ("接龙", true),
        ("/nick 小明", false),
        ("12 张三", false),
        ("3.5 分", false),
    ] {
        assert_eq!(begins_as_chain(text), begins, "failed on {text}");
    }
}

#[test]
fn no_text_makes_it_stumble() {
    let pieces =
        ["1.", "（", "学号", "12", "张三", "\n", " ", "号", "①", "\u{20E3}", "é", "班", ":"];
    for seed in 0..2000_usize {
        let mut rest = seed;
        let mut text = String::new();
        for _ in 0..6 {
            text.push_str(pieces[rest % pieces.len()]);
            rest = rest / pieces.len() + seed;
        }
        for answer in read_chain(&text, &asked("name number class")) {
            assert!(!answer.parts.is_empty(), "failed on {text}");
            let texts = answer.parts.iter().all(|(_, text)| !text.is_empty());
            assert!(texts, "failed on {text}");
        }
    }
}
