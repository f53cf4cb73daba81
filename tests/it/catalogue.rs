//! The words for DingTalk's errors, held to what each voice is for.

use std::collections::{BTreeMap, BTreeSet};

use dingnick::dingtalk::DingTalkError;
use dingnick::dingtalk::codes::{self, Class};
use dingnick::domain::Problem;
use dingnick::i18n::{Locale, Voice, Words};

/// The longest answer to a refusal, in characters: it is read on a phone.
const LONGEST_REFUSAL: usize = 300;

/// `@` and a userid before it.
const MENTION: usize = 20;

fn problem(key: &str, code: &str) -> Problem {
    Problem { key: key.to_owned(), code: code.to_owned(), ..Problem::default() }
}

/// Every cause in every language, in one voice.
fn told(voice: Voice) -> BTreeMap<(&'static str, &'static str), String> {
    let words = Words::new();
    let told = Locale::all().flat_map(|locale| {
        let words = &words;
        codes::keys().into_iter().map(move |key| {
            let text = words.told(locale, &problem(key, ""), voice);
            ((locale.as_str(), key), text)
        })
    });
    told.collect()
}

#[test]
fn every_cause_is_told_in_three_voices() {
    let own = codes::keys().into_iter().filter(|key| !key.starts_with("class-")).count();
    assert!(own >= 60, "only {own} causes have words of their own");
    for voice in [Voice::Short, Voice::Member, Voice::Operator] {
        for ((locale, key), text) in told(voice) {
            assert!(!text.is_empty() && text != key, "{key} in {locale}: {text}");
            // Thai puts nothing at the end of a sentence.
            let is_sentence = text.ends_with(['.', '。'])
                || text.ends_with(|c: char| c.is_ascii())
                || locale == "th";
            assert!(voice == Voice::Short || is_sentence, "{key} in {locale}: {text}");
            assert!(!text.contains('\n'), "{key} in {locale} has more than one line");
        }
    }
}

#[test]
fn no_two_causes_are_told_alike_to_the_operator() {
    for voice in [Voice::Short, Voice::Operator] {
        let mut known = BTreeMap::new();
        for ((locale, key), text) in told(voice) {
            let same = known.insert((locale, text.clone()), key);
            assert_eq!(same, None, "{key} in {locale}: {text}");
        }
    }
}

#[test]
fn two_codes_that_are_told_alike_have_one_cause() {
    // What a code means is its key; a code of one class with words of its own never has those of
    // another's.
    let mut classes: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for code in codes::all() {
        classes.entry(code.key).or_default().insert(code.class.as_str());
    }
    for (key, classes) in classes {
        let is_of_one_class = classes.len() == 1;
        // These are told by calls for one purpose as a lack of consent, by others as a setting.
        let may_differ = [
            "jsapi-agent",
            "organisation-consent",
            "robot-not-installed",
            "template-not-released",
            "unknown-corp",
        ];
        assert!(is_of_one_class || may_differ.contains(&key), "{key} is of {classes:?}");
    }
}

#[test]
fn a_member_reads_no_jargon_and_a_single_sentence() {
    let jargon = [
        "access_token",
        "chatid",
        "openConversationId",
        "robotCode",
        "API",
        "HTTP",
        "JSON",
        "IP",
        "CorpId",
        "Client ID",
        "Secret",
        "qyapi",
        "userid",
        "DINGTALK_",
        "DINGNICK_",
        "oapi",
        "scope",
        "接口",
        "参数",
        "网关",
        "域名",
        "请求",
    ];
    for ((locale, key), text) in told(Voice::Member) {
        for word in jargon {
            assert!(!text.contains(word), "{key} in {locale} says {word}: {text}");
        }
        let ends = text.matches(['。', '？']).count() + text.matches(". ").count();
        assert!(ends <= 1, "{key} in {locale} is more than a sentence: {text}");
    }
}

#[test]
fn a_refusal_fits_a_phone() {
    let words = Words::new();
    let mut long = Vec::new();
    for locale in Locale::all() {
        for code in codes::all() {
            let problem = problem(code.key, code.reason());
            let member = words.problem(locale, &problem);
            let operator = words.told(locale, &problem, Voice::Operator);
            let both = MENTION + member.chars().count() + operator.chars().count() + 1;
            if both > LONGEST_REFUSAL {
                long.push(format!("{both} {} {}: {operator}", locale.as_str(), code.key));
            }
            let short = words.told(locale, &problem, Voice::Short).chars().count();
            assert!(short <= 60, "{} in {}: {short}", code.key, locale.as_str());
        }
    }
    long.sort();
    long.dedup_by_key(|line| line.split_once(' ').map(|(_, text)| text.to_owned()));
    assert!(long.is_empty(), "too long:\n{}", long.join("\n"));
}

