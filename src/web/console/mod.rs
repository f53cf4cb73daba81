//! The console: the operator's pages at `/console`, and the same as JSON at `/api/v1`. Both are on the
//! private listener, and there only with a token.
//!
//! Every page works without JavaScript; with it, a page follows what happens. What a page shows is
//! read by one function, which the JSON of the same name shares.

mod answer;
mod calls;
mod examination;
mod forms;
mod frame;
mod groups;
mod health;
mod keys;
mod ledger;
mod live;
mod needs;
mod operator;
mod origin;
mod paging;
mod settings;
mod sign_in;
mod state;
mod tongue;

#[cfg(test)]
mod tests;

use actix_web::web::{self, ServiceConfig};

use super::answer::page;
use answer::asset;

pub use state::{Console, ConsoleSettings, ShownSetting};

/// A form may be this long, in bytes.
const FORM_LIMIT: usize = 16 * 1024;

/// Everything under `/console` and `/api/v1`.
pub(super) fn routes(service: &mut ServiceConfig) {
    service
        .app_data(web::FormConfig::default().limit(FORM_LIMIT))
        .service(page("/console", health::page))
        .service(page("/console/needs", needs::page))
        .service(page("/console/groups", groups::list::page))
        .service(page("/console/groups/{conversation}", groups::one::page))
        .service(page("/console/ledger", ledger::page))
        .service(page("/console/ledger.csv", ledger::csv))
        .service(page("/console/calls", calls::page))
        .service(page("/console/settings", settings::page))
        .service(page("/console/events", live::events))
        .service(web::resource("/console/sign-in").get(sign_in::page).post(sign_in::sign_in))
        .service(web::resource("/console/sign-out").post(sign_in::sign_out))
        .service(web::resource("/console/look-again").post(health::look_again))
        .service(web::resource("/console/jobs/{id}/{verb}").post(needs::order))
        .service(
            web::resource("/console/groups/{conversation}/format").post(groups::one::set_format),
        )
        .service(page("/console/design.css", asset!("../../design.css", "text/css")))
        .service(page("/console/icon.svg", asset!("../../icon.svg", "image/svg+xml")))
        .service(page("/console/console.css", asset!("console.css", "text/css")))
        .service(page("/console/console.js", asset!("console.js", "text/javascript")))
        .service(page("/api/v1/health", health::json))
        .service(page("/api/v1/needs", needs::json))
        .service(page("/api/v1/groups", groups::list::json))
        .service(page("/api/v1/groups/{conversation}", groups::one::json))
        .service(page("/api/v1/groups/{conversation}/preview", groups::one::preview_json))
        .service(
            web::resource("/api/v1/groups/{conversation}/format").put(groups::one::set_format_json),
        )
        .service(page("/api/v1/ledger", ledger::json))
        .service(page("/api/v1/calls", calls::json))
        .service(page("/api/v1/settings", settings::json))
        .service(web::resource("/api/v1/jobs/{id}/{verb}").post(needs::order_json));
}
