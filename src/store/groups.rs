//! The groups we know: under which chatid, of which kind, owned by whom. And who was given a hint.

use std::time::Duration;

use async_trait::async_trait;

use super::StoreError;
use crate::domain::{ChatId, ConversationId, RobotCode, Timestamp, UserId};

/// A group, as far as we know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Its id in callbacks and in the newer API.
    pub conversation: ConversationId,
    /// Its title when we last heard from it.
    pub title: Option<String>,
    /// Its id in the older API, confirmed by DingTalk.
    pub chat_id: Option<ChatId>,
    /// Whether it is a template group, and when we learnt that.
    pub is_scene: Option<(bool, Timestamp)>,
    /// Its owner, and when DingTalk told us.
    pub owner: Option<(UserId, Timestamp)>,
}

/// What the store remembers of groups and of people.
#[async_trait]
pub trait Groups {
    /// What we know of a group.
    ///
    /// # Errors
    /// When the store does not answer.
    async fn group(
        &self,
        robot_code: &RobotCode,
        conversation: &ConversationId,
    ) -> Result<Option<Group>, StoreError>;

    /// All groups we know, in the order of their titles.
    ///
    /// # Errors
    /// When the store does not answer.
    async fn groups(&self, robot_code: &RobotCode) -> Result<Vec<Group>, StoreError>;

    /// Remembers that a group exists, and its title; writes nothing when both are known.
    ///
    /// # Errors
    /// When the store does not answer.
    async fn remember_title(
        &self,
        robot_code: &RobotCode,
        conversation: &ConversationId,
        title: &str,
    ) -> Result<(), StoreError>;

    /// Binds a group to the chatid that DingTalk confirmed; what was learnt by another way goes, and
    /// so does the binding of any other group to that chatid, which must be an old one.
    ///
    /// # Errors
    /// When the store does not answer.
    async fn bind(
        &self,
        robot_code: &RobotCode,
        conversation: &ConversationId,
        chat_id: &ChatId,
        now: Timestamp,
    ) -> Result<(), StoreError>;

    /// Forgets a group's chatid. Whether it had one.
    ///
    /// # Errors
    /// When the store does not answer.
    async fn unbind(
        &self,
        robot_code: &RobotCode,
        conversation: &ConversationId,
    ) -> Result<bool, StoreError>;

    /// Remembers whether a group is a template group.
    ///
    /// # Errors
    /// When the store does not answer.
    async fn remember_scene(
        &self,
        robot_code: &RobotCode,
        conversation: &ConversationId,
        is_scene: bool,
        now: Timestamp,
    ) -> Result<(), StoreError>;

    /// Remembers who owns a group.
    ///
    /// # Errors
    /// When the store does not answer.
    async fn remember_owner(
        &self,
        robot_code: &RobotCode,
        conversation: &ConversationId,
        owner: &UserId,
        now: Timestamp,
    ) -> Result<(), StoreError>;

    /// Whether a person may be given a hint now, that is, was given none within `interval`; if
    /// so, the hint counts as given.
    ///
    /// # Errors
    /// When the store does not answer.
    async fn claim_hint(
        &self,
        robot_code: &RobotCode,
        person: &str,
        now: Timestamp,
        interval: Duration,
    ) -> Result<bool, StoreError>;
}

#[derive(sqlx::FromRow)]
pub(super) struct GroupRow {
    conversation_id: String,
    title: Option<String>,
    chat_id: Option<String>,
    is_scene: Option<bool>,
    scene_checked_at: Option<i64>,
    owner: Option<String>,
    owner_checked_at: Option<i64>,
}

impl GroupRow {
    pub(super) fn into_group(self) -> Option<Group> {
        Some(Group {
            conversation: ConversationId::parse(&self.conversation_id)?,
            title: self.title,
            chat_id: self.chat_id.as_deref().and_then(ChatId::parse),
            is_scene: self.is_scene.zip(self.scene_checked_at.map(Timestamp)),
            owner: self
                .owner
                .as_deref()
                .and_then(UserId::parse)
                .zip(self.owner_checked_at.map(Timestamp)),
        })
    }
}
