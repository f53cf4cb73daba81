//! The ledger: every rename that was tried, and what came of it. Entries come in with the end of a
//! job.

use super::database::{Query, Sql, Transaction, with_list};
use super::error::StoreError;
use super::rows::{listed, name};
use super::scope::Scope;
use super::values::{Value, list, row};
use crate::domain::{ConversationId, Nickname, Timestamp, UserId};

/// One rename that was tried.
#[derive(Clone, Debug)]
pub struct LedgerEntry {
    /// In which group.
    pub conversation: ConversationId,
    /// Whose name.
    pub user_id: UserId,
    /// The name before, if we knew it.
    pub old_name: Option<Nickname>,
    /// The name that was asked for.
    pub new_name: Nickname,
    /// Who asked.
    pub asked_by: UserId,
    /// When they asked.
    pub asked_at: Timestamp,
    /// What DingTalk said.
    pub outcome: RenameOutcome,
    /// Its code, when it said no.
    pub code: Option<String>,
    /// `request_id`, by which DingTalk's support finds the call.
    pub request_id: Option<String>,
    /// The entry that it takes back, if that is what was asked for.
    pub undoes: Option<i64>,
    /// Every way to read the new name: from now on the member is found by these.
    pub readings: Vec<String>,
}

/// A rename that can be taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undoable {
    /// Its number in the ledger, for [`LedgerEntry::undoes`].
    pub id: i64,
    /// The name before, if we knew it, and it is a nickname still.
    pub old_name: Option<Nickname>,
}

/// Which renames are wanted; by default all.
#[derive(Clone, Debug, Default)]
pub struct RenameFilter {
    /// Only those in this group.
    pub conversation: Option<ConversationId>,
    /// Only those of this person's name.
    pub user_id: Option<UserId>,
    /// Only those tried then or later.
    pub since: Option<Timestamp>,
    /// Only those that DingTalk carried out.
    pub only_applied: bool,
    /// Only those that an earlier page has not shown: what follows this line.
    pub after: Option<RenameKey>,
}

/// Where a line stands among the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RenameKey {
    /// When it was tried.
    pub at: Timestamp,
    /// Its number.
    pub id: i64,
}

/// A line of the ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenameRow {
    /// Its number: later ones are greater.
    pub id: i64,
    /// In which group.
    pub conversation: ConversationId,
    /// Whose name.
    pub user_id: UserId,
    /// The name before, if we knew it, and it is a nickname still.
    pub old_name: Option<Nickname>,
    /// The name that was asked for, if it is a nickname still.
    pub new_name: Option<Nickname>,
    /// Who asked.
    pub asked_by: UserId,
    /// When they asked.
    pub asked_at: Timestamp,
    /// When it was tried.
    pub at: Timestamp,
    /// What DingTalk said, as [`RenameOutcome::as_str`] has it.
    pub outcome: String,
    /// Its code, when it said no.
    pub code: Option<String>,
    /// The line that it took back, if it was to take one back.
    pub undoes: Option<i64>,
}

/// What became of a rename.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RenameOutcome {
    /// The name is set.
    Applied,
    /// It is not.
    Refused,
    /// Nobody knows: a call may have been made that may still take effect.
    Unknown,
}

impl RenameOutcome {
    /// The word in the store.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Applied => "applied",
            Self::Refused => "refused",
            Self::Unknown => "unknown",
        }
    }
}

const SELECT: &str =
    "SELECT id, conversation_id, user_id, old_name, new_name, asked_by, asked_at, at,
         outcome, code, undoes
     FROM ledger ";

row! {
    struct LedgerRow {
        id: i64,
        conversation_id: String,
        user_id: String,
        old_name: Option<String>,
        new_name: String,
        asked_by: String,
        asked_at: i64,
        at: i64,
        outcome: String,
        code: Option<String>,
        undoes: Option<i64>,
    }
}

impl LedgerRow {
    fn into_listed(self) -> Option<RenameRow> {
        let id = self.id;
        listed("ledger", id, self.into_rename())
    }

    fn into_rename(self) -> Option<RenameRow> {
        Some(RenameRow {
            id: self.id,
            conversation: ConversationId::parse(&self.conversation_id)?,
            user_id: UserId::parse(&self.user_id)?,
            old_name: self.old_name.and_then(|kept| name("ledger", self.id, &kept)),
            new_name: name("ledger", self.id, &self.new_name),
            asked_by: UserId::parse(&self.asked_by)?,
            asked_at: Timestamp(self.asked_at),
            at: Timestamp(self.at),
            outcome: self.outcome,
            code: self.code,
            undoes: self.undoes,
        })
    }
}

