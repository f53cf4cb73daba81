//! Signing in and out.

use actix_web::http::header::SET_COOKIE;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use super::answer;
use super::forms::KeyForm;
use super::frame::Frame;
use super::keys::{NoEntry, SESSION_LASTS};
use super::operator::{COOKIE, Operator, session_of};
use super::origin::is_own_form;
use super::state::Console;

#[derive(Template)]
#[template(path = "sign_in.html", config = "src/web/console/askama.toml")]
struct SignInPage<'a> {
    frame: Frame<'a>,
    /// The key of what went wrong.
    problem: Option<&'static str>,
}

#[derive(Deserialize)]
pub(super) struct SignInForm {
    token: String,
}

/// The page where one signs in.
pub(super) async fn page(request: HttpRequest, console: web::Data<Console>) -> HttpResponse {
    if session_of(&console, &request).is_some() {
        return answer::see_other("/console");
    }
    let frame = Frame::new(&request, &console, None, "sign-in");
    answer::html(&SignInPage { frame, problem: None })
}

pub(super) async fn sign_in(
    request: HttpRequest,
    console: web::Data<Console>,
    form: web::Form<SignInForm>,
) -> HttpResponse {
    if !is_own_form(&request) {
        return HttpResponse::Forbidden().finish();
    }
    let (answer, problem) = match console.keys.check(form.token.trim()) {
        Ok(()) => {
            let session = console.keys.open();
            let cookie = cookie(&request, &session.id, SESSION_LASTS.as_secs());
            let mut answer = answer::see_other("/console");
            if let Ok(cookie) = cookie.parse() {
                answer.headers_mut().insert(SET_COOKIE, cookie);
            }
            return answer;
        }
        Err(NoEntry::Wrong) => (HttpResponse::Unauthorized(), "sign-in-wrong"),
        Err(NoEntry::TooMany) => (HttpResponse::TooManyRequests(), "sign-in-too-many"),
    };
    let frame = Frame::new(&request, &console, None, "sign-in");
    answer::html_with(answer, &SignInPage { frame, problem: Some(problem) })
}

pub(super) async fn sign_out(
    request: HttpRequest,
    console: web::Data<Console>,
    operator: Operator,
    form: KeyForm,
) -> HttpResponse {
    if !form.is_of(&console, &operator.session) {
        return HttpResponse::Forbidden().finish();
    }
    console.keys.close(&operator.session.id);
    let mut answer = answer::see_other("/console/sign-in");
    if let Ok(cookie) = cookie(&request, "", 0).parse() {
        answer.headers_mut().insert(SET_COOKIE, cookie);
    }
    answer
}

/// No script reads it, no other site sends it, and where TLS is in front it goes by TLS alone.
fn cookie(request: &HttpRequest, id: &str, seconds: u64) -> String {
    let forwarded = request.headers().get("x-forwarded-proto");
    let is_behind_tls = forwarded.is_some_and(|scheme| scheme == "https");
    let secure = if is_behind_tls { "; Secure" } else { "" };
    format!("{COOKIE}={id}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Strict{secure}")
}
