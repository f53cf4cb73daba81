//! The way to make a group ready: the shortest one for whoever reads it.

use super::context::Context;
use crate::domain::{Note, Reader, Way};
use crate::store::StoreError;

/// What there is to do for a group that no way leads to.
pub(super) async fn way_to_ready(context: &Context<'_>) -> Result<Note, StoreError> {
    let sender = context.sender();
    let owner = context.group().await?.and_then(|group| group.owner.as_ref());
    let reader = match sender {
        Some(sender) if owner.is_some_and(|(owner, _)| owner == sender) => Reader::Owner,
        Some(sender) if context.settings().admins.contains(sender) => Reader::Admin,
        _ => Reader::Member,
    };
    let way = match (context.groups().kinds.has_template(), context.settings().hears_events) {
        (true, _) => Way::Adopt,
        (false, true) => Way::Retitle,
        (false, false) => Way::ByHand,
    };
    Ok(Note::MakeReady { way, reader, group: context.conversation().clone() })
}
