//! Renames that wait for somebody's approval, numbered from 1 in each group.
//!
//! A number is given once. Of those who decide a request at the same time, one does.

use super::database::Transaction;
use super::error::StoreError;
use super::numbers::{Number, REQUESTS};
use super::rows::{listed, readable};
use super::scope::Scope;
use super::values::row;
use crate::domain::{ConversationId, MessageId, Nickname, Timestamp, UserId};

/// A rename that is to wait for approval.
#[derive(Clone, Copy, Debug)]
pub struct NewRequest<'a> {
    /// In which group.
    pub conversation: &'a ConversationId,
    /// The message that asks for it: asked again, it is the same request.
    pub message_id: &'a MessageId,
    /// Whose name.
    pub user_id: &'a UserId,
    /// Who asks.
    pub asked_by: &'a UserId,
    /// What the one who asks is called.
    pub display_name: &'a str,
    /// The name that is asked for.
    pub name: &'a Nickname,
    /// When it was asked for.
    pub asked_at: Timestamp,
    /// The line of the ledger that it takes back, if that is what is asked for.
    pub undoes: Option<i64>,
}

/// A rename that waits for approval, or waited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Its number in its group, from 1.
    pub number: u32,
    /// Whose name.
    pub user_id: UserId,
    /// Who asked.
    pub asked_by: UserId,
    /// What the one who asked was called then.
    pub display_name: String,
    /// The name that was asked for.
    pub name: Nickname,
    /// When it was asked for.
    pub asked_at: Timestamp,
    /// What became of it.
    pub state: RequestState,
    /// The line of the ledger that it takes back, if that is what was asked for.
    pub undoes: Option<i64>,
}

/// That somebody decides a request; it comes in with the end of a job.
#[derive(Clone, Debug)]
pub struct Decision {
    /// In which group.
    pub conversation: ConversationId,
    /// Which request.
    pub number: u32,
    /// What becomes of it.
    pub state: RequestState,
    /// Who says so, if it is a person.
    pub by: Option<UserId>,
    /// Why, in their words; often empty.
    pub reason: String,
}

impl Decision {
    /// Whether the request was still open; if not, nothing is written.
    pub(super) async fn write(
        &self,
        transaction: &mut Transaction<'_>,
        job_id: i64,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let decided = transaction
            .run(
                "UPDATE requests
                 SET state = $4, decided_by = $5, reason = $6, decided_job = $7, decided_at = $8
                 WHERE robot_code = $1 AND conversation_id = $2 AND number = $3
                   AND state = 'open'",
            )
            .bind(&self.conversation)
            .bind(self.number)
            .bind(self.state.as_str())
            .bind(self.by.as_ref().map(UserId::as_str))
            .bind(&self.reason)
            .bind(job_id)
            .bind(now)
            .execute()
            .await?;
        Ok(decided == 1)
    }
}

/// What became of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RequestState {
    /// It waits.
    Open,
    /// Somebody said yes.
    Approved,
    /// Somebody said no.
    Rejected,
    /// Nobody said anything in time.
    Expired,
    /// A newer request of the same person for the same name took its place.
    Replaced,
    /// Who asked, or whose name it was, is not in the group any more.
    Withdrawn,
}

impl RequestState {
    const ALL: [Self; 6] = [
        Self::Open,
        Self::Approved,
        Self::Rejected,
        Self::Expired,
        Self::Replaced,
        Self::Withdrawn,
    ];

    /// The word in the store.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Approved => "approved",
            Self::Rejected => "rejected",
            Self::Expired => "expired",
            Self::Replaced => "replaced",
            Self::Withdrawn => "withdrawn",
        }
    }
}

row! {
    struct RequestRow {
        conversation_id: String,
        number: i64,
        user_id: String,
        asked_by: String,
        display_name: String,
        name: String,
        asked_at: i64,
        state: String,
        undoes: Option<i64>,
    }
}

impl RequestRow {
    /// What the log calls it.
    fn key(&self) -> String {
        format!("{} number {}", self.conversation_id, self.number)
    }

    fn into_listed(self) -> Option<(ConversationId, Request)> {
        let key = self.key();
        listed("requests", key, self.into_request())
    }

