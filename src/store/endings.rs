//! How a job ends: once, with all that begins or is remembered by it, in one transaction.

use super::database::Transaction;
use super::error::StoreError;
use super::follow_ups::FollowUp;
use super::lease::Lease;
use super::ledger::LedgerEntry;
use super::plans::Confirmation;
use super::replies::NewAnswer;
use super::requests::Decision;
use super::rules::RuleChange;
use super::scope::Scope;
use crate::domain::Timestamp;
use crate::fail_point;

/// How a job ended, with all that is written in the same transaction.
#[derive(Clone, Debug, Default)]
pub struct Ending {
    /// The one word for it.
    pub outcome: JobOutcome,
    /// The rename that was tried, if one was.
    pub ledger: Option<LedgerEntry>,
    /// The answer to be given, if any.
    pub answer: Option<NewAnswer>,
    /// The rules that were decided.
    pub rules: Vec<RuleChange>,
    /// The work that begins with this end: up to some thousands.
    pub follow_ups: Vec<FollowUp>,
    /// The requests that were decided.
    pub decisions: Vec<Decision>,
    /// The plan that was confirmed.
    pub confirms: Option<Confirmation>,
    /// What came of it, for whoever asks after the job, as text that the bot understands.
    pub told: Option<String>,
}

/// What writing an end came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Finished {
    /// It is written, with all that belongs to it.
    Written,
    /// Somebody else has the job, or it has ended; nothing was written.
    LeaseLost,
    /// A request was not open any more, or the plan was confirmed already. Nothing was written,
    /// and the lease still holds.
    Overtaken,
}

/// The ends that a job can come to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum JobOutcome {
    /// It was carried out.
    Applied,
    /// It was answered with a reason why not, or with help.
    Answered,
    /// There was nothing to do or to say.
    #[default]
    Ignored,
    /// DingTalk or the way to it said no.
    Failed,
    /// It was given up after too many attempts.
    Dead,
    /// It could not be carried out in time.
    Expired,
    /// A newer request for the same name was carried out before.
    Superseded,
    /// This version could not read it. Its text is kept, so that another may.
    Unreadable,
}

impl JobOutcome {
    /// The word in the store, in the log and in metrics.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Applied => "applied",
            Self::Answered => "answered",
            Self::Ignored => "ignored",
            Self::Failed => "failed",
            Self::Dead => "dead",
            Self::Expired => "expired",
            Self::Superseded => "superseded",
            Self::Unreadable => "unreadable",
        }
    }
}

/// The ends of jobs.
impl Scope {
    /// Ends a job: its end and all that belongs to it are written together or not at all. The
    /// right to answer goes, and the message's text with who asked, unless nobody could read it.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn finish_job(
        &self,
        lease: &Lease,
        ending: &Ending,
        now: Timestamp,
    ) -> Result<Finished, StoreError> {
        let mut transaction = self.begin().await?;
        let finished = self.write_ending(&mut transaction, lease, ending, now).await?;
        match finished {
            Finished::Written => {
                fail_point::reach("C6");
                transaction.commit().await?;
            }
            Finished::LeaseLost | Finished::Overtaken => transaction.rollback().await?,
        }
        Ok(finished)
    }

    async fn write_ending(
        &self,
        transaction: &mut Transaction<'_>,
        lease: &Lease,
        ending: &Ending,
        now: Timestamp,
    ) -> Result<Finished, StoreError> {
        let ended = transaction
            .run(
                "UPDATE jobs SET state = 1, lease_token = NULL, outcome = $4, ended_at = $5,
                     session = NULL, message = CASE WHEN $6 THEN message END,
                     asker = CASE WHEN $6 THEN asker END
                 WHERE robot_code = $1 AND id = $2 AND state = 0 AND lease_token = $3",
            )
            .bind_lease(lease)
            .bind(ending.outcome.as_str())
            .bind(now)
            .bind(ending.outcome == JobOutcome::Unreadable)
            .execute()
            .await?;
        if ended != 1 {
            return Ok(Finished::LeaseLost);
        }
        for decision in &ending.decisions {
            if !decision.write(transaction, lease.id, now).await? {
                return Ok(Finished::Overtaken);
            }
        }
        if let Some(confirmation) = &ending.confirms
            && !confirmation.write(transaction, lease.id, now).await?
        {
            return Ok(Finished::Overtaken);
        }
        if let Some(entry) = &ending.ledger {
            entry.write(transaction, lease.id, now).await?;
        }
        if let Some(answer) = &ending.answer {
            answer.write(transaction, lease.id, now).await?;
        }
        if let Some(told) = &ending.told {
            transaction.tell(lease.id, told, now).await?;
        }
        for change in &ending.rules {
            change.write(transaction, lease.id, now).await?;
        }
        self.write_follow_ups(transaction, &ending.follow_ups).await?;
        Ok(Finished::Written)
    }
}
