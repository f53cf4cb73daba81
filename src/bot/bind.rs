//! `/nick bind chat…`, and the chatids of the settings: which chatid is which group's.
//!
//! Anybody may say it, since DingTalk confirms it: a chatid is kept for the conversation that it
//! converts to, and for no other.

use tracing::{info, warn};

use super::attempt::{Attempt, Done};
use super::group::Route;
use super::{Bot, LEASE, Setback, chain, ended_by, problem};
use crate::dingtalk::{Api, DingTalkError};
use crate::domain::{
    BindFailure, ChatId, ConversationId, IncomingMessage, Problem, Reply, Timestamp,
};
use crate::store::StoreError;

/// Why a chatid was not bound.
#[derive(Debug, thiserror::Error)]
pub enum BindError {
    /// DingTalk did not convert it.
    #[error(transparent)]
    DingTalk(#[from] DingTalkError),
    /// DingTalk takes no calls for the moment.
    #[error("DingTalk takes no calls for the moment")]
    Later {
        /// When it may again.
        until: Timestamp,
        /// What it said.
        #[source]
        why: Option<DingTalkError>,
    },
    /// The store does not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<Setback> for BindError {
    fn from(setback: Setback) -> Self {
        match setback {
            Setback::Later(error, _) => Self::DingTalk(error),
            Setback::Held { until, why } => Self::Later { until, why },
            Setback::NotYet(until) => Self::Later { until, why: None },
            Setback::Store(error) => Self::Store(error),
        }
    }
}

/// A chatid of the settings that is not bound yet.
pub(super) struct Unbound {
    chat_id: ChatId,
    /// What kept it from being bound may have passed by now.
    is_passing: bool,
}

impl Unbound {
    pub(super) fn new(chat_id: ChatId) -> Self {
        Self { chat_id, is_passing: true }
    }
}

impl BindError {
    fn is_passing(&self) -> bool {
        match self {
            Self::DingTalk(error) => error.is_passing(),
            Self::Later { .. } | Self::Store(_) => true,
        }
    }

    /// What DingTalk said, for people.
    #[must_use]
    pub fn problem(&self) -> Option<Problem> {
        match self {
            Self::DingTalk(error) => Some(problem(error)),
            Self::Later { why, .. } => why.as_ref().map(problem),
            Self::Store(_) => None,
        }
    }
}

impl Bot {
    pub(super) async fn bind(
        &self,
        message: &IncomingMessage,
        chat_id: &ChatId,
        attempt: &Attempt,
    ) -> Result<Done, Setback> {
        let conversation = &message.conversation;
        let bound = Done::applied(Reply::Bound);
        let known = self.store.group(conversation).await?;
        if known.is_some_and(|group| group.chat_id.as_ref() == Some(chat_id)) {
            return Ok(bound);
        }
        let call = self.dingtalk.open_conversation_id(chat_id);
        let api = Api::ConvertToOpenConversationId;
        match self.call(api, attempt.held_until, call).await? {
            Ok(converted) if converted == *conversation => {
                self.store.bind(conversation, chat_id, self.clock.now()).await?;
                info!(conversation.id = %conversation, "bound the group");
                self.meet_owner(conversation, chat_id, attempt.held_until).await;
                Ok(bound)
            }
            Ok(_) => Ok(Done::answered(Reply::BindFailed(BindFailure::OtherGroup))),
            Err(error) => {
                let error = match self.again(error, attempt.number) {
                    Ok(setback) => return Err(setback),
                    Err(error) => error,
                };
                warn!(message.id = %message.id, error = chain(&error), "DingTalk did not confirm the chatid");
                let failure = BindFailure::Refused(problem(&error));
                let mut done = Done::answered(Reply::BindFailed(failure));
                done.outcome = ended_by(&error);
                Ok(done)
            }
        }
    }

    /// Binds the chatids of the settings that are not bound yet, each at the cost of one call.
    /// Returns how many are left.
    pub async fn bind_configured(&self) -> usize {
        self.bind_those(|_| true).await;
        self.unbound.lock().await.len()
    }

    /// The same for those that only a passing fault kept from being bound: when a command comes
    /// from an unbound group, that may be one of them.
    ///
    /// # Errors
    /// When a passing fault still keeps one from it.
    pub(super) async fn bind_passing(&self) -> Result<(), BindError> {
        self.bind_those(|left| left.is_passing).await.map_or(Ok(()), Err)
    }

    /// The last fault that may pass.
    async fn bind_those(&self, which: impl Fn(&Unbound) -> bool) -> Option<BindError> {
        let mut unbound = self.unbound.lock().await;
        let mut passing = None;
        for left in std::mem::take(&mut *unbound) {
            if !which(&left) {
                unbound.push(left);
                continue;
            }
            if let Err(error) = self.bind_chat(&left.chat_id).await {
                warn!(chat.id = %left.chat_id, error = chain(&error), "cannot bind a group of DINGNICK_GROUPS; trying again later");
                let is_passing = error.is_passing();
                unbound.push(Unbound { is_passing, ..left });
                passing = Some(error).filter(|_| is_passing).or(passing);
            }
        }
        passing
    }

    /// Binds a chatid to the conversation that DingTalk converts it to; at no cost if it is bound
    /// already.
    ///
    /// # Errors
    /// When DingTalk does not convert it, or the store does not answer.
    pub async fn bind_chat(&self, chat_id: &ChatId) -> Result<ConversationId, BindError> {
        if let Some(conversation) = self.conversation_of(chat_id).await? {
            return Ok(conversation);
        }
        let call = self.dingtalk.open_conversation_id(chat_id);
        let api = Api::ConvertToOpenConversationId;
        // Nobody waits for it with a lease.
        let until = self.clock.now().plus(LEASE);
        let conversation = self.call(api, until, call).await??;
        self.store.bind(&conversation, chat_id, self.clock.now()).await?;
        info!(conversation.id = %conversation, "bound a group");
        self.meet_owner(&conversation, chat_id, until).await;
        Ok(conversation)
    }

    /// The conversation that is bound to a chatid.
    pub(super) async fn conversation_of(
        &self,
        chat_id: &ChatId,
    ) -> Result<Option<ConversationId>, StoreError> {
        let groups = self.store.groups().await?;
        let bound = groups.into_iter().find(|group| group.chat_id.as_ref() == Some(chat_id));
        Ok(bound.map(|group| group.conversation))
    }

    /// Learns who owns a group that was just bound: from its first name on, nobody shall pose as
    /// the owner. What keeps DingTalk from saying so does not keep the group from being bound.
    async fn meet_owner(
        &self,
        conversation: &ConversationId,
        chat_id: &ChatId,
        held_until: Timestamp,
    ) {
        let route = Route::Chat(chat_id.clone());
        if let Err(setback) = self.learn_owner(conversation, &route, held_until).await {
            warn!(conversation.id = %conversation, why = setback.cause(), "cannot ask who owns the group yet");
        }
    }
}
