//! Requesting a name that has its shape: it is set, waits for approval, or is refused.

use tracing::{error, info};

use super::context::Context;
use super::outcome::{Outcome, Stop};
use super::permit::is_governor;
use super::set_name::{Set, Wanted, set_name};
use super::title::undue_title;
use crate::chain::chain;
use crate::domain::{Lookalikes, Nickname, Note, Reply, Resembled, Role, UserId};
use crate::groups::NewName;
use crate::policy::Permit;
use crate::store::{Group, NewRequest};

/// An answer stays short.
const MOST_NOTES: usize = 2;

/// Sets the name, asks for approval, or says why neither.
pub(super) async fn request(
    context: &Context<'_>,
    member: &UserId,
    wanted: Wanted,
    permit: Permit,
) -> Result<Outcome, Stop> {
    let mut notes = Vec::new();
    let asked_since;
    let group = match permit {
        Permit::Now => context.group().await?,
        // For these it may have been asked who owns the group.
        Permit::Governing | Permit::AfterApproval => {
            asked_since = context.store().group(context.conversation()).await?;
            asked_since.as_ref()
        }
    };
    if let Some(resembled) = resembled(context, group, member, &wanted.name).await? {
        let is_refused =
            resembled.role != Role::Member || context.rules.lookalikes == Lookalikes::Refuse;
        if is_refused && permit != Permit::Governing && !is_governor(context).await? {
            let (target, name) = (context.target(member), wanted.name);
            return Err(Reply::LooksLike { target, like: resembled, name }.into());
        }
        notes.push(Note::LooksLike(resembled));
    }
    if permit != Permit::Governing
        && let Some(title) = undue_title(context, member, &wanted.name).await?
        && !is_governor(context).await?
    {
        let (target, name) = (context.target(member), wanted.name);
        // What the group keeps is its own decision; the rest is known from the directory.
        return Err(match context.rules.reserved.contains_key(&title) {
            true => {
                let like = Resembled { role: Role::Reserved, name: title };
                Reply::LooksLike { target, like, name }.into()
            }
            false => Reply::TitleRefused { target, title, name }.into(),
        });
    }
    if permit == Permit::AfterApproval {
        return ask_for_approval(context, member, &wanted).await;
    }
    let target = context.target(member);
    Ok(match set_name(context, member, &wanted).await? {
        Set::Applied { old, ledger, again } => {
            let mut outcome = Outcome::applied(Reply::Renamed { target, old, new: wanted.name });
            // Whoever goes back knows how.
            let is_due = wanted.undoes.is_none() && undo_hint_is_due(context).await;
            if wanted.is_changed || is_due {
                // It belongs to the line that tells of the success.
                notes.insert(0, Note::UndoHint { own: context.sender() == Some(member) });
            }
            notes.extend(calls_note(context).await);
            notes.truncate(MOST_NOTES);
            outcome.notes = notes;
            outcome.ledger = Some(ledger);
            outcome.follow_ups.extend(again);
            outcome
        }
        Set::Unchanged => Outcome::answered(Reply::Unchanged { target, name: wanted.name }),
        Set::Superseded(outcome) => {
            let known = context.groups().names.known(context.conversation(), member).await?;
            let giver = known.given.map(|given| given.asked_by);
            let by_other = giver.as_ref() != context.sender();
            outcome.with(Reply::Replaced { target, name: wanted.name, by_other })
        }
        Set::NotBound => Outcome::answered(Reply::NotBound),
        Set::Refused { problem, ledger, outcome, .. } => {
            let reply = Reply::Failed(problem);
            Outcome { ledger: Some(ledger), ..Outcome::without_success(outcome, reply) }
        }
    })
}

/// Whether who sent the message is to hear how to take it back. Not where a success is told by a
/// reaction, nor when the month's messages come to an end.
async fn undo_hint_is_due(context: &Context<'_>) -> bool {
    let now = context.now();
    if context.rules.quiet || context.calls().allowance().messages(now).are_reserved() {
        return false;
    }
    match context.sender() {
        Some(sender) => context.services.undo_hints.is_due(sender, context.store(), now).await,
        None => false,
    }
}

/// Whom a name for `member` looks like, if anybody.
pub(super) async fn resembled(
    context: &Context<'_>,
    group: Option<&Group>,
    member: &UserId,
    name: &Nickname,
) -> Result<Option<Resembled>, Stop> {
    let (conversation, turn) = (context.conversation(), context.turn().await?);
    let groups = context.groups();
    let owner = groups.owners.at_any_time(conversation, group, turn).await?;
    // With the owner it may have been learnt just now who else decides.
    let asked_now;
    let group = match group.is_some_and(|group| group.owner.is_some()) {
        true => group,
        false => {
            asked_now = context.store().group(conversation).await?;
            asked_now.as_ref()
        }
    };
    let format = context.format_for(member);
    let asked = NewName {
        conversation,
        group,
        rules: context.rules,
        format: format.as_ref(),
        member,
        name,
        governors: &context.governors(owner.as_ref(), group),
        bot_name: context.settings().bot_name.as_deref(),
    };
    Ok(groups.guarded.resembled(asked, turn).await?)
}

/// Keeps the name until owner or admin has decided.
pub(super) async fn ask_for_approval(
    context: &Context<'_>,
    member: &UserId,
    wanted: &Wanted,
) -> Result<Outcome, Stop> {
    let (target, name) = (context.target(member), wanted.name.clone());
    let present = context.groups().names.present(context.conversation(), member).await?;
    if present.is_some_and(|present| present.is_given && present.name == name) {
        return Err(Reply::Unchanged { target, name }.into());
    }
    let request = NewRequest {
        conversation: context.conversation(),
        message_id: &context.message.id,
        user_id: member,
        asked_by: context.known_sender()?,
        display_name: &context.message.sender.display_name,
        name: &name,
        asked_at: context.attempt.asked_at,
        undoes: wanted.undoes,
    };
    let number = context.store().open_request(request).await?;
    info!(message.id = %context.message.id, number, "a name waits for approval");
    Ok(Outcome::answered(Reply::Requested { number, target, name }))
}

/// A remark that the month's calls come to an end. A store that does not answer is no reason to
/// lose what was just done.
pub(super) async fn calls_note(context: &Context<'_>) -> Option<Note> {
    let note = context.calls().allowance().note(context.now()).await;
    note.unwrap_or_else(|failure| {
        error!(error = chain(&failure), "cannot say that the month's calls come to an end");
        None
    })
}
