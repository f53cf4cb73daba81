//! Calls: what was used of the month and how it goes on, and what this process called.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use serde::Serialize;

use super::answer;
use super::frame::Frame;
use super::operator::{Bearer, Operator};
use super::state::Console;
use crate::bot::Month;
use crate::metrics::CallCount;

#[derive(Serialize)]
struct Shown {
    #[serde(flatten)]
    month: Month,
    /// Since the process started.
    by_api: Vec<CallCount>,
}

#[derive(Template)]
#[template(path = "calls.html", config = "src/web/console/askama.toml")]
struct CallsPage<'a> {
    frame: Frame<'a>,
    month: Month,
    by_api: Vec<CallCount>,
}

pub(super) async fn page(
    request: HttpRequest,
    console: web::Data<Console>,
    operator: Operator,
) -> HttpResponse {
    let frame = Frame::new(&request, &console, Some(&operator.session), "calls");
    let month = console.bot.overview().month();
    let by_api = console.metrics.calls_by_api();
    answer::html(&CallsPage { frame, month, by_api })
}

pub(super) async fn json(console: web::Data<Console>, _: Bearer) -> HttpResponse {
    let month = console.bot.overview().month();
    answer::json(&Shown { month, by_api: console.metrics.calls_by_api() })
}
