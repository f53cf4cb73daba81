//! What is counted by group and day: calls and messages by what they were for, and how many names
//! fitted. Figures, and nothing of any person.

use super::error::StoreError;
use super::rows::listed;
use super::rules::governed;
use super::scope::Scope;
use super::values::row;
use crate::domain::{ConversationId, Timestamp};

/// One figure of a group and a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// Which group.
    pub conversation: ConversationId,
    /// Which day, as in `2026-11-27`, where the operator is.
    pub day: String,
    /// What is counted.
    pub what: String,
    /// How many.
    pub count: u64,
}

row! {
    struct TallyRow {
        conversation_id: String,
        day: String,
        what: String,
        count: i64,
    }
}

impl TallyRow {
    fn into_tally(self) -> Option<Tally> {
        let id = self.conversation_id;
        let conversation = listed("tallies", &id, ConversationId::parse(&id))?;
        let count = u64::try_from(self.count).unwrap_or(0);
        Some(Tally { conversation, day: self.day, what: self.what, count })
    }
}

/// Figures.
impl Scope {
    /// Adds to figures.
    ///
    /// # Errors
    /// When the store does not answer; then nothing was added.
    pub async fn add_tallies(&self, more: &[Tally]) -> Result<(), StoreError> {
        self.write_tallies(
            "INSERT INTO tallies (robot_code, conversation_id, day, what, count)
             VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (robot_code, conversation_id, day, what) DO UPDATE
             SET count = tallies.count + excluded.count",
            more,
        )
        .await
    }

    /// Puts figures in the place of those that were there.
    ///
    /// # Errors
    /// When the store does not answer; then nothing was changed.
    pub async fn set_tallies(&self, new: &[Tally]) -> Result<(), StoreError> {
        self.write_tallies(
            "INSERT INTO tallies (robot_code, conversation_id, day, what, count)
             VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (robot_code, conversation_id, day, what) DO UPDATE
             SET count = excluded.count",
            new,
        )
        .await
    }

    async fn write_tallies(&self, sql: &'static str, all: &[Tally]) -> Result<(), StoreError> {
        if all.is_empty() {
            return Ok(());
        }
        let mut transaction = self.begin().await?;
        for tally in all {
            transaction
                .run(sql)
                .bind(&tally.conversation)
                .bind(&tally.day)
                .bind(&tally.what)
                .bind(i64::try_from(tally.count).unwrap_or(i64::MAX))
                .execute()
                .await?;
        }
        transaction.commit().await
    }

    /// The figures from a day on, of one group or of all, in the order of groups and days.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn tallies(
        &self,
        conversation: Option<&ConversationId>,
        since: &str,
    ) -> Result<Vec<Tally>, StoreError> {
        let rows: Vec<TallyRow> = match conversation {
            Some(conversation) => {
                self.read(
                    "SELECT conversation_id, day, what, count FROM tallies
                     WHERE robot_code = $1 AND conversation_id = $2 AND day >= $3
                     ORDER BY day, what",
                )
                .bind(conversation)
                .bind(since)
                .all()
                .await?
            }
            None => {
                self.read(
                    "SELECT conversation_id, day, what, count FROM tallies
                     WHERE robot_code = $1 AND day >= $2
                     ORDER BY conversation_id, day, what",
                )
                .bind(since)
                .all()
                .await?
            }
        };
        Ok(rows.into_iter().filter_map(TallyRow::into_tally).collect())
    }

    /// The groups that have a format, and no figure of this kind for that day.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn groups_without_tally(
        &self,
        what: &str,
        day: &str,
    ) -> Result<Vec<ConversationId>, StoreError> {
        let rows: Vec<(String,)> = self
            .read(governed!(
                "AND NOT EXISTS (
                         SELECT 1 FROM tallies
                         WHERE tallies.robot_code = $1 AND tallies.what = $2 AND tallies.day = $3
                           AND tallies.conversation_id = rules.conversation_id)"
            ))
            .bind(what)
            .bind(day)
            .all()
            .await?;
        let read = |(id,): (String,)| listed("rules", &id, ConversationId::parse(&id));
        Ok(rows.into_iter().filter_map(read).collect())
    }

    /// Removes the figures from before a day.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn forget_tallies(&self, before: &str) -> Result<u64, StoreError> {
        self.write("DELETE FROM tallies WHERE robot_code = $1 AND day < $2")
            .bind(before)
            .execute()
            .await
    }

    /// With which codes DingTalk refused names since then, in one group or in all; what is most
    /// frequent first.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn refusals_since(
        &self,
        conversation: Option<&ConversationId>,
        since: Timestamp,
    ) -> Result<Vec<(String, u64)>, StoreError> {
        let of_group = conversation.map_or("", ConversationId::as_str);
        let rows: Vec<(String, i64)> = self
            .read(
                "SELECT code, count(*) FROM ledger
                 WHERE robot_code = $1 AND at >= $3 AND code IS NOT NULL
                   AND ($2 = '' OR conversation_id = $2)
                 GROUP BY code ORDER BY 2 DESC, 1",
            )
            .bind(of_group)
            .bind(since)
            .all()
            .await?;
        let read = |(code, count)| (code, u64::try_from(count).unwrap_or(0));
        Ok(rows.into_iter().map(read).collect())
    }
}
