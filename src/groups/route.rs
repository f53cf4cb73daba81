//! Routes: by which call a group's nicknames are reached.
//!
//! A callback names a group by its conversationId. The call for ordinary groups wants a chatid,
//! and nothing turns one into the other, so a group is bound once; scene groups have a call of
//! their own that takes the conversationId.

use std::sync::Arc;
use std::time::Duration;

use crate::dingtalk::{Class, DingTalkError};
use crate::domain::{ChatId, Clock, ConversationId};
use crate::store::{Group, Scope, StoreError};

/// How long a group that is no scene group is not asked again.
const NO_SCENE_HOLDS: Duration = Duration::from_secs(24 * 3600);

/// The way to a group's nicknames.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// An ordinary group, by its chatid.
    Chat(ChatId),
    /// A scene group.
    Scene,
    /// Perhaps a scene group: the call will tell.
    PerhapsScene,
    /// None: it must be bound.
    Unbound,
}

impl Route {
    /// Whether it is known to lead there.
    #[must_use]
    pub fn leads_there(&self) -> bool {
        matches!(self, Self::Chat(_) | Self::Scene)
    }
}

/// The known routes.
#[derive(Clone)]
pub struct Routes {
    store: Scope,
    clock: Arc<dyn Clock>,
}

impl Routes {
    pub(super) fn new(store: Scope, clock: Arc<dyn Clock>) -> Self {
        Self { store, clock }
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
            (None, Some((false, at))) if self.clock.now().since(at) < NO_SCENE_HOLDS => {
                Route::Unbound
            }
            (None, _) => Route::PerhapsScene,
        }
    }

    /// Remembers what a call showed of the kind of a group.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn learn_scene(
        &self,
        conversation: &ConversationId,
        is_scene: bool,
    ) -> Result<(), StoreError> {
        self.store.remember_scene(conversation, is_scene, self.clock.now()).await
    }

    /// Whether an answer to a call for scene groups means that the group is none, or at least that
    /// there is no way through this call.
    #[must_use]
    pub fn is_no_scene(error: &DingTalkError) -> bool {
        matches!(error.class, Class::Binding | Class::Bug | Class::Other)
    }
}
