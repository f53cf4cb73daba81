//! Who may do what, with what has to be known for it: the policy decides, and DingTalk is asked
//! only where the decision hangs on who owns the group.

use super::case::Case;
use super::group::OwnerAnswer;
use super::{Bot, Setback, in_time};
use crate::domain::{Denial, Reply, UserId};
use crate::policy::{Actor, Circumstances, Deed, Ownership, Permit, decide};

impl Bot {
    /// Whether the sender may do it to `member`'s name, or for the whole group; if not, what they
    /// are told.
    pub(super) async fn permit(
        &self,
        case: &Case<'_>,
        deed: Deed,
        member: Option<&UserId>,
    ) -> Result<Result<Permit, Reply>, Setback> {
        let Some(sender) = case.sender() else {
            return Ok(Err(Reply::SenderOutside));
        };
        let rules = case.rules;
        let circumstances = Circumstances {
            allow: rules.allow,
            is_locked: member.is_some_and(|member| rules.locked.contains(member)),
            approval: rules.approval,
            is_reserve: self.calls.now(self.clock.now()).are_reserved(),
        };
        let conversation = &case.message.conversation;
        let mut actor = Actor {
            is_admin: self.settings.admins.contains(sender),
            ownership: self.remembered_ownership(conversation, sender).await?,
            is_trusted: rules.trusted.contains(sender),
        };
        if circumstances.is_reserve && actor.ownership == Ownership::Unknown {
            // To ask costs what is being kept. An old answer may deny, though it grants nothing.
            let group = self.store.group(&self.settings.robot_code, conversation).await?;
            let owner = group.and_then(|group| group.owner).map(|(owner, _)| owner);
            if owner.is_some_and(|owner| owner != *sender) {
                actor.ownership = Ownership::NotOwner;
            }
        }
        if decide(actor, deed, circumstances) == Err(Denial::OwnerUnknown) {
            match self.ownership(conversation, sender, case.attempt).await? {
                OwnerAnswer::Known(ownership) => actor.ownership = ownership,
                OwnerAnswer::Unbound => return Ok(Err(Reply::NotBound)),
                OwnerAnswer::Failed(problem) => {
                    // Whoever it is, it may wait for approval.
                    let member = Actor { ownership: Ownership::NotOwner, ..actor };
                    let decision = decide(member, deed, circumstances).ok();
                    let waits = decision.filter(|permit| *permit == Permit::AfterApproval);
                    return Ok(waits.ok_or(Reply::OwnerUnknown(problem)));
                }
            }
        }
        Ok(decide(actor, deed, circumstances).map_err(Reply::Denied))
    }

    /// Whether the sender decides for the group; if not, what they are told.
    pub(super) async fn governs(&self, case: &Case<'_>) -> Result<Result<(), Reply>, Setback> {
        Ok(self.permit(case, Deed::Govern, None).await?.map(|_| ()))
    }

    /// The same without asking DingTalk, for a reason to be let off: an unknown owner is asked for.
    pub(super) async fn is_governor(&self, case: &Case<'_>) -> Result<bool, Setback> {
        Ok(matches!(self.governs(case).await?, Ok(())))
    }

    /// Whether the sender is told more of what DingTalk said: an administrator, or the owner as far
    /// as we know. Nothing is granted by it, so an old answer and none will do.
    pub(super) async fn can_mend(&self, case: &Case<'_>) -> bool {
        let Some(sender) = case.sender() else {
            return false;
        };
        let robot_code = &self.settings.robot_code;
        let known = in_time(self.store.group(robot_code, &case.message.conversation)).await;
        let owner = known.ok().flatten().and_then(|group| group.owner);
        self.settings.admins.contains(sender) || owner.is_some_and(|(owner, _)| owner == *sender)
    }
}

/// Whether somebody's own name is at stake.
pub(super) fn deed(sender: &UserId, member: &UserId) -> Deed {
    if sender == member { Deed::RenameSelf } else { Deed::RenameOther }
}

/// Whether the owner that DingTalk named is the sender.
pub(super) fn compare(owner: &UserId, sender: &UserId) -> Ownership {
    if owner == sender { Ownership::Owner } else { Ownership::NotOwner }
}
