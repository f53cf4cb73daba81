//! Context: all that an action may know and use.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

use jiff::tz::TimeZone;
use tokio::sync::OnceCell;

use super::undo_hint::UndoHints;
use crate::calls::{Calls, Turn};
use crate::command::Whose;
use crate::domain::{
    Clock, ConversationId, Format, IncomingMessage, Person, Purpose, Reply, Role, Rules, Timestamp,
    UserId,
};
use crate::groups::Groups;
use crate::i18n::{Locale, Words};
use crate::store::{Group, Lease, Scope, StoreError};

/// What the operator decides, as far as actions depend on it.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Who may do everything.
    pub admins: HashSet<UserId>,
    /// The bot's name in the chat, so that nobody poses as it.
    pub bot_name: Option<String>,
    /// Whether DingTalk tells us what happens in groups.
    pub hears_events: bool,
    /// Where days begin, and people sleep.
    pub time_zone: TimeZone,
    /// The language of groups that have chosen none.
    pub locale: Locale,
    /// The pause before something is looked at again.
    pub first_pause: Duration,
}

/// What all actions of one robot share.
pub struct Services {
    /// The operator's decisions.
    pub settings: Settings,
    /// What is kept.
    pub store: Scope,
    /// What is known of groups.
    pub groups: Groups,
    /// The way to DingTalk.
    pub calls: Arc<Calls>,
    /// What is said to somebody alone is put into words at once.
    pub words: Words,
    /// Who knows how to take a change back.
    pub undo_hints: UndoHints,
    /// The time.
    pub clock: Arc<dyn Clock>,
}

impl Services {
    /// Whose day a paid call is counted against, when this person asks for it in this group: not
    /// that of an administrator, nor of the owner on DingTalk's last word, however old that is.
    /// To ask again would cost what is to be saved.
    #[must_use]
    pub fn spender<'a>(&self, person: &'a Person, group: Option<&Group>) -> Option<&'a str> {
        let owner = group.and_then(|group| group.owner.as_ref());
        let decides = person.user_id.as_ref().is_some_and(|user_id| {
            self.settings.admins.contains(user_id)
                || owner.is_some_and(|(owner, _)| owner == user_id)
        });
        (!decides).then(|| person.id().unwrap_or_default())
    }
}

/// What carrying out one message may need to know of the attempt.
#[derive(Clone, Debug)]
pub struct Attempt {
    /// From 1.
    pub number: u32,
    /// When the message was sent, as far as that can be believed.
    pub asked_at: Timestamp,
    /// Until when nobody else may try.
    pub held_until: Timestamp,
    /// For how long jobs are taken.
    pub held_for: Duration,
    /// To ask the store about the job.
    pub lease: Lease,
    /// The job's number.
    pub job_id: i64,
    /// Whether who sent the message asked for it; what owner and admins decided before, and what
    /// the bot does by itself, is outside what members may spend.
    pub is_of_sender: bool,
    /// What names are set for, where no message asks for them.
    pub purpose: Option<Purpose>,
    /// An earlier attempt may have had an effect, though nobody knows.
    pub in_doubt: bool,
    /// What is known of the group, once it was asked for.
    pub group: OnceCell<Option<Group>>,
}

/// One message, or one task that hangs on it, with all that is known when it is begun.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// What all share.
    pub services: &'a Services,
    /// The message.
    pub message: &'a IncomingMessage,
    /// The attempt.
    pub attempt: &'a Attempt,
    /// What the group has decided.
    pub rules: &'a Rules,
}