/// What is remembered of names.
impl Scope {
    /// The rename of a member's that is the next to be taken back: the newest that was carried
    /// out, is no undo itself, and has not been undone. Of those that the ledger has forgotten the
    /// last one can be taken back, as long as it is the name they have.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn undoable(
        &self,
        conversation: &ConversationId,
        user_id: &UserId,
    ) -> Result<Option<Undoable>, StoreError> {
        let row: Option<(i64, Option<String>)> = self
            .read(
                "SELECT id, old_name FROM ledger
                 WHERE robot_code = $1 AND conversation_id = $2 AND user_id = $3
                   AND outcome = 'applied' AND undoes IS NULL AND NOT EXISTS (
                       SELECT 1 FROM ledger AS undo
                       WHERE undo.robot_code = $1 AND undo.conversation_id = $2
                         AND undo.user_id = $3 AND undo.outcome = 'applied'
                         AND undo.undoes = ledger.id)
                 ORDER BY id DESC LIMIT 1",
            )
            .bind(conversation)
            .bind(user_id)
            .optional()
            .await?;
        let row = match row {
            Some(row) => Some(row),
            None => self.undoable_still(conversation, user_id).await?,
        };
        Ok(row.map(|(id, old_name)| {
            let old_name = old_name.and_then(|kept| name("ledger", id, &kept));
            Undoable { id, old_name }
        }))
    }

    async fn undoable_still(
        &self,
        conversation: &ConversationId,
        user_id: &UserId,
    ) -> Result<Option<(i64, Option<String>)>, StoreError> {
        self.read(
            "SELECT ledger_id, old_name FROM names
             WHERE robot_code = $1 AND conversation_id = $2 AND user_id = $3 AND undoes IS NULL
               AND NOT EXISTS (
                   SELECT 1 FROM ledger
                   WHERE ledger.robot_code = $1 AND ledger.conversation_id = $2
                     AND ledger.user_id = $3 AND ledger.outcome = 'applied')",
        )
        .bind(conversation)
        .bind(user_id)
        .optional()
        .await
    }

    /// Up to `limit` renames, the newest first.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn renames(
        &self,
        filter: &RenameFilter,
        limit: u32,
    ) -> Result<Vec<RenameRow>, StoreError> {
        // The numbers of one group are in order; those of all groups are found by their time.
        let order = if filter.conversation.is_some() { "id DESC" } else { "at DESC, id DESC" };
        let limit = format!(" ORDER BY {order} LIMIT {limit}");
        let rows: Vec<LedgerRow> = self.filtered(SELECT, filter, &limit).all().await?;
        Ok(rows.into_iter().filter_map(LedgerRow::into_listed).collect())
    }

    /// How many renames there are.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn count_renames(&self, filter: &RenameFilter) -> Result<u64, StoreError> {
        let count = self.filtered("SELECT count(*) FROM ledger ", filter, "");
        let (count,): (i64,) = count.one().await?;
        Ok(u64::try_from(count).unwrap_or(0))
    }

    /// How many renames were tried in which group since then.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn renamed_since(
        &self,
        since: Timestamp,
    ) -> Result<Vec<(ConversationId, u32)>, StoreError> {
        let rows: Vec<(String, i64)> = self
            .read(
                "SELECT conversation_id, count(*) FROM ledger
                 WHERE robot_code = $1 AND at >= $2 GROUP BY conversation_id",
            )
            .bind(since)
            .all()
            .await?;
        let read = |(group, count): (String, i64)| {
            let group = listed("ledger", &group, ConversationId::parse(&group))?;
            Some((group, u32::try_from(count).unwrap_or(u32::MAX)))
        };
        Ok(rows.into_iter().filter_map(read).collect())
    }

    /// A question for those that the filter lets through.
    fn filtered(&self, select: &'static str, filter: &RenameFilter, rest: &str) -> Query<'_> {
        let RenameFilter { conversation, user_id, since, only_applied, after } = filter;
        let mut sql = format!("{select}WHERE robot_code = $1");
        let mut values = Vec::<Value>::new();
        let mut add = |condition: &str, value: Option<Value>| {
            if let Some(value) = value {
                values.push(value);
                sql.push_str(&format!(" AND {condition} ${}", values.len() + 1));
            }
        };
        add("conversation_id =", conversation.as_ref().map(Value::from));
        add("user_id =", user_id.as_ref().map(Value::from));
        add("at >=", since.map(Value::from));
        if let Some(RenameKey { at, id }) = after {
            // As they are in order.
            if conversation.is_some() {
                add("id <", Some(Value::from(*id)));
            } else {
                values.extend([Value::from(*at), Value::from(*id)]);
                let place = values.len();
                sql.push_str(&format!(" AND (at, id) < (${}, ${})", place, place + 1));
            }
        }
        if *only_applied {
            sql.push_str(" AND outcome = 'applied'");
        }
        sql.push_str(rest);
        values.into_iter().fold(self.read(Sql::built(sql)), Query::bind)
    }

    /// Removes up to `limit` entries from before `before`, and the requests that were decided
    /// before then: who approved a rename is remembered as long as the rename. The name that
    /// somebody has now is kept with its origin, unless they have left the group. Returns how many
    /// entries went.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn forget_renames(&self, before: Timestamp, limit: u32) -> Result<u64, StoreError> {
        self.write(
            "DELETE FROM requests
             WHERE robot_code = $1 AND state <> 'open' AND decided_at < $2",
        )
        .bind(before)
        .execute()
        .await?;
        let mut transaction = self.begin().await?;
        let ids: Vec<(i64,)> = transaction
            .run("SELECT id FROM ledger WHERE robot_code = $1 AND at < $2 ORDER BY at LIMIT $3")
            .bind(before)
            .bind(limit)
            .all()
            .await?;
        let ids = list(&ids.into_iter().map(|(id,)| id).collect::<Vec<_>>());
        transaction.run(KEEP_NAMES).bind(ids.clone()).execute().await?;
        let forgotten = transaction
            .run(with_list!(
                "DELETE FROM ledger WHERE id IN ",
                "$2" as "bigint",
                ""
            ))
            .bind(ids)
            .execute()
            .await?;
        transaction.commit().await?;
        Ok(forgotten)
    }
}

