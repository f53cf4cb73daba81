//! Orders: names that the operator asks for at the shell. They are kept as jobs beside the
//! messages, in the lanes of those whose names they are, and carried out by whoever works the
//! queue. What came of one is kept with its job, for whoever asks after it.

use std::collections::{HashMap, HashSet};
use std::time::Duration;

use super::answer::Answer;
use super::handler::JobHandler;
use super::job;
use super::people::{self, LOCALE, Look, People, PeopleError, say};
use crate::actions::{self, Day, OPERATOR, Ordered, OrderedPlan, Planned, Shares, Task};
use crate::domain::{Calls, ConversationId, MessageId, Nickname, Note, Reply, Timestamp, UserId};
use crate::i18n::Words;
use crate::queue::Shared;
use crate::store::{FollowUp, JobEnd, NewPlan, Scope, StoreError};

/// How long a plan that was stopped can be gone on with, and how long one that waits for a day with
/// room.
const GOES_ON_FOR: Duration = Duration::from_secs(24 * 3600);
const WAITS_FOR: Duration = Duration::from_secs(100 * 24 * 3600);

/// What was begun of plans.
#[derive(Debug, Default)]
pub struct Begun {
    /// The jobs of today's names.
    pub today: Vec<MessageId>,
    /// The jobs of those that have no room today, and the day of each.
    pub later: HashMap<MessageId, String>,
    /// The jobs of those that were done so long ago that no more is known of them.
    pub before: HashSet<MessageId>,
}

/// What came of a name that was ordered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderEnd {
    /// How it ended.
    pub result: OrderResult,
    /// Remarks.
    pub notes: Vec<String>,
}

/// How it ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OrderResult {
    /// The name is set.
    Set {
        /// The name before, as far as it was known.
        old: Option<Nickname>,
        /// The name, in the group's shape.
        new: Nickname,
    },
    /// It was that name already.
    Same,
    /// It is not set, and why.
    NotSet(String),
}

impl OrderEnd {
    /// Whether the name is not set.
    #[must_use]
    pub fn has_failed(&self) -> bool {
        matches!(self.result, OrderResult::NotSet(_))
    }
}

/// What the operator orders at the shell.
#[derive(Clone, Copy)]
pub struct Orders<'a> {
    pub(super) handler: &'a JobHandler,
    pub(super) queue: &'a Shared,
}

