//! Owners: who owns a group, from memory or at the cost of a call.

use std::sync::{Arc, PoisonError};
use std::time::Duration;

use tokio::sync::Mutex;
use tracing::warn;

use super::binding::Bindings;
use super::refused::Refused;
use super::route::{Route, Routes};
use crate::calls::{CallError, Calls, Setback, Turn};
use crate::chain::chain;
use crate::dingtalk::{DingTalkError, GroupPeople, SceneGovernors};
use crate::domain::{ChatId, Clock, ConversationId, Recent, UserId};
use crate::store::{Group, Scope, StoreError, UNCONFIRMED};

/// How long DingTalk's word on a group's owner holds.
const OWNER_HOLDS: Duration = Duration::from_secs(300);

/// How long a group whose owner DingTalk did not name is not asked again only to know whom nobody
/// shall pose as.
const NO_OWNER_HOLDS: Duration = Duration::from_secs(24 * 3600);

/// Of how many groups it is remembered that nobody names their owner.
const MOST_OWNERLESS: usize = 10_000;

/// How long members who ask for what the owner decides are told the same refusal without another
/// call.
const REFUSED_HOLDS: Duration = Duration::from_secs(60);

/// Who owns a group, as far as it can be known.
#[derive(Debug)]
pub enum OwnerAnswer {
    /// This member.
    Known(UserId),
    /// DingTalk did not say.
    Failed(DingTalkError),
    /// There is no way to ask: the group must be bound.
    Unbound,
}

/// Who owns which group.
pub struct Owners {
    store: Scope,
    calls: Arc<Calls>,
    clock: Arc<dyn Clock>,
    bindings: Arc<Bindings>,
    routes: Routes,
    /// Held while DingTalk is asked who owns a group, so that it is asked once.
    asking: Mutex<()>,
    /// Groups whose owner DingTalk did not name, and until when it is not asked again.
    ownerless: Mutex<Recent<ConversationId, ()>>,
    /// What DingTalk said to the last question, where it refused to say.
    refused: std::sync::Mutex<Recent<ConversationId, Refused>>,
}

impl Owners {
    pub(super) fn new(
        store: Scope,
        calls: Arc<Calls>,
        clock: Arc<dyn Clock>,
        bindings: Arc<Bindings>,
        routes: Routes,
    ) -> Self {
        let ownerless = Mutex::new(Recent::new(MOST_OWNERLESS, NO_OWNER_HOLDS));
        let refused = std::sync::Mutex::new(Recent::new(MOST_OWNERLESS, REFUSED_HOLDS));
        let asking = Mutex::default();
        Self { store, calls, clock, bindings, routes, asking, ownerless, refused }
    }

    /// The owner on DingTalk's word of the last minutes.
    #[must_use]
    pub fn remembered(&self, group: Option<&Group>) -> Option<UserId> {
        let (owner, at) = group?.owner.as_ref()?;
        (self.clock.now().since(*at) < OWNER_HOLDS).then(|| owner.clone())
    }

    /// The owner, from memory or from DingTalk.
    ///
    /// # Errors
    /// When it cannot be known yet.
    pub async fn of(
        &self,
        conversation: &ConversationId,
        turn: Turn<'_>,
    ) -> Result<OwnerAnswer, Setback> {
        let _one_at_a_time = self.asking.lock().await;
        let group = self.store.group(conversation).await?;
        if let Some(owner) = self.remembered(group.as_ref()) {
            return Ok(OwnerAnswer::Known(owner));
        }
        let refused = || self.refused.lock().unwrap_or_else(PoisonError::into_inner);
        let now = self.clock.now();
        let before = refused().get(conversation, now).map(Refused::again);
        if let Some(error) = before.filter(|_| turn.spender.is_some()) {
            return Ok(OwnerAnswer::Failed(error));
        }
        let route = self.bindings.route(conversation, group.as_ref(), turn).await?;
        let answer = self.ask(conversation, &route, turn).await?;
        if let OwnerAnswer::Failed(error) = &answer
            && !error.is_passing()
        {
            refused().insert(conversation.clone(), Refused::of(error), now);
        }
        Ok(answer)
    }

