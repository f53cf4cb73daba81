//! The body of a request: JSON, of a size and within a time.

use std::time::Duration;

use actix_web::http::header::{CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, HeaderMap};
use actix_web::web::{Bytes, BytesMut, Payload};
use actix_web::{HttpRequest, HttpResponse};
use futures_util::StreamExt;

/// The largest body that is read; a message has a few kilobytes.
const MAX_BODY: usize = 64 * 1024;

/// How much of a body's type is shown.
const SHOWN_TYPE: usize = 60;

/// How long a body may take to arrive.
const BODY_LIMIT: Duration = Duration::from_secs(3);

/// Why a body was not read.
#[derive(Debug, thiserror::Error)]
pub(super) enum BodyError {
    #[error(
        "its type is {came}, and must be application/json, in UTF-8 and without Content-Encoding"
    )]
    WrongType { came: String },
    #[error("its body is longer than 64 KiB")]
    TooLarge,
    #[error("its body did not come within 3 seconds")]
    TooSlow,
    #[error("its body broke off")]
    Broken,
}

impl BodyError {
    /// What is answered; the connection does not serve on.
    pub(super) fn answer(&self) -> HttpResponse {
        let mut answer = match self {
            Self::WrongType { .. } => HttpResponse::UnsupportedMediaType(),
            Self::TooLarge => HttpResponse::PayloadTooLarge(),
            Self::TooSlow => HttpResponse::RequestTimeout(),
            Self::Broken => HttpResponse::BadRequest(),
        };
        answer.force_close().finish()
    }
}

/// The body of a request that says that it is JSON.
pub(super) async fn json(request: &HttpRequest, payload: Payload) -> Result<Bytes, BodyError> {
    if !has_json(request.headers()) {
        return Err(BodyError::WrongType { came: kind(request.headers()) });
    }
    any(request, payload).await
}

/// The body of a request, whatever it says that it is.
pub(super) async fn any(request: &HttpRequest, payload: Payload) -> Result<Bytes, BodyError> {
    read(request, payload).await
}

/// The type that a request says its body is of, fit to be shown.
fn kind(headers: &HeaderMap) -> String {
    let kinds = headers.get_all(CONTENT_TYPE).chain(headers.get_all(CONTENT_ENCODING));
    let kinds: Vec<String> = kinds
        .map(|kind| kind.to_str().unwrap_or("unreadable").chars().take(SHOWN_TYPE).collect())
        .collect();
    if kinds.is_empty() { "missing".to_owned() } else { kinds.join(", ") }
}

/// One content type, JSON, in UTF-8, and not compressed.
fn has_json(headers: &HeaderMap) -> bool {
    let mut kinds = headers.get_all(CONTENT_TYPE).map(|value| value.to_str().unwrap_or_default());
    let is_json = match (kinds.next(), kinds.next()) {
        (Some(kind), None) => {
            let mut parts = kind.split(';').map(str::trim);
            let essence = parts.next().unwrap_or_default();
            essence.eq_ignore_ascii_case("application/json") && parts.all(is_utf8_or_no_charset)
        }
        _ => false,
    };
    let codings = headers.get_all(CONTENT_ENCODING);
    let mut codings = codings.map(|value| value.to_str().unwrap_or_default().trim());
    is_json && codings.all(|coding| coding.eq_ignore_ascii_case("identity"))
}

fn is_utf8_or_no_charset(parameter: &str) -> bool {
    let Some((name, value)) = parameter.split_once('=') else {
        return true;
    };
    let value = value.trim().trim_matches('"');
    !name.trim().eq_ignore_ascii_case("charset")
        || ["utf-8", "utf8"].iter().any(|name| value.eq_ignore_ascii_case(name))
}

async fn read(request: &HttpRequest, mut payload: Payload) -> Result<Bytes, BodyError> {
    let declared = request.headers().get(CONTENT_LENGTH);
    let declared = declared.and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
    if declared.is_some_and(|length| length > MAX_BODY) {
        return Err(BodyError::TooLarge);
    }
    let all = async {
        let mut body = BytesMut::with_capacity(declared.unwrap_or_default());
        while let Some(chunk) = payload.next().await {
            let chunk = chunk.map_err(|_| BodyError::Broken)?;
            if body.len() + chunk.len() > MAX_BODY {
                return Err(BodyError::TooLarge);
            }
            body.extend_from_slice(&chunk);
        }
        Ok(body.freeze())
    };
    tokio::time::timeout(BODY_LIMIT, all).await.unwrap_or(Err(BodyError::TooSlow))
}
