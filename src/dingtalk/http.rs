//! Requests to DingTalk and what their answers mean: both error conventions, HTML pages, endless
//! bodies.

use std::sync::Arc;
use std::time::Duration;

use reqwest::header::{HeaderMap, RETRY_AFTER};
use reqwest::{RequestBuilder, Response, StatusCode};
use secrecy::SecretString;
use serde_json::{Value, json};

use super::codes::{Class, look_up};
use super::resolver::Resolver;
use super::{Api, Arrival, DingTalkError, Hosts, details, json};
use crate::domain::RobotCode;

/// How long a connection may take to be made.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(3);

/// How long a call may take in all.
pub(super) const TOTAL_TIMEOUT: Duration = Duration::from_secs(10);

/// What we read of an answer; the longest documented one is far below.
const MAX_ANSWER: usize = 64 * 1024;

/// What we wait at most because an answer asks for it.
const LONGEST_RETRY_AFTER: Duration = Duration::from_secs(300);

/// The app that calls.
#[derive(Clone, Debug)]
pub struct Credentials {
    /// Client ID, formerly AppKey.
    pub client_id: String,
    /// Client Secret, formerly AppSecret.
    pub client_secret: SecretString,
    /// The app's robot.
    pub robot_code: RobotCode,
}

/// Chooses the implementation of TLS for the whole process; the first line of every program that
/// makes a client. Calling it again changes nothing.
pub fn init_crypto() {
    // An error says that it was chosen before, which is what we want.
    let _ = rustls::crypto::ring::default_provider().install_default();
}

/// The versions of TLS that are spoken: none that is older.
const TLS_VERSIONS: &[&rustls::SupportedProtocolVersion] =
    &[&rustls::version::TLS13, &rustls::version::TLS12];

/// An HTTP client with our own roots (images without a certificate store have none), without
/// redirects and without any proxy, those of the environment included.
///
/// # Errors
/// When the client cannot be made.
pub fn client() -> Result<reqwest::Client, reqwest::Error> {
    builder().no_proxy().build()
}

/// The same for DingTalk's hosts, through the proxy that stands before them, if one does.
///
/// # Errors
/// When the client cannot be made.
pub fn client_for(hosts: &Hosts) -> Result<reqwest::Client, reqwest::Error> {
    match hosts.proxy() {
        Some(proxy) => builder().proxy(proxy.for_client()?).build(),
        None => client(),
    }
}

fn builder() -> reqwest::ClientBuilder {
    builder_over(Resolver::default())
}

/// The same, resolving names with this.
pub(super) fn builder_over(resolver: Resolver) -> reqwest::ClientBuilder {
    reqwest::Client::builder()
        .dns_resolver(Arc::new(resolver))
        .tls_backend_preconfigured(tls())
        .user_agent(concat!("dingnick/", env!("CARGO_PKG_VERSION")))
        .redirect(reqwest::redirect::Policy::none())
        .connect_timeout(CONNECT_TIMEOUT)
        .timeout(TOTAL_TIMEOUT)
}

/// Our own roots, and nothing of the system's.
pub(super) fn tls() -> rustls::ClientConfig {
    let roots = rustls::RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.into() };
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    rustls::ClientConfig::builder_with_provider(provider)
        .with_protocol_versions(TLS_VERSIONS)
        .expect("ring has these versions")
        .with_root_certificates(roots)
        .with_no_client_auth()
}

/// A successful answer.
#[derive(Debug)]
pub(super) struct Answer {
    pub body: Value,
    pub request_id: Option<String>,
}

/// Sends a request and reads what DingTalk makes of it.
pub(super) async fn call(api: Api, request: RequestBuilder) -> Result<Answer, DingTalkError> {
    let response = request.send().await.map_err(|error| DingTalkError::on_the_way(api, error))?;
    let status = response.status();
    let retry_after = retry_after(response.headers());
    let Some(bytes) = read(api, response).await? else {
        return Err(DingTalkError::unreadable(api, Class::Other, "bad-answer"));
    };
    interpret(api, status, &bytes).map_err(|mut error| {
        error.retry_after = retry_after;
        error
    })
}

/// Seconds to wait, in reason; the form with a date is not used between machines like these.
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let seconds = headers.get(RETRY_AFTER)?.to_str().ok()?.trim().parse().ok()?;
    Some(Duration::from_secs(seconds).min(LONGEST_RETRY_AFTER))
}