    fn into_request(self) -> Option<(ConversationId, Request)> {
        let request = Request {
            number: u32::try_from(self.number).ok()?,
            user_id: UserId::parse(&self.user_id)?,
            asked_by: UserId::parse(&self.asked_by)?,
            display_name: self.display_name,
            name: Nickname::parse(&self.name).ok()?,
            asked_at: Timestamp(self.asked_at),
            undoes: self.undoes,
            state: RequestState::ALL.into_iter().find(|state| state.as_str() == self.state)?,
        };
        Some((ConversationId::parse(&self.conversation_id)?, request))
    }
}

/// A question for requests.
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT conversation_id, number, user_id, asked_by, display_name, name, asked_at,
                 state, undoes
             FROM requests ",
            $rest
        )
    };
}

/// The renames that wait for approval.
impl Scope {
    /// Opens a request and returns its number; the same message has the same number again. One
    /// that the same person had open for the same name is replaced.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn open_request(&self, request: NewRequest<'_>) -> Result<u32, StoreError> {
        let number = self.number(&REQUESTS, request.conversation, request.message_id).await?;
        let (number, mut transaction) = match number {
            Number::New(number, transaction) => (number, transaction),
            Number::Before(number) => return Ok(number),
        };
        transaction
            .run(
                "UPDATE requests SET state = 'replaced', decided_at = $4
                 WHERE robot_code = $1 AND conversation_id = $2 AND user_id = $3
                   AND state = 'open' AND asked_by = $5",
            )
            .bind(request.conversation)
            .bind(request.user_id)
            .bind(request.asked_at)
            .bind(request.asked_by)
            .execute()
            .await?;
        transaction
            .run(
                "INSERT INTO requests (robot_code, conversation_id, number, message_id, user_id,
                     asked_by, display_name, name, asked_at, undoes)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            )
            .bind(request.conversation)
            .bind(number)
            .bind(request.message_id)
            .bind(request.user_id)
            .bind(request.asked_by)
            .bind(request.display_name)
            .bind(request.name)
            .bind(request.asked_at)
            .bind(request.undoes)
            .execute()
            .await?;
        transaction.commit().await?;
        Ok(number)
    }

    /// The requests of a group that wait, in the order of their numbers.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn open_requests(
        &self,
        conversation: &ConversationId,
    ) -> Result<Vec<Request>, StoreError> {
        let rows: Vec<RequestRow> = self
            .read(select!(
                "WHERE robot_code = $1 AND conversation_id = $2 AND state = 'open'
                 ORDER BY number"
            ))
            .bind(conversation)
            .all()
            .await?;
        let requests = rows.into_iter().filter_map(RequestRow::into_listed);
        Ok(requests.map(|(_, request)| request).collect())
    }

    /// Up to `limit` requests of all groups that wait, a group's together.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn all_open_requests(
        &self,
        limit: u32,
    ) -> Result<Vec<(ConversationId, Request)>, StoreError> {
        let rows: Vec<RequestRow> = self
            .read(select!(
                "WHERE robot_code = $1 AND state = 'open' ORDER BY conversation_id, number LIMIT $2"
            ))
            .bind(limit)
            .all()
            .await?;
        Ok(rows.into_iter().filter_map(RequestRow::into_listed).collect())
    }

    /// A request of a group, whatever became of it.
    ///
    /// # Errors
    /// When the store does not answer, or the row cannot be read.
    pub async fn request(
        &self,
        conversation: &ConversationId,
        number: u32,
    ) -> Result<Option<Request>, StoreError> {
        let row: Option<RequestRow> = self
            .read(select!("WHERE robot_code = $1 AND conversation_id = $2 AND number = $3"))
            .bind(conversation)
            .bind(number)
            .optional()
            .await?;
        let Some(row) = row else {
            return Ok(None);
        };
        let key = row.key();
        let (_, request) = readable("requests", key, row.into_request())?;
        Ok(Some(request))
    }

    /// Up to `limit` requests, of all groups, that wait and were asked for before `asked_before`,
    /// the oldest first.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn overdue_requests(
        &self,
        asked_before: Timestamp,
        limit: u32,
    ) -> Result<Vec<(ConversationId, Request)>, StoreError> {
        let rows: Vec<RequestRow> = self
            .read(select!(
                "WHERE robot_code = $1 AND state = 'open' AND asked_at < $2
                 ORDER BY asked_at, id LIMIT $3"
            ))
            .bind(asked_before)
            .bind(limit)
            .all()
            .await?;
        Ok(rows.into_iter().filter_map(RequestRow::into_listed).collect())
    }
}
