//! Whether a form comes from our own page: another site's may be sent by a browser that is signed
//! in here.

use actix_web::HttpRequest;
use actix_web::http::header::HOST;

/// Whether the browser says that the request comes from a page of this very address. One that says
/// nothing is none of those of the last years; then the key of the session decides alone.
pub(super) fn is_own_form(request: &HttpRequest) -> bool {
    let text = |name: &str| request.headers().get(name).map(|value| value.to_str().unwrap_or(""));
    if let Some(site) = text("sec-fetch-site") {
        return site == "same-origin";
    }
    let Some(origin) = text("origin") else {
        return true;
    };
    let host = text(HOST.as_str()).unwrap_or("");
    let of = |scheme: &str| origin.strip_prefix(scheme) == Some(host);
    !host.is_empty() && (of("http://") || of("https://"))
}
