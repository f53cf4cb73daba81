//! `/nick apply` and `/nick confirm N`: everybody's name put right, after a look at what that
//! changes and costs. Each name is a job of its own, so that a restart goes on where it was, and
//! one more job tells how far it is.

use std::collections::HashMap;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use tracing::{error, info};

use super::attempt::Done;
use super::case::Case;
use super::check::NAMES_TOLD;
use super::directory::facts;
use super::give::Name;
use super::task::{Task, follow_up};
use super::{Bot, Setback, problem};
use crate::dingtalk::{Api, DingTalkError};
use crate::domain::{
    Failure, FailureReason, Filling, Nickname, PlanEnd, Proposal, Reply, Timestamp, UserId,
};
use crate::store::{Confirmed, FollowUp, JobOutcome, NewPlan, Plan, PlanOutcome};

/// How long a plan can be confirmed; names change meanwhile.
const PLAN_LIFE: Duration = Duration::from_secs(30 * 60);

/// After how many names the group hears how far it is.
const REPORT_EVERY: u64 = 50;

/// A name of a plan, as it is kept.
#[derive(Serialize, Deserialize)]
struct Planned {
    user_id: UserId,
    name: Nickname,
}

/// One name of a plan, to be given.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Item {
    user_id: UserId,
    name: Nickname,
    /// When the plan was made: who asked for another name since then keeps that.
    pub asked_at: Timestamp,
}

/// How far a plan is, to be told.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Report {
    plan_id: i64,
    number: u32,
    total: u64,
    /// Once so many names are done, or all.
    after: u64,
}

impl Bot {
    /// Computes whose name changes to what, and asks.
    pub(super) async fn propose(&self, case: Case<'_>) -> Result<Done, Setback> {
        let (format, members) = match self.format_and_roster(&case).await? {
            Ok(found) => found,
            Err(reply) => return Ok(Done::answered(reply)),
        };
        let Some(asked_by) = case.sender() else {
            return Ok(Done::answered(Reply::SenderOutside));
        };
        let standings = self.standings(&case, members).await?;
        let (fitting, misfits): (Vec<_>, Vec<_>) = standings
            .into_iter()
            .partition(|it| it.name.as_ref().is_some_and(|name| format.fits(name)));
        let ids: Vec<UserId> = misfits.iter().map(|misfit| misfit.user_id.clone()).collect();
        let entries = self.look_up_all(&ids, format.needs_dept(), case.attempt).await?;
        let entries: HashMap<_, _> =
            entries.into_iter().map(|entry| (entry.user_id.clone(), entry)).collect();
        let mut plan = Vec::new();
        let mut first = Vec::new();
        let mut incomplete = Vec::new();
        for misfit in misfits {
            let entry = entries.get(&misfit.user_id);
            let present = misfit.name.as_ref();
            let shown = present
                .map(ToString::to_string)
                .or_else(|| entry.map(|entry| entry.name.clone()))
                .unwrap_or_else(|| misfit.user_id.to_string());
            match format.fill(None, present, &facts(entry)) {
                Filling::Name(name) => {
                    if first.len() < NAMES_TOLD {
                        first.push((shown, name.clone()));
                    }
                    plan.push(Planned { user_id: misfit.user_id, name });
                }
                Filling::Missing(_) | Filling::Misfit(_) | Filling::Refused(_) => {
                    incomplete.push(shown);
                }
            }
        }
        if plan.is_empty()
            && let Some(problem) = self.silence_on(asked_by)
        {
            return Ok(Done::answered(Reply::Failed(problem)));
        }
        self.write_calls_down().await?;
        let number = if plan.is_empty() {
            None
        } else {
            let items = serde_json::to_string(&plan).expect("texts can be written");
            let new = NewPlan {
                conversation: case.conversation(),
                message_id: &case.message.id,
                asked_by,
                items: &items,
                made_at: self.clock.now(),
            };
            Some(self.store.open_plan(new).await?)
        };
        let more_incomplete = incomplete.len().saturating_sub(NAMES_TOLD) as u64;
        incomplete.truncate(NAMES_TOLD);
        Ok(Done::answered(Reply::Proposed(Box::new(Proposal {
            number,
            count: plan.len() as u64,
            first,
            fitting: fitting.len() as u64,
            incomplete,
            more_incomplete,
            calls: self.calls.now(self.clock.now()),
        }))))
    }

