//! A name that was approved, given.

use super::context::Context;
use super::outcome::{Outcome, Stop};
use super::request::{calls_note, resembled};
use super::set_name::{Set, Wanted, set_name};
use super::task::Approved;
use crate::domain::{Note, Reply, UserId};
use crate::store::NewRequest;

pub(super) async fn give(context: Context<'_>, approved: &Approved) -> Result<Outcome, Stop> {
    let Approved { number, user_id, name, undoes } = approved.clone();
    let target = user_id.clone();
    // Before the call: after it, nothing may keep the name from being written down.
    let resembled = resembled(&context, context.group().await?, &user_id, &name).await?;
    let wanted = Wanted::undoing(name, undoes);
    Ok(match set_name(&context, &user_id, &wanted).await? {
        Set::Applied { old, ledger, again } => {
            let reply = Reply::Approved { number, target, old, new: wanted.name };
            let mut notes: Vec<Note> = resembled.map(Note::LooksLike).into_iter().collect();
            notes.extend(calls_note(&context).await);
            let follow_ups = again.into_iter().collect();
            Outcome { notes, ledger: Some(ledger), follow_ups, ..Outcome::applied(reply) }
        }
        Set::Unchanged => {
            let old = Some(wanted.name.clone());
            Outcome::answered(Reply::Approved { number, target, old, new: wanted.name })
        }
        Set::Superseded(outcome) => {
            let (target, name) = (Some(target), wanted.name);
            outcome.with(Reply::Replaced { target, name, by_other: true })
        }
        Set::NotBound => {
            // It waits again until the group is bound.
            request_again(&context, &user_id, &wanted).await?;
            Outcome::answered(Reply::NotBound)
        }
        Set::Refused { problem, ledger, outcome, is_of_request } => {
            let again = if is_of_request {
                None
            } else {
                Some(request_again(&context, &user_id, &wanted).await?)
            };
            let reply = Reply::ApprovedInVain { number, target, problem, again };
            Outcome { ledger: Some(ledger), ..Outcome::without_success(outcome, reply) }
        }
    })
}

/// Keeps a name that was approved in vain for another decision. Who asked first stands with the
/// request that was approved.
async fn request_again(
    context: &Context<'_>,
    member: &UserId,
    wanted: &Wanted,
) -> Result<u32, Stop> {
    let names = &context.groups().names;
    let display_name = names.to_show(context.conversation(), member).await?;
    let request = NewRequest {
        conversation: context.conversation(),
        message_id: &context.message.id,
        user_id: member,
        asked_by: member,
        display_name: &display_name,
        name: &wanted.name,
        asked_at: context.attempt.asked_at,
        undoes: wanted.undoes,
    };
    Ok(context.store().open_request(request).await?)
}
