//! One error for both of DingTalk's error shapes, sorted by what the caller can do.

use std::fmt;
use std::net::IpAddr;
use std::time::Duration;

use super::codes::{Class, Entry, look_up};
use crate::domain::{Named, Problem, Scope};

/// The calls that we make.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Api {
    /// `GET /gettoken`
    GetToken,
    /// `POST /topapi/chat/updategroupnick`
    UpdateGroupNick,
    /// `PUT /v1.0/im/sceneGroups/members/groupNicks`
    SceneGroupNicks,
    /// `POST /v1.0/im/chat/{chatId}/convertToOpenConversationId`
    ConvertToOpenConversationId,
    /// `GET /chat/get`
    ChatGet,
    /// `POST /topapi/im/chat/scenegroup/get`
    SceneGroupGet,
    /// `POST /v1.0/im/sceneGroups/members/batchQuery`
    SceneMembers,
    /// `POST /v1.0/im/innerGroups/memberLists/query`
    InnerMembers,
    /// `POST /topapi/im/chat/scenegroup/template/apply`
    TemplateApply,
    /// `POST /topapi/im/chat/scenegroup/template/close`
    TemplateClose,
    /// `POST /topapi/v2/user/get`
    UserGet,
    /// `POST /topapi/v2/department/get`
    DepartmentGet,
    /// `POST /robot/sendBySession`
    SendBySession,
    /// `POST /v1.0/robot/groupMessages/send`
    GroupMessagesSend,
    /// `POST /v1.0/robot/oToMessages/batchSend`
    DirectMessagesSend,
    /// `POST /v1.0/robot/emotion/reply`
    EmotionReply,
    /// `POST /v1.0/gateway/connections/open`
    ConnectionsOpen,
    /// `POST /app/registration/init`
    RegistrationInit,
    /// `POST /app/registration/begin`
    RegistrationBegin,
    /// `POST /app/registration/poll`
    RegistrationPoll,
}

impl Api {
    /// The name in the log and in metrics.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::GetToken => "gettoken",
            Self::UpdateGroupNick => "updategroupnick",
            Self::SceneGroupNicks => "sceneGroups/members/groupNicks",
            Self::ConvertToOpenConversationId => "convertToOpenConversationId",
            Self::ChatGet => "chat/get",
            Self::SceneGroupGet => "scenegroup/get",
            Self::SceneMembers => "sceneGroups/members/batchQuery",
            Self::InnerMembers => "innerGroups/memberLists/query",
            Self::TemplateApply => "scenegroup/template/apply",
            Self::TemplateClose => "scenegroup/template/close",
            Self::UserGet => "user/get",
            Self::DepartmentGet => "department/get",
            Self::SendBySession => "robot/sendBySession",
            Self::GroupMessagesSend => "robot/groupMessages/send",
            Self::DirectMessagesSend => "robot/oToMessages/batchSend",
            Self::EmotionReply => "robot/emotion/reply",
            Self::ConnectionsOpen => "gateway/connections/open",
            Self::RegistrationInit => "registration/init",
            Self::RegistrationBegin => "registration/begin",
            Self::RegistrationPoll => "registration/poll",
        }
    }

    /// Whether it is a call of the newer API, which tells errors by HTTP status and `code`; the
    /// older one by `errcode`.
    pub(super) fn is_newer(self) -> bool {
        matches!(
            self,
            Self::SceneGroupNicks
                | Self::ConvertToOpenConversationId
                | Self::SceneMembers
                | Self::InnerMembers
                | Self::GroupMessagesSend
                | Self::DirectMessagesSend
                | Self::EmotionReply
                | Self::ConnectionsOpen
        )
    }

    /// Whether the call counts against the organisation's monthly allowance: tokens and the
    /// directory are free, and what is said in a session or comes by Stream counts as a message
    /// (the billing model and its list of free APIs).
    #[must_use]
    pub fn is_paid(self) -> bool {
        !matches!(
            self,
            Self::GetToken
                | Self::UserGet
                | Self::DepartmentGet
                | Self::SendBySession
                | Self::ConnectionsOpen
                | Self::RegistrationInit
                | Self::RegistrationBegin
                | Self::RegistrationPoll
        )
    }

    /// Whether the call tells who owns a group.
    #[must_use]
    pub fn names_owner(self) -> bool {
        matches!(self, Self::ChatGet | Self::SceneGroupGet)
    }

    /// The permission point that the call needs, as the console names it.
    #[must_use]
    pub fn scope(self) -> Option<&'static str> {
        match self {
            Self::UpdateGroupNick
            | Self::SceneGroupNicks
            | Self::SceneMembers
            | Self::TemplateApply
            | Self::TemplateClose => Some("qyapi_chat_manage"),
            Self::ConvertToOpenConversationId | Self::ChatGet | Self::SceneGroupGet => {
                Some("qyapi_chat_read")
            }
            Self::UserGet => Some("qyapi_get_member"),
            Self::DepartmentGet => Some("qyapi_get_department_list"),
            Self::GroupMessagesSend | Self::DirectMessagesSend | Self::EmotionReply => {
                Some("qyapi_robot_sendmsg")
            }
            // No document says which one it needs.
            Self::InnerMembers
            | Self::GetToken
            | Self::SendBySession
            | Self::ConnectionsOpen
            | Self::RegistrationInit
            | Self::RegistrationBegin
            | Self::RegistrationPoll => None,
        }
    }
}

