//! Sources: what is known of members for the parts of their names, from the group's roster and the
//! directory together. Only reads that cost nothing.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use jiff::tz::TimeZone;

use super::directory::{Directory, facts};
use crate::calls::{Setback, Turn};
use crate::domain::{
    BEIJING, Clock, ConversationId, Facts, Format, RosterRow, Timestamp, UserId, roster_parts,
};
use crate::store::{DirectoryEntry, RosterSource, Scope, StoreError};

/// Where the year of a school or a company turns.
const ZONE: TimeZone = TimeZone::fixed(BEIJING);

/// What is known of members.
#[derive(Clone)]
pub struct Sources {
    store: Scope,
    directory: Arc<Directory>,
    clock: Arc<dyn Clock>,
}

impl Sources {
    pub(super) fn new(store: Scope, directory: Arc<Directory>, clock: Arc<dyn Clock>) -> Self {
        Self { store, directory, clock }
    }

    /// What is known of a member; the directory is asked, as far as it says anything.
    ///
    /// # Errors
    /// When it is to be asked later.
    pub async fn of(
        &self,
        conversation: &ConversationId,
        member: &UserId,
        format: &Format,
        turn: Turn<'_>,
    ) -> Result<Facts, Setback> {
        let entry = self.directory.look_up_if_possible(member, format.needs_dept(), turn).await?;
        let entries = entry.into_iter().map(|entry| (member.clone(), entry)).collect();
        let mut all =
            self.with_roster(conversation, std::slice::from_ref(member), &entries).await?;
        Ok(all.remove(member).unwrap_or_default())
    }

    /// The same of many.
    ///
    /// # Errors
    /// When the rest is to be asked later.
    pub async fn of_all(
        &self,
        conversation: &ConversationId,
        members: &[UserId],
        format: &Format,
        turn: Turn<'_>,
    ) -> Result<HashMap<UserId, Facts>, Setback> {
        let entries = self.directory.look_up_all(members, format.needs_dept(), turn).await?;
        Ok(self.with_roster(conversation, members, &entries).await?)
    }

    /// The same; the directory's word is not older than `since`, where it still says anything.
    ///
    /// # Errors
    /// When the rest is to be asked later.
    pub async fn of_all_since(
        &self,
        conversation: &ConversationId,
        members: &[UserId],
        format: &Format,
        since: Timestamp,
        turn: Turn<'_>,
    ) -> Result<HashMap<UserId, Facts>, Setback> {
        let needs_dept = format.needs_dept();
        let mut entries = self.directory.known_of_all(members).await?;
        let new = self.directory.look_up_all_since(members, needs_dept, since, turn).await?;
        entries.extend(new);
        Ok(self.with_roster(conversation, members, &entries).await?)
    }

    /// What was known of them before, without asking anybody.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn known_of_all(
        &self,
        conversation: &ConversationId,
        members: &[UserId],
    ) -> Result<HashMap<UserId, Facts>, StoreError> {
        let entries = self.directory.known_of_all(members).await?;
        self.with_roster(conversation, members, &entries).await
    }

    /// What the directory said of them, with what the group's roster says.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn with_roster(
        &self,
        conversation: &ConversationId,
        members: &[UserId],
        entries: &HashMap<UserId, DirectoryEntry>,
    ) -> Result<HashMap<UserId, Facts>, StoreError> {
        let mut rows = self.store.roster_rows(conversation, RosterSource::File).await?;
        rows.extend(self.store.roster_rows(conversation, RosterSource::Chat).await?);
        let now = self.clock.now();
        let at = jiff::Timestamp::from_millisecond(now.0).unwrap_or_default();
        let today = at.to_zoned(ZONE).date();
        let by_owner = Rows::of(&rows);
        let all = members.iter().map(|member| {
            let entry = entries.get(member);
            let rows = by_owner.of_member(member, entry);
            let roster = roster_parts(rows);
            let month = Some((today.year(), today.month()));
            (member.clone(), Facts { roster, month, ..facts(entry) })
        });
        Ok(all.collect())
    }
}

/// The rows of a roster, by whose they are.
struct Rows<'r> {
    owned: HashMap<&'r UserId, Vec<&'r RosterRow>>,
    others: Vec<&'r RosterRow>,
}

impl<'r> Rows<'r> {
    fn of(rows: &'r [RosterRow]) -> Self {
        let mut sorted = Self { owned: HashMap::new(), others: Vec::new() };
        for row in rows {
            match &row.user_id {
                Some(owner) => sorted.owned.entry(owner).or_default().push(row),
                None => sorted.others.push(row),
            }
        }
        sorted
    }

    fn of_member(&self, member: &UserId, entry: Option<&DirectoryEntry>) -> Vec<&'r RosterRow> {
        let mut rows = self.owned.get(member).cloned().unwrap_or_default();
        let Some(entry) = entry else {
            return rows;
        };
        let found = self.others.iter().copied().filter(|row| {
            row.is_of(member, entry.job_number.as_deref(), Some(entry.name.as_str()))
        });
        // Rows of a name are only theirs while no file names them otherwise.
        let lines: HashSet<u32> = rows.iter().map(|row| row.line).collect();
        rows.extend(found.filter(|row| !lines.contains(&row.line)));
        rows
    }
}
