//! What a group has decided for itself. Rows are added, never changed: the newest of each name and
//! subject holds, and the rest says who decided what before.

use async_trait::async_trait;

use super::StoreError;
use crate::domain::{ConversationId, RobotCode, Timestamp, UserId};

/// A rule that holds in a group.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Rule {
    /// Which rule.
    pub name: String,
    /// Whom or what it is about; empty when the group as a whole.
    pub subject: String,
    /// What was decided, as the bot wrote it; never empty.
    pub value: String,
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

/// The rules of groups.
#[async_trait]
pub trait Rules {
    /// What holds in a group, in the order of name and subject. What is back to its default is
    /// left out.
    ///
    /// # Errors
    /// When the store does not answer.
    async fn rules(
        &self,
        robot_code: &RobotCode,
        conversation: &ConversationId,
    ) -> Result<Vec<Rule>, StoreError>;
}
