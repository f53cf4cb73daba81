//! The groups we know: under which chatid, of which kind, owned by whom. And who was given a hint.

use std::time::Duration;

use super::database::with_list;
use super::error::StoreError;
use super::rows::{listed, optional, readable};
use super::scope::Scope;
use super::values::{list, row};
use crate::domain::{ChatId, ConversationId, Timestamp, UserId};

/// In place of the time at which DingTalk was asked who owns a group, where an event told it: so
/// long ago that nobody has a right by it.
pub const UNCONFIRMED: Timestamp = Timestamp(0);

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
    /// Its owner, and when DingTalk told us; [`UNCONFIRMED`] when it was not asked.
    pub owner: Option<(UserId, Timestamp)>,
    /// The administrators whom its owner has made, when DingTalk last said who owns a template
    /// group; it says so of no other.
    pub sub_admins: Option<Vec<UserId>>,
    /// The version that its likenesses were last made for, as [`Scope::replace_likenesses`] was
    /// told; 0 when they never were.
    pub likeness_version: i64,
}

row! {
    struct GroupRow {
        conversation_id: String,
        title: Option<String>,
        chat_id: Option<String>,
        is_scene: Option<bool>,
        scene_checked_at: Option<i64>,
        owner: Option<String>,
        owner_checked_at: Option<i64>,
        sub_admins: Option<String>,
        likeness_version: i64,
    }
}

impl GroupRow {
    fn into_group(self) -> Option<Group> {
        Some(Group {
            conversation: ConversationId::parse(&self.conversation_id)?,
            title: self.title,
            chat_id: optional(self.chat_id.as_deref(), ChatId::parse)?,
            is_scene: self.is_scene.zip(self.scene_checked_at.map(Timestamp)),
            owner: optional(self.owner.as_deref(), UserId::parse)?
                .zip(self.owner_checked_at.map(Timestamp)),
            sub_admins: self.sub_admins.and_then(|ids| serde_json::from_str(&ids).ok()),
            likeness_version: self.likeness_version,
        })
    }
}

/// Which groups are wanted; by default all.
#[derive(Clone, Debug, Default)]
pub struct GroupFilter {
    /// Only those whose conversation ids come after this one.
    pub after: Option<ConversationId>,
    /// Only those with this in their title, in capitals or not.
    pub title: Option<String>,
    /// Only those to which no way is known.
    pub only_unreached: bool,
}

/// A pattern of `LIKE`, with `!` as its escape, for texts that contain this one.
fn containing(text: &str) -> String {
    let text = text.to_lowercase().replace('!', "!!").replace('%', "!%").replace('_', "!_");
    format!("%{text}%")
}

/// A question for groups.
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT conversation_id, title, chat_id, is_scene, scene_checked_at, owner,
                 owner_checked_at, sub_admins, likeness_version
             FROM groups ",
            $rest
        )
    };
}

