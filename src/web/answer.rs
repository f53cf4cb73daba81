//! Answers and resources that several pages share.

use actix_web::http::header::{ALLOW, RETRY_AFTER};
use actix_web::{HttpResponse, Resource, guard, web};

/// Seconds after which what was not kept may come again.
const RETRY_AFTER_SECONDS: &str = "1";

pub(super) fn not_kept() -> HttpResponse {
    HttpResponse::ServiceUnavailable().insert_header((RETRY_AFTER, RETRY_AFTER_SECONDS)).finish()
}

/// What answers GET, and HEAD as GET without a body: balancers probe so.
pub(super) fn page<F, Args>(path: &str, handler: F) -> Resource
where
    F: actix_web::Handler<Args>,
    F::Output: actix_web::Responder + 'static,
    Args: actix_web::FromRequest + 'static,
{
    web::resource(path)
        .route(web::route().guard(guard::Any(guard::Get()).or(guard::Head())).to(handler))
        .default_service(web::to(|| async { not_allowed("GET, HEAD") }))
}

pub(super) fn not_allowed(allowed: &'static str) -> HttpResponse {
    HttpResponse::MethodNotAllowed().insert_header((ALLOW, allowed)).finish()
}
