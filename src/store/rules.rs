//! What a group has decided for itself. Rows are added, never changed: the newest of each name and
//! subject holds, and the rest says who decided what before.

use super::database::Transaction;
use super::error::StoreError;
use super::rows::listed;
use super::scope::Scope;
use super::values::row;
use crate::domain::{ConversationId, Timestamp, UserId};

/// The number of no job.
const NO_JOB: i64 = 0;

row! {
    /// A rule that holds in a group.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Rule {
        /// Which rule.
        pub name: String,
        /// Whom or what it is about; empty when the group as a whole.
        pub subject: String,
        /// What was decided, as the bot wrote it; never empty.
        pub value: String,
    }
}

/// A rule that somebody decides; it comes in with the end of a job.
#[derive(Clone, Debug)]
pub struct RuleChange {
    /// In which group.
    pub conversation: ConversationId,
    /// Which rule.
    pub name: &'static str,
    /// Whom or what it is about; empty when the group as a whole.
    pub subject: String,
    /// What holds from now on; empty: the default again.
    pub value: String,
    /// Who decided it.
    pub asked_by: UserId,
    /// When they did.
    pub asked_at: Timestamp,
}

/// A question for the groups in which names have a shape.
macro_rules! governed {
    ($rest:literal) => {
        concat!(
            "SELECT conversation_id FROM rules
             WHERE value <> '' AND id IN (
                 SELECT max(id) FROM rules
                 WHERE robot_code = $1 AND conversation_id <> '' AND name = 'format'
                   AND subject = ''
                 GROUP BY conversation_id) ",
            $rest,
            " ORDER BY conversation_id"
        )
    };
}
pub(super) use governed;

/// The rules of groups.
impl Scope {
    /// The groups in which names have a shape.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn governed_groups(&self) -> Result<Vec<ConversationId>, StoreError> {
        let rows: Vec<(String,)> = self.read(governed!("")).all().await?;
        let read = |(id,): (String,)| listed("rules", &id, ConversationId::parse(&id));
        Ok(rows.into_iter().filter_map(read).collect())
    }

    /// What holds in a group, in the order of name and subject. What is back to its default is
    /// left out.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn rules(&self, conversation: &ConversationId) -> Result<Vec<Rule>, StoreError> {
        let mut rules: Vec<Rule> = self
            .read(
                "SELECT name, subject, value FROM rules
                 WHERE value <> '' AND id IN (
                     SELECT max(id) FROM rules WHERE robot_code = $1 AND conversation_id = $2
                     GROUP BY name, subject)",
            )
            .bind(conversation)
            .all()
            .await?;
        rules.sort_by(|one, other| (&one.name, &one.subject).cmp(&(&other.name, &other.subject)));
        Ok(rules)
    }
}

impl Scope {
    /// Writes down what was decided outside of a job, as in the shell.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn decide(&self, change: &RuleChange, at: Timestamp) -> Result<(), StoreError> {
        let mut transaction = self.begin().await?;
        change.write(&mut transaction, NO_JOB, at).await?;
        transaction.commit().await
    }
}

impl RuleChange {
    pub(super) async fn write(
        &self,
        transaction: &mut Transaction<'_>,
        job_id: i64,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        transaction
            .run(
                "INSERT INTO rules (robot_code, job_id, conversation_id, name, subject, value,
                     asked_by, asked_at, at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            )
            .bind(job_id)
            .bind(&self.conversation)
            .bind(self.name)
            .bind(&self.subject)
            .bind(&self.value)
            .bind(&self.asked_by)
            .bind(self.asked_at)
            .bind(at)
            .execute()
            .await?;
        Ok(())
    }
}
