//! The report: what was asked and what came of it, in words of ours, numbers, and DingTalk's codes.
//! Groups and people are numbered.

use serde::{Deserialize, Serialize};

use super::question::Question;
use crate::facts::Found;

/// The version of the report's shape.
const VERSION: u32 = 1;

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$of:meta])* $variant:ident = $word:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
        pub enum $name {
            $($(#[$of])* #[serde(rename = $word)] $variant,)*
        }

        impl $name {
            /// The words for all of them.
            pub const WORDS: &[&str] = &[$($word),*];

            /// The word for it.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }

            /// The one with this word.
            #[must_use]
            pub fn parse(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)* _ => None }
            }
        }
    };
}

words! {
    /// How the app was made.
    AppMade {
        /// By one scan, as `dingnick init` does it.
        Scan = "scan",
        /// In the developer console.
        Console = "console",
        /// Nobody said.
        Unknown = "unknown",
    }
}

words! {
    /// How a group was made.
    Made {
        /// By somebody in the DingTalk app.
        Hand = "hand",
        /// By a call of the server API.
        Server = "server",
        /// By DingTalk, for a department.
        Department = "department",
        /// Nobody said.
        Unknown = "unknown",
    }
}

words! {
    /// Where a chatid comes from.
    ChatidFrom {
        /// The JSAPI `chooseChat`.
        ChooseChat = "choose-chat",
        /// An event of the group.
        Event = "event",
        /// The answer of the call that made the group, or of `department/get`.
        Server = "server",
        /// Nobody said.
        Unknown = "unknown",
    }
}

words! {
    /// What came of a question.
    Outcome {
        /// An answer.
        Answered = "answered",
        /// Something that settles nothing.
        Unclear = "unclear",
        /// It was not asked.
        LeftOut = "left-out",
        /// Somebody stopped it.
        Stopped = "stopped",
    }
}

words! {
    /// Whether everything is as it was.
    PutBack {
        /// There was nothing to put back.
        Nothing = "nothing-changed",
        /// It is.
        All = "all",
        /// Something is not.
        Failed = "failed",
    }
}

/// One run of the probe.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Report {
    /// The version of this shape.
    pub report: u32,
    /// The version of the program.
    pub dingnick: String,
    /// The day, in UTC.
    pub date: String,
    /// The edition of DingTalk.
    pub region: String,
    /// How the app was made.
    pub app: AppMade,
    /// How many paid calls were made.
    pub paid_calls: u64,
    /// Where it was asked.
    pub groups: Vec<GroupLine>,
    /// What was asked.
    pub questions: Vec<Line>,
    /// Whether everything is as it was.
    pub put_back: PutBack,
}

/// A group of the report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GroupLine {
    /// `group-1`
    pub group: String,
    /// Whose name was changed there: `user-1`.
    pub user: String,
    /// How it was made.
    pub made: Made,
    /// Whether it has a chatid.
    pub has_chatid: bool,
    /// Where that comes from.
    pub chatid_from: ChatidFrom,
}

/// A question of the report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    /// Which.
    pub question: Question,
    /// In which group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// What came of it.
    pub outcome: Outcome,
    /// What it settles.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub found: Vec<Found>,
    /// What there is to say of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// The calls that were made.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub calls: Vec<CallLine>,
}

/// A call of the report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CallLine {
    /// Which.
    pub api: String,
    /// `ok`, or the code.
    pub answer: String,
    /// Whether the gateway's 88 stood around the code.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_wrapped: bool,
    /// How many characters the name had that was set, and how many bytes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name_length: Option<(usize, usize)>,
}

/// Why a text is no report.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// It is not of the shape.
    #[error("this is no report of `dingnick probe`: {0}")]
    Shape(#[from] serde_json::Error),
    /// A newer version wrote it.
    #[error("a newer version of dingnick wrote this report (shape {0})")]
    Newer(u32),
}

impl Report {
    /// One that nothing has been asked for yet.
    #[must_use]
    pub fn new(date: String, region: &str, app: AppMade) -> Self {
        Self {
            report: VERSION,
            dingnick: env!("CARGO_PKG_VERSION").to_owned(),
            date,
            region: region.to_owned(),
            app,
            paid_calls: 0,
            groups: Vec::new(),
            questions: Vec::new(),
            put_back: PutBack::Nothing,
        }
    }

    /// Reads one.
    ///
    /// # Errors
    /// When the text is none.
    pub fn read(text: &str) -> Result<Self, ReportError> {
        #[derive(Deserialize)]
        struct Version {
            report: u32,
        }
        let Version { report } = serde_json::from_str(text)?;
        if report > VERSION {
            return Err(ReportError::Newer(report));
        }
        Ok(serde_json::from_str(text)?)
    }

    /// What it settles.
    #[must_use]
    pub fn found(&self) -> Vec<Found> {
        self.questions.iter().flat_map(|line| line.found.clone()).collect()
    }

    /// Who says so, in the table of facts.
    #[must_use]
    pub fn source(&self) -> String {
        format!("a probe's report (region {}, dingnick {})", self.region, self.dingnick)
    }
}
