//! A plan of the shell: names that are given together, each by a job of its own, as many a day as
//! there is room for. The rest waits for the next day that has room, when the plan goes on.

use std::collections::HashSet;

use tracing::info;

use super::context::{Context, Services};
use super::outcome::{FollowUp, Outcome, Stop};
use super::task::{GoOn, Ordered, Planned, Task};
use crate::domain::{
    Budget, ConversationId, IncomingMessage, MessageId, Spread, Timestamp, UserId,
};
use crate::store::{JobOutcome, Plan, Scope, StoreError};

/// Who asks for what is ordered, and decides at the shell: no member, and nobody's userid.
pub const OPERATOR: &str = "operator@shell";

/// When a plan that could not go on is tried once more.
const TRY_AGAIN: std::time::Duration = std::time::Duration::from_secs(3600);

/// Names that are given together.
#[derive(Clone, Debug)]
pub struct OrderedPlan {
    /// Its number in its group.
    pub number: u32,
    /// The names.
    pub names: Vec<Planned>,
    /// What the plans of one command are known by together; none where a version before this one
    /// wrote it.
    pub run: Option<String>,
    pub(crate) id: i64,
    conversation: ConversationId,
    made_at: Timestamp,
}

impl OrderedPlan {
    /// A kept plan, if it is one of names.
    #[must_use]
    pub fn read(conversation: &ConversationId, plan: &Plan) -> Option<Self> {
        let names = serde_json::from_str(&plan.items).ok()?;
        let Plan { id, number, made_at, .. } = *plan;
        let run = plan.message_id.as_str().rsplit('-').next()?.split_once('.');
        let run = run.map(|(run, _)| run.to_owned());
        Some(Self { number, names, run, id, conversation: conversation.clone(), made_at })
    }

    /// The group.
    #[must_use]
    pub fn conversation(&self) -> &ConversationId {
        &self.conversation
    }

    /// When it was made.
    #[must_use]
    pub fn made_at(&self) -> Timestamp {
        self.made_at
    }

    /// The jobs of its names, in their order.
    #[must_use]
    pub fn jobs(&self) -> Vec<MessageId> {
        self.names.iter().filter_map(|planned| self.job_of(&planned.user_id)).collect()
    }

    /// The jobs of those names that were done, or tried.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn done(&self, store: &Scope) -> Result<HashSet<MessageId>, StoreError> {
        let ended = store.ends_of(&self.jobs()).await?.into_iter().map(|end| end.message_id);
        let tried = store.plan_tried(self.id).await?;
        Ok(ended.chain(tried.iter().filter_map(|user_id| self.job_of(user_id))).collect())
    }

    fn job_of(&self, user_id: &UserId) -> Option<MessageId> {
        MessageId::parse(&format!("plan-{}-{user_id}", self.id))
    }
}

/// The names of one plan, by when they are given.
#[derive(Debug, Default)]
pub struct Share {
    /// What is done now, and the job with which the plan goes on.
    pub follow_ups: Vec<FollowUp>,
    /// The jobs of today's names.
    pub today: Vec<MessageId>,
    /// The jobs of the others, each with its day.
    pub later: Vec<(MessageId, String)>,
    /// How many there is no room for within a year.
    pub never: usize,
}

/// Days with room for names, dealt out to one plan after the other.
pub struct Shares {
    now: Timestamp,
    spread: Spread,
    spacing: std::time::Duration,
    /// All at once, whatever there is room for.
    at_once: bool,
    /// How many names are placed now.
    placed: u32,
}

