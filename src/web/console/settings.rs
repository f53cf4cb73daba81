//! The settings in force and where each comes from; a secret's value is never here.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use serde::Serialize;

use super::answer;
use super::frame::Frame;
use super::operator::{Bearer, Operator};
use super::state::Console;

/// A setting, fit to be shown.
#[derive(Clone, Debug, Serialize)]
pub struct ShownSetting {
    /// Its name.
    pub name: &'static str,
    /// Its value, or that it is set and not shown; `None` when it has none.
    pub value: Option<String>,
    /// Where the value came from.
    pub source: String,
    /// What it means.
    pub about: &'static str,
}

#[derive(Template)]
#[template(path = "settings.html", config = "src/web/console/askama.toml")]
struct SettingsPage<'a> {
    frame: Frame<'a>,
    settings: &'a [ShownSetting],
}

pub(super) async fn page(
    request: HttpRequest,
    console: web::Data<Console>,
    operator: Operator,
) -> HttpResponse {
    let frame = Frame::new(&request, &console, Some(&operator.session), "settings");
    answer::html(&SettingsPage { frame, settings: &console.settings })
}

pub(super) async fn json(console: web::Data<Console>, _: Bearer) -> HttpResponse {
    answer::json(&console.settings)
}
