//! The directory: what the organisation says of its people. Its calls are free of charge, and yet
//! each answer is kept for a day: names in it seldom change, and groups have hundreds of members.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use futures_util::{StreamExt, stream};
use tracing::debug;

use super::readings::readings;
use crate::calls::{CallError, Calls, Setback, Turn};
use crate::chain::chain;
use crate::dingtalk::{Class, DingTalkError, DirectoryUser};
use crate::domain::{Clock, ConversationId, Facts, Problem, Recent, Timestamp, UserId};
use crate::store::{DirectoryEntry, Scope, StoreError};

/// How long the directory's word holds.
const ENTRY_HOLDS: Duration = Duration::from_secs(24 * 3600);

/// How long what the directory does not say is not asked again: a permission may be missing, and
/// every rename would ask.
const SILENCE_HOLDS: Duration = Duration::from_secs(300);

/// How many departments, and members on whom the directory was silent, are remembered.
const MOST_DEPARTMENTS: usize = 5_000;
const MOST_SILENCES: usize = 10_000;

/// How often somebody is looked up before it is done without.
const TRIES: u32 = 3;

/// How many people are looked up at the same time, and of how many unread ones it is asked who
/// they are.
const AT_ONCE: usize = 8;
const MOST_UNREAD: u32 = 500;

/// How much of the lease must be left to look somebody up.
const LONGEST_LOOK: Duration = Duration::from_secs(12);

/// The number of the organisation itself among its departments.
const ORGANISATION: i64 = 1;

/// The organisation's directory.
pub struct Directory {
    store: Scope,
    calls: Arc<Calls>,
    clock: Arc<dyn Clock>,
    /// The names of departments. Held while one is asked for, so that it is asked for once.
    departments: tokio::sync::Mutex<Recent<i64, Option<String>>>,
    /// Members of whom the directory did not say anything, and why; nobody stands for everybody.
    silences: Mutex<Recent<Option<UserId>, Problem>>,
}

impl Directory {
    pub(super) fn new(store: Scope, calls: Arc<Calls>, clock: Arc<dyn Clock>) -> Self {
        Self {
            store,
            calls,
            clock,
            departments: tokio::sync::Mutex::new(Recent::new(MOST_DEPARTMENTS, ENTRY_HOLDS)),
            silences: Mutex::new(Recent::new(MOST_SILENCES, SILENCE_HOLDS)),
        }
    }

    /// What the directory says of a member, from memory or from DingTalk.
    ///
    /// # Errors
    /// DingTalk's no, or that it is to be asked later.
    pub async fn look_up(
        &self,
        user_id: &UserId,
        with_department: bool,
        turn: Turn<'_>,
    ) -> Result<DirectoryEntry, CallError> {
        match self.store.directory_entry(user_id).await? {
            Some(entry) if self.holds(&entry, with_department) => Ok(entry),
            _ => self.ask(user_id, with_department, turn).await,
        }
    }

    /// The same where something can be done without it; `None` when DingTalk does not say, and not
    /// at a second and third try either.
    ///
    /// # Errors
    /// When it is to be asked later.
    pub async fn look_up_if_possible(
        &self,
        user_id: &UserId,
        with_department: bool,
        turn: Turn<'_>,
    ) -> Result<Option<DirectoryEntry>, Setback> {
        if self.silence_on(user_id).is_some() {
            return Ok(None);
        }
        let entry = self.look_up(user_id, with_department, turn).await;
        self.or_silence(user_id, entry, turn)
    }

    /// What the directory says of many, as far as it says anything. When there is no time left to
    /// ask for more, the attempt begins anew with what is known by then.
    ///
    /// # Errors
    /// When the rest is to be asked later.
    pub async fn look_up_all(
        &self,
        user_ids: &[UserId],
        with_department: bool,
        turn: Turn<'_>,
    ) -> Result<HashMap<UserId, DirectoryEntry>, Setback> {
        let mut entries = self.store.directory_entries(user_ids).await?;
        entries.retain(|entry| self.holds(entry, with_department));
        let known: HashSet<&UserId> = entries.iter().map(|entry| &entry.user_id).collect();
        let unread: Vec<UserId> =
            user_ids.iter().filter(|user_id| !known.contains(user_id)).cloned().collect();
        entries.extend(self.ask_for_all(unread, with_department, turn).await?);
        Ok(by_id(entries))
    }

    /// The same, not older than `since`: something has changed there.
    ///
    /// # Errors
    /// When the rest is to be asked later.
    pub async fn look_up_all_since(
        &self,
        user_ids: &[UserId],
        with_department: bool,
        since: Timestamp,
        turn: Turn<'_>,
    ) -> Result<HashMap<UserId, DirectoryEntry>, Setback> {
        let mut entries = self.store.directory_entries(user_ids).await?;
        entries.retain(|entry| entry.read_at >= since && self.holds(entry, with_department));
        let known: HashSet<&UserId> = entries.iter().map(|entry| &entry.user_id).collect();
        let old: Vec<UserId> =
            user_ids.iter().filter(|user_id| !known.contains(user_id)).cloned().collect();
        if with_department {
            self.departments.lock().await.forget_before(since);
        }
        entries.extend(self.ask_for_all(old, with_department, turn).await?);
        Ok(by_id(entries))
    }

    /// Reads what the directory says of those in a group of whom it was not asked within a day.
    ///
    /// # Errors
    /// When the rest is to be asked later.
    pub async fn read_up_on(
        &self,
        conversation: &ConversationId,
        turn: Turn<'_>,
    ) -> Result<(), Setback> {
        let since = self.clock.now().minus(ENTRY_HOLDS);
        let unread = self.store.unread_in_directory(conversation, since, MOST_UNREAD).await?;
        self.ask_for_all(unread, false, turn).await?;
        Ok(())
    }

