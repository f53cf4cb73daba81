//! Groups, who is in them under which nickname, and the rules of renaming.

use super::{Api, PersonId, World, cast::id_text};
use crate::simulator::facts::EmptyName;

/// The group template that an organisation of this world has.
pub const TEMPLATE: &str = "00000000-0000-0000-0000-000000000000";

/// A group of this world.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct GroupId(pub usize);

/// A group chat.
#[derive(Clone, Debug)]
pub struct Group {
    /// Its title.
    pub title: String,
    /// `chat` and 32 hex digits.
    pub chatid: String,
    /// `cid…==`; callbacks bring it as `conversationId`.
    pub open_conversation_id: String,
    /// Who owns it.
    pub owner: PersonId,
    /// Group administrators (seen only in scene groups).
    pub sub_admins: Vec<PersonId>,
    /// Who is in it, the owner among them.
    pub members: Vec<Member>,
    /// The group template that it was made from, or was given since.
    pub template: Option<String>,
    /// Whether it was given the template by a call, and had none before.
    pub is_adopted: bool,
    /// Whether somebody made it in the client, and no server.
    pub is_hand_made: bool,
    /// Whether it still exists.
    pub status: GroupStatus,
    /// Whether the owner is in the app's visible range, which conversion of the chatid needs.
    pub owner_visible: bool,
}

/// One person's place in a group.
#[derive(Clone, Debug)]
pub struct Member {
    /// Who.
    pub person: PersonId,
    /// The nickname in this group, if one was set.
    pub nickname: Option<String>,
}

/// Whether a group exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GroupStatus {
    /// It does.
    Normal,
    /// It was dissolved.
    Dissolved,
}

/// One change of a nickname.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NicknameChange {
    /// When.
    pub at: i64,
    /// In which group.
    pub group: GroupId,
    /// Whose.
    pub person: PersonId,
    /// The nickname before, if there was one.
    pub old: Option<String>,
    /// The nickname after.
    pub new: String,
    /// By which call.
    pub api: Api,
}

/// Why a nickname was not set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// A field is missing, or the name is empty or too long.
    BadParameter,
    /// Nobody in the organisation has this userid.
    UnknownUser,
    /// No such group.
    UnknownGroup,
    /// The person is not in the group.
    NotInGroup,
    /// The name holds a forbidden word.
    ForbiddenContent,
    /// The group was not made from a template, and this call needs that.
    NotAScene,
}

/// Why a group was not given a template, or did not lose it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TemplateRefusal {
    /// The organisation has no such template, or the group has another one.
    UnknownTemplate,
    /// The group is somebody else's.
    NotTheOwner,
    /// The call does not take groups of this kind.
    NotSuchAGroup,
}

impl Group {
    /// Whether the calls for scene groups take it.
    pub fn is_scene(&self) -> bool {
        self.template.is_some()
    }

    /// The place of a person in this group.
    pub fn member(&self, person: PersonId) -> Option<&Member> {
        self.members.iter().find(|member| member.person == person)
    }
}

impl World {
    /// Makes a group; the owner is the first member. Its ids grow out of the
    /// title and the number of groups before it.
    pub fn add_group(&mut self, title: &str, owner: PersonId, others: &[PersonId]) -> GroupId {
        let seed = format!("{}/{title}", self.groups.len());
        let mut people = vec![owner];
        people.extend(others.iter().copied().filter(|person| *person != owner));
        let group = Group {
            title: title.to_owned(),
            chatid: format!("chat{}", hex_text(&seed)),
            open_conversation_id: format!("cid{}", id_text(&seed, "group", 16)),
            owner,
            sub_admins: Vec::new(),
            members: people.into_iter().map(|person| Member { person, nickname: None }).collect(),
            template: None,
            is_adopted: false,
            is_hand_made: true,
            status: GroupStatus::Normal,
            owner_visible: true,
        };
        self.groups.push(group);
        GroupId(self.groups.len() - 1)
    }

    /// Makes a group from a template, in which `groupNicks` works.
    pub fn add_scene_group(
        &mut self,
        title: &str,
        owner: PersonId,
        others: &[PersonId],
    ) -> GroupId {
        let id = self.add_group(title, owner, others);
        self.group_mut(id).template = Some(TEMPLATE.to_owned());
        id
    }

    /// Lets somebody into a group, who bears no nickname there yet.
    pub fn join(&mut self, group: GroupId, person: PersonId) {
        if self.group(group).member(person).is_none() {
            self.newcomers.push((group, person));
        }
        let group = self.group_mut(group);
        if group.member(person).is_none() {
            group.members.push(Member { person, nickname: None });
        }
    }

    /// Ends a group.
    pub fn dissolve(&mut self, group: GroupId) {
        self.group_mut(group).status = GroupStatus::Dissolved;
    }

    /// The group behind an id of this world.
    ///
    /// # Panics
    /// When the id comes from another world.
    pub fn group(&self, id: GroupId) -> &Group {
        &self.groups[id.0]
    }

    /// The same, to change it silently.
    ///
    /// # Panics
    /// When the id comes from another world.
    pub fn group_mut(&mut self, id: GroupId) -> &mut Group {
        &mut self.groups[id.0]
    }

    /// The group with this chatid, unless it was dissolved.
    pub fn group_by_chatid(&self, chatid: &str) -> Option<GroupId> {
        self.find_group(|group| group.chatid == chatid)
    }

