//! A group that is asked about, and the one person whose name is changed in it.

use super::report::{ChatidFrom, GroupLine, Made};
use crate::domain::{ChatId, ConversationId, UserId};

/// The name that somebody has before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Original {
    /// As the group shows it.
    pub name: String,
    /// Whether it is a nickname of the group, and not the directory's name.
    pub is_nickname: bool,
}

/// A group and somebody in it.
#[derive(Clone, Debug)]
pub struct Subject {
    /// The group's id in the newer API.
    pub conversation: Option<ConversationId>,
    /// The group's id in the older API.
    pub chat_id: Option<ChatId>,
    /// Who owns the group; needed to change its kind.
    pub owner: Option<UserId>,
    /// Whose name is changed.
    pub user: UserId,
    /// What is put back.
    pub original: Original,
    /// How the group was made.
    pub made: Made,
    /// Where the chatid comes from.
    pub chatid_from: ChatidFrom,
    state: State,
}

/// What the probe has done there.
#[derive(Clone, Debug, Default)]
pub(super) struct State {
    /// By which call names are set here.
    pub way: Option<Way>,
    /// Whether anything was changed, put back since or not.
    pub was_changed: bool,
    /// Whether the name may be another than before.
    pub is_renamed: bool,
    /// The test name that the group shows, if one was taken.
    pub shown: Option<String>,
    /// Whether the group may have been made a scene group by us.
    pub is_adopted: bool,
    /// Whether the list of members tells nicknames.
    pub lists_nicknames: bool,
    /// Whether an empty name takes a nickname away.
    pub empty_clears: bool,
}

/// By which call names are set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// By chatid.
    Chat,
    /// As a scene group.
    Scene,
}

impl Subject {
    /// Somebody in a group, of which nothing has been changed.
    #[must_use]
    pub fn new(user: UserId, original: Original) -> Self {
        Self {
            conversation: None,
            chat_id: None,
            owner: None,
            user,
            original,
            made: Made::Unknown,
            chatid_from: ChatidFrom::Unknown,
            state: State::default(),
        }
    }

    /// Whether anything was changed, put back since or not.
    #[must_use]
    pub fn was_changed(&self) -> bool {
        self.state.was_changed
    }

    /// Whether the group may be a scene group now, and was none before.
    #[must_use]
    pub fn is_adopted(&self) -> bool {
        self.state.is_adopted
    }

    /// The test name that the group shows, if one was taken.
    #[must_use]
    pub fn shown(&self) -> Option<&str> {
        self.state.shown.as_deref()
    }

    /// By which call the name is put back: the one that set it.
    pub(super) fn way_back(&self) -> Option<Way> {
        let is_adopted = self.state.is_adopted.then_some(Way::Scene);
        let by_chat = self.chat_id.as_ref().map(|_| Way::Chat);
        self.state.way.or(is_adopted).or(by_chat).or(self.conversation.as_ref().map(|_| Way::Scene))
    }

    pub(super) fn state(&mut self) -> &mut State {
        &mut self.state
    }

    /// The name to put back: where there was no nickname and an empty name takes one away, none.
    pub(super) fn to_put_back(&self) -> String {
        match !self.original.is_nickname && self.state.empty_clears {
            true => String::new(),
            false => self.original.name.clone(),
        }
    }

    /// In the report, where it is the one with this number.
    #[must_use]
    pub fn line(&self, number: usize) -> GroupLine {
        GroupLine {
            group: format!("group-{number}"),
            // One person is asked for, whatever the number of groups.
            user: "user-1".to_owned(),
            made: self.made,
            has_chatid: self.chat_id.is_some(),
            chatid_from: self.chatid_from,
        }
    }
}
