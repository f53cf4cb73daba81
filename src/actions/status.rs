//! `/nick status`: how this group is set up; at no call.

use super::context::Context;
use super::outcome::{Outcome, Stop};
use crate::domain::{Binding, Note, Reply, Status};
use crate::groups::Route;

pub(super) async fn status(context: Context<'_>) -> Result<Outcome, Stop> {
    let route = context.groups().routes.of(context.group().await?);
    let binding = match route {
        Route::Chat(_) => Binding::Chat,
        Route::Scene => Binding::Scene,
        Route::PerhapsScene | Route::Unbound => Binding::Unbound,
    };
    let requests = context.store().open_requests(context.conversation()).await?;
    let allowance = context.calls().allowance();
    allowance.write_down(context.now()).await?;
    let mut outcome = Outcome::answered(Reply::Status(Box::new(Status {
        binding,
        rules: context.rules.clone(),
        requests: requests.into_iter().map(|it| (it.number, it.name)).collect(),
        calls: allowance.now(context.now()),
        messages: None,
        unread: Vec::new(),
    })));
    if binding == Binding::Unbound && context.settings().hears_events {
        outcome.notes.push(Note::NotBoundYet);
    }
    Ok(outcome)
}
