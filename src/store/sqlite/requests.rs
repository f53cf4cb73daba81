//! Renames that wait for approval in SQLite.

use async_trait::async_trait;

use super::Sqlite;
use crate::domain::{ConversationId, RobotCode, Timestamp, UserId};
use crate::store::requests::RequestRow;
use crate::store::{Decided, Lease, NewRequest, Request, RequestState, Requests, StoreError};

#[async_trait]
impl Requests for Sqlite {
    async fn open_request(
        &self,
        robot_code: &RobotCode,
        request: NewRequest<'_>,
    ) -> Result<u32, StoreError> {
        let mut transaction = self.write.begin_with("BEGIN IMMEDIATE").await?;
        let number: i64 = sqlx::query_scalar(
            "INSERT INTO groups (robot_code, conversation_id, last_request) VALUES (?1, ?2, 1)
             ON CONFLICT (robot_code, conversation_id) DO UPDATE
             SET last_request = groups.last_request + 1
             RETURNING last_request",
        )
        .bind(robot_code.as_str())
        .bind(request.conversation.as_str())
        .fetch_one(&mut *transaction)
        .await?;
        let before: Option<i64> = sqlx::query_scalar(
            "SELECT number FROM requests WHERE robot_code = ?1 AND message_id = ?2",
        )
        .bind(robot_code.as_str())
        .bind(request.message_id.as_str())
        .fetch_optional(&mut *transaction)
        .await?;
        if let Some(number) = before {
            transaction.rollback().await?;
            return Ok(u32::try_from(number).unwrap_or(u32::MAX));
        }
        sqlx::query(
            "UPDATE requests SET state = 'replaced', decided_at = ?4
             WHERE robot_code = ?1 AND conversation_id = ?2 AND user_id = ?3 AND state = 'open'
                 AND asked_by = ?5",
        )
        .bind(robot_code.as_str())
        .bind(request.conversation.as_str())
        .bind(request.user_id.as_str())
        .bind(request.asked_at.0)
        .bind(request.asked_by.as_str())
        .execute(&mut *transaction)
        .await?;
        sqlx::query(
            "INSERT INTO requests (robot_code, conversation_id, number, message_id, user_id,
                 asked_by, display_name, name, asked_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )
        .bind(robot_code.as_str())
        .bind(request.conversation.as_str())
        .bind(number)
        .bind(request.message_id.as_str())
        .bind(request.user_id.as_str())
        .bind(request.asked_by.as_str())
        .bind(request.display_name)
        .bind(request.name.as_str())
        .bind(request.asked_at.0)
        .execute(&mut *transaction)
        .await?;
        transaction.commit().await?;
        Ok(u32::try_from(number).unwrap_or(u32::MAX))
    }

    async fn open_requests(
        &self,
        robot_code: &RobotCode,
        conversation: &ConversationId,
    ) -> Result<Vec<Request>, StoreError> {
        let rows: Vec<RequestRow> = sqlx::query_as(
            "SELECT conversation_id, number, user_id, asked_by, display_name, name, asked_at, state,
                 decided_job
             FROM requests WHERE robot_code = ?1 AND conversation_id = ?2 AND state = 'open'
             ORDER BY number",
        )
        .bind(robot_code.as_str())
        .bind(conversation.as_str())
        .fetch_all(&self.read)
        .await?;
        let requests = rows.into_iter().filter_map(RequestRow::into_request);
        Ok(requests.map(|(_, request)| request).collect())
    }

    async fn decide_request(
        &self,
        robot_code: &RobotCode,
        conversation: &ConversationId,
        number: u32,
        state: RequestState,
        by: Option<&UserId>,
        reason: &str,
        lease: &Lease,
        now: Timestamp,
    ) -> Result<Decided, StoreError> {
        sqlx::query(
            "UPDATE requests
             SET state = ?1, decided_by = ?2, reason = ?3, decided_job = ?4, decided_at = ?5
             WHERE robot_code = ?6 AND conversation_id = ?7 AND number = ?8 AND state = 'open'",
        )
        .bind(state.as_str())
        .bind(by.map(UserId::as_str))
        .bind(reason)
        .bind(lease.id)
        .bind(now.0)
        .bind(robot_code.as_str())
        .bind(conversation.as_str())
        .bind(i64::from(number))
        .execute(&self.write)
        .await?;
        let row: Option<RequestRow> = sqlx::query_as(
            "SELECT conversation_id, number, user_id, asked_by, display_name, name, asked_at, state,
                 decided_job
             FROM requests WHERE robot_code = ?1 AND conversation_id = ?2 AND number = ?3",
        )
        .bind(robot_code.as_str())
        .bind(conversation.as_str())
        .bind(i64::from(number))
        .fetch_optional(&self.read)
        .await?;
        Ok(row.map_or(Decided::Unknown, |row| row.decided_by(lease)))
    }

    async fn overdue_requests(
        &self,
        robot_code: &RobotCode,
        asked_before: Timestamp,
        limit: u32,
    ) -> Result<Vec<(ConversationId, Request)>, StoreError> {
        let rows: Vec<RequestRow> = sqlx::query_as(
            "SELECT conversation_id, number, user_id, asked_by, display_name, name, asked_at, state,
                 decided_job
             FROM requests WHERE robot_code = ?1 AND state = 'open' AND asked_at < ?2
             ORDER BY asked_at, id LIMIT ?3",
        )
        .bind(robot_code.as_str())
        .bind(asked_before.0)
        .bind(i64::from(limit))
        .fetch_all(&self.read)
        .await?;
        Ok(rows.into_iter().filter_map(RequestRow::into_request).collect())
    }
}
