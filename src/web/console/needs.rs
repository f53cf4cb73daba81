//! What needs somebody: requests, jobs that failed, groups that are not reached, and the month.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use serde::{Deserialize, Serialize};

use super::answer;
use super::forms::KeyForm;
use super::frame::Frame;
use super::operator::{Bearer, Operator};
use super::state::Console;
use crate::bot::{Month, Needs};
use crate::store::StoreError;

#[derive(Template)]
#[template(path = "needs.html", config = "src/web/console/askama.toml")]
struct NeedsPage<'a> {
    frame: Frame<'a>,
    needs: Needs,
    month: Month,
    /// The job that was just dismissed.
    dismissed: Option<i64>,
}

impl NeedsPage<'_> {
    fn is_empty(&self) -> bool {
        let Needs { requests, jobs, groups } = &self.needs;
        requests.is_empty() && jobs.is_empty() && groups.is_empty() && !self.month.calls.are_low()
    }
}

#[derive(Deserialize)]
pub(super) struct After {
    dismissed: Option<i64>,
}

pub(super) async fn page(
    request: HttpRequest,
    console: web::Data<Console>,
    operator: Operator,
    after: web::Query<After>,
) -> HttpResponse {
    let frame = Frame::new(&request, &console, Some(&operator.session), "needs");
    let overview = console.bot.overview();
    match overview.needs().await {
        Ok(needs) => {
            let (month, dismissed) = (overview.month(), after.dismissed);
            answer::html(&NeedsPage { frame, needs, month, dismissed })
        }
        Err(error) => answer::no_store_page(frame, &error),
    }
}

pub(super) async fn json(console: web::Data<Console>, _: Bearer) -> HttpResponse {
    match console.bot.overview().needs().await {
        Ok(needs) => answer::json(&needs),
        Err(error) => answer::no_store(&error),
    }
}

/// What can be done with a job that failed.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Verb {
    Retry,
    Dismiss,
    Restore,
}

impl Verb {
    async fn order(self, console: &Console, job: i64) -> Result<bool, StoreError> {
        let overview = console.bot.overview();
        let done = match self {
            Self::Retry => overview.retry(job).await,
            Self::Dismiss => overview.dismiss(job, true).await,
            Self::Restore => overview.dismiss(job, false).await,
        };
        console.changed();
        done
    }
}

pub(super) async fn order(
    console: web::Data<Console>,
    operator: Operator,
    of: web::Path<(i64, Verb)>,
    form: KeyForm,
) -> HttpResponse {
    if !form.is_of(&console, &operator.session) {
        return HttpResponse::Forbidden().finish();
    }
    let (job, verb) = of.into_inner();
    match verb.order(&console, job).await {
        Ok(true) if matches!(verb, Verb::Dismiss) => {
            answer::see_other(&format!("/console/needs?dismissed={job}"))
        }
        // One that is gone meanwhile is gone from the page, too.
        Ok(_) => answer::see_other("/console/needs"),
        Err(error) => answer::no_store(&error),
    }
}

#[derive(Serialize)]
struct Ordered {
    job: i64,
}

pub(super) async fn order_json(
    console: web::Data<Console>,
    _: Bearer,
    of: web::Path<(i64, Verb)>,
) -> HttpResponse {
    let (job, verb) = of.into_inner();
    match verb.order(&console, job).await {
        Ok(true) => answer::json(&Ordered { job }),
        Ok(false) => answer::not_found("there is no such failed job"),
        Err(error) => answer::no_store(&error),
    }
}
