//! From a kept message to the deed that it asks for: one arm for each command.

use super::attempt::{Attempt, Done};
use super::{Bot, Setback};
use crate::command::{self, Command, Mistake, Parsed};
use crate::domain::{ConversationKind, IncomingMessage, MessageBody, Reply};

impl Bot {
    /// What a message asks for, done.
    pub(super) async fn handle(
        &self,
        message: &IncomingMessage,
        attempt: &Attempt,
    ) -> Result<Done, Setback> {
        let robot_code = &self.settings.robot_code;
        let MessageBody::Text(text) = &message.body else {
            return Ok(Done::ignored());
        };
        let in_group = message.kind != ConversationKind::Direct;
        if let Some(title) = message.title.as_deref().filter(|_| in_group) {
            self.store.remember_title(robot_code, &message.conversation, title).await?;
        }
        let command = match command::parse(text, &message.mentions) {
            Parsed::Command(command) => command,
            Parsed::Mistake(mistake) => return Ok(Done::answered(correction(mistake))),
            Parsed::NotACommand => return self.hint(message).await,
        };
        match command {
            Command::Help => self.help(message).await,
            _ if !in_group => Ok(Done::answered(Reply::OnlyInGroups)),
            Command::Rename(whose, nickname) => {
                self.rename(message, &whose, &nickname, attempt).await
            }
            Command::Bind(chat_id) => self.bind(message, &chat_id, attempt).await,
            Command::Undo(_) => Ok(not_here_yet("undo")),
            Command::Reset(_) => Ok(not_here_yet("reset")),
            Command::History(_) => Ok(not_here_yet("history")),
            Command::Status => Ok(not_here_yet("status")),
            Command::Allow(_) => Ok(not_here_yet("allow")),
            Command::Trust(_, true) => Ok(not_here_yet("trust")),
            Command::Trust(_, false) => Ok(not_here_yet("untrust")),
            Command::Lock(_, true) => Ok(not_here_yet("lock")),
            Command::Lock(_, false) => Ok(not_here_yet("unlock")),
            Command::Format(_) => Ok(not_here_yet("format")),
            Command::Check => Ok(not_here_yet("check")),
            Command::Apply => Ok(not_here_yet("apply")),
            Command::Confirm(_) => Ok(not_here_yet("confirm")),
            Command::Approval(_) => Ok(not_here_yet("approval")),
            Command::Approve(_) => Ok(not_here_yet("approve")),
            Command::Reject(..) => Ok(not_here_yet("reject")),
            Command::Lang(_) => Ok(not_here_yet("lang")),
        }
    }
}

fn not_here_yet(command: &str) -> Done {
    Done::answered(Reply::NotHereYet { command: command.to_owned() })
}

/// A mistake becomes the answer that mends it.
fn correction(mistake: Mistake) -> Reply {
    match mistake {
        Mistake::Usage { definition, typed } => {
            Reply::Usage { command: definition.name.to_owned(), typed }
        }
        Mistake::DidYouMean { definition, typed } => {
            Reply::DidYouMean { command: definition.name.to_owned(), typed }
        }
        Mistake::Name(error) => Reply::NameRefused(error),
        Mistake::NameMissing => Reply::NameMissing,
        Mistake::TooManyMentioned => Reply::TooManyMentioned,
        Mistake::TypedMention => Reply::TypedMention,
    }
}
