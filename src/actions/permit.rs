//! Permits: who may do what, with what has to be known for it. The policy decides, and DingTalk is
//! asked only where the decision hangs on who owns the group.

use super::context::Context;
use super::outcome::Stop;
use crate::calls::Setback;
use crate::domain::{Denial, KindChange, Reply, UserId};
use crate::groups::OwnerAnswer;
use crate::policy::{Action, Actor, Circumstances, Ownership, Permit, decide};
use crate::store::{UNCONFIRMED, in_time};

/// What it is to rename `member`: somebody's own name may be at stake.
pub(super) fn renaming(sender: &UserId, member: &UserId) -> Action {
    if sender == member { Action::RenameSelf } else { Action::RenameOther }
}

/// How the sender may do it to `member`'s name, or for the whole group.
///
/// # Errors
/// Why they may not, to be told.
pub(super) async fn permit(
    context: &Context<'_>,
    action: Action,
    member: Option<&UserId>,
) -> Result<Permit, Stop> {
    let sender = context.known_sender()?;
    let circumstances = circumstances(context, member);
    let group = context.group().await?;
    let remembered = context.groups().owners.remembered(group);
    let ownership = remembered.map_or(Ownership::Unknown, |owner| compare(&owner, sender));
    let mut actor = actor(context, sender, ownership);
    if circumstances.is_reserve && actor.ownership == Ownership::Unknown {
        // To ask costs what is being kept. An old answer may deny, though it grants nothing.
        let owner = group.and_then(|group| group.owner.as_ref());
        if owner.is_some_and(|(owner, at)| owner != sender && *at != UNCONFIRMED) {
            actor.ownership = Ownership::NotOwner;
        }
    }
    if decide(actor, action, circumstances) == Err(Denial::OwnerUnknown) {
        let turn = context.turn().await?;
        let answer = context.groups().owners.of(context.conversation(), turn).await;
        // Whoever it is, it may wait for approval.
        let member = Actor { ownership: Ownership::NotOwner, ..actor };
        let waits = decide(member, action, circumstances).ok();
        let waits = waits.filter(|permit| *permit == Permit::AfterApproval);
        match answer {
            Ok(OwnerAnswer::Known(owner)) => actor.ownership = compare(&owner, sender),
            Ok(OwnerAnswer::Unbound) => return Err(Reply::NotBound.into()),
            Ok(OwnerAnswer::Failed(error)) => {
                return waits.ok_or_else(|| Reply::OwnerUnknown(error.problem()).into());
            }
            Err(setback @ Setback::Capped(_)) => return waits.ok_or_else(|| setback.into()),
            Err(setback) => return Err(setback.into()),
        }
    }
    decide(actor, action, circumstances).map_err(|denial| Reply::Denied(denial).into())
}

/// How the sender may have the group's kind changed: only its owner may.
///
/// # Errors
/// Why they may not, to be told.
pub(super) async fn owner_permit(
    context: &Context<'_>,
    change: KindChange,
) -> Result<Permit, Stop> {
    let sender = context.known_sender()?;
    let owners = &context.groups().owners;
    let ownership = match change {
        // No way leads there yet, so nobody can be asked; something that happened may have told.
        KindChange::Adopt => {
            let owner = context.group().await?.and_then(|group| group.owner.as_ref());
            owner.map_or(Ownership::Unknown, |(owner, _)| compare(owner, sender))
        }
        KindChange::Release => {
            let turn = context.turn().await?;
            match owners.of(context.conversation(), turn).await? {
                OwnerAnswer::Known(owner) => compare(&owner, sender),
                OwnerAnswer::Unbound => return Err(Reply::NotAdopted.into()),
                OwnerAnswer::Failed(error) => {
                    return Err(Reply::OwnerUnknown(error.problem()).into());
                }
            }
        }
    };
    let circumstances = circumstances(context, None);
    let actor = actor(context, sender, ownership);
    decide(actor, Action::ChangeKind, circumstances).map_err(|denial| match denial {
        Denial::OwnerOnly => Reply::OwnerOnly { change, problem: None }.into(),
        denial => Reply::Denied(denial).into(),
    })
}

fn actor(context: &Context<'_>, sender: &UserId, ownership: Ownership) -> Actor {
    Actor {
        is_admin: context.settings().admins.contains(sender),
        ownership,
        is_trusted: context.rules.trusted.contains(sender),
    }
}

fn circumstances(context: &Context<'_>, member: Option<&UserId>) -> Circumstances {
    let rules = context.rules;
    Circumstances {
        allow: rules.allow,
        is_locked: member.is_some_and(|member| rules.locked.contains(member)),
        approval: rules.approval,
        is_reserve: context.calls().allowance().calls(context.now()).are_reserved(),
    }
}

/// Demands that the sender decides for the group.
///
/// # Errors
/// Why they do not, to be told.
pub(super) async fn demand_governor(context: &Context<'_>) -> Result<(), Stop> {
    permit(context, Action::Govern, None).await.map(|_| ())
}

/// The same for a reason to be let off.
///
/// # Errors
/// Only when it cannot be known yet.
pub(super) async fn is_governor(context: &Context<'_>) -> Result<bool, Stop> {
    match demand_governor(context).await {
        Ok(()) => Ok(true),
        Err(Stop::Say(_)) => Ok(false),
        Err(later) => Err(later),
    }
}

/// Whether the sender is told more of what DingTalk said: an administrator, or the owner as far as
/// we know. Nothing is granted by it, so an old answer and none will do.
pub(super) async fn can_mend(context: &Context<'_>) -> bool {
    let Some(sender) = context.sender() else {
        return false;
    };
    // Who owns the group may have been learnt in this very attempt.
    let known = in_time(context.store().group(context.conversation())).await;
    let owner = known.ok().flatten().and_then(|group| group.owner);
    context.settings().admins.contains(sender) || owner.is_some_and(|(owner, _)| owner == *sender)
}

/// Whether the owner that DingTalk named is the sender.
fn compare(owner: &UserId, sender: &UserId) -> Ownership {
    if owner == sender { Ownership::Owner } else { Ownership::NotOwner }
}