    /// The group with this openConversationId, dissolved or not.
    pub fn group_by_conversation(&self, open_conversation_id: &str) -> Option<GroupId> {
        self.groups
            .iter()
            .position(|group| group.open_conversation_id == open_conversation_id)
            .map(GroupId)
    }

    /// The nickname of a person in a group, if one was set.
    pub fn nickname(&self, group: GroupId, person: PersonId) -> Option<&str> {
        self.group(group).member(person)?.nickname.as_deref()
    }

    /// The name that a group shows for somebody: the nickname, else the directory name.
    pub fn shown_name(&self, group: GroupId, person: PersonId) -> &str {
        self.nickname(group, person).unwrap_or(&self.person(person).name)
    }

    /// Sets a nickname by hand, as a member does in the client: no call, no entry in `changes`.
    pub fn set_nickname_by_hand(&mut self, group: GroupId, person: PersonId, nickname: &str) {
        let members = &mut self.group_mut(group).members;
        if let Some(member) = members.iter_mut().find(|member| member.person == person) {
            member.nickname = Some(nickname.to_owned());
        }
    }

    /// Sets a nickname as the calls do.
    pub(in crate::simulator) fn rename(
        &mut self,
        group: Option<GroupId>,
        userid: &str,
        nickname: &str,
        api: Api,
    ) -> Result<(), Refusal> {
        let facts = &self.facts;
        let is_too_long = facts.nickname_unit.length(nickname) > facts.longest_nickname;
        let is_missing = nickname.is_empty() && facts.empty_name == EmptyName::Refused;
        if userid.is_empty() || is_missing || is_too_long {
            return Err(Refusal::BadParameter);
        }
        let person = self.person_by_userid(userid).ok_or(Refusal::UnknownUser)?;
        let group = group.ok_or(Refusal::UnknownGroup)?;
        if api == Api::GroupNicks && !self.takes_scene_calls(group) {
            return Err(Refusal::NotAScene);
        }
        if api == Api::UpdateGroupNick
            && self.group(group).is_hand_made
            && !self.facts.hand_made_chatid
        {
            return Err(Refusal::UnknownGroup);
        }
        if self.is_forbidden(nickname) {
            return Err(Refusal::ForbiddenContent);
        }
        let (at, empty_name) = (self.now(), self.facts.empty_name);
        let members = &mut self.group_mut(group).members;
        let member =
            members.iter_mut().find(|member| member.person == person).ok_or(Refusal::NotInGroup)?;
        let new = Some(nickname.to_owned()).filter(|nickname| !nickname.is_empty());
        if new.is_none() && empty_name == EmptyName::Kept {
            return Ok(());
        }
        let old = std::mem::replace(&mut member.nickname, new);
        self.changes.push(NicknameChange { at, group, person, old, new: nickname.to_owned(), api });
        Ok(())
    }

    /// Makes a group a scene group, for its owner.
    pub(in crate::simulator) fn apply_template(
        &mut self,
        group: GroupId,
        owner: &str,
        template: &str,
    ) -> Result<(), TemplateRefusal> {
        self.check_owner(group, owner)?;
        if !self.templates.contains(template) {
            return Err(TemplateRefusal::UnknownTemplate);
        }
        let is_existing = !self.group(group).is_scene();
        if is_existing && !self.facts.adopts_existing_groups {
            return Err(TemplateRefusal::NotSuchAGroup);
        }
        let group = self.group_mut(group);
        group.is_adopted |= is_existing;
        group.template = Some(template.to_owned());
        Ok(())
    }

    /// Makes a scene group an ordinary one again, for its owner.
    pub(in crate::simulator) fn close_template(
        &mut self,
        group: GroupId,
        owner: &str,
        template: &str,
    ) -> Result<(), TemplateRefusal> {
        self.check_owner(group, owner)?;
        let present = self.group_mut(group).template.take();
        if let Some(other) = present.filter(|present| present != template) {
            self.group_mut(group).template = Some(other);
            return Err(TemplateRefusal::UnknownTemplate);
        }
        self.group_mut(group).is_adopted = false;
        Ok(())
    }

    /// Whether nicknames of a group can be set by its conversation id.
    fn takes_scene_calls(&self, group: GroupId) -> bool {
        let group = self.group(group);
        group.is_scene() && (!group.is_adopted || self.facts.adopted_group_nicknames)
    }

    fn check_owner(&self, group: GroupId, owner: &str) -> Result<(), TemplateRefusal> {
        let is_owner = self.person_by_userid(owner) == Some(self.group(group).owner);
        if is_owner { Ok(()) } else { Err(TemplateRefusal::NotTheOwner) }
    }

    fn is_forbidden(&self, nickname: &str) -> bool {
        let lower = nickname.to_lowercase();
        self.forbidden_words.iter().any(|word| lower.contains(&word.to_lowercase()))
    }

    fn find_group(&self, fits: impl Fn(&Group) -> bool) -> Option<GroupId> {
        self.groups
            .iter()
            .position(|group| group.status == GroupStatus::Normal && fits(group))
            .map(GroupId)
    }
}

/// 32 hex digits that depend on nothing but the seed.
fn hex_text(seed: &str) -> String {
    use sha2::{Digest, Sha256};
    let digest = Sha256::digest(format!("chatid/{seed}"));
    digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}
