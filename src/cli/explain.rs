//! `dingnick explain`: what an error code of DingTalk's means. It asks nobody and needs nothing.

use std::collections::BTreeSet;
use std::io::Write;

use clap::Args;

use crate::config::Sources;
use crate::dingtalk::DingTalkError;
use crate::dingtalk::codes::{self, Certainty, Class, Code, Family};
use crate::domain::{Problem, legible_lines};
use crate::i18n::{Locale, Voice, Words};

/// How many codes are offered in place of one that is not known.
const OFFERED: usize = 6;

/// The longest word, in characters, that is shown as a code. DingTalk has codes of 54.
const LONGEST_SHOWN: usize = 60;

#[derive(Args)]
pub(super) struct Arguments {
    /// The code, such as 60011 or groupNickForbid; or DingTalk's whole answer, in quotes
    #[arg(allow_negative_numbers = true)]
    code: String,
    /// The reason within it (sub_code), if there is one; of the v1.0 API the HTTP status
    #[arg(allow_negative_numbers = true)]
    sub_code: Option<String>,
    /// The language, such as en or zh-CN [default: DINGNICK_LOCALE, or the terminal's]
    #[arg(long, value_name = "LANG", value_parser = locale)]
    lang: Option<Locale>,
}

fn locale(tag: &str) -> Result<Locale, String> {
    Locale::parse(tag).ok_or_else(|| {
        let known: Vec<&str> = Locale::all().map(Locale::as_str).collect();
        format!("known languages are {}", known.join(", "))
    })
}

pub(super) fn run(arguments: &Arguments, sources: Option<Sources>) -> anyhow::Result<()> {
    let set = || Locale::parse(sources?.get("DINGNICK_LOCALE")?);
    let locale = arguments.lang.or_else(set).or_else(of_terminal).unwrap_or(Locale::EN);
    let page = Page { words: Words::new(), locale };
    let lines = match recognise(&arguments.code, arguments.sub_code.as_deref()) {
        Some(meaning) => page.meaning(&meaning),
        None => page.unknown(arguments.sub_code.as_deref().unwrap_or(&arguments.code)),
    };
    writeln!(std::io::stdout().lock(), "{}", legible_lines(&lines.join("\n")))?;
    Ok(())
}

/// The language of whoever sits at the terminal.
pub(super) fn of_terminal() -> Option<Locale> {
    let set =
        ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(|name| std::env::var(name).ok());
    let tag = set.into_iter().find(|tag| !tag.is_empty())?;
    Locale::parse(tag.split(['.', '@']).next()?)
}

/// What was recognised in what somebody typed or copied.
struct Meaning {
    class: Class,
    problem: Problem,
    code: Option<&'static Code>,
}

impl Meaning {
    fn of(code: &str, detail: &str) -> Option<Self> {
        let entry = codes::look_up(code, detail);
        let found = codes::find(code, detail);
        let typed = if detail.is_empty() { code } else { detail };
        let shown = found.map_or(typed, |code| code.reason());
        let problem = Problem { key: entry.key.into(), code: shown.into(), ..Problem::default() };
        (entry.key != codes::UNKNOWN).then_some(Self { class: entry.class, problem, code: found })
    }

    fn of_answer(text: &str) -> Option<Self> {
        let error = DingTalkError::of_answer(text)?;
        let places = [codes::find("88", &error.code), codes::find(&error.code, "")];
        let code = places.into_iter().flatten().find(|code| code.key == error.key);
        // The call is not known, so only a permission that is named is missing.
        let problem = Problem { named: error.named.clone(), ..error.problem() };
        (error.key != codes::UNKNOWN).then_some(Self { class: error.class, problem, code })
    }
}

/// A code, a code among other words, or an answer of DingTalk's.
fn recognise(text: &str, sub_code: Option<&str>) -> Option<Meaning> {
    let text = text.trim();
    Meaning::of(text, sub_code.unwrap_or_default().trim())
        .or_else(|| Meaning::of_answer(text))
        .or_else(|| {
            let mut parts = parts(text).filter(|part| Meaning::of(part, "").is_some());
            let (first, second) = (parts.next()?, parts.next().unwrap_or_default());
            Meaning::of(first, second).filter(|_| sub_code.is_none() && parts.next().is_none())
        })
}

/// The parts of a text that may be codes: those of `错误码 60011` and of `88/60011`.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_ascii_alphanumeric() || ".-_".contains(c)))
        .map(|part| part.trim_end_matches(['.', '-']))
        .filter(|part| !part.is_empty())
}

struct Page {
    words: Words,
    locale: Locale,
}

