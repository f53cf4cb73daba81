//! Who may use the page: browsers that came to it under a local name. A site
//! that points its own name at 127.0.0.1 (DNS rebinding) is told apart by
//! `Host`, one that posts a form across (CSRF) by `Origin`.

use actix_web::{HttpRequest, http::header};
use url::Url;

/// Whether the request came under a local name, with our port.
pub(super) fn is_local(request: &HttpRequest, own: &Url) -> bool {
    let host = request.headers().get(header::HOST);
    host.and_then(|host| host.to_str().ok()).is_some_and(|host| is_own_host(host, own))
}

/// Whether a request that changes something comes from our own page.
pub(super) fn is_own_post(request: &HttpRequest, own: &Url) -> bool {
    if !is_local(request, own) {
        return false;
    }
    let headers = request.headers();
    let text = |name| headers.get(name).map(|value| value.to_str().unwrap_or_default());
    match text("origin") {
        Some(origin) => origin.strip_prefix("http://").is_some_and(|host| is_own_host(host, own)),
        // Browsers send `Origin` with every post; what sends none is no browser,
        // or an old one that says at least this.
        None => text("sec-fetch-site").is_none_or(|site| site == "same-origin"),
    }
}

fn is_own_host(host: &str, own: &Url) -> bool {
    let (name, port) = match host.rsplit_once(':') {
        Some((name, port)) if !port.ends_with(']') => (name, port.parse().ok()),
        _ => (host, Some(80)),
    };
    ["127.0.0.1", "localhost", "[::1]"].contains(&name)
        && port.is_some()
        && port == own.port_or_known_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_local_names_with_our_port_are_ours() {
        let own = Url::parse("http://127.0.0.1:8080/").unwrap();
        for (host, expected) in [
            ("127.0.0.1:8080", true),
            ("localhost:8080", true),
            ("[::1]:8080", true),
            ("127.0.0.1:8081", false),
            ("127.0.0.1", false),
            ("[::1]", false),
            ("example.com:8080", false),
            ("localhost.example.com:8080", false),
            ("127.0.0.1:8080.example.com", false),
            ("", false),
        ] {
            assert_eq!(is_own_host(host, &own), expected, "{host}");
        }
        let own = Url::parse("http://127.0.0.1/").unwrap();
        assert!(is_own_host("localhost", &own));
    }
}
