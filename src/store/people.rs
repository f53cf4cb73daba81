//! Who is where, as far as we saw, and what the directory of the organisation says of them.

use super::database::{list, text};
use super::{Scope, StoreError};
use crate::domain::{ConversationId, Timestamp, UserId};

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

/// What is remembered of people.
impl Scope {
    /// Remembers what somebody is called in a group; writes nothing when that is known. Looks
    /// first: this is asked for each message, and nearly always known.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn remember_member(
        &self,
        conversation: &ConversationId,
        user_id: &UserId,
        display_name: &str,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let known = self.member(conversation, user_id).await?;
        if known.is_some_and(|member| member.display_name == text(display_name)) {
            return Ok(());
        }
        self.write(
            "INSERT INTO members (robot_code, conversation_id, user_id, display_name)
             VALUES ($1, $2, $3, $4)
             ON CONFLICT (robot_code, conversation_id, user_id) DO UPDATE
             SET display_name = excluded.display_name, changed_at = $5
             WHERE members.display_name <> excluded.display_name",
        )
        .bind(conversation)
        .bind(user_id)
        .bind(display_name)
        .bind(now)
        .execute()
        .await?;
        Ok(())
    }

    /// Everybody whom we saw in a group, in the order of their ids.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn members(&self, conversation: &ConversationId) -> Result<Vec<Member>, StoreError> {
        let rows: Vec<MemberRow> = self
            .read(
                "SELECT user_id, display_name, changed_at FROM members
                 WHERE robot_code = $1 AND conversation_id = $2",
            )
            .bind(conversation)
            .all()
            .await?;
        let mut members: Vec<Member> =
            rows.into_iter().filter_map(MemberRow::into_member).collect();
        members.sort_by(|one, other| one.user_id.cmp(&other.user_id));
        Ok(members)
    }

    /// Somebody whom we saw in a group.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn member(
        &self,
        conversation: &ConversationId,
        user_id: &UserId,
    ) -> Result<Option<Member>, StoreError> {
        let row: Option<MemberRow> = self
            .read(
                "SELECT user_id, display_name, changed_at FROM members
                 WHERE robot_code = $1 AND conversation_id = $2 AND user_id = $3",
            )
            .bind(conversation)
            .bind(user_id)
            .optional()
            .await?;
        Ok(row.and_then(MemberRow::into_member))
    }

    /// Remembers what the directory says of somebody, in place of what it said before.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn remember_directory_entry(&self, entry: &DirectoryEntry) -> Result<(), StoreError> {
        self.write(
            "INSERT INTO directory (robot_code, user_id, name, title, job_number, dept, read_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7)
             ON CONFLICT (robot_code, user_id) DO UPDATE
             SET name = excluded.name, title = excluded.title, job_number = excluded.job_number,
                 dept = excluded.dept, read_at = excluded.read_at",
        )
        .bind(&entry.user_id)
        .bind(&entry.name)
        .bind(entry.title.as_deref())
        .bind(entry.job_number.as_deref())
        .bind(entry.dept.as_deref())
        .bind(entry.read_at)
        .execute()
        .await?;
        Ok(())
    }

    /// What the directory last said of somebody. It is forgotten some days later; see
    /// [`Scope::purge`].
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn directory_entry(
        &self,
        user_id: &UserId,
    ) -> Result<Option<DirectoryEntry>, StoreError> {
        let row: Option<DirectoryRow> = self
            .read(
                "SELECT user_id, name, title, job_number, dept, read_at FROM directory
                 WHERE robot_code = $1 AND user_id = $2",
            )
            .bind(user_id)
            .optional()
            .await?;
        Ok(row.and_then(DirectoryRow::into_entry))
    }

    /// Remembers who is in a group, as DingTalk lists them.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn remember_roster(
        &self,
        conversation: &ConversationId,
        user_ids: &[UserId],
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.write(
            "INSERT INTO groups (robot_code, conversation_id, roster, roster_at)
             VALUES ($1, $2, $3, $4)
             ON CONFLICT (robot_code, conversation_id) DO UPDATE
             SET roster = excluded.roster, roster_at = excluded.roster_at",
        )
        .bind(conversation)
        .bind(list(user_ids))
        .bind(now)
        .execute()
        .await?;
        Ok(())
    }

    /// Who is in a group, as DingTalk last listed them, and when. It is forgotten as directory
    /// entries are.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn roster(
        &self,
        conversation: &ConversationId,
    ) -> Result<Option<(Vec<UserId>, Timestamp)>, StoreError> {
        let row = self
            .read(
                "SELECT roster, roster_at FROM groups
                 WHERE robot_code = $1 AND conversation_id = $2",
            )
            .bind(conversation)
            .optional()
            .await?;
        Ok(row.and_then(read_roster))
    }
}

#[derive(sqlx::FromRow)]
struct MemberRow {
    user_id: String,
    display_name: String,
    changed_at: Option<i64>,
}

impl MemberRow {
    fn into_member(self) -> Option<Member> {
        Some(Member {
            user_id: UserId::parse(&self.user_id)?,
            display_name: self.display_name,
            changed_at: self.changed_at.map(Timestamp),
        })
    }
}

#[derive(sqlx::FromRow)]
struct DirectoryRow {
    user_id: String,
    name: String,
    title: Option<String>,
    job_number: Option<String>,
    dept: Option<String>,
    read_at: i64,
}

impl DirectoryRow {
    fn into_entry(self) -> Option<DirectoryEntry> {
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

/// The roster of a group's row; ids that are none any more are left out.
fn read_roster(row: (Option<String>, Option<i64>)) -> Option<(Vec<UserId>, Timestamp)> {
    let (roster, at) = row.0.zip(row.1)?;
    let user_ids: Vec<String> = serde_json::from_str(&roster).ok()?;
    Some((user_ids.iter().filter_map(|id| UserId::parse(id)).collect(), Timestamp(at)))
}
