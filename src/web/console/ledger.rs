//! The ledger: every rename that was tried, searched by group, person and time; also as CSV.

use actix_web::http::header::CONTENT_DISPOSITION;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use serde::{Deserialize, Serialize};

use super::answer;
use super::frame::Frame;
use super::operator::{Bearer, Operator};
use super::paging;
use super::state::Console;
use crate::bot::RenameLine;
use crate::domain::{ConversationId, Timestamp, UserId, cell};
use crate::store::{RenameFilter, RenameKey, StoreError};

/// How many lines a file has at most, the newest.
const MOST_IN_A_FILE: u32 = 10_000;

/// By which Excel knows UTF-8.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// Which lines.
#[derive(Clone, Default, Deserialize)]
pub(super) struct Wanted {
    /// In this group: a conversation id.
    #[serde(default)]
    group: String,
    /// Of this person's name.
    #[serde(default)]
    user: String,
    /// From this day on, as in `2026-11-01`.
    #[serde(default)]
    since: String,
    /// Where the page before ended: time and number.
    after: Option<String>,
}

#[derive(Serialize)]
struct Listed {
    renames: Vec<RenameLine>,
    /// The `after` of the next page, if there is one.
    next: Option<String>,
}

#[derive(Template)]
#[template(path = "ledger.html", config = "src/web/console/askama.toml")]
struct LedgerPage<'a> {
    frame: Frame<'a>,
    wanted: &'a Wanted,
    listed: Listed,
    next: Option<String>,
    csv: String,
}

impl Wanted {
    /// `None` where something in it is no id or no day: then there is nothing to be found.
    fn filter(&self, console: &Console) -> Option<RenameFilter> {
        let given = |text: &str| (!text.trim().is_empty()).then(|| text.trim().to_owned());
        let conversation = match given(&self.group) {
            Some(id) => Some(ConversationId::parse(&id)?),
            None => None,
        };
        let user_id = match given(&self.user) {
            Some(id) => Some(UserId::parse(&id)?),
            None => None,
        };
        let since = match given(&self.since) {
            Some(day) => {
                let day: jiff::civil::Date = day.parse().ok()?;
                let begins = day.to_zoned(console.time_zone.clone()).ok()?;
                Some(Timestamp(begins.timestamp().as_millisecond()))
            }
            None => None,
        };
        let after = match &self.after {
            Some(key) => {
                let (at, id) = key.split_once('-')?;
                Some(RenameKey { at: Timestamp(at.parse().ok()?), id: id.parse().ok()? })
            }
            None => None,
        };
        Some(RenameFilter { conversation, user_id, since, after, only_applied: false })
    }

    /// The same as a query.
    fn query(&self, after: Option<&str>) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        for (name, value) in [("group", &self.group), ("user", &self.user), ("since", &self.since)]
        {
            if !value.is_empty() {
                query.append_pair(name, value);
            }
        }
        if let Some(after) = after {
            query.append_pair("after", after);
        }
        query.finish()
    }
}

async fn read(console: &Console, wanted: &Wanted) -> Result<Listed, StoreError> {
    let Some(filter) = wanted.filter(console) else {
        return Ok(Listed { renames: Vec::new(), next: None });
    };
    let renames = console.bot.overview().renames(&filter, paging::ASKED).await?;
    let (renames, has_more) = paging::page(renames);
    let next = renames.last().filter(|_| has_more).map(|line| format!("{}-{}", line.at, line.id));
    Ok(Listed { renames, next })
}

pub(super) async fn page(
    request: HttpRequest,
    console: web::Data<Console>,
    operator: Operator,
    wanted: web::Query<Wanted>,
) -> HttpResponse {
    let frame = Frame::new(&request, &console, Some(&operator.session), "ledger");
    match read(&console, &wanted).await {
        Ok(listed) => {
            let next = listed.next.as_deref();
            let next = next.map(|next| format!("/console/ledger?{}", wanted.query(Some(next))));
            let csv = format!("/console/ledger.csv?{}", wanted.query(None));
            answer::html(&LedgerPage { frame, wanted: &wanted, listed, next, csv })
        }
        Err(error) => answer::no_store_page(frame, &error),
    }
}

pub(super) async fn json(
    console: web::Data<Console>,
    _: Bearer,
    wanted: web::Query<Wanted>,
) -> HttpResponse {
    match read(&console, &wanted).await {
        Ok(listed) => answer::json(&listed),
        Err(error) => answer::no_store(&error),
    }
}

/// For a spreadsheet, in which no cell is a formula.
pub(super) async fn csv(
    console: web::Data<Console>,
    _: Operator,
    wanted: web::Query<Wanted>,
) -> HttpResponse {
    let filter = wanted.filter(&console).unwrap_or_default();
    match console.bot.overview().renames(&filter, MOST_IN_A_FILE).await {
        Ok(renames) => {
            let mut answer = HttpResponse::Ok();
            answer::guarded(&mut answer, "text/csv; charset=utf-8")
                .insert_header((
                    CONTENT_DISPOSITION,
                    "attachment; filename=\"dingnick-ledger.csv\"",
                ))
                .body(written(&renames))
        }
        Err(error) => answer::no_store(&error),
    }
}

fn written(renames: &[RenameLine]) -> Vec<u8> {
    let mut csv = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(BYTE_ORDER_MARK.as_bytes().to_vec());
    // Writing to memory does not fail.
    let _ = csv.write_record(COLUMNS);
    for line in renames {
        let at = jiff::Timestamp::from_millisecond(line.at.0).unwrap_or_default().to_string();
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let (old, new, code) = (text(&line.old), text(&line.new), text(&line.code));
        let cells =
            [&at, &line.conversation, &line.user, &old, &new, &line.asked_by, &line.outcome, &code];
        let _ = csv.write_record(cells.map(|text| cell(text)));
    }
    csv.into_inner().unwrap_or_default()
}

/// As in `dingnick history`.
const COLUMNS: [&str; 8] = ["at", "group", "user", "old", "new", "asked_by", "outcome", "code"];
