//! Changes to many names that somebody has to confirm, numbered from 1 in each group.
//!
//! A plan's jobs name it, and so do the lines of the ledger that they write: how far it has come
//! is counted from those.

use super::database::Transaction;
use super::error::StoreError;
use super::numbers::{Number, PLANS};
use super::rows::{listed, name, readable};
use super::scope::Scope;
use super::values::row;
use crate::domain::{ConversationId, MessageId, Nickname, Timestamp, UserId};

/// A plan to be confirmed.
#[derive(Clone, Copy, Debug)]
pub struct NewPlan<'a> {
    /// For which group.
    pub conversation: &'a ConversationId,
    /// The message that asks for it: asked again, it is the same plan.
    pub message_id: &'a MessageId,
    /// Who asks.
    pub asked_by: &'a UserId,
    /// The changes, as text that the bot understands.
    pub items: &'a str,
    /// When it was made.
    pub made_at: Timestamp,
}

/// A plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// What its jobs name it by.
    pub id: i64,
    /// Its number in its group, from 1.
    pub number: u32,
    /// The message that asked for it.
    pub message_id: MessageId,
    /// Who asked.
    pub asked_by: UserId,
    /// The changes, as the bot wrote them.
    pub items: String,
    /// When it was made.
    pub made_at: Timestamp,
}

/// That somebody confirms a plan; it comes in with the end of a job, as do the plan's jobs.
#[derive(Clone, Debug)]
pub struct Confirmation {
    /// For which group.
    pub conversation: ConversationId,
    /// Which plan.
    pub number: u32,
}

impl Confirmation {
    /// Whether the plan was not confirmed yet; if it was, or is none, nothing is written.
    pub(super) async fn write(
        &self,
        transaction: &mut Transaction<'_>,
        job_id: i64,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let confirmed = transaction
            .run(
                "UPDATE plans SET confirmed_job = $4, confirmed_at = $5
                 WHERE robot_code = $1 AND conversation_id = $2 AND number = $3
                   AND confirmed_job IS NULL",
            )
            .bind(&self.conversation)
            .bind(self.number)
            .bind(job_id)
            .bind(now)
            .execute()
            .await?;
        Ok(confirmed == 1)
    }
}

/// How far a plan has come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlanProgress {
    /// How many of its jobs have not ended.
    pub open: u64,
    /// How the others ended, what is most frequent first.
    pub ended: Vec<PlanOutcome>,
}

/// Jobs of a plan that ended alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanOutcome {
    /// The jobs' outcome, as [`super::JobOutcome::as_str`] has it.
    pub outcome: String,
    /// DingTalk's code in the ledger, when it said no.
    pub code: Option<String>,
    /// How many.
    pub count: u64,
    /// Whose names, of those that the ledger knows; at most [`PlanOutcome::EXAMPLES`].
    pub user_ids: Vec<UserId>,
}

impl PlanOutcome {
    /// How many people are named as examples.
    pub const EXAMPLES: u32 = 5;
}

row! {
    struct ChangeRow {
        id: i64,
        user_id: String,
        old_name: Option<String>,
        new_name: String,
        is_changed: bool,
    }
}

/// A name that a plan gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanChange {
    /// Its number in the ledger.
    pub id: i64,
    /// Whose.
    pub user_id: UserId,
    /// The name before, if we knew it, and it is a nickname still.
    pub old_name: Option<Nickname>,
    /// The name that the plan gave.
    pub new_name: Nickname,
    /// Another name was given since, or this one was taken back.
    pub is_changed: bool,
}

row! {
    struct PlanRow {
        conversation_id: String,
        id: i64,
        number: i64,
        message_id: String,
        asked_by: String,
        items: String,
        made_at: i64,
        confirmed_job: Option<i64>,
    }
}

/// A question for plans.
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT conversation_id, id, number, message_id, asked_by, items, made_at, confirmed_job
             FROM plans ",
            $rest
        )
    };
}

impl PlanRow {
    /// The plan, and whether it was confirmed.
    fn into_plan(self) -> Option<(Plan, bool)> {
        let plan = Plan {
            id: self.id,
            number: u32::try_from(self.number).ok()?,
            message_id: MessageId::parse(&self.message_id)?,
            asked_by: UserId::parse(&self.asked_by)?,
            items: self.items,
            made_at: Timestamp(self.made_at),
        };
        Some((plan, self.confirmed_job.is_some()))
    }
}

