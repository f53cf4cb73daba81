//! Which way leads to a group's nicknames, who owns the group and who is in it.
//!
//! A callback names a group by its conversationId. The call for ordinary groups wants a chatid,
//! and nothing turns one into the other, so a group is bound once; template groups have a call
//! of their own that takes the conversationId.

use std::time::Duration;

use tracing::warn;

use super::attempt::Attempt;
use super::authority::compare;
use super::bind::BindError;
use super::case::Case;
use super::{Bot, Setback, chain, problem};
use crate::dingtalk::{Api, Class, DingTalkError, GroupPeople};
use crate::domain::{ChatId, ConversationId, Problem, Reply, Timestamp, UserId};
use crate::policy::Ownership;
use crate::store::{Group, StoreError};

/// How long DingTalk's word on a group's owner holds.
const OWNER_HOLDS: Duration = Duration::from_secs(300);

/// How long a group whose owner DingTalk did not name is not asked again only to know whom nobody
/// shall pose as.
const NO_OWNER_HOLDS: Duration = Duration::from_secs(24 * 3600);

/// How long a list of who is in a group holds, so that a look and the plan after it cost one call.
const ROSTER_HOLDS: Duration = Duration::from_secs(600);

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
    pub(super) fn leads_there(&self) -> bool {
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

    pub(super) async fn known_route(
        &self,
        conversation: &ConversationId,
    ) -> Result<Route, StoreError> {
        let group = self.store.group(conversation).await?;
        Ok(self.route_of(group.as_ref()))
    }

    pub(super) fn route_of(&self, group: Option<&Group>) -> Route {
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
        self.store.remember_scene(conversation, is_scene, now).await
    }

    /// Whether `sender` owns the group, as far as that is known without asking.
    pub(super) async fn remembered_ownership(
        &self,
        conversation: &ConversationId,
        sender: &UserId,
    ) -> Result<Ownership, StoreError> {
        let group = self.store.group(conversation).await?;
        let now = self.clock.now();
        let owner = group.and_then(|group| group.owner);
        let fresh = owner.filter(|(_, at)| now.since(*at) < OWNER_HOLDS);
        Ok(fresh.map_or(Ownership::Unknown, |(owner, _)| compare(&owner, sender)))
    }

    /// Whether `sender` owns the group, from memory or from DingTalk.
    pub(super) async fn ownership(
        &self,
        conversation: &ConversationId,
        sender: &UserId,
        attempt: &Attempt,
    ) -> Result<OwnerAnswer, Setback> {
        let _one_at_a_time = self.owner_lookup.lock().await;
        match self.remembered_ownership(conversation, sender).await? {
            Ownership::Unknown => {}
            ownership => return Ok(OwnerAnswer::Known(ownership)),
        }
        let route = self.route(conversation, attempt).await?;
        Ok(match self.ask_for_owner(conversation, &route, attempt.held_until).await? {
            Some(Ok(owner)) => OwnerAnswer::Known(compare(&owner, sender)),
            Some(Err(error)) => OwnerAnswer::Failed(problem(&error)),
            None => OwnerAnswer::Unbound,
        })
    }

    /// Asks DingTalk who owns a group, and remembers it; `None` when there is no way to ask. The
    /// same call tells who is in an ordinary group.
    pub(super) async fn ask_for_owner(
        &self,
        conversation: &ConversationId,
        route: &Route,
        held_until: Timestamp,
    ) -> Result<Option<Result<UserId, DingTalkError>>, Setback> {
        let owner = match route {
            Route::Chat(chat_id) => {
                let call = self.dingtalk.group(chat_id);
                match self.call(Api::ChatGet, held_until, call).await? {
                    Ok(GroupPeople { owner, members }) => {
                        let now = self.clock.now();
                        self.store.remember_roster(conversation, &members, now).await?;
                        Ok(owner)
                    }
                    Err(error) => Err(error),
                }
            }
            Route::Scene | Route::PerhapsScene => {
                let call = self.dingtalk.scene_group_owner(conversation);
                self.call(Api::SceneGroupGet, held_until, call).await?
            }
            Route::Unbound => return Ok(None),
        };
        match owner {
            Ok(owner) => {
                let now = self.clock.now();
                self.store.remember_owner(conversation, &owner, now).await?;
                Ok(Some(Ok(owner)))
            }
            Err(error) if *route == Route::PerhapsScene && is_no_scene(&error) => Ok(None),
            Err(error) => {
                warn!(conversation.id = %conversation, error = chain(&error), "cannot ask who owns the group");
                Ok(Some(Err(error)))
            }
        }
    }
}

