//! The calls this DingTalk answers, as a closed list, with what each needs;
//! and the record of the calls that were made.

use serde_json::Value;

/// One documented call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Api {
    /// `GET /gettoken`
    GetToken,
    /// `POST /v1.0/oauth2/accessToken`
    AccessToken,
    /// `POST /v1.0/oauth2/{corpId}/token`
    CorpToken,
    /// `POST /topapi/chat/updategroupnick`
    UpdateGroupNick,
    /// `GET /chat/get`
    ChatGet,
    /// `POST /topapi/im/chat/scenegroup/get`
    SceneGroupGet,
    /// `POST /topapi/im/chat/scenegroup/template/apply`
    TemplateApply,
    /// `POST /topapi/im/chat/scenegroup/template/close`
    TemplateClose,
    /// `POST /topapi/v2/user/get`
    UserGet,
    /// `POST /topapi/user/getbyunionid`
    UserByUnionId,
    /// `POST /topapi/v2/department/get`
    DepartmentGet,
    /// `POST /v1.0/im/chat/{chatId}/convertToOpenConversationId`
    ConvertChatId,
    /// `PUT /v1.0/im/sceneGroups/members/groupNicks`
    GroupNicks,
    /// `POST /v1.0/im/sceneGroups/members/batchQuery`
    SceneMembers,
    /// `POST /v1.0/im/innerGroups/memberLists/query`; the official SDK has it, no page tells of it
    InnerMembers,
    /// `POST /v1.0/robot/groupMessages/send`
    GroupMessageSend,
    /// `POST /v1.0/robot/oToMessages/batchSend`
    DirectMessageSend,
    /// `POST /v1.0/robot/emotion/reply`
    EmotionReply,
    /// `POST /robot/sendBySession`
    SendBySession,
    /// `POST /v1.0/gateway/connections/open`
    ConnectionsOpen,
    /// `POST /app/registration/init`
    RegistrationInit,
    /// `POST /app/registration/begin`
    RegistrationBegin,
    /// `POST /app/registration/poll`
    RegistrationPoll,
    /// A path that DingTalk does not have.
    Unknown,
}

impl Api {
    /// The method and the path with `{}` for what varies.
    pub const fn template(self) -> (&'static str, &'static str) {
        match self {
            Self::GetToken => ("GET", "/gettoken"),
            Self::AccessToken => ("POST", "/v1.0/oauth2/accessToken"),
            Self::CorpToken => ("POST", "/v1.0/oauth2/{corpId}/token"),
            Self::UpdateGroupNick => ("POST", "/topapi/chat/updategroupnick"),
            Self::ChatGet => ("GET", "/chat/get"),
            Self::SceneGroupGet => ("POST", "/topapi/im/chat/scenegroup/get"),
            Self::TemplateApply => ("POST", "/topapi/im/chat/scenegroup/template/apply"),
            Self::TemplateClose => ("POST", "/topapi/im/chat/scenegroup/template/close"),
            Self::UserGet => ("POST", "/topapi/v2/user/get"),
            Self::UserByUnionId => ("POST", "/topapi/user/getbyunionid"),
            Self::DepartmentGet => ("POST", "/topapi/v2/department/get"),
            Self::ConvertChatId => ("POST", "/v1.0/im/chat/{chatId}/convertToOpenConversationId"),
            Self::GroupNicks => ("PUT", "/v1.0/im/sceneGroups/members/groupNicks"),
            Self::SceneMembers => ("POST", "/v1.0/im/sceneGroups/members/batchQuery"),
            Self::InnerMembers => ("POST", "/v1.0/im/innerGroups/memberLists/query"),
            Self::GroupMessageSend => ("POST", "/v1.0/robot/groupMessages/send"),
            Self::DirectMessageSend => ("POST", "/v1.0/robot/oToMessages/batchSend"),
            Self::EmotionReply => ("POST", "/v1.0/robot/emotion/reply"),
            Self::SendBySession => ("POST", "/robot/sendBySession"),
            Self::ConnectionsOpen => ("POST", "/v1.0/gateway/connections/open"),
            Self::RegistrationInit => ("POST", "/app/registration/init"),
            Self::RegistrationBegin => ("POST", "/app/registration/begin"),
            Self::RegistrationPoll => ("POST", "/app/registration/poll"),
            Self::Unknown => ("", "(unknown path)"),
        }
    }

