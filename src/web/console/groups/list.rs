//! A page of groups, in the order of their ids.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use serde::{Deserialize, Serialize};

use crate::bot::GroupLine;
use crate::domain::ConversationId;
use crate::store::{GroupFilter, StoreError};
use crate::web::console::answer;
use crate::web::console::frame::Frame;
use crate::web::console::operator::{Bearer, Operator};
use crate::web::console::paging;
use crate::web::console::state::Console;

/// Which groups.
#[derive(Deserialize)]
pub(in crate::web::console) struct Wanted {
    /// What is in the title.
    #[serde(default)]
    title: String,
    /// The last of the page before.
    after: Option<String>,
}

#[derive(Serialize)]
struct Listed {
    groups: Vec<GroupLine>,
    /// The `after` of the next page, if there is one.
    next: Option<String>,
}

#[derive(Template)]
#[template(path = "groups.html", config = "src/web/console/askama.toml")]
struct GroupsPage<'a> {
    frame: Frame<'a>,
    title: &'a str,
    listed: Listed,
    next: Option<String>,
}

async fn read(console: &Console, wanted: &Wanted) -> Result<Listed, StoreError> {
    let title = wanted.title.trim();
    let filter = GroupFilter {
        after: wanted.after.as_deref().and_then(ConversationId::parse),
        title: (!title.is_empty()).then(|| title.to_owned()),
        ..GroupFilter::default()
    };
    let groups = console.bot.overview().groups(&filter, paging::ASKED).await?;
    let (groups, has_more) = paging::page(groups);
    let next = groups.last().filter(|_| has_more).map(|group| group.conversation.clone());
    Ok(Listed { groups, next })
}

pub(in crate::web::console) async fn page(
    request: HttpRequest,
    console: web::Data<Console>,
    operator: Operator,
    wanted: web::Query<Wanted>,
) -> HttpResponse {
    let frame = Frame::new(&request, &console, Some(&operator.session), "groups");
    match read(&console, &wanted).await {
        Ok(listed) => {
            let query = |after: &String| {
                let mut query = url::form_urlencoded::Serializer::new(String::new());
                query.append_pair("title", &wanted.title).append_pair("after", after);
                format!("/console/groups?{}", query.finish())
            };
            let next = listed.next.as_ref().map(query);
            answer::html(&GroupsPage { frame, title: &wanted.title, listed, next })
        }
        Err(error) => answer::no_store_page(frame, &error),
    }
}

pub(in crate::web::console) async fn json(
    console: web::Data<Console>,
    _: Bearer,
    wanted: web::Query<Wanted>,
) -> HttpResponse {
    match read(&console, &wanted).await {
        Ok(listed) => answer::json(&listed),
        Err(error) => answer::no_store(&error),
    }
}
