//! The calls that the bot makes, each once and each documented.

use std::sync::Arc;

use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};
use tokio::time::Instant;
use tracing::debug;

use super::codes::Class;
use super::http::{self, Answer, Credentials};
use super::session::session_url;
use super::token::{Standing, Token, TokenCache};
use super::{Api, Arrival, DingTalkError, Hosts, json};
use crate::domain::{
    ChatId, ConversationId, EncryptedUserId, MessageId, Nickname, ReplySession, RobotCode,
    TemplateId, UserId, is_everybody,
};
use crate::metrics::{Metrics, Stage};

/// DingTalk's API, as one app.
pub struct Client {
    http: reqwest::Client,
    hosts: Hosts,
    credentials: Credentials,
    token: TokenCache,
    metrics: Arc<Metrics>,
}

/// A rename that DingTalk carried out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// By it DingTalk's support finds the call.
    pub request_id: Option<String>,
}

/// `emotionType` of a reaction that is a text.
const TEXT_EMOTION: u32 = 2;

/// How many members of a template group are asked for: the most that a page may have.
const SCENE_MEMBERS: u32 = 1000;

/// Who decides in a scene group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SceneGovernors {
    /// `owner_staff_id`
    pub owner: UserId,
    /// `sub_admin_staff_ids`: those whom the owner has made administrators.
    pub sub_admins: Vec<UserId>,
}

/// Who is in an ordinary group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupPeople {
    /// `owner`
    pub owner: UserId,
    /// `useridlist`: those of the organisation.
    pub members: Vec<UserId>,
}

/// A member of an inner group, as the list of its members has them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InnerMember {
    /// `userId`
    pub user_id: UserId,
    /// `nickName`: perhaps the group nickname.
    pub nickname: String,
}

/// A member of the organisation, as its directory has them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DirectoryUser {
    /// `name`
    pub name: String,
    /// `title`
    pub title: Option<String>,
    /// `job_number`
    pub job_number: Option<String>,
    /// `dept_id_list`
    pub departments: Vec<i64>,
}

/// Whom a message in a session is for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    /// `atUserIds`
    pub user_ids: Vec<UserId>,
    /// `atDingtalkIds`: for people without a userid.
    pub encrypted_ids: Vec<EncryptedUserId>,
}

impl Client {
    /// A client that has not called yet.
    ///
    /// # Errors
    /// When the HTTP client cannot be made.
    pub fn new(
        hosts: Hosts,
        credentials: Credentials,
        metrics: Arc<Metrics>,
    ) -> Result<Self, reqwest::Error> {
        Ok(Self {
            http: http::client_for(&hosts)?,
            hosts,
            credentials,
            token: TokenCache::new(Arc::clone(&metrics)),
            metrics,
        })
    }

    /// Asks for an access token, whether or not there is one: does DingTalk take the credentials?
    /// Free of charge.
    ///
    /// # Errors
    /// 40096 wrong Client ID or Secret, or those of the other region; and what every call can meet.
    pub async fn sign_in(&self) -> Result<(), DingTalkError> {
        let renewed = self.token.renew(&self.http, &self.hosts, &self.credentials).await;
        let result = renewed.as_ref().map_or_else(|error| error.key, |()| "ok");
        self.metrics.call(Api::GetToken.as_str(), result);
        renewed
    }

    /// What DingTalk last said of the credentials.
    #[must_use]
    pub fn standing(&self) -> Standing {
        self.token.standing()
    }

    /// Sets a member's nickname in an ordinary group. DingTalk checks only the app's permission,
    /// not who asked: that is ours to do.
    ///
    /// # Errors
    /// 40003 no such member, 34001 no such group, 41049 forbidden content, 60124 not in the
    /// group, and what every call can meet.
    pub async fn set_group_nick(
        &self,
        chat_id: &ChatId,
        user_id: &UserId,
        nickname: &Nickname,
    ) -> Result<Receipt, DingTalkError> {
        self.try_group_nick(chat_id, user_id, nickname.as_str()).await
    }

