//! `POST /dingtalk/events`: what happens in groups, in an envelope that is signed and encrypted.
//! The answer is `success` in an envelope of its own; anything else, and DingTalk sends it again.

use actix_web::web::{Data, Payload, Query};
use actix_web::{HttpRequest, HttpResponse};
use serde::Deserialize;
use tokio::time::Instant;
use tracing::{info, warn};

use super::answer::not_kept;
use super::body;
use super::front::Front;
use crate::bot::Verdict;
use crate::dingtalk::envelope::{Envelope, EnvelopeError, EventKeys, Opened};
use crate::dingtalk::event::{self, EventHeaders};
use crate::dingtalk::json;
use crate::metrics::Stage;

/// The answer when all is well.
const SUCCESS: &[u8] = b"success";

/// What stands in the address. Documents and captures differ in two names.
#[derive(Deserialize)]
pub(super) struct Signature {
    msg_signature: Option<String>,
    signature: Option<String>,
    timestamp: Option<String>,
    #[serde(rename = "timeStamp")]
    time_stamp: Option<String>,
    nonce: String,
}

#[derive(Deserialize)]
struct Body {
    encrypt: String,
}

pub(super) async fn events(
    request: HttpRequest,
    signature: Option<Query<Signature>>,
    payload: Payload,
    front: Data<Front>,
) -> HttpResponse {
    if !front.takes_callbacks {
        let wanted = "DINGNICK_INTAKE is stream, and http or both would take it";
        return front.not_taken("an event", wanted);
    }
    let Some(keys) = front.event_keys.as_ref() else {
        let wanted = "DINGTALK_EVENT_TOKEN and DINGTALK_EVENT_AES_KEY are not set";
        return front.not_taken("an event", wanted);
    };
    let signature = signature.map(Query::into_inner);
    let began = Instant::now();
    let (result, answer) = take(&request, signature, payload, &front, keys).await;
    front.metrics.event(result);
    front.metrics.took(Stage::Intake, began.elapsed());
    answer
}

/// The answer, and the one word for it in the metrics.
async fn take(
    request: &HttpRequest,
    signature: Option<Signature>,
    payload: Payload,
    front: &Front,
    keys: &EventKeys,
) -> (&'static str, HttpResponse) {
    let received_at = front.clock.now();
    // No document says under which type it comes; the signature covers all of it.
    let body = match body::any(request, payload).await {
        Ok(body) => body,
        Err(error) => return ("unreadable", error.answer()),
    };
    let opened = signature.and_then(|query| {
        let Body { encrypt } = json::read_push(&body).ok()?;
        let signature = query.msg_signature.or(query.signature)?;
        let timestamp = query.timestamp.or(query.time_stamp)?;
        let (signature, timestamp, nonce) = (&signature, &timestamp, &query.nonce);
        let envelope = Envelope { signature, timestamp, nonce, encrypt: &encrypt };
        Some(keys.open(envelope, received_at, front.window))
    });
    let Opened { message, sent_at } = match opened {
        None => return ("unreadable", HttpResponse::BadRequest().finish()),
        Some(Ok(opened)) => opened,
        Some(Err(error @ EnvelopeError::OutsideWindow { .. })) => {
            if let Some(left_out) = front.refusals.old_events.turn(received_at) {
                warn!(%error, left_out, "an event was refused; is the clock right, or does somebody send an old one again?");
            }
            return ("stale", HttpResponse::Unauthorized().finish());
        }
        Some(Err(error)) => {
            // Seldom: whoever finds the address can send as many as they like.
            if let Some(left_out) = front.refusals.events.turn(received_at) {
                info!(%error, left_out, "an event was refused; are DINGTALK_EVENT_TOKEN and DINGTALK_EVENT_AES_KEY those of the console?");
            }
            return ("unsigned", HttpResponse::Unauthorized().finish());
        }
    };
    let event = match event::decode(message.as_bytes(), EventHeaders::default()) {
        Ok(event) => event,
        Err(error) => {
            if let Some(left_out) = front.refusals.wrong_body.turn(received_at) {
                warn!(%error, left_out, "a signed event cannot be read");
            }
            return ("unreadable", HttpResponse::BadRequest().finish());
        }
    };
    let verdict = front.bot.take_in_event(event, Some(sent_at), received_at).await;
    let answer = match verdict {
        Verdict::NoRoom | Verdict::NotKept => not_kept(),
        _ => {
            let nonce = uuid::Uuid::new_v4().simple().to_string();
            let random = uuid::Uuid::new_v4().into_bytes();
            let sealed = keys.seal(SUCCESS, front.clock.now(), nonce, random);
            HttpResponse::Ok().json(sealed)
        }
    };
    (verdict.as_str(), answer)
}