/// The body, or `None` when it does not end within [`MAX_ANSWER`].
async fn read(api: Api, mut response: Response) -> Result<Option<Vec<u8>>, DingTalkError> {
    let mut body = Vec::new();
    while let Some(chunk) =
        response.chunk().await.map_err(|error| DingTalkError::on_the_way(api, error))?
    {
        if body.len() + chunk.len() > MAX_ANSWER {
            return Ok(None);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(Some(body))
}

fn interpret(api: Api, status: StatusCode, bytes: &[u8]) -> Result<Answer, DingTalkError> {
    let Ok(body) = json::read_lossy::<Value>(bytes) else {
        return Err(not_json(api, status, bytes));
    };
    let request_id = ["request_id", "requestid", "requestId"]
        .iter()
        .find_map(|name| body.get(name)?.as_str())
        .filter(|id| id.len() <= 64 && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'))
        .map(str::to_owned);
    let fail = |code: &str, detail: &str, reason: &str| {
        let mut error = DingTalkError::refused(api, shown_code(reason), look_up(code, detail));
        error.request_id = request_id.clone();
        match error.key {
            "permission" => {
                error.named.scope = details::scope(&body);
                error.named.apply_link = details::apply_link(&body);
            }
            "ip" => error.seen_ip = details::seen_ip(&body),
            "unknown-send-result" => error.arrival = Arrival::Unknown,
            _ if error.class == Class::Congestion => error.named.until = details::until(&body),
            _ => {}
        }
        error
    };
    match (body.get("errcode").and_then(scalar), body.get("code").and_then(scalar)) {
        (Some(code), _) if code != "0" => {
            let sub_code = sub_code(&body);
            let detail = sub_code.as_deref().unwrap_or_default();
            let mut error = fail(&code, detail, sub_code.as_deref().unwrap_or(&code));
            error.is_wrapped = sub_code.is_some();
            return Err(error);
        }
        (Some(_), _) => {}
        (None, Some(code)) if !status.is_success() => {
            let mut error = fail(&code, status.as_str(), &code);
            let is_known_limit = matches!(error.class, Class::Congestion | Class::Blocked);
            if status == StatusCode::TOO_MANY_REQUESTS && !is_known_limit {
                (error.class, error.key) = (Class::Throttle, "rate-requests");
            } else if error.key == "unexpected" && status.is_server_error() {
                (error.class, error.key) = (Class::Retry, "system-error");
            }
            return Err(error);
        }
        _ if body.get("punish").is_some() => return Err(fail("1111", "", "1111")),
        _ if !status.is_success() => return Err(not_json(api, status, bytes)),
        // The newer API says nothing of success but its status, and answers with an object.
        _ if api.is_newer() && body.is_object() => {}
        _ => return Err(DingTalkError::unreadable(api, Class::Other, "bad-answer")),
    }
    // A card that did not change is no success, whatever the code says.
    let success = body.get("success").map(|success| success == true || success == "true");
    if success == Some(false) || (success.is_none() && api == Api::SceneGroupNicks) {
        return Err(fail("success-false", "", "success-false"));
    }
    Ok(Answer { body, request_id })
}

/// DingTalk bans an address that calls too often with a page; a gateway in trouble has one too.
fn not_json(api: Api, status: StatusCode, bytes: &[u8]) -> DingTalkError {
    let code = format!("http-{}", status.as_str());
    let is_page = bytes.trim_ascii_start().starts_with(b"<") && !status.is_redirection();
    if status == StatusCode::TOO_MANY_REQUESTS {
        return DingTalkError::refused(api, code, look_up("http-429", ""));
    }
    let (class, key) = match (status.is_server_error(), is_page) {
        (true, _) => match look_up(&code, "") {
            known if known.class == Class::Retry => (known.class, known.key),
            _ => (Class::Retry, "system-error"),
        },
        (false, true) => (Class::Blocked, "blocked"),
        (false, false) => (Class::Other, "bad-answer"),
    };
    let mut error = DingTalkError::unreadable(api, class, key);
    if !status.is_success() && class != Class::Blocked {
        error.code = code;
    }
    error
}

/// A refusal that somebody copied: JSON, or the `errmsg` of one.
pub(super) fn read_refusal(text: &str) -> Option<DingTalkError> {
    let body = match serde_json::from_str(text) {
        Ok(Value::Object(body))
            if ["errcode", "code", "punish"].iter().any(|key| body.contains_key(*key)) =>
        {
            Value::Object(body)
        }
        _ if text.contains("subcode=") => json!({ "errcode": 88, "errmsg": text }),
        _ => return None,
    };
    // Any call and status will do: they are not told, and 400 has most of the words.
    let answer = body.to_string();
    interpret(Api::GetToken, StatusCode::BAD_REQUEST, answer.as_bytes()).err()
}

/// A text or a number: some samples have codes as texts.
fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// The gateway's reason: `sub_code`, or else `subcode=…` within `errmsg`.
fn sub_code(body: &Value) -> Option<String> {
    let own = body.get("sub_code").and_then(scalar).filter(|code| !code.is_empty());
    own.or_else(|| {
        let message = body.get("errmsg")?.as_str()?;
        let (_, rest) = message.split_once("subcode=")?;
        let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        (end > 0).then(|| rest[..end].to_owned())
    })
}

/// Codes go into chats and logs, so what does not look like one does not.
fn shown_code(code: &str) -> String {
    let fits = (1..=80).contains(&code.len())
        && code.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-_".contains(&byte));
    if fits { code.to_owned() } else { "unreadable".to_owned() }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    use super::*;

    #[derive(Deserialize)]
    struct Fixture {
        status: u16,
        body: Option<Value>,
        body_text: Option<String>,
    }

    /// What a client says first.
    fn hello() -> Vec<u8> {
        let name = "oapi.dingtalk.com".try_into().expect("a name");
        let mut client = rustls::ClientConnection::new(Arc::new(tls()), name).expect("a client");
        let mut hello = Vec::new();
        client.write_tls(&mut hello).expect("it is written");
        hello
    }

    #[test]
    fn the_oldest_tls_is_1_2() {
        // The extension `supported_versions`, its length, that of the list, 1.3 and 1.2.
        let versions = [0x00, 0x2b, 0x00, 0x05, 0x04, 0x03, 0x04, 0x03, 0x03];
        assert!(hello().windows(versions.len()).any(|part| part == versions));
    }

    #[tokio::test]
    async fn a_name_that_is_rebound_is_told_no_secret_and_no_redirect_is_followed() {
        init_crypto();
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let client = builder().no_proxy().resolve("oapi.dingtalk.com", address).build();
        let url = "https://oapi.dingtalk.com/robot/sendBySession?session=canary";
        // Whoever is behind the name cannot prove to be DingTalk, and says something else.
        let stranger = async {
            let (mut socket, _) = listener.accept().await.expect("a connection");
            let mut heard = vec![0; 4096];
            let length = socket.read(&mut heard).await.expect("a hello");
            heard.truncate(length);
            let answer = b"HTTP/1.1 302 Found\r\nLocation: https://evil.example/\r\n\r\n";
            let _ = socket.write_all(answer).await;
            let _ = socket.read_to_end(&mut heard).await;
            heard
        };
        let sent = client.expect("a client").post(url).body("canary").send();
        let (sent, heard) = tokio::join!(sent, stranger);
        assert!(sent.is_err(), "the stranger was believed");
        assert_eq!(heard[0], 0x16, "a TLS handshake, and nothing else");
        assert!(!heard.windows(6).any(|part| part == b"canary"), "the session was told");
    }

    fn interpret_fixture(name: &str) -> Result<Answer, DingTalkError> {
        let path = format!("{}/fixtures/api/{name}.json", env!("CARGO_MANIFEST_DIR"));
        let fixture = std::fs::read(path).expect("the fixture is there");
        let fixture: Fixture = serde_json::from_slice(&fixture).expect("the fixture is JSON");
        let status = StatusCode::from_u16(fixture.status).expect("a status");
        let bytes = match (fixture.body, fixture.body_text) {
            (Some(body), _) => body.to_string().into_bytes(),
            (None, text) => text.expect("a body").into_bytes(),
        };
        let is_newer =
            ["v1-", "convert-", "scene-groupnicks", "scene-members", "group-message", "stream-"]
                .iter()
                .any(|family| name.starts_with(family));
        let api = if is_newer { Api::GroupMessagesSend } else { Api::UpdateGroupNick };
        interpret(api, status, &bytes)
    }

    #[test]
    fn every_fixture_is_understood() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/api");
        let mut lines = Vec::new();
        for file in std::fs::read_dir(folder).expect("the folder is there") {
            let name = file.expect("an entry").file_name().into_string().expect("UTF-8");
            let name = name.trim_end_matches(".json");
            lines.push(match interpret_fixture(name) {
                Ok(_) => format!("{name}: ok"),
                Err(error) => {
                    format!("{name}: {:?} {} ({})", error.class, error.key, error.code)
                }
            });
        }
        lines.sort();
        insta::assert_snapshot!(lines.join("\n"));
    }

    #[test]
    fn a_reason_in_the_message_is_found() {
        let body = r#"{"errcode":88,"errmsg":"ding talk error[subcode=60020,submsg=访问ip不在白名单之中,request ip=203.0.113.7 appKey(ding)]"}"#;
        let error = interpret(Api::ChatGet, StatusCode::OK, body.as_bytes()).expect_err("refused");
        assert_eq!((error.key, error.code.as_str()), ("ip", "60020"));
        assert_eq!(error.seen_ip, "203.0.113.7".parse().ok());
    }

    #[test]
    fn success_false_is_a_failure_whatever_the_code_says() {
        for (api, body) in [
            (Api::UpdateGroupNick, r#"{"errcode":0,"success":false}"#),
            (Api::SceneGroupNicks, r#"{"success":"false"}"#),
            (Api::SceneGroupNicks, r#"{"success":null}"#),
        ] {
            let error = interpret(api, StatusCode::OK, body.as_bytes());
            let error = error.expect_err("refused");
            assert_eq!((error.key, error.code.as_str()), ("not-changed", "success-false"));
        }
    }

    #[test]
    fn an_answer_that_says_nothing_is_no_success() {
        for (api, body) in [
            (Api::UpdateGroupNick, "[]"),
            (Api::UpdateGroupNick, "{}"),
            (Api::UpdateGroupNick, "null"),
            (Api::UpdateGroupNick, r#"{"errmsg":"ok"}"#),
            (Api::SendBySession, "{}"),
            (Api::SceneGroupNicks, "{}"),
            (Api::SceneGroupNicks, "[]"),
            (Api::GroupMessagesSend, "7"),
        ] {
            assert!(interpret(api, StatusCode::OK, body.as_bytes()).is_err(), "{api:?} {body}");
        }
    }

    #[test]
    fn what_dingtalk_does_not_know_itself_may_have_arrived() {
        let body = r#"{"code":"unknown.send.result","message":"x"}"#;
        let error = interpret(Api::GroupMessagesSend, StatusCode::BAD_REQUEST, body.as_bytes());
        assert_eq!(error.expect_err("refused").arrival, Arrival::Unknown);
    }

    #[test]
    fn nothing_of_a_strange_answer_is_repeated() {
        let body = r#"{"errcode":"<script>","errmsg":"x","request_id":"a b"}"#;
        let error = interpret(Api::ChatGet, StatusCode::OK, body.as_bytes()).expect_err("refused");
        assert_eq!(error.code, "unreadable");
        assert_eq!(error.request_id, None);
    }

    #[test]
    fn a_server_in_trouble_may_be_asked_again() {
        for (status, body, class) in [
            (502, "<html>Bad Gateway</html>", Class::Retry),
            (503, "", Class::Retry),
            (429, "{}", Class::Throttle),
            (429, "<html>Too Many Requests</html>", Class::Throttle),
            (429, r#"{"code":"systemBusy"}"#, Class::Throttle),
            (503, r#"{"code":"ServiceUnavailable"}"#, Class::Retry),
            (500, r#"{"code":"neverHeardOf"}"#, Class::Retry),
            (400, r#"{"code":"neverHeardOf"}"#, Class::Other),
            (403, "<html>denied</html>", Class::Blocked),
            (200, "<!doctype html>", Class::Blocked),
            (302, "<html>moved</html>", Class::Other),
            (200, "", Class::Other),
        ] {
            let status = StatusCode::from_u16(status).expect("a status");
            let error = interpret(Api::ChatGet, status, body.as_bytes()).expect_err("refused");
            assert_eq!(error.class, class, "failed on {status} {body}");
        }
    }
}
