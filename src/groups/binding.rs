//! Bindings: which chatid is which group's.
//!
//! Anybody may name a chatid, since DingTalk confirms it: it is kept for the conversation that it
//! converts to, and for no other. Those of the settings are bound beside the work, each at the
//! cost of one call; a command from a group that may be one of them waits until that is known.

use std::sync::{Arc, PoisonError};
use std::time::Duration;

use tokio::sync::Mutex;
use tracing::{info, warn};

use super::refused::Refused;
use super::route::{Route, Routes};
use crate::calls::{CallError, Calls, Setback, Turn};
use crate::chain::chain;
use crate::dingtalk::{Class, DingTalkError};
use crate::domain::{ChatId, Clock, ConversationId, Recent, Timestamp};
use crate::store::{Group, Scope, StoreError};

/// How many chatids are remembered that were asked about, and for how long.
const MOST_CONVERTED: usize = 1_000;
const CONVERTED_HOLDS: Duration = Duration::from_secs(24 * 3600);

/// The same of those that DingTalk does not know: a group may be new.
const MOST_REFUSED: usize = 10_000;
const REFUSED_HOLDS: Duration = Duration::from_secs(3600);

/// How long a command waits before it looks again whether its group is bound by now.
const LOOK_AGAIN: Duration = Duration::from_millis(250);

