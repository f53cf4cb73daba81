//! `POST /dingtalk/callback`: the signature from the headers alone, then the body, then the bot.

use actix_web::http::header::{ContentType, HeaderMap};
use actix_web::web::{Data, Path, Payload};
use actix_web::{HttpRequest, HttpResponse};
use secrecy::ExposeSecret;
use sha2::{Digest, Sha256};
use tokio::time::Instant;
use tracing::{info, warn};

use super::answer::not_kept;
use super::body;
use super::front::Front;
use super::pairs::PairUse;
use crate::bot::{Trust, Verdict};
use crate::dingtalk::inbound;
use crate::dingtalk::sign::{self, SignError, Signed};
use crate::domain::{MessageId, Timestamp};
use crate::metrics::Stage;

/// The answer to a callback: nothing is to be said at once.
const EMPTY_MESSAGE: &str = r#"{"msgtype":"empty"}"#;

pub(super) async fn plain(
    request: HttpRequest,
    payload: Payload,
    front: Data<Front>,
) -> HttpResponse {
    if !front.takes_callbacks {
        return not_taken(&front);
    }
    if front.callback_key.is_some() {
        return front.wrong_key(None);
    }
    answer(&request, payload, &front).await
}

pub(super) async fn keyed(
    request: HttpRequest,
    payload: Payload,
    front: Data<Front>,
    key: Path<String>,
) -> HttpResponse {
    if !front.takes_callbacks {
        return not_taken(&front);
    }
    let is_ours = front.callback_key.as_ref().is_some_and(|ours| {
        // Digests, so that the time to compare tells nothing of the key.
        Sha256::digest(ours.expose_secret()) == Sha256::digest(key.as_bytes())
    });
    if !is_ours {
        return front.wrong_key(Some(&key));
    }
    answer(&request, payload, &front).await
}

fn not_taken(front: &Front) -> HttpResponse {
    front.not_taken("a callback", "DINGNICK_INTAKE is stream, and http or both would take it")
}

async fn answer(request: &HttpRequest, payload: Payload, front: &Front) -> HttpResponse {
    let began = Instant::now();
    let (result, answer) = take(request, payload, front).await;
    front.metrics.callback(result);
    front.metrics.took(Stage::Intake, began.elapsed());
    answer
}

/// The answer, and the one word for it in the metrics.
async fn take(
    request: &HttpRequest,
    payload: Payload,
    front: &Front,
) -> (&'static str, HttpResponse) {
    let received_at = front.clock.now();
    let pair = match verified(request.headers(), front, received_at) {
        Ok(pair) => pair,
        Err(error) => {
            log_unsigned(error, front, received_at);
            return ("unsigned", HttpResponse::Unauthorized().finish());
        }
    };
    let body = match body::json(request, payload).await {
        Ok(body) => body,
        Err(error) => {
            if let Some(left_out) = front.refusals.wrong_body.turn(received_at) {
                warn!(%error, left_out, "a signed callback was refused");
            }
            return ("unreadable", error.answer());
        }
    };
    let callback = match inbound::decode(&body, &front.robot_code, &front.hosts, received_at) {
        Ok(callback) => callback,
        Err(error) => {
            if let Some(left_out) = front.refusals.wrong_body.turn(received_at) {
                warn!(%error, left_out, "a signed callback cannot be read");
            }
            return ("unreadable", HttpResponse::BadRequest().finish());
        }
    };
    let Some(trust) = trust(pair, &callback.message.id, front, received_at) else {
        return ("header_pair", HttpResponse::Unauthorized().finish());
    };
    if let Ok(signed_at) = pair[0].parse().map(Timestamp)
        && let Some(signed) = Signed::of(signed_at, callback.message.created_at, received_at)
    {
        front.metrics.late_callback(signed.as_str());
    }
    let verdict = front.bot.take_in(callback, trust, received_at).await;
    let answer = match verdict {
        Verdict::NoRoom | Verdict::NotKept => not_kept(),
        Verdict::Refused(refusal) => {
            if let Some(left_out) = front.refusals.other_robot.turn(received_at) {
                warn!(left_out, "a signed callback was refused: {refusal}");
            }
            HttpResponse::Forbidden().finish()
        }
        _ => HttpResponse::Ok().content_type(ContentType::json()).body(EMPTY_MESSAGE),
    };
    (verdict.as_str(), answer)
}

/// Seldom: whoever finds the address can send as many as they like.
fn log_unsigned(error: SignError, front: &Front, now: Timestamp) {
    match error {
        SignError::OutsideWindow { skew_seconds } => {
            if let Some(left_out) = front.refusals.skewed.turn(now) {
                let off = match skew_seconds {
                    0.. => format!("too old by {skew_seconds} s"),
                    _ => format!("too early by {} s", skew_seconds.unsigned_abs()),
                };
                warn!(
                    skew_seconds,
                    left_out,
                    "a callback is signed with our secret, and {off}: {skew_seconds} s off our clock; is the clock right?"
                );
            }
        }
        SignError::Forged => {
            if let Some(left_out) = front.refusals.forged.turn(now) {
                warn!(
                    left_out,
                    "a callback was signed with another secret: is DINGTALK_CLIENT_SECRET that of the app whose robot calls here?"
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

/// How far the pair of headers speaks for the message, and nothing when it is refused for it.
fn trust(
    pair: [&str; 2],
    message: &MessageId,
    front: &Front,
    received_at: Timestamp,
) -> Option<Trust> {
    let use_of_pair = front.pairs.take_note(pair, message, received_at);
    if let Some(suspicion) = use_of_pair.suspicion() {
        front.metrics.header_pair(suspicion);
        let is_refused = front.refuses_suspicious_pairs;
        if let Some(left_out) = front.refusals.header_pairs.turn(received_at) {
            let outcome = if is_refused { "refused" } else { "taken all the same" };
            warn!(
                suspicion,
                left_out,
                "one header pair brings message after message, and this one was {outcome}: somebody may have captured a callback (DINGNICK_HEADER_PAIRS)"
            );
        }
        if is_refused {
            return None;
        }
    }
    Some(if use_of_pair == PairUse::First { Trust::First } else { Trust::Further })
}

/// The two headers, verified: exactly one of each, or they are malformed.
fn verified<'a>(
    headers: &'a HeaderMap,
    front: &Front,
    now: Timestamp,
) -> Result<[&'a str; 2], SignError> {
    let one = |name: &str| {
        let mut values = headers.get_all(name);
        match (values.next(), values.next()) {
            (Some(value), None) => value.to_str().map_err(|_| SignError::Malformed),
            _ => Err(SignError::Malformed),
        }
    };
    let (timestamp, sign) = (one("timestamp")?, one("sign")?);
    sign::verify(&front.secrets, timestamp, sign, now, front.window)?;
    Ok([timestamp, sign])
}
