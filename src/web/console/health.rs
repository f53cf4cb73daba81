//! Health: what the diagnosis finds, what is bad first, each with what mends it.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use tokio::sync::watch;
use tracing::error;

use super::answer;
use super::forms::KeyForm;
use super::frame::Frame;
use super::operator::{Bearer, Operator};
use super::state::Console;
use crate::chain::chain;
use crate::doctor::{Doctor, Finding, Options, Report, Setup, State};
use crate::domain::{Clock, Timestamp};
use crate::i18n::Voice;

/// How old a diagnosis may be before looking at it makes another.
const STALE: Duration = Duration::from_secs(300);

/// The newest diagnosis, and how there comes to be one.
pub(super) struct Examination {
    setup: Setup,
    clock: Arc<dyn Clock>,
    latest: Mutex<Option<Arc<Report>>>,
    is_under_way: AtomicBool,
    version: watch::Sender<u64>,
}

impl Examination {
    pub(super) fn new(setup: Setup, clock: Arc<dyn Clock>, version: watch::Sender<u64>) -> Self {
        let (latest, is_under_way) = (Mutex::default(), AtomicBool::new(false));
        Self { setup, clock, latest, is_under_way, version }
    }

    /// The newest; a stale one is looked for anew meanwhile.
    fn latest(self: &Arc<Self>) -> Option<Arc<Report>> {
        let latest = self.latest.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let now = self.clock.now();
        if latest.as_ref().is_none_or(|report| now.since(report.at) >= STALE) {
            self.begin();
        }
        latest
    }

    fn is_under_way(&self) -> bool {
        self.is_under_way.load(Ordering::SeqCst)
    }

    /// Begins to look, unless somebody does. It asks DingTalk only what is free.
    fn begin(self: &Arc<Self>) {
        if self.is_under_way.swap(true, Ordering::SeqCst) {
            return;
        }
        let this = Arc::clone(self);
        actix_web::rt::spawn(async move {
            this.look().await;
            this.is_under_way.store(false, Ordering::SeqCst);
            this.version.send_modify(|version| *version = version.wrapping_add(1));
        });
    }

    async fn look(&self) {
        let doctor = match Doctor::open(self.setup.clone(), Arc::clone(&self.clock)).await {
            Ok(doctor) => doctor,
            Err(error) => {
                error!(error = chain(&error), "the console cannot have a diagnosis made");
                return;
            }
        };
        let report = doctor.examine(&Options::default(), |_| {}).await;
        doctor.close().await;
        *self.latest.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(report));
    }
}

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