/// Whether a request that failed can have had an effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrival {
    /// It never left us.
    NotSent,
    /// DingTalk answered that it did not do it.
    Refused,
    /// Nobody knows.
    Unknown,
}

/// DingTalk said no, or nothing.
///
/// Of the answer only the code, the request id and what can be recognised in its message are kept:
/// its texts may hold anything.
#[derive(Debug)]
pub struct DingTalkError {
    /// Which call it was.
    pub api: Api,
    /// What the caller can do.
    pub class: Class,
    /// The code as DingTalk gives it, such as `41049` or `groupNickForbid`; our own word in
    /// lower case where there was none, such as `no-answer`.
    pub code: String,
    /// Whether the gateway's 88 stood around the code.
    pub is_wrapped: bool,
    /// The cause: the key of the words for it.
    pub key: &'static str,
    /// `request_id`, `requestid`: by it DingTalk's support finds the call.
    pub request_id: Option<String>,
    /// Whether the call can have had an effect.
    pub arrival: Arrival,
    /// Our own address as DingTalk saw it, when it refused that.
    pub seen_ip: Option<IpAddr>,
    /// What else its message names.
    pub named: Box<Named>,
    /// How long DingTalk asks us to wait (`Retry-After`).
    pub retry_after: Option<Duration>,
    source: Option<reqwest::Error>,
}

impl DingTalkError {
    /// What DingTalk said to a call before, by the code that was written down of it.
    #[must_use]
    pub fn of_code(api: Api, code: &str) -> Self {
        let Entry { class, key } = look_up(code, "");
        Self::repeated(api, class, code.to_owned(), key)
    }

    /// What an answer of DingTalk's means, as somebody copied it; `None` when it is no refusal.
    #[must_use]
    pub fn of_answer(text: &str) -> Option<Self> {
        super::http::read_refusal(text)
    }

    pub(super) fn refused(api: Api, code: String, entry: Entry) -> Self {
        Self::new(api, code, entry, Arrival::Refused)
    }

    /// The call failed on its way. The URL is taken out of the cause: it may hold a token.
    pub(super) fn on_the_way(api: Api, source: reqwest::Error) -> Self {
        let arrival = if source.is_connect() || source.is_builder() {
            Arrival::NotSent
        } else {
            Arrival::Unknown
        };
        let entry = Entry { class: Class::Retry, key: "no-answer" };
        let error = Self::new(api, "no-answer".to_owned(), entry, arrival);
        Self { source: Some(source.without_url()), ..error }
    }

    /// There was an answer, and it is none of DingTalk's API.
    pub(super) fn unreadable(api: Api, class: Class, key: &'static str) -> Self {
        Self::new(api, key.to_owned(), Entry { class, key }, Arrival::Unknown)
    }

    /// What DingTalk said before and would say again: the call was not made.
    #[must_use]
    pub fn repeated(api: Api, class: Class, code: String, key: &'static str) -> Self {
        Self::new(api, code, Entry { class, key }, Arrival::NotSent)
    }

    fn new(api: Api, code: String, entry: Entry, arrival: Arrival) -> Self {
        Self {
            api,
            class: entry.class,
            code,
            is_wrapped: false,
            key: entry.key,
            request_id: None,
            arrival,
            seen_ip: None,
            named: Box::default(),
            retry_after: None,
            source: None,
        }
    }

    /// What people are told of it.
    #[must_use]
    pub fn problem(&self) -> Problem {
        let mut named = self.named.clone();
        if self.key == "permission" && named.scope.is_none() {
            named.scope = self.api.scope().and_then(Scope::parse);
        }
        let (key, code) = (self.key.to_owned(), self.code.clone());
        Problem { key, code, seen_ip: self.seen_ip, named }
    }

    /// Whether the same call may go well later, though nobody changes anything.
    #[must_use]
    pub fn is_passing(&self) -> bool {
        use Class::{Blocked, Congestion, Retry, Throttle};
        matches!(self.class, Retry | Throttle | Congestion | Blocked)
    }

    /// Whether it is the Client ID or Secret that DingTalk does not take.
    #[must_use]
    pub fn refuses_credentials(&self) -> bool {
        matches!(self.api, Api::GetToken | Api::ConnectionsOpen)
            && matches!(self.key, "credentials" | "app-unknown")
    }

    /// Whether there was no answer, or one that only says that somebody on the way is in trouble.
    #[must_use]
    pub fn is_outage(&self) -> bool {
        self.key == "no-answer" || self.code.starts_with("http-5")
    }
}

impl fmt::Display for DingTalkError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} failed: {} (code {})", self.api.as_str(), self.key, self.code)
    }
}

impl std::error::Error for DingTalkError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_ref().map(|source| source as &(dyn std::error::Error + 'static))
    }
}