    /// The same with any text, for whoever finds out what DingTalk takes.
    ///
    /// # Errors
    /// The same.
    pub async fn try_group_nick(
        &self,
        chat_id: &ChatId,
        user_id: &UserId,
        text: &str,
    ) -> Result<Receipt, DingTalkError> {
        let body = json!({
            "userid": user_id.as_str(),
            "chatid": chat_id.as_str(),
            "group_nick": text,
        });
        let answer = self.oapi(Api::UpdateGroupNick, "/topapi/chat/updategroupnick", &body).await?;
        Ok(Receipt { request_id: answer.request_id })
    }

    /// Sets a member's nickname in a group that was made from a template.
    ///
    /// # Errors
    /// `groupPermissionDenied` and `openConversationIdDecriptFailed` for other groups,
    /// `groupNickForbid`, `userNotInGroup`, `invalidUserId`, and what every call can meet.
    pub async fn set_scene_group_nick(
        &self,
        conversation: &ConversationId,
        user_id: &UserId,
        nickname: &Nickname,
    ) -> Result<Receipt, DingTalkError> {
        self.try_scene_group_nick(conversation, user_id, nickname.as_str()).await
    }

    /// The same with any text, for whoever finds out what DingTalk takes.
    ///
    /// # Errors
    /// The same.
    pub async fn try_scene_group_nick(
        &self,
        conversation: &ConversationId,
        user_id: &UserId,
        text: &str,
    ) -> Result<Receipt, DingTalkError> {
        let body = json!({
            "openConversationId": conversation.as_str(),
            "userId": user_id.as_str(),
            "groupNick": text,
        });
        let path = "/v1.0/im/sceneGroups/members/groupNicks";
        let answer = self.api(Api::SceneGroupNicks, Method::PUT, path, Some(&body)).await?;
        Ok(Receipt { request_id: answer.request_id })
    }

    /// The openConversationId of a chatid. There is no call for the other direction.
    ///
    /// # Errors
    /// `invalideChatId` (sic), `permession.checkFailed` when the group's owner is outside the
    /// app's visible range, and what every call can meet.
    pub async fn open_conversation_id(
        &self,
        chat_id: &ChatId,
    ) -> Result<ConversationId, DingTalkError> {
        let api = Api::ConvertToOpenConversationId;
        let path = format!("/v1.0/im/chat/{chat_id}/convertToOpenConversationId");
        let answer = self.api(api, Method::POST, &path, None).await?;
        text_at(&answer.body, "/openConversationId")
            .and_then(ConversationId::parse)
            .ok_or_else(|| DingTalkError::unreadable(api, Class::Other, "bad-answer"))
    }

    /// Who owns an ordinary group and who is in it. Neither its sub-admins nor anybody's nickname
    /// can be read.
    ///
    /// # Errors
    /// 40016 no such group, 43007 no permission, and what every call can meet.
    pub async fn group(&self, chat_id: &ChatId) -> Result<GroupPeople, DingTalkError> {
        let request = |token: &str| {
            let query = [("access_token", token), ("chatid", chat_id.as_str())];
            self.http.get(self.hosts.oapi("/chat/get")).query(&query)
        };
        let answer = self.with_token(Api::ChatGet, request).await?;
        let owner = text_at(&answer.body, "/chat_info/owner").and_then(UserId::parse);
        let owner = owner
            .ok_or_else(|| DingTalkError::unreadable(Api::ChatGet, Class::Other, "bad-answer"))?;
        Ok(GroupPeople { owner, members: user_ids_at(&answer.body, "/chat_info/useridlist") })
    }

    /// The owner of a group that was made from a template.
    ///
    /// # Errors
    /// What every call can meet.
    pub async fn scene_group_governors(
        &self,
        conversation: &ConversationId,
    ) -> Result<SceneGovernors, DingTalkError> {
        let api = Api::SceneGroupGet;
        let body = json!({ "open_conversation_id": conversation.as_str() });
        let answer = self.oapi(api, "/topapi/im/chat/scenegroup/get", &body).await?;
        let owner = text_at(&answer.body, "/result/owner_staff_id").and_then(UserId::parse);
        let owner =
            owner.ok_or_else(|| DingTalkError::unreadable(api, Class::Other, "bad-answer"))?;
        let sub_admins = user_ids_at(&answer.body, "/result/sub_admin_staff_ids");
        Ok(SceneGovernors { owner, sub_admins })
    }

