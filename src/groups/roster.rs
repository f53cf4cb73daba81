//! Rosters: who is in a group, from memory or at the cost of one call, and what each of them is
//! called there.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use super::binding::Bindings;
use super::directory::Directory;
use super::names::present;
use super::owner::{OwnerAnswer, Owners};
use super::route::{Route, Routes};
use crate::calls::{CallError, Calls, Setback, Turn};
use crate::dingtalk::DingTalkError;
use crate::domain::{Clock, ConversationId, Nickname, UserId};
use crate::store::{DirectoryEntry, Scope, StoreError};

/// How long a list of who is in a group holds, so that a look and the plan after it cost one call.
const ROSTER_HOLDS: Duration = Duration::from_secs(600);

/// Why it is not known who is in a group.
#[derive(Debug, thiserror::Error)]
pub enum RosterError {
    /// There is no way to ask: the group must be bound.
    #[error("the group is not bound")]
    Unbound,
    /// DingTalk does not say.
    #[error(transparent)]
    Refused(DingTalkError),
    /// It is to be asked later.
    #[error(transparent)]
    Later(#[from] Setback),
}

impl From<StoreError> for RosterError {
    fn from(error: StoreError) -> Self {
        Self::Later(Setback::Store(error))
    }
}

/// A member and the name that the group sees, as far as we know.
#[derive(Clone, Debug)]
pub struct Standing {
    /// Who.
    pub user_id: UserId,
    /// Nobody who was never renamed by us and never wrote to us is known by a nickname; DingTalk
    /// shows the name in the directory then, unless somebody changed it by hand.
    pub name: Option<Nickname>,
    /// What the directory says, where it was asked.
    pub entry: Option<DirectoryEntry>,
}

/// Who is in which group.
#[derive(Clone)]
pub struct Rosters {
    store: Scope,
    calls: Arc<Calls>,
    clock: Arc<dyn Clock>,
    bindings: Arc<Bindings>,
    routes: Routes,
    owners: Arc<Owners>,
    directory: Arc<Directory>,
}

impl Rosters {
    pub(super) fn new(
        store: Scope,
        calls: Arc<Calls>,
        clock: Arc<dyn Clock>,
        bindings: Arc<Bindings>,
        routes: Routes,
        owners: Arc<Owners>,
        directory: Arc<Directory>,
    ) -> Self {
        Self { store, calls, clock, bindings, routes, owners, directory }
    }

    /// Who is in a group.
    ///
    /// # Errors
    /// When it is not known.
    pub async fn of(
        &self,
        conversation: &ConversationId,
        turn: Turn<'_>,
    ) -> Result<Vec<UserId>, RosterError> {
        let known = self.store.roster(conversation).await?;
        let now = self.clock.now();
        if let Some((members, _)) = known.filter(|(_, at)| now.since(*at) < ROSTER_HOLDS) {
            return Ok(members);
        }
        let route = self.bindings.route(conversation, None, turn).await?;
        let members = match route {
            Route::Unbound => return Err(RosterError::Unbound),
            Route::Chat(_) => return self.of_ordinary_group(conversation, &route, turn).await,
            Route::Scene | Route::PerhapsScene => {
                self.calls.scene_members(turn, conversation).await
            }
        };
        let leads_nowhere = self.routes.learn(conversation, &route, &members).await?;
        match members {
            Ok(members) => {
                self.store.remember_roster(conversation, &members, now).await?;
                Ok(members)
            }
            Err(CallError::Later(setback)) => Err(setback.into()),
            Err(CallError::Refused(_)) if leads_nowhere => Err(RosterError::Unbound),
            Err(CallError::Refused(error)) => Err(self.refused(error, turn)),
        }
    }

    /// The call that names the owner lists the members, too.
    async fn of_ordinary_group(
        &self,
        conversation: &ConversationId,
        route: &Route,
        turn: Turn<'_>,
    ) -> Result<Vec<UserId>, RosterError> {
        match self.owners.ask(conversation, route, turn).await? {
            OwnerAnswer::Known(_) => {
                let roster = self.store.roster(conversation).await?;
                Ok(roster.map(|(members, _)| members).unwrap_or_default())
            }
            OwnerAnswer::Failed(error) => Err(self.refused(error, turn)),
            OwnerAnswer::Unbound => Err(RosterError::Unbound),
        }
    }

    fn refused(&self, error: DingTalkError, turn: Turn<'_>) -> RosterError {
        self.calls.settled(error, turn.attempt).map_or_else(Into::into, RosterError::Refused)
    }

    /// The names that the group sees. Those that we do not know are asked of the directory.
    ///
    /// # Errors
    /// When the directory is to be asked later.
    pub async fn standings(
        &self,
        conversation: &ConversationId,
        members: Vec<UserId>,
        turn: Turn<'_>,
    ) -> Result<Vec<Standing>, Setback> {
        let given = self.store.names(conversation).await?.into_iter();
        let given: HashMap<_, _> =
            given.map(|given| (given.user_id, (given.name, given.at))).collect();
        let seen = self.store.members(conversation).await?.into_iter();
        let seen: HashMap<_, _> = seen.map(|member| (member.user_id.clone(), member)).collect();
        let mut standings: Vec<Standing> = members
            .into_iter()
            .map(|user_id| {
                let name = present(given.get(&user_id).cloned(), seen.get(&user_id));
                Standing { user_id, name: name.map(|present| present.name), entry: None }
            })
            .collect();
        let unknown = standings.iter().filter(|standing| standing.name.is_none());
        let unknown: Vec<UserId> = unknown.map(|standing| standing.user_id.clone()).collect();
        let mut entries = self.directory.look_up_all(&unknown, false, turn).await?;
        for standing in &mut standings {
            if let Some(entry) = entries.remove(&standing.user_id) {
                standing.name = Nickname::parse(&entry.name).ok();
                standing.entry = Some(entry);
            }
        }
        Ok(standings)
    }

    /// Takes note of who came in. The list is as old as before.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn joined(
        &self,
        conversation: &ConversationId,
        people: &[UserId],
    ) -> Result<(), StoreError> {
        self.store.join(conversation, people).await?;
        let Some((mut roster, at)) = self.store.roster(conversation).await? else {
            return Ok(());
        };
        let new: Vec<UserId> =
            people.iter().filter(|person| !roster.contains(person)).cloned().collect();
        roster.extend(new);
        self.store.remember_roster(conversation, &roster, at).await
    }

    /// Takes note of who left: nobody is held up by their name any more.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn left(
        &self,
        conversation: &ConversationId,
        people: &[UserId],
    ) -> Result<(), StoreError> {
        self.store.leave(conversation, people, self.clock.now()).await?;
        let Some((mut roster, at)) = self.store.roster(conversation).await? else {
            return Ok(());
        };
        roster.retain(|member| !people.contains(member));
        self.store.remember_roster(conversation, &roster, at).await
    }
}
