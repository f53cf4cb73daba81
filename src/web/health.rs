//! Probes: is the process alive, and can it keep commands?

use actix_web::HttpResponse;
use actix_web::web::Data;
use serde_json::json;

use super::front::Front;
use crate::bot::Health;

/// Depends on nothing: whoever restarts us on this must not do so because of others.
pub(super) async fn livez() -> HttpResponse {
    HttpResponse::Ok().json(json!({ "status": "ok" }))
}

/// Whether commands can be kept. DingTalk plays no part, as it may be down while we keep; but for
/// where commands come in by Stream alone, and it takes a connection, and where the operator wants
/// that credentials which it refuses count.
pub(super) async fn readyz(front: Data<Front>) -> HttpResponse {
    let stopping = front.stopping.is_cancelled();
    let Health { store, backlog, credentials, .. } = front.bot.health().await;
    let word = |good: bool| if good { "ok" } else { "fail" };
    let stream = front.stream_connections.as_ref().map(|open| *open.borrow() > 0);
    let has_way_in = front.takes_callbacks || stream == Some(true);
    let may_work = !(front.needs_credentials && credentials.is_refused());
    let ready = store && backlog && !stopping && has_way_in && may_work;
    let mut checks = json!({
        "store": word(store), "backlog": word(backlog), "running": word(!stopping),
        "credentials": credentials.as_str(),
    });
    if let Some(stream) = stream {
        checks["stream"] = word(stream).into();
    }
    let body = json!({ "status": word(ready), "checks": checks });
    let mut answer = if ready { HttpResponse::Ok() } else { HttpResponse::ServiceUnavailable() };
    answer.json(body)
}
