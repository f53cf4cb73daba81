//! The settings in force and where each comes from; a secret's value is never here.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::answer;
use super::frame::Frame;
use super::operator::{Bearer, Operator};
use super::state::{Console, ShownSetting};

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