/// What is remembered of groups.
impl Scope {
    /// What we know of a group.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn group(&self, conversation: &ConversationId) -> Result<Option<Group>, StoreError> {
        let row: Option<GroupRow> = self
            .read(select!("WHERE robot_code = $1 AND conversation_id = $2"))
            .bind(conversation)
            .optional()
            .await?;
        row.map(|row| readable("groups", conversation, row.into_group())).transpose()
    }

    /// All groups we know, in the order of their titles.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn groups(&self) -> Result<Vec<Group>, StoreError> {
        let rows: Vec<GroupRow> = self.read(select!("WHERE robot_code = $1")).all().await?;
        let groups = rows.into_iter().filter_map(|row| {
            let key = row.conversation_id.clone();
            listed("groups", key, row.into_group())
        });
        let mut groups: Vec<Group> = groups.collect();
        groups.sort_by(|one, other| one.order().cmp(&other.order()));
        Ok(groups)
    }

    /// Up to `limit` groups in the order of their conversation ids, from after one on.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn groups_page(
        &self,
        filter: &GroupFilter,
        limit: u32,
    ) -> Result<Vec<Group>, StoreError> {
        let rows: Vec<GroupRow> = self
            .read(select!(
                "WHERE robot_code = $1 AND conversation_id > $2
                   AND ($3 = '' OR lower(title) LIKE $3 ESCAPE '!')
                   AND (NOT $4 OR (chat_id IS NULL AND is_scene IS NOT TRUE))
                 ORDER BY conversation_id LIMIT $5"
            ))
            .bind(filter.after.as_ref().map_or("", ConversationId::as_str))
            .bind(filter.title.as_deref().map(containing).unwrap_or_default())
            .bind(filter.only_unreached)
            .bind(limit)
            .all()
            .await?;
        let groups = rows.into_iter().filter_map(|row| {
            let key = row.conversation_id.clone();
            listed("groups", key, row.into_group())
        });
        Ok(groups.collect())
    }

    /// The group that is bound to a chatid.
    ///
    /// # Errors
    /// When the store does not answer, or the row cannot be read.
    pub async fn group_of_chat(
        &self,
        chat_id: &ChatId,
    ) -> Result<Option<ConversationId>, StoreError> {
        let row: Option<(String,)> = self
            .read("SELECT conversation_id FROM groups WHERE robot_code = $1 AND chat_id = $2")
            .bind(chat_id)
            .optional()
            .await?;
        row.map(|(id,)| readable("groups", &id, ConversationId::parse(&id))).transpose()
    }

    /// The groups that are bound to these chatids, as far as there are any, with one question.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn groups_of_chats(
        &self,
        chat_ids: &[ChatId],
    ) -> Result<Vec<(ChatId, ConversationId)>, StoreError> {
        let chat_ids: Vec<&str> = chat_ids.iter().map(ChatId::as_str).collect();
        let rows: Vec<(String, String)> = self
            .read(with_list!(
                "SELECT chat_id, conversation_id FROM groups
                 WHERE robot_code = $1 AND chat_id IN ",
                "$2" as "text",
                ""
            ))
            .bind(list(&chat_ids))
            .all()
            .await?;
        let groups = rows.into_iter().filter_map(|(chat_id, id)| {
            listed("groups", &id, ChatId::parse(&chat_id).zip(ConversationId::parse(&id)))
        });
        Ok(groups.collect())
    }

    /// Remembers that a group exists, and its title; writes nothing when both are known.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn remember_title(
        &self,
        conversation: &ConversationId,
        title: &str,
    ) -> Result<(), StoreError> {
        self.write(
            "INSERT INTO groups (robot_code, conversation_id, title) VALUES ($1, $2, $3)
             ON CONFLICT (robot_code, conversation_id) DO UPDATE SET title = excluded.title
             WHERE groups.title IS DISTINCT FROM excluded.title",
        )
        .bind(conversation)
        .bind(title)
        .execute()
        .await?;
        Ok(())
    }

    /// Binds a group to the chatid that DingTalk confirmed; what was learnt by another way goes, and
    /// so does the binding of any other group to that chatid, which must be an old one.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn bind(
        &self,
        conversation: &ConversationId,
        chat_id: &ChatId,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        // First, so that whoever is stopped in between leaves no two groups of one chatid.
        self.write(
            "UPDATE groups SET chat_id = NULL, bound_at = NULL, owner = NULL,
                 owner_checked_at = NULL
             WHERE robot_code = $1 AND chat_id = $3 AND conversation_id <> $2",
        )
        .bind(conversation)
        .bind(chat_id)
        .execute()
        .await?;
        self.write(
            "INSERT INTO groups (robot_code, conversation_id, chat_id, bound_at)
             VALUES ($1, $2, $3, $4)
             ON CONFLICT (robot_code, conversation_id) DO UPDATE
             SET chat_id = excluded.chat_id, bound_at = excluded.bound_at, owner = NULL,
                 owner_checked_at = NULL",
        )
        .bind(conversation)
        .bind(chat_id)
        .bind(now)
        .execute()
        .await?;
        Ok(())
    }

    /// Forgets a group's chatid. Whether it had one.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn unbind(&self, conversation: &ConversationId) -> Result<bool, StoreError> {
        let unbound = self
            .write(
                "UPDATE groups SET chat_id = NULL, bound_at = NULL, owner = NULL,
                     owner_checked_at = NULL
                 WHERE robot_code = $1 AND conversation_id = $2 AND chat_id IS NOT NULL",
            )
            .bind(conversation)
            .execute()
            .await?;
        Ok(unbound == 1)
    }

    /// Remembers whether a group is a template group. Of one that is none any more, nothing tells
    /// whose it is.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn remember_scene(
        &self,
        conversation: &ConversationId,
        is_scene: bool,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.write(
            "INSERT INTO groups (robot_code, conversation_id, is_scene, scene_checked_at)
             VALUES ($1, $2, $3, $4)
             ON CONFLICT (robot_code, conversation_id) DO UPDATE
             SET is_scene = excluded.is_scene, scene_checked_at = excluded.scene_checked_at,
                 owner = CASE WHEN excluded.is_scene OR groups.is_scene IS NOT TRUE
                     THEN groups.owner END,
                 owner_checked_at = CASE WHEN excluded.is_scene OR groups.is_scene IS NOT TRUE
                     THEN groups.owner_checked_at END",
        )
        .bind(conversation)
        .bind(is_scene)
        .bind(now)
        .execute()
        .await?;
        Ok(())
    }

    /// Forgets that a group is no template group.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn forget_no_scene(&self, conversation: &ConversationId) -> Result<(), StoreError> {
        self.write(
            "UPDATE groups SET is_scene = NULL, scene_checked_at = NULL
             WHERE robot_code = $1 AND conversation_id = $2 AND NOT is_scene",
        )
        .bind(conversation)
        .execute()
        .await?;
        Ok(())
    }

    /// Remembers who owns a group.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn remember_owner(
        &self,
        conversation: &ConversationId,
        owner: &UserId,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.write(
            "INSERT INTO groups (robot_code, conversation_id, owner, owner_checked_at)
             VALUES ($1, $2, $3, $4)
             ON CONFLICT (robot_code, conversation_id) DO UPDATE
             SET owner = excluded.owner, owner_checked_at = excluded.owner_checked_at",
        )
        .bind(conversation)
        .bind(owner)
        .bind(now)
        .execute()
        .await?;
        Ok(())
    }

    /// Remembers whom the owner of a template group has made its administrators.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn remember_sub_admins(
        &self,
        conversation: &ConversationId,
        sub_admins: &[UserId],
    ) -> Result<(), StoreError> {
        self.write(
            "INSERT INTO groups (robot_code, conversation_id, sub_admins) VALUES ($1, $2, $3)
             ON CONFLICT (robot_code, conversation_id) DO UPDATE
             SET sub_admins = excluded.sub_admins
             WHERE groups.sub_admins IS DISTINCT FROM excluded.sub_admins",
        )
        .bind(conversation)
        .bind(list(sub_admins))
        .execute()
        .await?;
        Ok(())
    }

    /// Whether a person may be given a hint now, that is, was given none within `interval`; if
    /// so, the hint counts as given.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn claim_hint(
        &self,
        person: &str,
        now: Timestamp,
        interval: Duration,
    ) -> Result<bool, StoreError> {
        let claimed = self
            .write(
                "INSERT INTO hints (robot_code, person, told_at, holds_until)
                 VALUES ($1, $2, $3, $5)
                 ON CONFLICT (robot_code, person) DO UPDATE
                 SET told_at = excluded.told_at, holds_until = excluded.holds_until
                 WHERE hints.told_at <= $4",
            )
            .bind(person)
            .bind(now)
            .bind(now.minus(interval))
            .bind(now.plus(interval))
            .execute()
            .await?;
        Ok(claimed == 1)
    }
}

impl Group {
    /// Whether it is known to be a template group.
    #[must_use]
    pub fn is_reached_as_scene(&self) -> bool {
        self.chat_id.is_none() && matches!(self.is_scene, Some((true, _)))
    }

    /// By title, those without one last.
    fn order(&self) -> (bool, &Option<String>, &ConversationId) {
        (self.title.is_none(), &self.title, &self.conversation)
    }
}