#[test]
fn no_sentence_of_dingtalks_documents_is_copied() {
    let ours: Vec<(String, String)> = [Voice::Short, Voice::Member, Voice::Operator]
        .into_iter()
        .flat_map(told)
        .map(|((locale, key), text)| (format!("{key} in {locale}"), text.to_lowercase()))
        .collect();
    let mut copied = BTreeSet::new();
    for code in codes::all() {
        for theirs in sentences(code.english, code.chinese) {
            for (place, text) in ours.iter().filter(|(_, text)| text.contains(&theirs)) {
                copied.insert(format!("{place} has DingTalk's {theirs:?}: {text}"));
            }
        }
    }
    assert!(copied.is_empty(), "{copied:#?}");
}

/// Sentences of DingTalk's, long enough to be a sentence.
fn sentences(english: &str, chinese: &str) -> Vec<String> {
    let is_chinese = |c: char| matches!(c, '\u{4e00}'..='\u{9fff}');
    let english = english.split(['.', ';', ':']).map(|text| text.trim().to_lowercase());
    let english = english.filter(|text| text.split_whitespace().count() >= 3);
    let chinese =
        chinese.split(['。', '；', '，', ':', '：']).map(|text| text.trim().to_lowercase());
    let chinese = chinese.filter(|text| text.chars().filter(|c| is_chinese(*c)).count() >= 5);
    english.chain(chinese).collect()
}

#[test]
fn every_code_of_the_fixtures_is_in_the_catalogue() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/api");
    for file in std::fs::read_dir(folder).expect("the folder is there") {
        let path = file.expect("an entry").path();
        let text = std::fs::read(&path).expect("it can be read");
        let fixture: serde_json::Value = serde_json::from_slice(&text).expect("it is JSON");
        let field = |name: &str| match &fixture["body"][name] {
            serde_json::Value::String(text) => text.clone(),
            serde_json::Value::Number(number) => number.to_string(),
            _ => String::new(),
        };
        // The page of a ban has its code as `status`; how far a registration has come is a word there.
        let status = Some(field("status")).filter(|_| fixture["body"]["status"].is_number());
        let code = [field("errcode"), field("code"), status.unwrap_or_default()].concat();
        if !code.is_empty() {
            let found = codes::find(&code, &field("sub_code"));
            let found = found.unwrap_or_else(|| panic!("{code} of {}", path.display()));
            assert!(found.has_own_words(), "{code} of {} is worth words", path.display());
        }
    }
}

#[test]
fn a_code_that_nobody_knows_is_told_with_the_code() {
    let words = Words::new();
    for code in ["987654", "never.heardOf", "Forbidden.AccessDenied"] {
        assert_eq!(codes::find(code, ""), None);
        for locale in Locale::all() {
            let text = words.problem(locale, &problem("unexpected", code));
            assert!(text.contains(code), "{text}");
            // What an older version wrote down of a cause that has another name now.
            assert_eq!(words.problem(locale, &problem("no-such-cause", code)), text);
        }
    }
}

#[test]
fn what_helps_is_told_of_every_class() {
    let words = Words::new();
    for locale in Locale::all() {
        for class in Class::ALL {
            let (again, who) = words.remedy(locale, class.key());
            assert!(again != class.key() && who != class.key(), "{class:?}: {again}, {who}");
        }
    }
}

#[test]
fn a_problem_that_an_older_version_wrote_down_is_read() {
    let old = r#"{"key":"permission","code":"60011","scope":"qyapi_chat_manage"}"#;
    let old: Problem = serde_json::from_str(old).expect("it is read");
    let told = Words::new().told(Locale::EN, &old, Voice::Operator);
    assert!(told.contains("the permission qyapi_chat_manage"), "{told}");
    let error = DingTalkError::of_answer(
        r#"{"errcode":88,"sub_code":"60020","sub_msg":"x,request ip=203.0.113.7 appKey(x)"}"#,
    );
    let new = error.expect("a refusal").problem();
    let written = serde_json::to_string(&new).expect("it is written");
    assert_eq!(serde_json::from_str::<Problem>(&written).expect("it is read"), new);
}