    /// Who is in a group that was made from a template: the first [`SCENE_MEMBERS`] of them, since
    /// each further page is a paid call. The names that come with them are not believed: the
    /// documents do not say whether they are nicknames.
    ///
    /// # Errors
    /// What every call can meet.
    pub async fn scene_group_members(
        &self,
        conversation: &ConversationId,
    ) -> Result<Vec<UserId>, DingTalkError> {
        let body = json!({
            "openConversationId": conversation.as_str(),
            "maxResults": SCENE_MEMBERS,
        });
        let path = "/v1.0/im/sceneGroups/members/batchQuery";
        let answer = self.api(Api::SceneMembers, Method::POST, path, Some(&body)).await?;
        Ok(user_ids_at(&answer.body, "/memberUserIds"))
    }

    /// Who is in an inner group, in the name of a member: the first page of them. The call is in the
    /// official SDK (`im_1_0`) and on no page; which permission it needs, and whether its `nickName`
    /// is the group nickname, nobody says.
    ///
    /// # Errors
    /// What every call can meet.
    pub async fn inner_members(
        &self,
        conversation: &ConversationId,
        asker: &UserId,
    ) -> Result<Vec<InnerMember>, DingTalkError> {
        let body = json!({
            "openConversationId": conversation.as_str(),
            "userId": asker.as_str(),
            "maxResults": SCENE_MEMBERS,
            "nextToken": "",
        });
        let path = "/v1.0/im/innerGroups/memberLists/query";
        let answer = self.api(Api::InnerMembers, Method::POST, path, Some(&body)).await?;
        let list = answer.body.pointer("/list").and_then(Value::as_array);
        let member = |entry: &Value| {
            let user_id = text_at(entry, "/userId").and_then(UserId::parse)?;
            let nickname = text_at(entry, "/nickName").unwrap_or_default().to_owned();
            Some(InnerMember { user_id, nickname })
        };
        Ok(list.into_iter().flatten().filter_map(member).collect())
    }

    /// Makes a group a scene group, on its owner's word ("存量群升级为场景群", S54): from then on the
    /// calls for scene groups take the openConversationId of its callbacks. Not tried by us.
    ///
    /// # Errors
    /// 665036 no such template, 660023 no such group, 500, and what every call can meet. By which
    /// number DingTalk refuses somebody who is not the owner, no document says.
    pub async fn apply_group_template(
        &self,
        conversation: &ConversationId,
        owner: &UserId,
        template: &TemplateId,
    ) -> Result<(), DingTalkError> {
        let body = template_body(conversation, owner, template);
        let path = "/topapi/im/chat/scenegroup/template/apply";
        self.oapi(Api::TemplateApply, path, &body).await?;
        Ok(())
    }

    /// Undoes that (the official SDK's call, with the same body).
    ///
    /// # Errors
    /// The same.
    pub async fn close_group_template(
        &self,
        conversation: &ConversationId,
        owner: &UserId,
        template: &TemplateId,
    ) -> Result<(), DingTalkError> {
        let body = template_body(conversation, owner, template);
        let path = "/topapi/im/chat/scenegroup/template/close";
        self.oapi(Api::TemplateClose, path, &body).await?;
        Ok(())
    }

    /// What the organisation's directory says of a member. Free of charge.
    ///
    /// # Errors
    /// 33012 no such member, and what every call can meet.
    pub async fn user(&self, user_id: &UserId) -> Result<DirectoryUser, DingTalkError> {
        let api = Api::UserGet;
        let body = json!({ "userid": user_id.as_str() });
        let answer = self.oapi(api, "/topapi/v2/user/get", &body).await?;
        let text = |name: &str| {
            let text = text_at(&answer.body, &format!("/result/{name}"))?.trim();
            Some(text.to_owned()).filter(|text| !text.is_empty())
        };
        Ok(DirectoryUser {
            name: text("name")
                .ok_or_else(|| DingTalkError::unreadable(api, Class::Other, "bad-answer"))?,
            title: text("title"),
            job_number: text("job_number"),
            departments: numbers(answer.body.pointer("/result/dept_id_list")),
        })
    }

