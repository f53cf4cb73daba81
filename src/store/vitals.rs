//! How the work in a store goes: what waits, what was given up, when something last went well.

use super::error::StoreError;
use super::scope::Scope;
use super::values::row;
use crate::domain::{ConversationId, Timestamp};

/// How the work of a robot goes, as its store knows it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Vitals {
    /// When DingTalk last carried a rename out.
    pub renamed_at: Option<Timestamp>,
    /// When DingTalk last named the owner of a group.
    pub owner_named_at: Option<Timestamp>,
    /// Since when the oldest job waits that is due or under way.
    pub waiting_since: Option<Timestamp>,
    /// How many jobs wait.
    pub waiting: u64,
    /// How many were given up in the last days.
    pub dead: u64,
    /// How many answers were given in the last days, and how many could not be.
    pub answered: u64,
    /// How many answers could not be given.
    pub unanswered: u64,
    /// How many people are known by their userid.
    pub known_people: u64,
    /// When an event last came in: a job that was carried out, asked for by nobody and answered to
    /// nobody.
    pub event_at: Option<Timestamp>,
}

row! {
    struct VitalsRow {
        renamed_at: Option<i64>,
        owner_named_at: Option<i64>,
        waiting_since: Option<i64>,
        waiting: i64,
        dead: i64,
        answered: i64,
        unanswered: i64,
        known_people: i64,
        event_at: Option<i64>,
    }
}

/// What a diagnosis asks.
impl Scope {
    /// How the work goes; that of one group, or of all.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn vitals(
        &self,
        conversation: Option<&ConversationId>,
    ) -> Result<Vitals, StoreError> {
        let row: VitalsRow = self
            .read(
                "SELECT
                     (SELECT max(at) FROM ledger
                      WHERE robot_code = $1 AND outcome = 'applied'
                        AND ($2 = '' OR conversation_id = $2)) AS renamed_at,
                     (SELECT max(owner_checked_at) FROM groups
                      WHERE robot_code = $1 AND owner IS NOT NULL
                        AND ($2 = '' OR conversation_id = $2)) AS owner_named_at,
                     (SELECT min(received_at) FROM jobs
                      WHERE robot_code = $1 AND state = 0
                        AND ($2 = '' OR conversation_id = $2)) AS waiting_since,
                     (SELECT count(*) FROM jobs
                      WHERE robot_code = $1 AND state = 0
                        AND ($2 = '' OR conversation_id = $2)) AS waiting,
                     (SELECT count(*) FROM jobs
                      WHERE robot_code = $1 AND state = 1 AND outcome = 'dead'
                        AND ($2 = '' OR conversation_id = $2)) AS dead,
                     (SELECT count(*) FROM replies
                      WHERE robot_code = $1 AND state = 1 AND outcome = 'sent'
                        AND ($2 = '' OR conversation_id = $2)) AS answered,
                     (SELECT count(*) FROM replies
                      WHERE robot_code = $1 AND state = 1 AND outcome = 'failed'
                        AND ($2 = '' OR conversation_id = $2)) AS unanswered,
                     (SELECT count(*) FROM members
                      WHERE robot_code = $1 AND display_name <> ''
                        AND ($2 = '' OR conversation_id = $2)) AS known_people,
                     (SELECT max(received_at) FROM jobs
                      WHERE robot_code = $1 AND state = 1 AND outcome = 'applied'
                        AND asked_by IS NULL AND plan_id IS NULL
                        AND NOT EXISTS (SELECT 1 FROM replies WHERE replies.job_id = jobs.id)
                        AND ($2 = '' OR conversation_id = $2)) AS event_at",
            )
            .bind(conversation.map_or("", ConversationId::as_str))
            .one()
            .await?;
        let count = |count: i64| u64::try_from(count).unwrap_or(0);
        Ok(Vitals {
            renamed_at: row.renamed_at.map(Timestamp),
            owner_named_at: row.owner_named_at.map(Timestamp),
            waiting_since: row.waiting_since.map(Timestamp),
            waiting: count(row.waiting),
            dead: count(row.dead),
            answered: count(row.answered),
            unanswered: count(row.unanswered),
            known_people: count(row.known_people),
            event_at: row.event_at.map(Timestamp),
        })
    }
}
