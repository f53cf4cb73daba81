//! Names: what people are called in a group now, as far as we gave or saw it.

use std::collections::HashMap;
use std::sync::Arc;

use super::readings::readings;
use crate::domain::{Clock, ConversationId, Nickname, Timestamp, UserId};
use crate::store::{Member, NamesOf, Scope, StoreError};

/// The name that a member has now, as far as we know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Present {
    /// The name.
    pub name: Nickname,
    /// We gave it, and nothing shows that it was changed since.
    pub is_given: bool,
    /// Messages came under another name before, and come under this one since: somebody gave it by
    /// hand.
    pub is_seen_to_change: bool,
}

/// Which name a member has: the one that we gave them, unless their messages came under another
/// one since then that they did not come under before. (DingTalk does not say whether the name on a
/// message is the one in the group; where it is not, it stays the same, and shows nothing.)
pub(super) fn present(
    given: Option<(Nickname, Timestamp)>,
    seen: Option<&Member>,
) -> Option<Present> {
    let seen_name = seen.and_then(|member| Nickname::parse(&member.display_name).ok());
    let Some((given, at)) = given else {
        let is_seen_to_change = seen.is_some_and(|member| member.changed_at.is_some());
        return seen_name.map(|name| Present { name, is_given: false, is_seen_to_change });
    };
    let changed_since = seen.is_some_and(|member| member.changed_at.is_some_and(|seen| seen > at));
    match seen_name {
        Some(name) if changed_since && name != given => {
            Some(Present { name, is_given: false, is_seen_to_change: true })
        }
        _ => Some(Present { name: given, is_given: true, is_seen_to_change: false }),
    }
}

/// What people are called.
#[derive(Clone)]
pub struct Names {
    store: Scope,
    clock: Arc<dyn Clock>,
}

impl Names {
    pub(super) fn new(store: Scope, clock: Arc<dyn Clock>) -> Self {
        Self { store, clock }
    }

    /// All that is known of a member's name.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn known(
        &self,
        conversation: &ConversationId,
        member: &UserId,
    ) -> Result<NamesOf, StoreError> {
        self.store.names_of(conversation, member).await
    }

    /// The same of several members, with one question.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn known_of_all(
        &self,
        conversation: &ConversationId,
        members: &[UserId],
    ) -> Result<HashMap<UserId, NamesOf>, StoreError> {
        self.store.names_of_all(conversation, members).await
    }

    /// The name that a member has now.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn present(
        &self,
        conversation: &ConversationId,
        member: &UserId,
    ) -> Result<Option<Present>, StoreError> {
        Ok(Self::present_of(&self.known(conversation, member).await?))
    }

    /// The same of what was read before.
    #[must_use]
    pub fn present_of(names: &NamesOf) -> Option<Present> {
        let given = names.given.as_ref().map(|given| (given.name.clone(), given.at));
        present(given, names.seen.as_ref())
    }

    /// A member's name for others to read: the one in the group, else in the directory as far as
    /// it was read, else the userid.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn to_show(
        &self,
        conversation: &ConversationId,
        member: &UserId,
    ) -> Result<String, StoreError> {
        let mut names = self.all_to_show(conversation, std::slice::from_ref(member)).await?;
        Ok(names.pop().unwrap_or_else(|| member.to_string()))
    }

    /// The same of several members, in their order, with two questions at most.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn all_to_show(
        &self,
        conversation: &ConversationId,
        members: &[UserId],
    ) -> Result<Vec<String>, StoreError> {
        if members.is_empty() {
            return Ok(Vec::new());
        }
        let known = self.known_of_all(conversation, members).await?.into_iter();
        let present = known.filter_map(|(member, known)| {
            let present = Self::present_of(&known)?;
            Some((member, present.name.to_string()))
        });
        let mut names: HashMap<UserId, String> = present.collect();
        let unnamed = members.iter().filter(|member| !names.contains_key(*member));
        let unnamed: Vec<UserId> = unnamed.cloned().collect();
        if !unnamed.is_empty() {
            let entries = self.store.directory_entries(&unnamed).await?.into_iter();
            names.extend(entries.map(|entry| (entry.user_id, entry.name)));
        }
        let name = |member: &UserId| names.get(member).cloned();
        Ok(members.iter().map(|it| name(it).unwrap_or_else(|| it.to_string())).collect())
    }

    /// Remembers under which name a message came; writes only what is new.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn see(
        &self,
        conversation: &ConversationId,
        member: &UserId,
        display_name: &str,
    ) -> Result<(), StoreError> {
        let (readings, now) = (|| readings(display_name), self.clock.now());
        self.store.remember_member(conversation, member, display_name, readings, now).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_what_we_gave_until_messages_come_under_a_new_one() {
        let given = |at| Some((Nickname::parse("三班-小明").expect("a name"), Timestamp(at)));
        let seen = |name: &str, changed_at: Option<i64>| Member {
            user_id: UserId::parse("ming").expect("a userid"),
            display_name: name.to_owned(),
            changed_at: changed_at.map(Timestamp),
        };
        for (given, seen, name, is_given) in [
            (given(10), None, "三班-小明", true),
            (given(10), Some(seen("小明", None)), "三班-小明", true),
            (given(10), Some(seen("小明", Some(5))), "三班-小明", true),
            (given(10), Some(seen("三班-小明", Some(15))), "三班-小明", true),
            (given(10), Some(seen("大笨蛋", Some(15))), "大笨蛋", false),
            (None, Some(seen("小明", None)), "小明", false),
        ] {
            let found = present(given, seen.as_ref()).expect("a name");
            assert_eq!((found.name.as_str(), found.is_given), (name, is_given));
        }
        assert!(present(None, None).is_none());
    }
}
