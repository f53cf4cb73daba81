//! The numbers of requests and of plans: from 1 in each group, and none is given twice. A message
//! that asks again has the number that it was given.

use super::database::Transaction;
use super::error::StoreError;
use super::scope::Scope;
use crate::domain::{ConversationId, MessageId};

/// What is numbered.
pub(super) struct Series {
    next: &'static str,
    before: &'static str,
}

macro_rules! series {
    ($last:literal, $table:literal) => {
        Series {
            next: concat!(
                "INSERT INTO groups (robot_code, conversation_id, ",
                $last,
                ") VALUES ($1, $2, 1)
                 ON CONFLICT (robot_code, conversation_id) DO UPDATE SET ",
                $last,
                " = groups.",
                $last,
                " + 1 RETURNING ",
                $last
            ),
            before: concat!(
                "SELECT number FROM ",
                $table,
                " WHERE robot_code = $1 AND message_id = $2"
            ),
        }
    };
}
pub(super) const REQUESTS: Series = series!("last_request", "requests");
pub(super) const PLANS: Series = series!("last_plan", "plans");

/// The number for a message.
pub(super) enum Number<'c> {
    /// It has just been drawn, and counts if the transaction does.
    New(u32, Transaction<'c>),
    /// The message was given it before.
    Before(u32),
}

impl Scope {
    /// The number for what a message asks for. While it is new, the group's row is held: who asks
    /// at the same time waits.
    pub(super) async fn number(
        &self,
        series: &Series,
        conversation: &ConversationId,
        message_id: &MessageId,
    ) -> Result<Number<'_>, StoreError> {
        let mut transaction = self.begin().await?;
        let (next,): (i64,) = transaction.run(series.next).bind(conversation).one().await?;
        let before: Option<(i64,)> =
            transaction.run(series.before).bind(message_id).optional().await?;
        let number = |number| u32::try_from(number).unwrap_or(u32::MAX);
        match before {
            Some((before,)) => {
                transaction.rollback().await?;
                Ok(Number::Before(number(before)))
            }
            None => Ok(Number::New(number(next), transaction)),
        }
    }
}
