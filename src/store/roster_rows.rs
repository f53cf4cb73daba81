//! Rosters: the tables of who is who that somebody gave a group, and what was said in the chat.

use super::database::Transaction;
use super::error::StoreError;
use super::rows::listed;
use super::scope::Scope;
use super::values::row;
use crate::domain::{ConversationId, RosterRow, Timestamp, UserId};

/// Where a row of a roster is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RosterSource {
    /// A file that the operator gave.
    File,
    /// What people said of themselves in the group.
    Chat,
}

impl RosterSource {
    /// As it is written down.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::File => "file",
            Self::Chat => "chat",
        }
    }
}

row! {
    struct Columns {
        line: i64,
        user_id: Option<String>,
        job_number: Option<String>,
        name: Option<String>,
        parts: String,
    }
}

impl Columns {
    fn into_row(self) -> Option<RosterRow> {
        let user_id = match self.user_id.as_deref() {
            Some(id) => Some(UserId::parse(id)?),
            None => None,
        };
        Some(RosterRow {
            line: u32::try_from(self.line).ok()?,
            user_id,
            job_number: self.job_number,
            name: self.name,
            parts: serde_json::from_str(&self.parts).ok()?,
        })
    }
}

/// What is kept of rosters.
impl Scope {
    /// A group's roster, as far as it is from there, in the order of its lines.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn roster_rows(
        &self,
        conversation: &ConversationId,
        source: RosterSource,
    ) -> Result<Vec<RosterRow>, StoreError> {
        let rows: Vec<Columns> = self
            .read(
                "SELECT line, user_id, job_number, name, parts FROM roster_rows
                 WHERE robot_code = $1 AND conversation_id = $2 AND source = $3
                 ORDER BY line",
            )
            .bind(conversation)
            .bind(source.as_str())
            .all()
            .await?;
        let rows = rows.into_iter().filter_map(|row| {
            let key = format!("{conversation} {} {}", source.as_str(), row.line);
            listed("roster_rows", key, row.into_row())
        });
        Ok(rows.collect())
    }

    /// Puts a roster in the place of the one that the group had from there; all of it or nothing.
    /// Returns how many rows that one had.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn replace_roster(
        &self,
        conversation: &ConversationId,
        source: RosterSource,
        rows: &[RosterRow],
        now: Timestamp,
    ) -> Result<u64, StoreError> {
        let mut transaction = self.begin().await?;
        let before = transaction
            .run(
                "DELETE FROM roster_rows
                 WHERE robot_code = $1 AND conversation_id = $2 AND source = $3",
            )
            .bind(conversation)
            .bind(source.as_str())
            .execute()
            .await?;
        for row in rows {
            transaction.add_roster_row(conversation, source, row, now).await?;
        }
        transaction.commit().await?;
        Ok(before)
    }

    /// Writes down what somebody said of themselves in a group: in place of what they said of the
    /// same parts before.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn note_answer(
        &self,
        conversation: &ConversationId,
        user_id: &UserId,
        parts: &[(String, String)],
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let mut transaction = self.begin().await?;
        let rows: Vec<Columns> = transaction
            .run(
                "SELECT line, user_id, job_number, name, parts FROM roster_rows
                 WHERE robot_code = $1 AND conversation_id = $2 AND source = 'chat'",
            )
            .bind(conversation)
            .all()
            .await?;
        let last = rows.iter().map(|row| row.line).max().unwrap_or(0);
        let before = rows.into_iter().find(|row| row.user_id.as_deref() == Some(user_id.as_str()));
        let line = before.as_ref().map_or(last + 1, |row| row.line);
        let mut all = before.and_then(Columns::into_row).map(|row| row.parts).unwrap_or_default();
        all.retain(|(known, _)| !parts.iter().any(|(part, _)| part == known));
        all.extend(parts.iter().cloned());
        transaction
            .run(
                "DELETE FROM roster_rows
                 WHERE robot_code = $1 AND conversation_id = $2 AND source = 'chat' AND line = $3",
            )
            .bind(conversation)
            .bind(line)
            .execute()
            .await?;
        let line = u32::try_from(line).unwrap_or(u32::MAX);
        let row =
            RosterRow { line, user_id: Some(user_id.clone()), parts: all, ..RosterRow::default() };
        transaction.add_roster_row(conversation, RosterSource::Chat, &row, now).await?;
        transaction.commit().await
    }

    /// Writes down whose a row is, once somebody came of whom the directory says what it says.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn settle_roster_row(
        &self,
        conversation: &ConversationId,
        line: u32,
        user_id: &UserId,
    ) -> Result<(), StoreError> {
        self.write(
            "UPDATE roster_rows SET user_id = $4
             WHERE robot_code = $1 AND conversation_id = $2 AND source = 'file' AND line = $3
               AND user_id IS NULL",
        )
        .bind(conversation)
        .bind(line)
        .bind(user_id)
        .execute()
        .await?;
        Ok(())
    }
}

impl Transaction<'_> {
    async fn add_roster_row(
        &mut self,
        conversation: &ConversationId,
        source: RosterSource,
        row: &RosterRow,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.run(
            "INSERT INTO roster_rows
                 (robot_code, conversation_id, source, line, user_id, job_number, name, parts, at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        )
        .bind(conversation)
        .bind(source.as_str())
        .bind(row.line)
        .bind(row.user_id.as_ref().map(UserId::as_str))
        .bind(row.job_number.as_deref())
        .bind(row.name.as_deref())
        .bind(serde_json::to_string(&row.parts).expect("texts can be written"))
        .bind(now)
        .execute()
        .await?;
        Ok(())
    }
}
