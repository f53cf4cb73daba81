//! `POST /dingtalk/callback`: the signature from the headers alone, then the body, then the bot.

use std::time::Duration;

use actix_web::http::header::{
    CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, ContentType, HeaderMap, RETRY_AFTER,
};
use actix_web::web::{Bytes, BytesMut, Data, Path, Payload};
use actix_web::{HttpRequest, HttpResponse};
use futures_util::StreamExt;
use secrecy::ExposeSecret;
use sha2::{Digest, Sha256};
use tracing::{info, warn};

use super::Front;
use crate::bot::Verdict;
use crate::dingtalk::inbound;
use crate::dingtalk::sign::{self, SignError};
use crate::domain::Timestamp;

/// The largest body that is read; a message has a few kilobytes.
const MAX_BODY: usize = 64 * 1024;

/// How long a body may take to arrive.
const BODY_LIMIT: Duration = Duration::from_secs(3);

/// The largest body that is read of a callback that is refused, so that its connection can serve on.
/// More than this is not worth a connection.
const MAX_DRAINED: usize = 4 * 1024;

/// How long such a body may take: it comes with the head, or as good as.
const DRAIN_LIMIT: Duration = Duration::from_millis(100);

/// How long keeping may take before the answer is that it is not known to be kept. DingTalk waits
/// for two and a half seconds.
const KEEP_LIMIT: Duration = Duration::from_secs(2);

/// The answer to a callback: nothing is to be said at once.
const EMPTY_MESSAGE: &str = r#"{"msgtype":"empty"}"#;

/// Seconds after which a callback that was not kept may come again.
const RETRY_AFTER_SECONDS: &str = "1";

/// Why a body was not read.
enum BodyError {
    TooLarge,
    TooSlow,
    Broken,
}

pub(super) async fn plain(
    request: HttpRequest,
    payload: Payload,
    front: Data<Front>,
) -> HttpResponse {
    if front.callback_key.is_some() {
        return HttpResponse::NotFound().finish();
    }
    answer(&request, payload, &front).await
}

pub(super) async fn keyed(
    request: HttpRequest,
    payload: Payload,
    front: Data<Front>,
    key: Path<String>,
) -> HttpResponse {
    let is_ours = front.callback_key.as_ref().is_some_and(|ours| {
        // Digests, so that the time to compare tells nothing of the key.
        Sha256::digest(ours.expose_secret()) == Sha256::digest(key.as_bytes())
    });
    if !is_ours {
        return HttpResponse::NotFound().finish();
    }
    answer(&request, payload, &front).await
}

async fn answer(request: &HttpRequest, payload: Payload, front: &Front) -> HttpResponse {
    let (result, answer) = take(request, payload, front).await;
    front.metrics.callback(result);
    answer
}

/// The answer, and the one word for it in the metrics.
async fn take(
    request: &HttpRequest,
    payload: Payload,
    front: &Front,
) -> (&'static str, HttpResponse) {
    let received_at = front.clock.now();
    if let Err(error) = verify(request.headers(), front, received_at) {
        log_unsigned(error, front, received_at);
        let mut answer = HttpResponse::Unauthorized();
        if read(request, payload, MAX_DRAINED, DRAIN_LIMIT).await.is_err() {
            answer.force_close();
        }
        return ("unsigned", answer.finish());
    }
    if !has_json(request.headers()) {
        return ("unreadable", HttpResponse::UnsupportedMediaType().force_close().finish());
    }
    let body = match read(request, payload, MAX_BODY, BODY_LIMIT).await {
        Ok(body) => body,
        Err(error) => {
            let mut answer = match error {
                BodyError::TooLarge => HttpResponse::PayloadTooLarge(),
                BodyError::TooSlow => HttpResponse::RequestTimeout(),
                BodyError::Broken => HttpResponse::BadRequest(),
            };
            return ("unreadable", answer.force_close().finish());
        }
    };
    let callback = match inbound::decode(&body, &front.robot_code, &front.hosts, received_at) {
        Ok(callback) => callback,
        Err(error) => {
            warn!(%error, "a signed callback cannot be read");
            return ("unreadable", HttpResponse::BadRequest().finish());
        }
    };
    let done = || HttpResponse::Ok().content_type(ContentType::json()).body(EMPTY_MESSAGE);
    match tokio::time::timeout(KEEP_LIMIT, front.bot.take_in(&callback, received_at)).await {
        Ok(Ok(Verdict::Kept)) => ("kept", done()),
        Ok(Ok(Verdict::Repeated)) => ("repeated", done()),
        Ok(Ok(Verdict::Ignored)) => ("ignored", done()),
        Ok(Ok(Verdict::TooOften)) => ("too_often", done()),
        Ok(Ok(Verdict::NoRoom)) => {
            warn!("too many commands wait; no more are taken");
            ("no_room", not_kept())
        }
        Ok(Ok(Verdict::Refused(refusal))) => {
            warn!(?refusal, "a signed callback is not for us");
            ("refused", HttpResponse::Forbidden().finish())
        }
        Ok(Err(_)) => ("not_kept", not_kept()),
        Err(_) => {
            warn!("a command could not be kept in time");
            ("not_kept", not_kept())
        }
    }
}

fn not_kept() -> HttpResponse {
    HttpResponse::ServiceUnavailable().insert_header((RETRY_AFTER, RETRY_AFTER_SECONDS)).finish()
}

/// Seldom: whoever finds the address can send as many as they like.
fn log_unsigned(error: SignError, front: &Front, now: Timestamp) {
    match error {
        SignError::OutsideWindow { skew_seconds } => {
            if let Some(left_out) = front.refusals.skewed.turn(now) {
                warn!(
                    skew_seconds,
                    left_out,
                    "a callback has the right signature, but is {skew_seconds} s off our clock; is the clock right?"
                );
            }
        }
        error => {
            if let Some(left_out) = front.refusals.unsigned.turn(now) {
                info!(
                    %error,
                    left_out,
                    "a callback was refused; DingTalk sends an unsigned one when its address is saved"
                );
            }
        }
    }
}

/// Exactly one of each header, or it is malformed.
fn verify(headers: &HeaderMap, front: &Front, now: Timestamp) -> Result<(), SignError> {
    let one = |name: &str| {
        let mut values = headers.get_all(name);
        match (values.next(), values.next()) {
            (Some(value), None) => value.to_str().map_err(|_| SignError::Malformed),
            _ => Err(SignError::Malformed),
        }
    };
    let (timestamp, sign) = (one("timestamp")?, one("sign")?);
    sign::verify(&front.secrets, timestamp, sign, now, front.window)
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
    !name.trim().eq_ignore_ascii_case("charset") || value.eq_ignore_ascii_case("utf-8")
}

async fn read(
    request: &HttpRequest,
    mut payload: Payload,
    largest: usize,
    limit: Duration,
) -> Result<Bytes, BodyError> {
    let declared = request.headers().get(CONTENT_LENGTH);
    let declared = declared.and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
    if declared.is_some_and(|length| length > largest) {
        return Err(BodyError::TooLarge);
    }
    let all = async {
        let mut body = BytesMut::with_capacity(declared.unwrap_or_default());
        while let Some(chunk) = payload.next().await {
            let chunk = chunk.map_err(|_| BodyError::Broken)?;
            if body.len() + chunk.len() > largest {
                return Err(BodyError::TooLarge);
            }
            body.extend_from_slice(&chunk);
        }
        Ok(body.freeze())
    };
    tokio::time::timeout(limit, all).await.unwrap_or(Err(BodyError::TooSlow))
}
