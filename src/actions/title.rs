//! Titles: names that would give somebody a position that they do not have.

use super::context::Context;
use super::outcome::Stop;
use crate::domain::{Bearer, Nickname, RosterParts, Titles, UserId};
use crate::store::DirectoryEntry;

/// The title in a name that neither the directory gives to `member`, nor the group's own shape
/// for names.
pub(super) async fn undue_title(
    context: &Context<'_>,
    member: &UserId,
    name: &Nickname,
) -> Result<Option<String>, Stop> {
    let directory = &context.groups().directory;
    let known = directory.known(member).await?;
    let nothing = RosterParts::default();
    if undue(context, member, name, bearer(known.as_ref(), false), &nothing).is_none() {
        return Ok(None);
    }
    // Most names have no title, and need no look at the roster.
    let sources = &context.groups().sources;
    let facts = sources
        .known_of_all(context.conversation(), std::slice::from_ref(member))
        .await?
        .remove(member);
    let roster = facts.unwrap_or_default().roster;
    let title = undue(context, member, name, bearer(known.as_ref(), false), &roster);
    if title.is_none() {
        return Ok(None);
    }
    // It costs nothing to ask before somebody is refused what is theirs.
    let entry = directory.look_up_if_possible(member, true, context.turn().await?).await?;
    Ok(undue(context, member, name, bearer(entry.as_ref(), entry.is_none()), &roster))
}

fn undue(
    context: &Context<'_>,
    member: &UserId,
    name: &Nickname,
    bearer: Bearer<'_>,
    roster: &RosterParts,
) -> Option<String> {
    let format = context.format_for(member);
    let typed = format.as_ref().map(|format| {
        let parts = format.free_parts(name).into_iter();
        // What was filled in is not what somebody typed.
        let facts = [bearer.name, bearer.dept, bearer.title];
        let is_of_roster = |part: &str| roster.values().flatten().any(|text| text == part);
        parts
            .filter(|part| !facts.contains(&Some(*part)) && !is_of_roster(part))
            .collect::<Vec<_>>()
    });
    let title = Titles::standard().undue(name, typed.as_deref(), &context.rules.reserved, &bearer);
    title.map(str::to_owned)
}

/// What the directory has of somebody.
fn bearer(entry: Option<&DirectoryEntry>, is_unread: bool) -> Bearer<'_> {
    Bearer {
        name: entry.map(|entry| entry.name.as_str()),
        title: entry.and_then(|entry| entry.title.as_deref()),
        dept: entry.and_then(|entry| entry.dept.as_deref()),
        is_unread,
    }
}
