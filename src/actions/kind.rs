//! `/nick adopt` and `/nick release`: a group is made a scene group, or an ordinary one again, once
//! its owner has confirmed it.
//!
//! Before, there may be no way to ask who the owner is. Then the call goes out in the name of who
//! confirmed it, and DingTalk decides.

use tracing::warn;

use super::context::Context;
use super::outcome::{Outcome, Stop, ended_by};
use super::permit::owner_permit;
use crate::calls::CallError;
use crate::chain::chain;
use crate::dingtalk::{Class, DingTalkError};
use crate::domain::{Change, KindChange, Reply};
use crate::groups::KindError;
use crate::policy::Permit;
use crate::store::{Confirmation, NewPlan, Plan, RuleChange};

/// The cause of a refusal that names the owner.
const OWNER_ONLY: &str = "owner-only";

/// Causes that say something of the template or of the group's id.
const NOT_OF_THE_OWNER: [&str; 5] = [
    "template-unknown",
    "template-not-released",
    "unreadable-group-id",
    "parameter-missing",
    "bad-answer",
];

/// Codes that say no more than that it was not done: the first of the calls' own list of errors,
/// the second of the list for scene groups ("permission check failed").
const OF_THE_OWNER_PERHAPS: [&str; 2] = ["500", "660036"];

/// Says what the change means, and waits for `confirm`.
pub(super) async fn propose(context: Context<'_>, change: KindChange) -> Result<Outcome, Stop> {
    let asked_by = context.known_sender()?;
    let (groups, known) = (context.groups(), context.group().await?);
    groups.routes.forget_failures(known).await?;
    demand_other_kind(&context, change).await?;
    owner_permit(&context, change).await?;
    if !groups.kinds.has_template() {
        return Err(Reply::KindChangeByHand(change).into());
    }
    let plan = NewPlan {
        conversation: context.conversation(),
        message_id: &context.message.id,
        asked_by,
        items: &serde_json::to_string(&change).expect("a word can be written"),
        made_at: context.now(),
    };
    let number = context.store().open_plan(plan).await?;
    Ok(Outcome::answered(Reply::KindChangeProposed { number, change }))
}

/// The change that a plan is for, if it is for one.
pub(super) fn planned(plan: &Plan) -> Option<KindChange> {
    serde_json::from_str(&plan.items).ok()
}

/// Carries it out.
pub(super) async fn confirm(
    context: Context<'_>,
    plan: &Plan,
    change: KindChange,
) -> Result<Outcome, Stop> {
    let sender = context.known_sender()?;
    demand_other_kind(&context, change).await?;
    let permit = owner_permit(&context, change).await?;
    let is_owner = permit == Permit::Governing;
    if !is_owner && plan.asked_by != *sender {
        return Err(Reply::OwnerOnly { change, problem: None }.into());
    }
    let (conversation, turn) = (context.conversation(), context.turn().await?);
    let changed = context.groups().kinds.change(conversation, sender, change, turn).await;
    let confirms = Confirmation { conversation: conversation.clone(), number: plan.number };
    let error = match changed {
        Ok(()) => return Ok(done(&context, change, confirms)),
        Err(KindError::NoTemplate) => return Err(Reply::KindChangeByHand(change).into()),
        Err(KindError::Call(CallError::Later(setback))) => return Err(setback.into()),
        Err(KindError::Call(CallError::Refused(error))) => error,
    };
    if is_of_the_owner(&error, is_owner) {
        warn!(message.id = %context.message.id, error = chain(&error), "DingTalk did not take the sender for the owner");
        let reply = Reply::OwnerOnly { change, problem: Some(error.problem()) };
        let outcome = Outcome::without_success(ended_by(&error), reply);
        return Ok(Outcome { confirms: Some(confirms), ..outcome });
    }
    let error = context.calls().settled(error, context.attempt.number)?;
    warn!(message.id = %context.message.id, error = chain(&error), "DingTalk did not change the group's kind");
    Ok(Outcome::without_success(ended_by(&error), Reply::Failed(error.problem())))
}

/// With the decision on record, who made it and when.
fn done(context: &Context<'_>, change: KindChange, confirms: Confirmation) -> Outcome {
    let change = Change::Adopted(change == KindChange::Adopt);
    let (name, subject, value) = change.to_row();
    let rule = context.sender().map(|sender| RuleChange {
        conversation: context.conversation().clone(),
        name,
        subject,
        value,
        asked_by: sender.clone(),
        asked_at: context.attempt.asked_at,
    });
    Outcome {
        rules: rule.into_iter().collect(),
        confirms: Some(confirms),
        ..Outcome::applied(Reply::Changed(change))
    }
}

/// Demands that there is something to change.
async fn demand_other_kind(context: &Context<'_>, change: KindChange) -> Result<(), Stop> {
    let known = context.group().await?;
    match change {
        KindChange::Adopt => {
            let (bindings, turn) = (&context.groups().bindings, context.turn().await?);
            let route = bindings.route(context.conversation(), known, turn).await?;
            if route.leads_there() { Err(Reply::Bound.into()) } else { Ok(()) }
        }
        KindChange::Release => {
            let is_scene = known.is_some_and(|group| matches!(group.is_scene, Some((true, _))));
            if is_scene { Ok(()) } else { Err(Reply::NotAdopted.into()) }
        }
    }
}

/// Whether DingTalk refuses because of who asks. By which number it does, no document says; where
/// nobody knows the owner, whatever says nothing else is taken for it.
fn is_of_the_owner(error: &DingTalkError, is_owner: bool) -> bool {
    if error.key == OWNER_ONLY {
        return true;
    }
    let is_vague = OF_THE_OWNER_PERHAPS.contains(&error.code.as_str())
        || matches!(error.class, Class::UserInput | Class::Bug | Class::Other);
    !is_owner && is_vague && !NOT_OF_THE_OWNER.contains(&error.key)
}
