//! `docs/errors.md` and `docs/errors.zh-CN.md` tell what the catalogue tells. `make pages` writes
//! them anew; what stands before the marker is written by hand.

use std::fmt::Write;
use std::path::PathBuf;

use dingnick::dingtalk::codes::{self, Certainty, Class, Code, Family};
use dingnick::domain::Problem;
use dingnick::i18n::{Locale, Voice, Words};

const MARKER: &str = "<!-- From here on written by `make pages`. -->\n";

const PAGES: [(Locale, &str); 2] =
    [(Locale::EN, "docs/errors.md"), (Locale::ZH_CN, "docs/errors.zh-CN.md")];

#[test]
fn the_pages_of_errors_are_those_of_the_catalogue() {
    for (locale, name) in PAGES {
        let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(name);
        let page = std::fs::read_to_string(&path).expect("the page is there");
        let (by_hand, _) = page.split_once(MARKER).expect("the page has the marker");
        let expected = format!("{by_hand}{MARKER}{}", Page { words: Words::new(), locale }.text());
        if std::env::var_os("DINGNICK_WRITE_PAGES").is_some() {
            std::fs::write(&path, expected).expect("the page can be written");
        } else {
            assert!(page == expected, "{name} is out of date: make pages");
        }
    }
}

/// How many codes stand in a title; people search for them.
const IN_TITLE: usize = 3;

struct Page {
    words: Words,
    locale: Locale,
}

impl Page {
    fn text(&self) -> String {
        let mut text = String::new();
        self.classes(&mut text);
        self.causes(&mut text);
        self.table(&mut text, "legacy", Family::Legacy);
        self.table(&mut text, "v1", Family::V1);
        self.table(&mut text, "own", Family::Own);
        text
    }

    fn classes(&self, text: &mut String) {
        self.heading(text, "classes");
        self.head(text, &["class", "meaning", "again", "who"]);
        for class in Class::ALL {
            let (again, who) = self.words.remedy(self.locale, class.key());
            let short = self.told(class.key(), Voice::Short);
            row(text, &[&format!("`{}`", class.as_str()), &short, &again, &who]);
        }
    }

    /// Each cause with its codes, those of the older API first, by the first code of each.
    fn causes(&self, text: &mut String) {
        self.heading(text, "causes");
        let mut causes: Vec<Vec<&Code>> = codes::keys()
            .into_iter()
            .map(|key| {
                let codes = codes::all().iter();
                let mut codes: Vec<&Code> =
                    codes.filter(|code| code.key == key && code.has_own_words()).collect();
                codes.sort_by_key(|code| order(code));
                codes
            })
            .filter(|codes| !codes.is_empty())
            .collect();
        causes.sort_by_key(|codes| order(codes[0]));
        for codes in causes {
            self.cause(text, &codes);
        }
    }

    fn cause(&self, text: &mut String, codes: &[&Code]) {
        let (key, class) = (codes[0].key, codes[0].class);
        let mut names: Vec<String> = codes.iter().map(|code| self.name(code)).collect();
        names.dedup();
        let mut title: Vec<&str> = codes.iter().map(|code| code.reason()).collect();
        title.dedup();
        title.truncate(IN_TITLE);
        let title = [("code", title.join(", ")), ("short", self.told(key, Voice::Short))];
        let title = title.each_ref().map(|(name, value)| (*name, value.as_str()));
        let title = self.words.say(self.locale, "explain-title", &title);
        let _ = write!(text, "<a id=\"{key}\"></a>\n\n### {title}\n\n{}\n\n", names.join(" · "));
        let (again, who) = self.words.remedy(self.locale, class.key());
        for (label, words) in [
            ("operator", self.told(key, Voice::Operator)),
            ("again", again),
            ("who", who),
            ("member", self.told(key, Voice::Member)),
        ] {
            let colon = self.say("colon");
            let _ = writeln!(text, "- **{}**{colon}{}", self.say(label), escaped(&words));
        }
        text.push('\n');
    }

    fn table(&self, text: &mut String, heading: &str, family: Family) {
        self.heading(text, heading);
        let mut codes: Vec<&Code> =
            codes::all().iter().filter(|code| code.family == family).collect();
        codes.sort_by_key(|code| order(code));
        let is_newer = family == Family::V1;
        let columns = ["code", "status", "words", "meaning", "class", "source"];
        let columns: Vec<&str> =
            columns.into_iter().filter(|column| is_newer || *column != "status").collect();
        self.head(text, &columns);
        for code in codes {
            let name = if is_newer { format!("`{}`", code.code) } else { self.name(code) };
            let mut words = vec![code.chinese, code.english];
            words.retain(|words| !words.is_empty());
            words.dedup();
            let words = escaped(&words.join(" / "));
            let short = self.told(code.key, Voice::Short);
            let meaning =
                if code.has_own_words() { format!("[{short}](#{})", code.key) } else { short };
            let class = format!("`{}`", code.class.as_str());
            let mut cells = vec![name, code.detail.to_owned(), words, meaning, class];
            cells.push(self.source(code));
            if !is_newer {
                cells.remove(1);
            }
            row(text, &cells.iter().map(String::as_str).collect::<Vec<_>>());
        }
    }

    fn name(&self, code: &Code) -> String {
        match (code.family, code.detail) {
            (Family::V1, _) | (_, "") => format!("`{}`", code.code),
            (_, detail) => format!("`{}` / `{detail}`", code.code),
        }
    }

    fn source(&self, code: &Code) -> String {
        let key = match code.certainty().expect("a test holds every line to it") {
            Certainty::Official => "source-official",
            Certainty::OfficialOld => "source-official-old",
            Certainty::Observed => "source-observed",
            Certainty::Inherited => "source-inherited",
            Certainty::Inferred => "source-inferred",
            Certainty::Own => "source-own",
        };
        let label = self.say(key);
        code.page().map_or(label.clone(), |page| format!("[{label}]({page})"))
    }

    fn told(&self, key: &str, voice: Voice) -> String {
        let problem = Problem { key: key.to_owned(), ..Problem::default() };
        self.words.told(self.locale, &problem, voice)
    }

    fn say(&self, label: &str) -> String {
        self.words.say(self.locale, &format!("explain-{label}"), &[])
    }

    fn heading(&self, text: &mut String, label: &str) {
        let heading = self.say(&format!("heading-{label}"));
        let _ = write!(text, "\n<a id=\"{label}\"></a>\n\n## {heading}\n\n");
    }

    fn head(&self, text: &mut String, labels: &[&str]) {
        let labels: Vec<String> = labels.iter().map(|label| self.say(label)).collect();
        row(text, &labels.iter().map(String::as_str).collect::<Vec<_>>());
        row(text, &vec!["---"; labels.len()]);
    }
}

fn row(text: &mut String, cells: &[&str]) {
    let _ = writeln!(text, "| {} |", cells.join(" | "));
}

/// DingTalk's words hold anything.
fn escaped(text: &str) -> String {
    text.replace('|', "\\|").replace('<', "&lt;").replace('*', "\\*")
}

/// Numbers by their size, words as they are written.
fn order(code: &Code) -> (Family, i64, String, &'static str, &'static str) {
    let number = code.code.parse().unwrap_or(i64::MAX);
    (code.family, number, code.code.to_lowercase(), code.code, code.detail)
}