    /// How this call takes its token and words its errors.
    pub const fn family(self) -> Family {
        match self {
            Self::GetToken
            | Self::ChatGet
            | Self::SendBySession
            | Self::RegistrationInit
            | Self::RegistrationBegin
            | Self::RegistrationPoll
            | Self::Unknown => Family::Plain,
            Self::UpdateGroupNick
            | Self::SceneGroupGet
            | Self::TemplateApply
            | Self::TemplateClose
            | Self::UserGet
            | Self::UserByUnionId
            | Self::DepartmentGet => Family::Topapi,
            Self::AccessToken
            | Self::CorpToken
            | Self::ConvertChatId
            | Self::GroupNicks
            | Self::SceneMembers
            | Self::InnerMembers
            | Self::GroupMessageSend
            | Self::DirectMessageSend
            | Self::EmotionReply
            | Self::ConnectionsOpen => Family::V1,
        }
    }

    /// Whether an access token must come with the call.
    pub const fn needs_token(self) -> bool {
        !matches!(
            self,
            Self::GetToken
                | Self::AccessToken
                | Self::CorpToken
                | Self::SendBySession
                | Self::ConnectionsOpen
                | Self::RegistrationInit
                | Self::RegistrationBegin
                | Self::RegistrationPoll
                | Self::Unknown
        )
    }

    /// Whether the call counts against the month's API calls. Tokens and
    /// contacts are free; session replies are counted as messages.
    pub const fn is_metered(self) -> bool {
        self.needs_token()
            && !matches!(self, Self::UserGet | Self::UserByUnionId | Self::DepartmentGet)
    }

    /// The permission that the call needs, as its page in DingTalk's documents says.
    pub const fn scope(self) -> Option<Scope> {
        match self {
            Self::UpdateGroupNick
            | Self::GroupNicks
            | Self::SceneMembers
            | Self::TemplateApply
            | Self::TemplateClose => Some(Scope::ChatManage),
            Self::ChatGet | Self::SceneGroupGet | Self::ConvertChatId | Self::InnerMembers => {
                Some(Scope::ChatRead)
            }
            Self::GroupMessageSend | Self::DirectMessageSend | Self::EmotionReply => {
                Some(Scope::RobotSendMsg)
            }
            Self::UserGet | Self::UserByUnionId => Some(Scope::GetMember),
            Self::DepartmentGet => Some(Scope::GetDepartmentList),
            Self::GetToken
            | Self::AccessToken
            | Self::CorpToken
            | Self::SendBySession
            | Self::ConnectionsOpen
            | Self::RegistrationInit
            | Self::RegistrationBegin
            | Self::RegistrationPoll
            | Self::Unknown => None,
        }
    }
}

/// The three manners in which DingTalk's servers talk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// Older `oapi` paths: HTTP 200 and a bare `errcode`.
    Plain,
    /// `/topapi/…`: HTTP 200, gateway refusals wrapped in errcode 88.
    Topapi,
    /// `/v1.0/…`: 4xx with `code` and `message`.
    V1,
}

/// A permission of the app.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// Change groups, and nicknames in them.
    ChatManage,
    /// Read groups.
    ChatRead,
    /// Send messages as the robot.
    RobotSendMsg,
    /// Read people.
    GetMember,
    /// Read departments.
    GetDepartmentList,
}

impl Scope {
    /// Every permission there is.
    pub const ALL: [Self; 5] = [
        Self::ChatManage,
        Self::ChatRead,
        Self::RobotSendMsg,
        Self::GetMember,
        Self::GetDepartmentList,
    ];

    /// DingTalk's name for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ChatManage => "qyapi_chat_manage",
            Self::ChatRead => "qyapi_chat_read",
            Self::RobotSendMsg => "qyapi_robot_sendmsg",
            Self::GetMember => "qyapi_get_member",
            Self::GetDepartmentList => "qyapi_get_department_list",
        }
    }
}

/// One call that was received.
#[derive(Clone, Debug)]
pub struct ApiCall {
    /// When it came in; what it asks for is done at that moment.
    pub at: i64,
    /// When it was answered, or whoever called was gone.
    pub ended_at: Option<i64>,
    /// Which call.
    pub api: Api,
    /// The path without its variable parts; of an unknown path, the path as it came.
    pub path: String,
    /// What was asked, without tokens, secrets and sessions.
    pub request: Value,
    /// The HTTP status of the answer.
    pub status: u16,
    /// `ok`, an errcode, `88/sub_code`, a code word, or what became of the answer.
    pub code: String,
    /// Whether a fault had a hand in the answer.
    pub faulted: bool,
}