impl Bot {
    /// Who owned the group when DingTalk was last asked. It is asked once for a group where it
    /// never was, so that nobody poses as the owner, and again a day later if it did not say.
    pub(super) async fn owner_at_any_time(
        &self,
        case: &Case<'_>,
    ) -> Result<Option<UserId>, Setback> {
        let conversation = case.conversation();
        let group = self.store.group(conversation).await?;
        if let Some((owner, _)) = group.and_then(|group| group.owner) {
            return Ok(Some(owner));
        }
        let route = self.route(conversation, case.attempt).await?;
        self.learn_owner(conversation, &route, case.attempt.held_until).await
    }

    /// Asks who owns a group, unless DingTalk did not say within the last day, or minutes where it
    /// may say soon.
    pub(super) async fn learn_owner(
        &self,
        conversation: &ConversationId,
        route: &Route,
        held_until: Timestamp,
    ) -> Result<Option<UserId>, Setback> {
        let mut ownerless = self.ownerless.lock().await;
        let now = self.clock.now();
        ownerless.retain(|_, until| *until > now);
        if !route.leads_there() || ownerless.contains_key(conversation) {
            return Ok(None);
        }
        let owner = self.ask_for_owner(conversation, route, held_until).await?;
        match owner {
            Some(Ok(owner)) => Ok(Some(owner)),
            unknown => {
                let is_passing = matches!(unknown, Some(Err(error)) if error.is_passing());
                let holds = if is_passing { OWNER_HOLDS } else { NO_OWNER_HOLDS };
                ownerless.insert(conversation.clone(), now.plus(holds));
                Ok(None)
            }
        }
    }

    /// Who is in the group, from memory or at the cost of one call; or what there is to say.
    pub(super) async fn roster(
        &self,
        case: &Case<'_>,
    ) -> Result<Result<Vec<UserId>, Reply>, Setback> {
        let conversation = case.conversation();
        let held_until = case.attempt.held_until;
        let known = self.store.roster(conversation).await?;
        let now = self.clock.now();
        if let Some((members, _)) = known.filter(|(_, at)| now.since(*at) < ROSTER_HOLDS) {
            return Ok(Ok(members));
        }
        let failed = match self.route(conversation, case.attempt).await? {
            Route::Unbound => return Ok(Err(Reply::NotBound)),
            Route::Chat(chat_id) => {
                match self.ask_for_owner(conversation, &Route::Chat(chat_id), held_until).await? {
                    Some(Ok(_)) => {
                        let roster = self.store.roster(conversation).await?;
                        return Ok(Ok(roster.map(|(members, _)| members).unwrap_or_default()));
                    }
                    Some(Err(error)) => error,
                    None => return Ok(Err(Reply::NotBound)),
                }
            }
            route @ (Route::Scene | Route::PerhapsScene) => {
                let call = self.dingtalk.scene_group_members(conversation);
                match self.call(Api::SceneMembers, held_until, call).await? {
                    Ok(members) => {
                        self.store.remember_roster(conversation, &members, now).await?;
                        return Ok(Ok(members));
                    }
                    Err(error) if route == Route::PerhapsScene && is_no_scene(&error) => {
                        return Ok(Err(Reply::NotBound));
                    }
                    Err(error) => error,
                }
            }
        };
        let error = match self.again(failed, case.attempt.number) {
            Ok(setback) => return Err(setback),
            Err(error) => error,
        };
        Ok(Err(Reply::Failed(problem(&error))))
    }
}

/// Whether an answer to a call for template groups means that the group is none, or at least that
/// there is no way through this call.
pub(super) fn is_no_scene(error: &DingTalkError) -> bool {
    matches!(error.class, Class::Binding | Class::Bug | Class::Other)
}
