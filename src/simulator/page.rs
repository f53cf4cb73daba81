//! The chat page of `dingnick playground`: rendered on the server and usable
//! without JavaScript; a small script adds live refresh and the @-picker.
//! It has no words of its own ([`PageWords`] come from outside), and it
//! refuses requests from other sites and under other host names.

mod form;
mod guard;
mod ink;
mod language;
mod mishaps;
mod view;
mod words;

#[cfg(test)]
mod tests;

use std::{collections::BTreeMap, convert::Infallible, time::Duration};

use actix_web::{
    HttpRequest, HttpResponse, Route, guard as method,
    http::header,
    web::{self, Bytes},
};
use askama::Template;
use futures_util::stream;

pub use words::PageWords;

use self::{
    form::{FaultForm, SayForm, Scene},
    guard::{is_local, is_own_post},
    view::View,
};
use super::Shared;

/// The browser may load from this server only, and run nothing inline.
const POLICY: &str = "default-src 'self'; base-uri 'none'; object-src 'none'; \
                      form-action 'self'; frame-ancestors 'none'";

/// A form may be this long, in bytes: some thousand Chinese characters, each
/// of nine bytes there.
const FORM_LIMIT: usize = 64 * 1024;

/// How long a page without JavaScript waits for the robot before it shows the chat.
const PATIENCE: Duration = Duration::from_millis(1_500);

/// How often an idle event stream says that it is still there.
const KEEP_ALIVE: Duration = Duration::from_secs(15);

/// The words of the page and the commands it lists, by language tag.
pub struct Page {
    /// At least one language; the first in order is the fallback.
    pub words: BTreeMap<String, PageWords>,
    /// The bot's commands: how each is typed, and what it does.
    pub commands: BTreeMap<String, Vec<(String, String)>>,
}

/// Registers the page at `/` and what belongs to it under `/playground/`.
pub(super) fn configure(config: &mut web::ServiceConfig) {
    config
        .app_data(web::FormConfig::default().limit(FORM_LIMIT))
        .route("/", shown().to(show))
        .route("/playground/live", shown().to(live))
        .route("/playground/events", web::get().to(events))
        .route("/playground/say", web::post().to(say))
        .route("/playground/fault", web::post().to(set_fault))
        .route("/playground/design.css", shown().to(design))
        .route("/playground/page.css", shown().to(style))
        .route("/playground/page.js", shown().to(script))
        .route("/playground/icon.svg", shown().to(icon));
}

/// What answers GET, and HEAD as GET without a body.
fn shown() -> Route {
    web::route().guard(method::Any(method::Get()).or(method::Head()))
}

async fn show(
    request: HttpRequest,
    scene: web::Query<Scene>,
    shared: web::Data<Shared>,
    page: web::Data<Page>,
) -> HttpResponse {
    if !is_local(&request, &shared.url) {
        return refused();
    }
    let view = view_of(&request, &scene, &shared, &page);
    html(view.as_ref().map(Template::render))
}

/// The parts of the page that change: chat, members, calls.
async fn live(
    request: HttpRequest,
    scene: web::Query<Scene>,
    shared: web::Data<Shared>,
    page: web::Data<Page>,
) -> HttpResponse {
    if !is_local(&request, &shared.url) {
        return refused();
    }
    let view = view_of(&request, &scene, &shared, &page);
    html(view.as_ref().map(|view| view.as_live().render()))
}

/// A tick for every change of the world, and one at the beginning.
async fn events(request: HttpRequest, shared: web::Data<Shared>) -> HttpResponse {
    if !is_local(&request, &shared.url) {
        return refused();
    }
    let mut changes = shared.version.subscribe();
    changes.mark_changed();
    let ticks = stream::unfold(changes, |mut changes| async {
        let tick = match tokio::time::timeout(KEEP_ALIVE, changes.changed()).await {
            Err(_) => ": still here\n\n".to_owned(),
            Ok(Err(_)) => return None,
            Ok(Ok(())) => format!("retry: 1000\ndata: {}\n\n", *changes.borrow_and_update()),
        };
        Some((Ok::<_, Infallible>(Bytes::from(tick)), changes))
    });
    with_headers("text/event-stream").streaming(ticks)
}

