//! Which names people bear, as far as we gave or saw them, and whom a new name looks like.

use super::case::Case;
use super::{Bot, Setback};
use crate::domain::{
    ConversationId, Likeness, Lookalikes, Nickname, Resembled, Role, Timestamp, UserId,
};
use crate::store::{DirectoryEntry, Member, StoreError};

/// The name that a member bears now, as far as we know.
pub(super) struct Present {
    pub name: Nickname,
    /// We gave it, and nothing shows that it was changed since.
    pub is_given: bool,
}

/// Which name a member bears: the one that we gave them, unless their messages came under another
/// one since then that they did not come under before. (DingTalk does not say whether the name on a
/// message is the one in the group; where it is not, it stays the same, and shows nothing.)
pub(super) fn present(
    given: Option<(Nickname, Timestamp)>,
    seen: Option<&Member>,
) -> Option<Present> {
    let seen_name = seen.and_then(|member| Nickname::parse(&member.display_name).ok());
    let Some((given, at)) = given else {
        return seen_name.map(|name| Present { name, is_given: false });
    };
    let changed_since = seen.is_some_and(|member| member.changed_at.is_some_and(|seen| seen > at));
    match seen_name {
        Some(name) if changed_since && name != given => Some(Present { name, is_given: false }),
        _ => Some(Present { name: given, is_given: true }),
    }
}

impl Bot {
    pub(super) async fn present_name(
        &self,
        conversation: &ConversationId,
        member: &UserId,
    ) -> Result<Option<Present>, StoreError> {
        let last = self.store.last_rename(conversation, member).await?;
        let seen = self.store.member(conversation, member).await?;
        Ok(present(last.map(|last| (last.name, last.at)), seen.as_ref()))
    }

    /// Whom a name for `member` looks like, if anybody: the one that matters most.
    pub(super) async fn resembled(
        &self,
        case: &Case<'_>,
        member: &UserId,
        name: &Nickname,
    ) -> Result<Option<Resembled>, Setback> {
        let whole = Likeness::of(name.as_str());
        // In “Class 3-Ms Wang-parent” the part in the middle poses as well.
        let format = case.format();
        let parts = format.as_ref().map(|format| format.free_parts(name)).unwrap_or_default();
        let parts: Vec<Likeness> = parts.into_iter().map(Likeness::of).collect();
        for (role, user_id, theirs) in self.guarded(case).await? {
            if user_id.as_ref() == Some(member) {
                continue;
            }
            let likeness = Likeness::of(&theirs);
            let resembles = likeness.resembles(&whole)
                || (role != Role::Member && parts.iter().any(|part| likeness.resembles(part)));
            if resembles {
                return Ok(Some(Resembled { role, name: theirs }));
            }
        }
        Ok(None)
    }

    /// The names that a new one must not look like, with whose they are: those that matter most
    /// first.
    async fn guarded(
        &self,
        case: &Case<'_>,
    ) -> Result<Vec<(Role, Option<UserId>, String)>, Setback> {
        let conversation = case.conversation();
        let mut people = Vec::new();
        if let Some(owner) = self.owner_at_any_time(case).await? {
            people.push((Role::Owner, owner));
        }
        people.extend(self.settings.admins.iter().map(|admin| (Role::Admin, admin.clone())));
        let given = self.store.names(conversation).await?;
        let seen = self.store.members(conversation).await?;
        let mut guarded = Vec::new();
        for (role, user_id) in &people {
            let entry = self.look_up_if_possible(user_id, false, case.attempt).await?;
            let given = given.iter().filter(|name| name.user_id == *user_id);
            let seen = seen.iter().filter(|member| member.user_id == *user_id);
            let names = given
                .map(|given| given.name.to_string())
                .chain(seen.map(|member| member.display_name.clone()))
                .chain(entry.map(|entry| entry.name));
            guarded.extend(names.map(|name| (*role, Some(user_id.clone()), name)));
        }
        guarded.extend(self.settings.bot_name.iter().map(|name| (Role::Bot, None, name.clone())));
        guarded.extend(self.reserved(case).map(|name| (Role::Reserved, None, name)));
        if case.rules.lookalikes != Lookalikes::Allow {
            let others = |user_id: &UserId| !people.iter().any(|(_, governor)| governor == user_id);
            for member in seen.iter().filter(|member| others(&member.user_id)) {
                let given = given.iter().find(|name| name.user_id == member.user_id);
                let given = given.map(|given| (given.name.clone(), given.at));
                let name = present(given, Some(member)).map(|present| present.name.to_string());
                guarded.extend(name.map(|name| (Role::Member, Some(member.user_id.clone()), name)));
            }
            let unseen = |user_id: &UserId| !seen.iter().any(|member| member.user_id == *user_id);
            let given = given.iter().filter(|name| others(&name.user_id) && unseen(&name.user_id));
            guarded.extend(
                given.map(|given| {
                    (Role::Member, Some(given.user_id.clone()), given.name.to_string())
                }),
            );
            for entry in self.entries_of_members(case).await? {
                if others(&entry.user_id) {
                    guarded.push((Role::Member, Some(entry.user_id), entry.name));
                }
            }
        }
        Ok(guarded)
    }

    /// What the directory says of those who are known to be in the group. It is asked only where
    /// names like theirs are refused; otherwise what it was asked for before must do.
    async fn entries_of_members(&self, case: &Case<'_>) -> Result<Vec<DirectoryEntry>, Setback> {
        let roster = self.store.roster(case.conversation()).await?;
        let members = roster.map(|(members, _)| members).unwrap_or_default();
        if case.rules.lookalikes == Lookalikes::Refuse {
            return self.look_up_all(&members, false, case.attempt).await;
        }
        let mut entries = Vec::new();
        for member in &members {
            entries.extend(self.store.directory_entry(member).await?);
        }
        Ok(entries)
    }

    /// The names that are kept from everybody: those of our list that the group does not give
    /// free, and its own.
    fn reserved(&self, case: &Case<'_>) -> impl Iterator<Item = String> {
        let (own, free): (Vec<_>, Vec<_>) =
            case.rules.reserved.iter().partition(|(_, reserved)| **reserved);
        let free: Vec<Likeness> = free.into_iter().map(|(name, _)| Likeness::of(name)).collect();
        let own: Vec<String> = own.into_iter().map(|(name, _)| name.clone()).collect();
        self.words
            .reserved_names()
            .into_iter()
            .filter(move |name| !free.iter().any(|free| free.resembles(&Likeness::of(name))))
            .chain(own)
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
