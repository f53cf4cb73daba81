//! `/nick whoami`: how I am known here, and what I may do; at no call.

use super::context::Context;
use super::outcome::{Outcome, Stop};
use crate::domain::{Allow, Reply, Whoami};
use crate::groups::Names;

pub(super) async fn whoami(context: Context<'_>) -> Result<Outcome, Stop> {
    let sender = context.known_sender()?;
    let (conversation, rules) = (context.conversation(), context.rules);
    let names = &context.groups().names;
    let known = names.known(conversation, sender).await?;
    let present = Names::present_of(&known);
    let is_given = present.as_ref().is_some_and(|present| present.is_given);
    let given = known.given.filter(|_| is_given);
    let since = given.as_ref().map(|given| context.now().since(given.at).as_secs());
    let given_by = match given.map(|given| given.asked_by) {
        Some(giver) if giver != *sender => Some(names.to_show(conversation, &giver).await?),
        _ => None,
    };
    let owner = context.group().await?.and_then(|group| group.owner.as_ref());
    let is_owner = owner.is_some_and(|(owner, _)| owner == sender);
    let governs = is_owner || context.settings().admins.contains(sender);
    let is_trusted = rules.trusted.contains(sender);
    let is_locked = rules.locked.contains(sender);
    let requests = context.store().open_requests(conversation).await?;
    let waiting = requests.into_iter().find(|request| request.user_id == *sender);
    Ok(Outcome::answered(Reply::Whoami(Box::new(Whoami {
        name: present.map(|present| present.name),
        since,
        given_by,
        renames_self: governs || (!is_locked && (is_trusted || rules.allow != Allow::Owner)),
        renames_others: governs || is_trusted || rules.allow == Allow::Everyone,
        governs,
        is_locked,
        waiting: waiting.map(|request| (request.number, request.name)),
    }))))
}