impl Page {
    fn meaning(&self, meaning: &Meaning) -> Vec<String> {
        let Meaning { class, problem, code } = meaning;
        let told = |voice| self.words.told(self.locale, problem, voice);
        let title = [("code", problem.code.as_str()), ("short", &told(Voice::Short))];
        let (again, who) = self.words.remedy(self.locale, class.key());
        let mut lines = vec![self.words.say(self.locale, "explain-title", &title), String::new()];
        lines.push(self.line("operator", &told(Voice::Operator)));
        lines.push(self.line("again", &again));
        lines.push(self.line("who", &who));
        lines.push(self.line("member", &told(Voice::Member)));
        if let Some(code) = code {
            lines.push(String::new());
            lines.extend(self.official(code));
            lines.extend(self.statuses(code));
            lines.push(self.line("source", &self.source(code)));
        }
        lines
    }

    /// DingTalk's own words for it, as far as they are known.
    fn official(&self, code: &Code) -> Option<String> {
        let mut quoted = vec![code.chinese, code.english];
        quoted.retain(|words| !words.is_empty());
        quoted.dedup();
        let quoted: Vec<String> = quoted
            .into_iter()
            .map(|words| self.words.say(self.locale, "explain-quoted", &[("text", words)]))
            .collect();
        (!quoted.is_empty()).then(|| self.line("words", &quoted.join(" ")))
    }

    fn statuses(&self, code: &Code) -> Option<String> {
        let statuses = codes::of(code.code).iter().filter(|code| code.family == Family::V1);
        let statuses: Vec<&str> = statuses.map(|code| code.detail).collect();
        (!statuses.is_empty()).then(|| self.line("status", &statuses.join(", ")))
    }

    fn source(&self, code: &Code) -> String {
        let key = match code.certainty() {
            Some(Certainty::Official) => "explain-source-official",
            Some(Certainty::OfficialOld) => "explain-source-official-old",
            Some(Certainty::Observed) => "explain-source-observed",
            Some(Certainty::Inherited) => "explain-source-inherited",
            Some(Certainty::Inferred) | None => "explain-source-inferred",
            Some(Certainty::Own) => "explain-source-own",
        };
        let source = self.words.say(self.locale, key, &[]);
        code.page().map_or(source.clone(), |page| format!("{source} {page}"))
    }

    fn unknown(&self, code: &str) -> Vec<String> {
        let code = code.trim();
        if code.is_empty() {
            return vec![self.words.say(self.locale, "explain-nothing", &[])];
        }
        let code = DingTalkError::of_answer(code).map_or_else(|| harmless(code), |e| e.code);
        let mut lines = vec![
            self.words.say(self.locale, "explain-unknown", &[("code", &code)]),
            self.words.say(self.locale, "explain-unknown-what", &[]),
        ];
        for (key, codes) in [("explain-near", near(&code)), ("explain-found", saying(&code))] {
            if !codes.is_empty() {
                let codes = codes.join(", ");
                lines.push(self.words.say(self.locale, key, &[("codes", &codes)]));
            }
        }
        lines
    }

    fn line(&self, label: &str, text: &str) -> String {
        let label = self.words.say(self.locale, &format!("explain-{label}"), &[]);
        format!("{label}{}{text}", self.words.say(self.locale, "explain-colon", &[]))
    }
}

/// What was typed, if it may be shown: no address, pair or answer, which may hold a token, nothing
/// that is as long as one, and no character that a terminal obeys.
fn harmless(typed: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || " .,-_:：，。".contains(c);
    let is_short = typed.split(' ').all(|word| word.chars().count() <= LONGEST_SHOWN);
    let may_be_shown =
        typed.chars().all(is_plain) && is_short && typed.chars().count() <= 2 * LONGEST_SHOWN;
    if may_be_shown { typed.to_owned() } else { "…".to_owned() }
}

/// Codes that are written nearly like this one, the nearest first.
fn near(text: &str) -> Vec<&'static str> {
    let wanted = text.to_ascii_lowercase();
    let is_number = wanted.parse::<i64>().is_ok();
    let most = if is_number { 1 } else { wanted.len() / 5 };
    let codes: BTreeSet<&str> = codes::all().iter().map(Code::reason).collect();
    let mut near: Vec<(usize, &str)> = codes
        .into_iter()
        .filter_map(|code| {
            let known = code.to_ascii_lowercase();
            if known.contains(&wanted) && !is_number && wanted.len() >= 4 {
                return Some((0, code));
            }
            let distance = strsim::osa_distance(&known, &wanted);
            (distance <= most).then_some((distance, code))
        })
        .collect();
    near.sort_unstable();
    near.into_iter().take(OFFERED).map(|(_, code)| code).collect()
}

