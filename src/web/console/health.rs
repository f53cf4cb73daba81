//! Health: what the diagnosis finds, what is bad first, each with what mends it.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::answer;
use super::forms::KeyForm;
use super::frame::Frame;
use super::operator::{Bearer, Operator};
use super::state::Console;
use crate::doctor::{Finding, State};
use crate::domain::Timestamp;
use crate::i18n::Voice;

#[derive(Template)]
#[template(path = "health.html", config = "src/web/console/askama.toml")]
struct HealthPage<'a> {
    frame: Frame<'a>,
    at: Option<Timestamp>,
    is_under_way: bool,
    counts: Vec<(&'static str, usize)>,
    bad: Vec<Shown<'a>>,
    others: Vec<Shown<'a>>,
}

/// A finding as the page shows it.
struct Shown<'a> {
    finding: &'a Finding,
    /// What DingTalk's code means.
    told: Option<String>,
}

impl Shown<'_> {
    fn state(&self) -> &'static str {
        self.finding.state.as_str()
    }

    fn page_is_link(&self) -> bool {
        self.finding.page.starts_with("https://")
    }
}

pub(super) async fn page(
    request: HttpRequest,
    console: web::Data<Console>,
    operator: Operator,
) -> HttpResponse {
    let frame = Frame::new(&request, &console, Some(&operator.session), "health");
    let report = console.examination.latest();
    let is_under_way = console.examination.is_under_way();
    let Some(report) = report else {
        let (counts, bad, others) = (Vec::new(), Vec::new(), Vec::new());
        return answer::html(&HealthPage { frame, at: None, is_under_way, counts, bad, others });
    };
    let tongue = frame.tongue();
    let shown = report.findings.iter().map(|finding| Shown {
        told: finding
            .problem
            .as_ref()
            .map(|problem| tongue.words().told(tongue.locale(), problem, Voice::Operator)),
        finding,
    });
    let (mut bad, others): (Vec<_>, Vec<_>) = shown.partition(|shown| shown.finding.is_bad());
    bad.sort_by_key(|shown| std::cmp::Reverse(shown.finding.state));
    let counts = State::ALL.map(|state| (state.as_str(), report.count(state)));
    let at = Some(report.at);
    answer::html(&HealthPage { frame, at, is_under_way, counts: counts.into(), bad, others })
}

/// Looks again at once.
pub(super) async fn look_again(
    console: web::Data<Console>,
    operator: Operator,
    form: KeyForm,
) -> HttpResponse {
    if !form.is_of(&console, &operator.session) {
        return HttpResponse::Forbidden().finish();
    }
    console.examination.begin();
    answer::see_other("/console")
}

pub(super) async fn json(console: web::Data<Console>, _: Bearer) -> HttpResponse {
    match console.examination.latest() {
        Some(report) => answer::json(&report.json(&console.words)),
        None => answer::problem(
            &mut HttpResponse::Accepted(),
            "the first diagnosis is under way; ask again in a few seconds",
        ),
    }
}