    /// Begins to carry a plan out.
    pub(super) async fn confirm(&self, case: Case<'_>, number: u32) -> Result<Done, Setback> {
        if let Err(reply) = self.governs(&case).await? {
            return Ok(Done::answered(reply));
        }
        let conversation = case.conversation();
        let lease = &case.attempt.lease;
        let now = self.clock.now();
        match self.store.plan(conversation, number).await? {
            None => return Ok(Done::answered(Reply::PlanUnknown(number))),
            Some((plan, false)) => {
                let format = case.format();
                let fits = |it: &Planned| format.as_ref().is_some_and(|f| f.fits(&it.name));
                let planned: Vec<Planned> = serde_json::from_str(&plan.items).unwrap_or_default();
                if now.since(plan.made_at) > PLAN_LIFE || !planned.iter().all(fits) {
                    return Ok(Done::answered(Reply::PlanTooOld(number)));
                }
            }
            Some(_) => {}
        }
        let confirmed = self.store.confirm_plan(conversation, number, lease, now).await?;
        let plan = match confirmed {
            Confirmed::Now(plan) => plan,
            Confirmed::Before(_) => {
                return Ok(Done::answered(Reply::PlanConfirmedBefore(number)));
            }
            Confirmed::Unknown => return Ok(Done::answered(Reply::PlanUnknown(number))),
        };
        let Ok(items) = serde_json::from_str::<Vec<Planned>>(&plan.items) else {
            error!(plan = plan.id, "the kept plan cannot be read");
            return Ok(Done::answered(Reply::GivenUp));
        };
        let total = items.len() as u64;
        info!(conversation.id = %conversation, plan = plan.id, names = total, "carries a plan out");
        let mut done = Done::ignored();
        done.outcome = JobOutcome::Applied;
        // The end of a short one is the answer.
        done.reply = (total > REPORT_EVERY).then_some(Reply::PlanBegun { number, count: total });
        done.follow_ups = self.jobs_of(&case, &plan, items, now);
        let report = Report { plan_id: plan.id, number, total, after: REPORT_EVERY };
        let due = now.plus(self.apart(total.min(REPORT_EVERY)));
        done.follow_ups.extend(self.job_of_report(&case, report, due));
        Ok(done)
    }

    /// A job for each name, as far apart as calls may be: so there is room for others between
    /// them.
    fn jobs_of(
        &self,
        case: &Case<'_>,
        plan: &Plan,
        items: Vec<Planned>,
        now: Timestamp,
    ) -> Vec<FollowUp> {
        // They say nothing, so they need not be able to.
        let mut message = case.message.clone();
        message.reply_session = None;
        let jobs = items.into_iter().zip(0..).filter_map(|(planned, place)| {
            let Planned { user_id, name } = planned;
            let id = format!("plan-{}-{user_id}", plan.id);
            let lane = user_id.clone();
            let task = Task::Item(Item { user_id, name, asked_at: plan.made_at });
            let due = now.plus(self.apart(place));
            let mut job = follow_up(&id, &message, task, &lane, due)?;
            job.plan_id = Some(plan.id);
            Some(job)
        });
        jobs.collect()
    }

    /// How long so many calls take.
    fn apart(&self, calls: u64) -> Duration {
        let spacing = self.gate.spacing().unwrap_or_default();
        spacing.saturating_mul(u32::try_from(calls).unwrap_or(u32::MAX))
    }

    fn job_of_report(&self, case: &Case<'_>, report: Report, due: Timestamp) -> Option<FollowUp> {
        let id = format!("plan-{}-report-{}", report.plan_id, report.after);
        let lane = UserId::parse(&format!("plan-{}", report.plan_id))?;
        follow_up(&id, case.message, Task::Report(report), &lane, due)
    }

    /// Gives one name of a plan.
    pub(super) async fn give_item(&self, case: Case<'_>, item: &Item) -> Result<Done, Setback> {
        let name = Name { name: item.name.clone(), undoes: None };
        // The group may have changed its mind while the plan is under way.
        if case.format().is_none_or(|format| !format.fits(&item.name)) {
            return Ok(Done::superseded());
        }
        Ok(self.give(&case, &item.user_id, &name).await?.untold())
    }

    /// Tells how far a plan is, when it has come so far.
    pub(super) async fn report_plan(
        &self,
        case: Case<'_>,
        report: &Report,
    ) -> Result<Done, Setback> {
        let Report { plan_id, number, total, after } = *report;
        let progress = self.store.plan_progress(plan_id).await?;
        let done_so_far = total.saturating_sub(progress.open);
        if progress.open == 0 {
            let mut end = PlanEnd { number, renamed: 0, failures: Vec::new() };
            for outcome in progress.ended {
                if outcome.outcome == JobOutcome::Applied.as_str() {
                    end.renamed += outcome.count;
                } else {
                    end.failures.push(self.failure(&case, outcome).await?);
                }
            }
            return Ok(Done::applied(Reply::PlanDone(Box::new(end))));
        }
        let now = self.clock.now();
        if done_so_far < after {
            return Err(Setback::NotYet(now.plus(self.settings.first_pause)));
        }
        let next =
            Report { after: done_so_far - done_so_far % REPORT_EVERY + REPORT_EVERY, ..*report };
        let mut done = Done::answered(Reply::PlanProgress { number, done: done_so_far, total });
        done.follow_ups.extend(self.job_of_report(&case, next, now));
        Ok(done)
    }

    async fn failure(&self, case: &Case<'_>, outcome: PlanOutcome) -> Result<Failure, Setback> {
        let reason = match (outcome.outcome.as_str(), &outcome.code) {
            (_, Some(code)) => {
                FailureReason::Refused(problem(&DingTalkError::of_code(Api::UpdateGroupNick, code)))
            }
            ("superseded", None) => FailureReason::Superseded,
            ("expired", None) => FailureReason::Expired,
            (_, None) => FailureReason::GivenUp,
        };
        let mut people = Vec::with_capacity(outcome.user_ids.len());
        for user_id in &outcome.user_ids {
            people.push(self.name_of(case, user_id).await?);
        }
        Ok(Failure { reason, count: outcome.count, people })
    }
}
