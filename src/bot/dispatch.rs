//! From a kept message to the deed that it asks for: one arm for each command.

use super::attempt::Done;
use super::case::Case;
use super::{Bot, Setback};
use crate::command::{self, Command, Mistake, Parsed};
use crate::domain::{Change, ConversationKind, IncomingMessage, MessageBody, Reply, Sender};
use crate::store::StoreError;

impl Bot {
    /// What a message asks for, done.
    pub(super) async fn handle(&self, case: Case<'_>) -> Result<Done, Setback> {
        let message = case.message;
        let MessageBody::Text(text) = &message.body else {
            return Ok(Done::ignored());
        };
        let in_group = message.kind != ConversationKind::Direct;
        if in_group {
            self.remember_what_was_seen(message).await?;
        }
        let command = match command::parse(text, &message.mentions) {
            Parsed::Command(command) => command,
            Parsed::Mistake(mistake) => return Ok(Done::answered(correction(mistake))),
            Parsed::NotACommand => return self.hint(message).await,
        };
        match command {
            Command::Help { all } => self.help(case, all).await,
            _ if !in_group => Ok(Done::answered(Reply::OnlyInGroups)),
            Command::Rename { whose, name, .. } => self.rename(case, &whose, &name).await,
            Command::Bind(chat_id) => self.bind(message, &chat_id, case.attempt).await,
            Command::Undo(whose) => self.undo(case, &whose).await,
            Command::Reset(whose) => self.reset(case, &whose).await,
            Command::History(whose, _) => self.history(case, &whose).await,
            Command::Status => self.status(case).await,
            Command::Whoami | Command::Request(_) | Command::Withdraw | Command::Quiet(_) => {
                Ok(Done::answered(Reply::Unclear))
            }
            Command::Allow(allow) => self.change(case, Change::Allow(allow)).await,
            Command::Trust(person, on) => {
                self.change_for(case, &person, |user_id| Change::Trust(user_id, on)).await
            }
            Command::Lock(person, on) => {
                self.change_for(case, &person, |user_id| Change::Lock(user_id, on)).await
            }
            Command::Format(source) => self.change_format(case, source.as_deref()).await,
            Command::Lookalikes(rule) => self.change(case, Change::Lookalikes(rule)).await,
            Command::Reserve(name, on) => self.change(case, Change::Reserve(name, on)).await,
            Command::Check => self.check(case).await,
            Command::Apply => self.propose(case).await,
            Command::Confirm(number) => self.confirm(case, number).await,
            Command::Welcome(on) => self.change_welcome(case, on).await,
            Command::Approval(on) => self.change(case, Change::Approval(on)).await,
            Command::Approve(number) => self.approve(case, number).await,
            Command::Reject(number, reason) => self.reject(case, number, &reason).await,
            Command::Lang(tag) => self.change_language(case, &tag).await,
        }
    }

    /// The group's title, and the name that the sender's messages bear; written only when new.
    async fn remember_what_was_seen(&self, message: &IncomingMessage) -> Result<(), StoreError> {
        let robot_code = &self.settings.robot_code;
        let conversation = &message.conversation;
        if let Some(title) = message.title.as_deref() {
            self.store.remember_title(robot_code, conversation, title).await?;
        }
        let Sender { person, display_name } = &message.sender;
        if let Some(user_id) = person.user_id.as_ref().filter(|_| !display_name.is_empty()) {
            let now = self.clock.now();
            self.store
                .remember_member(robot_code, conversation, user_id, display_name, now)
                .await?;
        }
        Ok(())
    }
}

/// A mistake becomes the answer that mends it.
fn correction(mistake: Mistake) -> Reply {
    match mistake {
        Mistake::Usage { definition, as_name } => {
            Reply::Usage { command: definition.name.to_owned(), as_name }
        }
        Mistake::Ambiguous { readings } => Reply::Ambiguous { readings },
        Mistake::Placeholder { typed } => Reply::Placeholder { typed },
        Mistake::Name { error, instead } => Reply::NameRefused { error, instead },
        Mistake::MentionsAll => Reply::MentionsAll,
        Mistake::MentionsBot => Reply::MentionsBot,
        Mistake::Unclear => Reply::Unclear,
        Mistake::NameMissing => Reply::NameMissing,
        Mistake::TooManyMentioned => Reply::TooManyMentioned,
        Mistake::TypedMention => Reply::TypedMention,
    }
}