row! {
    /// One of a few jobs that ended alike, or have not ended, with how many they are.
    struct OutcomeRow {
        outcome: Option<String>,
        code: Option<String>,
        count: i64,
        user_id: Option<String>,
    }
}

impl PlanProgress {
    /// From rows of which those that belong together follow each other.
    fn read(rows: Vec<OutcomeRow>) -> Self {
        let mut progress = Self::default();
        for OutcomeRow { outcome, code, count, user_id } in rows {
            let count = u64::try_from(count).unwrap_or(0);
            let user_id = user_id.and_then(|id| listed("ledger", &id, UserId::parse(&id)));
            let Some(outcome) = outcome else {
                progress.open = count;
                continue;
            };
            match progress.ended.last_mut() {
                Some(last) if last.outcome == outcome && last.code == code => {
                    last.user_ids.extend(user_id);
                }
                _ => {
                    let user_ids = user_id.into_iter().collect();
                    progress.ended.push(PlanOutcome { outcome, code, count, user_ids });
                }
            }
        }
        progress
    }
}

/// The changes to many names.
impl Scope {
    /// Writes a plan down and returns its number; the same message has the same number again.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn open_plan(&self, plan: NewPlan<'_>) -> Result<u32, StoreError> {
        let number = self.number(&PLANS, plan.conversation, plan.message_id).await?;
        let (number, mut transaction) = match number {
            Number::New(number, transaction) => (number, transaction),
            Number::Before(number) => return Ok(number),
        };
        transaction
            .run(
                "INSERT INTO plans (robot_code, conversation_id, number, message_id, asked_by,
                     items, made_at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7)",
            )
            .bind(plan.conversation)
            .bind(number)
            .bind(plan.message_id)
            .bind(plan.asked_by)
            .bind(plan.items)
            .bind(plan.made_at)
            .execute()
            .await?;
        transaction.commit().await?;
        Ok(number)
    }

    /// A plan, and whether it was confirmed.
    ///
    /// # Errors
    /// When the store does not answer, or the row cannot be read. The changes are the caller's to
    /// read.
    pub async fn plan(
        &self,
        conversation: &ConversationId,
        number: u32,
    ) -> Result<Option<(Plan, bool)>, StoreError> {
        let row: Option<PlanRow> = self
            .read(select!("WHERE robot_code = $1 AND conversation_id = $2 AND number = $3"))
            .bind(conversation)
            .bind(number)
            .optional()
            .await?;
        row.map(|row| readable("plans", row.id, row.into_plan())).transpose()
    }

    /// The newest plan that was begun of those that were made since then for messages whose id
    /// begins with this.
    ///
    /// # Errors
    /// When the store does not answer, or the row cannot be read.
    pub async fn plan_begun(
        &self,
        conversation: &ConversationId,
        prefix: &str,
        since: Timestamp,
    ) -> Result<Option<Plan>, StoreError> {
        let row: Option<PlanRow> = self
            .read(select!(
                "WHERE robot_code = $1 AND conversation_id = $2 AND made_at >= $3
                       AND confirmed_job IS NOT NULL AND substr(message_id, 1, length($4)) = $4
                     ORDER BY id DESC LIMIT 1"
            ))
            .bind(conversation)
            .bind(since)
            .bind(prefix)
            .optional()
            .await?;
        let read = |row: PlanRow| readable("plans", row.id, row.into_plan());
        Ok(row.map(read).transpose()?.map(|(plan, _)| plan))
    }

    /// The plans of one run of a command, with the groups they are for: of messages whose id ends
    /// with the run's name and a number.
    ///
    /// # Errors
    /// When the store does not answer, or a row cannot be read.
    pub async fn plans_of_run(
        &self,
        run: &str,
    ) -> Result<Vec<(ConversationId, Plan, bool)>, StoreError> {
        let rows: Vec<PlanRow> = self
            .read(select!(
                "WHERE robot_code = $1 AND message_id LIKE '%-' || $2 || '.%' ORDER BY id"
            ))
            .bind(run)
            .all()
            .await?;
        let read = |row: PlanRow| {
            let (id, conversation) = (row.id, ConversationId::parse(&row.conversation_id));
            let plan = conversation.zip(row.into_plan());
            let plan = plan.map(|(conversation, (plan, is_begun))| (conversation, plan, is_begun));
            readable("plans", id, plan)
        };
        rows.into_iter().map(read).collect()
    }

    /// Those whose names a plan has tried to give, as the ledger knows it: longer than jobs are kept.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn plan_tried(&self, plan_id: i64) -> Result<Vec<UserId>, StoreError> {
        let rows: Vec<(String,)> = self
            .read("SELECT DISTINCT user_id FROM ledger WHERE robot_code = $1 AND plan_id = $2")
            .bind(plan_id)
            .all()
            .await?;
        let read = |(id,): (String,)| listed("ledger", &id, UserId::parse(&id));
        Ok(rows.into_iter().filter_map(read).collect())
    }

    /// Whether jobs of a plan have not ended.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn plan_is_open(&self, plan_id: i64) -> Result<bool, StoreError> {
        let row: (bool,) = self
            .read(
                "SELECT EXISTS (
                     SELECT 1 FROM jobs WHERE robot_code = $1 AND plan_id = $2 AND state = 0)",
            )
            .bind(plan_id)
            .one()
            .await?;
        Ok(row.0)
    }

    /// The jobs of plans for names that have not ended: of which plan, in which group, and when they
    /// are due. What a plan goes on with is in a lane of its own, and no name.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn open_plan_jobs(
        &self,
    ) -> Result<Vec<(i64, ConversationId, Timestamp)>, StoreError> {
        let rows: Vec<(i64, String, i64)> = self
            .read(
                "SELECT plan_id, conversation_id, visible_at FROM jobs
                 WHERE robot_code = $1 AND plan_id IS NOT NULL AND state = 0
                   AND lane <> conversation_id || ' plan-' || plan_id",
            )
            .all()
            .await?;
        let read = |(plan_id, group, at): (i64, String, i64)| {
            Some((plan_id, listed("jobs", &group, ConversationId::parse(&group))?, Timestamp(at)))
        };
        Ok(rows.into_iter().filter_map(read).collect())
    }

    /// The names that a plan gave, in their order.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn plan_changes(&self, plan_id: i64) -> Result<Vec<PlanChange>, StoreError> {
        let rows: Vec<ChangeRow> = self
            .read(
                "SELECT id, user_id, old_name, new_name, EXISTS (
                     SELECT 1 FROM ledger AS later
                     WHERE later.robot_code = $1
                       AND later.conversation_id = ledger.conversation_id
                       AND later.user_id = ledger.user_id AND later.id > ledger.id
                       AND later.outcome = 'applied'
                       AND (later.undoes = ledger.id
                         OR (later.undoes IS NULL AND NOT EXISTS (
                             SELECT 1 FROM ledger AS undo
                             WHERE undo.robot_code = $1
                               AND undo.conversation_id = ledger.conversation_id
                               AND undo.user_id = ledger.user_id AND undo.outcome = 'applied'
                               AND undo.undoes = later.id)))) AS is_changed
                 FROM ledger
                 WHERE robot_code = $1 AND plan_id = $2 AND outcome = 'applied'
                 ORDER BY id",
            )
            .bind(plan_id)
            .all()
            .await?;
        let read = |row: ChangeRow| {
            let user_id = listed("ledger", row.id, UserId::parse(&row.user_id))?;
            let old_name = row.old_name.and_then(|kept| name("ledger", row.id, &kept));
            let new_name = name("ledger", row.id, &row.new_name)?;
            let (id, is_changed) = (row.id, row.is_changed);
            Some(PlanChange { id, user_id, old_name, new_name, is_changed })
        };
        Ok(rows.into_iter().filter_map(read).collect())
    }

    /// How far the jobs of a plan have come.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn plan_progress(&self, plan_id: i64) -> Result<PlanProgress, StoreError> {
        let rows: Vec<OutcomeRow> = self
            .read(
                "WITH part AS (
                     SELECT jobs.id, jobs.outcome, ledger.code, ledger.user_id
                     FROM jobs LEFT JOIN ledger
                       ON ledger.plan_id = jobs.plan_id AND ledger.job_id = jobs.id
                     WHERE jobs.robot_code = $1 AND jobs.plan_id = $2),
                 alike AS (
                     SELECT outcome, code, user_id,
                         count(*) OVER (PARTITION BY outcome, code) AS count,
                         row_number() OVER (
                             PARTITION BY outcome, code ORDER BY user_id IS NULL, id) AS place
                     FROM part)
                 SELECT outcome, code, count, user_id FROM alike WHERE place <= $3
                 ORDER BY count DESC, outcome, coalesce(code, ''), place",
            )
            .bind(plan_id)
            .bind(PlanOutcome::EXAMPLES)
            .all()
            .await?;
        Ok(PlanProgress::read(rows))
    }
}
