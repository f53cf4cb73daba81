//! The paid calls that members ask for, against what they have in a day.
//!
//! Each attempt at a job counts once for each API, before the call is made. An attempt that is
//! begun again counts no second time: it is begun again because no call is known to have gone out
//! in it. A new attempt does count, since a call went out in the one before: what DingTalk bills
//! is what a member has.

use super::database::Transaction;
use super::error::StoreError;
use super::scope::Scope;
use crate::domain::{ConversationId, Limited, Timestamp};

/// A paid call that is about to be made.
#[derive(Clone, Copy, Debug)]
pub struct MemberCall<'a> {
    /// Who pays for it.
    pub organisation: &'a str,
    /// In which group it was asked for.
    pub conversation: &'a ConversationId,
    /// Who asked, by any id.
    pub person: &'a str,
    /// The job that it is made for.
    pub job_id: i64,
    /// Which attempt at it.
    pub attempt: u32,
    /// Which call it is.
    pub api: &'static str,
    /// When.
    pub at: Timestamp,
}

/// How many there may be since a moment; any number where there is none.
#[derive(Clone, Copy, Debug)]
pub struct MemberCallLimits {
    /// When the day began.
    pub since: Timestamp,
    /// Of one person, in all groups of the organisation.
    pub member: Option<u32>,
    /// Of all members of one group.
    pub group: Option<u32>,
}

/// What members have spent.
impl Scope {
    /// Counts a call; or says whose limit is reached, and counts nothing.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn count_member_call(
        &self,
        call: MemberCall<'_>,
        limits: MemberCallLimits,
    ) -> Result<Option<Limited>, StoreError> {
        let mut transaction = self.begin().await?;
        if !self.is_sqlite() {
            // Whether there is room depends on rows that others may be about to write.
            transaction
                .run("SELECT pg_advisory_xact_lock(hashtextextended('dingnick day ' || $2, 0))")
                .bind(call.organisation)
                .execute()
                .await?;
        }
        let reached = match call.insert(&mut transaction, limits).await? {
            true => None,
            false => call.reached(&mut transaction, limits).await?,
        };
        transaction.commit().await?;
        Ok(reached)
    }
}

impl MemberCall<'_> {
    /// Whether there was room for it, and it was not counted before.
    async fn insert(
        &self,
        transaction: &mut Transaction<'_>,
        limits: MemberCallLimits,
    ) -> Result<bool, StoreError> {
        let inserted = transaction
            .run(
                "INSERT INTO member_calls (robot_code, organisation, conversation_id, person,
                     job_id, attempt, api, at)
                 SELECT $1, $2, $3, $4, $5, $6, $7, $8
                 WHERE (SELECT count(*) FROM member_calls
                        WHERE organisation = $2 AND person = $4 AND at >= $9) < $10
                   AND (SELECT count(*) FROM member_calls
                        WHERE organisation = $2 AND conversation_id = $3 AND at >= $9) < $11
                 ON CONFLICT DO NOTHING",
            )
            .bind(self.organisation)
            .bind(self.conversation)
            .bind(self.person)
            .bind(self.job_id)
            .bind(self.attempt)
            .bind(self.api)
            .bind(self.at)
            .bind(limits.since)
            .bind(limits.member.map_or(i64::MAX, i64::from))
            .bind(limits.group.map_or(i64::MAX, i64::from))
            .execute()
            .await?;
        Ok(inserted == 1)
    }

    /// Why it was not inserted: whose limit is reached, or nobody's where it was counted before.
    async fn reached(
        &self,
        transaction: &mut Transaction<'_>,
        limits: MemberCallLimits,
    ) -> Result<Option<Limited>, StoreError> {
        let (is_counted, of_person): (bool, i64) = transaction
            .run(
                "SELECT EXISTS (
                     SELECT 1 FROM member_calls
                     WHERE robot_code = $1 AND job_id = $4 AND attempt = $5 AND api = $6),
                     (SELECT count(*) FROM member_calls
                      WHERE organisation = $2 AND person = $3 AND at >= $7)",
            )
            .bind(self.organisation)
            .bind(self.person)
            .bind(self.job_id)
            .bind(self.attempt)
            .bind(self.api)
            .bind(limits.since)
            .one()
            .await?;
        let is_of_person = limits.member.is_some_and(|most| of_person >= i64::from(most));
        let limited = if is_of_person { Limited::Sender } else { Limited::Group };
        Ok((!is_counted).then_some(limited))
    }
}
