//! What names look like: each is kept in every way to read it, so that those who are called alike
//! are found by an index, however many people a group has.
//!
//! It is a first answer. The readings of a name that somebody had a while ago may still be there,
//! never those of one that they have missing; whoever is found is compared by name.

use super::database::{Sql, Transaction};
use super::error::StoreError;
use super::rows::listed;
use super::scope::Scope;
use super::values::{list, text};
use crate::domain::{ConversationId, UserId};

/// How many people are found at most.
const FOUND_AT_MOST: u32 = 64;

/// How many readings one statement writes.
const CHUNK: usize = 2000;

/// Who is called alike.
impl Scope {
    /// Who is called in one of these ways in a group; and who is called so in the directory, of
    /// those who are in the group as far as we know. Nobody who has left it, and at most 64.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn look_alikes(
        &self,
        conversation: &ConversationId,
        readings: &[String],
    ) -> Result<Vec<UserId>, StoreError> {
        let rows: Vec<(String,)> = self
            .read(LOOK_ALIKES)
            .bind(conversation)
            .bind(list(&readings.iter().map(|reading| text(reading)).collect::<Vec<_>>()))
            .bind(FOUND_AT_MOST)
            .all()
            .await?;
        let ids = rows.iter();
        Ok(ids.filter_map(|(id,)| listed("likenesses", id, UserId::parse(id))).collect())
    }

    /// Writes the likenesses of a group for a version of the rules by which they are made, in
    /// place of those of an earlier one; [`super::Group::likeness_version`] tells it. Where they
    /// are of that version already, somebody else was faster, and what was written since is newer:
    /// then nothing is. Nor do those go that were written one by one before the first time.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn replace_likenesses(
        &self,
        conversation: &ConversationId,
        version: i64,
        people: &[(UserId, Vec<String>)],
    ) -> Result<(), StoreError> {
        let mut transaction = self.begin().await?;
        let before: Option<(i64,)> = transaction
            .run(
                "SELECT likeness_version FROM groups
                 WHERE robot_code = $1 AND conversation_id = $2",
            )
            .bind(conversation)
            .optional()
            .await?;
        let is_ours = transaction
            .run(
                "INSERT INTO groups (robot_code, conversation_id, likeness_version)
                 VALUES ($1, $2, $3)
                 ON CONFLICT (robot_code, conversation_id) DO UPDATE
                 SET likeness_version = excluded.likeness_version
                 WHERE groups.likeness_version <> excluded.likeness_version",
            )
            .bind(conversation)
            .bind(version)
            .execute()
            .await?;
        if is_ours == 0 {
            return transaction.rollback().await;
        }
        if before.is_some_and(|(before,)| before != 0) {
            transaction
                .run("DELETE FROM likenesses WHERE robot_code = $1 AND conversation_id = $2")
                .bind(conversation)
                .execute()
                .await?;
        }
        let pairs: Vec<Pair<'_>> = people
            .iter()
            .flat_map(|(user_id, readings)| {
                readings.iter().map(|reading| (user_id.as_str(), text(reading)))
            })
            .collect();
        for pairs in pairs.chunks(CHUNK) {
            transaction.add_likenesses(conversation.as_str(), pairs).await?;
        }
        transaction.commit().await
    }
}

/// Somebody, and a way to read what they are called.
type Pair<'a> = (&'a str, String);

impl Transaction<'_> {
    /// Removes what somebody is called in a group, or in the directory.
    pub(super) async fn forget_likeness(
        &mut self,
        place: &str,
        user_id: &UserId,
    ) -> Result<(), StoreError> {
        self.run(
            "DELETE FROM likenesses
             WHERE robot_code = $1 AND conversation_id = $2 AND user_id = $3",
        )
        .bind(place)
        .bind(user_id)
        .execute()
        .await?;
        Ok(())
    }

    /// Adds what somebody is called there, in every way to read it.
    pub(super) async fn add_likeness(
        &mut self,
        place: &str,
        user_id: &UserId,
        readings: &[String],
    ) -> Result<(), StoreError> {
        if readings.is_empty() {
            return Ok(());
        }
        let pairs = readings.iter().map(|reading| (user_id.as_str(), text(reading)));
        self.add_likenesses(place, &pairs.collect::<Vec<_>>()).await
    }

    async fn add_likenesses(&mut self, place: &str, pairs: &[Pair<'_>]) -> Result<(), StoreError> {
        self.run(ADD).bind(place).bind(list(pairs)).execute().await?;
        Ok(())
    }
}

/// With the words for the list of pairs.
macro_rules! add {
    ($list:literal) => {
        concat!(
            "INSERT INTO likenesses (robot_code, conversation_id, user_id, reading)
             SELECT $1, $2, value ->> 0, value ->> 1 FROM ",
            $list,
            " WHERE true ON CONFLICT DO NOTHING"
        )
    };
}
const ADD: Sql = Sql::Each {
    sqlite: add!("json_each($3)"),
    postgres: add!("json_array_elements(CAST($3 AS json)) AS list (value)"),
};

/// With the words for the readings, and for the roster of the group.
macro_rules! look_alikes {
    ($readings:literal, $roster:literal) => {
        concat!(
            "SELECT user_id FROM likenesses
             WHERE robot_code = $1 AND conversation_id = $2 AND reading IN (",
            $readings,
            ") AND NOT EXISTS (
                   SELECT 1 FROM members
                   WHERE members.robot_code = $1 AND members.conversation_id = $2
                     AND members.user_id = likenesses.user_id AND members.left_at IS NOT NULL)
             UNION
             SELECT known.user_id FROM likenesses AS known LEFT JOIN members
               ON members.robot_code = $1 AND members.conversation_id = $2
                  AND members.user_id = known.user_id
             WHERE known.robot_code = $1 AND known.conversation_id = '' AND known.reading IN (",
            $readings,
            ") AND members.left_at IS NULL
               AND (members.user_id IS NOT NULL OR known.user_id IN (SELECT list.value
                    FROM groups CROSS JOIN ",
            $roster,
            " WHERE groups.robot_code = $1 AND groups.conversation_id = $2))
             LIMIT $4"
        )
    };
}
const LOOK_ALIKES: Sql = Sql::Each {
    sqlite: look_alikes!("SELECT value FROM json_each($3)", "json_each(groups.roster) AS list"),
    postgres: look_alikes!(
        "SELECT value FROM json_array_elements_text(CAST($3 AS json)) AS list (value)",
        "LATERAL json_array_elements_text(CAST(groups.roster AS json)) AS list (value)"
    ),
};
