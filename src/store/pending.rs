//! Not written yet: what both databases still have to learn.

use async_trait::async_trait;

use super::{postgres::Postgres, sqlite::Sqlite, *};
use crate::domain::{ConversationId, RobotCode, Timestamp, UserId};

#[async_trait]
impl Rules for Sqlite {
    async fn rules(
        &self,
        _robot_code: &RobotCode,
        _conversation: &ConversationId,
    ) -> Result<Vec<Rule>, StoreError> {
        Err(StoreError::Closed)
    }
}
#[async_trait]
impl Requests for Sqlite {
    async fn open_request(
        &self,
        _robot_code: &RobotCode,
        _request: NewRequest<'_>,
    ) -> Result<u32, StoreError> {
        Err(StoreError::Closed)
    }
    async fn open_requests(
        &self,
        _robot_code: &RobotCode,
        _conversation: &ConversationId,
    ) -> Result<Vec<Request>, StoreError> {
        Err(StoreError::Closed)
    }
    async fn decide_request(
        &self,
        _robot_code: &RobotCode,
        _conversation: &ConversationId,
        _number: u32,
        _state: RequestState,
        _by: Option<&UserId>,
        _reason: &str,
        _lease: &Lease,
        _now: Timestamp,
    ) -> Result<Decided, StoreError> {
        Err(StoreError::Closed)
    }
    async fn overdue_requests(
        &self,
        _robot_code: &RobotCode,
        _asked_before: Timestamp,
        _limit: u32,
    ) -> Result<Vec<(ConversationId, Request)>, StoreError> {
        Err(StoreError::Closed)
    }
}
#[async_trait]
impl Plans for Sqlite {
    async fn open_plan(
        &self,
        _robot_code: &RobotCode,
        _plan: NewPlan<'_>,
    ) -> Result<u32, StoreError> {
        Err(StoreError::Closed)
    }
    async fn plan(
        &self,
        _robot_code: &RobotCode,
        _conversation: &ConversationId,
        _number: u32,
    ) -> Result<Option<(Plan, bool)>, StoreError> {
        Err(StoreError::Closed)
    }
    async fn confirm_plan(
        &self,
        _robot_code: &RobotCode,
        _conversation: &ConversationId,
        _number: u32,
        _lease: &Lease,
        _now: Timestamp,
    ) -> Result<Confirmed, StoreError> {
        Err(StoreError::Closed)
    }
    async fn plan_progress(
        &self,
        _robot_code: &RobotCode,
        _plan_id: i64,
    ) -> Result<PlanProgress, StoreError> {
        Err(StoreError::Closed)
    }
}
#[async_trait]
impl People for Sqlite {
    async fn remember_member(
        &self,
        _robot_code: &RobotCode,
        _conversation: &ConversationId,
        _user_id: &UserId,
        _display_name: &str,
        _now: Timestamp,
    ) -> Result<(), StoreError> {
        Err(StoreError::Closed)
    }
    async fn members(
        &self,
        _robot_code: &RobotCode,
        _conversation: &ConversationId,
    ) -> Result<Vec<Member>, StoreError> {
        Err(StoreError::Closed)
    }
    async fn member(
        &self,
        _robot_code: &RobotCode,
        _conversation: &ConversationId,
        _user_id: &UserId,
    ) -> Result<Option<Member>, StoreError> {
        Err(StoreError::Closed)
    }
    async fn remember_directory_entry(
        &self,
        _robot_code: &RobotCode,
        _entry: &DirectoryEntry,
    ) -> Result<(), StoreError> {
        Err(StoreError::Closed)
    }
    async fn directory_entry(
        &self,
        _robot_code: &RobotCode,
        _user_id: &UserId,
    ) -> Result<Option<DirectoryEntry>, StoreError> {
        Err(StoreError::Closed)
    }
    async fn remember_roster(
        &self,
        _robot_code: &RobotCode,
        _conversation: &ConversationId,
        _user_ids: &[UserId],
        _now: Timestamp,
    ) -> Result<(), StoreError> {
        Err(StoreError::Closed)
    }
    async fn roster(
        &self,
        _robot_code: &RobotCode,
        _conversation: &ConversationId,
    ) -> Result<Option<(Vec<UserId>, Timestamp)>, StoreError> {
        Err(StoreError::Closed)
    }
}
#[async_trait]
impl Calls for Sqlite {
    async fn add_calls(
        &self,
        _organisation: &str,
        _month: &str,
        _calls: u32,
    ) -> Result<u64, StoreError> {
        Err(StoreError::Closed)
    }
}
#[async_trait]
impl Rules for Postgres {
    async fn rules(
        &self,
        _robot_code: &RobotCode,
        _conversation: &ConversationId,
    ) -> Result<Vec<Rule>, StoreError> {
        Err(StoreError::Closed)
    }
}
#[async_trait]
impl Requests for Postgres {
    async fn open_request(
        &self,
        _robot_code: &RobotCode,
        _request: NewRequest<'_>,
    ) -> Result<u32, StoreError> {
        Err(StoreError::Closed)
    }
    async fn open_requests(
        &self,
        _robot_code: &RobotCode,
        _conversation: &ConversationId,
    ) -> Result<Vec<Request>, StoreError> {
        Err(StoreError::Closed)
    }
    async fn decide_request(
        &self,
        _robot_code: &RobotCode,
        _conversation: &ConversationId,
        _number: u32,
        _state: RequestState,
        _by: Option<&UserId>,
        _reason: &str,
        _lease: &Lease,
        _now: Timestamp,
    ) -> Result<Decided, StoreError> {
        Err(StoreError::Closed)
    }
    async fn overdue_requests(
        &self,
        _robot_code: &RobotCode,
        _asked_before: Timestamp,
        _limit: u32,
    ) -> Result<Vec<(ConversationId, Request)>, StoreError> {
        Err(StoreError::Closed)
    }
}
#[async_trait]
impl Plans for Postgres {
    async fn open_plan(
        &self,
        _robot_code: &RobotCode,
        _plan: NewPlan<'_>,
    ) -> Result<u32, StoreError> {
        Err(StoreError::Closed)
    }
    async fn plan(
        &self,
        _robot_code: &RobotCode,
        _conversation: &ConversationId,
        _number: u32,
    ) -> Result<Option<(Plan, bool)>, StoreError> {
        Err(StoreError::Closed)
    }
    async fn confirm_plan(
        &self,
        _robot_code: &RobotCode,
        _conversation: &ConversationId,
        _number: u32,
        _lease: &Lease,
        _now: Timestamp,
    ) -> Result<Confirmed, StoreError> {
        Err(StoreError::Closed)
    }
    async fn plan_progress(
        &self,
        _robot_code: &RobotCode,
        _plan_id: i64,
    ) -> Result<PlanProgress, StoreError> {
        Err(StoreError::Closed)
    }
}
#[async_trait]
impl People for Postgres {
    async fn remember_member(
        &self,
        _robot_code: &RobotCode,
        _conversation: &ConversationId,
        _user_id: &UserId,
        _display_name: &str,
        _now: Timestamp,
    ) -> Result<(), StoreError> {
        Err(StoreError::Closed)
    }
    async fn members(
        &self,
        _robot_code: &RobotCode,
        _conversation: &ConversationId,
    ) -> Result<Vec<Member>, StoreError> {
        Err(StoreError::Closed)
    }
    async fn member(
        &self,
        _robot_code: &RobotCode,
        _conversation: &ConversationId,
        _user_id: &UserId,
    ) -> Result<Option<Member>, StoreError> {
        Err(StoreError::Closed)
    }
    async fn remember_directory_entry(
        &self,
        _robot_code: &RobotCode,
        _entry: &DirectoryEntry,
    ) -> Result<(), StoreError> {
        Err(StoreError::Closed)
    }
    async fn directory_entry(
        &self,
        _robot_code: &RobotCode,
        _user_id: &UserId,
    ) -> Result<Option<DirectoryEntry>, StoreError> {
        Err(StoreError::Closed)
    }
    async fn remember_roster(
        &self,
        _robot_code: &RobotCode,
        _conversation: &ConversationId,
        _user_ids: &[UserId],
        _now: Timestamp,
    ) -> Result<(), StoreError> {
        Err(StoreError::Closed)
    }
    async fn roster(
        &self,
        _robot_code: &RobotCode,
        _conversation: &ConversationId,
    ) -> Result<Option<(Vec<UserId>, Timestamp)>, StoreError> {
        Err(StoreError::Closed)
    }
}
#[async_trait]
impl Calls for Postgres {
    async fn add_calls(
        &self,
        _organisation: &str,
        _month: &str,
        _calls: u32,
    ) -> Result<u64, StoreError> {
        Err(StoreError::Closed)
    }
}
