//! What goes wrong, as state: for a call, a list of rules that each say how
//! the next calls are answered instead, and how many of them.

use super::apis::Api;

/// One way to go wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// HTTP 200 with this errcode at the top, as the call's own errors come.
    Bare(i64),
    /// HTTP 200 with errcode 88 around this sub_code, as the gateway's refusals come.
    Wrapped(String),
    /// A v1.0 error.
    V1 {
        /// The HTTP status.
        status: u16,
        /// The code word.
        code: String,
    },
    /// This JSON, as it was recorded or documented.
    Verbatim {
        /// The HTTP status.
        status: u16,
        /// The answer.
        body: serde_json::Value,
    },
    /// errcode 0 with `success: false`.
    SuccessFalse,
    /// HTTP 200 with an HTML page, as a blocked address gets.
    HtmlPage,
    /// HTTP 200 with the `1111` punishment JSON.
    Punish,
    /// A body that never ends.
    EndlessBody,
    /// The connection is dropped, and nothing was done.
    ResetBefore,
    /// The work is done, and the connection is dropped before the answer.
    ResetAfter,
    /// The work is done, and the answer comes after so many milliseconds.
    Hang(u64),
    /// HTTP 500 with no JSON.
    Http500,
}

/// The rules in force, oldest first.
#[derive(Clone, Debug, Default)]
pub struct Faults {
    rules: Vec<Rule>,
}

#[derive(Clone, Debug)]
struct Rule {
    /// How each of these calls goes wrong; the count below is shared among them.
    answers: Vec<(Api, Fault)>,
    /// How many calls are still hit; `None` for all.
    left: Option<u32>,
    label: Option<String>,
    /// Only calls that say this.
    saying: Option<String>,
}

impl Faults {
    /// The next call to `api` goes wrong.
    pub fn once(&mut self, api: Api, fault: Fault) {
        self.times(1, api, fault);
    }

    /// The next `n` calls to `api` go wrong, after those that already wait to.
    pub fn times(&mut self, n: u32, api: Api, fault: Fault) {
        self.push(vec![(api, fault)], Some(n), None);
    }

    /// Every call to `api` goes wrong, until [`Faults::clear`].
    pub fn always(&mut self, api: Api, fault: Fault) {
        self.push(vec![(api, fault)], None, None);
    }

    /// The next call to any of these goes wrong, each in its own way; the
    /// label names the rule to [`Faults::label`].
    pub fn once_among(&mut self, answers: Vec<(Api, Fault)>, label: &str) {
        self.push(answers, Some(1), Some(label.to_owned()));
    }

    /// Every call to `api` that says `words` goes wrong, as a firewall on the way answers what it
    /// takes for an attack.
    pub fn whenever(&mut self, api: Api, words: &str, fault: Fault) {
        self.push(vec![(api, fault)], None, None);
        if let Some(rule) = self.rules.last_mut() {
            rule.saying = Some(words.to_owned());
        }
    }

    /// Nothing goes wrong any more.
    pub fn clear(&mut self) {
        self.rules.clear();
    }

    /// Whether nothing is set to go wrong.
    pub fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }

    /// The label of the oldest rule that has one.
    pub fn label(&self) -> Option<&str> {
        self.rules.iter().find_map(|rule| rule.label.as_deref())
    }

    /// How this call goes wrong, if it does; counts it.
    pub(in crate::simulator) fn take(&mut self, api: Api, request: &str) -> Option<Fault> {
        let (index, fault) = self.rules.iter().enumerate().find_map(|(index, rule)| {
            if rule.saying.as_ref().is_some_and(|words| !request.contains(words)) {
                return None;
            }
            let (_, fault) = rule.answers.iter().find(|(on, _)| *on == api)?;
            Some((index, fault.clone()))
        })?;
        if let Some(left) = &mut self.rules[index].left {
            *left -= 1;
            if *left == 0 {
                self.rules.remove(index);
            }
        }
        Some(fault)
    }

    fn push(&mut self, answers: Vec<(Api, Fault)>, left: Option<u32>, label: Option<String>) {
        if left != Some(0) {
            self.rules.push(Rule { answers, left, label, saying: None });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_hit_in_order_and_only_as_often_as_told() {
        let mut faults = Faults::default();
        faults.times(2, Api::UserGet, Fault::Bare(-1));
        faults.once(Api::UserGet, Fault::HtmlPage);
        faults.always(Api::ChatGet, Fault::Http500);
        assert_eq!(faults.take(Api::UpdateGroupNick, ""), None);
        assert_eq!(faults.take(Api::UserGet, ""), Some(Fault::Bare(-1)));
        assert_eq!(faults.take(Api::UserGet, ""), Some(Fault::Bare(-1)));
        assert_eq!(faults.take(Api::UserGet, ""), Some(Fault::HtmlPage));
        assert_eq!(faults.take(Api::UserGet, ""), None);
        assert_eq!(faults.take(Api::ChatGet, ""), Some(Fault::Http500));
        assert_eq!(faults.take(Api::ChatGet, ""), Some(Fault::Http500));
        faults.clear();
        assert_eq!(faults.take(Api::ChatGet, ""), None);
    }

    #[test]
    fn a_fault_may_hit_only_what_says_something() {
        let mut faults = Faults::default();
        faults.whenever(Api::UserGet, "<script", Fault::HtmlPage);
        assert_eq!(faults.take(Api::UserGet, "{\"name\":\"小明\"}"), None);
        let attack = "{\"name\":\"<script>\"}";
        assert_eq!(faults.take(Api::UserGet, attack), Some(Fault::HtmlPage));
        assert_eq!(faults.take(Api::UserGet, attack), Some(Fault::HtmlPage));
    }

    #[test]
    fn a_shared_fault_hits_whichever_call_comes_first() {
        let mut faults = Faults::default();
        let forbid = Fault::V1 { status: 400, code: "groupNickForbid".to_owned() };
        let answers =
            vec![(Api::UpdateGroupNick, Fault::Bare(41049)), (Api::GroupNicks, forbid.clone())];
        faults.once_among(answers, "41049");
        assert_eq!(faults.label(), Some("41049"));
        assert_eq!(faults.take(Api::GroupNicks, ""), Some(forbid));
        assert_eq!(faults.take(Api::UpdateGroupNick, ""), None);
        assert_eq!(faults.label(), None);
    }
}
