//! How far a plan is, told when it has come so far.

use super::context::Context;
use super::outcome::{FollowUp, Outcome, Stop};
use super::task::{Report, Task};
use crate::calls::Setback;
use crate::dingtalk::{Api, DingTalkError};
use crate::domain::{Failure, FailureReason, PlanEnd, Reply, Timestamp};
use crate::store::{JobOutcome, PlanOutcome};

/// After how many names the group hears how far it is.
pub(super) const REPORT_EVERY: u64 = 50;

/// In a lane of the plan's own.
pub(super) fn job_of(report: Report, due: Timestamp) -> Option<FollowUp> {
    let id = format!("plan-{}-report-{}", report.plan_id, report.after);
    let lane = format!("plan-{}", report.plan_id);
    let id = crate::domain::MessageId::parse(&id)?;
    let task = Task::Report(report);
    Some(FollowUp { id, task, member: None, lane, plan_id: None, due, may_answer: true })
}

pub(super) async fn report(context: Context<'_>, report: &Report) -> Result<Outcome, Stop> {
    let Report { plan_id, number, total, after } = *report;
    let progress = context.store().plan_progress(plan_id).await?;
    let done = total.saturating_sub(progress.open);
    if progress.open == 0 {
        return Ok(Outcome::applied(end(&context, number, progress.ended).await?));
    }
    let now = context.now();
    if done < after {
        return Err(Setback::NotYet(now.plus(context.settings().first_pause)).into());
    }
    let next = Report { after: done - done % REPORT_EVERY + REPORT_EVERY, ..report.clone() };
    let mut outcome = Outcome::answered(Reply::PlanProgress { number, done, total });
    outcome.follow_ups.extend(job_of(next, now));
    Ok(outcome)
}

async fn end(context: &Context<'_>, number: u32, ended: Vec<PlanOutcome>) -> Result<Reply, Stop> {
    let mut end = PlanEnd { number, renamed: 0, failures: Vec::new() };
    for outcome in ended {
        if outcome.outcome == JobOutcome::Applied.as_str() {
            end.renamed += outcome.count;
        } else {
            end.failures.push(failure(context, outcome).await?);
        }
    }
    Ok(Reply::PlanDone(Box::new(end)))
}

async fn failure(context: &Context<'_>, outcome: PlanOutcome) -> Result<Failure, Stop> {
    let reason = match (outcome.outcome.as_str(), &outcome.code) {
        (_, Some(code)) => {
            let error = DingTalkError::of_code(Api::UpdateGroupNick, code);
            FailureReason::Refused(error.problem())
        }
        ("superseded", None) => FailureReason::Superseded,
        ("expired", None) => FailureReason::Expired,
        (_, None) => FailureReason::GivenUp,
    };
    let names = &context.groups().names;
    let people = names.all_to_show(context.conversation(), &outcome.user_ids).await?;
    Ok(Failure { reason, count: outcome.count, people })
}
