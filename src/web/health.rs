//! Probes: is the process alive, and can it keep commands?

use actix_web::HttpResponse;
use actix_web::web::Data;
use serde_json::json;

use super::Front;

/// Depends on nothing: whoever restarts us on this must not do so because of others.
pub(super) async fn livez() -> HttpResponse {
    HttpResponse::Ok().json(json!({ "status": "ok" }))
}

/// Whether commands can be kept. DingTalk plays no part: it may be down while we keep.
pub(super) async fn readyz(front: Data<Front>) -> HttpResponse {
    let stopping = front.stopping.is_cancelled();
    let store = front.bot.ping().await.is_ok();
    let word = |good: bool| if good { "ok" } else { "fail" };
    let ready = store && !stopping;
    let body = json!({
        "status": word(ready),
        "checks": { "store": word(store), "running": word(!stopping) },
    });
    let mut answer = if ready { HttpResponse::Ok() } else { HttpResponse::ServiceUnavailable() };
    answer.json(body)
}
