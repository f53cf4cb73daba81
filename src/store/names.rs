//! What people are called in a group: the names that we gave them, as the ledger has them or had
//! them before it forgot, beside those that we saw. DingTalk has no documented way to read a nickname.

use std::collections::HashMap;

use super::database::Sql;
use super::error::StoreError;
use super::people::Member;
use super::rows::{listed, name};
use super::scope::Scope;
use super::values::{list, row};
use crate::domain::{ConversationId, Nickname, Timestamp, UserId};

/// What is known of a member's name in a group.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NamesOf {
    /// The name that we last gave them; none where it is no nickname any more.
    pub given: Option<LastRename>,
    /// When the newest rename was asked for that took effect, or may have.
    pub asked_at: Option<Timestamp>,
    /// When a rename last ended of which a call may still have an effect that nobody sees to: whatever
    /// made one moot sees to it.
    pub doubt_at: Option<Timestamp>,
    /// Under which name we saw them.
    pub seen: Option<Member>,
}

/// The name that we last gave a member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastRename {
    /// The name.
    pub name: Nickname,
    /// Who asked for it.
    pub asked_by: UserId,
    /// When it was asked for.
    pub asked_at: Timestamp,
    /// When it was done.
    pub at: Timestamp,
}

/// The name that we last gave a member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CurrentName {
    /// Who.
    pub user_id: UserId,
    /// The name.
    pub name: Nickname,
    /// When it was done.
    pub at: Timestamp,
}

row! {
    struct NamesRow {
        user_id: String,
        id: Option<i64>,
        new_name: Option<String>,
        asked_by: Option<String>,
        asked_at: Option<i64>,
        at: Option<i64>,
        newest_asked_at: Option<i64>,
        doubt_at: Option<i64>,
        display_name: Option<String>,
        changed_at: Option<i64>,
    }
}

impl NamesRow {
    fn into_names(self, user_id: &UserId) -> NamesOf {
        let given = self.given();
        let seen = self.display_name.map(|display_name| Member {
            user_id: user_id.clone(),
            display_name,
            changed_at: self.changed_at.map(Timestamp),
        });
        let (asked_at, doubt_at) =
            (self.newest_asked_at.map(Timestamp), self.doubt_at.map(Timestamp));
        NamesOf { given, asked_at, doubt_at, seen }
    }

    fn given(&self) -> Option<LastRename> {
        let name = name("ledger", self.id?, self.new_name.as_deref()?)?;
        let asked_by = UserId::parse(self.asked_by.as_deref()?)?;
        let (asked_at, at) = (Timestamp(self.asked_at?), Timestamp(self.at?));
        Some(LastRename { name, asked_by, asked_at, at })
    }
}

row! {
    /// A name that we gave somebody.
    struct GivenRow {
        id: i64,
        user_id: String,
        new_name: String,
        at: i64,
    }
}

impl GivenRow {
    fn into_current_name(self) -> Option<CurrentName> {
        let user_id = UserId::parse(&self.user_id)?;
        let name = Nickname::parse(&self.new_name).ok()?;
        Some(CurrentName { user_id, name, at: Timestamp(self.at) })
    }
}

/// What is remembered of names.
impl Scope {
    /// What is known of a member's name in a group, with one question.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn names_of(
        &self,
        conversation: &ConversationId,
        user_id: &UserId,
    ) -> Result<NamesOf, StoreError> {
        let mut names = self.names_of_all(conversation, std::slice::from_ref(user_id)).await?;
        Ok(names.remove(user_id).unwrap_or_default())
    }

    /// The same of several members, with one question.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn names_of_all(
        &self,
        conversation: &ConversationId,
        user_ids: &[UserId],
    ) -> Result<HashMap<UserId, NamesOf>, StoreError> {
        let rows: Vec<NamesRow> =
            self.read(NAMES_OF).bind(conversation).bind(list(user_ids)).all().await?;
        let names = rows.into_iter().filter_map(|row| {
            let user_id = listed("ledger", &row.user_id, UserId::parse(&row.user_id))?;
            let names = row.into_names(&user_id);
            Some((user_id, names))
        });
        Ok(names.collect())
    }

    /// The name that we last gave each member of a group who has not left it, in the order of
    /// their ids.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn names(
        &self,
        conversation: &ConversationId,
    ) -> Result<Vec<CurrentName>, StoreError> {
        let rows: Vec<GivenRow> = self
            .read(
                "SELECT id, user_id, new_name, at FROM ledger
                 WHERE id IN (
                     SELECT max(id) FROM ledger
                     WHERE robot_code = $1 AND conversation_id = $2 AND outcome = 'applied'
                     GROUP BY user_id)
                   AND NOT EXISTS (
                       SELECT 1 FROM members
                       WHERE members.robot_code = $1 AND members.conversation_id = $2
                         AND members.user_id = ledger.user_id AND members.left_at IS NOT NULL)
                 UNION ALL
                 SELECT ledger_id, user_id, name, at FROM names
                 WHERE robot_code = $1 AND conversation_id = $2
                   AND NOT EXISTS (
                       SELECT 1 FROM ledger
                       WHERE ledger.robot_code = $1 AND ledger.conversation_id = $2
                         AND ledger.user_id = names.user_id AND ledger.outcome = 'applied')
                   AND NOT EXISTS (
                       SELECT 1 FROM members
                       WHERE members.robot_code = $1 AND members.conversation_id = $2
                         AND members.user_id = names.user_id AND members.left_at IS NOT NULL)",
            )
            .bind(conversation)
            .all()
            .await?;
        let names =
            rows.into_iter().filter_map(|row| listed("ledger", row.id, row.into_current_name()));
        let mut names: Vec<CurrentName> = names.collect();
        names.sort_by(|one, other| one.user_id.cmp(&other.user_id));
        Ok(names)
    }
}