    /// An event names a new owner. Nobody poses as them from now on; but whoever wants an owner's
    /// rights has DingTalk asked first, because an event may be an old one that somebody sends
    /// again.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn heard_of(
        &self,
        conversation: &ConversationId,
        owner: &UserId,
    ) -> Result<(), StoreError> {
        self.store.remember_owner(conversation, owner, UNCONFIRMED).await
    }

    /// The owner when DingTalk was last asked. It is asked once for a group where it never was, and
    /// again a day later if it did not say.
    ///
    /// # Errors
    /// When it cannot be known yet.
    pub async fn at_any_time(
        &self,
        conversation: &ConversationId,
        group: Option<&Group>,
        turn: Turn<'_>,
    ) -> Result<Option<UserId>, Setback> {
        if let Some((owner, _)) = group.and_then(|group| group.owner.as_ref()) {
            return Ok(Some(owner.clone()));
        }
        let route = self.bindings.route(conversation, group, turn).await?;
        self.learn(conversation, &route, turn).await
    }

    /// Asks who owns a group, unless DingTalk did not say within the last day, or minutes where it
    /// may say soon.
    ///
    /// # Errors
    /// When it cannot be known yet.
    pub async fn learn(
        &self,
        conversation: &ConversationId,
        route: &Route,
        turn: Turn<'_>,
    ) -> Result<Option<UserId>, Setback> {
        let mut ownerless = self.ownerless.lock().await;
        let now = self.clock.now();
        if !route.leads_there() || ownerless.get(conversation, now).is_some() {
            return Ok(None);
        }
        // Somebody else may have asked meanwhile.
        let group = self.store.group(conversation).await?;
        if let Some((owner, _)) = group.and_then(|group| group.owner) {
            return Ok(Some(owner));
        }
        match self.ask(conversation, route, turn).await? {
            OwnerAnswer::Known(owner) => Ok(Some(owner)),
            OwnerAnswer::Failed(error) if error.is_passing() => {
                // As if it had been so for most of a day.
                let since = now.minus(NO_OWNER_HOLDS - OWNER_HOLDS);
                ownerless.insert(conversation.clone(), (), since);
                Ok(None)
            }
            OwnerAnswer::Failed(_) | OwnerAnswer::Unbound => {
                ownerless.insert(conversation.clone(), (), now);
                Ok(None)
            }
        }
    }

    /// Learns who owns a group that was just bound: from its first name on, nobody shall pose as
    /// the owner. What keeps DingTalk from saying so does not keep the group from being bound.
    pub async fn meet(&self, conversation: &ConversationId, chat_id: &ChatId, turn: Turn<'_>) {
        let route = Route::Chat(chat_id.clone());
        if let Err(setback) = self.learn(conversation, &route, turn).await {
            warn!(conversation.id = %conversation, why = setback.cause(), "cannot ask who owns the group yet");
        }
    }

    /// Asks DingTalk, and remembers what it says. The same call tells who is in an ordinary group.
    ///
    /// # Errors
    /// When it is to be asked later.
    pub async fn ask(
        &self,
        conversation: &ConversationId,
        route: &Route,
        turn: Turn<'_>,
    ) -> Result<OwnerAnswer, Setback> {
        let answer = match route {
            Route::Chat(chat_id) => self.ask_for_people(conversation, chat_id, turn).await,
            Route::Scene | Route::PerhapsScene => self.ask_for_governors(conversation, turn).await,
            Route::Unbound => return Ok(OwnerAnswer::Unbound),
        };
        let leads_nowhere = self.routes.learn(conversation, route, &answer).await?;
        match answer {
            Ok(owner) => {
                self.store.remember_owner(conversation, &owner, self.clock.now()).await?;
                Ok(OwnerAnswer::Known(owner))
            }
            Err(CallError::Later(setback)) => Err(setback),
            Err(CallError::Refused(_)) if leads_nowhere => Ok(OwnerAnswer::Unbound),
            Err(CallError::Refused(error)) => {
                warn!(conversation.id = %conversation, error = chain(&error), "cannot ask who owns the group");
                Ok(OwnerAnswer::Failed(error))
            }
        }
    }

    async fn ask_for_governors(
        &self,
        conversation: &ConversationId,
        turn: Turn<'_>,
    ) -> Result<UserId, CallError> {
        let SceneGovernors { owner, sub_admins } =
            self.calls.scene_governors(turn, conversation).await?;
        self.store.remember_sub_admins(conversation, &sub_admins).await?;
        Ok(owner)
    }

    async fn ask_for_people(
        &self,
        conversation: &ConversationId,
        chat_id: &ChatId,
        turn: Turn<'_>,
    ) -> Result<UserId, CallError> {
        let GroupPeople { owner, members } = self.calls.group(turn, chat_id).await?;
        self.store.remember_roster(conversation, &members, self.clock.now()).await?;
        Ok(owner)
    }
}