async fn say(
    request: HttpRequest,
    form: web::Form<SayForm>,
    shared: web::Data<Shared>,
) -> HttpResponse {
    if !is_own_post(&request, &shared.url) {
        return refused();
    }
    let is_script = request.headers().contains_key("x-requested-with");
    let spoken = shared.read(|world| form.utterance(world).map(|said| (said, world.chat.len())));
    if let Some((utterance, before)) = spoken {
        // What became of the delivery stands in the chat log.
        let reached = shared.say(&utterance).await;
        if !is_script && matches!(reached, Ok(Some(_))) {
            let answer = shared.search(|world| {
                let mut later = world.chat.iter().skip(before);
                later.find(|entry| entry.is_from_bot()).map(|_| ())
            });
            tokio::time::timeout(PATIENCE, answer).await.ok();
        }
    }
    let latest = shared.read(|world| format!("m{}", world.chat.len()));
    back(is_script, &form.scene(), &latest)
}

async fn set_fault(
    request: HttpRequest,
    form: web::Form<FaultForm>,
    shared: web::Data<Shared>,
) -> HttpResponse {
    if !is_own_post(&request, &shared.url) {
        return refused();
    }
    shared.with(|world| mishaps::arrange(world, &form.fault));
    let is_script = request.headers().contains_key("x-requested-with");
    back(is_script, &form.scene(), "faults")
}

async fn design() -> HttpResponse {
    with_headers("text/css; charset=utf-8").body(include_str!("../design.css"))
}

async fn style() -> HttpResponse {
    with_headers("text/css; charset=utf-8").body(include_str!("page/page.css"))
}

async fn script() -> HttpResponse {
    with_headers("text/javascript; charset=utf-8").body(include_str!("page/page.js"))
}

async fn icon() -> HttpResponse {
    with_headers("image/svg+xml").body(include_str!("../icon.svg"))
}

fn view_of<'a>(
    request: &HttpRequest,
    scene: &Scene,
    shared: &Shared,
    page: &'a Page,
) -> Option<View<'a>> {
    let wanted = request.headers().get(header::ACCEPT_LANGUAGE);
    let wanted = wanted.and_then(|value| value.to_str().ok()).unwrap_or_default();
    let tag = language::choose(&page.words.keys(), scene.lang.as_deref(), wanted)?;
    shared.read(|world| View::new(world, page, tag, scene))
}

/// After a post: back to a part of the page, or nothing more for the script.
fn back(is_script: bool, scene: &Scene, part: &str) -> HttpResponse {
    if is_script {
        return HttpResponse::NoContent().finish();
    }
    HttpResponse::SeeOther()
        .insert_header((header::LOCATION, format!("/?{}#{part}", scene.query())))
        .finish()
}

fn html(rendered: Option<askama::Result<String>>) -> HttpResponse {
    match rendered {
        Some(Ok(text)) => with_headers("text/html; charset=utf-8").body(text),
        Some(Err(_)) | None => HttpResponse::InternalServerError().finish(),
    }
}

fn with_headers(content_type: &'static str) -> actix_web::HttpResponseBuilder {
    let mut response = HttpResponse::Ok();
    response
        .insert_header((header::CONTENT_TYPE, content_type))
        .insert_header((header::CONTENT_SECURITY_POLICY, POLICY))
        .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .insert_header((header::REFERRER_POLICY, "same-origin"))
        .insert_header((header::CACHE_CONTROL, "no-store"));
    response
}

fn refused() -> HttpResponse {
    HttpResponse::Forbidden().finish()
}
