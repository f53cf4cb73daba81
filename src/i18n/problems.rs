//! What DingTalk said, in the voice that fits who reads it.
//!
//! The words of a cause stand in `locales/errors/*.ftl`, one attribute for each voice.

use super::{Locale, Words};
use crate::domain::{Problem, Timestamp};

/// Who reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voice {
    /// Whoever looks over a table: a few words.
    Short,
    /// Whoever wrote in the chat: what to do, or whom to ask.
    Member,
    /// Whoever runs the bot: what causes it, and where it is mended.
    Operator,
}

impl Voice {
    fn attribute(self) -> &'static str {
        match self {
            Self::Short => "short",
            Self::Member => "member",
            Self::Operator => "operator",
        }
    }
}

/// The words for a cause that has none, as an older version may have written it down.
const UNKNOWN: &str = "unexpected";

/// What stands in for a value that DingTalk did not name.
const NONE: &str = "none";

impl Words {
    /// What DingTalk said, in one voice and without the code.
    #[must_use]
    pub fn told(&self, locale: Locale, problem: &Problem, voice: Voice) -> String {
        let ip = problem.seen_ip.map_or_else(|| NONE.to_owned(), |ip| ip.to_string());
        let until = problem.named.until.and_then(beijing_time).unwrap_or_else(|| NONE.to_owned());
        let arguments = [
            ("scope", problem.named.scope.as_ref().map_or(NONE, |scope| scope.as_str())),
            ("link", problem.named.apply_link.as_ref().map_or(NONE, |link| link.as_str())),
            ("ip", ip.as_str()),
            ("until", until.as_str()),
        ];
        let known = [problem.key.as_str(), UNKNOWN].into_iter().find_map(|key| {
            self.attribute(locale, &format!("cause-{key}"), voice.attribute(), &arguments)
        });
        known.unwrap_or_else(|| problem.key.clone())
    }

    /// What helps against a class of errors, as far as trying again goes, and who can.
    #[must_use]
    pub fn remedy(&self, locale: Locale, class_key: &str) -> (String, String) {
        let of = |name: &str| {
            let words = self.attribute(locale, &format!("cause-{class_key}"), name, &[]);
            words.unwrap_or_else(|| class_key.to_owned())
        };
        (of("again"), of("who"))
    }

    /// Why DingTalk did not confirm a chatid; ends with the code.
    #[must_use]
    pub fn bind_refused(&self, locale: Locale, problem: &Problem) -> String {
        match problem.key.as_str() {
            // The usual words advise to bind, which was just tried.
            "unknown-chatid" => {
                let text = self.say(locale, "bind-unknown-chatid", &[]);
                self.coded(locale, &text, problem)
            }
            _ => self.say(locale, "bind-refused", &[("reason", &self.problem(locale, problem))]),
        }
    }

    /// What a member is told of it; ends with the code.
    #[must_use]
    pub fn problem(&self, locale: Locale, problem: &Problem) -> String {
        self.coded(locale, &self.told(locale, problem, Voice::Member), problem)
    }

    /// The same for a table.
    pub(super) fn problem_in_short(&self, locale: Locale, problem: &Problem) -> String {
        self.coded(locale, &self.told(locale, problem, Voice::Short), problem)
    }

    fn coded(&self, locale: Locale, text: &str, problem: &Problem) -> String {
        self.say(locale, "coded", &[("text", text), ("code", &problem.code)])
    }
}

/// The time of day at DingTalk.
fn beijing_time(at: Timestamp) -> Option<String> {
    let at = jiff::Timestamp::from_millisecond(at.0).ok()?;
    let at = at.to_zoned(jiff::tz::TimeZone::fixed(jiff::tz::offset(8)));
    Some(at.strftime("%H:%M:%S").to_string())
}