impl Shares {
    /// What the month but for its reserve has room for beside all other plans that are under way:
    /// what owner and admins decide in the chat is outside of the group's day.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn of_month(services: &Services) -> Result<Self, StoreError> {
        let mut shares = Self::beside_others(services, &[], false).await?;
        shares.spread.leave_days_out();
        Ok(shares)
    }

    /// What the day and the month have room for beside all other plans that are under way.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn beside_others(
        services: &Services,
        plans: &[&OrderedPlan],
        at_once: bool,
    ) -> Result<Self, StoreError> {
        let now = services.clock.now();
        let (store, calls) = (&services.store, &services.calls);
        calls.allowance().write_down(now).await?;
        let daily = calls.daily_caps();
        let (group_daily, time_zone) = (daily.group, daily.time_zone.clone());
        let month = calls.allowance().calls(now);
        let mut spread = Spread::new(Budget { group_daily, month, time_zone }, now);
        for (group, count) in store.renamed_since(spread.today_began()).await? {
            spread.given_today(&group, count);
        }
        let ours: HashSet<i64> = plans.iter().map(|plan| plan.id).collect();
        for (plan_id, group, at) in store.open_plan_jobs().await? {
            if !ours.contains(&plan_id) {
                spread.promised(&group, at);
            }
        }
        let spacing = calls.spacing().unwrap_or_default();
        Ok(Self { now, spread, spacing, at_once, placed: 0 })
    }

    /// How many of so many names of a group can be given today.
    pub fn today(&mut self, group: &ConversationId, count: usize) -> usize {
        let days = self.forecast(group, count).into_iter();
        let today = days.filter(|(day, _)| day.as_ref().is_some_and(|day| day.is_today));
        today.map(|(_, count)| count).sum()
    }

    /// How many of so many names of a group are given on which day; none stands for never.
    pub fn forecast(&mut self, group: &ConversationId, count: usize) -> Vec<(Option<Day>, usize)> {
        let mut days: Vec<(Option<Day>, usize)> = Vec::new();
        for _ in 0..count {
            let day = self.place(group);
            match days.last_mut() {
                Some((last, count)) if *last == day => *count += 1,
                _ => days.push((day, 1)),
            }
        }
        days
    }

    /// The jobs for those names of a plan that are left: as far apart as calls may be, so that
    /// there is room for others between them.
    pub fn of<'p>(
        &mut self,
        plan: &'p OrderedPlan,
        left: impl IntoIterator<Item = &'p Planned>,
    ) -> Share {
        let mut share = Share::default();
        let mut goes_on: Option<Timestamp> = None;
        for planned in left {
            let Some(id) = plan.job_of(&planned.user_id) else { continue };
            match self.place(&plan.conversation) {
                None => share.never += 1,
                Some(day) if day.begin > self.now => {
                    goes_on.get_or_insert(day.begin);
                    share.later.push((id, day.date));
                }
                Some(_) => {
                    let due = self.now.plus(self.spacing.saturating_mul(self.placed));
                    self.placed += 1;
                    share.follow_ups.extend(name_of(plan, planned, id.clone(), due));
                    share.today.push(id);
                }
            }
        }
        share.follow_ups.extend(goes_on.and_then(|due| go_on_at(plan, due)));
        share
    }

    fn place(&mut self, group: &ConversationId) -> Option<Day> {
        let begin = if self.at_once { Some(self.now) } else { self.spread.place(group) }?;
        Some(Day { begin, date: self.spread.date(begin), is_today: begin <= self.now })
    }
}

/// A day on which names are given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Day {
    /// When it begins; today, now.
    pub begin: Timestamp,
    /// Its date.
    pub date: String,
    /// Whether it is today.
    pub is_today: bool,
}

fn name_of(
    plan: &OrderedPlan,
    planned: &Planned,
    id: MessageId,
    due: Timestamp,
) -> Option<FollowUp> {
    let Planned { user_id, name, undoes } = planned.clone();
    let lane = user_id.to_string();
    let task = Task::Ordered(Ordered { user_id, name, asked_at: plan.made_at, undoes });
    of_operator(plan, id, lane, task, due)
}

/// In a lane of its own: nobody's other names wait for it.
fn go_on_at(plan: &OrderedPlan, due: Timestamp) -> Option<FollowUp> {
    let id = MessageId::parse(&format!("plan-{}-on-{due}", plan.id))?;
    let task = Task::GoOn(GoOn { number: plan.number });
    of_operator(plan, id, format!("plan-{}", plan.id), task, due)
}

/// Nobody in the group asked.
fn of_operator(
    plan: &OrderedPlan,
    id: MessageId,
    lane: String,
    task: Task,
    due: Timestamp,
) -> Option<FollowUp> {
    let (member, plan_id) = (Some(UserId::parse(OPERATOR)?), Some(plan.id));
    Some(FollowUp { id, task, member, lane, plan_id, due, may_answer: false })
}

/// The day of the next share has come.
pub(super) async fn go_on(context: Context<'_>, go_on: &GoOn) -> Result<Outcome, Stop> {
    let (store, conversation) = (context.store(), context.conversation());
    let plan = store.plan(conversation, go_on.number).await?;
    let plan = plan.and_then(|(plan, _)| OrderedPlan::read(conversation, &plan));
    let Some(plan) = plan else {
        return Ok(Outcome::ignored());
    };
    let jobs = plan.jobs();
    let mut begun = plan.done(store).await?;
    begun.extend(store.open_of(&jobs).await?);
    let mut shares = Shares::beside_others(context.services, &[], false).await?;
    let left = plan.names.iter().zip(&jobs).filter(|(_, job)| !begun.contains(*job));
    let share = shares.of(&plan, left.map(|(planned, _)| planned));
    let names = share.today.len();
    info!(conversation.id = %conversation, plan = plan.id, names, "a plan goes on");
    Ok(Outcome { outcome: JobOutcome::Applied, follow_ups: share.follow_ups, ..Outcome::default() })
}

/// The same a little later, where it could not go on.
pub(super) fn after_failure(
    services: &Services,
    message: &IncomingMessage,
    go_on: &GoOn,
) -> Option<FollowUp> {
    let due = services.clock.now().plus(TRY_AGAIN);
    Some(FollowUp {
        id: MessageId::parse(&format!("go-on-{}-{}-{due}", go_on.number, message.conversation))?,
        task: Task::GoOn(go_on.clone()),
        member: message.sender.person.user_id.clone(),
        lane: format!("go-on {}", go_on.number),
        plan_id: None,
        due,
        may_answer: false,
    })
}
