//! A command with all that is known when it is begun.

use super::attempt::Attempt;
use crate::command::Whose;
use crate::domain::{ConversationId, IncomingMessage, Reply, Rules, UserId};

/// One command of one message.
#[derive(Clone, Copy)]
pub(super) struct Case<'a> {
    pub message: &'a IncomingMessage,
    pub attempt: &'a Attempt,
    /// What the group has decided.
    pub rules: &'a Rules,
}

impl<'a> Case<'a> {
    /// Who asks, if DingTalk says.
    pub(super) fn sender(&self) -> Option<&'a UserId> {
        self.message.sender.person.user_id.as_ref()
    }

    pub(super) fn conversation(&self) -> &'a ConversationId {
        &self.message.conversation
    }

    /// Who asks, and whose name is meant; or what there is to say when one of them has no userid.
    pub(super) fn people<'b>(&self, whose: &'b Whose) -> Result<(&'a UserId, &'b UserId), Reply>
    where
        'a: 'b,
    {
        let sender = self.sender().ok_or(Reply::SenderOutside)?;
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
}
