//! The operator: who shows a session's cookie on a page, or the token to the API. Whoever shows
//! neither gets no page.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::http::header::{AUTHORIZATION, WWW_AUTHENTICATE};
use actix_web::{FromRequest, HttpRequest, HttpResponse, ResponseError, web};

use super::answer;
use super::keys::{NoEntry, Session};
use super::state::Console;

/// The cookie of a session.
pub(super) const COOKIE: &str = "dingnick_console";

/// Somebody who is signed in.
pub(super) struct Operator {
    pub(super) session: Session,
}

/// Somebody who showed the token itself.
pub(super) struct Bearer;

/// Whoever asked is not let in.
#[derive(Debug, thiserror::Error)]
pub(super) enum NotLetIn {
    /// A page was asked for: here is where one signs in.
    #[error("nobody is signed in")]
    SignIn,
    /// The API was asked without the token, or with another.
    #[error("no token, or a wrong one")]
    Unauthorized,
    /// The API was asked with too many wrong ones.
    #[error("too many wrong tokens")]
    TooMany,
}

impl ResponseError for NotLetIn {
    fn error_response(&self) -> HttpResponse {
        match self {
            Self::SignIn => answer::see_other("/console/sign-in"),
            Self::Unauthorized => answer::problem(
                HttpResponse::Unauthorized().insert_header((WWW_AUTHENTICATE, "Bearer")),
                "the token of DINGNICK_CONSOLE_TOKEN is needed: Authorization: Bearer TOKEN",
            ),
            Self::TooMany => answer::problem(
                &mut HttpResponse::TooManyRequests(),
                "too many wrong tokens; none is heard for a minute",
            ),
        }
    }
}

/// The session that a request shows.
pub(super) fn session_of(console: &Console, request: &HttpRequest) -> Option<Session> {
    let header = request.headers().get(actix_web::http::header::COOKIE)?.to_str().ok()?;
    let mut cookies = header.split(';').filter_map(|cookie| cookie.trim().split_once('='));
    let (_, id) = cookies.find(|(name, _)| *name == COOKIE)?;
    console.keys.session(id)
}

impl FromRequest for Operator {
    type Error = NotLetIn;
    type Future = Ready<Result<Self, Self::Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let console = request.app_data::<web::Data<Console>>();
        let session = console.and_then(|console| session_of(console, request));
        ready(session.map(|session| Self { session }).ok_or(NotLetIn::SignIn))
    }
}

impl FromRequest for Bearer {
    type Error = NotLetIn;
    type Future = Ready<Result<Self, Self::Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let token = request.headers().get(AUTHORIZATION).and_then(|value| value.to_str().ok());
        let token = token.and_then(|value| value.strip_prefix("Bearer "));
        let console = request.app_data::<web::Data<Console>>();
        let checked = match (console, token) {
            (Some(console), Some(token)) => console.keys.check(token),
            _ => Err(NoEntry::Wrong),
        };
        ready(match checked {
            Ok(()) => Ok(Self),
            Err(NoEntry::Wrong) => Err(NotLetIn::Unauthorized),
            Err(NoEntry::TooMany) => Err(NotLetIn::TooMany),
        })
    }
}
