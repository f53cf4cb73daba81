//! `/nick status`: how this group is set up; at no paid call.

use super::context::Context;
use super::living::WAITING;
use super::outcome::{Outcome, Stop};
use super::ready::way_to_ready;
use crate::domain::{Binding, Lookalikes, Reply, Status, Unread};
use crate::groups::Route;
use crate::store::RosterSource;

pub(super) async fn status(context: Context<'_>) -> Result<Outcome, Stop> {
    let (routes, group) = (&context.groups().routes, context.group().await?);
    // Whoever looks may have made it ready just now.
    routes.forget_failures(group).await?;
    let route = routes.of(group);
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
        calls: allowance.calls(context.now()),
        messages: Some(allowance.messages(context.now())),
        unread: unread(&context).await?,
        has_roster: has_roster(&context).await?,
        waiting: context.store().open_jobs_of(context.conversation(), WAITING).await?,
    })));
    if binding == Binding::Unbound {
        outcome.notes.push(way_to_ready(&context).await?);
    }
    Ok(outcome)
}

async fn has_roster(context: &Context<'_>) -> Result<bool, Stop> {
    let (store, conversation) = (context.store(), context.conversation());
    let rows = store.roster_rows(conversation, RosterSource::File).await?;
    Ok(!rows.is_empty() || !store.roster_rows(conversation, RosterSource::Chat).await?.is_empty())
}

/// What could not be read yet, so that names are guarded less than they could be. The directory is
/// asked, which is free, for somebody whose name is to be guarded: the owner, or who sent the
/// message.
async fn unread(context: &Context<'_>) -> Result<Vec<Unread>, Stop> {
    let owner = context.group().await?.and_then(|group| group.owner.as_ref());
    let owner = owner.map(|(owner, _)| owner);
    let mut unread = Vec::new();
    if owner.is_none() {
        unread.push(Unread::Owner);
    }
    let group = context.group().await?;
    if owner.is_some()
        && group.is_some_and(|it| it.is_reached_as_scene() && it.sub_admins.is_none())
    {
        unread.push(Unread::SubAdmins);
    }
    if let Some(person) = owner.or(context.sender()) {
        let directory = &context.groups().directory;
        let entry = directory.look_up_if_possible(person, false, context.turn().await?).await?;
        if entry.is_none() {
            unread.push(Unread::Directory);
        }
    }
    let is_refused = context.rules.lookalikes == Lookalikes::Refuse;
    if is_refused && context.store().roster(context.conversation()).await?.is_none() {
        unread.push(Unread::Members);
    }
    Ok(unread)
}
