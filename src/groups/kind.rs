//! Kinds: a group is made a scene group, so that it needs no chatid, or an ordinary one again.

use std::sync::Arc;

use tracing::info;

use super::route::Routes;
use crate::calls::{CallError, Calls, Setback, Turn};
use crate::dingtalk::DingTalkError;
use crate::domain::{ConversationId, KindChange, TemplateId, UserId};

/// Why a group's kind was not changed.
#[derive(Debug, thiserror::Error)]
pub enum KindError {
    /// It takes a template, and there is none.
    #[error("DINGTALK_GROUP_TEMPLATE_ID is not set")]
    NoTemplate,
    /// DingTalk said no, or is to be asked later.
    #[error(transparent)]
    Call(#[from] CallError),
}

impl KindError {
    /// What DingTalk said, if it said something.
    #[must_use]
    pub fn refusal(&self) -> Option<&DingTalkError> {
        match self {
            Self::Call(CallError::Refused(error)) => Some(error),
            Self::Call(CallError::Later(
                Setback::Again { error, .. } | Setback::Held { why: Some(error), .. },
            )) => Some(error),
            Self::NoTemplate | Self::Call(CallError::Later(_)) => None,
        }
    }
}

/// Changes what kind of group a group is.
#[derive(Clone)]
pub struct Kinds {
    calls: Arc<Calls>,
    routes: Routes,
    template: Option<TemplateId>,
}

impl Kinds {
    pub(super) fn new(calls: Arc<Calls>, routes: Routes, template: Option<TemplateId>) -> Self {
        Self { calls, routes, template }
    }

    /// Whether there is a template to change kinds with.
    #[must_use]
    pub fn has_template(&self) -> bool {
        self.template.is_some()
    }

    /// Changes a group's kind in the name of its owner; whether `owner` is that, DingTalk decides.
    ///
    /// # Errors
    /// Why not.
    pub async fn change(
        &self,
        conversation: &ConversationId,
        owner: &UserId,
        change: KindChange,
        turn: Turn<'_>,
    ) -> Result<(), KindError> {
        let template = self.template.as_ref().ok_or(KindError::NoTemplate)?;
        self.calls.change_kind(turn, conversation, owner, template, change).await?;
        info!(conversation.id = %conversation, change = change.as_str(), "changed the group's kind");
        let is_scene = change == KindChange::Adopt;
        self.routes.remember(conversation, is_scene).await.map_err(CallError::from)?;
        Ok(())
    }
}
