//! Answers of the console: pages that load nothing from elsewhere, and JSON.

use actix_web::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, LOCATION, REFERRER_POLICY, VARY,
    X_CONTENT_TYPE_OPTIONS,
};
use actix_web::{HttpResponse, HttpResponseBuilder};
use askama::Template;
use serde::Serialize;
use tracing::error;

use super::frame::Frame;
use crate::chain::chain;
use crate::store::StoreError;

/// A page loads from its own server alone, runs nothing inline, and stands in no frame.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; \
                      connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// A page.
pub(super) fn html(page: &impl Template) -> HttpResponse {
    html_with(HttpResponse::Ok(), page)
}

/// A page with another status.
pub(super) fn html_with(mut answer: HttpResponseBuilder, page: &impl Template) -> HttpResponse {
    match page.render() {
        Ok(text) => guarded(&mut answer, "text/html; charset=utf-8").body(text),
        Err(error) => {
            error!(error = chain(&error), "a page of the console cannot be written");
            HttpResponse::InternalServerError().finish()
        }
    }
}

/// A part of the program as a file.
macro_rules! asset {
    ($file:literal, $type:literal) => {
        || async {
            $crate::web::console::answer::file(
                include_str!($file),
                concat!($type, "; charset=utf-8"),
            )
        }
    };
}
pub(super) use asset;

/// A file that anybody may have: it is in every binary.
pub(super) fn file(text: &'static str, content_type: &'static str) -> HttpResponse {
    let mut answer = HttpResponse::Ok();
    guarded(&mut answer, content_type).body(text)
}

/// With the headers that every answer has.
pub(super) fn guarded<'a>(
    answer: &'a mut HttpResponseBuilder,
    content_type: &'static str,
) -> &'a mut HttpResponseBuilder {
    answer
        .insert_header((CONTENT_TYPE, content_type))
        .insert_header((CONTENT_SECURITY_POLICY, POLICY))
        .insert_header((X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .insert_header((REFERRER_POLICY, "no-referrer"))
        .insert_header((CACHE_CONTROL, "no-store"))
        .insert_header((VARY, "Accept-Language, Cookie"))
}

/// After a form: the page that shows what came of it.
pub(super) fn see_other(path: &str) -> HttpResponse {
    HttpResponse::SeeOther()
        .insert_header((LOCATION, path))
        .insert_header((CACHE_CONTROL, "no-store"))
        .finish()
}

/// JSON.
pub(super) fn json(value: &impl Serialize) -> HttpResponse {
    match serde_json::to_string(value) {
        Ok(text) => guarded(&mut HttpResponse::Ok(), "application/json").body(text),
        Err(error) => {
            error!(error = chain(&error), "an answer of the API cannot be written");
            HttpResponse::InternalServerError().finish()
        }
    }
}

#[derive(Serialize)]
struct Problem<'a> {
    error: &'a str,
}

/// JSON that says what is wrong.
pub(super) fn problem(answer: &mut HttpResponseBuilder, error: &str) -> HttpResponse {
    let text = serde_json::to_string(&Problem { error }).unwrap_or_default();
    guarded(answer, "application/json").body(text)
}

/// The store does not answer: nothing of why is told but that.
pub(super) fn no_store(error: &StoreError) -> HttpResponse {
    error!(error = chain(error), "the store does not answer the console");
    problem(&mut HttpResponse::ServiceUnavailable(), "the store does not answer")
}

#[derive(Template)]
#[template(path = "trouble.html", config = "src/web/console/askama.toml")]
struct TroublePage<'a> {
    frame: Frame<'a>,
    /// The key of what is wrong.
    trouble: &'static str,
}

/// The same as a page.
pub(super) fn no_store_page(frame: Frame<'_>, error: &StoreError) -> HttpResponse {
    error!(error = chain(error), "the store does not answer the console");
    html_with(HttpResponse::ServiceUnavailable(), &TroublePage { frame, trouble: "no-store" })
}

/// There is no such group.
pub(super) fn no_group_page(frame: Frame<'_>) -> HttpResponse {
    html_with(HttpResponse::NotFound(), &TroublePage { frame, trouble: "no-group" })
}

pub(super) fn not_found(what: &str) -> HttpResponse {
    problem(&mut HttpResponse::NotFound(), what)
}