    /// The name of a department of the directory. Free of charge.
    ///
    /// # Errors
    /// What every call can meet.
    pub async fn department_name(&self, department: i64) -> Result<String, DingTalkError> {
        let api = Api::DepartmentGet;
        let body = json!({ "dept_id": department });
        let answer = self.oapi(api, "/topapi/v2/department/get", &body).await?;
        text_at(&answer.body, "/result/name")
            .map(|name| name.trim().to_owned())
            .filter(|name| !name.is_empty())
            .ok_or_else(|| DingTalkError::unreadable(api, Class::Other, "bad-answer"))
    }

    /// Says something in the conversation that a session belongs to. The text must hold `@id` of
    /// everybody in `address`, or DingTalk draws no mention.
    ///
    /// # Errors
    /// 300001 when the session is over, and what every call can meet.
    pub async fn send_to_session(
        &self,
        session: &ReplySession,
        text: &str,
        address: &Address,
    ) -> Result<(), DingTalkError> {
        let mut at = json!({
            "atUserIds": people(address.user_ids.iter().map(UserId::as_str)),
            "isAtAll": false,
        });
        let encrypted = people(address.encrypted_ids.iter().map(EncryptedUserId::as_str));
        if !encrypted.is_empty() {
            at["atDingtalkIds"] = encrypted.into();
        }
        let body = json!({ "msgtype": "text", "text": { "content": text }, "at": at });
        let request = self.http.post(session_url(session)).json(&body);
        self.logged(Api::SendBySession, request).await?;
        Ok(())
    }

    /// Puts a reaction on a message. Its shape is that of the official SDK (`robot_1_0`); that it
    /// needs no session and writes nothing into the group is reported, and was not tried.
    ///
    /// # Errors
    /// What DingTalk said, or that it said nothing.
    pub async fn react(
        &self,
        robot_code: &RobotCode,
        conversation: &ConversationId,
        message: &MessageId,
        name: &str,
    ) -> Result<(), DingTalkError> {
        let body = json!({
            "robotCode": robot_code.as_str(),
            "openConversationId": conversation.as_str(),
            "openMsgId": message.as_str(),
            "emotionType": TEXT_EMOTION,
            "emotionName": name,
            "textEmotion": { "emotionName": name, "text": name },
        });
        let path = "/v1.0/robot/emotion/reply";
        self.api(Api::EmotionReply, Method::POST, path, Some(&body)).await?;
        Ok(())
    }

    /// Says something in a group without a session; a paid call, and nobody can be mentioned.
    ///
    /// # Errors
    /// `invalidParameter.robotCode.auth`, `group.disbanded`, and what every call can meet.
    pub async fn send_to_group(
        &self,
        robot_code: &RobotCode,
        conversation: &ConversationId,
        text: &str,
    ) -> Result<(), DingTalkError> {
        let body = json!({
            "robotCode": robot_code.as_str(),
            "openConversationId": conversation.as_str(),
            "msgKey": "sampleText",
            "msgParam": json!({ "content": text }).to_string(),
        });
        let path = "/v1.0/robot/groupMessages/send";
        self.api(Api::GroupMessagesSend, Method::POST, path, Some(&body)).await?;
        Ok(())
    }

    /// Says something to a member alone, who need not have written to the robot; a paid call. Its
    /// shape is that of the official SDK (`robot_1_0`); it was not tried. Returns whether DingTalk
    /// took it for them.
    ///
    /// # Errors
    /// As for a group.
    pub async fn send_to_member(
        &self,
        robot_code: &RobotCode,
        user_id: &UserId,
        text: &str,
    ) -> Result<bool, DingTalkError> {
        let body = json!({
            "robotCode": robot_code.as_str(),
            "userIds": [user_id.as_str()],
            "msgKey": "sampleText",
            "msgParam": json!({ "content": text }).to_string(),
        });
        let path = "/v1.0/robot/oToMessages/batchSend";
        let answer = self.api(Api::DirectMessagesSend, Method::POST, path, Some(&body)).await?;
        let is_listed = |name: &str| {
            let list = answer.body[name].as_array();
            list.is_some_and(|list| list.iter().any(|it| it.as_str() == Some(user_id.as_str())))
        };
        Ok(!is_listed("invalidStaffIdList") && !is_listed("flowControlledStaffIdList"))
    }

