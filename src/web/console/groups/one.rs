//! One group: who is called what there, its rules, and what another format would make of it.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use serde::{Deserialize, Serialize};

use crate::bot::{GroupView, Preview, RenameLine};
use crate::domain::ConversationId;
use crate::store::{RenameFilter, StoreError};
use crate::web::console::answer;
use crate::web::console::forms::KeyForm;
use crate::web::console::frame::Frame;
use crate::web::console::operator::{Bearer, Operator};
use crate::web::console::state::Console;

/// How many members the page shows.
const MEMBERS_SHOWN: usize = 500;

/// How many of the last changes the page shows.
const CHANGES_SHOWN: u32 = 10;

/// What is tried on the page.
#[derive(Deserialize)]
pub(in crate::web::console) struct Trial {
    /// A format whose effect is shown.
    format: Option<String>,
    /// What came of setting one.
    set: Option<String>,
}

#[derive(Template)]
#[template(path = "group.html", config = "src/web/console/askama.toml")]
struct GroupPage<'a> {
    frame: Frame<'a>,
    group: GroupView,
    more_members: usize,
    changes: Vec<RenameLine>,
    tried: Option<(String, Preview)>,
    is_set: bool,
}

impl GroupPage<'_> {
    /// The address of the page.
    fn path(&self) -> String {
        path_of(&self.group.line.conversation)
    }
}

/// A conversation id is Base64, which is no part of a path as it is.
pub(in crate::web::console) fn path_of(conversation: &str) -> String {
    let id =
        percent_encoding::utf8_percent_encode(conversation, percent_encoding::NON_ALPHANUMERIC);
    format!("/console/groups/{id}")
}

pub(in crate::web::console) async fn page(
    request: HttpRequest,
    console: web::Data<Console>,
    operator: Operator,
    conversation: web::Path<String>,
    trial: web::Query<Trial>,
) -> HttpResponse {
    let frame = Frame::new(&request, &console, Some(&operator.session), "groups");
    let Some(conversation) = ConversationId::parse(&conversation) else {
        return answer::no_group_page(frame);
    };
    match read(&console, &conversation, trial.into_inner()).await {
        Ok(Some((mut group, changes, tried, is_set))) => {
            let more_members = group.members.len().saturating_sub(MEMBERS_SHOWN);
            group.members.truncate(MEMBERS_SHOWN);
            answer::html(&GroupPage { frame, group, more_members, changes, tried, is_set })
        }
        Ok(None) => answer::no_group_page(frame),
        Err(error) => answer::no_store_page(frame, &error),
    }
}

type Read = (GroupView, Vec<RenameLine>, Option<(String, Preview)>, bool);

async fn read(
    console: &Console,
    conversation: &ConversationId,
    trial: Trial,
) -> Result<Option<Read>, StoreError> {
    let overview = console.bot.overview();
    let Some(group) = overview.group(conversation).await? else {
        return Ok(None);
    };
    let filter =
        RenameFilter { conversation: Some(conversation.clone()), ..RenameFilter::default() };
    let changes = overview.renames(&filter, CHANGES_SHOWN).await?;
    let tried = match trial.format.map(|format| format.trim().to_owned()) {
        Some(format) if !format.is_empty() => {
            let preview = overview.preview(conversation, &format).await?;
            Some((format, preview))
        }
        _ => None,
    };
    Ok(Some((group, changes, tried, trial.set.is_some())))
}

/// Sets the format, or with an empty one lets any name be.
pub(in crate::web::console) async fn set_format(
    console: web::Data<Console>,
    operator: Operator,
    conversation: web::Path<String>,
    form: KeyForm,
) -> HttpResponse {
    if !form.is_of(&console, &operator.session) {
        return HttpResponse::Forbidden().finish();
    }
    let path = path_of(&conversation);
    match decide(&console, &conversation, &form.format).await {
        Ok(Some(true)) => answer::see_other(&format!("{path}?set=1")),
        // The preview says that it is none.
        Ok(Some(false)) => {
            let format = url::form_urlencoded::byte_serialize(form.format.as_bytes());
            answer::see_other(&format!("{path}?format={}", format.collect::<String>()))
        }
        Ok(None) => answer::not_found("there is no such group"),
        Err(error) => answer::no_store(&error),
    }
}

/// Whether it is a format; `None` where there is no such group.
async fn decide(
    console: &Console,
    conversation: &str,
    format: &str,
) -> Result<Option<bool>, StoreError> {
    let overview = console.bot.overview();
    let Some(conversation) = ConversationId::parse(conversation) else {
        return Ok(None);
    };
    if !overview.knows(&conversation).await? {
        return Ok(None);
    }
    let format = format.trim();
    let set = overview.set_format(&conversation, (!format.is_empty()).then_some(format)).await?;
    console.changed();
    Ok(Some(set))
}

pub(in crate::web::console) async fn json(
    console: web::Data<Console>,
    _: Bearer,
    conversation: web::Path<String>,
) -> HttpResponse {
    let Some(conversation) = ConversationId::parse(&conversation) else {
        return answer::not_found("there is no such group");
    };
    match console.bot.overview().group(&conversation).await {
        Ok(Some(group)) => answer::json(&group),
        Ok(None) => answer::not_found("there is no such group"),
        Err(error) => answer::no_store(&error),
    }
}

/// A format, as JSON.
#[derive(Deserialize, Serialize)]
pub(in crate::web::console) struct FormatBody {
    /// Empty for any name.
    format: String,
}

pub(in crate::web::console) async fn preview_json(
    console: web::Data<Console>,
    _: Bearer,
    conversation: web::Path<String>,
    wanted: web::Query<FormatBody>,
) -> HttpResponse {
    let Some(conversation) = ConversationId::parse(&conversation) else {
        return answer::not_found("there is no such group");
    };
    match console.bot.overview().preview(&conversation, wanted.format.trim()).await {
        Ok(preview) => answer::json(&preview),
        Err(error) => answer::no_store(&error),
    }
}

pub(in crate::web::console) async fn set_format_json(
    console: web::Data<Console>,
    _: Bearer,
    conversation: web::Path<String>,
    body: web::Json<FormatBody>,
) -> HttpResponse {
    match decide(&console, &conversation, &body.format).await {
        Ok(Some(true)) => answer::json(&*body),
        Ok(Some(false)) => answer::problem(
            &mut HttpResponse::UnprocessableEntity(),
            "that is no format: literals and parts, such as {dept}-{name}",
        ),
        Ok(None) => answer::not_found("there is no such group"),
        Err(error) => answer::no_store(&error),
    }
}
