//! The cases as they are published, deserialized.

use serde::Deserialize;
use serde_json::{Map, Value};
use thiserror::Error;

/// The version of the published set.
pub const VERSION: &str = "1.0.0";

const CALLBACKS: &str = include_str!("../../conformance/callbacks.json");
const EVENTS: &str = include_str!("../../conformance/events.json");
const STREAM: &str = include_str!("../../conformance/stream.json");
const API: &str = include_str!("../../conformance/api.json");

/// All cases.
#[derive(Clone, Debug)]
pub struct Set {
    pub(super) message: Value,
    pub(super) callbacks: Vec<Case<CallbackStep>>,
    pub(super) events: Vec<Case<EventStep>>,
    pub(super) stream: Vec<Case<StreamStep>>,
    pub(super) api: Vec<Case<ApiStep>>,
}

/// Why a set cannot be played.
#[derive(Debug, Error)]
#[error("{file} cannot be read")]
pub struct SetError {
    file: &'static str,
    source: serde_json::Error,
}

/// How much a failed case weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// Whoever fails it loses or repeats messages, believes strangers, or falls over.
    Must,
    /// What a careful bot does.
    Should,
}

/// One case, with steps of its kind.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Case<Step> {
    pub(super) id: String,
    pub(super) about: Words,
    pub(super) level: Level,
    #[serde(default)]
    pub(super) needs: Vec<Need>,
    pub(super) steps: Vec<Step>,
    pub(super) expect: Expect,
}

/// A sentence in the languages of the set.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Words {
    pub(super) en: String,
}

/// What a bot must be able to do, or be told, for a case to say anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Need {
    /// It takes callbacks of one organisation only, and that one is known.
    Corp,
    /// It changes nicknames when it is asked to.
    Rename,
}

/// What is seen of the bot when all steps have been played.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Expect {
    /// How often it answered in the conversation.
    pub(super) acts: Option<usize>,
    /// How many nicknames it changed.
    pub(super) renames: Option<usize>,
    /// How many calls it made for nicknames, whatever came of them.
    pub(super) calls: Option<usize>,
    /// How often it called the server that is not DingTalk's.
    pub(super) foreign_calls: Option<usize>,
    /// It does not say what it says when a nickname was changed, unless one was.
    pub(super) no_false_success: bool,
}

/// What is expected of the answer to one delivery.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Answer {
    /// 200 to 299.
    Taken,
    /// 400 to 499, or a connection that is closed.
    Refused,
    /// Anything below 500.
    NoCrash,
    /// Whatever it is.
    Any,
    /// Of an event: the sealed `success`.
    Success,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Place {
    #[default]
    Group,
    Direct,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
pub(super) enum Encoding {
    #[default]
    #[serde(rename = "utf-8")]
    Utf8,
    #[serde(rename = "utf-16le")]
    Utf16,
    /// Each character is one byte.
    #[serde(rename = "latin-1")]
    Latin1,
}

/// A signed callback.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CallbackStep {
    #[serde(default)]
    pub(super) place: Place,
    /// What of the set's message is other, as RFC 7396 merges it.
    #[serde(default)]
    pub(super) patch: Value,
    /// The body, in place of the message.
    pub(super) raw: Option<String>,
    #[serde(default)]
    pub(super) encoding: Encoding,
    /// The headers, in place of the usual three.
    pub(super) headers: Option<Vec<(String, String)>>,
    /// For which time it is signed, from now on.
    #[serde(default)]
    pub(super) signed_s: i64,
    pub(super) answer: Answer,
}

/// What is wrong with an envelope that is rightly signed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Sealed {
    #[default]
    Right,
    OtherOwner,
    BadPadding,
    TooLong,
    NoBlocks,
}

/// An event over HTTP.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EventStep {
    pub(super) event: Value,
    #[serde(default)]
    pub(super) sealed: Sealed,
    /// The parameters of the address, in place of the usual three.
    pub(super) query: Option<Vec<(String, String)>>,
    /// The body, in place of the envelope.
    pub(super) body: Option<String>,
    #[serde(default)]
    pub(super) signed_s: i64,
    pub(super) answer: Answer,
}

