//! Routes: by which call a group's nicknames are reached.
//!
//! A callback names a group by its conversationId. The call for ordinary groups wants a chatid,
//! and nothing turns one into the other, so a group is bound once; scene groups have calls of
//! their own that take the conversationId. Any group can become one at any moment, and nobody
//! tells us, so that a group is none is believed for as long only as asking again would cost too
//! much.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tracing::info;

use crate::calls::CallError;
use crate::dingtalk::{Class, DingTalkError};
use crate::domain::{ChatId, Clock, ConversationId, Recent, Timestamp};
use crate::store::{Group, Scope, StoreError};

/// How many failures of calls for scene groups, and in what time, are enough to make them seldom
/// in a group.
const MANY_FAILURES: usize = 3;
const FAILURES_COUNT: Duration = Duration::from_secs(3600);

/// How seldom then: each is a paid call.
const SELDOM: Duration = Duration::from_secs(600);

/// Of how many groups failures are remembered.
const MOST_FAILING: usize = 10_000;

/// The key of DingTalk's word that a group is no scene group.
const NO_SCENE_GROUP: &str = "no-scene-group";

/// The way to a group's nicknames.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// An ordinary group, by its chatid.
    Chat(ChatId),
    /// A scene group.
    Scene,
    /// Perhaps a scene group: the call will tell.
    PerhapsScene,
    /// None: it must be made ready.
    Unbound,
}

impl Route {
    /// Whether it is known to lead there.
    #[must_use]
    pub fn leads_there(&self) -> bool {
        matches!(self, Self::Chat(_) | Self::Scene)
    }
}

/// The known routes. That a group is no scene group is in the store, and so is that it may be one
/// again, whichever instance learns it; how often that was found each process remembers for itself.
#[derive(Clone)]
pub struct Routes {
    store: Scope,
    clock: Arc<dyn Clock>,
    /// When the last calls for scene groups failed, the newest last.
    failures: Arc<Mutex<Recent<ConversationId, Vec<Timestamp>>>>,
}

impl Routes {
    pub(super) fn new(store: Scope, clock: Arc<dyn Clock>) -> Self {
        let failures = Arc::new(Mutex::new(Recent::new(MOST_FAILING, FAILURES_COUNT)));
        Self { store, clock, failures }
    }

    /// How a group is reached now.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn now(&self, conversation: &ConversationId) -> Result<Route, StoreError> {
        Ok(self.of(self.store.group(conversation).await?.as_ref()))
    }

    /// How a group is reached, by what is known of it.
    #[must_use]
    pub fn of(&self, group: Option<&Group>) -> Route {
        let Some(group) = group else {
            return Route::PerhapsScene;
        };
        match (&group.chat_id, group.is_scene) {
            (Some(chat_id), _) => Route::Chat(chat_id.clone()),
            (None, Some((true, _))) => Route::Scene,
            (None, Some((false, at))) if self.is_too_soon(&group.conversation, at) => {
                Route::Unbound
            }
            (None, _) => Route::PerhapsScene,
        }
    }

    /// Whether it is too soon after a failure to try again.
    fn is_too_soon(&self, conversation: &ConversationId, last: Timestamp) -> bool {
        let now = self.clock.now();
        let failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        let times = failures.get(conversation, now);
        let are_many = times.is_some_and(|times| {
            times.len() == MANY_FAILURES && now.since(times[0]) < FAILURES_COUNT
        });
        are_many && now.since(last) < SELDOM
    }

    /// Remembers what a call by this route showed of the kind of the group. Whether it showed that
    /// no way leads there by it.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn learn<T>(
        &self,
        conversation: &ConversationId,
        route: &Route,
        answer: &Result<T, CallError>,
    ) -> Result<bool, StoreError> {
        match (route, answer) {
            (Route::PerhapsScene, Ok(_)) => {
                self.remember(conversation, true).await?;
                Ok(false)
            }
            (Route::PerhapsScene | Route::Scene, Err(CallError::Refused(error)))
                if leads_nowhere(route, error) =>
            {
                info!(conversation.id = %conversation, code = error.code, "the group is no scene group");
                self.remember(conversation, false).await?;
                Ok(true)
            }
            _ => Ok(false),
        }
    }

    /// Remembers whether a group is a scene group.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn remember(
        &self,
        conversation: &ConversationId,
        is_scene: bool,
    ) -> Result<(), StoreError> {
        let now = self.clock.now();
        {
            let mut failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
            if is_scene {
                failures.remove(conversation);
            } else {
                let times = failures.entry(conversation.clone(), now);
                times.push(now);
                let too_many = times.len().saturating_sub(MANY_FAILURES);
                times.drain(..too_many);
            }
        }
        self.store.remember_scene(conversation, is_scene, now).await
    }

    /// Forgets that a group is no scene group: it may have become one.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn forget_failures(&self, group: Option<&Group>) -> Result<(), StoreError> {
        let Some(Group { conversation, is_scene: Some((false, _)), .. }) = group else {
            return Ok(());
        };
        self.failures.lock().unwrap_or_else(PoisonError::into_inner).remove(conversation);
        self.store.forget_no_scene(conversation).await
    }
}

/// Whether an answer to a call for scene groups means that the group is none, or at least that
/// there is no way through this call. Where there was one before, only DingTalk's very word counts.
fn leads_nowhere(route: &Route, error: &DingTalkError) -> bool {
    match route {
        Route::Scene => error.key == NO_SCENE_GROUP,
        _ => matches!(error.class, Class::Binding | Class::Bug | Class::Other),
    }
}