/// The newest entry of each member, of those that are forgotten.
const KEEP_NAMES: Sql = with_list!(
    "INSERT INTO names (robot_code, conversation_id, user_id, ledger_id, name, old_name, undoes,
         asked_by, asked_at, at)
     SELECT robot_code, conversation_id, user_id, id, new_name, old_name, undoes, asked_by,
         asked_at, at
     FROM ledger AS this
     WHERE outcome = 'applied'
       AND NOT EXISTS (
           SELECT 1 FROM ledger AS newer
           WHERE newer.robot_code = this.robot_code AND newer.conversation_id = this.conversation_id
             AND newer.user_id = this.user_id AND newer.outcome = 'applied'
             AND newer.id > this.id)
       AND NOT EXISTS (
           SELECT 1 FROM members
           WHERE members.robot_code = $1 AND members.conversation_id = this.conversation_id
             AND members.user_id = this.user_id AND members.left_at IS NOT NULL)
       AND id IN ",
    "$2" as "bigint",
    " ON CONFLICT (robot_code, conversation_id, user_id) DO UPDATE
      SET ledger_id = excluded.ledger_id, name = excluded.name, old_name = excluded.old_name,
          undoes = excluded.undoes, asked_by = excluded.asked_by, asked_at = excluded.asked_at,
          at = excluded.at
      WHERE excluded.ledger_id > names.ledger_id"
);

impl LedgerEntry {
    /// Writes the entry down. With a name that was set, or may be, its readings are kept; whoever
    /// was renamed is in the group.
    pub(super) async fn write(
        &self,
        transaction: &mut Transaction<'_>,
        job_id: i64,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        transaction
            .run(
                "INSERT INTO ledger (robot_code, job_id, conversation_id, user_id, old_name,
                     new_name, asked_by, asked_at, at, outcome, code, request_id, undoes, plan_id)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13,
                     (SELECT plan_id FROM jobs WHERE id = $2))",
            )
            .bind(job_id)
            .bind(&self.conversation)
            .bind(&self.user_id)
            .bind(self.old_name.as_ref().map(Nickname::as_str))
            .bind(&self.new_name)
            .bind(&self.asked_by)
            .bind(self.asked_at)
            .bind(at)
            .bind(self.outcome.as_str())
            .bind(self.code.as_deref())
            .bind(self.request_id.as_deref())
            .bind(self.undoes)
            .execute()
            .await?;
        let place = self.conversation.as_str();
        match self.outcome {
            RenameOutcome::Refused => Ok(()),
            RenameOutcome::Unknown => {
                transaction.add_likeness(place, &self.user_id, &self.readings).await
            }
            RenameOutcome::Applied => {
                transaction.forget_likeness(place, &self.user_id).await?;
                transaction.add_likeness(place, &self.user_id, &self.readings).await?;
                transaction.join(&self.conversation, &self.user_id).await
            }
        }
    }
}