/// A text that the gateway sends on every open connection.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StreamStep {
    pub(super) frame: Option<Value>,
    pub(super) raw: Option<String>,
    /// The acknowledgement that is waited for.
    pub(super) ack: Option<Ack>,
    /// Another connection is waited for, and the present one is closed then.
    #[serde(default)]
    pub(super) reconnects: bool,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Ack {
    pub(super) code: u16,
    /// Fields of the acknowledgement's data.
    #[serde(default)]
    pub(super) data: Map<String, Value>,
}

/// A callback that asks for a nickname, and how DingTalk answers the call for it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ApiStep {
    pub(super) answers: Answers,
    pub(super) times: u32,
    pub(super) patch: Value,
    pub(super) answer: Answer,
}

/// By the call that the bot makes.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Answers {
    pub(super) updategroupnick: ApiAnswer,
    pub(super) group_nicks: ApiAnswer,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(untagged, deny_unknown_fields)]
pub(super) enum ApiAnswer {
    Json {
        status: u16,
        body: Value,
    },
    Page {
        #[expect(dead_code, reason = "that it is there says all")]
        html: bool,
    },
}

#[derive(Deserialize)]
struct File<Step> {
    message: Option<Value>,
    cases: Vec<Case<Step>>,
}

impl Set {
    /// The set that this version of dingnick publishes.
    ///
    /// # Errors
    /// When a file of it is not of the shape.
    pub fn published() -> Result<Self, SetError> {
        let callbacks: File<CallbackStep> = read("callbacks.json", CALLBACKS)?;
        Ok(Self {
            message: callbacks.message.unwrap_or_default(),
            callbacks: callbacks.cases,
            events: read::<File<EventStep>>("events.json", EVENTS)?.cases,
            stream: read::<File<StreamStep>>("stream.json", STREAM)?.cases,
            api: read::<File<ApiStep>>("api.json", API)?.cases,
        })
    }

    /// The ids of all cases, in the order in which they are played: `callbacks/text`.
    #[must_use]
    pub fn ids(&self) -> Vec<String> {
        fn of<'a, S>(kind: &'a str, cases: &'a [Case<S>]) -> impl Iterator<Item = String> + 'a {
            cases.iter().map(move |case| format!("{kind}/{}", case.id))
        }
        of("callbacks", &self.callbacks)
            .chain(of("events", &self.events))
            .chain(of("stream", &self.stream))
            .chain(of("api", &self.api))
            .collect()
    }

    /// The cases that the words name: a kind, a case, or both; all when there are none.
    ///
    /// # Errors
    /// The first word that names nothing.
    pub fn only(mut self, words: &[String]) -> Result<Self, String> {
        let ids = self.ids();
        let fits = |word: &str, id: &str| {
            word == id
                || id.split_once('/').is_some_and(|(kind, case)| word == kind || word == case)
        };
        if let Some(word) = words.iter().find(|word| !ids.iter().any(|id| fits(word, id))) {
            return Err(word.clone());
        }
        let is_wanted = |kind: &str, case: &str| {
            let id = format!("{kind}/{case}");
            words.is_empty() || words.iter().any(|word| fits(word, &id))
        };
        self.callbacks.retain(|case| is_wanted("callbacks", &case.id));
        self.events.retain(|case| is_wanted("events", &case.id));
        self.stream.retain(|case| is_wanted("stream", &case.id));
        self.api.retain(|case| is_wanted("api", &case.id));
        Ok(self)
    }
}

fn read<T: for<'de> Deserialize<'de>>(file: &'static str, text: &str) -> Result<T, SetError> {
    serde_json::from_str(text).map_err(|source| SetError { file, source })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cases_are_chosen_by_kind_by_name_and_by_both() {
        let set = || Set::published().expect("the set is whole");
        let only = |word: &str| set().only(&[word.to_owned()]).map(|set| set.ids());
        assert_eq!(only("callbacks/text"), Ok(vec!["callbacks/text".to_owned()]));
        assert_eq!(only("check-url"), Ok(vec!["events/check-url".to_owned()]));
        assert!(only("stream").is_ok_and(|ids| ids.iter().all(|id| id.starts_with("stream/"))));
        assert_eq!(only("nothing").err().as_deref(), Some("nothing"));
        assert_eq!(set().only(&[]).map(|set| set.ids().len()), Ok(set().ids().len()));
    }
}
