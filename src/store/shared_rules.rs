//! Formats that many groups share. They stand among the rules, in no group: rows are added there and
//! never changed, so that it is known who decided what before.

use super::error::StoreError;
use super::rows::listed;
use super::scope::Scope;
use crate::domain::{ConversationId, RuleName, Timestamp, UserId};

/// A format that groups can use by its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SharedRule {
    /// What it is called.
    pub name: RuleName,
    /// The format, as it was typed.
    pub format: String,
}

/// The formats that groups share.
impl Scope {
    /// All of them, in the order of their names.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn shared_rules(&self) -> Result<Vec<SharedRule>, StoreError> {
        let rows: Vec<(String, String)> = self
            .read(
                "SELECT subject, value FROM rules
                 WHERE value <> '' AND id IN (
                     SELECT max(id) FROM rules
                     WHERE robot_code = $1 AND conversation_id = '' AND name = 'shared'
                     GROUP BY subject)
                 ORDER BY subject",
            )
            .all()
            .await?;
        let read = |(name, format): (String, String)| {
            let name = listed("rules", &name, RuleName::parse(&name))?;
            Some(SharedRule { name, format })
        };
        let mut rules: Vec<SharedRule> = rows.into_iter().filter_map(read).collect();
        rules.sort_by(|one, other| one.name.cmp(&other.name));
        Ok(rules)
    }

    /// The format of one of them.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn shared_rule(&self, name: &RuleName) -> Result<Option<String>, StoreError> {
        let row: Option<(String,)> = self
            .read(
                "SELECT value FROM rules
                 WHERE robot_code = $1 AND conversation_id = '' AND name = 'shared' AND subject = $2
                 ORDER BY id DESC LIMIT 1",
            )
            .bind(name.as_str())
            .optional()
            .await?;
        Ok(row.map(|(format,)| format).filter(|format| !format.is_empty()))
    }

    /// Makes one, or changes it for all groups that use it; with an empty format there is none any
    /// more.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn share_rule(
        &self,
        name: &RuleName,
        format: &str,
        asked_by: &UserId,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        self.write(
            "INSERT INTO rules (robot_code, job_id, conversation_id, name, subject, value,
                 asked_by, asked_at, at)
             VALUES ($1, 0, '', 'shared', $2, $3, $4, $5, $5)",
        )
        .bind(name.as_str())
        .bind(format)
        .bind(asked_by)
        .bind(at)
        .execute()
        .await?;
        Ok(())
    }

    /// The groups whose newest decision of this name, about the group as a whole, is this.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn groups_deciding(
        &self,
        name: &str,
        value: &str,
    ) -> Result<Vec<ConversationId>, StoreError> {
        let rows: Vec<(String,)> = self
            .read(
                "SELECT conversation_id FROM rules
                 WHERE value = $3 AND id IN (
                     SELECT max(id) FROM rules
                     WHERE robot_code = $1 AND conversation_id <> '' AND name = $2 AND subject = ''
                     GROUP BY conversation_id)
                 ORDER BY conversation_id",
            )
            .bind(name)
            .bind(value)
            .all()
            .await?;
        let read = |(id,): (String,)| listed("rules", &id, ConversationId::parse(&id));
        Ok(rows.into_iter().filter_map(read).collect())
    }
}
