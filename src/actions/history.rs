//! `/nick history`: the last changes of a member's name.

use super::context::Context;
use super::outcome::{Outcome, Stop};
use crate::command::Whose;
use crate::domain::{PastRename, Reply, UserId};
use crate::store::RenameFilter;

/// How many changes one answer tells; it is read on a phone.
const RENAMES_TOLD: u32 = 8;

/// Anybody may ask: everybody saw them.
pub(super) async fn history(
    context: Context<'_>,
    whose: &Whose,
    count: Option<u32>,
) -> Result<Outcome, Stop> {
    let (_, member) = context.people(whose)?;
    let conversation = context.conversation();
    let filter = RenameFilter {
        conversation: Some(conversation.clone()),
        user_id: Some(member.clone()),
        only_applied: true,
        ..RenameFilter::default()
    };
    let rows = context.store().renames(&filter, count.unwrap_or(RENAMES_TOLD)).await?;
    let all = context.store().count_renames(&filter).await?;
    let more = all.saturating_sub(rows.len() as u64);
    let askers: Vec<UserId> = rows.iter().map(|row| row.asked_by.clone()).collect();
    let askers = context.groups().names.all_to_show(conversation, &askers).await?;
    let renames = rows.into_iter().zip(askers).filter_map(|(row, asker)| {
        let asked_by = (row.asked_by != *member).then_some(asker);
        let seconds_ago = context.now().since(row.at).as_secs();
        Some(PastRename { old: row.old_name, new: row.new_name?, asked_by, seconds_ago })
    });
    let renames = renames.collect();
    Ok(Outcome::answered(Reply::History { target: context.target(member), renames, more }))
}
