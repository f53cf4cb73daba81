//! A request as the simulator reads it: which call it is, the token from the
//! place where the family carries it, and the fields from query, form or JSON.

use std::{collections::BTreeMap, net::IpAddr};

use actix_web::{HttpRequest, http::header};
use serde_json::{Map, Value};
use url::form_urlencoded;

use super::{Api, Family};

/// Never written to the log of calls, whatever the call.
const SECRET_FIELDS: [&str; 11] = [
    "access_token",
    "accessToken",
    "appsecret",
    "appSecret",
    "client_secret",
    "clientSecret",
    "session",
    "refreshToken",
    "nonce",
    "device_code",
    "code",
];

/// One request.
pub(super) struct Call {
    pub(super) api: Api,
    pub(super) path: String,
    /// What stands in the path where the template has `{}`.
    pub(super) path_part: Option<String>,
    pub(super) query: BTreeMap<String, String>,
    pub(super) token: Option<String>,
    pub(super) body: RequestBody,
    pub(super) body_bytes: usize,
    pub(super) peer: Option<IpAddr>,
    /// Whether it asks for JSON by name.
    pub(super) accepts_json: bool,
}

/// The body, as far as it could be read.
pub(super) enum RequestBody {
    Empty,
    Json(Value),
    Form(BTreeMap<String, String>),
    /// Neither a JSON text nor a form.
    Unreadable,
    /// A JSON text under another content type.
    WrongType,
}

impl Call {
    pub(super) fn read(request: &HttpRequest, body: &[u8]) -> Self {
        let path = request.path().to_owned();
        let (api, path_part) = route(request.method().as_str(), &path);
        let query: BTreeMap<_, _> =
            form_urlencoded::parse(request.query_string().as_bytes()).into_owned().collect();
        let content_type = header_text(request, header::CONTENT_TYPE.as_str());
        let body_bytes = body.len();
        let body = read_body(content_type.as_deref(), body);
        let token = match api.family() {
            Family::V1 => header_text(request, "x-acs-dingtalk-access-token"),
            Family::Plain | Family::Topapi => {
                query.get("access_token").cloned().or_else(|| match &body {
                    RequestBody::Form(fields) => fields.get("access_token").cloned(),
                    _ => None,
                })
            }
        };
        Self {
            api,
            path,
            path_part,
            query,
            token: token.filter(|token| !token.is_empty()),
            body,
            body_bytes,
            peer: request.peer_addr().map(|peer| peer.ip()),
            accepts_json: header_text(request, header::ACCEPT.as_str())
                .is_some_and(|accept| accept.contains("application/json")),
        }
    }

    /// A field of the body, of the form, or of the query; "" when it is nowhere.
    pub(super) fn field(&self, name: &str) -> &str {
        let in_body = match &self.body {
            RequestBody::Json(value) => value.get(name).and_then(Value::as_str),
            RequestBody::Form(fields) => fields.get(name).map(String::as_str),
            RequestBody::Empty | RequestBody::Unreadable | RequestBody::WrongType => None,
        };
        in_body.or_else(|| self.query.get(name).map(String::as_str)).unwrap_or_default()
    }

    /// A field of a JSON body only, as the v1.0 calls take them.
    pub(super) fn json_field(&self, name: &str) -> &str {
        match &self.body {
            RequestBody::Json(value) => value.get(name).and_then(Value::as_str).unwrap_or(""),
            _ => "",
        }
    }

    /// A whole number of a JSON body.
    pub(super) fn json_number(&self, name: &str) -> Option<i64> {
        match &self.body {
            RequestBody::Json(value) => value.get(name).and_then(Value::as_i64),
            _ => None,
        }
    }

    pub(super) fn logged_path(&self) -> String {
        match self.api {
            Api::Unknown => self.path.clone(),
            api => api.template().1.to_owned(),
        }
    }

    /// What was asked, without what must not be kept.
    pub(super) fn logged_request(&self) -> Value {
        let mut fields = Map::new();
        if let Some(part) = &self.path_part
            && self.api == Api::ConvertChatId
        {
            fields.insert("chatId".to_owned(), Value::from(part.as_str()));
        }
        for (name, value) in &self.query {
            fields.insert(name.clone(), Value::from(value.as_str()));
        }
        match &self.body {
            RequestBody::Json(Value::Object(body)) => fields.extend(body.clone()),
            RequestBody::Form(form) => {
                let pairs = form.iter();
                fields.extend(pairs.map(|(name, value)| (name.clone(), value.as_str().into())));
            }
            _ => {}
        }
        fields.retain(|name, _| !SECRET_FIELDS.contains(&name.as_str()));
        Value::Object(fields)
    }
}

/// Which call a method and path are, and what stands in the variable part.
fn route(method: &str, path: &str) -> (Api, Option<String>) {
    const FIXED: [Api; 21] = [
        Api::ConnectionsOpen,
        Api::GetToken,
        Api::AccessToken,
        Api::UpdateGroupNick,
        Api::ChatGet,
        Api::SceneGroupGet,
        Api::TemplateApply,
        Api::TemplateClose,
        Api::UserGet,
        Api::UserByUnionId,
        Api::DepartmentGet,
        Api::GroupNicks,
        Api::SceneMembers,
        Api::InnerMembers,
        Api::GroupMessageSend,
        Api::DirectMessageSend,
        Api::EmotionReply,
        Api::SendBySession,
        Api::RegistrationInit,
        Api::RegistrationBegin,
        Api::RegistrationPoll,
    ];
    if let Some(api) = FIXED.into_iter().find(|api| api.template() == (method, path)) {
        return (api, None);
    }
    for api in [Api::CorpToken, Api::ConvertChatId] {
        let (api_method, template) = api.template();
        let Some((start, rest)) = template.split_once('{') else {
            continue;
        };
        let Some((_, end)) = rest.split_once('}') else {
            continue;
        };
        let part = path.strip_prefix(start).and_then(|p| p.strip_suffix(end));
        if let Some(part) = part
            && method == api_method
            && !part.is_empty()
            && !part.contains('/')
        {
            return (api, Some(part.to_owned()));
        }
    }
    (Api::Unknown, None)
}

fn read_body(content_type: Option<&str>, body: &[u8]) -> RequestBody {
    if body.is_empty() {
        return RequestBody::Empty;
    }
    let media_type = content_type.and_then(|text| text.split(';').next());
    let json = serde_json::from_slice(body).ok();
    match (media_type.map(str::trim), json) {
        (Some("application/x-www-form-urlencoded"), _) => {
            RequestBody::Form(form_urlencoded::parse(body).into_owned().collect())
        }
        (Some("application/json"), Some(value)) => RequestBody::Json(value),
        (_, Some(_)) => RequestBody::WrongType,
        (_, None) => RequestBody::Unreadable,
    }
}

fn header_text(request: &HttpRequest, name: &str) -> Option<String> {
    let value = request.headers().get(name)?;
    value.to_str().ok().map(str::to_owned)
}