/// With the words for the list of members. Without the `+ 0`, SQLite looks for the greatest time from
/// the newest entry of the ledger on, of whomever it is, and finds none for most.
macro_rules! names_of {
    ($list:literal) => {
        concat!(
            "SELECT list.value AS user_id, coalesce(given.id, kept.ledger_id) AS id,
                 coalesce(given.new_name, kept.name) AS new_name,
                 coalesce(given.asked_by, kept.asked_by) AS asked_by,
                 coalesce(given.asked_at, kept.asked_at) AS asked_at,
                 coalesce(given.at, kept.at) AS at, coalesce((
                     SELECT max(asked_at) FROM ledger
                     WHERE robot_code = $1 AND conversation_id = $2 AND user_id = list.value
                       AND outcome IN ('applied', 'unknown')), kept.asked_at) AS newest_asked_at,
                 (SELECT max(line.at + 0) FROM ledger AS line JOIN jobs ON jobs.id = line.job_id
                     WHERE line.robot_code = $1 AND line.conversation_id = $2
                       AND line.user_id = list.value
                       AND line.outcome IN ('applied', 'unknown')
                       AND jobs.outcome <> 'superseded'
                       AND (line.outcome = 'unknown' OR jobs.in_doubt)) AS doubt_at,
                 seen.display_name, seen.changed_at
             FROM ",
            $list,
            " LEFT JOIN ledger AS given ON given.id = (
                 SELECT id FROM ledger
                 WHERE robot_code = $1 AND conversation_id = $2 AND user_id = list.value
                   AND outcome = 'applied'
                 ORDER BY id DESC LIMIT 1)
             LEFT JOIN names AS kept
               ON kept.robot_code = $1 AND kept.conversation_id = $2
                  AND kept.user_id = list.value
             LEFT JOIN members AS seen
               ON seen.robot_code = $1 AND seen.conversation_id = $2
                  AND seen.user_id = list.value AND seen.display_name <> ''"
        )
    };
}
const NAMES_OF: Sql = Sql::Each {
    sqlite: names_of!("json_each($3) AS list"),
    postgres: names_of!("json_array_elements_text(CAST($3 AS json)) AS list (value)"),
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::database::Backend;
    use crate::store::open;

    #[tokio::test]
    async fn a_name_is_found_without_a_look_at_what_everybody_was_called() {
        let store = open("sqlite::memory:").await.expect("a store");
        let Backend::Sqlite(sqlite) = &store.0.database.backend else { panic!("it is SQLite") };
        let Sql::Each { sqlite: text, .. } = NAMES_OF else { panic!("each has its own") };
        let mut transaction = sqlite.writer.begin().await.expect("nobody writes");
        let connection = transaction.connection();
        let plan = connection.prepare(&format!("EXPLAIN QUERY PLAN {text}"));
        let mut plan = plan.expect("a statement");
        let steps = plan.query_map(["robot", "cid", "[]"], |row| row.get::<_, String>(3));
        let steps: Vec<String> = steps.expect("a plan").map(|step| step.expect("a step")).collect();
        let of_ledger = steps.iter().filter(|step| step.contains("INDEX ledger"));
        let few = |step: &String| step.contains("user_id=?");
        assert!(of_ledger.clone().count() >= 3 && of_ledger.clone().all(few), "{steps:#?}");
    }
}
