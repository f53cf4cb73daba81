//! Orders: names that the operator asks for at the shell. They are kept as jobs beside the
//! messages, in the lanes of those whose names they are, and carried out by whoever works the
//! queue. What came of one is kept with its job, for whoever asks after it.

use std::collections::{HashMap, HashSet};
use std::time::Duration;

use super::answer::Answer;
use super::handler::JobHandler;
use super::job;
use super::people::{self, LOCALE, Look, People, PeopleError, say};
use crate::actions::{self, Ordered, Planned, Task};
use crate::domain::{ConversationId, MessageId, Nickname, Note, Reply, Timestamp, UserId};
use crate::i18n::Words;
use crate::queue::Shared;
use crate::store::{FollowUp, JobEnd, NewPlan, Plan, Scope, StoreError};

/// Who asks for what is ordered, and decides at the shell: no member, and nobody's userid.
pub const OPERATOR: &str = "operator@shell";

/// How long a plan that was stopped can be gone on with.
const GOES_ON_FOR: Duration = Duration::from_secs(24 * 3600);

/// Names that are given together.
#[derive(Clone, Debug)]
pub struct OrderedPlan {
    /// Its number in its group.
    pub number: u32,
    /// The names.
    pub names: Vec<Planned>,
    id: i64,
    conversation: ConversationId,
    made_at: Timestamp,
}

impl OrderedPlan {
    /// The group.
    #[must_use]
    pub fn conversation(&self) -> &ConversationId {
        &self.conversation
    }

    /// The jobs of its names, in their order.
    #[must_use]
    pub fn jobs(&self) -> Vec<MessageId> {
        self.names.iter().filter_map(|planned| self.job_of(&planned.user_id)).collect()
    }

    fn job_of(&self, user_id: &UserId) -> Option<MessageId> {
        MessageId::parse(&format!("plan-{}-{user_id}", self.id))
    }
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
        let now = self.now();
        let id = MessageId::parse(&format!("order-{}", uuid::Uuid::new_v4().simple()));
        let Some(id) = id else { return Ok(None) };
        let job = self.job_for(conversation, id.clone(), planned, None, now, now);
        self.scope().begin_jobs(&job.into_iter().collect::<Vec<_>>()).await?;
        self.queue.begun(1);
        Ok(Some(id))
    }

    /// Writes down names to be given together, which are known by `key`: asked for with the same
    /// key, a plan that was stopped goes on.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn make_plan(
        &self,
        conversation: &ConversationId,
        key: &str,
        names: Vec<Planned>,
    ) -> Result<Option<OrderedPlan>, StoreError> {
        let made_at = self.now();
        let id = MessageId::parse(&format!("{}{}", prefix(key), uuid::Uuid::new_v4().simple()));
        let (Some(id), Some(operator)) = (id, UserId::parse(OPERATOR)) else { return Ok(None) };
        let items = serde_json::to_string(&names).expect("texts can be written");
        let (message_id, asked_by) = (&id, &operator);
        let plan = NewPlan { conversation, message_id, asked_by, items: &items, made_at };
        let number = self.scope().open_plan(plan).await?;
        let plan = self.scope().plan(conversation, number).await?;
        Ok(plan.and_then(|(plan, _)| read_plan(conversation, &plan)))
    }

    /// A plan of the last day, of the same key, of which something is left to do; and how many of
    /// its names are done.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn plan_to_go_on_with(
        &self,
        conversation: &ConversationId,
        key: &str,
    ) -> Result<Option<(OrderedPlan, usize)>, StoreError> {
        let since = self.now().minus(GOES_ON_FOR);
        let plan = self.scope().plan_begun(conversation, &prefix(key), since).await?;
        let Some(plan) = plan.and_then(|plan| read_plan(conversation, &plan)) else {
            return Ok(None);
        };
        let ended = self.scope().ends_of(&plan.jobs()).await?.len();
        Ok((ended < plan.names.len()).then_some((plan, ended)))
    }

    /// Begins a plan, or goes on with it: a job for each name that is left, as far apart as calls
    /// may be, so that there is room for others between them.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn begin(&self, plan: &OrderedPlan) -> Result<(), StoreError> {
        let ended = self.scope().ends_of(&plan.jobs()).await?;
        let ended: HashSet<MessageId> = ended.into_iter().map(|end| end.message_id).collect();
        let (now, spacing) =
            (self.now(), self.handler.services().calls.spacing().unwrap_or_default());
        let left = plan.names.iter().filter_map(|planned| {
            let id = plan.job_of(&planned.user_id).filter(|id| !ended.contains(id))?;
            Some((id, planned.clone()))
        });
        let jobs = left.zip(0_u32..).filter_map(|((id, planned), place)| {
            let due = now.plus(spacing.saturating_mul(place));
            self.job_for(&plan.conversation, id, planned, Some(plan), plan.made_at, due)
        });
        let jobs: Vec<FollowUp> = jobs.collect();
        self.scope().begin_plan(plan.id, &jobs, now).await?;
        self.queue.begun(jobs.len());
        Ok(())
    }

    /// Takes back those of these orders that nobody has begun; a plan can be gone on with.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn take_back(&self, jobs: &[MessageId]) -> Result<(), StoreError> {
        self.scope().take_jobs_back(jobs, self.now()).await.map(|_| ())
    }

    /// How many paid calls the month has left.
    #[must_use]
    pub fn calls_left(&self) -> u64 {
        self.handler.services().calls.allowance().calls(self.now()).left()
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

    fn job_for(
        &self,
        conversation: &ConversationId,
        id: MessageId,
        planned: Planned,
        plan: Option<&OrderedPlan>,
        asked_at: Timestamp,
        due: Timestamp,
    ) -> Option<FollowUp> {
        let Planned { user_id, name, undoes } = planned;
        let operator = UserId::parse(OPERATOR)?;
        let next = actions::FollowUp {
            id: id.clone(),
            lane: user_id.to_string(),
            task: Task::Ordered(Ordered { user_id, name, asked_at, undoes }),
            member: Some(operator.clone()),
            plan_id: plan.map(|plan| plan.id),
            due,
            // Nobody in the group asked.
            may_answer: false,
        };
        let robot_code = self.scope().robot_code();
        let message =
            job::message_of_ours(robot_code, id, conversation.clone(), Some(operator), due);
        Some(job::follow_up(&message, next))
    }
}

/// What the plans of a key are found by.
fn prefix(key: &str) -> String {
    format!("apply-{key}-")
}

fn read_plan(conversation: &ConversationId, plan: &Plan) -> Option<OrderedPlan> {
    let names = serde_json::from_str(&plan.items).ok()?;
    let Plan { id, number, made_at, .. } = *plan;
    Some(OrderedPlan { number, names, id, conversation: conversation.clone(), made_at })
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