/// Why a chatid was not bound.
#[derive(Debug, thiserror::Error)]
pub enum BindError {
    /// DingTalk did not convert it.
    #[error(transparent)]
    Refused(#[from] DingTalkError),
    /// It could not be asked, or the store does not answer.
    #[error(transparent)]
    Later(#[from] Setback),
}

impl From<CallError> for BindError {
    fn from(error: CallError) -> Self {
        match error {
            CallError::Refused(error) => Self::Refused(error),
            CallError::Later(setback) => Self::Later(setback),
        }
    }
}

impl From<StoreError> for BindError {
    fn from(error: StoreError) -> Self {
        Self::Later(Setback::Store(error))
    }
}

impl BindError {
    fn is_passing(&self) -> bool {
        match self {
            Self::Refused(error) => error.is_passing(),
            Self::Later(_) => true,
        }
    }

    /// What DingTalk said, if it said something.
    #[must_use]
    pub fn refusal(&self) -> Option<&DingTalkError> {
        match self {
            Self::Refused(error) => Some(error),
            Self::Later(Setback::Again { error, .. } | Setback::Held { why: Some(error), .. }) => {
                Some(error)
            }
            Self::Later(_) => None,
        }
    }
}

/// The chatids, and the groups that they stand for.
pub struct Bindings {
    store: Scope,
    calls: Arc<Calls>,
    clock: Arc<dyn Clock>,
    routes: Routes,
    /// Those of the settings that are not known to be bound.
    configured: Mutex<Vec<Configured>>,
    /// What DingTalk converted chatids to that were named in other groups.
    converted: std::sync::Mutex<Recent<ChatId, ConversationId>>,
    /// Those that it refused.
    refused: std::sync::Mutex<Recent<ChatId, Refused>>,
}

/// A chatid of the settings.
struct Configured {
    chat_id: ChatId,
    state: State,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// Nobody has looked yet.
    Untried,
    /// What kept it from being bound may have passed by now.
    Passing,
    /// DingTalk does not convert it.
    Refused,
}

/// What became of the chatids of the settings that were tried.
#[derive(Debug, Default)]
pub struct Bound {
    /// The groups that were bound now.
    pub groups: Vec<(ConversationId, ChatId)>,
    /// How many are left.
    pub left: usize,
    /// The last fault that may pass.
    passing: Option<BindError>,
}

impl Bindings {
    pub(super) fn new(
        store: Scope,
        calls: Arc<Calls>,
        clock: Arc<dyn Clock>,
        routes: Routes,
        configured: &[ChatId],
    ) -> Self {
        let untried =
            |chat_id: &ChatId| Configured { chat_id: chat_id.clone(), state: State::Untried };
        let configured = Mutex::new(configured.iter().map(untried).collect());
        let converted = std::sync::Mutex::new(Recent::new(MOST_CONVERTED, CONVERTED_HOLDS));
        let refused = std::sync::Mutex::new(Recent::new(MOST_REFUSED, REFUSED_HOLDS));
        Self { store, calls, clock, routes, configured, converted, refused }
    }

    /// Binds a chatid to the conversation that DingTalk converts it to; at no cost if it is bound
    /// already. Whether it was bound now.
    ///
    /// # Errors
    /// When DingTalk does not convert it, or the store does not answer.
    pub async fn bind(&self, chat_id: &ChatId) -> Result<(ConversationId, bool), BindError> {
        if let Some(conversation) = self.store.group_of_chat(chat_id).await? {
            return Ok((conversation, false));
        }
        let turn = Turn::without_lease(self.clock.now());
        let conversation = self.calls.conversation_of(turn, chat_id).await?;
        self.store.bind(&conversation, chat_id, self.clock.now()).await?;
        info!(conversation.id = %conversation, "bound a group");
        Ok((conversation, true))
    }

    /// The conversation that a chatid stands for, from memory or at the cost of a call: who names
    /// another group's again and again, or one that DingTalk does not know, is refused without one.
    ///
    /// # Errors
    /// When DingTalk does not convert it, or is to be asked later.
    pub async fn conversation_of(
        &self,
        turn: Turn<'_>,
        chat_id: &ChatId,
    ) -> Result<ConversationId, CallError> {
        let converted = || self.converted.lock().unwrap_or_else(PoisonError::into_inner);
        let now = self.clock.now();
        let known = converted().get(chat_id, now).cloned();
        if let Some(conversation) = known.filter(|known| Some(known) != turn.group) {
            return Ok(conversation);
        }
        let refused = || self.refused.lock().unwrap_or_else(PoisonError::into_inner);
        let before = refused().get(chat_id, now).map(Refused::again);
        if let Some(error) = before {
            return Err(error.into());
        }
        let answer = self.calls.conversation_of(turn, chat_id).await;
        match &answer {
            Ok(conversation) => {
                converted().insert(chat_id.clone(), conversation.clone(), now);
            }
            Err(CallError::Refused(error))
                if matches!(error.class, Class::UserInput | Class::Binding) =>
            {
                refused().insert(chat_id.clone(), Refused::of(error), now);
            }
            Err(_) => {}
        }
        answer
    }

    /// Binds the chatids of the settings that are not bound yet.
    pub async fn bind_configured(&self) -> Bound {
        let mut configured = self.configured.lock().await;
        self.bind_those(&mut configured, |_| true).await
    }

    /// The way to a group, of which `known` was read before, if it was. A group that is not bound may be one of those that the operator wants
    /// bound; as long as it is not known which those are, its commands wait.
    ///
    /// # Errors
    /// When it cannot be known yet.
    pub async fn route(
        &self,
        conversation: &ConversationId,
        known: Option<&Group>,
        turn: Turn<'_>,
    ) -> Result<Route, Setback> {
        let route = self.routes.of(known);
        if route.leads_there() {
            return Ok(route);
        }
        // It may have been bound since.
        let route = self.routes.now(conversation).await?;
        if route.leads_there() {
            return Ok(route);
        }
        // Whoever holds it is binding just now.
        let Ok(mut configured) = self.configured.try_lock() else {
            return Err(self.look_again());
        };
        if configured.iter().any(|it| it.state == State::Untried) {
            return Err(self.look_again());
        }
        if !configured.iter().any(|it| it.state == State::Passing) {
            return Ok(route);
        }
        let bound = self.bind_those(&mut configured, |state| state == State::Passing).await;
        let route = self.routes.now(conversation).await?;
        match bound.passing {
            Some(error) if !route.leads_there() => self.not_bound_yet(error, turn, route),
            _ => Ok(route),
        }
    }

    fn look_again(&self) -> Setback {
        Setback::NotYet(self.clock.now().plus(LOOK_AGAIN))
    }

    /// A fault that may pass keeps one of the settings' groups from being bound: it may be this.
    fn not_bound_yet(
        &self,
        error: BindError,
        turn: Turn<'_>,
        route: Route,
    ) -> Result<Route, Setback> {
        match error {
            BindError::Later(setback) => Err(setback),
            BindError::Refused(error) => {
                self.calls.settled(error, turn.attempt)?;
                Ok(route)
            }
        }
    }

    async fn bind_those(
        &self,
        configured: &mut Vec<Configured>,
        which: impl Fn(State) -> bool,
    ) -> Bound {
        let mut bound = Bound::default();
        let mut rest = Vec::new();
        let tried = std::mem::take(configured);
        for left in self.unbound(tried, &mut bound).await {
            // What keeps all calls from being made keeps the rest of them, too.
            let is_stopped = matches!(bound.passing, Some(BindError::Later(_)));
            if is_stopped || !which(left.state) {
                let state = if is_stopped { State::Passing } else { left.state };
                rest.push(Configured { state, ..left });
                continue;
            }
            match self.bind(&left.chat_id).await {
                Ok((conversation, _)) => bound.groups.push((conversation, left.chat_id)),
                Err(error) => {
                    warn!(chat.id = %left.chat_id, error = chain(&error), "cannot bind a group of DINGNICK_GROUPS; trying again later");
                    let state = if error.is_passing() { State::Passing } else { State::Refused };
                    bound.passing = Some(error).filter(BindError::is_passing).or(bound.passing);
                    rest.push(Configured { state, ..left });
                }
            }
        }
        bound.left = rest.len();
        *configured = rest;
        bound
    }

    /// Those that the store does not know to be bound; one question for all of them.
    async fn unbound(&self, tried: Vec<Configured>, bound: &mut Bound) -> Vec<Configured> {
        let chat_ids: Vec<ChatId> = tried.iter().map(|it| it.chat_id.clone()).collect();
        if chat_ids.is_empty() {
            return tried;
        }
        match self.store.groups_of_chats(&chat_ids).await {
            Ok(known) => tried
                .into_iter()
                .filter(|it| !known.iter().any(|(chat_id, _)| *chat_id == it.chat_id))
                .collect(),
            Err(error) => {
                bound.passing = Some(error.into());
                tried
            }
        }
    }

    /// Remembers both ids of one group, on DingTalk's own word.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn learn(
        &self,
        conversation: &ConversationId,
        known: Option<&Group>,
        chat_id: &ChatId,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        if known.is_none_or(|group| group.chat_id.as_ref() != Some(chat_id)) {
            self.store.bind(conversation, chat_id, now).await?;
            info!(conversation.id = %conversation, "an event bound a group");
        }
        Ok(())
    }
}
