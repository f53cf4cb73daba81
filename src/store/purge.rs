//! What is kept of a person, of a group or from a time, removed when somebody asks for it.
//!
//! What others are remembered by stays: where the person asked for somebody else's name, only who
//! asked goes. The ids of messages that came in the last days stay, without whose they were: they
//! keep repeats out.

use std::time::Duration;

use super::database::Transaction;
use super::error::StoreError;
use super::ledger::RenameFilter;
use super::scope::Scope;
use crate::domain::{ConversationId, Timestamp, UserId};

/// How long the ids of messages stay in any case.
const REPEATS_KEPT_OUT: Duration = Duration::from_secs(72 * 3600);

/// How many entries are removed at a time.
const BATCH: u32 = 200;

/// What is to be removed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Purge {
    /// What is kept of a person, in all groups.
    Person(UserId),
    /// What is kept of a group, its binding and its rules too.
    Group(ConversationId),
    /// The ledger from before this time, and what else is kept for a while.
    Before(Timestamp),
}

/// What was removed, or would be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Purged {
    /// Entries of the ledger.
    pub renames: u64,
    /// Other rows; those in which only the person was removed, too.
    pub rows: u64,
}

/// Removing what somebody asks to be removed.
impl Scope {
    /// What there is to be removed; nothing is.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn count_purge(&self, purge: &Purge) -> Result<Purged, StoreError> {
        if let Purge::Before(before) = purge {
            let all = self.count_renames(&RenameFilter::default()).await?;
            let since = RenameFilter { since: Some(*before), ..RenameFilter::default() };
            let newer = self.count_renames(&since).await?;
            return Ok(Purged { renames: all - newer, rows: 0 });
        }
        let mut transaction = self.begin().await?;
        let purged = transaction.purge(purge).await?;
        transaction.rollback().await?;
        Ok(purged)
    }

    /// Removes it.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn purge_all(&self, purge: &Purge, now: Timestamp) -> Result<Purged, StoreError> {
        let Purge::Before(before) = purge else {
            let mut transaction = self.begin().await?;
            let purged = transaction.purge(purge).await?;
            transaction.commit().await?;
            return Ok(purged);
        };
        let mut purged = Purged::default();
        let ended_before = (*before).min(now.minus(REPEATS_KEPT_OUT));
        loop {
            let renames = self.forget_renames(*before, BATCH).await?;
            let rows = self.purge(ended_before, BATCH).await?;
            purged.renames += renames;
            purged.rows += rows;
            if renames.max(rows) < u64::from(BATCH) {
                return Ok(purged);
            }
        }
    }
}

impl Transaction<'_> {
    async fn purge(&mut self, purge: &Purge) -> Result<Purged, StoreError> {
        let (id, renames, by_id, by_word) = match purge {
            Purge::Person(user_id) => {
                let quoted = OF_PERSON_QUOTED.iter().map(|sql| (*sql, false));
                let last = OF_PERSON_LAST_WORD.iter().map(|sql| (*sql, true));
                let by_word: Vec<_> = quoted.chain(last).collect();
                (user_id.as_str(), RENAMES_OF_PERSON, OF_PERSON, by_word)
            }
            Purge::Group(conversation) => {
                let by_word = OF_GROUP_LAST_WORD.iter().map(|sql| (*sql, true)).collect();
                (conversation.as_str(), RENAMES_OF_GROUP, OF_GROUP, by_word)
            }
            Purge::Before(_) => return Ok(Purged::default()),
        };
        let renames = self.run(renames).bind(id).execute().await?;
        let mut rows = 0;
        for statement in by_id {
            rows += self.run(*statement).bind(id).execute().await?;
        }
        let literal = id.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
        for (statement, is_last_word) in by_word {
            let pattern =
                if is_last_word { format!("% {literal}") } else { format!("%\"{literal}\"%") };
            rows += self.run(statement).bind(pattern).execute().await?;
        }
        Ok(Purged { renames, rows })
    }
}

const RENAMES_OF_PERSON: &str = "DELETE FROM ledger WHERE robot_code = $1 AND user_id = $2";

