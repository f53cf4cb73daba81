//! Telling people what the bot does: all of it when asked, one line when they only chat.

use super::attempt::Done;
use super::case::Case;
use super::intake::{HINT_INTERVAL, person_key};
use super::{Bot, Setback};
use crate::domain::{Allow, ConversationKind, IncomingMessage, Note, Reply};
use crate::store::JobOutcome;

impl Bot {
    /// Help tells only what the sender may do, as far as that is known without asking DingTalk:
    /// a question for the owner would be a paid call.
    pub(super) async fn help(&self, case: Case<'_>, all: bool) -> Result<Done, Setback> {
        let sender = case.sender();
        let is_admin = sender.is_some_and(|sender| self.settings.admins.contains(sender));
        let robot_code = &self.settings.robot_code;
        let group = self.store.group(robot_code, case.conversation()).await?;
        let in_group = case.message.kind != ConversationKind::Direct;
        let is_bound = self.route_of(group.as_ref()).leads_there();
        let owner = group.and_then(|group| group.owner);
        // Between two there is no owner; what is not known of a group is not asked for.
        let may_own = in_group && owner.is_none_or(|(owner, _)| Some(&owner) == sender);
        let governs = sender.is_some() && (is_admin || may_own);
        let rules = case.rules;
        let is_trusted = sender.is_some_and(|sender| rules.trusted.contains(sender));
        let is_locked = sender.is_some_and(|sender| rules.locked.contains(sender));
        let may_rename = is_trusted || rules.allow != Allow::Owner;
        let mut done = Done::answered(Reply::Help {
            renames_self: governs || (may_rename && !is_locked),
            renames_others: governs || is_trusted || rules.allow == Allow::Everyone,
            governs,
            all,
        });
        if in_group && !is_bound && self.settings.hears_events {
            done.notes.push(Note::NotBoundYet);
        }
        Ok(done)
    }

    /// One line, at most once a day for each person.
    pub(super) async fn hint(&self, message: &IncomingMessage) -> Result<Done, Setback> {
        let person = person_key(&message.sender.person);
        let robot_code = &self.settings.robot_code;
        let now = self.clock.now();
        let may = self.store.claim_hint(robot_code, &person, now, HINT_INTERVAL).await?;
        let outcome = if may { JobOutcome::Answered } else { JobOutcome::Ignored };
        Ok(Done { outcome, reply: may.then_some(Reply::Hint), ..Done::default() })
    }
}