/// Codes of which DingTalk says this.
fn saying(text: &str) -> Vec<&'static str> {
    let wanted = text.to_lowercase();
    let is_sentence = !wanted.is_ascii() || wanted.contains(' ');
    let codes = codes::all().iter().filter(|code| {
        let says = |words: &str| words.to_lowercase().contains(&wanted);
        is_sentence && (says(code.chinese) || says(code.english))
    });
    let mut codes: Vec<&str> = codes.map(Code::reason).collect();
    codes.dedup();
    codes.truncate(OFFERED);
    codes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn explained(arguments: &[&str], locale: Locale) -> String {
        let page = Page { words: Words::new(), locale };
        let (code, sub_code) = (arguments[0], arguments.get(1).copied());
        match recognise(code, sub_code) {
            Some(meaning) => page.meaning(&meaning).join("\n"),
            None => page.unknown(sub_code.unwrap_or(code)).join("\n"),
        }
    }

    #[test]
    fn a_code_is_explained_in_english() {
        insta::assert_snapshot!(explained(&["88", "60011"], Locale::EN));
    }

    #[test]
    fn a_code_is_explained_in_chinese() {
        insta::assert_snapshot!(explained(&["system.busy", "429"], Locale::ZH_CN));
    }

    #[test]
    fn every_code_can_be_explained() {
        let page = Page { words: Words::new(), locale: Locale::EN };
        for code in codes::all() {
            let meaning = recognise(code.code, Some(code.detail)).expect("a known code");
            assert_eq!((meaning.class, meaning.code), (code.class, Some(code)));
            assert!(page.meaning(&meaning).len() > 6, "{code:?}");
        }
    }

    #[test]
    fn what_is_not_known_is_named_without_what_stands_around_it() {
        for (text, shown) in [
            ("foo.bar", "“foo.bar”"),
            (r#"{"access_token":"0123456789abcdef","code":"foo.bar"}"#, "“foo.bar”"),
            (r#"{"code":"groupNickForbidd","message":"x"}"#, "mean: groupNickForbid"),
            (r#"{"errcode":999999,"errmsg":"x"}"#, "“999999”"),
            ("https://oapi.dingtalk.com/robot/sendBySession?session=0123456789abcdef", "“…”"),
            ("access_token=0123456789abcdef", "“…”"),
            ("SEC0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", "“…”"),
            ("a\u{1B}[31mred\u{7}\n\tb", "“…”"),
            ("\u{202E}60", "“…”"),
        ] {
            let told = explained(&[text], Locale::EN);
            assert!(told.contains(shown), "{text}: {told}");
            assert!(!told.contains("0123456789abcdef"), "{text}: {told}");
        }
    }

    #[test]
    fn what_people_copy_is_recognised() {
        for (text, code) in [
            ("60011", "60011"),
            (" 60011 ", "60011"),
            ("-1", "-1"),
            ("错误码 60011", "60011"),
            ("（错误码 groupNickForbid）", "groupNickForbid"),
            ("(code 41049)", "41049"),
            ("88/60020", "60020"),
            ("errcode=40014", "40014"),
            (r#"{"errcode":88,"sub_code":"40014","sub_msg":"x"}"#, "40014"),
            (r#"{"code":"userNotInGroup","requestid":"A","message":"x"}"#, "userNotInGroup"),
            ("ding talk error[subcode=90018,submsg=x]", "90018"),
            ("no-answer", "no-answer"),
            (r#"{"errcode":0,"errmsg":"ok"}"#, "0"),
        ] {
            let meaning = recognise(text, None).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(meaning.problem.code, code, "{text}");
        }
        for text in ["", "987654", "60011 60020 41049", "hello", "{}", r#"{"errcode":4711}"#] {
            assert!(recognise(text, None).is_none(), "{text}");
        }
    }

    #[test]
    fn a_copied_answer_brings_what_it_names() {
        let answer = "ding talk error[subcode=60020,submsg=访问ip不在白名单之中,\
                      request ip=203.0.113.7 appKey(dingxxx)]";
        assert!(explained(&[answer], Locale::EN).contains("The address 203.0.113.7 is not"));
        let answer = "ding talk error[subcode=90002,submsg=当前所有钉钉应用调用该接口次数过多, \
                      限制将在 2026-09-03 00:01:03 结束.]";
        assert!(explained(&[answer], Locale::ZH_CN).contains("到北京时间 00:01:03 为止"));
        let answer = "ding talk error[subcode=60011,submsg=应用尚未开通所需的权限：[qyapi_x]，点击链接\
                      申请并开通即可：https://open-dev.dingtalk.com/appscope/apply?content=a%23qyapi_x]";
        let told = explained(&[answer], Locale::EN);
        assert!(told.contains("the permission qyapi_x"), "{told}");
        assert!(told.contains("apply?content=a%23qyapi_x "), "{told}");
    }

    #[test]
    fn near_misses_are_offered() {
        for (text, offered) in [
            ("GroupNickForbid", "groupNickForbid"),
            ("groupNickForbidden", "groupNickForbid"),
            ("QpsLimitForApi", "Forbidden.AccessDenied.QpsLimitForApi"),
            ("41149", "41049"),
            ("6011", "60011"),
            ("invalidChatId", "invalideChatId"),
        ] {
            assert!(near(text).contains(&offered), "{text}: {:?}", near(text));
        }
        assert!(near("zebra").is_empty());
        assert!(saying("不合法的access_token").contains(&"40014"));
        assert!(explained(&["987654"], Locale::EN).starts_with("I do not know the code “987654”"));
        let told = explained(&["GroupNickForbid"], Locale::EN);
        assert!(told.contains("Did you mean: groupNickForbid"), "{told}");
    }
}