const OF_PERSON: &[&str] = &[
    "UPDATE ledger SET asked_by = '-' WHERE robot_code = $1 AND asked_by = $2",
    "DELETE FROM names WHERE robot_code = $1 AND user_id = $2",
    "UPDATE names SET asked_by = '-' WHERE robot_code = $1 AND asked_by = $2",
    "DELETE FROM requests WHERE robot_code = $1 AND (user_id = $2 OR asked_by = $2)",
    "UPDATE requests SET decided_by = '-' WHERE robot_code = $1 AND decided_by = $2",
    "DELETE FROM members WHERE robot_code = $1 AND user_id = $2",
    "DELETE FROM likenesses WHERE robot_code = $1 AND user_id = $2",
    "DELETE FROM directory WHERE robot_code = $1 AND user_id = $2",
    "DELETE FROM roster_rows WHERE robot_code = $1 AND user_id = $2",
    "DELETE FROM given_parts WHERE robot_code = $1 AND user_id = $2",
    "DELETE FROM member_calls WHERE robot_code = $1 AND person = $2",
    "DELETE FROM hints WHERE robot_code = $1 AND person = $2",
    "DELETE FROM rules WHERE robot_code = $1 AND subject = $2
         AND name IN ('trust', 'lock', 'exempt')",
    "UPDATE rules SET asked_by = '-' WHERE robot_code = $1 AND asked_by = $2",
    "DELETE FROM plans WHERE robot_code = $1 AND asked_by = $2
         AND NOT EXISTS (SELECT 1 FROM jobs WHERE jobs.plan_id = plans.id AND jobs.state = 0)",
    "UPDATE groups SET owner = NULL, owner_checked_at = NULL
     WHERE robot_code = $1 AND owner = $2",
    "UPDATE jobs SET lane = '', asked_by = NULL, message = NULL, asker = NULL, session = NULL
     WHERE robot_code = $1 AND state = 1 AND asked_by = $2",
];

/// Where the id stands in a list.
const OF_PERSON_QUOTED: &[&str] = &[
    "DELETE FROM plans WHERE robot_code = $1 AND items LIKE $2 ESCAPE '\\'
         AND NOT EXISTS (SELECT 1 FROM jobs WHERE jobs.plan_id = plans.id AND jobs.state = 0)",
    "UPDATE groups SET roster = NULL, roster_at = NULL
     WHERE robot_code = $1 AND roster LIKE $2 ESCAPE '\\'",
    "UPDATE groups SET sub_admins = NULL WHERE robot_code = $1 AND sub_admins LIKE $2 ESCAPE '\\'",
];

/// Where the id is the last word.
const OF_PERSON_LAST_WORD: &[&str] = &[
    "DELETE FROM hints WHERE robot_code = $1 AND person LIKE $2 ESCAPE '\\'",
    "UPDATE jobs SET lane = '', asked_by = NULL, message = NULL, asker = NULL, session = NULL
     WHERE robot_code = $1 AND state = 1 AND lane LIKE $2 ESCAPE '\\'",
];

const RENAMES_OF_GROUP: &str = "DELETE FROM ledger WHERE robot_code = $1 AND conversation_id = $2";

const OF_GROUP: &[&str] = &[
    "DELETE FROM names WHERE robot_code = $1 AND conversation_id = $2",
    "DELETE FROM requests WHERE robot_code = $1 AND conversation_id = $2",
    "DELETE FROM members WHERE robot_code = $1 AND conversation_id = $2",
    "DELETE FROM likenesses WHERE robot_code = $1 AND conversation_id = $2",
    "DELETE FROM member_calls WHERE robot_code = $1 AND conversation_id = $2",
    "DELETE FROM rules WHERE robot_code = $1 AND conversation_id = $2",
    "DELETE FROM roster_rows WHERE robot_code = $1 AND conversation_id = $2",
    "DELETE FROM given_parts WHERE robot_code = $1 AND conversation_id = $2",
    "DELETE FROM tallies WHERE robot_code = $1 AND conversation_id = $2",
    "DELETE FROM plans WHERE robot_code = $1 AND conversation_id = $2
         AND NOT EXISTS (SELECT 1 FROM jobs WHERE jobs.plan_id = plans.id AND jobs.state = 0)",
    "DELETE FROM groups WHERE robot_code = $1 AND conversation_id = $2",
    "UPDATE replies SET conversation_id = ''
     WHERE robot_code = $1 AND state = 1 AND conversation_id = $2",
    "UPDATE jobs SET lane = '', conversation_id = '', asked_by = NULL, message = NULL,
         asker = NULL, session = NULL
     WHERE robot_code = $1 AND state = 1 AND conversation_id = $2",
];

/// Where the id is the last word.
const OF_GROUP_LAST_WORD: &[&str] =
    &["DELETE FROM hints WHERE robot_code = $1 AND person LIKE $2 ESCAPE '\\'"];
