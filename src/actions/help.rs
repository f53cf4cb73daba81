//! `/nick help`: what the sender may do here.

use super::context::Context;
use super::outcome::{Outcome, Stop};
use super::ready::way_to_ready;
use crate::domain::{Allow, ConversationKind, Reply, Topic};

/// Help tells only what the sender may do, as far as that is known without asking DingTalk: a
/// question for the owner would be a paid call.
pub(super) async fn help(
    context: Context<'_>,
    all: bool,
    topic: Option<Topic>,
) -> Result<Outcome, Stop> {
    let sender = context.sender();
    let is_admin = sender.is_some_and(|sender| context.settings().admins.contains(sender));
    let group = context.group().await?;
    let route = context.groups().routes.of(group);
    let in_group = context.message.kind != ConversationKind::Direct;
    let owner = group.and_then(|group| group.owner.as_ref());
    // Between two there is no owner; what is not known of a group is not asked for.
    let may_own = in_group && owner.is_none_or(|(owner, _)| Some(owner) == sender);
    let governs = sender.is_some() && (is_admin || may_own);
    let rules = context.rules;
    let is_trusted = sender.is_some_and(|sender| rules.trusted.contains(sender));
    let is_locked = sender.is_some_and(|sender| rules.locked.contains(sender));
    let may_rename = is_trusted || rules.allow != Allow::Owner;
    let mut outcome = Outcome::answered(Reply::Help {
        renames_self: governs || (may_rename && !is_locked),
        renames_others: governs || is_trusted || rules.allow == Allow::Everyone,
        governs,
        all,
        topic,
    });
    let is_easy = context.settings().hears_events || context.groups().kinds.has_template();
    if in_group && !route.leads_there() && is_easy {
        outcome.notes.push(way_to_ready(&context).await?);
    }
    Ok(outcome)
}