    async fn oapi(&self, api: Api, path: &str, body: &Value) -> Result<Answer, DingTalkError> {
        let request = |token: &str| {
            self.http.post(self.hosts.oapi(path)).query(&[("access_token", token)]).json(body)
        };
        self.with_token(api, request).await
    }

    async fn api(
        &self,
        api: Api,
        method: Method,
        path: &str,
        body: Option<&Value>,
    ) -> Result<Answer, DingTalkError> {
        let request = |token: &str| {
            let request = self.http.request(method.clone(), self.hosts.api(path));
            let request = request.header("x-acs-dingtalk-access-token", token);
            match body {
                Some(body) => request.json(body),
                None => request,
            }
        };
        self.with_token(api, request).await
    }

    /// Calls with the token, and once more with a new one when DingTalk refuses it as stale. A
    /// permission that was just granted works only with a new token, so one that lacked a
    /// permission is dropped too.
    async fn with_token(
        &self,
        api: Api,
        request: impl Fn(&str) -> RequestBuilder,
    ) -> Result<Answer, DingTalkError> {
        let token = self.current_token().await?;
        let answer = self.logged(api, request(token.expose())).await;
        match &answer {
            Err(error) if error.class == Class::Token => {
                self.token.drop(&token).await;
                let token = self.current_token().await?;
                self.logged(api, request(token.expose())).await
            }
            Err(error) if error.class == Class::Permission => {
                self.token.drop(&token).await;
                answer
            }
            _ => answer,
        }
    }

    /// Without a token nothing is sent, whatever became of asking for one.
    async fn current_token(&self) -> Result<Token, DingTalkError> {
        let token = self.token.get(&self.http, &self.hosts, &self.credentials).await;
        token.map_err(|mut error| {
            error.arrival = Arrival::NotSent;
            error
        })
    }

    async fn logged(&self, api: Api, request: RequestBuilder) -> Result<Answer, DingTalkError> {
        let began = Instant::now();
        let answer = http::call(api, request).await;
        self.metrics.took(Stage::Call, began.elapsed());
        self.metrics.call(api.as_str(), answer.as_ref().map_or_else(|error| error.key, |_| "ok"));
        match &answer {
            Ok(_) => debug!(api = api.as_str(), "DingTalk did {}", api.as_str()),
            Err(error) => debug!(api = api.as_str(), code = error.code, "{error}"),
        }
        answer
    }
}

fn template_body(conversation: &ConversationId, owner: &UserId, template: &TemplateId) -> Value {
    json!({
        "owner_user_id": owner.as_str(),
        "template_id": template.as_str(),
        "open_conversation_id": conversation.as_str(),
    })
}

fn user_ids_at(body: &Value, pointer: &str) -> Vec<UserId> {
    let list = body.pointer(pointer).and_then(Value::as_array);
    list.into_iter().flatten().filter_map(Value::as_str).filter_map(UserId::parse).collect()
}

/// A list of numbers; the documents' samples write some of them as texts, `"[2,3]"`.
fn numbers(value: Option<&Value>) -> Vec<i64> {
    match value {
        Some(Value::Array(values)) => values.iter().filter_map(Value::as_i64).collect(),
        Some(Value::String(text)) => json::read(text.as_bytes()).unwrap_or_default(),
        _ => Vec::new(),
    }
}

/// Those of whom DingTalk notifies one each: a message that claims to be of `all` must not have
/// everybody called.
fn people<'a>(ids: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    ids.filter(|id| !is_everybody(id)).collect()
}

fn text_at<'a>(body: &'a Value, pointer: &str) -> Option<&'a str> {
    body.pointer(pointer)?.as_str()
}
