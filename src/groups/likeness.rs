//! Look-alikes: whom a new name could be taken for.
//!
//! Every name that somebody has is kept with its readings ([`Likeness`]), indexed, so that a rename
//! asks for those few who share one with the new name, however many are in the group. What the
//! index finds is only a hint: the names themselves are compared before anybody is told.
//!
//! What is kept for somebody is the name that they have now and the one in the directory. Names that
//! they had before are free again, and so is one that another member has put on them: or a pupil
//! could lose his own name, because somebody called the teacher by it.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use super::directory::Directory;
use super::names::{Names, present};
use super::readings::readings;
use crate::calls::{Setback, Turn};
use crate::domain::{
    Clock, ConversationId, Format, LIKENESS_VERSION, Likeness, Lookalikes, Nickname, Recent,
    Resembled, Role, Rules, UserId,
};
use crate::store::{Group, NamesOf, Scope, StoreError};

/// Of how many groups it is remembered that the directory was read for all of their members, and
/// for how long.
const MOST_READ_UP: usize = 10_000;
const READ_UP_HOLDS: Duration = Duration::from_secs(600);

/// How many of those who share a reading are compared.
const MOST_COMPARED: usize = 16;

/// A name that somebody is to be given.
#[derive(Clone, Copy)]
pub struct NewName<'a> {
    /// In which group.
    pub conversation: &'a ConversationId,
    /// What is known of it.
    pub group: Option<&'a Group>,
    /// What it has decided.
    pub rules: &'a Rules,
    /// Its shape for names.
    pub format: Option<&'a Format>,
    /// Who is to have the name: they may look like themselves.
    pub member: &'a UserId,
    /// The name.
    pub name: &'a Nickname,
    /// Those whose names are kept from everybody else: owner, sub-admins and admins.
    pub governors: &'a [(Role, UserId)],
    /// The bot's own name.
    pub bot_name: Option<&'a str>,
}

impl NewName<'_> {
    /// The name that somebody has now, if it is their own: one that they took, or that was given
    /// by those who decide.
    fn own(&self, bearer: &UserId, known: &NamesOf) -> Option<String> {
        let present = Names::present_of(known)?;
        let is_own = !present.is_given || self.forced(bearer, known).is_none();
        is_own.then(|| present.name.to_string())
    }

    /// Under which name their messages come, unless another has put it on them.
    fn seen(&self, bearer: &UserId, known: &NamesOf) -> Option<String> {
        let seen = known.seen.as_ref().map(|seen| seen.display_name.clone())?;
        let is_forced = self.forced(bearer, known).is_some_and(|name| name.as_str() == seen);
        (!is_forced).then_some(seen)
    }

    /// The name that another member has put on them.
    fn forced<'n>(&self, bearer: &UserId, known: &'n NamesOf) -> Option<&'n Nickname> {
        let given = known.given.as_ref()?;
        let decides = |(role, user_id): &(Role, UserId)| {
            *role != Role::SubAdmin && *user_id == given.asked_by
        };
        let governs = self.governors.iter().any(decides);
        (given.asked_by != *bearer && !governs).then_some(&given.name)
    }
}

/// Names that are not everybody's to have.
pub struct Guarded {
    store: Scope,
    clock: Arc<dyn Clock>,
    names: Names,
    directory: Arc<Directory>,
    /// Groups for whose members the directory was read.
    read_up: Mutex<Recent<ConversationId, ()>>,
}

impl Guarded {
    pub(super) fn new(
        store: Scope,
        clock: Arc<dyn Clock>,
        names: Names,
        directory: Arc<Directory>,
    ) -> Self {
        let read_up = Mutex::new(Recent::new(MOST_READ_UP, READ_UP_HOLDS));
        Self { store, clock, names, directory, read_up }
    }

    /// Whom a name looks like, if anybody: the one that matters most.
    ///
    /// # Errors
    /// When it cannot be known yet.
    pub async fn resembled(
        &self,
        asked: NewName<'_>,
        turn: Turn<'_>,
    ) -> Result<Option<Resembled>, Setback> {
        let looks = Looks::of(asked);
        if let Some(found) = self.governor(asked, &looks, turn).await? {
            return Ok(Some(found));
        }
        if let Some(found) = Self::bot(asked, &looks) {
            return Ok(Some(found));
        }
        if asked.rules.lookalikes == Lookalikes::Allow {
            return Ok(None);
        }
        self.member(asked, &looks, turn).await
    }

    /// Owner and admins, as they are called now, and as the directory has them.
    async fn governor(
        &self,
        asked: NewName<'_>,
        looks: &Looks,
        turn: Turn<'_>,
    ) -> Result<Option<Resembled>, Setback> {
        let others = || asked.governors.iter().filter(|(_, id)| id != asked.member);
        let ids: Vec<UserId> = others().map(|(_, id)| id.clone()).collect();
        if ids.is_empty() {
            return Ok(None);
        }
        let mut known = self.names.known_of_all(asked.conversation, &ids).await?;
        let mut entries = self.directory.look_up_all(&ids, false, turn).await?;
        for (role, user_id) in others() {
            let known = known.remove(user_id).unwrap_or_default();
            let entry = entries.remove(user_id).map(|entry| entry.name);
            // What their messages come under may be the name in the directory, too.
            let listed = entry.or_else(|| asked.seen(user_id, &known));
            let mut names = asked.own(user_id, &known).into_iter().chain(listed);
            if let Some(name) = names.find(|name| looks.could_be(&Likeness::of(name))) {
                return Ok(Some(Resembled { role: *role, name }));
            }
        }
        Ok(None)
    }