impl<'a> Context<'a> {
    pub(super) fn settings(&self) -> &'a Settings {
        &self.services.settings
    }

    pub(super) fn store(&self) -> &'a Scope {
        &self.services.store
    }

    pub(super) fn groups(&self) -> &'a Groups {
        &self.services.groups
    }

    pub(super) fn calls(&self) -> &'a Calls {
        &self.services.calls
    }

    pub(super) fn now(&self) -> Timestamp {
        self.services.clock.now()
    }

    /// Who asks, if DingTalk says.
    pub(super) fn sender(&self) -> Option<&'a UserId> {
        self.message.sender.person.user_id.as_ref()
    }

    /// Who asks; others cannot be renamed, and rename nobody.
    pub(super) fn known_sender(&self) -> Result<&'a UserId, Reply> {
        self.sender().ok_or(Reply::SenderOutside)
    }

    pub(super) fn conversation(&self) -> &'a ConversationId {
        &self.message.conversation
    }

    /// What is known of the group: as it was when this attempt first asked.
    pub(super) async fn group(&self) -> Result<Option<&'a Group>, StoreError> {
        let read = || self.store().group(self.conversation());
        Ok(self.attempt.group.get_or_try_init(read).await?.as_ref())
    }

    /// The right to call of this attempt.
    ///
    /// # Errors
    /// When the store does not answer.
    pub(super) async fn turn(&self) -> Result<Turn<'a>, StoreError> {
        let spender = match self.attempt.is_of_sender {
            true => self.services.spender(&self.message.sender.person, self.group().await?),
            false => None,
        };
        Ok(Turn {
            group: Some(&self.message.conversation),
            job: Some(self.attempt.job_id),
            attempt: self.attempt.number,
            purpose: self.attempt.purpose.unwrap_or_else(|| Self::purpose_of(spender)),
            spender,
            held_until: self.attempt.held_until,
        })
    }

    /// What a name is set for that a message asks for.
    fn purpose_of(spender: Option<&str>) -> Purpose {
        if spender.is_some() { Purpose::Member } else { Purpose::Governor }
    }

    /// Who asks, and whose name is meant; or what there is to say when one of them has no userid.
    pub(super) fn people<'b>(&self, whose: &'b Whose) -> Result<(&'a UserId, &'b UserId), Reply>
    where
        'a: 'b,
    {
        let sender = self.known_sender()?;
        match whose {
            Whose::Sender => Ok((sender, sender)),
            Whose::Member(person) => match &person.user_id {
                Some(member) => Ok((sender, member)),
                None => Err(Reply::TargetOutside),
            },
        }
    }

    /// A member as an answer names them: not at all where it is who asked.
    pub(super) fn target(&self, member: &UserId) -> Option<UserId> {
        (self.sender() != Some(member)).then(|| member.clone())
    }

    /// The group's language.
    pub(super) fn locale(&self) -> Locale {
        let chosen = self.rules.language.as_deref().and_then(Locale::parse);
        chosen.unwrap_or(self.settings().locale)
    }

    /// The shape that names must have. One that is kept was read before; should this version not
    /// be able to, names have any shape rather than none.
    pub(super) fn format(&self) -> Option<Format> {
        self.rules.format.as_deref().and_then(|source| Format::parse(source).ok())
    }

    /// The shape that the name of one member must have: none for those who are exempt.
    pub(super) fn format_for(&self, member: &UserId) -> Option<Format> {
        self.format().filter(|_| !self.rules.exempt.contains(member))
    }

    /// Those whose names nobody else shall have, once the owner is known.
    pub(super) fn governors(
        &self,
        owner: Option<&UserId>,
        group: Option<&Group>,
    ) -> Vec<(Role, UserId)> {
        let sub_admins = group.and_then(|group| group.sub_admins.as_ref()).into_iter().flatten();
        let all = owner
            .map(|owner| (Role::Owner, owner))
            .into_iter()
            .chain(self.settings().admins.iter().map(|admin| (Role::Admin, admin)))
            .chain(sub_admins.map(|sub_admin| (Role::SubAdmin, sub_admin)));
        let mut governors: Vec<(Role, UserId)> = Vec::new();
        for (role, user_id) in all {
            if !governors.iter().any(|(_, known)| known == user_id) {
                governors.push((role, user_id.clone()));
            }
        }
        governors
    }
}