    /// Why the directory lately did not say anything of anybody, or of this member.
    #[must_use]
    pub fn silence_on(&self, user_id: &UserId) -> Option<Problem> {
        let now = self.clock.now();
        let silences = self.silences.lock().unwrap_or_else(PoisonError::into_inner);
        let silence =
            silences.get(&None, now).or_else(|| silences.get(&Some(user_id.clone()), now));
        silence.cloned()
    }

    /// What the directory was read to say of a member, however long ago.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn known(&self, user_id: &UserId) -> Result<Option<DirectoryEntry>, StoreError> {
        self.store.directory_entry(user_id).await
    }

    /// The same of several, with one question.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn known_of_all(
        &self,
        user_ids: &[UserId],
    ) -> Result<HashMap<UserId, DirectoryEntry>, StoreError> {
        Ok(by_id(self.store.directory_entries(user_ids).await?))
    }

    fn holds(&self, entry: &DirectoryEntry, with_department: bool) -> bool {
        self.clock.now().since(entry.read_at) < ENTRY_HOLDS
            && (entry.dept.is_some() || !with_department)
    }

    async fn ask_for_all(
        &self,
        user_ids: Vec<UserId>,
        with_department: bool,
        turn: Turn<'_>,
    ) -> Result<Vec<DirectoryEntry>, Setback> {
        let look = |user_id: UserId| async move {
            let now = self.clock.now();
            if now.plus(LONGEST_LOOK) > turn.held_until {
                return Err(Setback::NotYet(now));
            }
            if self.silence_on(&user_id).is_some() {
                return Ok(None);
            }
            let entry = self.ask(&user_id, with_department, turn).await;
            self.or_silence(&user_id, entry, turn)
        };
        let mut user_ids = user_ids.into_iter();
        let mut entries = Vec::new();
        // The first alone: where the directory says nothing of anybody, that is known after one.
        if let Some(first) = user_ids.next() {
            entries.extend(look(first).await?);
        }
        let mut looks = stream::iter(user_ids).map(look).buffer_unordered(AT_ONCE);
        while let Some(entry) = looks.next().await {
            entries.extend(entry?);
        }
        Ok(entries)
    }

    async fn ask(
        &self,
        user_id: &UserId,
        with_department: bool,
        turn: Turn<'_>,
    ) -> Result<DirectoryEntry, CallError> {
        // The directory is not of any group: what fails here says nothing of one.
        let turn = Turn { group: None, ..turn };
        let now = self.clock.now();
        let DirectoryUser { name, title, job_number, departments, .. } =
            self.calls.user(turn, user_id).await?;
        let department = departments
            .iter()
            .find(|department| **department != ORGANISATION)
            .or(departments.first());
        let dept = match department.filter(|_| with_department) {
            Some(department) => self.department(*department, turn).await?,
            None => None,
        };
        let user_id = user_id.clone();
        let entry = DirectoryEntry { user_id, name, title, job_number, dept, read_at: now };
        self.store.remember_directory_entry(&entry, &readings(&entry.name)).await?;
        Ok(entry)
    }

    /// What was said; or `None`, and it is remembered that nothing was.
    fn or_silence(
        &self,
        user_id: &UserId,
        entry: Result<DirectoryEntry, CallError>,
        turn: Turn<'_>,
    ) -> Result<Option<DirectoryEntry>, Setback> {
        let error = match entry {
            Ok(entry) => return Ok(Some(entry)),
            Err(CallError::Later(setback)) => return Err(setback),
            Err(CallError::Refused(error)) => error,
        };
        if error.class == Class::Retry && turn.attempt < TRIES {
            self.calls.settled(error, turn.attempt)?;
            return Ok(None);
        }
        debug!(error = chain(&error), "the directory does not say");
        self.remember_silence(user_id, &error);
        Ok(None)
    }

    fn remember_silence(&self, user_id: &UserId, error: &DingTalkError) {
        let of_one = matches!(error.class, Class::UserInput | Class::Retry);
        let whom = of_one.then(|| user_id.clone());
        let mut silences = self.silences.lock().unwrap_or_else(PoisonError::into_inner);
        silences.insert(whom, error.problem(), self.clock.now());
    }

    async fn department(
        &self,
        department: i64,
        turn: Turn<'_>,
    ) -> Result<Option<String>, CallError> {
        let mut departments = self.departments.lock().await;
        let now = self.clock.now();
        if let Some(name) = departments.get(&department, now) {
            return Ok(name.clone());
        }
        let name = match self.calls.department(turn, department).await {
            Ok(name) => Some(name),
            Err(CallError::Later(setback)) => return Err(setback.into()),
            Err(CallError::Refused(error)) => {
                debug!(error = chain(&error), "the directory does not name the department");
                // What the operator has to mend is asked again; what is in the way only now, too.
                if matches!(error.class, Class::Permission | Class::Retry | Class::Config) {
                    return Ok(None);
                }
                None
            }
        };
        departments.insert(department, name.clone(), now);
        Ok(name)
    }
}

/// Entries by whose they are.
fn by_id(entries: Vec<DirectoryEntry>) -> HashMap<UserId, DirectoryEntry> {
    entries.into_iter().map(|entry| (entry.user_id.clone(), entry)).collect()
}

/// What a format can be filled with.
#[must_use]
pub fn facts(entry: Option<&DirectoryEntry>) -> Facts {
    entry.map_or_else(Facts::default, |entry| Facts {
        name: Some(entry.name.clone()),
        dept: entry.dept.clone(),
        title: entry.title.clone(),
        job_number: entry.job_number.clone(),
        ..Facts::default()
    })
}
