//! `/nick allow`, `trust`, `lock`, `exempt`, `lookalikes`, `reserved`, `approval`: a rule of the group,
//! changed.
//!
//! A rule about names holds at once, and is told when what had begun before it has ended: nobody
//! reads that a name is locked, and sees it change after that.

use std::time::Duration;

use super::context::Context;
use super::outcome::{Outcome, Stop};
use super::permit::demand_governor;
use crate::calls::Setback;
use crate::domain::{Change, Concern, Person, Reply, UserId};
use crate::store::{Earlier, RuleChange, in_time, lane_of};

/// How long until it is looked again whether something is under way still.
const LOOK_AGAIN: Duration = Duration::from_millis(250);

pub(super) async fn change(context: Context<'_>, change: Change) -> Result<Outcome, Stop> {
    demand_governor(&context).await?;
    let rule = rule_change(&context, &change)?;
    let lane = match change.concern() {
        Concern::None => {
            return Ok(Outcome { rules: vec![rule], ..Outcome::applied(Reply::Changed(change)) });
        }
        Concern::Names => None,
        Concern::Name(member) => Some(lane_of(context.conversation(), member.as_str())),
    };
    decide(&context, &rule, lane.as_deref()).await?;
    Ok(Outcome::applied(Reply::Changed(change)))
}

/// What the sender decides, as it is written down.
pub(super) fn rule_change(context: &Context<'_>, change: &Change) -> Result<RuleChange, Reply> {
    let (name, subject, value) = change.to_row();
    Ok(RuleChange {
        conversation: context.conversation().clone(),
        name,
        subject,
        value,
        asked_by: context.known_sender()?.clone(),
        asked_at: context.attempt.asked_at,
    })
}

/// Has a rule about names hold, and waits for those that it came too late for: those of a lane, or
/// all of the group.
async fn decide(
    context: &Context<'_>,
    rule: &RuleChange,
    lane: Option<&str>,
) -> Result<(), Setback> {
    let (store, now, but) = (context.store(), context.now(), context.attempt.job_id);
    let decided_at = in_time(store.decide_once(rule, but, now)).await?;
    let (conversation, lease) = (context.conversation(), context.attempt.held_for);
    let earlier = Earlier { conversation, lane, but, decided_at, lease };
    match in_time(store.is_under_way(earlier, now)).await? {
        true => Err(Setback::NotYet(now.plus(LOOK_AGAIN))),
        false => Ok(()),
    }
}

/// Changes a rule about a member who was mentioned.
pub(super) async fn change_for(
    context: Context<'_>,
    person: &Person,
    about: impl FnOnce(UserId) -> Change,
) -> Result<Outcome, Stop> {
    match &person.user_id {
        Some(user_id) => change(context, about(user_id.clone())).await,
        None => Err(Reply::TargetOutside.into()),
    }
}