impl Orders<'_> {
    /// Who is in a group, at the cost of one call at most, and what the directory says of them, as
    /// far as it is asked, which is free.
    ///
    /// # Errors
    /// When the group cannot be reached, or nobody answers.
    pub async fn people(
        &self,
        conversation: &ConversationId,
        asked_about: &[UserId],
        directory: Look,
    ) -> Result<People, PeopleError> {
        people::of(self.handler, conversation, asked_about, directory).await
    }

    /// Has one name given. Returns the job that does it.
    ///
    /// # Errors
    /// When the store does not answer: then it is not known to be kept.
    pub async fn order(
        &self,
        conversation: &ConversationId,
        planned: Planned,
    ) -> Result<Option<MessageId>, StoreError> {
        let (now, lane) = (self.now(), planned.user_id.to_string());
        let id = MessageId::parse(&format!("order-{}", uuid::Uuid::new_v4().simple()));
        let (Some(id), Some(operator)) = (id, UserId::parse(OPERATOR)) else { return Ok(None) };
        let Planned { user_id, name, undoes } = planned;
        let next = actions::FollowUp {
            id: id.clone(),
            lane,
            task: Task::Ordered(Ordered { user_id, name, asked_at: now, undoes }),
            member: Some(operator),
            plan_id: None,
            due: now,
            // Nobody in the group asked.
            may_answer: false,
        };
        self.scope().begin_jobs(&[self.job_for(conversation, next)]).await?;
        self.queue.begun(1);
        Ok(Some(id))
    }

    /// A name for the plans of one command together.
    #[must_use]
    pub fn new_run() -> String {
        let id = uuid::Uuid::new_v4().simple().to_string();
        format!("r{}", &id[..7])
    }

    /// Writes down names to be given together, which are known by `key`: asked for with the same
    /// key, a plan that was stopped goes on. `run` names the plans of one command together, and
    /// `place` is this one's among them.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn make_plan(
        &self,
        conversation: &ConversationId,
        key: &str,
        (run, place): (&str, usize),
        names: Vec<Planned>,
    ) -> Result<Option<OrderedPlan>, StoreError> {
        let made_at = self.now();
        let id = MessageId::parse(&format!("{}{run}.{place}", prefix(key)));
        let (Some(id), Some(operator)) = (id, UserId::parse(OPERATOR)) else { return Ok(None) };
        let items = serde_json::to_string(&names).expect("texts can be written");
        let (message_id, asked_by) = (&id, &operator);
        let plan = NewPlan { conversation, message_id, asked_by, items: &items, made_at };
        let number = self.scope().open_plan(plan).await?;
        let plan = self.scope().plan(conversation, number).await?;
        Ok(plan.and_then(|(plan, _)| OrderedPlan::read(conversation, &plan)))
    }

    /// A plan of the same key, of the last day or one that waits for its day, of which something is
    /// left to do; and how many of its names are done.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn plan_to_go_on_with(
        &self,
        conversation: &ConversationId,
        key: &str,
    ) -> Result<Option<(OrderedPlan, usize)>, StoreError> {
        let since = self.now().minus(WAITS_FOR);
        let plan = self.scope().plan_begun(conversation, &prefix(key), since).await?;
        let Some(plan) = plan.and_then(|plan| OrderedPlan::read(conversation, &plan)) else {
            return Ok(None);
        };
        let is_old = plan.made_at() < self.now().minus(GOES_ON_FOR);
        if is_old && !self.scope().plan_is_open(plan.id).await? {
            return Ok(None);
        }
        let done = plan.done(self.scope()).await?.len();
        Ok((done < plan.names.len()).then_some((plan, done)))
    }

    /// How many of so many names of each group can be given on which day.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn forecast(
        &self,
        groups: &[(&ConversationId, usize)],
        going_on: &[&OrderedPlan],
        at_once: bool,
    ) -> Result<Vec<Vec<(Option<Day>, usize)>>, StoreError> {
        let services = self.handler.services();
        let mut shares = Shares::beside_others(services, going_on, at_once).await?;
        Ok(groups.iter().map(|(group, count)| shares.forecast(group, *count)).collect())
    }

    /// Begins plans, or goes on with them: a job for each name that today has room for, and one that
    /// goes on when another day has room.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn begin(&self, plans: &[&OrderedPlan], at_once: bool) -> Result<Begun, StoreError> {
        let (services, now) = (self.handler.services(), self.now());
        let mut shares = Shares::beside_others(services, plans, at_once).await?;
        let mut begun = Begun::default();
        let mut jobs = Vec::new();
        for plan in plans {
            let ids = plan.jobs();
            let done = plan.done(self.scope()).await?;
            let left = plan.names.iter().zip(&ids).filter(|(_, id)| !done.contains(*id));
            let share = shares.of(plan, left.map(|(planned, _)| planned));
            // What has ended is told as well, as long as it is known how.
            let ended = self.scope().ends_of(&ids).await?.into_iter().map(|end| end.message_id);
            let ended: HashSet<MessageId> = ended.collect();
            begun.before.extend(done.into_iter().filter(|id| !ended.contains(id)));
            begun.today.extend(ended);
            begun.today.extend(share.today);
            begun.later.extend(share.later);
            let follow_ups = share.follow_ups.into_iter();
            let of_store = follow_ups.map(|next| self.job_for(plan.conversation(), next));
            jobs.push((plan.id, of_store.collect::<Vec<FollowUp>>()));
        }
        self.scope().begin_plans(&jobs, now).await?;
        self.queue.begun(jobs.iter().map(|(_, jobs)| jobs.len()).sum());
        Ok(begun)
    }

    /// Takes back those of these orders that nobody has begun, and what waits for its day; a plan can
    /// be gone on with.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn take_back(
        &self,
        jobs: &[MessageId],
        plans: &[&OrderedPlan],
    ) -> Result<(), StoreError> {
        let plans: Vec<i64> = plans.iter().map(|plan| plan.id).collect();
        self.scope().take_jobs_back(jobs, self.now()).await?;
        self.scope().take_plans_back(&plans, self.now()).await
    }

    /// What the month has.
    #[must_use]
    pub fn month(&self) -> Calls {
        self.handler.services().calls.allowance().calls(self.now())
    }

    /// Those of these orders that have begun, or wait, and have not ended.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn open_orders(&self, jobs: &[MessageId]) -> Result<Vec<MessageId>, StoreError> {
        self.scope().open_of(jobs).await
    }

    /// What came of those of these orders that have ended.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn ends(
        &self,
        jobs: &[MessageId],
    ) -> Result<HashMap<MessageId, OrderEnd>, StoreError> {
        let words = Words::new();
        let ends = self.scope().ends_of(jobs).await?.into_iter();
        Ok(ends.map(|end| (end.message_id.clone(), read_end(&words, &end))).collect())
    }

    fn now(&self) -> Timestamp {
        self.handler.services().clock.now()
    }

    fn scope(&self) -> &Scope {
        &self.handler.services().store
    }

    fn job_for(&self, conversation: &ConversationId, next: actions::FollowUp) -> FollowUp {
        let (id, due, member) = (next.id.clone(), next.due, next.member.clone());
        let robot_code = self.scope().robot_code();
        let message = job::message_of_ours(robot_code, id, conversation.clone(), member, due);
        job::follow_up(&message, next)
    }
}

/// What the plans of a key are found by.
fn prefix(key: &str) -> String {
    format!("apply-{key}-")
}

fn read_end(words: &Words, end: &JobEnd) -> OrderEnd {
    let answer = end.told.as_deref().and_then(|told| serde_json::from_str::<Answer>(told).ok());
    let Some(answer) = answer else {
        let why = match end.outcome.as_str() {
            "superseded" => "a newer name was asked for",
            "unreadable" => "the bot that runs is of an older version, and cannot read it",
            _ => "it is not known what came of it",
        };
        return OrderEnd { result: OrderResult::NotSet(why.to_owned()), notes: Vec::new() };
    };
    let notes = answer.notes.iter().filter(|note| !matches!(note, Note::UndoHint { .. }));
    let notes = notes.map(|note| words.note(LOCALE, note)).collect();
    let result = match &answer.reply {
        Reply::Renamed { old, new, .. } => OrderResult::Set { old: old.clone(), new: new.clone() },
        Reply::Unchanged { .. } => OrderResult::Same,
        reply => OrderResult::NotSet(say(words, reply)),
    };
    OrderEnd { result, notes }
}