    /// The bot itself.
    fn bot(asked: NewName<'_>, looks: &Looks) -> Option<Resembled> {
        let name = asked.bot_name.filter(|name| looks.could_be(&Likeness::of(name)))?;
        Some(Resembled { role: Role::Bot, name: name.to_owned() })
    }

    /// Members like others.
    async fn member(
        &self,
        asked: NewName<'_>,
        looks: &Looks,
        turn: Turn<'_>,
    ) -> Result<Option<Resembled>, Setback> {
        self.bring_up_to_date(asked.conversation, asked.group).await?;
        if asked.rules.lookalikes == Lookalikes::Refuse {
            self.read_up(asked.conversation, turn).await?;
        }
        let readings = looks.whole.readings();
        let alike = self.store.look_alikes(asked.conversation, readings).await?;
        let is_other = |user_id: &UserId| {
            user_id != asked.member && !asked.governors.iter().any(|(_, id)| id == user_id)
        };
        let alike: Vec<UserId> = alike.into_iter().filter(is_other).take(MOST_COMPARED).collect();
        let name = self.alike(asked, &alike, looks).await?;
        Ok(name.map(|name| Resembled { role: Role::Member, name }))
    }

    /// The first name that is alike, of those who share a reading.
    async fn alike(
        &self,
        asked: NewName<'_>,
        user_ids: &[UserId],
        looks: &Looks,
    ) -> Result<Option<String>, StoreError> {
        if user_ids.is_empty() {
            return Ok(None);
        }
        let known = self.names.known_of_all(asked.conversation, user_ids).await?;
        let mut entries = self.directory.known_of_all(user_ids).await?;
        let mut names = user_ids.iter().flat_map(|user_id| {
            let present = known.get(user_id).and_then(|known| asked.own(user_id, known));
            present.into_iter().chain(entries.remove(user_id).map(|entry| entry.name))
        });
        Ok(names.find(|name| Likeness::of(name).resembles(&looks.whole)))
    }

    /// The directory's names of all who are in the group, where names like theirs are refused.
    async fn read_up(&self, conversation: &ConversationId, turn: Turn<'_>) -> Result<(), Setback> {
        let now = self.clock.now();
        let read_up = || self.read_up.lock().unwrap_or_else(PoisonError::into_inner);
        if read_up().get(conversation, now).is_some() {
            return Ok(());
        }
        self.directory.read_up_on(conversation, turn).await?;
        read_up().insert(conversation.clone(), (), now);
        Ok(())
    }

    /// Readings are made anew, once for each group, when a version of ours reads names otherwise.
    async fn bring_up_to_date(
        &self,
        conversation: &ConversationId,
        group: Option<&Group>,
    ) -> Result<(), StoreError> {
        if group.is_none_or(|group| group.likeness_version == LIKENESS_VERSION) {
            return Ok(());
        }
        let mut called: HashMap<UserId, BTreeSet<String>> = HashMap::new();
        let mut add = |user_id: UserId, name: &str| {
            called.entry(user_id).or_default().extend(readings(name));
        };
        let seen = self.store.members(conversation).await?.into_iter();
        let mut seen: HashMap<_, _> = seen.map(|member| (member.user_id.clone(), member)).collect();
        for given in self.store.names(conversation).await? {
            let seen = seen.remove(&given.user_id);
            if let Some(present) = present(Some((given.name, given.at)), seen.as_ref()) {
                add(given.user_id, present.name.as_str());
            }
        }
        for member in seen.into_values() {
            add(member.user_id, &member.display_name);
        }
        let listed = self.store.roster(conversation).await?;
        let listed = listed.map(|(members, _)| members).unwrap_or_default();
        for entry in self.store.directory_entries(&listed).await? {
            add(entry.user_id, &entry.name);
        }
        let rows: Vec<_> =
            called.into_iter().map(|(id, readings)| (id, readings.into_iter().collect())).collect();
        self.store.replace_likenesses(conversation, LIKENESS_VERSION, &rows).await
    }
}

/// A new name, ready to be compared.
struct Looks {
    whole: Likeness,
    /// The same without what people put around a name to get it once more.
    pose: Likeness,
    /// In “Class 3-Ms Wang-parent” the part in the middle poses as well.
    parts: Vec<Likeness>,
}

impl Looks {
    fn of(asked: NewName<'_>) -> Self {
        let parts = asked.format.map(|format| format.free_parts(asked.name)).unwrap_or_default();
        Self {
            whole: Likeness::of(asked.name.as_str()),
            pose: Likeness::of_pose(asked.name.as_str()),
            parts: parts.into_iter().map(Likeness::of_pose).collect(),
        }
    }

    /// Whether somebody whose name nobody else shall have could be meant.
    fn could_be(&self, guarded: &Likeness) -> bool {
        guarded.resembles(&self.pose) || self.parts.iter().any(|part| guarded.resembles(part))
    }
}
