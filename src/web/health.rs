//! Probes: is the process alive, and can it keep commands?

use actix_web::HttpResponse;
use actix_web::web::Data;
use serde_json::json;

use super::Front;
use crate::bot::Health;

/// Depends on nothing: whoever restarts us on this must not do so because of others.
pub(super) async fn livez() -> HttpResponse {
    HttpResponse::Ok().json(json!({ "status": "ok" }))
}

/// Whether commands can be kept. DingTalk plays no part: it may be down while we keep.
pub(super) async fn readyz(front: Data<Front>) -> HttpResponse {
    let stopping = front.stopping.is_cancelled();
    let Health { store, backlog, .. } = front.bot.health().await;
    let word = |good: bool| if good { "ok" } else { "fail" };
    let ready = store && backlog && !stopping;
    let body = json!({
        "status": word(ready),
        "checks": { "store": word(store), "backlog": word(backlog), "running": word(!stopping) },
    });
    let mut answer = if ready { HttpResponse::Ok() } else { HttpResponse::ServiceUnavailable() };
    answer.json(body)
}
