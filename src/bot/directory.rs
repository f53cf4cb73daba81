//! What the organisation's directory says of people. Its calls are free of charge, and yet each
//! answer is kept for a day: names in it seldom change, and groups have hundreds of members.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use futures_util::{StreamExt, stream};
use tracing::debug;

use super::attempt::Attempt;
use super::{Bot, Setback, chain, problem};
use crate::dingtalk::{Api, Class, DingTalkError};
use crate::domain::{Facts, Problem, Timestamp, UserId};
use crate::store::DirectoryEntry;

/// How long the directory's word holds.
const ENTRY_HOLDS: Duration = Duration::from_secs(24 * 3600);

/// How long what the directory does not say is not asked again: a permission may be missing, and
/// every rename would ask.
const SILENCE_HOLDS: Duration = Duration::from_secs(300);

/// Members of whom the directory did not say anything, since when and why; nobody stands for
/// everybody.
pub(super) type Silences = Mutex<HashMap<Option<UserId>, (Timestamp, Problem)>>;

/// How often somebody is looked up before it is done without.
const TRIES: u32 = 3;

/// How many people are looked up at the same time.
const AT_ONCE: usize = 8;

/// How much of the lease must be left to look somebody up.
const LONGEST_LOOK: Duration = Duration::from_secs(12);

/// The number of the organisation itself among its departments.
const ORGANISATION: i64 = 1;

impl Bot {
    /// What the directory says of a member, from memory or from DingTalk.
    pub(super) async fn look_up(
        &self,
        user_id: &UserId,
        with_department: bool,
        held_until: Timestamp,
    ) -> Result<Result<DirectoryEntry, DingTalkError>, Setback> {
        let known = self.store.directory_entry(user_id).await?;
        let now = self.clock.now();
        let known = known.filter(|entry| now.since(entry.read_at) < ENTRY_HOLDS);
        if let Some(entry) = known.filter(|entry| entry.dept.is_some() || !with_department) {
            return Ok(Ok(entry));
        }
        let user = match self.call(Api::UserGet, held_until, self.dingtalk.user(user_id)).await? {
            Ok(user) => user,
            Err(error) => return Ok(Err(error)),
        };
        let department = user
            .departments
            .iter()
            .find(|department| **department != ORGANISATION)
            .or(user.departments.first());
        let dept = match department.filter(|_| with_department) {
            Some(department) => self.department(*department, held_until).await?,
            None => None,
        };
        let entry = DirectoryEntry {
            user_id: user_id.clone(),
            name: user.name,
            title: user.title,
            job_number: user.job_number,
            dept,
            read_at: now,
        };
        self.store.remember_directory_entry(&entry, &[]).await?;
        Ok(Ok(entry))
    }

    /// The same where something can be done without it; `None` when DingTalk does not say, and not
    /// at a second and third try either.
    pub(super) async fn look_up_if_possible(
        &self,
        user_id: &UserId,
        with_department: bool,
        attempt: &Attempt,
    ) -> Result<Option<DirectoryEntry>, Setback> {
        if self.silence_on(user_id).is_some() {
            return Ok(None);
        }
        match self.look_up(user_id, with_department, attempt.held_until).await? {
            Ok(entry) => Ok(Some(entry)),
            Err(error) if error.class == Class::Retry && attempt.number < TRIES => {
                self.again(error, attempt.number).map_or(Ok(None), Err)
            }
            Err(error) => {
                debug!(error = chain(&error), "the directory does not say");
                let mut silences = self.silences.lock().unwrap_or_else(PoisonError::into_inner);
                let of_one = matches!(error.class, Class::UserInput | Class::Retry);
                let whom = of_one.then(|| user_id.clone());
                silences.insert(whom, (self.clock.now(), problem(&error)));
                Ok(None)
            }
        }
    }

    /// Why the directory lately did not say anything of anybody, or of this member.
    pub(super) fn silence_on(&self, user_id: &UserId) -> Option<Problem> {
        let now = self.clock.now();
        let mut silences = self.silences.lock().unwrap_or_else(PoisonError::into_inner);
        silences.retain(|_, (at, _)| now.since(*at) < SILENCE_HOLDS);
        let silence = silences.get(&None).or_else(|| silences.get(&Some(user_id.clone())));
        silence.map(|(_, problem)| problem.clone())
    }

    /// What the directory says of many, as far as it says anything. When there is no time left to
    /// ask for more, the attempt begins anew with what is known by then.
    pub(super) async fn look_up_all(
        &self,
        user_ids: &[UserId],
        with_department: bool,
        attempt: &Attempt,
    ) -> Result<Vec<DirectoryEntry>, Setback> {
        let look = |user_id: UserId| async move {
            let now = self.clock.now();
            if now.plus(LONGEST_LOOK) > attempt.held_until {
                return Err(Setback::NotYet(now));
            }
            self.look_up_if_possible(&user_id, with_department, attempt).await
        };
        let mut looks = stream::iter(user_ids.to_vec()).map(look).buffer_unordered(AT_ONCE);
        let mut entries = Vec::with_capacity(user_ids.len());
        while let Some(entry) = looks.next().await {
            entries.extend(entry?);
        }
        Ok(entries)
    }

    async fn department(
        &self,
        department: i64,
        held_until: Timestamp,
    ) -> Result<Option<String>, Setback> {
        let mut departments = self.departments.lock().await;
        let now = self.clock.now();
        if let Some((name, at)) = departments.get(&department)
            && now.since(*at) < ENTRY_HOLDS
        {
            return Ok(name.clone());
        }
        let call = self.dingtalk.department_name(department);
        let name = match self.call(Api::DepartmentGet, held_until, call).await? {
            Ok(name) => Some(name),
            Err(error) => {
                debug!(error = chain(&error), "the directory does not name the department");
                // What the operator has to mend is asked again; what is in the way only now, too.
                if matches!(error.class, Class::Permission | Class::Retry | Class::Config) {
                    return Ok(None);
                }
                None
            }
        };
        departments.insert(department, (name.clone(), now));
        Ok(name)
    }
}

/// What a format can be filled with.
pub(super) fn facts(entry: Option<&DirectoryEntry>) -> Facts {
    entry.map_or_else(Facts::default, |entry| Facts {
        name: Some(entry.name.clone()),
        dept: entry.dept.clone(),
        title: entry.title.clone(),
        job_number: entry.job_number.clone(),
    })
}
