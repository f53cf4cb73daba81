//! Who is in which group, and what they are called there, as far as we saw.

use super::database::{Sql, Transaction, with_list};
use super::error::StoreError;
use super::rows::listed;
use super::scope::Scope;
use super::values::{list, row, text};
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

/// What is remembered of people.
impl Scope {
    /// Remembers what somebody is called in a group, and that they are in it; writes nothing when
    /// that is known. Looks first: this is asked for each message, and nearly always known.
    ///
    /// `readings` makes those of the name, where they are needed. Seen for the first time, they stand beside those of a
    /// name that we gave; where somebody is called otherwise than before, they take the place of
    /// all others in the group, unless there are none.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn remember_member(
        &self,
        conversation: &ConversationId,
        user_id: &UserId,
        display_name: &str,
        readings: impl FnOnce() -> Vec<String> + Send,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let known: Option<(String,)> = self
            .read(
                "SELECT display_name FROM members
                 WHERE robot_code = $1 AND conversation_id = $2 AND user_id = $3
                   AND left_at IS NULL",
            )
            .bind(conversation)
            .bind(user_id)
            .optional()
            .await?;
        if known.is_some_and(|(name,)| name == text(display_name)) {
            return Ok(());
        }
        let readings = readings();
        let mut transaction = self.begin().await?;
        let (has_changed,): (bool,) = transaction
            .run(
                "INSERT INTO members (robot_code, conversation_id, user_id, display_name)
                 VALUES ($1, $2, $3, $4)
                 ON CONFLICT (robot_code, conversation_id, user_id) DO UPDATE
                 SET left_at = NULL, display_name = excluded.display_name,
                     changed_at = CASE
                         WHEN members.display_name IN ('', excluded.display_name)
                         THEN members.changed_at ELSE $5 END
                 RETURNING coalesce(changed_at = $5, false)",
            )
            .bind(conversation)
            .bind(user_id)
            .bind(display_name)
            .bind(now)
            .one()
            .await?;
        if has_changed && !readings.is_empty() {
            transaction.forget_likeness(conversation.as_str(), user_id).await?;
        }
        transaction.add_likeness(conversation.as_str(), user_id, &readings).await?;
        transaction.commit().await
    }

    /// Everybody whom we saw in a group and who has not left it, in the order of their ids.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn members(&self, conversation: &ConversationId) -> Result<Vec<Member>, StoreError> {
        let rows: Vec<MemberRow> = self
            .read(
                "SELECT user_id, display_name, changed_at FROM members
                 WHERE robot_code = $1 AND conversation_id = $2 AND left_at IS NULL
                   AND display_name <> ''",
            )
            .bind(conversation)
            .all()
            .await?;
        let members = rows.into_iter().filter_map(|row| {
            let key = format!("{conversation} {}", row.user_id);
            listed("members", key, row.into_member())
        });
        let mut members: Vec<Member> = members.collect();
        members.sort_by(|one, other| one.user_id.cmp(&other.user_id));
        Ok(members)
    }

    /// Remembers that people have left a group: what they are called there counts no more. Those
    /// whom we never saw have a row without a name from then on.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn leave(
        &self,
        conversation: &ConversationId,
        user_ids: &[UserId],
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.write(LEAVE).bind(conversation).bind(list(user_ids)).bind(now).execute().await?;
        Ok(())
    }

    /// Remembers that people are in a group again: what they were called there counts again.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn join(
        &self,
        conversation: &ConversationId,
        user_ids: &[UserId],
    ) -> Result<(), StoreError> {
        self.write(with_list!(
            "UPDATE members SET left_at = NULL
             WHERE robot_code = $1 AND conversation_id = $2 AND user_id IN ",
            "$3" as "text",
            ""
        ))
        .bind(conversation)
        .bind(list(user_ids))
        .execute()
        .await?;
        Ok(())
    }
}

impl Transaction<'_> {
    /// The same of one, if it was thought that they had left.
    pub(super) async fn join(
        &mut self,
        conversation: &ConversationId,
        user_id: &UserId,
    ) -> Result<(), StoreError> {
        self.run(
            "UPDATE members SET left_at = NULL
             WHERE robot_code = $1 AND conversation_id = $2 AND user_id = $3
               AND left_at IS NOT NULL",
        )
        .bind(conversation)
        .bind(user_id)
        .execute()
        .await?;
        Ok(())
    }
}

const LEAVE: Sql = Sql::Each {
    sqlite: "INSERT INTO members (robot_code, conversation_id, user_id, display_name, left_at)
             SELECT $1, $2, value, '', $4 FROM json_each($3) WHERE true
             ON CONFLICT (robot_code, conversation_id, user_id) DO UPDATE
             SET left_at = excluded.left_at",
    postgres: "INSERT INTO members (robot_code, conversation_id, user_id, display_name, left_at)
               SELECT $1, $2, value, '', $4
               FROM (SELECT DISTINCT value
                     FROM json_array_elements_text(CAST($3 AS json)) AS list (value)) AS list
               ORDER BY value
               ON CONFLICT (robot_code, conversation_id, user_id) DO UPDATE
               SET left_at = excluded.left_at",
};

row! {
    struct MemberRow {
        user_id: String,
        display_name: String,
        changed_at: Option<i64>,
    }
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
