//! Who is where, as far as we saw, and what the directory of the organisation says of them.

use async_trait::async_trait;

use super::StoreError;
use crate::domain::{ConversationId, RobotCode, Timestamp, UserId};

/// Somebody whom we saw in a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Who.
    pub user_id: UserId,
    /// What they were called when we last heard from them.
    pub display_name: String,
    /// When we saw that they are called otherwise than before; `None` when they have been called
    /// that since we first saw them.
    pub changed_at: Option<Timestamp>,
}

/// What the directory says of somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DirectoryEntry {
    /// Who.
    pub user_id: UserId,
    /// Their name.
    pub name: String,
    /// Their position.
    pub title: Option<String>,
    /// Their number as an employee.
    pub job_number: Option<String>,
    /// Their department.
    pub dept: Option<String>,
    /// When the directory said so.
    pub read_at: Timestamp,
}

/// What the store remembers of people.
#[async_trait]
pub trait People {
    /// Remembers what somebody is called in a group; writes nothing when that is known.
    ///
    /// # Errors
    /// When the store does not answer.
    async fn remember_member(
        &self,
        robot_code: &RobotCode,
        conversation: &ConversationId,
        user_id: &UserId,
        display_name: &str,
        now: Timestamp,
    ) -> Result<(), StoreError>;

    /// Everybody whom we saw in a group, in the order of their ids.
    ///
    /// # Errors
    /// When the store does not answer.
    async fn members(
        &self,
        robot_code: &RobotCode,
        conversation: &ConversationId,
    ) -> Result<Vec<Member>, StoreError>;

    /// Somebody whom we saw in a group.
    ///
    /// # Errors
    /// When the store does not answer.
    async fn member(
        &self,
        robot_code: &RobotCode,
        conversation: &ConversationId,
        user_id: &UserId,
    ) -> Result<Option<Member>, StoreError>;

    /// Remembers what the directory says of somebody, in place of what it said before.
    ///
    /// # Errors
    /// When the store does not answer.
    async fn remember_directory_entry(
        &self,
        robot_code: &RobotCode,
        entry: &DirectoryEntry,
    ) -> Result<(), StoreError>;

    /// What the directory last said of somebody. It is forgotten some days later; see
    /// [`super::Jobs::purge`].
    ///
    /// # Errors
    /// When the store does not answer.
    async fn directory_entry(
        &self,
        robot_code: &RobotCode,
        user_id: &UserId,
    ) -> Result<Option<DirectoryEntry>, StoreError>;

    /// Remembers who is in a group, as DingTalk lists them.
    ///
    /// # Errors
    /// When the store does not answer.
    async fn remember_roster(
        &self,
        robot_code: &RobotCode,
        conversation: &ConversationId,
        user_ids: &[UserId],
        now: Timestamp,
    ) -> Result<(), StoreError>;

    /// Who is in a group, as DingTalk last listed them, and when. It is forgotten as directory
    /// entries are.
    ///
    /// # Errors
    /// When the store does not answer.
    async fn roster(
        &self,
        robot_code: &RobotCode,
        conversation: &ConversationId,
    ) -> Result<Option<(Vec<UserId>, Timestamp)>, StoreError>;
}

#[derive(sqlx::FromRow)]
pub(super) struct MemberRow {
    user_id: String,
    display_name: String,
    changed_at: Option<i64>,
}

impl MemberRow {
    pub(super) fn into_member(self) -> Option<Member> {
        Some(Member {
            user_id: UserId::parse(&self.user_id)?,
            display_name: self.display_name,
            changed_at: self.changed_at.map(Timestamp),
        })
    }
}

#[derive(sqlx::FromRow)]
pub(super) struct DirectoryRow {
    user_id: String,
    name: String,
    title: Option<String>,
    job_number: Option<String>,
    dept: Option<String>,
    read_at: i64,
}

impl DirectoryRow {
    pub(super) fn into_entry(self) -> Option<DirectoryEntry> {
        Some(DirectoryEntry {
            user_id: UserId::parse(&self.user_id)?,
            name: self.name,
            title: self.title,
            job_number: self.job_number,
            dept: self.dept,
            read_at: Timestamp(self.read_at),
        })
    }
}

/// A roster as the store has it.
pub(super) fn write_roster(user_ids: &[UserId]) -> String {
    serde_json::to_string(user_ids).expect("texts can be written")
}

/// The roster of a group's row; ids that are none any more are left out.
pub(super) fn read_roster(row: (Option<String>, Option<i64>)) -> Option<(Vec<UserId>, Timestamp)> {
    let (roster, at) = row.0.zip(row.1)?;
    let user_ids: Vec<String> = serde_json::from_str(&roster).ok()?;
    Some((user_ids.iter().filter_map(|id| UserId::parse(id)).collect(), Timestamp(at)))
}
