//! What is refused at the listener, told in the log: what came, and what was expected. At most once a
//! minute of a kind, because whoever finds the address can send as many as they like.

use actix_web::http::Method;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use secrecy::ExposeSecret;
use tracing::{info, warn};

use super::answer::not_allowed;
use super::front::Front;

/// How much of a path is shown.
const SHOWN_PATH: usize = 60;

/// The longest part of a path that is shown; a longer one may be a key.
const SHOWN_PART: usize = 15;

/// A path that nobody serves. What is posted may have been meant for us.
pub(super) async fn unknown_path(request: HttpRequest, front: Data<Front>) -> HttpResponse {
    if request.method() == Method::POST {
        let now = front.clock.now();
        if let Some(left_out) = front.refusals.unknown_path.turn(now) {
            let (path, expected) = (shown_path(request.path()), front.callback_path());
            warn!(
                path,
                expected,
                left_out,
                "something was posted to {path}, where nobody listens; callbacks are taken at {expected}"
            );
        }
    }
    HttpResponse::NotFound().finish()
}

/// Something else than POST, where POST is taken.
pub(super) async fn wrong_method(request: HttpRequest, front: Data<Front>) -> HttpResponse {
    if let Some(left_out) = front.refusals.wrong_method.turn(front.clock.now()) {
        let (method, path) = (shown_method(request.method()), shown_path(request.path()));
        info!(
            method,
            path, left_out, "{method} {path} came, and only POST is taken there; DingTalk posts"
        );
    }
    not_allowed("POST")
}

impl Front {
    /// A callback or event came over HTTP, and none are taken that way.
    pub(super) fn not_taken(&self, what: &'static str, wanted: &'static str) -> HttpResponse {
        if let Some(left_out) = self.refusals.not_taken.turn(self.clock.now()) {
            warn!(left_out, "{what} came over HTTP and was not taken: {wanted}");
        }
        HttpResponse::NotFound().finish()
    }

    /// A callback came under another key than ours. Neither is shown.
    pub(super) fn wrong_key(&self, came: Option<&str>) -> HttpResponse {
        if let Some(left_out) = self.refusals.wrong_key.turn(self.clock.now()) {
            let came = came.map(|key| key.chars().count());
            let ours = self.callback_key.as_ref().map(|key| key.expose_secret().len());
            let expected = self.callback_path();
            match (came, ours) {
                (Some(came), Some(ours)) => warn!(
                    left_out,
                    "a callback came under a key of {came} characters that is not DINGNICK_CALLBACK_KEY, which has {ours}; the address in the console ends in the key: {expected}"
                ),
                (None, _) => warn!(
                    left_out,
                    "a callback came without a key; DINGNICK_CALLBACK_KEY is set, so the address in the console must be {expected}"
                ),
                (Some(_), None) => warn!(
                    left_out,
                    "a callback came under a key, and DINGNICK_CALLBACK_KEY is not set; without one the address is {expected}"
                ),
            }
        }
        HttpResponse::NotFound().finish()
    }

    /// The path of callbacks, the key left out.
    fn callback_path(&self) -> &'static str {
        match (self.takes_callbacks, &self.callback_key) {
            (false, _) => "no path, because DINGNICK_INTAKE=stream",
            (true, None) => "/dingtalk/callback",
            (true, Some(_)) => "/dingtalk/callback/<DINGNICK_CALLBACK_KEY>",
        }
    }
}

/// A path, so far as it is sure to hold no key: no long part of it, and nothing after `callback`.
fn shown_path(path: &str) -> String {
    let mut is_after_callback = false;
    let parts = path.split('/').map(|part| {
        let is_plain = part.len() <= SHOWN_PART && part.bytes().all(|byte| byte.is_ascii_graphic());
        let shown = if is_plain && !is_after_callback { part } else { "…" };
        is_after_callback |= part.eq_ignore_ascii_case("callback");
        shown
    });
    let shown = parts.collect::<Vec<_>>().join("/");
    match shown.char_indices().nth(SHOWN_PATH) {
        Some((end, _)) => format!("{}…", &shown[..end]),
        None => shown,
    }
}

/// A method, if it is one of the usual.
fn shown_method(method: &Method) -> &str {
    if method.as_str().len() <= SHOWN_PART { method.as_str() } else { "a strange method" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_key_is_shown_in_a_path() {
        for (path, shown) in [
            ("/", "/"),
            ("/dingtalk/calback", "/dingtalk/calback"),
            ("/dingtalk/callback/0123456789abcdef", "/dingtalk/callback/…"),
            ("/bot/DingTalk/Callback/key/x", "/bot/DingTalk/Callback/…/…"),
            ("/dingtalk/0123456789abcdef", "/dingtalk/…"),
            ("/a\u{1b}[2J/b", "/…/b"),
        ] {
            assert_eq!(shown_path(path), shown, "failed on {path:?}");
        }
        assert!(shown_path(&"/a".repeat(200)).chars().count() <= SHOWN_PATH + 1);
    }
}
