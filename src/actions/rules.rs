//! `/nick allow`, `trust`, `lock`, `exempt`, `lookalikes`, `reserved`, `approval`: a rule of the group,
//! changed.

use super::context::Context;
use super::outcome::{Outcome, Stop};
use super::permit::demand_governor;
use crate::domain::{Change, Person, Reply, UserId};
use crate::store::RuleChange;

pub(super) async fn change(context: Context<'_>, change: Change) -> Result<Outcome, Stop> {
    demand_governor(&context).await?;
    let (name, subject, value) = change.to_row();
    let rule = RuleChange {
        conversation: context.conversation().clone(),
        name,
        subject,
        value,
        asked_by: context.known_sender()?.clone(),
        asked_at: context.attempt.asked_at,
    };
    Ok(Outcome { rules: vec![rule], ..Outcome::applied(Reply::Changed(change)) })
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
