//! The key in every form, which only a page that was made for this session has.

use std::future::Future;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::{Error, FromRequest, HttpRequest, web};
use serde::Deserialize;

use super::keys::Session;
use super::origin::is_own_form;
use super::state::Console;

/// A form of one of our pages, with or without more than its key.
#[derive(Deserialize)]
struct Fields {
    key: String,
    #[serde(default)]
    format: String,
}

/// What came in a form.
pub(super) struct KeyForm {
    is_ours: bool,
    key: String,
    /// The format that is to be set; empty for any.
    pub(super) format: String,
}

impl KeyForm {
    /// Whether it comes from a page that was made for this session.
    pub(super) fn is_of(&self, console: &Console, session: &Session) -> bool {
        self.is_ours && console.keys.are_same(&session.form_key, &self.key)
    }
}

impl FromRequest for KeyForm {
    type Error = Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Error>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let is_ours = is_own_form(request);
        let fields = web::Form::<Fields>::from_request(request, payload);
        Box::pin(async move {
            let Fields { key, format } = fields.await?.into_inner();
            Ok(Self { is_ours, key, format })
        })
    }
}
