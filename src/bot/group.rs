//! Which way leads to a group's nicknames, and who owns the group.
//!
//! A callback names a group by its conversationId. The call for ordinary groups wants a chatid,
//! and nothing turns one into the other, so a group is bound once; template groups have a call
//! of their own that takes the conversationId.

use std::time::Duration;

use tracing::warn;

use super::attempt::Attempt;
use super::bind::BindError;
use super::{Bot, Setback, chain, problem};
use crate::dingtalk::{Api, Class, DingTalkError};
use crate::domain::{ChatId, ConversationId, Problem, UserId};
use crate::policy::Ownership;
use crate::store::{Group, StoreError};

/// How long DingTalk's word on a group's owner holds.
const OWNER_HOLDS: Duration = Duration::from_secs(300);

/// How long a group that is no template group is not asked again.
const NO_SCENE_HOLDS: Duration = Duration::from_secs(24 * 3600);

/// The way to a group's nicknames.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Route {
    /// An ordinary group, by its chatid.
    Chat(ChatId),
    /// A template group.
    Scene,
    /// Perhaps a template group: the call will tell.
    PerhapsScene,
    /// None: it must be bound.
    Unbound,
}

impl Route {
    fn leads_there(&self) -> bool {
        matches!(self, Self::Chat(_) | Self::Scene)
    }
}

/// Who owns the group, for the policy and for the answer.
pub(super) enum OwnerAnswer {
    Known(Ownership),
    /// DingTalk did not say.
    Failed(Problem),
    /// There is no way to ask: the group must be bound.
    Unbound,
}

impl Bot {
    /// The way to a group. A group that is not bound may be one of those that the operator wants
    /// bound; as long as it is not known which those are, its commands wait.
    pub(super) async fn route(
        &self,
        conversation: &ConversationId,
        attempt: &Attempt,
    ) -> Result<Route, Setback> {
        let route = self.known_route(conversation).await?;
        if route.leads_there() {
            return Ok(route);
        }
        let error = self.bind_passing().await.err();
        let route = self.known_route(conversation).await?;
        match error {
            Some(error) if !route.leads_there() => match error {
                BindError::Later { until, why } => Err(Setback::Held { until, why }),
                BindError::Store(error) => Err(Setback::Store(error)),
                BindError::DingTalk(error) => {
                    self.again(error, attempt.number).map_or(Ok(route), Err)
                }
            },
            _ => Ok(route),
        }
    }

    async fn known_route(&self, conversation: &ConversationId) -> Result<Route, StoreError> {
        let group = self.store.group(&self.settings.robot_code, conversation).await?;
        Ok(self.route_of(group.as_ref()))
    }

    fn route_of(&self, group: Option<&Group>) -> Route {
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
    pub(super) async fn learn_scene(
        &self,
        conversation: &ConversationId,
        is_scene: bool,
    ) -> Result<(), StoreError> {
        let now = self.clock.now();
        self.store.remember_scene(&self.settings.robot_code, conversation, is_scene, now).await
    }

    /// Whether `sender` owns the group, from memory or from DingTalk.
    pub(super) async fn ownership(
        &self,
        conversation: &ConversationId,
        sender: &UserId,
        attempt: &Attempt,
    ) -> Result<OwnerAnswer, Setback> {
        let robot_code = &self.settings.robot_code;
        let _one_at_a_time = self.owner_lookup.lock().await;
        let now = self.clock.now();
        let group = self.store.group(robot_code, conversation).await?;
        if let Some((owner, at)) = group.as_ref().and_then(|group| group.owner.as_ref())
            && now.since(*at) < OWNER_HOLDS
        {
            return Ok(OwnerAnswer::Known(compare(owner, sender)));
        }
        let route = self.route(conversation, attempt).await?;
        let owner = match &route {
            Route::Chat(chat_id) => {
                let call = self.dingtalk.group_owner(chat_id);
                self.call(Api::ChatGet, attempt.held_until, call).await?
            }
            Route::Scene | Route::PerhapsScene => {
                let call = self.dingtalk.scene_group_owner(conversation);
                self.call(Api::SceneGroupGet, attempt.held_until, call).await?
            }
            Route::Unbound => return Ok(OwnerAnswer::Unbound),
        };
        match owner {
            Ok(owner) => {
                self.store.remember_owner(robot_code, conversation, &owner, now).await?;
                Ok(OwnerAnswer::Known(compare(&owner, sender)))
            }
            Err(error) if route == Route::PerhapsScene && is_no_scene(&error) => {
                Ok(OwnerAnswer::Unbound)
            }
            Err(error) => {
                warn!(conversation.id = %conversation, error = chain(&error), "cannot ask who owns the group");
                Ok(OwnerAnswer::Failed(problem(&error)))
            }
        }
    }
}

fn compare(owner: &UserId, sender: &UserId) -> Ownership {
    if owner == sender { Ownership::Owner } else { Ownership::NotOwner }
}

/// Whether an answer to a call for template groups means that the group is none, or at least that
/// there is no way through this call.
pub(super) fn is_no_scene(error: &DingTalkError) -> bool {
    matches!(error.class, Class::Binding | Class::Bug | Class::Other)
}
