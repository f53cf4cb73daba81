//! `/nick confirm N`: a plan is carried out. The group's kind is changed at once; names are given
//! each by a job of its own, so that a restart goes on where it was, and one more job tells how far
//! it is. Confirmation and jobs are one commit.

use std::time::Duration;

use tracing::{error, info};

use super::context::Context;
use super::kind;
use super::outcome::{FollowUp, Outcome, Stop};
use super::permit::demand_governor;
use super::plan_report::{REPORT_EVERY, job_of};
use super::task::{Item, Planned, Report, Task};
use crate::domain::Reply;
use crate::store::{Confirmation, JobOutcome, Plan};

/// How long a plan can be confirmed; names change meanwhile.
const PLAN_LIFE: Duration = Duration::from_secs(30 * 60);

pub(super) async fn confirm(context: Context<'_>, number: u32) -> Result<Outcome, Stop> {
    let conversation = context.conversation();
    let Some((plan, is_confirmed)) = context.store().plan(conversation, number).await? else {
        return Err(Reply::PlanUnknown(number).into());
    };
    let change = kind::planned(&plan);
    if change.is_none() {
        demand_governor(&context).await?;
    }
    if is_confirmed {
        return Err(Reply::PlanConfirmedBefore(number).into());
    }
    let is_old = context.now().since(plan.made_at) > PLAN_LIFE;
    match change {
        Some(change) if is_old => Err(Reply::KindChangeTooOld { number, change }.into()),
        Some(change) => kind::confirm(context, &plan, change).await,
        None if is_old => Err(Reply::PlanTooOld(number).into()),
        None => begin(context, &plan),
    }
}

/// Begins to give the names of a plan.
fn begin(context: Context<'_>, plan: &Plan) -> Result<Outcome, Stop> {
    let (conversation, number) = (context.conversation(), plan.number);
    let items = items(plan)?;
    let format = context.format();
    let fits = |it: &Planned| format.as_ref().is_some_and(|format| format.fits(&it.name));
    let now = context.now();
    if !items.iter().all(fits) {
        return Err(Reply::PlanTooOld(number).into());
    }
    let total = items.len() as u64;
    info!(conversation.id = %conversation, plan = plan.id, names = total, "a plan begins");
    let mut follow_ups = jobs_of(&context, plan, items);
    let report = Report { plan_id: plan.id, number, total, after: REPORT_EVERY };
    let due = now.plus(apart(&context, total.min(REPORT_EVERY)));
    follow_ups.extend(job_of(report, due));
    Ok(Outcome {
        outcome: JobOutcome::Applied,
        // The end of a short one is the answer.
        reply: (total > REPORT_EVERY).then_some(Reply::PlanBegun { number, count: total }),
        confirms: Some(Confirmation { conversation: conversation.clone(), number }),
        follow_ups,
        ..Outcome::default()
    })
}

fn items(plan: &Plan) -> Result<Vec<Planned>, Reply> {
    serde_json::from_str(&plan.items).map_err(|_| {
        error!(plan = plan.id, "a kept plan cannot be read; it is not carried out");
        Reply::Unreadable { code: "plan-unreadable".to_owned() }
    })
}

/// A job for each name, as far apart as calls may be: so there is room for others between them.
fn jobs_of(context: &Context<'_>, plan: &Plan, items: Vec<Planned>) -> Vec<FollowUp> {
    let now = context.now();
    let jobs = items.into_iter().zip(0..).filter_map(|(planned, place)| {
        let Planned { user_id, name, undoes: _ } = planned;
        let id = format!("plan-{}-{user_id}", plan.id);
        let member = user_id.clone();
        let task = Task::Item(Item { user_id, name, asked_at: plan.made_at });
        let due = now.plus(apart(context, place));
        let mut job = FollowUp::of(&id, task, &member, due)?;
        job.plan_id = Some(plan.id);
        // They say nothing, so they need not be able to.
        job.may_answer = false;
        Some(job)
    });
    jobs.collect()
}

/// How long so many calls take.
fn apart(context: &Context<'_>, calls: u64) -> Duration {
    let spacing = context.calls().spacing().unwrap_or_default();
    spacing.saturating_mul(u32::try_from(calls).unwrap_or(u32::MAX))
}
