//! The ids of DingTalk, each its own type: they look alike and are not interchangeable.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The longest id that is believed, in bytes; documented ones have 64 at most.
const MAX_LENGTH: usize = 256;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        id!($(#[$doc])* $name, |character: char| character.is_ascii_graphic());
    };
    ($(#[$doc:meta])* $name:ident, $allowed:expr) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// Takes the id as DingTalk wrote it, surrounding white space dropped. An empty text,
            /// an endless one, or one with characters that no such id has, is no id: ids come from
            /// bodies that the signature does not cover, and go into answers.
            #[must_use]
            pub fn parse(text: &str) -> Option<Self> {
                let text = text.trim();
                let fits = (1..=MAX_LENGTH).contains(&text.len()) && text.chars().all($allowed);
                fits.then(|| Self(text.to_owned()))
            }

            /// The id as DingTalk writes it.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(&self.0)
            }
        }
    };
}

id!(
    /// `robotCode`: one robot; of an internal app it equals the Client ID.
    RobotCode
);
id!(
    /// `corpId`: one organisation.
    CorpId
);
id!(
    /// `msgId`: one message, and the idempotency key, because deliveries repeat.
    MessageId
);
id!(
    /// `conversationId` of a callback, which is also the `openConversationId` of the newer API.
    ConversationId
);
id!(
    /// `userid`, also called `staffId`: a member within the organisation.
    ///
    /// Letters, digits and `_-.@`, as the documents say of it.
    UserId,
    |character: char| character.is_ascii_alphanumeric() || "_-.@".contains(character)
);
id!(
    /// `senderId`, `dingtalkId`, `chatbotUserId`: encrypted, never sent where a userid is wanted.
    EncryptedUserId,
    |character: char| character.is_ascii_graphic() && !"@<>".contains(character)
);
id!(
    /// `template_id`: a group template that the organisation has made in the developer console.
    TemplateId
);
id!(
    /// A permission point of the developer console, such as `qyapi_chat_manage`.
    Scope
);

/// Where a missing permission can be applied for, as DingTalk's refusal tells it: a page of the
/// developer console, and never one elsewhere, since it is shown as a link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ApplyLink(String);

impl ApplyLink {
    const PAGES: [&str; 2] = [
        "https://open-dev.dingtalk.com/appscope/apply?",
        "https://open-dev.dingtalk.io/appscope/apply?",
    ];

    /// Takes the link as DingTalk wrote it.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let fits = text.len() <= MAX_LENGTH
            && Self::PAGES.iter().any(|page| text.starts_with(page))
            && text.chars().all(Self::may_hold);
        fits.then(|| Self(text.to_owned()))
    }

    /// Whether a character may stand in one.
    #[must_use]
    pub fn may_hold(character: char) -> bool {
        character.is_ascii_alphanumeric() || "-_.~%:/?=&+".contains(character)
    }

    /// The link.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// `chatid`: the older name of a group, the one that group nicknames want.
///
/// The word `chat` and then letters and digits (32 hexadecimal digits in every sample). It goes
/// into the path of an API call, so nothing else is let in.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ChatId(String);

impl ChatId {
    const PREFIX: &str = "chat";

    /// Reads a chatid; `None` when the text does not have a chatid's shape.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let rest = text.strip_prefix(Self::PREFIX)?;
        let fits = text.len() <= MAX_LENGTH
            && rest.len() >= 8
            && rest.bytes().all(|byte| byte.is_ascii_alphanumeric());
        fits.then(|| Self(text.to_owned()))
    }

    /// The id as DingTalk writes it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for ChatId {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).ok_or("not a chatid")
    }
}

impl From<ChatId> for String {
    fn from(chat_id: ChatId) -> Self {
        chat_id.0
    }
}

impl fmt::Display for ChatId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Whether an id is DingTalk's word for everybody, as it stands among those who are mentioned. No
/// person is called so, whatever a message says.
#[must_use]
pub fn is_everybody(id: &str) -> bool {
    id.trim_start_matches('@').eq_ignore_ascii_case("all")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_id_is_no_id() {
        assert_eq!(UserId::parse("  "), None);
        assert_eq!(UserId::parse(" 42 ").map(|id| id.to_string()), Some("42".to_owned()));
    }

    #[test]
    fn an_id_that_could_speak_in_an_answer_is_no_id() {
        for bad in ["u1\n@all", "u@所有人", "a b", "<script>", &"1".repeat(300)] {
            assert_eq!(UserId::parse(bad), None, "accepted {bad:?}");
        }
        for good in ["010203040506070809", "manager1001", "zhang.san@corp-1_x"] {
            assert!(UserId::parse(good).is_some(), "refused {good}");
        }
        assert!(EncryptedUserId::parse("$:LWCP_v1:$lJ+qtcDL1uHs9wINGCMuOQ==").is_some());
        assert_eq!(EncryptedUserId::parse("<@all>"), None);
    }

    #[test]
    fn a_chatid_is_the_word_chat_and_then_letters_and_digits() {
        for good in ["chat0123456789abcdef0123456789abcdef", " chatdeadbeef "] {
            assert!(ChatId::parse(good).is_some(), "refused {good}");
        }
        for bad in ["", "chat", "cid0123456789==", "chat0123/../x", "chat0123456?", "chat名字名字"]
        {
            assert!(ChatId::parse(bad).is_none(), "accepted {bad}");
        }
    }
}
