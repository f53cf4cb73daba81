//! What the directory of the organisation says of people, and whom DingTalk lists in a group.

use super::database::{Sql, with_list};
use super::error::StoreError;
use super::rows::{listed, readable};
use super::scope::Scope;
use super::values::{list, row};
use crate::domain::{ConversationId, Timestamp, UserId};

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

row! {
    struct DirectoryRow {
        user_id: String,
        name: String,
        title: Option<String>,
        job_number: Option<String>,
        dept: Option<String>,
        read_at: i64,
    }
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

/// A question for entries of the directory.
macro_rules! select {
    ($rest:literal) => {
        concat!("SELECT user_id, name, title, job_number, dept, read_at FROM directory ", $rest)
    };
}

/// What is remembered of the directory and of rosters.
impl Scope {
    /// Remembers what the directory says of somebody, in place of what it said before, with the
    /// readings of their name.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn remember_directory_entry(
        &self,
        entry: &DirectoryEntry,
        readings: &[String],
    ) -> Result<(), StoreError> {
        let mut transaction = self.begin().await?;
        transaction
            .run(
                "INSERT INTO directory
                     (robot_code, user_id, name, title, job_number, dept, read_at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7)
                 ON CONFLICT (robot_code, user_id) DO UPDATE
                 SET name = excluded.name, title = excluded.title,
                     job_number = excluded.job_number, dept = excluded.dept,
                     read_at = excluded.read_at",
            )
            .bind(&entry.user_id)
            .bind(&entry.name)
            .bind(entry.title.as_deref())
            .bind(entry.job_number.as_deref())
            .bind(entry.dept.as_deref())
            .bind(entry.read_at)
            .execute()
            .await?;
        transaction.forget_likeness(IN_THE_DIRECTORY, &entry.user_id).await?;
        transaction.add_likeness(IN_THE_DIRECTORY, &entry.user_id, readings).await?;
        transaction.commit().await
    }

    /// What the directory last said of somebody. It is forgotten some days later; see
    /// [`Scope::purge`].
    ///
    /// # Errors
    /// When the store does not answer, or the row cannot be read.
    pub async fn directory_entry(
        &self,
        user_id: &UserId,
    ) -> Result<Option<DirectoryEntry>, StoreError> {
        let row: Option<DirectoryRow> = self
            .read(select!("WHERE robot_code = $1 AND user_id = $2"))
            .bind(user_id)
            .optional()
            .await?;
        row.map(|row| readable("directory", user_id, row.into_entry())).transpose()
    }

    /// The same of several, as far as it ever said anything, with one question.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn directory_entries(
        &self,
        user_ids: &[UserId],
    ) -> Result<Vec<DirectoryEntry>, StoreError> {
        let rows: Vec<DirectoryRow> = self
            .read(with_list!(
                select!("WHERE robot_code = $1 AND user_id IN "),
                "$2" as "text",
                ""
            ))
            .bind(list(user_ids))
            .all()
            .await?;
        let entries = rows.into_iter().filter_map(|row| {
            let key = row.user_id.clone();
            listed("directory", key, row.into_entry())
        });
        Ok(entries.collect())
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
    /// When the store does not answer, or the row cannot be read.
    pub async fn roster(
        &self,
        conversation: &ConversationId,
    ) -> Result<Option<(Vec<UserId>, Timestamp)>, StoreError> {
        let row: Option<(Option<String>, Option<i64>)> = self
            .read(
                "SELECT roster, roster_at FROM groups
                 WHERE robot_code = $1 AND conversation_id = $2",
            )
            .bind(conversation)
            .optional()
            .await?;
        let Some((roster, at)) = row.and_then(|(roster, at)| roster.zip(at)) else {
            return Ok(None);
        };
        let user_ids: Option<Vec<String>> = serde_json::from_str(&roster).ok();
        let user_ids = readable("groups", conversation, user_ids)?;
        let user_ids =
            user_ids.iter().filter_map(|id| listed("groups", conversation, UserId::parse(id)));
        Ok(Some((user_ids.collect(), Timestamp(at))))
    }

    /// Up to `limit` of those who are listed in a group and of whom the directory has said nothing
    /// since `read_since`.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn unread_in_directory(
        &self,
        conversation: &ConversationId,
        read_since: Timestamp,
        limit: u32,
    ) -> Result<Vec<UserId>, StoreError> {
        let ids: Vec<(String,)> =
            self.read(UNREAD).bind(conversation).bind(read_since).bind(limit).all().await?;
        let ids = ids.iter();
        Ok(ids.filter_map(|(id,)| listed("groups", conversation, UserId::parse(id))).collect())
    }
}

/// Whom the directory's likenesses belong to instead of a group.
pub(super) const IN_THE_DIRECTORY: &str = "";

/// The question for those who are unread, with the words for the list.
macro_rules! unread {
    ($list:literal) => {
        concat!(
            "SELECT list.value FROM groups CROSS JOIN ",
            $list,
            " WHERE groups.robot_code = $1 AND groups.conversation_id = $2
               AND NOT EXISTS (
                   SELECT 1 FROM directory
                   WHERE directory.robot_code = $1 AND directory.user_id = list.value
                     AND directory.read_at >= $3)
             ORDER BY list.key LIMIT $4"
        )
    };
}
const UNREAD: Sql = Sql::Each {
    sqlite: unread!("json_each(groups.roster) AS list"),
    postgres: unread!(
        "LATERAL json_array_elements_text(CAST(groups.roster AS json))
             WITH ORDINALITY AS list (value, key)"
    ),
};
